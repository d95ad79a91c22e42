//! The attributes of raw HTML among Markdown, and where their values are written.

use std::ops::Range;

/// An attribute that has a value.
pub(super) struct Attribute<'t> {
    /// The element that it is of, as it is written.
    pub(super) element: &'t str,
    pub(super) name: &'t str,
    /// Where its value stands, without quotation marks.
    pub(super) value: Range<usize>,
}

/// The attributes of all tags in some HTML, in order.
pub(super) fn attributes(html: &str) -> Vec<Attribute<'_>> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|start| at + start + 1) {
        at = start;
        if html[at..].starts_with("!--") {
            at = html[at..].find("-->").map_or(html.len(), |end| at + end);
            continue;
        }
        let element = word(&html[at..], |c| c.is_ascii_alphanumeric());
        at += element.len();
        while let Some((attribute, end)) = attribute(html, at, element) {
            all.extend(attribute);
            at = end;
        }
    }
    all
}

/// The next attribute of a tag, if it has a value, and where it ends; nothing where the tag ends.
fn attribute<'t>(
    html: &'t str,
    at: usize,
    element: &'t str,
) -> Option<(Option<Attribute<'t>>, usize)> {
    let rest = html[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    if element.is_empty() || rest.is_empty() || rest.starts_with(['>', '<']) {
        return None;
    }
    let name = word(rest, |c| !c.is_ascii_whitespace() && !"=/><".contains(c));
    let behind = rest[name.len()..].trim_ascii_start();
    let Some(value) = behind.strip_prefix('=').map(str::trim_ascii_start) else {
        return Some((None, html.len() - behind.len()));
    };
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = if quote.is_some() { &value[1..] } else { value };
    let ends = |c: char| quote.map_or(c.is_ascii_whitespace() || c == '>', |quote| c == quote);
    let length = value.find(ends).unwrap_or(value.len());
    let start = html.len() - value.len();
    let end = start + length;
    let behind = html[end..].strip_prefix(|c| Some(c) == quote).unwrap_or(&html[end..]);
    Some((Some(Attribute { element, name, value: start..end }), html.len() - behind.len()))
}

/// The signs of some kind at the beginning of a text.
fn word(text: &str, is_of_it: impl Fn(char) -> bool) -> &str {
    &text[..text.find(|c| !is_of_it(c)).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::attributes;

    #[test]
    fn values_and_where_they_stand() {
        for (html, expected) in [
            (
                "<img src=\"a b.png\" alt='x>y' width=3>",
                "img src a b.png, img alt x>y, img width 3",
            ),
            ("<a\n  HREF = /a/b.md title>x</a>", "a HREF /a/b.md"),
            ("<img hidden src=a.png/>", "img src a.png/"),
            ("<!-- <img src=a> --><b><img src=\"\"/></b>", "img src "),
            ("1 < 2 and <3 src=a>", "3 src a"),
            ("<img src=\"a.png", "img src a.png"),
            ("<img = a.png><img src=b>", "img  a.png, img src b"),
        ] {
            let found: Vec<String> = attributes(html)
                .into_iter()
                .map(|one| format!("{} {} {}", one.element, one.name, &html[one.value]))
                .collect();
            assert_eq!(found.join(", "), expected, "{html}");
        }
        for open in ["<", "<a ", "<a b=\"", "<a b='c' ", "<!--", "<a ="] {
            attributes(&open.repeat(100_000));
        }
    }
}
