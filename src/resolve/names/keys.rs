//! What strings have in common with one another, each looked at once.
//!
//! A name is written in very many places in few spellings, and folding one costs more than finding it.

use foldhash::{HashMap, HashMapExt as _};

use super::super::called::key;

/// The numbers of keys.
#[derive(Debug)]
pub(super) struct Keys {
    /// The key of each string as it is written.
    written: HashMap<String, u32>,
    numbers: HashMap<String, u32>,
}

impl Default for Keys {
    fn default() -> Self {
        Self { written: HashMap::new(), numbers: HashMap::new() }
    }
}

impl Keys {
    /// The number of a string, which is known from now on.
    pub(super) fn number(&mut self, words: &str) -> usize {
        let known = self.written.get(words).copied();
        let number = known.unwrap_or_else(|| {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(key(words)).or_insert(next);
            self.written.insert(words.to_owned(), number);
            number
        });
        number as usize
    }

    /// The number of a string that is known in any spelling.
    pub(super) fn find(&self, words: &str) -> Option<usize> {
        let number = self.written.get(words).or_else(|| self.numbers.get(&key(words)));
        number.map(|&number| number as usize)
    }

    /// Whether `is_same` holds of the numbers here and there of every key that one of both knows.
    pub(super) fn all(
        &self,
        other: &Self,
        is_same: impl Fn(Option<usize>, Option<usize>) -> bool,
    ) -> bool {
        let at = |number: Option<&u32>| number.map(|&number| number as usize);
        let mut known = self.numbers.iter();
        let mut unknown = other.numbers.iter().filter(|(key, _)| !self.numbers.contains_key(*key));
        known.all(|(key, number)| is_same(at(Some(number)), at(other.numbers.get(key))))
            && unknown.all(|(_, number)| is_same(None, at(Some(number))))
    }
}
