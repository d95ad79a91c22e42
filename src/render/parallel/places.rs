//! Where the words of an apparatus stand in their text, and which of several equal ones they are there.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::body::{Body, Markup, TextRange};

use super::variants::equal;

/// A text, as the places in it are told.
pub(super) struct Places<'a> {
    pub(super) body: &'a Body,
    /// Where a line ends inside of a paragraph, as lines of verse do.
    breaks: Vec<u32>,
}

/// What words stand in.
pub(super) struct Place<'a> {
    /// `heading`, `footnote`, `paragraph`, `other`.
    pub(super) at: &'static str,
    /// The number of the footnote or of the paragraph.
    pub(super) number: Option<usize>,
    /// The number of the line in a paragraph of several.
    pub(super) line: Option<usize>,
    /// Its address on the page of the text.
    pub(super) id: Option<&'a str>,
    /// All of its words; none where it is not known.
    range: TextRange,
}

impl<'a> Places<'a> {
    /// The places of a text.
    pub(super) fn of(body: &'a Body) -> Self {
        let breaks = body.items.iter().filter(|item| item.is == Markup::HardBreak);
        Self { body, breaks: breaks.map(|item| item.at).collect() }
    }

    /// What words stand in.
    pub(super) fn place(&self, words: TextRange) -> Place<'a> {
        let body = self.body;
        let whole = |at, number, range| Place { at, number, line: None, id: None, range };
        if let Some(note) = body.footnotes.iter().position(|note| note.range.contains(words)) {
            return whole("footnote", Some(note + 1), body.footnotes[note].range);
        }
        if let Some(heading) = body.headings.iter().find(|heading| heading.range.contains(words)) {
            return Place { id: Some(&heading.id), ..whole("heading", None, heading.range) };
        }
        let Some(index) = body.paragraph_at(words.start) else {
            return whole("other", None, TextRange::default());
        };
        let paragraph = &body.paragraphs[index];
        let (line, range) = self.line(paragraph.range, words.start).unzip();
        let range = range.unwrap_or(paragraph.range);
        Place { line, id: Some(&paragraph.id), ..whole("paragraph", Some(index + 1), range) }
    }

    /// What stands before a place between words: before the first paragraph that is paragraph 0.
    pub(super) fn before(&self, at: u32) -> Place<'a> {
        let range = TextRange { start: at.saturating_sub(1), end: at };
        let first = Place { at: "paragraph", number: Some(0), line: None, id: None, range };
        if at == 0 { first } else { self.place(range) }
    }

    /// The line of a paragraph that holds a place of the text, with its number; nothing where it has but one.
    fn line(&self, paragraph: TextRange, at: u32) -> Option<(usize, TextRange)> {
        let before = |at: u32| self.breaks.partition_point(|&end| end < at);
        let ends = &self.breaks[before(paragraph.start)..before(paragraph.end)];
        let number = ends.partition_point(|&end| end <= at);
        let start = number.checked_sub(1).map_or(paragraph.start, |last| ends[last]);
        let end = ends.get(number).copied().unwrap_or(paragraph.end);
        (!ends.is_empty()).then_some((number + 1, TextRange { start, end }))
    }

    /// Which of several equal ones in its place each of these passages is, from 1; what stands there once is left out.
    pub(super) fn numbers(
        &self,
        passages: impl Iterator<Item = TextRange>,
    ) -> BTreeMap<TextRange, usize> {
        let places: BTreeSet<TextRange> = passages.map(|words| self.place(words).range).collect();
        let equal = |place: &TextRange| equal(&self.body.text[place.range()], place.start);
        places.iter().flat_map(equal).collect()
    }
}
