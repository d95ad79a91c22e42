//! The passage that a lost quote may have meant: for a message, never for an anchor.
//!
//! Bounded: where that is soon done, the letters of the quote are compared with all of the text. Else, and where they are
//! near none, words that are rare in the text vote for the stretch of it in which most of them stand.

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::ops::Range;

use super::myers::{Begins, Pattern};
use super::text::{Numbered, Text};
use crate::diagnostic::Candidates;
use crate::fold::{Level, fold, words};
use crate::model::body::TextRange;

/// A word that stands in more places than this says little of where a passage is.
const COMMON: usize = 200;

/// How long passages may be whose letters are compared.
const COMPARED: usize = 600;

/// How many columns of 64 cells of tables of distances are worked out for a document, which is a tenth of a second.
const WORK: usize = 20_000_000;

/// The words of a text, to find passages by.
pub(super) struct Near {
    words: Vec<Range<usize>>,
    /// Where each word stands: indices into `words`.
    places: HashMap<String, Vec<usize>>,
    /// The words that one which is not there can be compared with.
    likely: OnceCell<Candidates>,
    numbered: OnceCell<Numbered>,
    /// What may still be worked out.
    work: Cell<usize>,
}

/// The passage that is nearest to a quote.
pub(super) struct Nearest {
    pub(super) place: TextRange,
    /// How many letters would have to be changed; nothing for long passages.
    pub(super) differs: Option<usize>,
}

