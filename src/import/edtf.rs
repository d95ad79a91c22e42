//! Dates as references have them, as EDTF: about when, from when to when, or in which season.

use edtf_core::Edtf;
use serde_json::Value;

use super::{dates, json};
use crate::cite::OLD_STYLE;
use crate::model::date::Day;

/// No date of a reference is longer.
const LONGEST: usize = 120;

/// The parts of a date of CSL, where they are named.
const PARTS: [&str; 3] = ["year", "month", "day"];

/// What stands before a date that is not quite known.
const ABOUT: [&str; 7] = ["circa", "ca.", "ca", "c.", "about", "um", "vers"];

/// The names of the seasons, as they are numbered from 21 on.
const SEASONS: [&[&str]; 4] = [
    &["spring", "frühling", "frühjahr", "printemps", "primavera", "весна"],
    &["summer", "sommer", "été", "verano", "estate", "лето"],
    &["autumn", "fall", "herbst", "automne", "otoño", "autunno", "осень"],
    &["winter", "hiver", "invierno", "inverno", "зима"],
];

/// The date that some words give.
pub(super) fn date(words: &str) -> Option<String> {
    let words = words.trim();
    if words.len() > LONGEST {
        return None;
    }
    // Libraries put what they concluded into brackets; with a comma, EDTF means one of several.
    let inside = words.strip_prefix('[').and_then(|words| words.strip_suffix(']'));
    let words = inside.filter(|inside| !inside.contains([',', '.'])).unwrap_or(words);
    expression(words).or_else(|| about(words)).or_else(|| range(words)).or_else(|| one(words))
}

/// What is EDTF already, or was in its draft; a time of day is left out.
fn expression(words: &str) -> Option<String> {
    let draft = |words: &str| {
        words.to_uppercase().replace("UNKNOWN", "").replace("OPEN", "..").replace('U', "X")
    };
    let edtf = Edtf::parse(words).or_else(|_| Edtf::parse(&draft(words))).ok()?;
    let edtf = match edtf {
        Edtf::DateTime(moment) => Edtf::Date(moment.date),
        edtf => edtf,
    };
    Some(edtf.to_string())
}

/// `circa 1850`, `ca. 1914-1918`.
fn about(words: &str) -> Option<String> {
    let rest = behind_about(words)?;
    marked(&range(rest).or_else(|| one(rest))?, '~')
}

/// What stands behind the words that say that a date is not quite known.
fn behind_about(words: &str) -> Option<&str> {
    ABOUT.iter().find_map(|about| {
        let (before, rest) = words.split_at_checked(about.len())?;
        // TeX writes a space that breaks no line as `~`.
        let apart = rest.trim_start_matches([' ', '\u{a0}', '~']);
        let ends = about.ends_with('.') || apart.len() < rest.len();
        (before.eq_ignore_ascii_case(about) && ends).then_some(apart)
    })
}

/// Two dates with a dash between them. A hyphen is one only between two years.
fn range(words: &str) -> Option<String> {
    let dash = ["--", "–", "—", " - "].into_iter().find_map(|dash| words.split_once(dash));
    let is_year = |words: &str| words.len() == 4 && words.bytes().all(|b| b.is_ascii_digit());
    let years = || words.split_once('-').filter(|(from, to)| is_year(from) && is_year(to));
    let (from, to) = dash.or_else(years)?;
    let end = |words: &str| match behind_about(words.trim()) {
        Some(rest) => marked(&one(rest)?, '~'),
        None => one(words),
    };
    expression(&format!("{}/{}", end(from)?, end(to)?))
}

/// One date.
fn one(words: &str) -> Option<String> {
    let words = words.trim();
    if let Some(rest) = words.strip_suffix('?') {
        return marked(&one_certain(rest.trim_end())?, '?');
    }
    one_certain(words)
}

