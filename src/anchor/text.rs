//! The text of a document, folded to each level when somebody asks for it.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::lexicon::Lexicon;
use crate::fold::{Folded, Level, fold};
use crate::model::body::{Body, TextRange};

/// A text to look for quotes in.
pub(super) struct Text<'a> {
    pub(super) body: &'a Body,
    /// The language of the text, as a BCP 47 tag.
    language: Option<&'a str>,
    levels: [OnceCell<Folded>; 3],
    lexicon: OnceCell<Lexicon>,
}

impl<'a> Text<'a> {
    pub(super) fn new(body: &'a Body, language: Option<&'a str>) -> Self {
        Self { body, language, levels: Default::default(), lexicon: OnceCell::new() }
    }

    /// The words of its language that change what a passage says.
    pub(super) fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::of(self.language))
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

/// A text as numbers of its characters, which are faster to compare and to count than UTF-8.
pub(super) struct Numbered {
    /// Each character, as a number below `alphabet`.
    pub(super) chars: Vec<u32>,
    /// The number of different characters.
    pub(super) alphabet: usize,
    numbers: HashMap<char, u32>,
    /// Where each character begins, and where the last one ends.
    offsets: Vec<u32>,
}

impl Numbered {
    pub(super) fn new(text: &str) -> Self {
        let mut numbers: HashMap<char, u32> = HashMap::new();
        let mut offsets: Vec<u32> = Vec::with_capacity(text.len() + 1);
        let mut ascii: [Option<u32>; 128] = [None; 128];
        let mut number = |c: char| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(c).or_insert(next)
        };
        let mut chars = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            offsets.push(u32::try_from(at).unwrap_or(u32::MAX));
            chars.push(match ascii.get_mut(c as usize) {
                Some(known) => *known.get_or_insert_with(|| number(c)),
                None => number(c),
            });
        }
        offsets.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self { chars, alphabet: numbers.len(), numbers, offsets }
    }

    /// The number of a character; one that is not below `alphabet` for those that the text does not have.
    pub(super) fn number(&self, c: char) -> u32 {
        self.numbers.get(&c).copied().unwrap_or(u32::MAX)
    }

    /// The bytes of some characters.
    pub(super) fn bytes(&self, chars: Range<usize>) -> Range<usize> {
        self.offsets[chars.start] as usize..self.offsets[chars.end] as usize
    }

    /// Which character begins at a byte.
    pub(super) fn index(&self, byte: usize) -> usize {
        if self.offsets.get(byte).is_some_and(|&offset| offset as usize == byte) {
            return byte;
        }
        self.offsets.partition_point(|&offset| (offset as usize) < byte)
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
