//! Names that an edition replaces by labels.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

use super::parts::annotations;
use super::runs::{Runs, Words};
use super::{Is, Place};
use crate::fold;
use crate::model::annotation::Says;
use crate::model::article::{Reading, names_of};
use crate::source::Spanned;

/// A name that has more words is a title, and is not turned.
const PARTS: usize = 6;

/// So many letters that stand apart are a name, and fewer may be anything.
const APART: usize = 4;

/// The names that are redacted.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Those that have the same letters.
    runs: Runs<Vec<Name>>,
    /// The same as they are typed without letters of their own: only addresses are.
    typed: Runs<Vec<Name>>,
    /// Those whose letters stand apart, each as a word.
    apart: Runs<Vec<Name>>,
    /// All of them, as written.
    pub(super) written: Vec<String>,
    /// What their records say is not a name, by its words.
    not: Runs<Vec<Not>>,
    /// The names, by their index in `written`, that terms of the search do not tell from other words: those that are
    /// among the words of what is none, and Arabic ones, of which terms have fewer letters.
    unclear: HashSet<usize>,
}

/// Words that look like a redacted name and are none.
#[derive(Debug)]
struct Not {
    /// The reading with the record.
    record: u32,
    even: String,
}

/// A redacted name.
#[derive(Debug)]
pub(super) struct Name {
    /// Where it is from.
    pub(super) place: Place,
    /// The reading with the record of whoever is called so.
    record: u32,
    plain: String,
}

impl Name {
    /// Whether a text with the same letters is this name. Names are not told by words that a full stop divides, nor by
    /// those that differ in their accents.
    fn is(&self, text: &str) -> bool {
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
        let typed: Vec<u64> = self.typed.among(words).collect();
        self.typed.free(&typed);
    }

