//! What is doubtful about redacted names in a text: what is replaced and may be no name, and what is left and may be one.
//!
//! Only says so. Knows the forms of no language: what begins or is spelt like a name may be one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::find::{Finder, Found};
use super::inflect::{Inflection, LONGEST};
use super::normal::loose;
use super::protect::Protected;
use crate::diagnostic::{Code, Diagnostic};
use crate::fold;
use crate::model::annotation::Says;
use crate::model::article::{Reading, names_of};
use crate::model::body::{Body, TextRange};
use crate::source::{SourcePath, Span};

/// A form has at most so many letters more than its name.
const LONGER: usize = 4;

/// So many letters of a name may be others before one of them is spelt wrong: in fewer, another letter is another name.
const LETTERS: usize = 4;

/// A last word that has fewer letters is not looked for by itself.
const SHORT: usize = 3;

/// What has more bytes is no name.
const WORD: usize = 120;

/// The words of redacted names of several words, to compare others with.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Likes {
    /// By the first letters of both.
    pairs: HashMap<(char, char), Vec<Like>>,
    /// The last words of what people are called, with the name and the label of each.
    last: HashMap<String, (String, Arc<str>)>,
}

/// Two words that stand side by side in a redacted name.
#[derive(Debug, PartialEq)]
struct Like {
    words: [String; 2],
    name: String,
}

impl Likes {
    /// Those of some names, among them those of people, with their labels.
    pub(super) fn of(names: &BTreeSet<String>, people: &[(String, Arc<str>)]) -> Self {
        let mut likes = Self::default();
        for (name, label) in people {
            let mut words = words(name);
            let last =
                words.pop().filter(|last| !words.is_empty() && last.chars().count() >= SHORT);
            if let Some(last) = last {
                likes.last.entry(last).or_insert_with(|| (name.clone(), label.clone()));
            }
        }
        for name in names {
            let words = words(name);
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            if words.len() > LONGEST {
                continue;
            }
            let mut pairs: BTreeSet<[&String; 2]> =
                words.windows(2).map(|pair| [&pair[0], &pair[1]]).collect();
            pairs.extend((words.len() > 2).then_some([first, last]));
            for pair in pairs {
                let Some(letters) = initials(pair) else { continue };
                let like = Like { words: pair.map(String::clone), name: name.clone() };
                likes.pairs.entry(letters).or_default().push(like);
            }
        }
        likes
    }

    /// The name that two words are like.
    fn find(&self, words: [&String; 2], inflection: Inflection) -> Option<&str> {
        let likes = self.pairs.get(&initials(words)?)?;
        let like = likes.iter().find(|like| like.is(words, inflection))?;
        Some(&like.name)
    }
}

impl Like {
    /// Whether two words are a form of these, or are spelt nearly as these are.
    fn is(&self, words: [&String; 2], inflection: Inflection) -> bool {
        let pairs = || self.words.iter().zip(words);
        pairs().all(|(name, word)| name == word || is_form(name, word, inflection))
            || pairs().all(|(name, word)| is_spelt(name, word))
    }
}

fn is_form(name: &str, word: &str, inflection: Inflection) -> bool {
    let letters = name.chars().count();
    let same = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let is_near = same >= 2 && 2 * same >= letters && word.chars().count() <= letters + LONGER;
    is_near && inflection.has_forms(name)
}

fn is_spelt(name: &str, word: &str) -> bool {
    strsim::osa_distance(name, word) <= name.chars().count() / LETTERS
}

fn initials(words: [&String; 2]) -> Option<(char, char)> {
    Some((words[0].chars().next()?, words[1].chars().next()?))
}

/// The words of a name, in the form in which they are compared.
fn words(name: &str) -> Vec<String> {
    let name = loose(name).text;
    fold::words(&name).map(|word| name[word].to_owned()).collect()
}

/// What is doubtful in a document.
#[derive(Default)]
pub(super) struct Doubts {
    /// How names are written that have a capital letter.
    written: BTreeMap<String, Written>,
    /// What is left and is like a name: the words, the name, where.
    left: BTreeMap<String, (String, Span)>,
}

/// How often a name is replaced in a document.
#[derive(Default)]
struct Written {
    /// In small letters.
    small: usize,
    /// In others.
    others: usize,
    /// Where it has small letters first.
    first: Option<Span>,
}

impl Doubts {
    /// Those of a document whose names were found in its text, and are not replaced yet.
    pub(super) fn of(reading: &Reading, protected: &Protected, found: &[Found<Arc<str>>]) -> Self {
        let document = &reading.document;
        let mut doubts = Self::default();
        let names = protected.redacted(document);
        let mut search = Search {
            protected,
            names,
            inflection: protected.inflection(document),
            doubts: &mut doubts,
            alone: BTreeMap::new(),
            labels: BTreeSet::new(),
        };
        let title = &document.title;
        search.text(&title.value, &protected.find(names, &title.value), &|_| title.span);
        search.body(&document.body, found);
        for annotation in document.article().map_or(&[][..], |article| &article.annotations) {
            annotation.note.iter().for_each(|note| search.note(&note.body));
            let replies = &annotation.details().replies;
            replies.iter().for_each(|reply| search.note(&reply.note.body));
        }
        let Search { alone, labels, .. } = search;
        for (words, (name, span, label)) in alone {
            if labels.contains(&label) {
                doubts.left.entry(words).or_insert((name, span));
            }
        }
        doubts
    }
}

struct Search<'a> {
    protected: &'a Protected,
    names: &'a Finder<Arc<str>>,
    inflection: Inflection,
    doubts: &'a mut Doubts,
    /// What is like a name only where somebody is named who has the label.
    alone: BTreeMap<String, (String, Span, Arc<str>)>,
    /// The labels of all who are named.
    labels: BTreeSet<Arc<str>>,
}

