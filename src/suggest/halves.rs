//! Quotations in two halves, with who speaks between them: `“The deal,” Ann Harrow said, “is dead.”`

use std::ops::Range;

use super::speech::Clause;
use super::tokens::Token;

impl Clause<'_> {
    /// The words that say in the midst of a quotation who speaks, with its marks, and where it ends:
    /// `“The deal,” Ann Harrow said, “is dead.”`
    pub(super) fn parted_quotation(
        &self,
        start: usize,
        tail: usize,
    ) -> Option<(Range<usize>, usize)> {
        let phrases = self.phrases;
        let is_mark = |at: usize| phrases.tokens.get(at).is_some_and(Token::is_mark);
        let last = start.checked_sub(1)?;
        // In other languages than English the comma stands behind the mark.
        let close = last - usize::from(phrases.is(last, ",") && last > self.sentence.start);
        let first = close - usize::from(close > self.sentence.start && phrases.is(close - 1, ","));
        let open = tail + usize::from(phrases.is(tail, ","));
        let goes_on = phrases.tokens.get(open + 1).is_some_and(|next| {
            open + 1 < self.sentence.end && next.is_quoted && next.is_word && !next.is_capital
        });
        let is_parted = is_mark(close)
            && close > self.sentence.start
            && (first < close || close < last)
            && is_mark(open)
            && goes_on;
        let is_quoted = |at: &usize| phrases.tokens[*at].is_quoted;
        let rest = (open + 1..self.sentence.end).take_while(is_quoted).count();
        let end = open + 1 + rest;
        // `“The dam failed,” asked Ann Harrow, “and who knew?”`
        let is_asked = (open..end).rev().take(2).any(|at| phrases.is(at, "?"));
        (is_parted && !is_asked).then_some((first..open + 1, end))
    }
}
