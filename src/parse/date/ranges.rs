//! Two dates and more: from one to the other, one of them or of those between them, or all of them.
//!
//! What a date in them lacks stands with another one: `12 to 15 October 2017`.

use std::cmp::Ordering;

use super::numbers::{in_one_order, numeric};
use super::parts::part;
use super::plain::{MARKS, Side, next, point, rough};
use super::years::{follows, split_era, year_before};
use super::{WORDS, day_text, when, year_text};
use crate::model::date::Day;

/// Two dates: from one to the other, one of the two or of those between them, or both; or more, of a list.
pub(super) fn range(words: &str) -> Option<String> {
    if let Some(winter) = winter(words) {
        return Some(winter);
    }
    for (list, [open, close]) in [("or", ['[', ']']), ("and", ['{', '}'])] {
        let mut words_between = WORDS.all(list).flat_map(|(_, items)| items);
        if let Some(dates) = words_between.find_map(|between| listed(words, between)) {
            let dates: Vec<&str> = dates.iter().map(|date| inner(date).unwrap_or(date)).collect();
            // A part of a year is one month of it, and not all of them.
            let is_one = open == '[' || dates.iter().all(|date| !date.contains(".."));
            return is_one.then(|| format!("{open}{}{close}", dates.join(",")));
        }
    }
    if let Some((first, last)) = bounds("within", words) {
        return within(edges(&first).0, edges(&last).1);
    }
    let (first, last) = bounds("range", words)?;
    Some(format!("{}/{}", edges(&first).0, edges(&last).1))
}

/// One of the dates from one to another, and what is about one of these: `[1588~,1589..1592]`.
fn within(first: &str, last: &str) -> Option<String> {
    let begin = |date: &str| when(date.trim_end_matches(MARKS))?.earliest;
    if begin(first) > begin(last) {
        return None;
    }
    let exact = |date: &str, side| -> Option<(Option<String>, String)> {
        let plain = date.trim_end_matches(MARKS);
        let read = when(plain)?;
        if plain == date {
            let end = if matches!(side, Side::After) { read.earliest } else { read.latest };
            return Some((None, year_of(date, end?)?));
        }
        let is_about = date.ends_with(['~', '%']);
        is_about.then_some((Some(date.to_owned()), next(&read, side)?))
    };
    let ((first, from), (last, to)) = (exact(first, Side::After)?, exact(last, Side::Before)?);
    let between = match when(&from)?.earliest.cmp(&when(&to)?.earliest) {
        Ordering::Less => {
            let (from, to) = as_exact(&from, &to).unwrap_or((from, to));
            Some(format!("{from}..{to}"))
        }
        Ordering::Equal => Some(from).filter(|_| first.is_some() || last.is_some()),
        Ordering::Greater => None,
    };
    let parts: Vec<String> = first.into_iter().chain(between).chain(last).collect();
    Some(format!("[{}]", parts.join(",")))
}

/// Two ends, of which one is less exact than the other, as exact as that one, since a set has no others: all of 1588 and of
/// March 1592 is from January 1588 to March 1592.
fn as_exact(from: &str, to: &str) -> Option<(String, String)> {
    let exact = from.len().max(to.len());
    let is_plain = |date: &str| date.starts_with(|c: char| c.is_ascii_digit());
    if from.len() == to.len() || !is_plain(from) || !is_plain(to) {
        return None;
    }
    let (first, last) = (day_text(when(from)?.earliest?)?, day_text(when(to)?.latest?)?);
    Some((first.get(..exact)?.to_owned(), last.get(..exact)?.to_owned()))
}

/// The dates around a word between two of them, and before it between commas: `12, 13 and 14 March 2019`.
fn listed(words: &str, between: &str) -> Option<Vec<String>> {
    if let Some((first, last)) = words.split_once(between)
        && let Some((one, other)) = ends(first, last)
    {
        return Some(vec![one, repeated(first, last).unwrap_or(other)]);
    }
    let (others, last) = words.rsplit_once(between)?;
    let mut others = others.trim_end_matches(',').split(',').map(str::trim);
    let first = others.next()?;
    let (one, other) = ends(first, last)?;
    // `March 12, 13 and 14, 2019`
    let like = |date: &str| Some(ends(date, last)?.0).filter(|date| date.len() == one.len());
    let of_first =
        |date: &str| Some(ends(first, &format!("{date}, {}", last.rsplit(' ').next()?))?.1);
    let others = others.map(|date| like(date).or_else(|| of_first(date)));
    let dates = std::iter::once(Some(one.clone())).chain(others).chain([Some(other)]);
    let dates: Vec<String> = dates.collect::<Option<_>>()?;
    // In `March 3, 2019 and April 4, 2019` a comma is no one between dates.
    dates.iter().all(|date| date.len() == one.len()).then_some(dates)
}

