//! What is not shown as it was meant: formulas that cannot be drawn, footnotes without words, words of footnotes without a
//! reference.
//!
//! Says so and changes nothing.

use std::ops::Range;

use super::build::Builder;
use super::text::Leaf;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::body::TextRange;
use crate::source::Span;

impl Builder<'_> {
    /// Says that a formula is shown as it is written.
    pub(super) fn lose_formula(&mut self, range: &Range<usize>) {
        let message = "this formula cannot be drawn, so it is shown as it is written";
        let help = "use the commands of LaTeX that need no package, or write `\\$` for a dollar that begins no formula";
        self.lose(Code::Formula, message.to_owned(), help.to_owned(), self.span(range));
    }

    /// Says which references in the words of a block lead to no footnote.
    pub(super) fn find_lost_references(&mut self, leaf: &Leaf) {
        let begin = self.begin_of(leaf.begin);
        let words = &self.body.text[begin..];
        let mut lost = Vec::new();
        for (at, sign) in words.match_indices("[^") {
            let label = &words[at + sign.len()..];
            let ends = |c: char| matches!(c, '[' | ']') || c.is_whitespace();
            let Some(end) = label.find(ends).filter(|&end| end > 0) else { continue };
            if label[end..].starts_with(']') && !self.is_closed(begin + at) {
                let range = TextRange::new(begin + at, begin + at + sign.len() + end + 1);
                lost.push((label[..end].to_owned(), range));
            }
        }
        for (label, range) in lost {
            let message = format!("there is no footnote `{label}`");
            let help = format!(
                "write its words on a line of their own, `[^{label}]: …`, or `\\[` if this is no reference"
            );
            let words = self.body.source_span(range);
            let span = if self.place.verbatim { words } else { self.place.span };
            self.lose(Code::Footnote, message, help, span);
        }
    }

    /// Says which footnotes nothing refers to.
    pub(super) fn find_lost_footnotes(&mut self) {
        for (index, at) in std::mem::take(&mut self.definitions) {
            let footnote = &self.body.footnotes[index];
            if footnote.references == 0 {
                let label = &footnote.label;
                let message = format!("nothing refers to the footnote `{label}`");
                let help = format!("write `[^{label}]` where it belongs, or take it out");
                let span = self.span(&(at..at + label.len() + "[^]".len()));
                self.lose(Code::Footnote, message, help, span);
            }
        }
    }

    fn lose(&mut self, code: Code, message: String, help: String, span: Span) {
        self.faults.push(Diagnostic::new(code, message).at(self.place.source, span, "").help(help));
    }
}
