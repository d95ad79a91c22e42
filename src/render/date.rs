//! Dates in words.
//!
//! Every order of day, month and year comes from a pattern in the words of the interface, so that a language is added
//! by translating: `when.day: "{day} {month} {year}"`. Keys: `month.1`, `month.short.1`, `season.1` to `season.4`,
//! `when.day`, `when.month`, `when.season`, `when.quarter`, `when.half`, `when.third`, `when.decade`, `when.century`,
//! `when.bce`, `when.some-day`, `when.some-month`, `when.time`, `when.circa`, `when.uncertain`, `when.both`, `when.before`,
//! `when.until`, `when.after`, `when.range`, `when.days`, `when.months`, `when.years`, `when.day.yearless`,
//! `when.month.yearless`, `when.or`, `when.and`, `list.comma`. What a language needs and English does not may be there:
//! `day.1` (`1er`), months and seasons as they stand after a day or a preposition (`month.of.10`), patterns for short
//! dates (`when.day.short`) and for days (`when.before.day`). This module does not read dates.

mod julian;

use edtf_core::{
    Bound, Date, Edtf, Interval, IntervalEndpoint, Precision, Set, SetElement, SetKind, YearKind,
};

use crate::model::date::{Basis, Calendar, DateKind, Dated, Day, When};
use crate::render::view::DateView;
use crate::render::words::{Words, fill};
use julian::in_julian;

/// A date as it was recorded.
pub fn dated(words: &Words, dated: &Dated) -> DateView {
    let mut view = match &dated.when {
        Some(when) => read(words, when),
        None => unread(dated.words.as_deref().unwrap_or_default()),
    };
    view.stated.clone_from(&dated.words);
    view.basis = match dated.basis {
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Metadata => "metadata",
    };
    view.relative_to = dated.when.as_ref().and(dated.relative_to.as_ref()).and_then(|to| {
        ["published", "accessed", "read"].into_iter().find(|anchor| *anchor == to.value)
    });
    let when = dated.when.as_ref().filter(|_| dated.calendar == Calendar::Julian);
    view.julian = when.and_then(|when| in_julian(words, when));
    view
}

/// A date in few words: `11 Feb 2011`.
pub fn short(words: &Words, when: &When) -> String {
    Style::new(words, true).expression(&when.edtf)
}

/// A date that has been read.
pub fn read(words: &Words, when: &When) -> DateView {
    DateView {
        edtf: Some(when.text.clone()),
        words: Style::new(words, false).expression(&when.edtf),
        short: short(words, when),
        datetime: datetime(&when.edtf),
        kind: match &when.edtf {
            // All of them, and not one of several.
            Edtf::Set(set) if set.kind != SetKind::OneMember => kind(DateKind::Reduced),
            _ => kind(when.kind),
        },
        stated: None,
        basis: "stated",
        relative_to: None,
        julian: None,
    }
}

/// A month as a heading: `October 2017`.
pub fn month(words: &Words, year: i64, month: u8) -> String {
    let style = Style::new(words, false);
    fill(words.get("when.month"), &[("month", &style.month(month)), ("year", &style.year(year))])
}

/// A year as a heading: `2017`, `44 BCE`.
pub fn year(words: &Words, year: i64) -> String {
    Style::new(words, false).year(year)
}

/// A day: `12 October 2017`.
pub fn day(words: &Words, day: Day) -> String {
    Style::new(words, false).day(day)
}

/// A date of which only words are known.
fn unread(text: &str) -> DateView {
    DateView {
        edtf: None,
        words: text.to_owned(),
        short: text.to_owned(),
        datetime: None,
        kind: "words",
        stated: None,
        basis: "stated",
        relative_to: None,
        julian: None,
    }
}

fn kind(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Exact => "exact",
        DateKind::Reduced => "reduced",
        DateKind::Approximate => "approximate",
        DateKind::Uncertain => "uncertain",
        DateKind::Interval => "interval",
        DateKind::OpenStart => "open-start",
        DateKind::OpenEnd => "open-end",
        DateKind::Set => "set",
    }
}

