//! Dates in words.
//!
//! Every order of day, month and year comes from a pattern in the words of the interface, so that a language is added
//! by translating: `when.day: "{day} {month} {year}"`. Keys: `month.1`, `month.short.1`, `season.1` to `season.4`,
//! `quarter.1`, `third.1`, `half.1`, `when.day`, `when.month`, `when.season`, `when.part`, `when.decade`, `when.bce`,
//! `when.some-day`, `when.some-month`, `when.monthless`, `when.yearless`, `when.unknown`, `when.time`, `when.circa`,
//! `when.uncertain`, `when.both`, `when.before`, `when.until`, `when.after`, `when.range`, `when.days`, `when.months`,
//! `when.years`, `when.day.yearless`, `when.month.yearless`, `when.between`, `when.or`, `when.and`, `list.comma`. What a
//! language needs and English does not may be there: `day.1` (`1er`), months, seasons and patterns as they stand after a
//! day or a preposition (`month.of.10`, `when.decade.of`), patterns for short dates (`when.day.short`), and patterns for
//! what stands after a preposition (`when.before.day`, `.month`, `.season`, `.part`, `.about`). This module does not read dates.

mod julian;
mod ranges;

use edtf_core::{
    Date, DateField, Edtf, Interval, IntervalEndpoint, Precision, SetElement, SetKind, YearKind,
};

use crate::model::date::{Basis, Calendar, DateKind, Dated, Day, When, is_known};
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
        kind: kind(drawn(when)),
        stated: None,
        basis: "stated",
        relative_to: None,
        julian: None,
    }
}

/// How a date is drawn. Several dates that are all meant are drawn as each of them would be.
pub fn drawn(when: &When) -> DateKind {
    let set = match &when.edtf {
        Edtf::Set(set) if set.kind == SetKind::AllMembers && when.kind == DateKind::Set => set,
        _ => return when.kind,
    };
    let is_day = |date: &Date| date.precision() == Precision::Day && !date.has_unspecified();
    let are_days = |element: &SetElement| match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => {
            is_day(date)
        }
        SetElement::Range(from, to) => is_day(from) && is_day(to),
    };
    match &when.edtf {
        edtf if edtf.is_approximate() => DateKind::Approximate,
        edtf if edtf.is_uncertain() => DateKind::Uncertain,
        _ if set.elements.iter().all(are_days) => DateKind::Exact,
        _ => DateKind::Reduced,
    }
}

/// The time from one date to another, as of a name that was in use so long; nothing where neither is known.
pub fn lasting(words: &Words, from: Option<&Dated>, to: Option<&Dated>) -> Option<DateView> {
    let [from, to] = [from, to].map(|dated| dated.and_then(|dated| dated.when.as_deref()));
    let start = from.map_or(IntervalEndpoint::Unknown, |from| ranges::ends(&from.edtf)[0]);
    let end = to.map_or(IntervalEndpoint::Open, |to| ranges::ends(&to.edtf)[1]);
    let kind = match (start.is_dated(), end.is_dated()) {
        (true, true) => DateKind::Interval,
        (true, false) => DateKind::OpenEnd,
        (false, true) => DateKind::OpenStart,
        (false, false) => return None,
    };
    let edtf = Edtf::Interval(Interval { start, end });
    let (earliest, latest) = (from.and_then(|from| from.earliest), to.and_then(|to| to.latest));
    Some(read(words, &When { text: edtf.to_string(), edtf, earliest, latest, kind }))
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

/// Some years: `1857`, `1857–1901`.
pub fn years(words: &Words, first: i64, last: i64) -> String {
    if first == last {
        return year(words, first);
    }
    let key = if first > 0 { "when.years" } else { "when.range" };
    fill(words.get(key), &[("from", &year(words, first)), ("to", &year(words, last))])
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
    match (date.precision(), date.month.map(DateField::value), date.day.map(DateField::value)) {
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
        let variants = [("short", self.short), ("of", self.of)];
        let variants = variants.iter().filter(|(_, is_asked)| *is_asked);
        let mut keys = variants.map(|(end, _)| format!("{key}.{end}"));
        let variant = keys.find(|key| self.words.has(key));
        fill(self.words.get(variant.as_deref().unwrap_or(key)), values)
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
        // A year with digits that do not count is about that year.
        let is_about = date.is_approximate() || date.year.significant_digits.is_some();
        let (key, style) = match (is_about, date.is_uncertain()) {
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
        if date.year.has_unspecified() {
            return self.of_some_year(date, month, year);
        }
        let Some(month) = month.value() else {
            return match date.day.and_then(DateField::value) {
                Some(day) => {
                    self.fill("when.monthless", &[("day", &self.number(day)), ("year", &year)])
                }
                None => self.fill("when.some-month", &[("date", &year)]),
            };
        };
        if month > 12 {
            let (key, part) = self.part_of_year(month);
            return self.fill(key, &[("part", &part), ("year", &year)]);
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

    /// What is known of a date whose year is not: `24 August`, beside the digits of the year that are known.
    fn of_some_year(self, date: &Date, month: DateField, year: String) -> String {
        let day = date.day.and_then(DateField::value).map(|day| self.number(day));
        let date_of_year = match (month.value(), day) {
            (Some(month @ 1..=12), Some(day)) => {
                let month = self.of().month(month);
                self.fill("when.day.yearless", &[("day", &day), ("month", &month)])
            }
            (Some(month @ 1..=12), None) => {
                self.fill("when.month.yearless", &[("month", &self.month(month))])
            }
            (Some(part), _) => self.part_of_year(part).1,
            (None, _) => return year,
        };
        if !is_known(date.year) {
            return self.fill("when.yearless", &[("date", &date_of_year)]);
        }
        [date_of_year, year].join(self.words.get("list.comma"))
    }

    /// The year of a date: a number, a decade, a century, or the digits that are known.
    fn year_of(self, date: &Date) -> String {
        if let Some(year) = date.year.value() {
            return self.year(year);
        }
        let YearKind::Standard { negative, digits } = date.year.kind else {
            // An exponent that no integer holds.
            return Edtf::Date(*date).to_string();
        };
        if !is_known(date.year) {
            return self.words.get("when.unknown").to_owned();
        }
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

    /// The codes 21 to 41 of ISO 8601-2: seasons (of either hemisphere), quarters, thirds, halves; with the pattern.
    fn part_of_year(self, code: u8) -> (&'static str, String) {
        match code {
            21..=32 => ("when.season", self.case("season", (code - 21) % 4 + 1)),
            33..=36 => ("when.part", self.case("quarter", code - 32)),
            37..=39 => ("when.part", self.case("third", code - 36)),
            _ => ("when.part", self.case("half", code.saturating_sub(39))),
        }
    }
}
