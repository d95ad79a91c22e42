//! What is said by one who stands behind the verb: `The road is closed, said Ann Harrow`.

use std::ops::Range;

use super::cues::Cue;
use super::speech::{Clause, Said, trimmed};

impl Clause<'_> {
    /// What is said by one who stands behind the verb.
    pub(super) fn turned(
        &self,
        head: usize,
        phrase: &Range<usize>,
        said: &mut Said,
    ) -> Range<usize> {
        let phrases = self.phrases;
        let cue = Cue { at: head, end: phrase.end, list: "says" };
        let mut tail = self.over_place(self.tail(cue, said));
        if phrases.is(tail, ",") {
            tail += 1;
        }
        let is_as = head > self.sentence.start && phrases.has("as", head - 1);
        let before = trimmed(phrases, self.sentence.start..head - usize::from(is_as));
        let that = (tail..self.sentence.end.min(tail + 14))
            .take_while(|&at| !phrases.speaks(at) || phrases.tokens[at].is_quoted)
            .find(|&at| phrases.at("that", at) > 0);
        let spoken = before
            .clone()
            .map(|at| &phrases.tokens[at])
            .any(|token| token.is_word && token.is_quoted && !token.is_titled);
        if let Some((aside, end)) = self.parted_quotation(head, tail) {
            said.aside = aside;
            return trimmed(phrases, self.sentence.start..end);
        }
        // `« Le pont, a dit Anne Harro, est vieux »`, `«Мост старый, — сказал Харров, — его закроют»`: the quotation goes on behind who speaks.
        let is_quoted = |at: &usize| phrases.tokens[*at].is_quoted;
        let rest = (tail..self.sentence.end).take_while(is_quoted).count();
        let dash = |at: usize| usize::from(phrases.is(at, "—") || phrases.is(at, "–"));
        let sign = head.checked_sub(1).map(|sign| sign - dash(sign).min(sign));
        let sign = sign.filter(|&sign| phrases.tokens[sign].is_quoted);
        if let Some(sign) = sign.filter(|_| rest > 2 && phrases.is(tail - 1, ",")) {
            said.aside = sign..tail + dash(tail);
            return trimmed(phrases, self.sentence.start..tail + rest);
        }
        if let Some(that) = that.filter(|_| !spoken) {
            return trimmed(phrases, that + phrases.at("that", that)..self.sentence.end);
        }
        let after = trimmed(phrases, tail..self.sentence.end);
        if !spoken && self.is_behind(head, &before, &after) {
            return after;
        }
        // `FACC is growing: “…”, said Ann Harrow`.
        let opens = |at: &usize| phrases.is(*at, ":") && phrases.tokens[*at + 1].is_mark();
        let colon = before.clone().find(opens).filter(|&colon| {
            spoken && !(before.start..colon).any(|at| phrases.has("subjunctive", at))
        });
        colon.map_or(before.clone(), |colon| trimmed(phrases, colon + 1..before.end))
    }

    /// Whether what is said stands behind who says it, and the words before the verb only say where or when.
    fn is_behind(&self, head: usize, before: &Range<usize>, after: &Range<usize>) -> bool {
        let phrases = self.phrases;
        let is_first = head == self.sentence.start;
        // `In einem Buch schildert sie …`: nothing but a sign ends a German clause before a verb.
        if phrases.lexicon.is("de") && !is_first && phrases.tokens[head - 1].is_word {
            return true;
        }
        // `In einem Brief schrieb sie: …`.
        let place = phrases.has("in", before.start) && before.len() < 6;
        // `The road is closed, said Ann Harrow`: a comma ends what is said.
        let closed = phrases.lexicon.has_case() && !is_first && phrases.is(head - 1, ",");
        let short = before.len() < 6 && after.len() > 5 && !closed;
        let leads =
            before.len() < 3 || place || short && before.clone().all(|at| !phrases.is(at, ","));
        leads && !after.is_empty()
    }
}
