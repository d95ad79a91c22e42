//! Years of an era, years that are not those of the calendar, decades and centuries.

use super::numbers::numeric;
use super::{WORDS, year_text};

/// Which way years are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    Before,
    After,
}

impl Era {
    /// A year as EDTF counts them, where 0 is 1 BC.
    pub(super) fn year(self, number: i64) -> Option<i64> {
        let year = if self == Era::Before { 1 - number } else { number };
        (number > 0).then_some(year)
    }
}

/// Words without the era that they name: `44 v. Chr.`, `AD 70`.
pub(super) fn split_era(words: &str) -> (&str, Option<Era>) {
    let end = words.trim_end_matches('.');
    if let Some(rest) = WORDS.before("bce-after", end) {
        return (rest, Some(Era::Before));
    }
    match WORDS.after("ce-before", words).or_else(|| WORDS.before("ce-after", end)) {
        Some(rest) => (rest, Some(Era::After)),
        None => (words, None),
    }
}

/// A year of an era: `44`, `12,000`; one of more than four digits has a letter before it in EDTF.
pub(super) fn year_of_era(words: &str, era: Era) -> Option<String> {
    let mut groups = words.split([',', '.', ' ']);
    let first = groups.next().filter(|first| numeric(first))?;
    let digits = groups.try_fold(first.to_owned(), |digits, group| {
        (first.len() <= 3 && group.len() == 3 && numeric(group)).then(|| digits + group)
    });
    let year = era.year(digits?.parse().ok()?)?;
    Some(year_text(year).unwrap_or_else(|| format!("Y{year}")))
}

/// A year since the creation of the world, in the reckoning of Byzantium: `лета 7081`.
pub(super) fn since_creation(words: &str) -> Option<i64> {
    let year = ordinal_number(WORDS.after("world-before", words)?.split(' ').next()?)?;
    // A smaller one is of our own era, and its summer is meant.
    (year > CREATION).then_some(year)
}

/// So many years before our era the world was created.
const CREATION: i64 = 5508;

/// A month of such a year: it began in September, in Russia between 7000 and 7208; before, it may have begun in March.
pub(super) fn september_year(year: i64) -> Option<String> {
    let ends = year - CREATION;
    (7000..=7208).contains(&year).then(|| format!("[{}-09..{ends}-08]", ends - 1))
}

/// The second year of two that are written as one, for years that began in spring: 1649 for `1648/9` and `1648/49`.
pub(super) fn second(words: &str) -> Option<i64> {
    let (first, next) = words.split_once('/')?;
    let first = follows(first, next).then(|| first.parse::<i64>().ok())??;
    // Venice was the last to count so.
    (first < 1797).then_some(first + 1)
}

/// Such a year by itself, which is one of two.
pub(super) fn either(words: &str) -> Option<String> {
    let last = second(words)?;
    Some(format!("[{},{}]", year_text(last - 1)?, year_text(last)?))
}

/// Whether the last digits of a year are those of the year after another.
pub(super) fn follows(first: &str, next: &str) -> bool {
    let is_year = first.len() == 4 && numeric(first) && numeric(next);
    let last = |year: u32| format!("{:04}", year + 1).ends_with(next);
    is_year && first.parse().is_ok_and(last)
}

/// The first of two dates in the year before, where its month comes after that of the second: `28 December to 3 January 2018`.
pub(super) fn year_before(first: &str, last: &str) -> Option<String> {
    let month = |date: &str| date.get(4..7)?.strip_prefix('-')?.parse::<u8>().ok();
    let (year, rest) = first.split_at_checked(4)?;
    let before = year_text(year.parse::<i64>().ok()? - 1)?;
    (month(first)? > month(last)?).then(|| before + rest)
}

/// `1514–19`: from one year to another of its century. What may be a month, or two years in one, is no such range.
pub(super) fn years(words: &str, is_dash: bool) -> Option<String> {
    let (first, last) = words.split_once(['-', '/'])?;
    if first.len() != 4 || last.len() > 2 || !numeric(first) || !numeric(last) {
        return None;
    }
    let is_range =
        is_dash || last.len() == 2 && last > "12" && !(words.contains('/') && follows(first, last));
    let last = format!("{}{last}", &first[..4 - last.len()]);
    (is_range && *last > *first).then(|| format!("{first}/{last}"))
}

