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
        return exact.map(|day| style.day(day.in_julian())).or_else(written);
    };
    let end = |end: &IntervalEndpoint, bound: Option<Day>| match end {
        IntervalEndpoint::Date(date) if date.precision() == Precision::Day => {
            Some(bound?.in_julian().to_string())
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
