//! The front matter of an authority record.

use super::coordinates;
use super::front_matter::{Field, Front, is_page};
use crate::keys;
use crate::model::annotation::Alias;
use crate::model::article::{Document, EntityRecord, LifeDate, Role};
use crate::source::Spanned;
use crate::yaml::Node;

/// What an authority record says of its entity.
pub(super) fn read(front: &mut Front, fields: &[Field], document: &mut Document) -> EntityRecord {
    let mut record = EntityRecord::default();
    for field in fields {
        let Field { key, value, .. } = *field;
        let intake = &mut front.intake;
        match key {
            "name" => record.naming.name = intake.own_name(key, value).unwrap_or_default(),
            "sort" => record.sort = intake.string(key, value),
            "kind" => record.naming.kind = kind(intake.string(key, value)),
            "aliases" => own_aliases(front, value, &mut record, document),
            "not" => record.not = intake.strings(key, value),
            "url" => {
                let urls = front.addresses(key, value).into_iter();
                record.identifiers.extend(urls.map(|url| (key.to_owned(), url)));
            }
            "wikidata" | "viaf" | "geonames" | "orcid" => {
                let values = intake.strings(key, value).into_iter();
                record.identifiers.extend(values.map(|value| (key.to_owned(), value)));
            }
            "same_as" => same_as(front, value, &mut record),
            "coordinates" => record.coordinates = coordinates(front, value),
            "radius_km" => record.radius_km = radius(front, value),
            "born" => life_date(front, field, LifeDate::Born, &mut record),
            "died" => life_date(front, field, LifeDate::Died, &mut record),
            "founded" => life_date(front, field, LifeDate::Founded, &mut record),
            "ended" => life_date(front, field, LifeDate::Ended, &mut record),
            "part_of" => record.part_of = intake.own_name(key, value),
            "roles" => record.roles = roles(front, value),
            "different_from" => record.different_from = intake.names(key, value),
            "image" => record.image = intake.own_name(key, value),
            "sensitive" => record.sensitive = intake.guard(key, value),
            "redact" => record.redact = intake.guard(key, value),
            _ => front.common(field, document),
        }
    }
    record.dates.sort_by_key(|(which, _)| *which);
    if !record.naming.name.value.is_empty() {
        document.title = record.naming.name.clone();
    }
    record
}

/// Kinds are compared by their words, so they are kept in lower case and one spelling.
pub(super) fn kind(kind: Option<Spanned<String>>) -> Option<Spanned<String>> {
    let one_spelling = |word: String| word.to_lowercase().replace("organization", "organisation");
    kind.map(|kind| kind.map(one_spelling))
}

fn life_date(front: &mut Front, field: &Field, which: LifeDate, record: &mut EntityRecord) {
    record.dates.extend(front.date(field.key, field.value).map(|date| (which, date)));
}

/// The aliases of a record; those that look like addresses are former addresses. A name may have a `/` in it.
fn own_aliases(
    front: &mut Front,
    value: &Node,
    record: &mut EntityRecord,
    document: &mut Document,
) {
    for alias in aliases(front, value) {
        let name = &alias.value.value;
        if name.starts_with('/') || is_page(name) {
            document.redirect_from.push(alias.value);
        } else {
            record.naming.aliases.push(alias);
        }
    }
}

/// Other names: strings, or maps of value, language, from and to.
pub(super) fn aliases(front: &mut Front, node: &Node) -> Vec<Alias> {
    node.items().iter().filter_map(|item| alias(front, item)).collect()
}

fn alias(front: &mut Front, node: &Node) -> Option<Alias> {
    let plain = |value| Alias { value, language: None, from: None, to: None };
    let entries = node.entries();
    if entries.iter().all(|(key, _)| keys::find(&[keys::ALIAS], &key.value).is_none()) {
        return front.intake.string("aliases", node).map(plain);
    }
    let mut alias = plain(Spanned::default());
    for (key, node) in front.intake.known(entries, &[keys::ALIAS]) {
        match key {
            "value" => alias.value = front.intake.string(key, node).unwrap_or_default(),
            "language" => alias.language = front.intake.text(key, node),
            "from" => alias.from = front.date(key, node),
            "to" => alias.to = front.date(key, node),
            _ => {}
        }
    }
    (!alias.value.value.is_empty()).then_some(alias)
}

/// Identifiers by their scheme, or a list of addresses.
fn same_as(front: &mut Front, value: &Node, record: &mut EntityRecord) {
    if !value.is_map() {
        let urls = front.addresses("same_as", value).into_iter();
        record.identifiers.extend(urls.map(|url| ("url".to_owned(), url)));
        return;
    }
    for (scheme, node) in value.entries() {
        let values = front.intake.strings(&scheme.value, node).into_iter();
        record.identifiers.extend(values.map(|value| (scheme.value.clone(), value)));
    }
}

/// Latitude and longitude.
fn coordinates(front: &mut Front, node: &Node) -> Option<(f64, f64)> {
    let is_place = |(latitude, longitude): &(f64, f64)| {
        (-90.0..=90.0).contains(latitude) && (-180.0..=180.0).contains(longitude)
    };
    let read = coordinates::read(node);
    if let Some(place) = read.filter(is_place) {
        return Some(place);
    }
    let message = match read {
        Some(_) => "these coordinates are not a place on the Earth",
        None => "these coordinates cannot be read",
    };
    let turned = read.map(|(first, second)| (second, first)).filter(is_place);
    let help = match turned {
        Some((latitude, longitude)) => {
            format!("latitude comes first: `coordinates: [{latitude}, {longitude}]`")
        }
        None => "write latitude and longitude in degrees: `coordinates: [36.34, 43.13]`".to_owned(),
    };
    front.intake.unusable(message, node.span, help);
    None
}

fn radius(front: &mut Front, node: &Node) -> Option<f64> {
    let radius = front.intake.number::<f64>("radius_km", node)?;
    // Half of the way around the Earth.
    if (0.0..=20_040.0).contains(&radius.value) {
        return Some(radius.value);
    }
    let message = "a radius is not less than nothing, and not more than 20040 kilometres";
    front.intake.unusable(message, radius.span, "write it in kilometres: `radius_km: 25`");
    None
}

/// Offices: strings, or maps of role, at and when.
fn roles(front: &mut Front, node: &Node) -> Vec<Role> {
    let mut roles = Vec::new();
    for item in node.items() {
        let mut role = Role { role: String::new(), at: None, when: None };
        if !item.is_map() {
            role.role = front.intake.text("roles", item).unwrap_or_default();
            roles.push(role);
            continue;
        }
        for (key, node) in front.intake.known(item.entries(), &[keys::ROLE]) {
            match key {
                "role" => role.role = front.intake.text(key, node).unwrap_or_default(),
                "at" => role.at = front.intake.name(key, node),
                "when" => role.when = front.date(key, node),
                _ => {}
            }
        }
        roles.push(role);
    }
    roles.retain(|role| !role.role.is_empty() || role.at.is_some());
    roles
}
