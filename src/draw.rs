//! Faults drawn on the text they are in: for the terminal, and for the pages of a preview.
//!
//! Does not print, and does not decide what is shown.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::escape::{printable, printable_line};
use crate::source::Position;
use crate::world::World;

/// A fault as a drawing, for any `annotate_snippets` renderer; `note` is said below it.
pub fn drawn<'a>(fault: &'a Diagnostic, world: &'a World, note: Option<String>) -> Group<'a> {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(printable(&fault.message)).id(fault.code.name());
    let mut group = Group::with_title(title);
    for (index, label) in fault.labels.iter().enumerate() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let path = printable_line(&label.source);
        let Some(source) = world.source(&label.source) else {
            group = group.element(Origin::path(path));
            continue;
        };
        if fault.code == Code::Secret {
            let Position { line, column } = source.position(label.span.start);
            group = group.element(Origin::path(path).line(line).char_column(column));
            continue;
        }
        let mut annotation = kind.span(within(&source.text, label.span.range()));
        if !label.text.is_empty() {
            annotation = annotation.label(printable_line(&label.text));
        }
        let snippet = Snippet::source(&source.text).path(path).annotation(annotation);
        group = group.element(snippet);
    }
    if let Some(note) = note {
        group = group.element(Level::NOTE.message(printable(&note).into_owned()));
    }
    match &fault.help {
        Some(help) => group.element(Level::HELP.message(printable(help))),
        None => group,
    }
}

/// A range that the drawing can take: inside the text, on borders of characters.
fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let down = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = down(range.start);
    start..down(range.end).max(start)
}
