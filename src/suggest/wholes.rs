//! Parts of a whole: `two thirds of the houses`, `14 of 40 boats`.

use super::figures::Count;
use super::tokens::Token;

impl Count<'_> {
    /// Where a share ends that begins at a token, in front of what it is of: `two thirds of the houses`.
    pub(super) fn share(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.ratio(at) {
            return Some(end);
        }
        // `nine tenths`, beside those that have a name.
        let parts = self.lexicon.at("parts", self.tokens, at + 1);
        let is_counted = parts > 0 && self.has("number", at);
        let counted = if is_counted { 1 + parts } else { 0 };
        let length = self.lexicon.at("share", self.tokens, at).max(counted);
        let end = at + length;
        // `half a million` is a number, and `a quarter of an hour` a time.
        let whole = self.lexicon.at("whole", self.tokens, end);
        let is_of = whole > 0 && self.lexicon.at("some", self.tokens, end + whole) == 0;
        // `the first half of May`, `her half of the road`.
        let is_part =
            at.checked_sub(1).is_some_and(|at| self.has("the", at) || self.has("order", at));
        (length > 0 && is_of && (is_counted || !is_part)).then_some(end)
    }

    /// Where a share of two numbers in words ends: `two out of five`, and not `two in five years`.
    fn ratio(&self, at: usize) -> Option<usize> {
        let joint = self.lexicon.at("ratio", self.tokens, at + 1);
        let last = at + 1 + joint;
        let is_part = self.has("number", at) || self.has("one", at);
        let counts = ["times", "span"].iter().any(|list| self.has(list, last + 1));
        (joint > 0 && is_part && self.has("number", last) && !counts).then_some(last + 1)
    }

    /// The number behind the word for `of`, over an article: `of the 200 passengers`.
    fn whole(&self, of: usize) -> Option<usize> {
        let is_of = ["of", "von", "из", "sur", "de"].iter().any(|word| self.is_lower(of, word));
        let number = of + 1 + usize::from(self.has("the", of + 1));
        let is_number = self.tokens.get(number).is_some_and(Token::is_number);
        (is_of && is_number).then_some(number)
    }

    /// Where the unit of a number stands: also behind the whole of which it is a part, `1,200 of its 9,000 jobs`.
    pub(super) fn over_whole(&self, end: usize) -> usize {
        self.whole(end).map_or(end, |number| self.over_times(number + 1))
    }

    /// Whether a number is the whole of which another one is a part: `14 of 40 boats`, `8 in 10`, `Of the 200 boats, 14 …`.
    pub(super) fn is_whole(&self, at: usize, limit: usize) -> bool {
        let first = at.saturating_sub(2).max(limit);
        let Some(of) = (first..at).find(|&of| self.whole(of) == Some(at) || self.is(of, "in"))
        else {
            return false;
        };
        let before = of.checked_sub(1).filter(|before| *before >= limit);
        let is_part =
            before.is_some_and(|at| self.tokens[at].is_number() || self.has("number", at));
        let opens = before.is_none_or(|before| !self.tokens[before].is_word);
        if self.is(of, "in") { is_part && of + 1 == at } else { is_part || opens }
    }
}
