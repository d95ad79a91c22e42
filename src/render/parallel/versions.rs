//! The view of two versions of one text: side by side, with what differs marked, and as an apparatus.

use std::collections::BTreeMap;

use crate::fold;
use crate::model::archive::DocumentId;
use crate::model::article::Document;
use crate::model::body::TextRange;
use crate::model::collation::{self, Break, Collated, Variant, is_retitled};
use crate::render::body::Overlay;
use crate::render::context::Context;
use crate::render::view::{ParallelView, RowView, VariantView};

use super::places::Places;
use super::{Block, side};

/// Where titles stand on the page of two versions.
pub(super) const TITLES: &str = "titles";

/// `parallel` in parallel.html, for two versions.
pub(super) fn view(cx: Context, first: DocumentId, second: DocumentId) -> ParallelView {
    let (base, other) = (cx.source(first), cx.source(second));
    let collated = collation::of(base, other);
    let pictures = [base, other].map(|document| document.body.alternatives());
    let (mut left_out, mut added) = overlays(&collated.variants, &pictures);
    for (index, at) in collated.breaks.iter().enumerate() {
        let (words, over) =
            if at.is_divided { (at.second, &mut added) } else { (at.first, &mut left_out) };
        over.push(begun(index, words));
    }
    let witnesses = cx.witnesses(second);
    let (first, blocks) = side(cx, first, "1.", left_out);
    let (second, others) = side(cx, second, "2.", added);
    let lemmas = collated.variants.iter().filter_map(Variant::lemma);
    let lemmas = lemmas.chain(collated.breaks.iter().map(|at| at.first));
    let places = [base, other].map(|document| Places::of(&document.body));
    let numbers = places[0].numbers(lemmas);
    let entries = entries(&collated, &places, &numbers);
    ParallelView {
        kind: "versions",
        first,
        second,
        variants: retitled(base, other).into_iter().chain(entries).collect(),
        rows: rows(blocks, others, &collated),
        struck: places.iter().any(Places::is_struck),
        witnesses,
    }
}

/// The line of the apparatus for a title that was changed.
fn retitled(base: &Document, other: &Document) -> Option<VariantView> {
    let [lemma, reading] = [base, other].map(|document| &document.title.value);
    is_retitled(base, other).then(|| VariantView {
        id: TITLES.to_owned(),
        at: "title",
        number: None,
        line: None,
        in_second: false,
        nth: None,
        after: String::new(),
        lemma: lemma.clone(),
        reading: reading.clone(),
        is_moved: false,
        division: None,
    })
}

/// The address of a variant on the page of two versions.
pub(super) fn address(index: usize) -> String {
    format!("v-{}", index + 1)
}

/// The address of a paragraph that only one of two versions begins.
pub(super) fn break_address(index: usize) -> String {
    format!("d-{}", index + 1)
}

/// What bears the address of a paragraph that the other text does not begin: its first word.
fn begun(index: usize, words: TextRange) -> Overlay {
    let first = format!("<span id=\"{}\">", break_address(index));
    Overlay { range: words, first, again: "<span>".to_owned(), close: "</span>", link: false }
}

/// What lies over both texts. The address of a variant is that of its lemma, or of its reading where it has none.
///
/// The class tells a variant from what the writer of a text deleted or inserted.
fn overlays(variants: &[Variant], pictures: &[Vec<TextRange>; 2]) -> (Vec<Overlay>, Vec<Overlay>) {
    let (mut left_out, mut added) = (Vec::new(), Vec::new());
    for (index, variant) in variants.iter().enumerate() {
        let mut id = Some(format!(" id=\"{}\"", address(index)));
        let mut overlay = |range, element: &str, close| {
            let again = format!("<{element} class=\"variant\">");
            let id = id.take().unwrap_or_default();
            let first = format!("<{element} class=\"variant\"{id}>");
            Overlay { range, first, again, close, link: false }
        };
        let lemma = beside(variant.first, &pictures[0]);
        left_out.extend(lemma.into_iter().map(|range| overlay(range, "del", "</del>")));
        let reading = beside(variant.second, &pictures[1]);
        added.extend(reading.into_iter().map(|range| overlay(range, "ins", "</ins>")));
    }
    (left_out, added)
}

/// The parts of words that differ which stand before, between and behind pictures.
fn beside(words: Option<TextRange>, pictures: &[TextRange]) -> Vec<TextRange> {
    let Some(TextRange { mut start, end }) = words else { return Vec::new() };
    let mut parts = Vec::new();
    let first = pictures.partition_point(|picture| picture.start < start);
    for picture in pictures[first..].iter().take_while(|picture| picture.end <= end) {
        parts.push(TextRange { start, end: picture.start });
        start = picture.end;
    }
    parts.push(TextRange { start, end });
    parts
}

