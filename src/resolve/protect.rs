//! Who may not be named.
//!
//! Gathers the `redact` and `sensitive` records before anything is disclosed. Does not change a text.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::doubt::Likes;
use super::find::{Finder, Found};
use super::inflect::Inflection;
use super::normal::{loose, normal_name};
use super::secret::Secrets;
use super::{Options, inflect};
use crate::config::Config;
use crate::fold;
use crate::model::annotation::{Annotation, Naming, Says};
use crate::model::archive::Edition;
use crate::model::article::{Document, EntityRecord, Reading, names_of};
use crate::model::body::{Body, Markup, Tag};

/// Who may not be named in an edition.
#[derive(PartialEq)]
pub(super) struct Protected {
    /// The names that are replaced, with their labels, for texts of languages that inflect names in one way.
    redacted: BTreeMap<Inflection, Finder<Arc<str>>>,
    /// Words that look like such names, and are not those of the ones with these labels.
    not: Finder<BTreeSet<Arc<str>>>,
    /// What else may be a form of these names.
    pub(super) likes: Likes,
    /// Those of one word that are written with a capital letter, as they are looked for.
    pub(super) capitalised: HashSet<String>,
    /// The language of texts that do not say theirs.
    language: String,
    /// Whether there is any such name.
    pub(super) redacts: bool,
    /// What is known of those who are protected, by the key of what they are called in this edition.
    people: BTreeMap<String, Person>,
    /// The records themselves, by path: none of them is disclosed.
    records: BTreeSet<Arc<str>>,
    /// The addresses of redacted records and of their names, with the labels.
    addresses: HashMap<String, Arc<str>>,
    /// How many words the longest of these has.
    longest: usize,
    /// What is not published, and can be named by what is.
    pub(super) secrets: Secrets,
}

/// Someone who is protected.
#[derive(Clone, PartialEq)]
pub(super) struct Person {
    /// The kind that the record states.
    pub(super) kind: Option<String>,
    /// Whether links may not lead there.
    pub(super) sensitive: bool,
}

impl Protected {
    /// Those whom the records protect, with labels of what readers call their kinds. The private edition protects nobody.
    pub(super) fn gather(
        readings: &[Arc<Reading>],
        config: &Config,
        options: Options,
        kind: &dyn Fn(&str) -> String,
    ) -> Self {
        let mut gathered = Gathered::default();
        let mut inflections = BTreeSet::from([Inflection::None]);
        if options.edition == Edition::Public {
            for reading in readings {
                let document = &reading.document;
                if let Some(record) = document.entity().filter(|r| r.redact || r.sensitive) {
                    gathered.record(document, record, kind);
                }
            }
            if !gathered.labels.is_empty() {
                for reading in readings {
                    gathered.aliases(&reading.document);
                    inflections.insert(inflection(&reading.document, &config.language));
                }
            }
        }
        gathered.finish(&inflections, config, Secrets::gather(readings, config, options))
    }

    /// What is known of the person of this name, if it is protected.
    pub(super) fn person(&self, key: &str) -> Option<&Person> {
        self.people.get(key)
    }

    /// Whether a document is the record of someone who is protected.
    pub(super) fn is_record(&self, document: &Document) -> bool {
        self.records.contains(&document.source)
    }

    /// Finds the names that are replaced in a document.
    pub(super) fn redacted(&self, document: &Document) -> &Finder<Arc<str>> {
        self.names(self.inflection(document))
    }

    /// Finds the names that are replaced in texts that inflect them so.
    pub(super) fn names(&self, inflection: Inflection) -> &Finder<Arc<str>> {
        // Every document was seen when these were made.
        self.redacted.get(&inflection).unwrap_or(&self.redacted[&Inflection::None])
    }

    /// How names are inflected in a document.
    pub(super) fn inflection(&self, document: &Document) -> Inflection {
        inflection(document, &self.language)
    }