    /// The names among the words of a text, and which words those are.
    pub(super) fn find<'a>(
        &'a self,
        words: &'a Words,
        text: &str,
    ) -> Vec<(Range<usize>, &'a Name)> {
        self.find_of(&self.runs, words, text)
    }

    /// The names that an address tells as they are typed without letters of their own.
    pub(super) fn find_typed(&self, address: &str) -> Vec<Place> {
        let words = Words::of(address);
        let named = self.find_of(&self.typed, &words, address);
        named.into_iter().map(|(_, name)| name.place).collect()
    }

    /// The names whose letters stand apart: `S m i t h`, `S.M.I.T.H.`
    pub(super) fn find_apart(&self, words: &Words, text: &str) -> Vec<Place> {
        if self.apart.is_empty() {
            return Vec::new();
        }
        let is_letter = |range: &Range<usize>| {
            let mut letters = text[range.clone()].chars().filter(|&c| !is_combining_mark(c));
            letters.next().is_some_and(|c| !fold::is_unspaced(c)) && letters.next().is_none()
        };
        let letters: Vec<bool> = words.ranges.iter().map(is_letter).collect();
        let mut found = Vec::new();
        let mut end = 0;
        for stretch in letters.chunk_by(|a, b| a == b) {
            let start = end;
            end += stretch.len();
            if !stretch[0] || stretch.len() < APART {
                continue;
            }
            for (run, names) in self.apart.find(&words.numbers[start..end]) {
                let run = &words.ranges[start + run.start..start + run.end];
                let written: String = run.iter().map(|letter| &text[letter.clone()]).collect();
                found.extend(names.iter().filter(|name| name.is(&written)).map(|name| name.place));
            }
        }
        found
    }

    /// The names in which letters of other scripts stand for Latin ones: `Smіth` with a Cyrillic `і`.
    pub(super) fn find_alike(&self, words: &Words, text: &str) -> Vec<Place> {
        let is_mixed = |word: &&Range<usize>| is_mixed(&text[(*word).clone()]);
        let mut mixed = words.ranges.iter().filter(is_mixed).peekable();
        if self.is_empty() || text.is_ascii() || mixed.peek().is_none() {
            return Vec::new();
        }
        let (mut latin, mut end) = (String::with_capacity(text.len()), 0);
        for word in mixed {
            latin.push_str(&text[end..word.start]);
            latin.extend(text[word.clone()].chars().map(alike));
            end = word.end;
        }
        latin.push_str(&text[end..]);
        let words = Words::of(&latin);
        self.find(&words, &latin).into_iter().map(|(_, name)| name.place).collect()
    }

    fn find_of<'a>(
        &'a self,
        runs: &'a Runs<Vec<Name>>,
        words: &'a Words,
        text: &str,
    ) -> Vec<(Range<usize>, &'a Name)> {
        let named = runs.find(&words.numbers).flat_map(|(run, names)| {
            let written = &text[words.range(&run)];
            let named = names.iter().filter(move |name| name.is(written));
            named.map(move |name| (run.clone(), name))
        });
        let mut named: Vec<_> = named.collect();
        if !named.is_empty() {
            let others: HashSet<(usize, u32)> = self.others(words, text).collect();
            named.retain(|(run, name)| !run.clone().all(|at| others.contains(&(at, name.record))));
        }
        self.whole(named)
    }

    /// The names that are no part of a longer one: whoever takes out `Jane Roe` takes out `Roe` too. What cannot always be
    /// told from other words covers nothing.
    fn whole<'a>(&self, mut named: Vec<(Range<usize>, &'a Name)>) -> Vec<(Range<usize>, &'a Name)> {
        named.sort_by_key(|(run, _)| (run.start, Reverse(run.end)));
        let mut longest = 0..0;
        named.retain(|(run, name)| {
            let is_part = run.end <= longest.end && *run != longest;
            if run.end > longest.end && !self.is_unclear(name.place.is) {
                longest = run.clone();
            }
            !is_part
        });
        named
    }

    /// The words that are of what is no name, with the record that says so.
    fn others<'a>(
        &'a self,
        words: &'a Words,
        text: &'a str,
    ) -> impl Iterator<Item = (usize, u32)> + 'a {
        self.not.find(&words.numbers).flat_map(move |(run, nots)| {
            let written = even(&text[words.range(&run)]);
            let said = nots.iter().filter(move |not| not.even == written);
            said.flat_map(move |not| run.clone().map(|at| (at, not.record)))
        })
    }

    /// Whether a name cannot be told from other words where these stand alone and folded.
    pub(super) fn is_unclear(&self, is: Is) -> bool {
        is.name().is_some_and(|name| self.unclear.contains(&name))
    }

    /// Holds a name as it is written, as addresses have it, and as indexes do.
    fn hold(&mut self, source: u32, record: u32, name: &Spanned<String>) {
        let place = Place { source, span: name.span, is: Is::Name(self.written.len()) };
        let is_arabic = |c: char| matches!(c, '\u{600}'..='\u{6ff}');
        self.unclear.extend(name.value.contains(is_arabic).then_some(self.written.len()));
        self.written.push(name.value.clone());
        let is_title = name.value.split(' ').count() > PARTS;
        let places = name.value.match_indices(' ').map(|(at, _)| at).filter(|_| !is_title);
        let turned = places.map(|at| format!("{} {}", &name.value[at + 1..], &name.value[..at]));
        let written: Vec<String> =
            [name.value.clone(), fold::slug(&name.value)].into_iter().chain(turned).collect();
        // A single word is another one where it is typed so.
        let typed = written.iter().filter(|text| text.contains(' '));
        for text in typed.flat_map(|text| fold::typed(text)) {
            hold(&mut self.typed, place, record, &text);
        }
        for text in written {
            hold(&mut self.runs, place, record, &text);
        }
        let is_letter = |c: &char| c.is_alphanumeric() || is_combining_mark(*c);
        let letters: String = name.value.nfc().filter(is_letter).collect();
        let apart = Words::of(&letters.nfc().flat_map(|c| [' ', c]).collect::<String>());
        if apart.numbers.len() >= APART && !letters.contains(fold::is_unspaced) {
            let same = self.apart.hold(&apart.numbers, Vec::new);
            same.push(Name { place, record, plain: plain(&letters) });
        }
    }

    /// Holds what a record says is not a name, as it is written and as addresses have it, unless it is one.
    fn hold_not(&mut self, record: u32, not: &str) {
        let slug = fold::slug(not);
        let is_name = |text: &str| self.written.iter().any(|name| even(name) == even(text));
        let is_address = self.written.iter().any(|name| fold::slug(name) == slug);
        let said = [Some(not).filter(|not| !is_name(not)), Some(&*slug).filter(|_| !is_address)];
        for text in said.into_iter().flatten() {
            let words = Words::of(text);
            let names = self.runs.find(&words.numbers).flat_map(|(_, names)| names);
            let names = names.filter(|name| name.record == record).map(|name| name.place.is);
            self.unclear.extend(names.filter_map(Is::name));
            if !words.numbers.is_empty() {
                let even = even(&text[words.range(&(0..words.numbers.len()))]);
                self.not.hold(&words.numbers, Vec::new).push(Not { record, even });
            }
        }
    }
}

