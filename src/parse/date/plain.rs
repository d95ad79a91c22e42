//! The plain forms in which people write dates, as EDTF.
//!
//! Days of numbers are read in `numbers`, years and centuries in `years`, two dates and more in `ranges`.

use edtf_core::{Edtf, Precision};

use super::named::{is_weekday, month, season};
use super::numbers::{numbers, numeric, valid};
use super::parts::{part, quarter};
use super::ranges::{inner, range};
use super::reigns::reign;
use super::years::{
    Era, century, decade, either, ordinal_number, second, september_year, since_creation,
    split_era, year_of_era, years,
};
use super::{WORDS, day_text, feasts, normal, when, year_text};
use crate::model::date::{Day, When};

/// Words as an EDTF expression.
pub(super) fn plain(words: &str) -> Option<String> {
    let is_dash = words.contains(['–', '—']);
    let words = feasts::in_days(&normal(words), None);
    let words = words.trim_end_matches([',', ';']);
    // A year before Christ that is not known whole is no range.
    if words.starts_with('-') {
        return None;
    }
    match WORDS.after("probably", words) {
        Some(rest) => Some(marked(&stated(rest, is_dash)?, '?')),
        None => stated(words, is_dash),
    }
}

/// Words that are not in doubt as a whole.
fn stated(words: &str, is_dash: bool) -> Option<String> {
    if let Some(rest) = WORDS.after("about", words).or_else(|| WORDS.before("about-after", words)) {
        let dates = years(rest, is_dash).or_else(|| part(rest)).or_else(|| lone(rest));
        return Some(marked(&dates.or_else(|| range(rest))?, '~'));
    }
    let next_to = |list, side| WORDS.after(list, words).and_then(|rest| beside(rest, side));
    if let Some(last) = next_to("before", Side::Before) {
        return Some(format!("../{last}"));
    }
    if let Some(first) = next_to("after", Side::After) {
        return Some(format!("{first}/.."));
    }
    if let Some(until) = WORDS.after("until", words).and_then(rough) {
        return Some(format!("../{until}"));
    }
    let since = WORDS.after("since", words).or_else(|| WORDS.before("since-after", words));
    if let Some(since) = since.and_then(rough) {
        return Some(format!("{since}/.."));
    }
    let years = years(words, is_dash).or_else(|| part(words));
    years.or_else(|| point(words)).or_else(|| range(words))
}

/// Dates with the mark of doubt (`?`) or of what is about (`~`); `%` is both.
fn marked(dates: &str, mark: char) -> String {
    let one = |date: &str| match date.strip_suffix(MARKS) {
        _ if date == ".." || date.ends_with(mark) => date.to_owned(),
        Some(date) => format!("{date}%"),
        None => format!("{date}{mark}"),
    };
    let all = |dates: &str, sign: char| dates.split(sign).map(one).collect::<Vec<_>>();
    match inner(dates) {
        // Somewhere between two dates is no more about them.
        Some(set) if set.contains("..") => dates.to_owned(),
        Some(set) => format!("[{}]", all(set, ',').join(",")),
        None => all(dates, '/').join("/"),
    }
}

/// What EDTF writes behind a date that is in doubt, about right, or both.
pub(super) const MARKS: [char; 3] = ['?', '~', '%'];

/// One date, which may be about what is said: `c. 1843`.
pub(super) fn rough(words: &str) -> Option<String> {
    point(words).or_else(|| Some(marked(&lone(WORDS.after("about", words)?)?, '~')))
}

/// One date that can be about, which a year of a reign cannot.
fn lone(words: &str) -> Option<String> {
    point(words).filter(|date| !date.contains(".."))
}

#[derive(Clone, Copy)]
pub(super) enum Side {
    Before,
    After,
}

/// The unit (year, month, day) next to a date, with the doubt about it: `before 2017` ends with 2016.
fn beside(words: &str, side: Side) -> Option<String> {
    let date = rough(words)?;
    let mark = &date[date.trim_end_matches(MARKS).len()..];
    Some(next(&when(&date)?, side)? + mark)
}

