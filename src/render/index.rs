//! What views look up: the relations of the archive turned round, once for all pages.
//!
//! Holds no text of pages and finds nothing that `resolve` did not find.

mod named;

pub use named::{Naming, Office};

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::Discriminant;
use std::sync::{Arc, OnceLock};

use crate::fold::{self, Collation};
use crate::model::annotation::Relation;
use crate::model::archive::{
    Archive, ClaimId, DocumentId, Edition, EntityId, Event, EventId, LinkKind, QuestionId, Report,
    Target, first_day, year_of,
};
use crate::model::date::Day;
use crate::model::site::{Site, Subject};
use crate::render::lists::{Group, Order, Overview, Periods};
use crate::render::shared::{Common, Dates, Table};
use crate::render::view::{DocumentRef, EntityRef, ReaderView, TagRef};
use crate::world::World;

/// Tables that many pages look things up in. Those that go through the whole archive are made when a page first asks,
/// so that a page of the preview does not wait for what it does not show.
#[derive(Debug, Default)]
pub struct Index {
    /// The readers, in the order of the configuration.
    pub readers: Vec<ReaderView>,
    /// The claims that annotations make.
    pub claims: Told<ClaimId>,
    /// The events that annotations report.
    pub events: Told<EventId>,
    /// Who published each document.
    outlets: Vec<(DocumentId, EntityId)>,
    /// What is part of each entity.
    parts: Vec<(EntityId, EntityId)>,
    /// What each entity is easily taken for, whichever of the two says so.
    different: Vec<(EntityId, EntityId)>,
    /// In how many articles each entity is named.
    pub articles: Vec<usize>,
    /// The entity or question whose record a document is.
    pub owners: BTreeMap<DocumentId, Target>,
    /// The order of names.
    pub collation: Collation,
    /// Links to documents.
    pub documents: Table<DocumentRef>,
    /// Links to entities.
    pub entities: Table<EntityRef>,
    /// Links to tags.
    pub tags: Table<TagRef>,
    /// Dates.
    pub dates: Dates,
    /// The timeline as a whole, and of each year.
    pub overviews: Common<Option<String>, Overview>,
    /// The groups of each kind of list.
    pub groups: Common<Discriminant<Subject>, Vec<Group>>,
    claim_ids: OnceLock<Vec<String>>,
    answers: OnceLock<BTreeMap<ClaimId, Vec<(Relation, ClaimId)>>>,
    relations: OnceLock<BTreeMap<DocumentId, Vec<(&'static str, DocumentId)>>>,
    by_year: OnceLock<Order<DocumentId>>,
    by_kind: OnceLock<Order<(DocumentId, u32)>>,
    by_letter: OnceLock<Order<EntityId>>,
    tags_by_letter: OnceLock<Order<usize>>,
    events_by_year: OnceLock<Order<EventId>>,
    readings_by_year: OnceLock<Order<(Day, DocumentId, u32)>>,
    periods: OnceLock<Periods>,
    names: OnceLock<BTreeMap<String, Option<EntityId>>>,
    offices: OnceLock<BTreeMap<EntityId, Vec<Office>>>,
    namings: OnceLock<Vec<Naming>>,
}

/// What annotations tell of, by document and annotation.
#[derive(Debug)]
pub struct Told<T>(Vec<(DocumentId, u32, T)>);

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy + Ord> Told<T> {
    fn new(told: impl Iterator<Item = (DocumentId, u32, T)>) -> Self {
        let mut told: Vec<_> = told.collect();
        told.sort_unstable();
        Self(told)
    }

    /// What an annotation tells of.
    pub fn by(&self, document: DocumentId, annotation: u32) -> Option<T> {
        let told = self.of(document);
        let at = told.binary_search_by_key(&annotation, |&(_, annotation, _)| annotation).ok()?;
        Some(told[at].2)
    }

    /// What the annotations of a document tell of, each with the one that does.
    pub fn of(&self, document: DocumentId) -> &[(DocumentId, u32, T)] {
        of(&self.0, document, |&(of, ..)| of)
    }
}

/// The part of a sorted list that belongs to somebody.
fn of<T, K: Ord + Copy>(list: &[T], key: K, key_of: impl Fn(&T) -> K) -> &[T] {
    let start = list.partition_point(|item| key_of(item) < key);
    let len = list[start..].partition_point(|item| key_of(item) <= key);
    &list[start..start + len]
}

impl Index {
    /// The tables of an archive.
    pub fn new(world: &World, archive: &Archive, site: &Site) -> Self {
        let claims = (0..).map(ClaimId).zip(&archive.claims);
        let events = (0..).map(EventId).zip(&archive.events);
        let reports = |(id, event): (EventId, &'_ Arc<Event>)| {
            let place = move |report: &Report| (report.document, report.annotation, id);
            event.reports.iter().map(place).collect::<Vec<_>>()
        };
        let mut index = Self {
            readers: readers(world, archive),
            claims: Told::new(claims.map(|(id, claim)| (claim.document, claim.annotation, id))),
            events: Told::new(events.flat_map(reports)),
            articles: articles(archive),
            collation: Collation::of(&world.config.language),
            documents: Table::new(archive.documents.len()),
            entities: Table::new(archive.entities.len()),
            tags: Table::new(site.tags.len()),
            ..Self::default()
        };
        for (id, entity) in (0..).map(EntityId).zip(&archive.entities) {
            index.parts.extend(entity.part_of.map(|whole| (whole, id)));
            index.owners.extend(entity.record.map(|record| (record, Target::Entity(id))));
            for &other in &entity.different_from {
                index.different.push((id, other));
                // Whom nothing leads to is not named on the page of the other.
                index.different.extend((!entity.sensitive).then_some((other, id)));
            }
        }
        for (id, question) in (0..).map(QuestionId).zip(&archive.questions) {
            index.owners.extend(question.record.map(|record| (record, Target::Question(id))));
        }
        let outlets = archive.known.published.iter();
        index.outlets.extend(outlets.map(|(entity, document)| (document, entity)));
        index.outlets.sort_unstable();
        index.parts.sort_unstable();
        index.different.sort_unstable();
        index.different.dedup();
        index
    }

