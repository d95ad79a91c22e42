//! Two versions of one text, collated: which words one of them has and the other has not.
//!
//! Lines that are the same are matched first, and those between them by the words that they share. Forms of quotation
//! marks, dashes and spaces are no variants. Knows no HTML.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::fold::{self, Level};
use crate::model::body::{BLOCK_BORDER, TextRange};

/// How two versions of a text stand to each other.
#[derive(Debug, Default)]
pub(super) struct Collated {
    /// The lines that correspond, in order: where they begin in the first and in the second.
    pub(super) matched: Vec<(u32, u32)>,
    /// What differs, in order.
    pub(super) variants: Vec<Variant>,
}

/// Words of the first version, and those that the second has in their place; one of them may be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Variant {
    /// The words of the first.
    pub(super) first: Option<TextRange>,
    /// The words of the second.
    pub(super) second: Option<TextRange>,
}

/// A line of a text: a paragraph, a heading, an item of a list.
struct Line {
    range: TextRange,
    key: String,
}

/// A word or a sign, with the line of its text that it stands in.
struct Token {
    range: TextRange,
    key: String,
    is_word: bool,
    line: usize,
}

/// Collates two versions of a text.
pub(super) fn collate(first: &str, second: &str) -> Collated {
    let (old, new) = (lines(first), lines(second));
    let keys = |lines: &[Line]| lines.iter().map(|line| line.key.clone()).collect::<Vec<_>>();
    let mut collated = Collated::default();
    for op in capture_diff_slices(Algorithm::Myers, &keys(&old), &keys(&new)) {
        let (tag, old, new) = (op.tag(), &old[op.old_range()], &new[op.new_range()]);
        if tag == DiffTag::Equal {
            let starts = old.iter().zip(new).map(|(old, new)| (old.range.start, new.range.start));
            collated.matched.extend(starts);
        } else {
            collate_words((first, old), (second, new), &mut collated);
        }
    }
    collated
}

/// Adds how lines that are not the same stand to each other.
fn collate_words(first: (&str, &[Line]), second: (&str, &[Line]), collated: &mut Collated) {
    let (old, new) = (tokens(first.0, first.1), tokens(second.0, second.1));
    let mut shared = shared(&old, &new);
    let related = related(&old, &new, &shared);
    shared.retain(|&(a, b)| related.contains(&(old[a].line, new[b].line)));
    let start = |lines: &[Line], line: usize| lines[line].range.start;
    let starts = related.iter().map(|&(a, b)| (start(first.1, a), start(second.1, b)));
    collated.matched.extend(starts);
    let (mut a, mut b) = (0, 0);
    let end = (old.len(), new.len());
    for (next_a, next_b) in without_islands(&old, &shared, end).into_iter().chain([end]) {
        differing(&old[a..next_a], &new[b..next_b], &related, &mut collated.variants);
        (a, b) = (next_a + 1, next_b + 1);
    }
}

/// The words that both have in the same order: their numbers in the first and in the second.
fn shared(first: &[Token], second: &[Token]) -> Vec<(usize, usize)> {
    let keys = |tokens: &[Token]| tokens.iter().map(|token| token.key.clone()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &keys(first), &keys(second));
    let equal = ops.into_iter().filter(|op| op.tag() == DiffTag::Equal);
    equal.flat_map(|op| op.old_range().zip(op.new_range())).collect()
}

/// The lines that are versions of each other: they share half of the words of the shorter one, or a third of the longer one.
fn related(
    first: &[Token],
    second: &[Token],
    shared: &[(usize, usize)],
) -> BTreeSet<(usize, usize)> {
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for &(a, b) in shared.iter().filter(|&&(a, _)| first[a].is_word) {
        *counts.entry((first[a].line, second[b].line)).or_default() += 1;
    }
    let (old, new) = (lengths(first), lengths(second));
    // A word or two of a long line stand in any other.
    let is_related = |&((a, b), count): &((usize, usize), usize)| {
        let (shorter, longer) = (old[&a].min(new[&b]), old[&a].max(new[&b]));
        3 * count >= longer || 2 * count >= shorter && count > 2
    };
    counts.into_iter().filter(is_related).map(|(lines, _)| lines).collect()
}

/// How many words each line has.
fn lengths(tokens: &[Token]) -> BTreeMap<usize, usize> {
    let lines = tokens.chunk_by(|one, next| one.line == next.line);
    lines.map(|line| (line[0].line, line.iter().filter(|token| token.is_word).count())).collect()
}

/// What is shared without single words between longer passages that differ, which are there by chance.
fn without_islands(
    first: &[Token],
    shared: &[(usize, usize)],
    end: (usize, usize),
) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> = Vec::with_capacity(shared.len());
    let mut runs = shared.chunk_by(|one, next| (one.0 + 1, one.1 + 1) == *next).peekable();
    while let Some(run) = runs.next() {
        let last = run[run.len() - 1];
        let next = runs.peek().map_or(end, |next| next[0]);
        let before = kept.last().map_or(run[0], |kept| apart(*kept, run[0]));
        let after = apart(last, next);
        let words = run.iter().filter(|&&(a, _)| first[a].is_word).count();
        if words > 2 || words >= before.0.max(before.1).min(after.0.max(after.1)) {
            kept.extend(run);
        }
    }
    kept
}

