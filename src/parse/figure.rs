//! Claimed figures: words and numbers as an interval that can be drawn.
//!
//! Keeps every figure as it is written. Does not compare figures; questions do.

use super::number::small_number;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys;
use crate::model::figure::{Figure, FigureRange};
use crate::source::Spanned;
use crate::yaml::{Intake, Node};

/// The figure of a claim: a value, or a map of value, unit and scope.
pub(super) fn figure(intake: &mut Intake, node: &Node) -> Option<Figure> {
    if !node.is_map() {
        let value = intake.string("figure", node)?;
        return Some(read(intake, &value, None, None));
    }
    let (mut value, mut unit, mut scope) = (None, None, None);
    for (key, node) in intake.known(node.entries(), &[keys::FIGURE]) {
        match key {
            "value" => value = intake.string(key, node),
            "unit" => unit = intake.text(key, node),
            "scope" => scope = intake.text(key, node),
            _ => {}
        }
    }
    if value.is_none() && !node.entries().is_empty() {
        let fault = Diagnostic::new(Code::Figure, "this figure has no `value`");
        intake.fault(fault.help("add `value:` with the number as the text has it"), node.span, "");
    }
    Some(read(intake, &value?, unit, scope))
}

fn read(
    intake: &mut Intake,
    value: &Spanned<String>,
    unit: Option<String>,
    scope: Option<String>,
) -> Figure {
    let mut range = range(&value.value);
    let (mut written, mut unit) = (value.value.as_str(), unit);
    if let (None, None, Some((number, counted))) = (range, &unit, counted(written)) {
        range = self::range(number);
        unit = Some(counted.to_owned());
        written = number;
    }
    if range.is_none() {
        let fault = Diagnostic::new(
            Code::Figure,
            format!("`{}` cannot be read as a number or a range", value.value),
        );
        let help = "write `11000`, `about 11,000`, `> 40000`, `9000..11000` or `dozens`, and what is counted as `unit:`";
        intake.fault(fault.help(help), value.span, "");
    }
    Figure { written: written.to_owned(), range, unit, scope, span: value.span }
}

/// Words that go on with a number and are not what it counts.
const NO_UNIT: &[&str] =
    &["to", "or", "and", "than", "between", "from", "about", "so", "more", "less"];

/// A number with what it counts: `about 11,000 civilians`, `40%`, `thousands of people`.
fn counted(words: &str) -> Option<(&str, &str)> {
    if let Some(number) = words.strip_suffix('%') {
        return range(number).map(|_| (number.trim_end(), "percent"));
    }
    let is_word = |word: &str| {
        word.chars().all(|c| c.is_alphabetic() || c == '-') && !NO_UNIT.contains(&word)
    };
    // What is counted has few words: `internally displaced people`.
    let mut cuts =
        words.rmatch_indices(' ').take(4).map(|(at, _)| (&words[..at], &words[at + 1..]));
    let (number, unit) =
        cuts.find(|(number, unit)| unit.split(' ').all(is_word) && range(number).is_some())?;
    let unit = unit.strip_prefix("of ").unwrap_or(unit);
    Some((number, unit)).filter(|_| !unit.is_empty() && unit != "of")
}

/// What comes before or after a number and says how it is meant.
const ABOUT: &[&str] = &[
    "~",
    "≈",
    "about ",
    "around ",
    "roughly ",
    "approximately ",
    "approx. ",
    "circa ",
    "ca. ",
    "c. ",
    "some ",
    "an estimated ",
    "estimated ",
    "nearly ",
    "almost ",
    "close to ",
];
const AT_LEAST: &[&str] = &[
    ">=",
    "≥",
    ">",
    "over ",
    "more than ",
    "at least ",
    "no fewer than ",
    "no less than ",
    "above ",
];
const AT_MOST: &[&str] = &[
    "<=",
    "≤",
    "<",
    "fewer than ",
    "less than ",
    "up to ",
    "at most ",
    "no more than ",
    "not more than ",
    "under ",
    "below ",
];
const OR_MORE: &[&str] = &["+", " or more", " and more", " at least"];
const OR_LESS: &[&str] = &[" or fewer", " or less", " at most"];

