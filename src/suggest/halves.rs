//! Quotations in two halves, with who speaks between them: `“The deal,” Ann Harrow said, “is dead.”`

use std::ops::Range;

use super::speech::Clause;
use super::tokens::Token;

/// So many tokens at most say behind a comma who somebody is.
const LONGEST_APPOSITION: usize = 16;

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
        let open = self.second_half(tail);
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

    /// The mark that may open the second half of a quotation, over what says behind a comma who somebody is:
    /// `“The deal,” said Ann Harrow, the mayor of Eastmouth, “is dead.”`
    fn second_half(&self, tail: usize) -> usize {
        let phrases = self.phrases;
        let comma = tail.saturating_sub(usize::from(!phrases.is(tail, ",")));
        let open = comma + 1;
        let is_mark = |at: usize| phrases.tokens.get(at).is_some_and(Token::is_mark);
        if is_mark(tail) || !phrases.is(comma, ",") || is_mark(open) {
            return if is_mark(tail) { tail } else { open };
        }
        let near = open..self.sentence.end.min(open + LONGEST_APPOSITION);
        let mut words = near.take_while(|&at| !phrases.speaks(at));
        let mark = words.find(|&at| is_mark(at));
        mark.filter(|&at| phrases.is(at - 1, ",")).unwrap_or(open)
    }
}
