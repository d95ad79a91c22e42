//! From one date to another, before and after a date, and one or all of several.

use edtf_core::{
    Bound, Date, DateField, Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement, SetKind,
};

use super::{Shared, Style};
use crate::model::date::is_known;

/// Which end of a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// Where a date begins and where it ends.
pub(super) fn ends(edtf: &Edtf) -> [IntervalEndpoint; 2] {
    match edtf {
        Edtf::Date(date) => [IntervalEndpoint::Date(*date); 2],
        Edtf::DateTime(at) => [IntervalEndpoint::Date(at.date); 2],
        Edtf::Interval(interval) => [interval.start, interval.end],
        Edtf::Set(set) => match set.elements[..] {
            [SetElement::Range(first, last)] => [first, last].map(IntervalEndpoint::Date),
            _ => [IntervalEndpoint::Unknown; 2],
        },
    }
}

impl Style<'_> {
    pub(super) fn interval(self, interval: &Interval) -> String {
        use IntervalEndpoint::{Date, OnOrAfter, OnOrBefore, Open, Unknown};
        match (&interval.start, &interval.end) {
            (Open, Date(end)) => self.after("when.before", end, End::Last),
            (Unknown, Date(end) | OnOrAfter(end)) | (Open, OnOrAfter(end)) => {
                self.after("when.until", end, End::Last)
            }
            (Date(start) | OnOrBefore(start), Open | Unknown) => {
                self.after("when.after", start, End::First)
            }
            (Date(start) | OnOrBefore(start), Date(end) | OnOrAfter(end)) => self.range(start, end),
            _ => "–".to_owned(),
        }
    }

    /// A date after a preposition, which may be another one before a day, a month, a season, a part of a year or `c.`
    fn after(self, key: &str, date: &Date, end: End) -> String {
        let known = |field: Option<DateField>| field.filter(|field| !field.has_unspecified());
        let month = known(date.month);
        let date = Date { month, day: month.and_then(|_| known(date.day)), ..*date };
        let variant = match date.precision() {
            _ if date.is_approximate() => "about",
            Precision::Day => "day",
            Precision::Season if month.and_then(DateField::value) <= Some(32) => "season",
            Precision::Season => "part",
            Precision::Month => "month",
            Precision::Year => "year",
        };
        let variant = format!("{key}.{variant}");
        let key = if self.words.has(&variant) { &variant } else { key };
        let is_plain = !(date.is_approximate() || date.is_uncertain());
        let year = if is_plain && month.is_none() { self.bound(&date, end) } else { None };
        self.fill(key, &[("date", &year.unwrap_or_else(|| self.of().date(&date)))])
    }

    /// The first or the last year that a date with unknown digits can be of; none of them is before Christ.
    fn bound(self, date: &Date, end: End) -> Option<String> {
        let bounds = Edtf::Date(*date).bounds();
        let is_open = date.year.has_unspecified() && is_known(date.year);
        match if end == End::First { bounds.earliest } else { bounds.latest } {
            Bound::Date(day) if is_open => Some(self.year(day.year.max(1))),
            _ => None,
        }
    }

    /// From one date to another; what they share is said once.
    fn range(self, start: &Date, end: &Date) -> String {
        if let Some(shared) = shared(start, end) {
            let month = start.month.and_then(DateField::value).filter(|_| shared == Shared::Month);
            let key = if month.is_some() { "when.days" } else { "when.months" };
            let month = month.map_or(String::new(), |month| self.of().month(month));
            let (year, from, to) =
                (self.year_of(start), self.part(start, shared), self.part(end, shared));
            return self
                .fill(key, &[("from", &from), ("to", &to), ("month", &month), ("year", &year)]);
        }
        let years = start.precision() == Precision::Year && end.precision() == Precision::Year;
        if years && (start.has_unspecified() || end.has_unspecified()) {
            // From the first year that the one can be to the last that the other can.
            let from = self.bound(start, End::First).unwrap_or_else(|| self.year_of(start));
            let to = self.bound(end, End::Last).unwrap_or_else(|| self.year_of(end));
            return self.fill("when.years", &[("from", &from), ("to", &to)]);
        }
        let plain = !start.is_approximate() && !end.is_approximate() && !start.is_uncertain();
        let of_one_word = plain && start.year.value() > Some(0);
        let key = if years && of_one_word { "when.years" } else { "when.range" };
        self.fill(key, &[("from", &self.date(start)), ("to", &self.date(end))])
    }

    /// Somewhere between two dates, which is no stretch of time from the one to the other.
    fn between(self, from: &Date, to: &Date) -> String {
        let days = from.precision() == Precision::Day && to.precision() == Precision::Day;
        let key = if days && self.words.has("when.between.day") {
            "when.between.day"
        } else {
            "when.between"
        };
        let of_year = if shared(from, to).is_some() { Shared::Year } else { Shared::Nothing };
        let (from, to) = (self.of().part(from, of_year), self.of().date(to));
        self.fill(key, &[("from", &from), ("to", &to)])
    }

    pub(super) fn set(self, set: &Set) -> String {
        let is_one = set.kind == SetKind::OneMember;
        if let (true, [SetElement::Range(from, to)]) = (is_one, &set.elements[..]) {
            return self.between(from, to);
        }
        if let Some(dates) = self.of_one_month(set) {
            return dates;
        }
        let before = if is_one { "when.before" } else { "when.until" };
        let element = |element: &SetElement| match element {
            SetElement::Date(date) => self.date(date),
            SetElement::OnOrBefore(date) => self.after(before, date, End::Last),
            SetElement::OnOrAfter(date) => self.after("when.after", date, End::First),
            SetElement::Range(from, to) => self.range(from, to),
        };
        let items: Vec<String> = set.elements.iter().map(element).collect();
        self.joined(if is_one { "when.or" } else { "when.and" }, &items)
    }

    fn joined(self, key: &str, items: &[String]) -> String {
        let Some((last, first)) = items.split_last() else { return String::new() };
        if first.is_empty() {
            return last.clone();
        }
        self.fill(key, &[("a", &first.join(self.words.get("list.comma"))), ("b", last)])
    }

    /// Days of one month or months of one year, which say once what they share: `23 or 24 July 1545`.
    fn of_one_month(self, set: &Set) -> Option<String> {
        let date = |element: &SetElement| match element {
            SetElement::Date(date) if !date.is_approximate() && !date.is_uncertain() => Some(*date),
            _ => None,
        };
        let dates = set.elements.iter().map(date).collect::<Option<Vec<Date>>>()?;
        let (first, others) = dates.split_first()?;
        let are_days = first.precision() == Precision::Day;
        let all = if are_days { Shared::Month } else { Shared::Year };
        if others.is_empty() || others.iter().any(|date| shared(first, date) != Some(all)) {
            return None;
        }
        let key = if set.kind == SetKind::OneMember { "when.or" } else { "when.and" };
        let of_days = format!("{key}.day");
        let key = if are_days && self.words.has(&of_days) { &of_days } else { key };
        let parts =
            self.joined(key, &dates.iter().map(|date| self.part(date, all)).collect::<Vec<_>>());
        let year = self.year_of(first);
        if !are_days {
            return Some(self.fill("when.month", &[("month", &parts), ("year", &year)]));
        }
        let month = self.of().month(first.month.and_then(DateField::value)?);
        Some(self.fill("when.day", &[("day", &parts), ("month", &month), ("year", &year)]))
    }
}

/// What two days or two months share: their month, their year, or neither.
fn shared(start: &Date, end: &Date) -> Option<Shared> {
    let is_whole = |date: &Date| {
        !date.has_unspecified() && matches!(date.precision(), Precision::Month | Precision::Day)
    };
    let month = |date: &Date| date.month.and_then(DateField::value);
    let is_alike = is_whole(start) && is_whole(end) && start.precision() == end.precision();
    if !is_alike || start.year.value() != end.year.value() {
        return None;
    }
    let days = start.precision() == Precision::Day;
    Some(if days && month(start) == month(end) { Shared::Month } else { Shared::Year })
}
