//! Pictures of which parts are meant, and paragraphs that are nothing but a picture or a passage.

use crate::model::body::{Markup, Tag, TextRange};
use crate::render::body::pictured::{self, Part};

use super::Walk;

impl<'a> Walk<'a> {
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
        let (image, link) = match (inner, close) {
            (Tag::Image(link), Tag::Image(_)) => (Some(self.scope.image(*link)?), *link),
            (Tag::Embed(link), Tag::Embed(_)) => (self.scope.image(*link), *link),
            _ => return None,
        };
        let (id, mark) = self.scope.cited(*paragraph);
        if let Some(image) = image {
            self.begin(&format!("<figure{id}>{mark}"), "</figure>", "figure");
            self.picture(link, &image, range);
        } else {
            let passage = self.scope.embedded(link)?;
            self.begin(&format!("<div class=\"embed\"{id}>{mark}"), "</div>", "quote");
            self.stream.whole(&passage, range);
            self.beside_unshown(link, range);
        }
        self.end(items[3].at);
        self.at = range.end;
        Some(4)
    }

    /// Writes a picture with the parts of it that are meant, and then the references to what is said of them.
    pub(super) fn picture(&mut self, link: u32, image: &str, range: TextRange) {
        let Some(parts) = self.parts(link) else { return self.stream.whole(image, range) };
        let size = self.scope.picture(link).and_then(|(_, size)| size);
        self.stream.cover_whole(range);
        let linked = self.stream.in_link();
        self.stream.out.push_str(&pictured::drawn(image, size, parts, linked));
        self.stream.release(link, range.end);
    }

    /// Writes behind what stands for a picture that is not shown the references to what is said of it, to where links lead.
    pub(super) fn beside_unshown(&mut self, link: u32, range: TextRange) {
        let Some(parts) = self.parts(link) else { return };
        self.stream.beside(&pictured::places(parts));
        self.stream.release(link, range.end);
    }

    fn parts(&self, link: u32) -> Option<&'a [Part]> {
        Some(self.scope.pictured?.get(&link)?)
    }

    /// Whether raw HTML has begun a figure right before an item.
    fn in_figure(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.body.items.get(before));
        before.is_some_and(
            |item| matches!(&item.is, Markup::Html(html) if html.starts_with("<figure")),
        )
    }
}
