//! Who and what the documents name: entities, from their records and from the lists and fields of articles.
//!
//! Does not look into texts.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::called::{Hint, bare, is_name, is_spelling, key};
use super::common;
use super::protect::Protected;
use super::slugs::give_slugs;
use super::written::{Place, stands, written};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::annotation::{Alias, Naming, Says};
use crate::model::archive::{DocumentId, EntityId};
use crate::model::article::{Document, EntityRecord, Reading};
use crate::model::date::Day;
use crate::source::{SourcePath, Span, Spanned};

/// Everybody who is named, by slug, and how to find them.
#[derive(Debug)]
pub(super) struct Names {
    /// Those who are named; an [`EntityId`] is an index.
    pub(super) people: Vec<Named>,
    /// What they are called, by key.
    called: HashMap<String, Vec<(Rank, usize)>>,
    /// Those whom the `entities` of each document name, in order.
    own: Vec<Vec<EntityId>>,
    /// The language of each document, and the day on which it was published.
    settings: Vec<(String, Option<Day>)>,
    /// Names that do not fit one another.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Someone or something that is named.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Named {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) record: Option<DocumentId>,
    pub(super) aliases: Vec<Alias>,
    /// Other ways in which the name is written where it is named: `JAPAN` beside `Japan`.
    pub(super) spellings: Vec<String>,
    pub(super) sensitive: bool,
    /// Where it is named first, or its record.
    place: Option<Place>,
    hint: Hint,
}

/// What a string is to an entity, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Name,
    Id,
    Alias,
}

/// Whom a string means.
pub(super) enum Meaning {
    /// This one.
    One(EntityId),
    /// One of these, and nothing decides.
    Several(Vec<EntityId>),
    /// Nobody.
    Nobody,
}

/// Gathers everybody whom the documents name.
pub(super) fn gather(readings: &[Arc<Reading>], protected: &Protected, language: &str) -> Names {
    let own = vec![Vec::new(); readings.len()];
    let settings = readings.iter().map(|reading| setting(&reading.document, language)).collect();
    let names = Names {
        people: Vec::new(),
        called: HashMap::new(),
        own,
        settings,
        diagnostics: Vec::new(),
    };
    let mut gatherer = Gatherer {
        names,
        readings,
        protected,
        warned: HashSet::new(),
        aliases: HashSet::new(),
        stated: HashMap::new(),
    };
    for (id, reading) in documents(readings) {
        if let Some(record) = reading.document.entity() {
            gatherer.record(id, &reading.document, record);
        }
    }
    // Items with other names come first, so that those names are known wherever they are used alone.
    for with_aliases in [true, false] {
        for (place, document, naming) in namings(readings) {
            if naming.aliases.is_empty() != with_aliases {
                gatherer.naming(place, document, naming);
            }
        }
    }
    for (id, reading) in documents(readings) {
        if reading.document.article().is_some() {
            gatherer.fields(id, &reading.document);
        }
    }
    gatherer.finish()
}

fn setting(document: &Document, language: &str) -> (String, Option<Day>) {
    let own = document.language.as_ref().map_or(language, |own| &own.value);
    let published = document.article().and_then(|article| article.published.as_ref());
    (own.to_owned(), published.and_then(|date| date.when.as_ref()?.earliest))
}

fn documents(readings: &[Arc<Reading>]) -> impl Iterator<Item = (DocumentId, &Reading)> {
    (0..).map(DocumentId).zip(readings.iter().map(|reading| &**reading))
}

fn namings(readings: &[Arc<Reading>]) -> impl Iterator<Item = (Place, &Document, &Naming)> {
    documents(readings).flat_map(|(id, reading)| {
        let annotations =
            reading.document.article().map_or(&[][..], |article| &article.annotations);
        let namings = annotations.iter().filter_map(|annotation| match &annotation.says {
            Says::Names(naming) => Some(naming),
            _ => None,
        });
        let placed = move |(number, naming)| ((id, number), &reading.document, naming);
        namings.enumerate().map(placed)
    })
}

impl Names {
    /// Whom a string means in a document: what the document's own `entities` name decides between several.
    pub(super) fn meaning(&self, document: DocumentId, words: &str) -> Meaning {
        let Some(called) = self.called.get(&key(bare(words))) else { return Meaning::Nobody };
        let best = called.iter().map(|&(rank, _)| rank).min();
        let best = called.iter().filter(|&&(rank, _)| Some(rank) == best);
        self.decide(document, &best.map(|&(_, index)| id(index)).collect::<Vec<_>>())
    }

    /// Whom a string means in a document, where that is one.
    pub(super) fn find(&self, document: DocumentId, words: &str) -> Option<EntityId> {
        match self.meaning(document, words) {
            Meaning::One(entity) => Some(entity),
            Meaning::Several(_) | Meaning::Nobody => None,
        }
    }

    /// Which of several is meant in a document.
    pub(super) fn decide(&self, document: DocumentId, owners: &[EntityId]) -> Meaning {
        if let &[one] = owners {
            return Meaning::One(one);
        }
        let own = &self.own[document.index()];
        let mut named = owners.iter().filter(|owner| own.contains(owner));
        match (named.next(), named.next()) {
            (Some(&one), None) => Meaning::One(one),
            _ => Meaning::Several(owners.to_vec()),
        }
    }

