//! When something was said: the date in the clause of the words that say who speaks.

use std::ops::Range;

use super::dates::{DateWords, Dates};
use super::phrases::Phrases;
use super::speech::Said;
use super::tokens::Token;

/// The most tokens of a date before a verb, with the small word that leads it.
const LONGEST: usize = 6;

impl Phrases<'_> {
    /// Where a date ends that begins at a token.
    pub(super) fn date_end(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        self.dates().date(at, sentence).map(|(range, _)| range.end)
    }

    /// Where the words end that begin at a token and say of when something is: `vom 3. Mai 2023`.
    pub(super) fn dated_end(&self, at: usize, limit: usize) -> Option<usize> {
        let end = self.date_end(at + 1, &(at..limit)).or_else(|| self.numerals_end(at + 1));
        end.filter(|&end| self.has("period", at) && end <= limit)
    }

    /// Where a date in numerals ends that begins at a token: `3.5.2023`, `17. 1. 2024`.
    fn numerals_end(&self, at: usize) -> Option<usize> {
        let is_short = |part: &str| part.len() < 3 && part.bytes().all(|c| c.is_ascii_digit());
        match self.tokens.get(at..)? {
            [day, stop, month, second, rest @ ..]
                if [day, month].iter().all(|one| is_short(one.text))
                    && [stop, second].iter().all(|one| one.text == ".") =>
            {
                Some(at + 4 + usize::from(rest.first().is_some_and(Token::is_number)))
            }
            [one, ..] => {
                let mut parts = one.text.split('.');
                let is_date = parts.by_ref().take(2).filter(|part| is_short(part)).count() == 2;
                (is_date && parts.next().is_some()).then_some(at + 1)
            }
            [] => None,
        }
    }

    /// Whether words say a date and nothing else: `in 2018`.
    pub(super) fn is_date(&self, words: &Range<usize>) -> bool {
        let first = words.start + usize::from(self.has("on", words.start));
        self.date_end(first, words) == Some(words.end)
    }

    /// Where a date begins that ends before a token, with the small word that leads it: `The mayor on March 3 said …`.
    pub(super) fn before_date(&self, end: usize, sentence: &Range<usize>) -> usize {
        let first = end.saturating_sub(LONGEST).max(sentence.start + 1);
        let is_date =
            |at: &usize| self.has("on", *at) && self.date_end(at + 1, sentence) == Some(end);
        (first..end).find(is_date).unwrap_or(end)
    }

    /// When somebody said something; not when something happened that `others`, who are next to it, say.
    pub(super) fn made(&self, said: &Said, others: &[&Said]) -> Option<DateWords> {
        said.by.as_ref()?;
        let sentence = self.text.sentence_of(said.content.start);
        let dates = self.dates();
        // `Harrow et al. (2014) found that …`
        let is_bracket = |at: &usize| self.is(*at - 1, "(") && self.is(*at + 1, ")");
        let year = said.told.clone().skip(1).filter(is_bracket);
        if let Some(year) = year.into_iter().find_map(|at| dates.year(at, &sentence)) {
            return Some(DateWords { text: year.to_owned(), english: year.to_owned() });
        }
        let outside = self.outside(said, &sentence);
        let is_others = |at: usize| {
            let mut others = others.iter().map(|other| &other.content);
            others.any(|other| other.contains(&at) && !other.contains(&said.told.start))
        };
        let is_free = |at: &usize| !self.tokens[*at].is_titled && !is_others(*at);
        let mut outside = outside.into_iter().filter(is_free);
        let (range, english) = outside.find_map(|at| dates.date(at, &sentence))?;
        Some(DateWords { text: self.text.words(range), english })
    }

    fn dates(&self) -> Dates<'_> {
        Dates { text: self.text, tokens: self.tokens, lexicon: self.lexicon, names: self.names }
    }

    /// The tokens of the clause in which somebody is said to speak, without what is said: those behind the verb, which are
    /// nearer, and those before it.
    fn outside(&self, said: &Said, sentence: &Range<usize>) -> Vec<usize> {
        let (told, content) = (&said.told, &said.content);
        let is_said = |at: &usize| content.contains(at) && !said.aside.contains(at);
        let ends = |at: &usize| self.begins_clause(*at, told) || self.is_relative(*at);
        let end = (told.end..sentence.end).filter(|at| !is_said(at)).find(ends);
        let end = end.unwrap_or(sentence.end).max(told.end);
        // Behind what is said a sign or an `and` begins something else.
        let goes_on = |at: &usize| {
            *at < content.end
                || told.end >= content.end
                || !self.has("and", *at) && (self.tokens[*at].is_word || self.tokens[*at].is_mark())
        };
        let after = (told.end..end).take_while(goes_on);
        let begins = |at: &usize| self.begins_clause(*at, told);
        let start = (sentence.start..told.start).rev().find(begins).unwrap_or(sentence.start);
        let before = self.without_clauses(start..told.end, told);
        after.chain(before).filter(|at| !is_said(at)).collect()
    }

    /// Whether a token begins another clause than the one that tells who speaks: `…, and police said`.
    fn begins_clause(&self, at: usize, told: &Range<usize>) -> bool {
        let joins = ["and", "but"].iter().any(|list| self.has(list, at));
        let comma = at.checked_sub(1).is_some_and(|before| self.is(before, ","));
        joins && comma || comma && at >= told.end && self.has("clause", at) || self.is(at, ";")
    }

    /// The tokens of a range that stand in no clause about the speaker: not `Ann Harrow, who left in 2018, said`.
    fn without_clauses(&self, range: Range<usize>, told: &Range<usize>) -> Vec<usize> {
        let mut kept = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let end = self.clause_about(at, &range, told);
            if end.is_none() {
                kept.push(at);
            }
            at = end.unwrap_or(at + 1);
        }
        kept
    }

    /// Where a clause ends that begins at a token and is about somebody: at the comma that closes it, or at the verb of speech.
    fn clause_about(&self, at: usize, range: &Range<usize>, told: &Range<usize>) -> Option<usize> {
        let first = at + 1;
        if !self.is(at, ",") {
            // `The man who left in 2018 said`, and not `The man who said`.
            let verb = told.end - 1;
            let leads = |at| self.has("on", at) || self.has("in", at) || self.is_adverb(at);
            let is_one = self.lexicon.is("en") && at > range.start && self.has("who", at);
            return (is_one && first < verb && !leads(first)).then_some(verb);
        }
        let close = (first..told.end).find(|&at| self.is(at, ","))?;
        let says_when = self.is_adverb(first)
            || self.is_participle(first)
            || ["on", "in", "lead"].iter().any(|list| self.has(list, first))
            || self.date_end(first, range).is_some();
        let describes = told.contains(&at) && !says_when;
        (self.has("who", first) || describes).then_some(close)
    }
}
