//! Which lines of two versions of a text correspond.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::model::body::{BLOCK_BORDER, Body, Markup, Tag, TextRange};

use super::struck;
use super::words::{Token, tokens};

/// Of more pairs of lines than this, those that are the same are matched first.
const MOST: usize = 250_000;

/// A line of a text: a paragraph, a heading, an item of a list, a line of verse, a row of a table.
pub(super) struct Line {
    /// Its words; a picture before or behind them is none of them.
    pub(super) range: TextRange,
    pub(super) tokens: Vec<Token>,
}

/// Lines that correspond, by their numbers.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Those of the first and of the second that are versions of each other: a paragraph may have been divided.
    Versions(Range<usize>, Range<usize>),
    /// A line that the other version has not, or one that stands in its place and shares nothing with it.
    Replaced(Option<usize>, Option<usize>),
}

/// A text as it is compared: line by line, with spaces in place of what describes pictures. Places are the same.
///
/// Each witness has its own scan, and what is said of that is no word of the text.
pub fn compared(body: &Body) -> Cow<'_, str> {
    let mut text = body.lines();
    for words in body.alternatives() {
        text.to_mut().replace_range(words.range(), &" ".repeat(words.range().len()));
    }
    text
}

/// The lines of a text.
pub(super) fn lines(body: &Body) -> Vec<Line> {
    let text = compared(body);
    let rows = rows(body);
    let mut rows = rows.iter().peekable();
    let struck = struck(body);
    let (mut lines, mut start, mut paragraph) = (Vec::new(), 0, 0);
    let ends = text.match_indices(BLOCK_BORDER).map(|(at, _)| at).chain([text.len()]);
    for end in ends {
        while rows.next_if(|row| row.end as usize <= end).is_some() {}
        // The cells of a row are one line.
        if rows.peek().is_some_and(|row| (row.start as usize) < end) {
            continue;
        }
        let line = TextRange::new(start, end);
        // Before a line of verse that is not the first one stands a space.
        if body.text[..start].ends_with(BLOCK_BORDER) {
            paragraph = line.start;
        }
        start = end + BLOCK_BORDER.len_utf8();
        let mut tokens = tokens(&text[line.range()], line.start);
        for token in &mut tokens {
            token.paragraph = paragraph;
            token.struck = struck_of(token.range, &struck);
        }
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            let range = TextRange { start: first.range.start, end: last.range.end };
            lines.push(Line { range, tokens });
        }
    }
    lines
}

/// What of a word is struck out, from its beginning on.
fn struck_of(word: TextRange, struck: &[TextRange]) -> TextRange {
    let next = struck.partition_point(|struck| struck.end <= word.start);
    let part = struck.get(next).filter(|struck| struck.start < word.end);
    part.map_or_else(TextRange::default, |part| TextRange {
        start: part.start.saturating_sub(word.start),
        end: part.end.min(word.end) - word.start,
    })
}

/// The rows of the tables of a text.
fn rows(body: &Body) -> Vec<TextRange> {
    let mut rows = Vec::new();
    let mut start = None;
    for item in &body.items {
        match item.is {
            Markup::Open(Tag::TableRow(_) | Tag::TableHead) => start = Some(item.at),
            Markup::Close(Tag::TableRow(_) | Tag::TableHead) => {
                rows.extend(start.take().map(|start| TextRange { start, end: item.at }));
            }
            _ => {}
        }
    }
    rows
}

/// How the lines of two texts correspond, in their order.
pub(super) fn groups(old: &[Line], new: &[Line]) -> Vec<Group> {
    let mut likeness = Likeness::of(old, new);
    let pairs = likeness.pairs();
    let mut groups: Vec<Group> = Vec::new();
    let (mut a, mut b) = (0, 0);
    for (next_a, next_b) in pairs.into_iter().chain([(old.len(), new.len())]) {
        // Lines right behind a pair, and right before one, can be another part of a divided paragraph.
        if let Some(Group::Versions(first, second)) = groups.last_mut() {
            let whole = (first.start, second.start);
            while a < next_a && likeness.is_part_of_new(a, whole.1) {
                a += 1;
            }
            while b < next_b && likeness.is_part_of_old(b, whole.0) {
                b += 1;
            }
            (first.end, second.end) = (a, b);
        }
        let (mut first, mut second) = (next_a, next_b);
        while first > a && likeness.is_part_of_new(first - 1, next_b) {
            first -= 1;
        }
        while second > b && likeness.is_part_of_old(second - 1, next_a) {
            second -= 1;
        }
        likeness.replaced(a..first, b..second, &mut groups);
        if next_a < old.len() && next_b < new.len() {
            groups.push(Group::Versions(first..next_a + 1, second..next_b + 1));
        }
        (a, b) = (next_a + 1, next_b + 1);
    }
    groups
}

