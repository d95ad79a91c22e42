//! Everybody whom the documents name, one document after the other.
//!
//! Does not look into texts.

use std::sync::Arc;

use foldhash::{HashMap, HashSet};

use super::super::called::{Hint, bare, is_name, is_spelling, key};
use super::super::common;
use super::super::protect::Protected;
use super::super::slugs::give_slugs;
use super::super::written::{Place, written};
use super::keys::Keys;
use super::{Meaning, Named, Names, Rank, ambiguous, id};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::annotation::{Naming, Passage, Says};
use crate::model::archive::{DocumentId, EntityId};
use crate::model::article::{Document, EntityRecord, Reading};
use crate::model::date::Day;
use crate::source::{SourcePath, Span, Spanned};

/// Gathers everybody whom the documents name.
pub(in super::super) fn gather(
    readings: &[Arc<Reading>],
    protected: &Protected,
    language: &str,
) -> Names {
    let own = vec![Vec::new(); readings.len()];
    let settings = readings.iter().map(|reading| setting(&reading.document, language)).collect();
    let names = Names {
        people: Vec::new(),
        keys: Keys::default(),
        called: Vec::new(),
        own,
        passages: vec![Vec::new(); readings.len()],
        settings,
        diagnostics: Vec::new(),
    };
    let mut gatherer = Gatherer {
        names,
        readings,
        protected,
        warned: HashSet::default(),
        aliases: HashSet::default(),
        stated: HashMap::default(),
    };
    for (id, reading) in documents(readings) {
        if let Some(record) = reading.document.entity() {
            gatherer.record(id, &reading.document, record);
        }
    }
    // Items with other names come first, so that those names are known wherever they are used alone.
    let mut passages = vec![Vec::new(); readings.len()];
    for with_aliases in [true, false] {
        for (place, document, passage, naming) in namings(readings) {
            if naming.aliases.is_empty() == with_aliases {
                continue;
            }
            let entity = gatherer.naming(place, document, naming);
            if let (Some(entity), Some(Passage::Quote(selector))) = (entity, passage) {
                passages[place.0.index()].push((key(&selector.exact.value), entity));
            }
        }
    }
    // Only now: whom a name means does not depend on the order of the files.
    gatherer.names.passages = passages.into_iter().map(unequivocal).collect();
    for (id, reading) in documents(readings) {
        if reading.document.article().is_some() {
            gatherer.fields(id, &reading.document);
        }
    }
    gatherer.finish()
}

/// The passages that mean one and the same wherever they stand, in order.
fn unequivocal(mut passages: Vec<(String, EntityId)>) -> Vec<(String, EntityId)> {
    passages.sort_unstable();
    passages.dedup();
    let same = |one: &(String, EntityId), other: &(String, EntityId)| one.0 == other.0;
    passages.chunk_by(same).filter(|means| means.len() == 1).flatten().cloned().collect()
}

fn setting(document: &Document, language: &str) -> (String, Option<Day>) {
    let own = document.language.as_ref().map_or(language, |own| &own.value);
    let published = document.article().and_then(|article| article.published.as_ref());
    (own.to_owned(), published.and_then(|date| date.when.as_ref()?.earliest))
}

fn documents(readings: &[Arc<Reading>]) -> impl Iterator<Item = (DocumentId, &Reading)> {
    (0..).map(DocumentId).zip(readings.iter().map(|reading| &**reading))
}

fn namings(
    readings: &[Arc<Reading>],
) -> impl Iterator<Item = (Place, &Document, Option<&Passage>, &Naming)> {
    documents(readings).flat_map(|(id, reading)| {
        let annotations =
            reading.document.article().map_or(&[][..], |article| &article.annotations);
        let namings = annotations.iter().filter_map(|annotation| match &annotation.says {
            Says::Names(naming) => Some((annotation.passage.as_ref(), &**naming)),
            _ => None,
        });
        namings.enumerate().map(move |(number, (passage, naming))| {
            ((id, number), &reading.document, passage, naming)
        })
    })
}

struct Gatherer<'a> {
    names: Names,
    readings: &'a [Arc<Reading>],
    protected: &'a Protected,
    /// Names of which the warning that they are ambiguous is given.
    warned: HashSet<String>,
    /// The aliases that are known, by the index of whose they are.
    aliases: HashSet<(usize, &'a str)>,
    /// Where the kind of each is stated first.
    stated: HashMap<usize, (SourcePath, Span)>,
}

impl<'a> Gatherer<'a> {
    fn record(&mut self, id: DocumentId, document: &'a Document, record: &'a EntityRecord) {
        let name = bare(&record.naming.name.value);
        let name = if name.is_empty() { &document.title.value } else { name };
        let index = self.create(name, (id, 0));
        let named = &mut self.names.people[index];
        named.slug.clone_from(&document.slug);
        named.record = Some(id);
        self.names.call(&document.slug, Rank::Id, index);
        let last = document.slug.rsplit('/').next().unwrap_or_default();
        self.names.call(last, Rank::Id, index);
        for alias in &document.aliases {
            self.names.call(&alias.value, Rank::Alias, index);
        }
        self.join(index, document, &record.naming);
    }

