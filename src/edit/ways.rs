//! The ways to write a change of a list or of one of its items, the best first. Which of them YAML takes as meant is
//! found by reading it.

use std::ops::Range;

use super::front::{Front, HANDS};
use super::items::{LISTS, Place, position};
use super::splice::Splice;
use super::write::{self, Hand, LONGEST};
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Node, Value};

/// The keys of an item in the order in which people write them.
const ORDER: [&str; 37] = [
    "id",
    "name",
    "title",
    "says",
    "quote",
    "prefix",
    "suffix",
    "nth",
    "all",
    "fuzzy",
    "picture",
    "xywh",
    "kind",
    "aliases",
    "date",
    "place",
    "who",
    "question",
    "by",
    "basis",
    "via",
    "made",
    "calendar",
    "stance",
    "figure",
    "rating",
    "supports",
    "contradicts",
    "repeats",
    "updates",
    "note",
    "tags",
    "locator",
    "reader",
    "created",
    "private",
    "suggested",
];

/// Where a list belongs among the entries: behind the lists that come before it, or before those that come after it.
pub(super) fn new_index(tree: &Node, list: &str) -> usize {
    let own = LISTS.iter().position(|(name, _)| *name == list).unwrap_or(LISTS.len());
    let at = |(name, _): &(&str, &str)| position(tree, name);
    let before = LISTS[..own].iter().filter_map(at).max();
    let after = LISTS[own..].iter().filter_map(at).min();
    before.map(|index| index + 1).or(after).unwrap_or(tree.entries().len())
}

pub(super) fn new_list(front: &Front, list: &str, items: &[Node]) -> Vec<Vec<Splice>> {
    let (indent, gap) = front.usual_dash();
    let entries = front.tree.entries();
    let index = new_index(&front.tree, list);
    let follows_list =
        index > 0 && LISTS.iter().any(|(name, _)| position(&front.tree, name) == Some(index - 1));
    let (at, before) = match entries.get(index) {
        Some((key, _)) if !follows_list => (front.above_comments(key), false),
        _ => match index.checked_sub(1) {
            Some(last) => (front.line_end(front.end_of_entry(&entries[last])), true),
            None => (front.span.end as usize, true),
        },
    };
    let (above, below) = match front.is_spaced() {
        true if before => ("\n", ""),
        true => ("", "\n"),
        false => ("", ""),
    };
    let way = |hand| {
        let lines = items.iter().map(|item| write::item(item, &indent, &gap, hand));
        vec![(at..at, format!("{above}{list}:\n{}{below}", lines.collect::<String>()))]
    };
    hands(items).map(way).collect()
}

/// The hands in which items are written: one that needs the strict one does not make all others strict.
fn hands(items: &[Node]) -> impl Iterator<Item = Hand> {
    HANDS.into_iter().take(if items.len() > 1 { 1 } else { HANDS.len() })
}

/// More items behind those of a list that stand on lines of their own.
pub(super) fn appended(front: &Front, old: &[Node], items: &[Node]) -> Vec<Vec<Splice>> {
    let Some((indent, gap)) = front.dash_like(old) else { return Vec::new() };
    let Some(last) = old.last() else { return Vec::new() };
    let mut at = front.line_end(front.end_of(last));
    while front.is_comment_within(at, &indent) {
        at = front.line_end(at);
    }
    let is_apart = old.len() > 1
        && front.dash(last).is_some_and(|dash| {
            let line = front.line_start(dash);
            front.is_blank(front.line_start(line - 1))
        });
    let above = if is_apart { "\n" } else { "" };
    let way = |hand| {
        let lines = |item| [above.to_owned(), write::item(item, &indent, &gap, hand)];
        vec![(at..at, items.iter().flat_map(lines).collect())]
    };
    hands(items).map(way).collect()
}

/// One more item of a list in brackets: there, if it is a few words, or with all of them on lines of their own.
pub(super) fn in_brackets(
    front: &Front,
    list: &Entry,
    items: &[Node],
    item: &Node,
) -> Vec<Vec<Splice>> {
    let value = &list.1;
    let (at, comma) = match value.items().last() {
        Some(last) => (front.end_of(last), ", "),
        None => (value.span.start as usize + 1, ""),
    };
    let way = |hand| vec![(at..at, format!("{comma}{}", write::flow(item, hand)))];
    let mut ways: Vec<Vec<Splice>> = HANDS.map(way).into();
    let fits = front.column(at) + ways[0][0].1.chars().count() <= LONGEST;
    let first = if fits && item.as_str().is_some() { ways.len() } else { 0 };
    ways.splice(first..first, rewritten(front, list, items));
    ways
}

/// A list that stands in brackets or alone, on lines of its own; not where a comment or an anchor would go.
pub(super) fn rewritten(front: &Front, (key, value): &Entry, items: &[Node]) -> Vec<Vec<Splice>> {
    let start = key.span.end as usize;
    let colon = front.text[start..].find(':').map_or(start, |colon| start + colon + 1);
    let (indent, gap) = front.usual_dash();
    let lines =
        |hand| items.iter().map(|item| write::item(item, &indent, &gap, hand)).collect::<String>();
    if value.is_null() {
        let at = front.line_end(colon);
        return HANDS.map(|hand| vec![(at..at, lines(hand))]).into();
    }
    let end = front.end_of(value);
    let in_lines = matches!(value.value, Value::List(_)) && !front.is_flow(value);
    let (start, is_block) = (value.span.start as usize, front.is_block(value));
    let until = if is_block { start } else { front.line_end(end) };
    if in_lines || front.has_sign(colon, until) {
        return Vec::new();
    }
    HANDS.map(|hand| vec![(colon..end, format!("\n{}", lines(hand).trim_end()))]).into()
}

