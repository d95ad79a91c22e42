//! Dates of the calendar before the reform, as days of the civil one.

use std::sync::Arc;

use edtf_core::{Date, Edtf, IntervalEndpoint, Precision};

use super::numbers::numeric;
use super::written::message;
use super::years::second;
use super::{
    WORDS, bounded, day_text, ends, feasts, is_relative, normal, read, unstyled, year_text,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::date::{Basis, Calendar, Dated, Day, When};
use crate::yaml::{Intake, Node};

const CALENDARS: [(&str, Calendar); 2] =
    [("gregorian", Calendar::Gregorian), ("julian", Calendar::Julian)];

/// The calendar of a key `calendar` beside a date, put into effect.
pub(in crate::parse) fn calendar(intake: &mut Intake, node: &Node, dated: Option<&mut Dated>) {
    let calendar = intake.word("calendar", node, &CALENDARS);
    if let (Some(Calendar::Julian), Some(dated)) = (calendar, dated)
        && dated.calendar != Calendar::Julian
    {
        dated.calendar = Calendar::Julian;
        let span = dated.span;
        let is_its = |fault: &Diagnostic| fault.labels.first().is_some_and(|l| l.span == span);
        // What was counted from another day is a day of no calendar in particular.
        let counts = dated.basis == Basis::Inferred && dated.relative_to.is_some();
        let counts = counts && dated.words.as_deref().is_some_and(is_relative);
        let written = || intake.written(dated.span).trim_matches(['"', '\'']).to_owned();
        let words = dated.words.clone().unwrap_or_else(written);
        if !counts {
            let when = dated.when.take().map(Arc::unwrap_or_clone);
            let in_julian = |when: When| of_feast(&words, &when).or_else(|| from_julian(when, 0));
            dated.when = when.and_then(in_julian).map(Arc::new);
        }
        if dated.when.is_none()
            && let Some(when) = dated.words.as_deref().and_then(with_leap_day)
        {
            dated.when = Some(Arc::new(when));
            dated.words = None;
            // Only the other calendar does not have it.
            intake.diagnostics.retain(|fault| fault.code != Code::Date || !is_its(fault));
        }
        let mut told = intake.diagnostics.iter_mut();
        if let Some(told) = told.find(|fault| fault.code == Code::DateRead && is_its(fault))
            && let Some(when) = dated.when.as_ref().filter(|_| !counts)
        {
            told.message = message(&words, when, Calendar::Julian);
        }
    }
}

/// What words with an Easter are in the Julian calendar, which had one of its own; nothing where the date is not read from them.
fn of_feast(words: &str, date: &When) -> Option<When> {
    let words = normal(words);
    let days_of = |calendar| feasts::in_days(&words, calendar);
    let own = days_of(Some(Calendar::Julian));
    let is_read = || read(&words, "en").is_some_and(|read| read.when == *date);
    (own != days_of(None) && is_read()).then(|| days(unstyled(&own, "en"), &own))?
}

/// The first day of the Gregorian calendar, and the last year in which a country changed to it.
const REFORM: (Day, i64) = (Day { year: 1582, month: 10, day: 15 }, 1923);

/// The words of a date that says which calendar it is of: `24 October 1676 (O.S.)`, `3. November 1676 n. St.`.
pub(super) fn styled(words: &str) -> Option<(String, Calendar)> {
    let words = normal(&words.replace(['(', ')'], " "));
    let words = words.trim_end_matches('.');
    let lists = [("old-style", Calendar::Julian), ("new-style", Calendar::Gregorian)];
    let date = |(list, calendar)| Some((WORDS.before(list, words)?.to_owned(), calendar));
    lists.into_iter().find_map(date)
}

/// What was read from words of the Julian calendar, in Gregorian days.
pub(super) fn days(read: Option<When>, words: &str) -> Option<When> {
    read.and_then(|when| from_julian(when, 0)).or_else(|| with_leap_day(words))
}

/// The one day that words name in both calendars, the Julian one first: `11/21 March 1665`.
pub(super) fn in_both(read: &When, words: &str, language: &str) -> Option<When> {
    let Edtf::Interval(interval) = &read.edtf else { return None };
    let (IntervalEndpoint::Date(old), IntervalEndpoint::Date(new)) = (interval.start, interval.end)
    else {
        return None;
    };
    let (julian, day) = (read.earliest?, read.latest?);
    let are_days = [old, new].iter().all(|date| date.precision() == Precision::Day);
    // In `10 February 1664/5 to 20 February 1664/5` the stroke is one between years.
    let (first, _) = words.split_once('/')?;
    let is_between = unstyled(first, language).is_none_or(|first| first.earliest == Some(julian));
    let is_one =
        are_days && is_reformed(day) && is_between && julian.julian_ordinal() == day.ordinal();
    is_one.then(|| bounded(Edtf::Date(new)))
}

/// The one day that words name in both calendars, one of them in brackets: `3 (15) January 1813`, `15 (3) January 1813`,
/// `22 December 1812 (3 January 1813)`.
pub(super) fn in_brackets(words: &str, language: &str) -> Option<When> {
    let (one, rest) = words.split_once('(')?;
    let (other, rest) = rest.split_once(')')?;
    let (one, other) = (one.trim_end(), other.trim());
    [(one, other), (other, one)].into_iter().find_map(|(old, new)| {
        let words = format!("{old}/{new}{rest}");
        let read = unstyled(&words, language);
        let day = read.and_then(|read| in_both(&read, &words, language));
        day.or_else(|| leap_day_in_both(&words, language))
    })
}

/// The one day that words name in both calendars, where the Julian one alone has a 29 February: `29 February/11 March 1700`.
pub(super) fn leap_day_in_both(words: &str, language: &str) -> Option<When> {
    let (old, new) = words.split_once('/')?;
    let new = unstyled(new.trim(), language)?;
    let day = new.earliest.filter(|day| is_reformed(*day) && new.latest == Some(*day))?;
    let old = with_leap_day(&format!("{old} {}", day.year))?;
    (old.earliest == Some(day) && old.latest == Some(day)).then_some(old)
}

/// Whether a day is of the time in which letters went between countries with one calendar and the other.
fn is_reformed(day: Day) -> bool {
    day >= REFORM.0 && day.year <= REFORM.1
}

/// The days and months of a year that is written as two, `30 January 1648/9`: who wrote so counted by the Julian calendar.
pub(super) fn in_two_years(read: &When, words: &str) -> Option<When> {
    normal(words).split(BETWEEN).find_map(second)?;
    let has_month = |date: &Date| matches!(date.precision(), Precision::Month | Precision::Day);
    let (first, last) = ends(&read.edtf);
    // Years by themselves are much the same in both calendars.
    let is_within_year = read.text.contains('-') && first.or(last).is_none_or(has_month);
    is_within_year.then(|| from_julian(read.clone(), 0))?
}

/// The 29 February of such a year that is a leap year in the Julian calendar alone: `29 February 1699/1700`.
pub(super) fn leap_day_in_two_years(words: &str) -> Option<When> {
    let words = normal(words);
    let double = words.split(BETWEEN).find_map(|word| Some((word, second(word)?)));
    let (double, year) = double?;
    with_leap_day(&words.replacen(double, &year.to_string(), 1))
}

/// What may stand beside a year that is written as two.
const BETWEEN: [char; 4] = [' ', ',', '?', '('];

/// A date with a 29 February that the Julian calendar alone has, read some centuries later, where both have it.
fn with_leap_day(words: &str) -> Option<When> {
    let is_year = |part: &&str| part.len() == 4 && numeric(part);
    let mut years = words.split(|c: char| !c.is_alphanumeric()).filter(is_year);
    let year = years.find_map(|year| {
        let year = year.parse::<i64>().ok();
        year.filter(|year| year % 100 == 0 && year % 400 != 0)
    })?;
    let later = 400 - year % 400;
    let read = read(&with_years(words, later)?, "en")?.when;
    let after_christ = read.earliest.or(read.latest).is_some_and(|day| day.year > later);
    let has_day = after_christ && read.text.contains(&format!("{:04}-02-29", year + later));
    has_day.then(|| from_julian(read, later))?
}

/// Words in which all years of four digits are so much later.
fn with_years(words: &str, later: i64) -> Option<String> {
    let mut moved = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
        let number = &rest[at..at + digits];
        moved += &rest[..at];
        let year = (digits == 4).then(|| number.parse::<i64>().ok()).flatten();
        moved += &year.map_or(Some(number.to_owned()), |year| year_text(year + later))?;
        rest = &rest[at + digits..];
    }
    Some(moved + rest)
}

