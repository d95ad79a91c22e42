//! Pictures of which parts are meant, and paragraphs that are nothing but a picture or a passage.

use crate::model::body::{Markup, Tag, TextRange};
use crate::render::body::pictured::{self, Part};

use super::Walk;

impl Walk<'_> {
    /// A picture or a passage that has a paragraph for itself takes its place.
    pub(super) fn alone(&mut self, index: usize, tag: &Tag, range: TextRange) -> Option<usize> {
        let Tag::Paragraph(paragraph) = tag else { return None };
        // What it puts in place can be long, and is not made for a page that leaves it out.
        if !self.shows(range) || self.in_figure(index) {
            return None;
        }
        let items = self.body.items.get(index..index + 4)?;
        let Markup::Close(Tag::Paragraph(_)) = items[3].is else { return None };
        if items[1].at != range.start || items[2].at != range.end {
            return None;
        }
        let (Markup::Open(inner), Markup::Close(close)) = (&items[1].is, &items[2].is) else {
            return None;
        };
        let (html, link) = match (inner, close) {
            (Tag::Image(link), Tag::Image(_)) => (self.scope.image(*link)?, Some(*link)),
            (Tag::Embed(link), Tag::Embed(_)) => match self.scope.image(*link) {
                Some(image) => (image, Some(*link)),
                None => (self.scope.embedded(*link)?, None),
            },
            _ => return None,
        };
        let (name, close, kind) = match link {
            Some(_) => ("figure", "</figure>", "figure"),
            None => ("div class=\"embed\"", "</div>", "quote"),
        };
        let (id, mark) = self.scope.cited(*paragraph);
        self.begin(&format!("<{name}{id}>{mark}"), close, kind);
        let parts = link.and_then(|link| Some((link, self.scope.pictured?.get(&link)?)));
        match parts {
            Some((link, parts)) => self.pictured(link, &html, parts, range),
            None => self.stream.whole(&html, range),
        }
        self.end(items[3].at);
        self.at = range.end;
        Some(4)
    }

    /// A picture in a line of which parts are meant; where it is not shown, links lead to its words.
    pub(super) fn parted(&mut self, index: usize, link: u32, range: TextRange) -> Option<usize> {
        let parts = self.scope.pictured?.get(&link)?;
        let Some(image) = self.scope.image(link) else {
            self.stream.beside(&pictured::places(parts));
            return None;
        };
        self.pictured(link, &image, parts, range);
        Some(2 + self.inside(index))
    }

    /// Writes a picture with the parts of it that are meant, and then the references to what is said of them.
    pub(super) fn pictured(&mut self, link: u32, image: &str, parts: &[Part], range: TextRange) {
        self.stream.bare("", range.start);
        let size = self.scope.picture(link).and_then(|(_, size)| size);
        let linked = self.stream.in_link();
        self.stream.beside(&pictured::drawn(image, size, parts, linked));
        self.stream.release(range.end);
        self.at = range.end;
    }

    /// Whether raw HTML has begun a figure right before an item.
    fn in_figure(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.body.items.get(before));
        before.is_some_and(
            |item| matches!(&item.is, Markup::Html(html) if html.starts_with("<figure")),
        )
    }
}
