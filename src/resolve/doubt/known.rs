//! What is known to be no redacted name, so that it is not doubted.

use std::collections::HashSet;
use std::sync::Arc;

use super::words;
use crate::fold;
use crate::model::annotation::Says;
use crate::model::article::{Reading, names_of};

/// The names of others, and the words that are said to be no redacted name.
#[derive(Default)]
pub(super) struct Known {
    /// Two words of each that stand side by side, or the only one.
    pub(super) words: HashSet<Vec<String>>,
    /// The last word of each of those that records and articles list.
    pub(super) last: HashSet<String>,
}

impl Known {
    /// Those of an archive.
    pub(super) fn of(readings: &[Arc<Reading>]) -> Self {
        let mut known = Self::default();
        let records = || {
            let records = readings.iter().map(|reading| &reading.document);
            records.filter_map(|document| Some((document, document.entity()?)))
        };
        let mut redacted = HashSet::new();
        for (document, record) in records().filter(|(_, record)| record.redact) {
            record.not.iter().for_each(|not| _ = known.add(&not.value));
            let names = names_of(&record.naming).chain([&document.title]);
            redacted.extend(names.map(|name| fold::key(&name.value)));
        }
        for (_, record) in records().filter(|(_, record)| !record.redact) {
            names_of(&record.naming).for_each(|name| known.list(&name.value));
        }
        for article in readings.iter().filter_map(|reading| reading.document.article()) {
            article.authors.iter().for_each(|author| known.list(&author.value));
            for annotation in article.annotations.iter().filter(|said| !said.suggested) {
                match &annotation.says {
                    Says::Names(naming) => {
                        let is_own = |key: String| redacted.contains(&key);
                        if !names_of(naming).any(|name| is_own(fold::key(&name.value))) {
                            names_of(naming).for_each(|name| known.list(&name.value));
                        }
                    }
                    Says::Event(event) => event.who.iter().for_each(|who| known.name(&who.value)),
                    Says::Claim(claim) => claim.by.iter().for_each(|by| known.name(&by.value)),
                    Says::Highlight(_) => {}
                }
            }
        }
        known
    }

    /// Adds a name that somebody has.
    fn list(&mut self, name: &str) {
        let last = self.add(name);
        self.last.extend(last);
    }

    /// Adds what somebody is called who may be listed nowhere: one word can be of anybody.
    fn name(&mut self, name: &str) {
        if name.contains(' ') {
            self.add(name);
        }
    }

    /// Adds words; the last of them, if there are several.
    fn add(&mut self, name: &str) -> Option<String> {
        let mut words = words(name);
        self.words.extend(words.windows(words.len().clamp(1, 2)).map(<[String]>::to_vec));
        words.pop().filter(|_| !words.is_empty())
    }

    /// Whether a word by itself is known.
    pub(super) fn is_word(&self, word: &String) -> bool {
        self.words.contains(std::slice::from_ref(word))
    }
}