    /// The names in a text that are replaced, of those that are looked for in its document.
    pub(super) fn find<'a>(
        &self,
        names: &'a Finder<Arc<str>>,
        text: &str,
    ) -> Vec<Found<'a, Arc<str>>> {
        let mut found = names.find(text);
        if found.is_empty() {
            return found;
        }
        let others = self.not.find(text);
        found.retain(|name| !is_another(&others, &name.range.range(), name.value));
        found
    }

    /// The same in a body, with spaces for the line breaks in code: a name goes on behind them, and not behind a block.
    pub(super) fn find_in<'a>(
        &self,
        names: &'a Finder<Arc<str>>,
        body: &Body,
    ) -> Vec<Found<'a, Arc<str>>> {
        let mut text = Cow::Borrowed(body.text.as_str());
        let mut start = 0;
        for item in &body.items {
            match item.is {
                Markup::Open(Tag::CodeBlock(_)) => start = item.at as usize,
                Markup::Close(Tag::CodeBlock(_)) => {
                    let code = start..item.at as usize;
                    let line = body.text[code.clone()].replace('\n', " ");
                    text.to_mut().replace_range(code, &line);
                }
                _ => {}
            }
        }
        self.find(names, &text)
    }

    /// The name that an address tells although it is redacted, perhaps in one of its forms.
    pub(super) fn told_by(&self, address: &str, names: &Finder<Arc<str>>) -> Option<String> {
        let address = fold::slug(&percent_decode_str(address).decode_utf8_lossy());
        let starts = std::iter::once(0).chain(address.match_indices('-').map(|(at, _)| at + 1));
        let mut runs = starts.flat_map(|start| {
            let ends = address[start..].match_indices('-').map(move |(at, _)| start + at);
            let ends = ends.chain([address.len()]).take(self.longest);
            ends.map(move |end| start..end)
        });
        let others = self.not.find(&address);
        let is_told = |run: &Range<usize>| {
            let label = self.addresses.get(&address[run.clone()]);
            label.is_some_and(|label| !is_another(&others, run, label))
        };
        let told = runs.find(is_told);
        let form = || self.find(names, &address).first().map(|name| name.range.range());
        told.or_else(form).map(|run| address[run].to_owned())
    }
}

/// Whether a place, where the name with a label seems to stand, is within words that are not the name.
fn is_another(
    others: &[Found<BTreeSet<Arc<str>>>],
    place: &Range<usize>,
    label: &Arc<str>,
) -> bool {
    let next = others.partition_point(|other| other.range.range().end < place.end);
    let is_within = |other: &Found<BTreeSet<Arc<str>>>| {
        other.range.range().start <= place.start && other.value.contains(label)
    };
    others.get(next).is_some_and(is_within)
}

#[derive(Default)]
struct Gathered {
    names: BTreeMap<String, Arc<str>>,
    /// The same names as they are written.
    written: BTreeSet<String>,
    /// The names of people, with their labels.
    persons: Vec<(String, Arc<str>)>,
    /// What is not a name, each with the label of whom it is not.
    not: Vec<(String, Arc<str>)>,
    /// The label of each redacted name, by key.
    labels: HashMap<String, Arc<str>>,
    people: BTreeMap<String, Person>,
    records: BTreeSet<Arc<str>>,
    addresses: HashMap<String, Arc<str>>,
    numbers: BTreeMap<String, u32>,
}

impl Gathered {
    fn record(
        &mut self,
        document: &Document,
        record: &EntityRecord,
        called: &dyn Fn(&str) -> String,
    ) {
        self.records.insert(document.source.clone());
        let kind = record.naming.kind.as_ref().map(|kind| kind.value.clone());
        let person = Person { kind, sensitive: record.sensitive };
        let own = [&document.title].into_iter().chain(&document.aliases).chain(&record.sort);
        let names: Vec<&str> =
            names_of(&record.naming).chain(own).map(|name| name.value.as_str()).collect();
        if !record.redact {
            for name in names {
                self.people.entry(fold::key(name)).or_insert_with(|| person.clone());
            }
            return;
        }
        let is_person = person.kind.as_deref().is_none_or(|kind| kind == "person");
        let label = self.label(person, called);
        if is_person {
            let called = names_of(&record.naming).map(|name| (name.value.clone(), label.clone()));
            self.persons.extend(called);
        }
        self.address(document.slug.rsplit('/').next().unwrap_or_default(), &label);
        for name in names {
            self.redact(name, &label);
        }
        self.not.extend(record.not.iter().map(|not| (not.value.clone(), label.clone())));
    }

    fn address(&mut self, name: &str, label: &Arc<str>) {
        self.addresses.entry(fold::slug(name)).or_insert_with(|| label.clone());
    }

    /// What somebody is called instead.
    fn label(&mut self, person: Person, called: &dyn Fn(&str) -> String) -> Arc<str> {
        let kind = called(person.kind.as_deref().unwrap_or("person"));
        let number = self.numbers.entry(kind.clone()).or_default();
        *number += 1;
        let label: Arc<str> = format!("[{kind} {number}]").into();
        self.people.insert(fold::key(&label), person);
        label
    }

    /// Other names that articles have for those who are redacted.
    fn aliases(&mut self, document: &Document) {
        let Some(article) = document.article() else { return };
        for annotation in &article.annotations {
            let Says::Names(naming) = &annotation.says else { continue };
            let label =
                names_of(naming).find_map(|name| self.labels.get(&fold::key(&name.value)).cloned());
            if let Some(label) = label {
                names_of(naming).for_each(|name| self.redact(&name.value, &label));
                quoted(annotation, naming).into_iter().for_each(|words| self.redact(words, &label));
            }
        }
    }

