//! Numbers that count nothing, since something is called by them: `section 57`, `pages 4 to 7`, `3.21 The bridge …`.

use super::figures::Count;
use super::tokens::Token;

/// So many numbers before one are looked at for what they are of: `sections 4, 5 and 7`.
const NEAR: usize = 4;

impl Count<'_> {
    /// Whether a section, page or exhibit is called by a number.
    pub(super) fn is_numbered(&self, at: usize) -> bool {
        let is_number = |at: usize| self.tokens.get(at).is_some_and(Token::is_number);
        let joins = |at: usize| {
            let is_to =
                ["to", "–", "-", "bis", "à", "a", "до", "إلى"].iter().any(|to| self.is(at, to));
            is_to || self.has("and", at) || self.has("or", at)
        };
        let mut first = at;
        for _ in 0..NEAR {
            // `under section 4, 12 people`: a comma joins only those before the last.
            let is_joined = |before| joins(before) || first < at && self.is(before, ",");
            let is_second = first > 1 && is_joined(first - 1) && is_number(first - 2);
            first -= 2 * usize::from(is_second);
        }
        let before = first.checked_sub(1).filter(|_| is_number(at));
        let sentence = self.text.sentence_of(at);
        before.filter(|before| sentence.contains(before)).is_some_and(|before| {
            let is_sign = ["§", "№"].iter().any(|sign| self.is(before, sign));
            is_sign || self.has("numbered", before)
        })
    }

    /// Whether a number opens a paragraph that it is the number of: `3.21 The bridge …`.
    pub(super) fn is_of_paragraph(&self, at: usize) -> bool {
        let parts = self.tokens[at].text.split_once('.');
        let is_part = |part: &str| part.len() < 3 && part.bytes().all(|c| c.is_ascii_digit());
        let next = self.tokens.get(at + 1);
        // A German noun has a capital letter: `2.5 Meter`.
        !self.lexicon.is("de")
            && parts.is_some_and(|(whole, part)| is_part(whole) && is_part(part))
            && self.text.sentence_of(at).start == at
            && next.is_some_and(|next| next.is_word && next.is_capital)
            && !self.has("times", at + 1)
    }
}
