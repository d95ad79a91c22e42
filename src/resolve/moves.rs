//! Replacing words of a body, with everything that stands beside them moved along.
//!
//! Does not know why words are replaced.

use std::collections::{BTreeMap, HashSet};

use crate::fold;
use crate::model::body::{Body, Item, Markup, TextRange};

/// Where the places of a text are after words in it were replaced.
pub(super) struct Moves {
    /// (the words before, the words after), in order.
    edits: Vec<(TextRange, TextRange)>,
}

impl Moves {
    /// Where a range is now; one that ends inside replaced words takes all of them.
    pub(super) fn range(&self, range: TextRange) -> TextRange {
        let start = self.place(range.start, |after| after.start);
        let end = self.place(range.end, |after| after.end);
        TextRange { start, end: end.max(start) }
    }

    fn start(&self, at: u32) -> u32 {
        self.place(at, |after| after.start)
    }

    fn place(&self, at: u32, inside: fn(TextRange) -> u32) -> u32 {
        let passed = self.edits.partition_point(|(before, _)| before.start < at);
        match passed.checked_sub(1).map(|last| self.edits[last]) {
            None => at,
            Some((before, after)) if at < before.end => inside(after),
            Some((before, after)) => at - before.end + after.end,
        }
    }
}

/// Puts other words in place of some; the ranges are in order and do not overlap.
pub(super) fn replace(body: &mut Body, edits: &[(TextRange, &str)]) -> Moves {
    let (text, moves) = rewrite(&body.text, edits);
    body.origin = origin(body, &moves);
    body.text = text;
    let mut base = 0;
    body.items.retain(|item| {
        let is_shown = shows(item, base, edits);
        // Readings stand behind the words that they are of, and these behind a tag or the reading of others.
        if matches!(item.is, Markup::Html(_) | Markup::Reading(_)) {
            base = item.at;
        }
        !is_shown
    });
    for item in &mut body.items {
        item.at = moves.start(item.at);
    }
    for link in &mut body.links {
        link.text = moves.range(link.text);
    }
    for footnote in &mut body.footnotes {
        footnote.range = moves.range(footnote.range);
    }
    for mark in &mut body.marks {
        *mark = moves.range(*mark);
    }
    rename(body, &moves);
    moves
}

fn rewrite(text: &str, edits: &[(TextRange, &str)]) -> (String, Moves) {
    let mut rewritten = String::with_capacity(text.len());
    let mut moves = Vec::with_capacity(edits.len());
    let mut at = 0;
    for &(before, words) in edits {
        rewritten.push_str(&text[at..before.start as usize]);
        let start = rewritten.len();
        rewritten.push_str(words);
        moves.push((before, TextRange::new(start, rewritten.len())));
        at = before.end as usize;
    }
    rewritten.push_str(&text[at..]);
    (rewritten, Moves { edits: moves })
}

fn origin(body: &Body, moves: &Moves) -> Vec<(u32, u32)> {
    let runs = body.origin.iter().map(|&(text, source)| (moves.start(text), source));
    let mut origin: BTreeMap<u32, u32> = runs.collect();
    for &(before, after) in &moves.edits {
        origin.insert(after.start, body.source_offset(before.start));
        origin.insert(after.end, body.source_offset(before.end));
    }
    origin.into_iter().collect()
}

/// Whether an item shows words that are replaced: as a formula, which they are then shown instead of, or how they are read.
fn shows(item: &Item, base: u32, edits: &[(TextRange, &str)]) -> bool {
    let (start, end) = match item.is {
        Markup::Instead(len, _) => (item.at, item.at + len),
        Markup::Reading(_) => (base, item.at),
        _ => return false,
    };
    let next = edits.partition_point(|(range, _)| range.end <= start);
    edits.get(next).is_some_and(|(range, _)| range.start < end)
}

/// Moves headings and paragraphs, and gives new ids to those whose words changed: the old ones were made of the words.
fn rename(body: &mut Body, moves: &Moves) {
    let changed = |range: TextRange| {
        let next = moves.edits.partition_point(|(before, _)| before.end <= range.start);
        moves.edits.get(next).is_some_and(|(before, _)| before.start < range.end)
    };
    let mut ids = HashSet::new();
    let mut unique = |id: String| {
        let mut next = id.clone();
        let mut repeats = 0;
        while !ids.insert(next.clone()) {
            repeats += 1;
            next = format!("{id}-{repeats}");
        }
        next
    };
    for heading in &mut body.headings {
        let renamed = changed(heading.range);
        heading.range = moves.range(heading.range);
        if renamed {
            heading.id = fold::slug(&body.text[heading.range.range()]);
        }
        heading.id = unique(std::mem::take(&mut heading.id));
    }
    for paragraph in &mut body.paragraphs {
        let renamed = changed(paragraph.range);
        paragraph.range = moves.range(paragraph.range);
        if renamed {
            let hash = fold::short_hash(&body.text[paragraph.range.range()]);
            paragraph.id = format!("p-{hash}");
        }
        paragraph.id = unique(std::mem::take(&mut paragraph.id));
    }
}
