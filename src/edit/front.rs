//! The front matter of a text while it is changed: where its values begin and end, line by line.
//!
//! Takes a change only when reading it again shows what was meant. Does not know what keys mean.

use super::Lines;
use super::expect;
use super::splice::{Line, Splice, Style, spliced, written};
use super::write::Hand;
use crate::source::{Span, Spanned};
use crate::yaml::{self, Entry, Node, Value};

/// What is said of front matter that is no YAML.
const UNREADABLE: &str = "the front matter cannot be read";

/// What is said where no way to write a change reads as it should.
pub(super) const NO_PLACE: &str = "the way it is written leaves no place for the change";

/// The two hands, the better one first.
pub(super) const HANDS: [Hand; 2] = [Hand::Easy, Hand::Strict];

/// A text and what its front matter says.
pub(super) struct Front<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Where the front matter stands.
    pub(super) span: Span,
    /// What it says.
    pub(super) tree: Node,
}

impl<'t> Front<'t> {
    /// Reads the front matter of a text.
    pub(super) fn read(text: &'t str, span: Span) -> Result<Self, &'static str> {
        let written = text.get(span.range()).ok_or(UNREADABLE)?;
        let tree = yaml::read(written, span.start).map_err(|_| UNREADABLE)?;
        Ok(Self { text, span, tree })
    }

    /// The text with the first of some changes that makes it say what is meant.
    pub(super) fn take(
        &self,
        expected: &Node,
        ways: impl IntoIterator<Item = Vec<Splice>>,
    ) -> Result<String, &'static str> {
        self.take_if(ways, |changed| expect::same(expected, &changed.tree))
    }

