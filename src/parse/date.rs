//! Dates: EDTF, the plain forms that people write, and words that count from another date.

use edtf_core::{Bound, Date, Edtf, IntervalEndpoint, Precision};

use crate::model::date::{DateKind, Day, When};

/// A date that was read, and whether it was written in a plain form.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The date.
    pub when: When,
    /// Whether what was written is not EDTF itself.
    pub plain: bool,
}

/// Reads a date; nothing when the words are none.
pub fn read(written: &str) -> Option<Read> {
    let text = written.trim();
    if let Some(when) = edtf(text) {
        return Some(Read { when, plain: false });
    }
    // A clipper's time of day, with or without seconds and zone, says more than a reading needs: the day stays.
    if let Some((day, time)) = text.split_once(['T', ' '])
        && day.len() == 10
        && time.starts_with(|c: char| c.is_ascii_digit())
        && let Some(when) = edtf(day)
    {
        return Some(Read { when, plain: false });
    }
    let when = edtf(&plain(&text.to_lowercase())?)?;
    Some(Read { when, plain: true })
}

/// An EDTF expression with its bounds and its shape.
pub fn edtf(text: &str) -> Option<When> {
    let edtf: Edtf = Edtf::parse(text).ok()?;
    let bounds = edtf.bounds();
    Some(When {
        text: edtf.to_string(),
        earliest: day(bounds.earliest),
        latest: day(bounds.latest),
        kind: kind(&edtf),
        edtf,
    })
}

fn day(bound: Bound) -> Option<Day> {
    match bound {
        Bound::Date(date) => Some(Day { year: date.year, month: date.month, day: date.day }),
        _ => None,
    }
}

fn kind(edtf: &Edtf) -> DateKind {
    match edtf {
        Edtf::Set(_) => DateKind::Set,
        Edtf::Interval(interval) => match (dated(&interval.start), dated(&interval.end)) {
            (false, _) => DateKind::OpenStart,
            (_, false) => DateKind::OpenEnd,
            _ => DateKind::Interval,
        },
        _ if edtf.is_approximate() => DateKind::Approximate,
        _ if edtf.is_uncertain() => DateKind::Uncertain,
        Edtf::Date(date) if !is_one_day(date) => DateKind::Reduced,
        _ => DateKind::Exact,
    }
}

fn dated(end: &IntervalEndpoint) -> bool {
    !matches!(end, IntervalEndpoint::Open | IntervalEndpoint::Unknown)
}

fn is_one_day(date: &Date) -> bool {
    date.precision() == Precision::Day && !date.has_unspecified()
}

/// The EDTF of a plain form in lower case.
fn plain(text: &str) -> Option<String> {
    for (beginning, before, after) in [
        ("circa ", "", "~"),
        ("c. ", "", "~"),
        ("ca. ", "", "~"),
        ("about ", "", "~"),
        ("around ", "", "~"),
        ("before ", "../", ""),
        ("until ", "../", ""),
        ("by ", "../", ""),
        ("after ", "", "/.."),
        ("since ", "", "/.."),
        ("possibly ", "", "?"),
        ("probably ", "", "?"),
    ] {
        if let Some(rest) = text.strip_prefix(beginning) {
            return Some(format!("{before}{}{after}", single(rest.trim())?));
        }
    }
    for border in [" to ", " until ", " – ", " - "] {
        if let Some((from, to)) = text.split_once(border) {
            return Some(format!("{}/{}", single(from.trim())?, single(to.trim())?));
        }
    }
    single(text)
}

/// The EDTF of one date: `1860s`, `October 2017`, `27 December 2017`, `Dec. 27, 2017`, or EDTF.
fn single(text: &str) -> Option<String> {
    if Edtf::parse(text).is_ok() {
        return Some(text.to_owned());
    }
    if let Some(decade) = text.strip_suffix("0s").filter(|d| d.len() == 3 && digits(d)) {
        return Some(format!("{decade}X"));
    }
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    match words[..] {
        [month, year] if year.len() == 4 && digits(year) => {
            Some(format!("{year}-{:02}", part_of_year(month)?))
        }
        [day, month, year] if digits(&ordinal(day)) => full(year, month, &ordinal(day)),
        [month, day, year] => full(year, month, &ordinal(day)),
        _ => None,
    }
}

fn full(year: &str, month: &str, day: &str) -> Option<String> {
    let day: u8 = day.parse().ok()?;
    let month = part_of_year(month).filter(|m| *m <= 12)?;
    (year.len() == 4 && digits(year)).then(|| format!("{year}-{month:02}-{day:02}"))
}

fn ordinal(day: &str) -> String {
    day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).to_owned()
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A month, or a season by its EDTF number.
fn part_of_year(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const SEASONS: [(&str, u8); 5] =
        [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];
    let word = word.trim_end_matches('.');
    let month = MONTHS.iter().position(|m| *m == word || (word.len() >= 3 && m.starts_with(word)));
    let season = || SEASONS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
    month.and_then(|index| u8::try_from(index + 1).ok()).or_else(season)
}

