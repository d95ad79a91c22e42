//! Whether two things that were read are the same.

use std::collections::{BTreeMap, HashMap};

use super::Item;
use crate::fold::{self, address};

/// Items of one file by what tells them apart there, in the order in which they came.
#[derive(Debug)]
pub(super) struct Listing<Key> {
    items: Vec<Item>,
    at: BTreeMap<Key, usize>,
}

impl<Key: Ord> Listing<Key> {
    pub(super) fn new() -> Self {
        Self { items: Vec::new(), at: BTreeMap::new() }
    }

    /// The item of a key, which is made where there is none.
    pub(super) fn item(&mut self, key: Key, new: impl FnOnce() -> Item) -> &mut Item {
        let at = *self.at.entry(key).or_insert(self.items.len());
        if at == self.items.len() {
            self.items.push(new());
        }
        &mut self.items[at]
    }

    /// All of them.
    pub(super) fn items(self) -> Vec<Item> {
        self.items
    }
}

/// Items that come in several files, one for each address and each DOI.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The items, in the order in which they came.
    pub items: Vec<Item>,
    at: HashMap<(String, Option<String>), usize>,
}

impl Gathered {
    /// Adds an item, or what it says to the one of the same address; whether it is a new one.
    pub fn add(&mut self, item: Item) -> bool {
        let keys = addresses(item.url.as_deref(), item.doi());
        let keys = keys.into_iter().map(|key| (key, item.file.clone()));
        let keys: Vec<(String, Option<String>)> = keys.collect();
        let known = keys.iter().find_map(|key| self.at.get(key).copied());
        let at = known.unwrap_or(self.items.len());
        for key in keys {
            self.at.entry(key).or_insert(at);
        }
        match known {
            Some(at) => unite(&mut self.items[at], item),
            None => self.items.push(item),
        }
        known.is_none()
    }
}

/// Where something is, as it is compared: at its own address, and at that of its DOI.
pub fn addresses(url: Option<&str>, doi: Option<&str>) -> Vec<String> {
    let doi = doi.and_then(fold::doi).map(|doi| address(&fold::doi_address(&doi)));
    let mut addresses: Vec<String> = url.map(address).into_iter().chain(doi).collect();
    addresses.dedup();
    addresses
}

fn unite(known: &mut Item, item: Item) {
    known.highlights.extend(item.highlights);
    known.listed.extend(item.listed);
    for tag in item.tags {
        if !known.tags.contains(&tag) {
            known.tags.push(tag);
        }
    }
    known.private |= item.private;
    if known.authors.is_empty() {
        known.authors = item.authors;
    }
    let keep = |own: &mut Option<String>, more: Option<String>| *own = own.take().or(more);
    keep(&mut known.outlet, item.outlet);
    keep(&mut known.published, item.published);
    keep(&mut known.accessed, item.accessed);
}

/// What two copies of one text have in common, whatever their typography.
pub fn same_text(text: &str) -> [u8; 32] {
    *blake3::hash(fold::key(text).as_bytes()).as_bytes()
}
