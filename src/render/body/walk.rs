//! A body as blocks of HTML.
//!
//! Walks the items of a body together with what lies over its text. Which words are links to where is `links`', which
//! of them are marked is `marks`'.

mod alone;

use std::borrow::Cow;

use crate::escape;
use crate::model::body::{BLOCK_BORDER, Body, Item, Markup, Tag, TextRange};
use crate::model::html;
use crate::render::body::links::Scope;
use crate::render::body::stream::{Insert, Overlay, Stream};
use crate::render::body::{elements, footnotes};

/// A block that stands in no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The HTML.
    pub(super) html: String,
    /// `title`, `heading`, `paragraph`, `list`, `quote`, `table`, `code`, `figure`, `rule`, `other`.
    pub(super) kind: &'static str,
    /// How many of the inserts have been written up to its end.
    pub(super) inserted: usize,
    /// Its words.
    pub(super) range: TextRange,
}

/// A text as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// The blocks.
    pub(super) blocks: Vec<Block>,
    /// The list of footnotes; empty without them.
    pub(super) footnotes: String,
}

/// The words of `range`, or all of them, with what lies over them.
pub(super) fn write(
    scope: &Scope,
    range: Option<TextRange>,
    overlays: &[Overlay],
    inserts: &[Insert],
) -> Written {
    let body = scope.body;
    let end = u32::try_from(body.text.len()).unwrap_or(u32::MAX);
    let mut walk = Walk {
        scope,
        body,
        range: range.unwrap_or(TextRange { start: 0, end }),
        clipped: range.is_some(),
        ends: ends(&body.items),
        stream: Stream::new(overlays, inserts),
        at: 0,
        open: Vec::new(),
        verbatim: 0,
        cell_mark: None,
        references: vec![0; body.footnotes.len()],
        addresses: footnotes::addresses(body),
        definitions: vec![None; body.footnotes.len()],
        captured: Vec::new(),
        begun: 0,
        blocks: Vec::new(),
    };
    walk.run();
    let footnotes = walk.footnotes();
    Written { blocks: walk.blocks, footnotes }
}

/// An element that is open: whether it is written, and whether it is a block.
struct Open {
    shown: bool,
    block: bool,
    kind: &'static str,
}

pub(super) struct Walk<'a> {
    pub(super) scope: &'a Scope<'a>,
    body: &'a Body,
    range: TextRange,
    clipped: bool,
    /// Where the element that an item begins ends; in step with the items.
    ends: Vec<u32>,
    pub(super) stream: Stream<'a>,
    at: u32,
    open: Vec<Open>,
    /// In how many elements an end of line is shown.
    verbatim: usize,
    /// The number of a table row, which stands in its first cell.
    cell_mark: Option<String>,
    pub(super) references: Vec<u32>,
    /// The part of the address of each footnote with words that tells it from others.
    pub(super) addresses: Vec<Option<String>>,
    pub(super) definitions: Vec<Option<String>>,
    /// What was being written when a footnote began, with its index.
    captured: Vec<(usize, String)>,
    /// Where the block began that stands in no other.
    begun: u32,
    blocks: Vec<Block>,
}

