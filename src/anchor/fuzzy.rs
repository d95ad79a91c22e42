//! Quotes with a few letters changed.
//!
//! The nearest passage wins if no other is nearly as near and it says the same; [`guard`] knows what must not differ.

use std::ops::Range;

use super::guard::{self, Conflict};
use super::locate::folded;
use super::myers::{Begins, Pattern};
use super::seeds::{self, Sought};
use super::text::{Numbered, Text};
use super::{Missed, Outcome, Quote, Why, choose};
use crate::fold::Level;
use crate::model::annotation::Selector;
use crate::model::body::TextRange;

/// Shorter quotes have too many near ones.
const LEAST: usize = 20;

/// Longer quotes take too much time; they are whole chapters.
const MOST: usize = 10_000;

/// How many columns of 64 cells of tables of distances are worked out for a document: a second of work, a hundred times
/// what a book with a thousand lost quotes takes. What is left over counts as not found.
const WORK: usize = 400_000_000;

/// What it takes to compare what a quote and a place say, in such columns for each character.
const COMPARING: usize = 60;

/// Another place is nearly as near when it differs in so many more of a hundred letters, or in two more.
const NEARLY: usize = 3;

/// How far the end of a word is looked for, in characters.
const LONGEST: usize = 64;

/// How much of a prefix or suffix, in characters, is compared.
const CONTEXT: usize = 64;

/// How like its prefix and suffix the words around a place must be.
const ALIKE: f64 = 0.75;

/// A place that could be meant.
struct Candidate {
    place: TextRange,
    /// How many letters differ.
    edits: usize,
    /// How like the prefix and suffix the words around it are, up to 1.
    likeness: f64,
    /// What it says otherwise.
    conflict: Option<Conflict>,
}

/// Looks for quotes that differ from the text in a few letters.
pub(super) fn fuzzy(text: &Text, level: Level, quotes: &[Quote]) -> Vec<Outcome> {
    let hay = &text.folded(level).text;
    let numbered = Numbered::new(hay);
    let sought: Vec<Sought> = quotes.iter().map(|quote| sought(quote, level, &numbered)).collect();
    let windows = seeds::windows(hay, &numbered, &sought);
    let pattern = Pattern::new(numbered.alphabet);
    let mut search = Search { text, level, hay, numbered, pattern, work: WORK };
    let mut outcomes = Vec::with_capacity(quotes.len());
    for ((quote, sought), windows) in quotes.iter().zip(&sought).zip(&windows) {
        let ends = search.ends(sought, &windows.ranges);
        outcomes.push(search.outcome(quote.selector, sought, &ends));
    }
    outcomes
}

/// What is looked for; nothing may differ in a quote that has been found and not meant, or is too short or too long.
fn sought(quote: &Quote, level: Level, text: &Numbered) -> Sought {
    let words = folded(&quote.selector.exact.value, level);
    let chars: Vec<u32> = words.chars().map(|c| text.number(c)).collect();
    let len = chars.len();
    let counted = quote.missed.as_ref().is_some_and(|missed| matches!(missed.why, Why::Nth));
    let usable = (LEAST..=MOST).contains(&len) && !counted;
    let limit = if usable { len * quote.selector.fuzzy as usize / 100 } else { 0 };
    Sought { words, chars, limit }
}

struct Search<'a> {
    text: &'a Text<'a>,
    level: Level,
    hay: &'a str,
    numbered: Numbered,
    pattern: Pattern,
    /// What may still be worked out.
    work: usize,
}

