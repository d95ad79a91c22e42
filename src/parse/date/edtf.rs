//! EDTF expressions, with the days between which they lie and the shape in which they are drawn.

use edtf_core::{Bound, Date, Edtf, IntervalEndpoint, Precision};

use crate::model::date::{DateKind, Day, When, is_known, named_by};

/// An EDTF expression with its bounds and its shape; a time of day is left out.
pub fn when(expression: &str) -> Option<When> {
    let edtf = match Edtf::parse(expression).ok()? {
        Edtf::DateTime(moment) => Edtf::Date(moment.date),
        edtf => edtf,
    };
    Some(bounded(edtf))
}

/// A day with a time behind it, as clippers write it: `2024-03-12 21:40`.
pub(super) fn timed(words: &str) -> Option<When> {
    let (day, time) = words.split_at_checked(10)?;
    let time = time.strip_prefix(['T', ' '])?;
    when(day).filter(|_| is_time(time))
}

/// Whether words are a time of day, perhaps with how far it is from UTC: `21:40`, `21:40:05.2Z`, `21:40 +02:00`.
fn is_time(words: &str) -> bool {
    let are_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (time, zone) = words.split_at(words.find([' ', 'Z', '+', '-']).unwrap_or(words.len()));
    let time = time.split_once('.').map_or(time, |(time, _)| time);
    let is_clock = |time: &str| {
        time.contains(':') && time.split(':').all(|part| part.len() == 2 && are_digits(part))
    };
    let zone = zone.trim_start();
    let from_utc = zone.strip_prefix(['+', '-']).map(|hours| hours.replace(':', ""));
    let is_offset =
        from_utc.is_some_and(|hours| [2, 4].contains(&hours.len()) && are_digits(&hours));
    is_clock(time) && (zone.is_empty() || zone == "Z" || is_offset)
}

/// The last year, before and after Christ, that days are told apart in: older than the universe, and few enough days
/// to be counted.
const FARTHEST: i64 = 1_000_000_000_000;

/// An expression with its bounds and its shape.
pub(super) fn bounded(edtf: Edtf) -> When {
    let day = |bound| {
        let day = Day::of(bound)?;
        Some(Day { year: day.year.clamp(-FARTHEST, FARTHEST), ..day })
    };
    let bounds = edtf.bounds();
    let (first, last) = ends(&edtf);
    let (earliest, latest) = (day(bounds.earliest), day(bounds.latest));
    let has_year = |date: Option<&Date>| date.is_none_or(|date| is_known(date.year));
    let earliest = earliest.filter(|_| has_year(first)).map(|day| after_christ(day, first));
    let latest = latest.filter(|_| has_year(last));
    When { text: edtf.to_string(), earliest, latest, kind: kind(&edtf), edtf }
}

/// The dates that a date begins and ends with; nothing for a set, whose members are in no order.
pub(super) fn ends(edtf: &Edtf) -> (Option<&Date>, Option<&Date>) {
    match edtf {
        Edtf::Date(date) => (Some(date), Some(date)),
        Edtf::DateTime(at) => (Some(&at.date), Some(&at.date)),
        Edtf::Interval(interval) => (named_by(&interval.start), named_by(&interval.end)),
        Edtf::Set(_) => (None, None),
    }
}

/// A day that is not in the year before the first: `00XX`, the first century, begins with the year 1.
fn after_christ(day: Day, date: Option<&Date>) -> Day {
    let is_open = date.is_some_and(|date| date.year.has_unspecified());
    if is_open && day.year == 0 { Day { year: 1, ..day } } else { day }
}

fn kind(edtf: &Edtf) -> DateKind {
    match edtf {
        Edtf::Set(_) => match edtf.bounds() {
            bounds if bounds.earliest == Bound::NegativeInfinity => DateKind::OpenStart,
            bounds if bounds.latest == Bound::PositiveInfinity => DateKind::OpenEnd,
            _ => DateKind::Set,
        },
        Edtf::Interval(interval) => {
            let dated = |end: &IntervalEndpoint| matches!(end, IntervalEndpoint::Date(_));
            match (dated(&interval.start), dated(&interval.end)) {
                (false, _) => DateKind::OpenStart,
                (true, false) => DateKind::OpenEnd,
                (true, true) => DateKind::Interval,
            }
        }
        edtf if edtf.is_approximate() => DateKind::Approximate,
        edtf if edtf.is_uncertain() => DateKind::Uncertain,
        Edtf::Date(date) if date.precision() != Precision::Day || date.has_unspecified() => {
            DateKind::Reduced
        }
        _ => DateKind::Exact,
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::date::tests::check;

    #[test]
    fn a_time_behind_a_day_is_left_out() {
        for (words, edtf) in [
            ("2024-03-12 21:40", "2024-03-12"),
            ("2024-03-12 21:40:05.25Z", "2024-03-12"),
            ("2024-03-12 21:40 +02:00", "2024-03-12"),
            ("2024-03-12T21:40-0500", "2024-03-12"),
            ("2024-03-12 - 2024-03-15", "2024-03-12/2024-03-15"),
            ("2024-03-12 2024-03-15", "none"),
            ("2024-03-12 21:40 - 2024-03-13 02:00", "none"),
            ("2024-03-12 21-40", "none"),
        ] {
            check("en", words, edtf);
        }
    }
}
