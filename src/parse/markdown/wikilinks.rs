//! Links that have brackets in their names or their words: `[[[2019] UKSC 41]]`, `[[case#^p14|[14]]]`.
//!
//! Of three brackets the parser takes the last two for the beginning of a link, and the first two for its end. It is given a
//! letter for each bracket within, so that it takes the outer ones.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// A letter for the parser, as long as a bracket.
const LETTER: &str = "x";

/// A link and the brackets within.
struct Link {
    whole: Range<usize>,
    brackets: Vec<usize>,
}

/// A text as the parser is given it, where that differs.
pub(super) fn given(text: &str, options: Options) -> Option<String> {
    let links = links(text);
    if links.is_empty() {
        return None;
    }
    let opaque: Vec<Range<usize>> =
        Parser::new_ext(text, options).into_offset_iter().filter_map(opaque).collect();
    let is_words = |link: &&Link| {
        let next = opaque.partition_point(|range| range.end <= link.whole.start);
        opaque.get(next).is_none_or(|range| range.start >= link.whole.end)
    };
    let mut given = text.to_owned();
    for &at in links.iter().filter(is_words).flat_map(|link| &link.brackets) {
        given.replace_range(at..=at, LETTER);
    }
    Some(given)
}

/// Where code, formulas and tags are, in which nothing is a link.
fn opaque((event, range): (Event, Range<usize>)) -> Option<Range<usize>> {
    let is_opaque = matches!(
        event,
        Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
    );
    is_opaque.then_some(range)
}

/// The links of a text that have brackets within.
fn links(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("[[") {
        let start = at + found;
        at = start + 1;
        if text[..start].ends_with('\\') {
            continue;
        }
        if let Some((end, brackets)) = within(text, start + 2) {
            at = end;
            let name = &text[start + 2..end - 2];
            if !brackets.is_empty() && is_name(name) {
                links.push(Link { whole: start..end, brackets });
            }
        }
    }
    links
}

/// Where a link ends whose name begins at a place, and the brackets within: each that opens is closed.
fn within(text: &str, start: usize) -> Option<(usize, Vec<usize>)> {
    let bytes = text.as_bytes();
    let (mut at, mut open, mut brackets) = (start, 0usize, Vec::new());
    loop {
        let next = bytes.get(at + 1).copied();
        match *bytes.get(at)? {
            b'[' if next != Some(b'[') => {
                open += 1;
                brackets.push(at);
            }
            b']' if open > 0 => {
                open -= 1;
                brackets.push(at);
            }
            b']' if next == Some(b']') => return Some((at + 2, brackets)),
            b'[' | b']' => return None,
            b'\n' if next == Some(b'\n') => return None,
            b'\\' => at += 1,
            _ => {}
        }
        at += 1;
    }
}

/// Whether words between brackets are a name: without a picture, a footnote or another link, and not in brackets of their
/// own, as in `[[[name]]]`.
fn is_name(words: &str) -> bool {
    let mut open = 0i32;
    let mut closes = |c: char| {
        open += i32::from(c == '[') - i32::from(c == ']');
        open < 0
    };
    let inner = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_in_brackets = inner.is_some_and(|inner| !inner.chars().any(&mut closes));
    !is_in_brackets && !["![", "[^", "]("].iter().any(|sign| words.contains(sign))
}
