//! The plain forms in which people write dates, as EDTF.
//!
//! English words and unmistakable numbers only: `03/04/2017` is two days and stays words.

use edtf_core::{Date, Edtf, Precision};

use super::named::{is_weekday, month, season};
use super::{day_text, normal, when, year_text};
use crate::model::date::Day;

const ABOUT: &[&str] = &[
    "circa ",
    "ca. ",
    "ca ",
    "c. ",
    "c.",
    "about ",
    "around ",
    "approximately ",
    "approx. ",
    "um ",
    "vers ",
    "hacia ",
    "около ",
];
const BEFORE: &[&str] = &["before ", "vor ", "avant ", "antes de ", "до "];
const AFTER: &[&str] = &["after ", "nach ", "après ", "después de ", "после "];

/// Small words inside a date.
const BETWEEN: &[&str] = &[
    "of", "the", "in", "on", "am", "im", "den", "der", "le", "en", "du", "de", "del", "el", "г",
    "года",
];

/// Words as an EDTF expression.
pub(super) fn plain(words: &str) -> Option<String> {
    let words = normal(words);
    let words = words.trim_end_matches([',', ';']);
    if let Some(rest) = after(words, ABOUT) {
        let point = point(rest)?;
        return (!point.ends_with(['?', '~', '%'])).then(|| format!("{point}~"));
    }
    if let Some(rest) = after(words, BEFORE) {
        return Some(format!("../{}", beside(rest, &Side::Before)?));
    }
    if let Some(rest) = after(words, AFTER) {
        return Some(format!("{}/..", beside(rest, &Side::After)?));
    }
    if let Some(rest) = after(words, &["until ", "till ", "by ", "not after ", "no later than "]) {
        return Some(format!("../{}", point(rest)?));
    }
    if let Some(rest) = after(words, &["since ", "not before ", "no earlier than "]) {
        return Some(format!("{}/..", point(rest)?));
    }
    range(words).or_else(|| point(words))
}

fn after<'a>(words: &'a str, openings: &[&str]) -> Option<&'a str> {
    openings.iter().find_map(|opening| words.strip_prefix(opening)).map(str::trim_start)
}

/// Two dates: from one to the other, or one of the two.
fn range(words: &str) -> Option<String> {
    let inner = words.strip_prefix("between ").or(words.strip_prefix("from "));
    let separators: &[&str] = match inner {
        Some(_) if words.starts_with("between ") => &[" and "],
        Some(_) => &[" to ", " until ", " till ", "-"],
        None => &[" to ", " - ", "-"],
    };
    let words = inner.unwrap_or(words);
    if let Some((one, other)) = words.split_once(" or ") {
        return Some(format!("[{},{}]", point(one)?, point(other)?));
    }
    separators.iter().find_map(|separator| {
        let (start, end) = words.split_once(separator)?;
        let (start, end) = (start.trim(), end.trim());
        // In `12 to 15 October 2017` the first day has the month of the second.
        let month = end.split_once(' ').map(|(_, month)| format!("{start} {month}"));
        let start = point(start).or_else(|| point(&month?))?;
        Some(format!("{start}/{}", point(end)?))
    })
}

enum Side {
    Before,
    After,
}

/// The unit (year, month, day) next to a date: `before 2017` ends with 2016.
fn beside(words: &str, side: &Side) -> Option<String> {
    let when = when(&point(words)?)?;
    let Edtf::Date(date) = &when.edtf else { return None };
    let (edge, step) = match side {
        Side::Before => (when.earliest?, -1),
        Side::After => (when.latest?, 1),
    };
    if edge.year.abs() > 9999 {
        return None;
    }
    match date.precision() {
        Precision::Year => year_text(edge.year + step),
        Precision::Month => {
            let month = edge.year * 12 + i64::from(edge.month) - 1 + step;
            Some(format!("{}-{:02}", year_text(month.div_euclid(12))?, month.rem_euclid(12) + 1))
        }
        Precision::Season | Precision::Day => day_text(Day::from_ordinal(edge.ordinal() + step)),
    }
}

