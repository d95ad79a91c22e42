//! Collects the tags of documents and notes.
//!
//! Spellings that differ in case or spaces are one tag; nothing else is united.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold;
use crate::model::archive::{Archive, DocumentId};
use crate::model::site::Tag;

/// The tags, by key; each is spelled as the newest article that bears it spells it.
pub(super) fn collect(archive: &Archive) -> Vec<Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    let others = (0..).map(DocumentId).take(archive.documents.len());
    let others = others.filter(|&id| archive.document(id).document.article().is_none());
    for id in archive.readings().chain(others) {
        let document = &archive.document(id).document;
        if document.withdrawn.is_some() {
            continue;
        }
        for name in &document.tags {
            if let Some(tag) = entry(&mut tags, &name.value) {
                push(&mut tag.documents, id);
            }
        }
        let annotations = document.article().map_or(&[][..], |article| &article.annotations);
        for (index, annotation) in (0..).zip(annotations) {
            for name in &annotation.tags {
                if let Some(tag) = entry(&mut tags, &name.value) {
                    push(&mut tag.annotations, (id, index));
                }
            }
        }
    }
    let mut tags: Vec<Tag> = tags.into_values().collect();
    address(&mut tags);
    tags
}

fn entry<'a>(tags: &'a mut BTreeMap<String, Tag>, name: &str) -> Option<&'a mut Tag> {
    let key = fold::label(name);
    (!key.is_empty()).then(|| {
        tags.entry(key.clone()).or_insert_with(|| Tag {
            key,
            name: name.trim().to_owned(),
            slug: fold::slug(name),
            documents: Vec::new(),
            annotations: Vec::new(),
        })
    })
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
