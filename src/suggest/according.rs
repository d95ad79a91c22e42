//! According to whom something is so: who follows `according to`, and what they say.

use std::ops::Range;

use super::cues::Cue;
use super::speech::{Clause, Said, Subject, trimmed};
use super::tokens::Token;

/// So many tokens at most say between two commas of which body somebody is.
const LONGEST_BODY: usize = 8;

/// So many tokens at most say between two commas who somebody is.
const LONGEST_APPOSITION: usize = 16;

impl Clause<'_> {
    /// Whether a relative pronoun stands behind a cue: `Ann Harrow, pour qui …`, `según la cual`.
    pub(super) fn is_of_relative(&self, cue: Cue) -> bool {
        let comma = cue.at.checked_sub(1).filter(|at| *at > self.sentence.start);
        comma.is_some_and(|at| self.phrases.is(at, ",")) && self.phrases.at("whom", cue.end) > 0
    }

    /// Who stands before a relative pronoun: what follows it is what they say.
    pub(super) fn relative(&self, cue: Cue, said: &mut Said) -> Subject {
        let phrase = self.phrases.before(cue.at - 1, self.sentence.start);
        let first = cue.end + self.phrases.at("whom", cue.end);
        said.content = trimmed(self.phrases, first..self.until(first));
        let named = self.phrases.names.within(&phrase).last();
        let named = named.filter(|mention| mention.tokens.end == phrase.end);
        let phrase = named.map_or(phrase, |mention| mention.tokens.clone());
        self.meant(phrase)
    }

    /// `according to` somebody: the rest of the sentence is what they say.
    pub(super) fn according(&self, cue: Cue, said: &mut Said) -> Subject {
        let mut phrase = self.phrases.after(cue.end, self.sentence.end);
        // `according to the law`: what is done by a rule is said by nobody; nor is who says it named in `по данным на 3 марта`.
        let of_day = Some(cue.end + 1).filter(|_| self.phrases.has("on", cue.end));
        let of_day = of_day.and_then(|day| self.phrases.date_end(day, &self.sentence));
        let is_of_day = of_day.is_some_and(|end| self.phrases.is(end, ","));
        if is_of_day || phrase.clone().take(3).any(|at| self.phrases.has("rule", at)) {
            return Subject { by: None, phrase };
        }
        // `a report issued by the command`: the phrase goes on behind a participle.
        let by = (phrase.start..(phrase.end + 2).min(self.sentence.end))
            .rev()
            .find(|&at| self.phrases.at("from", at) > 1);
        if let Some(by) = by {
            phrase = self.phrases.after(by + self.phrases.at("from", by), self.sentence.end);
        }
        if self.phrases.at("themselves", cue.at) > 0 {
            let here = self.phrases.names.within(&(self.sentence.start..cue.at)).last();
            let by = here.map(|mention| self.phrases.names.entity(mention).name.clone());
            said.content = trimmed(self.phrases, self.sentence.clone());
            let first = self.phrases.after(self.sentence.start, cue.at);
            let by = by.or_else(|| self.phrases.speaker(first, self.memory));
            return Subject { by, phrase: cue.end..cue.end };
        }
        let Subject { by, mut phrase } = self.teller(cue, phrase);
        // `laut einer Umfrage vom 17. Januar`
        phrase.end = self.phrases.dated_end(phrase.end, self.sentence.end).unwrap_or(phrase.end);
        said.via.extend(self.cited_by(phrase.end));
        let before = trimmed(self.phrases, self.sentence.start..cue.at);
        let counts = self.phrases.tokens.get(before.start).is_some_and(Token::is_number);
        let leads = before.is_empty() || before.len() == 1 && !counts;
        // `The pier, according to Ann Harrow, is safe.`
        let between = cue.at > self.sentence.start
            && self.phrases.is(cue.at - 1, ",")
            && self.phrases.is(phrase.end, ",")
            && self.over_clause(phrase.end) < self.sentence.end;
        if between && !leads {
            said.content = trimmed(self.phrases, self.sentence.clone());
            said.aside = cue.at - 1..self.over_clause(phrase.end) + 1;
            return Subject { by, phrase };
        }
        // `Die Brücke ist laut Polizei gesperrt.`
        let rest = trimmed(self.phrases, phrase.end..self.sentence.end);
        let is_inside = self.phrases.lexicon.is_verb_second()
            && !leads
            && !self.phrases.is(cue.at - 1, ",")
            && rest.start == phrase.end
            && rest.end == trimmed(self.phrases, self.sentence.clone()).end
            && !rest.is_empty()
            && !rest.clone().any(|at| self.phrases.is(at, ","));
        if is_inside {
            said.content = trimmed(self.phrases, self.sentence.clone());
            said.aside = cue.at..phrase.end;
            return Subject { by, phrase };
        }
        said.content = self.beside(cue, &phrase, leads);
        Subject { by, phrase }
    }

    /// The medium that passes on what somebody said: `D'après un pêcheur cité par l'agence Nord, …`.
    fn cited_by(&self, end: usize) -> Option<String> {
        let names = self.phrases.names;
        let relay = Some(self.phrases.at("relay", end)).filter(|words| *words > 0)?;
        let medium = names.within(&self.phrases.after(end + relay, self.sentence.end)).first();
        let medium = medium.filter(|one| names.is(one, "organisation"))?;
        Some(names.entity(medium).name.clone())
    }

    /// Whom the phrase behind `according to` names, or the verb there.
    fn teller(&self, cue: Cue, phrase: Range<usize>) -> Subject {
        // `Según detalló`: a Spanish verb needs no pronoun.
        let own = self.phrases.at("own", cue.at) > 0;
        if own {
            return Subject { by: self.memory.own(), phrase: cue.end..cue.end };
        }
        let verb = cue.end + self.phrases.at("aux", cue.end);
        let spoken = self.phrases.lexicon.drops_pronouns() && self.phrases.has("says", verb);
        if !spoken {
            return Subject { by: self.phrases.speaker(phrase.clone(), self.memory), phrase };
        }
        // `según informó la alcaldía`.
        let teller = self.phrases.after(verb + 1, self.sentence.end);
        if self.is_speaker(&teller) {
            return Subject {
                by: self.phrases.speaker(teller.clone(), self.memory),
                phrase: teller,
            };
        }
        Subject { by: self.memory.last(), phrase }
    }

    /// What is said before or behind the phrase that says according to whom.
    fn beside(&self, cue: Cue, phrase: &Range<usize>, leads: bool) -> Range<usize> {
        let words = |range| trimmed(self.phrases, range);
        let mut end = phrase.end;
        while end < self.sentence.end && self.phrases.tokens[end].text != "," {
            end += 1;
        }
        let rest = words(self.over_clause(phrase.end)..self.sentence.end);
        if leads {
            let is_more = self.says_when(phrase.end) && self.phrases.is(end, ",");
            let follows = self.phrases.is(phrase.end, ",") || rest.start == phrase.end && !is_more;
            let content = if follows { rest.clone() } else { words(end..self.sentence.end) };
            let content = if content.is_empty() { rest } else { content };
            // `وبحسب الوزارة، فإن …`
            let first = content.start + self.phrases.at("resuming", content.start);
            return words(first..self.until(content.start));
        }
        if rest.len() < 4 || end == self.sentence.end && !self.phrases.lexicon.is("de") {
            words(self.sentence.start..cue.at)
        } else {
            words(self.sentence.start..self.until(phrase.end))
        }
    }

    /// Whether words behind a source only say when it was made or who passed it on: `D'après une étude publiée en 2019, …`,
    /// `D'après un pêcheur cité par l'agence Nord, …`.
    fn says_when(&self, at: usize) -> bool {
        let phrases = self.phrases;
        let is_date = phrases.has("on", at) && phrases.date_end(at + 1, &self.sentence).is_some();
        is_date || phrases.is_published(at) || phrases.at("relay", at) > 0
    }

    /// Where the relative clause or the apposition ends that a comma opens:
    /// `According to Ann Harrow, who has seen it, the pier is safe`.
    fn over_clause(&self, comma: usize) -> usize {
        let phrases = self.phrases;
        if let Some(close) = self.over_apposition(comma) {
            // `…, a doctor at the hospital, who has seen it, …`
            let goes_on = phrases.is(close, ",") && phrases.is_relative(close + 1);
            return if goes_on { self.over_clause(close) } else { close };
        }
        // `According to Ann Harrow, writing in 1710, …`
        let writes = phrases.has("writing", comma + 1);
        // `According to Ann Harrow, of the Harbour Agency, …`
        let is_of = ["of", "from"].iter().any(|list| phrases.has(list, comma + 1));
        let close = (comma + 2..self.sentence.end).find(|&at| phrases.is(at, ","));
        let is_of = is_of && close.is_some_and(|close| close - comma <= LONGEST_BODY);
        if !phrases.is(comma, ",") || !phrases.is_relative(comma + 1) && !writes && !is_of {
            return comma;
        }
        close.unwrap_or(self.sentence.end)
    }

    /// Whether a person stands right behind a cue, and a comma behind the person.
    pub(super) fn is_for_somebody(&self, cue: Cue) -> bool {
        let phrase = self.phrases.after(cue.end, self.sentence.end);
        let named = self.phrases.names.within(&phrase).last().filter(|mention| {
            self.phrases.names.is(mention, "person") && self.phrases.is(mention.tokens.end, ",")
        });
        named.is_some()
    }

    /// Where the words end that say behind a comma who somebody is:
    /// `According to Ann Harrow, a doctor at the hospital, the ward was full`.
    fn over_apposition(&self, comma: usize) -> Option<usize> {
        let phrases = self.phrases;
        let named = phrases.names.around(comma).find(|one| one.tokens.end == comma);
        named.filter(|one| phrases.is(comma, ",") && phrases.names.is(one, "person"))?;
        let inside = comma + 1..self.sentence.end.min(comma + LONGEST_APPOSITION);
        let last = Some(inside.end).filter(|end| *end == self.sentence.end);
        let close = inside.clone().find(|&at| phrases.is(at, ",")).or(last.map(|end| end - 1));
        let close = close.filter(|&at| at > inside.start)?;
        let mut words = inside.start..close;
        // `According to Ann Harrow, the mayor resigned, and …`: what somebody is ends there or is of something.
        let is_noun = |at: usize| {
            let lists = ["of", "in", "linking", "for", "from", "who"];
            let is_whole = at + 1 == close || lists.iter().any(|list| phrases.has(list, at + 1));
            phrases.is_role(at) && is_whole
        };
        // Nothing else stands behind a comma in German or Dutch, where the verb follows the name.
        let describes = phrases.lexicon.is_verb_second() || words.clone().any(is_noun);
        let says = words.any(|at| phrases.speaks(at) || phrases.at("aux", at) > 0);
        (describes && !says).then_some(close)
    }
}
