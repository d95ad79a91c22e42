//! Places in documents that fragments name, and the words that stand there.
//!
//! Gathers the places of a document when the first link leads into it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::called::key;
use super::disclose::Disclosed;
use crate::diagnostic::Candidates;
use crate::fold;
use crate::model::annotation::Anchoring;
use crate::model::archive::{DocumentId, Place};
use crate::model::article::{Document, Reading};
use crate::model::body::{Body, TextRange};

/// The sections that the built-in templates make of what is known of a document or an entity.
const SECTIONS: &[&str] = &["mentions", "events", "with", "names", "cite", "contested"];

/// A place in a document, and the words that stand there, where it has some of its own.
pub(super) type Found = (Place, Option<TextRange>);

/// The places of all documents that links lead into.
pub(super) struct Everywhere<'a> {
    disclosed: &'a Disclosed,
    shown: Vec<OnceLock<Places<'a>>>,
    whole: Vec<OnceLock<Places<'a>>>,
}

impl<'a> Everywhere<'a> {
    /// Those of an edition.
    pub(super) fn of(disclosed: &'a Disclosed) -> Self {
        let unknown = || disclosed.readings.iter().map(|_| OnceLock::new()).collect();
        Self { disclosed, shown: unknown(), whole: unknown() }
    }

    /// The places of a document.
    pub(super) fn shown(&self, id: DocumentId) -> &Places<'a> {
        let reading = &self.disclosed.readings[id.index()];
        self.shown[id.index()].get_or_init(|| Places::of(reading))
    }

    /// Whether a place of a document is there and only withheld from this edition.
    pub(super) fn is_withheld(&self, id: DocumentId, fragment: &str) -> bool {
        self.disclosed.withheld[id.index()].as_ref().is_some_and(|withheld| {
            let whole = self.whole[id.index()].get_or_init(|| Places::of(&withheld.whole));
            whole.find(fragment).is_some()
        })
    }
}

/// The places of one document, by all that fragments can call them.
pub(super) struct Places<'a> {
    reading: &'a Reading,
    /// Where the section below each heading ends.
    ends: Vec<u32>,
    /// Headings by their ids, their words in small letters, and the keys of these.
    headings: [HashMap<Cow<'a, str>, usize>; 3],
    annotations: HashMap<&'a str, usize>,
    /// Paragraphs by `^block`, and by that or their ids.
    blocks: HashMap<&'a str, usize>,
    paragraphs: HashMap<&'a str, usize>,
    opening: TextRange,
    /// What fragments that lead nowhere are compared with.
    likely: OnceLock<Candidates>,
}

impl<'a> Places<'a> {
    fn of(reading: &'a Reading) -> Self {
        let body = &reading.document.body;
        let end = end_of_text(body);
        let mut places = Self {
            reading,
            ends: ends(body, end),
            headings: Default::default(),
            annotations: HashMap::new(),
            blocks: HashMap::new(),
            paragraphs: HashMap::new(),
            opening: opening(body, end),
            likely: OnceLock::new(),
        };
        let [ids, words, keys] = &mut places.headings;
        for (index, heading) in body.headings.iter().enumerate() {
            let shown = &body.text[heading.range.range()];
            ids.entry(Cow::Borrowed(&*heading.id)).or_insert(index);
            words.entry(Cow::Owned(shown.to_ascii_lowercase())).or_insert(index);
            keys.entry(Cow::Owned(key(shown))).or_insert(index);
        }
        for (index, paragraph) in body.paragraphs.iter().enumerate() {
            if let Some(block) = &paragraph.block {
                places.blocks.entry(block).or_insert(index);
                places.paragraphs.entry(block).or_insert(index);
            }
            places.paragraphs.entry(&paragraph.id).or_insert(index);
        }
        let article = reading.document.article();
        let annotations = article.into_iter().flat_map(|article| &article.annotations);
        for (index, annotation) in annotations.enumerate() {
            places.annotations.entry(&annotation.id).or_insert(index);
        }
        places
    }

    /// The place that a fragment names: the last of `A#B`.
    pub(super) fn find(&self, fragment: &str) -> Option<Found> {
        let mut parts = fragment.split('#').map(|part| self.part(part.trim()));
        let (mut place, words) = parts.next_back()??;
        let above = parts.flatten().flat_map(|(above, _)| above.called);
        place.called = above.chain(place.called).collect();
        Some((place, words))
    }