/// `1860s`, `die 1860er Jahre`.
pub(super) fn decade(words: &str) -> Option<String> {
    // In English `the 1800s` are a century, and of that of the 2000s only a decade has a name.
    let centuries = words.strip_suffix("00s").filter(|digits| digits.len() == 2);
    if let Some(century) = centuries.filter(|century| *century != "20") {
        return numeric(century).then(|| format!("{century}XX"));
    }
    let decade =
        WORDS.after("decade-before", words).or_else(|| WORDS.before("decade-after", words));
    let digits = decade?.strip_suffix('0').filter(|digits| digits.len() == 3)?;
    numeric(digits).then(|| format!("{digits}X"))
}

/// `18th century`, `siglo XIX`, `3. Jahrhundert v. Chr.`
pub(super) fn century(words: &str, era: Option<Era>) -> Option<String> {
    let century =
        WORDS.after("century-before", words).or_else(|| WORDS.before("century-after", words));
    let number = nth(century?).filter(|number| (1..=99).contains(number))?;
    if era == Some(Era::Before) {
        // EDTF leaves no digits of such years open.
        let [first, last] = [1, 100].map(|year| year_text(year - 100 * number));
        return Some(format!("[{}..{}]", first?, last?));
    }
    Some(format!("{:02}XX", number - 1))
}

/// `16th`, `XVIe`, `sixteenth`.
pub(super) fn nth(words: &str) -> Option<i64> {
    let named = WORDS.given("ordinal", words).and_then(|number| number.parse().ok());
    let digits = || WORDS.before("ordinal-after", words).unwrap_or(words);
    named.or_else(|| ordinal_number(words)).or_else(|| roman(digits()))
}

/// `21st` or `21`.
pub(super) fn ordinal_number(text: &str) -> Option<i64> {
    let digits = WORDS.before("ordinal-after", text).unwrap_or(text);
    let digits = WORDS.after("ordinal-before", digits).unwrap_or(digits);
    if numeric(digits) { digits.parse().ok() } else { None }
}

