//! Entities complete with all that the archive knows of them.
//!
//! Finds no names in documents; only those in the words of claims.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::before::Before;
use super::claims::record;
use super::find::Finder;
use super::mentions::InDocument;
use super::names::{Meaning, Named, Names};
use super::order;
use super::owners::Owners;
use super::together::together;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::archive::{Archive, ChainRole, ClaimId, DocumentId, Entity, EntityId, EventId};
use crate::model::article::EntityRecord;
use crate::source::Spanned;

/// The entities, and what is wrong with their records.
pub(super) struct Completed {
    pub(super) entities: Vec<Arc<Entity>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Makes the entities of an archive of which everything else is known.
///
/// Where the documents say the same as before, only those are other ones who are named elsewhere now; where the same are
/// named in the same order of articles, only for those is looked for where.
pub(super) fn complete(
    names: &Names,
    archive: &Archive,
    finder: &Finder<Owners>,
    found: &[InDocument],
    before: Option<&Before>,
) -> Completed {
    let same = before.filter(|before| before.same.entities);
    let (mut completed, others) = match same {
        Some(before) => {
            let last = &before.last.completed;
            let (entities, diagnostics) = (last.entities.clone(), last.diagnostics.clone());
            let completed = Completed { entities, diagnostics };
            (completed, named_otherwise(found, before, names.people.len()))
        }
        None => again(whole(names, archive, finder), archive, found, before),
    };
    let is_other = |entity: EntityId| others[entity.index()];
    mentions(&mut completed.entities, archive, is_other);
    for (entity, with) in together(found, is_other) {
        Arc::make_mut(&mut completed.entities[entity.index()]).with = with;
    }
    completed
}

/// Entities with the places where they are named taken over, and who of them is named elsewhere now.
fn again(
    mut completed: Completed,
    archive: &Archive,
    found: &[InDocument],
    before: Option<&Before>,
) -> (Completed, Vec<bool>) {
    let all = completed.entities.len();
    let before = before.filter(|b| b.same.names && b.last.articles == archive.articles);
    let Some(before) = before else { return (completed, vec![true; all]) };
    let others = named_otherwise(found, before, all);
    let pairs = completed.entities.iter_mut().zip(&before.last.completed.entities).zip(&others);
    for ((entity, was), _) in pairs.filter(|(_, is_other)| !**is_other) {
        let entity = Arc::make_mut(entity);
        (entity.mentions, entity.withheld) = (was.mentions.clone(), was.withheld);
        entity.with.clone_from(&was.with);
    }
    (completed, others)
}

/// Those who are named in documents that are other ones, now or before.
fn named_otherwise(found: &[InDocument], before: &Before, entities: usize) -> Vec<bool> {
    let mut others = vec![false; entities];
    for id in before.changed() {
        let both = [&found[id.index()], &before.last.found[id.index()]];
        for found in both {
            let shown = found.shown.iter().map(|mention| mention.entity);
            let withheld = found.withheld.iter().map(|&(entity, ..)| entity);
            shown.chain(withheld).for_each(|entity| others[entity.index()] = true);
        }
    }
    others
}

/// Everything but where entities are named.
fn whole(names: &Names, archive: &Archive, finder: &Finder<Owners>) -> Completed {
    let mut diagnostics = Vec::new();
    let entities = names.people.iter();
    let mut entities: Vec<Entity> =
        entities.map(|named| entity(named, names, archive, &mut diagnostics)).collect();
    events(&mut entities, archive);
    claims(&mut entities, archive, about(names, archive, finder));
    works(&mut entities, names, archive);
    Completed { entities: entities.into_iter().map(Arc::new).collect(), diagnostics }
}

fn entity(
    named: &Named,
    names: &Names,
    archive: &Archive,
    diagnostics: &mut Vec<Diagnostic>,
) -> Entity {
    let document = named.record.map(|id| (id, &archive.document(id).document));
    let default = EntityRecord::default();
    let record = document.and_then(|(_, document)| document.entity()).unwrap_or(&default);
    diagnostics.extend(document.iter().flat_map(|(_, document)| order::of_life(document, record)));
    let mut find = |id: DocumentId, name: &Spanned<String>| {
        let found = names.find(id, &name.value);
        if found.is_none() {
            let message = format!("nobody is called `{}`", name.value);
            let source = &archive.document(id).document.source;
            let fault = Diagnostic::new(Code::BrokenLink, message).at(source, name.span, "");
            diagnostics.push(fault.help("write a record for it, or the name of one that is there"));
        }
        found
    };
    let mut related = |names: &[Spanned<String>]| -> Vec<EntityId> {
        let id = document.map(|(id, _)| id);
        names.iter().filter_map(|name| find(id?, name)).collect()
    };
    Entity {
        slug: named.slug.clone(),
        name: named.name.clone(),
        sort: record.sort.as_ref().map_or(&named.name, |sort| &sort.value).clone(),
        kind: named.kind.clone(),
        record: named.record,
        aliases: named.aliases.clone(),
        summary: document
            .and_then(|(_, d)| d.summary.as_ref())
            .map(|summary| summary.value.clone()),
        identifiers: record.identifiers.iter().map(|(k, v)| (k.clone(), v.value.clone())).collect(),
        coordinates: record.coordinates,
        radius_km: record.radius_km,
        dates: record.dates.clone(),
        part_of: related(record.part_of.as_slice()).first().copied(),
        roles: record.roles.clone(),
        different_from: related(&record.different_from),
        sensitive: named.sensitive,
        mentions: Vec::new(),
        withheld: 0,
        with: Vec::new(),
        events: Vec::new(),
        claims_made: Vec::new(),
        claims_about: Vec::new(),
        claims_relayed: Vec::new(),
        wrote: Vec::new(),
        published: Vec::new(),
    }
}

/// Where those entities are named that are other ones.
fn mentions(entities: &mut [Arc<Entity>], archive: &Archive, is_other: impl Fn(EntityId) -> bool) {
    let others = (0..).map(EntityId).zip(&mut *entities).filter(|(id, _)| is_other(*id));
    for entity in others.map(|(_, entity)| Arc::make_mut(entity)) {
        (entity.mentions, entity.withheld, entity.with) = Default::default();
    }
    let all =
        (0..archive.documents.len()).map(|id| DocumentId(u32::try_from(id).unwrap_or(u32::MAX)));
    let pages = all.filter(|&id| archive.document(id).document.article().is_none());
    for id in archive.articles.iter().copied().chain(pages) {
        for (index, mention) in (0..).zip(&*archive.mentions[id.index()]) {
            if is_other(mention.entity) {
                let entity = Arc::make_mut(&mut entities[mention.entity.index()]);
                entity.mentions.push((id, index));
            }
        }
        for &(entity, _, times) in &*archive.withheld[id.index()] {
            if is_other(entity) {
                Arc::make_mut(&mut entities[entity.index()]).withheld += times;
            }
        }
    }
}

fn events(entities: &mut [Entity], archive: &Archive) {
    for (id, event) in (0..).map(EventId).zip(&archive.events) {
        let parties: BTreeSet<_> = event.who.iter().chain(&event.place).collect();
        for entity in parties {
            entities[entity.index()].events.push(id);
        }
    }
}

/// Whom the words of each claim name.
fn about(names: &Names, archive: &Archive, finder: &Finder<Owners>) -> Vec<BTreeSet<EntityId>> {
    let about = archive.claims.par_iter().map(|claim| {
        let says = record(&archive.documents, claim).map_or("", |record| &record.says.value);
        let found = finder.find(says).into_iter();
        let named = found.filter_map(|name| match name.value.meaning(names, claim.document) {
            Meaning::One(entity) => Some(entity),
            Meaning::Several(_) | Meaning::Nobody => None,
        });
        named.collect()
    });
    about.collect()
}

fn claims(entities: &mut [Entity], archive: &Archive, about: Vec<BTreeSet<EntityId>>) {
    for ((id, claim), about) in (0..).map(ClaimId).zip(&archive.claims).zip(about) {
        let speaker = claim.chain.iter().find(|link| link.role == ChainRole::Speaker);
        let speaker = speaker.and_then(|link| link.entity);
        if let Some(speaker) = speaker {
            entities[speaker.index()].claims_made.push(id);
        }
        for entity in about.into_iter().filter(|&entity| Some(entity) != speaker) {
            entities[entity.index()].claims_about.push(id);
        }
        let passes = |role| matches!(role, ChainRole::Basis | ChainRole::Relay);
        let relays = claim.chain.iter().filter(|link| passes(link.role));
        for entity in relays.filter_map(|link| link.entity).collect::<BTreeSet<_>>() {
            entities[entity.index()].claims_relayed.push(id);
        }
    }
}

fn works(entities: &mut [Entity], names: &Names, archive: &Archive) {
    for id in archive.readings() {
        let Some(article) = archive.document(id).document.article() else { continue };
        let authors = article.authors.iter().filter_map(|author| names.find(id, &author.value));
        for author in authors.collect::<BTreeSet<_>>() {
            entities[author.index()].wrote.push(id);
        }
        if let Some(outlet) = article.outlet.as_ref().and_then(|name| names.find(id, &name.value)) {
            entities[outlet.index()].published.push(id);
        }
    }
}