/// The numbers that words allow.
pub fn range(words: &str) -> Option<FigureRange> {
    let words = words.to_lowercase().replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let exact = |low, high| Some(FigureRange { low, high, approximate: false });
    if let Some(rest) = after(&words, ABOUT) {
        return range(rest).map(|range| FigureRange { approximate: true, ..range });
    }
    if let Some(rest) = after(&words, AT_LEAST).or_else(|| before(&words, OR_MORE)) {
        return exact(Some(range(rest)?.low?), None);
    }
    if let Some(rest) = after(&words, AT_MOST).or_else(|| before(&words, OR_LESS)) {
        return exact(None, Some(range(rest)?.high?));
    }
    if let Some((low, high)) = magnitude(&words) {
        return Some(FigureRange { low: Some(low), high: Some(high), approximate: true });
    }
    // A hyphen can be one inside a number: `forty-two`.
    if let Some(number) = in_words(&words) {
        return exact(Some(number), Some(number));
    }
    if let Some((low, high)) = ends(&words) {
        let (low, high) = (low?, high?);
        return if low <= high { exact(Some(low), Some(high)) } else { None };
    }
    let number = number(&words)?;
    exact(Some(number), Some(number))
}

fn after<'a>(words: &'a str, openings: &[&str]) -> Option<&'a str> {
    openings.iter().find_map(|opening| words.strip_prefix(opening)).map(str::trim_start)
}

fn before<'a>(words: &'a str, endings: &[&str]) -> Option<&'a str> {
    endings.iter().find_map(|ending| words.strip_suffix(ending)).map(str::trim_end)
}

/// Numbers that are only a size.
fn magnitude(words: &str) -> Option<(f64, f64)> {
    let words = words.strip_prefix("several ").or(words.strip_prefix("a few ")).unwrap_or(words);
    Some(match words {
        "dozens" | "dozen" => (24.0, 99.0),
        "hundreds" | "hundred" => (200.0, 999.0),
        "thousands" | "thousand" => (2_000.0, 9_999.0),
        "tens of thousands" => (20_000.0, 99_999.0),
        "hundreds of thousands" => (200_000.0, 999_999.0),
        "scores" => (40.0, 99.0),
        "millions" | "million" => (2_000_000.0, 9_999_999.0),
        "tens of millions" => (20_000_000.0, 99_999_999.0),
        "hundreds of millions" => (200_000_000.0, 999_999_999.0),
        "billions" | "billion" => (2e9, 9_999_999_999.0),
        _ => return None,
    })
}

/// The two ends of a range, each read as a number.
fn ends(words: &str) -> Option<(Option<f64>, Option<f64>)> {
    let inner = words.strip_prefix("between ").or(words.strip_prefix("from ")).unwrap_or(words);
    let separators: &[&str] =
        if words.starts_with("between ") { &[" and "] } else { &["..", " to ", "–", "—", "-"] };
    let (low, high) = separators.iter().find_map(|separator| inner.split_once(separator))?;
    let (low, high) = (low.trim(), high.trim());
    if low.is_empty() {
        return None;
    }
    // "9 to 11 million" counts millions on both sides.
    let unit = high.rsplit(' ').next().filter(|unit| multiplier(unit).is_some());
    let low = match unit {
        Some(unit) if !low.contains(' ') => number(&format!("{low} {unit}")),
        _ => number(low),
    };
    Some((low, number(high)))
}

fn multiplier(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" | "k" => 1_000.0,
        "million" | "m" => 1_000_000.0,
        "billion" | "bn" => 1_000_000_000.0,
        _ => return None,
    })
}

/// One number, in digits or in words.
fn number(words: &str) -> Option<f64> {
    if let Some((first, unit)) = words.rsplit_once(' ')
        && let Some(unit) = multiplier(unit)
    {
        let first = first.strip_suffix(" a").unwrap_or(first);
        let count = match first {
            "a" => 1.0,
            "half" => 0.5,
            _ => digits(first, true).or_else(|| in_words(first))?,
        };
        return Some(count * unit);
    }
    if let Some(thousands) = words.strip_suffix('k') {
        return digits(thousands, true).map(|count| count * 1_000.0);
    }
    digits(words, false).or_else(|| in_words(words))
}

