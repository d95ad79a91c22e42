//! What tests of dates share.

use super::read;

/// Words are read as an expression, or as `none`.
#[track_caller]
pub(super) fn check(language: &str, words: &str, edtf: &str) {
    let found = read(words, language).map_or("none".to_owned(), |read| read.when.text);
    assert_eq!(found, edtf, "{language}: {words}");
}
