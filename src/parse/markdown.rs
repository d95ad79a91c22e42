//! Markdown as a [`Body`]: the words a reader sees as one string, the markup as items at places of it.
//!
//! What renderers can rely on:
//!
//! - `items` are in document order and their places never go back. Every `Open` has its `Close`, and elements nest
//!   as in HTML. A `Close` repeats its tag with the index or start that the `Open` has; an alert's title, the language
//!   of a code block and the class of a token are on the `Open` only.
//! - Raw HTML (`Markup::Html`) is one tag per item, rebuilt from a list of elements and attributes that are allowed.
//!   An opening tag has its closing tag as an item of its own, and both nest with the elements around them.
//! - Blocks stand in blocks: words are always inside a paragraph, heading, term, table cell, code block, list item,
//!   definition or an element of raw HTML that holds words. A list item whose words stand in it directly has an index
//!   itself; one with paragraphs has none and its paragraphs have.
//! - The [`BLOCK_BORDER`] between two blocks, table cells too, stands right before the `Open`s of the second one: after
//!   all that ended before it, blocks without words included. In a code block (and in raw `<pre>`) the same character
//!   is an end of line.
//! - A hard break is its item, then one space of text. `Instead` is followed by nothing but the words it replaces.
//! - In `Image` there are no items, only the alternative text; `Embed` has neither items nor text.
//! - A picture with a title that has a paragraph for itself is a `Figure`: the image, or the link in its place, and a
//!   `Caption`, whose words are the title.
//! - `Token`s stand only in code blocks and do not nest.
//! - A footnote's definition stands where the source has it; footnotes are numbered by first reference, those that
//!   are defined and never referred to come last.
//! - Paragraphs and headings are in the order of the text; links inside links there are none.
//!
//! Pictures, frames and media of other hosts are links. Links that could run something are only their words. The
//! target of a wikilink or transclusion is a name, not an address: it is safe only after it was found.
//!
//! Nothing here asks whether a link leads anywhere, reads a file, or makes a page.

mod blocks;
mod brackets;
mod build;
mod caption;
mod code;
mod comments;
mod emphasis;
mod find;
mod html;
mod ids;
mod inline;
mod lost;
mod marks;
mod math;
mod raw;
mod ruby;
mod scripts;
mod target;
mod text;
mod wikilinks;

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::model::body::Body;
use crate::source::{SourcePath, Span};
use build::Builder;
use comments::Visible;

#[cfg(doc)]
use crate::model::body::BLOCK_BORDER;

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// In which source.
    pub source: &'a SourcePath,
    /// At which place of it.
    pub span: Span,
    /// Whether the text is those very bytes; otherwise (a note, decoded from YAML) nothing in it has a closer place.
    pub verbatim: bool,
    /// Whether it is to be shown: code in it has the classes of its parts then, and finding them takes longer than all else.
    pub is_shown: bool,
}

/// Markdown as text and items.
pub fn body(text: &str, place: &Place) -> Checked<Body> {
    let mut visible = comments::cut(text, comments::Code::Trusted);
    let mut built = Builder::build(&visible, place);
    if built.shows_comment {
        visible = comments::cut(text, comments::Code::Distrusted);
        built = Builder::build(&visible, place);
    }
    ids::give(&mut built.body, &built.heading_ids);
    built.body.fit();
    let endless = built.endless.map(|(language, span)| endless(&language, span, place.source));
    let mut diagnostics = built.faults;
    diagnostics.extend(unclosed(&visible, place).into_iter().chain(endless));
    Checked { value: built.body, diagnostics }
}

/// A plain text without its comments; nothing where it has no sign of one.
pub(super) fn uncommented(text: &str, place: &Place) -> Option<Checked<String>> {
    let visible = comments::cut(text, comments::Code::Distrusted);
    visible.signs.then(|| Checked {
        value: visible.text.replace("\\%%", "%%").replace("\\<!--", "<!--"),
        diagnostics: unclosed(&visible, place).into_iter().collect(),
    })
}

/// The error that the colours of some code are not found.
fn endless(language: &str, span: Span, source: &SourcePath) -> Diagnostic {
    let message = format!("the rules for colours of `{language}` come to no end at this code");
    let help = format!("take `{language}` away from its fence, and it is shown without colours");
    Diagnostic::new(Code::EndlessCode, message).at(source, span, "").help(help)
}

/// The warning that a comment swallows the rest of the text.
fn unclosed(visible: &Visible, place: &Place) -> Option<Diagnostic> {
    let start = place.span.start as usize + visible.unclosed?;
    let span = if place.verbatim { Span::new(start, start + 2) } else { place.span };
    let message = "a comment begins here and nothing ends it, so all that follows is left out";
    let help = "end it with `%%` (or `-->`), or write `\\%%` if it is none";
    Some(Diagnostic::new(Code::CommentOpen, message).at(place.source, span, "").help(help))
}