/// What stands beside the dates of an interval or a set.
const BESIDE: [char; 7] = ['/', ',', '.', '[', ']', '{', '}'];

/// Days of the Julian calendar as days of the Gregorian one; months and years stay as they are written, and begin and end
/// on other days. All of it is so many years `later` than it is meant; nothing where it cannot be brought back.
fn from_julian(when: When, later: i64) -> Option<When> {
    let meant = |day: Day| Day { year: day.year - later, ..day };
    let gregorian = |day: Day| Day::from_ordinal(meant(day).julian_ordinal());
    let earliest = when.earliest.map(gregorian);
    // February may have a day more: a month ends before the next one begins.
    let is_day = ends(&when.edtf).1.is_none_or(|last| last.precision() == Precision::Day);
    let before =
        |day: Day| Day::from_ordinal(gregorian(Day::from_ordinal(day.ordinal() + 1)).ordinal() - 1);
    let latest = when.latest.map(|day| if is_day { gregorian(day) } else { before(day) });
    let text = when.text.split_inclusive(BESIDE).map(|part| {
        let date = part.trim_end_matches(BESIDE);
        let day = Edtf::parse(date).ok().and_then(|date| julian_day(&date, later));
        let other = || with_years(date, -later).unwrap_or_default();
        day.unwrap_or_else(other) + &part[date.len()..]
    });
    match Edtf::parse(&text.collect::<String>()) {
        Ok(edtf) => Some(When { earliest, latest, ..bounded(edtf) }),
        // A month that begins before the day that it had to begin with.
        Err(_) => (later == 0).then_some(When { earliest, latest, ..when }),
    }
}

