//! Values over several lines in scripts without spaces.

use crate::fold::joins;

/// A value without the spaces that stand for line ends between characters of Chinese and Japanese; as it is where it was
/// written with escapes, so that nothing tells which spaces these are.
pub(super) fn joined(text: String, written: &str) -> String {
    if !written.contains('\n') || text.is_ascii() {
        return text;
    }
    without_line_ends(&text, written).unwrap_or(text)
}

fn without_line_ends(text: &str, written: &str) -> Option<String> {
    let mut joined = String::with_capacity(text.len());
    let mut rest = written.trim_start_matches(['"', '\'']);
    for part in text.split_inclusive([' ', '\n']) {
        let words = part.trim_end_matches([' ', '\n']);
        let after = rest.trim_start();
        let is_line_end = rest[..rest.len() - after.len()].contains('\n');
        rest = after.strip_prefix(words)?;
        let mut before = joined.chars().rev();
        if is_line_end && before.next() == Some(' ') {
            let around = before.next().zip(words.chars().next());
            if around.is_some_and(|(before, after)| joins(before, after)) {
                joined.pop();
            }
        }
        joined.push_str(part);
    }
    Some(joined)
}
