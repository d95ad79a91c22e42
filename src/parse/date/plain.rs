//! The plain forms in which people write dates, as EDTF.
//!
//! Days of numbers are read in `numbers`.

use edtf_core::{Date, Edtf, Precision};

use super::named::{is_weekday, month, season};
use super::numbers::{numbers, numeric, valid};
use super::{WORDS, day_text, normal, when, year_text};
use crate::model::date::Day;

/// Small words inside a date.
const BETWEEN: &[&str] = &[
    "of", "the", "in", "on", "am", "im", "den", "der", "le", "en", "du", "de", "del", "el", "г",
    "года", "год", "году", "عام", "سنة",
];

/// Words as an EDTF expression.
pub(super) fn plain(words: &str) -> Option<String> {
    let words = normal(words);
    let words = words.trim_end_matches([',', ';']);
    // A year before Christ that is not known whole is no range.
    if words.starts_with('-') {
        return None;
    }
    if let Some(rest) = WORDS.after("about", words) {
        let point = point(rest)?;
        return (!point.ends_with(['?', '~', '%'])).then(|| format!("{point}~"));
    }
    if let Some(rest) = WORDS.after("before", words) {
        return Some(format!("../{}", beside(rest, &Side::Before)?));
    }
    if let Some(rest) = WORDS.after("after", words) {
        return Some(format!("{}/..", beside(rest, &Side::After)?));
    }
    if let Some(until) = WORDS.after("until", words).and_then(point) {
        return Some(format!("../{until}"));
    }
    if let Some(since) = WORDS.after("since", words).and_then(point) {
        return Some(format!("{since}/.."));
    }
    part(words).or_else(|| range(words)).or_else(|| point(words))
}

/// `early 2017`, `mid-October 2017`, `late 1860s`: some month, day or year in a third of it.
fn part(words: &str) -> Option<String> {
    let words = words.strip_prefix("the ").unwrap_or(words);
    let lists = ["early", "mid", "late"].into_iter().zip([0, 1, 2]);
    let (third, whole) = lists
        .into_iter()
        .find_map(|(list, third)| Some((third, point(WORDS.after(list, words)?)?)))?;
    if let Some(decade) = whole.strip_suffix('X').filter(|decade| numeric(decade)) {
        let (from, to) = [(0, 3), (4, 6), (7, 9)][third];
        return (decade.len() == 3).then(|| format!("[{decade}{from}..{decade}{to}]"));
    }
    if let Some(century) = whole.strip_suffix("XX").filter(|century| numeric(century)) {
        let (from, to) = [("00", "33"), ("34", "66"), ("67", "99")][third];
        return Some(format!("[{century}{from}..{century}{to}]"));
    }
    if numeric(&whole) {
        let (from, to) = [("01", "04"), ("05", "08"), ("09", "12")][third];
        return Some(format!("[{whole}-{from}..{whole}-{to}]"));
    }
    let of = when(&whole)?;
    let (first, last) = (of.earliest?, of.latest?);
    let is_month = (first.year, first.month, first.day) == (last.year, last.month, 1);
    let (from, to) = [(1, 10), (11, 20), (21, last.day)][third];
    is_month.then(|| format!("[{whole}-{from:02}..{whole}-{to:02}]"))
}

/// Two dates: from one to the other, or one of the two.
fn range(words: &str) -> Option<String> {
    let alternatives = WORDS.all("or").flat_map(|(_, items)| items);
    if let Some(winter) = winter(words) {
        return Some(winter);
    }
    let both = |(one, other): (&str, &str)| Some((point(one)?, point(other)?));
    if let Some((one, other)) =
        alternatives.filter_map(|or| words.split_once(or.as_str())).find_map(both)
    {
        return Some(format!("[{one},{other}]"));
    }
    WORDS.all("range").find_map(|(opening, separators)| {
        let inner = words.strip_prefix(opening.trim_end_matches('_'))?;
        separators.iter().find_map(|separator| {
            let (start, end) = inner.split_once(separator.as_str())?;
            ends(start.trim(), end.trim())
        })
    })
}

/// `winter 1812-1813`: the winter that begins in the first of two years.
fn winter(words: &str) -> Option<String> {
    let (at, separator) = words.char_indices().rfind(|(_, c)| matches!(c, '-' | '/'))?;
    let (before, after) = (&words[..at], &words[at + separator.len_utf8()..]);
    let year: i64 = before.get(before.len().checked_sub(4)?..)?.parse().ok()?;
    let next = if after.len() == 2 { (year + 1) % 100 } else { year + 1 };
    let season = (after.parse() == Ok(next)).then(|| point(before)).flatten()?;
    season.ends_with("-24").then_some(season)
}

/// The two ends of a range. In `12 to 15 October 2017` the first day has the month of the second, in `October 12–15, 2017`
/// the second that of the first.
fn ends(start: &str, end: &str) -> Option<String> {
    let after_day = end.split_once(' ').map(|(_, month)| format!("{start} {month}"));
    let with_year = end.rsplit(' ').next().map(|year| format!("{start} {year}"));
    let first = point(start).or_else(|| point(&after_day?)).or_else(|| point(&with_year?))?;
    let before_day = start.rsplit_once(' ').map(|(month, _)| format!("{month} {end}"));
    let last = point(end).or_else(|| point(&before_day?))?;
    Some(format!("{first}/{last}"))
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
    let forms = [era, span_of_years, numbers, quarter, named];
    forms.iter().find_map(|form| form(words))
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
    let rest = ["ad ", "a.d. "].iter().find_map(|era| words.strip_prefix(era));
    let suffixed = || [" ce", " ad", " a.d.", " c.e."].iter().find_map(|s| words.strip_suffix(s));
    year_text(year(rest.or_else(suffixed)?)?)
}

