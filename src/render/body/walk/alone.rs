//! Paragraphs that are nothing but a picture or a passage.

use crate::model::body::{Markup, Tag, TextRange};

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
        let (html, kind) = match (inner, close) {
            (Tag::Image(link), Tag::Image(_)) => (self.scope.image(*link)?, "figure"),
            (Tag::Embed(link), Tag::Embed(_)) => match self.scope.image(*link) {
                Some(image) => (image, "figure"),
                None => (self.scope.embedded(*link)?, "quote"),
            },
            _ => return None,
        };
        let (id, mark) = self.scope.cited(*paragraph);
        let open = format!(
            "<{}{id}>{mark}",
            if kind == "figure" { "figure" } else { "div class=\"embed\"" }
        );
        self.begin(&open, if kind == "figure" { "</figure>" } else { "</div>" }, kind);
        self.stream.whole(&html, range);
        self.end(items[3].at);
        self.at = range.end;
        Some(4)
    }

    /// Whether raw HTML has begun a figure right before an item.
    fn in_figure(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.body.items.get(before));
        before.is_some_and(
            |item| matches!(&item.is, Markup::Html(html) if html.starts_with("<figure")),
        )
    }
}
