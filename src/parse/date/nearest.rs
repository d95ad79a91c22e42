//! What to write where words are no date that can be read.

use std::borrow::Cow;
use std::ops::Range;

use super::calendars::is_era;
use super::named::month;
use super::numbers::numeric;
use super::plain::{point, unled};
use super::years::{Era, follows, ordinal_number, year_of_era};
use super::{WORDS, is_relative, normal, read, when};
use crate::model::date::DateKind;

/// How many bytes of words are looked through for a date, and how many words.
const LONGEST: (usize, usize) = (200, 16);

const EDTF: &str = "write it as EDTF (`2017-12-27`, `2017-10`, `1905~`, `../2016`), or keep the words as `text:` beside `edtf:`";

/// How to write a date that cannot be read, with the form that is nearest to it.
pub(super) fn help(words: &str, language: &str) -> String {
    if words.len() > LONGEST.0 {
        return EDTF.into();
    }
    let plain = normal(words);
    if WORDS.has("no-date", &plain) {
        return "leave the key out where no date is known".into();
    }
    let nearest = year(&plain).or_else(|| two_numbers(&plain)).or_else(|| century(&plain));
    let day = timeless(&plain).unwrap_or(&plain);
    if day != plain && is_relative(day) {
        return format!("leave the time of day out: `{day}` is counted from the publication");
    }
    nearest.or_else(|| inside(&joined(day), language)).unwrap_or_else(|| EDTF.into())
}

/// A part of a decade without its century, and the turn of a century: `early nineties`.
fn century(words: &str) -> Option<String> {
    let words = unled(words);
    let part_of = |list| WORDS.given("decade-name", WORDS.after(list, words)?);
    if let Some(decade) = ["early", "mid", "late"].into_iter().find_map(part_of) {
        return Some(format!("write the decade with its century, as in `early 19{decade}s`"));
    }
    let unnumbered = words.split(' ').filter(|word| ordinal_number(word).is_none());
    let is_turn = WORDS.has("turn", &unnumbered.collect::<Vec<_>>().join(" "));
    is_turn.then(|| "write the year that is meant, as about: `1900~`".into())
}

/// Words without the time of day behind them: `3 may` of `3 may, 10 p.m.`
fn timeless(words: &str) -> Option<&str> {
    let half = WORDS.before("o'clock", words);
    let (day, time) = half.unwrap_or(words).trim_end().rsplit_once(' ')?;
    let is_clock = time.starts_with(|c: char| c.is_ascii_digit())
        && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let day = day.trim_end_matches(" at").trim_end_matches(" um").trim_end_matches(',');
    (is_clock && (half.is_some() || time.contains(':'))).then_some(day)
}

/// A year that is written in one with the word before it, apart: `fy 2019` of `fy2019`.
fn joined(words: &str) -> Cow<'_, str> {
    let at = words.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (word, year) = words.split_at(at);
    let is_joined = year.len() == 4 && !word.is_empty() && word.chars().all(char::is_alphabetic);
    if is_joined { format!("{word} {year}").into() } else { words.into() }
}

/// A year that does not have four digits: `476`, `-44`, `12000`.
fn year(words: &str) -> Option<String> {
    let before = words.strip_prefix('-').filter(|digits| numeric(digits));
    if let Some(digits) = before {
        let year = year_of_era(digits, Era::Before)?;
        return Some(format!(
            "write `../{digits}` for until then, or `{digits} BC`, which is `{year}` in EDTF, where the year 0 is 1 BC"
        ));
    }
    let since = words.strip_suffix('-').filter(|year| year.len() == 4 && numeric(year));
    if let Some(since) = since {
        return Some(format!("write `{since}/..` for since then"));
    }
    let year = year_of_era(words, Era::After).filter(|_| numeric(words))?;
    Some(if words.len() < 4 {
        format!("write a year with four digits: `{year}`")
    } else {
        format!("write a year of more than four digits with a `Y` before it: `{year}`")
    })
}

/// A year and a number that may be a month or another year: `1848/9`, `1514-9`.
fn two_numbers(words: &str) -> Option<String> {
    let (year, number) = words.split_once(['/', '-'])?;
    if year.len() != 4 || number.len() > 2 || !numeric(year) || !numeric(number) {
        return None;
    }
    let last = if follows(year, number) {
        format!("{:04}", year.parse::<u32>().ok()? + 1)
    } else {
        format!("{}{number}", &year[..4 - number.len()])
    };
    let month = format!("{year}-{number:0>2}");
    let is_month = when(&month).is_some_and(|when| when.kind == DateKind::Reduced);
    let month = is_month.then(|| format!("`{month}` for the month"));
    let years = (*last > *year).then(|| format!("`{year}/{last}` for the years"));
    let one_year = follows(year, number).then(|| format!("`[{year},{last}]` for one of the two"));
    let forms = [month, years, one_year].into_iter().flatten().collect::<Vec<_>>().join(", ");
    (!forms.is_empty()).then(|| format!("write {forms}"))
}

/// The longest run of words that is a date by itself and all that is said of dates: `1525` in `Easter 1525`; or the longest
/// part of a date in numbers, `2017-02` in `2017-02-30`; or all words without those that are not exact,
/// `between c. 1588 and 1592`.
fn inside(words: &str, language: &str) -> Option<String> {
    let separator = if words.contains(' ') { ' ' } else { '-' };
    let parts: Vec<&str> = words.split(separator).collect();
    let is_era = |part: &&str| WORDS.has("calendar", part) || is_era(part);
    if parts.len() > LONGEST.1 || parts.iter().any(is_era) {
        return None;
    }
    let count = parts.len();
    let runs =
        (1..count).rev().flat_map(|length| (length..=count).map(move |end| end - length..end));
    let is_all = |run: &Range<usize>| {
        let mut left = parts[..run.start].iter().chain(&parts[run.end..]);
        separator == '-' || !left.any(|part| is_of_a_date(part))
    };
    let is_about = |part: &str| WORDS.has("about", &format!("{part} "));
    let exact: Vec<&str> = parts.iter().copied().filter(|part| !is_about(part)).collect();
    let runs = runs.filter(is_all).map(|run| parts[run].to_vec());
    let mut runs = std::iter::once(exact).chain(runs);
    let found = runs.find_map(|run| read(&run.join(&separator.to_string()), language))?;
    let is_open = matches!(found.when.kind, DateKind::OpenStart | DateKind::OpenEnd);
    let text = found.when.text;
    (!is_open).then(|| format!("if `{text}` is near enough, write it as `edtf:` and keep the words as `text:` beside it"))
}

/// Whether a word says something of a date, or joins two of them: `12`, `1843?`, `March`, `or`.
fn is_of_a_date(word: &str) -> bool {
    let word = word.trim_matches([',', ';', '(', ')']);
    let joins =
        |list| WORDS.all(list).any(|(_, items)| items.iter().any(|item| item.trim() == word));
    let is_date = ordinal_number(word).is_some() || point(word).is_some() || month(word).is_some();
    is_date || ["or", "and", "within", "range"].into_iter().any(joins)
}
