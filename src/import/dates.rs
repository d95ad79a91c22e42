//! Dates as pages and exports write them, as EDTF days. What could be two days is none. A day of a year that is written as
//! two stays as it is, `30 January 1648/9`: front matter reads it as one of the Julian calendar, and EDTF has no calendars.

/// The names of the months in the languages that exports and pages come in, each in lower case without its last sign.
const MONTHS: [&[&str]; 12] = [
    &[
        "jan",
        "jän",
        "ene",
        "gen",
        "янв",
        "січ",
        "ιαν",
        "يناير",
        "كانون الثاني",
        "sty",
        "oca",
        "tam",
        "led",
    ],
    &["feb", "fév", "fev", "фев", "лют", "φεβ", "فبراير", "شباط", "lut", "şub", "hel", "úno"],
    &["mar", "mär", "már", "mrt", "maa", "мар", "бер", "μαρ", "مارس", "آذار", "bře"],
    &[
        "apr",
        "avr",
        "abr",
        "ápr",
        "апр",
        "кві",
        "απρ",
        "أبريل",
        "ابريل",
        "نيسان",
        "kwi",
        "nis",
        "huh",
        "dub",
    ],
    &[
        "may", "mai", "mei", "mag", "máj", "мая", "май", "тра", "μαΐ", "μαι", "مايو", "أيار",
        "maj", "tou", "kvě",
    ],
    &[
        "jun",
        "juin",
        "jún",
        "giu",
        "июн",
        "чер",
        "ιουν",
        "يونيو",
        "حزيران",
        "cze",
        "haz",
        "kes",
        "červn",
    ],
    &[
        "jul",
        "juil",
        "júl",
        "lug",
        "июл",
        "лип",
        "ιουλ",
        "يوليو",
        "تموز",
        "lip",
        "tem",
        "hei",
        "červen",
    ],
    &["aug", "aoû", "aou", "ago", "авг", "сер", "αυγ", "أغسطس", "آب", "sie", "ağu", "elo", "srp"],
    &["sep", "set", "сен", "вер", "σεπ", "سبتمبر", "أيلول", "wrz", "eyl", "szep", "syy", "zář"],
    &[
        "oct",
        "okt",
        "out",
        "ott",
        "окт",
        "жов",
        "οκτ",
        "أكتوبر",
        "اكتوبر",
        "تشرين الأول",
        "paź",
        "eki",
        "lok",
        "říj",
    ],
    &["nov", "ноя", "лис", "νοε", "نوفمبر", "تشرين الثاني", "lis", "kas", "marras"],
    &[
        "dec",
        "dez",
        "déc",
        "dic",
        "дек",
        "гру",
        "δεκ",
        "ديسمبر",
        "كانون الأول",
        "gru",
        "ara",
        "jou",
        "pros",
    ],
];

/// The day that some words give, as EDTF: also a month or a year, where they give no more.
pub(super) fn day(words: &str) -> Option<String> {
    let words = words.trim();
    if words.is_empty() || words.len() > 120 {
        return None;
    }
    iso(words).or_else(|| seconds(words)).or_else(|| named(words)).or_else(|| numbers(words))
}

/// `2017-12-27`, with or without a time; `20171227`; `2017-12`; `2017`.
fn iso(words: &str) -> Option<String> {
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    let date = words.split(['T', ' ', 't']).next()?;
    if let Some(packed) = digits(date, 8).filter(|_| date == words || words[8..].starts_with('T')) {
        let packed: u32 = packed;
        return valid(packed / 10000, packed / 100 % 100, packed % 100);
    }
    let mut parts = date.split(['-', '/']);
    let year = digits(parts.next()?, 4)?;
    match (parts.next(), parts.next(), parts.next()) {
        (None, ..) if date == words => valid(year, 0, 0),
        (Some(month), None, _) if date == words => valid(year, digits(month, 2)?, 0),
        (Some(month), Some(day), None) => valid(year, month.parse().ok()?, day.parse().ok()?),
        _ => None,
    }
}

/// Seconds or milliseconds since 1970, as exports count them.
fn seconds(words: &str) -> Option<String> {
    let count: i64 = words.parse().ok()?;
    let seconds = match words.len() {
        9 | 10 => count,
        13 => count / 1000,
        16 => count / 1_000_000,
        _ => return None,
    };
    Some(civil(seconds.div_euclid(86400)))
}

