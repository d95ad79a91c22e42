//! Lines of verse that are elements of their own, and how far they are indented.

use dom_query::NodeRef;

/// What pages call a line of verse, as one of its classes.
const LINES: [&str; 2] = ["line", "l"];

/// What they call the lines that belong together.
const STANZAS: [&str; 4] = ["stanza", "strophe", "lg", "line-block"];

/// How far a line is indented, in signs of this kind; Markdown takes other spaces away.
pub(super) const INDENT: &str = "\u{2003}";

/// A line is not indented further.
const FURTHEST: usize = 20;

/// The styles that indent a line.
const STYLES: [&str; 3] = ["margin-left:", "padding-left:", "text-indent:"];

/// How far the spaces at the beginning of a text indent it: those that a page shows.
pub(super) fn spaces(text: &str) -> usize {
    let widths = text.chars().take_while(|c| c.is_whitespace()).map(|c| match c {
        '\u{a0}' => 1,
        '\u{2003}' | '\u{3000}' => 2,
        _ => 0,
    });
    (widths.sum::<usize>() / 2).min(FURTHEST)
}

/// How far an element indents the line that it begins: `style="margin-left: 2em"`, `class="i2"`.
pub(super) fn indent(node: &NodeRef) -> usize {
    let style = node.attr_or("style", "").replace(' ', "");
    let styled = STYLES.iter().find_map(|name| {
        let (_, value) = style.split_once(name)?;
        let value = value.split(';').next()?.strip_suffix("em")?;
        value.split('.').next()?.parse().ok()
    });
    let classes = node.attr_or("class", "").to_lowercase();
    let named = || {
        classes.split_whitespace().find_map(|class| {
            let rest = class.strip_prefix("indent").or_else(|| class.strip_prefix('i'))?;
            if class == "indent" { Some(2) } else { rest.parse().ok() }
        })
    };
    styled.or_else(named).unwrap_or(0).min(FURTHEST)
}

/// Sets lines as far in as each of them is, where some are further in than others. Of old pages each paragraph begins so, and of
/// prose the first line.
pub(super) fn indented(markdown: &str, widths: &[usize]) -> String {
    let least = widths.iter().min().copied().unwrap_or(0);
    if widths.iter().skip(1).all(|width| *width == least) {
        return markdown.to_owned();
    }
    let lines = markdown.lines().zip(widths);
    let lines = lines.map(|(line, width)| INDENT.repeat(width - least) + line);
    lines.collect::<Vec<_>>().join("\n")
}

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
