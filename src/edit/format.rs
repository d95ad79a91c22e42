//! Front matter in one form: indented by two, a space where one belongs, `"` where `'` is not needed, the keys in the
//! order of their table.
//!
//! Every step changes only the space between values, quotation marks, or the order of whole entries, and is left out
//! where reading the result says anything else than before. Words and comments are never written anew.

use std::ops::Range;

use super::expect::same;
use super::indent::{indented, is_block, is_in_brackets};
use super::splice::{Splice, spliced};
use crate::keys::{self, Key, Takes};
use crate::source::Span;
use crate::yaml::{self, Node, Value};

/// A step: front matter and what it says, to front matter that says the same.
type Step<'s> = &'s dyn Fn(&str, &Node) -> String;

/// Front matter that YAML can read, and the changes that it takes: each time the text after it, and what was wrong.
/// Nothing where no change helps.
pub fn mended(text: &str, front_matter: Span) -> Option<Vec<(String, String)>> {
    let start = front_matter.start;
    let (mut whole, mut end) = (text.to_owned(), front_matter.end as usize);
    let mut changes = Vec::new();
    // A fault that comes back has no remedy; each one needs its own.
    for _ in 0..=text[front_matter.range()].lines().count() {
        let Err(error) = yaml::read(&whole[start as usize..end], start) else {
            return Some(changes);
        };
        let remedy = error.remedy?;
        end = end + remedy.text.len() - remedy.at.range().len();
        whole.replace_range(remedy.at.range(), &remedy.text);
        changes.push((whole.clone(), error.message));
    }
    None
}

/// Front matter in its one form; `own` are the keys that documents of its kind have. What cannot be read stays as it is.
pub fn formatted(front_matter: &str, own: &'static [Key]) -> String {
    let steps: [Step; 4] = [&spaced, &double, &indented, &|text, node| ordered(text, node, own)];
    let mut text = front_matter.to_owned();
    for step in steps {
        let Ok(before) = yaml::read(&text, 0) else { return text };
        let next = step(&text, &before);
        let after = yaml::read(&next, 0).ok();
        if after.is_some_and(|after| same(&sorted(before), &sorted(after))) {
            text = next;
        }
    }
    text
}

/// A map in the order of its keys.
fn sorted(mut node: Node) -> Node {
    if let Value::Map(entries) = &mut node.value {
        entries.sort_by(|(one, _), (other, _)| one.value.cmp(&other.value));
    }
    node
}

/// One space after a colon and after a comma in brackets, none before them and inside of brackets.
fn spaced(text: &str, node: &Node) -> String {
    let mut splices = Vec::new();
    space(text, node, &mut splices);
    finished(text, splices)
}

fn finished(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    splices.dedup();
    spliced(text, splices)
}

fn space(text: &str, node: &Node, splices: &mut Vec<Splice>) {
    let written = &text[node.span.range()];
    // What an alias repeats stands elsewhere.
    if written.starts_with('*') {
        return;
    }
    let flow = is_in_brackets(text, node) && !node.entries().iter().any(|(_, v)| v.is_null());
    match &node.value {
        Value::List(items) => {
            let places: Vec<Span> = items.iter().map(|item| item.span).collect();
            if flow && !is_set(items) {
                commas(text, node.span, &places, splices);
            }
            items.iter().for_each(|item| space(text, item, splices));
        }
        Value::Map(entries) => {
            for (key, value) in entries {
                colon(text, key.span.range().end, splices);
                space(text, value, splices);
            }
            if flow {
                let place = |(key, value): &yaml::Entry| Span {
                    start: key.span.start,
                    end: value.span.end,
                };
                let places: Vec<Span> = entries.iter().map(place).collect();
                commas(text, node.span, &places, splices);
            }
        }
        _ => {}
    }
}

/// Whether a list is a set of dates in EDTF, which is written without spaces.
fn is_set(items: &[Node]) -> bool {
    let begins = |item: &Node| {
        item.as_str()
            .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit() || ".-{".contains(c)))
    };
    !items.is_empty() && items.iter().all(begins)
}

