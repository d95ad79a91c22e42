//! What is looked up by a name: whom it means, and who held an office where.

use std::collections::BTreeMap;

use super::Index;
use crate::fold;
use crate::model::annotation::{Anchoring, Says};
use crate::model::archive::{Archive, DocumentId, EntityId};
use crate::model::article::names_of;
use crate::model::date::Day;

/// An office: who held it, and which of the roles of its record it is.
pub type Office = (EntityId, usize);

/// What a reader noted of a name: whose it is, and the annotation that says so.
pub type Naming = (EntityId, DocumentId, u32);

impl Index {
    /// The entity that a name means, if it is one only.
    pub fn entity(&self, archive: &Archive, name: &str) -> Option<EntityId> {
        let names = self.names.get_or_init(|| names(archive));
        names.get(&fold::label(name)).copied().flatten()
    }

    /// The annotations that name an entity and say more than that: those with a note, and those on a picture. In the order
    /// of the articles.
    pub fn namings(&self, archive: &Archive, of: EntityId) -> &[Naming] {
        let namings = self.namings.get_or_init(|| self.all_namings(archive));
        super::of(namings, of, |&(of, ..)| of)
    }

    fn all_namings(&self, archive: &Archive) -> Vec<Naming> {
        let mut namings = Vec::new();
        for &document in &archive.articles {
            let reading = archive.document(document);
            let annotations = reading.document.article().map_or(&[][..], |a| &a.annotations);
            for ((number, said), anchoring) in (0..).zip(annotations).zip(&reading.anchors) {
                let Says::Names(naming) = &said.says else { continue };
                if said.has_note() || matches!(anchoring, Anchoring::Pictured(_)) {
                    let entity = self.entity(archive, &naming.name.value);
                    namings.extend(entity.map(|entity| (entity, document, number)));
                }
            }
        }
        namings.sort_unstable();
        namings
    }

    /// The offices that were held at an entity, by date; undated ones last.
    pub fn offices(&self, archive: &Archive, at: EntityId) -> &[Office] {
        let offices = self.offices.get_or_init(|| self.all_offices(archive));
        offices.get(&at).map_or(&[], Vec::as_slice)
    }

    fn all_offices(&self, archive: &Archive) -> BTreeMap<EntityId, Vec<Office>> {
        let mut offices: BTreeMap<EntityId, Vec<Office>> = BTreeMap::new();
        // Whom nothing leads to is not named where they were.
        let entities = (0..).map(EntityId).zip(&archive.entities);
        for (id, entity) in entities.filter(|(_, entity)| !entity.sensitive) {
            for (number, role) in entity.roles.iter().enumerate() {
                let at = role.at.as_ref().and_then(|name| self.entity(archive, &name.value));
                if let Some(at) = at {
                    offices.entry(at).or_default().push((id, number));
                }
            }
        }
        let held = |&(id, number): &Office| {
            let when = archive.entity(id).roles[number].when.as_ref();
            let when = when.and_then(|dated| dated.when.as_ref()).map(|when| when.order());
            when.map_or((Day::NEVER, Day::NEVER), |(first, last, ..)| (first, last))
        };
        offices.values_mut().for_each(|offices| offices.sort_by_key(held));
        offices
    }
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