fn one_certain(words: &str) -> Option<String> {
    let behind = words.rsplit_once(' ').map(|(year, name)| (name, year));
    let mut parts = [words.split_once(' '), behind].into_iter().flatten();
    let season = |(name, year): (&str, &str)| in_season(year.trim(), season(name)?);
    // Another word before a day may say more of it than that it is the day: `before 2 May 1850`.
    let first = words.split([' ', ',', '.', '-']).next()?.to_lowercase();
    let begins = first.contains(char::is_numeric) || dates::month(&first).is_some();
    parts.find_map(season).or_else(|| dates::day(words).filter(|_| begins))
}

/// The number of a season, by its name.
fn season(name: &str) -> Option<usize> {
    let name = name.trim().trim_end_matches(',').to_lowercase();
    SEASONS.iter().position(|names| names.contains(&&*name)).map(|at| at + 1)
}

/// A season of a year; nothing of what is more than a year.
fn in_season(year: &str, number: usize) -> Option<String> {
    let year = Some(year).filter(|year| !year.contains(['-', '/']))?;
    expression(&format!("{year}-{}", 20 + number))
}

/// A date with what is said beside it: its season, that it is not quite known, or that it is of the Julian calendar.
pub(super) fn beside(date: &str, words: &str) -> Option<String> {
    let words = words.trim().to_lowercase();
    match &*words {
        "?" => marked(date, '?'),
        about if ABOUT.contains(&about) => marked(date, '~'),
        calendar if calendar.eq_ignore_ascii_case(OLD_STYLE) => gregorian(date),
        name => in_season(date, season(name)?),
    }
}

/// A day of the Julian calendar in the Gregorian one, which EDTF has.
fn gregorian(date: &str) -> Option<String> {
    let Ok(Edtf::Date(date)) = Edtf::parse(date) else { return None };
    let (year, month, day) = (date.year.value()?, date.month?.value()?, date.day?.value()?);
    Some(Day::from_ordinal(Day { year, month, day }.julian_ordinal()).to_string())
}

/// A date with a mark at each of its ends. What is about a date that is not sure has a mark of its own.
fn marked(date: &str, mark: char) -> Option<String> {
    let ends = date.split('/').map(|end| match (end, end.strip_suffix('?')) {
        ("" | "..", _) => end.to_owned(),
        (_, Some(unsure)) if mark == '~' => format!("{unsure}%"),
        _ if mark == '~' && end.ends_with(['~', '%']) => end.to_owned(),
        _ => format!("{end}{mark}"),
    });
    expression(&ends.collect::<Vec<_>>().join("/"))
}

/// A date of CSL: in words, or the parts of one day or of two.
pub(super) fn csl(value: &Value) -> Option<String> {
    if let Some(date) = words(value).and_then(|words| date(&words)) {
        return Some(date);
    }
    let listed = json::items(value.get("date-parts").unwrap_or(value), &[]);
    let ends: Vec<String> = listed.iter().take(2).filter_map(end).collect();
    let both = expression(&ends.join("/")).filter(|_| ends.len() == 2);
    let date = both.or_else(|| expression(ends.first()?))?;
    let number = |season: &str| season.parse().ok().filter(|number| (1..=4).contains(number));
    let in_season = json::text(value, "season")
        .and_then(|name| in_season(&date, number(&name).or_else(|| season(&name))?));
    let date = in_season.unwrap_or(date);
    let is_about = match value.get("circa") {
        Some(Value::Bool(is)) => *is,
        Some(value) => json::words(value).is_some_and(|words| words != "false" && words != "0"),
        None => false,
    };
    if is_about { marked(&date, '~') } else { Some(date) }
}

/// A date of CSL in words, if there are any.
pub(super) fn words(value: &Value) -> Option<String> {
    let keys = ["edtf", "raw", "literal"];
    value.as_str().map(str::to_owned).or_else(|| keys.iter().find_map(|key| json::text(value, key)))
}