    /// Who published a document.
    pub fn outlet(&self, document: DocumentId) -> Option<EntityId> {
        of(&self.outlets, document, |&(of, _)| of).last().map(|&(_, outlet)| outlet)
    }

    /// What is part of an entity.
    pub fn parts(&self, whole: EntityId) -> impl Iterator<Item = EntityId> + '_ {
        of(&self.parts, whole, |&(of, _)| of).iter().map(|&(_, part)| part)
    }

    /// What an entity is easily taken for.
    pub fn different(&self, id: EntityId) -> impl Iterator<Item = EntityId> + '_ {
        of(&self.different, id, |&(of, _)| of).iter().map(|&(_, other)| other)
    }

    /// The address of each claim on pages that list them: unique in the archive.
    pub fn claim_id(&self, archive: &Archive, id: ClaimId) -> &str {
        &self.claim_ids.get_or_init(|| claim_ids(archive))[id.index()]
    }

    /// The claims that relate themselves to a claim.
    pub fn answers(&self, archive: &Archive, id: ClaimId) -> &[(Relation, ClaimId)] {
        let answers = self.answers.get_or_init(|| answers(archive));
        answers.get(&id).map_or(&[][..], Vec::as_slice)
    }

    /// How a document stands to others: (`corrects`, the other).
    pub fn relations(&self, archive: &Archive, id: DocumentId) -> &[(&'static str, DocumentId)] {
        let relations = self.relations.get_or_init(|| relations(archive));
        relations.get(&id).map_or(&[][..], Vec::as_slice)
    }

    /// The articles, newest first, by year.
    pub fn by_year(&self, archive: &Archive) -> &Order<DocumentId> {
        self.by_year.get_or_init(|| by_year(archive))
    }

    /// The notes, by kind.
    pub fn by_kind(&self, archive: &Archive) -> &Order<(DocumentId, u32)> {
        self.by_kind.get_or_init(|| by_kind(archive))
    }

    /// The entities that are shown, by name and letter.
    pub fn by_letter(&self, archive: &Archive) -> &Order<EntityId> {
        self.by_letter.get_or_init(|| by_letter(archive, &self.collation))
    }

    /// The tags, by name and letter.
    pub fn tags_by_letter(&self, site: &Site) -> &Order<usize> {
        self.tags_by_letter.get_or_init(|| tags_by_letter(site, &self.collation))
    }

    /// The events, by year.
    pub fn events_by_year(&self, archive: &Archive) -> &Order<EventId> {
        self.events_by_year.get_or_init(|| events_by_year(archive))
    }

    /// What was read on which day, the latest first, by year: the document, and which of its readings.
    pub fn readings_by_year(&self, archive: &Archive) -> &Order<(Day, DocumentId, u32)> {
        self.readings_by_year.get_or_init(|| readings_by_year(archive))
    }

    /// What sparklines show.
    pub fn periods(&self, archive: &Archive) -> &Periods {
        self.periods.get_or_init(|| Periods::of(archive))
    }
}