impl Near {
    pub(super) fn new(text: &Text) -> Self {
        let folded = &text.folded(Level::Case).text;
        let words: Vec<Range<usize>> = words(folded).collect();
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, range) in words.iter().enumerate() {
            let word = &folded[range.clone()];
            match places.get_mut(word) {
                Some(places) => places.push(index),
                None => {
                    places.insert(word.to_owned(), vec![index]);
                }
            }
        }
        let (likely, numbered) = (OnceCell::new(), OnceCell::new());
        Self { words, places, likely, numbered, work: Cell::new(WORK) }
    }

    /// The passage that shares most with a quote, if it shares at least half of its words.
    pub(super) fn nearest(&self, text: &Text, quote: &str) -> Option<Nearest> {
        let quote = fold(quote, Level::Case).text;
        let sought: Vec<&str> = words(&quote).map(|range| &quote[range]).collect();
        let found = match sought[..] {
            [word] => self.stretch(&sought).or_else(|| self.alike(word))?,
            _ => self.closest(text, &quote).or_else(|| self.stretch(&sought))?,
        };
        let range = self.words[found.start].start..self.words[found.end - 1].end;
        let passage = &text.folded(Level::Case).text[range.clone()];
        let comparable = passage.len() <= COMPARED && quote.len() <= COMPARED;
        let differs = comparable.then(|| strsim::levenshtein(&letters(&quote), &letters(passage)));
        Some(Nearest { place: text.place(Level::Case, range), differs })
    }

    /// The words whose letters are nearest to those of a quote, if no more than a quarter of them differ.
    fn closest(&self, text: &Text, quote: &str) -> Option<Range<usize>> {
        let hay = &text.folded(Level::Case).text;
        let numbered = self.numbered.get_or_init(|| Numbered::new(hay));
        let sought: Vec<u32> = quote.chars().map(|c| numbered.number(c)).collect();
        let work = numbered.chars.len() * sought.len().div_ceil(64);
        if work == 0 || quote.len() > COMPARED || work > self.work.get() {
            return None;
        }
        self.work.set(self.work.get() - work);
        let mut pattern = Pattern::new(numbered.alphabet);
        let (mut least, mut end) = (sought.len() / 4 + 1, 0);
        pattern.set(sought.iter().copied());
        pattern.distances(numbered.chars.iter().copied(), Begins::Anywhere, |at, edits| {
            if edits < least {
                (least, end) = (edits, at);
            }
        });
        let mut start = end;
        let before = numbered.chars[..end].iter().rev().copied().take(2 * sought.len());
        pattern.set(sought.iter().rev().copied());
        pattern.distances(before, Begins::First, |len, edits| {
            if edits == least {
                start = end - len;
            }
        });
        let found = numbered.bytes(start..end);
        let is_inside = |word: &Range<usize>| {
            2 * word.end.min(found.end).saturating_sub(word.start.max(found.start)) >= word.len()
        };
        let first = self.words.partition_point(|word| word.end <= found.start);
        let inside = self.words[first..].iter().take_while(|word| word.start < found.end);
        let inside = inside.enumerate().filter(|(_, word)| is_inside(word));
        let inside: Vec<usize> = inside.map(|(at, _)| first + at).collect();
        Some(*inside.first()?..inside.last()? + 1)
    }

    /// The stretch of words in which most words of a quote stand; rare words count for more.
    fn stretch(&self, sought: &[&str]) -> Option<Range<usize>> {
        let mut hits: Vec<(usize, usize)> = Vec::new();
        for (index, word) in sought.iter().enumerate() {
            if let Some(places) = self.places.get(*word).filter(|places| places.len() <= COMMON) {
                hits.extend(places.iter().map(|&place| (place, index)));
            }
        }
        hits.sort_unstable();
        let (first, last, count) = self.densest(sought, &hits)?;
        if sought.len() > 1 && 2 * count < sought.len() {
            return None;
        }
        let (first, last) = (hits[first], hits[last]);
        let start = first.0.saturating_sub(first.1);
        let end = (last.0 + sought.len() - last.1).min(self.words.len());
        Some(start..end.max(last.0 + 1))
    }

    /// The hits, from first to last, that stand as near each other as the words of the quote and weigh most; and how
    /// many different words they are.
    fn densest(&self, sought: &[&str], hits: &[(usize, usize)]) -> Option<(usize, usize, usize)> {
        let width = sought.len() + sought.len() / 4 + 1;
        let weights: Vec<u32> = sought.iter().map(|word| self.rarity(word)).collect();
        let mut inside = vec![0_u32; sought.len()];
        let (mut weight, mut count, mut first) = (0, 0, 0);
        let mut best: Option<(u32, (usize, usize, usize))> = None;
        for (last, &(place, index)) in hits.iter().enumerate() {
            inside[index] += 1;
            if inside[index] == 1 {
                weight += weights[index];
                count += 1;
            }
            while hits[first].0 + width <= place {
                let index = hits[first].1;
                inside[index] -= 1;
                if inside[index] == 0 {
                    weight -= weights[index];
                    count -= 1;
                }
                first += 1;
            }
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, (first, last, count)));
            }
        }
        best.map(|(_, hits)| hits)
    }

    /// How much a word says of where a passage is: the binary digits of how rare it is.
    fn rarity(&self, word: &str) -> u32 {
        let places = self.places.get(word).map_or(1, Vec::len).max(1);
        (self.words.len() / places).max(1).ilog2() + 1
    }

    /// The first word of the text that is most like a word.
    fn alike(&self, word: &str) -> Option<Range<usize>> {
        let allowed = (word.chars().count() / 4).max(1);
        let likely = self.likely.get_or_init(|| {
            let mut words: Vec<&str> = self.places.keys().map(String::as_str).collect();
            words.sort_unstable();
            Candidates::of(words)
        });
        let distance = |other: &str| {
            let comparable = other.len().abs_diff(word.len()) <= 2 * allowed;
            comparable.then(|| strsim::levenshtein(word, other)).filter(|&d| d <= allowed)
        };
        let first = |other: &str| self.places.get(other).map(|places| places[0]);
        let near = likely.beside(word).filter_map(|other| Some((distance(other)?, first(other)?)));
        near.min().map(|(_, index)| index..index + 1)
    }
}

/// The letters, digits and single spaces of a folded text.
fn letters(folded: &str) -> String {
    let words: Vec<&str> = words(folded).map(|range| &folded[range]).collect();
    words.join(" ")
}
