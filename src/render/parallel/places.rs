//! Where the words of an apparatus stand in their text, and which of several equal ones they are there.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::body::{Body, TextRange};

use super::variants::equal;

/// What words stand in.
pub(super) struct Place<'a> {
    /// `heading`, `footnote`, `paragraph`, `other`.
    pub(super) at: &'static str,
    /// The number of the footnote or of the paragraph.
    pub(super) number: Option<usize>,
    /// Its address on the page of the text.
    pub(super) id: Option<&'a str>,
    /// All of its words; none where it is not known.
    range: TextRange,
}

/// What words stand in.
pub(super) fn place(body: &Body, words: TextRange) -> Place<'_> {
    if let Some(note) = body.footnotes.iter().position(|note| note.range.contains(words)) {
        let range = body.footnotes[note].range;
        return Place { at: "footnote", number: Some(note + 1), id: None, range };
    }
    if let Some(heading) = body.headings.iter().find(|heading| heading.range.contains(words)) {
        return Place { at: "heading", number: None, id: Some(&heading.id), range: heading.range };
    }
    let Some(index) = body.paragraph_at(words.start) else {
        return Place { at: "other", number: None, id: None, range: TextRange::default() };
    };
    let paragraph = &body.paragraphs[index];
    let (id, range) = (Some(paragraph.id.as_str()), paragraph.range);
    Place { at: "paragraph", number: Some(index + 1), id, range }
}

/// Which of several equal ones in its place each of these passages is, from 1; what stands there once is left out.
pub(super) fn numbers(
    body: &Body,
    passages: impl Iterator<Item = TextRange>,
) -> BTreeMap<TextRange, usize> {
    let places: BTreeSet<TextRange> = passages.map(|words| place(body, words).range).collect();
    places.iter().flat_map(|place| equal(&body.text[place.range()], place.start)).collect()
}
