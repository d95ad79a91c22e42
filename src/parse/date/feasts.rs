//! Days that are called by their feasts: `Michaelmas 1641`, `Easter Monday 1916`.
//!
//! Knows no days that are counted from a feast. Terms of courts are parts of a year.

use std::cmp::Reverse;

use super::WORDS;
use super::named::month_name;
use super::numbers::numeric;
use crate::model::date::{Calendar, Day};

/// The last year in which all kept Easter by the Julian calendar, and the first in which no country of these languages did.
const EASTERS: [i64; 2] = [1582, 1924];

/// Words, which have one form, with days in the place of feasts. Between two calendars there are two Easters, and words that
/// do not say their calendar have both, as days of the Gregorian one.
pub(super) fn in_days(words: &str, calendar: Option<Calendar>) -> String {
    let feasts = || WORDS.all("feast").chain(WORDS.all("feast-of-easter"));
    let places = feasts().flat_map(|(given, names)| names.iter().map(move |name| (given, name)));
    let first = places
        .filter_map(|(given, name)| Some((alone(words, name)?, name.len(), given)))
        .min_by_key(|&(at, length, _)| (at, Reverse(length)));
    let Some((at, length, given)) = first else { return words.to_owned() };
    let (before, rest) = (&words[..at], &words[at + length..]);
    let days = match given.split_once('-').filter(|(month, _)| !month.is_empty()) {
        Some((month, day)) => day_of(month.parse().ok(), day.parse().ok()),
        None => given.parse().ok().and_then(|behind| around_easter(behind, year(rest)?, calendar)),
    };
    match days {
        Some(days) => format!("{before}{days}{}", in_days(rest, calendar)),
        None => words.to_owned(),
    }
}

/// Whether words have a feast of Easter from before the reform, when there was one: a day of the Julian calendar.
pub(super) fn has_julian_easter(words: &str) -> bool {
    let mut names = WORDS.all("feast-of-easter").flat_map(|(_, names)| names);
    names.any(|name| {
        let rest = alone(words, name).map(|at| &words[at + name.len()..]);
        rest.and_then(year).is_some_and(|year| year <= EASTERS[0])
    })
}

/// Where a name stands by itself.
fn alone(words: &str, name: &str) -> Option<usize> {
    let at = words.find(name)?;
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'');
    let (before, rest) = (&words[..at], &words[at + name.len()..]);
    let is_alone = !before.ends_with(is_letter) && !rest.starts_with(is_letter);
    (is_alone && !rest.starts_with(" term")).then_some(at)
}

fn day_of(month: Option<u8>, day: Option<u8>) -> Option<String> {
    Some(format!("{} {}", day?, month_name(month?)?))
}

/// The year right behind a feast.
fn year(rest: &str) -> Option<i64> {
    let rest = rest.trim_start_matches([' ', ',']);
    let rest = rest.strip_prefix("of ").or_else(|| rest.strip_prefix("in ")).unwrap_or(rest);
    let year = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    if year.len() == 4 && numeric(year) { year.parse().ok() } else { None }
}

/// The day so many days behind Easter, or the two that it was in the two calendars, where these are two.
fn around_easter(behind: i64, year: i64, calendar: Option<Calendar>) -> Option<String> {
    let [julian, gregorian] = [julian_easter(year), gregorian_easter(year)]
        .map(|easter| Day::from_ordinal(easter.ordinal() + behind));
    let day = |day: Day| day_of(Some(day.month), Some(day.day));
    let [last, first] = EASTERS;
    match calendar {
        Some(Calendar::Julian) => day(julian),
        _ if year <= last => day(julian),
        None if year < first => {
            let other = Day::from_ordinal(julian.julian_ordinal());
            let or_other = if other == gregorian { None } else { day(other) };
            let or_other = or_other.map_or_else(String::new, |other| format!(" or {other}"));
            Some(day(gregorian)? + &or_other)
        }
        _ => day(gregorian),
    }
}

/// The Sunday behind the full moon of spring, as the table of Dionysius Exiguus has it.
fn julian_easter(year: i64) -> Day {
    let moon = (19 * (year % 19) + 15) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34).rem_euclid(7);
    from_march(year, moon + sunday)
}

/// The same by the rule of 1582.
fn gregorian_easter(year: i64) -> Day {
    let century = year / 100;
    let skipped = century - century / 4 - (8 * century + 13) / 25;
    let moon = (19 * (year % 19) + skipped + 15) % 30;
    // The last two days that the moon would be full on are a day earlier.
    let moon = moon - i64::from(moon == 29 || moon == 28 && year % 19 > 10);
    let sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 4 + century - century / 4).rem_euclid(7);
    from_march(year, moon + sunday)
}

/// The day so many days behind the 22nd of March.
fn from_march(year: i64, days: i64) -> Day {
    Day::from_ordinal(Day { year, month: 3, day: 22 }.ordinal() + days)
}

#[cfg(test)]
mod tests {
    use super::{gregorian_easter, julian_easter};
    use crate::parse::date::tests::check;

    #[test]
    fn feasts_are_days() {
        for (words, edtf) in [
            ("Michaelmas 1641", "1641-09-29"),
            ("Michaelmas Day, 1641", "1641-09-29"),
            ("before Michaelmas 1641", "../1641-09-28"),
            ("Lady Day 1641 to Michaelmas 1642", "1641-03-25/1642-09-29"),
            ("c. Martinmas 1525", "1525-11-11~"),
            ("Martini 1525", "1525-11-11"),
            ("la Saint-Michel 1641", "1641-09-29"),
            ("Christmas Eve 1914", "1914-12-24"),
            ("Candlemas 1641/2", "1642-02-12"),
            ("Michaelmas 1641 (O.S.)", "1641-10-09"),
            ("Michaelmas", "none"),
            ("Easter 1455", "1455-04-15"),
            ("Good Friday 1455", "1455-04-13"),
            ("Whit Sunday 1455", "1455-06-03"),
            ("Easter Monday 1916 (N.S.)", "1916-04-24"),
            ("Easter Monday 2016", "2016-03-28"),
            ("Easter Monday 1916", "1916-04-24"),
            ("Easter 1950 (O.S.)", "1950-04-09"),
            ("Easter 1951 (O.S.)", "1951-04-29"),
            ("Easter 1641", "[1641-03-31,1641-05-05]"),
            ("Easter 1641 (O.S.)", "1641-05-05"),
            ("Easter 1641 (N.S.)", "1641-03-31"),
            ("Easter", "none"),
            ("the Monday after Easter 1455", "none"),
        ] {
            check("en", words, edtf);
        }
    }

    /// The least, the greatest and the odd ones of each rule.
    #[test]
    fn easters() {
        for (year, julian, gregorian) in [
            (1818, "1818-04-14", "1818-03-22"),
            (1943, "1943-04-12", "1943-04-25"),
            (1954, "1954-04-12", "1954-04-18"),
            (1981, "1981-04-13", "1981-04-19"),
            (2000, "2000-04-17", "2000-04-23"),
            (2008, "2008-04-14", "2008-03-23"),
            (2024, "2024-04-22", "2024-03-31"),
            (2025, "2025-04-07", "2025-04-20"),
        ] {
            let found = [julian_easter(year), gregorian_easter(year)].map(|day| day.to_string());
            assert_eq!(found, [julian, gregorian], "{year}");
        }
    }
}
