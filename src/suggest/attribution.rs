//! Who speaks where a word of speech stands: before it, behind it, behind `by` or between two commas.

use std::ops::Range;

use super::cues::Cue;
use super::speech::{Clause, Said, Subject, trimmed};
use super::tokens::Token;
use crate::model::annotation::Stance;

/// So many tokens at most say between two commas of which body somebody is.
const LONGEST_BODY: usize = 8;

impl Clause<'_> {
    pub(super) fn attribution(
        &self,
        cue: Cue,
        carried: Option<String>,
    ) -> Option<(Said, Range<usize>)> {
        let stance = match cue.list {
            "silence" | "silent" => Stance::Silent,
            "declines" => Stance::Declines,
            "retracts" => Stance::Retracts,
            "doubts" => Stance::Doubts,
            "denies" => Stance::Denies,
            _ => Stance::Asserts,
        };
        let mut said = Said {
            by: None,
            via: Vec::new(),
            basis: None,
            stance,
            content: 0..0,
            aside: 0..0,
            told: cue.at..cue.end,
            is_quotation: false,
            is_aside: false,
        };
        let subject = match cue.list {
            // `pour Ann Harrow, …` says what she thinks, and `pour l'heure` nothing.
            "according" if self.is_of_relative(cue) => self.relative(cue, &mut said),
            // `les accusations selon lesquelles …`: of whoever accuses.
            "according" if self.phrases.at("whom", cue.end) > 0 => return None,
            "according" if self.phrases.is(cue.at, "pour") && !self.is_for_somebody(cue) => {
                return None;
            }
            "according" => self.according(cue, &mut said),
            "after" => {
                let phrase = self.phrases.before(cue.at, self.sentence.start);
                said.content = trimmed(self.phrases, cue.end..self.sentence.end);
                self.meant(phrase)
            }
            "silence" => {
                let phrase = self.phrases.after(cue.end, self.sentence.end);
                said.content = cue.at..phrase.end;
                self.meant(phrase)
            }
            _ => self.verb(cue, carried, &mut said)?,
        };
        said.by = subject.by;
        said.by.as_ref()?;
        if !subject.phrase.is_empty() {
            let Range { start, end } = subject.phrase;
            said.told = start.min(cue.at)..end.max(cue.end);
        }
        if let Some(particle) = self.particle(cue.at).filter(|_| cue.list == "denies") {
            self.part(particle, &mut said);
        }
        if said.basis.is_none() {
            said.basis = self.basis();
        }
        if said.via.is_empty() && !self.phrases.lexicon.is("en") {
            said.via.extend(self.interview(cue));
        }
        let first = self.phrases.tokens[said.content.clone()].iter().find(|token| token.is_word);
        said.is_quotation = first.is_some_and(|token| token.is_quoted);
        self.decline(cue, &mut said);
        if matches!(said.stance, Stance::Denies | Stance::Doubts) && self.states(cue, &said) {
            said.stance = Stance::Asserts;
        }
        Some((said, subject.phrase))
    }

    /// Whether a verb tells of a question, which states nothing: `asked whether …`, and not `asked that …`.
    pub(super) fn asks(&self, cue: Cue, said: &Said) -> bool {
        let demands =
            || said.content.start > cue.end && self.phrases.is(said.content.start - 1, "that");
        self.phrases.has("asking", cue.at) && !said.is_quotation && !demands()
    }

    /// Takes a denial of what can only be declined for what it is: `rechazó comentar`.
    fn decline(&self, cue: Cue, said: &mut Said) {
        let behind = self.phrases.at("comment", said.told.end);
        let mut near = [cue.end, said.content.start, said.told.end].into_iter();
        if said.stance == Stance::Denies && near.any(|at| self.phrases.at("comment", at) > 0) {
            said.stance = Stance::Declines;
            if behind > 0 && said.told.end > cue.end {
                // `رفض المدير التعليق`
                said.content = trimmed(self.phrases, said.told.end..self.sentence.end);
            }
            if said.content.len() < 2 {
                said.content.start = said.content.start.min(cue.at);
            }
        }
    }

    /// Ends what is denied before the second part of the verb; behind a colon stands what is said instead.
    fn part(&self, particle: usize, said: &mut Said) {
        if self.phrases.is(particle + 1, ":") {
            said.content = trimmed(self.phrases, particle + 2..self.sentence.end);
        } else if said.content.contains(&particle) && said.content.start >= said.told.end {
            let is_adverb = |at: &usize| self.phrases.is_adverb(*at);
            let adverbs = (said.content.start..particle).rev().take_while(is_adverb).count();
            said.content = trimmed(self.phrases, said.content.start..particle - adverbs);
        }
    }

    /// Whether what is said is itself the answer: `Harro widersprach: Es gebe …`, `“We were not there,” Harrow denied`.
    fn states(&self, cue: Cue, said: &Said) -> bool {
        let Range { start, end } = said.content;
        let is_sign = |at: &usize| !self.phrases.tokens[*at].is_word;
        let mut signs = (cue.end..start).rev().take_while(is_sign);
        said.is_quotation && end <= cue.at || signs.any(|at| self.phrases.is(at, ":"))
    }

    /// Whether a relative pronoun stands behind a cue: `Ann Harrow, pour qui …`, `según la cual`.
    fn is_of_relative(&self, cue: Cue) -> bool {
        let comma = cue.at.checked_sub(1).filter(|at| *at > self.sentence.start);
        comma.is_some_and(|at| self.phrases.is(at, ",")) && self.phrases.at("whom", cue.end) > 0
    }

    /// Who stands before a relative pronoun: what follows it is what they say.
    fn relative(&self, cue: Cue, said: &mut Said) -> Subject {
        let phrase = self.phrases.before(cue.at - 1, self.sentence.start);
        let first = cue.end + self.phrases.at("whom", cue.end);
        said.content = trimmed(self.phrases, first..self.until(first));
        let named = self.phrases.names.within(&phrase).last();
        let named = named.filter(|mention| mention.tokens.end == phrase.end);
        let phrase = named.map_or(phrase, |mention| mention.tokens.clone());
        self.meant(phrase)
    }

    /// The medium of an interview that stands before who speaks: `Dans un entretien à l'agence, Ann Harrow a dit …`.
    fn interview(&self, cue: Cue) -> Option<String> {
        let phrases = self.phrases;
        let (at, length) = (self.sentence.start..cue.at)
            .map(|at| (at, phrases.at("relay", at)))
            .find(|(_, length)| *length > 2)?;
        let medium = phrases.after(at + length, cue.at);
        let mention = phrases.names.within(&medium).first()?;
        let is_medium = !phrases.names.is(mention, "person") && !phrases.names.is(mention, "place");
        is_medium.then(|| phrases.names.entity(mention).name.clone())
    }

    /// `according to` somebody: the rest of the sentence is what they say.
    pub(super) fn according(&self, cue: Cue, said: &mut Said) -> Subject {
        let mut phrase = self.phrases.after(cue.end, self.sentence.end);
        // `according to the law`: what is done by a rule is said by nobody.
        if phrase.clone().take(3).any(|at| self.phrases.has("rule", at)) {
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
        // `D'après un pêcheur cité par l'agence Nord, …`
        let relay = self.phrases.at("relay", phrase.end);
        if relay > 0 {
            let medium = self.phrases.after(phrase.end + relay, self.sentence.end);
            let medium = self.phrases.names.within(&medium).first();
            let medium = medium.filter(|one| self.phrases.names.is(one, "organisation"));
            said.via.extend(medium.map(|one| self.phrases.names.entity(one).name.clone()));
        }
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
            said.aside = cue.at - 1..phrase.end + 1;
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

    /// Where the relative clause ends that a comma opens: `According to Ann Harrow, who has seen it, the pier is safe`.
    fn over_clause(&self, comma: usize) -> usize {
        let phrases = self.phrases;
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

    /// A phrase without the agency that was told, in a language where it stands before who speaks:
    /// `сообщил РБК представитель департамента`.
    pub(super) fn told(&self, phrase: Range<usize>, said: &mut Said) -> Range<usize> {
        let heard = self.phrases.mention_at(phrase.start).filter(|mention| {
            self.phrases.lexicon.is("ru")
                && self.phrases.names.is(mention, "organisation")
                && self.phrases.is_role(mention.tokens.end)
        });
        let Some(mention) = heard else {
            // `сообщил министру начальник порта`
            let phrases = self.phrases;
            let first = &phrases.tokens[phrase.start.min(phrases.tokens.len() - 1)];
            let is_dative = phrases.lexicon.is("ru")
                && phrase.len() > 1
                && first.lower.ends_with(['у', 'ю'])
                && (phrases.is_role(phrase.start + 1) || phrases.has("title", phrase.start + 1));
            return phrase.start + usize::from(is_dative)..phrase.end;
        };
        said.via.push(self.phrases.names.entity(mention).name.clone());
        mention.tokens.end..phrase.end.max(mention.tokens.end)
    }

    /// Where the clause begins that a verb has behind it.
    pub(super) fn that(&self, cue: Cue) -> Option<usize> {
        (cue.end..self.sentence.end).find(|&at| self.phrases.at("that", at) > 0)
    }

    /// Whether a person stands right behind a cue, and a comma behind the person.
    fn is_for_somebody(&self, cue: Cue) -> bool {
        let phrase = self.phrases.after(cue.end, self.sentence.end);
        let named = self.phrases.names.within(&phrase).last().filter(|mention| {
            self.phrases.names.is(mention, "person") && self.phrases.is(mention.tokens.end, ",")
        });
        named.is_some()
    }

    /// Whether a subject is a person, or words for one.
    pub(super) fn is_somebody(&self, subject: &Subject) -> bool {
        let phrases = self.phrases;
        let named = phrases.names.within(&subject.phrase).iter();
        let named = named.filter(|mention| phrases.names.is(mention, "person"));
        let is_role = || subject.phrase.clone().any(|at| phrases.is_role(at));
        subject.by.is_some() && (named.count() > 0 || phrases.lexicon.is("en") && is_role())
    }

    pub(super) fn is_subject(&self, at: usize) -> bool {
        ["he", "she", "it", "they"].iter().any(|list| self.phrases.has(list, at))
    }

    /// Whether a verb has its subject behind it although it stands in the middle of a sentence.
    pub(super) fn is_turned(&self, before: Option<&Subject>, after: usize) -> bool {
        let named = self.phrases.mention_at(after).is_some()
            || self.is_subject(after)
            || self.phrases.has("title", after)
            || self.phrases.has("the", after) && !self.phrases.lexicon.is("fr");
        let has_name = before.is_some_and(|subject| {
            !self.phrases.names.within(&subject.phrase).is_empty()
                || subject.phrase.clone().any(|at| self.is_subject(at))
        });
        named && !has_name || !self.phrases.lexicon.has_case()
    }

    /// Whether what is said or declined follows right behind a phrase: `أعلن المعهد أن`, `رفضت الوزارة التعليق`.
    pub(super) fn is_followed(&self, phrase: &Range<usize>) -> bool {
        let mut lists = ["that", "comment"].iter();
        phrase.end < self.sentence.end && lists.any(|list| self.phrases.at(list, phrase.end) > 0)
    }

    /// Whether a phrase behind a verb can be a speaker and not what is said.
    pub(super) fn is_speaker(&self, phrase: &Range<usize>) -> bool {
        let named = !self.phrases.names.within(phrase).is_empty();
        let first = phrase.clone().find(|&at| !self.phrases.has("the", at));
        let person = phrase.clone().any(|at| {
            self.phrases.is_role(at)
                || ["voice", "report"].iter().any(|list| self.phrases.has(list, at))
        });
        named || person || first.is_some_and(|at| self.is_subject(at))
    }
}