/// Another value of a key in a map whose keys stand on lines of their own.
pub(super) fn in_lines(
    front: &Front,
    entries: &[Entry],
    key: &str,
    value: Option<&Node>,
) -> Vec<Vec<Splice>> {
    let Some(first) = entries.first() else { return Vec::new() };
    let column = front.column(first.0.span.start as usize);
    let old = entries.iter().position(|(name, _)| name.value == key);
    match (old, value) {
        (Some(old), Some(value)) => {
            let (start, end) =
                (entries[old].0.span.start as usize, front.end_of_entry(&entries[old]));
            let way = |hand| {
                let lines = write::entry(key, value, column, hand);
                vec![(start..end, lines.trim().to_owned())]
            };
            HANDS.map(way).into()
        }
        (Some(old), None) => {
            let (start, end) =
                (entries[old].0.span.start as usize, front.end_of_entry(&entries[old]));
            let line = front.line_start(start);
            if front.text[line..start].trim().is_empty() {
                return vec![vec![(line..front.line_end(end), String::new())]];
            }
            // The first key stands behind the dash; the next one takes its place.
            let next = entries.get(old + 1).map(|(key, _)| key.span.start as usize);
            let next = next.filter(|&next| !front.has_sign(end, next));
            next.map(|next| vec![(start..next, String::new())]).into_iter().collect()
        }
        (None, Some(value)) => {
            let at = front.line_end(front.end_of_entry(&entries[after(entries, key)]));
            HANDS.map(|hand| vec![(at..at, write::entry(key, value, column, hand))]).into()
        }
        (None, None) => Vec::new(),
    }
}

/// Another value of a key in an item that stands in braces or is nothing but words.
pub(super) fn in_item(
    front: &Front,
    place: &Place,
    key: &str,
    value: Option<&Node>,
    item: &Node,
) -> Vec<Vec<Splice>> {
    let (start, end) = (front.start_of(place.item), front.end_of(place.item));
    let (bare, column) = (place.list.1, front.column(start));
    let mut ways = Vec::new();
    if let (Value::Scalar { .. }, Some(value), false) = (&place.item.value, value, key == bare) {
        let at = front.line_end(end);
        ways.extend(HANDS.map(|hand| {
            let lines = write::entry(key, value, column, hand);
            vec![(start..start, format!("{bare}: ")), (at..at, lines)]
        }));
    }
    let Some(dash) = front.dash(place.item) else {
        return HANDS.map(|hand| vec![(start..end, write::flow(item, hand))]).into();
    };
    let (indent, gap) = (&front.text[front.line_start(dash)..dash], &front.text[dash + 1..start]);
    for hand in HANDS {
        let braces = write::flow(item, hand);
        let fits = braces.chars().count() + column <= LONGEST;
        if front.is_flow(place.item) && (fits || front.has_sign(start, front.line_end(end))) {
            ways.push(vec![(start..end, braces)]);
        }
        if !gap.contains('\n') {
            let lines = write::item(item, indent, gap, hand);
            ways.push(vec![(dash..end, lines.trim().to_owned())]);
        }
    }
    ways
}

/// The text without an entry of its front matter. A comment on the list stays, and so does its key then.
pub(super) fn without_entry(front: &Front, index: usize) -> Result<String, &'static str> {
    let (key, value) = &front.tree.entries()[index];
    let (start, colon) = (key.span.start as usize, key.span.end as usize);
    let end = front.line_end(front.end_of(value));
    let mut expected = front.tree.clone();
    let first = value.items().first().map_or(colon, |item| item.span.start as usize);
    if front.has_sign(colon, first.min(front.line_end(colon))) {
        set_entry(&mut expected, index, Some(Node { value: Value::Null, span: Span::default() }));
        return front.take(&expected, [vec![(front.line_end(colon)..end, String::new())]]);
    }
    set_entry(&mut expected, index, None);
    if expected.entries().is_empty() {
        expected.value = Value::Null;
    }
    front.take(&expected, [front.without(front.line_start(start), end)])
}

/// An item of a list less.
pub(super) fn taken_out(front: &Front, item: &Node) -> Vec<Splice> {
    let (start, end) = (item.span.start as usize, front.end_of(item));
    match front.dash(item) {
        Some(dash) => front.without(front.line_start(dash), front.line_end(end)),
        None => vec![(between_commas(front.text, start, end), String::new())],
    }
}

/// An item in brackets with the comma that goes with it.
fn between_commas(text: &str, start: usize, end: usize) -> Range<usize> {
    let after = text[end..].trim_start();
    if let Some(rest) = after.strip_prefix(',') {
        return start..text.len() - rest.trim_start().len();
    }
    let before = text[..start].trim_end();
    before.strip_suffix(',').map_or(start, str::len)..end
}

/// Where a key stands among others.
pub(super) fn rank(key: &str) -> usize {
    ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len())
}

/// The entry behind which a key belongs: one that is not known behind all others.
pub(super) fn after(entries: &[Entry], key: &str) -> usize {
    let own = rank(key);
    entries.iter().rposition(|(name, _)| rank(&name.value) <= own).unwrap_or(0)
}

pub(super) fn unplaced(key: &str) -> Spanned<String> {
    Spanned::new(key.to_owned(), Span::default())
}

/// Puts another value in place of that of an entry, or takes the entry away.
pub(super) fn set_entry(tree: &mut Node, index: usize, value: Option<Node>) {
    if let Value::Map(entries) = &mut tree.value {
        match value {
            Some(value) => entries[index].1 = value,
            None => drop(entries.remove(index)),
        }
    }
}
