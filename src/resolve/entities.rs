//! Entities as their records have them.
//!
//! Finds no names in documents; where entities are named is for [`super::known`].

use std::collections::HashSet;
use std::sync::Arc;

use super::before::Before;
use super::called::{self, bare, key};
use super::disclose::Disclosed;
use super::names::{Named, Names};
use super::order;
use crate::cite::indexed;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::archive::{DocumentId, Entity, EntityId};
use crate::model::article::{EntityRecord, names_of};
use crate::source::Spanned;

/// The entities, and what is wrong with their records.
#[derive(Clone)]
pub(super) struct Completed {
    pub(super) entities: Vec<Arc<Entity>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Makes the entities; those of the turn before, where all names are the same.
pub(super) fn complete(names: &Names, disclosed: &Disclosed, before: Option<&Before>) -> Completed {
    if let Some(before) = before.filter(|before| before.same.entities) {
        return before.last.completed.clone();
    }
    let mut diagnostics = Vec::new();
    let absent = absent(disclosed);
    let entities = names.people.iter();
    let mut entity = |named| Arc::new(entity(named, names, (disclosed, &absent), &mut diagnostics));
    let entities = entities.map(&mut entity).collect();
    Completed { entities, diagnostics }
}

/// What they are called whose records this edition does not have, by the key of each name.
fn absent(disclosed: &Disclosed) -> HashSet<String> {
    let records = disclosed.absent.iter().map(|reading| &reading.document);
    records
        .filter_map(|document| Some((document, document.entity()?)))
        .flat_map(|(document, record)| {
            let names = names_of(&record.naming).map(|name| name.value.as_str());
            called::names(document).chain(names).map(key)
        })
        .collect()
}

fn entity(
    named: &Named,
    names: &Names,
    (disclosed, absent): (&Disclosed, &HashSet<String>),
    diagnostics: &mut Vec<Diagnostic>,
) -> Entity {
    let document = named.record.map(|id| (id, &disclosed.readings[id.index()].document));
    let default = EntityRecord::default();
    let record = document.and_then(|(_, document)| document.entity()).unwrap_or(&default);
    diagnostics.extend(document.iter().flat_map(|(_, document)| order::of_life(document, record)));
    let mut find = |id: DocumentId, name: &Spanned<String>| {
        let found = names.find(id, &name.value);
        if found.is_none() {
            let source = &disclosed.readings[id.index()].document.source;
            diagnostics.push(nobody(&name.value, absent).at(source, name.span, ""));
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

/// A name that nobody has in this edition.
fn nobody(name: &str, absent: &HashSet<String>) -> Diagnostic {
    // The label that stands for a name.
    let message = if name.starts_with('[') && name.ends_with(']') {
        "this name is redacted, and the record is published without it".to_owned()
    } else if absent.contains(&key(bare(name))) {
        format!("the record of `{name}` is not published, and this one is published without it")
    } else {
        let help = "write a record for it, or the name of one that is there";
        return Diagnostic::new(Code::BrokenLink, format!("nobody is called `{name}`")).help(help);
    };
    Diagnostic::new(Code::WithheldLink, message).help("take the name out, or publish its record")
}