impl Search<'_> {
    fn note(&mut self, body: &Body) {
        self.body(body, &self.protected.find_in(self.names, body));
    }

    fn body(&mut self, body: &Body, found: &[Found<Arc<str>>]) {
        self.text(&body.text, found, &|range| body.source_span(range));
    }

    fn text(&mut self, text: &str, found: &[Found<Arc<str>>], span: &dyn Fn(TextRange) -> Span) {
        for name in found {
            self.labels.insert(name.value.clone());
            let called = self.names.name(name.number);
            if !self.protected.capitalised.contains(called) {
                continue;
            }
            let written = self.doubts.written.entry(called.to_owned()).or_default();
            if text[name.range.range()].contains(char::is_uppercase) {
                written.others += 1;
            } else {
                written.small += 1;
                written.first.get_or_insert_with(|| span(name.range));
            }
        }
        self.left(text, found, span);
    }

    /// What of a text is left although it is like a name.
    fn left(&mut self, text: &str, found: &[Found<Arc<str>>], span: &dyn Fn(TextRange) -> Span) {
        let (mut next, mut before): (usize, Option<(Range<usize>, String, bool)>) = (0, None);
        for range in fold::words(text) {
            while found.get(next).is_some_and(|name| name.range.range().end <= range.start) {
                next += 1;
            }
            let word = &text[range.clone()];
            if word.len() > WORD
                || !word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            {
                before = None;
                continue;
            }
            let is_named = found.get(next).is_some_and(|name| name.range.range().start < range.end);
            let word = loose(word).text.into_owned();
            let beside = before.filter(|(first, ..)| {
                matches!(&text[first.end..range.start], " " | "-" | "\u{a0}")
            });
            let start = beside.as_ref().map_or(range.start, |(first, ..)| first.start);
            let place = TextRange::new(start, range.end);
            let words = || text[place.range()].to_owned();
            let likes = &self.protected.likes;
            if let Some((_, other, was_named)) = &beside
                && !(is_named && *was_named)
                && let Some(name) = likes.find([other, &word], self.inflection)
            {
                let like = || (name.to_owned(), span(place));
                self.doubts.left.entry(words()).or_insert_with(like);
            } else if let Some((name, label)) = likes.last.get(&word).filter(|_| !is_named) {
                let like = || (name.clone(), span(place), label.clone());
                self.alone.entry(words()).or_insert_with(like);
            }
            before = Some((range, word, is_named));
        }
    }
}

/// Says what is doubtful in the documents of an archive.
pub(super) fn faults<'a>(
    doubts: impl Iterator<Item = (&'a SourcePath, &'a Doubts)>,
    readings: &[Arc<Reading>],
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut written: BTreeMap<&str, Vec<(&SourcePath, &Written)>> = BTreeMap::new();
    let mut others = None;
    for (source, doubts) in doubts {
        for (name, here) in &doubts.written {
            written.entry(name).or_default().push((source, here));
        }
        for (left, (name, span)) in &doubts.left {
            if !others.get_or_insert_with(|| known(readings)).contains(&words(left)) {
                faults.push(near(left, name).at(source, *span, ""));
            }
        }
    }
    faults.extend(written.into_iter().filter_map(|(name, written)| common(name, &written)));
    faults
}

fn near(left: &str, name: &str) -> Diagnostic {
    let message = format!("`{left}` is like the redacted name `{name}`, and is not replaced");
    let help = "write it into the record of the name: into `aliases` if it is a form of it, else into `not`";
    Diagnostic::new(Code::NameNear, message).help(help)
}

/// The fault of a name that is a common word as well: most texts have it in small letters.
fn common(name: &str, written: &[(&SourcePath, &Written)]) -> Option<Diagnostic> {
    let small: usize = written.iter().map(|(_, written)| written.small).sum();
    let others: usize = written.iter().map(|(_, written)| written.others).sum();
    let (source, span) =
        written.iter().find_map(|(source, written)| Some((*source, written.first?)))?;
    let message = format!(
        "the redacted name `{name}` is replaced more often in small letters ({small}) than in others ({others})"
    );
    let help = format!(
        "if it is a common word in small letters, write `not: [{name}]` into the record of the name"
    );
    let fault = Diagnostic::new(Code::NameCommon, message).at(source, span, "").help(help);
    (small > others).then_some(fault)
}

/// The names of others, and the words that are said to be no redacted name: two words of each that stand side by side, or
/// the only one.
fn known(readings: &[Arc<Reading>]) -> HashSet<Vec<String>> {
    let mut known = HashSet::new();
    let mut add = |name: &str| {
        let words = words(name);
        known.extend(words.windows(words.len().clamp(1, 2)).map(<[String]>::to_vec));
    };
    for reading in readings {
        let document = &reading.document;
        match document.entity() {
            Some(record) if record.redact => record.not.iter().for_each(|not| add(&not.value)),
            Some(record) => names_of(&record.naming).for_each(|name| add(&name.value)),
            None => {}
        }
        let Some(article) = document.article() else { continue };
        article.authors.iter().for_each(|author| add(&author.value));
        for annotation in &article.annotations {
            match &annotation.says {
                Says::Names(naming) => names_of(naming).for_each(|name| add(&name.value)),
                Says::Event(event) => event.who.iter().for_each(|who| add(&who.value)),
                Says::Claim(claim) => claim.by.iter().for_each(|by| add(&by.value)),
                Says::Highlight(_) => {}
            }
        }
    }
    known
}
