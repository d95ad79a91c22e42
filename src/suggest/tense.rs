//! Whether what a text dates is still to come, or is over.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::russian;
use super::tokens::Token;

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
    // `Seit Montag wird gestreikt`
    let first = date.start.saturating_sub(2).max(sentence.start);
    if (first..date.start).any(|at| lexicon.sense("bound", tokens, at).1 == "since") {
        return false;
    }
    let clause = clause(tokens, lexicon, date, sentence);
    let is_future = |at: usize| {
        let word = &*tokens[at].lower;
        let ended = lexicon.has_ending("-future", word);
        let begun = lexicon.is("ar") && OPENINGS.iter().any(|opening| word.starts_with(opening));
        let is_one = !tokens[at].is_capital && word.len() > SHORTEST && (ended || begun);
        is_one || lexicon.at("future", tokens, at) > 0
    };
    // `приедет` has the form of what is, and beside a day it is what will be.
    let has_past = || clause.clone().any(|at| russian::may_be_past(&tokens[at].lower));
    let is_russian = |at: usize| {
        lexicon.is("ru") && !tokens[at].is_capital && russian::is_not_past(&tokens[at].lower)
    };
    let says = |at: &usize| {
        ["says", "tells", "thinks"].iter().any(|list| lexicon.at(list, tokens, *at) > 0)
    };
    // `The mayor said it will open in May`: the verb of what is said stands between.
    let (start, end) = match clause.clone().find(says) {
        Some(_) => {
            let last = (clause.start..date.start).rev().find(says);
            (last.unwrap_or(clause.start), date.start)
        }
        None => (clause.start, clause.end),
    };
    (start..end).any(|at| is_future(at) || is_russian(at) && !has_past())
}

/// Whether an English verb before `on` and a date tells of what has happened: `The mayor resigned on June 9`.
pub(super) fn is_over(
    tokens: &[Token],
    lexicon: &Lexicon,
    date: &Range<usize>,
    sentence: &Range<usize>,
) -> bool {
    let clause = clause(tokens, lexicon, date, sentence);
    let is_on = date.start > clause.start && tokens[date.start - 1].lower == "on";
    let has = |list: &str| clause.clone().any(|at| lexicon.at(list, tokens, at) > 0);
    // A participle by itself, `moved to June 9`, says nothing of when.
    let is_past = |at: usize| {
        let word = &tokens[at].lower;
        word.len() > 3 && word.ends_with("ed") && !tokens[at].is_capital
    };
    let mut words = (clause.start + 1..date.start).filter(|&at| tokens[at].is_word);
    let is_ahead = ["future", "present", "planned"].iter().any(|list| has(list));
    lexicon.is("en") && is_on && !is_ahead && words.any(is_past)
}

/// The words around a date up to the next sign or the next clause; behind it also up to the next `and`.
fn clause(
    tokens: &[Token],
    lexicon: &Lexicon,
    date: &Range<usize>,
    sentence: &Range<usize>,
) -> Range<usize> {
    let goes_on = |at: &usize| {
        let token = &tokens[*at];
        token.is_word && !lexicon.has("clause", &token.lower)
    };
    let joins =
        |at: &usize| ["and", "but"].iter().any(|list| lexicon.has(list, &tokens[*at].lower));
    let before = (sentence.start..date.start).rev().take_while(goes_on).count();
    let behind = (date.end..sentence.end).take_while(|at| goes_on(at) && !joins(at));
    date.start - before..date.end + behind.count()
}
