//! The words of a folded text.

use std::ops::Range;

use super::chars::{continues, is_cjk, is_unspaced};

/// The places of the words of a text: runs of letters and digits. Scripts without spaces give one for each character.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let mut chars = text[start..].chars();
        let first = chars.next()?;
        let alone = is_unspaced(first);
        let goes_on = |c: char| continues(c) || !alone && c.is_alphanumeric() && !is_unspaced(c);
        let rest: usize = chars.take_while(|&c| goes_on(c)).map(char::len_utf8).sum();
        at = start + first.len_utf8() + rest;
        Some(start..at)
    })
}

/// How much a text has to find it by: a point for each letter or digit, three for a Chinese or Japanese one.
pub fn weight(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| if is_cjk(c) { 3 } else { 1 }).sum()
}