/// The names that records redact, with those that articles have for the same.
pub(super) fn gather(readings: &[Arc<Reading>]) -> Names {
    let mut names = Names::default();
    let mut records = HashMap::new();
    let redacted = |reading: &Arc<Reading>| reading.document.entity().is_some_and(|r| r.redact);
    for (source, reading) in (0..).zip(readings).filter(|(_, reading)| redacted(reading)) {
        let document = &reading.document;
        let Some(record) = document.entity() else { continue };
        let own = [&document.title].into_iter().chain(&document.aliases).chain(&record.sort);
        for name in names_of(&record.naming).chain(own) {
            records.entry(fold::key(&name.value)).or_insert(source);
            names.hold(source, source, name);
        }
    }
    let namings = |reading| {
        annotations(reading).iter().filter_map(|annotation| match &annotation.says {
            Says::Names(naming) => Some(naming),
            _ => None,
        })
    };
    for (source, reading) in (0..).zip(readings).filter(|_| !records.is_empty()) {
        for naming in namings(&reading.document) {
            let mut keys = names_of(naming).map(|name| fold::key(&name.value));
            if let Some(&record) = keys.find_map(|key| records.get(&key)) {
                names_of(naming).for_each(|name| names.hold(source, record, name));
            }
        }
    }
    for (source, reading) in (0..).zip(readings).filter(|(_, reading)| redacted(reading)) {
        let nots = reading.document.entity().into_iter().flat_map(|record| &record.not);
        nots.for_each(|not| names.hold_not(source, &not.value));
    }
    names
}

/// Whether a word has Latin letters and letters of another script, as none of any language has.
fn is_mixed(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_alphabetic()) && word.contains(is_other)
}

/// Whether a letter is of another script that has some which look like Latin ones: Greek, and what follows it.
fn is_other(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{1cff}' | '\u{2c80}'..='\u{2dff}' | '\u{a4d0}'..='\u{a6ff}')
}

/// The Latin letter that a letter of another script looks like; any other as it is.
fn alike(c: char) -> char {
    let mut bytes = [0; 4];
    let like = Some(c).filter(|&c| is_other(c));
    match like.and_then(|c| skeleton(c.encode_utf8(&mut bytes)).next()) {
        // It has one form for `I` and `l`.
        Some('l') if c.is_uppercase() => 'I',
        Some(like) if like.is_ascii_alphabetic() => like,
        _ => c,
    }
}

/// Holds a name in one of its spellings.
fn hold(runs: &mut Runs<Vec<Name>>, place: Place, record: u32, text: &str) {
    let words = Words::of(text);
    if words.numbers.is_empty() {
        return;
    }
    let plain = plain(&text[words.range(&(0..words.numbers.len()))]);
    let same = runs.hold(&words.numbers, Vec::new);
    if same.iter().all(|other| other.plain != plain) {
        same.push(Name { place, record, plain });
    }
}

/// A name in lower case, [`even`].
fn plain(text: &str) -> String {
    // By way of the capitals, which are the same for more small letters.
    even(&text.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect::<String>())
}

/// A name with one space for any space or hyphen, and straight apostrophes.
fn even(text: &str) -> String {
    let mut even = String::with_capacity(text.len());
    for c in text.nfkc() {
        match c {
            c if fold::is_unseen(c) => {}
            '’' | 'ʼ' | '`' | '´' | '‘' => even.push('\''),
            '-' | '_' | '\u{2010}' | '\u{2011}' => even.push(' '),
            c if c.is_whitespace() => {
                if !even.ends_with(' ') {
                    even.push(' ');
                }
            }
            c => even.push(c),
        }
    }
    even
}
