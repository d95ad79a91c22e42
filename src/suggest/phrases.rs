//! Noun phrases: how far they go, and who is meant by them.

use std::ops::Range;

use super::german::{is_body, is_office};
use super::lexicon::Lexicon;
use super::names::{Mention, Names};
use super::russian::is_manner;
use super::tokens::{Text, Token};

/// The most words of a phrase.
const LONGEST: usize = 16;

/// What phrases of a text are about.
pub(super) struct Phrases<'a> {
    /// The text.
    pub(super) text: &'a Text<'a>,
    /// Its words.
    pub(super) tokens: &'a [Token<'a>],
    /// What words are for.
    pub(super) lexicon: &'a Lexicon,
    /// Who is named where.
    pub(super) names: &'a Names,
}

impl Phrases<'_> {
    /// Whether a token is an item of a list by itself.
    pub(super) fn has(&self, list: &str, at: usize) -> bool {
        self.lexicon.has_at(list, self.tokens, at)
    }

    /// The words of a range without those of an aside in it.
    pub(super) fn words_without(&self, range: Range<usize>, aside: &Range<usize>) -> String {
        if aside.is_empty() || aside.start <= range.start || aside.end >= range.end {
            return self.text.words(range);
        }
        [range.start..aside.start, aside.end..range.end].map(|part| self.text.words(part)).join(" ")
    }

    /// How many tokens from one on are an item of a list.
    pub(super) fn at(&self, list: &str, at: usize) -> usize {
        self.lexicon.at(list, self.tokens, at)
    }

    /// Whether a token means somebody who speaks for others, or others who speak.
    pub(super) fn is_role(&self, at: usize) -> bool {
        let compound = self.lexicon.is("de")
            && self.tokens.get(at).is_some_and(|token| {
                is_office(self.lexicon, &token.lower) || is_body(self.lexicon, &token.lower)
            });
        compound || self.has("role", at) || self.has("person", at)
    }

    /// Whether a token is this sign or word.
    pub(super) fn is(&self, at: usize, text: &str) -> bool {
        // Arabic has a comma of its own.
        self.tokens
            .get(at)
            .is_some_and(|token| token.text == text || text == "," && token.text == "،")
    }

    /// Whether a token says how or when something was done.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let manner = self.lexicon.is("en")
            && token.lower.len() > 4
            && token.lower.ends_with("ly")
            && !token.is_capital
            // `Ann Harrow's family`.
            && !["voice", "organisation"].iter().any(|list| self.has(list, at))
            || self.lexicon.has_ending("-adverb", &token.lower)
                && token.lower.len() > 6
                // `le gouvernement`.
                && !at.checked_sub(1).is_some_and(|before| self.has("the", before))
            || self.lexicon.is("ru") && is_manner(&token.lower) && !token.is_capital;
        manner || self.has("adverb", at) || self.has("time", at)
    }

    /// Where the words before a token that say how or when something was done begin: `in the past has routinely`.
    pub(super) fn before_adverbs(&self, mut at: usize, limit: usize) -> usize {
        loop {
            let phrase = (2..=4).rev().find(|&length| {
                at >= limit + length
                    && ["adverb", "aux"].iter().any(|list| self.at(list, at - length) == length)
            });
            let pronoun = |at| ["he", "she", "it", "they"].iter().any(|list| self.has(list, at));
            let word = at > limit
                && !pronoun(at - 1)
                && (self.at("aux", at - 1) == 1 || self.is_adverb(at - 1));
            match phrase {
                Some(length) => at -= length,
                None if word => at -= 1,
                None => return at,
            }
        }
    }

    /// Whether a token is a relative pronoun, which in German can be an article too.
    pub(super) fn is_relative(&self, at: usize) -> bool {
        let comma = || at.checked_sub(1).is_some_and(|before| self.is(before, ","));
        self.has("who", at) && (!self.has("the", at) || self.lexicon.is("de") && comma())
    }

    /// Whether a verb says what somebody does beside something else: `saying`, `agregando`.
    pub(super) fn is_participle(&self, at: usize) -> bool {
        let is_one = |token: &Token| self.lexicon.has_ending("-gerund", &token.lower);
        self.has("participle", at) || self.tokens.get(at).is_some_and(is_one)
    }

    /// Whether a name is not in another case than the first, as far as its first name tells: not `адвокат Анны Харровой`.
    pub(super) fn is_nominative(&self, mention: &Mention) -> bool {
        let first = &*self.tokens[mention.tokens.start].lower;
        !self.lexicon.is("ru") || self.lexicon.given(first).is_none_or(|given| given == first)
    }

    /// Whether a part of a text begins at a token, which is called by its number: `paragraph 12`, `Exhibit AB/3`.
    pub(super) fn is_part(&self, at: usize) -> bool {
        let is_called = |next: &Token| next.is_number() || next.is_acronym();
        self.has("numbered", at) && self.tokens.get(at + 1).is_some_and(is_called)
    }

    /// The mention that begins at a token.
    pub(super) fn mention_at(&self, at: usize) -> Option<&Mention> {
        let index =
            self.names.mentions.binary_search_by_key(&at, |mention| mention.tokens.start).ok()?;
        self.names.mentions.get(index)
    }

    /// Whether a token belongs to a name.
    pub(super) fn is_named(&self, at: usize) -> bool {
        self.names.cover(at)
    }

    /// Whether a token is a verb of speech.
    pub(super) fn speaks(&self, at: usize) -> bool {
        ["says", "tells", "thinks", "denies"].iter().any(|list| self.at(list, at) > 0)
    }

    /// The phrase that ends before a token.
    pub(super) fn before(&self, end: usize, limit: usize) -> Range<usize> {
        let mut start = end;
        while start > limit && end - start < LONGEST {
            let at = start - 1;
            let token = &self.tokens[at];
            let inside =
                self.names.around(at).any(|m| m.tokens.contains(&at) && m.tokens.contains(&start));
            let joins = self.has("and", at)
                && self.tokens.get(start).is_some_and(|next| next.is_capital)
                && at > limit
                && self.tokens[at - 1].is_capital;
            // `a Ministry of Trade (MOT) official`
            let is_closed = self.is(at, ")") && start < end && at >= limit + 3;
            if is_closed && self.tokens[at - 1].is_acronym() && self.is(at - 2, "(") {
                start = at - 2;
                continue;
            }
            let ends = !token.is_word && !token.is_mark() && !self.shares(at)
                || token.is_mark()
                    && !token.is_quoted
                    && start < end
                    && !self.tokens[start].is_quoted
                || self.has("and", at) && !joins
                || self.has("clause", at)
                || self.speaks(at) && !self.has("report", at);
            if ends && !inside {
                break;
            }
            start -= 1;
        }
        self.over_when(start..end)..end
    }

    /// Where a phrase begins behind the words that say when: `On Tuesday the ministry`.
    fn over_when(&self, phrase: Range<usize>) -> usize {
        let mut start = phrase.start;
        while start < phrase.end {
            let date = if self.has("on", start) { self.date_end(start + 1, &phrase) } else { None };
            let is_small = self.tokens[start].is_mark() || self.is_adverb(start);
            match date {
                Some(end) => start = end,
                None if is_small => start += 1,
                None => break,
            }
        }
        start
    }

    /// Whether a preposition begins something else: `la compagnie sur son site`.
    fn leads(&self, start: usize, at: usize, limit: usize) -> bool {
        let small = ["for", "linking", "by", "from"];
        at > start
            && self.has("lead", at)
            && !small.iter().any(|list| self.has(list, at))
            && !self.is_of_office(at, limit)
    }

    /// Whether a preposition only goes on with an office before its name: `l'ingénieur en informatique Jean Tarlo`.
    fn is_of_office(&self, at: usize, limit: usize) -> bool {
        let noun = |at: usize| self.tokens[at].is_word && !self.has("clause", at);
        let name = (at + 2..limit.min(at + 4)).find(|&at| self.mention_at(at).is_some());
        self.lexicon.is_romance()
            && self.has("person", at - 1)
            && name.is_some_and(|name| {
                let mention = self.mention_at(name);
                mention.is_some_and(|one| self.names.is(one, "person")) && (at..name).all(noun)
            })
    }

    /// Whether a dash stands for the part that two German nouns share: `Familien- und Frauenministerin`.
    fn shares(&self, at: usize) -> bool {
        let dash = self.is(at, "-") && self.tokens[at].is_joined;
        self.lexicon.is("de") && dash && self.has("and", at + 1)
    }

    /// Whether a word ends a German phrase: it stands behind a noun, and begins none.
    fn is_german_verb(&self, at: usize) -> bool {
        let small = ["the", "for", "from", "in", "and", "join", "of", "title"];
        self.lexicon.is("de")
            && self.tokens[at].is_word
            && !self.tokens[at].is_capital
            && self.tokens[at - 1].is_capital
            && !small.iter().any(|list| self.at(list, at) > 0)
    }

    /// Whether an English participle says where a report stands: `a study published on Monday`, and not `published by`.
    pub(super) fn is_published(&self, at: usize) -> bool {
        let is_participle = self.tokens[at].lower.ends_with("ed") && self.at("from", at) == 0;
        self.lexicon.is("en") && is_participle && self.has("report", at - 1)
    }

    /// Whether a number begins what is said: `nach Angaben der Polizei 1000`, and not `a review of 2021`.
    fn is_count(&self, at: usize) -> bool {
        let is_of = ["linking", "in", "on"].iter().any(|list| self.has(list, at - 1));
        self.tokens[at].is_number() && !is_of
    }

    /// Whether a Dutch sentence goes on behind who speaks, with what says nothing about them: `volgens de politie gesloten`.
    fn is_dutch_rest(&self, at: usize) -> bool {
        let small =
            ["of", "linking", "for", "from", "in", "and", "join", "person", "role", "medium"];
        let is_source = ["voice", "role", "person"].iter().any(|list| self.has(list, at - 1));
        // `volgens het RIVM zijn er`
        let before = self.tokens[at - 1].text;
        let is_acronym = before.len() > 1 && before.chars().all(char::is_uppercase);
        self.lexicon.is("nl")
            && (is_source || is_acronym)
            && !self.tokens[at].is_capital
            && !small.iter().any(|list| self.at(list, at) > 0)
    }

    /// Whether a Romance pronoun begins a clause: `selon le maire il est vieux`.
    fn is_romance_subject(&self, at: usize) -> bool {
        let is_pronoun = ["he", "she", "they"].iter().any(|list| self.has(list, at));
        self.lexicon.is_romance() && is_pronoun
    }

    /// Whether a word has the form of a Romance verb in the past: `según la policía acudieron`.
    fn is_romance_verb(&self, at: usize) -> bool {
        let Token { lower, is_capital, .. } = &self.tokens[at];
        self.lexicon.has_ending("-past", lower) && !is_capital
    }

    /// The phrase that begins at a token.
    pub(super) fn after(&self, start: usize, limit: usize) -> Range<usize> {
        let mut end = start;
        while end < limit && end - start < LONGEST {
            let Some(mention) = self.mention_at(end) else {
                if self.ends(start, end, limit) {
                    break;
                }
                end += 1;
                continue;
            };
            if end > start && self.is_told(mention) {
                break;
            }
            end = mention.tokens.end.min(limit);
            // A name is complete, unless it is of somebody whose name follows.
            let next = self.mention_at(end).filter(|next| self.names.is(next, "person"));
            if self.names.is(mention, "person") && next.is_none() {
                break;
            }
        }
        self.apposed(&(start..end), limit).map_or(start..end, |mention| mention.tokens.clone())
    }

    /// Whether an Arabic agency with `to` before it was told: `مصدران لوكالة …`.
    fn is_told(&self, mention: &Mention) -> bool {
        !self.lexicon.has_case()
            && self.tokens[mention.tokens.start].lower.starts_with('ل')
            && !self.names.is(mention, "person")
    }

    /// Whether a phrase ends before a token that begins no name.
    fn ends(&self, start: usize, at: usize, limit: usize) -> bool {
        let of_nameless = self.is_of_nameless(start, at);
        !self.holds(start, at)
            || self.has("clause", at) && !(of_nameless && self.has("in", at))
            || self.has("who", at) && !self.has("the", at)
            || self.has("time", at)
            || at > start && (self.at("comment", at) > 0 || self.is_published(at))
            || at > start && self.dated_end(at, limit).is_some()
            || at > start && (self.is_count(at) || self.is_romance_subject(at))
            || self.speaks(at) && !self.has("report", at)
            || !of_nameless
                && (self.leads(start, at, limit) || at > start && self.goes_on(at, limit))
    }

    /// Whether a preposition says whose or which source somebody is: `sources at the ministry`, `مصدر مقرب من الوزير`.
    fn is_of_nameless(&self, start: usize, at: usize) -> bool {
        let near = at.saturating_sub(2).max(start)..at;
        self.at("aux", at) == 0 && near.into_iter().any(|at| self.has("nameless", at))
    }

    /// Whether a phrase can hold a token: a word, a mark around a name or a quotation, the dash of two nouns.
    fn holds(&self, start: usize, at: usize) -> bool {
        let token = &self.tokens[at];
        let named = self.mention_at(at + 1).is_some();
        let pointed = at > start && self.has("medium", at - 1);
        let apart = at == start || !self.lexicon.has_case() || self.lexicon.is("ru");
        let opens = pointed || named && apart;
        let closes = at > start && self.tokens[at - 1].is_quoted;
        token.is_word || token.is_mark() && (opens || closes) || self.shares(at)
    }

    /// Whether the sentence goes on behind a phrase with a token: an auxiliary, where or through whom, a German verb.
    fn goes_on(&self, at: usize, limit: usize) -> bool {
        let aux = self.at("aux", at) > 0 && !self.has("the", at);
        let place = self.has("in", at) && !self.has("by", at);
        let is_of_it =
            || self.has("for", at) || self.has("linking", at) || self.is_of_office(at, limit);
        // `nach Angaben des Betreibers eine Stunde`: what somebody is of has the article of the genitive.
        let articles = ["ein", "eine", "einen", "einem", "den", "das", "die"];
        let article = self.lexicon.is("de")
            && self.tokens[at - 1].is_capital
            && articles.contains(&&*self.tokens[at].lower);
        let verb = article
            || self.is_german_verb(at)
            || self.is_romance_verb(at)
            || self.is_dutch_rest(at);
        (aux || place) && !is_of_it() || self.at("relay", at) > 0 || verb
    }

    /// Who is named behind a description and a comma: `the head of the mission, the deputy Barry Andrews,`.
    fn apposed(&self, described: &Range<usize>, limit: usize) -> Option<&Mention> {
        let is_person = |mention: &Mention| self.names.is(mention, "person");
        let comma = described.end;
        if described.is_empty()
            || !self.is(comma, ",")
            || self.names.within(described).iter().any(is_person)
        {
            return None;
        }
        let is_noun = |&at: &usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| {
                let is_small = !token.is_capital || self.has("title", at);
                token.is_word && is_small && !self.has("clause", at)
            })
        };
        let before = (comma + 1..comma + 4)
            .take_while(|at| self.mention_at(*at).is_none() && is_noun(at))
            .count();
        let mention = self.mention_at(comma + 1 + before)?;
        let after = mention.tokens.end;
        let closes = after <= limit && (after == limit || !self.tokens[after].is_word);
        (is_person(mention) && closes).then_some(mention)
    }
}
