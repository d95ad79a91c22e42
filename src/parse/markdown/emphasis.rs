//! `**` and `~~` in Chinese, Japanese and Korean.
//!
//! `CommonMark` decides by the letters, signs and spaces beside `**` whether it begins or ends something, as if there were
//! spaces between words: the second one of `**「名前」**は` and of `**한국어(Korean)**는` ends nothing. Between a sign and a
//! letter of which one is of these scripts, the parser is given another character of the same length for that one, so that
//! both are signs or both are letters, and takes `**` as it does within a word. A single `*` stands for a footnote too often.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::fold::is_cjk;

/// A letter for the parser, of as many bytes as most characters of these scripts have.
const LETTER: &str = "字";

/// A sign for the parser, of as many bytes.
const SIGN: &str = "。";

/// Signs beyond those of ASCII that these scripts share with others.
const SHARED: &str = "“”‘’…—–·";

/// A place in a text, and what the parser is given instead.
type Change = (usize, &'static str);

/// A text as the parser is given it, where that differs: at no other places, and only in words.
pub(super) fn given(text: &str, options: Options) -> Option<String> {
    let mut changes = changes(text).into_iter().peekable();
    changes.peek()?;
    let mut given = text.to_owned();
    for words in words(text, options) {
        while changes.next_if(|&(at, _)| at < words.start).is_some() {}
        while let Some((at, instead)) = changes.next_if(|&(at, _)| at < words.end) {
            given.replace_range(at..at + instead.len(), instead);
        }
    }
    Some(given)
}

/// Where words are that nothing is made of: neither code nor the name of what a link leads to.
fn words(text: &str, options: Options) -> impl Iterator<Item = Range<usize>> {
    let mut closed = 0;
    let events = Parser::new_ext(text, options).into_offset_iter();
    events.filter_map(move |(event, range)| {
        match event {
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. })
                if link_type != LinkType::Inline =>
            {
                closed = closed.max(range.end);
            }
            Event::Start(Tag::CodeBlock(_)) => closed = range.end,
            Event::Text(_) if range.start >= closed => return Some(range),
            _ => {}
        }
        None
    })
}

/// What would have to change for all `**` and `~~` in a text, in order.
fn changes(text: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['*', '~']) {
        let start = at + found;
        let length = text.as_bytes()[start..]
            .iter()
            .take_while(|&&sign| sign == text.as_bytes()[start])
            .count();
        at = start + length;
        if length > 1 {
            changes.extend(change(&text[..start], &text[at..], at));
        }
    }
    changes
}

/// What has to change between two parts of a text, the second of which begins at a place.
fn change(before: &str, after: &str, at: usize) -> Option<Change> {
    let (mut left, mut right) = (before.chars().rev(), after.chars());
    let (last, first) = (left.next()?, right.next()?);
    let start = before.len() - last.len_utf8();
    let ((sign, sign_at), (letter, letter_at, beyond)) = if is_sign(last) && first.is_alphanumeric()
    {
        ((last, start), (first, at, right.next()))
    } else if is_sign(first) && last.is_alphanumeric() {
        ((first, at), (last, start, left.next()))
    } else {
        return None;
    };
    if is_own(sign) {
        return Some((sign_at, LETTER));
    }
    // A letter between two of them is beside both.
    let is_between = beyond.is_some_and(|c| "*_~^".contains(c));
    (is_own(letter) && !is_between).then_some((letter_at, SIGN))
}

fn is_sign(c: char) -> bool {
    let is_cjk_sign = is_cjk(c) && !c.is_alphanumeric() && !c.is_whitespace();
    c.is_ascii_punctuation() || SHARED.contains(c) || is_cjk_sign
}

/// Whether a character is of these scripts, and as long as what stands for it.
fn is_own(c: char) -> bool {
    (is_cjk(c) || matches!(c, '가'..='힣')) && c.len_utf8() == LETTER.len()
}
