//! Whether what a text dates is still to come.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::tokens::Token;

/// What verbs in the future end in, where they do.
const ENDINGS: [(&str, &[&str]); 2] = [("fr", &["ra", "ront"]), ("es", &["rá", "rán"])];

/// What verbs in the future begin with in Arabic.
const OPENINGS: [&str; 3] = ["سي", "ست", "سن"];

/// The shortest verb in bytes whose form is looked at.
const SHORTEST: usize = 6;

/// Whether the clause around a date is about what will happen, and not about what somebody said then.
pub(super) fn is_ahead(
    tokens: &[Token],
    lexicon: &Lexicon,
    date: &Range<usize>,
    sentence: &Range<usize>,
) -> bool {
    let goes_on = |at: &usize| {
        let token = &tokens[*at];
        token.is_word && !lexicon.has("clause", &token.lower)
    };
    let before = (sentence.start..date.start).rev().take_while(goes_on).count();
    let after = (date.end..sentence.end).take_while(goes_on).count();
    let clause = date.start - before..date.end + after;
    let has = |list: &str| clause.clone().any(|at| lexicon.at(list, tokens, at) > 0);
    let is_future = |at: usize| {
        let word = &*tokens[at].lower;
        let ended = ENDINGS.iter().any(|(tag, endings)| {
            lexicon.is(tag) && endings.iter().any(|ending| word.ends_with(ending))
        });
        let begun = lexicon.is("ar") && OPENINGS.iter().any(|opening| word.starts_with(opening));
        !tokens[at].is_capital && word.len() > SHORTEST && (ended || begun)
    };
    let future = has("future") || clause.clone().any(is_future);
    future && !["says", "tells", "thinks"].iter().any(|list| has(list))
}
