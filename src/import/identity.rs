//! Whether two things that were read are the same.

use std::collections::{BTreeMap, HashMap};

use super::{Highlight, Item};
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
    /// By an item and the words of a highlight, where these stand among its highlights.
    marked: HashMap<(usize, String), Vec<usize>>,
}

impl Gathered {
    /// Adds an item, or what it says to the one of the same address; whether it is a new one.
    pub fn add(&mut self, mut item: Item) -> bool {
        let keys = addresses(item.url.as_deref(), item.doi());
        let keys = keys.into_iter().map(|key| (key, item.file.clone()));
        let keys: Vec<(String, Option<String>)> = keys.collect();
        let known = keys.iter().find_map(|key| self.at.get(key).copied());
        let at = known.unwrap_or(self.items.len());
        for key in keys {
            self.at.entry(key).or_insert(at);
        }
        let highlights = std::mem::take(&mut item.highlights);
        match known {
            Some(at) => unite(&mut self.items[at], item),
            None => self.items.push(item),
        }
        self.mark(at, highlights);
        known.is_none()
    }

    /// Adds what was marked in an item. The same words that another file has marked are one highlight with what both say of
    /// them; words that one file has twice are two.
    fn mark(&mut self, at: usize, highlights: Vec<Highlight>) {
        let known = &mut self.items[at].highlights;
        let mut met: HashMap<String, usize> = HashMap::new();
        let mut new = Vec::new();
        for highlight in highlights {
            let words = fold::key(&highlight.quote);
            let there = self.marked.get(&(at, words.clone())).map_or(&[][..], Vec::as_slice);
            let nth = met.entry(words.clone()).or_default();
            let one = there.get(*nth).map(|&index| &mut known[index]);
            *nth += 1;
            match one.filter(|one| are_one(one, &highlight)) {
                Some(one) => add_to(one, highlight),
                None => new.push((words, highlight)),
            }
        }
        for (words, highlight) in new {
            self.marked.entry((at, words)).or_default().push(known.len());
            known.push(highlight);
        }
    }
}

/// Whether two highlights of the same words say nothing that is different.
fn are_one(one: &Highlight, other: &Highlight) -> bool {
    let is_said_once = one.note.is_none() || other.note.is_none();
    one.note == other.note || is_said_once && !other.quote.is_empty()
}

/// Adds to a highlight what another one of the same words says more.
fn add_to(known: &mut Highlight, other: Highlight) {
    keep(&mut known.prefix, other.prefix);
    keep(&mut known.suffix, other.suffix);
    keep(&mut known.note, other.note);
    keep(&mut known.locator, other.locator);
    keep(&mut known.created, other.created);
    keep(&mut known.id, other.id);
    known.replies.extend(other.replies);
    add_all(&mut known.tags, other.tags);
    known.in_context |= other.in_context;
    known.private |= other.private;
}

fn keep(own: &mut Option<String>, more: Option<String>) {
    *own = own.take().or(more);
}

fn add_all(own: &mut Vec<String>, more: Vec<String>) {
    let new: Vec<String> = more.into_iter().filter(|tag| !own.contains(tag)).collect();
    own.extend(new);
}

/// Where something is, as it is compared: at its own address, and at that of its DOI.
pub fn addresses(url: Option<&str>, doi: Option<&str>) -> Vec<String> {
    let doi = doi.and_then(fold::doi).map(|doi| address(&fold::doi_address(&doi)));
    let mut addresses: Vec<String> = url.map(address).into_iter().chain(doi).collect();
    addresses.dedup();
    addresses
}

fn unite(known: &mut Item, item: Item) {
    known.listed.extend(item.listed);
    add_all(&mut known.tags, item.tags);
    known.private |= item.private;
    if known.authors.is_empty() {
        known.authors = item.authors;
    }
    if known.outlet.is_none() {
        (known.outlet, known.is_press) = (item.outlet, item.is_press);
    }
    keep(&mut known.archived, item.archived);
    keep(&mut known.published, item.published);
    keep(&mut known.accessed, item.accessed);
}

/// What two copies of one text have in common, whatever their typography.
pub fn same_text(text: &str) -> [u8; 32] {
    *blake3::hash(fold::key(text).as_bytes()).as_bytes()
}
