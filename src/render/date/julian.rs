//! Days in the calendar before the reform.

use edtf_core::{
    Date, DateField, Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement, Year, YearKind,
};

use super::Style;
use crate::model::date::{Day, When};
use crate::render::words::Words;

/// Days and months in the Julian calendar, as they are or in intervals and sets; nothing for years, which are much the same
/// in both. A month stays as it was written, since only days have a counterpart.
pub(super) fn in_julian(words: &Words, when: &When) -> Option<String> {
    let mut is_told = false;
    let mut date = |date: Date| {
        is_told |= is_within_year(&date);
        day(date).unwrap_or(date)
    };
    let mut end = |end| match end {
        IntervalEndpoint::Date(at) => IntervalEndpoint::Date(date(at)),
        end => end,
    };
    let edtf = match &when.edtf {
        Edtf::Interval(interval) => {
            Edtf::Interval(Interval { start: end(interval.start), end: end(interval.end) })
        }
        Edtf::Date(at) => Edtf::Date(date(*at)),
        Edtf::Set(set) => {
            let elements = set.elements.iter().map(|element| match *element {
                SetElement::Date(at) => SetElement::Date(date(at)),
                SetElement::OnOrBefore(at) => SetElement::OnOrBefore(date(at)),
                SetElement::OnOrAfter(at) => SetElement::OnOrAfter(date(at)),
                SetElement::Range(from, to) => SetElement::Range(date(from), date(to)),
            });
            Edtf::Set(Set { kind: set.kind, elements: elements.collect() })
        }
        Edtf::DateTime(_) => return None,
    };
    is_told.then(|| Style::new(words, false).expression(&edtf))
}

/// Whether it is a day or a month, which the calendars count differently.
fn is_within_year(date: &Date) -> bool {
    matches!(date.precision(), Precision::Month | Precision::Day)
}

/// A day in the Julian calendar, with its marks; nothing for what is no single day.
fn day(date: Date) -> Option<Date> {
    let (month, day) = (date.month?, date.day?);
    let of = Day { year: date.year.value()?, month: month.value()?, day: day.value()? }.in_julian();
    let digit = |number: u64, place: u32| u8::try_from(number / 10u64.pow(place) % 10).ok();
    let year = of.year.unsigned_abs();
    let digits = [3, 2, 1, 0].map(|place| digit(year, place));
    let field = |field: DateField, number: u8| {
        Some(DateField { digits: [1, 0].map(|place| digit(number.into(), place)), ..field })
    };
    let kind = YearKind::Standard { negative: of.year < 0, digits };
    (year <= 9999).then(|| Date {
        year: Year { kind, ..date.year },
        month: field(month, of.month),
        day: field(day, of.day),
    })
}
