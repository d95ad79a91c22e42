//! What views look up: the relations of the archive turned round, once for all pages.
//!
//! Holds no text of pages and finds nothing that `resolve` did not find.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold::{self, Collation};
use crate::model::annotation::Relation;
use crate::model::archive::{
    Archive, ClaimId, DocumentId, EntityId, EventId, LinkKind, QuestionId, Target, year_of,
};
use crate::model::article::names_of;
use crate::model::site::{Site, year_group};
use crate::render::lists::{Order, Periods};
use crate::render::shared::Table;
use crate::render::view::{ArticleItem, DateView, DocumentRef, EntityRef, ReaderView, TagRef};
use crate::world::World;

/// Tables that many pages look things up in.
#[derive(Debug, Default)]
pub struct Index {
    /// The readers, in the order of the configuration.
    pub readers: Vec<ReaderView>,
    /// The claim that an annotation makes.
    pub claims: BTreeMap<(DocumentId, u32), ClaimId>,
    /// The event that an annotation reports.
    pub events: BTreeMap<(DocumentId, u32), EventId>,
    /// The address of each claim on pages that list them: unique in the archive.
    pub claim_ids: Vec<String>,
    /// The claims that relate themselves to a claim.
    pub answers: BTreeMap<ClaimId, Vec<(Relation, ClaimId)>>,
    /// Who wrote each document.
    pub authors: BTreeMap<DocumentId, Vec<EntityId>>,
    /// Who published each document.
    pub outlets: BTreeMap<DocumentId, EntityId>,
    /// How documents stand to each other: (`corrects`, the other).
    pub relations: BTreeMap<DocumentId, Vec<(&'static str, DocumentId)>>,
    /// What is part of each entity.
    pub parts: BTreeMap<EntityId, Vec<EntityId>>,
    /// In how many articles each entity is named.
    pub articles: Vec<usize>,
    /// The entity or question whose record a document is.
    pub owners: BTreeMap<DocumentId, Target>,
    /// The articles, newest first, by year.
    pub by_year: Order<DocumentId>,
    /// The notes, by kind.
    pub by_kind: Order<(DocumentId, u32)>,
    /// The entities that are shown, by name and letter.
    pub by_letter: Order<EntityId>,
    /// The tags, by name and letter.
    pub tags_by_letter: Order<usize>,
    /// The order of names.
    pub collation: Collation,
    /// The events, by year.
    pub events_by_year: Order<EventId>,
    /// What sparklines show.
    pub periods: Periods,
    /// Links to documents.
    pub documents: Table<DocumentRef>,
    /// Articles in lists, by document.
    pub items: Table<ArticleItem>,
    /// Links to entities.
    pub entities: Table<EntityRef>,
    /// Links to tags.
    pub tags: Table<TagRef>,
    /// The dates of events.
    pub dates: Table<DateView>,
    names: BTreeMap<String, Option<EntityId>>,
}

impl Index {
    /// The tables of an archive.
    pub fn new(world: &World, archive: &Archive, site: &Site) -> Self {
        let collation = Collation::of(&world.config.language);
        let mut index = Self {
            readers: readers(world),
            claim_ids: claim_ids(archive),
            relations: relations(archive),
            by_year: by_year(archive),
            by_kind: by_kind(archive),
            by_letter: by_letter(archive, &collation),
            tags_by_letter: tags_by_letter(site, &collation),
            collation,
            events_by_year: events_by_year(archive),
            periods: Periods::of(archive),
            documents: Table::new(archive.documents.len()),
            items: Table::new(archive.documents.len()),
            entities: Table::new(archive.entities.len()),
            tags: Table::new(site.tags.len()),
            dates: Table::new(archive.events.len()),
            ..Self::default()
        };
        for (id, claim) in (0..).map(ClaimId).zip(&archive.claims) {
            index.claims.insert((claim.document, claim.annotation), id);
            for &(relation, other) in &claim.relations {
                index.answers.entry(other).or_default().push((relation, id));
            }
        }
        for (id, event) in (0..).map(EventId).zip(&archive.events) {
            for report in &event.reports {
                index.events.insert((report.document, report.annotation), id);
            }
        }
        for (id, entity) in (0..).map(EntityId).zip(&archive.entities) {
            for document in &entity.wrote {
                index.authors.entry(*document).or_default().push(id);
            }
            for document in &entity.published {
                index.outlets.insert(*document, id);
            }
            if let Some(whole) = entity.part_of {
                index.parts.entry(whole).or_default().push(id);
            }
            index.articles.push(0);
        }
        for &id in &archive.articles {
            let shown = archive.mentions[id.index()].iter().map(|mention| mention.entity);
            let withheld = archive.withheld[id.index()].iter().map(|&(entity, ..)| entity);
            for entity in shown.chain(withheld).collect::<BTreeSet<_>>() {
                index.articles[entity.index()] += 1;
            }
        }
        for (id, entity) in (0..).map(EntityId).zip(&archive.entities) {
            index.owners.extend(entity.record.map(|record| (record, Target::Entity(id))));
        }
        for (id, question) in (0..).map(QuestionId).zip(&archive.questions) {
            index.owners.extend(question.record.map(|record| (record, Target::Question(id))));
        }
        index.names = names(archive);
        index
    }

    /// The entity that a name means, if it is one only.
    pub fn entity(&self, name: &str) -> Option<EntityId> {
        self.names.get(&fold::label(name)).copied().flatten()
    }
}

fn by_year(archive: &Archive) -> Order<DocumentId> {
    Order::new(archive.readings().collect(), |id| {
        let article = archive.document(id).document.article();
        year_group(article.and_then(|article| year_of(article.published.as_ref())))
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
    Order::new(all, |id| year_group(archive.event(id).day().map(|day| day.year)))
}

fn readers(world: &World) -> Vec<ReaderView> {
    let readers = world.config.readers.iter().enumerate();
    let view = readers.map(|(index, reader)| ReaderView {
        id: reader.id.clone(),
        name: reader.name.clone(),
        url: reader.url.clone(),
        number: index + 1,
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
    for (target, backlinks) in &archive.backlinks {
        let Target::Document(target) = *target else { continue };
        for backlink in backlinks {
            let (forth, back) = match backlink.kind {
                LinkKind::Translates => ("translation_of", "has_translation"),
                LinkKind::Corrects => ("corrects", "corrected_by"),
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
    relations
}

/// Every name and alias; nothing for those of several entities.
fn names(archive: &Archive) -> BTreeMap<String, Option<EntityId>> {
    let mut names: BTreeMap<String, Option<EntityId>> = BTreeMap::new();
    for (id, entity) in (0..).map(EntityId).zip(&archive.entities) {
        let record = entity.record.and_then(|record| archive.document(record).document.entity());
        let recorded = record.into_iter().flat_map(|record| names_of(&record.naming));
        let aliases = entity.aliases.iter().map(|alias| &alias.value);
        let known = aliases.chain(recorded).map(|name| name.value.as_str());
        for name in [entity.name.as_str(), entity.slug.as_str()].into_iter().chain(known) {
            names
                .entry(fold::label(name))
                .and_modify(|owner| *owner = owner.filter(|owner| *owner == id))
                .or_insert(Some(id));
        }
    }
    names
}
