//! The text of a document, folded to each level when somebody asks for it.

use std::cell::OnceCell;
use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use crate::fold::{Folded, Level, fold};
use crate::model::body::{Body, TextRange};

/// A text to look for quotes in.
pub(super) struct Text<'a> {
    pub(super) body: &'a Body,
    levels: [OnceCell<Folded>; 3],
}

impl<'a> Text<'a> {
    pub(super) fn new(body: &'a Body) -> Self {
        Self { body, levels: Default::default() }
    }

    /// The text folded to a level.
    pub(super) fn folded(&self, level: Level) -> &Folded {
        self.levels[level as usize].get_or_init(|| fold(&self.body.text, level))
    }

    /// The place in the text of some bytes of the folded text, widened to whole characters as a reader sees them.
    pub(super) fn place(&self, level: Level, range: Range<usize>) -> TextRange {
        let Range { start, end } = self.folded(level).source(range);
        let text = &self.body.text;
        TextRange::new(border_before(text, start), border_after(text, end))
    }
}

/// The last border between two graphemes at or before an offset.
fn border_before(text: &str, offset: usize) -> usize {
    let offset = text.floor_char_boundary(offset);
    if between_ascii(text, offset) {
        return offset;
    }
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(offset),
        _ => offset,
    }
}

/// The first border between two graphemes at or after an offset.
fn border_after(text: &str, offset: usize) -> usize {
    let offset = text.ceil_char_boundary(offset);
    if between_ascii(text, offset) {
        return offset;
    }
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(offset),
        _ => offset,
    }
}

/// Whether both neighbours of an offset are ASCII, where every offset is a border (`\r` is not in a projected text).
fn between_ascii(text: &str, offset: usize) -> bool {
    let bytes = text.as_bytes();
    offset > 0 && offset < bytes.len() && bytes[offset - 1].is_ascii() && bytes[offset].is_ascii()
}
