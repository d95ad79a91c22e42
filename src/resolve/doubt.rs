//! What is doubtful about redacted names in a text: what is replaced and may be no name, and what is left and may be one.
//!
//! Only says so. Of two words side by side it knows the forms of no language: what begins or is spelt like a name may be one.

mod known;
mod likes;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::char::is_combining_mark;

use super::find::Found;
use super::inflect::Inflection;
use super::normal::loose;
use super::protect::Protected;
use crate::diagnostic::{Code, Diagnostic};
use crate::fold;
use crate::model::article::{Document, Reading};
use crate::model::body::TextRange;
use crate::source::{SourcePath, Span};
use known::Known;
use likes::Last;
pub(super) use likes::Likes;

/// What has more bytes is no name.
const WORD: usize = 120;

/// What nouns stand behind in German, where they are written as names are.
const ARTICLES: [&str; 17] = [
    "der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einen", "einer", "eines",
    "am", "beim", "vom", "zum", "zur",
];

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
    /// The last words of names that stand by themselves.
    alone: BTreeMap<String, Alone>,
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

/// A last word that stands by itself in a document.
struct Alone {
    last: Arc<Last>,
    /// Whether the document names who is called so.
    is_named: bool,
    /// How often it is written as words are that are no names.
    common: usize,
    /// Where it is written as a name is, by the word before it, itself and the one behind it.
    places: BTreeMap<[String; 3], Places>,
}

/// Where the same words stand.
struct Places {
    /// The word as it is written first.
    written: String,
    first: Span,
    count: usize,
}

/// Looks for what is doubtful in the texts of a document before names are replaced in them.
pub(super) struct Search<'a> {
    protected: &'a Protected,
    inflection: Inflection,
    doubts: Doubts,
    /// The labels of all who are named.
    labels: BTreeSet<Arc<str>>,
}

impl<'a> Search<'a> {
    /// Looks at nothing yet.
    pub(super) fn new(protected: &'a Protected, document: &Document) -> Self {
        let inflection = protected.inflection(document);
        Self { protected, inflection, doubts: Doubts::default(), labels: BTreeSet::new() }
    }

    /// Looks at a text, and at the names that were found in it.
    pub(super) fn text(
        &mut self,
        text: &str,
        found: &[Found<Arc<str>>],
        span: &dyn Fn(TextRange) -> Span,
    ) {
        let names = self.protected.names(self.inflection);
        for name in found {
            self.labels.insert(name.value.clone());
            let called = names.name(name.number);
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
        let pairs = self.pairs(text, found, span);
        self.alone(text, found, &pairs, span);
    }

    /// Two words side by side that are left although they are like a name, and where those are.
    fn pairs(
        &mut self,
        text: &str,
        found: &[Found<Arc<str>>],
        span: &dyn Fn(TextRange) -> Span,
    ) -> Vec<TextRange> {
        let mut pairs = Vec::new();
        let (mut next, mut before): (usize, Option<(Range<usize>, String, bool)>) = (0, None);
        for range in fold::words(text) {
            while found.get(next).is_some_and(|name| name.range.range().end <= range.start) {
                next += 1;
            }
            let word = &text[range.clone()];
            if word.len() > WORD || !is_capital(word) {
                before = None;
                continue;
            }
            let is_named = found.get(next).is_some_and(|name| name.range.range().start < range.end);
            let word = loose(word).text.into_owned();
            if let Some((first, other, was_named)) = before
                && joins(&text[first.end..range.start])
                && !(is_named && was_named)
                && let Some(name) = self.protected.likes.find([&other, &word], self.inflection)
            {
                let place = TextRange::new(first.start, range.end);
                let like = || (name.to_owned(), span(place));
                self.doubts.left.entry(text[place.range()].to_owned()).or_insert_with(like);
                pairs.push(place);
            }
            before = Some((range, word, is_named));
        }
        pairs
    }

    /// The last words of names that are left and are in no such pair.
    fn alone(
        &mut self,
        text: &str,
        found: &[Found<Arc<str>>],
        pairs: &[TextRange],
        span: &dyn Fn(TextRange) -> Span,
    ) {
        let Some(last) = self.protected.likes.last(self.inflection) else { return };
        for hit in last.find(text) {
            let place = hit.range;
            let named = found.partition_point(|name| name.range.end <= place.start);
            let paired = pairs.partition_point(|pair| pair.end <= place.start);
            if found.get(named).is_some_and(|name| name.range.start < place.end)
                || pairs.get(paired).is_some_and(|pair| pair.start < place.end)
            {
                continue;
            }
            let (start, end) = (place.range().start, place.range().end);
            let end = end + word_at_start(&text[end..]).len();
            let (before, written, after) = (&text[..start], &text[start..end], &text[end..]);
            let alone = || Alone {
                last: hit.value.clone(),
                is_named: false,
                common: 0,
                places: BTreeMap::new(),
            };
            let alone = self.doubts.alone.entry(hit.value.word.clone()).or_insert_with(alone);
            let previous = word_at_end(before.trim_end_matches(is_joint));
            let is_noun = || ARTICLES.contains(&&*previous.to_lowercase());
            if !is_capital(written) || is_noun() {
                alone.common += 1;
                continue;
            }
            let previous = if before.ends_with(is_joint) { previous } else { "" };
            let next = after.strip_prefix(is_joint).map_or("", word_at_start);
            let key = [previous, written, next].map(|word| match word.len() {
                0..=WORD => loose(word).text.into_owned(),
                _ => String::new(),
            });
            let places = || Places { written: written.to_owned(), first: span(place), count: 0 };
            alone.places.entry(key).or_insert_with(places).count += 1;
        }
    }

    /// What was doubtful.
    pub(super) fn finish(mut self) -> Doubts {
        for alone in self.doubts.alone.values_mut() {
            alone.is_named = self.labels.contains(&alone.last.label);
        }
        self.doubts
    }
}

/// Whether a word begins as names do; in scripts that have no capital letters, all do.
fn is_capital(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether what stands between two words lets them be of one name.
fn joins(between: &str) -> bool {
    between.chars().eq(between.chars().next().filter(|&c| is_joint(c)))
}

fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '-' | '\u{a0}')
}

