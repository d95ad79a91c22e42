//! The markup of a text as elements of TEI.

use super::is_block;
use super::walk::{Block, Holds, Walk};
use crate::export::tei::inline::{self, Element, Is, element, figure, reference};
use crate::export::xml;
use crate::model::archive::{Resolved, Words};
use crate::model::body::{Markup, Tag, TextRange};
use crate::model::html;

impl Walk<'_, '_> {
    /// Writes a piece of markup.
    pub(super) fn item(&mut self) {
        let body = self.scope.body;
        let number = self.item;
        self.item += 1;
        match &body.items[number].is {
            Markup::Open(tag) => self.open_tag(number, tag),
            Markup::Close(tag) => self.close_tag(tag),
            Markup::Instead(length, _) => self.formula(number, *length),
            Markup::Html(tag) if html::element(tag) == "ruby" => self.ruby(number),
            Markup::Reading(reading) if html::element(reading) == "rt" => self.ruby(number),
            Markup::Reading(_) => {}
            Markup::Html(html) => {
                let range = TextRange { start: self.at, end: body.items[self.ends.of[number]].at };
                if let Some(is) = inline::raw(html) {
                    self.begin(Element { range, is });
                }
            }
            // A line of a witness has its words and what is marked of them.
            _ if self.root == Holds::Words => {}
            Markup::HardBreak => self.line_break(),
            Markup::Rule => self.between("<milestone unit=\"section\" rend=\"rule\"/>"),
            Markup::Omission => self.point("<gap reason=\"excerpt\"/>"),
            Markup::FootnoteRef(note) => self.footnote(*note),
            Markup::TaskBox(is_done) => self.point(if *is_done { "☑ " } else { "☐ " }),
        }
    }

    /// A formula, unless witnesses have another one: their variants are of its words.
    fn formula(&mut self, item: usize, length: u32) {
        let start = self.scope.body.items[item].at;
        let range = TextRange { start, end: start + length };
        if start == self.at && range.end <= self.end && !self.text.has_lemma(range) {
            let formula = xml(&self.scope.body.text[range.range()]);
            self.point(&format!("<formula notation=\"TeX\">{formula}</formula>"));
            self.skip(item + 1, range.end);
        }
    }

    /// Goes on behind a piece of markup, at a place of the text.
    fn skip(&mut self, item: usize, at: u32) {
        (self.item, self.at) = (item.max(self.item), at);
    }

    /// Writes something that stands between blocks.
    fn between(&mut self, what: &str) {
        self.end_loose();
        self.out.push_str(&format!("{what}\n"));
    }

    fn open_tag(&mut self, number: usize, tag: &Tag) {
        let body = self.scope.body;
        let end = self.ends.of[number];
        let range = TextRange { start: self.at, end: body.items[end].at };
        match tag {
            Tag::Image(_) | Tag::Embed(_) if self.root == Holds::Words => {
                self.skip(end + 1, range.end);
            }
            Tag::Link(link) if self.root == Holds::Words => {
                if let Some((open, _)) = reference(&self.scope, *link) {
                    self.refer(range, open);
                }
            }
            tag if self.root == Holds::Words && is_block(tag) => {}
            Tag::Paragraph(index) | Tag::Figure(index) => {
                let paragraph = index.and_then(|index| body.paragraphs.get(index as usize));
                let id = paragraph.filter(|_| self.scope.words == Words::Text);
                let id = id.map(|p| format!(" xml:id=\"{}\"", xml(&p.id))).unwrap_or_default();
                self.paragraph(tag, &id, (number, end), range);
            }
            Tag::Heading(index) => {
                let level = body.headings.get(*index as usize).map_or(1, |h| h.level);
                self.heading(level);
            }
            Tag::Caption => self.begin_block("head", "", Holds::Words),
            Tag::Quote => self.begin_block("quote", "", Holds::Blocks),
            Tag::Alert(alert) => {
                let kind = alert.kind.split_whitespace().collect::<String>();
                self.begin_block("note", &format!(" type=\"{}\"", xml(&kind)), Holds::Both);
                if let Some(title) = &alert.title {
                    self.out.push_str(&format!("<label>{}</label>", xml(title)));
                }
            }
            Tag::List(first) => {
                let rend = if first.is_some() { "numbered" } else { "bulleted" };
                self.begin_block("list", &format!(" rend=\"{rend}\""), Holds::Blocks);
            }
            Tag::Definitions => self.begin_block("list", "", Holds::Blocks),
            Tag::Term => self.begin_block("item", " rend=\"term\"", Holds::Both),
            Tag::ListItem(_) | Tag::Definition => self.begin_block("item", "", Holds::Both),
            Tag::CodeBlock(_) => self.begin_block("eg", "", Holds::Code),
            Tag::Table => self.begin_block("table", "", Holds::Blocks),
            Tag::TableHead => self.begin_block("row", " role=\"label\"", Holds::Blocks),
            Tag::TableRow(_) => self.begin_block("row", "", Holds::Blocks),
            Tag::TableCell(_) => self.begin_block("cell", "", Holds::Both),
            Tag::Image(link) => self.picture(*link, end),
            Tag::Embed(link) => {
                if matches!(self.scope.leads(*link), Some(Resolved::File(_))) {
                    self.picture(*link, end);
                } else if let Some((open, words)) = reference(&self.scope, *link) {
                    self.point(&format!("{open}{}</ref>", xml(&words)));
                    self.skip(end + 1, range.end);
                }
            }
            Tag::Link(link) => self.link(*link, range, end),
            // It stands where the text refers to it.
            Tag::Footnote(_) => {
                self.skip(end + 1, range.end);
                let stops = self.text.stops[self.stop..].iter();
                self.stop += stops.take_while(|stop| stop.at <= range.end).count();
                let lines = self.text.apparatus.map_or(&[][..], |all| &all.lines);
                self.line = self.line.max(lines.partition_point(|&(at, _)| at <= range.end));
            }
            Tag::Token(_) => {}
            tag => {
                if let Some(is) = element(tag) {
                    self.begin(Element { range, is });
                }
            }
        }
    }

