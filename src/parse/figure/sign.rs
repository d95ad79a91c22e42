//! The signs that say what a number is of without counting it: money and shares.
//!
//! Reads no ranges.

use std::borrow::Cow;

use super::interval::apart;
use super::range::{Reader, unqualified};
use super::words::WORDS;
use crate::model::figure::PERCENT;

/// The sign of money or of a share that stands with a number, and the words without it.
pub(super) fn sign(words: &str) -> Option<(&'static str, Cow<'_, str>)> {
    if words.ends_with(PERCENT) {
        return Some((PERCENT, words.replace(PERCENT, "").trim_end().to_owned().into()));
    }
    // `12% (95% CI 10–14%)`: the interval is of what the estimate is of.
    if let Some((estimate, interval)) = apart(words)
        && let Some(number) = estimate.strip_suffix(PERCENT)
    {
        let interval = interval.replace(PERCENT, "");
        return Some((PERCENT, format!("{} ({interval})", number.trim_end()).into()));
    }
    for money in WORDS.money.iter().map(String::as_str) {
        let is_code = money.len() == 3 && money.is_ascii() && !money.ends_with('$');
        let Some(at) = words.find(money) else { continue };
        let (before, after) = (&words[..at], &words[at + money.len()..]);
        let joined =
            before.ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic);
        if !(is_code && joined) {
            // `between $5 and $6 million`
            let rest = [before.trim_end(), after.trim_start()].join(" ").replace(money, "");
            return Some((money, rest.trim().to_owned().into()));
        }
    }
    let share = WORDS.shares.iter().find_map(|(name, share)| {
        let before = words.strip_suffix(name.as_str())?;
        // `1 1/2` is a number.
        let is_mixed = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let is_whole = before.is_empty() || before.ends_with([' ', '~', '>', '<', '≈']);
        // A third is not a number of two digits.
        let about = if share.fract() == 0.0 { "" } else { "~" };
        (is_whole && !is_mixed).then(|| (PERCENT, format!("{before}{about}{share}").into()))
    });
    share.or_else(|| in_all(words))
}

/// A number out of all as a share: `three in ten`, `two out of 3`; or so many parts of it: `nine tenths`.
fn in_all(words: &str) -> Option<(&'static str, Cow<'_, str>)> {
    let all = WORDS.in_all.iter().find_map(|between| {
        let (part, all) = words.split_once(between.as_str())?;
        of(part, number(all)?)
    });
    let parts = || WORDS.parts.iter().find_map(|(name, all)| of(words.strip_suffix(name)?, *all));
    all.or_else(parts)
}

/// The share of a whole that is the number at the end of some words.
fn of(words: &str, all: f64) -> Option<(&'static str, Cow<'_, str>)> {
    let (before, part) = words.split_at(words.rfind(' ').map_or(0, |space| space + 1));
    let part = number(part)?;
    // `300 in 1990` is of a year.
    let is_share = 0.0 < part && part < all && !(1000.0..3000.0).contains(&all);
    let share = 100.0 * part / all;
    let about = if share.fract() == 0.0 { "" } else { "~" };
    // Three decimals would be a group of a number.
    let is_whole = unqualified(before).is_empty();
    (is_share && is_whole).then(|| (PERCENT, format!("{before}{about}{share:.4}").into()))
}

/// A number in digits or in words, or the article that stands for one.
fn number(words: &str) -> Option<f64> {
    if words.bytes().all(|byte| byte.is_ascii_digit()) {
        return words.parse().ok();
    }
    WORDS.one.get(words).copied().or_else(|| Reader::in_any(words))
}

#[cfg(test)]
mod tests {
    use super::super::range::plain;
    use super::super::tests::shown;
    use super::sign;

    #[test]
    fn signs_are_units() {
        for (words, read) in [
            ("$5 billion", Some(("$", "5000000000..5000000000"))),
            ("US$ 4.6bn", Some(("us$", "4600000000..4600000000"))),
            ("more than €40m", Some(("€", "40000000.."))),
            ("5 million USD", Some(("usd", "5000000..5000000"))),
            ("80%", Some(("%", "80..80"))),
            ("12% (95% CI 10–14%)", Some(("%", "10..14"))),
            ("12 (10–14) %", Some(("%", "10..14"))),
            ("$5m (95% CI $4m–$6m)", Some(("$", "4000000..6000000"))),
            ("30–50 %", Some(("%", "30..50"))),
            ("between 30% and 50%", Some(("%", "30..50"))),
            ("more than half", Some(("%", "50.."))),
            ("about two thirds", Some(("%", "~66.66666666666667..66.66666666666667"))),
            ("more than 3/4", Some(("%", "75.."))),
            ("1 1/2", None),
            ("a third", Some(("%", "~33.333333333333336..33.333333333333336"))),
            ("three in ten", Some(("%", "30..30"))),
            ("more than 9 out of 10", Some(("%", "90.."))),
            ("tres de cada diez", Some(("%", "30..30"))),
            ("dos de cada tres", Some(("%", "~66.6667..66.6667"))),
            ("trois sur dix", Some(("%", "30..30"))),
            ("drei von zehn", Some(("%", "30..30"))),
            ("два из трёх", Some(("%", "~66.6667..66.6667"))),
            ("um em cada quatro", Some(("%", "25..25"))),
            ("один із п’яти", Some(("%", "20..20"))),
            ("ثلاثة من كل عشرة", Some(("%", "30..30"))),
            ("1 in 32", Some(("%", "~3.125..3.125"))),
            ("between two and three in ten", None),
            ("nine tenths", Some(("%", "90..90"))),
            ("more than three-fifths", Some(("%", "60.."))),
            ("a fifth", Some(("%", "20..20"))),
            ("five sixths", Some(("%", "~83.3333..83.3333"))),
            ("neun Zehntel", Some(("%", "90..90"))),
            ("trois cinquièmes", Some(("%", "60..60"))),
            ("tres quintas partes", Some(("%", "60..60"))),
            ("девять десятых", Some(("%", "90..90"))),
            ("تسعة أعشار", Some(("%", "90..90"))),
            ("twelve tenths", None),
            ("fifths", None),
            ("300 in 1990", None),
            ("ten in three", None),
            ("un 42 %", Some(("%", "42..42"))),
            ("alrededor de un 5%", Some(("%", "~5..5"))),
            ("на 23%", Some(("%", "23..23"))),
            ("на более чем 23%", Some(("%", "23.."))),
            ("between $5 and $6 million", Some(("$", "5000000..6000000"))),
            ("R$ 5,000", Some(("r$", "5000..5000"))),
            ("half a million", None),
            ("5 cents", None),
            ("neural 5", None),
        ] {
            let sign = sign(&plain(words)).map(|(sign, _)| sign);
            let read = read.map(|(sign, read)| (sign, read.to_owned()));
            assert_eq!(sign.map(|sign| (sign, shown(words, "en"))), read, "{words}");
        }
    }
}
