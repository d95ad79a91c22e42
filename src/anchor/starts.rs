//! Where in a text a name can begin.

use crate::fold::is_unspaced;

/// The offsets of the beginnings of words: letters and digits that no letter or digit stands before.
///
/// A word does not begin after an apostrophe within it (`O’Neil`), except after the article or pronoun that French and
/// Italian elide (`l’Égypte`). Scripts without spaces have a beginning at every character.
pub(super) fn starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::with_capacity(text.len() / 6);
    let bytes = text.as_bytes();
    let (mut at, mut inside) = (0, false);
    while at < bytes.len() {
        let byte = bytes[at];
        let (len, goes_on, begins) = if byte < 0x80 {
            let word = byte.is_ascii_alphanumeric();
            (1, word || byte == b'\'' && inside && !elides(&text[..at]), word && !inside)
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            let word = c.is_alphanumeric();
            let quiet = c == '’' && !elides(&text[..at]) || !word && c >= '\u{300}' && is_part(c);
            let alone = is_unspaced(c);
            (c.len_utf8(), word && !alone || quiet && inside, word && (alone || !inside))
        };
        if begins {
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        inside = goes_on;
        at += len;
    }
    starts
}

/// Whether a character within a word is not a letter and yet does not end it: a mark, or one that is not seen.
fn is_part(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{200C}' | '\u{200D}' | '\u{640}')
}

/// Whether a text ends in an elided word of one letter, or in `qu`.
fn elides(before: &str) -> bool {
    let word = before.len() - before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let standing = before[..word].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    standing
        && matches!(
            &*before[word..].to_ascii_lowercase(),
            "l" | "d" | "j" | "m" | "t" | "s" | "n" | "c" | "qu"
        )
}
