//! What views look up: the relations of the archive turned round, once for all pages.
//!
//! Holds no text of pages and finds nothing that `resolve` did not find.

use std::collections::BTreeMap;

use crate::fold;
use crate::model::annotation::Relation;
use crate::model::archive::{
    Archive, ClaimId, DocumentId, EntityId, EventId, LinkKind, QuestionId, Target,
};
use crate::model::article::names_of;
use crate::render::view::ReaderView;
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
    /// The address of each claim on its question's page: unique there.
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
    /// In how many articles and pages each entity is named.
    pub articles: Vec<usize>,
    /// The entity or question whose record a document is.
    pub owners: BTreeMap<DocumentId, Target>,
    names: BTreeMap<String, Option<EntityId>>,
}

impl Index {
    /// The tables of an archive.
    pub fn new(world: &World, archive: &Archive) -> Self {
        let mut index = Self {
            readers: readers(world),
            claim_ids: claim_ids(archive),
            relations: relations(archive),
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
            let mut documents: Vec<DocumentId> =
                entity.mentions.iter().map(|&(id, _)| id).collect();
            documents.dedup();
            index.articles.push(documents.len());
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

/// Ids are unique in an article; claims of several articles stand on one page of a question.
fn claim_ids(archive: &Archive) -> Vec<String> {
    let mut seen: BTreeMap<(Option<u32>, &str), usize> = BTreeMap::new();
    let ids = archive.claims.iter().map(|claim| {
        let count = seen.entry((claim.question.map(|id| id.0), claim.id.as_str())).or_default();
        *count += 1;
        if *count == 1 { claim.id.clone() } else { format!("{}-{count}", claim.id) }
    });
    ids.collect()
}

fn relations(archive: &Archive) -> BTreeMap<DocumentId, Vec<(&'static str, DocumentId)>> {
    let mut relations: BTreeMap<DocumentId, Vec<_>> = BTreeMap::new();
    for (target, backlinks) in &archive.backlinks {
        let Target::Document(target) = *target else { continue };
        for backlink in backlinks {
            let (forth, back) = match backlink.kind {
                LinkKind::Translates => ("translation_of", "has_translation"),
                LinkKind::Corrects => ("corrects", "corrected_by"),
                LinkKind::PartOf => ("part_of", "has_part"),
                LinkKind::Cites | LinkKind::Annotates | LinkKind::Embeds => continue,
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