/// A day that is written in the Julian calendar, so many years later, as a Gregorian one with the same marks; nothing for no
/// single day.
fn julian_day(edtf: &Edtf, later: i64) -> Option<String> {
    let Edtf::Date(date) = edtf else { return None };
    let year = date.year.value().filter(|year| year.abs() <= 9999)? - later;
    let (month, day) = (date.month?.value()?, date.day?.value()?);
    let mark = match (date.is_uncertain(), date.is_approximate()) {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    };
    let ordinal = Day { year, month, day }.julian_ordinal();
    Some(format!("{}{mark}", day_text(Day::from_ordinal(ordinal))?))
}

#[cfg(test)]
mod tests {
    use crate::model::date::Calendar;
    use crate::parse::date::read;

    #[test]
    fn words_say_their_calendar() {
        for (words, read_as) in [
            ("24 October 1676 (O.S.)", "julian 1676-11-03"),
            ("24 October 1676, Old Style", "julian 1676-11-03"),
            ("25 March 1701 O.S.", "julian 1701-04-05"),
            ("29 February 1700 (O.S.)", "julian 1700-03-11"),
            ("c. 24 October 1676 OS", "julian 1676-11-03~"),
            ("24. Oktober 1676 a. St.", "julian 1676-11-03"),
            ("24. Oktober 1676 (alten Stils)", "julian 1676-11-03"),
            ("12 octobre 1700 v. s.", "julian 1700-10-23"),
            ("24 de octubre de 1676 (estilo antiguo)", "julian 1676-11-03"),
            ("25 декабря 1812 г. ст. ст.", "julian 1813-01-06"),
            ("25 декабря 1812 (по старому стилю)", "julian 1813-01-06"),
            ("24 أكتوبر 1676 بالتقويم اليولياني", "julian 1676-11-03"),
            ("1676 O.S.", "julian 1676"),
            ("3 November 1676 (N.S.)", "1676-11-03"),
            ("3. November 1676 neuen Stils", "1676-11-03"),
            ("6 января 1813 г. н. ст.", "1813-01-06"),
            ("30 January 1648/9", "julian 1649-02-09"),
            ("30 January 1649 (O.S.)", "julian 1649-02-09"),
            ("10 Feb. 1648/49", "julian 1649-02-20"),
            ("1 Jan. 1699/1700", "julian 1700-01-11"),
            ("10 Feb. 1648/49?", "julian 1649-02-20?"),
            ("30 January 1648/9 (N.S.)", "1649-01-30"),
            ("29 February 1699/1700", "julian 1700-03-11"),
            ("29 February 1698/9", "none"),
            ("29 February – 2 March 1700 (O.S.)", "julian 1700-03-11/1700-03-13"),
            ("1 December 1699 – 29 February 1700 (O.S.)", "julian 1699-12-11/1700-03-11"),
            ("28 or 29 February 1700 (O.S.)", "julian [1700-03-10,1700-03-11]"),
            ("c. 29 February 1700 (O.S.)", "julian 1700-03-11~"),
            ("29 February 1701 (O.S.)", "none"),
            ("30 February 1700 (O.S.)", "none"),
            ("29 February 1700", "none"),
            ("February 1648/9", "julian 1649-02"),
            ("February/March 1648/9", "julian 1649-02/1649-03"),
            ("winter 1648/9", "1648-24"),
            ("3 November 1676", "1676-11-03"),
            ("O.S.", "none"),
            ("Wednesday O.S.", "none"),
        ] {
            check(words, read_as);
        }
    }

