//! What must not differ between a quote and its place, however it was found.
//!
//! Only rules out; does not look for anything.

use crate::fold::{Level, fold, is_unspaced};
use crate::model::body::TextRange;

/// Whether a place begins or ends within a number: `11` is not in `11,000`, nor in `211`.
pub(super) fn cuts_number(text: &str, place: TextRange) -> bool {
    let (before, inside, after) = split(text, place);
    let starts = inside.starts_with(char::is_numeric);
    let ends = inside.ends_with(char::is_numeric);
    starts && goes_on(before.chars().rev()) || ends && goes_on(after.chars())
}

/// Whether a number goes on with these characters, read away from it.
fn goes_on(mut chars: impl Iterator<Item = char>) -> bool {
    match chars.next() {
        Some(c) if c.is_numeric() => true,
        Some(
            '.' | ',' | '\'' | '’' | ':' | '/' | '٫' | '٬' | '\u{A0}' | '\u{202F}' | '\u{2009}',
        ) => chars.next().is_some_and(char::is_numeric),
        _ => false,
    }
}

/// Whether a place begins or ends within a word, at those of its two sides where it must not.
pub(super) fn cuts_word(text: &str, place: TextRange, whole: (bool, bool)) -> bool {
    let (before, inside, after) = split(text, place);
    let joined = |left: Option<char>, right: Option<char>| {
        [left, right].iter().all(|c| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c)))
    };
    whole.0 && joined(before.chars().next_back(), inside.chars().next())
        || whole.1 && joined(inside.chars().next_back(), after.chars().next())
}

fn split(text: &str, place: TextRange) -> (&str, &str, &str) {
    let range = place.range();
    (&text[..range.start], &text[range.clone()], &text[range.end..])
}

/// Whether two passages hold the same numbers, written alike: `1.5` is not `15`, and `$5` is not `5 %`.
pub(super) fn same_numbers(quote: &str, passage: &str) -> bool {
    let [quote, passage] = [quote, passage].map(|text| fold(text, Level::Case).text);
    if !quote.contains(char::is_numeric) && !passage.contains(char::is_numeric) {
        return true;
    }
    numbers(&quote).eq(numbers(&passage))
}

/// The numbers of a folded text, each with the signs that belong to it.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c.is_alphabetic())
        .filter(|token| token.contains(char::is_numeric))
        .map(|token| {
            let start = token.trim_start_matches(|c: char| !belongs(c));
            start.trim_end_matches(|c: char| {
                !c.is_numeric() && !matches!(c, '%' | '‰' | '°') && !is_currency(c)
            })
        })
}

/// Whether a character before the digits of a number is a part of it.
fn belongs(c: char) -> bool {
    c.is_numeric() || matches!(c, '.' | '-' | '+' | '<' | '>' | '~') || is_currency(c)
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '¤' | '\u{A2}' | '\u{20A0}'..='\u{20CF}')
}
