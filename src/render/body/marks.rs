//! What readers wrote about passages, as marks over the text and references to their notes.
//!
//! Writes no text; where marks have to be split is the stream's.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::escape;
use crate::fold::{self, is_unspaced};
use crate::model::annotation::{Anchoring, Annotation, Says};
use crate::model::archive::{DocumentId, EntityId, Target};
use crate::model::body::{BLOCK_BORDER, Body, TextRange};
use crate::model::site::encoded;
use crate::render::body::links::Scope;
use crate::render::body::pictured::{self, Part};
use crate::render::body::stream::{Insert, Overlay};
use crate::render::context::Context;
use crate::render::words::fill;

/// What lies over a text.
#[derive(Default)]
pub(super) struct Marks {
    /// The marks and names, sorted by start, longer ones first.
    pub(super) overlays: Vec<Overlay>,
    /// The references, by place.
    pub(super) inserts: Vec<Insert>,
    /// The annotation whose note each reference leads to, with its number; in step with `inserts`.
    pub(super) noted: Vec<Option<(u32, usize)>>,
    /// What is drawn over pictures, by their links.
    pub(super) pictured: BTreeMap<u32, Vec<Part>>,
}

/// What refers to an annotation in the text.
struct Reference<'a> {
    at: u32,
    /// The first words that it is about.
    first: TextRange,
    index: u32,
    said: &'a Annotation,
    /// The link of the picture that it is about.
    picture: Option<u32>,
}

/// The marks of an article and the names in it, and what else lies over it.
pub(super) fn of_article(scope: &Scope, id: DocumentId, over: Vec<Overlay>) -> Marks {
    let mut marks = Marks { overlays: names(scope, id), ..Marks::default() };
    marks.overlays.extend(over);
    let reading = scope.cx.archive.document(id);
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    for (said, anchoring) in annotations.iter().zip(&reading.anchors) {
        if let Anchoring::Found(anchor) = anchoring
            && !matches!(said.says, Says::Names(_))
        {
            let passage = anchor.ranges.iter().enumerate();
            marks.overlays.extend(passage.map(|(at, &range)| mark(scope, said, range, at == 0)));
        }
    }
    marks.overlays.sort_by_key(|overlay| (overlay.range.start, Reverse(overlay.range.end)));
    let mut number = 0;
    for reference in references(scope, id, annotations, &reading.anchors) {
        let is_noted = reference.said.has_note();
        number += usize::from(is_noted);
        marks.refer(scope, id, &reference, is_noted.then_some(number));
    }
    marks
}

impl Marks {
    /// Refers to an annotation, whose note has a number if it has one.
    fn refer(&mut self, scope: &Scope, id: DocumentId, to: &Reference, number: Option<usize>) {
        let &Reference { at, index, said, picture, .. } = to;
        let mut html = number.map_or_else(String::new, |number| reference(scope, said, number));
        html.push_str(&claim_mark(scope, id, index));
        if let Some(link) = picture {
            let parts = self.pictured.entry(link).or_default();
            let (part, key) = on_picture(scope, id, to, link, number, parts);
            parts.push(part);
            // Below a picture many stand beside each other.
            html = format!(" {html}{key}");
        }
        if !html.trim().is_empty() {
            self.inserts.push(Insert { at, html, waits: picture });
            self.noted.push(number.map(|number| (index, number)));
        }
    }
}

/// What refers to the annotations of an article, in the order of the text.
fn references<'a>(
    scope: &Scope<'a>,
    id: DocumentId,
    annotations: &'a [Annotation],
    anchors: &'a [Anchoring],
) -> Vec<Reference<'a>> {
    let behind = |first, last: TextRange, index, said| Reference {
        at: after(scope.body, last.end),
        first,
        index,
        said,
        picture: None,
    };
    let mut references: Vec<Reference> = Vec::new();
    for ((index, said), anchoring) in (0u32..).zip(annotations).zip(anchors) {
        match anchoring {
            Anchoring::Pictured(link) => {
                let first = scope.body.links[*link as usize].text;
                let picture = Some(*link);
                references.push(Reference { at: first.end, first, index, said, picture });
            }
            Anchoring::Found(anchor) => {
                let ends = anchor.ranges.first().zip(anchor.ranges.last());
                references.extend(ends.map(|(first, last)| behind(*first, *last, index, said)));
            }
            _ => {}
        }
    }
    let names = of_names(scope.cx, id, annotations, anchors);
    references.extend(names.map(|(index, said, first)| behind(first, first, index, said)));
    // Pictures without words can stand at one place.
    references.sort_by_key(|at| (at.at, at.picture, at.first, at.index));
    references
}

