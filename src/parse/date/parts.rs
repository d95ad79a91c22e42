//! Parts of longer times: `early 2017`, the first half of a century, a quarter of a year.

use super::numbers::{numeric, valid};
use super::plain::{point, unled};
use super::years::{nth, second};
use super::{WORDS, when, year_text};

/// The parts of a decade, a century, a year and a month: from which year, year, month and day to which.
const PARTS: [(&str, [(u8, u8); 4]); 5] = [
    ("early", [(0, 3), (0, 33), (1, 4), (1, 10)]),
    ("mid", [(4, 6), (34, 66), (5, 8), (11, 20)]),
    ("late", [(7, 9), (67, 99), (9, 12), (21, 31)]),
    ("first-half", [(0, 4), (0, 49), (1, 6), (1, 15)]),
    ("second-half", [(5, 9), (50, 99), (7, 12), (16, 31)]),
];

/// `early 2017`, `mid-October 2017`, `late 1860s`: some month, day or year in a part of it.
pub(super) fn part(words: &str) -> Option<String> {
    let words = unled(words);
    if let Some(found) = share(words).or_else(|| term(words)) {
        return Some(found);
    }
    let ([decade, century, year, month], whole) = PARTS
        .into_iter()
        .find_map(|(list, parts)| Some((parts, point(WORDS.after(list, words)?)?)))?;
    let digits = |unknown| whole.strip_suffix(unknown).filter(|digits| numeric(digits));
    if let Some(years) = digits("XX") {
        // There is no year 0.
        let from = if years == "00" { century.0.max(1) } else { century.0 };
        return Some(format!("[{years}{from:02}..{years}{:02}]", century.1));
    }
    if let Some(years) = digits("X") {
        return Some(format!("[{years}{}..{years}{}]", decade.0, decade.1));
    }
    if numeric(&whole) {
        return Some(format!("[{whole}-{:02}..{whole}-{:02}]", year.0, year.1));
    }
    let of = when(&whole)?;
    let (first, last) = (of.earliest?, of.latest?);
    let is_month = (first.year, first.month, first.day) == (last.year, last.month, 1);
    is_month.then(|| format!("[{whole}-{:02}..{whole}-{:02}]", month.0, month.1.min(last.day)))
}

/// `3rd quarter of the 18th century`, `letztes Drittel des 18. Jahrhunderts`.
fn share(words: &str) -> Option<String> {
    let (share, nth_share, whole) = WORDS.all("share").find_map(|(share, items)| {
        let (nth_share, whole) = items.iter().find_map(|item| words.split_once(item.as_str()))?;
        Some((share.parse::<i64>().ok()?, nth_share, whole))
    })?;
    let number = if WORDS.has("last", nth_share) { share } else { nth(nth_share)? };
    let whole = point(whole).filter(|_| (1..=share).contains(&number))?;
    if share == 4 && numeric(&whole) {
        return valid(format!("{whole}-{}", 32 + number));
    }
    let years = whole.strip_suffix("XX").filter(|digits| numeric(digits))?;
    let (from, to) = (100 * (number - 1) / share, 100 * number / share - 1);
    // There is no year 0.
    let from = if years == "00" { from.max(1) } else { from };
    Some(format!("[{years}{from:02}..{years}{to:02}]"))
}

/// `Michaelmas term 1688`: some month of those in which a term can lie, in the courts and universities of any time. Until
/// 1752 the year began in March, so that what is called the first term of a year may lie in the next one.
fn term(words: &str) -> Option<String> {
    let (months, rest) = WORDS.all("term").find_map(|(months, names)| {
        Some((months, names.iter().find_map(|name| words.strip_prefix(name.as_str()))?))
    })?;
    let (first, last) = months.split_once('-')?;
    let year = unled(rest.trim_start_matches([',', ' ']));
    let of = |year: &str| format!("{year}-{first}..{year}-{last}");
    let later = first == "01";
    if let Some(next) = second(year) {
        return Some(format!("[{}]", of(&year_text(if later { next } else { next - 1 })?)));
    }
    let number: i64 = year.parse().ok().filter(|_| year.len() == 4 && numeric(year))?;
    let next = if later && number < 1752 { Some(of(&year_text(number + 1)?)) } else { None };
    let terms: Vec<String> = std::iter::once(of(year)).chain(next).collect();
    Some(format!("[{}]", terms.join(",")))
}