/// The first date in another year, where that is all that is said of the second: `12 Feb 1899 or 1900`.
fn repeated(first: &str, year: &str) -> Option<String> {
    let is_year = |word: &str| word.len() == 4 && numeric(word);
    let (date, _) = first.rsplit_once(' ').filter(|(_, year)| is_year(year))?;
    is_year(year.trim_end_matches('?')).then(|| point(&format!("{date} {year}")))?
}

/// The two dates around a separator of a list, behind what is given with it.
fn bounds(list: &str, words: &str) -> Option<(String, String)> {
    WORDS.all(list).find_map(|(opening, separators)| {
        let inner = words.strip_prefix(opening.trim_end_matches('_'))?;
        separators.iter().find_map(|separator| {
            let (start, end) = inner.split_once(separator.as_str())?;
            let (first, last) = ends(start.trim(), end.trim())?;
            let before = || year_before(&first, &last).filter(|_| point(start.trim()).is_none());
            Some((before().unwrap_or(first), last))
        })
    })
}

/// Two dates of which the later one stands first, the other way round: `between 1588 and 1592`.
pub(super) fn turned(words: &str) -> Option<String> {
    let lists = ["within", "range"].into_iter().flat_map(|list| WORDS.all(list));
    let turned = |opening: &str, separator: &str| {
        let opening = opening.replace('_', " ");
        let (first, last) = words.strip_prefix(&opening)?.split_once(separator)?;
        let forwards = format!("{opening}{last}{separator}{first}");
        let is_whole = single(first).is_some() && single(last).is_some();
        (is_whole && range(&forwards).is_some_and(|range| when(&range).is_some()))
            .then_some(forwards)
    };
    let mut ways =
        lists.flat_map(|(opening, separators)| separators.iter().map(move |s| (opening, s)));
    ways.find_map(|(opening, separator)| turned(opening, separator))
}

/// The year of a day of a decade or a century, which are no end of a set; any other date as it is.
fn year_of(date: &str, day: Day) -> Option<String> {
    if date.contains('X') { year_text(day.year) } else { Some(date.to_owned()) }
}

/// What a set has between its brackets.
pub(super) fn inner(date: &str) -> Option<&str> {
    date.strip_prefix('[').and_then(|date| date.strip_suffix(']'))
}

/// The first and the last date of a set; any other date twice.
fn edges(date: &str) -> (&str, &str) {
    let set = inner(date).unwrap_or(date);
    let is_between = |c| inner(date).is_some() && matches!(c, '.' | ',');
    let (mut forth, mut back) = (set.split(is_between), set.rsplit(is_between));
    (forth.next().unwrap_or(set), back.next().unwrap_or(set))
}

/// `winter 1812-1813`: the winter that begins in the first of two years.
fn winter(words: &str) -> Option<String> {
    let (at, separator) = words.char_indices().rfind(|(_, c)| matches!(c, '-' | '/'))?;
    let (before, after) = (&words[..at], &words[at + separator.len_utf8()..]);
    let year = before.get(before.len().checked_sub(4)?..)?;
    let season = follows(year, after).then(|| point(before)).flatten()?;
    season.ends_with("-24").then_some(season)
}

/// The two ends of a range. In `12 to 15 October 2017` the first day has the month of the second, in `October 12–15, 2017`
/// the second that of the first, and in `1200–1150 BC` the first year the era of the second.
fn ends(start: &str, end: &str) -> Option<(String, String)> {
    if let Some(both) = in_one_order(start, end) {
        return Some(both);
    }
    let completed = || {
        let mut spaces = end.match_indices(' ').take(MOST_SHARED);
        spaces.find_map(|(at, _)| single(&format!("{start}{}", &end[at..])))
    };
    // `12.–15.10.2017`, `3.5.–5.6.2017`
    let in_numbers = || {
        let start = start.trim_end_matches('.');
        let missing = 2_usize.checked_sub(start.matches('.').count())?;
        let (at, _) = end.rmatch_indices('.').nth(missing.checked_sub(1)?)?;
        single(&format!("{start}{}", &end[at..]))
    };
    let completed = || completed().or_else(in_numbers);
    let one_era = split_era(end).1.is_some() && split_era(start).1.is_none();
    let first = if one_era { completed() } else { None };
    let first = first.or_else(|| single(start)).or_else(completed)?;
    let before_day = || point(&format!("{} {end}", start.rsplit_once(' ')?.0));
    Some((first, single(end).or_else(before_day)?))
}

/// What two dates share stands behind one of so many words of the second: `lunes 30 de mayo al viernes 2 de junio de 2017`.
const MOST_SHARED: usize = 6;

