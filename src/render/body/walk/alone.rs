//! Paragraphs that are nothing but a picture or a passage.

use crate::model::body::{Markup, Tag, TextRange};

use super::Walk;

impl Walk<'_> {
    /// A picture or a passage that has a paragraph for itself takes its place.
    pub(super) fn alone(&mut self, index: usize, tag: &Tag, range: TextRange) -> Option<usize> {
        let Tag::Paragraph(paragraph) = tag else { return None };
        let items = self.body.items.get(index..index + 4)?;
        let Markup::Close(Tag::Paragraph(_)) = items[3].is else { return None };
        if items[1].at != range.start || items[2].at != range.end {
            return None;
        }
        let (html, kind) = match items[1].is {
            Markup::Open(Tag::Link(link)) if items[2].is == Markup::Close(Tag::Link(link)) => {
                let caption = self.scope.caption_elsewhere(link)?;
                self.elsewhere(*paragraph, link, range, &caption);
                return Some(4);
            }
            Markup::Open(Tag::Image(link)) if items[2].is == Markup::Close(Tag::Image(link)) => {
                (self.scope.figure(link)?, "figure")
            }
            Markup::Open(Tag::Embed(link)) if items[2].is == Markup::Close(Tag::Embed(link)) => {
                (self.scope.embedded(link)?, "quote")
            }
            _ => return None,
        };
        if self.shows(range) {
            let (id, mark) = self.scope.cited(*paragraph);
            let open = format!(
                "<{}{id}>{mark}",
                if kind == "figure" { "figure" } else { "div class=\"embed\"" }
            );
            self.begin(&open, if kind == "figure" { "</figure>" } else { "</div>" }, kind);
            self.stream.whole(&html, range);
            self.end(items[3].at);
        }
        self.at = range.end;
        Some(4)
    }

    /// A picture that is on the web, with its caption: the link to it is the picture of the figure.
    fn elsewhere(&mut self, paragraph: Option<u32>, link: u32, range: TextRange, caption: &str) {
        if self.shows(range) {
            let (id, mark) = self.scope.cited(paragraph);
            self.begin(&format!("<figure{id}>{mark}"), "</figure>", "figure");
            if let Some(open) = self.scope.anchor(link) {
                self.stream.open_inline(&open, "</a>", range, true);
                self.text_until(range.end);
                self.stream.close();
            }
            self.stream.bare(caption, range.end);
            self.end(range.end);
        }
        self.at = range.end;
    }
}
