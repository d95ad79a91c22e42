//! Who is named with whom.
//!
//! Looks at mentions only, never at texts.

use std::cmp::Reverse;
use std::sync::Arc;

use rayon::prelude::*;

use super::mentions::InDocument;
use super::names::Names;
use crate::model::archive::{EntityId, Mention};

/// How many entities of one paragraph are counted with one another: a list of a thousand names tells nothing of who
/// belongs together, and has half a million pairs.
const IN_ONE_PARAGRAPH: usize = 24;

/// How many companions of an entity are kept.
const COMPANIONS: usize = 50;

/// Of the entities that are wanted, with whom each is named in one paragraph and how often: most first, then by slug.
pub(super) fn together(
    found: &[Arc<InDocument>],
    wanted: impl Fn(EntityId) -> bool + Sync,
) -> Vec<(EntityId, Vec<(EntityId, u32)>)> {
    let both = |&(one, other): &(EntityId, EntityId)| [(one, other), (other, one)];
    let pairs = found.par_iter().flat_map_iter(|found| found.pairs.iter().flat_map(both));
    let mut pairs: Vec<(EntityId, EntityId)> = pairs.filter(|&(one, _)| wanted(one)).collect();
    pairs.par_sort_unstable();
    let of_one: Vec<_> = pairs.chunk_by(|a, b| a.0 == b.0).collect();
    of_one.into_par_iter().map(|of_one| (of_one[0].0, companions(of_one))).collect()
}

fn companions(pairs: &[(EntityId, EntityId)]) -> Vec<(EntityId, u32)> {
    let counted = pairs.chunk_by(|a, b| a.1 == b.1);
    let counted = counted.map(|same| (same[0].1, u32::try_from(same.len()).unwrap_or(u32::MAX)));
    let mut companions: Vec<(EntityId, u32)> = counted.collect();
    companions.sort_unstable_by_key(|&(entity, times)| (Reverse(times), entity));
    companions.truncate(COMPANIONS);
    companions
}

/// The pairs of those who are named in one paragraph, the first of the two by slug first.
pub(super) fn pairs(mentions: &[Mention], names: &Names) -> Vec<(EntityId, EntityId)> {
    let mut pairs = Vec::new();
    // Mentions are in order of place, and so are paragraphs.
    for paragraph in mentions.chunk_by(|a, b| a.paragraph == b.paragraph) {
        if paragraph[0].paragraph.is_none() {
            continue;
        }
        let shown = paragraph.iter().map(|m| m.entity).filter(|&e| !names.person(e).sensitive);
        let mut entities: Vec<EntityId> = shown.collect();
        entities.sort_unstable();
        entities.dedup();
        entities.truncate(IN_ONE_PARAGRAPH);
        for (index, &one) in entities.iter().enumerate() {
            pairs.extend(entities[index + 1..].iter().map(|&other| (one, other)));
        }
    }
    pairs
}
