//! What holds of every body, whatever the Markdown: it is sound and shows no comment.

use proptest::prelude::*;
use variorum::model::body::{Body, LinkStyle, Markup, Tag};

use super::{read, shown};

/// What must hold of every body.
pub(super) fn sound(markdown: &str, body: &Body) {
    let mut open: Vec<&Tag> = Vec::new();
    let mut html: Vec<(String, usize)> = Vec::new();
    let mut before = 0;
    for item in &body.items {
        assert!(item.at >= before, "places go back: {markdown:?}\n{}", shown(body));
        assert!(body.text.is_char_boundary(item.at as usize), "{markdown:?}");
        before = item.at;
        match &item.is {
            Markup::Open(tag) => open.push(tag),
            Markup::Close(tag) => {
                let begun = open.pop().map(std::mem::discriminant);
                assert_eq!(
                    begun,
                    Some(std::mem::discriminant(tag)),
                    "{markdown:?}\n{}",
                    shown(body)
                );
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
    let ranges = body.links.iter().map(|link| link.text).chain(body.marks.iter().copied());
    let ranges = ranges.chain(body.headings.iter().map(|heading| heading.range));
    let ranges = ranges.chain(body.paragraphs.iter().map(|paragraph| paragraph.range));
    for range in ranges.chain(body.footnotes.iter().map(|footnote| footnote.range)) {
        assert!(
            body.text.get(range.range()).is_some(),
            "{markdown:?}: {range:?} of {:?}",
            body.text
        );
    }
    assert!(body.paragraphs.is_sorted_by_key(|paragraph| paragraph.range.start), "{markdown:?}");
    let mut ids: Vec<_> =
        body.paragraphs.iter().map(|p| &p.id).chain(body.headings.iter().map(|h| &h.id)).collect();
    ids.sort();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "{markdown:?}");
    assert!(body.origin.is_sorted_by(|a, b| a.0 < b.0), "{markdown:?}: {:?}", body.origin);
    if !markdown.contains("<pre") {
        let plain = without_code(body);
        assert!(
            !plain.contains("\n\n") && !plain.starts_with('\n') && !plain.ends_with('\n'),
            "{markdown:?}: {plain:?}"
        );
    }
    for link in body
        .links
        .iter()
        .filter(|link| matches!(link.style, LinkStyle::Markdown | LinkStyle::Image))
    {
        assert!(
            !link.target.trim_start().to_lowercase().starts_with("javascript:"),
            "{markdown:?}"
        );
    }
}

/// The text with a sign in place of what is code or a formula.
fn without_code(body: &Body) -> String {
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

/// Pieces of Markdown in which nothing is code, a formula or escaped.
const PLAIN: &[&str] = &[
    "a",
    "b c",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "^",
    "^id",
    "==",
    "[",
    "]",
    "[[",
    "]]",
    "![",
    "![[",
    "![[x]]",
    "](x)",
    "](https://h/x.png)",
    "(",
    ")",
    "|",
    "\n|a|b|\n|-|-|\n|",
    "> ",
    "> [!n] t",
    "- ",
    "1. ",
    "# ",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<div>",
    "</div>",
    "<p>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "<pre>",
    "</pre>",
    "<a href=x>",
    "</a>",
    "<img src=x alt=y>",
    "<iframe src=//h>",
    "<script>",
    "</script>",
    "<br>",
    "<svg>",
    "<details>",
    "<",
    ">",
    "&amp;",
    "&",
    "&eacute;",
    "[^1]",
    "\n\n[^1]: ",
    "\n\n: ",
    "https://a.b/c",
    "é",
    "日本",
    "\u{0}",
    "\r\n",
    "{#x}",
    "--",
    "\n---\n",
    "***",
    "[x] ",
    "=",
    "javascript:",
    "'",
    "\"",
    "\u{301}",
    "\u{a0}",
];

/// The other pieces; the last ones are signs of comments and the escape.
const CODE: &[&str] = &[
    "`", "``", "```", "\n```\n", "~~~\n", "~", "~~", "    ", "\t", "$", "$$", "x^2", "\\", "%",
    "%%", "<!--", "-->",
];

/// How many of them come before those.
const CODE_MARKS: usize = 12;

/// Text that is mostly markup.
fn soup(pieces: Vec<&'static str>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

fn all() -> Vec<&'static str> {
    [PLAIN, CODE, CODE].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_is_a_sound_body(markdown in prop_oneof![soup(all()), any::<String>()]) {
        sound(&markdown, &read(&markdown).value);
    }

    #[test]
    fn comments_are_nowhere(
        before in soup(PLAIN.to_vec()),
        after in soup(all()),
        signs in prop::sample::select(vec![("%%", "%%"), ("<!--", "-->")]),
    ) {
        let markdown = format!("{before}{}SECRET\n\n SECRET{}{after}", signs.0, signs.1);
        let body = read(&markdown).value;
        prop_assert!(!format!("{body:?}").contains("SECRET"), "{markdown:?}: {body:?}");
    }

    #[test]
    fn what_looks_like_code_hides_no_comment(
        before in soup([PLAIN, &CODE[..CODE_MARKS]].concat()),
        inside in soup(PLAIN.to_vec()),
        after in soup(all()),
    ) {
        let markdown = format!("{before}%%SECRET{inside}%% {after}");
        let body = read(&markdown).value;
        prop_assert!(!without_code(&body).contains("SECRET"), "{markdown:?}: {}", shown(&body));
    }
}
