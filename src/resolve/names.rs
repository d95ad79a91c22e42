//! Who and what the documents name: entities, from their records and from the lists and fields of articles.
//!
//! Does not look into texts.

mod gather;
mod keys;

use std::sync::Arc;

use super::called::{Hint, bare, key, without_article};
use super::written::{Place, stands};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::annotation::Alias;
use crate::model::archive::{DocumentId, EntityId};
use crate::model::article::Reading;
use crate::model::date::Day;
use crate::source::{SourcePath, Span};
pub(super) use gather::gather;
use keys::Keys;

/// How many of those that something can mean are named.
const CHOICES: usize = 5;

/// Everybody who is named, by slug, and how to find them.
#[derive(Debug)]
pub(super) struct Names {
    /// Those who are named; an [`EntityId`] is an index.
    pub(super) people: Vec<Named>,
    keys: Keys,
    /// Who is called so, by the number of the key.
    called: Vec<Vec<(Rank, usize)>>,
    /// Those whom the `entities` of each document name, in order.
    own: Vec<Vec<EntityId>>,
    /// The passages by which each document means somebody (`the general`), by their keys, in order.
    passages: Vec<Vec<(String, EntityId)>>,
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

impl Names {
    /// Whom a string means in a document: what the document's own `entities` name decides between several.
    pub(super) fn meaning(&self, document: DocumentId, words: &str) -> Meaning {
        match self.called(words) {
            [] => self.quoted(document, words).map_or(Meaning::Nobody, Meaning::One),
            &[(_, one)] => Meaning::One(id(one)),
            called => {
                let best = called.iter().map(|&(rank, _)| rank).min();
                let best = called.iter().filter(|&&(rank, _)| Some(rank) == best);
                self.decide(document, &best.map(|&(_, index)| id(index)).collect::<Vec<_>>())
            }
        }
    }

    /// Whom a document means by a passage that has these words.
    fn quoted(&self, document: DocumentId, words: &str) -> Option<EntityId> {
        let passages = &self.passages[document.index()];
        if passages.is_empty() {
            return None;
        }
        let key = key(bare(words));
        let at = passages.binary_search_by(|(passage, _)| passage.as_str().cmp(&key)).ok()?;
        Some(passages[at].1)
    }

    /// Who is called so.
    fn called(&self, words: &str) -> &[(Rank, usize)] {
        self.by_key(self.keys.find(bare(words)))
    }

    /// Who is called what has a key.
    fn by_key(&self, number: Option<usize>) -> &[(Rank, usize)] {
        number.and_then(|number| self.called.get(number)).map_or(&[][..], Vec::as_slice)
    }

    /// Whom a string means in a document, where that is one: `the Pentagon` is the Pentagon, unless somebody else is
    /// called so.
    pub(super) fn find(&self, document: DocumentId, words: &str) -> Option<EntityId> {
        let meant = |words: &str| self.meaning(document, words);
        match meant(words) {
            Meaning::One(entity) => Some(entity),
            Meaning::Several(_) => None,
            Meaning::Nobody => match meant(without_article(bare(words))?) {
                Meaning::One(entity) => Some(entity),
                Meaning::Several(_) | Meaning::Nobody => None,
            },
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

    /// Whether the same are named, and every string means the same of them. Where they are named does not matter, but
    /// which document is their record; `then` is the number that each had.
    pub(super) fn mean_the_same(
        &self,
        other: &Self,
        then: impl Fn(DocumentId) -> Option<usize>,
    ) -> bool {
        let record = |named: &Named| named.record.map(&then);
        let same = |(one, other): (&Named, &Named)| {
            (&one.slug, one.sensitive) == (&other.slug, other.sensitive)
                && record(one) == other.record.map(|id| Some(id.index()))
        };
        let mut people = self.people.iter().zip(&other.people);
        self.people.len() == other.people.len()
            && people.all(same)
            && self.keys.all(&other.keys, |here, there| self.by_key(here) == other.by_key(there))
    }

    /// Whether everybody is also called and shown as before, in every spelling.
    pub(super) fn are_called_the_same(
        &self,
        other: &Self,
        then: impl Fn(DocumentId) -> Option<usize>,
    ) -> bool {
        let mut people = self.people.iter().zip(&other.people);
        people.all(|(one, other)| {
            (&one.name, &one.kind, &one.aliases, &one.spellings)
                == (&other.name, &other.kind, &other.aliases, &other.spellings)
        }) && self.mean_the_same(other, then)
    }

    /// Whether a document itself decides for the same between several, of which `was` is the number then.
    pub(super) fn names_the_same(&self, document: DocumentId, other: &Self, was: usize) -> bool {
        self.own[document.index()] == other.own[was]
            && self.passages[document.index()] == other.passages[was]
    }

    /// Someone who is named.
    pub(super) fn person(&self, entity: EntityId) -> &Named {
        &self.people[entity.index()]
    }

    fn call(&mut self, name: &str, rank: Rank, index: usize) {
        let number = self.keys.number(name);
        if number >= self.called.len() {
            self.called.resize_with(number + 1, Vec::new);
        }
        let called = &mut self.called[number];
        match called.iter_mut().find(|(_, other)| *other == index) {
            Some((known, _)) => *known = rank.min(*known),
            None => called.push((rank, index)),
        }
    }
}

fn id(index: usize) -> EntityId {
    EntityId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// The warning that a string can mean several, none of whom the article names.
pub(super) fn ambiguous(
    names: &Names,
    readings: &[Arc<Reading>],
    words: &str,
    (source, span): (&SourcePath, Span),
    owners: &[EntityId],
) -> Diagnostic {
    let slug = |&owner: &EntityId| names.person(owner).slug.clone();
    let message = format!("`{words}` can mean {}", choices(owners, slug));
    let mut fault = Diagnostic::new(Code::NameAmbiguous, message).at(source, span, "");
    for &owner in owners.iter().take(CHOICES) {
        let place = names.person(owner).place;
        if let Some((source, span)) = place.and_then(|place| stands(place, readings)) {
            fault = fault.at(source, span, "one of them");
        }
    }
    fault.help("name the one that is meant under `entities` of the article, by its address")
}

/// Several that something can mean, in words: the first by name, and how many others there are.
pub(super) fn choices<T>(several: &[T], address: impl Fn(&T) -> String) -> String {
    let named = several.iter().take(CHOICES).map(|choice| format!("`{}`", address(choice)));
    let mut choices: Vec<String> = named.collect();
    match several.len().saturating_sub(CHOICES) {
        0 => {}
        1 => choices.push("one other".to_owned()),
        others => choices.push(format!("one of {others} others")),
    }
    choices.join(" or ")
}
