//! Collects the tags of documents and notes.
//!
//! Spellings that differ in case or spaces are one tag; nothing else is united.

use std::collections::BTreeSet;

use foldhash::HashMap;

use crate::fold;
use crate::model::archive::{Archive, DocumentId};
use crate::model::site::Tag;

/// The tags, by key; each is spelled as the newest article that bears it spells it.
pub(super) fn collect(archive: &Archive) -> Vec<Tag> {
    let mut tags = Spelled::default();
    let others = (0..).map(DocumentId).take(archive.documents.len());
    let others = others.filter(|&id| archive.document(id).document.article().is_none());
    for id in archive.readings().chain(others) {
        let document = &archive.document(id).document;
        if document.withdrawn.is_some() {
            continue;
        }
        for name in &document.tags {
            if let Some(tag) = tags.entry(&name.value) {
                push(&mut tag.documents, id);
            }
        }
        let annotations = document.article().map_or(&[][..], |article| &article.annotations);
        for (index, annotation) in (0..).zip(annotations) {
            for name in &annotation.details().tags {
                if let Some(tag) = tags.entry(&name.value) {
                    push(&mut tag.annotations, (id, index));
                }
            }
        }
    }
    let mut tags = tags.all;
    tags.sort_by(|a, b| a.key.cmp(&b.key));
    address(&mut tags);
    tags
}

/// The tags so far.
#[derive(Default)]
struct Spelled<'a> {
    all: Vec<Tag>,
    by_key: HashMap<String, usize>,
    /// The tag of each spelling: there are few, and each is written very often.
    written: HashMap<&'a str, Option<usize>>,
}

impl<'a> Spelled<'a> {
    /// The tag that is written so; what has no letters is none.
    fn entry(&mut self, name: &'a str) -> Option<&mut Tag> {
        let known = self.written.get(name).copied();
        let number = known.unwrap_or_else(|| {
            let number = self.number(name);
            self.written.insert(name, number);
            number
        });
        Some(&mut self.all[number?])
    }

    fn number(&mut self, name: &str) -> Option<usize> {
        let key = fold::label(name);
        if key.is_empty() {
            return None;
        }
        let next = self.all.len();
        let number = *self.by_key.entry(key.clone()).or_insert(next);
        if number == next {
            self.all.push(Tag {
                key,
                name: name.trim().to_owned(),
                slug: fold::slug(name),
                documents: Vec::new(),
                annotations: Vec::new(),
            });
        }
        Some(number)
    }
}

/// An item may bear a tag in two spellings.
fn push<T: PartialEq>(items: &mut Vec<T>, item: T) {
    if items.last() != Some(&item) {
        items.push(item);
    }
}

/// Tags that differ only in punctuation (`C`, `C++`) have one slug; all but the plainest get a few digits that stay.
fn address(tags: &mut [Tag]) {
    let mut taken = BTreeSet::new();
    for tag in tags {
        if tag.slug.is_empty() || !taken.insert(tag.slug.clone()) {
            let hash = &blake3::hash(tag.key.as_bytes()).to_hex()[..6];
            tag.slug.push_str(if tag.slug.is_empty() { "" } else { "-" });
            tag.slug.push_str(hash);
            taken.insert(tag.slug.clone());
        }
    }
}