/// In how many articles each entity is named.
fn articles(archive: &Archive) -> Vec<usize> {
    let mut articles = vec![0; archive.entities.len()];
    let mut named: Vec<EntityId> = Vec::new();
    for &id in &archive.articles {
        named.clear();
        named.extend(archive.mentions[id.index()].iter().map(|mention| mention.entity));
        named.extend(archive.withheld[id.index()].iter().map(|&(entity, ..)| entity));
        named.extend(&*archive.declared[id.index()]);
        named.sort_unstable();
        named.dedup();
        named.iter().for_each(|entity| articles[entity.index()] += 1);
    }
    articles
}

fn answers(archive: &Archive) -> BTreeMap<ClaimId, Vec<(Relation, ClaimId)>> {
    let mut answers: BTreeMap<ClaimId, Vec<_>> = BTreeMap::new();
    for (id, claim) in (0..).map(ClaimId).zip(&archive.claims) {
        for &(relation, other) in &claim.relations {
            answers.entry(other).or_default().push((relation, id));
        }
    }
    answers
}

fn by_year(archive: &Archive) -> Order<DocumentId> {
    Order::by_year(archive.readings().collect(), |id| {
        let article = archive.document(id).document.article();
        article.and_then(|article| year_of(article.published.as_ref()))
    })
}

fn by_kind(archive: &Archive) -> Order<(DocumentId, u32)> {
    Order::new(archive.notes().collect(), |(id, index)| {
        archive.annotation(id, index).map_or_else(String::new, |said| fold::slug(said.kind()))
    })
}

fn by_letter(archive: &Archive, collation: &Collation) -> Order<EntityId> {
    let entities = (0..).map(EntityId).zip(&archive.entities);
    let shown = entities.filter(|(_, entity)| !entity.sensitive);
    let mut named: Vec<_> = shown.map(|(id, entity)| (collation.key(&entity.sort), id)).collect();
    named.sort();
    let sorted = named.into_iter().map(|(_, id)| id).collect();
    Order::new(sorted, |id| collation.letter(&archive.entity(id).sort))
}

fn tags_by_letter(site: &Site, collation: &Collation) -> Order<usize> {
    let mut tags: Vec<usize> = (0..site.tags.len()).collect();
    tags.sort_by_cached_key(|&index| collation.key(&site.tags[index].name));
    Order::new(tags, |index| collation.letter(&site.tags[index].name))
}

fn events_by_year(archive: &Archive) -> Order<EventId> {
    let all = (0..).map(EventId).take(archive.events.len()).collect();
    Order::by_year(all, |id| archive.event(id).day().map(|day| day.year))
}