    /// The text with the first of some changes that is as it should be.
    pub(super) fn take_if(
        &self,
        ways: impl IntoIterator<Item = Vec<Splice>>,
        is_meant: impl Fn(&Front) -> bool,
    ) -> Result<String, &'static str> {
        for way in ways {
            let changed = spliced(self.text, self.with_endings(way));
            let end = self.span.end as usize + changed.len() - self.text.len();
            let span = Span::new(self.span.start as usize, end);
            // The line that ends the front matter has to stay a line of its own.
            let goes_on = |text: &str, span: Span| {
                let front = &text[span.range()];
                !front.is_empty() && !front.ends_with('\n')
            };
            let is_closed = goes_on(self.text, self.span) || !goes_on(&changed, span);
            if is_closed && Front::read(&changed, span).is_ok_and(|changed| is_meant(&changed)) {
                return Ok(changed);
            }
        }
        Err(NO_PLACE)
    }

    /// The lines that a change is of, before it and after it.
    pub(super) fn lines(&self, way: &[Splice]) -> Option<Lines> {
        let at = self.line_start(way.first()?.0.start);
        let before = &self.text[at..self.line_end(way.last()?.0.end)];
        let within =
            way.iter().map(|(range, words)| (range.start - at..range.end - at, words.clone()));
        let after = spliced(before, within.collect());
        Some(Lines { at, before: before.to_owned(), after })
    }

    /// The characters that end its lines.
    pub(super) fn ending(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    fn with_endings(&self, mut splices: Vec<Splice>) -> Vec<Splice> {
        for (_, words) in &mut splices {
            if self.ending() != "\n" && !words.contains('\r') {
                *words = words.replace('\n', self.ending());
            }
        }
        splices
    }

    /// Where a value begins: a block with its header.
    pub(super) fn start_of(&self, node: &Node) -> usize {
        match &node.value {
            Value::Scalar { .. } => written(self.text, node).range.start,
            _ => node.span.start as usize,
        }
    }

    /// Where a value ends: not with the white space behind a block.
    pub(super) fn end_of(&self, node: &Node) -> usize {
        let end = node.span.end as usize;
        let repeats = self.text[node.span.start as usize..].starts_with('*');
        match &node.value {
            Value::Map(_) | Value::List(_) if repeats || self.is_flow(node) => end,
            Value::Map(entries) => entries.last().map_or(end, |entry| self.end_of_entry(entry)),
            Value::List(items) => items.last().map_or(end, |item| self.end_of(item)),
            Value::Null => self.text[..end].trim_end().len(),
            _ => written(self.text, node).range.end,
        }
    }

    /// Where an entry of a map ends.
    pub(super) fn end_of_entry(&self, (key, value): &Entry) -> usize {
        match &value.value {
            Value::Null => {
                let end = key.span.end as usize;
                end + self.text[end..].find(':').map_or(0, |colon| colon + 1)
            }
            _ => self.end_of(value),
        }
    }

    /// Where the line begins that holds a place.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Where the next line begins after a place.
    pub(super) fn line_end(&self, at: usize) -> usize {
        Line::of(self.text, at).end
    }

    /// The column of a place.
    pub(super) fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    /// The dash of an item that stands on lines of its own.
    pub(super) fn dash(&self, item: &Node) -> Option<usize> {
        let before = self.text[..self.start_of(item)].trim_end();
        let dash = before.strip_suffix('-')?.len();
        let indent = &self.text[self.line_start(dash)..dash];
        indent.bytes().all(|byte| byte == b' ').then_some(dash)
    }

    /// Whether a stretch of the text has a comment, an anchor, an alias or a tag, or what looks like one.
    pub(super) fn has_sign(&self, start: usize, end: usize) -> bool {
        let apart = |c: char| c.is_whitespace() || matches!(c, '[' | '{' | ',');
        self.text[start..end].split(apart).any(|word| word.starts_with(['#', '&', '*', '!']))
    }

    /// Whether a line holds nothing but a comment that is indented more than a list.
    pub(super) fn is_comment_within(&self, line: usize, indent: &str) -> bool {
        let words = self.text[line..].strip_prefix(indent).unwrap_or_default();
        line < self.span.end as usize
            && words.starts_with(' ')
            && words.trim_start_matches(' ').starts_with('#')
    }

    /// Whether a value stands in brackets.
    pub(super) fn is_flow(&self, node: &Node) -> bool {
        let is_group = matches!(node.value, Value::Map(_) | Value::List(_));
        is_group && self.text[node.span.start as usize..].starts_with(['{', '['])
    }

    /// Whether the line before a place, or the one that begins there, has nothing on it.
    pub(super) fn is_blank(&self, line: usize) -> bool {
        self.text[line..self.line_end(line)].trim().is_empty() && line < self.span.end as usize
    }

    /// Takes lines away, and one of two blank lines that come together.
    pub(super) fn without(&self, start: usize, end: usize) -> Vec<Splice> {
        let before = (start > self.span.start as usize).then(|| self.line_start(start - 1));
        let after_blank = before.filter(|&line| self.is_blank(line));
        match after_blank {
            Some(_) if self.is_blank(end) => vec![(start..self.line_end(end), String::new())],
            None if start == self.span.start as usize && self.is_blank(end) => {
                vec![(start..self.line_end(end), String::new())]
            }
            Some(line) if end == self.span.end as usize => vec![(line..end, String::new())],
            _ => vec![(start..end, String::new())],
        }
    }

    /// Whether its parts are set apart by blank lines.
    pub(super) fn is_spaced(&self) -> bool {
        self.tree.entries().iter().skip(1).any(|(key, _)| {
            let line = self.above_comments(key);
            line > 0 && self.is_blank(self.line_start(line - 1))
        })
    }

    /// The line of a key, or that of the first comment right above it.
    pub(super) fn above_comments(&self, key: &Spanned<String>) -> usize {
        let mut line = self.line_start(key.span.start as usize);
        while line > self.span.start as usize {
            let above = self.line_start(line - 1);
            if !self.text[above..line].trim_start().starts_with('#') {
                break;
            }
            line = above;
        }
        line
    }

    /// The dash and the space behind it of an item as others in the text have it.
    pub(super) fn dash_like(&self, items: &[Node]) -> Option<(String, String)> {
        let (dash, start) = items.iter().rev().find_map(|item| {
            let (dash, start) = (self.dash(item)?, self.start_of(item));
            (!self.text[dash..start].contains('\n')).then_some((dash, start))
        })?;
        let indent = &self.text[self.line_start(dash)..dash];
        Some((indent.to_owned(), self.text[dash + 1..start].to_owned()))
    }

    /// How lists are indented here: as another one is, or by two.
    pub(super) fn usual_dash(&self) -> (String, String) {
        let mut lists = self.tree.entries().iter().filter_map(|(_, value)| match &value.value {
            Value::List(items) if !self.is_flow(value) => self.dash_like(items),
            _ => None,
        });
        lists.next().unwrap_or_else(|| ("  ".to_owned(), " ".to_owned()))
    }

    /// Whether a value is a block of lines as they are.
    pub(super) fn is_block(&self, node: &Node) -> bool {
        node.as_str().is_some() && written(self.text, node).style == Style::Block
    }
}