/// A number of Roman digits below forty, in small letters.
pub(super) fn roman(text: &str) -> Option<i64> {
    let tens = text.bytes().take_while(|byte| *byte == b'x').count();
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    // `ix` begins with no ten, `xix` with one.
    let ones = ones.iter().position(|one| *one == &text[tens..])?;
    let number = i64::try_from(tens * 10 + ones).ok()?;
    (1..40).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use crate::parse::date::read;

    #[test]
    fn years_and_centuries() {
        for (words, edtf) in [
            // Before Christ and after.
            ("44 v. Chr.", "-0043"),
            ("44 vor Christus", "-0043"),
            ("44 av. J.-C.", "-0043"),
            ("44 av JC", "-0043"),
            ("44 a. C.", "-0043"),
            ("44 г. до н. э.", "-0043"),
            ("٤٤ ق.م", "-0043"),
            ("عام 44 ق.م", "-0043"),
            ("44 A.D.", "0044"),
            ("70 n. Chr.", "0070"),
            ("70 apr. J.-C.", "0070"),
            ("70 d. C.", "0070"),
            ("70 г. н. э.", "0070"),
            ("أكتوبر 2017م", "2017-10"),
            ("15 March 44 BC", "-0043-03-15"),
            ("15. März 44 v. Chr.", "-0043-03-15"),
            ("March 44 BC", "-0043-03"),
            ("vers 44 av. J.-C.", "-0043~"),
            ("1200–1150 BC", "-1199/-1149"),
            ("100–44 v. Chr.", "-0099/-0043"),
            ("12–15 March 44 BC", "-0043-03-12/-0043-03-15"),
            ("100 BC – AD 50", "-0099/0050"),
            ("10,000 BC", "-9999"),
            ("12.000 v. Chr.", "Y-11999"),
            // With words.
            ("im Jahre 1525", "1525"),
            ("Anno 1525", "1525"),
            ("en l’an 1525", "1525"),
            ("en el año 1525", "1525"),
            ("в 1525 году", "1525"),
            ("1525 г.", "1525"),
            ("في عام 1525", "1525"),
            ("vor dem Jahr 1525", "../1524"),
            ("между 1525 и 1530 годами", "[1525..1530]"),
            // With the last digits of another.
            ("1514–19", "1514/1519"),
            ("1514-19", "1514/1519"),
            ("1514/19", "1514/1519"),
            ("1514–21", "1514/1521"),
            ("1906–08", "1906/1908"),
            ("1514–9", "1514/1519"),
            ("c. 1514–19", "1514~/1519~"),
            ("10 February 1648/9 (N.S.)", "1649-02-10"),
            ("February/March 1648/9", "1649-02/1649-03"),
            ("winter 1648/9", "1648-24"),
            ("1648/9", "[1648,1649]"),
            ("1648/49", "[1648,1649]"),
            ("im Jahre 1648/9", "[1648,1649]"),
            ("between 100 and 44 BC", "[-0099..-0043]"),
            ("лета 7081", "[1572-09..1573-08]"),
            ("в лето 7081 года", "[1572-09..1573-08]"),
            ("лета 1914 года", "1914-22"),
            // Centuries.
            ("im 16. Jahrhundert", "15XX"),
            ("im sechzehnten Jahrhundert", "15XX"),
            ("sixteenth century", "15XX"),
            ("XVIe s.", "15XX"),
            ("dix-septième siècle", "16XX"),
            ("s. XVI", "15XX"),
            ("в XVI веке", "15XX"),
            ("16-й век", "15XX"),
            ("القرن السادس عشر", "15XX"),
            ("القرن العشرين", "19XX"),
            ("القرن الـ16", "15XX"),
            ("1st century AD", "00XX"),
            ("early 1st century", "[0001..0033]"),
            ("3rd century BC", "[-0299..-0200]"),
            ("1st century BC", "[-0099..0000]"),
            ("IIIe siècle av. J.-C.", "[-0299..-0200]"),
            ("III в. до н. э.", "[-0299..-0200]"),
            ("القرن الثالث قبل الميلاد", "[-0299..-0200]"),
            ("3rd–2nd century BC", "-0299/-0100"),
            ("2nd century BC – 1st century AD", "-0199/00XX"),
            ("XVI–XVII вв.", "15XX/16XX"),
            ("16./17. Jh.", "15XX/16XX"),
            ("Mitte des 16. Jahrhunderts", "[1534..1566]"),
            ("um die Mitte des 16. Jahrhunderts", "[1534..1566]"),
            ("c. 1525 or 1526", "[1525~,1526~]"),
            ("mediados del siglo XVI", "[1534..1566]"),
            ("in der ersten Hälfte des 16. Jahrhunderts", "[1500..1549]"),
            ("second half of 1917", "[1917-07..1917-12]"),
        ] {
            let found = read(words, "en").map(|read| (read.when.text, read.plain));
            assert_eq!(found, Some((edtf.into(), true)), "{words}");
        }
    }

    #[test]
    fn what_may_be_another_year_is_none() {
        for words in [
            "44",
            "476",
            "12000",
            "0 BC",
            "v. Chr.",
            "1848/9",
            "1848/49",
            "10 October 1648/9",
            "10 February 1648/50",
            "March 1914/15",
            "1514-9",
            "2006/10",
            "1514–1",
            "القرن الثاني الهجري",
            "лета 6900",
            "Wednesday 1525",
            "1525 1526",
            "12 1525",
            "in the year",
            "century",
            "la moitié 1525",
        ] {
            assert_eq!(read(words, "en"), None, "{words}");
        }
        // A month, and a season, in EDTF.
        for edtf in ["1906-08", "1514-21"] {
            assert!(read(edtf, "en").is_some_and(|read| !read.plain), "{edtf}");
        }
    }
}