/// One date without words around it.
fn point(words: &str) -> Option<String> {
    let words = words.trim().trim_end_matches(',');
    let words = words.strip_prefix("the ").unwrap_or(words);
    if let Some(rest) = words.strip_suffix("(?)").or(words.strip_suffix('?')) {
        return Some(format!(
            "{}?",
            point(rest).filter(|point| !point.ends_with(['?', '~', '%']))?
        ));
    }
    if let Ok(Edtf::Date(date)) = Edtf::parse(&words.to_uppercase()) {
        return Some(as_text(date));
    }
    era(words).or_else(|| span_of_years(words)).or_else(|| numbers(words)).or_else(|| named(words))
}

fn as_text(date: Date) -> String {
    Edtf::Date(date).to_string()
}

/// `44 BC`, `AD 70`: the year 0 of EDTF is 1 BC.
fn era(words: &str) -> Option<String> {
    let year =
        |text: &str| text.trim().parse::<i64>().ok().filter(|year| (1..=9999).contains(year));
    for suffix in [" bce", " bc", " b.c.e.", " b.c."] {
        if let Some(rest) = words.strip_suffix(suffix) {
            return year_text(1 - year(rest)?);
        }
    }
    let rest = after(words, &["ad ", "a.d. "]);
    let suffixed = || [" ce", " ad", " a.d.", " c.e."].iter().find_map(|s| words.strip_suffix(s));
    year_text(year(rest.or_else(suffixed)?)?)
}

/// `1860s`, `18th century`.
fn span_of_years(words: &str) -> Option<String> {
    let decade =
        words.strip_suffix("'s").or(words.strip_suffix('s')).and_then(|d| d.strip_suffix('0'));
    if let Some(digits) = decade {
        return (digits.len() == 3 && numeric(digits)).then(|| format!("{digits}X"));
    }
    let century = words.strip_suffix(" century").or(words.strip_suffix(" c."))?;
    let number: u32 = ordinal_number(century)?;
    (1..=99).contains(&number).then(|| format!("{:02}XX", number - 1))
}

