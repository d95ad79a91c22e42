//! Which words are what somebody says: those behind the verb or those before it, over interviews and listeners.

use std::ops::Range;

use super::cues::Cue;
use super::names::Mention;
use super::speech::{Clause, Said, Subject, trimmed};
use super::tokens::Token;
use crate::model::annotation::Stance;

/// What stands before who says what was told just now: `…, wie die Polizei mitteilte`.
const AS: [&str; 5] = ["wie", "as", "comme", "como", "как"];

/// A verb of speech stands within so many words behind `об этом`.
const NEAR: usize = 6;

impl Clause<'_> {
    /// Where what is said begins after a verb, over those who were told and the interview in which it was said.
    pub(super) fn tail(&self, cue: Cue, said: &mut Said) -> usize {
        let phrases = self.phrases;
        let mut at = cue.end;
        if cue.list == "tells" && !phrases.has("that", at) {
            let heard = phrases.after(at, self.sentence.end);
            let mention = phrases.names.within(&heard).first();
            if let Some(mention) = mention.filter(|mention| !phrases.names.is(mention, "person")) {
                said.via.push(phrases.names.entity(mention).name.clone());
            }
            let rest = mention.map_or(heard.end.min(at + 3), |mention| mention.tokens.end);
            let medium = |at: &usize| phrases.has("medium", *at) || phrases.is(*at, "news");
            at = (rest..self.sentence.end).find(|at| !medium(at)).unwrap_or(rest);
        }
        loop {
            let relay = phrases.at("relay", at);
            if at >= self.sentence.end {
                return at;
            } else if relay > 0 {
                // `en una entrevista a 'El Norte'`.
                let mark = phrases.tokens.get(at + relay);
                let relay = relay
                    + usize::from(mark.is_some_and(|mark| mark.text.starts_with(['\'', '‘'])));
                let medium = phrases.after(at + relay, self.sentence.end);
                // `der Zeitung Nordkurier`: the name may begin with the words that point at it.
                let here = phrases.names.around(at + relay);
                let here = here.into_iter().find(|one| one.tokens.contains(&(at + relay)));
                let medium = here.or_else(|| phrases.names.within(&medium).first()).cloned();
                let medium = medium.filter(|one| !phrases.names.is(one, "person"));
                let Some(mention) = medium else { return at + relay };
                said.via.push(phrases.names.entity(&mention).name.clone());
                at = mention.tokens.end;
            } else if let Some(mention) = self.listener(at) {
                said.via.push(phrases.names.entity(mention).name.clone());
                at = mention.tokens.end;
            } else if phrases.is(at, ",") && phrases.at("relay", at + 1) > 0 {
                // `dijo el portavoz, Benito Tarlo, a la agencia Norte`.
                at += 1;
            } else if phrases.has("prefix", at)
                && matches!(phrases.tokens.get(at + 1).map(|sign| sign.text), Some("," | ":"))
            {
                // `räumte ein, …`: the second part of a German verb.
                return at + 1;
            } else if phrases.has("saying", at) {
                at += 1 + usize::from(phrases.is(at + 1, ":"));
            } else if phrases.is_adverb(at) && !phrases.has("that", at) {
                at += 1;
            } else if phrases.has("on", at) && phrases.has("time", at + 1) {
                at += 2;
            } else {
                return at;
            }
        }
    }

    /// The agency behind `to` in a Romance language: `explique à l'agence Nord la direction du port`.
    fn listener(&self, at: usize) -> Option<&Mention> {
        let phrases = self.phrases;
        let romance = phrases.lexicon.is("fr") || phrases.lexicon.is("es");
        let name = at + 1 + usize::from(phrases.has("the", at + 1));
        let mention = phrases.mention_at(name).filter(|_| romance && phrases.has("to", at))?;
        phrases.names.is(mention, "organisation").then_some(mention)
    }

    /// What a subject says with a verb: what follows, or what went before.
    pub(super) fn content(
        &self,
        cue: Cue,
        subject: &Subject,
        tail: usize,
        said: &mut Said,
    ) -> Option<()> {
        let phrases = self.phrases;
        let end = self.sentence.end;
        if let Some(before) = self.thereof(cue) {
            said.content = before;
            return Some(());
        }
        let tail = self.heard(cue, subject, tail, said);
        let start = self.front(subject.phrase.start);
        let preceded = start > self.sentence.start + 1
            && (phrases.is(start - 1, ",")
                || phrases.tokens[start - 1].is_mark()
                || phrases.is(start - 1, "—")
                || phrases.is(start - 1, "–"));
        let first = (self.sentence.start..start).find(|&at| phrases.tokens[at].is_word);
        // A `that` behind another verb of speech is of that one.
        let that = (tail..end.min(tail + 14))
            .take_while(|&at| !phrases.speaks(at) || phrases.tokens[at].is_quoted)
            .find(|&at| phrases.at("that", at) > 0 && !phrases.tokens[at].is_quoted);
        // `…, уточнив, что …`, `estime, dans un rapport, que …`: behind the comma stands what is said.
        let follows = phrases.is(tail, ",") && that.is_some_and(|that| phrases.is(that - 1, ","));
        let ended = tail >= end
            || !phrases.tokens[tail].is_word
                && !phrases.tokens[tail].is_mark()
                && !phrases.is(tail, ":")
                && !follows;
        let opening = first.is_some_and(|first| {
            let opens = phrases.has("clause", first)
                || phrases.has("for", first)
                || phrases.has("in", first)
                || phrases.has("on", first);
            !opens || phrases.tokens[first].is_quoted
        });
        let is_as = AS.contains(&&*phrases.tokens[start].lower);
        // `“…”, le retó`: in other languages than English the comma stands behind the mark.
        let comma = start > self.sentence.start + 1
            && !phrases.lexicon.is("en")
            && phrases.is(start - 1, ",")
            && phrases.tokens[start - 2].is_mark();
        let quoted = preceded && (phrases.tokens[start - 1].is_mark() || comma);
        // `If it rains, the road is closed, she said in Eastmouth.`: nothing follows that could be said.
        let rest = trimmed(phrases, tail.min(end)..end);
        let closes = rest.is_empty()
            || phrases.has("in", rest.start)
                && rest.len() <= 5
                && phrases.is(end - 1, ".")
                && !rest.clone().any(|at| phrases.at("that", at) > 0 || phrases.at("aux", at) > 0);
        let ended = ended || closes;
        // `Asked about it, the mayor declined to comment`: whoever is silent does not say what stands before.
        let speaks = !matches!(cue.list, "silent" | "declines");
        if preceded
            && speaks
            && (opening || is_as || closes)
            && (ended || quoted && !phrases.has("that", tail))
        {
            let goes_on = phrases.is(tail, ",") && trimmed(phrases, tail..end).len() > 2 && !quoted;
            said.content = trimmed(phrases, self.sentence.start..if goes_on { end } else { start });
            if goes_on && phrases.is(start - 1, ",") {
                said.aside = start - 1..tail + 1;
            }
            return Some(());
        }
        if matches!(cue.list, "silent" | "declines") {
            let last = usize::from(!phrases.has("to", cue.end - 1));
            let object = trimmed(phrases, self.object(cue.end - last, said));
            let whole = start..cue.end.max(object.end);
            said.content = if object.len() > 1 { object } else { trimmed(phrases, whole) };
            return Some(());
        }
        // `said the board will vote`: between the verb and a later `that` stands a clause already.
        let direct = !follows
            && that.is_none_or(|that| {
                (tail..that).any(|at| phrases.is(at, ",") && !phrases.has("that", at + 1))
                    || phrases.lexicon.is("en") && that > tail && !self.is_aside(cue, tail)
            });
        // `said in a statement: “…”`.
        let far = if phrases.lexicon.is("en") { 12 } else { 30 };
        let colon = (tail..end.min(tail + far)).find(|&at| {
            phrases.is(at, ":") && phrases.tokens.get(at + 1).is_some_and(Token::is_mark)
        });
        let colon = colon.filter(|_| {
            that.is_none() && ["in", "on", "lead"].iter().any(|one| phrases.has(one, tail))
        });
        let begin = match that {
            // `accused Tarlow of breaking the pact`: of whom, and of what.
            that if phrases.has("accuses", cue.at) && colon.is_none() && that != Some(tail) => {
                cue.at
            }
            Some(that) if !direct || that == tail => that + phrases.at("that", that),
            _ => colon.map_or_else(|| self.over_place(tail), |colon| colon + 1),
        };
        let opens = phrases.tokens.get(begin).is_some_and(Token::is_mark);
        if cue.list == "thinks" && begin == tail && !opens && !self.is_clause(tail) {
            return None;
        }
        said.content = trimmed(phrases, begin..self.until(begin));
        // `bestreitet das, …`: the rest of the sentence is something else.
        let is_pronoun = ["it", "thereof"].iter().any(|list| phrases.has(list, begin));
        if is_pronoun && phrases.is(begin + 1, ",") {
            said.content.end = begin + 1;
        }
        if said.content.len() == 1 && said.stance != Stance::Asserts {
            // `The mayor denied it`: what is denied stands elsewhere.
            said.content.start = start;
        }
        (!said.content.is_empty()).then_some(())
    }

    /// The sentence before, where this one says who said so: `Об этом сообщил …`, `Das teilte die Polizei mit`.
    pub(super) fn thereof(&self, cue: Cue) -> Option<Range<usize>> {
        let length = self.phrases.at("thereof", self.sentence.start);
        let after = self.sentence.start + length;
        let is_near = length > 0
            && (after..after + NEAR).contains(&cue.at)
            && (after..cue.at).all(|at| self.phrases.tokens[at].is_word);
        let before = self.sentence.start.checked_sub(1).filter(|_| is_near)?;
        Some(trimmed(self.phrases, self.phrases.text.sentence_of(before)))
    }

    /// Where what is said begins behind the agency that a German speaker told it: `sagte der Zeitung am Montag, …`.
    fn heard(&self, cue: Cue, subject: &Subject, tail: usize, said: &mut Said) -> usize {
        let phrases = self.phrases;
        let at = tail + usize::from(phrases.has("the", tail));
        let mention = phrases.mention_at(at).filter(|mention| {
            phrases.lexicon.is("de")
                && !subject.phrase.is_empty()
                && subject.phrase.end <= cue.at
                && phrases.names.is(mention, "organisation")
        });
        let Some(mention) = mention else { return tail };
        let after = (mention.tokens.end..self.sentence.end).find(|&at| {
            !(phrases.has("on", at) || phrases.has("time", at) || phrases.is_adverb(at))
        });
        match after.filter(|&at| phrases.is(at, ",") || phrases.is(at, ":")) {
            Some(after) => {
                said.via.push(phrases.names.entity(mention).name.clone());
                after
            }
            None => tail,
        }
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
        let marked = described.start > limit && phrases.tokens[described.start - 1].is_mark();
        if is_role && marked { described.start } else { start }
    }

    /// What somebody declines to do, and through whom they were asked.
    pub(super) fn object(&self, start: usize, said: &mut Said) -> Range<usize> {
        // `не уточнил, когда`: a comma right behind the verb ends nothing.
        let end = (start + 2..self.sentence.end)
            .find(|&at| self.phrases.is(at, ",") || self.phrases.is(at, ";"));
        let end = end.unwrap_or(self.sentence.end);
        let relay = (start..end).find_map(|at| {
            Some((at, self.phrases.at("relay", at))).filter(|(_, length)| *length > 0)
        });
        if let Some((at, length)) = relay {
            let medium = self.phrases.after(at + length, end);
            let medium = self.phrases.names.within(&medium).last();
            said.via.extend(medium.map(|mention| self.phrases.names.entity(mention).name.clone()));
        }
        start..end
    }

    /// How far goes what begins at a token: to the end, or to who says something else about it.
    pub(super) fn until(&self, begin: usize) -> usize {
        let end = self.sentence.end;
        let stops = (begin..end).find(|&at| {
            let participle = self.phrases.is_participle(at) && self.phrases.at("says", at) > 0;
            let quotes = self.phrases.is(at, ":")
                && self.phrases.tokens.get(at + 1).is_some_and(Token::is_mark);
            let goes_on = self.joins(at + 1) && self.phrases.speaks(self.over_auxiliaries(at + 1));
            let meanwhile = self.phrases.at("meanwhile", at) > 0;
            (quotes || meanwhile) && at > begin
                || goes_on && at > begin && !self.phrases.tokens[at].is_quoted
                || participle && at > begin && self.phrases.is(at - 1, ",")
                || self.phrases.is(at, ";")
        });
        stops.unwrap_or(end)
    }

    /// What is said by one who stands behind the verb.
    pub(super) fn turned(
        &self,
        head: usize,
        phrase: &Range<usize>,
        said: &mut Said,
    ) -> Range<usize> {
        let phrases = self.phrases;
        let cue = Cue { at: head, end: phrase.end, list: "says" };
        let mut tail = self.tail(cue, said);
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
        // `« Le pont, a dit Anne Harro, est vieux »`: the quotation goes on behind who speaks.
        let is_quoted = |at: &usize| phrases.tokens[*at].is_quoted;
        let rest = (tail..self.sentence.end).take_while(is_quoted).count();
        if rest > 2 && phrases.is(tail - 1, ",") && phrases.tokens[head - 1].is_quoted {
            said.aside = head - 1..tail;
            return trimmed(phrases, self.sentence.start..tail + rest);
        }
        if let Some(that) = that.filter(|_| !spoken) {
            return trimmed(phrases, that + phrases.at("that", that)..self.sentence.end);
        }
        let after = trimmed(phrases, tail..self.sentence.end);
        // `In einem Buch schildert sie …`: nothing but a sign ends a German clause before a verb.
        if phrases.lexicon.is("de")
            && head > self.sentence.start
            && !spoken
            && phrases.tokens[head - 1].is_word
        {
            return after;
        }
        // `In einem Brief schrieb sie: …`.
        let place = phrases.has("in", before.start) && before.len() < 6;
        // `The road is closed, said Ann Harrow`: a comma ends what is said.
        let closed =
            phrases.lexicon.has_case() && head > self.sentence.start && phrases.is(head - 1, ",");
        let short = before.len() < 6 && after.len() > 5 && !closed;
        let leads =
            before.len() < 3 || place || short && before.clone().all(|at| !phrases.is(at, ","));
        if leads && !spoken && !after.is_empty() {
            return after;
        }
        // `FACC is growing: “…”, said Ann Harrow`.
        let opens = |at: &usize| phrases.is(*at, ":") && phrases.tokens[*at + 1].is_mark();
        let colon = before.clone().find(opens).filter(|&colon| {
            spoken && !(before.start..colon).any(|at| phrases.has("subjunctive", at))
        });
        colon.map_or(before.clone(), |colon| trimmed(phrases, colon + 1..before.end))
    }

    /// What a report of the sentence is based on.
    pub(super) fn basis(&self) -> Option<String> {
        let phrases = self.phrases;
        let (at, length) = self.sentence.clone().find_map(|at| {
            Some((at, phrases.at("based", at)))
                .filter(|(at, length)| *length > 0 && !phrases.tokens[*at].is_quoted)
        })?;
        let start = at + length;
        let start = start + phrases.at("the", start);
        let end = (start..self.sentence.end)
            .find(|&at| {
                !phrases.tokens[at].is_word && !phrases.tokens[at].is_mark() || phrases.speaks(at)
            })
            .unwrap_or(self.sentence.end);
        (start < end && end - start < 20).then(|| phrases.text.words(trimmed(phrases, start..end)))
    }
}
