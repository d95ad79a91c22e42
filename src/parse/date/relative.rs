//! Dates that count from another date: "Wednesday" in an article of 27 December 2017.
//!
//! What is found this way is a conclusion, so every result is uncertain (`?`).

use super::named::{month as named_month, season};
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
/// or the next where it is near.
pub fn relative(words: &str, from: &When) -> Option<When> {
    if words.len() > LONGEST {
        return None;
    }
    let words = normal(words);
    when(&expression(&meant(&words, from)?)?)
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
    if let Some(day) = day_of_month(words, from) {
        return Some(day);
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
    let number = |word: &str| {
        let day: u8 = word.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        (1..32).contains(&day).then_some(day)
    };
    let (named, day) = match number(one) {
        Some(day) => (named_month(other)?, day),
        None => (named_month(one)?, number(other)?),
    };
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
            ("last summer", "2023-08-22", "2022-22?"),
            ("last summer", "2023-09-01", "2023-22?"),
            ("last winter", "2024-01-10", "2022-24?"),
            ("this winter", "2024-01-10", "2023-24?"),
            ("на прошлой неделе", day, "2017-12-18?/2017-12-24?"),
            ("im Vorjahr", day, "2016?"),
            ("послезавтра", day, "2017-12-29?"),
            ("la semaine que", day, "2017-12-25?/2017-12-31?"),
            ("in the spring", "2017-02", "2016-21?"),
            ("October 12", day, "2017-10-12?"),
            ("on Aug. 22nd", day, "2017-08-22?"),
            ("Tuesday, January 9", day, "2018-01-09?"),
            ("February 29", "2017-12", "2016-02-29?"),
            ("am 3. Mai", day, "2017-05-03?"),
            ("le 12 janvier dernier", day, "2017-01-12?"),
            ("el pasado 12 de enero", day, "2017-01-12?"),
            ("lo scorso 27 dicembre", day, "2016-12-27?"),
            ("12 de janeiro passado", day, "2017-01-12?"),
            ("le 12 mai prochain", day, "2018-05-12?"),
            ("le 1er avril", day, "2017-04-01?"),
            ("20 de febrero", day, "2018-02-20?"),
            ("19 марта", day, "2018-03-19?"),
            ("15 يونيو", day, "2017-06-15?"),
            ("Wednesday", "2017-12-27~", "2017-12-27?"),
            ("Tuesday evening", day, "2017-12-26?"),
            ("earlier this month", day, "2017-12?"),
            ("next Monday", day, "2018-01-01?"),
            ("next Wednesday", day, "2018-01-03?"),
            ("next month", day, "2018-01?"),
            ("next May", day, "2018-05?"),
            ("am Dienstag", day, "2017-12-26?"),
            ("am Dienstagabend", day, "2017-12-26?"),
            ("vergangenen Mittwoch", day, "2017-12-20?"),
            ("im letzten Oktober", day, "2017-10?"),
            ("vorgestern", day, "2017-12-25?"),
            ("vor neun Monaten", "2017-12", "2017-03?"),
            ("vor einem Jahr", day, "2016?"),
            ("drei Tage zuvor", day, "2017-12-24?"),
            ("mercredi dernier", day, "2017-12-20?"),
            ("mardi soir", day, "2017-12-26?"),
            ("il y a neuf mois", "2017-12", "2017-03?"),
            ("la semaine dernière", day, "2017-12-18?/2017-12-24?"),
            ("la veille", day, "2017-12-26?"),
            ("aujourd’hui", day, "2017-12-27?"),
            ("el pasado octubre", day, "2017-10?"),
            ("el martes pasado", day, "2017-12-26?"),
            ("hace dos semanas", day, "2017-12-11?/2017-12-17?"),
            ("martedì scorso", day, "2017-12-26?"),
            ("ieri sera", day, "2017-12-26?"),
            ("terça-feira passada", day, "2017-12-26?"),
            ("há duas semanas", day, "2017-12-11?/2017-12-17?"),
            ("drie weken geleden", day, "2017-12-04?/2017-12-10?"),
            ("vorige week", day, "2017-12-18?/2017-12-24?"),
            ("в прошлую среду", day, "2017-12-20?"),
            ("в прошлом октябре", day, "2017-10?"),
            ("девять месяцев назад", "2017-12", "2017-03?"),
            ("год назад", day, "2016?"),
            ("вчера вечером", day, "2017-12-26?"),
            ("الأربعاء الماضي", day, "2017-12-20?"),
            ("يوم الثلاثاء", day, "2017-12-26?"),
            ("قبل تسعة أشهر", "2017-12", "2017-03?"),
            ("قبل أسبوعين", day, "2017-12-11?/2017-12-17?"),
            ("الشهر الماضي", day, "2017-11?"),
            ("أول من أمس", day, "2017-12-25?"),
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
            ("a day", "2017-12-27"),
            ("the", "2017-12-27"),
            ("Tuesday Wednesday", "2017-12-27"),
            ("June 31", "2017-12-27"),
            ("May 5 pages", "2017-12-27"),
            ("June 9", "2017"),
            ("le 9 juin dernier", "2017-12"),
            ("12 января прошлого года", "2017-12-27"),
            ("3 of them", "2017-12-27"),
            ("на площади", "2017-12-27"),
            ("Vorjahr Vormonat", "2017-12-27"),
            ("", "2017-12-27"),
        ] {
            let found = when(from).and_then(|from| relative(words, &from));
            assert_eq!(found, None, "{words} from {from}");
        }
    }
}
