//! Figures in the words of the interface.

use crate::fold::base;
use crate::model::figure::Figure;

use super::date;
use super::words::{Words, fill};

/// A figure of a unit as a page says it: signs become words (`9000..11000`, `> 40000`), words and formulas stay as they are.
pub fn figure(words: &Words, figure: &Figure, unit: Option<&str>) -> String {
    let is_year = figure.range.is_some_and(|range| range.is_year(unit));
    // A fraction, a power, a ratio, an error and an interval say more than their numbers; the letter of `164X` is a digit.
    let is_formula = |c: char| {
        matches!(c, '/' | '^' | '±' | ':' | '(' | '[')
            || c.is_numeric() && !base(c).is_ascii_digit()
    };
    let stays = |c: char| {
        if is_year { c.is_alphabetic() && c != 'X' } else { c.is_alphabetic() || is_formula(c) }
    };
    let Some(range) = figure.range.filter(|_| !figure.written.contains(stays)) else {
        return figure.written.clone();
    };
    let number = |n: f64| if is_year { year(words, n) } else { number(words, n) };
    let one = |key: &str, n: f64| {
        let n = number(n);
        fill(words.get(key), &[("n", &n), ("date", &n)])
    };
    let [least, most] = match (range.strict, is_year) {
        (true, _) => ["figure.more", "figure.fewer"],
        (false, true) => ["when.after", "when.before"],
        (false, false) => ["figure.at-least", "figure.at-most"],
    };
    let said = match (range.low, range.high) {
        (Some(low), Some(high)) if range.either => {
            fill(words.get("when.or"), &[("a", &number(low)), ("b", &number(high))])
        }
        (Some(low), Some(high)) if low < high => {
            fill(words.get("figure.range"), &[("from", &number(low)), ("to", &number(high))])
        }
        (Some(n), Some(_)) => number(n),
        (Some(n), None) => one(least, n),
        (None, Some(n)) => one(most, n),
        (None, None) => return figure.written.clone(),
    };
    if range.approximate { fill(words.get("figure.about"), &[("n", &said)]) } else { said }
}

/// A year of the calendar: `1640`, `44 BCE`.
pub fn year(words: &Words, n: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "it was a whole number")]
    date::year(words, n as i64)
}

/// A number in little room: `4.6 bn`.
pub fn short(words: &Words, n: f64) -> String {
    let large = [(1e9, "number.billions"), (1e6, "number.millions")];
    match large.into_iter().find(|(least, key)| n.abs() >= *least && words.has(key)) {
        Some((of, key)) => fill(words.get(key), &[("n", &number(words, n / of))]),
        None => number(words, n),
    }
}

/// A number in the language of the site, with the decimals that it has.
pub fn number(words: &Words, number: f64) -> String {
    if !number.is_finite() || number.abs() > 9e15 {
        return format!("{number}");
    }
    let written = number.abs().to_string();
    let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
    // Whole, and far below 2^64.
    let mut digits = words.number(whole.parse().unwrap_or_default());
    if !decimals.is_empty() {
        digits.push_str(words.get("number.decimal"));
        digits.push_str(decimals);
    }
    if number < 0.0 { format!("−{digits}") } else { digits }
}