/// A number in words, up to thousands of millions: `two hundred thousand`, `three thousand five hundred`.
fn in_words(words: &str) -> Option<f64> {
    if let Some(number) = small_number(words) {
        return Some(f64::from(number));
    }
    let (many, unit) = ["million", "thousand"]
        .into_iter()
        .find_map(|unit| words.split_once(unit).map(|parts| (parts, unit)))?;
    let (count, rest) = (many.0.trim(), many.1.trim());
    let rest = if rest.is_empty() { 0.0 } else { in_words(rest)? };
    let unit = multiplier(unit)?;
    Some(f64::from(small_number(count)?) * unit + rest).filter(|_| rest < unit)
}

/// Digits with grouping commas or spaces. A point before three digits groups them in some countries and begins a
/// fraction in others: it is read only where a multiplier follows, which settles it.
fn digits(text: &str, fraction: bool) -> Option<f64> {
    let (whole, rest) =
        text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let ambiguous = rest.is_some_and(|rest| rest.len() == 3) && !fraction;
    let mut groups = whole.strip_prefix('-').unwrap_or(whole).split([',', ' ', '\'', '_']);
    let first = groups.next()?;
    let mut groups = groups.peekable();
    let grouped = groups.peek().is_some();
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = numeric(first) && (!grouped || first.len() <= 3);
    if ambiguous || !fits || !groups.all(|group| group.len() == 3 && numeric(group)) {
        return None;
    }
    if !rest.is_none_or(numeric) {
        return None;
    }
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '\'' | '_')).collect();
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::range;

    fn shown(words: &str) -> String {
        let Some(range) = range(words) else { return "unreadable".into() };
        let end = |end: Option<f64>| end.map(|end| end.to_string()).unwrap_or_default();
        let about = if range.approximate { "~" } else { "" };
        format!("{about}{}..{}", end(range.low), end(range.high))
    }

    #[test]
    fn what_is_counted() {
        for (words, parts) in [
            ("about 11,000 civilians", Some(("about 11,000", "civilians"))),
            (
                "two hundred internally displaced people",
                Some(("two hundred", "internally displaced people")),
            ),
            ("thousands of people", Some(("thousands", "people"))),
            ("40%", Some(("40", "percent"))),
            ("11,000 or so", None),
            ("9,000 to ten-ish", None),
            ("a great many", None),
            ("people", None),
            ("%", None),
        ] {
            assert_eq!(super::counted(words), parts, "{words}");
        }
    }

    #[test]
    fn figures() {
        for (words, read) in [
            ("11000", "11000..11000"),
            ("11,000", "11000..11000"),
            ("11 000", "11000..11000"),
            ("~11000", "~11000..11000"),
            ("> 40000", "40000.."),
            (">40,000", "40000.."),
            ("< 1000", "..1000"),
            ("9000..11000", "9000..11000"),
            ("9,000–11,000", "9000..11000"),
            ("about 11,000", "~11000..11000"),
            ("Over 40,000", "40000.."),
            ("more than a dozen", "12.."),
            ("fewer than 1,000", "..1000"),
            ("up to 3,000", "..3000"),
            ("at least 3,200", "3200.."),
            ("300+", "300.."),
            ("between 9,000 and 11,000", "9000..11000"),
            ("9,000 to 11,000", "9000..11000"),
            ("about 9,000 to 11,000", "~9000..11000"),
            ("9 to 11 million", "9000000..11000000"),
            ("dozens", "~24..99"),
            ("hundreds", "~200..999"),
            ("thousands", "~2000..9999"),
            ("more than tens of thousands", "20000.."),
            ("some 4,000", "~4000..4000"),
            ("seven", "7..7"),
            ("forty-two", "42..42"),
            ("one hundred and fifty", "150..150"),
            ("more than two hundred thousand", "200000.."),
            ("three thousand five hundred", "3500..3500"),
            ("two hundred", "200..200"),
            ("several hundred", "~200..999"),
            ("tens of millions", "~20000000..99999999"),
            ("Twelve", "12..12"),
            ("two dozen", "24..24"),
            ("1.5 million", "1500000..1500000"),
            ("half a million", "500000..500000"),
            ("40k", "40000..40000"),
            ("3.5", "3.5..3.5"),
            ("-5", "-5..-5"),
            ("11.000", "unreadable"),
            ("11,00", "unreadable"),
            ("11000..9000", "unreadable"),
            ("many", "unreadable"),
            ("about", "unreadable"),
            ("", "unreadable"),
            ("..", "unreadable"),
            ("NaN", "unreadable"),
            ("inf", "unreadable"),
        ] {
            assert_eq!(shown(words), read, "{words}");
        }
    }
}
