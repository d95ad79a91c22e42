//! Places in documents that fragments name, and the words that stand there.
//!
//! Looks at one document at a time.

use super::called::key;
use crate::diagnostic::nearest;
use crate::fold;
use crate::model::annotation::Anchoring;
use crate::model::article::Reading;
use crate::model::body::{Body, TextRange};

/// The sections that the built-in templates make of what is known of a document or an entity.
const SECTIONS: &[&str] = &["mentions", "events", "with", "names", "cite", "contested"];

/// A place in a document.
pub(super) struct Place {
    /// The fragment that leads there.
    pub(super) id: String,
    /// The words that stand there, where it has some of its own.
    pub(super) words: Option<TextRange>,
}

/// The place that a fragment names: `^block`, an id, or the words of a heading (the last of `A#B`).
pub(super) fn find(reading: &Reading, fragment: &str) -> Option<Place> {
    let body = &reading.document.body;
    let fragment = fragment.rsplit('#').next().unwrap_or(fragment).trim();
    if let Some(block) = fragment.strip_prefix('^') {
        return paragraph(body, block, true);
    }
    heading(body, |heading| heading.id == fragment)
        .or_else(|| annotation(reading, fragment))
        .or_else(|| paragraph(body, fragment, false))
        .or_else(|| {
            let same = |words: &str| words.eq_ignore_ascii_case(fragment);
            heading(body, |heading| same(&body.text[heading.range.range()]))
        })
        .or_else(|| {
            let wanted = key(fragment);
            heading(body, |heading| key(&body.text[heading.range.range()]) == wanted)
        })
        .or_else(|| section(fragment))
}

/// A section that pages have whatever their text.
pub(super) fn section(fragment: &str) -> Option<Place> {
    SECTIONS.contains(&fragment).then(|| Place { id: fragment.to_owned(), words: None })
}

/// The words that stand for a whole document: its first section.
pub(super) fn opening(body: &Body) -> TextRange {
    let end = end_of_text(body);
    let mut start = 0;
    for heading in &body.headings {
        if body.text[start as usize..heading.range.range().start].contains(char::is_alphanumeric) {
            return trimmed(body, TextRange { start, end: heading.range.start });
        }
        start = heading.range.end;
    }
    trimmed(body, TextRange { start, end: end.max(start) })
}

/// The place that was probably meant.
pub(super) fn nearest_to(reading: &Reading, fragment: &str) -> Option<String> {
    let body = &reading.document.body;
    let headings = body.headings.iter().map(|heading| &body.text[heading.range.range()]);
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    let ids = annotations.iter().map(|annotation| annotation.id.as_str());
    let blocks = body.paragraphs.iter().filter_map(|paragraph| paragraph.block.as_deref());
    let wanted = fragment.trim_start_matches('^');
    nearest(wanted, headings.chain(ids).chain(blocks)).map(str::to_owned)
}

fn heading(body: &Body, is: impl Fn(&crate::model::body::Heading) -> bool) -> Option<Place> {
    let index = body.headings.iter().position(is)?;
    let heading = &body.headings[index];
    let mut after = body.headings[index + 1..].iter();
    let next = after.find(|next| next.level <= heading.level);
    let end = next.map_or(end_of_text(body), |next| next.range.start);
    let words = TextRange { start: heading.range.end, end: end.max(heading.range.end) };
    Some(Place { id: heading.id.clone(), words: Some(trimmed(body, words)) })
}

fn annotation(reading: &Reading, id: &str) -> Option<Place> {
    let annotations = &reading.document.article()?.annotations;
    let id = &fold::fragment(id);
    let index = annotations.iter().position(|annotation| annotation.id == *id)?;
    let words = match reading.anchors.get(index) {
        Some(Anchoring::Found(anchor)) => hull(&reading.document.body, &anchor.ranges),
        _ => None,
    };
    Some(Place { id: id.to_owned(), words })
}

/// The words from the first to the last part of a passage; of parts in several paragraphs the first alone.
fn hull(body: &Body, ranges: &[TextRange]) -> Option<TextRange> {
    let (first, last) = (ranges.first()?, ranges.last()?);
    let same = body.paragraph_at(first.start) == body.paragraph_at(last.start);
    Some(TextRange { start: first.start, end: if same { last.end } else { first.end } })
}

fn paragraph(body: &Body, name: &str, block: bool) -> Option<Place> {
    let named = |p: &&crate::model::body::Paragraph| p.block.as_deref() == Some(name);
    let known = |p: &&crate::model::body::Paragraph| !block && p.id == name;
    let paragraph = body.paragraphs.iter().find(|p| named(p) || known(p))?;
    Some(Place { id: paragraph.id.clone(), words: Some(paragraph.range) })
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

/// A range without the white space and borders at its ends.
fn trimmed(body: &Body, range: TextRange) -> TextRange {
    let words = &body.text[range.range()];
    let start = range.range().start + (words.len() - words.trim_start().len());
    TextRange::new(start, (start + words.trim().len()).max(start))
}