fn readings_by_year(archive: &Archive) -> Order<(Day, DocumentId, u32)> {
    let read = |id: DocumentId| {
        let article = archive.document(id).document.article();
        let dates = (0..).zip(article.map_or(&[][..], |article| &article.read));
        dates.map(move |(number, dated)| (first_day(Some(dated)), id, number))
    };
    let dated = archive.readings().flat_map(read).filter(|&(day, ..)| day != Day::NEVER);
    let mut all: Vec<_> = dated.collect();
    all.sort_by_key(|&(day, id, _)| (Reverse(day), id));
    Order::by_year(all, |(day, ..)| Some(day.year))
}

/// The readers that a site names: in public, those who say something in it.
fn readers(world: &World, archive: &Archive) -> Vec<ReaderView> {
    let articles = archive.documents.iter().filter_map(|reading| reading.document.article());
    let said = articles.flat_map(|article| &article.annotations);
    let heard: BTreeSet<&str> = said.flat_map(|said| said.details().readers()).collect();
    let is_named = |id: &str| archive.edition == Edition::Private || heard.contains(id);
    let readers = world.config.readers.iter().filter(|reader| is_named(&reader.id)).enumerate();
    let view = readers.map(|(index, reader)| ReaderView {
        id: reader.id.clone(),
        name: reader.name.clone(),
        url: reader.url.clone(),
        colour: reader.colour.clone(),
        number: index + 1,
        place: 0,
    });
    view.collect()
}

/// Ids are unique in an article; claims of several articles stand on one page. One that several have gets the address
/// of its article before it, so that a further claim never takes over the address of another one.
fn claim_ids(archive: &Archive) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in &archive.claims {
        *times.entry(&claim.id).or_default() += 1;
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let ids = archive.claims.iter().map(|claim| {
        let slug = archive.document(claim.document).document.slug.replace('/', ".");
        let is_free = times[&*claim.id] == 1 && !PARTS.contains(&&*claim.id);
        let mut id = if is_free { claim.id.clone() } else { format!("{slug}.{}", claim.id) };
        while !taken.insert(id.clone()) {
            id.push('.');
        }
        id
    });
    ids.collect()
}

/// The ids of the parts of pages that list claims.
const PARTS: &[&str] = &[
    "main",
    "claims",
    "claims-t",
    "links",
    "links-t",
    "ledger",
    "ledger-t",
    "statuses",
    "statuses-t",
    "q",
];

fn relations(archive: &Archive) -> BTreeMap<DocumentId, Vec<(&'static str, DocumentId)>> {
    let mut relations: BTreeMap<DocumentId, Vec<_>> = BTreeMap::new();
    for (target, backlinks) in &*archive.backlinks {
        let Target::Document(target) = *target else { continue };
        for backlink in backlinks {
            let (forth, back) = match backlink.kind {
                LinkKind::Translates => ("translation_of", "has_translation"),
                LinkKind::Corrects => ("corrects", "corrected_by"),
                LinkKind::Versions => ("version_of", "has_version"),
                LinkKind::PartOf => ("part_of", "has_part"),
                LinkKind::Cites
                | LinkKind::Annotates
                | LinkKind::Embeds
                | LinkKind::Supports
                | LinkKind::Contradicts => continue,
            };
            relations.entry(backlink.from).or_default().push((forth, target));
            relations.entry(target).or_default().push((back, backlink.from));
        }
    }
    for related in relations.values_mut() {
        // Versions tell by their order how a text was changed, and parts what came after what.
        let day = |&(key, id): &(&'static str, DocumentId)| {
            matches!(key, "has_version" | "has_part").then(|| first_day(archive.version_date(id)))
        };
        let groups = related.chunk_by_mut(|one, other| one.0 == other.0);
        groups.for_each(|group| group.sort_by_cached_key(day));
    }
    relations
}
