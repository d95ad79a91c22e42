//! From words that somebody selected on a page to what a quote of them has to say.
//!
//! A page shows the text of an article with other white space, and with pictures and formulas where the text has words.
//! Whether a quote is found where it should be is not asked here: that is anchoring's.

use std::ops::Range;

use crate::fold::{Level, fold, words};
use crate::model::annotation::Selector;
use crate::model::body::{Body, Markup, Tag, TextRange};
use crate::source::{Span, Spanned};

/// How many words beside a passage are taken to tell it from others.
const CONTEXT: usize = 8;

/// Up to which of many places a passage is called by its number.
const NUMBERED: usize = 200;

/// What a selection has in the place of a formula, which a page draws.
const FORMULA: char = '\u{FFFC}';

/// Words as a page shows them, and what stands around them there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The words, those of each block by themselves.
    pub parts: Vec<String>,
    /// Words right before them.
    pub before: String,
    /// Words right after them.
    pub after: String,
    /// Which of the places with these words on the page, counted from 1.
    pub number: usize,
    /// How many such places the page has.
    pub places: usize,
}

/// The ranges of the text that are selected: one, or one for each block where something stands between them in the text
/// that the page has elsewhere.
///
/// `Err` says in words why there is no telling.
pub fn locate(body: &Body, selection: &Selection) -> Result<Vec<TextRange>, &'static str> {
    let parts: Vec<String> = selection.parts.iter().map(|part| bare(part)).collect();
    let parts: Vec<&str> =
        parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return Err("there are no words in the selection");
    }
    let (before, after) = (bare(&selection.before), bare(&selection.after));
    let mut alike = false;
    for pictures in [false, true] {
        let seen = Seen::new(body, pictures);
        let mut places = seen.places(&parts.concat(), &before, &after);
        if places.len() > 1 && places.len() == selection.places {
            places = places.into_iter().skip(selection.number.saturating_sub(1)).take(1).collect();
        }
        match places.as_slice() {
            [place] => return Ok(vec![seen.range(place)]),
            [] => {}
            _ => alike = true,
        }
        if parts.len() > 1
            && let Some(ranges) = seen.in_order(&parts, &before)
        {
            return Ok(ranges);
        }
    }
    Err(if alike {
        "these words stand in several places that look the same; select a few more"
    } else {
        "these words are not in the text of the article as the file has it now"
    })
}

/// The ways to quote ranges of the text, the shortest first: the words alone, with words beside them, with a number.
pub fn selectors(body: &Body, ranges: &[TextRange]) -> Vec<Selector> {
    let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return Vec::new() };
    let parts: Vec<String> = ranges.iter().map(|range| line(&body.text[range.range()])).collect();
    let quote = parts.join(" … ");
    let text = &body.text;
    let before: Vec<Range<usize>> = words_before(text, first.start as usize);
    let after: Vec<Range<usize>> = words(&text[last.end as usize..]).take(CONTEXT).collect();
    let prefix = |count: usize| {
        let start = before.get(count - 1)?.start;
        Some(line(&text[start..first.start as usize]))
    };
    let suffix = |count: usize| {
        let end = last.end as usize + after.get(count - 1)?.end;
        Some(line(&text[last.end as usize..end]))
    };
    let plain = || Selector::of(unplaced(quote.clone()));
    let mut ways = vec![plain()];
    let mut add = |prefix: Option<String>, suffix: Option<String>| {
        let (prefix, suffix) = (prefix.map(unplaced), suffix.map(unplaced));
        ways.push(Selector { prefix, suffix, ..plain() });
    };
    for count in 1..=CONTEXT {
        prefix(count).into_iter().for_each(|prefix| add(Some(prefix), None));
        suffix(count).into_iter().for_each(|suffix| add(None, Some(suffix)));
    }
    for count in 1..=CONTEXT {
        if let (Some(prefix), Some(suffix)) = (prefix(count), suffix(count)) {
            add(Some(prefix), Some(suffix));
        }
    }
    let places = fold(text, Level::Typography).text;
    let places = places.matches(&fold(&parts[0], Level::Typography).text).count();
    ways.extend((1..=places.min(NUMBERED)).map(|number| Selector {
        nth: u32::try_from(number).ok().map(|number| Spanned::new(number, Span::default())),
        ..plain()
    }));
    ways
}

