//! Footnotes: references in the text, and the list of what they lead to.
//!
//! They are the writer's own; what readers wrote is `marks`'.

use std::collections::HashSet;

use crate::escape;
use crate::fold;
use crate::model::body::{Body, Markup, Tag, TextRange};
use crate::render::body::walk::Walk;

impl Walk<'_> {
    /// Writes the reference to a footnote that has words; a link where there may be ids.
    pub(super) fn reference(&mut self, note: usize, at: u32) {
        let Some(label) = self.addresses[note].as_ref().filter(|_| self.scope.footnoted) else {
            return;
        };
        let number = note + 1;
        let says = format!("<sup>{number}</sup>");
        let Some(prefix) = self.scope.ids else {
            return self.stream.whole(&says, TextRange { start: at, end: at });
        };
        self.references[note] += 1;
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
            let Some((definition, label)) = definition.as_ref().zip(self.addresses[note].as_ref())
            else {
                continue;
            };
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

/// The part of the address of each footnote with words that tells it from others.
pub(super) fn addresses(body: &Body) -> Vec<Option<String>> {
    let mut taken = HashSet::from([String::new()]);
    let labels = (1..).zip(&body.footnotes).map(|(number, footnote)| {
        let label = fold::slug(&footnote.label);
        if taken.insert(label.clone()) { label } else { format!("{label}-{number}") }
    });
    let mut labels: Vec<String> = labels.collect();
    let mut addresses = vec![None; labels.len()];
    for item in &body.items {
        if let Markup::Open(Tag::Footnote(note)) = item.is {
            addresses[note as usize] = Some(std::mem::take(&mut labels[note as usize]));
        }
    }
    addresses
}
