//! Days that are written in numbers.
//!
//! `03/04/2017` is two days: which of them is meant depends on the language of the text.

use edtf_core::Edtf;

use super::years::roman;
use super::{LONGEST, day_text, normal};
use crate::model::date::Day;

/// `2017/12/27`, `2017.12.27`, `2017-1-5`, `27.12.2017`, `27. 12. 2017`, `20171227`, `12/2017`.
pub(super) fn numbers(words: &str) -> Option<String> {
    if words.len() == 8 && numeric(words) {
        return ymd(&words[..4], &words[4..6], &words[6..]);
    }
    if words.contains(SIGNS[0]) {
        return signed(words);
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

/// `2017-W42`, `2017-W42-3`, `KW 42/2017`: some day of a week as ISO 8601 numbers them, or a day of it.
pub(super) fn week(words: &str) -> Option<String> {
    let numbered = |words: &str| -> Option<[i64; 3]> {
        let (year, rest) = words.split_once("-w").or_else(|| words.split_once('w'))?;
        let (week, day) = rest.split_once('-').unwrap_or((rest, "0"));
        let is_one = year.len() == 4 && week.len() == 2 && day.len() == 1;
        let numbers =
            [year, week, day].map(|digits| digits.parse().ok().filter(|_| numeric(digits)));
        let [Some(year), Some(week), Some(day)] = numbers else { return None };
        is_one.then_some([year, week, day])
    };
    let german = || {
        let rest = words.strip_prefix("kw ");
        let (week, year) = match rest {
            Some(rest) => rest.split_once(['/', ' '])?,
            None => words.split_once(". kw ")?,
        };
        numbered(&format!("{}w{:0>2}", year.trim(), week.trim()))
    };
    let [year, week, day] = numbered(words).or_else(german)?;
    // The first week has the 4th of January in it. Ordinals of Mondays are 5 behind those that are divided by 7.
    let monday = |year| {
        let day = Day { year, month: 1, day: 4 }.ordinal();
        day - (day + 2).rem_euclid(7)
    };
    let first = monday(year) + 7 * (week - 1);
    if week < 1 || day > 7 || first >= monday(year + 1) {
        return None;
    }
    let [monday, sunday] = [first, first + 6].map(|day| day_text(Day::from_ordinal(day)));
    match day {
        0 => Some(format!("[{}..{}]", monday?, sunday?)),
        day => day_text(Day::from_ordinal(first + day - 1)),
    }
}

/// What stands behind the year, the month and the day in Chinese, Japanese and Korean.
const SIGNS: [&[char]; 3] = [&['年', '년'], &['月', '월'], &['日', '號', '号', '일']];

/// `2017年10月12日`, `2017년 10월 12일`, `2017年10月`, `2017年`; the day of the week may follow in brackets.
fn signed(words: &str) -> Option<String> {
    let (words, _) = words.split_once(['(', '（']).unwrap_or((words, ""));
    let words = words.replace(' ', "");
    let (mut rest, mut parts) = (words.as_str(), Vec::new());
    for signs in SIGNS {
        if rest.is_empty() {
            break;
        }
        let (number, after) = rest.split_once(signs).filter(|(number, _)| numeric(number))?;
        parts.push(format!("{number:0>2}"));
        rest = after;
    }
    let is_whole = rest.is_empty() && parts[0].len() == 4;
    is_whole.then(|| valid(parts.join("-")))?
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

/// Two days in numbers of which one shows in which order both are: `12/03/2024` and `15/03/2024`.
pub(super) fn in_one_order(first: &str, second: &str) -> Option<(String, String)> {
    let both =
        |is_day_first| Some((numbered(first, is_day_first)?, numbered(second, is_day_first)?));
    match [true, false].map(both) {
        [Some(only), None] | [None, Some(only)] => Some(only),
        _ => None,
    }
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
    use crate::parse::date::tests::check;

    #[test]
    fn days_of_numbers_are_read_as_the_language_has_them() {
        for (language, words, edtf) in [
            ("ja", "2017年10月12日", "2017-10-12"),
            ("en", "2017年10月12日（木）", "2017-10-12"),
            ("zh-TW", "2017 年 3 月 5 號", "2017-03-05"),
            ("ja", "２０１７年１０月", "2017-10"),
            ("ko", "2017년 10월 12일", "2017-10-12"),
            ("ko", "2017년", "2017"),
            ("ja", "2017年2月30日", "none"),
            ("ja", "2017年10月12日13日", "none"),
            ("ja", "17年10月", "none"),
            ("ja", "2017年10", "none"),
            ("ja", "2017年前", "none"),
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
            check(language, words, edtf);
        }
    }
}