    fn close_tag(&mut self, tag: &Tag) {
        match tag {
            _ if self.root == Holds::Words => {}
            Tag::Paragraph(_) if self.blocks.last().is_some_and(|block| block.name == "l") => {
                self.end_block();
                self.end_block();
            }
            Tag::Paragraph(_)
            | Tag::Figure(_)
            | Tag::Heading(_)
            | Tag::Caption
            | Tag::Quote
            | Tag::Alert(_)
            | Tag::List(_)
            | Tag::Definitions
            | Tag::Term
            | Tag::ListItem(_)
            | Tag::Definition
            | Tag::CodeBlock(_)
            | Tag::Table
            | Tag::TableHead
            | Tag::TableRow(_)
            | Tag::TableCell(_) => {
                self.end_loose();
                self.end_block();
            }
            _ => {}
        }
    }

    /// Begins a paragraph or a picture: lines of verse, where it has several, and the lemma of a variant, where that is
    /// all of it.
    fn paragraph(&mut self, tag: &Tag, id: &str, items: (usize, usize), range: TextRange) {
        let body = self.scope.body;
        if matches!(tag, Tag::Figure(_)) {
            return self.begin_block("figure", id, Holds::Blocks);
        }
        let mut items = body.items[items.0..items.1].iter();
        if items.any(|item| item.is == Markup::HardBreak) {
            self.begin_block("lg", id, Holds::Blocks);
            return self.begin_block("l", "", Holds::Words);
        }
        let whole = self.text.apparatus.and_then(|apparatus| apparatus.whole(body, range));
        let Some(app) = whole else { return self.begin_block("p", id, Holds::Words) };
        self.end_loose();
        self.lines(self.at);
        let lemma = self.lemma(app);
        self.out.push_str(&(lemma + "\n"));
        self.begin_block("p", id, Holds::Words);
        self.blocks.last_mut().into_iter().for_each(|block| block.lemma = Some(app));
    }

    fn heading(&mut self, level: u8) {
        let is_division = |block: &Block| block.name == "div";
        self.end_loose();
        if !self.blocks.iter().all(is_division) {
            return self.begin_block("p", " rend=\"heading\"", Holds::Words);
        }
        while self.blocks.last().is_some_and(|block| block.level >= level) {
            self.end_block();
        }
        self.begin_block("div", "", Holds::Blocks);
        self.blocks.last_mut().into_iter().for_each(|block| block.level = level);
        self.begin_block("head", "", Holds::Words);
    }

    fn line_break(&mut self) {
        let is_verse = self.blocks.last().is_some_and(|block| block.name == "l");
        if is_verse {
            self.end_block();
        } else {
            self.point("<lb/>");
        }
        if self.scope.body.text[self.at as usize..].starts_with(' ') {
            self.at += 1;
        }
        if is_verse {
            self.begin_block("l", "", Holds::Words);
        }
    }

    fn picture(&mut self, link: u32, end: usize) {
        let picture = figure(&self.scope, link);
        if self.blocks.last().is_some_and(|block| block.name == "figure") {
            self.out.push_str(&picture);
        } else {
            self.settle();
            self.out.push_str(&format!("<figure>{picture}</figure>"));
        }
        self.skip(end + 1, self.scope.body.items[end].at);
    }

    fn link(&mut self, link: u32, range: TextRange, end: usize) {
        let Some((open, words)) = reference(&self.scope, link) else { return };
        let is_own =
            self.scope.body.text.get(range.range()) == Some(&words) || self.text.has_lemma(range);
        if is_own {
            return self.refer(range, open);
        }
        self.point(&format!("{open}{}</ref>", xml(&words)));
        self.skip(end + 1, range.end);
    }

    /// Begins words that lead elsewhere.
    fn refer(&mut self, range: TextRange, open: String) {
        self.begin(Element { range, is: Is::Name { open, close: "</ref>".to_owned() } });
    }

    /// Begins the words up to the next of their readings, which stands behind them.
    fn ruby(&mut self, number: usize) {
        let inside = self.scope.body.items[number + 1..].iter();
        let mut inside = inside.take_while(
            |item| !matches!(&item.is, Markup::Html(tag) if html::element(tag) == "ruby"),
        );
        let next = inside.find_map(|item| match &item.is {
            Markup::Reading(reading) if html::element(reading) == "rt" => Some((item.at, reading)),
            _ => None,
        });
        let Some((end, reading)) = next else { return };
        let words = reading.split_once('>').map_or("", |(_, words)| words);
        let words = words.strip_suffix("</rt>").unwrap_or(words);
        let range = TextRange { start: self.at, end };
        let (open, close) = ("<ruby><rb>".to_owned(), format!("</rb><rt>{words}</rt></ruby>"));
        self.begin(Element { range, is: Is::Mark { open, close } });
    }

    /// A footnote, where the text refers to it.
    fn footnote(&mut self, number: u32) {
        let body = self.scope.body;
        let Some(note) = body.footnotes.get(number as usize) else { return };
        let n = xml(&note.label);
        let Some(&first) = self.ends.footnotes.get(&number) else { return };
        let last = self.ends.of[first];
        let range = TextRange { start: body.items[first].at, end: body.items[last].at };
        let items = (first + 1, last, range);
        let note = Walk::new(self.scope, self.text, self.ends, items, Holds::Both).run();
        self.point(&format!("<note place=\"foot\" n=\"{n}\">{}</note>", note.trim()));
    }
}
