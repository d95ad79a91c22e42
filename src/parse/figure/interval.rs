//! Estimates with the interval in which they lie: `0.74 (95% CI 0.61–0.89)`, `0.74 [0.61, 0.89]`.

use super::words::WORDS;

/// The estimate and its interval, apart; the words have been made plain.
pub(super) fn apart(words: &str) -> Option<(&str, &str)> {
    let (estimate, interval) = words.strip_suffix([')', ']'])?.split_once(['(', '['])?;
    Some((estimate.trim_end(), unlabelled(interval.trim())))
}

/// An interval without the words that say which it is: `95% CI`, `IC à 95 % :`.
fn unlabelled(words: &str) -> &str {
    let labelled = WORDS.interval.iter().find_map(|label| {
        let (before, after) = words.split_once(label.as_str())?;
        is_level(before).then_some((before, after))
    });
    let Some((before, after)) = labelled else { return words };
    let level = after.split_once('%').filter(|(level, _)| before.is_empty() && is_level(level));
    level.map_or(after, |(_, rest)| rest).trim_start_matches([':', '=', ',', ' '])
}

/// Whether words are no more than how much the interval has of all: `95 %`, `à 95`.
fn is_level(words: &str) -> bool {
    let is_small = |word: &str| word.len() <= 2 && word.chars().all(char::is_alphabetic);
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit() || ".,%-".contains(c));
    words.split_whitespace().all(|word| is_small(word) || is_number(word))
}
