//! Which words are what somebody says: those behind the verb or those before it.

use std::ops::Range;

use super::cues::Cue;
use super::speech::{Clause, Said, Subject, trimmed};
use super::tokens::Token;
use crate::model::annotation::Stance;

/// What stands before who says what was told just now: `…, wie die Polizei mitteilte`.
pub(super) const AS: [&str; 5] = ["wie", "as", "comme", "como", "как"];

/// Fewer tokens than so many say between two commas who somebody is.
const LONGEST_OFFICE: usize = 7;

/// A verb of speech stands within so many words behind `об этом`.
const NEAR: usize = 6;

impl Clause<'_> {
    /// What a subject says with a verb: what follows, or what went before.
    pub(super) fn content(
        &self,
        cue: Cue,
        subject: &Subject,
        tail: usize,
        said: &mut Said,
    ) -> Option<()> {
        if let Some(before) = self.thereof(cue) {
            said.content = before;
            return Some(());
        }
        let tail = self.heard(cue, subject, tail, said);
        let start = self.front(subject.phrase.start);
        let that = self.near_that(tail);
        let is_silent = matches!(cue.list, "silent" | "declines");
        // `Asked about it, the mayor declined to comment`: whoever is silent does not say what stands before.
        if !is_silent && self.is_preceded(start, tail, that) {
            self.preceding(start, tail, said);
            return Some(());
        }
        if is_silent {
            // `ließ offen, ob …`
            let is_clause =
                self.phrases.is(cue.end, ",") && self.phrases.at("that", cue.end + 1) > 0;
            let last = usize::from(!is_clause && !self.phrases.has("to", cue.end - 1));
            let object = trimmed(self.phrases, self.object(cue.end - last, said));
            let whole = start..cue.end.max(object.end);
            // `would neither confirm nor deny the report`: both are declined.
            let is_either = (cue.at..cue.end).any(|at| self.phrases.has("unspoken", at));
            let is_object = object.len() > 1 && !is_either;
            said.content = if is_object { object } else { trimmed(self.phrases, whole) };
            return Some(());
        }
        self.following(cue, start, tail, that, said)
    }

    /// The `that` behind a verb, if it is not behind another verb of speech, of which it would be.
    fn near_that(&self, tail: usize) -> Option<usize> {
        let phrases = self.phrases;
        (tail..self.sentence.end.min(tail + 14))
            .take_while(|&at| !phrases.speaks(at) || phrases.tokens[at].is_quoted)
            .find(|&at| phrases.at("that", at) > 0 && !phrases.tokens[at].is_quoted)
    }

    /// Whether a comma and a `that` stand right behind a verb: `…, уточнив, что …`.
    fn has_that(&self, tail: usize, that: Option<usize>) -> bool {
        self.phrases.is(tail, ",") && that.is_some_and(|that| self.phrases.is(that - 1, ","))
    }

    /// Whether what is said stands before a subject that begins at `start`, and not behind its verb.
    fn is_preceded(&self, start: usize, tail: usize, that: Option<usize>) -> bool {
        let phrases = self.phrases;
        let limit = self.sentence.start + 1;
        let is_sign = |sign: &&str| phrases.is(start - 1, sign);
        if start <= limit
            || !phrases.tokens[start - 1].is_mark() && ![",", "—", "–"].iter().any(is_sign)
        {
            return false;
        }
        let quoted = self.is_behind_quotation(start) && !phrases.has("that", tail);
        let closes = self.is_all_told(tail);
        let is_as = AS.contains(&&*phrases.tokens[start].lower);
        (self.says_first(start) || is_as || closes)
            && (closes || quoted || self.has_ended(tail, that))
    }

    /// Whether a quotation stands before a token; in other languages than English the comma stands behind its mark:
    /// `“…”, le retó`.
    fn is_behind_quotation(&self, start: usize) -> bool {
        let phrases = self.phrases;
        let is_mark = |at: usize| phrases.tokens[at].is_mark();
        let comma = || !phrases.lexicon.is("en") && phrases.is(start - 1, ",");
        is_mark(start - 1) || comma() && is_mark(start - 2)
    }

    /// Whether the words before a subject can be said, and do not only say when, where or why: `In May, the mayor said …`.
    fn says_first(&self, start: usize) -> bool {
        let phrases = self.phrases;
        let first = (self.sentence.start..start).find(|&at| phrases.tokens[at].is_word);
        first.is_some_and(|first| {
            let opens = ["clause", "for", "in", "on"].iter().any(|list| phrases.has(list, first));
            // `At least 12 people died, the police said`.
            !opens || phrases.tokens[first].is_quoted || self.is_count(first)
        })
    }

    /// Whether a sign behind a verb ends what is told of it.
    fn has_ended(&self, tail: usize, that: Option<usize>) -> bool {
        let phrases = self.phrases;
        // `Asked why, the mayor said, “The bridge is old.”`
        let is_mark = |at: usize| phrases.tokens.get(at).is_some_and(Token::is_mark);
        let follows = phrases.is(tail, ",") && is_mark(tail + 1) && tail + 1 < self.sentence.end;
        tail >= self.sentence.end
            || !follows
                && !phrases.tokens[tail].is_word
                && !phrases.tokens[tail].is_mark()
                && !phrases.is(tail, ":")
                && !self.has_that(tail, that)
    }

    /// Whether nothing follows a verb that could be said: `If it rains, the road is closed, she said in Eastmouth.`
    fn is_all_told(&self, tail: usize) -> bool {
        let phrases = self.phrases;
        let end = self.sentence.end;
        let rest = trimmed(phrases, tail.min(end)..end);
        rest.is_empty()
            || phrases.has("in", rest.start)
                && rest.len() <= 5
                && phrases.is(end - 1, ".")
                && !rest.clone().any(|at| phrases.at("that", at) > 0 || phrases.at("aux", at) > 0)
    }

    /// What is said before a subject, and behind its verb where a comma lets it go on.
    fn preceding(&self, start: usize, tail: usize, said: &mut Said) {
        let phrases = self.phrases;
        let end = self.sentence.end;
        // `The deal, she said, is dead`
        let is_verb = ["passive", "modal"].iter().any(|list| phrases.has(list, tail + 1));
        let least = if is_verb { 2 } else { 3 };
        if let Some((aside, end)) = self.parted_quotation(start, tail) {
            said.content = trimmed(phrases, self.sentence.start..end);
            said.aside = aside;
            return;
        }
        let goes_on = phrases.is(tail, ",")
            && trimmed(phrases, tail..end).len() >= least
            && !self.is_behind_quotation(start);
        said.content = trimmed(phrases, self.sentence.start..if goes_on { end } else { start });
        if goes_on && phrases.is(start - 1, ",") {
            said.aside = start - 1..tail + 1;
        }
    }

    /// What is said behind a verb.
    fn following(
        &self,
        cue: Cue,
        start: usize,
        tail: usize,
        that: Option<usize>,
        said: &mut Said,
    ) -> Option<()> {
        let phrases = self.phrases;
        let begin = self.beginning(cue, tail, that);
        let opens = phrases.tokens.get(begin).is_some_and(Token::is_mark);
        if cue.list == "thinks" && begin == tail && !opens && !self.is_clause(tail) {
            return None;
        }
        // `zeigte sich erleichtert` says nothing.
        if phrases.lexicon.is("de") && phrases.is(begin, "sich") {
            return None;
        }
        said.content = trimmed(phrases, begin..self.until(begin));
        if self.only_leads(&said.content) {
            return None;
        }
        // `kündigte Berufung an`: the second part of a German verb is not said.
        let last = said.content.end.saturating_sub(1);
        let is_part = phrases.has("apart", cue.at) && phrases.has("prefix", last);
        said.content.end -= usize::from(is_part && last > said.content.start);
        // `bestreitet das, …`: the rest of the sentence is something else.
        let is_pronoun = ["it", "thereof"].iter().any(|list| phrases.has(list, begin));
        let is_pronoun = is_pronoun || phrases.is(begin, "this");
        // `A prefeitura nega e diz que …`: what is denied stands elsewhere.
        if phrases.has("and", begin) && phrases.speaks(begin + 1) {
            return None;
        }
        if is_pronoun && phrases.is(begin + 1, ",") {
            said.content.end = begin + 1;
        }
        if said.content.len() == 1 && said.stance != Stance::Asserts {
            // `The mayor denied it`: what is denied stands elsewhere.
            said.content.start = start;
        }
        (!said.content.is_empty()).then_some(())
    }

    /// Whether words only say where something was said that follows a colon in a block of its own: `has posted on X:`.
    fn only_leads(&self, content: &Range<usize>) -> bool {
        let end = self.sentence.end - 1;
        let leads = |at: usize| ["in", "on", "lead"].iter().any(|list| self.phrases.has(list, at));
        self.phrases.is(end, ":")
            && content.end == end
            && content.len() < LONGEST_OFFICE
            && leads(content.start)
    }

    /// Where what is said begins behind a verb: at a `that`, at a colon, or right there.
    fn beginning(&self, cue: Cue, tail: usize, that: Option<usize>) -> usize {
        let phrases = self.phrases;
        // `said in a statement: “…”`.
        let far = if phrases.lexicon.is("en") { 12 } else { 30 };
        let leads = ["in", "on", "lead"].iter().any(|one| phrases.has(one, tail));
        let colon = (tail..self.sentence.end.min(tail + far))
            .find(|&at| {
                phrases.is(at, ":") && phrases.tokens.get(at + 1).is_some_and(Token::is_mark)
            })
            .filter(|_| that.is_none() && leads);
        // `disputes this: …`: what is denied stands elsewhere, and behind the colon the answer.
        let is_quoted = |at: usize| phrases.tokens.get(at).is_some_and(Token::is_mark);
        let mut near = tail..self.sentence.end.min(tail + 3);
        let answer = near.find(|&at| phrases.is(at, ":") && !is_quoted(at + 1));
        if let Some(colon) = answer.filter(|_| cue.list == "denies") {
            return colon + 1;
        }
        match that {
            // `accused Tarlow of breaking the pact`: of whom, and of what.
            that if phrases.has("accuses", cue.at) && colon.is_none() && that != Some(tail) => {
                cue.at
            }
            Some(that) if that == tail || !self.is_direct(cue, tail, that) => {
                that + phrases.at("that", that)
            }
            _ => colon.map_or_else(|| self.over_place(tail), |colon| colon + 1),
        }
    }

    /// Whether a clause stands already between a verb and a later `that`: `said the board will vote`.
    fn is_direct(&self, cue: Cue, tail: usize, that: usize) -> bool {
        let phrases = self.phrases;
        let ends = |at: usize| phrases.is(at, ",") && !phrases.has("that", at + 1);
        let english = phrases.lexicon.is("en") && that > tail && !self.is_aside(cue, tail);
        !self.has_that(tail, Some(that)) && ((tail..that).any(ends) || english)
    }

    /// The sentence before, where this one says who said so: `Об этом сообщил …`, `Das teilte die Polizei mit`.
    pub(super) fn thereof(&self, cue: Cue) -> Option<Range<usize>> {
        let length = self.phrases.at("thereof", self.sentence.start);
        let after = self.sentence.start + length;
        // `Das Ministerium erklärte`: an article has its noun behind it, and the pronoun a verb.
        let apart = self.phrases.lexicon.is_verb_second();
        let is_pronoun = !apart || after == cue.at || self.phrases.at("aux", after) > 0;
        let is_near = length > 0
            && is_pronoun
            && (after..after + NEAR).contains(&cue.at)
            && (after..cue.at).all(|at| self.phrases.tokens[at].is_word);
        let before = self.sentence.start.checked_sub(1).filter(|_| is_near)?;
        Some(trimmed(self.phrases, self.phrases.text.sentence_of(before)))
    }

    /// Whether the words between a verb and a later `that` only say where, when or to whom something was said.
    fn is_aside(&self, cue: Cue, tail: usize) -> bool {
        const WITH_HEARERS: [&str; 6] =
            ["warned", "warns", "warning", "cautioned", "reminded", "accused"];
        let phrases = self.phrases;
        let heard = cue.list == "tells" || WITH_HEARERS.contains(&&*phrases.tokens[cue.at].lower);
        let leads = ["in", "on", "to", "for"].iter().any(|list| phrases.has(list, tail));
        let begins = self.is_subject(tail) || phrases.has("the", tail);
        heard && !self.is_subject(tail) || leads && !begins || phrases.is_adverb(tail)
    }

    /// Where a subject begins together with what stands before it: `“…”, the spokeswoman, Ann Harrow,`, `wie die Polizei`.
    fn front(&self, start: usize) -> usize {
        let phrases = self.phrases;
        let limit = self.sentence.start;
        let before = start.checked_sub(1).filter(|&at| at > limit);
        let Some(before) = before else { return start };
        if AS.contains(&&*phrases.tokens[before].lower) {
            return before;
        }
        if !phrases.is(before, ",") {
            return start;
        }
        let described = phrases.before(before, limit);
        let is_role = described.clone().any(|at| phrases.is_role(at));
        let sign = described.start.checked_sub(1).filter(|sign| *sign > limit);
        let marked = sign.is_some_and(|sign| {
            // `The bank is closed, its governor, Ann Harrow, said`
            let is_short = phrases.is(sign, ",") && described.len() < LONGEST_OFFICE;
            phrases.tokens[sign].is_mark() || is_short && phrases.has("the", described.start)
        });
        if is_role && marked { described.start } else { start }
    }

    /// How far goes what begins at a token: to the end, or to who says something else about it.
    pub(super) fn until(&self, begin: usize) -> usize {
        let end = self.sentence.end;
        let stops = (begin..end).find(|&at| {
            let participle = self.phrases.is_participle(at) && self.phrases.at("says", at) > 0;
            let quotes = self.phrases.is(at, ":")
                && self.phrases.tokens.get(at + 1).is_some_and(Token::is_mark);
            let goes_on = self.joins(at + 1) && self.is_told(begin, at);
            let meanwhile = self.phrases.at("meanwhile", at) > 0;
            (quotes || meanwhile) && at > begin
                || goes_on && at > begin && !self.phrases.tokens[at].is_quoted
                || participle && at > begin && self.phrases.is(at - 1, ",")
                || self.phrases.is(at, ";")
                || at > begin && (self.is_countered(begin, at) || self.turns(at))
        });
        stops.unwrap_or(end)
    }

    /// Whether a verb of speech stands behind an `and` or a `but`, and is not of whom that is about which begins at a token:
    /// `said that the council had considered the plan but rejected it`.
    fn is_told(&self, begin: usize, joint: usize) -> bool {
        let phrases = self.phrases;
        let verb = self.over_auxiliaries(joint + 1);
        let is_inner = begin > self.sentence.start
            && phrases.at("that", begin - 1) > 0
            && phrases.has("denies", verb)
            && !phrases.is(joint - 1, ",")
            && phrases.at("that", verb + 1) == 0;
        phrases.speaks(verb) && !is_inner
    }

    /// Whether a German clause with the same subject begins at a comma with another verb of speech: `, räumt aber ein, dass`.
    fn turns(&self, comma: usize) -> bool {
        let phrases = self.phrases;
        let is_silent =
            || ["declines", "silent"].iter().any(|list| phrases.at(list, comma + 1) > 0);
        phrases.lexicon.is("de")
            && phrases.is(comma, ",")
            && !phrases.tokens[comma].is_quoted
            && (phrases.speaks(comma + 1) || is_silent())
    }
}
