//! Figures in the words of the interface.

use crate::fold::base;
use crate::model::figure::Figure;

use super::words::{Words, fill};

/// A figure of a unit as a page says it: signs become words (`9000..11000`, `> 40000`), words and fractions stay as they are.
pub fn figure(words: &Words, figure: &Figure, unit: Option<&str>) -> String {
    // A fraction says more than its decimals.
    let is_fraction = |c: char| c == '/' || c.is_numeric() && !base(c).is_ascii_digit();
    let stays = |c: char| c.is_alphabetic() || is_fraction(c);
    let Some(range) = figure.range.filter(|_| !figure.written.contains(stays)) else {
        return figure.written.clone();
    };
    let is_year = range.is_year(unit);
    let number = |words, n: f64| if is_year { n.to_string() } else { number(words, n) };
    let one = |key: &str, n: f64| fill(words.get(key), &[("n", &number(words, n))]);
    let said = match (range.low, range.high) {
        (Some(low), Some(high)) if range.either => {
            fill(words.get("when.or"), &[("a", &number(words, low)), ("b", &number(words, high))])
        }
        (Some(low), Some(high)) if low < high => fill(
            words.get("figure.range"),
            &[("from", &number(words, low)), ("to", &number(words, high))],
        ),
        (Some(n), Some(_)) => number(words, n),
        (Some(n), None) => one(if range.strict { "figure.more" } else { "figure.at-least" }, n),
        (None, Some(n)) => one(if range.strict { "figure.fewer" } else { "figure.at-most" }, n),
        (None, None) => return figure.written.clone(),
    };
    if range.approximate { fill(words.get("figure.about"), &[("n", &said)]) } else { said }
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