/// The day so many days after 1 January 1970.
fn civil(days: i64) -> String {
    // Counted from 1 March 0000, so that the leap day is the last of its year.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A day with the name of its month: `27 December 2017`, `Dec. 27, 2017, 10:15`, `27 de diciembre de 2017`.
fn named(words: &str) -> Option<String> {
    let cut =
        |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-' | '،' | '|' | '(' | ')');
    let parts: Vec<&str> = words.split(cut).filter(|part| !part.is_empty()).collect();
    let mut months =
        parts.iter().enumerate().filter_map(|(at, part)| Some((at, month(&part.to_lowercase())?)));
    let (at, month) = months.next()?;
    let number = |part: &&str| {
        let part = part.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º' || c == '°');
        part.parse::<u32>().ok()
    };
    let year =
        |part: &&str| number(part).filter(|year| (1000..2200).contains(year) && part.len() >= 4);
    let near = &parts[at.saturating_sub(2)..parts.len().min(at + 4)];
    let year = near.iter().find_map(year)?;
    let day =
        |part: &&str| number(part).filter(|day| (1..=31).contains(day) && !part.contains(':'));
    let before = parts[at.saturating_sub(2)..at].iter().rev().find_map(day);
    let after = parts.get(at + 1).and_then(day);
    // A day stands right beside its month; the numbers of a time come later.
    let day = before.or(after).unwrap_or(0);
    if let Some(years) = two_years(words, year) {
        let day = if day == 0 { String::new() } else { format!("{day} ") };
        return (month <= 3).then(|| format!("{day}{} {years}", parts[at]));
    }
    valid(year, month, day)
}

/// A year that is written as two, for those that began in spring: `1648/9`, `1648/49`. Venice was the last to count so, until
/// 1797.
fn two_years(words: &str, year: u32) -> Option<&str> {
    let at = words.find(&format!("{year}/")).filter(|_| year < 1797)?;
    let last = &words[at + 5..];
    let last = &last[..last.find(|c: char| !c.is_ascii_digit()).unwrap_or(last.len())];
    let follows = !last.is_empty() && (year + 1).to_string().ends_with(last);
    follows.then(|| &words[at..at + 5 + last.len()])
}

/// The number of a month, by its name in lower case.
pub(super) fn month(word: &str) -> Option<u32> {
    let is = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
    let known = word.chars().count() <= 12 && word.chars().all(char::is_alphabetic);
    if !known {
        return None;
    }
    // `märz` begins like `mars`, and `juil` like `juin`: the longest beginning decides.
    let length = |names: &[&str]| {
        names.iter().filter(|name| word.starts_with(**name)).map(|name| name.len()).max()
    };
    let months = (1..).zip(MONTHS.iter()).filter(|(_, names)| is(names));
    months.max_by_key(|(_, names)| length(names)).map(|(month, _)| month)
}

/// `27.12.2017`, `2017年12月27日`, `12/27/2017`; not `03/04/2017`, which is two days.
fn numbers(words: &str) -> Option<String> {
    let parts: Vec<&str> =
        words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let separator = words.chars().find(|c| !c.is_ascii_digit())?;
    let number = |index: usize| parts.get(index).and_then(|part| part.parse::<u32>().ok());
    let is_year = |index: usize| parts.get(index).is_some_and(|part| part.len() == 4);
    match separator {
        '年' | '년' if is_year(0) => valid(number(0)?, number(1)?, number(2).unwrap_or(0)),
        '.' if is_year(2) => valid(number(2)?, number(1)?, number(0)?),
        '.' if is_year(0) => valid(number(0)?, number(1)?, number(2)?),
        // Only days are written so, and with two digits of the year one of this century is meant.
        '.' if parts.len() >= 3 && parts[..3].iter().all(|part| part.len() == 2) => {
            let year = number(2).filter(|&year| year < 40)?;
            valid(year + 2000, number(1)?, number(0)?)
        }
        '/' | '-' if is_year(2) => match (number(0)?, number(1)?) {
            (day, month) if day > 12 => valid(number(2)?, month, day),
            (month, day) if day > 12 || day == month => valid(number(2)?, month, day),
            _ => None,
        },
        _ => None,
    }
}

/// `3/4/2017`, where it is known whether the day comes first.
pub(super) fn numbered(words: &str, is_day_first: bool) -> Option<String> {
    let date =
        words.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let mut parts = date.trim_end_matches(',').split(['/', '-']);
    let mut number = || parts.next()?.parse::<u32>().ok();
    let (first, second, year) = (number()?, number()?, number()?);
    let (day, month) = if is_day_first { (first, second) } else { (second, first) };
    (year >= 1000 && day > 0 && month > 0).then(|| valid(year, month, day))?
}

/// The day before a whole day, or the one after it.
pub(super) fn is_next_to(day: &str, other: &str) -> bool {
    let count = |day: &str| {
        let mut parts = day.split('-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        // Months before March count as those of the year before, as in `civil`.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        Some(year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day)
    };
    let apart = count(day).zip(count(other)).map(|(one, two)| (one - two).abs());
    apart == Some(1)
}

/// A date with as many parts as there are.
fn valid(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let most = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (year, month, day) {
        (1..=9999, 1..=12, day) if (1..=most).contains(&day) => {
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        (1..=9999, 1..=12, 0) => Some(format!("{year:04}-{month:02}")),
        (1..=9999, 0, 0) => Some(format!("{year:04}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn days() {
        for (words, day) in [
            ("2017-12-27", "2017-12-27"),
            ("2022-04-18 01:27:32.329581+00:00", "2022-04-18"),
            ("2017-12-27T23:00:00Z", "2017-12-27"),
            ("20171227", "2017-12-27"),
            ("2017-12", "2017-12"),
            ("1514371200", "2017-12-27"),
            ("1514371200000", "2017-12-27"),
            ("0", ""),
            ("27 December 2017", "2017-12-27"),
            ("Dec. 27, 2017, 10:15 am", "2017-12-27"),
            ("Wednesday, December 27th, 2017", "2017-12-27"),
            ("December 2017", "2017-12"),
            ("27. Dezember 2017", "2017-12-27"),
            ("27 de diciembre de 2017 10:20:30", "2017-12-27"),
            ("mercredi 27 décembre 2017 à 10 h 15", "2017-12-27"),
            ("27 декабря 2017 г.", "2017-12-27"),
            ("27 ديسمبر 2017", "2017-12-27"),
            ("2017年12月27日", "2017-12-27"),
            ("1er juillet 2017", "2017-07-01"),
            ("15 März 2017", "2017-03-15"),
            ("Wed Jan 01 2020 10:00:00 GMT+0800 (台北標準時間)", "2020-01-01"),
            ("Wed, 27 Dec 2017 08:00:00 +0000", "2017-12-27"),
            ("30 January 1648/9", "30 January 1648/9"),
            ("Tuesday, 30. Januar 1648/49", "30 Januar 1648/49"),
            ("February 1648/9", "February 1648/9"),
            ("10 October 1648/9", ""),
            ("10 January 1648/12", "1648-01-10"),
            ("27.12.2017", "2017-12-27"),
            ("27.12.17", "2017-12-27"),
            ("2017. december 27.", "2017-12-27"),
            ("27. prosince 2017", "2017-12-27"),
            ("27. marraskuuta 2017", "2017-11-27"),
            ("27 грудня 2017", "2017-12-27"),
            ("12/27/2017", "2017-12-27"),
            ("27/12/2017", "2017-12-27"),
            ("03/04/2017", ""),
            ("2017-02-30", ""),
            ("yesterday", ""),
            ("About 2017", ""),
        ] {
            assert_eq!(super::day(words).unwrap_or_default(), day, "{words}");
        }
        for (words, is_day_first, day) in [
            ("03/04/2017", true, "2017-04-03"),
            ("3/4/2017, 10:15", false, "2017-03-04"),
            ("3/14/2017", true, ""),
            ("0/4/2017", true, ""),
        ] {
            assert_eq!(super::numbered(words, is_day_first).unwrap_or_default(), day, "{words}");
        }
        for (day, other, is) in [
            ("2017-02-28", "2017-03-01", true),
            ("2016-02-28", "2016-03-01", false),
            ("2017-12-31", "2018-01-01", true),
            ("2017-12-27", "2017-12-27", false),
            ("2017-12", "2017-12-27", false),
        ] {
            assert_eq!(super::is_next_to(day, other), is, "{day} {other}");
        }
    }
}
