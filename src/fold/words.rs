//! The words of a folded text.

use std::ops::Range;

use super::chars::{continues, is_cjk, is_unspaced};

/// The places of the words of a text: runs of letters and digits. Scripts without spaces give one for each character.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += count(bytes, at, |byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
        let start = at + text[at..].find(char::is_alphanumeric)?;
        // Most words are ASCII, and need no look at what characters go together.
        let end = start + count(bytes, start, u8::is_ascii_alphanumeric);
        if end > start && bytes.get(end).is_none_or(u8::is_ascii) {
            at = end;
            return Some(start..end);
        }
        let mut chars = text[start..].chars();
        let first = chars.next()?;
        let alone = is_unspaced(first);
        let (mut before, mut end) = (first, start + first.len_utf8());
        let goes_on = |before: char, c: char| {
            continues(before, c) || !alone && c.is_alphanumeric() && !is_unspaced(c)
        };
        while let Some(c) = chars.next().filter(|&c| goes_on(before, c)) {
            end += c.len_utf8();
            before = c;
        }
        at = end;
        Some(start..at)
    })
}

/// How many bytes in a row, from an offset on, are of a kind.
fn count(bytes: &[u8], from: usize, kind: impl Fn(&u8) -> bool) -> usize {
    bytes[from..].iter().take_while(|byte| kind(byte)).count()
}

/// How much a text has to find it by: a point for each letter or digit, three for a Chinese or Japanese one, two for a
/// syllable of Korean.
pub fn weight(text: &str) -> usize {
    let points = |c: char| match c {
        '\u{AC00}'..='\u{D7A3}' => 2,
        c if is_cjk(c) => 3,
        _ => 1,
    };
    text.chars().filter(|c| c.is_alphanumeric()).map(points).sum()
}
