//! A body of which only quoted passages are left.
//!
//! Does not decide which passages those are.

use std::collections::HashSet;

use crate::fold;
use crate::model::body::{BLOCK_BORDER, Body, Item, Link, Markup, Paragraph, Tag, TextRange};

/// The passages of a body that are kept, in order and without overlaps.
pub(super) struct Excerpt {
    /// (the words in the whole text, the words in the excerpt); none of them holds a border of blocks.
    pieces: Vec<(TextRange, TextRange)>,
}

impl Excerpt {
    /// Where a passage of the whole text is in the excerpt: one range for each block that it lies in.
    pub(super) fn ranges(&self, passage: TextRange) -> impl Iterator<Item = TextRange> + '_ {
        let first = self.pieces.partition_point(|(whole, _)| whole.end <= passage.start);
        let reached = self.pieces[first..].iter();
        reached.take_while(move |(whole, _)| whole.start < passage.end).map(move |(whole, kept)| {
            let start = passage.start.max(whole.start) - whole.start + kept.start;
            let end = passage.end.min(whole.end) - whole.start + kept.start;
            TextRange { start, end }
        })
    }

    /// Whether some of these words of the whole text are in the excerpt.
    pub(super) fn touches(&self, words: TextRange) -> bool {
        self.ranges(words).next().is_some()
    }
}

/// The body that is left of `body` when only `passages` are: each a paragraph, with a sign where words are left out.
pub(super) fn excerpt(body: &Body, passages: Vec<TextRange>) -> (Body, Excerpt) {
    let mut left = Body::default();
    let mut pieces: Vec<(TextRange, TextRange)> = Vec::new();
    let mut ids = HashSet::new();
    let links = links_inside(body);
    for whole in blocks(body, united(passages)) {
        let before = pieces.last().map_or(0, |(whole, _)| whole.end);
        if !pieces.is_empty() {
            left.text.push(BLOCK_BORDER);
        }
        let start = left.text.len();
        if has_words(&body.text[before as usize..whole.start as usize]) {
            push(&mut left, start, Markup::Omission);
        }
        left.text.push_str(&body.text[whole.range()]);
        let kept = TextRange::new(start, left.text.len());
        let index = u32::try_from(left.paragraphs.len()).ok();
        push(&mut left, start, Markup::Open(Tag::Paragraph(index)));
        links.keep(body, whole, kept, &mut left);
        push(&mut left, kept.range().end, Markup::Close(Tag::Paragraph(index)));
        left.paragraphs.push(Paragraph {
            id: id(&left.text[kept.range()], &mut ids),
            block: None,
            range: kept,
        });
        left.origin.extend(origin(body, whole, kept));
        pieces.push((whole, kept));
    }
    // Where nothing is quoted there is nothing that words could be left out beside.
    if let Some((last, _)) = pieces.last()
        && has_words(&body.text[last.end as usize..])
    {
        let end = left.text.len();
        push(&mut left, end, Markup::Omission);
    }
    (left, Excerpt { pieces })
}

fn push(body: &mut Body, at: usize, is: Markup) {
    body.items.push(Item { at: u32::try_from(at).unwrap_or(u32::MAX), is });
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Passages in order, those that overlap or touch made one.
fn united(mut passages: Vec<TextRange>) -> Vec<TextRange> {
    passages.sort_unstable();
    let mut united: Vec<TextRange> = Vec::with_capacity(passages.len());
    for passage in passages {
        match united.last_mut().filter(|last| passage.start <= last.end) {
            Some(last) => last.end = last.end.max(passage.end),
            None => united.push(passage),
        }
    }
    united
}

/// The parts of the passages, cut at the borders of blocks.
fn blocks(body: &Body, passages: Vec<TextRange>) -> Vec<TextRange> {
    let mut blocks = Vec::with_capacity(passages.len());
    for passage in passages {
        let mut start = passage.range().start;
        for part in body.text[passage.range()].split(BLOCK_BORDER) {
            if has_words(part) {
                blocks.push(TextRange::new(start, start + part.len()));
            }
            start += part.len() + BLOCK_BORDER.len_utf8();
        }
    }
    blocks
}

fn id(words: &str, ids: &mut HashSet<String>) -> String {
    let first = format!("p-{}", fold::short_hash(words));
    let mut id = first.clone();
    let mut repeats = 0;
    while !ids.insert(id.clone()) {
        repeats += 1;
        id = format!("{first}-{repeats}");
    }
    id
}

/// Where the words of a piece come from in the source.
fn origin(body: &Body, whole: TextRange, kept: TextRange) -> Vec<(u32, u32)> {
    let first = body.origin.partition_point(|&(text, _)| text <= whole.start);
    let runs = body.origin[first..].iter().take_while(|&&(text, _)| text < whole.end);
    let runs = runs.map(|&(text, source)| (text - whole.start + kept.start, source));
    std::iter::once((kept.start, body.source_offset(whole.start))).chain(runs).collect()
}

/// The links of a body whose words are plain, so that a passage can keep them.
struct Links(Vec<u32>);

fn links_inside(body: &Body) -> Links {
    let mut plain = Vec::new();
    for (item, next) in body.items.iter().zip(body.items.iter().skip(1)) {
        if let (Markup::Open(Tag::Link(open)), Markup::Close(Tag::Link(close))) =
            (&item.is, &next.is)
            && open == close
        {
            plain.push(*open);
        }
    }
    plain.sort_unstable_by_key(|&index| body.links[index as usize].text);
    Links(plain)
}

impl Links {
    fn keep(&self, body: &Body, whole: TextRange, kept: TextRange, left: &mut Body) {
        let range = |index: &u32| body.links[*index as usize].text;
        let first = self.0.partition_point(|index| range(index).start < whole.start);
        let inside = self.0[first..].iter().take_while(|index| range(index).start < whole.end);
        for &index in inside.filter(|index| whole.contains(range(index))) {
            let mut link = Link { title: None, ..body.links[index as usize].clone() };
            link.text.start = link.text.start - whole.start + kept.start;
            link.text.end = link.text.end - whole.start + kept.start;
            let tag = Tag::Link(u32::try_from(left.links.len()).unwrap_or(u32::MAX));
            push(left, link.text.range().start, Markup::Open(tag.clone()));
            push(left, link.text.range().end, Markup::Close(tag));
            left.links.push(link);
        }
    }
}
