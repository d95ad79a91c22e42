//! Words in angle brackets that have a line for themselves.
//!
//! `CommonMark` takes `<illegible>` on such a line for the beginning of raw HTML, in which nothing is Markdown up to the next
//! blank line. The parser is given a letter for the bracket, so that a paragraph begins there.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::html::{self, Piece};

/// A letter for the parser, as long as the bracket.
const LETTER: &str = "x";

/// A text as the parser is given it, where that differs; `closed` are the names that tags in it close.
pub(super) fn given(text: &str, options: Options, closed: &HashSet<String>) -> Option<String> {
    if !text.lines().any(|line| is_alone(line, closed)) {
        return None;
    }
    let mut given = text.to_owned();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if event == Event::Start(Tag::HtmlBlock) {
            let line = text[range.clone()].lines().next().unwrap_or_default();
            if is_alone(line, closed) {
                let at = range.start + line.find('<').unwrap_or_default();
                given.replace_range(at..=at, LETTER);
            }
        }
    }
    Some(given)
}

/// Whether the words that a line ends with are in angle brackets, and no tag.
fn is_alone(line: &str, closed: &HashSet<String>) -> bool {
    let line = line.trim_end();
    let Some(at) = line.find('<') else { return false };
    match html::piece(&line[at..]) {
        (Piece::Tag(tag), length) => at + length == line.len() && html::is_words(&tag, closed),
        _ => false,
    }
}
