//! Dates of the calendar before the reform, as days of the civil one.

use std::sync::Arc;

use edtf_core::{Date, Edtf, IntervalEndpoint};

use super::{bounded, day_text, is_relative, read, when};
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
        // What was counted from another day is a day of no calendar in particular.
        let counts = dated.basis == Basis::Inferred && dated.relative_to.is_some();
        if !(counts && dated.words.as_deref().is_some_and(is_relative)) {
            dated.when =
                dated.when.take().map(|when| Arc::new(from_julian(Arc::unwrap_or_clone(when))));
        }
        if dated.when.is_none()
            && let Some(day) = dated.words.as_deref().and_then(leap_day)
        {
            dated.when = when(&day).map(Arc::new);
            dated.words = None;
            // Only the other calendar does not have it.
            let is_its =
                |fault: &Diagnostic| fault.labels.first().is_some_and(|l| l.span == dated.span);
            intake.diagnostics.retain(|fault| fault.code != Code::Date || !is_its(fault));
        }
    }
}

/// The 29 February of a year that is a leap year in the Julian calendar alone.
fn leap_day(words: &str) -> Option<String> {
    // The same day of a year that has it in both.
    let digits = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let written = words.split(|c: char| !c.is_alphanumeric()).find(digits)?;
    let read = read(&words.replacen(written, "2000", 1), "en")?.when.text;
    let mark = read.strip_prefix("2000-02-29")?;
    let year: i64 = written.parse().ok().filter(|year| year % 4 == 0)?;
    let day = Day { year, month: 2, day: 29 };
    let text = day_text(Day::from_ordinal(day.julian_ordinal()))?;
    matches!(mark, "" | "?" | "~" | "%").then(|| format!("{text}{mark}"))
}

/// Days of the Julian calendar as days of the Gregorian one; months and years stay as they are written.
fn from_julian(when: When) -> When {
    let edtf = match when.edtf {
        Edtf::Date(date) => julian_day(date).and_then(|text| Edtf::parse(&text).ok()),
        Edtf::Interval(interval) => {
            let end = |end: IntervalEndpoint| match end {
                IntervalEndpoint::Date(date) => {
                    julian_day(date).or_else(|| Some(Edtf::Date(date).to_string()))
                }
                IntervalEndpoint::Open => Some("..".into()),
                IntervalEndpoint::Unknown => Some(String::new()),
                _ => None,
            };
            let ends = end(interval.start).zip(end(interval.end));
            ends.and_then(|(start, end)| Edtf::parse(&format!("{start}/{end}")).ok())
        }
        Edtf::Set(_) => julian_set(&when.text).and_then(|text| Edtf::parse(&text).ok()),
        Edtf::DateTime(_) => None,
    };
    edtf.map_or(when, bounded)
}

/// The members of a set, each as a day of the Gregorian calendar.
fn julian_set(text: &str) -> Option<String> {
    let inner = text.get(1..text.len().checked_sub(1)?)?;
    let member = |text: &str| match when(text) {
        Some(member) => from_julian(member).text,
        None => text.to_owned(),
    };
    let members = inner.split(',').map(|part| match part.split_once("..") {
        Some((from, to)) => format!("{}..{}", member(from), member(to)),
        None => member(part),
    });
    let members: Vec<String> = members.collect();
    Some(format!("{}{}{}", &text[..1], members.join(","), &text[text.len() - 1..]))
}

/// A day that is written in the Julian calendar, as a Gregorian one with the same marks; nothing for no single day.
fn julian_day(date: Date) -> Option<String> {
    let year = date.year.value().filter(|year| year.abs() <= 9999)?;
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