/// The date that words mean, counted from another date: `Wednesday`, `yesterday`, `last July`, `last week`.
///
/// A weekday is the last such day on or before the other date. The result is uncertain, because it was concluded.
pub fn relative(words: &str, from: &When) -> Option<When> {
    const WEEKDAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let base = from.latest?;
    let words = words.trim().to_lowercase();
    let words = words.trim_start_matches("on ").trim_start_matches("in ");
    let (last, words) = words.strip_prefix("last ").map_or((false, words), |rest| (true, rest));
    let months = i64::from(base.month) + base.year * 12 - 1;
    let month =
        |count: i64| format!("{:04}-{:02}?", count.div_euclid(12), count.rem_euclid(12) + 1);
    let is_day = from.earliest == from.latest;
    let text = match words {
        "month" if last => month(months - 1),
        "year" if last => format!("{:04}?", base.year - 1),
        "today" if is_day => format!("{}?", show(base)),
        "yesterday" if is_day => format!("{}?", show(before(base, 1))),
        "week" if last && is_day => {
            let monday = weekday(base) + 7;
            format!("{}?/{}?", show(before(base, monday)), show(before(base, monday - 6)))
        }
        _ => match WEEKDAYS.iter().position(|day| *day == words) {
            Some(wanted) if is_day => {
                let back = (weekday(base) - i64::try_from(wanted).ok()?).rem_euclid(7);
                format!("{}?", show(before(base, if last && back == 0 { 7 } else { back })))
            }
            Some(_) => return None,
            None => {
                let wanted = i64::from(part_of_year(words).filter(|m| *m <= 12)?) - 1;
                let back = (months - wanted).rem_euclid(12);
                month(months - if last && back == 0 { 12 } else { back })
            }
        },
    };
    edtf(&text)
}

/// 0 for Monday.
fn weekday(day: Day) -> i64 {
    // 1 March of the year 0 was a Wednesday.
    (day.ordinal() + 2).rem_euclid(7)
}

fn before(day: Day, days: i64) -> Day {
    civil(day.ordinal() - days)
}

/// The day with this [`Day::ordinal`]: Howard Hinnant's `civil_from_days`.
pub(super) fn civil(ordinal: i64) -> Day {
    let era = ordinal.div_euclid(146_097);
    let of_era = ordinal.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    Day { year, month: u8::try_from(month).unwrap_or(1), day: u8::try_from(day).unwrap_or(1) }
}

/// The Gregorian day that a Julian one names.
pub(super) fn gregorian(julian: Day) -> Day {
    let year = if julian.month <= 2 { julian.year - 1 } else { julian.year };
    let month = (i64::from(julian.month) + 9) % 12;
    let of_year = (153 * month + 2) / 5 + i64::from(julian.day) - 1;
    // 1 March of the year 0 in the Julian calendar is 28 February in the Gregorian one.
    civil(year * 365 + year.div_euclid(4) + of_year - 2)
}

pub(super) fn show(day: Day) -> String {
    let sign = if day.year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{:02}-{:02}", day.year.abs(), day.month, day.day)
}

#[cfg(test)]
mod tests {
    use super::{edtf, gregorian, read, relative, show};
    use crate::model::date::Day;

    #[test]
    fn dates() {
        for (written, expected) in [
            ("2017-12-27", "2017-12-27 Exact"),
            ("2017-12-27?", "2017-12-27? Uncertain"),
            ("2017-12~", "2017-12~ Approximate"),
            ("2017-10", "2017-10 Reduced"),
            ("201X", "201X Reduced"),
            ("2017-10-12/2017-10-15~", "2017-10-12/2017-10-15~ Interval"),
            ("../2017-12-27", "../2017-12-27 OpenStart"),
            ("2017/..", "2017/.. OpenEnd"),
            ("[1667,1668]", "[1667,1668] Set"),
            ("2026-11-14T10:00:00.123+01:00", "2026-11-14 Exact"),
            ("2022-04-18 01:27:32.329581+00:00", "2022-04-18 Exact"),
            ("c. 1905", "1905~ Approximate plain"),
            ("before 2017", "../2017 OpenStart plain"),
            ("1860s", "186X Reduced plain"),
            ("October 2017", "2017-10 Reduced plain"),
            ("27 December 2017", "2017-12-27 Exact plain"),
            ("Dec. 27th, 2017", "2017-12-27 Exact plain"),
            ("summer 2017", "2017-22 Reduced plain"),
            ("Wednesday", "none"),
            ("2017-02-30", "none"),
            ("", "none"),
        ] {
            let shown = read(written).map_or("none".to_owned(), |read| {
                format!(
                    "{} {:?}{}",
                    read.when.text,
                    read.when.kind,
                    if read.plain { " plain" } else { "" }
                )
            });
            assert_eq!(shown, expected, "{written}");
        }
    }

    #[test]
    fn words_that_count_from_a_date() {
        for (words, from, expected) in [
            ("Wednesday", "2017-12-28", "2017-12-27?"),
            ("Thursday", "2017-12-28", "2017-12-28?"),
            ("last Thursday", "2017-12-28", "2017-12-21?"),
            ("yesterday", "2018-03-01", "2018-02-28?"),
            ("last week", "2017-12-28", "2017-12-18?/2017-12-24?"),
            ("last July", "2017-12", "2017-07?"),
            ("last October", "2017-12~", "2017-10?"),
            ("last December", "2017-12-28", "2016-12?"),
            ("last year", "2017", "2016?"),
            ("Wednesday", "2017-12", "none"),
            ("soon", "2017-12-28", "none"),
        ] {
            let shown = edtf(from)
                .and_then(|from| relative(words, &from))
                .map_or("none".into(), |w| w.text);
            assert_eq!(shown, expected, "{words} from {from}");
        }
    }

    #[test]
    fn julian_days() {
        for (julian, expected) in [
            ((1582, 10, 5), "1582-10-15"),
            ((1700, 2, 28), "1700-03-10"),
            ((1917, 10, 25), "1917-11-07"),
            ((1545, 7, 19), "1545-07-29"),
        ] {
            let (year, month, day) = julian;
            assert_eq!(show(gregorian(Day { year, month, day })), expected);
        }
    }
}