impl Search<'_> {
    /// Where passages that are near enough end, and how many letters differ in each.
    fn ends(&mut self, sought: &Sought, windows: &[Range<usize>]) -> Vec<(usize, usize)> {
        let mut ends = Vec::new();
        let work = windows.iter().map(Range::len).sum::<usize>() * sought.chars.len().div_ceil(64);
        if work == 0 || work > self.work {
            return ends;
        }
        self.work -= work;
        self.pattern.set(sought.chars.iter().copied());
        for window in windows {
            let text = self.numbered.chars[window.clone()].iter().copied();
            self.pattern.distances(text, Begins::Anywhere, |len, edits| {
                if edits <= sought.limit {
                    ends.push((window.start + len, edits));
                }
            });
        }
        ends
    }

    fn outcome(
        &mut self,
        selector: &Selector,
        sought: &Sought,
        ends: &[(usize, usize)],
    ) -> Outcome {
        let nearly = (sought.chars.len() * NEARLY / 100).max(2);
        let anywhere = selector.prefix.is_none() && selector.suffix.is_none();
        let mut passages = passages(ends, sought.chars.len() / 2);
        if anywhere {
            keep_nearest(&mut passages, |&(_, edits)| edits, nearly);
        }
        let Some(mut candidates) = self.candidates(selector, sought, &passages) else {
            return Outcome::Nowhere(None);
        };
        let places: Vec<TextRange> = candidates.iter().map(|candidate| candidate.place).collect();
        candidates.retain(|candidate| candidate.likeness >= ALIKE);
        if candidates.is_empty() && !places.is_empty() {
            let total = places.len();
            return Outcome::Nowhere(Some(Missed { places, total, why: Why::Context }));
        }
        keep_nearest(&mut candidates, |candidate| candidate.edits, nearly);
        decide(selector, candidates)
    }

    /// The places of passages; nothing if they are too many to know which is best.
    fn candidates(
        &mut self,
        selector: &Selector,
        sought: &Sought,
        passages: &[(&[(usize, usize)], usize)],
    ) -> Option<Vec<Candidate>> {
        let len = sought.chars.len();
        self.pattern.set(sought.chars.iter().rev().copied());
        let mut candidates = Vec::with_capacity(passages.len());
        for &(ends, edits) in passages {
            self.work = self.work.checked_sub(len * (len.div_ceil(64) + COMPARING))?;
            candidates.extend(self.candidate(selector, sought, ends, edits));
        }
        Some(candidates)
    }

    /// The place that ends at the best of some ends.
    fn candidate(
        &mut self,
        selector: &Selector,
        sought: &Sought,
        ends: &[(usize, usize)],
        edits: usize,
    ) -> Option<Candidate> {
        let ending = |end: usize| self.hay[..self.numbered.bytes(end..end).start].trim_end();
        let last = last_word(&sought.words);
        let (end, _) = self.best(ends, |end| last_word(ending(end)) == last)?;
        let mut starts = Vec::new();
        let text = self.numbered.chars[..end].iter().rev().copied();
        let text = text.take(sought.chars.len() + sought.limit);
        self.pattern.distances(text, Begins::First, |len, edits| {
            if edits <= sought.limit {
                starts.push((end - len, edits));
            }
        });
        let beginning = |at: usize| self.hay[self.numbered.bytes(at..at).start..].trim_start();
        let first = first_word(&sought.words);
        let (start, differ) = self.best(&starts, |start| first_word(beginning(start)) == first)?;
        let whole = self.widened(start..end);
        let drift = differ + start.saturating_sub(whole.start);
        let range = self.numbered.bytes(whole);
        let place = self.text.place(self.level, range.clone());
        let (quote, passage) = (&selector.exact.value, &self.text.body.text[place.range()]);
        let conflict = guard::conflict(self.text.lexicon(), quote, passage, drift);
        Some(Candidate { place, edits, likeness: self.likeness(selector, range), conflict })
    }

    /// The best of some borders of a passage, each with the letters that differ: one at which the quote's own first or
    /// last word stands, whole; then the nearest one, between two words if there is the choice, and the widest. Without
    /// the first, a number beside a word at the end of a quote could be left out together with the word.
    fn best(
        &self,
        borders: &[(usize, usize)],
        stands: impl Fn(usize) -> bool,
    ) -> Option<(usize, usize)> {
        let rank = |&&(at, edits): &&(usize, usize)| {
            let cut = self.cuts(at);
            (cut || !stands(at), edits, cut)
        };
        borders.iter().rev().min_by_key(rank).copied()
    }

    /// The stretch without white space at its ends, and with the whole of the words and numbers there.
    fn widened(&self, Range { start, end }: Range<usize>) -> Range<usize> {
        let space = |at: &usize| self.hay[self.numbered.bytes(*at..*at + 1)].trim().is_empty();
        let (start, end) = (
            (start..end).find(|at| !space(at)).unwrap_or(start),
            (start..end).rfind(|at| !space(at)).map_or(end, |last| last + 1),
        );
        let before = (0..LONGEST).take_while(|&len| self.cuts(start - len)).count();
        let after = (0..LONGEST).take_while(|&len| self.cuts(end + len)).count();
        start - before..end + after
    }

    /// Whether a word or a number goes on across a place.
    fn cuts(&self, at: usize) -> bool {
        let bytes = self.numbered.bytes(at..at);
        let (before, after) = self.hay.split_at(bytes.start);
        guard::goes_on(before, after)
    }

    /// How like the prefix and suffix of a quote the words around a place are.
    fn likeness(&self, selector: &Selector, range: Range<usize>) -> f64 {
        let words = |words: &Option<crate::source::Spanned<String>>| {
            words.as_ref().map_or_else(String::new, |words| folded(&words.value, self.level))
        };
        let (prefix, suffix) = (words(&selector.prefix), words(&selector.suffix));
        let prefix: Vec<char> = prefix.trim().chars().rev().take(CONTEXT).collect();
        let suffix: Vec<char> = suffix.trim().chars().take(CONTEXT).collect();
        let before = self.hay[..range.start].trim_end().chars().rev().take(prefix.len());
        let after = self.hay[range.end..].trim_start().chars().take(suffix.len());
        let before = strsim::generic_levenshtein(&prefix, &before.collect::<Vec<_>>());
        let after = strsim::generic_levenshtein(&suffix, &after.collect::<Vec<_>>());
        #[expect(clippy::cast_precision_loss, reason = "at most 128 characters")]
        let share = (before + after) as f64 / (prefix.len() + suffix.len()).max(1) as f64;
        1.0 - share
    }
}

