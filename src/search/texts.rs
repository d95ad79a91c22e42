//! The words of documents and quotes as results show them.

use std::borrow::Cow;

use crate::model::archive::{Archive, DocumentId, Words};
use crate::model::body::{BLOCK_BORDER, TextRange};

/// How many characters of a quote make a title.
const TITLE: usize = 120;

/// The blocks of a text, each with the address of the paragraph or heading that it is in or follows.
pub(super) fn blocks(
    archive: &Archive,
    id: DocumentId,
) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let document = &archive.document(id).document;
    let body = &document.body;
    let mut at = 0;
    let mut fragment = "";
    let mut headings = body.headings.iter().peekable();
    body.text.split(BLOCK_BORDER).filter_map(move |block| {
        let range = TextRange::new(at, at + block.len());
        at += block.len() + BLOCK_BORDER.len_utf8();
        while let Some(heading) = headings.next_if(|heading| heading.range.start <= range.start) {
            fragment = &heading.id;
        }
        if let Some(index) = body.paragraph_at(range.start) {
            fragment = &body.paragraphs[index].id;
        }
        // The words of an article are shown as they are written.
        let text = match document.article() {
            Some(_) => block.into(),
            None => archive.shown(id, Words::Text, body, range),
        };
        (!block.trim().is_empty()).then_some((fragment, text))
    })
}

/// A quote as a title.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(TITLE) {
        None => text.to_owned(),
        Some((cut, _)) => {
            let end = text[..cut].rfind(' ').unwrap_or(cut);
            format!("{} …", text[..end].trim_end())
        }
    }
}
