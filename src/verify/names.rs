//! Names that an edition replaces by labels.

use std::collections::HashSet;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::parts::annotations;
use super::runs::{Runs, Words};
use super::{Is, Place};
use crate::fold;
use crate::model::annotation::Says;
use crate::model::article::{Reading, names_of};
use crate::source::Spanned;

/// The names that are redacted.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Those that have the same letters.
    pub(super) runs: Runs<Vec<Name>>,
    /// All of them, as written.
    pub(super) written: Vec<String>,
}

/// A redacted name.
#[derive(Debug)]
pub(super) struct Name {
    /// Where it is from.
    pub(super) place: Place,
    plain: String,
}

impl Name {
    /// Whether a text with the same letters is this name. Names are not told by words that a full stop divides, nor by
    /// those that differ in their accents.
    pub(super) fn is(&self, text: &str) -> bool {
        plain(text) == self.plain
    }
}

impl Names {
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Lets go of the names that are among these words.
    pub(super) fn free(&mut self, words: &[u64]) {
        let runs: Vec<u64> = self.runs.among(words).collect();
        self.runs.free(&runs);
    }

    /// Holds a name as it is written, and as addresses have it.
    fn hold(&mut self, source: u32, name: &Spanned<String>) {
        let place = Place { source, span: name.span, is: Is::Name(self.written.len()) };
        self.written.push(name.value.clone());
        for text in [name.value.clone(), fold::slug(&name.value)] {
            let words = Words::of(&text);
            if words.numbers.is_empty() {
                continue;
            }
            let plain = plain(&text[words.range(&(0..words.numbers.len()))]);
            let same = self.runs.hold(&words.numbers, Vec::new);
            if same.iter().all(|other| other.plain != plain) {
                same.push(Name { place, plain });
            }
        }
    }
}

/// The names that records redact, with those that articles have for the same.
pub(super) fn gather(readings: &[Arc<Reading>]) -> Names {
    let mut names = Names::default();
    let mut keys = HashSet::new();
    for (source, reading) in (0..).zip(readings) {
        let document = &reading.document;
        let Some(record) = document.entity().filter(|record| record.redact) else { continue };
        let own = [&document.title].into_iter().chain(&document.aliases).chain(&record.sort);
        for name in names_of(&record.naming).chain(own) {
            keys.insert(fold::key(&name.value));
            names.hold(source, name);
        }
    }
    let namings = |reading| {
        annotations(reading).iter().filter_map(|annotation| match &annotation.says {
            Says::Names(naming) => Some(naming),
            _ => None,
        })
    };
    for (source, reading) in (0..).zip(readings).filter(|_| !keys.is_empty()) {
        for naming in namings(&reading.document) {
            if names_of(naming).any(|name| keys.contains(&fold::key(&name.value))) {
                names_of(naming).for_each(|name| names.hold(source, name));
            }
        }
    }
    names
}

/// A name in lower case, with one space for any space or hyphen, and straight apostrophes.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // By way of the capitals, which are the same for more small letters.
    for c in text.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase) {
        match c {
            c if fold::is_unseen(c) => {}
            '’' | 'ʼ' | '`' | '´' | '‘' => plain.push('\''),
            '-' | '_' | '\u{2010}' | '\u{2011}' => plain.push(' '),
            c if c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            c => plain.push(c),
        }
    }
    plain
}
