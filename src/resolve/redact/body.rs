//! Labels for names in a text and all that stands in it.

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::Pen;
use crate::model::body::{Body, Link, LinkStyle, Markup, Tag};
use crate::resolve::find::Found;
use crate::resolve::moves;

impl Pen<'_> {
    /// In a note or a reply.
    pub(super) fn note(&mut self, body: &mut Body) {
        let found = self.protected.find_in(self.names, body);
        self.body(body, &found);
    }

    /// In a text, in which names were found already; where its places are then.
    pub(super) fn body(
        &mut self,
        body: &mut Body,
        found: &[Found<Arc<str>>],
    ) -> Option<moves::Moves> {
        self.search.text(&body.text, found, &|range| body.source_span(range));
        for item in &mut body.items {
            match &mut item.is {
                Markup::Html(html) | Markup::Reading(html) => self.boxed(html),
                Markup::Open(Tag::Alert(alert)) => {
                    self.coded(&mut alert.kind);
                    alert.title.iter_mut().for_each(|title| self.boxed(title));
                }
                Markup::Open(tag) | Markup::Close(tag) => self.tag(tag),
                _ => {}
            }
        }
        for footnote in &mut body.footnotes {
            self.text(&mut footnote.label);
        }
        body.headings.iter_mut().for_each(|heading| self.id(&mut heading.id));
        for paragraph in &mut body.paragraphs {
            paragraph.block.iter_mut().for_each(|block| self.id(block));
        }
        for Link { style, target, fragment, title, text: _, span: _ } in &mut body.links {
            let found = self.find(&percent_decode_str(target).decode_utf8_lossy());
            if let Some(label) = found.first().map(|name| name.value.to_string()) {
                // What is left of the address leads nowhere; the label may have a page.
                *target = label;
                if matches!(style, LinkStyle::Markdown | LinkStyle::Image) {
                    *style = LinkStyle::Wiki;
                }
            }
            if let Some(fragment) = fragment {
                self.silent(fragment);
            }
            title.iter_mut().for_each(|title| _ = self.text(title));
        }
        let edits: Vec<_> = found.iter().map(|name| (name.range, &**name.value)).collect();
        (!edits.is_empty()).then(|| moves::replace(body, &edits))
    }

    /// In the words of a tag that are no text, or are those of the one that opens.
    fn tag(&self, tag: &mut Tag) {
        match tag {
            Tag::CodeBlock(language) => self.coded(language),
            Tag::Alert(alert) => {
                self.coded(&mut alert.kind);
                alert.title.iter_mut().for_each(|title| self.coded(title));
            }
            _ => {}
        }
    }

    fn coded(&self, text: &mut Box<str>) {
        let mut words = text.to_string();
        if self.silent(&mut words) {
            *text = words.into();
        }
    }

    fn boxed(&mut self, text: &mut Box<str>) {
        let mut words = text.to_string();
        if self.text(&mut words) {
            *text = words.into();
        }
    }
}
