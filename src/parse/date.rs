//! Dates in words: EDTF, the plain forms that people write, and words that count from another date.
//!
//! Orders and draws nothing: [`When`] does the first, charts do the second.

mod calendars;
mod edtf;
mod feasts;
mod hebrew;
mod julian;
mod named;
mod nearest;
mod numbers;
mod parts;
mod plain;
mod ranges;
mod reigns;
mod relative;
#[cfg(test)]
mod tests;
mod twice;
mod written;
mod years;

pub use edtf::when;
pub(super) use julian::calendar;
pub use relative::{SOON, relative};
pub use written::in_article;
pub(super) use written::{Around, date};

use std::sync::LazyLock;

use crate::fold::base;
use crate::model::date::{Calendar, Day, When};
use crate::parse::lists::Lists;
use calendars::reckoned;
use edtf::{bounded, ends};

/// A date that was read from words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The date.
    pub when: When,
    /// Whether the words are a plain form and not EDTF itself; the reader should see what they were taken for.
    pub plain: bool,
    /// The calendar that the words are of; days are Gregorian in any case.
    pub calendar: Calendar,
}

/// Whether words count from some date.
fn is_relative(words: &str) -> bool {
    when("2017-12-27").is_some_and(|from| relative(words, &from).is_some())
}

/// How many bytes of words can be a date; sets of days that are written out are longer than anything else.
const LONGEST: usize = 2_000;

/// Reads a date in a text of this language; nothing when the words are none.
pub fn read(words: &str, language: &str) -> Option<Read> {
    let words = words.trim();
    if words.len() > LONGEST {
        return None;
    }
    if let Some(when) = when(words) {
        // Only what follows a `T` is a time, which is left out.
        return Some(Read { when, plain: words.contains('T'), calendar: Calendar::Gregorian });
    }
    if let Some(reckoned) = reckoned(words, language) {
        let calendar = reckoned.calendar;
        return Some(Read { when: reckoned.date()?, plain: true, calendar });
    }
    if let Some((words, calendar)) = julian::styled(words) {
        let words = feasts::in_days(&words, Some(calendar));
        let when = unstyled(&words, language);
        let is_julian = calendar == Calendar::Julian;
        let when = if is_julian { julian::days(when, &words) } else { when };
        return Some(Read { when: when?, plain: true, calendar });
    }
    if feasts::has_julian_easter(&normal(words)) {
        let words = feasts::in_days(&normal(words), Some(Calendar::Julian));
        let when = julian::days(unstyled(&words, language), &words)?;
        return Some(Read { when, plain: true, calendar: Calendar::Julian });
    }
    let when = unstyled(words, language);
    let julian = match &when {
        Some(when) => {
            julian::in_both(when, words, language).or_else(|| julian::in_two_years(when, words))
        }
        None => julian::leap_day_in_two_years(words)
            .or_else(|| julian::leap_day_in_both(words, language))
            .or_else(|| julian::in_brackets(words, language)),
    };
    let calendar = if julian.is_some() { Calendar::Julian } else { Calendar::Gregorian };
    Some(Read { when: julian.or(when)?, plain: true, calendar })
}

/// The date that words are, whatever calendar it is of.
fn unstyled(words: &str, language: &str) -> Option<When> {
    // A set with spaces after its commas.
    if words.starts_with(['[', '{'])
        && let Some(when) = when(&words.replace(' ', ""))
    {
        return Some(when);
    }
    if let Some(when) = edtf::timed(words) {
        return Some(when);
    }
    // What an editor supplies stands in square brackets: `3 January [1813]`.
    let supplied = words.contains('[').then(|| words.replace(['[', ']'], ""));
    let words = supplied.as_deref().unwrap_or(words);
    let na = words.split_once(' ').filter(|(first, _)| first.eq_ignore_ascii_case("na"));
    let plain = match (language.get(..2), na) {
        (Some("nl"), Some((_, rest))) => plain::plain(&format!("after {rest}")),
        (Some("pt"), Some((_, rest))) => plain::plain(rest),
        _ => plain::plain(words),
    };
    let plain = plain.or_else(|| numbers::in_language(words, language));
    when(&plain?)
}

/// Words in one form: lower case, single spaces, plain hyphens and digits, one word for a month.
fn normal(words: &str) -> String {
    let words = words.to_lowercase();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_ascii() {
        return words;
    }
    let plain = |c: char| match c {
        '–' | '—' | '‑' | '−' => '-',
        '’' => '\'',
        c => base(c),
    };
    let words: String = words.chars().map(plain).collect();
    let words =
        named::MONTHS_OF_TWO_WORDS.iter().fold(words, |words, (two, one)| words.replace(two, one));
    if words.contains(['/', '(']) { named::with_one_name(&words) } else { words }
}

/// The words around dates.
static WORDS: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("date/words.txt")));

/// A year in EDTF; nothing for one that does not have four digits.
fn year_text(year: i64) -> Option<String> {
    let sign = if year < 0 { "-" } else { "" };
    (year.abs() <= 9999).then(|| format!("{sign}{:04}", year.abs()))
}

fn day_text(day: Day) -> Option<String> {
    Some(format!("{}-{:02}-{:02}", year_text(day.year)?, day.month, day.day))
}