fn numeric(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `21st` or `21`.
fn ordinal_number(text: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th", "er", "º"].iter().find_map(|end| text.strip_suffix(end));
    let digits = digits.unwrap_or(text);
    if numeric(digits) { digits.parse().ok() } else { None }
}

/// `2017/12/27`, `2017.12.27`, `2017-1-5`, `27.12.2017`, `20171227`.
fn numbers(words: &str) -> Option<String> {
    if words.len() == 8 && numeric(words) {
        return ymd(&words[..4], &words[4..6], &words[6..]);
    }
    let separator = words.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = words.split(separator).collect();
    match (separator, parts.as_slice()) {
        ('/' | '.' | '-', [year, month, day]) if year.len() == 4 => ymd(year, month, day),
        ('.', [day, month, year]) if year.len() == 4 => ymd(year, month, day),
        _ => None,
    }
}

fn ymd(year: &str, month: &str, day: &str) -> Option<String> {
    if ![year, month, day].into_iter().all(numeric) {
        return None;
    }
    valid(format!("{year}-{month:0>2}-{day:0>2}"))
}

/// `October 2017`, `27 December 2017`, `Wednesday, Dec. 27th, 2017`, `spring 2017`.
fn named(words: &str) -> Option<String> {
    let (mut day, mut middle, mut year) = (None, None, None);
    for word in words.split([' ', ',']).filter(|word| !word.is_empty()) {
        let letters = word.trim_end_matches('.');
        if BETWEEN.contains(&letters) {
            continue;
        }
        if let Some(number) = ordinal_number(letters) {
            let slot = if word.len() == 4 && numeric(word) { &mut year } else { &mut day };
            if slot.replace(number).is_some() {
                return None;
            }
        } else if let Some(code) = month(word).or_else(|| season(letters)) {
            if middle.replace(code).is_some() {
                return None;
            }
        } else if !is_weekday(letters) {
            return None;
        }
    }
    match (year?, middle?, day) {
        (year, middle, None) => valid(format!("{year:04}-{middle:02}")),
        (year, month @ 1..=12, Some(day)) => valid(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
}

fn valid(expression: String) -> Option<String> {
    Edtf::parse(&expression).is_ok().then_some(expression)
}

#[cfg(test)]
mod tests {
    use crate::parse::date::read;

    #[test]
    fn plain_forms() {
        for (words, edtf) in [
            ("c. 1905", "1905~"),
            ("c.1905", "1905~"),
            ("Circa 1905", "1905~"),
            ("about October 2017", "2017-10~"),
            ("before 2017", "../2016"),
            ("before October 2017", "../2017-09"),
            ("before January 2017", "../2016-12"),
            ("before 1 March 2016", "../2016-02-29"),
            ("before the 1860s", "../1859"),
            ("after 2017", "2018/.."),
            ("after 27 December 2017", "2017-12-28/.."),
            ("since 2012", "2012/.."),
            ("until May 2014", "../2014-05"),
            ("1860s", "186X"),
            ("the 1860s", "186X"),
            ("18th century", "17XX"),
            ("October 2017", "2017-10"),
            ("Oct. 2017", "2017-10"),
            ("27 December 2017", "2017-12-27"),
            ("27th of December, 2017", "2017-12-27"),
            ("Dec. 27, 2017", "2017-12-27"),
            ("Wednesday, December 27th, 2017", "2017-12-27"),
            ("summer 2017", "2017-22"),
            ("October 2017?", "2017-10?"),
            ("1939–1945", "1939/1945"),
            ("from 1939 to 1945", "1939/1945"),
            ("between March 2016 and July 2017", "2016-03/2017-07"),
            ("12–15 October 2017", "2017-10-12/2017-10-15"),
            ("2016 or 2017", "[2016,2017]"),
            ("2017/12/27", "2017-12-27"),
            ("27.12.2017", "2017-12-27"),
            ("2017-1-5", "2017-01-05"),
            ("20171227", "2017-12-27"),
            ("201x", "201X"),
            ("44 BC", "-0043"),
            ("AD 70", "0070"),
            ("27. Dezember 2017", "2017-12-27"),
            ("Mittwoch, den 3. März 2017", "2017-03-03"),
            ("le 1er août 2017", "2017-08-01"),
            ("juil. 2017", "2017-07"),
            ("27 de diciembre de 2017", "2017-12-27"),
            ("27 декабря 2017 г.", "2017-12-27"),
            ("Май 2017", "2017-05"),
            ("été 2017", "2017-22"),
            ("vor 1905", "../1904"),
            ("около 1905", "1905~"),
            ("[1667, 1668]", "[1667,1668]"),
            ("2026-11-14T10:00:00.000Z", "2026-11-14"),
            ("2026-11-14 10:00", "2026-11-14"),
            ("2026-11-14T25:00:00", "2026-11-14"),
        ] {
            let found = read(words).map(|read| (read.when.text, read.plain));
            assert_eq!(found, Some((edtf.into(), true)), "{words}");
        }
    }

    #[test]
    fn what_is_edtf_is_not_read_again() {
        for (words, edtf) in [
            ("2017-10-12/2017-10-15~", "2017-10-12/2017-10-15~"),
            ("2026-11-14T10:00:00", "2026-11-14"),
            ("2026-11-14T10:00:00+02:00", "2026-11-14"),
        ] {
            let found = read(words).map(|read| (read.when.text, read.plain));
            assert_eq!(found, Some((edtf.into(), false)), "{words}");
        }
    }

    #[test]
    fn other_words_stay_words() {
        for words in [
            "03/04/2017",
            "Wednesday",
            "soon",
            "2017-02-30",
            "31 February 2017",
            "c. ",
            "before",
            "May",
            "12 12 2017",
            "before 9999999999999 BC",
            "",
            "????",
            "1939-1945-1950",
            "c. c. 1905",
            "2017 ?~",
            "the",
            "27 2017 December 12",
            "100th century",
            "jui 2017",
            "ма 2017",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