    #[test]
    fn one_day_in_both_calendars() {
        for (words, read_as) in [
            ("11/21 March 1665", "julian 1665-03-21"),
            ("March 11/21, 1665", "julian 1665-03-21"),
            ("11./21. März 1665", "julian 1665-03-21"),
            ("11/21 mars 1665", "julian 1665-03-21"),
            ("11/21 de marzo de 1665", "julian 1665-03-21"),
            ("11/21 марта 1665", "julian 1665-03-21"),
            ("11/21 مارس 1665", "julian 1665-03-21"),
            ("28 February/10 March 1665", "julian 1665-03-10"),
            ("25 December 1642/4 January 1643", "julian 1643-01-04"),
            ("10/20 February 1664/5", "julian 1665-02-20"),
            ("c. 11/21 March 1665", "julian 1665-03-21~"),
            ("29 February/11 March 1700", "julian 1700-03-11"),
            ("29 Feb./12 March 1800", "julian 1800-03-12"),
            ("29 février / 13 mars 1900", "julian 1900-03-13"),
            ("c. 29 February/11 March 1700", "julian 1700-03-11~"),
            ("29 February/12 March 1700", "none"),
            ("29 February/9 March 1500", "none"),
            ("29 February/12 March 1701", "none"),
            ("10/21 March 1701", "julian 1701-03-21"),
            ("12/24 March 1801", "julian 1801-03-24"),
            ("25 October/7 November 1917", "julian 1917-11-07"),
            ("11/22 March 1665", "1665-03-11/1665-03-22"),
            ("11–21 March 1665", "1665-03-11/1665-03-21"),
            ("11 to 21 March 1665", "1665-03-11/1665-03-21"),
            ("1665-03-11/1665-03-21", "1665-03-11/1665-03-21"),
            ("10 February 1664/5 to 20 February 1664/5", "julian 1665-02-20/1665-03-02"),
            ("2/12 March 1500", "1500-03-02/1500-03-12"),
            ("12/25 December 2017", "2017-12-12/2017-12-25"),
            ("3 (15) January 1813", "julian 1813-01-15"),
            ("3. (15.) Januar 1813", "julian 1813-01-15"),
            ("3 (15) janvier 1813", "julian 1813-01-15"),
            ("15 (3) января 1813 г.", "julian 1813-01-15"),
            ("22 December 1812 (3 January 1813)", "julian 1813-01-03"),
            ("22 декабря 1812 г. (3 января 1813 г.)", "julian 1813-01-03"),
            ("22 декабря (3 января) 1813 г.", "julian 1813-01-03"),
            ("29 February (12 March) 1800", "julian 1800-03-12"),
            ("3 (16) January 1813", "none"),
            ("3 (Sunday) January 1813", "none"),
        ] {
            check(words, read_as);
        }
    }

    /// A month of the Julian calendar has the days that it has there.
    #[test]
    fn months_begin_and_end_on_other_days() {
        for (words, first, last) in [
            ("January 1648/9", "1649-01-11", "1649-02-10"),
            ("February 1699/1700", "1700-02-11", "1700-03-11"),
            ("1676 (O.S.)", "1676-01-11", "1677-01-10"),
            ("29 February 1699/1700", "1700-03-11", "1700-03-11"),
            ("28 February 1699/1700", "1700-03-10", "1700-03-10"),
        ] {
            let when = read(words, "en").expect(words).when;
            let days = [when.earliest, when.latest].map(|day| day.map(|day| day.to_string()));
            assert_eq!(days, [Some(first.to_owned()), Some(last.to_owned())], "{words}");
        }
    }

    #[track_caller]
    fn check(words: &str, read_as: &str) {
        let found = match read(words, "en") {
            Some(read) if read.calendar == Calendar::Julian => format!("julian {}", read.when.text),
            Some(read) => read.when.text,
            None => "none".to_owned(),
        };
        assert_eq!(found, read_as, "{words}");
    }
}
