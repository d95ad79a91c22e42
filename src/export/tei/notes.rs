//! What readers say of a text.

use super::text::{self, Scope, Text};
use super::{dates, element, id};
use crate::export::annotations::kept;
use crate::export::{Source, xml};
use crate::model::annotation::{Anchor, Anchoring, Annotation, Note, Says};
use crate::model::archive::{DocumentId, Words};
use crate::source::Spanned;

/// The id of a note.
fn note_id(said: &Annotation) -> String {
    id("note", &said.id)
}

/// Whether it says anything of its passage.
fn speaks(said: &Annotation) -> bool {
    said.has_note() || said.states().is_some()
}

/// The ids of the places where its words begin and end.
fn ends(said: &Annotation, part: usize) -> [String; 2] {
    let part = if part == 0 { String::new() } else { format!(".{}", part + 1) };
    ["from", "to"].map(|end| format!("{}{part}.{end}", note_id(said)))
}

/// The places that the notes on a text are about: where in the text each is, whether words end there, and its id.
pub(super) fn anchors(source: Source, document: DocumentId) -> Vec<(u32, bool, String)> {
    let mut anchors = Vec::new();
    for (_, said, anchoring) in kept(source.archive.document(document)) {
        let Anchoring::Found(Anchor { ranges, .. }) = anchoring else { continue };
        for (part, range) in ranges.iter().enumerate().filter(|_| speaks(said)) {
            let [from, to] = ends(said, part);
            anchors.extend([(range.start, false, from), (range.end, true, to)]);
        }
    }
    anchors
}

/// The notes on a text, with their answers.
pub(super) fn notes(source: Source, document: DocumentId) -> String {
    let mut notes = String::new();
    for (number, said, anchoring) in kept(source.archive.document(document)) {
        if !speaks(said) {
            continue;
        }
        let target = match anchoring {
            Anchoring::Found(anchor) => target(said, anchor),
            _ => String::new(),
        };
        let details = said.details();
        let mut note = format!(
            "<note xml:id=\"{}\" type=\"{}\"{}{}{target}>\n",
            note_id(said),
            xml(&said.kind().split_whitespace().collect::<Vec<_>>().join("-")),
            private(said.private),
            by(source, details.reader.as_ref()),
        );
        note += &stated(source, said);
        let words = |words: Words, note: &Note| {
            text::write(Scope { source, id: document, words, body: &note.body }, &Text::default())
        };
        note +=
            &said.note.as_ref().map(|note| words(Words::Note(number), note)).unwrap_or_default();
        note.extend(details.tags.iter().map(|tag| {
            format!("<index indexName=\"tags\"><term>{}</term></index>\n", xml(&tag.value))
        }));
        for (at, reply) in (0..).zip(&details.replies) {
            let by = by(source, reply.reader.as_ref());
            let said = words(Words::Reply(number, at), &reply.note);
            note +=
                &format!("<note type=\"reply\"{}{by}>\n{said}</note>\n", private(reply.private));
        }
        notes += &format!("{note}</note>\n");
    }
    notes
}

/// What it says besides the words of its reader.
fn stated(source: Source, said: &Annotation) -> String {
    let words = said.states().unwrap_or_default();
    match &said.says {
        Says::Event(report) if report.date.is_some() => {
            let date = report.date.as_ref().map(|dated| dates::date(source, None, dated));
            format!("<p>{}: {}</p>\n", date.unwrap_or_default(), xml(words))
        }
        _ => element("p", "", words),
    }
}

fn private(is_private: bool) -> &'static str {
    if is_private { " subtype=\"private\"" } else { "" }
}

/// Who says it.
fn by(source: Source, reader: Option<&Spanned<String>>) -> String {
    let known =
        reader.filter(|reader| source.config.readers.iter().any(|known| known.id == reader.value));
    known.map_or_else(String::new, |reader| format!(" resp=\"#{}\"", id("reader", &reader.value)))
}

/// The words that it is about: from one place of the text to another, of several passages as ranges.
fn target(said: &Annotation, anchor: &Anchor) -> String {
    if anchor.ranges.len() == 1 {
        let [from, to] = ends(said, 0);
        return format!(" target=\"#{from}\" targetEnd=\"#{to}\"");
    }
    let ranges = (0..anchor.ranges.len()).map(|part| {
        let [from, to] = ends(said, part);
        format!("#range({from},{to})")
    });
    format!(" target=\"{}\"", ranges.collect::<Vec<_>>().join(" "))
}