    /// The place that a part of a fragment names: `^block`, an id, or the words of a heading.
    fn part(&self, fragment: &str) -> Option<Found> {
        if let Some(block) = fragment.strip_prefix('^') {
            return self.blocks.get(block).map(|&index| self.paragraph(index));
        }
        let [ids, words, keys] = &self.headings;
        let paragraph = || self.paragraphs.get(fragment).map(|&index| self.paragraph(index));
        let heading = |index: Option<&usize>| index.map(|&index| self.heading(index));
        heading(ids.get(fragment))
            .or_else(|| self.annotation(fragment))
            .or_else(paragraph)
            .or_else(|| heading(words.get(&*fragment.to_ascii_lowercase())))
            .or_else(|| heading(keys.get(&*key(fragment))))
            .or_else(|| section(fragment))
    }

    /// The place that was probably meant by a fragment that leads nowhere.
    pub(super) fn nearest(&self, fragment: &str) -> Option<&str> {
        let likely = self.likely.get_or_init(|| {
            let Document { body, .. } = &self.reading.document;
            let headings = body.headings.iter().map(|heading| &body.text[heading.range.range()]);
            let article = self.reading.document.article();
            let annotations = article.into_iter().flat_map(|article| &article.annotations);
            let ids = annotations.map(|annotation| annotation.id.as_str());
            let blocks = body.paragraphs.iter().filter_map(|paragraph| paragraph.block.as_deref());
            Candidates::of(headings.chain(ids).chain(blocks))
        });
        likely.nearest(fragment.trim_start_matches('^'))
    }

    /// The words that stand for the whole document: its first section.
    pub(super) fn opening(&self) -> TextRange {
        self.opening
    }

    fn heading(&self, index: usize) -> Found {
        let body = &self.reading.document.body;
        let heading = &body.headings[index];
        let end = self.ends[index].max(heading.range.end);
        let words = TextRange { start: heading.range.end, end };
        let place = Place { id: heading.id.clone(), called: vec![heading.range] };
        (place, Some(words))
    }

    fn annotation(&self, id: &str) -> Option<Found> {
        let id = fold::fragment(id);
        let index = *self.annotations.get(&*id)?;
        let words = match self.reading.anchors.get(index) {
            Some(Anchoring::Found(anchor)) => hull(&self.reading.document.body, &anchor.ranges),
            _ => None,
        };
        Some((Place { id, called: words.into_iter().collect() }, words))
    }

    fn paragraph(&self, index: usize) -> Found {
        let paragraph = &self.reading.document.body.paragraphs[index];
        let place = Place { id: paragraph.id.clone(), called: vec![paragraph.range] };
        (place, Some(paragraph.range))
    }
}

/// A section that pages have whatever their text.
pub(super) fn section(fragment: &str) -> Option<Found> {
    let place = || Place { id: fragment.to_owned(), called: Vec::new() };
    SECTIONS.contains(&fragment).then(|| (place(), None))
}

/// Where the sections of a text end, each at the next heading that is not below its own.
fn ends(body: &Body, end: u32) -> Vec<u32> {
    let mut ends = vec![end; body.headings.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, heading) in body.headings.iter().enumerate() {
        while let Some(above) = open.pop_if(|above| body.headings[*above].level >= heading.level) {
            ends[above] = heading.range.start;
        }
        open.push(index);
    }
    ends
}

/// The first section of a text that ends there.
fn opening(body: &Body, end: u32) -> TextRange {
    let mut start = 0;
    for heading in &body.headings {
        if body.text[start as usize..heading.range.range().start].contains(char::is_alphanumeric) {
            return TextRange { start, end: heading.range.start };
        }
        start = heading.range.end;
    }
    TextRange { start, end: end.max(start) }
}

/// The words from the first to the last part of a passage; of parts in several paragraphs the first alone.
fn hull(body: &Body, ranges: &[TextRange]) -> Option<TextRange> {
    let (first, last) = (ranges.first()?, ranges.last()?);
    let same = body.paragraph_at(first.start) == body.paragraph_at(last.start);
    Some(TextRange { start: first.start, end: if same { last.end } else { first.end } })
}

/// Where the text ends and only footnotes follow.
fn end_of_text(body: &Body) -> u32 {
    let mut end = u32::try_from(body.text.len()).unwrap_or(u32::MAX);
    let mut notes: Vec<TextRange> = body.footnotes.iter().map(|footnote| footnote.range).collect();
    notes.retain(|range| !range.range().is_empty());
    notes.sort_unstable();
    for note in notes.iter().rev() {
        let after = &body.text[note.range().end..end as usize];
        if after.contains(char::is_alphanumeric) {
            break;
        }
        end = note.start;
    }
    end
}
