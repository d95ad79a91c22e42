//! The words of a document or of a reader as HTML.
//!
//! Links in the HTML are relative to the page that the [`Context`] is for. Nothing here knows templates.

mod elements;
mod footnotes;
mod links;
mod marks;
mod pictured;
mod stream;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use crate::escape;
use crate::model::annotation::{Anchoring, Annotation, Says};
use crate::model::archive::{Backlink, DocumentId, EntityId, Resolved, Words};
use crate::model::body::{Body, TextRange};
use crate::render::context::Context;
use crate::render::view::{BlockView, NoteView, ReaderView, TocView};
use links::Scope;
pub use pictured::detail;
pub use stream::Overlay;

/// The text of an article with everything that its readers wrote about it.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The blocks, with the notes beside each.
    pub blocks: Vec<BlockView>,
    /// Which words each block holds; in step with the blocks.
    pub ranges: Vec<TextRange>,
    /// The footnotes; empty without them.
    pub footnotes: String,
    /// The headings.
    pub toc: Vec<TocView>,
    /// Notes on the whole article.
    pub whole: Vec<NoteView>,
    /// Notes whose passage is not in the text.
    pub unplaced: Vec<NoteView>,
    /// Who left notes, in the order of the configuration.
    pub readers: Vec<ReaderView>,
}

/// The text of an article; `cards` are the entities that its page has a card of, all ids begin with `prefix`, and `over`
/// lies over it beside what readers marked.
pub fn article(
    cx: Context,
    id: DocumentId,
    cards: &BTreeSet<EntityId>,
    prefix: &str,
    over: Vec<Overlay>,
) -> Text {
    let body = &cx.source(id).body;
    let page = page_scope(cx, id, body);
    let readers = readers(cx, id);
    let places: BTreeMap<&str, usize> =
        readers.iter().map(|reader| (reader.id.as_str(), reader.place)).collect();
    let scope = Scope {
        numbers: true,
        cards: Some(cards),
        readers: Some(&places),
        ids: Some(prefix),
        ..page
    };
    let marks = marks::of_article(&scope, id, over);
    let scope = Scope { pictured: Some(&marks.pictured), ..scope };
    let written = walk::write(&scope, None, &marks.overlays, &marks.inserts);
    let mut noted = marks
        .noted
        .iter()
        .map(|noted| noted.and_then(|(annotation, number)| cx.note(id, annotation, Some(number))));
    let mut done = 0;
    let mut blocks: Vec<BlockView> = Vec::with_capacity(written.blocks.len());
    let ranges = written.blocks.iter().map(|block| block.range).collect();
    for block in written.blocks {
        let notes = noted.by_ref().take(block.inserted - done).flatten().collect();
        done = block.inserted;
        blocks.push(BlockView { html: block.html, notes, kind: block.kind });
    }
    // References in the last footnotes come after the last block.
    if let Some(last) = blocks.last_mut() {
        last.notes.extend(noted.flatten());
    }
    let placed = marks.noted.iter().flatten().map(|&(annotation, _)| annotation).collect();
    let (mut whole, mut unplaced) = elsewhere(cx, id, &placed);
    let beside = blocks.iter_mut().flat_map(|block| &mut block.notes);
    for note in beside.chain(&mut whole).chain(&mut unplaced) {
        note.id.insert_str(0, prefix);
        let replied = note.replies.iter_mut().map(|reply| &mut reply.reader);
        for reader in replied.chain([&mut note.reader]).flatten() {
            reader.place = places.get(reader.id.as_str()).copied().unwrap_or_default();
        }
    }
    Text {
        blocks,
        ranges,
        footnotes: written.footnotes,
        toc: toc(&scope),
        whole,
        unplaced,
        readers,
    }
}

/// Who left notes on an article, in the order of the configuration.
fn readers(cx: Context, id: DocumentId) -> Vec<ReaderView> {
    let annotations = cx.source(id).article().map_or(&[][..], |article| &article.annotations);
    let ids: BTreeSet<&str> =
        annotations.iter().flat_map(|said| said.details().readers()).collect();
    let mut readers: Vec<ReaderView> = ids.into_iter().map(|id| cx.reader(id)).collect();
    readers.sort_by_key(|reader| reader.number);
    (1..).zip(&mut readers).for_each(|(place, reader)| reader.place = place);
    readers
}

