//! Days that are written in numbers.
//!
//! `03/04/2017` is two days: which of them is meant depends on the language of the text.

use edtf_core::Edtf;

use super::years::roman;
use super::{LONGEST, normal};

/// `2017/12/27`, `2017.12.27`, `2017-1-5`, `27.12.2017`, `27. 12. 2017`, `20171227`, `12/2017`.
pub(super) fn numbers(words: &str) -> Option<String> {
    if words.len() == 8 && numeric(words) {
        return ymd(&words[..4], &words[4..6], &words[6..]);
    }
    let separator = words.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = words.split(separator).map(str::trim).collect();
    match (separator, parts.as_slice()) {
        ('/' | '.' | '-', [year, month, day]) if year.len() == 4 => ymd(year, month, day),
        ('.', [day, month, year]) if year.len() == 4 => ymd(year, month, day),
        ('/' | '.', [month, year]) if year.len() == 4 && numeric(month) => {
            let is_month = month.len() <= 2 && !words.contains(' ');
            valid(format!("{year}-{month:0>2}")).filter(|_| is_month)
        }
        _ => match [true, false].map(|is_day_first| numbered(words, is_day_first)) {
            [Some(one), Some(other)] if one != other => None,
            [one, other] => one.or(other),
        },
    }
}

/// `3/4/2017`, with the day before the month or after it.
fn numbered(words: &str, is_day_first: bool) -> Option<String> {
    let mut parts = words.split(['/', '-']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (day, month) = if is_day_first { (first, second) } else { (second, first) };
    (parts.next().is_none() && year.len() == 4).then(|| ymd(year, month, day))?
}

/// A day, of a month in digits or Roman ones: `17. III. 1784`.
fn ymd(year: &str, month: &str, day: &str) -> Option<String> {
    let roman = roman(month).map(|month| month.to_string());
    let month = roman.as_deref().unwrap_or(month);
    if ![year, month, day].into_iter().all(numeric) {
        return None;
    }
    valid(format!("{year}-{month:0>2}-{day:0>2}"))
}

/// The day that `3/4/2017` is in a text of this language.
pub(super) fn in_language(words: &str, language: &str) -> Option<String> {
    numbered(&normal(words), is_day_first(language)?)
}

/// The two days that `3/4/2017` may be.
pub(super) fn days(words: &str) -> [Option<String>; 2] {
    let words = if words.len() > LONGEST { "" } else { &*normal(words) };
    [true, false].map(|is_day_first| numbered(words, is_day_first))
}

/// Whether the day stands first in dates of numbers; nothing for languages that have it both ways.
fn is_day_first(language: &str) -> Option<bool> {
    match language {
        "en-US" => Some(false),
        "en" | "en-CA" | "en-PH" => None,
        // The year stands first there, and dates that end with it are foreign.
        _ if ["zh", "ja", "ko", "hu", "lt", "mn"].contains(&language.split('-').next()?) => None,
        _ => Some(true),
    }
}

pub(super) fn numeric(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn valid(expression: String) -> Option<String> {
    Edtf::parse(&expression).is_ok().then_some(expression)
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn days_of_numbers_are_read_as_the_language_has_them() {
        for (language, words, edtf) in [
            ("fr", "12/10/2017", "2017-10-12"),
            ("es-MX", "12-10-2017", "2017-10-12"),
            ("ar", "١٢/١٠/٢٠١٧", "2017-10-12"),
            ("bn", "১২/১০/২০১৭", "2017-10-12"),
            ("fa", "۱۲-۱۰-۲۰۱۷", "2017-10-12"),
            ("hi", "१२/१०/२०१७", "2017-10-12"),
            ("en-GB", "3/4/2017", "2017-04-03"),
            ("en-US", "3/4/2017", "2017-03-04"),
            ("en-US", "27/12/2017", "2017-12-27"),
            ("en", "12/27/2017", "2017-12-27"),
            ("en", "27/12/2017", "2017-12-27"),
            ("en", "4/4/2017", "2017-04-04"),
            ("en", "3/4/2017", "none"),
            ("ja", "3/4/2017", "none"),
            ("fr", "31/2/2017", "none"),
            ("fr", "3/4/17", "none"),
            ("fr", "3/4/2017/5", "none"),
        ] {
            let found = read(words, language).map_or("none".into(), |read| read.when.text);
            assert_eq!(found, edtf, "{language}: {words}");
        }
    }
}