/// How many tokens of each stand between two that are shared.
fn apart(one: (usize, usize), next: (usize, usize)) -> (usize, usize) {
    (next.0 - one.0 - 1, next.1 - one.1 - 1)
}

/// Adds what stands between two words that are kept, line by line.
fn differing(
    first: &[Token],
    second: &[Token],
    related: &BTreeSet<(usize, usize)>,
    variants: &mut Vec<Variant>,
) {
    let (old, new) = (by_line(first), by_line(second));
    let (mut a, mut b) = (0, 0);
    for (next, &(line, first)) in old.iter().enumerate() {
        let version = new[b..].iter().position(|&(other, _)| related.contains(&(line, other)));
        let Some(version) = version.map(|at| b + at) else { continue };
        replaced(&old[a..next], &new[b..version], variants);
        variants.push(Variant { first: Some(first), second: Some(new[version].1) });
        (a, b) = (next + 1, version + 1);
    }
    replaced(&old[a..], &new[b..], variants);
}

/// Adds lines that share nothing: as many as stand in their place replace them.
fn replaced(
    first: &[(usize, TextRange)],
    second: &[(usize, TextRange)],
    variants: &mut Vec<Variant>,
) {
    if first.len() == second.len() {
        let pairs = first.iter().zip(second);
        variants.extend(pairs.map(|(&(_, first), &(_, second))| Variant {
            first: Some(first),
            second: Some(second),
        }));
    } else {
        let lemma = |&(_, first): &(usize, TextRange)| Variant { first: Some(first), second: None };
        let reading =
            |&(_, second): &(usize, TextRange)| Variant { first: None, second: Some(second) };
        variants.extend(first.iter().map(lemma));
        variants.extend(second.iter().map(reading));
    }
}

/// The words of tokens as one range for each line.
fn by_line(tokens: &[Token]) -> Vec<(usize, TextRange)> {
    let lines = tokens.chunk_by(|one, next| one.line == next.line);
    let range = |line: &[Token]| TextRange {
        start: line[0].range.start,
        end: line[line.len() - 1].range.end,
    };
    lines.map(|line| (line[0].line, range(line))).collect()
}

fn lines(text: &str) -> Vec<Line> {
    let mut at = 0;
    let lines = text.split(BLOCK_BORDER).map(|line| {
        let range = TextRange::new(at, at + line.len());
        at += line.len() + BLOCK_BORDER.len_utf8();
        Line { range, key: fold::fold(line, Level::Typography).text }
    });
    lines.filter(|line| !line.key.is_empty()).collect()
}

fn tokens(text: &str, lines: &[Line]) -> Vec<Token> {
    let tokens = lines.iter().enumerate().flat_map(|(line, Line { range, .. })| {
        text[range.range()].split_word_bound_indices().map(move |(at, word)| {
            let start = range.start as usize + at;
            Token {
                range: TextRange::new(start, start + word.len()),
                key: fold::fold(word, Level::Typography).text,
                is_word: word.contains(char::is_alphanumeric),
                line,
            }
        })
    });
    tokens.filter(|token| !token.key.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Variant, collate};

    #[test]
    fn what_differs() {
        // `[lemma|reading]` for each variant, in order.
        for (first, second, shown) in [
            ("The dam is safe.", "The dam is safe.", ""),
            ("It is “safe” – for now.", "It is \"safe\" - for  now.", ""),
            ("Some 400 people came.", "About 350 people came.", "[Some 400|About 350]"),
            ("He said it was safe.", "He said.", "[it was safe|]"),
            ("He left.", "He left the city at night.", "[|the city at night]"),
            ("One.\nTwo is here.\nThree.", "One.\nThree.", "[Two is here.|]"),
            ("One.\nThree.", "One.\nTwo is here.\nThree.", "[|Two is here.]"),
            // Nothing is shared but words that stand anywhere.
            (
                "The mayor of the town resigned on Friday.",
                "In the end nobody asked the council for the plans.",
                "[The mayor of the town resigned on Friday.|In the end nobody asked the council for the plans.]",
            ),
            // A paragraph is divided, and one half of it changed.
            (
                "The ships left the harbour in May. They came back in June with the fleet.",
                "The ships left the harbour in May.\nThey came back in July with the fleet.",
                "[June|July]",
            ),
            ("两艘船沉没了。", "三艘船沉没了。", "[两|三]"),
            // A word in common between long passages is no island of its own.
            (
                "It began when the old bridge fell and ended.",
                "It began because a new road was opened and ended.",
                "[when the old bridge fell|because a new road was opened]",
            ),
            ("", "New.", "[|New.]"),
            // As many lines stand in the place of others.
            ("a\n1\n2\nb", "a\n3\n4\nb", "[1|3][2|4]"),
            ("a\n1\nb", "a\n3\n4\nb", "[1|][|3][|4]"),
        ] {
            let words = |text: &str, range: Option<super::TextRange>| {
                range.map_or(String::new(), |range| text[range.range()].to_owned())
            };
            let variants = collate(first, second).variants;
            let differs = |Variant { first: lemma, second: reading }: Variant| {
                format!("[{}|{}]", words(first, lemma), words(second, reading))
            };
            let found: Vec<String> = variants.into_iter().map(differs).collect();
            assert_eq!(found.concat(), shown, "{first} / {second}");
        }
    }
}
