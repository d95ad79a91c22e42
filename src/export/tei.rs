//! The texts as TEI P5: a file for each article, which in that of a base text has the apparatus of all its witnesses.
//!
//! Written from what the archive discloses, by parallel segmentation: what differs stands where it differs.

mod apparatus;
mod dates;
mod header;
mod inline;
mod names;
mod notes;
mod text;

use std::collections::BTreeMap;

use super::{Source, xml};
use crate::model::archive::{DocumentId, LinkKind, Words};
use crate::model::site::{Output, Subject};
use apparatus::Apparatus;
use text::{Scope, Text};

/// The files, by path.
pub(super) fn files(source: Source) -> Vec<Output> {
    let witnesses = witnesses(source);
    let mut ids: Vec<DocumentId> = source.archive.readings().collect();
    ids.sort_unstable();
    let file = |id: DocumentId| Output {
        url: path(source, id),
        bytes: file(source, id, witnesses.get(&id).copied().unwrap_or_default()).into(),
    };
    ids.into_iter().map(file).collect()
}

/// The file of an article.
fn path(source: Source, id: DocumentId) -> String {
    let page = source.page_below(id);
    format!("{}.xml", page.strip_suffix(".html").unwrap_or(&page))
}

/// The versions that a base text is collated with, as the pages of the site have it.
fn witnesses(source: Source<'_>) -> BTreeMap<DocumentId, &[DocumentId]> {
    let mut witnesses: BTreeMap<DocumentId, &[DocumentId]> = BTreeMap::new();
    for page in &source.site.pages {
        match &page.subject {
            Subject::Witnesses { base, others } => {
                witnesses.insert(*base, others);
            }
            Subject::Parallel { kind: LinkKind::Versions, first, second }
                if !source.site.bases.contains_key(first) =>
            {
                witnesses.insert(*first, std::slice::from_ref(second));
            }
            _ => {}
        }
    }
    witnesses
}

fn file(source: Source, id: DocumentId, others: &[DocumentId]) -> String {
    let document = &source.archive.document(id).document;
    let apparatus = Apparatus::of(source, id, others);
    let notes = notes::notes(source, id);
    let scope = Scope { source, id, words: Words::Text, body: &document.body };
    let body = text::write(scope, &Text::of(source, id, &apparatus));
    let names = names::lists(source, id);
    let language = document.language.as_ref().map_or(&source.config.language, |l| &l.value);
    // It says which calendars the rest names.
    let header = header::header(source, id, &apparatus, &[&body, &names, &notes]);
    let mut file = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    file += "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n";
    file += &header;
    if !names.is_empty() || !notes.is_empty() {
        file += &format!("<standOff>\n{names}{notes}</standOff>\n");
    }
    file +=
        &format!("<text xml:lang=\"{}\">\n<body>\n{body}</body>\n</text>\n</TEI>\n", xml(language));
    file
}

/// An element with words alone; nothing where there are none.
fn element(name: &str, attributes: &str, words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    format!("<{name}{attributes}>{}</{name}>\n", xml(words))
}

/// Something with an id in the file: names may have signs that XML has not in ids.
fn id(kind: &str, name: &str) -> String {
    let mut id = format!("{kind}-");
    for c in name.chars() {
        let fits = c.is_ascii_alphanumeric()
            || matches!(c, '-' | '.')
            || c > '\u{f7}' && c.is_alphabetic();
        if fits {
            id.push(c);
        } else {
            id += &format!("_{:x}", u32::from(c));
        }
    }
    id
}
