//! Records, questions and pages that are there, which of them something that is brought in is, and what it says more.

use std::collections::{BTreeMap, BTreeSet};

use variorum::model::article::{Document, EntityRecord, Kind};
use variorum::source::{Source, Span};
use variorum::yaml::{self, Entry, Node};
use variorum::{edit, export, fold, import, keys};

/// The lists of a record that become longer; of all else that two say, what is there stays.
const LISTS: [&str; 5] = ["aliases", "different_from", "not", "roles", "tags"];

/// What of the keys that all documents have a record says of what it stands for.
const COMMON: [&str; 2] = ["summary", "tags"];

/// The records, questions and pages that are there.
#[derive(Default)]
pub(super) struct Records {
    pub(super) known: Vec<(Source, Document)>,
    /// By what they are and their addresses.
    by_slug: BTreeMap<(&'static str, String), usize>,
    /// By what they are and their names.
    by_name: BTreeMap<(&'static str, String), Vec<usize>>,
}

impl Records {
    /// Adds one.
    pub(super) fn know(&mut self, source: Source, document: Document) {
        let (kind, at) = (document.is.name(), self.known.len());
        self.by_slug.entry((kind, document.slug.clone())).or_insert(at);
        self.by_name.entry((kind, fold::label(&document.title.value))).or_default().push(at);
        self.known.push((source, document));
    }

    /// The one that something with an address is: the one of that address, else the one of its name; where only one of these is
    /// the same, nothing else may tell them apart.
    pub(super) fn find(&self, document: &Document, slug: Option<&str>) -> Option<usize> {
        let kind = document.is.name();
        let called = self.by_name.get(&(kind, fold::label(&document.title.value)));
        let called = called.map_or(&[][..], Vec::as_slice);
        let with_slug = slug.and_then(|slug| self.by_slug.get(&(kind, slug.to_owned())));
        if let Some(at) = with_slug.filter(|at| called.contains(at)) {
            return Some(*at);
        }
        let is_same = |at: &&usize| {
            let both = [&self.known[**at].1, document].map(Document::entity);
            !matches!(both, [Some(one), Some(other)] if are_two(one, other))
        };
        with_slug.into_iter().chain(called).find(is_same).copied()
    }
}

/// Whether two records say what only one of them can be.
fn are_two(one: &EntityRecord, other: &EntityRecord) -> bool {
    let kinds = [one, other].map(|record| record.naming.kind.as_ref().map(|kind| &kind.value));
    if let [Some(one), Some(other)] = kinds
        && one != other
    {
        return true;
    }
    let values = |record: &EntityRecord, scheme: &str| -> Vec<String> {
        let own = record.identifiers.iter().filter(|(other, _)| other == scheme);
        own.map(|(_, value)| value.value.clone()).collect()
    };
    // Many pages can be about one thing.
    let schemes =
        one.identifiers.iter().map(|(scheme, _)| scheme).filter(|scheme| *scheme != "url");
    let mut both = schemes.map(|scheme| (values(one, scheme), values(other, scheme)));
    both.any(|(one, other)| !other.is_empty() && !one.iter().any(|value| other.contains(value)))
}

/// A record with what another one says of the same.
pub(super) struct United {
    pub(super) text: String,
    /// The keys that say more now.
    pub(super) added: Vec<String>,
    /// What was not added, and why.
    pub(super) left: Vec<String>,
}

/// What a record that is brought in says under a key, beside the one that is there.
enum More {
    /// It is there.
    Nothing,
    /// Something else is there.
    Otherwise,
    /// There is no value yet.
    Value,
    /// These items are not in the list.
    Items(Vec<Node>),
}

/// Adds to a record that is there what it does not say. Nothing that it says is changed.
pub(super) fn unite(source: &Source, there: &Document, brought: &Document) -> United {
    let mut united = United { text: source.text.clone(), added: Vec::new(), left: Vec::new() };
    let [own, more] = [there, brought].map(|one| yaml::read(&export::front_matter(one), 0).ok());
    let mut otherwise = Vec::new();
    for (key, value) in more.iter().flat_map(Node::entries) {
        let key = key.value.as_str();
        let (start, end) = (there.front_matter.start as usize, there.front_matter.end as usize);
        let span = Span::new(start, end + united.text.len() - source.text.len());
        let changed = match more_of(key, own.as_ref().and_then(|own| own.get(key)), value) {
            _ if !is_of_record(there, key) => continue,
            More::Nothing => continue,
            More::Otherwise => {
                otherwise.push(format!("`{key}`"));
                continue;
            }
            More::Value => edit::put(&united.text, span, key, value),
            More::Items(items) => edit::add_all(&united.text, span, key, &items),
        };
        match changed {
            Ok(text) => {
                united.text = text;
                united.added.push(format!("`{key}`"));
            }
            Err(why) => united.left.push(format!("`{key}` is not added: {why}")),
        }
    }
    let text = &brought.body.text;
    if !text.is_empty() && import::same_text(text) != import::same_text(&there.body.text) {
        otherwise.push("the text".to_owned());
    }
    if !otherwise.is_empty() {
        united.left.push(format!("what is there stays as it is: {}", otherwise.join(", ")));
    }
    united
}

/// Whether a key is one of those that a record has for what it stands for. Its name it has already.
fn is_of_record(document: &Document, key: &str) -> bool {
    let own = match &document.is {
        Kind::Entity(_) => keys::ENTITY,
        Kind::Question(_) => keys::QUESTION,
        Kind::Article(_) | Kind::Page => &[],
    };
    COMMON.contains(&key) || keys::find(&[own], key).is_some()
}

fn more_of(key: &str, there: Option<&Node>, brought: &Node) -> More {
    if !LISTS.contains(&key) {
        return match there {
            None => More::Value,
            Some(there) if edit::same(there, brought) => More::Nothing,
            Some(_) => More::Otherwise,
        };
    }
    let known: BTreeSet<String> = there.iter().flat_map(|there| there.items()).map(said).collect();
    let new = brought.items().iter().filter(|item| !known.contains(&said(item)));
    let new: Vec<Node> = new.cloned().collect();
    if new.is_empty() { More::Nothing } else { More::Items(new) }
}

/// An item as it is compared with others. A name is the same whenever and in whatever language it is one.
fn said(item: &Node) -> String {
    if let Some(words) = item.get("value").unwrap_or(item).as_str() {
        return fold::label(words);
    }
    let pair = |(key, value): &Entry| format!("{}: {}\n", key.value, said(value));
    item.entries().iter().map(pair).collect::<Vec<_>>().concat()
}