/// The text as a page shows it, without white space.
struct Seen {
    text: String,
    /// Where the character of each byte comes from.
    from: Vec<TextRange>,
}

impl Seen {
    /// `pictures`: the words that stand for pictures are seen.
    fn new(body: &Body, pictures: bool) -> Self {
        let drawn = drawn(body, pictures);
        let mut drawn = drawn.iter().peekable();
        let mut seen = Self { text: String::new(), from: Vec::new() };
        for (at, c) in body.text.char_indices() {
            while drawn.next_if(|(range, _)| range.end <= at).is_some() {}
            match drawn.peek().filter(|(range, _)| range.start <= at) {
                Some((range, Some(sign))) if range.start == at => seen.push(*sign, range.clone()),
                None if !is_space(c) => seen.push(c, at..at + c.len_utf8()),
                _ => {}
            }
        }
        seen
    }

    fn push(&mut self, c: char, from: Range<usize>) {
        self.text.push(c);
        let from = TextRange::new(from.start, from.end);
        self.from.extend((0..c.len_utf8()).map(|_| from));
    }

    /// The places of some words that have the most of what should stand around them.
    fn places(&self, words: &str, before: &str, after: &str) -> Vec<Range<usize>> {
        let mut best: (usize, Vec<Range<usize>>) = (0, Vec::new());
        let mut at = 0;
        while let Some(found) = self.text[at..].find(words) {
            let place = at + found..at + found + words.len();
            at = place.start + self.text[place.start..].chars().next().map_or(1, char::len_utf8);
            let before = self.text[..place.start].chars().rev().zip(before.chars().rev());
            let after = self.text[place.end..].chars().zip(after.chars());
            let like = before.take_while(|(one, other)| one == other).count()
                + after.take_while(|(one, other)| one == other).count();
            if like > best.0 || best.1.is_empty() {
                best = (like, vec![place]);
            } else if like == best.0 {
                best.1.push(place);
            }
        }
        best.1
    }

    /// One place for each part, each behind the one before.
    fn in_order(&self, parts: &[&str], before: &str) -> Option<Vec<TextRange>> {
        let first = self.places(parts[0], before, "").into_iter().next()?;
        let mut end = first.end;
        let mut ranges = vec![self.range(&first)];
        for part in &parts[1..] {
            let start = end + self.text[end..].find(part)?;
            end = start + part.len();
            ranges.push(self.range(&(start..end)));
        }
        Some(ranges)
    }

    fn range(&self, place: &Range<usize>) -> TextRange {
        TextRange { start: self.from[place.start].start, end: self.from[place.end - 1].end }
    }
}

/// The words that a page shows as something else: formulas, for which it has a sign, and pictures where they are not seen.
fn drawn(body: &Body, pictures: bool) -> Vec<(Range<usize>, Option<char>)> {
    let mut ranges = Vec::new();
    let mut open = None;
    for item in &body.items {
        let at = item.at as usize;
        match &item.is {
            Markup::Open(Tag::Image(_)) if !pictures => open = open.or(Some(at)),
            Markup::Close(Tag::Image(_)) => {
                ranges.extend(open.take().map(|start| (start..at, None)));
            }
            Markup::Instead(length, _) => {
                ranges.push((at..at + *length as usize, Some(FORMULA)));
            }
            _ => {}
        }
    }
    ranges
}

/// The places of the words before an offset, the nearest first.
fn words_before(text: &str, end: usize) -> Vec<Range<usize>> {
    let start = text.ceil_char_boundary(end.saturating_sub(48 * CONTEXT));
    let found = words(&text[start..end]).map(|word| start + word.start..start + word.end);
    let mut found: Vec<Range<usize>> = found.collect();
    if start > 0 && !found.is_empty() {
        // The first word may be cut.
        found.remove(0);
    }
    found.reverse();
    found.truncate(CONTEXT);
    found
}

fn bare(words: &str) -> String {
    words.chars().filter(|&c| !is_space(c)).collect()
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unplaced(words: String) -> Spanned<String> {
    Spanned::new(words, Span::default())
}
