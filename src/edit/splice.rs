//! The ways to write a change, the plainest first. Which of them YAML takes as meant is found by reading it.

use std::ops::Range;

use super::expect::{Place, single_line};
use crate::source::Change;
use crate::yaml::{Node, Value, quoted};

/// A range of a text and what stands there instead.
pub(super) type Splice = (Range<usize>, String);

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Double,
    Single,
    Block,
}

/// A value as it is written, with the header of a block.
pub(super) struct Written {
    pub(super) range: Range<usize>,
    pub(super) style: Style,
}

/// A text with some splices, which are in order and do not overlap.
pub(super) fn spliced(text: &str, splices: Vec<Splice>) -> String {
    let mut changed = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, words) in splices {
        changed += &text[at..range.start];
        changed += &words;
        at = range.end;
    }
    changed + &text[at..]
}

/// The ways to write a change.
pub(super) fn ways(text: &str, place: &Place, change: &Change) -> Vec<Vec<Splice>> {
    match (change, place.quote_of) {
        (Change::Words(words), _) => instead(text, place.value, words),
        (Change::Beside(key, words), None) => as_map(text, place.value, key, words),
        (Change::Beside(key, words), Some((map, quote))) => match map.get(key) {
            Some(value) => instead(text, value, words),
            None => vec![beside(text, (map, quote.span.start as usize), place.value, key, words)],
        },
    }
}

/// Other words in place of a value, in the quotation marks that it has.
fn instead(text: &str, value: &Node, words: &str) -> Vec<Vec<Splice>> {
    let Written { range, style } = written(text, value);
    let single = format!("'{}'", words.replace('\'', "''"));
    let ways = match style {
        Style::Plain => vec![words.to_owned(), quoted(words)],
        Style::Single => vec![single],
        Style::Double | Style::Block => vec![quoted(words)],
    };
    ways.into_iter().map(|words| vec![(range.clone(), words)]).collect()
}

/// A key beside the `quote` of a map, whose place is given.
fn beside(
    text: &str,
    (map, quote): (&Node, usize),
    value: &Node,
    key: &str,
    words: &str,
) -> Vec<Splice> {
    let end = written(text, value).range.end;
    let pair = pair(key, words);
    if text[map.span.range()].starts_with('{') {
        return vec![(end..end, format!(", {pair}"))];
    }
    let line = Line::of(text, end);
    vec![(line.end..line.end, format!("{}{pair}{}", indent(text, quote), line.ending))]
}

/// A map in place of a value that stands alone.
fn as_map(text: &str, value: &Node, key: &str, words: &str) -> Vec<Vec<Splice>> {
    let Range { start, end } = written(text, value).range;
    let pair = pair(key, words);
    let own = quoted(&single_line(value.as_str().unwrap_or_default()));
    let line = Line::of(text, end);
    let (indent, ending) = (indent(text, start), line.ending);
    vec![
        vec![
            (start..start, "quote: ".to_owned()),
            (line.end..line.end, format!("{indent}{pair}{ending}")),
        ],
        vec![
            (start..end, format!("quote: {own}")),
            (line.end..line.end, format!("{indent}{pair}{ending}")),
        ],
        vec![(start..end, format!("{{quote: {own}, {pair}}}"))],
    ]
}

/// A key and its value. A number is written as one.
fn pair(key: &str, words: &str) -> String {
    let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
    format!("{key}: {}", if is_number { words.to_owned() } else { quoted(words) })
}

/// How a value is written. The header of a block belongs to it here, unless a comment stands behind it.
pub(super) fn written(text: &str, value: &Node) -> Written {
    let range = value.span.range();
    let plain = !matches!(value.value, Value::Scalar { quoted: true, .. });
    if plain {
        return Written { range, style: Style::Plain };
    }
    let before = text[..range.start].trim_end();
    let header = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
    let is_block = header.ends_with(['|', '>']) && text[before.len()..range.start].contains('\n');
    if is_block {
        let end = range.start + text[range].trim_end().len();
        return Written { range: header.len() - 1..end, style: Style::Block };
    }
    let style = if text[range.clone()].starts_with('\'') { Style::Single } else { Style::Double };
    Written { range, style }
}

/// The end of a line and the characters that end it.
pub(super) struct Line {
    pub(super) end: usize,
    pub(super) ending: &'static str,
}

impl Line {
    /// The line on which a value ends.
    pub(super) fn of(text: &str, at: usize) -> Self {
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1);
        Self { end, ending: if text[..end].ends_with("\r\n") { "\r\n" } else { "\n" } }
    }
}

/// The white space that brings a line to the column of a place.
fn indent(text: &str, at: usize) -> String {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[start..at].chars().map(|_| ' ').collect()
}