    fn redact(&mut self, name: &str, label: &Arc<str>) {
        let normal = normal_name(name);
        if normal.is_empty() {
            return;
        }
        self.labels.entry(fold::key(name)).or_insert_with(|| label.clone());
        self.address(name, label);
        self.spell(&normal, label);
        // Shorter names are other words where they are typed so.
        let typed = Some(&normal).filter(|normal| inflect::is_alone(normal));
        for typed in typed.into_iter().flat_map(|normal| fold::typed(normal)) {
            self.address(&typed, label);
            self.spell(&typed, label);
        }
        self.written.insert(normal);
    }

    /// Someone who is hidden is hidden in every spelling, not only in the one that makes a link, and in indexes.
    fn spell(&mut self, normal: &str, label: &Arc<str>) {
        let mut spellings = super::normal::spellings(normal);
        let is_title = normal.split(' ').count() > inflect::LONGEST;
        for (at, space) in normal.match_indices(' ').filter(|_| !is_title) {
            let (first, last) = (&normal[..at], &normal[at + space.len()..]);
            spellings.extend([format!("{last}, {first}"), format!("{last} {first}")]);
            self.address(&format!("{last} {first}"), label);
        }
        for spelling in spellings {
            let spelling = loose(&spelling).text.into_owned();
            self.names.entry(spelling).or_insert_with(|| label.clone());
        }
    }

    /// Finds what is not a name, as it is written and as addresses have it.
    fn others(&self) -> Finder<BTreeSet<Arc<str>>> {
        let mut others: BTreeMap<String, BTreeSet<Arc<str>>> = BTreeMap::new();
        for (not, label) in &self.not {
            let (written, slug) = (normal_name(not), fold::slug(not));
            let written = Some(written).filter(|not| !self.written.contains(not));
            let slug = (!self.addresses.contains_key(&slug)).then(|| normal_name(&slug));
            for not in written.into_iter().chain(slug).filter(|not| !not.is_empty()) {
                others.entry(not).or_default().insert(label.clone());
            }
        }
        Finder::new(others)
    }

    fn finish(
        mut self,
        inflections: &BTreeSet<Inflection>,
        config: &Config,
        secrets: Secrets,
    ) -> Protected {
        self.addresses.remove("");
        let has_capital = |name: &&String| !name.contains(' ') && name.contains(char::is_uppercase);
        let capitalised = self.written.iter().filter(has_capital);
        let finder = |&inflection: &Inflection| (inflection, finder(&self.names, inflection));
        Protected {
            redacts: !self.names.is_empty(),
            redacted: inflections.iter().map(finder).collect(),
            not: self.others(),
            likes: Likes::of(&self.written, &self.persons, inflections),
            capitalised: capitalised.map(|name| loose(name).text.into_owned()).collect(),
            language: config.language.clone(),
            people: self.people,
            records: self.records,
            longest: self.addresses.keys().map(|name| name.split('-').count()).max().unwrap_or(0),
            addresses: self.addresses,
            secrets,
        }
    }
}

/// The words that an item quotes for a name, if some of them are of the name: `Ms Roe` for `Jane Roe`, and not `she`.
fn quoted<'a>(annotation: &'a Annotation, naming: &Naming) -> Option<&'a str> {
    let written = annotation.quoted()?;
    let quote = normal_name(written);
    if quote.split(' ').count() > inflect::LONGEST {
        return None;
    }
    let is_of_name = |word: &str| word.len() > 2 && quote.split(' ').any(|quoted| quoted == word);
    let mut names = names_of(naming).map(|name| normal_name(&name.value));
    names.any(|name| name.split(' ').any(is_of_name)).then_some(written)
}

/// How names are inflected in a document: notes in it can be in the language of the archive.
fn inflection(document: &Document, archive: &str) -> Inflection {
    let own = document.language.as_ref().map_or(Inflection::None, |own| Inflection::of(&own.value));
    if own == Inflection::None { Inflection::of(archive) } else { own }
}

/// A finder of names in the forms that texts have of them.
fn finder(names: &BTreeMap<String, Arc<str>>, inflection: Inflection) -> Finder<Arc<str>> {
    let mut forms = names.clone();
    for (name, label) in names {
        for form in inflect::forms(name, inflection) {
            // A form of one name can be the name of another.
            forms.entry(form).or_insert_with(|| label.clone());
        }
    }
    Finder::loose(forms, inflection)
}