/// The unit next to a date, which is no interval and no set.
pub(super) fn next(when: &When, side: Side) -> Option<String> {
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

/// Words without the small ones that they begin with.
pub(super) fn unled(mut words: &str) -> &str {
    while let Some((_, rest)) = words.split_once(' ').filter(|(w, _)| WORDS.has("between", w)) {
        words = rest;
    }
    words
}

/// One date without words around it.
pub(super) fn point(words: &str) -> Option<String> {
    let words = unled(words.trim().trim_end_matches(','));
    if let Some(rest) = words.strip_suffix("(?)").or(words.strip_suffix('?')) {
        let certain = point(rest).filter(|point| !point.ends_with(MARKS))?;
        return match inner(&certain) {
            // `1703/4?`: each of the two is in doubt.
            Some(set) => Some(format!("[{}?]", set.replace(',', "?,"))),
            None => Some(format!("{certain}?")),
        };
    }
    if let Ok(Edtf::Date(date)) = Edtf::parse(&words.to_uppercase()) {
        return Some(Edtf::Date(date).to_string());
    }
    if let Some(found) = [decade, numbers, quarter, either].iter().find_map(|form| form(words)) {
        return Some(found);
    }
    if let Some(year) = since_creation(words) {
        return september_year(year);
    }
    if let Some(days) = reign(words) {
        return Some(days);
    }
    let (words, era) = split_era(words);
    let year = era.and_then(|era| year_of_era(words, era));
    year.or_else(|| century(words, era)).or_else(|| named(words, era))
}

/// `October 2017`, `27 December 2017`, `Wednesday, Dec. 27th, 2017`, `spring 2017`, `im Jahre 2017`.
fn named(words: &str, era: Option<Era>) -> Option<String> {
    let (mut weekday, mut day, mut middle, mut year, mut double) = (None, None, None, None, None);
    for word in words.split([' ', ',']).filter(|word| !word.is_empty()) {
        let letters = word.trim_end_matches('.');
        let is_year = |word: &&str| word.len() == 4 && numeric(word);
        let letters = WORDS.before("year-after", letters).filter(is_year).unwrap_or(letters);
        let is_nth_day = || day.is_some() && WORDS.has("nth-day", letters);
        let taken = if WORDS.has("between", letters) || is_nth_day() {
            continue;
        } else if let Some(number) = ordinal_number(letters) {
            if is_year(&letters) || era.is_some() && day.is_some() { &mut year } else { &mut day }
                .replace(number)
        } else if let Some(code) = month(word).or_else(|| season(letters)) {
            middle.replace(i64::from(code))
        } else if let Some(number) = second(letters) {
            double.replace(number)
        } else {
            is_weekday(letters).then(|| weekday.replace(0))?
        };
        if taken.is_some() {
            return None;
        }
    }
    // `1648/9` is two years, and `10 February 1648/9` in the second of them.
    if middle.is_some_and(|month| month <= 3) && year.is_none() {
        year = double.take();
    }
    if let Some(era) = era {
        year = era.year(year.or_else(|| day.take())?);
    }
    let year = year.filter(|_| double.is_none()).and_then(year_text)?;
    match (middle, day) {
        (None, None) => weekday.is_none().then_some(year),
        (Some(middle), None) => valid(format!("{year}-{middle:02}")),
        (Some(month @ 1..=12), Some(day)) => valid(format!("{year}-{month:02}-{day:02}")),
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
            ("about October 2017", "2017-10~"),
            ("before 2017", "../2016"),
            ("before October 2017", "../2017-09"),
            ("before January 2017", "../2016-12"),
            ("before 1 March 2016", "../2016-02-29"),
            ("before the 1860s", "../1859"),
            ("after 2017", "2018/.."),
            ("after 27 December 2017", "2017-12-28/.."),
            ("since 2012", "2012/.."),
            ("from 2012", "2012/.."),
            ("1592 onwards", "1592/.."),
            ("ab Mai 2014", "2014-05/.."),
            ("until May 2014", "../2014-05"),
            ("by the end of 1821", "../1821"),
            ("bis Ende Mai 2014", "../2014-05"),
            ("до конца 1821 года", "../1821"),
            ("ante 1600", "../1599"),
            ("post 1623", "1624/.."),
            ("c. 1590?", "1590%"),
            ("c. 1590–1592?", "1590~/1592%"),
            ("1703/4?", "[1703?,1704?]"),
            ("c. 1703/4", "[1703~,1704~]"),
            ("c. 1703/4?", "[1703%,1704%]"),
            ("c. March 1588", "1588-03~"),
            ("early 1590s–c. 1601", "1590/1601~"),
            ("von 1939 bis 1945", "1939/1945"),
            ("1860s", "186X"),
            ("18th century", "17XX"),
            ("October 2017", "2017-10"),
            ("27 December 2017", "2017-12-27"),
            ("27th of December, 2017", "2017-12-27"),
            ("Wednesday, December 27th, 2017", "2017-12-27"),
            ("October 2017?", "2017-10?"),
            ("1939–1945", "1939/1945"),
            ("from 1939 to 1945", "1939/1945"),
            ("12–15 October 2017", "2017-10-12/2017-10-15"),
            ("2016 or 2017", "[2016,2017]"),
            ("March or April 1917", "[1917-03,1917-04]"),
            ("marzo o abril de 1917", "[1917-03,1917-04]"),
            ("март или апрель 1917 года", "[1917-03,1917-04]"),
            ("4 or 5 August 1914?", "[1914-08-04?,1914-08-05?]"),
            ("4 et 5 août 1914", "{1914-08-04,1914-08-05}"),
            ("4./5. August 1914", "1914-08-04/1914-08-05"),
            ("March/April 1917", "1917-03/1917-04"),
            ("12/2017", "2017-12"),
            ("2017/12/27", "2017-12-27"),
            ("27.12.2017", "2017-12-27"),
            ("2017-1-5", "2017-01-05"),
            ("20171227", "2017-12-27"),
            ("201x", "201X"),
            ("Mittwoch, den 3. März 2017", "2017-03-03"),
            ("le 1er août 2017", "2017-08-01"),
            ("juil. 2017", "2017-07"),
            ("27 de diciembre de 2017", "2017-12-27"),
            ("27 dicembre 2017", "2017-12-27"),
            ("27 de dezembro de 2017", "2017-12-27"),
            ("woensdag 3 maart 2017", "2017-03-03"),
            ("vor 1905", "../1904"),
            ("около 1905", "1905~"),
            ("the 1800s", "18XX"),
            ("winter 1812-1813", "1812-24"),
            ("winter of 1812/13", "1812-24"),
            ("October 12–15, 2017", "2017-10-12/2017-10-15"),
            ("October 30 – November 2, 2017", "2017-10-30/2017-11-02"),
            ("28 December to 3 January 2018", "2017-12-28/2018-01-03"),
            ("1860er Jahre", "186X"),
            ("19. Jahrhundert", "18XX"),
            ("seit Mai 2014", "2014-05/.."),
            ("les années 1860", "186X"),
            ("XIXe siècle", "18XX"),
            ("du 12 au 15 octobre 2017", "2017-10-12/2017-10-15"),
            ("siglo XIX", "18XX"),
            ("del 12 al 15 de octubre de 2017", "2017-10-12/2017-10-15"),
            ("с 12 по 15 октября 2017 года", "2017-10-12/2017-10-15"),
            ("с 30 сентября по 2 октября 2017 года", "2017-09-30/2017-10-02"),
            ("1-го Мая 2017 г.", "2017-05-01"),
            ("1860-е годы", "186X"),
            ("XIX век", "18XX"),
            ("12 أكتوبر 2017", "2017-10-12"),
            ("١٢ تشرين الأول ٢٠١٧", "2017-10-12"),
            ("حوالي 1905", "1905~"),
            ("قبل 2017", "../2016"),
            ("[1667, 1668]", "[1667,1668]"),
            ("3 January [1813]", "1813-01-03"),
            ("2026-11-14T10:00:00.000Z", "2026-11-14"),
            ("2026-11-14 10:00", "2026-11-14"),
            ("2026-11-14T25:00:00", "2026-11-14"),
        ] {
            let found = read(words, "en").map(|read| (read.when.text, read.plain));
            assert_eq!(found, Some((edtf.into(), true)), "{words}");
        }
    }

    #[test]
    fn dates_of_courts_and_museums() {
        for (words, edtf) in [
            ("on or about 3 May 2017", "2017-05-03~"),
            ("am oder um den 3. Mai 2017", "2017-05-03~"),
            ("le ou vers le 3 mai 2017", "2017-05-03~"),
            ("el 3 de mayo de 2017 o alrededor de esa fecha", "2017-05-03~"),
            ("3 мая 2017 года или около того", "2017-05-03~"),
            ("في أو حوالي 3 مايو 2017", "2017-05-03~"),
            ("1900 or thereabouts", "1900~"),
            ("on or before 3 May 2017", "../2017-05-03"),
            ("am oder vor dem 3. Mai 2017", "../2017-05-03"),
            ("le ou avant le 3 mai 2017", "../2017-05-03"),
            ("el o antes del 3 de mayo de 2017", "../2017-05-03"),
            ("on or after 3 May 2017", "2017-05-03/.."),
            ("am oder nach dem 3. Mai 2017", "2017-05-03/.."),
            ("le ou après le 3 mai 2017", "2017-05-03/.."),
            ("не ранее 3 мая 2017 года", "2017-05-03/.."),
            ("3rd day of May 2017", "2017-05-03"),
            ("this 3rd day of May, 2017", "2017-05-03"),
            ("before 1905?", "../1904?"),
            ("after 1945?", "1946?/.."),
            ("before c. 1650", "../1649~"),
            ("until c. 1700", "../1700~"),
            ("probably 1843", "1843?"),
            ("probably c. 1843", "1843%"),
            ("perhaps before 1843", "../1842?"),
            ("vermutlich 1843", "1843?"),
            ("c. 1590?–1592", "1590%/1592~"),
            ("ca. 1650–1660", "1650~/1660~"),
            ("c. 1650–c. 1660", "1650~/1660~"),
            ("c. 1650 (?)", "1650%"),
            ("no later than 1710", "../1710"),
            ("abt. 1750", "1750~"),
            ("Abt 12 May 1750", "1750-05-12~"),
            ("env. 1750", "1750~"),
            ("ок. 1750 г.", "1750~"),
            ("bef. 1750", "../1749"),
            ("av. 1750", "../1749"),
            ("aft. 1750", "1751/.."),
        ] {
            let found = read(words, "en").map(|read| (read.when.text, read.plain));
            assert_eq!(found, Some((edtf.into(), true)), "{words}");
        }
    }

    #[test]
    fn what_is_edtf_is_not_read_again() {
        for (words, edtf, plain) in [
            ("2017-10-12/2017-10-15~", "2017-10-12/2017-10-15~", false),
            ("2026-11-14T10:00:00", "2026-11-14", true),
            ("2026-11-14T10:00:00+02:00", "2026-11-14", true),
        ] {
            let found = read(words, "en").map(|read| (read.when.text, read.plain));
            assert_eq!(found, Some((edtf.into(), plain)), "{words}");
        }
    }

    #[test]
    fn other_words_stay_words() {
        for words in [
            "03/04/2017",
            "13/2017",
            "Wednesday",
            "soon",
            "2017-02-30",
            "31 February 2017",
            "c. ",
            "before",
            "May",
            "12 12 2017",
            "15 to 12 October 2017",
            "before 9999999999999 BC",
            "",
            "????",
            "1939-1945-1950",
            "c. c. 1905",
            "2017 ?~",
            "the",
            "27 2017 December 12",
            "100th century",
            "May Day 1917",
            "3 days in May 2017",
            "May-2017",
            "probably",
            "probably probably 1843",
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
