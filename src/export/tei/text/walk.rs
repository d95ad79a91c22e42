//! The walk along a text: words, what lies over them, and the blocks that they stand in.

use std::cmp::Reverse;

use super::{Does, Scope, Stop, Text};
use crate::export::tei::apparatus::Form;
use crate::export::tei::inline::{Element, Ends, Is};
use crate::export::xml;
use crate::model::body::{BLOCK_BORDER, TextRange};

/// An element that is open and is no part of a line.
pub(super) struct Block {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    /// How deep the heading of a division is.
    pub(super) level: u8,
    /// The variant of which it is the lemma.
    pub(super) lemma: Option<usize>,
}

/// What stands in an element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Blocks,
    Words,
    /// Words or blocks, as an item of a list does.
    Both,
    /// Words that stand where blocks do: it ends where a block begins.
    Loose,
    /// Words in which an end of line is one.
    Code,
}

/// A text, or a part of it, that is being written.
pub(super) struct Walk<'a, 'b> {
    pub(super) scope: Scope<'a>,
    pub(super) text: &'b Text<'b>,
    pub(super) ends: &'b Ends,
    /// The next piece of markup, and the one behind the last.
    pub(super) item: usize,
    last: usize,
    /// How far the words are written, and how far they go.
    pub(super) at: u32,
    pub(super) end: u32,
    /// The next of the stops, and of the lines that only witnesses have.
    pub(super) stop: usize,
    pub(super) line: usize,
    elements: Vec<Element>,
    /// Those of the elements that have begun and not ended; and those that are written, from the outermost.
    active: Vec<usize>,
    open: Vec<usize>,
    /// How many parts of each lemma are written: one that goes on in another block has several.
    parts: Vec<usize>,
    /// What stands in the text, or in the note or line that is written.
    pub(super) root: Holds,
    pub(super) blocks: Vec<Block>,
    pub(super) out: String,
}

impl<'a, 'b> Walk<'a, 'b> {
    pub(super) fn new(
        scope: Scope<'a>,
        text: &'b Text<'b>,
        ends: &'b Ends,
        (item, last, range): (usize, usize, TextRange),
        root: Holds,
    ) -> Self {
        let lines = text.apparatus.map_or(&[][..], |apparatus| &apparatus.lines);
        Self {
            scope,
            text,
            ends,
            item,
            last,
            at: range.start,
            end: range.end,
            stop: text.stops.partition_point(|stop| stop.at < range.start),
            line: lines.partition_point(|&(at, _)| at < range.start),
            elements: Vec::new(),
            active: Vec::new(),
            open: Vec::new(),
            parts: vec![0; text.apparatus.map_or(0, |apparatus| apparatus.apps.len())],
            root,
            blocks: Vec::new(),
            out: String::new(),
        }
    }

    pub(super) fn run(mut self) -> String {
        loop {
            let item = self.scope.body.items[..self.last].get(self.item).map(|item| item.at);
            let stop = self.text.stops.get(self.stop).filter(|stop| stop.at <= self.end);
            let next = [item, stop.map(|stop| stop.at)].into_iter().flatten().min();
            self.words(next.unwrap_or(self.end));
            match (item, stop) {
                (Some(_), Some(stop)) if self.comes_first(stop) => self.stop(),
                (Some(_), _) => self.item(),
                (None, Some(_)) => self.stop(),
                (None, None) => break,
            }
        }
        self.settle();
        self.close_all();
        while !self.blocks.is_empty() {
            self.end_block();
        }
        self.lines(self.end.saturating_add(1));
        self.out
    }

    /// Whether a stop comes before the next piece of markup.
    fn comes_first(&self, stop: &Stop) -> bool {
        let item = self.scope.body.items[self.item].at;
        stop.at < item
            || stop.at == item && matches!(stop.is, Does::Closes(_) | Does::Ends(_) | Does::Adds(_))
    }

    fn stop(&mut self) {
        let text = self.text;
        match &text.stops[self.stop].is {
            Does::Ends(id) | Does::Begins(id) => {
                self.point(&format!("<anchor xml:id=\"{id}\"/>"));
            }
            Does::Adds(app) | Does::Divides(app) => {
                self.point("");
                let variant = self.variant(*app, Form::Words);
                self.out.push_str(&variant);
            }
            Does::Closes(_) => {}
            Does::Opens(element) => {
                let element = &text.elements[*element];
                let is_block = |block: &Block| element.is.is_lemma(block.lemma);
                if !self.blocks.iter().any(is_block) {
                    self.begin(element.clone());
                }
            }
        }
        self.stop += 1;
    }

    pub(super) fn begin(&mut self, element: Element) {
        self.active.push(self.elements.len());
        self.elements.push(element);
    }

    /// Writes something without words into a line.
    pub(super) fn point(&mut self, point: &str) {
        self.loose();
        self.settle();
        self.out.push_str(point);
    }

    /// What stands in the innermost block.
    fn holds(&self) -> Holds {
        self.blocks.last().map_or(self.root, |block| block.holds)
    }

    /// Begins a paragraph where words stand between blocks.
    fn loose(&mut self) {
        if self.holds() == Holds::Blocks {
            self.begin_block("p", "", Holds::Loose);
        }
    }

