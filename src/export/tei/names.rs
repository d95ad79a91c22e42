//! Who and what is named in a text, as lists beside it.

use super::{dates, element, id};
use crate::export::{Source, xml};
use crate::model::archive::{DocumentId, Entity, EntityId};
use crate::model::article::LifeDate;

/// The element that a name stands in, and its attributes.
pub(super) fn name(entity: &Entity) -> (&'static str, String) {
    let to = format!(" ref=\"#{}\"", self::id("entity", &entity.slug));
    match entity.kind.as_str() {
        "person" => ("persName", to),
        "organisation" => ("orgName", to),
        "place" => ("placeName", to),
        "work" => ("title", to),
        kind => {
            let kind = kind.split_whitespace().collect::<Vec<_>>().join("-");
            ("rs", format!(" type=\"{}\"{to}", xml(&kind)))
        }
    }
}

/// Whom a text names and who wrote it, each once.
fn named(source: Source, document: DocumentId) -> Vec<EntityId> {
    let archive = source.archive;
    let mut named: Vec<EntityId> =
        archive.mentions[document.index()].iter().map(|mention| mention.entity).collect();
    named.extend(&*archive.declared[document.index()]);
    named.extend(&*archive.authors[document.index()]);
    named.sort_unstable();
    named.dedup();
    named.retain(|&id| !archive.entity(id).sensitive);
    named
}

/// The lists of all that is named in a text: persons, organisations, places, works, and the rest.
pub(super) fn lists(source: Source, document: DocumentId) -> String {
    let mut lists = [const { String::new() }; 5];
    for id in named(source, document) {
        let entity = source.archive.entity(id);
        let (list, entry) = match entity.kind.as_str() {
            "person" => (0, person(entity)),
            "organisation" => (1, organisation(entity)),
            "place" => (2, place(entity)),
            "work" => (3, work(entity)),
            _ => (4, other(entity)),
        };
        lists[list] += &entry;
    }
    let names = ["listPerson", "listOrg", "listPlace", "listBibl", "list"];
    let lists = names.into_iter().zip(lists).filter(|(_, entries)| !entries.is_empty());
    let lists = lists.map(|(name, entries)| format!("<{name}>\n{entries}</{name}>\n"));
    lists.collect::<Vec<_>>().concat()
}

fn person(entity: &Entity) -> String {
    let dates = [(LifeDate::Born, "birth"), (LifeDate::Died, "death")];
    let own = |(which, name): (LifeDate, &str)| {
        let date = entity.dates.iter().find(|(of, _)| *of == which);
        date.map(|(_, dated)| format!("<{name}{}/>\n", dates::attributes(dated)))
    };
    let dates: String = dates.into_iter().filter_map(own).collect();
    entry(entity, "person", &(called(entity, "persName") + &dates + &identifiers(entity)))
}

fn organisation(entity: &Entity) -> String {
    entry(entity, "org", &(called(entity, "orgName") + &identifiers(entity)))
}

fn place(entity: &Entity) -> String {
    let at = entity.coordinates.map(|(latitude, longitude)| {
        format!("<location><geo>{latitude} {longitude}</geo></location>\n")
    });
    let names = called(entity, "placeName") + &at.unwrap_or_default();
    // A place has its notes before its identifiers.
    entry(entity, "place", &(names + &identifiers(entity)))
}

fn work(entity: &Entity) -> String {
    entry(entity, "bibl", &(called(entity, "title") + &identifiers(entity)))
}

fn other(entity: &Entity) -> String {
    entry(entity, "item", &(called(entity, "name") + &identifiers(entity)))
}

fn entry(entity: &Entity, name: &str, inner: &str) -> String {
    let note = element("note", "", entity.summary.as_deref().unwrap_or_default());
    format!("<{name} xml:id=\"{}\">\n{inner}{note}</{name}>\n", self::id("entity", &entity.slug))
}

/// Its name and its other names.
fn called(entity: &Entity, name: &str) -> String {
    let mut names = element(name, "", &entity.name);
    for alias in &entity.aliases {
        let language = alias.language.as_ref();
        let language = language.map(|language| format!(" xml:lang=\"{}\"", xml(language)));
        let attributes = format!(" type=\"alias\"{}", language.unwrap_or_default());
        names += &element(name, &attributes, &alias.value.value);
    }
    names
}

fn identifiers(entity: &Entity) -> String {
    let identifiers = entity.identifiers.iter();
    let identifiers = identifiers.map(|(scheme, value)| {
        let scheme = scheme.split_whitespace().collect::<Vec<_>>().join("-");
        element("idno", &format!(" type=\"{}\"", xml(&scheme)), value)
    });
    identifiers.collect()
}
