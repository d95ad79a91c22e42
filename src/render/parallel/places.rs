//! Where the words of an apparatus stand in their text, and which of several equal ones they are there.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::body::{Body, Markup, Tag, TextRange};
use crate::model::collation::{compared, equal, struck};

/// What there are superscripts and subscripts of among the characters, in the order of [`RAISED`] and [`LOWERED`].
const LEVEL: &str = "0123456789+-−=()n";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ";

/// A text, as the places in it are told.
pub(super) struct Places<'a> {
    body: &'a Body,
    /// Its words, without those that describe pictures.
    text: Cow<'a, str>,
    /// Where a line ends inside of a paragraph, as lines of verse do.
    breaks: Vec<u32>,
    /// How many lines of verse stand in the stanzas right before each stanza, by its place.
    before: BTreeMap<u32, usize>,
    /// Its superscripts and subscripts, in the characters that there are of them.
    scripts: Vec<(TextRange, String)>,
    /// What its writer struck out.
    struck: Vec<TextRange>,
}

/// What words stand in.
pub(super) struct Place<'a> {
    /// `heading`, `footnote`, `paragraph`, `other`.
    pub(super) at: &'static str,
    /// The number of the footnote or of the paragraph.
    pub(super) number: Option<usize>,
    /// The number of the line in a paragraph of several; from stanza to stanza it runs on.
    pub(super) line: Option<usize>,
    /// Its address on the page of the text.
    pub(super) id: Option<&'a str>,
    /// All of its words; none where it is not known.
    range: TextRange,
}

impl<'a> Places<'a> {
    /// The places of a text.
    pub(super) fn of(body: &'a Body) -> Self {
        let breaks = body.items.iter().filter(|item| item.is == Markup::HardBreak);
        let breaks: Vec<u32> = breaks.map(|item| item.at).collect();
        Self {
            body,
            text: compared(body),
            before: stanzas(body, &breaks),
            breaks,
            scripts: scripts(body),
            struck: struck(body),
        }
    }

    /// Whether its writer struck out any of it.
    pub(super) fn is_struck(&self) -> bool {
        !self.struck.is_empty()
    }

    /// Words as they are told without markup: `10⁶`, `CO₂`, `⟦struck out⟧`.
    pub(super) fn words(&self, words: TextRange) -> String {
        let first = self.scripts.partition_point(|(at, _)| at.start < words.start);
        let scripts = self.scripts[first..].iter().take_while(|(at, _)| at.end <= words.end);
        let mut signs: Vec<(TextRange, &str)> =
            scripts.map(|(at, script)| (*at, &**script)).collect();
        let first = self.struck.partition_point(|struck| struck.end <= words.start);
        for struck in self.struck[first..].iter().take_while(|struck| struck.start < words.end) {
            let (start, end) = (struck.start.max(words.start), struck.end.min(words.end));
            let at = |at| TextRange { start: at, end: at };
            signs.extend([(at(start), "⟦"), (at(end), "⟧")]);
        }
        signs.sort_by_key(|(at, _)| *at);
        let (mut told, mut from) = (String::new(), words.start as usize);
        for (at, sign) in signs {
            told.push_str(&self.text[from..at.start as usize]);
            told.push_str(sign);
            from = at.end as usize;
        }
        told.push_str(&self.text[from..words.end as usize]);
        told
    }

    /// What words stand in.
    pub(super) fn place(&self, words: TextRange) -> Place<'a> {
        let body = self.body;
        let whole = |at, number, range| Place { at, number, line: None, id: None, range };
        if let Some(note) = body.footnotes.iter().position(|note| note.range.contains(words)) {
            return whole("footnote", Some(note + 1), body.footnotes[note].range);
        }
        if let Some(heading) = body.headings.iter().find(|heading| heading.range.contains(words)) {
            return Place { id: Some(&heading.id), ..whole("heading", None, heading.range) };
        }
        let Some(index) = body.paragraph_at(words.start) else {
            return whole("other", None, TextRange::default());
        };
        let paragraph = &body.paragraphs[index];
        let (line, range) = self.line(paragraph.range, words.start).unzip();
        let range = range.unwrap_or(paragraph.range);
        Place { line, id: Some(&paragraph.id), ..whole("paragraph", Some(index + 1), range) }
    }

    /// What stands before a place between words: before the first paragraph that is paragraph 0.
    pub(super) fn before(&self, at: u32) -> Place<'a> {
        let range = TextRange { start: at.saturating_sub(1), end: at };
        let first = Place { at: "paragraph", number: Some(0), line: None, id: None, range };
        if at == 0 { first } else { self.place(range) }
    }

    /// The line of a paragraph that holds a place of the text, with its number; nothing where it has but one.
    fn line(&self, paragraph: TextRange, at: u32) -> Option<(usize, TextRange)> {
        let ends = within(&self.breaks, paragraph);
        let number = ends.partition_point(|&end| end <= at);
        let start = number.checked_sub(1).map_or(paragraph.start, |last| ends[last]);
        let end = ends.get(number).copied().unwrap_or(paragraph.end);
        let before = self.before.get(&paragraph.start).copied().unwrap_or_default();
        (!ends.is_empty()).then_some((before + number + 1, TextRange { start, end }))
    }

    /// Which of several equal ones in its place each of these passages is, from 1; what stands there once is left out.
    pub(super) fn numbers(
        &self,
        passages: impl Iterator<Item = TextRange>,
    ) -> BTreeMap<TextRange, usize> {
        let places: BTreeSet<TextRange> = passages.map(|words| self.place(words).range).collect();
        let equal = |place: &TextRange| equal(&self.text[place.range()], place.start);
        places.iter().flat_map(equal).collect()
    }
}

/// The line breaks of a paragraph.
fn within(breaks: &[u32], paragraph: TextRange) -> &[u32] {
    let before = |at: u32| breaks.partition_point(|&end| end < at);
    &breaks[before(paragraph.start)..before(paragraph.end)]
}

/// How many lines stand in the stanzas right before each stanza that follows on another one.
fn stanzas(body: &Body, breaks: &[u32]) -> BTreeMap<u32, usize> {
    let mut before = BTreeMap::new();
    // Where the last stanza ends, and how many lines there are up to there.
    let mut last = (0, 0);
    for paragraph in &body.paragraphs {
        let TextRange { start, end } = paragraph.range;
        let ends = within(breaks, paragraph.range);
        if ends.is_empty() {
            continue;
        }
        // Nothing stands between stanzas but the border of blocks.
        let lines = if last.1 > 0 && start == last.0 + 1 { last.1 } else { 0 };
        before.insert(start, lines);
        last = (end, lines + ends.len() + 1);
    }
    before
}

/// The superscripts and subscripts of a text of which there are characters, in order.
fn scripts(body: &Body) -> Vec<(TextRange, String)> {
    let mut scripts = Vec::new();
    let mut start = None;
    for item in &body.items {
        let forms = match item.is {
            Markup::Open(Tag::Superscript | Tag::Subscript) => {
                start = Some(item.at);
                continue;
            }
            Markup::Close(Tag::Superscript) => RAISED,
            Markup::Close(Tag::Subscript) => LOWERED,
            _ => continue,
        };
        let range = start.take().map(|start| TextRange { start, end: item.at });
        scripts.extend(range.and_then(|at| Some((at, script(&body.text[at.range()], forms)?))));
    }
    scripts
}

/// Words in the characters for superscripts or subscripts; nothing where there are not such of all of them.
fn script(words: &str, forms: &str) -> Option<String> {
    let form = |c: char| forms.chars().nth(LEVEL.chars().position(|level| level == c)?);
    words.chars().map(form).collect()
}
