//! The words that change what a passage says: negations, quantifiers, numbers, months, currencies.
//!
//! The lists are the files of `words/`, one for each language. The words of a line say the same; the first is how they
//! are compared. A number word is compared as its digits, a currency as its sign.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::fold::{Level, fold};

const LISTS: [(&str, &str); 7] = [
    ("en", include_str!("words/en.txt")),
    ("de", include_str!("words/de.txt")),
    ("fr", include_str!("words/fr.txt")),
    ("es", include_str!("words/es.txt")),
    ("ru", include_str!("words/ru.txt")),
    ("ar", include_str!("words/ar.txt")),
    ("zh", include_str!("words/zh.txt")),
];

/// From this many letters on, a word with one letter wrong is still that word: `thousnad`, but not `now` for `not`.
const UNMISTAKABLE: usize = 7;

/// The words of a language.
pub(super) struct Lexicon {
    /// What each word says.
    senses: HashMap<String, &'static str>,
    /// What words say that may have one letter wrong: each of them is compared with all others, and stands in many passages.
    guessed: RefCell<HashMap<String, Option<&'static str>>>,
    /// Whether a full stop can stand between the thousands of a number.
    pub(super) stops_group: bool,
}

impl Lexicon {
    /// The words of a language, as a BCP 47 tag; those of all languages for a text that does not say its own.
    pub(super) fn of(language: Option<&str>) -> Self {
        let language = language.map(|tag| tag.split('-').next().unwrap_or(tag).to_lowercase());
        let mut senses = HashMap::new();
        for (tag, list) in LISTS {
            if language.as_ref().is_some_and(|language| language != tag) {
                continue;
            }
            for line in list.lines() {
                let Some(sense) = line.split(' ').next() else { continue };
                for word in line.split(' ') {
                    senses.entry(fold(word, Level::Case).text).or_insert(sense);
                }
            }
        }
        let stops_group = matches!(language.as_deref(), Some("de" | "fr" | "es" | "ru" | "it"));
        Self { senses, guessed: RefCell::default(), stops_group }
    }

    /// What a folded word says, if it is one that matters.
    pub(super) fn sense(&self, word: &str) -> Option<&'static str> {
        let known = |word: &str| self.senses.get(word).copied();
        // It negates only before an apostrophe; alone it is what is left of `in` or `on`.
        if word == "n" {
            return None;
        }
        let sense = known(word).or_else(|| known(&word.replace('\'', "")));
        sense.or_else(|| word.split('\'').find_map(known)).or_else(|| {
            // `and` and `so` are written together with the next word in Arabic.
            known(word.strip_prefix(['و', 'ف'])?)
        })
    }

    /// What a folded word says that may have one letter wrong.
    pub(super) fn misspelt(&self, word: &str) -> Option<&'static str> {
        if let Some(&known) = self.guessed.borrow().get(word) {
            return known;
        }
        let sense = self.sense(word).or_else(|| self.alike(word));
        self.guessed.borrow_mut().insert(word.to_owned(), sense);
        sense
    }

    /// What a word says from which a folded one differs in one letter.
    fn alike(&self, word: &str) -> Option<&'static str> {
        let len = word.chars().count();
        let alike = |known: &&String| {
            let other = known.chars().count();
            other >= UNMISTAKABLE
                && other.abs_diff(len) <= 1
                && strsim::osa_distance(known, word) == 1
        };
        self.senses.keys().filter(alike).min().map(|known| self.senses[known])
    }
}