/// The space around the colon of the key that ends at a byte.
fn colon(text: &str, end: usize, splices: &mut Vec<Splice>) {
    let before = blank(&text[end..]);
    let at = end + before + 1;
    if !text[end + before..].starts_with(':') {
        return;
    }
    splices.push((end..end + before, String::new()));
    let after = blank(&text[at..]);
    let next = text[at + after..].chars().next();
    if next.is_some_and(|next| !matches!(next, '\n' | '\r' | '#' | ',' | '}')) {
        splices.push((at..at + after, " ".to_owned()));
    }
}

/// The space around the commas of a list or map in brackets.
fn commas(text: &str, outer: Span, inner: &[Span], splices: &mut Vec<Splice>) {
    let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return };
    let mut gap = |range: Range<usize>, meant: &str, becomes: &str| {
        let between = text.get(range.clone()).unwrap_or("\n");
        if between.trim_matches([' ', '\t']) == meant {
            splices.push((range, becomes.to_owned()));
        }
    };
    gap(outer.start as usize + 1..first.start as usize, "", "");
    for pair in inner.windows(2) {
        gap(pair[0].end as usize..pair[1].start as usize, ",", ", ");
    }
    gap(last.end as usize..outer.end as usize - 1, "", "");
}

/// The length of the space at the beginning of a text, on its line.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

/// Double quotation marks where single ones are not needed.
fn double(text: &str, node: &Node) -> String {
    let mut splices = Vec::new();
    quotes(text, node, &mut splices);
    finished(text, splices)
}

fn quotes(text: &str, node: &Node, splices: &mut Vec<Splice>) {
    let written = &text[node.span.range()];
    match &node.value {
        _ if written.starts_with('*') => {}
        Value::Scalar { text: words, quoted: true } if !is_block(text, node) => {
            let plain = |c: char| !c.is_control() && !matches!(c, '"' | '\\');
            let single = written.starts_with('\'') && !written.contains('\n');
            if single && words.chars().all(plain) {
                splices.push((node.span.range(), format!("\"{words}\"")));
            }
        }
        Value::List(items) => items.iter().for_each(|item| quotes(text, item, splices)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| quotes(text, value, splices)),
        _ => {}
    }
}

/// The entries in the order of the tables, unless blank lines or comments between them make groups.
fn ordered(text: &str, node: &Node, own: &'static [Key]) -> String {
    let mut starts: Vec<usize> =
        node.entries().iter().map(|(key, _)| key.span.start as usize).collect();
    let at_margin = |&start: &usize| start == 0 || text[..start].ends_with('\n');
    starts.push(text.len());
    let groups = |&start: &usize| {
        let above = text[..start].lines().last();
        above.is_some_and(|line| line.trim().is_empty() || line.starts_with('#'))
    };
    if starts[0] != 0 || !starts.iter().all(at_margin) || starts.iter().any(groups) {
        return text.to_owned();
    }
    let mut entries: Vec<(&str, &str)> = starts
        .windows(2)
        .zip(node.entries())
        .map(|(ends, (key, _))| (&*key.value, &text[ends[0]..ends[1]]))
        .collect();
    entries.sort_by_key(|(name, _)| rank(name, own));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Where a key stands: the title first, the lists of what was marked last, one's own keys before them as written.
fn rank(name: &str, own: &'static [Key]) -> (u8, usize) {
    let place =
        |table: &[Key]| table.iter().position(|key| key.name == name || key.also.contains(&name));
    let Some(key) = keys::find(&[own, keys::COMMON], name) else { return (3, 0) };
    let is_marked = matches!(key.takes, Takes::Items([_, _, ..]));
    match (place(own), place(keys::COMMON)) {
        _ if key.name == "title" => (0, 0),
        (Some(place), _) => (if is_marked { 4 } else { 1 }, place),
        (None, place) => (2, place.unwrap_or_default()),
    }
}
