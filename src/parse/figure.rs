//! Claimed numbers: from the words of a reader to a range that can be drawn.

use crate::model::figure::FigureRange;

/// The range that a figure's words allow; nothing when they hold no number.
///
/// Reads `11000`, `~11000`, `> 40000`, `9000..11000`, and the English words people write: `about 11,000`,
/// `over 40,000`, `between 9,000 and 11,000`, `dozens`.
pub fn range(written: &str) -> Option<FigureRange> {
    let text = written.trim().to_lowercase().replace(['–', '—'], "-");
    let (approximate, text) = strip(
        &text,
        &[
            "~",
            "about ",
            "some ",
            "roughly ",
            "around ",
            "approximately ",
            "nearly ",
            "almost ",
            "c. ",
            "ca. ",
        ],
    );
    let exact = |low, high| Some(FigureRange { low, high, approximate });
    let (more, rest) = strip(
        text,
        &[
            ">=",
            ">",
            "more than ",
            "over ",
            "at least ",
            "upwards of ",
            "no fewer than ",
            "no less than ",
        ],
    );
    if more {
        return exact(Some(number(rest)?), None);
    }
    let (less, rest) = strip(
        text,
        &[
            "<=",
            "<",
            "fewer than ",
            "less than ",
            "under ",
            "up to ",
            "at most ",
            "no more than ",
            "below ",
        ],
    );
    if less {
        return exact(None, Some(number(rest)?));
    }
    if let Some(several) = several(text) {
        return Some(several);
    }
    let between = strip(text, &["between ", "from "]).1;
    for border in ["..", " and ", " to ", "-"] {
        if let Some((low, high)) = between.split_once(border)
            && let (Some(low), Some(high)) = (number(low), number(high))
        {
            return (low <= high).then_some(FigureRange {
                low: Some(low),
                high: Some(high),
                approximate,
            });
        }
    }
    let value = number(text)?;
    exact(Some(value), Some(value))
}

fn strip<'a>(text: &'a str, beginnings: &[&str]) -> (bool, &'a str) {
    match beginnings.iter().find_map(|b| text.strip_prefix(b)) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    }
}

/// Words for an order of magnitude: from two of it to nine of it, and the reader sees that it is vague.
fn several(text: &str) -> Option<FigureRange> {
    let words = [
        ("dozens", 24.0, 99.0),
        ("scores", 40.0, 199.0),
        ("hundreds of thousands", 200_000.0, 999_999.0),
        ("tens of thousands", 20_000.0, 99_999.0),
        ("hundreds", 200.0, 999.0),
        ("thousands", 2_000.0, 9_999.0),
        ("millions", 2_000_000.0, 9_999_999.0),
    ];
    let (_, low, high) = words.into_iter().find(|(word, ..)| *word == text)?;
    Some(FigureRange { low: Some(low), high: Some(high), approximate: true })
}

/// A number with separators of thousands, a decimal point, or in words up to twelve.
fn number(text: &str) -> Option<f64> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let text = text.trim();
    if let Some(value) = WORDS.iter().position(|word| *word == text) {
        return u32::try_from(value).ok().map(f64::from);
    }
    let (text, scale) = match text.rsplit_once(' ') {
        Some((rest, "million")) => (rest, 1e6),
        Some((rest, "billion")) => (rest, 1e9),
        Some((rest, "thousand")) => (rest, 1e3),
        Some((rest, "hundred")) => (rest, 1e2),
        Some((rest, "dozen")) => (rest, 12.0),
        _ => (text, 1.0),
    };
    let text = text.strip_suffix('%').unwrap_or(text);
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '_' | '’' | '\'' | '\u{a0}' | '\u{202f}' | ' '))
        .collect();
    let plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let value = if plain {
        digits.parse::<f64>().ok()?
    } else {
        f64::from(u32::try_from(WORDS.iter().position(|w| *w == text)?).ok()?)
    };
    Some(value * scale)
}

#[cfg(test)]
mod tests {
    #[test]
    fn figures() {
        for (written, expected) in [
            ("11000", "11000..11000"),
            ("1,429", "1429..1429"),
            ("~11000", "11000..11000~"),
            ("> 40,000", "40000.."),
            ("over 40,000", "40000.."),
            ("about 11,000", "11000..11000~"),
            ("< 1000", "..1000"),
            ("fewer than 300", "..300"),
            ("9000..11000", "9000..11000"),
            ("between 9,000 and 11,000", "9000..11000"),
            ("9,000 to 11,000", "9000..11000"),
            ("9,000–11,000", "9000..11000"),
            ("dozens", "24..99~"),
            ("some 4,000", "4000..4000~"),
            ("twelve", "12..12"),
            ("2.5 million", "2500000..2500000"),
            ("11,000 to 9,000", "none"),
            ("a great many", "none"),
            ("", "none"),
        ] {
            let show = |value: Option<f64>| value.map(|v| v.to_string()).unwrap_or_default();
            let shown = super::range(written).map_or("none".to_owned(), |r| {
                format!("{}..{}{}", show(r.low), show(r.high), if r.approximate { "~" } else { "" })
            });
            assert_eq!(shown, expected, "{written}");
        }
    }
}