/// The lines of the apparatus, in the order of the base text.
fn entries(
    collated: &Collated,
    places: &[Places; 2],
    numbers: &BTreeMap<TextRange, usize>,
) -> Vec<VariantView> {
    let mut breaks = collated.breaks.iter().enumerate().peekable();
    let mut entries = Vec::new();
    for (index, variant) in collated.variants.iter().enumerate() {
        let is_before = |(_, at): &(usize, &Break)| at.first.start <= variant.place.start;
        while let Some((index, at)) = breaks.next_if(is_before) {
            entries.push(division(index, *at, &places[0], numbers));
        }
        entries.push(entry(index, variant, places, numbers));
    }
    entries.extend(breaks.map(|(index, at)| division(index, *at, &places[0], numbers)));
    entries
}

/// A line of the apparatus.
fn entry(
    index: usize,
    variant: &Variant,
    [base, other]: &[Places; 2],
    numbers: &BTreeMap<TextRange, usize>,
) -> VariantView {
    let words = |places: &Places, range: Option<TextRange>| {
        range.map_or_else(String::new, |range| fold::lemma(&places.words(range)))
    };
    let in_second = variant.first.is_none();
    let places = if in_second { other } else { base };
    let place = places.place(variant.first.or(variant.second).unwrap_or_default());
    VariantView {
        id: address(index),
        at: place.at,
        number: place.number,
        line: place.line,
        in_second,
        nth: variant.lemma().and_then(|lemma| numbers.get(&lemma).copied()),
        after: words(base, variant.after),
        lemma: words(base, variant.first),
        reading: words(other, variant.second),
        is_moved: variant.is_moved,
        division: None,
    }
}

/// The line of the apparatus for a paragraph that only one version begins.
fn division(
    index: usize,
    at: Break,
    base: &Places,
    numbers: &BTreeMap<TextRange, usize>,
) -> VariantView {
    let place = base.place(at.first);
    VariantView {
        id: break_address(index),
        at: place.at,
        number: place.number,
        line: place.line,
        in_second: false,
        nth: numbers.get(&at.first).copied(),
        after: String::new(),
        lemma: fold::lemma(&base.words(at.first)),
        reading: String::new(),
        is_moved: false,
        division: Some(how_divided(at.is_divided)),
    }
}

/// The word of views for how another version divides the text.
pub(super) fn how_divided(is_divided: bool) -> &'static str {
    if is_divided { "divided" } else { "joined" }
}

/// The blocks of both, those beside each other whose lines correspond.
fn rows(first: Vec<Block>, second: Vec<Block>, collated: &Collated) -> Vec<RowView> {
    let differing = |own: fn(&Variant) -> Option<TextRange>, begun: fn(&Break) -> TextRange| {
        let words = collated.variants.iter().filter_map(own);
        let mut words: Vec<TextRange> = words.chain(collated.breaks.iter().map(begun)).collect();
        words.sort_unstable();
        words
    };
    let left_out = differing(|variant| variant.first, |at| at.first);
    let added = differing(|variant| variant.second, |at| at.second);
    let ends = ends(&first, &second, &collated.matched);
    let (mut first, mut second) = (first.into_iter(), second.into_iter());
    let mut at = (0, 0);
    let row = |end: (usize, usize)| {
        let one: Vec<Block> = first.by_ref().take(end.0 - at.0).collect();
        let other: Vec<Block> = second.by_ref().take(end.1 - at.1).collect();
        at = end;
        let same = !one.iter().any(|block| differs(block, &left_out))
            && !other.iter().any(|block| differs(block, &added));
        let views = |blocks: Vec<Block>| blocks.into_iter().map(|block| block.view).collect();
        RowView { first: views(one), second: views(other), apart: false, same }
    };
    ends.into_iter().map(row).collect()
}

/// How many blocks of both stand in rows up to the end of each row.
fn ends(first: &[Block], second: &[Block], matched: &[(u32, u32)]) -> Vec<(usize, usize)> {
    let pair = |&(one, other): &(u32, u32)| holding(first, one).zip(holding(second, other));
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for (one, other) in matched.iter().filter_map(pair) {
        let at = ends.last().copied().unwrap_or_default();
        if one >= at.0 && other >= at.1 {
            // What stands before them corresponds to nothing.
            ends.extend(((one, other) != at).then_some((one, other)));
            ends.push((one + 1, other + 1));
        } else if let Some(last) = ends.last_mut() {
            *last = (at.0.max(one + 1), at.1.max(other + 1));
        }
    }
    let all = (first.len(), second.len());
    ends.extend((ends.last().copied().unwrap_or_default() != all).then_some(all));
    ends
}

/// The block that holds a place of the text.
fn holding(blocks: &[Block], at: u32) -> Option<usize> {
    let last = blocks.partition_point(|block| block.range.start <= at).checked_sub(1)?;
    (at < blocks[last].range.end).then_some(last)
}

/// Whether words of a block are among these.
fn differs(block: &Block, words: &[TextRange]) -> bool {
    let before = words.partition_point(|words| words.start < block.range.end);
    before.checked_sub(1).is_some_and(|last| words[last].end > block.range.start)
}
