//! Lines of verse that are elements of their own.

use dom_query::NodeRef;

/// What pages call a line of verse, as one of its classes.
const LINES: [&str; 2] = ["line", "l"];

/// What they call the lines that belong together.
const STANZAS: [&str; 4] = ["stanza", "strophe", "lg", "line-block"];

/// Whether an element is a line of verse: it says so, it is a part of a stanza, or its words hang behind their first one.
pub(super) fn is_line(node: &NodeRef, name: &str) -> bool {
    let hangs = || {
        let style = node.attr_or("style", "").replace(' ', "");
        name == "div" && style.contains("text-indent:-")
    };
    let in_stanza = || node.parent().is_some_and(|parent| is_called(&parent, &STANZAS));
    matches!(name, "div" | "p") && (is_called(node, &LINES) || in_stanza() || hangs())
}

fn is_called(node: &NodeRef, names: &[&str]) -> bool {
    let classes = node.attr_or("class", "").to_lowercase();
    classes.split_whitespace().any(|class| names.contains(&class))
}
