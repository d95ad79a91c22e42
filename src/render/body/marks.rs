//! What readers wrote about passages, as marks over the text and references to their notes.
//!
//! Writes no text; where marks have to be split is the stream's.

use std::cmp::Reverse;

use crate::escape;
use crate::fold::{self, is_unspaced};
use crate::model::annotation::{Anchoring, Annotation, Says};
use crate::model::archive::{DocumentId, Target};
use crate::model::body::{BLOCK_BORDER, Body, TextRange};
use crate::model::site::encoded;
use crate::render::body::links::Scope;
use crate::render::body::stream::{Insert, Overlay};
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
}

/// The marks of an article and the names in it, and what else lies over it.
pub(super) fn of_article(scope: &Scope, id: DocumentId, over: Vec<Overlay>) -> Marks {
    let mut marks = Marks { overlays: names(scope, id), ..Marks::default() };
    marks.overlays.extend(over);
    let reading = scope.cx.archive.document(id);
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    let mut references: Vec<(u32, TextRange, u32, &Annotation)> = Vec::new();
    for ((index, said), anchoring) in (0u32..).zip(annotations).zip(&reading.anchors) {
        let Anchoring::Found(anchor) = anchoring else { continue };
        let (Some(first), Some(last)) = (anchor.ranges.first(), anchor.ranges.last()) else {
            continue;
        };
        if !matches!(said.says, Says::Names(_)) {
            for &range in &anchor.ranges {
                marks.overlays.push(mark(scope, said, range, range == *first));
            }
        }
        references.push((after(scope.body, last.end), *first, index, said));
    }
    references.sort_by_key(|&(at, first, index, _)| (at, first, index));
    let mut number = 0;
    for (at, _, index, said) in references {
        let noted = has_note(said);
        number += usize::from(noted);
        let mut html = if noted { reference(scope, said, number) } else { String::new() };
        html.push_str(&claim_mark(scope, id, index));
        if !html.is_empty() {
            marks.inserts.push(Insert { at, html });
            marks.noted.push(noted.then_some((index, number)));
        }
    }
    marks.overlays.sort_by_key(|overlay| (overlay.range.start, Reverse(overlay.range.end)));
    marks
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

/// Whether a note stands beside the passage.
pub(super) fn has_note(said: &Annotation) -> bool {
    said.note.is_some() || !said.details().replies.is_empty()
}

/// The class of the kind of an annotation; kinds of the reader's own share one.
fn class(scope: &Scope, said: &Annotation) -> String {
    let kind = said.kind();
    if scope.cx.words.has(&format!("kind.{kind}")) { fold::slug(kind) } else { "own".to_owned() }
}

fn mark(scope: &Scope, said: &Annotation, range: TextRange, first: bool) -> Overlay {
    let id = id(scope, said);
    let mut tag = format!("class=\"hl hl-{}", class(scope, said));
    tag.push_str(if said.private { " is-private" } else { "" });
    tag.push_str(if said.suggested { " is-suggested" } else { "" });
    tag.push_str(&format!("\"{}>", by(scope, said)));
    let again = format!("<mark data-h=\"{id}\" {tag}");
    let first = if first { format!("<mark id=\"{id}\" {tag}") } else { again.clone() };
    Overlay { range, first, again, close: "</mark>", link: false }
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

/// The sign of a claim: its number, and where its question stands.
fn claim_mark(scope: &Scope, id: DocumentId, annotation: u32) -> String {
    let cx = scope.cx;
    let Some(claim) = cx.index.claims.by(id, annotation) else { return String::new() };
    let number = cx.claim_number(claim);
    let Some(question) = cx.archive.claim(claim).question else {
        return format!("<span class=\"cm\">C{number}</span>");
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
