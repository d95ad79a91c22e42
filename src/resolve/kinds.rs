//! Kinds of notes and of names that are probably a slip of the hand: readers have kinds of their own, and seldom use one once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Candidates, Code, Diagnostic};
use crate::keys::{self, Key, Takes};
use crate::model::annotation::Says;
use crate::model::article::Reading;
use crate::source::{SourcePath, Span, Spanned};

/// Kinds that a key does not offer, with how often each stands and where first.
struct Kinds<'a> {
    offered: &'static [&'static str],
    others: BTreeMap<Cow<'a, str>, (usize, &'a SourcePath, Span)>,
}

/// The kinds that stand once and have a letter more or less than another one, or two in another order.
pub(super) fn find(readings: &[Arc<Reading>]) -> Vec<Diagnostic> {
    let (mut notes, mut names) = (Kinds::beside(keys::HIGHLIGHT), Kinds::beside(keys::NAMING));
    for document in readings.iter().map(|reading| &reading.document) {
        let mut name = |kind| names.add(kind, &document.source);
        if let Some(record) = document.entity() {
            name(record.naming.kind.as_ref());
        }
        let annotations = document.article().map_or(&[][..], |article| &article.annotations);
        for annotation in annotations.iter().filter(|said| !said.suggested) {
            match &annotation.says {
                Says::Highlight(kind) => notes.add(kind.as_ref(), &document.source),
                Says::Names(naming) => name(naming.kind.as_ref()),
                Says::Event(_) | Says::Claim(_) => {}
            }
        }
    }
    let mut found = notes.slips();
    found.extend(names.slips());
    found
}

impl<'a> Kinds<'a> {
    /// Kinds beside those that the key `kind` of a table offers.
    fn beside(table: &'static [Key]) -> Self {
        let offered: &[&str] = match keys::find(&[table], "kind").map(|key| &key.takes) {
            Some(Takes::AnyWord(kinds)) => kinds,
            _ => &[],
        };
        Self { offered, others: BTreeMap::new() }
    }

    fn add(&mut self, kind: Option<&'a Spanned<String>>, source: &'a SourcePath) {
        // As nearly all are, of very many.
        let kind = kind.filter(|kind| !self.offered.contains(&&*kind.value));
        let Some(kind) = kind else { return };
        let word = if kind.value.bytes().all(|byte| byte.is_ascii_lowercase()) {
            Cow::Borrowed(&*kind.value)
        } else {
            Cow::Owned(kind.value.to_lowercase())
        };
        if !self.offered.contains(&&*word) {
            let place = self.others.entry(word).or_insert((0, source, kind.span));
            place.0 += 1;
        }
    }

    /// Those that are probably another one, of these or of those that are offered.
    fn slips(&self) -> Vec<Diagnostic> {
        let used =
            self.others.iter().filter(|(_, (count, ..))| *count > 1).map(|(kind, _)| &**kind);
        let known = Candidates::of(self.offered.iter().copied().chain(used));
        let new = self.others.iter().filter(|(_, (count, ..))| *count == 1);
        let slips = new.filter_map(|(kind, &(_, source, span))| {
            let near = known.slipped(kind).filter(|near| !is_another(kind, near))?;
            let message = format!("`{kind}` is a kind that nothing else has");
            let fault = Diagnostic::new(Code::UnknownValue, message);
            Some(fault.at(source, span, "").help(format!("did you mean `{near}`?")))
        });
        slips.collect()
    }
}

/// Whether a word has another letter in the place of one, which makes another word: `plane`, `place`.
fn is_another(word: &str, other: &str) -> bool {
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let (word, other) = (letters(word), letters(other));
    word.len() == other.len() && word != other
}