impl Walk<'_> {
    fn run(&mut self) {
        let items = &self.body.items;
        let mut index = 0;
        while let Some(item) = items.get(index) {
            self.text_until(item.at);
            index += self.item(index, item);
        }
        self.text_until(u32::try_from(self.body.text.len()).unwrap_or(u32::MAX));
    }

    /// Writes an item, or several that belong together; says how many.
    fn item(&mut self, index: usize, item: &Item) -> usize {
        let range = TextRange { start: item.at, end: self.ends[index] };
        match &item.is {
            Markup::Open(tag) => {
                if let Some(length) = self.alone(index, tag, range) {
                    return length;
                }
                let shown = self.shows(range) || self.ends_with(tag, range);
                if shown && let Some(length) = self.atom(index, tag, range) {
                    return length;
                }
                self.open(tag, range, shown);
            }
            Markup::Close(tag) => self.close(tag, item.at),
            Markup::Html(html) => self.html(html, range),
            _ if !self.shows(range) => {}
            Markup::HardBreak => self.stream.bare("<br>", item.at),
            Markup::Reading(html) => self.stream.beside(html),
            Markup::Rule => self.alone_block("<hr>", "rule"),
            Markup::Omission => self.omission(item.at),
            Markup::FootnoteRef(note) => self.reference(*note as usize, item.at),
            Markup::TaskBox(done) => {
                let html = elements::task(self.scope, *done);
                self.stream.bare(&html, item.at);
            }
            Markup::Instead(length, html) => {
                let range = TextRange { start: item.at, end: item.at + length };
                self.stream.whole(html, range);
                self.at = range.end;
            }
        }
        1
    }

    /// The text up to `at`, where it is wanted.
    fn text_until(&mut self, at: u32) {
        let from = self.at.max(self.range.start);
        let to = at.min(self.range.end);
        self.at = self.at.max(at);
        if from >= to {
            return;
        }
        let words = &self.body.text[from as usize..to as usize];
        if self.verbatim > 0 {
            return self.stream.text(words, from);
        }
        let mut start = from;
        for (index, line) in words.split(BLOCK_BORDER).enumerate() {
            if index > 0 {
                if !self.open.is_empty() {
                    self.stream.space("\n", start);
                }
                start += 1;
            }
            if !line.is_empty() {
                self.stream.text(line, start);
            }
            start += u32::try_from(line.len()).unwrap_or(u32::MAX);
        }
    }

    fn shows(&self, range: TextRange) -> bool {
        let (wanted, TextRange { start, end }) = (self.range, range);
        let is_before_end = || start < wanted.end || start as usize == self.body.text.len();
        !self.clipped
            || (start < wanted.end && end > wanted.start)
            || (start == end && wanted.start <= start && start <= wanted.end && is_before_end())
    }

    /// Whether a passage of another text is the last of what is wanted, in a line with words of it.
    fn ends_with(&self, tag: &Tag, range: TextRange) -> bool {
        let is_within = || self.open.last().is_some_and(|open| open.shown);
        matches!(tag, Tag::Embed(_)) && range.start == self.range.end && is_within()
    }

    /// Pictures and passages in a line, which have no items inside.
    fn atom(&mut self, index: usize, tag: &Tag, range: TextRange) -> Option<usize> {
        let (Tag::Image(link) | Tag::Embed(link)) = tag else { return None };
        match (self.scope.image(*link), tag) {
            (Some(image), _) => self.picture(*link, &image, range),
            (None, Tag::Image(_)) => {
                self.unshown(*link, range);
                self.beside_unshown(*link, range);
            }
            (None, _) => {
                let html = self.scope.quoted(*link).unwrap_or_default();
                self.stream.link(&html, &html, range.start);
                self.beside_unshown(*link, range);
            }
        }
        self.at = range.end;
        Some(2 + self.inside(index))
    }

    /// A picture that cannot be shown is its words, or else its name, and leads to its file where there is one.
    fn unshown(&mut self, link: u32, range: TextRange) {
        let anchor = self.scope.anchor(link).filter(|_| !self.stream.in_link());
        let Some(open) = anchor else { return self.text_until(range.end) };
        self.stream.open_inline(&open, "</a>", range, true);
        if range.start == range.end {
            self.stream.bare(&escape::escaped(&self.body.links[link as usize].target), range.start);
        }
        self.text_until(range.end);
        self.stream.close();
    }

    /// How many items stand between an item and its close.
    fn inside(&self, index: usize) -> usize {
        let Markup::Open(tag) = &self.body.items[index].is else { return 0 };
        let close = Markup::Close(tag.clone());
        self.body.items[index + 1..].iter().position(|item| item.is == close).unwrap_or(0)
    }

    fn open(&mut self, tag: &Tag, range: TextRange, shown: bool) {
        if let Tag::Footnote(note) = tag {
            self.stream.open_block("", "");
            self.captured.push((*note as usize, std::mem::take(&mut self.stream.out)));
            self.open.push(Open { shown: true, block: true, kind: "other" });
            return;
        }
        if !shown {
            self.open.push(Open { shown, block: false, kind: "other" });
            return;
        }
        self.verbatim += usize::from(matches!(tag, Tag::CodeBlock(_)));
        if let Tag::Link(link) = tag {
            match self.scope.anchor(*link) {
                Some(open) => self.stream.open_inline(&open, "</a>", range, true),
                None => self.stream.open_inline("<span>", "</span>", range, false),
            }
            if let Some(label) = self.scope.label(*link) {
                self.stream.whole(&escape::escaped(&label), range);
                self.at = range.end;
            }
            self.open.push(Open { shown, block: false, kind: "other" });
            return;
        }
        let in_head = self.open.last().is_some_and(|open| open.kind == "head");
        let mut element = match tag {
            Tag::TableCell(align) if in_head => elements::head_cell(*align),
            _ => elements::element(self.scope, tag),
        };
        if let Tag::TableRow(_) = tag {
            self.cell_mark = Some(std::mem::take(&mut element.mark));
        }
        if let (Tag::TableCell(_), Some(mark)) = (tag, self.cell_mark.take()) {
            element.open.push_str(&mark);
        }
        element.open.push_str(&element.mark);
        if let Some(kind) = element.block {
            self.begin(&element.open, element.close, kind);
        } else {
            self.stream.open_inline(&element.open, element.close, range, false);
            self.open.push(Open { shown, block: false, kind: "other" });
        }
    }

    fn close(&mut self, tag: &Tag, at: u32) {
        if let Tag::Footnote(_) = tag {
            self.stream.close_block(at);
            self.open.pop();
            if let Some((note, before)) = self.captured.pop() {
                self.definitions[note] = Some(std::mem::replace(&mut self.stream.out, before));
            }
            return;
        }
        let Some(open) = self.open.last() else { return };
        if !open.shown {
            self.open.pop();
            return;
        }
        self.verbatim -= usize::from(matches!(tag, Tag::CodeBlock(_)));
        if open.block {
            self.end(at);
        } else {
            self.stream.close();
            self.open.pop();
        }
    }

    /// Begins a block.
    fn begin(&mut self, open: &str, close: impl Into<Cow<'static, str>>, kind: &'static str) {
        if self.open.is_empty() && self.captured.is_empty() {
            self.begun = self.at;
        }
        self.stream.open_block(open, close);
        self.open.push(Open { shown: true, block: true, kind });
    }

    /// Ends a block; one that stands in no other is done.
    fn end(&mut self, at: u32) {
        self.stream.close_block(at);
        let kind = self.open.pop().map_or("other", |open| open.kind);
        if self.open.is_empty() && self.captured.is_empty() {
            let html = std::mem::take(&mut self.stream.out);
            let range = TextRange { start: self.begun, end: at };
            self.blocks.push(Block { html, kind, inserted: self.stream.inserted, range });
        }
    }

    fn alone_block(&mut self, html: &str, kind: &'static str) {
        self.begin(html, "", kind);
        self.end(self.at);
    }

    /// A tag of raw HTML.
    fn html(&mut self, html: &str, range: TextRange) {
        let name = html::element(html);
        if html.starts_with("</") {
            let Some(open) = self.open.last() else { return };
            let (shown, block) = (open.shown, open.block);
            self.verbatim -= usize::from(shown && name == "pre");
            match (shown, block) {
                (true, true) => self.end(range.start),
                (true, false) => {
                    self.stream.close();
                    self.open.pop();
                }
                _ => drop(self.open.pop()),
            }
            return;
        }
        let shown = self.shows(range);
        match (elements::is_void(name), elements::is_block(name)) {
            (true, _) if !shown => {}
            (true, _) if self.open.is_empty() => self.alone_block(html, "other"),
            (true, _) => self.stream.bare(html, range.start),
            _ if !shown => self.open.push(Open { shown, block: false, kind: "other" }),
            (false, true) => {
                self.verbatim += usize::from(name == "pre");
                self.begin(html, elements::closing(name), "other");
            }
            (false, false) if self.open.is_empty() => {
                self.begin(html, elements::closing(name), "other");
            }
            (false, false) => {
                self.stream.open_inline(html, elements::closing(name), range, name == "a");
                self.open.push(Open { shown, block: false, kind: "other" });
            }
        }
    }

    /// Words that are left out: a line of its own between blocks.
    fn omission(&mut self, at: u32) {
        let html = elements::omission(self.scope);
        let in_words = self.open.iter().any(|open| matches!(open.kind, "paragraph" | "heading"));
        if in_words {
            self.stream.bare(&html, at);
        } else {
            self.begin(&format!("<p class=\"omission\">{html}"), "</p>", "other");
            self.end(at);
        }
    }
}

/// Where the element that each item begins ends; its own place for what begins none.
fn ends(items: &[Item]) -> Vec<u32> {
    let mut ends: Vec<u32> = items.iter().map(|item| item.at).collect();
    let mut open = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match &item.is {
            Markup::Open(_) => open.push(index),
            Markup::Html(html)
                if !html.starts_with("</") && !elements::is_void(html::element(html)) =>
            {
                open.push(index);
            }
            Markup::Close(_) | Markup::Html(_) if !is_void(&item.is) => {
                if let Some(begin) = open.pop() {
                    ends[begin] = item.at;
                }
            }
            _ => {}
        }
    }
    ends
}

fn is_void(markup: &Markup) -> bool {
    matches!(markup, Markup::Html(html) if !html.starts_with("</"))
}
