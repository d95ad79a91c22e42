//! What must not differ between a quote and its place, however it was found.
//!
//! Only rules out; does not look for anything.

use super::lexicon::Lexicon;
use super::marks::{Mark, marks};
use super::opposed::opposed;
use crate::fold::{is_before_particles, is_unspaced};
use crate::model::body::TextRange;

/// Whether a place begins or ends within a number: `11` is not in `11,000`, nor in `211`.
pub(super) fn cuts_number(text: &str, place: TextRange) -> bool {
    let (before, inside, after) = split(text, place);
    let starts = inside.starts_with(char::is_numeric);
    let ends = inside.ends_with(char::is_numeric);
    starts && number_goes_on(before.chars().rev()) || ends && number_goes_on(after.chars())
}

/// Whether a number goes on with these characters, read away from it.
fn number_goes_on(mut chars: impl Iterator<Item = char>) -> bool {
    match chars.next() {
        Some(c) if c.is_numeric() => true,
        Some(
            '.' | ',' | '\'' | '’' | ':' | '/' | '٫' | '٬' | '\u{A0}' | '\u{202F}' | '\u{2009}',
        ) => chars.next().is_some_and(char::is_numeric),
        _ => false,
    }
}

/// Whether a word or a number goes on from one text to the next.
pub(super) fn goes_on(before: &str, after: &str) -> bool {
    let (left, right) = (before.chars().next_back(), after.chars().next());
    joined(left, right)
        || left.is_some_and(char::is_numeric) && number_goes_on(after.chars())
        || right.is_some_and(char::is_numeric) && number_goes_on(before.chars().rev())
}

/// Whether two characters are of one word.
fn joined(left: Option<char>, right: Option<char>) -> bool {
    [left, right].iter().all(|c| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c)))
}

/// Whether a place begins or ends within a word, at those of its two sides where it must not.
pub(super) fn cuts_word(text: &str, place: TextRange, whole: (bool, bool)) -> bool {
    let (before, inside, after) = split(text, place);
    whole.0 && joined(before.chars().next_back(), inside.chars().next())
        || whole.1
            && joined(inside.chars().next_back(), after.chars().next())
            && !is_before_particles(inside, after)
}

fn split(text: &str, place: TextRange) -> (&str, &str, &str) {
    let range = place.range();
    (&text[..range.start], &text[range.clone()], &text[range.end..])
}

/// What a quote says and its passage does not say there, or the other way round; as written.
#[derive(Clone)]
pub(super) struct Conflict {
    quote: Option<String>,
    text: Option<String>,
}

impl Conflict {
    /// The fact, as a sentence.
    pub(super) fn sentence(&self) -> String {
        match (&self.quote, &self.text) {
            (Some(quote), Some(text)) if quote != text => {
                format!("the quote says {quote}, the text says {text}")
            }
            (Some(words), _) => format!("the quote says {words} where the text does not"),
            (None, Some(words)) => format!("the text says {words} where the quote does not"),
            (None, None) => "the quote and the text do not say the same".to_owned(),
        }
    }
}

/// What a passage must say as the quote does, and does not: numbers, dates, currencies, negations, quantifiers.
///
/// What stands at places that differ by more than `drift` characters is not the same.
pub(super) fn conflict(
    lexicon: &Lexicon,
    quote: &str,
    passage: &str,
    drift: usize,
) -> Option<Conflict> {
    let compare = |words| {
        let said = marks(quote, lexicon, words);
        compare([quote, passage], [said, marks(passage, lexicon, words)], drift)
    };
    compare(Lexicon::sense).and_then(|_| compare(Lexicon::misspelt)).or_else(|| {
        let (quote, text) = opposed(quote, passage)?;
        Some(Conflict { quote: Some(quote), text: Some(text) })
    })
}

/// The first difference between the marks of a quote and of its passage.
fn compare(
    [quote, passage]: [&str; 2],
    [said, is]: [Vec<Mark>; 2],
    drift: usize,
) -> Option<Conflict> {
    let same = |(a, b): (&Mark, &Mark)| a.sense == b.sense && a.end.abs_diff(b.end) <= drift;
    let alike = said.iter().zip(&is).take_while(|&pair| same(pair)).count();
    if alike == said.len() && alike == is.len() {
        return None;
    }
    let written = |text: &str, marks: &[Mark]| {
        marks.get(alike).map(|mark| text[mark.written.clone()].to_owned())
    };
    Some(Conflict {
        quote: written(quote, &said).filter(|_| said.len() >= is.len()),
        text: written(passage, &is).filter(|_| is.len() >= said.len()),
    })
}
