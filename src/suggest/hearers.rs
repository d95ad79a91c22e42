//! Those who were told and the interview in which something was said: what stands between a verb and what is said.

use std::ops::Range;

use super::cues::Cue;
use super::names::Mention;
use super::speech::{Clause, Said, Subject};

impl Clause<'_> {
    /// Where what is said begins after a verb, over those who were told and the interview in which it was said.
    pub(super) fn tail(&self, cue: Cue, said: &mut Said) -> usize {
        let phrases = self.phrases;
        let mut at = cue.end;
        if cue.list == "tells" && !phrases.has("that", at) {
            at = self.over_hearer(at, said);
        }
        loop {
            let relay = phrases.at("relay", at);
            if at >= self.sentence.end {
                return at;
            } else if relay > 0 {
                let (end, goes_on) = self.over_interview(at, relay, said);
                if !goes_on {
                    return end;
                }
                at = end;
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
            } else if phrases.lexicon.is("de") && phrases.has("but", at) {
                // `räumte aber ein, …`
                at += 1;
            } else if phrases.is(at, "(") && self.over_bracket(at) > at {
                // `says (through an interpreter) that …`
                at = self.over_bracket(at);
            } else if phrases.has("saying", at) {
                at += 1 + usize::from(phrases.is(at + 1, ":"));
            } else if phrases.has("time", at + usize::from(phrases.has("on", at))) {
                let date = at + usize::from(phrases.has("on", at));
                at = phrases.date_end(date, &self.sentence).unwrap_or(date + 1);
            } else if phrases.is_adverb(at) && !phrases.has("that", at) {
                at += 1;
            } else {
                return at;
            }
        }
    }

    /// Where those end who are told something from a token on; a medium among them passes it on.
    fn over_hearer(&self, at: usize, said: &mut Said) -> usize {
        let phrases = self.phrases;
        let mut heard = phrases.after(at, self.sentence.end);
        // `assured her the road was safe`
        let is_pronoun = phrases.lexicon.is("en") && self.is_subject(at);
        if is_pronoun && (phrases.has("the", at + 1) || self.is_subject(at + 1)) {
            heard.end = at + 1;
        }
        // `told reporters the road was safe`
        let begins = |at: &usize| {
            (phrases.has("the", *at) || self.is_subject(*at)) && !phrases.names.cover(*at)
        };
        let second = (at + 1..heard.end).find(begins);
        heard.end = second.filter(|_| phrases.lexicon.is("en")).unwrap_or(heard.end);
        let mention = phrases.names.within(&heard).first();
        let is_medium =
            |one: &&Mention| !["person", "place"].iter().any(|kind| phrases.names.is(one, kind));
        if let Some(mention) = mention.filter(is_medium) {
            said.via.push(phrases.names.entity(mention).name.clone());
        }
        let rest = mention.map_or(heard.end.min(at + 3), |mention| mention.tokens.end);
        let medium = |at: &usize| phrases.has("medium", *at) || phrases.is(*at, "news");
        (rest..self.sentence.end).find(|at| !medium(at)).unwrap_or(rest)
    }

    /// Where the interview ends that begins at a token with so many words, `en una entrevista a 'El Norte'`, and whether more
    /// of the kind may follow; its medium passes on what is said.
    fn over_interview(&self, at: usize, relay: usize, said: &mut Said) -> (usize, bool) {
        let phrases = self.phrases;
        let mark = phrases.tokens.get(at + relay);
        let is_mark = mark.is_some_and(|mark| mark.is_mark() || mark.text.starts_with(['\'', '‘']));
        let start = at + relay + usize::from(is_mark);
        let medium = phrases.after(start, self.sentence.end);
        // `der Zeitung Nordkurier`: the name may begin with the words that point at it.
        let here = phrases.names.around(start);
        let here = here.into_iter().find(|one| one.tokens.contains(&start));
        let medium = here.or_else(|| phrases.names.within(&medium).first());
        match medium.filter(|one| !phrases.names.is(one, "person")) {
            Some(mention) => {
                said.via.push(phrases.names.entity(mention).name.clone());
                (mention.tokens.end, true)
            }
            None => (start, false),
        }
    }

    /// The agency behind `to` in a Romance language: `explique à l'agence Nord la direction du port`.
    fn listener(&self, at: usize) -> Option<&Mention> {
        let phrases = self.phrases;
        let romance = phrases.lexicon.is_romance();
        let name = at + 1 + usize::from(phrases.has("the", at + 1));
        let mention = phrases.mention_at(name).filter(|_| romance && phrases.has("to", at))?;
        phrases.names.is(mention, "organisation").then_some(mention)
    }

    /// Where what is said begins behind the agency that a German speaker told it: `sagte der Zeitung am Montag, …`.
    pub(super) fn heard(&self, cue: Cue, subject: &Subject, tail: usize, said: &mut Said) -> usize {
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
}