/// One date or a part of one.
fn single(words: &str) -> Option<String> {
    rough(words).or_else(|| part(words))
}

#[cfg(test)]
mod tests {
    use crate::parse::date::read;

    #[test]
    fn one_of_several() {
        for (words, edtf) in [
            ("between March 2016 and July 2017", "[2016-03..2017-07]"),
            ("between 1599 and 1601", "[1599..1601]"),
            ("between 1588 and March 1592", "[1588-01..1592-03]"),
            ("between March 1588 and 1592", "[1588-03..1592-12]"),
            ("between 1588 and 12 March 1592", "[1588-01-01..1592-03-12]"),
            ("between 12 and 15 October 2017", "[2017-10-12..2017-10-15]"),
            ("between December and January 2018", "[2017-12..2018-01]"),
            ("between the 1850s and the 1870s", "[1850..1879]"),
            ("c. between 1599 and 1601", "[1599..1601]"),
            ("between c. 1588 and 1592", "[1588~,1589..1592]"),
            ("between c. 1588 and c. 1592", "[1588~,1589..1591,1592~]"),
            ("between 1588 and c. 1590", "[1588..1589,1590~]"),
            ("between c. 1588 and 1589", "[1588~,1589]"),
            ("between c. 1588 and c. 1589", "[1588~,1589~]"),
            ("zwischen ca. März und Mai 1588", "[1588-03~,1588-04..1588-05]"),
            ("entre 1599 et 1601", "[1599..1601]"),
            ("entre mayo y julio de 1917", "[1917-05..1917-07]"),
            ("1588 × 1592", "[1588..1592]"),
            ("bet. 1750 and 1760", "[1750..1760]"),
            ("zw. 1750 und 1760", "[1750..1760]"),
            ("1588×1592", "[1588..1592]"),
            ("Monday, 3 and Tuesday, 4 May 2019", "{2019-05-03,2019-05-04}"),
            ("12, 13 and 14 March 2019", "{2019-03-12,2019-03-13,2019-03-14}"),
            ("March 12, 13, and 14, 2019", "{2019-03-12,2019-03-13,2019-03-14}"),
            ("12 March, 13 April and 2 May 2019", "{2019-03-12,2019-04-13,2019-05-02}"),
            ("12., 13. und 14. März 2019", "{2019-03-12,2019-03-13,2019-03-14}"),
            ("les 12, 13 et 14 mars 2019", "{2019-03-12,2019-03-13,2019-03-14}"),
            ("los días 12, 13 y 14 de marzo de 2019", "{2019-03-12,2019-03-13,2019-03-14}"),
            ("12, 13 и 14 марта 2019 года", "{2019-03-12,2019-03-13,2019-03-14}"),
            ("21 & 22 May 2019", "{2019-05-21,2019-05-22}"),
            ("1905, 1907 or 1911", "[1905,1907,1911]"),
            ("March 12, 2019 and April 3, 2019", "{2019-03-12,2019-04-03}"),
            ("late 2016 or early 2017", "[2016-09..2016-12,2017-01..2017-04]"),
            ("late 2016 to early 2017", "2016-09/2017-04"),
            ("late 15th–early 16th century", "1467/1533"),
            ("mid to late 19th century", "1834/1899"),
            ("12 Feb 1899 or 1900", "[1899-02-12,1900-02-12]"),
            ("February 12, 1899 or 1900?", "[1899-02-12,1900-02-12?]"),
            ("summer 1943 or 1944", "[1943-22,1944-22]"),
            ("April 1940 or 1941", "[1940-04,1941-04]"),
            ("April 1940 to 1941", "1940-04/1941"),
            ("the year 1899 or 1900", "[1899,1900]"),
            ("12/03/2024 - 15/03/2024", "2024-03-12/2024-03-15"),
            ("15/03/2024 – 02/04/2024", "2024-03-15/2024-04-02"),
            ("03/12/2024 to 03/15/2024", "2024-03-12/2024-03-15"),
            ("zwischen 1939 und 1945", "[1939..1945]"),
        ] {
            let found = read(words, "en").map(|read| (read.when.text, read.plain));
            assert_eq!(found, Some((edtf.into(), true)), "{words}");
        }
    }

    #[test]
    fn what_may_lose_a_date_is_none() {
        for words in [
            "March 12, 2019, April 3, 2019 and May 4, 2019",
            "12 and 13 March and 2 April 2019",
            "between c. 1592 and 1588",
            "between March 1592 and 1588",
            "late 2016 and early 2017",
            "12, soon and 14 March 2019",
            "03/04/2024 - 05/04/2024",
            &"1, ".repeat(600),
        ] {
            assert_eq!(read(words, "en").map(|read| read.when.text), None, "{words}");
        }
    }
}
