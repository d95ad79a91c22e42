//! The days that lines above a text give: when it was published, and when it was changed.

use super::rules::{self, Is};
use super::{BETWEEN, Line, dates};

/// A line of nothing but a day has not more words, and one with a time not more than the second.
const DATED: usize = 8;
const TIMED: usize = 12;

/// A word before a day in numbers has not more letters.
const SHORT: usize = 3;

/// A day begins with one of so many words: one may stand before it.
const FIRST: usize = 2;

/// When a line says that a text was published, and when it was changed: `Published: 3 March 2021 | Updated: 4 March 2021`.
pub(super) fn days(line: &str) -> (Option<String>, Option<String>) {
    let (mut published, mut modified) = (None, None);
    for part in parts(line) {
        let change = rules::until(part, "modified");
        if let Some((_, Is::Modified(words))) = change {
            modified = modified.or_else(|| dates::day(words));
        }
        let first = change.map_or(part, |(before, _)| before.trim());
        published = published.or_else(|| match Is::of(first) {
            Is::Date(words) => dates::day(words),
            Is::Words => day(first),
            _ => None,
        });
    }
    (published, modified)
}

/// Whether a line has the time of a day, as those have that a page writes: `17:42`, `06h00`, `22.14`.
pub(super) fn is_timed(line: &str) -> bool {
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.parse::<u8>().is_ok();
    line.split([' ', ',', '(', ')', '·', '|']).any(|word| {
        let time = word.split_once([':', '.', 'h']);
        time.is_some_and(|(hour, minute)| is_number(hour) && is_number(minute) && minute.len() == 2)
    })
}

/// Whether a text has its days as `3 March 2021`, or as `March 3, 2021`; nothing where it has both, or none.
pub(super) fn is_day_first(lines: &[Line]) -> Option<bool> {
    let number = |word: &str| word.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok();
    let is_day = |word: &str| number(word).is_some_and(|day: u32| (1..=31).contains(&day));
    let is_year = |word: &str| number(word).is_some_and(|year| (1000..2200).contains(&year));
    let is_month = |word: &str| dates::month(&bare(word)).is_some();
    let mut orders = [false; 2];
    for line in lines {
        let words: Vec<&str> = line.words.split_whitespace().collect();
        for words in words.windows(3).filter(|words| is_year(words[2])) {
            orders[0] |= is_day(words[0]) && is_month(words[1]);
            orders[1] |= is_month(words[0]) && is_day(words[1]);
        }
    }
    (orders[0] != orders[1]).then_some(orders[0])
}

/// What stands in one line beside each other.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let is_dash = |c: char| BETWEEN.contains(&c) || matches!(c, '–' | '—');
    line.split(is_dash).flat_map(|part| part.split(" - ")).map(str::trim)
}

/// The day that is all that some words say. A bare year or number can be anything.
pub(super) fn day(words: &str) -> Option<String> {
    let most = if is_timed(words) { TIMED } else { DATED };
    let first = words.split_whitespace().position(|word| {
        word.starts_with(|c: char| c.is_ascii_digit()) || dates::month(&bare(word)).is_some()
    })?;
    if first >= FIRST || words.split_whitespace().count() > most {
        return None;
    }
    // `Le 21/09/2023 à 06h00`
    let numbers = words.split_once(' ').filter(|(word, rest)| {
        word.chars().count() <= SHORT
            && rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.contains(['/', '.', '-'])
    });
    let day = dates::day(words).or_else(|| dates::day(numbers?.1));
    day.filter(|day| day.len() == 10)
}

/// A word in lower case, without the signs at its end.
fn bare(word: &str) -> String {
    word.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase()
}