/// Whether a character is of a word; those of scripts that do not mark where words end are none.
fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c)) && !fold::is_unspaced(c)
}

fn word_at_start(text: &str) -> &str {
    text.split(|c| !is_letter(c)).next().unwrap_or_default()
}

fn word_at_end(text: &str) -> &str {
    text.rsplit(|c| !is_letter(c)).next().unwrap_or_default()
}

/// Says what is doubtful in the documents of an archive.
pub(super) fn faults<'a>(
    doubts: impl Iterator<Item = (&'a SourcePath, &'a Doubts)>,
    readings: &[Arc<Reading>],
) -> Vec<Diagnostic> {
    let doubts: Vec<_> = doubts.collect();
    let is_left = doubts.iter().any(|(_, doubts)| doubts.is_left());
    let known = if is_left { Known::of(readings) } else { Known::default() };
    let common = common_words(&doubts);
    let mut faults = Vec::new();
    let mut written: BTreeMap<&str, Vec<(&SourcePath, &Written)>> = BTreeMap::new();
    for (source, doubts) in doubts {
        for (name, here) in &doubts.written {
            written.entry(name).or_default().push((source, here));
        }
        for (left, (name, span)) in &doubts.left {
            if !known.words.contains(&words(left)) {
                let help = "write it into the record of the name: into `aliases` if it is a form of it, else into `not`";
                faults.push(near(left, name, 1).at(source, *span, "").help(help));
            }
        }
        let alone = doubts.alone.values();
        let alone = alone.filter_map(|alone| alone.fault(&known, &common));
        faults.extend(alone.map(|(fault, span)| fault.at(source, span, "")));
    }
    faults.extend(written.into_iter().filter_map(|(name, written)| self::common(name, &written)));
    faults
}

/// The last words that most texts have as words that are no names.
fn common_words<'a>(doubts: &[(&SourcePath, &'a Doubts)]) -> HashSet<&'a str> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (word, alone) in doubts.iter().flat_map(|(_, doubts)| &doubts.alone) {
        let (common, names) = counts.entry(word).or_default();
        *common += alone.common;
        *names += alone.places.values().map(|places| places.count).sum::<usize>();
    }
    let common = counts.into_iter().filter(|(_, (common, names))| common > names);
    common.map(|(word, _)| word).collect()
}

impl Doubts {
    /// Whether anything is left that can be a name.
    fn is_left(&self) -> bool {
        !(self.left.is_empty() && self.alone.is_empty())
    }
}

impl Alone {
    /// The fault of a last word that is left, and where. In a document that does not name who is called so, it is one only
    /// where nobody else and nothing else is.
    fn fault(&self, known: &Known, common: &HashSet<&str>) -> Option<(Diagnostic, Span)> {
        let Last { word, name, has_others, label: _ } = &*self.last;
        if known.is_word(word) || !self.is_named && common.contains(&**word) {
            return None;
        }
        let is_left = |[before, here, after]: &[String; 3], places: &Places| {
            let is_anyone = || {
                let has_case = places.written.starts_with(char::is_uppercase);
                !has_case || known.last.contains(word) || known.last.contains(here)
            };
            let pair = |one: &String, other: &String| vec![one.clone(), other.clone()];
            !(known.is_word(here)
                || known.words.contains(&pair(before, here))
                || known.words.contains(&pair(here, after))
                || !self.is_named && is_anyone())
        };
        let left = || self.places.iter().filter(|(key, places)| is_left(key, places));
        let (_, first) = left().min_by_key(|(_, places)| places.first.start)?;
        let count = left().map(|(_, places)| places.count).sum();
        let wanted = if *has_others {
            name.rsplit([' ', '-', '\u{a0}']).next().unwrap_or(name)
        } else {
            &first.written
        };
        let help = format!(
            "write `{wanted}` into the record of the name: into `aliases` if that is who is meant, else into `not`"
        );
        Some((near(&first.written, name, count).help(help), first.first))
    }
}

fn near(left: &str, name: &str, count: usize) -> Diagnostic {
    let places = if count > 1 { format!(" in {count} places") } else { String::new() };
    let message =
        format!("`{left}` is like the redacted name `{name}`, and is not replaced{places}");
    Diagnostic::new(Code::NameNear, message)
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