/// `Q3 2017`, `2017 Q3`: a quarter of a year has a number of its own in EDTF.
pub(super) fn quarter(words: &str) -> Option<String> {
    let (one, other) = words.split_once(' ')?;
    let of = |words| WORDS.after("quarter", words);
    let (number, year) = match of(words) {
        Some(rest) => rest.split_once(' ')?,
        None => (of(other)?, one),
    };
    let number: u32 = number.parse().ok().filter(|number| (1..=4).contains(number))?;
    let year = unled(year);
    if year.len() == 4 && numeric(year) { valid(format!("{year}-{}", 32 + number)) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::parse::date::read;
    use crate::parse::date::tests::check;

    #[test]
    fn parts_of_times() {
        for (words, edtf) in [
            ("early 2017", "[2017-01..2017-04]"),
            ("mid-October 2017", "[2017-10-11..2017-10-20]"),
            ("late February 2016", "[2016-02-21..2016-02-29]"),
            ("the end of the 1860s", "[1867..1869]"),
            ("Q3 2017", "2017-35"),
            ("third quarter of 2017", "2017-35"),
            ("2017 Q3", "2017-35"),
            ("T3 2017", "2017-35"),
            ("3. Quartal 2017", "2017-35"),
            ("im III. Quartal 2017", "2017-35"),
            ("3e trimestre 2017", "2017-35"),
            ("tercer trimestre de 2017", "2017-35"),
            ("H2 2017", "[2017-07..2017-12]"),
            ("Michaelmas term 1688", "[1688-10..1688-12]"),
            ("Trinity Term, 1688", "[1688-04..1688-07]"),
            ("the Easter term of 1903", "[1903-04..1903-06]"),
            ("Hilary term 1688", "[1688-01..1688-03,1689-01..1689-03]"),
            ("Hilary term 1688/9", "[1689-01..1689-03]"),
            ("Michaelmas term 1688/9", "[1688-10..1688-12]"),
            ("Hilary Term 1903", "[1903-01..1903-03]"),
            ("3rd quarter of the 18th century", "[1750..1774]"),
            ("last quarter of the 18th century", "[1775..1799]"),
            ("second third of the 1st century", "[0033..0065]"),
            ("first quarter of the 1st century", "[0001..0024]"),
            ("im letzten Drittel des 18. Jahrhunderts", "[1766..1799]"),
            ("3. Viertel des 18. Jahrhunderts", "[1750..1774]"),
            ("troisième quart du XVIIIe siècle", "[1750..1774]"),
            ("último tercio del siglo XVIII", "[1766..1799]"),
            ("2nd half of the 15th c.", "[1450..1499]"),
            ("2. Hälfte 15. Jahrhundert", "[1450..1499]"),
            ("segunda mitad del siglo XV", "[1450..1499]"),
            ("2-я половина XV века", "[1450..1499]"),
            ("late 19th century", "[1867..1899]"),
            ("late 1800s", "[1867..1899]"),
            ("early 16th century", "[1500..1533]"),
            ("Anfang Oktober 2017", "[2017-10-01..2017-10-10]"),
            ("Ende 2017", "[2017-09..2017-12]"),
            ("mi-octobre 2017", "[2017-10-11..2017-10-20]"),
            ("a principios de octubre de 2017", "[2017-10-01..2017-10-10]"),
            ("в конце 2017", "[2017-09..2017-12]"),
        ] {
            let found = read(words, "en").map(|read| (read.when.text, read.plain));
            assert_eq!(found, Some((edtf.into(), true)), "{words}");
        }
    }

    #[test]
    fn dates_in_italian_portuguese_and_dutch() {
        for (words, edtf) in [
            ("nel XVI secolo", "15XX"),
            ("século XVI", "15XX"),
            ("16e eeuw", "15XX"),
            ("de 16de eeuw", "15XX"),
            ("prima metà del XVI secolo", "[1500..1549]"),
            ("segunda metade do século XVI", "[1550..1599]"),
            ("eerste helft van de 16e eeuw", "[1500..1549]"),
            ("negli anni 1860", "186X"),
            ("anos 1860", "186X"),
            ("de jaren 1860", "186X"),
            ("tra il 1588 e il 1592", "[1588..1592]"),
            ("entre 1588 e 1592", "[1588..1592]"),
            ("tussen 1588 en 1592", "[1588..1592]"),
            ("12 e 13 ottobre 2017", "{2017-10-12,2017-10-13}"),
            ("dal 12 al 15 ottobre 2017", "2017-10-12/2017-10-15"),
            ("dal 1588 al 1592", "1588/1592"),
            ("de 12 a 15 de outubro de 2017", "2017-10-12/2017-10-15"),
            ("van 12 tot 15 oktober 2017", "2017-10-12/2017-10-15"),
            ("van 12 tot en met 15 oktober 2017", "2017-10-12/2017-10-15"),
            ("verso il 1300", "1300~"),
            ("1300 circa", "1300~"),
            ("por volta de 1750", "1750~"),
            ("omstreeks 12 oktober 1750", "1750-10-12~"),
            ("forse 1750", "1750?"),
            ("prima del 1645", "../1644"),
            ("antes de 1645", "../1644"),
            ("vóór 1645", "../1644"),
            ("dopo il 1645", "1646/.."),
            ("depois de 1645", "1646/.."),
            ("fino al 1645", "../1645"),
            ("até 1645", "../1645"),
            ("tot 1645", "../1645"),
            ("dal 1645", "1645/.."),
            ("desde 1645", "1645/.."),
            ("vanaf oktober 1645", "1645-10/.."),
            ("no dia 12 de outubro de 1890", "1890-10-12"),
        ] {
            check("en", words, edtf);
        }
        for (language, words, edtf) in [
            ("nl", "na 1645", "1646/.."),
            ("nl-BE", "Na mei 1645", "1645-06/.."),
            ("nl", "na de jaren 1860", "1870/.."),
            ("en", "na 1645", "none"),
            ("pt", "na década de 1860", "186X"),
            ("pt", "na primavera de 1848", "1848-21"),
        ] {
            check(language, words, edtf);
        }
    }
}
