//! Dates that count from another date: "Wednesday" in an article of 27 December 2017.
//!
//! What is found this way is a conclusion, so every result is uncertain (`?`).

use super::named::{month as named_month, season};
use super::plain::unled;
use super::years::ordinal_number;
use super::{LONGEST, WORDS, normal, when};
use crate::model::date::{Day, When};
use crate::parse::figure::count;

/// A stretch of time in the calendar.
enum Unit {
    Day(i64),
    Week(i64),
    Month(i64),
    Season(i64, u8),
    Year(i64),
    Decade(i64),
}

/// Which one of several that come round.
#[derive(Clone, Copy, PartialEq)]
enum Which {
    /// The last one on or before the date.
    This,
    /// The last one that was over.
    Last,
    /// The first one after the date.
    Next,
}

/// What words mean when they are counted from a date; nothing when they do not count from one, or when the date is
/// not precise enough to count them from.
///
/// A weekday is the last one on or before the date; `last July` the last July that was over; `July 9` the last one too,
/// or the next where it is near. `Until` and `since` before them leave the other end open.
pub fn relative(words: &str, from: &When) -> Option<When> {
    if words.len() > LONGEST {
        return None;
    }
    let words = normal(words);
    let counted = |words: &str| expression(&meant(words, from)?);
    let end_of = |list| WORDS.after(list, &words).and_then(counted);
    // A week has two ends of its own.
    let (until, since) = (end_of("until"), end_of("since"));
    let until = until.map(|date| format!("../{}", date.rsplit('/').next().unwrap_or(&date)));
    let since = since.map(|date| format!("{}/..", date.split('/').next().unwrap_or(&date)));
    when(&until.or(since).or_else(|| counted(&words))?)
}

fn meant(words: &str, from: &When) -> Option<Unit> {
    let mut rest = words;
    while let Some((_, others)) = rest.split_once(' ').filter(|(w, _)| WORDS.has("small", w)) {
        rest = others;
    }
    if let Some(days) = WORDS.given("day", words).or_else(|| WORDS.given("day", rest)) {
        return Some(Unit::Day(day(from)? + days.parse::<i64>().ok()?));
    }
    let count = WORDS.before("ago-after", rest).or_else(|| WORDS.after("ago-before", words));
    if let Some(unit) = count.and_then(|count| ago(count, from)) {
        return Some(unit);
    }
    let found = of_year(words, from).or_else(|| day_of_month(words, from));
    let found = found.or_else(|| day_of_letter(words, from));
    if let Some(found) = found.or_else(|| decade(rest, from)) {
        return Some(found);
    }
    let mut which = Which::This;
    let mut core = None;
    for word in rest.split(' ') {
        if WORDS.has("last", word) {
            which = Which::Last;
            // `im Vorjahr`: the year that is over, in one word.
            if WORDS.given("unit", word).is_none() {
                continue;
            }
        } else if WORDS.has("next", word) {
            which = Which::Next;
            continue;
        } else if ["this", "small", "part"].iter().any(|list| WORDS.has(list, word)) {
            continue;
        }
        if core.replace(word).is_some() {
            return None;
        }
    }
    let step = match which {
        Which::This => 0,
        Which::Last => -1,
        Which::Next => 1,
    };
    match WORDS.given("unit", core?) {
        Some("week") => Some(Unit::Week(day(from)? + 7 * step)),
        Some("month") => Some(Unit::Month(month(from)? + step)),
        Some("year") => Some(Unit::Year(year(from)? + step)),
        Some(_) => None,
        None => named(core?, which, from),
    }
}

/// `October of last year`, `12 января прошлого года`: a day, month or season of a year that is counted.
fn of_year(words: &str, from: &When) -> Option<Unit> {
    let words = words.split(' ').filter(|word| !WORDS.has("small", word));
    let words: Vec<&str> = words.map(|word| word.trim_end_matches(',')).collect();
    let (named, counted) = words.split_at(words.len().checked_sub(2)?);
    let is_year = |word: &&str| WORDS.given("unit", word) == Some("year");
    let which =
        counted.iter().find(|word| !is_year(word)).filter(|_| counted.iter().any(is_year))?;
    let steps = [("last", -1), ("this", 0), ("next", 1)];
    let (_, step) = steps.into_iter().find(|(list, _)| WORDS.has(list, which))?;
    let year = year(from)? + step;
    match *named {
        [name] if let Some(month) = named_month(name) => {
            Some(Unit::Month(year * 12 + i64::from(month) - 1))
        }
        [name] => Some(Unit::Season(year, season(name)?)),
        [one, other] => {
            let (month, day) = month_and_day(one, other)?;
            let day = when(&format!("{}-{month:02}-{day:02}", super::year_text(year)?))?;
            Some(Unit::Day(day.earliest?.ordinal()))
        }
        _ => None,
    }
}

/// A month by its name and a day by its number, in either order.
fn month_and_day(one: &str, other: &str) -> Option<(u8, u8)> {
    let number = |word: &str| {
        let day: u8 = word.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        (1..32).contains(&day).then_some(day)
    };
    match number(one) {
        Some(day) => Some((named_month(other)?, day)),
        None => Some((named_month(one)?, number(other)?)),
    }
}

/// So many days ahead, a day without a year is one to come.
pub const SOON: i64 = 92;