/// What is drawn over a picture for an annotation, behind the parts that are there; and what says below the picture whom
/// or what it shows.
fn on_picture(
    scope: &Scope,
    id: DocumentId,
    of: &Reference,
    link: u32,
    number: Option<usize>,
    there: &[Part],
) -> (Part, String) {
    let mut part = part(scope, of.said, link);
    let seen = scope.cx.about(id, of.index);
    if let Some(number) = number {
        part.label = number.to_string();
        part.href = Some(format!("#n-{}", part.id));
    } else if let Some(claim) = scope.cx.index.claims.by(id, of.index) {
        part.label = format!("C{}", scope.cx.claim_number(claim));
    } else if seen.is_some() {
        let last = there.iter().rev().find_map(|part| part.letter);
        part.letter = part.sides.map(|_| last.map_or(0, |last| last + 1));
        part.label = part.letter.map_or_else(String::new, pictured::letter);
    }
    let Some(seen) = seen else { return (part, String::new()) };
    let url = Some(seen.text("url")).filter(|url| !url.is_empty());
    let href = url.map(|url| format!("{}{url}", scope.cx.root));
    let key = match number {
        Some(_) => format!(" {}", key("", seen.text("name"), href.as_deref())),
        None => key(&part.label, seen.text("name"), href.as_deref()),
    };
    part.href = part.href.or(href);
    (part, key)
}

/// The notes on names that quote nothing: each stands beside the first mention of whom it is about in a paragraph.
fn of_names<'a>(
    cx: Context<'a>,
    id: DocumentId,
    annotations: &'a [Annotation],
    anchors: &'a [Anchoring],
) -> impl Iterator<Item = (u32, &'a Annotation, TextRange)> {
    let mut first: Option<BTreeMap<EntityId, TextRange>> = None;
    (0u32..).zip(annotations).zip(anchors).filter_map(move |((index, said), anchoring)| {
        let Says::Names(naming) = &said.says else { return None };
        if *anchoring != Anchoring::Whole || !said.has_note() {
            return None;
        }
        let first = first.get_or_insert_with(|| {
            let mentions = cx.archive.mentions.get(id.index()).map_or(&[][..], |all| &**all);
            let mentions = mentions.iter().rev().filter(|mention| mention.paragraph.is_some());
            mentions.map(|mention| (mention.entity, mention.range)).collect()
        });
        let entity = cx.index.entity(cx.archive, &naming.name.value)?;
        Some((index, said, *first.get(&entity)?))
    })
}

/// The `==marks==` of a text that nobody annotates, and the names in it.
pub(super) fn of_words(scope: &Scope, mut names: Vec<Overlay>) -> Vec<Overlay> {
    let tag = "<mark class=\"hl\">".to_owned();
    names.extend(scope.body.marks.iter().map(|&range| Overlay {
        range,
        first: tag.clone(),
        again: tag.clone(),
        close: "</mark>",
        link: false,
    }));
    names.sort_by_key(|overlay| (overlay.range.start, Reverse(overlay.range.end)));
    names
}

/// The names that are shown as links.
pub(super) fn names(scope: &Scope, id: DocumentId) -> Vec<Overlay> {
    let cx = scope.cx;
    let mentions = cx.archive.mentions.get(id.index()).map_or(&[][..], |all| &**all);
    let mut overlays = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.linked) {
        let Some(url) = cx.url(Target::Entity(mention.entity)) else { continue };
        let range = mention.range;
        let after = scope.body.links.partition_point(|link| link.text.end <= range.start);
        if scope.body.links.get(after).is_some_and(|link| link.text.start < range.end) {
            continue;
        }
        // A short name is not broken at its hyphen.
        let name = scope.body.text.get(range.range()).unwrap_or_default();
        let short = name.contains('-') && name.len() < 24;
        let mut tag = format!("<a class=\"ent{}\" href=\"", if short { " nb" } else { "" });
        escape::attribute(cx.root, &mut tag);
        escape::attribute(&url, &mut tag);
        tag.push('"');
        scope.card(mention.entity, &mut tag);
        tag.push('>');
        overlays.push(Overlay { range, first: tag.clone(), again: tag, close: "</a>", link: true });
    }
    overlays
}

/// The class of the kind of an annotation; kinds of the reader's own share one.
fn class(scope: &Scope, said: &Annotation) -> String {
    let kind = said.kind();
    if scope.cx.words.has(&format!("kind.{kind}")) { fold::slug(kind) } else { "own".to_owned() }
}

/// The classes of what is marked: its kind, and whether it leaves the machine.
fn classes(scope: &Scope, said: &Annotation) -> String {
    let withheld = [(said.private, " is-private"), (said.suggested, " is-suggested")];
    let withheld: String = withheld.iter().filter(|(is, _)| *is).map(|(_, class)| *class).collect();
    format!("hl-{}{withheld}", class(scope, said))
}

fn mark(scope: &Scope, said: &Annotation, range: TextRange, first: bool) -> Overlay {
    let id = id(scope, said);
    let tag = format!("class=\"hl {}\"{}>", classes(scope, said), by(scope, said));
    let again = format!("<mark data-h=\"{id}\" {tag}");
    let first = if first { format!("<mark id=\"{id}\" {tag}") } else { again.clone() };
    Overlay { range, first, again, close: "</mark>", link: false }
}

