//! The archive as a folder of notes: what Obsidian opens, and what Variorum reads as an archive.
//!
//! Written from what the archive discloses and not from the files, so that nothing that is withheld is in it. Each document
//! is a note at the path of its file; what a file has twice, in other words, it has once and in the plainest.

mod front;
mod items;
mod shown;
mod text;
mod yaml;

use std::collections::BTreeSet;
use std::ops::Not;
use std::sync::Arc;

use serde::Serialize;

use self::shown::Shown;
use self::yaml::Yaml;
use super::Source;
use crate::fold;
use crate::model::archive::{DocumentId, Edition, Entity};
use crate::model::article::{Document, Visibility};
use crate::model::site::Output;

/// The notes, by path.
pub(super) fn notes(source: Source) -> Vec<Output> {
    let (guarded, shown) = (guarded(source), Shown::of(source));
    let documents = (0..).map(DocumentId).take(source.archive.documents.len());
    documents
        .map(|id| {
            let document = shown.document(id);
            Output {
                url: path(&document).to_owned(),
                bytes: note(source, &document, &guarded).into(),
            }
        })
        .collect()
}

/// What a document says of itself and not of passages, in the one form that notes have.
pub(super) fn front_matter(document: &Document) -> String {
    yaml::text(&front::matter(document, Visibility::Full, &BTreeSet::new(), false))
}

/// Names that are not to be listed for others, whose record may be one of those that are withheld.
fn guarded(source: Source) -> BTreeSet<String> {
    let is_guarded =
        |entity: &&Arc<Entity>| entity.sensitive && source.archive.edition == Edition::Public;
    let names = source.archive.entities.iter().filter(is_guarded).flat_map(|entity| {
        entity.aliases.iter().map(|alias| &alias.value.value).chain([&entity.name])
    });
    names.map(|name| fold::label(name)).collect()
}

/// An annotation as it stands in front matter.
#[derive(Serialize)]
pub(super) struct Listed<'a> {
    /// The path of the note of its article.
    file: &'a str,
    /// Nothing for a mark in the text, and for a name that is not to be listed.
    #[serde(flatten)]
    item: Option<Item>,
    title: &'a str,
    /// Whether its article is not done yet.
    #[serde(skip_serializing_if = "Not::not")]
    draft: bool,
    /// Whether nothing of its article leaves the machine.
    #[serde(skip_serializing_if = "Not::not")]
    private: bool,
}

#[derive(Serialize)]
struct Item {
    item: Yaml,
    list: &'static str,
}

impl Listed<'_> {
    /// Whether it is an item of a list.
    pub(super) fn is_item(&self) -> bool {
        self.item.is_some()
    }
}

/// What tells the annotations of an archive as they stand in front matter.
pub(super) struct Lists<'a> {
    source: Source<'a>,
    guarded: BTreeSet<String>,
    shown: Shown<'a>,
}

impl<'a> Lists<'a> {
    pub(super) fn of(source: Source<'a>) -> Self {
        Self { source, guarded: guarded(source), shown: Shown::of(source) }
    }

    /// The annotations of a document, in order.
    pub(super) fn listed(&self, id: DocumentId) -> Vec<Listed<'a>> {
        let document = &self.source.archive.document(id).document;
        let shown = self.shown.document(id);
        let annotations = shown.article().map_or(&[][..], |article| &article.annotations);
        let listed = annotations.iter().map(|said| {
            let list = items::list(said, &self.guarded);
            let item = list.map(|list| Item { item: items::item(said), list });
            Listed {
                file: path(document),
                item,
                title: &document.title.value,
                draft: document.draft,
                private: document.visible(self.source.config.visibility) == Visibility::Private,
            }
        });
        listed.collect()
    }
}

/// The path of a note: that of its file, below `content/`.
fn path(document: &Document) -> &str {
    document.source.strip_prefix("content/").unwrap_or(&document.source)
}

fn note(source: Source, document: &Document, guarded: &BTreeSet<String>) -> String {
    // What was taken back is the reader's own still.
    let is_whole = document.withdrawn.is_none() || source.archive.edition == Edition::Private;
    let body = if is_whole { text::markdown(&document.body) } else { String::new() };
    let end = if body.is_empty() { "" } else { "\n" };
    format!(
        "---\n{}---\n{end}{body}{end}",
        yaml::text(&front::matter(document, source.config.visibility, guarded, is_whole))
    )
}
