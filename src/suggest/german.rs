//! German words that are put together, and say with their last part what they mean.

use super::lexicon::Lexicon;

/// The endings of cases.
const CASES: [&str; 5] = ["", "s", "n", "en", "es"];

/// The shortest word that is looked into.
const SHORTEST: usize = 7;

/// Whether a German word is an office: `Bundesaußenminister`, `Ministerpräsidenten`.
pub(super) fn is_office(lexicon: &Lexicon, word: &str) -> bool {
    ends(lexicon, "titling", word)
}

/// Whether a German word means a body: `Polizeipräsidium`, `Staatsanwaltschaft`.
pub(super) fn is_body(lexicon: &Lexicon, word: &str) -> bool {
    word.len() >= SHORTEST && ends(lexicon, "body", word)
}

fn ends(lexicon: &Lexicon, list: &str, word: &str) -> bool {
    let bare = CASES.iter().filter_map(|case| word.strip_suffix(case));
    lexicon.is("de") && bare.into_iter().any(|word| lexicon.ends_in(list, word))
}
