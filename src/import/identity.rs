//! Whether two things that were read are the same.

use std::collections::{BTreeMap, HashMap};

use super::Item;
use crate::fold;

/// Parameters of an address that say how somebody came there and not where it leads.
const TRACKING: [&str; 11] = [
    "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmpid", "ref_src",
    "s_cid", "yclid",
];

/// An address without what makes no difference: scheme, `www.`, fragment, tracking, a slash at its end.
pub fn address(url: &str) -> String {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host =
        host.strip_prefix("www.").unwrap_or(&host).trim_end_matches(":443").trim_end_matches(":80");
    let counts = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
        !name.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
    };
    let query: Vec<&str> = query.split('&').filter(counts).collect();
    let path = path.trim_end_matches('/');
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{host}/{path}{mark}{}", query.join("&"))
}

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

/// Items that come in several files, one for each address.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The items, in the order in which they came.
    pub items: Vec<Item>,
    at: HashMap<(String, Option<String>), usize>,
}

impl Gathered {
    /// Adds an item, or what it says to the one of the same address; whether it is a new one.
    pub fn add(&mut self, item: Item) -> bool {
        if let Some(url) = &item.url {
            let next = self.items.len();
            let at = *self.at.entry((address(url), item.file.clone())).or_insert(next);
            if at < next {
                unite(&mut self.items[at], item);
                return false;
            }
        }
        self.items.push(item);
        true
    }
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

#[cfg(test)]
mod tests {
    #[test]
    fn addresses() {
        for (one, other) in [
            ("https://www.Example.org/a/", "http://example.org/a#b"),
            ("https://example.org/a?utm_source=x&id=2", "https://example.org/a?id=2"),
            ("https://example.org", "example.org/"),
        ] {
            assert_eq!(super::address(one), super::address(other));
        }
        assert_ne!(
            super::address("https://example.org/a?id=1"),
            super::address("https://example.org/a?id=2")
        );
        assert_ne!(
            super::address("https://example.org/A"),
            super::address("https://example.org/a")
        );
    }
}