    /// Writes the words up to a place.
    pub(super) fn words(&mut self, end: u32) {
        let body = self.scope.body;
        let words = body.text.get(self.at as usize..end as usize).unwrap_or_default();
        let borders = (self.holds() != Holds::Code).then_some(BLOCK_BORDER);
        for (number, words) in words.split(|c| Some(c) == borders).enumerate() {
            if number > 0 && self.root == Holds::Words {
                self.out.push(' ');
            } else if number > 0 {
                self.end_loose();
            }
            let is_between = self.holds() == Holds::Blocks;
            if !words.trim().is_empty() || !is_between && !words.is_empty() {
                self.loose();
                self.settle();
                self.out.push_str(&xml(words));
            }
        }
        self.at = self.at.max(end);
    }

    /// Writes the ends of elements that have ended and the beginnings of those that have begun.
    pub(super) fn settle(&mut self) {
        let at = self.at;
        self.active.retain(|&number| self.elements[number].range.end > at);
        let wanted = self.nested();
        let same = self.open.iter().zip(&wanted).take_while(|(one, other)| one == other).count();
        while self.open.len() > same {
            self.close();
        }
        for &number in &wanted[same..] {
            let open = match &self.elements[number].is {
                Is::Name { open, .. } | Is::Mark { open, .. } => open.clone(),
                Is::Lemma(app) => self.lemma(*app),
            };
            self.out.push_str(&open);
            self.open.push(number);
        }
    }

    /// The elements that have begun and not ended, as they stand in each other: what a lemma only has a part of stands inside of that, in
    /// parts, and so does all markup.
    fn nested(&self) -> Vec<usize> {
        let range = |number: usize| self.elements[number].range;
        let is_lemma = |number: usize| matches!(self.elements[number].is, Is::Lemma(_));
        let mut active = self.active.clone();
        active.sort_by_key(|&number| (range(number).start, Reverse(range(number).end), number));
        let (mut nested, others): (Vec<usize>, Vec<usize>) =
            active.into_iter().partition(|&number| is_lemma(number));
        let mut first = 0;
        for number in others {
            let is_name = matches!(self.elements[number].is, Is::Name { .. });
            let inside = nested.iter().rposition(|&other| {
                is_lemma(other) && !(is_name && range(number).contains(range(other)))
            });
            first = first.max(inside.map_or(0, |at| at + 1));
            nested.insert(first, number);
            first += 1;
        }
        nested
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(number) = self.open.pop() else { return };
        let close = match &self.elements[number].is {
            Is::Name { close, .. } | Is::Mark { close, .. } => close.clone(),
            Is::Lemma(app) => "</lem>".to_owned() + &self.readings(*app, Form::Words),
        };
        self.out.push_str(&close);
    }

    /// The variants in whose lemma the walk is.
    fn around(&self) -> Vec<usize> {
        let open = self.open.iter().filter_map(|&number| match self.elements[number].is {
            Is::Lemma(app) => Some(app),
            _ => None,
        });
        self.blocks.iter().filter_map(|block| block.lemma).chain(open).collect()
    }

    /// A variant of words that the text has not.
    fn variant(&mut self, app: usize, form: Form) -> String {
        let Some(all) = self.text.apparatus else { return String::new() };
        all.lemma(app, &self.around(), true) + &self.readings(app, form)
    }

    pub(super) fn lemma(&self, app: usize) -> String {
        self.text.apparatus.map_or_else(String::new, |all| all.lemma(app, &self.around(), false))
    }

    pub(super) fn readings(&mut self, app: usize, form: Form) -> String {
        self.parts[app] += 1;
        let part = self.parts[app] - 1;
        self.text.apparatus.map_or_else(String::new, |all| all.readings(app, form, part))
    }

    /// Begins a block.
    pub(super) fn begin_block(&mut self, name: &'static str, attributes: &str, holds: Holds) {
        self.end_loose();
        self.close_all();
        if matches!(self.out.chars().last(), Some(c) if c != '\n') {
            self.out.push('\n');
        }
        if self.blocks.last().is_none_or(|block| !matches!(block.name, "table" | "row")) {
            self.lines(self.at);
        }
        self.out.push_str(&format!("<{name}{attributes}>"));
        if matches!(holds, Holds::Blocks) {
            self.out.push('\n');
        }
        self.blocks.push(Block { name, holds, level: 0, lemma: None });
    }

    /// Ends the innermost block.
    pub(super) fn end_block(&mut self) {
        self.close_all();
        let Some(block) = self.blocks.pop() else { return };
        self.out.push_str(&format!("</{}>\n", block.name));
        if let Some(app) = block.lemma {
            let readings = self.readings(app, Form::Lines);
            self.out.push_str(&format!("</lem>{readings}\n"));
        }
    }

    pub(super) fn end_loose(&mut self) {
        if self.holds() == Holds::Loose {
            self.end_block();
        }
    }

    /// Writes the lines that only witnesses have, as far as they stand before a place.
    pub(super) fn lines(&mut self, before: u32) {
        let Some(apparatus) = self.text.apparatus else { return };
        let is_verse = self.blocks.last().is_some_and(|block| block.name == "lg");
        while let Some(&(at, app)) = apparatus.lines.get(self.line)
            && (at < before || at == 0)
        {
            self.line += 1;
            let form = if is_verse { Form::Verse } else { Form::Lines };
            let variant = self.variant(app, form);
            self.out.push_str(&(variant + "\n"));
        }
    }
}
