//! Reads HTML as strictly as XML, so that a tag that crosses another is found.

use std::collections::BTreeSet;

const VOID: &[&str] = &["meta", "link", "br", "hr", "img", "input", "wbr", "col", "!doctype"];

/// What was found in a piece of HTML.
#[derive(Debug, Default)]
pub(super) struct Html {
    /// The words.
    pub(super) text: String,
    /// The ids.
    pub(super) ids: BTreeSet<String>,
    /// The addresses.
    pub(super) links: Vec<String>,
    /// What is wrong.
    pub(super) faults: Vec<String>,
}

/// Reads HTML; words in elements of the classes in `without` are left out.
pub(super) fn read(html: &str, without: &[&str]) -> Html {
    let mut found = Html::default();
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words(&rest[..at], &open, &mut found);
        let Some(end) = rest[at..].find('>') else {
            found.faults.push("a tag does not end".into());
            return found;
        };
        tag(&rest[at + 1..at + end], without, &mut open, &mut found);
        rest = &rest[at + end + 1..];
    }
    words(rest, &open, &mut found);
    found.faults.extend(open.iter().map(|(name, _)| format!("<{name}> is not closed")));
    found
}

fn words(text: &str, open: &[(String, bool)], found: &mut Html) {
    if open.iter().any(|(_, hidden)| *hidden) {
        return;
    }
    for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        if text.contains(entity) {
            let text = text.replace(entity, c);
            return words(&text, open, found);
        }
    }
    found.text.push_str(text);
}

fn tag(tag: &str, without: &[&str], open: &mut Vec<(String, bool)>, found: &mut Html) {
    let name: String = tag
        .trim_start_matches('/')
        .split([' ', '\n', '/'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    if tag.starts_with('/') {
        match open.pop() {
            Some((expected, _)) if expected == name => {}
            other => found.faults.push(format!("</{name}> ends {other:?}")),
        }
        return;
    }
    let parents: Vec<&str> = open.iter().map(|(name, _)| name.as_str()).collect();
    let parent = parents.last().copied().unwrap_or_default();
    let block =
        ["p", "div", "ul", "ol", "table", "blockquote", "h2", "h3", "figure", "pre", "section"];
    if name == "a" && parents.contains(&"a") && !parents.contains(&"svg") {
        found.faults.push("a link in a link".into());
    }
    if block.contains(&name.as_str()) && parents.contains(&"p") {
        found.faults.push(format!("<{name}> in a paragraph"));
    }
    if ["ul", "ol"].contains(&parent) && name != "li" {
        found.faults.push(format!("<{name}> in a list"));
    }
    if ["table", "thead", "tbody", "tr"].contains(&parent)
        && ["mark", "a", "span"].contains(&name.as_str())
    {
        found.faults.push(format!("<{name}> in a table"));
    }
    if ["th", "td"].contains(&name.as_str()) && parent != "tr" {
        found.faults.push(format!("<{name}> outside a row"));
    }
    if name == "style" || (name == "script" && attribute(tag, "src").is_none()) {
        found.faults.push(format!("<{name}> in the page"));
    }
    if attribute(tag, "src").is_some_and(|src| src.contains(':') || src.starts_with("//")) {
        found.faults.push(format!("<{name}> of another host"));
    }
    if tag.split('"').step_by(2).any(|part| part.trim_start().starts_with("on")) {
        found.faults.push(format!("<{name}> has a script"));
    }
    if attribute(tag, "style").is_some() {
        found.faults.push(format!("<{name}> has a style"));
    }
    if let Some(id) = attribute(tag, "id")
        && !found.ids.insert(id.clone())
    {
        found.faults.push(format!("the id {id} is there twice"));
    }
    found.links.extend(attribute(tag, "href").or_else(|| attribute(tag, "src")));
    let class = attribute(tag, "class").unwrap_or_default();
    let hidden = class.split(' ').any(|class| without.contains(&class));
    if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
        open.push((name, hidden));
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next().unwrap_or_default().replace("&amp;", "&"))
}