/// `October 12`, `le 12 octobre`: the last one on or before the date, or the next one where it is at most [`SOON`] away; with
/// `dernier` or `prochain` the last one before a day, or the first one after it.
fn day_of_month(words: &str, from: &When) -> Option<Unit> {
    let words = words.split(' ').map(|word| word.trim_matches(','));
    let mut which = Which::This;
    let mut words = words.filter(|word| {
        if WORDS.has("last", word) {
            which = Which::Last;
        } else if WORDS.has("next", word) {
            which = Which::Next;
        } else {
            return !WORDS.has("small", word) && weekday_named(word).is_none();
        }
        false
    });
    let (one, other) = (words.next()?, words.next()?);
    let (named, day) = month_and_day(one, other)?;
    let (_, last) = ends(from).filter(|_| words.next().is_none() && month(from).is_some())?;
    let years = [last.year + 1, last.year, last.year - 1].into_iter();
    let mut days = years.filter_map(|year| {
        let day = when(&format!("{}-{named:02}-{day:02}", super::year_text(year)?))?;
        Some(day.earliest?.ordinal())
    });
    let day = match which {
        Which::This => days.find(|day| *day <= last.ordinal() + SOON),
        Which::Last => self::day(from).and_then(|from| days.find(|day| *day < from)),
        Which::Next => self::day(from).and_then(|from| days.rfind(|day| *day > from)),
    };
    day.map(Unit::Day)
}

/// `12th inst.`, `3d ult.`: a day of the month of the date, of the one before it or behind it, as letters have them.
fn day_of_letter(words: &str, from: &When) -> Option<Unit> {
    let words = words.trim_end_matches('.');
    let (step, day) = WORDS.all("month-of-letter").find_map(|(step, names)| {
        let day = names.iter().find_map(|name| words.strip_suffix(name.as_str()))?;
        Some((step.parse::<i64>().ok()?, day))
    })?;
    let day = ordinal_number(unled(day)).filter(|day| (1..32).contains(day))?;
    let month = month(from)? + step;
    let year = super::year_text(month.div_euclid(12))?;
    let day = when(&format!("{year}-{:02}-{day:02}", month.rem_euclid(12) + 1))?;
    Some(Unit::Day(day.earliest?.ordinal()))
}

/// `the nineties`, `anni Novanta`, `die 90er Jahre`: the last of these decades that had begun.
fn decade(words: &str, from: &When) -> Option<Unit> {
    let named = || WORDS.given("decade-name", words)?.parse().ok();
    let counted = || {
        let of =
            WORDS.after("decade-before", words).or_else(|| WORDS.before("decade-after", words));
        let of = of?.trim_start_matches('\'');
        let digits = of.parse().ok().filter(|_| of.len() == 2);
        // Other tens are counted: `tens of them`.
        digits.or_else(|| count(of).filter(|number| *number >= 20))
    };
    let tens = named().or_else(counted).filter(|tens| (0..100).contains(tens) && tens % 10 == 0)?;
    let (_, last) = ends(from)?;
    Some(Unit::Decade(last.year - (last.year - tens).rem_euclid(100)))
}

/// `two weeks`, `a month`, `10 days` before; a unit alone is one.
fn ago(count: &str, from: &When) -> Option<Unit> {
    let (number, unit) = match count.rsplit_once(' ') {
        None => (1 + i64::from(WORDS.has("pair", count)), count),
        Some((one, unit)) if WORDS.has("one", one) => (1, unit),
        Some((number, unit)) => (number.parse().ok().or_else(|| self::count(number))?, unit),
    };
    match WORDS.given("unit", unit).or_else(|| WORDS.given("pair", unit))? {
        "day" => Some(Unit::Day(day(from)?.checked_sub(number)?)),
        "week" => Some(Unit::Week(day(from)?.checked_sub(number.checked_mul(7)?)?)),
        "month" => Some(Unit::Month(month(from)?.checked_sub(number)?)),
        _ => Some(Unit::Year(year(from)?.checked_sub(number)?)),
    }
}

/// A weekday, a month or a season by its name.
fn named(name: &str, which: Which, from: &When) -> Option<Unit> {
    let latest = |now: i64| if which == Which::Last { now - 1 } else { now };
    // The first one after a date lies one round after the last one on or before it.
    let round = |length: i64| if which == Which::Next { length } else { 0 };
    if let Some(index) = weekday_named(name) {
        let latest = latest(day(from)?);
        return Some(Unit::Day(latest - (weekday(latest) - index).rem_euclid(7) + round(7)));
    }
    if let Some(index) = named_month(name) {
        let latest = latest(month(from)?);
        let back = (latest - (i64::from(index) - 1)).rem_euclid(12);
        return Some(Unit::Month(latest - back + round(12)));
    }
    let code = season(name)?;
    // A season has begun when its middle month has, and is over two months later.
    let middle = i64::from(code - 21) * 3 + 3;
    let least = if which == Which::Last { middle + 2 } else { middle };
    Some(Unit::Season((month(from)? - least).div_euclid(12) + round(1), code))
}

/// The number of a day of the week, 0 for Monday; also with a part of the day behind it, `mittwochabend`.
fn weekday_named(name: &str) -> Option<i64> {
    let of = |name: &str| WORDS.given("weekday", name)?.parse().ok();
    of(name).or_else(|| of(WORDS.before("part", name)?))
}

/// The weekdays from Monday on.
const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Since this year no country counts its days as Julius Caesar did.
const ALL_GREGORIAN: i64 = 1924;

/// The weekday of a day, where the words for it name another one.
pub(super) fn other_weekday(words: &str, when: &When) -> Option<&'static str> {
    let (first, last) = ends(when).filter(|(first, _)| first.year >= ALL_GREGORIAN)?;
    let words = normal(words);
    let mut named = words.split([' ', ',']).filter_map(weekday_named);
    let is = weekday(first.ordinal());
    let is_other = first == last && named.next()? != is && named.next().is_none();
    is_other.then(|| WEEKDAYS.get(usize::try_from(is).ok()?).copied())?
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
        Unit::Decade(year) => format!("{}X?", super::year_text(year)?.strip_suffix('0')?),
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
mod tests;