/// Divides ends, each with the letters that differ, by the passages they are of: those of one are near each other. Each
/// passage comes with the fewest letters.
fn passages(ends: &[(usize, usize)], apart: usize) -> Vec<(&[(usize, usize)], usize)> {
    let mut passages = Vec::new();
    let mut rest = ends;
    while let Some(&(first, _)) = rest.first() {
        let count = rest.partition_point(|&(end, _)| end < first + apart);
        let (same, others) = rest.split_at(count);
        passages.push((same, same.iter().map(|&(_, edits)| edits).min().unwrap_or(0)));
        rest = others;
    }
    passages
}

/// Keeps those that differ in nearly as few letters as the best.
fn keep_nearest<T>(of: &mut Vec<T>, edits: impl Fn(&T) -> usize, nearly: usize) {
    let best = of.iter().map(&edits).min().unwrap_or(0);
    of.retain(|one| edits(one) <= best + nearly);
}

fn first_word(words: &str) -> &str {
    words.split(' ').next().unwrap_or(words)
}

fn last_word(words: &str) -> &str {
    words.rsplit(' ').next().unwrap_or(words)
}

/// Decides between places that are nearly as near as the best: those that say something else are not meant, unless one
/// of them is the nearest; then those with the very words around them are.
fn decide(selector: &Selector, mut candidates: Vec<Candidate>) -> Outcome {
    let agrees = |candidate: &Candidate| candidate.conflict.is_none();
    let best = candidates.iter().map(|candidate| candidate.edits).min().unwrap_or(0);
    if !candidates.iter().any(|candidate| candidate.edits == best && agrees(candidate)) {
        let nearest = candidates.into_iter().find(|candidate| candidate.edits == best);
        let conflict = nearest.and_then(|nearest| Some((nearest.place, nearest.conflict?)));
        return Outcome::Nowhere(conflict.map(Missed::conflict));
    }
    candidates.retain(agrees);
    if candidates.iter().any(|candidate| candidate.likeness >= 1.0) {
        candidates.retain(|candidate| candidate.likeness >= 1.0);
    }
    let total = candidates.len();
    choose(selector, candidates.into_iter().map(|candidate| vec![candidate.place]).collect(), total)
}