    fn naming(
        &mut self,
        place: Place,
        document: &'a Document,
        naming: &'a Naming,
    ) -> Option<EntityId> {
        let index = self.named(place, document, &naming.name, Hint::Bare)?;
        self.names.own[place.0.index()].push(id(index));
        self.join(index, document, naming);
        Some(id(index))
    }

    fn fields(&mut self, id: DocumentId, document: &Document) {
        for (number, (hint, name)) in written(document).enumerate() {
            let is_named = match hint {
                Hint::Bare => false,
                Hint::Speaker | Hint::Relay => {
                    is_name(bare(&name.value)) || self.is_known(id, &name.value)
                }
                Hint::Party | Hint::Author | Hint::Place | Hint::Outlet => true,
            };
            if is_named {
                self.named((id, number), document, name, hint);
            }
        }
    }

    fn is_known(&mut self, document: DocumentId, words: &str) -> bool {
        let number = self.names.keys.number(bare(words));
        !self.names.by_key(Some(number)).is_empty() || self.names.quoted(document, words).is_some()
    }

    /// The one whom a field names, who exists from now on.
    fn named(
        &mut self,
        place: Place,
        document: &Document,
        name: &Spanned<String>,
        hint: Hint,
    ) -> Option<usize> {
        let words = bare(&name.value);
        if words.is_empty() {
            return None;
        }
        self.names.keys.number(words);
        let index = match self.names.meaning(place.0, words) {
            Meaning::One(entity) => entity.index(),
            Meaning::Nobody => match self.names.find(place.0, words) {
                Some(entity) if hint != Hint::Bare => entity.index(),
                _ => self.create(words, place),
            },
            Meaning::Several(owners) => {
                if self.warned.insert(key(words)) {
                    let place = (&document.source, name.span);
                    let fault = ambiguous(&self.names, self.readings, words, place, &owners);
                    self.names.diagnostics.push(fault);
                }
                return None;
            }
        };
        let named = &mut self.names.people[index];
        named.hint = named.hint.max(hint);
        let is_new = named.name != words && !named.spellings.iter().any(|other| other == words);
        if is_new && is_spelling(words, &named.name) {
            named.spellings.push(words.to_owned());
        }
        Some(index)
    }

    fn create(&mut self, name: &str, place: Place) -> usize {
        let index = self.names.people.len();
        let mut named = Named { name: name.to_owned(), place: Some(place), ..Named::default() };
        if let Some(person) = self.protected.person(&key(name)) {
            named.sensitive = person.sensitive;
            named.kind = person.kind.clone().unwrap_or_default();
        }
        self.names.people.push(named);
        self.names.call(name, Rank::Name, index);
        index
    }

    /// Adds to an entity what one file says of it.
    fn join(&mut self, index: usize, document: &'a Document, naming: &'a Naming) {
        self.names.diagnostics.extend(common::faults(document, naming));
        for alias in &naming.aliases {
            let words = &alias.value.value;
            self.names.call(words, Rank::Alias, index);
            let named = &mut self.names.people[index];
            if named.name != *words && self.aliases.insert((index, words)) {
                named.aliases.push(alias.unplaced());
            }
        }
        let Some(stated) = &naming.kind else { return };
        let named = &mut self.names.people[index];
        if named.kind == stated.value && self.stated.contains_key(&index) {
            return;
        }
        let kind = match &*stated.value.trim().to_lowercase() {
            "organization" => "organisation".to_owned(),
            kind => kind.to_owned(),
        };
        if named.kind.is_empty() {
            named.kind = kind;
            self.stated.insert(index, (document.source.clone(), stated.span));
        } else if named.kind != kind
            && let Some((source, span)) = self.stated.get(&index)
        {
            let message = format!(
                "`{}` has the kind `{kind}` here and `{}` elsewhere",
                named.name, named.kind
            );
            let help = match named.record {
                Some(_) => "the record holds: take the kind out here, or change it there",
                None => "the first one holds: use one kind, or write a record that decides",
            };
            let fault = Diagnostic::new(Code::EntityConflict, message)
                .at(&document.source, stated.span, "")
                .at(source, *span, "this one holds");
            self.names.diagnostics.push(fault.help(help));
        }
    }

    fn finish(self) -> Names {
        let Names { mut people, keys, mut called, mut own, mut passages, settings, diagnostics } =
            self.names;
        give_slugs(&mut people);
        let mut order: Vec<usize> = (0..people.len()).collect();
        order.sort_by(|&a, &b| people[a].slug.cmp(&people[b].slug));
        let mut place = vec![0; people.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        let mut sorted = Vec::with_capacity(people.len());
        for old in order {
            let mut named = std::mem::take(&mut people[old]);
            if named.kind.is_empty() {
                let language =
                    named.place.map_or("", |(document, _)| &settings[document.index()].0);
                named.hint.kind(&named.name, language).clone_into(&mut named.kind);
            }
            sorted.push(named);
        }
        for owners in &mut called {
            owners.iter_mut().for_each(|(_, index)| *index = place[*index]);
            owners.sort_unstable_by_key(|&(_, index)| index);
        }
        for own in &mut own {
            own.iter_mut().for_each(|entity| *entity = id(place[entity.index()]));
            own.sort_unstable();
            own.dedup();
        }
        for (_, entity) in passages.iter_mut().flatten() {
            *entity = id(place[entity.index()]);
        }
        Names { people: sorted, keys, called, own, passages, settings, diagnostics }
    }
}
