//! `highlights`: passages that matter, as a list or as a literal block, and `==marks==` in the text.

use super::front_matter::Front;
use super::item::{self, Draft, Shape, Tables};
use crate::fold;
use crate::keys;
use crate::model::annotation::{Passage, Says, Selector};
use crate::model::body::Body;
use crate::source::{Span, Spanned};
use crate::yaml::Node;

const KEYS: Tables<'static> = &[keys::HIGHLIGHT, keys::ITEM, keys::REGION];

/// The highlights of a list, or of a literal block.
pub(super) fn read(front: &mut Front, node: &Node) -> Vec<Draft> {
    match node.as_str() {
        Some(text) if text.contains('\n') => block(front, text, node.span),
        _ => node.items().iter().filter_map(|item| highlight(front, item)).collect(),
    }
}

fn highlight(front: &mut Front, node: &Node) -> Option<Draft> {
    let entries = match item::shape(front, "highlights", node, KEYS) {
        Shape::Nothing => return None,
        Shape::Words(words) => return Some(passage(words)),
        Shape::Map(entries) => entries,
    };
    let mut draft = item::draft(node.span);
    let mut kind = None;
    let own = |front: &mut Front, key: &str, node: &Node| {
        if key == "kind" {
            kind = front.intake.string(key, node);
        }
    };
    item::read(front, entries, &mut draft, own, KEYS);
    let annotation = &mut draft.annotation;
    annotation.says = Says::Highlight(kind);
    if annotation.passage.is_none() {
        let Some(note) = &annotation.note else {
            let message = "this item of `highlights` has neither a passage nor a note";
            front.says_nothing(message, "add `quote:` or `note:`", node.span);
            return None;
        };
        draft.words.clone_from(&note.body.text);
    }
    Some(draft)
}

fn passage(words: Spanned<String>) -> Draft {
    let mut draft = item::draft(words.span);
    draft.words.clone_from(&words.value);
    draft.annotation.passage = Some(Passage::Quote(Box::new(Selector::of(words))));
    draft
}

/// A literal block: paragraphs are passages, lines that begin with `-- ` are the note on the passage above.
fn block(front: &mut Front, text: &str, span: Span) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let (mut words, mut note): (Option<Spanned<String>>, Option<Spanned<String>>) = (None, None);
    for line in places(front.intake.written_lines(span), text, span) {
        if let Some(comment) = line.value.strip_prefix("-- ") {
            drafts.extend(words.take().map(passage));
            let comment = Spanned::new(comment.trim().to_owned(), line.span);
            joined(&mut note, comment);
            continue;
        }
        finish(front, &mut drafts, note.take());
        if line.value.is_empty() {
            drafts.extend(words.take().map(passage));
        } else {
            joined(&mut words, line.map(str::to_owned));
        }
    }
    drafts.extend(words.take().map(passage));
    finish(front, &mut drafts, note);
    drafts
}

/// Gives a note to the passage above, or makes it one on the whole article.
fn finish(front: &mut Front, drafts: &mut Vec<Draft>, note: Option<Spanned<String>>) {
    let Some(words) = note else { return };
    let note = front.note_of(&words);
    if let Some(draft) = drafts.last_mut().filter(|draft| draft.annotation.note.is_none()) {
        draft.annotation.span.end = note.span.end;
        draft.annotation.note = Some(note.into());
        return;
    }
    let mut draft = item::draft(note.span);
    draft.words.clone_from(&note.body.text);
    draft.annotation.note = Some(note.into());
    drafts.push(draft);
}

fn joined(above: &mut Option<Spanned<String>>, line: Spanned<String>) {
    match above {
        Some(above) => {
            above.value = format!("{}\n{}", above.value, line.value);
            above.span.end = line.span.end;
        }
        None => *above = Some(line),
    }
}

/// The lines of a block, trimmed, with their places: a block is written line by line as it reads. A quoted scalar is
/// not; its lines stand where it does.
fn places<'t>(
    written: impl Iterator<Item = Spanned<&'t str>>,
    text: &'t str,
    span: Span,
) -> Vec<Spanned<&'t str>> {
    let mut written = written;
    let place = |line: &'t str| {
        let line = line.trim();
        let place = written.next().filter(|written| written.value == line);
        place.unwrap_or(Spanned::new(line, span))
    };
    text.lines().map(place).collect()
}

/// The marks in the text. A mark whose words are quoted in the list is the highlight there.
pub(super) fn marks(body: &Body, listed: &[Draft]) -> Vec<Draft> {
    if body.marks.is_empty() {
        return Vec::new();
    }
    let mut quoted: Vec<String> = listed.iter().map(|draft| fold::key(&draft.words)).collect();
    let mut drafts = Vec::new();
    for (index, &range) in (0..).zip(&body.marks) {
        let words = body.text.get(range.range()).unwrap_or_default();
        let key = fold::key(words);
        if let Some(place) = quoted.iter().position(|quoted| *quoted == key) {
            quoted.swap_remove(place);
            continue;
        }
        let mut draft = item::draft(body.source_span(range));
        words.clone_into(&mut draft.words);
        draft.annotation.passage = Some(Passage::Mark(index));
        drafts.push(draft);
    }
    drafts
}
