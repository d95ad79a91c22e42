//! The plain forms in which people write dates, as EDTF.
//!
//! Days of numbers are read in `numbers`, years and centuries in `years`, two dates and more in `ranges`.

use edtf_core::{Edtf, Precision};

use super::named::{is_weekday, month, season};
use super::numbers::{numbers, numeric, valid, week};
use super::parts::{part, quarter};
use super::ranges::{inner, range};
use super::reigns::reign;
use super::years::{
    Era, century, decade, either, ordinal_number, second, september_year, since_creation,
    split_era, year_of_era, years,
};
use super::{WORDS, day_text, feasts, normal, when, year_text};
use crate::model::date::{Day, When};

/// Words as an EDTF expression.
pub(super) fn plain(words: &str) -> Option<String> {
    let is_dash = words.contains(['–', '—']);
    let words = feasts::in_days(&normal(words), None);
    let words = words.trim_end_matches([',', ';']);
    let words = WORDS.after("night", words).unwrap_or(words);
    let probably = WORDS.after("probably", words);
    // A year before Christ that is not known whole is no range, and in `?–1917` it is none.
    if probably.unwrap_or(words).trim_start_matches(MARKS).starts_with('-') {
        return None;
    }
    match probably {
        Some(rest) => Some(marked(&stated(rest, is_dash)?, '?')),
        None => stated(words, is_dash),
    }
}

/// Words that are not in doubt as a whole.
fn stated(words: &str, is_dash: bool) -> Option<String> {
    if let Some(rest) = WORDS.after("about", words).or_else(|| WORDS.before("about-after", words)) {
        let dates = years(rest, is_dash).or_else(|| part(rest)).or_else(|| lone(rest));
        return Some(marked(&dates.or_else(|| range(rest))?, '~'));
    }
    let next_to = |list, side| WORDS.after(list, words).and_then(|rest| beside(rest, side));
    if let Some(last) = next_to("before", Side::Before) {
        return Some(format!("../{last}"));
    }
    if let Some(first) = next_to("after", Side::After) {
        return Some(format!("{first}/.."));
    }
    if let Some(until) = WORDS.after("until", words).and_then(rough) {
        return Some(format!("../{}", outer(&until, Side::Before)));
    }
    let since = WORDS.after("since", words).or_else(|| WORDS.before("since-after", words));
    if let Some(since) = since.and_then(rough) {
        return Some(format!("{}/..", outer(&since, Side::After)));
    }
    let years = years(words, is_dash).or_else(|| part(words));
    years.or_else(|| point(words)).or_else(|| range(words))
}

/// Dates with the mark of doubt (`?`) or of what is about (`~`); `%` is both.
fn marked(dates: &str, mark: char) -> String {
    let one = |date: &str| match date.strip_suffix(MARKS) {
        _ if date == ".." || date.ends_with(mark) => date.to_owned(),
        Some(date) => format!("{date}%"),
        None => format!("{date}{mark}"),
    };
    let all = |dates: &str, sign: char| dates.split(sign).map(one).collect::<Vec<_>>();
    match inner(dates) {
        // Somewhere between two dates is no more about them.
        Some(set) if set.contains("..") => dates.to_owned(),
        Some(set) => format!("[{}]", all(set, ',').join(",")),
        None => all(dates, '/').join("/"),
    }
}

/// What EDTF writes behind a date that is in doubt, about right, or both.
pub(super) const MARKS: [char; 3] = ['?', '~', '%'];

/// One date, which may be about what is said: `c. 1843`.
pub(super) fn rough(words: &str) -> Option<String> {
    point(words).or_else(|| Some(marked(&lone(WORDS.after("about", words)?)?, '~')))
}

/// One date that can be about, which a year of a reign cannot.
fn lone(words: &str) -> Option<String> {
    point(words).filter(|date| !date.contains(".."))
}

#[derive(Clone, Copy)]
pub(super) enum Side {
    Before,
    After,
}

/// The unit (year, month, day) next to a date, with the doubt about it: `before 2017` ends with 2016.
fn beside(words: &str, side: Side) -> Option<String> {
    let date = rough(words)?;
    let date = outer(&date, side);
    let mark = &date[date.trim_end_matches(MARKS).len()..];
    Some(next(&when(date)?, side)? + mark)
}

