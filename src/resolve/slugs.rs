//! Addresses of those who have no record.

use std::collections::BTreeMap;

use super::names::Named;
use crate::fold;

/// Gives an address to everybody without a record; records have theirs, and `plan` says when two are one.
pub(super) fn give_slugs(people: &mut [Named]) {
    let records = people.iter().filter(|named| named.record.is_some());
    let mut taken: BTreeMap<String, u32> = records.map(|named| (named.slug.clone(), 1)).collect();
    for named in people.iter_mut().filter(|named| named.record.is_none()) {
        let slug = match fold::slug(&named.name) {
            slug if slug.is_empty() => format!("n-{}", fold::short_hash(&named.name)),
            slug => slug,
        };
        let mut next = slug.clone();
        while taken.contains_key(&next) {
            let repeats = taken.entry(slug.clone()).or_insert(1);
            *repeats += 1;
            next = format!("{slug}-{repeats}");
        }
        taken.insert(next.clone(), 1);
        named.slug = next;
    }
}
