//! Runs of words, as numbers that can be looked up.
//!
//! Two texts that differ only in case, accents and what stands between their words have the same runs.

use std::collections::BTreeSet;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt as _};

use crate::fold;

/// A number that most bits of another one decide; odd, so that no bit is lost.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

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
    parts.fold(MIX, |number, part| (number ^ part).wrapping_mul(MIX).rotate_left(29))
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
        let runs = self.lengths.iter().flat_map(move |&length| words.windows(length).map(run));
        runs.filter(|run| self.values.contains_key(run))
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
    ) -> impl Iterator<Item = (Range<usize>, &'a T)> {
        self.lengths.iter().flat_map(move |&length| {
            let runs = words.windows(length).enumerate();
            runs.filter_map(move |(at, words)| {
                Some((at..at + length, self.values.get(&run(words))?))
            })
        })
    }
}

fn run(words: &[u64]) -> u64 {
    mixed(words.iter().copied())
}
