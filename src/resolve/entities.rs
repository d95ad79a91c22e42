//! Entities as their records have them.
//!
//! Finds no names in documents; where entities are named is for [`super::known`].

use std::sync::Arc;

use super::before::Before;
use super::names::{Named, Names};
use super::order;
use crate::cite::indexed;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::archive::{DocumentId, Entity, EntityId};
use crate::model::article::{EntityRecord, Reading};
use crate::source::Spanned;

/// The entities, and what is wrong with their records.
#[derive(Clone)]
pub(super) struct Completed {
    pub(super) entities: Vec<Arc<Entity>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Makes the entities; those of the turn before, where all names are the same.
pub(super) fn complete(
    names: &Names,
    readings: &[Arc<Reading>],
    before: Option<&Before>,
) -> Completed {
    if let Some(before) = before.filter(|before| before.same.entities) {
        return before.last.completed.clone();
    }
    let mut diagnostics = Vec::new();
    let entities = names.people.iter();
    let entities =
        entities.map(|named| Arc::new(entity(named, names, readings, &mut diagnostics))).collect();
    Completed { entities, diagnostics }
}

fn entity(
    named: &Named,
    names: &Names,
    readings: &[Arc<Reading>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Entity {
    let document = named.record.map(|id| (id, &readings[id.index()].document));
    let default = EntityRecord::default();
    let record = document.and_then(|(_, document)| document.entity()).unwrap_or(&default);
    diagnostics.extend(document.iter().flat_map(|(_, document)| order::of_life(document, record)));
    let mut find = |id: DocumentId, name: &Spanned<String>| {
        let found = names.find(id, &name.value);
        if found.is_none() {
            let message = format!("nobody is called `{}`", name.value);
            let source = &readings[id.index()].document.source;
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
        sort: record
            .sort
            .as_ref()
            .map_or_else(|| indexed(&named.name, &named.kind), |s| s.value.clone()),
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
    }
}
