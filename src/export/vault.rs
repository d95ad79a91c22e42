//! The archive as a folder of notes: what Obsidian opens, and what Variorum reads as an archive.
//!
//! Written from what the archive discloses and not from the files, so that nothing that is withheld is in it. Each document
//! is a note at the path of its file; what a file has twice, in other words, it has once and in the plainest.

mod front;
mod items;
mod text;
mod yaml;

use std::collections::BTreeSet;

use super::Source;
use crate::fold;
use crate::model::archive::Edition;
use crate::model::article::Document;
use crate::model::site::Output;

/// The notes, by path.
pub(super) fn notes(source: Source) -> Vec<Output> {
    let guarded = source.archive.entities.iter().filter(|entity| entity.sensitive);
    let names = guarded.flat_map(|entity| {
        entity.aliases.iter().map(|alias| &alias.value.value).chain([&entity.name])
    });
    let guarded: BTreeSet<String> = names.map(|name| fold::label(name)).collect();
    let documents = source.archive.documents.iter().map(|reading| &reading.document);
    documents
        .map(|document| Output {
            url: path(document),
            bytes: note(source, document, &guarded).into(),
        })
        .collect()
}

/// The path of a note: that of its file, below `content/`.
fn path(document: &Document) -> String {
    document.source.strip_prefix("content/").unwrap_or(&document.source).to_owned()
}

/// `guarded`: names that are not to be listed, whose record may be one of those that are withheld.
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
