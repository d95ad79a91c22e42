//! Who is named with whom.
//!
//! Looks at mentions only, never at texts.

use std::collections::HashMap;

use rayon::prelude::*;

use super::names::Names;
use crate::model::archive::{EntityId, Mention};

/// How many entities of one paragraph are counted with one another: a list of a thousand names tells nothing of who
/// belongs together, and has half a million pairs.
const IN_ONE_PARAGRAPH: usize = 24;

/// How many companions of an entity are kept.
const COMPANIONS: usize = 50;

/// For each entity, with whom it is named in one paragraph and how often: most first, then by slug.
pub(super) fn together(mentions: &[Vec<Mention>], names: &Names) -> Vec<Vec<(EntityId, u32)>> {
    let pairs: Vec<Vec<(EntityId, EntityId)>> =
        mentions.par_iter().map(|mentions| pairs(mentions, names)).collect();
    let mut counts: HashMap<(EntityId, EntityId), u32> = HashMap::new();
    for pair in pairs.into_iter().flatten() {
        *counts.entry(pair).or_default() += 1;
    }
    let mut with = vec![Vec::new(); names.people.len()];
    #[allow(clippy::iter_over_hash_type)] // sorted below
    for ((one, other), times) in counts {
        with[one.index()].push((other, times));
        with[other.index()].push((one, times));
    }
    with.par_iter_mut().for_each(|companions: &mut Vec<(EntityId, u32)>| {
        companions.sort_unstable_by_key(|&(entity, times)| (std::cmp::Reverse(times), entity));
        companions.truncate(COMPANIONS);
    });
    with
}

fn pairs(mentions: &[Mention], names: &Names) -> Vec<(EntityId, EntityId)> {
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
