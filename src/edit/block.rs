//! `highlights` as a literal block: paragraphs are passages, lines that begin with `-- ` are the note on the one above.
//!
//! What such a block cannot say makes a list of it.

use std::ops::Range;

use super::front::Front;
use super::splice::Splice;
use super::{expect, items, ways};
use crate::source::Span;
use crate::yaml::{Node, Value, is_odd};

/// What is said of several passages in one value that is no literal block.
const NOT_LITERAL: &str =
    "its passages stand in one value that is not a block of lines; write them as a list";

/// A passage and the note on it, and the lines on which they stand.
#[derive(Clone, PartialEq, Eq)]
struct Passage {
    words: Option<String>,
    note: Option<String>,
    lines: Range<usize>,
    noted: Range<usize>,
}

/// Whether a value of `highlights` holds several passages.
pub(super) fn is(value: &Node) -> bool {
    value.as_str().is_some_and(|text| text.contains('\n'))
}

/// Which entry is the block that holds a place, and which of its passages stands there.
pub(super) fn find(front: &Front, at: Span) -> Option<(usize, usize)> {
    let index = items::position(&front.tree, "highlights")?;
    let value = &front.tree.entries()[index].1;
    let passages = if is(value) { passages(front, value) } else { Vec::new() };
    let holds =
        |passage: &Passage| (passage.lines.start..passage.noted.end).contains(&(at.start as usize));
    Some((index, passages.iter().position(holds)?))
}

/// Where the passages stand: each begins with its first word, or with its note.
pub(super) fn spots(front: &Front, index: usize) -> Vec<Span> {
    let passages = passages(front, &front.tree.entries()[index].1);
    let spot = |passage: Passage| {
        let line = &front.text[passage.lines.start..];
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        Span::at(passage.lines.start + indent)
    };
    passages.into_iter().map(spot).collect()
}

/// What the passages say, as the items of a list.
pub(super) fn as_items(front: &Front, index: usize) -> Vec<Node> {
    passages(front, &front.tree.entries()[index].1).iter().map(as_item).collect()
}

/// The text with a list instead of the block.
pub(super) fn listed(front: &Front, index: usize) -> Result<String, &'static str> {
    let entry = &front.tree.entries()[index];
    if !front.is_block(&entry.1) {
        return Err(NOT_LITERAL);
    }
    let items = as_items(front, index);
    let mut expected = front.tree.clone();
    let node = Node { value: Value::List(items.clone()), span: Span::default() };
    ways::set_entry(&mut expected, index, Some(node));
    front.take(&expected, ways::rewritten(front, entry, &items))
}

/// The text with one more passage, or with a list where the block cannot hold it.
pub(super) fn add(front: &Front, index: usize, item: &Node) -> Result<String, &'static str> {
    let value = &front.tree.entries()[index].1;
    let Some((words, note)) = says(item) else {
        let listed = listed(front, index)?;
        let end = front.span.end as usize + listed.len() - front.text.len();
        return items::add(&listed, Span::new(front.span.start as usize, end), "highlights", item);
    };
    if !front.is_block(value) {
        return Err(NOT_LITERAL);
    }
    let at = front.line_end(front.end_of(value));
    let indent = " ".repeat(front.column(value.span.start as usize));
    let lines = format!("\n{indent}{words}\n{}", noted(&indent, note.as_deref()));
    let mut expected = said(front, index);
    expected.push((Some(words), note));
    take(front, index, &expected, vec![(at..at, lines)])
}

/// The text with another note on a passage, or without one.
pub(super) fn note(
    front: &Front,
    index: usize,
    passage: usize,
    value: Option<&Node>,
) -> Result<String, &'static str> {
    let block = &front.tree.entries()[index].1;
    if !front.is_block(block) {
        return Err(NOT_LITERAL);
    }
    let passages = passages(front, block);
    let own = &passages[passage];
    let note = value.and_then(Node::as_str).map(str::to_owned);
    if note.is_none() && own.words.is_none() {
        return Err(items::NOTHING_LEFT);
    }
    let indent = " ".repeat(front.column(block.span.start as usize));
    let lines = noted(&indent, note.as_deref());
    let mut expected = said(front, index);
    expected[passage].1 = note;
    take(front, index, &expected, vec![(own.noted.clone(), lines)])
}

/// The text without a passage and the note on it.
pub(super) fn remove(front: &Front, index: usize, passage: usize) -> Result<String, &'static str> {
    let block = &front.tree.entries()[index].1;
    if !front.is_block(block) {
        return Err(NOT_LITERAL);
    }
    let mut expected = said(front, index);
    expected.remove(passage);
    if expected.is_empty() {
        return ways::without_entry(front, index);
    }
    let own = &passages(front, block)[passage];
    let (mut start, mut end) = (own.lines.start, own.noted.end);
    let last = front.line_end(front.end_of(block));
    if end < last && front.is_blank(end) {
        end = front.line_end(end);
    } else {
        let above = front.line_start(start - 1);
        start = if front.is_blank(above) { above } else { start };
    }
    take(front, index, &expected, vec![(start..end, String::new())])
}

