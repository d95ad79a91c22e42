//! Text, items and places, kept together: where words go, where borders stand, and what a block of words is.

use super::build::{Builder, Frame, Silence};
use super::html;
use crate::model::body::{Align, BLOCK_BORDER, Item, Markup, Paragraph, Tag, TextRange};
use crate::source::Span;

/// A place where words begin, which is after the border if one is due there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begin {
    at: usize,
    bordered: bool,
}

/// A block of words.
pub(super) struct Leaf {
    /// What it is.
    pub(super) kind: LeafKind,
    /// Where its words begin.
    pub(super) begin: Begin,
    /// Its first item, after its own `Open`.
    pub(super) items: usize,
    /// The first run of origin that begins in it.
    pub(super) runs: usize,
    /// The first link that begins in it.
    pub(super) links: usize,
}

/// What kind of block the words are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    /// A paragraph.
    Paragraph,
    /// A heading, by index.
    Heading(u32),
    /// A table cell.
    Cell(Align),
    /// A term of a definition list.
    Term,
    /// The caption of a picture.
    Caption,
    /// A code block.
    Code,
    /// The list item whose `Open` this is.
    Item(usize),
    /// An element that is not theirs alone.
    Bare,
}

/// A length or index as the body counts it; sources are smaller than 4 GiB.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Builder<'_> {
    /// Puts markup after the words so far.
    pub(super) fn item(&mut self, is: Markup) {
        self.body.items.push(Item { at: count(self.body.text.len()), is });
    }

    /// Opens an element; the index of its item.
    pub(super) fn open(&mut self, tag: Tag) -> usize {
        self.item(Markup::Open(tag));
        self.body.items.len() - 1
    }

    /// Closes a block.
    pub(super) fn close(&mut self, tag: Tag) {
        self.item(Markup::Close(tag));
        self.block_ended();
    }

    /// Lets the border that is due stand after all items so far.
    pub(super) fn block_ended(&mut self) {
        if self.due {
            self.after_block = self.body.items.len();
        }
    }

    /// Adds words that come from a place of the visible text.
    pub(super) fn push(&mut self, words: &str, start: usize) {
        if words.is_empty() {
            return;
        }
        if self.due && !self.body.text.is_empty() {
            self.border();
        }
        self.due = false;
        self.come_from(start, start + words.len());
        self.body.text.push_str(words);
    }

    /// Adds words in which nothing is looked for.
    pub(super) fn push_opaque(&mut self, words: &str, start: usize) {
        self.push(words, start);
        let end = self.body.text.len();
        if !words.is_empty() {
            self.opaque.push(TextRange::new(end - words.len(), end));
        }
    }

    /// Adds a space for a line break, unless no word of the block is before it.
    pub(super) fn space(&mut self, start: usize) {
        if self.leaf.as_ref().is_some_and(|leaf| self.begin_of(leaf.begin) < self.body.text.len()) {
            self.push(" ", start);
        }
    }

    /// Adds a space for a line end that is not seen, which may be none.
    pub(super) fn line_end(&mut self, start: usize) {
        let at = self.body.text.len();
        self.space(start);
        if self.body.text.len() > at {
            self.line_ends.push(at);
        }
    }

    /// Puts the border that is due; what was opened since the last block ended stands after it.
    fn border(&mut self) {
        let before = count(self.body.text.len());
        self.body.text.push(BLOCK_BORDER);
        for item in &mut self.body.items[self.after_block..] {
            item.at = before + 1;
        }
        let links = self.leaf.as_ref().map_or(self.body.links.len(), |leaf| leaf.links);
        for link in &mut self.body.links[links..] {
            link.text = TextRange { start: before + 1, end: before + 1 };
        }
    }

    /// Takes the border back, because the words after it were none.
    fn unborder(&mut self, leaf: &Leaf) {
        let end = count(leaf.begin.at);
        self.body.text.truncate(leaf.begin.at);
        self.due = true;
        for item in &mut self.body.items[self.after_block..] {
            item.at = end;
        }
        for link in &mut self.body.links[leaf.links..] {
            link.text = TextRange { start: end, end };
        }
        self.trim_runs();
    }

    /// Where words begin that are added now.
    pub(super) fn here(&self) -> Begin {
        let at = self.body.text.len();
        Begin { at, bordered: self.due && at > 0 }
    }

    /// Where the words after a place begin.
    pub(super) fn begin_of(&self, begin: Begin) -> usize {
        begin.at + usize::from(begin.bordered && self.body.text.len() > begin.at)
    }

    /// The words from a place to the end.
    pub(super) fn words_since(&self, begin: Begin) -> TextRange {
        TextRange::new(self.begin_of(begin), self.body.text.len())
    }

    // Places in the source.

    /// The place in the source of a place in the visible text.
    fn source(&self, at: usize) -> u32 {
        if self.place.verbatim {
            self.place.span.start + count(self.visible.source(at))
        } else {
            self.place.span.start
        }
    }

    /// The place in the source of a range of the visible text.
    pub(super) fn span(&self, range: &std::ops::Range<usize>) -> Span {
        if self.place.verbatim {
            Span { start: self.source(range.start), end: self.source(range.end).max(1) }
        } else {
            self.place.span
        }
    }

    /// Notes that the next words come from this range of the visible text.
    fn come_from(&mut self, start: usize, end: usize) {
        let text = count(self.body.text.len());
        if !self.place.verbatim {
            if self.body.origin.is_empty() {
                self.body.origin.push((text, self.place.span.start));
            }
            return;
        }
        self.run(text, self.source(start));
        let visible = self.visible;
        for cut in visible.cuts_within(start, end) {
            self.run(text + count(cut - start), self.source(cut));
        }
    }

    fn run(&mut self, text: u32, source: u32) {
        match self.body.origin.last_mut() {
            Some(last) if last.0 == text => last.1 = source,
            Some(last) if last.1.wrapping_sub(last.0) == source.wrapping_sub(text) => {}
            _ => self.body.origin.push((text, source)),
        }
    }

    /// Forgets the runs of words that were taken back.
    pub(super) fn trim_runs(&mut self) {
        let end = count(self.body.text.len());
        while self.body.origin.last().is_some_and(|run| run.0 > 0 && run.0 >= end) {
            self.body.origin.pop();
        }
    }

    // Blocks of words.

    /// Begins a block of words.
    pub(super) fn begin_leaf(&mut self, kind: LeafKind, frame: Frame) {
        self.leaf = Some(Leaf {
            kind,
            begin: self.here(),
            items: self.body.items.len(),
            runs: self.body.origin.len(),
            links: self.body.links.len(),
        });
        self.frames.push(frame);
    }

    /// Makes sure that words are in a block of words.
    pub(super) fn begin_words(&mut self) {
        if self.leaf.is_some() {
            return;
        }
        let kind = match self.frames.last_mut() {
            Some(Frame::Item { open, waits: waits @ true }) => {
                *waits = false;
                LeafKind::Item(*open)
            }
            Some(Frame::Item { .. } | Frame::Block(Tag::Definition)) => LeafKind::Bare,
            Some(Frame::Html { name, .. }) if html::holds_words(name) => LeafKind::Bare,
            _ => {
                self.open(Tag::Paragraph(None));
                LeafKind::Paragraph
            }
        };
        self.begin_leaf(kind, Frame::LooseWords);
    }

    /// Ends the block of words: everything that is found only now is found.
    pub(super) fn end_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        self.silence = Silence::No;
        let block = self.find(&leaf);
        let caption = self.take_caption(&leaf);
        let mut words = self.words_since(leaf.begin);
        if words.start == words.end && self.body.text.len() > leaf.begin.at {
            self.unborder(&leaf);
            words = self.words_since(leaf.begin);
        }
        self.due |= words.start < words.end;
        self.opaque.clear();
        self.line_ends.clear();
        self.escaped.clear();
        match leaf.kind {
            LeafKind::Paragraph
                if words.start == words.end && self.body.items.len() == leaf.items =>
            {
                self.body.items.pop();
            }
            LeafKind::Paragraph => {
                if let Some(caption) = caption {
                    return self.end_figure(&leaf, block, &caption);
                }
                let index = self.cite(words, block);
                self.body.items[leaf.items - 1].is = Markup::Open(Tag::Paragraph(index));
                self.close(Tag::Paragraph(index));
            }
            LeafKind::Item(open) => {
                let index = self.cite(words, block);
                self.body.items[open].is = Markup::Open(Tag::ListItem(index));
            }
            LeafKind::Heading(index) => {
                self.body.headings[index as usize].range = words;
                self.close(Tag::Heading(index));
            }
            LeafKind::Cell(align) => self.close(Tag::TableCell(align)),
            LeafKind::Term => self.close(Tag::Term),
            LeafKind::Caption => self.close(Tag::Caption),
            LeafKind::Code => self.close(Tag::CodeBlock("".into())),
            LeafKind::Bare => {}
        }
        self.block_ended();
    }

    /// Adds a block that can be cited, if it has words; its id comes later.
    pub(super) fn cite(&mut self, range: TextRange, block: Option<String>) -> Option<u32> {
        if range.start == range.end {
            return None;
        }
        self.body.paragraphs.push(Paragraph { id: String::new(), block, range });
        Some(count(self.body.paragraphs.len() - 1))
    }
}