/// Of one of two dates (`1703/4`) the one that leaves more time before or after it; any other date as it is.
fn outer(date: &str, side: Side) -> &str {
    let either = inner(date).and_then(|set| set.split_once(',')).unwrap_or((date, date));
    match side {
        Side::Before => either.1,
        Side::After => either.0,
    }
}

/// The unit next to a date, which is no interval and no set.
pub(super) fn next(when: &When, side: Side) -> Option<String> {
    let Edtf::Date(date) = &when.edtf else { return None };
    let (edge, step) = match side {
        Side::Before => (when.earliest?, -1),
        Side::After => (when.latest?, 1),
    };
    if edge.year.abs() > 9999 {
        return None;
    }
    match date.precision() {
        Precision::Year => year_text(edge.year + step),
        Precision::Month => {
            let month = edge.year * 12 + i64::from(edge.month) - 1 + step;
            Some(format!("{}-{:02}", year_text(month.div_euclid(12))?, month.rem_euclid(12) + 1))
        }
        Precision::Season | Precision::Day => day_text(Day::from_ordinal(edge.ordinal() + step)),
    }
}

/// Words without the small ones that they begin with.
pub(super) fn unled(mut words: &str) -> &str {
    while let Some((_, rest)) = words.split_once(' ').filter(|(w, _)| WORDS.has("between", w)) {
        words = rest;
    }
    words
}

/// One date without words around it.
pub(super) fn point(words: &str) -> Option<String> {
    let words = unled(words.trim().trim_end_matches(','));
    if let Some(rest) = words.strip_suffix("(?)").or(words.strip_suffix('?')) {
        let certain = point(rest).filter(|point| !point.ends_with(MARKS))?;
        return match inner(&certain) {
            // `1703/4?`: each of the two is in doubt.
            Some(set) => Some(format!("[{}?]", set.replace(',', "?,"))),
            None => Some(format!("{certain}?")),
        };
    }
    if let Ok(Edtf::Date(date)) = Edtf::parse(&words.to_uppercase()) {
        return Some(Edtf::Date(date).to_string());
    }
    if let Some(found) =
        [decade, numbers, week, quarter, either].iter().find_map(|form| form(words))
    {
        return Some(found);
    }
    if let Some(year) = since_creation(words) {
        return september_year(year);
    }
    if let Some(days) = reign(words) {
        return Some(days);
    }
    let (words, era) = split_era(words);
    let year = era.and_then(|era| year_of_era(words, era));
    year.or_else(|| century(words, era)).or_else(|| named(words, era))
}

/// `October 2017`, `27 December 2017`, `Wednesday, Dec. 27th, 2017`, `spring 2017`, `im Jahre 2017`.
fn named(words: &str, era: Option<Era>) -> Option<String> {
    let (mut weekday, mut day, mut middle, mut year, mut double) = (None, None, None, None, None);
    for word in words.split([' ', ',']).filter(|word| !word.is_empty()) {
        let letters = word.trim_end_matches('.');
        let is_year = |word: &&str| word.len() == 4 && numeric(word);
        let letters = WORDS.before("year-after", letters).filter(is_year).unwrap_or(letters);
        let is_nth_day = || day.is_some() && WORDS.has("nth-day", letters);
        let taken = if WORDS.has("between", letters) || is_nth_day() {
            continue;
        } else if let Some(number) = ordinal_number(letters) {
            if is_year(&letters) || era.is_some() && day.is_some() { &mut year } else { &mut day }
                .replace(number)
        } else if let Some(code) = month(word).or_else(|| season(letters)) {
            middle.replace(i64::from(code))
        } else if let Some(number) = second(letters) {
            double.replace(number)
        } else {
            is_weekday(letters).then(|| weekday.replace(0))?
        };
        if taken.is_some() {
            return None;
        }
    }
    // `1648/9` is two years, and `10 February 1648/9` in the second of them.
    if middle.is_some_and(|month| month <= 3) && year.is_none() {
        year = double.take();
    }
    if let Some(era) = era {
        year = era.year(year.or_else(|| day.take())?);
    }
    let year = year.filter(|_| double.is_none()).and_then(year_text)?;
    match (middle, day) {
        (None, None) => weekday.is_none().then_some(year),
        (Some(middle), None) => valid(format!("{year}-{middle:02}")),
        (Some(month @ 1..=12), Some(day)) => valid(format!("{year}-{month:02}-{day:02}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
