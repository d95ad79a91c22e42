//! Indirect speech that no `that` opens: English clauses, and the German subjunctive.

use super::speech::Clause;

/// So many tokens say where something was said, and so many behind them hold a verb.
const LONGEST_PLACE: usize = 20;

/// The verb of an English clause stands within so many words.
const LONGEST_SUBJECT: usize = 8;

impl Clause<'_> {
    /// Where a German clause in the subjunctive begins behind where and when it was said:
    /// `behauptete vor Gericht, die Brücke sei alt`.
    pub(super) fn over_place(&self, tail: usize) -> usize {
        let phrases = self.phrases;
        let leads =
            phrases.lexicon.is("de") && ["lead", "on"].iter().any(|list| phrases.has(list, tail));
        let mut near = tail..self.sentence.end.min(tail + LONGEST_PLACE);
        let comma = near.find(|&at| !phrases.tokens[at].is_word);
        let comma = comma.filter(|&comma| leads && phrases.is(comma, ","));
        let Some(first) = comma.map(|comma| comma + 1) else { return tail };
        let mut rest = first..self.sentence.end.min(first + LONGEST_PLACE);
        if rest.any(|at| phrases.has("subjunctive", at)) { first } else { tail }
    }

    /// Whether an English clause begins at a token without `that`: `thinks the notebooks were dated later`.
    pub(super) fn is_clause(&self, at: usize) -> bool {
        let phrases = self.phrases;
        let begins =
            phrases.has("the", at) || self.is_subject(at) || phrases.mention_at(at).is_some();
        let is_verb = |&at: &usize| phrases.has("passive", at) || phrases.has("modal", at);
        let words = (at..self.sentence.end).take(LONGEST_SUBJECT);
        let mut words =
            words.take_while(|&at| phrases.tokens[at].is_word && !phrases.has("who", at));
        phrases.lexicon.is("en") && begins && words.any(|at| is_verb(&at))
    }
}