/// The lines of a note.
fn noted(indent: &str, note: Option<&str>) -> String {
    let mut lines = String::new();
    for line in note.unwrap_or_default().lines() {
        lines += &format!("{indent}-- {line}\n");
    }
    lines
}

/// What the passages of a block say: words and note of each.
type Said = Vec<(Option<String>, Option<String>)>;

fn said(front: &Front, index: usize) -> Said {
    let passages = passages(front, &front.tree.entries()[index].1);
    passages.into_iter().map(|passage| (passage.words, passage.note)).collect()
}

/// The text with a change, if the block says what is meant and all else says the same.
fn take(
    front: &Front,
    index: usize,
    expected: &Said,
    way: Vec<Splice>,
) -> Result<String, &'static str> {
    front.take_if([way], |changed| {
        let mut before = front.tree.clone();
        let Some((_, value)) = changed.tree.entries().get(index) else { return false };
        ways::set_entry(&mut before, index, Some(value.clone()));
        expect::same(&before, &changed.tree) && said(changed, index) == *expected
    })
}

/// The words and the note of an item that says nothing else, if they can stand in a block.
fn says(item: &Node) -> Option<(String, Option<String>)> {
    let fits = |words: &&str| is_line(words) && !words.starts_with("--");
    if let Some(words) = item.as_str() {
        return fits(&words).then(|| (words.to_owned(), None));
    }
    let words = item.get("quote").and_then(Node::as_str).filter(fits)?;
    let note = item.get("note");
    let others = item.entries().len() - 1 - usize::from(note.is_some());
    let plain = others == 0 && note.is_none_or(takes);
    plain.then(|| (words.to_owned(), note.and_then(Node::as_str).map(str::to_owned)))
}

/// Whether a note can stand in a block: it has no empty lines.
pub(super) fn takes(note: &Node) -> bool {
    note.as_str().is_some_and(|note| note.split('\n').all(is_line))
}

fn is_line(words: &str) -> bool {
    !words.is_empty() && words.trim() == words && !words.chars().any(is_odd)
}

fn as_item(passage: &Passage) -> Node {
    let text = |words: &str| {
        let text = expect::single_line(words);
        Node { value: Value::Scalar { text, quoted: true }, span: Span::default() }
    };
    let note = passage.note.as_ref().map(|note| Node {
        value: Value::Scalar { text: note.clone(), quoted: true },
        span: Span::default(),
    });
    match (&passage.words, note) {
        (Some(words), None) => text(words),
        (words, note) => {
            let quote = words.as_ref().map(|words| (ways::unplaced("quote"), text(words)));
            let note = note.map(|note| (ways::unplaced("note"), note));
            let entries = quote.into_iter().chain(note).collect();
            Node { value: Value::Map(entries), span: Span::default() }
        }
    }
}

/// The passages of a block. A block is written line by line as it reads.
fn passages(front: &Front, value: &Node) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    // What the last line was: words, a note, or nothing.
    let mut above = ' ';
    let mut line = front.line_start(value.span.start as usize);
    let end = front.line_end(front.end_of(value));
    while line < end {
        let next = front.line_end(line);
        let words = front.text[line..next].trim();
        let comment = words.strip_prefix("-- ");
        let kind = if words.is_empty() {
            ' '
        } else if comment.is_some() {
            '-'
        } else {
            'w'
        };
        match (kind, found.last_mut()) {
            (' ', _) => {}
            ('-', Some(last)) if above == '-' || last.note.is_none() => {
                let comment = comment.unwrap_or_default().trim();
                let note = last.note.take().map_or(String::new(), |note| note + "\n");
                last.note = Some(note + comment);
                last.noted = if above == '-' { last.noted.start..next } else { line..next };
            }
            ('-', _) => found.push(Passage {
                words: None,
                note: Some(comment.unwrap_or_default().trim().to_owned()),
                lines: line..line,
                noted: line..next,
            }),
            (_, Some(last)) if above == 'w' => {
                last.words = last.words.take().map(|above| format!("{above}\n{words}"));
                last.lines.end = next;
                last.noted = next..next;
            }
            _ => found.push(Passage {
                words: Some(words.to_owned()),
                note: None,
                lines: line..next,
                noted: next..next,
            }),
        }
        above = kind;
        line = next;
    }
    found
}
