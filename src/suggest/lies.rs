//! What somebody calls a lie, and so denies: `called the figure of 60 dead “a lie”`.

use std::ops::Range;

use super::content::AS;
use super::cues::Cue;
use super::phrases::Phrases;
use super::speech::{Clause, Said, trimmed};

/// So far from its verb stands what something is called.
const FAR: usize = 16;

/// In fewer tokens nothing is said that could be denied: `it`.
const LEAST: usize = 2;

/// Articles of what something is called; `the lies` are known already.
const ONE: [&str; 10] = ["a", "an", "ein", "eine", "un", "une", "una", "uma", "um", "een"];

impl Clause<'_> {
    /// A verb that calls something a lie; what it is about stands between both, or behind.
    pub(super) fn calls(&self, at: usize) -> Option<Cue> {
        let lie = self.lie(at).filter(|_| self.is_verb(at, "denies"))?;
        let is_beside = lie.start == at + 1;
        Some(Cue { at, end: if is_beside { lie.end } else { at + 1 }, list: "denies" })
    }

    /// What is called a lie, without the words for it.
    pub(super) fn called(&self, cue: Cue, said: &mut Said) {
        let Some(lie) = self.lie(cue.at) else { return };
        let content = said.content.clone();
        // `The figure was called a lie by …`
        let end = if content.end == cue.end { self.head(cue) } else { lie.start };
        if content.start < end && end < content.end {
            said.content = trimmed(self.phrases, content.start..end);
        }
        // `called it “a lie”`: what is denied stands elsewhere.
        if said.content.len() < LEAST {
            said.content = trimmed(self.phrases, said.told.start..lie.end.max(cue.end));
        }
    }

    /// Where a verb has the words for a lie behind it, with their article and marks.
    fn lie(&self, verb: usize) -> Option<Range<usize>> {
        let phrases = self.phrases;
        // `called for an end of the lies`
        let is_call = ["in", "on", "for", "to"].iter().any(|list| phrases.has(list, verb + 1));
        if !phrases.has("calls", verb) || phrases.lexicon.is("en") && is_call {
            return None;
        }
        let far = verb + 1..self.sentence.end.min(verb + FAR);
        let is_open = |at: &usize| phrases.tokens[*at].text != ";";
        far.take_while(is_open).find_map(|at| lie(phrases, at, verb + 1))
    }
}

/// Whether a sentence says that something is a lie: `The claim that 60 people died is a lie.`
pub(super) fn is_lie(phrases: &Phrases, sentence: Range<usize>) -> bool {
    let is_one =
        |lie: Range<usize>| lie.start > sentence.start && phrases.has("passive", lie.start - 1);
    sentence.clone().filter_map(|at| lie(phrases, at, sentence.start)).any(is_one)
}

/// The word for a lie at a token, with its article and marks. A noun has one, or may be another word (`boats lie here`); behind
/// an adjective stands no noun (`false claims`).
fn lie(phrases: &Phrases, at: usize, limit: usize) -> Option<Range<usize>> {
    let (length, sense) = phrases.lexicon.sense("lie", phrases.tokens, at);
    let is_small = |next: usize| {
        let lists = ["the", "clause", "and", "but", "in", "on", "lead", "of", "for", "that"];
        lists.iter().any(|list| phrases.at(list, next) > 0)
    };
    let names = |at: usize| {
        let word = &phrases.tokens[at];
        let is_as = AS.contains(&&*word.lower) || word.lower == "als";
        let is_of = phrases.lexicon.is_romance() && phrases.has("of", at);
        word.is_mark() || is_as || is_of || ONE.contains(&&*word.lower)
    };
    let before = (limit..at).rev().take_while(|&at| names(at)).count();
    let end = at + length;
    let next = phrases.tokens.get(end).filter(|next| next.is_word);
    let has_articles = phrases.lexicon.has_case() && !phrases.lexicon.is("ru");
    let is_one = match sense {
        "sort" => next.is_none() || is_small(end),
        _ => before > 0 || !has_articles,
    };
    let is_marked = phrases.tokens.get(end).is_some_and(|next| next.is_mark() && next.is_quoted);
    (length > 0 && is_one).then(|| at - before..end + usize::from(is_marked))
}
