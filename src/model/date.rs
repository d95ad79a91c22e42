//! Dates as the sources allow them: EDTF (ISO 8601-2:2019, Annex A).
//!
//! A [`When`] is made by `parse::date`; this module only orders and describes it.

use std::sync::Arc;

use edtf_core::{Bound, Date, Edtf, IntervalEndpoint, Year, YearKind};

use crate::source::{Span, Spanned};

/// How a date is drawn: one shape for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateKind {
    /// One day, neither approximate nor uncertain.
    Exact,
    /// A month, a season, a year or a longer unit.
    Reduced,
    /// `~`, or `%`.
    Approximate,
    /// `?`.
    Uncertain,
    /// From one date to another.
    Interval,
    /// `../x`, `/x` or `[..x]`: at some time before.
    OpenStart,
    /// `x/..`, `x/` or `[x..]`: at some time after.
    OpenEnd,
    /// One or all of several dates.
    Set,
}

/// A day of the proleptic Gregorian calendar; years are astronomical (0 is 1 BCE).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The astronomical year.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// A date that has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The expression.
    pub edtf: Edtf,
    /// The expression as text, in its preferred form.
    pub text: String,
    /// The earliest day it can mean; nothing when the start is open or unknown.
    pub earliest: Option<Day>,
    /// The latest day it can mean; nothing when the end is open or unknown.
    pub latest: Option<Day>,
    /// How it is drawn.
    pub kind: DateKind,
}

impl When {
    /// What dates are sorted by: earliest day, latest day, certainty, then the text.
    ///
    /// An open start sorts by its end, so that "before 27 December" stands at the 27th.
    pub fn order(&self) -> (Day, Day, DateKind, &str) {
        let first = self.earliest.or(self.latest).unwrap_or(Day::NEVER);
        (first, self.latest.unwrap_or(Day::NEVER), self.kind, &self.text)
    }

    /// The days between which EDTF has it, also where no digit of its year is known: `XXXX` is a year from 0 to 9999.
    pub fn bounds(&self) -> (Option<Day>, Option<Day>) {
        let bounds = self.edtf.bounds();
        let [first, last] = [bounds.earliest, bounds.latest].map(Day::of);
        (self.earliest.or(first), self.latest.or(last))
    }
}

/// The date that an end of an interval names, exactly or as a bound.
pub fn named_by(end: &IntervalEndpoint) -> Option<&Date> {
    match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

/// Whether any digit of a year is known: the days of `XXXX-08-24` are not those of ten thousand years.
pub fn is_known(year: Year) -> bool {
    !matches!(year.kind, YearKind::Standard { digits: [None, None, None, None], .. })
}

impl std::fmt::Display for Day {
    /// `2017-12-27`, as ISO 8601 has it: a year has four digits or more.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year.unsigned_abs(), self.month, self.day)
    }
}

impl Day {
    /// Later than every day that can be written.
    pub const NEVER: Day = Day { year: i64::MAX, month: 12, day: 31 };

    /// The day that bounds a date; nothing where it is open.
    pub fn of(bound: Bound) -> Option<Self> {
        match bound {
            Bound::Date(date) => Some(Self { year: date.year, month: date.month, day: date.day }),
            _ => None,
        }
    }

    /// Days since 1 March of the year 0, for distances between days.
    ///
    /// Howard Hinnant's `days_from_civil`, which begins years in March so that leap days come last.
    pub fn ordinal(self) -> i64 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year
    }

    /// The day that is this many days after 1 March of the year 0: what [`Day::ordinal`] counts.
    pub fn from_ordinal(ordinal: i64) -> Self {
        let era = ordinal.div_euclid(146_097);
        let of_era = ordinal.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        Self::from_march(era * 400 + year_of_era, day_of_year)
    }

    /// The ordinal of a day whose parts are those of the Julian calendar.
    pub fn julian_ordinal(self) -> i64 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let leap_days_dropped = year.div_euclid(100) - year.div_euclid(400);
        // In the year 0 the Julian calendar was two days ahead.
        self.ordinal() + leap_days_dropped - 2
    }

    /// The day in the Julian calendar that is this day of the Gregorian one.
    #[must_use]
    pub fn in_julian(self) -> Self {
        // The Julian 1 March of the year 0 is two days before the Gregorian one.
        let ordinal = self.ordinal() + 2;
        let year = (4 * ordinal + 3).div_euclid(1461);
        Self::from_march(year, ordinal - (365 * year + year.div_euclid(4)))
    }

    /// A day of a year that begins in March.
    fn from_march(year: i64, day_of_year: i64) -> Self {
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let small = |number: i64| u8::try_from(number).unwrap_or(u8::MAX);
        Self { year: year + i64::from(month <= 2), month: small(month), day: small(day) }
    }
}

/// What a date rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Basis {
    /// The text says it.
    #[default]
    Stated,
    /// The reader concluded it.
    Inferred,
    /// The page's own data says it.
    Metadata,
}

/// A calendar that a date was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Calendar {
    /// The civil calendar.
    #[default]
    Gregorian,
    /// The calendar before the reform; shown both ways.
    Julian,
    /// The civil calendar of Iran and Afghanistan.
    SolarHijri,
    /// The lunar calendar.
    Islamic,
    /// The lunisolar calendar of the Jews.
    Hebrew,
    /// The civil calendar of Thailand.
    Buddhist,
    /// Years of a reign.
    Japanese,
    /// Years of the Republic of China.
    Minguo,
}

impl Calendar {
    /// All but the civil one.
    pub const OTHERS: [Self; 7] = [
        Self::Julian,
        Self::SolarHijri,
        Self::Islamic,
        Self::Hebrew,
        Self::Buddhist,
        Self::Japanese,
        Self::Minguo,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gregorian => "Gregorian",
            Self::Julian => "Julian",
            Self::SolarHijri => "Solar Hijri",
            Self::Islamic => "Islamic",
            Self::Hebrew => "Hebrew",
            Self::Buddhist => "Buddhist",
            Self::Japanese => "Japanese",
            Self::Minguo => "Minguo",
        }
    }
}

/// A date as a reader wrote it down, with what is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date, where it could be read. Days are Gregorian also when `calendar` is another.
    pub when: Option<Arc<When>>,
    /// The words of the text: `text:` of a map, or what was written and could not be read.
    pub words: Option<String>,
    /// What a relative date counts from, for instance `published`.
    pub relative_to: Option<Spanned<String>>,
    /// What the date rests on.
    pub basis: Basis,
    /// The calendar it was written in.
    pub calendar: Calendar,
    /// Where it stands.
    pub span: Span,
}

impl Dated {
    /// The same, without the place where it is written.
    #[must_use]
    pub fn unplaced(&self) -> Self {
        let unplaced = |to: &Spanned<String>| Spanned::new(to.value.clone(), Span::default());
        Self {
            relative_to: self.relative_to.as_ref().map(unplaced),
            span: Span::default(),
            ..self.clone()
        }
    }
}