/// The lines that stand in the first and in the second alone, and once in each are the same.
pub(super) fn moved(
    groups: &[Group],
    old: &[Line],
    new: &[Line],
) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let mut alone: BTreeMap<Vec<&str>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for group in groups {
        match *group {
            Group::Replaced(Some(at), None) => alone.entry(keys(&old[at])).or_default().0.push(at),
            Group::Replaced(None, Some(at)) => alone.entry(keys(&new[at])).or_default().1.push(at),
            _ => {}
        }
    }
    let moved = alone.into_values().filter_map(|places| match (&places.0[..], &places.1[..]) {
        (&[first], &[second]) => Some((first, second)),
        _ => None,
    });
    moved.unzip()
}

fn keys(line: &Line) -> Vec<&str> {
    line.tokens.iter().map(|token| token.key.as_str()).collect()
}

/// What the lines of two texts have in common.
struct Likeness<'a> {
    old: Vec<Side<'a>>,
    new: Vec<Side<'a>>,
}

/// A line as it is compared.
struct Side<'a> {
    keys: Vec<&'a str>,
    words: BTreeSet<&'a str>,
    /// Whether a line of the other text is a version of it, in whatever place.
    is_elsewhere: bool,
}

impl<'a> Likeness<'a> {
    fn of(old: &'a [Line], new: &'a [Line]) -> Self {
        let side = |line: &'a Line| Side {
            keys: keys(line),
            words: line.tokens.iter().filter(|t| t.is_word).map(|t| t.key.as_str()).collect(),
            is_elsewhere: false,
        };
        Self { old: old.iter().map(side).collect(), new: new.iter().map(side).collect() }
    }

    /// The lines that are versions of each other, in the order of both.
    fn pairs(&mut self) -> Vec<(usize, usize)> {
        let is_same = |(old, new): &(&Side, &Side)| old.keys == new.keys;
        let before = self.old.iter().zip(&self.new).take_while(is_same).count();
        let rest = (&self.old[before..], &self.new[before..]);
        let after = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(is_same).count();
        let (old, new) = (self.old.len() - after, self.new.len() - after);
        let mut pairs: Vec<(usize, usize)> = (0..before).map(|at| (at, at)).collect();
        self.between(before..old, before..new, &mut pairs);
        pairs.extend((0..after).map(|at| (old + at, new + at)));
        pairs
    }

    /// Those of a part of both texts. Of very many lines, the same ones part the rest.
    fn between(&mut self, old: Range<usize>, new: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        if old.len() * new.len() <= MOST {
            return self.heaviest(old, new, pairs);
        }
        let keys =
            |sides: &[Side<'a>]| sides.iter().map(|side| side.keys.clone()).collect::<Vec<_>>();
        let (first, second) = (keys(&self.old[old.clone()]), keys(&self.new[new.clone()]));
        for op in capture_diff_slices(Algorithm::Myers, &first, &second) {
            let inside = |range: Range<usize>, of: &Range<usize>| {
                of.start + range.start..of.start + range.end
            };
            let (old, new) = (inside(op.old_range(), &old), inside(op.new_range(), &new));
            if op.tag() == DiffTag::Equal {
                pairs.extend(old.zip(new));
            } else if old.len() * new.len() <= MOST {
                self.heaviest(old, new, pairs);
            } else {
                self.by_words(old, new, pairs);
            }
        }
    }

    /// Those of very many lines of which none are the same, by the words that both have in the same order.
    fn by_words(&self, old: Range<usize>, new: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        let words = |sides: &[Side<'a>], first: usize| -> Vec<(usize, &'a str)> {
            let lines = (first..).zip(sides);
            lines.flat_map(|(at, side)| side.keys.iter().map(move |key| (at, *key))).collect()
        };
        let (first, second) =
            (words(&self.old[old.clone()], old.start), words(&self.new[new.clone()], new.start));
        let keys = |words: &[(usize, &'a str)]| words.iter().map(|word| word.1).collect::<Vec<_>>();
        let ops = capture_diff_slices(Algorithm::Myers, &keys(&first), &keys(&second));
        let equal = ops.into_iter().filter(|op| op.tag() == DiffTag::Equal);
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (a, b) in equal.flat_map(|op| op.old_range().zip(op.new_range())) {
            *shared.entry((first[a].0, second[b].0)).or_default() += 1;
        }
        for ((a, b), count) in shared {
            let counts = [self.old[a].keys.len(), self.new[b].keys.len()];
            let is_behind = pairs.last().is_none_or(|last| last.0 < a && last.1 < b);
            if is_behind && is_related(count, counts) {
                pairs.push((a, b));
            }
        }
    }

    /// The pairs that have the most words in common together.
    fn heaviest(&mut self, old: Range<usize>, new: Range<usize>, pairs: &mut Vec<(usize, usize)>) {
        let width = new.len() + 1;
        let weights = self.weights(&old, &new);
        let weight = |a: usize, b: usize| weights[a * new.len() + b];
        let mut best = vec![0; (old.len() + 1) * width];
        for a in (0..old.len()).rev() {
            for b in (0..new.len()).rev() {
                let both = weight(a, b) + best[(a + 1) * width + b + 1];
                let without = best[(a + 1) * width + b].max(best[a * width + b + 1]);
                best[a * width + b] = both.max(without);
            }
        }
        let (mut a, mut b) = (0, 0);
        while a < old.len() && b < new.len() {
            let all = best[a * width + b];
            if weight(a, b) > 0 && all == weight(a, b) + best[(a + 1) * width + b + 1] {
                pairs.push((old.start + a, new.start + b));
                (a, b) = (a + 1, b + 1);
            } else if all == best[(a + 1) * width + b] {
                a += 1;
            } else {
                b += 1;
            }
        }
    }

    /// How much each line has in common with each of the other text; nothing where they are not versions of each other.
    fn weights(&mut self, old: &Range<usize>, new: &Range<usize>) -> Vec<usize> {
        let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, side) in self.new[new.clone()].iter().enumerate() {
            side.words.iter().for_each(|word| lines.entry(word).or_default().push(at));
        }
        let mut weights = vec![0; old.len() * new.len()];
        for (first, row) in
            self.old[old.clone()].iter_mut().zip(weights.chunks_mut(new.len().max(1)))
        {
            for word in &first.words {
                lines.get(word).into_iter().flatten().for_each(|&at| row[at] += 1);
            }
            for (second, shared) in self.new[new.clone()].iter_mut().zip(row) {
                let counts = [first.words.len(), second.words.len()];
                let is_same = *shared == counts[0].max(counts[1]) && first.keys == second.keys;
                *shared = if is_same {
                    *shared + 1
                } else if is_related(*shared, counts) {
                    *shared
                } else {
                    0
                };
                first.is_elsewhere |= *shared > 0;
                second.is_elsewhere |= *shared > 0;
            }
        }
        weights
    }

    /// Whether a line of the first text has words of a line of the second.
    fn is_part_of_new(&self, at: usize, whole: usize) -> bool {
        self.new.get(whole).is_some_and(|whole| is_part(&self.old[at], whole))
    }

    /// Whether a line of the second text has words of a line of the first.
    fn is_part_of_old(&self, at: usize, whole: usize) -> bool {
        self.old.get(whole).is_some_and(|whole| is_part(&self.new[at], whole))
    }

    /// Adds lines between those that correspond: as many as stand in their place replace them, unless they stand elsewhere.
    fn replaced(&self, first: Range<usize>, second: Range<usize>, groups: &mut Vec<Group>) {
        let is_elsewhere = |sides: &[Side]| sides.iter().any(|side| side.is_elsewhere);
        let moved =
            is_elsewhere(&self.old[first.clone()]) || is_elsewhere(&self.new[second.clone()]);
        if first.len() == second.len() && !moved {
            groups.extend(first.zip(second).map(|(a, b)| Group::Replaced(Some(a), Some(b))));
        } else {
            groups.extend(first.map(|a| Group::Replaced(Some(a), None)));
            groups.extend(second.map(|b| Group::Replaced(None, Some(b))));
        }
    }
}

/// Whether lines with so many words are versions of each other: they share a third of the longer one, or half of the
/// shorter one. A word or two of it stand in any line.
fn is_related(shared: usize, words: [usize; 2]) -> bool {
    let (shorter, longer) = (words[0].min(words[1]), words[0].max(words[1]));
    shared > 0 && 3 * shared >= longer || shared > 2 && 2 * shared >= shorter
}

/// Whether most words of a line stand in another one.
fn is_part(line: &Side, whole: &Side) -> bool {
    let shared = line.words.intersection(&whole.words).count();
    shared > 2 && 2 * shared >= line.words.len()
}

#[cfg(test)]
mod tests {
    use super::{Body, Group, groups, lines};

    #[test]
    fn long_texts_are_matched_too() {
        // More pairs of lines than are compared one by one, of which none are the same.
        let text = |last: &str| -> Body {
            let lines = (0..600).map(|n| format!("Ship {n} of {} came in with {last}.\n", n * 7));
            Body { text: lines.collect(), ..Body::default() }
        };
        let (old, new) = (lines(&text("coal")), lines(&text("iron")));
        let expected: Vec<Group> = (0..600).map(|n| Group::Versions(n..n + 1, n..n + 1)).collect();
        assert_eq!(groups(&old, &new), expected);
    }
}
