//! Dates that count from another date: "Wednesday" in an article of 27 December 2017.
//!
//! What is found this way is a conclusion, so every result is uncertain (`?`).

use super::named::{month as named_month, season};
use super::{normal, when};
use crate::model::date::{Day, When};
use crate::parse::number::small_number;

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A stretch of time in the calendar.
enum Unit {
    Day(i64),
    Week(i64),
    Month(i64),
    Season(i64, u8),
    Year(i64),
}

/// What words mean when they are counted from a date; nothing when they do not count from one, or when the date is
/// not precise enough to count them from.
///
/// A weekday is the last one on or before the date; `last July` the last July that was over, `next July` the first to come.
pub fn relative(words: &str, from: &When) -> Option<When> {
    let words = normal(words);
    let mut rest = words.as_str();
    for opening in ["on ", "in ", "since ", "by ", "during "] {
        rest = rest.strip_prefix(opening).unwrap_or(rest);
    }
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    when(&expression(&meant(rest, from)?)?)
}

fn meant(words: &str, from: &When) -> Option<Unit> {
    match words {
        "today" | "tonight" | "this morning" | "this afternoon" | "this evening" => {
            return Some(Unit::Day(day(from)?));
        }
        "yesterday" | "last night" | "day before" | "previous day" => {
            return Some(Unit::Day(day(from)? - 1));
        }
        "day before yesterday" => return Some(Unit::Day(day(from)? - 2)),
        "tomorrow" => return Some(Unit::Day(day(from)? + 1)),
        "day after tomorrow" => return Some(Unit::Day(day(from)? + 2)),
        _ => {}
    }
    if let Some(count) = words.strip_suffix(" ago").or(words.strip_suffix(" earlier")) {
        return ago(count, from);
    }
    let (back, name) = match words.split_once(' ') {
        Some(("last" | "past" | "previous", name)) => (1, name),
        Some(("this" | "same", name)) => (0, name),
        Some(("next", name)) => (-1, name),
        _ => (0, words),
    };
    match name {
        "week" => Some(Unit::Week(day(from)? - 7 * back)),
        "month" => Some(Unit::Month(month(from)? - back)),
        "year" => Some(Unit::Year(year(from)? - back)),
        _ => named(name, back, from),
    }
}

/// `two weeks`, `a month`, `10 days` before.
fn ago(count: &str, from: &When) -> Option<Unit> {
    let (number, unit) = count.split_once(' ')?;
    let number = match number {
        "a" | "an" => 1,
        _ => i64::from(small_number(number).or_else(|| number.parse().ok())?),
    };
    match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => Some(Unit::Day(day(from)?.checked_sub(number)?)),
        "week" => Some(Unit::Week(day(from)?.checked_sub(number.checked_mul(7)?)?)),
        "month" => Some(Unit::Month(month(from)?.checked_sub(number)?)),
        "year" => Some(Unit::Year(year(from)?.checked_sub(number)?)),
        _ => None,
    }
}

/// A weekday, a month or a season by its name.
fn named(name: &str, back: i64, from: &When) -> Option<Unit> {
    if let Some(index) = (0..).zip(WEEKDAYS).find(|(_, day)| *day == name).map(|(index, _)| index) {
        let latest = if back < 0 { day(from)? + 7 } else { day(from)? - back };
        return Some(Unit::Day(latest - (weekday(latest) - index).rem_euclid(7)));
    }
    if let Some(index) = named_month(name) {
        let latest = if back < 0 { month(from)? + 12 } else { month(from)? - back };
        return Some(Unit::Month(latest - (latest - (i64::from(index) - 1)).rem_euclid(12)));
    }
    let code = season(name)?;
    // A season has begun in this year when its middle month has.
    let middle = i64::from(code - 21) * 3 + 3;
    let now = month(from)?;
    let this_year = now.rem_euclid(12) >= middle;
    let next = i64::from(back < 0);
    Some(Unit::Season(now.div_euclid(12) - i64::from(!this_year) + next, code))
}