/// One end of a date of CSL: year, month and day, listed or named.
fn end(parts: &Value) -> Option<String> {
    let named = |at: usize| parts.get(PARTS[at]);
    let number = |at: usize| json::words(parts.get(at).or_else(|| named(at))?)?.parse::<i32>().ok();
    // Before the year 1 is the year -1, which EDTF has as 0; an end that is open has the year 0.
    let year = match number(0)? {
        0 => return Some("..".to_owned()),
        year if year < 0 => year + 1,
        year => year,
    };
    let sign = if year < 0 { "-" } else { "" };
    let year = format!("{sign}{:04}", year.unsigned_abs());
    let month = number(1).filter(|month| *month > 0);
    let day = number(2).filter(|day| *day > 0);
    // Some number the seasons from 13 on.
    let is_season = |month: &i32| day.is_none() && (13..=16).contains(month);
    let month = month.map(|month| if is_season(&month) { month + 8 } else { month });
    // Of what is no day the month is kept, and of what is no month the year.
    let mut date = year;
    for part in [month, day.filter(|_| month.is_some())].into_iter().flatten() {
        let longer = format!("{date}-{part:02}");
        if expression(&longer).is_none() {
            break;
        }
        date = longer;
    }
    Some(date)
}

/// The parts of a date of CSL as they are written, where what was read of them says less.
pub(super) fn unread(value: &Value, read: Option<&str>) -> Option<String> {
    if value.is_string() || words(value).and_then(|words| date(&words)).is_some() {
        return None;
    }
    let listed = json::items(value.get("date-parts").unwrap_or(value), &[]);
    let ends: Vec<Vec<String>> = listed.iter().take(2).map(written).collect();
    let is_whole = |(parts, written): (&Value, &Vec<String>)| {
        let pieces = end(parts).map_or(0, |end| end.trim_start_matches('-').split('-').count());
        pieces >= written.len()
    };
    let is_read = read.is_some_and(|read| ends.len() < 2 || read.contains('/'))
        && listed.iter().zip(&ends).all(is_whole);
    let written: Vec<String> = ends.iter().map(|parts| parts.join("-")).collect();
    let written = written.join("/");
    Some(written).filter(|written| !is_read && written.contains(|c: char| c.is_alphanumeric()))
}

