//! Footnotes: references in the text, and the list of what they lead to.
//!
//! They are the writer's own; what readers wrote is `marks`'.

use crate::escape;
use crate::model::body::{Body, Markup, Tag, TextRange};
use crate::render::body::walk::Walk;

impl Walk<'_> {
    /// Writes the reference to a footnote that has words; a link where there may be ids.
    pub(super) fn reference(&mut self, note: usize, at: u32) {
        if !self.scope.footnoted || !self.defined[note] {
            return;
        }
        let number = note + 1;
        let says = format!("<sup>{number}</sup>");
        let Some(prefix) = self.scope.ids else {
            return self.stream.whole(&says, TextRange { start: at, end: at });
        };
        self.references[note] += 1;
        let label = self.scope.footnote(note);
        let again = match self.references[note] {
            1 => String::new(),
            n => format!("-{n}"),
        };
        let html = format!(
            "<sup><a class=\"fnref\" id=\"{prefix}fnref-{label}{again}\" href=\"#{prefix}fn-{label}\" \
             role=\"doc-noteref\">{number}</a></sup>"
        );
        self.stream.link(&html, &says, at);
    }

    /// The list of footnotes; empty without them.
    pub(super) fn footnotes(&mut self) -> String {
        if !self.scope.footnoted {
            return String::new();
        }
        let mut html = String::new();
        for (note, definition) in self.definitions.iter().enumerate() {
            let Some(definition) = definition else { continue };
            let label = self.scope.footnote(note);
            let number = note + 1;
            let Some(prefix) = self.scope.ids else {
                html.push_str(&format!("<li value=\"{number}\">{definition}</li>"));
                continue;
            };
            html.push_str(&format!(
                "<li id=\"{prefix}fn-{label}\" value=\"{number}\">{definition}"
            ));
            if self.references[note] > 0 {
                html.push_str(&format!(
                    "<a class=\"back\" href=\"#{prefix}fnref-{label}\" role=\"doc-backlink\" aria-label=\"{}\">↩</a>",
                    escape::escaped(&self.scope.numbered("mark.footnote_back", number)),
                ));
            }
            html.push_str("</li>");
        }
        if html.is_empty() { html } else { format!("<ol class=\"fn\">{html}</ol>") }
    }
}

/// Which footnotes have words.
pub(super) fn defined(body: &Body) -> Vec<bool> {
    let mut defined = vec![false; body.footnotes.len()];
    for item in &body.items {
        if let Markup::Open(Tag::Footnote(note)) = item.is {
            defined[note as usize] = true;
        }
    }
    defined
}