/// The notes that have no place in the text.
fn elsewhere(
    cx: Context,
    id: DocumentId,
    placed: &BTreeSet<u32>,
) -> (Vec<NoteView>, Vec<NoteView>) {
    let reading = cx.archive.document(id);
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    let (mut whole, mut unplaced) = (Vec::new(), Vec::new());
    for ((index, said), anchoring) in (0u32..).zip(annotations).zip(&reading.anchors) {
        let worth = said.has_note() || is_highlight(said);
        match anchoring {
            // The note of an event stands with the event.
            Anchoring::Whole if is_event(said) => {}
            Anchoring::Whole if said.has_note() && !placed.contains(&index) => {
                whole.extend(cx.note(id, index, None));
            }
            Anchoring::Lost if worth => unplaced.extend(cx.note(id, index, None)),
            _ => {}
        }
    }
    (whole, unplaced)
}

fn is_highlight(said: &Annotation) -> bool {
    matches!(said.says, Says::Highlight(_))
}

fn is_event(said: &Annotation) -> bool {
    matches!(said.says, Says::Event(_))
}

/// The words of a page of the reader's own, of a record or of a question.
pub fn page(cx: Context, id: DocumentId) -> (String, Vec<TocView>) {
    let scope = page_scope(cx, id, &cx.source(id).body);
    let marks = marks::of_words(&scope, marks::names(&scope, id));
    let written = walk::write(&scope, None, &marks, &[]);
    let mut html: String = written.blocks.iter().map(|block| block.html.as_str()).collect();
    html.push_str(&written.footnotes);
    (html, toc(&scope))
}

/// The note of an annotation, below the part of a picture that it is about.
pub fn said(cx: Context, id: DocumentId, annotation: u32) -> String {
    let part = cx.archive.annotation(id, annotation).and_then(Annotation::part);
    let part = part.and_then(|_| pictured::detail(cx, id, annotation));
    let mut html = part.unwrap_or_default();
    html.push_str(&note(cx, id, Words::Note(annotation)));
    html
}

/// The words of a note or a reply; empty where there are none.
pub fn note(cx: Context, id: DocumentId, words: Words) -> String {
    let Some(body) = cx.source(id).words(words) else { return String::new() };
    // Without ids: one page may show a note twice, and notes of many articles.
    whole(&Scope { footnoted: true, ..Scope::new(cx, id, words, body) })
}

/// Words that no file has yet; `links` is where they lead, in step with the links of the body.
pub fn loose(cx: Context, body: &Body, links: &[Resolved]) -> String {
    whole(&Scope {
        footnoted: true,
        resolved: links,
        ..Scope::new(cx, DocumentId(u32::MAX), Words::Text, body)
    })
}

/// All blocks of words without ids, and their footnotes.
fn whole(scope: &Scope) -> String {
    let written = walk::write(scope, None, &marks::of_words(scope, Vec::new()), &[]);
    let blocks = written.blocks.iter().map(|block| block.html.as_str());
    blocks.chain([written.footnotes.as_str()]).collect()
}

/// The sentence around a link, with the link in bold.
pub fn sentence(cx: Context, link: &Backlink) -> String {
    if let Words::Claim(annotation) = link.words {
        let says = cx.archive.annotation(link.from, annotation).map(|said| &said.says);
        let Some(Says::Claim(claim)) = says else { return String::new() };
        return escape::escaped(&claim.says.value);
    }
    let Some(body) = cx.source(link.from).words(link.words) else { return String::new() };
    let (sentence, linked) = (link.sentence, link.link);
    let part = |start: u32, end: u32| {
        let words = cx.archive.shown(link.from, link.words, body, TextRange { start, end });
        escape::escaped(&words.replace('\n', " "))
    };
    if !sentence.contains(linked) || linked.start == linked.end {
        return part(sentence.start, sentence.end);
    }
    let (before, after) = (part(sentence.start, linked.start), part(linked.end, sentence.end));
    format!("{before}<b>{}</b>{after}", part(linked.start, linked.end))
}

fn page_scope<'a>(cx: Context<'a>, id: DocumentId, body: &'a Body) -> Scope<'a> {
    let title = cx.source(id).repeated_title();
    let others = body.headings.iter().enumerate().filter(|(index, _)| Some(*index) != title);
    let highest = others.map(|(_, heading)| heading.level).min().unwrap_or(2);
    Scope {
        ids: Some(""),
        footnoted: true,
        highest: Some(highest),
        title,
        ..Scope::new(cx, id, Words::Text, body)
    }
}

fn toc(scope: &Scope) -> Vec<TocView> {
    let headings = scope.body.headings.iter().enumerate();
    let shown = headings.filter_map(|(index, heading)| {
        let tag = scope.heading(index).filter(|tag| !tag.hidden)?;
        let title = scope.body.line(heading.range);
        Some(TocView { id: heading.id.clone(), title, level: tag.level })
    });
    shown.collect()
}
