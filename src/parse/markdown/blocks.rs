//! Where blocks begin and end.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Tag as Start};

use super::build::{Builder, Frame, Silence, Title};
use super::code;
use super::text::{LeafKind, count};
use crate::model::body::{Align, Footnote, Heading, Markup, Tag, TextRange};

impl Builder<'_> {
    /// A block begins.
    pub(super) fn start_block(&mut self, tag: Start, range: &Range<usize>) {
        self.end_words();
        match tag {
            Start::Paragraph => self.open_leaf(Tag::Paragraph(None), LeafKind::Paragraph),
            Start::Heading { level, .. } => {
                let index = count(self.body.headings.len());
                let heading =
                    Heading { id: String::new(), level: level as u8, range: TextRange::default() };
                self.body.headings.push(heading);
                self.heading_ids.push(None);
                self.open_leaf(Tag::Heading(index), LeafKind::Heading(index));
            }
            Start::BlockQuote(_) => self.start_quote(range),
            Start::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.open_leaf(Tag::CodeBlock(code::language(&info).into()), LeafKind::Code);
            }
            Start::CodeBlock(CodeBlockKind::Indented) => {
                self.open_leaf(Tag::CodeBlock("".into()), LeafKind::Code);
            }
            Start::List(first) => self.open_block(Tag::List(first)),
            Start::Item => {
                let open = self.open(Tag::ListItem(None));
                self.frames.push(Frame::Item { open, waits: true });
            }
            Start::FootnoteDefinition(label) => self.define(&label, range.start),
            Start::DefinitionList => self.open_block(Tag::Definitions),
            Start::DefinitionListTitle => self.open_leaf(Tag::Term, LeafKind::Term),
            Start::DefinitionListDefinition => self.open_block(Tag::Definition),
            Start::Table(columns) => {
                self.columns = (columns, 0);
                self.open_block(Tag::Table);
            }
            Start::TableHead => self.open_block(Tag::TableHead),
            Start::TableRow => {
                self.columns.1 = 0;
                let open = self.open(Tag::TableRow(None));
                self.frames.push(Frame::Row { open, begin: self.here() });
            }
            Start::TableCell => self.start_cell(),
            _ => self.frames.push(Frame::Silent),
        }
    }

    fn open_block(&mut self, tag: Tag) {
        self.open(tag.clone());
        self.frames.push(Frame::Block(tag));
    }

    fn open_leaf(&mut self, tag: Tag, kind: LeafKind) {
        self.open(tag);
        self.begin_leaf(kind, Frame::Words);
    }

    fn start_cell(&mut self) {
        let (columns, next) = &mut self.columns;
        let align = match columns.get(*next) {
            Some(Alignment::Left) => Align::Start,
            Some(Alignment::Center) => Align::Center,
            Some(Alignment::Right) => Align::End,
            Some(Alignment::None) | None => Align::None,
        };
        *next += 1;
        self.open_leaf(Tag::TableCell(align), LeafKind::Cell(align));
    }

    fn start_quote(&mut self, range: &Range<usize>) {
        let Some((kind, title)) = alert(&self.visible.text, range) else {
            return self.open_block(Tag::Quote);
        };
        let open = self.open(Tag::alert(kind.clone(), None));
        self.frames.push(Frame::Alert { open, kind });
        self.title = Some(title);
    }

    /// The line of an alert's title is over.
    pub(super) fn end_title(&mut self) {
        let Some(title) = self.title.take() else { return };
        let alert = self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Alert { open, kind } => Some((*open, kind.clone())),
            _ => None,
        });
        let words = title.words.get(title.sign..).unwrap_or_default().trim();
        if let Some((open, kind)) = alert.filter(|_| !words.is_empty()) {
            self.body.items[open].is = Markup::Open(Tag::alert(kind, Some(words.into())));
        }
    }

    /// Ends the block of words that no end of the parser's ends.
    pub(super) fn end_words(&mut self) {
        let html = self
            .frames
            .iter()
            .rev()
            .take_while(|frame| matches!(frame, Frame::Html { .. }))
            .count();
        let below = self.frames.len() - html;
        if self.leaf.is_some() && below > 0 && matches!(self.frames[below - 1], Frame::LooseWords) {
            while matches!(self.frames.last(), Some(Frame::Html { .. })) {
                self.abandon_html();
            }
            self.frames.pop();
            self.end_leaf();
        }
    }

    /// The innermost element that the parser knows ends.
    pub(super) fn end(&mut self) {
        loop {
            match self.frames.last() {
                Some(Frame::Html { .. }) => self.abandon_html(),
                Some(Frame::LooseWords) => {
                    self.frames.pop();
                    self.end_leaf();
                }
                _ => break,
            }
        }
        if let Some(Frame::Alert { .. }) = self.frames.last() {
            self.end_title();
        }
        match self.frames.pop() {
            Some(Frame::Block(tag)) => self.close(tag),
            Some(Frame::Inline(tag)) => self.item(Markup::Close(tag)),
            Some(Frame::Sign(at)) => self.push(&self.visible.text[at..=at], at),
            Some(Frame::Item { open, .. }) => {
                if let Markup::Open(tag) = self.body.items[open].is.clone() {
                    self.close(tag);
                }
            }
            Some(Frame::Row { open, begin }) => {
                let index = self.cite(self.words_since(begin), None);
                self.body.items[open].is = Markup::Open(Tag::TableRow(index));
                self.close(Tag::TableRow(index));
            }
            Some(Frame::Alert { kind, .. }) => {
                self.close(Tag::alert(kind, None));
            }
            Some(Frame::Footnote { index, begin }) => {
                self.body.footnotes[index].range = self.words_since(begin);
                self.close(Tag::Footnote(count(index)));
            }
            Some(Frame::Words) => self.end_leaf(),
            Some(Frame::Raw) => self.raw_block(),
            Some(Frame::Link { index, media }) => self.end_link(index, media),
            Some(Frame::Image(index)) => self.end_image(index),
            Some(Frame::Embed(index)) => {
                self.silence = Silence::No;
                self.item(Markup::Close(Tag::Embed(index)));
            }
            Some(Frame::Silent | Frame::Html { .. } | Frame::LooseWords) | None => {}
        }
    }

    // Footnotes. Until the end they are in the order in which they are met.

    /// A reference to a footnote.
    pub(super) fn refer(&mut self, label: &str) {
        if self.images_open > 0 {
            return;
        }
        self.begin_words();
        let index = self.footnote(label);
        let footnote = &mut self.body.footnotes[index];
        footnote.references += 1;
        if footnote.references == 1 {
            self.referred.push(index);
        }
        self.item(Markup::FootnoteRef(count(index)));
    }

    fn define(&mut self, label: &str, at: usize) {
        let index = self.footnote(label);
        self.definitions.push((index, at));
        self.open(Tag::Footnote(count(index)));
        self.frames.push(Frame::Footnote { index, begin: self.here() });
    }

    fn footnote(&mut self, label: &str) -> usize {
        let next = self.body.footnotes.len();
        let index = *self.footnotes.entry(label.to_lowercase()).or_insert(next);
        if index == next {
            let footnote =
                Footnote { label: label.to_owned(), references: 0, range: TextRange::default() };
            self.body.footnotes.push(footnote);
        }
        index
    }

    /// Puts the footnotes in the order of first reference.
    pub(super) fn number_footnotes(&mut self) {
        let met = self.body.footnotes.len();
        if self.referred.iter().copied().eq(0..met) {
            return;
        }
        let unreferred = (0..met).filter(|&index| self.body.footnotes[index].references == 0);
        let order: Vec<usize> = self.referred.iter().copied().chain(unreferred).collect();
        let mut number = vec![0; met];
        for (new, &old) in order.iter().enumerate() {
            number[old] = count(new);
        }
        self.body.footnotes = order.iter().map(|&old| self.body.footnotes[old].clone()).collect();
        for item in &mut self.body.items {
            if let Markup::FootnoteRef(index)
            | Markup::Open(Tag::Footnote(index))
            | Markup::Close(Tag::Footnote(index)) = &mut item.is
            {
                *index = number[*index as usize];
            }
        }
    }
}

/// The kind of the alert that a block quotation is, and its title, of which nothing is read yet.
fn alert(text: &str, range: &Range<usize>) -> Option<(Box<str>, Title)> {
    let quote = &text[range.clone()];
    let line = quote.lines().next()?;
    let words = line.trim_start().strip_prefix('>')?.trim_start();
    let (kind, after) = words.strip_prefix("[!")?.split_once(']')?;
    let sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    if kind.trim().is_empty() || !kind.chars().all(sound) {
        return None;
    }
    // The sign that an alert is folded is Obsidian's; a page has nothing to fold.
    let folded = usize::from(after.starts_with(['-', '+']));
    let sign = "[!]".len() + kind.len() + folded;
    let title = Title { words: String::new(), sign, end: range.start + line.len() };
    Some((kind.trim().to_lowercase().into(), title))
}
