//! Days in the calendar before the reform.

use edtf_core::{Date, Edtf, IntervalEndpoint, Precision};

use super::Style;
use crate::model::date::{Day, When};
use crate::render::words::Words;

/// A day, a month, or from one to another, in the Julian calendar; nothing for years, which are much the same in both.
/// A month stays as it was written, since only days have a counterpart.
pub(super) fn in_julian(words: &Words, when: &When) -> Option<String> {
    let style = Style::new(words, false);
    let Edtf::Interval(interval) = &when.edtf else {
        let exact = when.earliest.filter(|_| when.earliest == when.latest);
        let written = || match &when.edtf {
            Edtf::Date(date) if is_within_year(date) => Some(style.expression(&when.edtf)),
            _ => None,
        };
        return exact.map(|day| style.day(julian(day))).or_else(written);
    };
    let end = |end: &IntervalEndpoint, bound: Option<Day>| match end {
        IntervalEndpoint::Date(date) if date.precision() == Precision::Day => {
            Some(julian(bound?).to_string())
        }
        IntervalEndpoint::Date(date) => Some(Edtf::Date(*date).to_string()),
        IntervalEndpoint::Open => Some("..".to_owned()),
        IntervalEndpoint::Unknown => Some(String::new()),
        _ => None,
    };
    let is_told = |end: &IntervalEndpoint| matches!(end, IntervalEndpoint::Date(date) if is_within_year(date));
    if ![interval.start, interval.end].iter().any(is_told) {
        return None;
    }
    let (start, end) = (end(&interval.start, when.earliest)?, end(&interval.end, when.latest)?);
    Edtf::parse(&format!("{start}/{end}")).ok().map(|edtf| style.expression(&edtf))
}

/// Whether it is a day or a month, which the calendars count differently.
fn is_within_year(date: &Date) -> bool {
    matches!(date.precision(), Precision::Month | Precision::Day)
}

/// The day in the Julian calendar that is this day of the Gregorian one.
fn julian(day: Day) -> Day {
    // The Julian 1 March of the year 0 is two days before the Gregorian one.
    let ordinal = day.ordinal() + 2;
    let year = (4 * ordinal + 3).div_euclid(1461);
    from_march(year, ordinal - (365 * year + year.div_euclid(4)))
}

/// A day of a year that begins in March.
fn from_march(year: i64, day_of_year: i64) -> Day {
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let calendar_month = if month < 10 { month + 3 } else { month - 9 };
    Day {
        year: if calendar_month <= 2 { year + 1 } else { year },
        month: u8::try_from(calendar_month).unwrap_or(1),
        day: u8::try_from(day).unwrap_or(1),
    }
}