/// `1860s`, `18th century`, `siglo XIX`.
fn span_of_years(words: &str) -> Option<String> {
    // In English `the 1800s` are a century.
    if let Some(century) = words.strip_suffix("00s").filter(|digits| digits.len() == 2) {
        return numeric(century).then(|| format!("{century}XX"));
    }
    let decade =
        WORDS.after("decade-before", words).or_else(|| WORDS.before("decade-after", words));
    if let Some(digits) = decade.and_then(|decade| decade.strip_suffix('0')) {
        return (digits.len() == 3 && numeric(digits)).then(|| format!("{digits}X"));
    }
    let century =
        WORDS.after("century-before", words).or_else(|| WORDS.before("century-after", words));
    let number = ordinal_number(century?).or_else(|| roman(century?))?;
    (1..=99).contains(&number).then(|| format!("{:02}XX", number - 1))
}

/// A number of Roman digits below forty, in small letters.
fn roman(text: &str) -> Option<u32> {
    let tens = text.bytes().take_while(|byte| *byte == b'x').count();
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    // `ix` begins with no ten, `xix` with one.
    let ones = ones.iter().position(|one| *one == &text[tens..])?;
    let number = u32::try_from(tens * 10 + ones).ok()?;
    (1..40).contains(&number).then_some(number)
}

/// `Q3 2017`: a quarter of a year has a number of its own in EDTF.
fn quarter(words: &str) -> Option<String> {
    let (number, year) = WORDS.after("quarter", words)?.split_once(' ')?;
    let number: u32 = number.parse().ok().filter(|number| (1..=4).contains(number))?;
    let year = year.strip_prefix("of ").unwrap_or(year);
    if year.len() == 4 && numeric(year) { valid(format!("{year}-{}", 32 + number)) } else { None }
}

/// `21st` or `21`.
fn ordinal_number(text: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th", "er", "º"].iter().find_map(|end| text.strip_suffix(end));
    let digits = digits.unwrap_or(text);
    if numeric(digits) { digits.parse().ok() } else { None }
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
            ("early 2017", "[2017-01..2017-04]"),
            ("mid-October 2017", "[2017-10-11..2017-10-20]"),
            ("late February 2016", "[2016-02-21..2016-02-29]"),
            ("the end of the 1860s", "[1867..1869]"),
            ("Q3 2017", "2017-35"),
            ("the 1800s", "18XX"),
            ("late 1800s", "[1867..1899]"),
            ("early 16th century", "[1500..1533]"),
            ("winter 1812-1813", "1812-24"),
            ("winter of 1812/13", "1812-24"),
            ("hiver 1812-1813", "1812-24"),
            ("October 12–15, 2017", "2017-10-12/2017-10-15"),
            ("October 30 – November 2, 2017", "2017-10-30/2017-11-02"),
            ("Anfang Oktober 2017", "[2017-10-01..2017-10-10]"),
            ("Ende 2017", "[2017-09..2017-12]"),
            ("1860er Jahre", "186X"),
            ("19. Jahrhundert", "18XX"),
            ("zwischen 1939 und 1945", "1939/1945"),
            ("seit Mai 2014", "2014-05/.."),
            ("les années 1860", "186X"),
            ("XIXe siècle", "18XX"),
            ("du 12 au 15 octobre 2017", "2017-10-12/2017-10-15"),
            ("mi-octobre 2017", "[2017-10-11..2017-10-20]"),
            ("siglo XIX", "18XX"),
            ("a principios de octubre de 2017", "[2017-10-01..2017-10-10]"),
            ("del 12 al 15 de octubre de 2017", "2017-10-12/2017-10-15"),
            ("с 12 по 15 октября 2017 года", "2017-10-12/2017-10-15"),
            ("1860-е годы", "186X"),
            ("в конце 2017", "[2017-09..2017-12]"),
            ("XIX век", "18XX"),
            ("12 أكتوبر 2017", "2017-10-12"),
            ("١٢ تشرين الأول ٢٠١٧", "2017-10-12"),
            ("حوالي 1905", "1905~"),
            ("قبل 2017", "../2016"),
            ("[1667, 1668]", "[1667,1668]"),
            ("2026-11-14T10:00:00.000Z", "2026-11-14"),
            ("2026-11-14 10:00", "2026-11-14"),
            ("2026-11-14T25:00:00", "2026-11-14"),
        ] {
            let found = read(words, "en").map(|read| (read.when.text, read.plain));
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
            let found = read(words, "en").map(|read| (read.when.text, read.plain));
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
            "early",
            "late 12 October 2017",
            "Q5 2017",
            "siglo XXXXX",
            &"?".repeat(1 << 20),
            &"c. ".repeat(1 << 20),
            "1866er",
            "-04XX",
            "-003X",
        ] {
            assert_eq!(read(words, "en"), None, "{words}");
        }
    }
}