/// The value of a `datetime` attribute: HTML allows a year of four digits or more from 1 on, a month, a day.
fn datetime(edtf: &Edtf) -> Option<String> {
    let date = match edtf {
        Edtf::Date(date) => date,
        Edtf::DateTime(at) => &at.date,
        Edtf::Interval(_) | Edtf::Set(_) => return None,
    };
    let year =
        date.year.value().filter(|&year| year >= 1 && date.year.significant_digits.is_none())?;
    match (
        date.precision(),
        date.month.map(edtf_core::DateField::value),
        date.day.map(edtf_core::DateField::value),
    ) {
        (Precision::Year, _, _) => Some(format!("{year:04}")),
        (Precision::Month, Some(Some(month)), _) => Some(format!("{year:04}-{month:02}")),
        (Precision::Day, Some(Some(month)), Some(Some(day))) => {
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

/// Words, whether they are to be short, and whether they stand after a preposition.
#[derive(Clone, Copy)]
struct Style<'a> {
    words: &'a Words,
    short: bool,
    of: bool,
}

/// How much of a date its surroundings already say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shared {
    Nothing,
    Year,
    Month,
}

impl<'a> Style<'a> {
    fn new(words: &'a Words, short: bool) -> Self {
        Self { words, short, of: false }
    }

    /// The same after a preposition.
    fn of(self) -> Self {
        Self { of: true, ..self }
    }

    fn expression(self, edtf: &Edtf) -> String {
        match edtf {
            Edtf::Date(date) => self.date(date),
            Edtf::DateTime(at) => {
                let time = format!("{:02}:{:02}", at.time.hour, at.time.minute);
                self.fill("when.time", &[("date", &self.date(&at.date)), ("time", &time)])
            }
            Edtf::Interval(interval) => self.interval(interval),
            Edtf::Set(set) => self.set(set),
        }
    }

    fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        let short = format!("{key}.short");
        let key = if self.short && self.words.has(&short) { &short } else { key };
        fill(self.words.get(key), values)
    }

    /// A date after a preposition, which may be another one before a day.
    fn after(self, key: &str, date: &Date) -> String {
        let of_day = format!("{key}.day");
        let exact = date.precision() == Precision::Day
            && !(date.is_approximate() || date.is_uncertain() || date.has_unspecified());
        let key = if exact && self.words.has(&of_day) { &of_day } else { key };
        self.fill(key, &[("date", &self.of().date(date))])
    }

    /// The number of a day: `12`, `1er`.
    fn number(self, day: u8) -> String {
        let key = format!("day.{day}");
        if self.words.has(&key) { self.words.get(&key).to_owned() } else { day.to_string() }
    }

    fn day(self, day: Day) -> String {
        let (number, month, year) =
            (self.number(day.day), self.of().month(day.month), self.year(day.year));
        self.fill("when.day", &[("day", &number), ("month", &month), ("year", &year)])
    }

    fn month(self, month: u8) -> String {
        if self.short && self.words.has(&format!("month.short.{month}")) {
            return self.case("month.short", month);
        }
        self.case("month", month)
    }

    /// A month or a season, as it stands here.
    fn case(self, key: &str, number: u8) -> String {
        let of = format!("{key}.of.{number}");
        if self.of && self.words.has(&of) {
            return self.words.get(&of).to_owned();
        }
        self.words.get(&format!("{key}.{number}")).to_owned()
    }

    /// A year; the year 0 is 1 BCE. Long ones are grouped.
    fn year(self, year: i64) -> String {
        let number = if year > 0 { year.unsigned_abs() } else { year.unsigned_abs() + 1 };
        let digits = if number >= 10_000 { self.words.number(number) } else { number.to_string() };
        if year > 0 { digits } else { self.fill("when.bce", &[("year", &digits)]) }
    }

    fn date(self, date: &Date) -> String {
        self.part(date, Shared::Nothing)
    }

    /// A date without what its surroundings say, with its qualification.
    fn part(self, date: &Date, shared: Shared) -> String {
        let (key, style) = match (date.is_approximate(), date.is_uncertain()) {
            (true, true) => ("when.both", self.of()),
            (true, false) => ("when.circa", self.of()),
            (false, true) => ("when.uncertain", self),
            (false, false) => return self.plain(date, shared),
        };
        self.fill(key, &[("date", &style.plain(date, shared))])
    }

    fn plain(self, date: &Date, shared: Shared) -> String {
        let year = self.year_of(date);
        let Some(month) = date.month else { return year };
        let Some(month) = month.value() else {
            return self.fill("when.some-month", &[("date", &year)]);
        };
        if month > 12 {
            return self.season(month, &year);
        }
        let of = self.of().month(month);
        let month = self.month(month);
        let Some(day) = date.day else {
            return match shared {
                Shared::Nothing => self.fill("when.month", &[("month", &month), ("year", &year)]),
                _ => self.fill("when.month.yearless", &[("month", &month)]),
            };
        };
        let Some(day) = day.value() else {
            let date = self.fill("when.month", &[("month", &of), ("year", &year)]);
            return self.fill("when.some-day", &[("date", &date)]);
        };
        let day = self.number(day);
        match shared {
            Shared::Nothing => {
                self.fill("when.day", &[("day", &day), ("month", &of), ("year", &year)])
            }
            Shared::Year => self.fill("when.day.yearless", &[("day", &day), ("month", &of)]),
            Shared::Month => day,
        }
    }

    /// The year of a date: a number, a decade, a century, or the digits that are known.
    fn year_of(self, date: &Date) -> String {
        if let Some(year) = date.year.value() {
            return self.year(year);
        }
        let YearKind::Standard { negative, digits } = date.year.kind else {
            // An exponent that no integer holds.
            return format!("{:?}", date.year.kind);
        };
        let unknown = digits.iter().rev().take_while(|digit| digit.is_none()).count();
        let known = digits
            .iter()
            .take(4 - unknown)
            .try_fold(0i64, |year, digit| digit.map(|digit| year * 10 + i64::from(digit)));
        match (known, unknown) {
            (Some(known), 1) if !negative => {
                self.fill("when.decade", &[("year", &(known * 10).to_string())])
            }
            (Some(known), 2 | 3) if !negative => {
                let span = 10i64.pow(u32::try_from(unknown).unwrap_or(2));
                let (from, to) = ((known * span).max(1), known * span + span - 1);
                self.fill("when.years", &[("from", &from.to_string()), ("to", &to.to_string())])
            }
            _ => {
                let sign = if negative { "−" } else { "" };
                let digits =
                    digits.map(|digit| digit.map_or('X', |digit| char::from(b'0' + digit)));
                format!("{sign}{}", String::from_iter(digits))
            }
        }
    }

    /// The codes 21 to 41 of ISO 8601-2: seasons (of either hemisphere), quarters, thirds, halves.
    fn season(self, code: u8, year: &str) -> String {
        let (key, n) = match code {
            21..=32 => ("when.season", (code - 21) % 4 + 1),
            33..=36 => ("when.quarter", code - 32),
            37..=39 => ("when.third", code - 36),
            _ => ("when.half", code.saturating_sub(39)),
        };
        let season = self.case("season", n);
        self.fill(key, &[("season", &season), ("n", &n.to_string()), ("year", year)])
    }

    fn interval(self, interval: &Interval) -> String {
        use IntervalEndpoint::{Date, OnOrAfter, OnOrBefore, Open, Unknown};
        match (&interval.start, &interval.end) {
            (Open, Date(end)) => self.after("when.before", end),
            (Unknown, Date(end) | OnOrAfter(end)) | (Open, OnOrAfter(end)) => {
                self.after("when.until", end)
            }
            (Date(start) | OnOrBefore(start), Open | Unknown) => self.after("when.after", start),
            (Date(start) | OnOrBefore(start), Date(end) | OnOrAfter(end)) => self.range(start, end),
            _ => "–".to_owned(),
        }
    }

    /// From one date to another; what they share is said once.
    fn range(self, start: &Date, end: &Date) -> String {
        let value = |date: &Date| {
            (
                date.year.value(),
                date.month.and_then(edtf_core::DateField::value),
                date.day.and_then(edtf_core::DateField::value),
            )
        };
        let (from, to) = (value(start), value(end));
        let same_year = from.0.is_some_and(|year| to.0 == Some(year));
        let months = |date: &Date| date.month.is_some() && date.precision() != Precision::Season;
        let whole = |date: &Date| !date.has_unspecified() && months(date);
        if same_year && whole(start) && whole(end) && start.precision() == end.precision() {
            let month = from.1.filter(|_| from.1 == to.1).filter(|_| from.2.is_some());
            let shared = if month.is_some() { Shared::Month } else { Shared::Year };
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
            let bound = |date: &Date, is_last: bool| {
                let bounds = Edtf::Date(*date).bounds();
                match if is_last { bounds.latest } else { bounds.earliest } {
                    Bound::Date(date) => Some(self.year(date.year)),
                    _ => None,
                }
            };
            if let (Some(from), Some(to)) = (bound(start, false), bound(end, true)) {
                return self.fill("when.years", &[("from", &from), ("to", &to)]);
            }
        }
        let plain = !start.is_approximate() && !end.is_approximate() && !start.is_uncertain();
        let key = if years && plain { "when.years" } else { "when.range" };
        self.fill(key, &[("from", &self.date(start)), ("to", &self.date(end))])
    }

    fn set(self, set: &Set) -> String {
        // One date somewhere between two is no stretch of time from the one to the other.
        if let (SetKind::OneMember, [SetElement::Range(from, to)]) = (set.kind, &set.elements[..]) {
            let ends = [("from", &*self.of().date(from)), ("to", &*self.of().date(to))];
            return self.fill("when.between", &ends);
        }
        let items: Vec<String> = set.elements.iter().map(|element| self.element(element)).collect();
        let key = if set.kind == SetKind::OneMember { "when.or" } else { "when.and" };
        let Some((last, first)) = items.split_last() else { return String::new() };
        if first.is_empty() {
            return last.clone();
        }
        self.fill(key, &[("a", &first.join(self.words.get("list.comma"))), ("b", last)])
    }

    fn element(self, element: &SetElement) -> String {
        match element {
            SetElement::Date(date) => self.date(date),
            SetElement::OnOrBefore(date) => self.after("when.until", date),
            SetElement::OnOrAfter(date) => self.after("when.after", date),
            SetElement::Range(from, to) => self.range(from, to),
        }
    }
}
