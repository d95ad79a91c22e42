//! What holds of every body, whatever the Markdown.

use variorum::model::body::{Body, LinkStyle, Markup, Tag};

/// What must hold of every body.
pub(crate) fn sound(markdown: &str, body: &Body) {
    nested(markdown, body);
    let ranges = body.links.iter().map(|link| link.text).chain(body.marks.iter().copied());
    let ranges = ranges.chain(body.headings.iter().map(|heading| heading.range));
    let ranges = ranges.chain(body.paragraphs.iter().map(|paragraph| paragraph.range));
    for range in ranges.chain(body.footnotes.iter().map(|footnote| footnote.range)) {
        let words = body.text.get(range.range());
        assert!(words.is_some(), "{markdown:?}: {range:?} of {:?}", body.text);
    }
    assert!(body.paragraphs.is_sorted_by_key(|paragraph| paragraph.range.start), "{markdown:?}");
    let mut ids: Vec<_> =
        body.paragraphs.iter().map(|p| &p.id).chain(body.headings.iter().map(|h| &h.id)).collect();
    ids.sort();
    assert!(ids.is_sorted_by(|one, next| one < next), "{markdown:?}: {ids:?}");
    assert!(body.origin.is_sorted_by(|a, b| a.0 < b.0), "{markdown:?}: {:?}", body.origin);
    if !markdown.to_ascii_lowercase().contains("<pre") {
        let plain = without_code(body);
        let is_even = !plain.contains("\n\n") && !plain.starts_with('\n') && !plain.ends_with('\n');
        assert!(is_even, "{markdown:?}: {plain:?}");
    }
    let written = |style| matches!(style, LinkStyle::Markdown | LinkStyle::Image);
    for link in body.links.iter().filter(|link| written(link.style)) {
        let target = link.target.trim_start().to_lowercase();
        assert!(!target.starts_with("javascript:"), "{markdown:?}");
    }
}

/// Markup opens and closes in order, at places of the text.
fn nested(markdown: &str, body: &Body) {
    let mut open: Vec<&Tag> = Vec::new();
    let mut html: Vec<(String, usize)> = Vec::new();
    let mut before = 0;
    for item in &body.items {
        assert!(item.at >= before, "places go back: {markdown:?}\n{:?}", body.items);
        assert!(body.text.is_char_boundary(item.at as usize), "{markdown:?}");
        before = item.at;
        match &item.is {
            Markup::Open(tag) => open.push(tag),
            Markup::Close(tag) => {
                let begun = open.pop().map(std::mem::discriminant);
                let is_same = begun == Some(std::mem::discriminant(tag));
                assert!(is_same, "{markdown:?}\n{:?}", body.items);
                assert!(html.last().is_none_or(|(_, depth)| *depth <= open.len()), "{markdown:?}");
            }
            Markup::Html(tag) if tag.starts_with("</") => {
                let (name, depth) = html.pop().expect("a closing tag has its opening tag");
                assert_eq!((&**tag, depth), (&*format!("</{name}>"), open.len()), "{markdown:?}");
            }
            Markup::Html(tag) if &**tag != "<wbr>" => {
                let name = tag[1..].split([' ', '>']).next().unwrap_or_default();
                html.push((name.to_owned(), open.len()));
            }
            Markup::Instead(length, _) => {
                assert!(body.text.is_char_boundary((item.at + length) as usize), "{markdown:?}");
            }
            _ => {}
        }
    }
    assert!(open.is_empty() && html.is_empty(), "{markdown:?}: {open:?} {html:?}");
}

/// The text with a sign in place of what is code or a formula.
pub(crate) fn without_code(body: &Body) -> String {
    let mut depth = 0;
    let mut plain = String::new();
    let mut passed = 0;
    for item in &body.items {
        let at = item.at as usize;
        if depth == 0 && passed < at {
            plain.push_str(&body.text[passed..at]);
        }
        passed = passed.max(at);
        match &item.is {
            Markup::Open(Tag::Code | Tag::CodeBlock(_)) => {
                plain.push('`');
                depth += 1;
            }
            Markup::Close(Tag::Code | Tag::CodeBlock(_)) => depth -= 1,
            Markup::Instead(length, _) => {
                plain.push('$');
                passed = at + *length as usize;
            }
            _ => {}
        }
    }
    plain.push_str(&body.text[passed..]);
    plain
}
