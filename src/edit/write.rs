//! Values in the hand of a careful person: words plain where YAML takes them so, long ones on lines of their own.
//!
//! Lines end in `\n` here; who puts them into a text gives them the ending that it has. Knows no text and no place.

use super::expect;
use crate::source::Span;
use crate::yaml::{self, Entry, Node, Value, is_odd};

/// The longest line that is left as one.
pub(super) const LONGEST: usize = 96;

/// How far a text goes that is written on several lines.
const WIDTH: usize = 80;

/// How far a list in brackets goes before it is written line by line.
const FLOW: usize = 60;

/// How much is left to the judgement of YAML.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// As a person would write it.
    Easy,
    /// All words on one line and in double quotation marks, for what reads otherwise.
    Strict,
}

/// The front matter of a new file; a key that has no value yet stands for itself.
pub fn front_matter(entries: &[Entry]) -> String {
    let written = |hand| {
        let line = |(key, node): &Entry| {
            if node.is_null() {
                return format!("{}:\n", key.value);
            }
            entry(&key.value, node, 0, hand)
        };
        entries.iter().map(line).collect::<String>()
    };
    let expected = Node { value: Value::Map(entries.to_vec()), span: Span::default() };
    let is_meant =
        |lines: &String| yaml::read(lines, 0).is_ok_and(|now| expect::same(&expected, &now));
    let lines = Some(written(Hand::Easy)).filter(is_meant).unwrap_or_else(|| written(Hand::Strict));
    format!("---\n{lines}---\n")
}

/// The lines of an item of a list; its dash stands after `indent`, and `gap` after the dash.
pub(super) fn item(item: &Node, indent: &str, gap: &str, hand: Hand) -> String {
    let column = indent.len() + 1 + gap.len();
    match &item.value {
        Value::Map(entries) if !entries.is_empty() => {
            let lines = entries.iter().map(|(key, value)| entry(&key.value, value, column, hand));
            format!("{indent}-{gap}{}", lines.collect::<String>().trim_start())
        }
        _ => value(&format!("{indent}-{gap}"), item, column, hand),
    }
}

/// The lines of a key and its value in a map whose keys stand in a column.
pub(super) fn entry(key: &str, node: &Node, column: usize, hand: Hand) -> String {
    let indent = " ".repeat(column);
    match &node.value {
        Value::Map(entries) if !entries.is_empty() => {
            let lines =
                entries.iter().map(|(key, value)| entry(&key.value, value, column + 2, hand));
            format!("{indent}{key}:\n{}", lines.collect::<String>())
        }
        Value::List(items) if !items.is_empty() && !short(items) => {
            let inner = " ".repeat(column + 2);
            let lines = items.iter().map(|node| item(node, &inner, " ", hand));
            format!("{indent}{key}:\n{}", lines.collect::<String>())
        }
        _ => value(&format!("{indent}{key}: "), node, column + 2, hand),
    }
}

/// A value as it stands in brackets or alone on a line.
pub(super) fn flow(node: &Node, hand: Hand) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(on) => on.to_string(),
        Value::Scalar { text, quoted: false } => text.clone(),
        Value::Scalar { text, .. } => scalar(text, true, hand),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(item, hand)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let pair = |(key, value): &(crate::source::Spanned<String>, Node)| {
                format!("{}: {}", key.value, flow(value, hand))
            };
            format!("{{{}}}", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Words on one line.
fn scalar(words: &str, in_brackets: bool, hand: Hand) -> String {
    match hand {
        Hand::Easy => yaml::scalar(words, in_brackets),
        Hand::Strict => yaml::escaped(words),
    }
}

/// A list that reads well in brackets: a few short words.
fn short(items: &[Node]) -> bool {
    let length = |node: &Node| match &node.value {
        Value::Scalar { text, .. } if !text.contains('\n') => Some(text.chars().count() + 2),
        _ => None,
    };
    items.iter().map(length).sum::<Option<usize>>().is_some_and(|length| length <= FLOW)
}

/// A value behind what it belongs to. Words that are too long for a line stand below it, from `column` on.
fn value(before: &str, node: &Node, column: usize, hand: Hand) -> String {
    let Value::Scalar { text, quoted: true } = &node.value else {
        return format!("{before}{}\n", flow(node, hand));
    };
    let line = scalar(text, false, hand);
    let fits = before.chars().count() + line.chars().count() <= LONGEST;
    if hand == Hand::Strict || fits && !text.contains('\n') {
        return format!("{before}{line}\n");
    }
    if let Some(lines) = wrapped(text, WIDTH.saturating_sub(column).max(40)) {
        return below(&format!("{before}>-"), lines.iter().map(String::as_str), column);
    }
    // The end of the last line belongs to a text that was written as a block.
    let (header, whole) = text.strip_suffix('\n').map_or(("|-", &**text), |text| ("|", text));
    if is_literal(whole) {
        return below(&format!("{before}{header}"), whole.split('\n'), column);
    }
    format!("{before}{line}\n")
}

/// The lines of a block behind its header.
fn below<'l>(header: &str, lines: impl Iterator<Item = &'l str>, column: usize) -> String {
    let mut block = format!("{header}\n");
    for line in lines {
        let indent = if line.is_empty() { 0 } else { column };
        block += &format!("{:indent$}{line}\n", "");
    }
    block
}

/// The lines of a text that consists of words with one space between them.
fn wrapped(text: &str, width: usize) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split(' ') {
        if word.is_empty() || word.contains(|c: char| c.is_whitespace() || is_odd(c)) {
            return None;
        }
        let count = word.chars().count();
        if let Some(line) = lines.last_mut().filter(|_| length + 1 + count <= width) {
            line.push(' ');
            line.push_str(word);
            length += 1 + count;
        } else {
            lines.push(word.to_owned());
            length = count;
        }
    }
    (lines.len() > 1).then_some(lines)
}

/// Whether a text of several lines can stand as it is.
fn is_literal(text: &str) -> bool {
    text.trim() == text && !text.chars().any(|c| is_odd(c) && c != '\n')
}
