//! Who occurs with whom, and where places are.

use std::collections::BTreeMap;

use crate::fold;
use crate::model::archive::{Entity, EntityId, Target};
use crate::render::chart::{self, Dot, Edge, Node};
use crate::render::context::Context;
use crate::render::view::{MapView, NetworkView, PlaceView};

/// More names than these cannot be told apart.
const NODES: usize = 300;
/// How many lines a name begins, its strongest ones.
const LINES: usize = 4;
/// How many pairs the table has.
const ROWS: usize = 500;

/// The names that occur together.
pub fn network(cx: Context<'_>) -> NetworkView {
    let mut pairs: BTreeMap<(EntityId, EntityId), u32> = BTreeMap::new();
    for (id, _) in shown(cx) {
        for &(other, count) in cx
            .archive
            .known
            .with(id)
            .iter()
            .filter(|(other, _)| !cx.archive.entity(*other).sensitive)
        {
            pairs.insert((id.min(other), id.max(other)), count);
        }
    }
    let mut pairs: Vec<(EntityId, EntityId, u32)> =
        pairs.into_iter().map(|((a, b), count)| (a, b, count)).collect();
    pairs.sort_by_key(|&(a, b, count)| (std::cmp::Reverse(count), a, b));
    let row = |&(a, b, count): &(EntityId, EntityId, u32)| (cx.entity(a), cx.entity(b), count);
    let drawn = drawn(cx);
    NetworkView {
        svg: picture(cx, &drawn, &pairs),
        kinds: kinds(cx, &drawn),
        rows: pairs.iter().take(ROWS).map(row).collect(),
    }
}

/// The names that have room in the picture, most frequent first.
fn drawn(cx: Context<'_>) -> Vec<EntityId> {
    let mut ids: Vec<EntityId> =
        shown(cx).map(|(id, _)| id).filter(|&id| !cx.archive.known.with(id).is_empty()).collect();
    ids.sort_by_key(|&id| (std::cmp::Reverse(cx.archive.known.times(id)), id));
    ids.truncate(NODES);
    ids
}

/// The kinds of some names and their classes, in the order in which they first occur.
fn kinds(cx: Context<'_>, ids: &[EntityId]) -> Vec<(String, String)> {
    let mut kinds: Vec<(String, String)> = Vec::new();
    for id in ids {
        let kind = &cx.archive.entity(*id).kind;
        if kinds.iter().all(|(other, _)| other != kind) {
            kinds.push((kind.clone(), format!("k-{}", fold::slug(kind))));
        }
    }
    kinds
}

fn picture(cx: Context<'_>, ids: &[EntityId], pairs: &[(EntityId, EntityId, u32)]) -> String {
    let places: BTreeMap<EntityId, usize> =
        ids.iter().enumerate().map(|(place, &id)| (id, place)).collect();
    let mut lines = vec![0; ids.len()];
    let mut edges = Vec::new();
    for (a, b, weight) in pairs {
        let (Some(&a), Some(&b)) = (places.get(a), places.get(b)) else { continue };
        if lines[a].min(lines[b]) < LINES {
            lines[a] += 1;
            lines[b] += 1;
            edges.push(Edge { a, b, weight: *weight });
        }
    }
    let node = |id: &EntityId| {
        let entity = cx.archive.entity(*id);
        Node {
            label: entity.name.clone(),
            href: href(cx, *id),
            kind: fold::slug(&entity.kind),
            weight: weight(cx, *id),
        }
    };
    chart::network(&ids.iter().map(node).collect::<Vec<_>>(), &edges)
}

/// The places that have coordinates, the most frequent first.
pub fn map(cx: Context<'_>) -> MapView {
    let mut places: Vec<(EntityId, &Entity, (f64, f64))> =
        shown(cx).filter_map(|(id, entity)| Some((id, entity, entity.coordinates?))).collect();
    places.sort_by_key(|&(id, ..)| (std::cmp::Reverse(cx.archive.known.times(id)), id));
    let dots: Vec<Dot> = places.iter().map(|&(id, entity, at)| dot(cx, id, entity, at)).collect();
    let view = |(id, entity, at): (EntityId, &Entity, (f64, f64))| PlaceView {
        link: cx.entity(id),
        coordinates: coordinates(at),
        radius_km: entity.radius_km,
        mentions: cx.archive.known.times(id),
    };
    MapView { svg: chart::map(&dots), places: places.into_iter().map(view).collect() }
}

/// The coordinates of an entity in words, and a map of where it is; nothing without coordinates.
pub fn locator(cx: Context<'_>, id: EntityId) -> Option<(String, String)> {
    let entity = cx.archive.entity(id);
    let at = entity.coordinates?;
    let words = format!("{}, {}", entity.name, coordinates(at));
    Some((coordinates(at), chart::locator(&dot(cx, id, entity, at), &words)))
}

/// `35.95, 39.01`
fn coordinates((latitude, longitude): (f64, f64)) -> String {
    format!("{latitude}, {longitude}")
}

fn dot(cx: Context<'_>, id: EntityId, entity: &Entity, at: (f64, f64)) -> Dot {
    let radius_km = entity.radius_km;
    Dot { at, radius_km, weight: weight(cx, id), label: entity.name.clone(), href: href(cx, id) }
}

fn href(cx: Context<'_>, id: EntityId) -> Option<String> {
    cx.url(Target::Entity(id)).map(|url| format!("{}{url}", cx.root))
}

fn weight(cx: Context<'_>, id: EntityId) -> u32 {
    u32::try_from(cx.archive.known.times(id)).unwrap_or(u32::MAX)
}

fn shown(cx: Context<'_>) -> impl Iterator<Item = (EntityId, &Entity)> {
    let entities = (0..).map(EntityId).zip(cx.archive.entities.iter().map(|entity| &**entity));
    entities.filter(|(_, entity)| !entity.sensitive)
}