    /// The language of a document, and the day on which it was published.
    pub(super) fn setting(&self, document: DocumentId) -> (&str, Option<Day>) {
        let (language, day) = &self.settings[document.index()];
        (language, *day)
    }

    /// Whether the same are named, and every string means the same of them. Where they are named does not matter.
    pub(super) fn mean_the_same(&self, other: &Self) -> bool {
        let same = |(one, other): (&Named, &Named)| {
            (&one.slug, one.record, one.sensitive) == (&other.slug, other.record, other.sensitive)
        };
        let mut people = self.people.iter().zip(&other.people);
        self.people.len() == other.people.len() && people.all(same) && self.called == other.called
    }

    /// Whether a document itself decides for the same between several.
    pub(super) fn names_the_same(&self, document: DocumentId, other: &Self) -> bool {
        self.own[document.index()] == other.own[document.index()]
    }

    /// Someone who is named.
    pub(super) fn person(&self, entity: EntityId) -> &Named {
        &self.people[entity.index()]
    }

    fn call(&mut self, name: &str, rank: Rank, index: usize) {
        let called = self.called.entry(key(name)).or_default();
        match called.iter_mut().find(|(_, other)| *other == index) {
            Some((known, _)) => *known = rank.min(*known),
            None => called.push((rank, index)),
        }
    }
}

fn id(index: usize) -> EntityId {
    EntityId(u32::try_from(index).unwrap_or(u32::MAX))
}

struct Gatherer<'a> {
    names: Names,
    readings: &'a [Arc<Reading>],
    protected: &'a Protected,
    /// Names of which the warning that they are ambiguous is given.
    warned: HashSet<String>,
    /// The aliases that are known, by the index of whose they are.
    aliases: HashSet<(usize, String)>,
    /// Where the kind of each is stated first.
    stated: HashMap<usize, (SourcePath, Span)>,
}

impl Gatherer<'_> {
    fn record(&mut self, id: DocumentId, document: &Document, record: &EntityRecord) {
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

    fn naming(&mut self, place: Place, document: &Document, naming: &Naming) {
        if let Some(index) = self.named(place, document, &naming.name, Hint::Bare) {
            self.names.own[place.0.index()].push(id(index));
            self.join(index, document, naming);
        }
    }

    fn fields(&mut self, id: DocumentId, document: &Document) {
        for (number, (hint, name)) in written(document).enumerate() {
            let is_named = match hint {
                Hint::Bare => false,
                Hint::Speaker | Hint::Relay => {
                    is_name(bare(&name.value)) || self.is_known(&name.value)
                }
                Hint::Party | Hint::Author | Hint::Place | Hint::Outlet => true,
            };
            if is_named {
                self.named((id, number), document, name, hint);
            }
        }
    }

    fn is_known(&self, words: &str) -> bool {
        self.names.called.contains_key(&key(bare(words)))
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
        let index = match self.names.meaning(place.0, words) {
            Meaning::One(entity) => entity.index(),
            Meaning::Nobody => self.create(words, place),
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
    fn join(&mut self, index: usize, document: &Document, naming: &Naming) {
        self.names.diagnostics.extend(common::faults(document, naming));
        for alias in &naming.aliases {
            let words = &alias.value.value;
            self.names.call(words, Rank::Alias, index);
            let named = &mut self.names.people[index];
            if named.name != *words && self.aliases.insert((index, words.clone())) {
                named.aliases.push(alias.unplaced());
            }
        }
        let Some(stated) = &naming.kind else { return };
        let named = &mut self.names.people[index];
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
            let message =
                format!("`{}` is a `{kind}` here, a `{}` elsewhere", named.name, named.kind);
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
        let Names { mut people, mut called, mut own, settings, diagnostics } = self.names;
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
                named.hint.kind().clone_into(&mut named.kind);
            }
            sorted.push(named);
        }
        #[allow(clippy::iter_over_hash_type)] // every value is changed by itself
        for owners in called.values_mut() {
            owners.iter_mut().for_each(|(_, index)| *index = place[*index]);
            owners.sort_unstable_by_key(|&(_, index)| index);
        }
        for own in &mut own {
            own.iter_mut().for_each(|entity| *entity = id(place[entity.index()]));
            own.sort_unstable();
            own.dedup();
        }
        Names { people: sorted, called, own, settings, diagnostics }
    }
}

/// The warning that a string can mean several, none of whom the article names.
pub(super) fn ambiguous(
    names: &Names,
    readings: &[Arc<Reading>],
    words: &str,
    (source, span): (&SourcePath, Span),
    owners: &[EntityId],
) -> Diagnostic {
    let people: Vec<&Named> = owners.iter().map(|&owner| names.person(owner)).collect();
    let called: Vec<_> = people.iter().map(|named| format!("`{}`", named.slug)).collect();
    let message = format!("`{words}` can mean {}", called.join(" or "));
    let mut fault = Diagnostic::new(Code::NameAmbiguous, message).at(source, span, "");
    for named in people {
        if let Some((source, span)) = named.place.and_then(|place| stands(place, readings)) {
            fault = fault.at(source, span, "one of them");
        }
    }
    fault.help("name the one that is meant under `entities` of the article, by its address")
}
