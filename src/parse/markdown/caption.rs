//! Pictures with a caption: what the title of a picture is that has a paragraph for itself.
//!
//! A caption is text like any other: it can be quoted, and names are found in it.

use std::ops::Range;

use super::build::{Builder, Frame};
use super::text::{Leaf, LeafKind};
use crate::model::body::{LinkStyle, Markup, Tag};

/// A picture that has a title.
pub(super) struct Titled {
    /// The picture, as an index into the links.
    pub(super) index: u32,
    /// Where its title is written, in the visible text.
    pub(super) range: Range<usize>,
}

/// The words of a caption.
pub(super) struct Caption {
    words: String,
    /// Where they are written, in the visible text.
    range: Range<usize>,
}

impl Builder<'_> {
    /// Takes the title of the picture that a paragraph consists of.
    pub(super) fn take_caption(&mut self, leaf: &Leaf) -> Option<Caption> {
        let titled = self.titled.take().filter(|_| leaf.kind == LeafKind::Paragraph)?;
        let in_figure = matches!(self.frames.last(), Some(Frame::Html { name: "figure", .. }));
        if in_figure || !self.is_alone(leaf, titled.index) {
            return None;
        }
        let link = &mut self.body.links[titled.index as usize];
        let title = link.title.as_ref()?;
        let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return None;
        }
        link.title = None;
        let repeats = self.body.text[link.text.range()] == words;
        if repeats && matches!(self.body.items[leaf.items].is, Markup::Open(Tag::Image(_))) {
            // Said twice, a passage of it would be ambiguous.
            self.shorten(leaf, self.begin_of(leaf.begin));
        }
        Some(Caption { words, range: titled.range })
    }

    /// Whether a paragraph is a picture, or the link in its place, and nothing else; the picture may be linked.
    fn is_alone(&self, leaf: &Leaf, picture: u32) -> bool {
        let words = self.words_since(leaf.begin);
        let link = &self.body.links[picture as usize];
        let is_picture = |markup: &Markup| match markup {
            Markup::Open(Tag::Image(index) | Tag::Embed(index)) => *index == picture,
            Markup::Open(Tag::Link(index)) => *index == picture && link.style == LinkStyle::Image,
            _ => false,
        };
        let is_link = |markup: &Markup| matches!(markup, Markup::Open(Tag::Link(_)));
        link.text == words
            && match &self.body.items[leaf.items..] {
                [open, _] => is_picture(&open.is),
                [link, open, _, _] => is_link(&link.is) && is_picture(&open.is),
                _ => false,
            }
    }

    /// Ends a paragraph that is a picture, with its caption as words of their own.
    pub(super) fn end_figure(&mut self, leaf: &Leaf, block: Option<String>, caption: &Caption) {
        let is_bare = self.words_since(leaf.begin).range().is_empty();
        if !is_bare {
            self.block_ended();
        }
        self.open(Tag::Caption);
        self.begin_leaf(LeafKind::Caption, Frame::Words);
        if let Some(inner) = self.leaf.as_mut().filter(|_| is_bare) {
            // The place of a picture without alternative text is where its caption begins.
            inner.links = leaf.links;
        }
        let Caption { words, range } = caption;
        // Where signs are escaped in it, no closer place is known than the picture's.
        let within = self.visible.text[range.clone()].rfind(words).unwrap_or(0);
        self.push_opaque(words, range.start + within);
        self.frames.pop();
        self.end_leaf();
        let index = self.cite(self.words_since(leaf.begin), block);
        self.body.items[leaf.items - 1].is = Markup::Open(Tag::Figure(index));
        self.close(Tag::Figure(index));
    }
}
