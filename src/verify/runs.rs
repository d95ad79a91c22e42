//! Runs of words, as numbers that can be looked up.
//!
//! Two texts that differ only in case, accents and what stands between their words have the same runs. A script without
//! spaces has a word for each character here, and a character tells less than a word does.

use std::collections::BTreeSet;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt as _};

use crate::fold;

/// A number that most bits of another one decide; odd, so that no bit is lost.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// How much a word of a script with spaces tells.
pub(super) const WORD: usize = 6;

/// How much a Chinese character tells: three of them are written for two words.
const IDEOGRAPH: usize = 4;

/// How much a character tells that stands for a sound, as in Thai or in kana: words have three and more of them.
const SOUND: usize = 2;

/// How much a text tells.
pub(super) fn weight(text: &str) -> usize {
    fold::words(text).map(|word| weight_of(&text[word])).sum()
}

fn weight_of(word: &str) -> usize {
    match word.chars().next() {
        Some(c) if fold::is_ideograph(c) => IDEOGRAPH,
        Some(c) if fold::is_unspaced(c) => SOUND,
        _ => WORD,
    }
}

/// The words of a text: a number for each, and where it stands.
#[derive(Default)]
pub(super) struct Words {
    /// What the words are.
    pub(super) numbers: Vec<u64>,
    /// Where they are, in step.
    pub(super) ranges: Vec<Range<usize>>,
}

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// The words of another text, in the same room.
    pub(super) fn read(&mut self, text: &str) {
        self.numbers.clear();
        self.ranges.clear();
        for range in fold::words(text) {
            self.numbers.push(number(&text[range.clone()]));
            self.ranges.push(range);
        }
    }

    /// The shortest runs of words of this text that tell so much, one for each word that ends one.
    pub(super) fn runs<'a>(
        &'a self,
        text: &'a str,
        enough: usize,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let weight = |at: usize| weight_of(&text[self.ranges[at].clone()]);
        let (mut start, mut sum) = (0, 0);
        (0..self.ranges.len()).filter_map(move |last| {
            sum += weight(last);
            while sum - weight(start) >= enough {
                sum -= weight(start);
                start += 1;
            }
            (sum >= enough).then_some(start..last + 1)
        })
    }

    /// From the first to the last of some words.
    pub(super) fn range(&self, words: &Range<usize>) -> Range<usize> {
        self.ranges[words.start].start..self.ranges[words.end - 1].end
    }
}

fn number(word: &str) -> u64 {
    if word.is_ascii() {
        return mixed(word.bytes().map(|byte| u64::from(byte.to_ascii_lowercase())));
    }
    mixed(fold::key(word).bytes().map(u64::from))
}

fn mixed(parts: impl Iterator<Item = u64>) -> u64 {
    parts.fold(MIX, next)
}

fn next(number: u64, part: u64) -> u64 {
    (number ^ part).wrapping_mul(MIX).rotate_left(29)
}

/// Runs of words with a value for each.
#[derive(Debug)]
pub(super) struct Runs<T> {
    values: HashMap<u64, T>,
    lengths: BTreeSet<usize>,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self { values: HashMap::new(), lengths: BTreeSet::new() }
    }
}

impl<T> Runs<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value of these words as one run, `first` if it is a new one.
    pub(super) fn hold(&mut self, words: &[u64], first: impl FnOnce() -> T) -> &mut T {
        self.lengths.insert(words.len());
        self.values.entry(run(words)).or_insert_with(first)
    }

    /// The numbers of the runs that are among these words.
    pub(super) fn among<'a>(&'a self, words: &'a [u64]) -> impl Iterator<Item = u64> + 'a {
        self.all(words).map(|(_, number)| number)
    }

    /// Lets go of runs by their numbers.
    pub(super) fn free(&mut self, runs: &[u64]) {
        for run in runs {
            self.values.remove(run);
        }
    }

    /// The runs that are among these words: which words, and the value.
    pub(super) fn find<'a>(
        &'a self,
        words: &'a [u64],
    ) -> impl Iterator<Item = (Range<usize>, &'a T)> + 'a {
        self.all(words).filter_map(|(run, number)| Some((run, self.values.get(&number)?)))
    }

    /// The runs that are among these words, and their numbers: those that begin with a word are looked up in one pass.
    fn all<'a>(&'a self, words: &'a [u64]) -> impl Iterator<Item = (Range<usize>, u64)> + 'a {
        let longest = self.lengths.last().copied().unwrap_or_default();
        (0..words.len()).flat_map(move |start| {
            let end = words.len().min(start + longest);
            let begun = words[start..end].iter().scan(MIX, |number, word| {
                *number = next(*number, *word);
                Some(*number)
            });
            let runs = (start + 1..).zip(begun).map(move |(end, number)| (start..end, number));
            runs.filter(|(run, number)| {
                self.lengths.contains(&run.len()) && self.values.contains_key(number)
            })
        })
    }
}

fn run(words: &[u64]) -> u64 {
    mixed(words.iter().copied())
}