/// What is drawn over a picture for an annotation.
fn part(scope: &Scope, said: &Annotation, link: u32) -> Part {
    let size = scope.picture(link).and_then(|(_, size)| size);
    let layer = if matches!(said.says, Says::Highlight(_)) { "at " } else { "" };
    Part {
        id: id(scope, said),
        attributes: format!(" class=\"{layer}{}\"{}", classes(scope, said), by(scope, said)),
        href: None,
        label: String::new(),
        letter: None,
        sides: pictured::sides(said, size),
    }
}

/// What stands below a picture for whom or what is seen on it, behind the letter there.
fn key(letter: &str, name: &str, href: Option<&str>) -> String {
    let name = escape::escaped(name);
    let name = match href {
        Some(href) => format!("<a class=\"ent\" href=\"{}\">{name}</a>", escape::escaped(href)),
        None => name,
    };
    let space = if letter.is_empty() { "" } else { " " };
    format!("<span class=\"label\">{letter}{space}<bdi>{name}</bdi></span>")
}

fn by(scope: &Scope, said: &Annotation) -> String {
    let reader = said.details().reader.as_ref().map(|reader| reader.value.as_str());
    let place = scope.readers.zip(reader).and_then(|(readers, reader)| readers.get(reader));
    place.map_or_else(String::new, |place| format!(" data-by=\"{place}\""))
}

/// The reference to a note.
fn reference(scope: &Scope, said: &Annotation, number: usize) -> String {
    let words = scope.cx.words;
    let kind = format!("kind.{}", said.kind());
    let kind = if words.has(&kind) { words.get(&kind) } else { said.kind() };
    let label = fill(words.get("mark.note"), &[("n", &number.to_string()), ("kind", kind)]);
    format!(
        "<a class=\"ref hl-{}\" id=\"r-{id}\"{} href=\"#n-{id}\" role=\"doc-noteref\" aria-label=\"{}\">{number}</a>",
        class(scope, said),
        by(scope, said),
        escape::escaped(&label),
        id = id(scope, said),
    )
}

fn id(scope: &Scope, said: &Annotation) -> String {
    escape::escaped(&format!("{}{}", scope.ids.unwrap_or_default(), said.id))
}

/// The sign of a claim: its number, and where its question stands. It leads to the question, and without one to where the
/// page of the article says whose claim it is.
fn claim_mark(scope: &Scope, id: DocumentId, annotation: u32) -> String {
    let cx = scope.cx;
    let Some(claim) = cx.index.claims.by(id, annotation) else { return String::new() };
    let number = cx.claim_number(claim);
    let Some(question) = cx.archive.claim(claim).question else {
        let url = cx.url(Target::Document(id)).filter(|_| scope.ids != Some(""));
        let page = url.map_or_else(String::new, |url| format!("{}{url}", cx.root));
        let place = encoded(&cx.listed(cx.archive.claim(claim)));
        return format!(
            "<a class=\"cm\" href=\"{}#{place}\">C{number}</a>",
            escape::escaped(&page)
        );
    };
    let state = cx.archive.question(question).standing.name();
    let says = cx.words.get(&format!("standing.{state}")).to_owned();
    let says = escape::escaped(&fill(cx.words.get("mark.claim"), &[("standing", &says)]));
    let url = cx.url(Target::Question(question)).unwrap_or_default();
    let fragment = encoded(cx.index.claim_id(cx.archive, claim));
    format!(
        "<a class=\"cm\" href=\"{}{}#{}\"><span class=\"st st-{state}\" aria-hidden=\"true\"></span> C{number}<span \
         class=\"vh\"> {says}</span></a>",
        escape::escaped(cx.root),
        escape::escaped(&url),
        escape::escaped(&fragment),
    )
}

/// The place of a reference: after the word in which the passage ends (`Tuesday's`), and the punctuation that follows.
fn after(body: &Body, end: u32) -> u32 {
    let rest = body.text.get(end as usize..).unwrap_or_default();
    let is_letter = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    let mut word = rest;
    if body.text[..end as usize].ends_with(is_letter) {
        word = word.trim_start_matches(is_letter);
        while let Some(more) = word.strip_prefix(['\'', '’']).filter(|w| w.starts_with(is_letter))
        {
            word = more.trim_start_matches(is_letter);
        }
    }
    let closes =
        |&c: &char| c != BLOCK_BORDER && ".,;:!?…”’»)]\"'。、，；：！？」』）،؛؟".contains(c);
    let length: usize = word.chars().take(4).take_while(closes).map(char::len_utf8).sum();
    end + u32::try_from(rest.len() - word.len() + length).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Body, after};

    #[test]
    fn references_stand_behind_words_and_punctuation() {
        for (marked, rest, before) in [
            ("two ships", ", he said", ","),
            ("Tuesday", "’s report", "’s"),
            ("Tues", "day's.” He", "day's.”"),
            ("the dogs", "' bowl", "'"),
            ("«Nein»", " sagte", ""),
            ("没有人", "知道。", ""),
            ("没有人知道", "。他说", "。"),
            ("(1914", "–1918)", ""),
        ] {
            let body = Body { text: format!("{marked}{rest}"), ..Body::default() };
            let at = after(&body, u32::try_from(marked.len()).expect("short")) as usize;
            assert_eq!(&body.text[marked.len()..at], before, "{marked}{rest}");
        }
    }
}