/// The parts of one end of a date of CSL in words, without the zeros that stand for nothing.
fn written(parts: &Value) -> Vec<String> {
    let part = |at: usize| parts.get(at).or_else(|| parts.get(PARTS[at])).and_then(json::words);
    (0..PARTS.len()).filter_map(part).filter(|part| part != "0").collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn dates_of_references() {
        for (words, edtf) in [
            ("1850~", "1850~"),
            ("1850?", "1850?"),
            ("/1907", "/1907"),
            ("1914/1918", "1914/1918"),
            ("1988/open", "1988/.."),
            ("unknown/1931", "/1931"),
            ("199u", "199X"),
            ("2001-21", "2001-21"),
            ("-0043", "-0043"),
            ("2018-03-01T10:20:30", "2018-03-01"),
            ("c. 1850", "1850~"),
            ("Circa 1850", "1850~"),
            ("c.~1850", "1850~"),
            ("ca. 1914-1918", "1914~/1918~"),
            ("c. 1590?", "1590%"),
            ("c. 1588 – c. 1592?", "1588~/1592%"),
            ("1588 – c. 1592", "1588/1592~"),
            ("1914–1918", "1914/1918"),
            ("March 2016 - July 2017", "2016-03/2017-07"),
            ("[1850]", "1850"),
            ("[1850?]", "1850?"),
            ("[1667,1668]", "[1667,1668]"),
            ("Spring 2001", "2001-21"),
            ("2001 fall", "2001-23"),
            ("March 1850?", "1850-03?"),
            ("27 December 2017", "2017-12-27"),
            ("2017-12-27", "2017-12-27"),
            ("2017-12", "2017-12"),
            ("30 January 1648/9", "30 January 1648/9"),
            ("1918-1914", ""),
            ("California 2001", ""),
            ("springs 2001", ""),
            ("in press", ""),
            ("Dec. 27, 2017", "2017-12-27"),
            ("1er juillet 2017", "2017-07-01"),
            ("2017年12月27日", "2017-12-27"),
            ("before 27 December 2017", ""),
            ("no later than 27 December 2017", ""),
            ("03/04/2017", ""),
            ("c. c. c. 1850", ""),
            ("2 1999", ""),
            ("1999 2", ""),
            (&"?".repeat(1 << 20), ""),
        ] {
            assert_eq!(super::date(words).unwrap_or_default(), edtf, "{words}");
        }
    }

    #[test]
    fn dates_of_csl() {
        for (value, edtf) in [
            (r#"{"date-parts": [["1914"], ["1918", 11]]}"#, "1914/1918-11"),
            (r#"{"date-parts": [[1850]], "circa": true}"#, "1850~"),
            (r#"{"date-parts": [[1850]], "circa": 0}"#, "1850"),
            (r#"{"date-parts": [[1999]], "season": 1}"#, "1999-21"),
            (r#"{"date-parts": [[1999]], "season": "Winter"}"#, "1999-24"),
            (r#"{"date-parts": [[1999, 5]], "season": "1"}"#, "1999-05"),
            (r#"{"date-parts": [[1999, 13]]}"#, "1999-21"),
            (r#"{"date-parts": [[2010, 13, 45]]}"#, "2010"),
            (r#"{"date-parts": [[2010, 2, 30]]}"#, "2010-02"),
            (r#"{"date-parts": [[-44, 3, 15]]}"#, "-0043-03-15"),
            (r#"{"date-parts": [[-1]]}"#, "0000"),
            (r#"{"date-parts": [[2017, 12, 27], [0]]}"#, "2017-12-27/.."),
            (r#"{"date-parts": [[0], [1907]]}"#, "../1907"),
            (r#"{"date-parts": [[0]]}"#, ""),
            (r#"{"date-parts": [[2017, 0, 0]]}"#, "2017"),
            (r#"{"date-parts": [[1918], [1914]]}"#, "1918"),
            (r#"{"date-parts": [[1999]], "literal": "Spring 1999"}"#, "1999-21"),
            (r#"{"raw": "1914-1918"}"#, "1914/1918"),
            (r#"{"literal": "in press"}"#, ""),
            (r#""2018-03~""#, "2018-03~"),
            (r#"[{"year": "1914"}, {"year": "1918", "month": "11"}]"#, "1914/1918-11"),
            (r#"{"year": "1850", "circa": "true"}"#, "1850~"),
            (r#"{"date-parts": [[99999999999]]}"#, ""),
        ] {
            let value = serde_json::from_str(value).expect(value);
            assert_eq!(super::csl(&value).unwrap_or_default(), edtf, "{value}");
        }
    }

    #[test]
    fn what_is_not_read_of_dates_of_csl() {
        for (value, unread) in [
            (r#"{"date-parts": [[2010, 13, 45]]}"#, "2010-13-45"),
            (r#"{"date-parts": [["2010", "May"]]}"#, "2010-May"),
            (r#"{"date-parts": [[1918], [1914]]}"#, "1918/1914"),
            (r#"{"date-parts": [[99999999999]]}"#, "99999999999"),
            (r#"{"date-parts": [[2010, 13]]}"#, ""),
            (r#"{"date-parts": [[2017, 0, 0]]}"#, ""),
            (r#"{"date-parts": [[-44, 3, 15]]}"#, ""),
            (r#"{"date-parts": [[2017, 12, 27], [0]]}"#, ""),
            (r#"{"date-parts": [[0], [1907]]}"#, ""),
            (r#"{"date-parts": [[2010, 13, 45]], "literal": "May 2010"}"#, ""),
            (r#"{"date-parts": [[]]}"#, ""),
            (r#"{"literal": "in press"}"#, ""),
        ] {
            let value = serde_json::from_str(value).expect(value);
            let read = super::csl(&value);
            let found = super::unread(&value, read.as_deref());
            assert_eq!(found.unwrap_or_default(), unread, "{value}");
        }
    }
}