fn expression(unit: &Unit) -> Option<String> {
    Some(match *unit {
        Unit::Day(day) => format!("{}?", super::day_text(Day::from_ordinal(day))?),
        Unit::Week(day) => {
            let monday = day - weekday(day);
            let [first, last] =
                [monday, monday + 6].map(|day| super::day_text(Day::from_ordinal(day)));
            format!("{}?/{}?", first?, last?)
        }
        Unit::Month(month) => {
            format!("{}-{:02}?", super::year_text(month.div_euclid(12))?, month.rem_euclid(12) + 1)
        }
        Unit::Season(year, code) => format!("{}-{code}?", super::year_text(year)?),
        Unit::Year(year) => format!("{}?", super::year_text(year)?),
    })
}

/// The first and the last day, of years that have four digits.
fn ends(from: &When) -> Option<(Day, Day)> {
    let ends = from.earliest.zip(from.latest)?;
    (ends.0.year.abs() <= 9999).then_some(ends)
}

/// The day, where the date is one: days since 1 March of the year 0.
fn day(from: &When) -> Option<i64> {
    let (first, last) = ends(from)?;
    (first == last).then(|| first.ordinal())
}

/// The month, where the date lies in one: months since January of the year 0.
fn month(from: &When) -> Option<i64> {
    let (first, last) = ends(from)?;
    let one = first.year == last.year && first.month == last.month;
    one.then(|| first.year * 12 + i64::from(first.month) - 1)
}

fn year(from: &When) -> Option<i64> {
    let (first, last) = ends(from)?;
    (first.year == last.year).then_some(first.year)
}

/// 0 for Monday. 1 March of the year 0 was a Wednesday.
fn weekday(ordinal: i64) -> i64 {
    (ordinal + 2).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::relative;
    use crate::parse::date::when;

    #[test]
    fn words_count_from_a_date() {
        let day = "2017-12-27"; // a Wednesday
        for (words, from, read) in [
            ("Wednesday", day, "2017-12-27?"),
            ("on Tuesday", day, "2017-12-26?"),
            ("Thursday", day, "2017-12-21?"),
            ("last Wednesday", day, "2017-12-20?"),
            ("yesterday", "2018-01-01", "2017-12-31?"),
            ("Yesterday", "2016-03-01", "2016-02-29?"),
            ("today", day, "2017-12-27?"),
            ("last week", day, "2017-12-18?/2017-12-24?"),
            ("this week", day, "2017-12-25?/2017-12-31?"),
            ("two weeks ago", day, "2017-12-11?/2017-12-17?"),
            ("three days ago", day, "2017-12-24?"),
            ("a month ago", "2018-01", "2017-12?"),
            ("last July", day, "2017-07?"),
            ("last October", "2017-10-15", "2016-10?"),
            ("October", "2017-10-15", "2017-10?"),
            ("in November", "2017-10", "2016-11?"),
            ("last month", "2018-01", "2017-12?"),
            ("last year", "2017", "2016?"),
            ("last summer", day, "2017-22?"),
            ("in the spring", "2017-02", "2016-21?"),
            ("Wednesday", "2017-12-27~", "2017-12-27?"),
        ] {
            let found = when(from).and_then(|from| relative(words, &from));
            assert_eq!(found.map(|when| when.text).as_deref(), Some(read), "{words} from {from}");
        }
    }

    #[test]
    fn imprecise_anchors_and_other_words_give_nothing() {
        for (words, from) in [
            ("Wednesday", "2017-12"),
            ("last week", "2017-12"),
            ("last July", "2017"),
            ("last year", "201X"),
            ("yesterday", "2017-12-27/.."),
            ("some day", "2017-12-27"),
            ("99999999999999999999 days ago", "2017-12-27"),
        ] {
            let found = when(from).and_then(|from| relative(words, &from));
            assert_eq!(found, None, "{words} from {from}");
        }
    }
}
