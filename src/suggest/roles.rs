//! The words around a name that say who somebody is: an office before it, a description between commas.

use std::ops::Range;

use super::german::is_abstract;
use super::kinds::Around;

/// The most words of a description before a name.
const LONGEST: usize = 14;

impl Around<'_> {
    /// What stands between commas after a name and says who it is: `, chief of the general staff,`.
    pub(super) fn description(&self, end: usize) -> Option<Range<usize>> {
        if !self.is(end, ",") {
            return None;
        }
        let start = end + 1;
        let stop = (start..self.sentence.end)
            .find(|&at| !self.tokens[at].is_word && !self.tokens[at].is_mark())?;
        let noun = (start..stop)
            .take(8)
            .find(|&at| self.has("person", at) && !self.tokens[at].is_capital)?;
        // `, инженер Андрей Харров,` is somebody else.
        let is_other = self
            .tokens
            .get(noun + 1)
            .is_some_and(|next| next.is_capital && self.lexicon.is_given(&next.lower));
        let opens = !is_other
            && (start..noun).all(|at| {
                // `, the order came from the minister`.
                let is_article = at > start && self.has("the", at);
                !is_article
                    && self.lexicon.at("says", self.tokens, at) == 0
                    && !self.has("clause", at)
                    && !self.has("of", at)
                    && self.lexicon.at("aux", self.tokens, at) == 0
            });
        let capital = !self.tokens[start].is_capital || self.has("the", start);
        (opens && capital && stop - start < 20).then_some(start..self.cut(start, stop))
    }

    /// What stands before a name and a comma and says who it is: `the harbour master of Tarlow, Ann Harrow,`.
    pub(super) fn apposition(&self, name: usize) -> Option<Range<usize>> {
        let comma = name.checked_sub(1).filter(|&at| self.is(at, ","))?;
        let is_word = |at: &usize| {
            self.tokens[*at].is_word
                && !self.has("clause", *at)
                && self.lexicon.at("says", self.tokens, *at) == 0
        };
        let words = (self.sentence.start..comma).rev().take(LONGEST).take_while(is_word);
        let first = words.min()?;
        // Of several the last: `the minister met the harbour master, Ann Harrow`.
        let noun = |&at: &usize| self.has("person", at) && !self.tokens[at].is_capital;
        let noun = (first..comma).rev().find(noun)?;
        let article = (first..noun).rev().find(|&at| self.has("the", at))?;
        Some(article + 1..comma)
    }

    /// The words of an office in small letters before a name: `former foreign minister Ann Harrow`.
    pub(super) fn office(&self, name: usize) -> Option<Range<usize>> {
        let is_of_it = |at: &usize| {
            !self.tokens[*at].is_capital
                && ["modifier", "title", "person"].iter().any(|list| self.has(list, *at))
        };
        let first = (self.sentence.start..name).rev().take_while(is_of_it).min()?;
        let is_office = (first..name).any(|at| self.has("person", at));
        (is_office && self.lexicon.has_case() && !self.lexicon.is("de")).then_some(first..name)
    }

    /// Where a description ends before a clause that goes on about something else.
    fn cut(&self, start: usize, stop: usize) -> usize {
        (start + 1..stop).find(|&at| self.has("clause", at) && !self.has("of", at)).unwrap_or(stop)
    }

    /// A Russian office with what it is for before a name: `министр связи и транспорта РФ Анна Харрова`.
    pub(super) fn russian(&self, name: usize) -> Option<Range<usize>> {
        let small = ["in", "on", "clause", "says", "thinks", "denies", "aux", "stop"];
        let is_of_it = |at: &usize| {
            let token = &self.tokens[*at];
            let and = self.has("and", *at);
            token.is_word
                && !super::russian::is_past(&token.lower)
                && (and || !small.iter().any(|list| self.has(list, *at)))
        };
        let near = (self.sentence.start..name).rev().take(7).take_while(is_of_it);
        let noun = near.filter(|&at| self.has("person", at) || self.has("role", at)).min()?;
        // `Коллега Харровой` is somebody else's.
        let is_of = self.tokens[name].lower.ends_with("ой");
        (self.lexicon.is("ru") && !is_of).then_some(noun..name)
    }

    /// Whether a German word by itself stands behind a verb of speech without an article, as no common noun does: `sagte Harro`.
    pub(super) fn is_surname(&self, name: &Range<usize>) -> bool {
        let common = ["role", "person", "title", "voice", "organisation", "report"];
        let verb = name.start.checked_sub(1).map(|at| &*self.tokens[at].lower);
        // `Er fordert Transparenz`: the subject stands before the verb.
        let subject = name.start.checked_sub(2).filter(|at| self.sentence.contains(at));
        let is_object = subject.is_some_and(|at| self.is_pronoun(at));
        self.lexicon.is("de")
            && name.len() == 1
            && !is_object
            && !is_abstract(&self.tokens[name.start].lower)
            && verb.is_some_and(|verb| self.lexicon.has("says", verb) && !verb.ends_with('n'))
            && common.iter().all(|list| !self.has(list, name.start))
    }
}
