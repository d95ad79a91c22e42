//! Who speaks where a word of speech stands: before it, behind it, behind `by` or between two commas.

use std::ops::Range;

use super::speech::{Clause, Cue, Said, Subject, trimmed};
use crate::model::annotation::Stance;

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
            is_quotation: false,
            is_aside: false,
        };
        let subject = match cue.list {
            // `pour Ann Harrow, …` says what she thinks, and `pour l'heure` nothing.
            "according" if self.phrases.is(cue.at, "pour") && !self.is_for_somebody(cue) => {
                return None;
            }
            "according" => self.according(cue, &mut said),
            "after" => {
                let phrase = self.phrases.before(cue.at, self.sentence.start);
                said.content = trimmed(self.phrases, cue.end..self.sentence.end);
                Subject { by: self.phrases.speaker(phrase.clone(), self.memory), phrase }
            }
            "silence" => {
                let phrase = self.phrases.after(cue.end, self.sentence.end);
                said.content = cue.at..phrase.end;
                Subject { by: self.phrases.speaker(phrase.clone(), self.memory), phrase }
            }
            _ => self.verb(cue, carried, &mut said)?,
        };
        said.by = subject.by;
        said.by.as_ref()?;
        if said.basis.is_none() {
            said.basis = self.basis();
        }
        if said.via.is_empty() && !self.phrases.lexicon.is("en") {
            said.via.extend(self.interview(cue));
        }
        let first = self.phrases.tokens[said.content.clone()].iter().find(|token| token.is_word);
        said.is_quotation = first.is_some_and(|token| token.is_quoted);
        Some((said, subject.phrase))
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
        // `Según detalló`: a Spanish verb needs no pronoun.
        let own = self.phrases.at("own", cue.at) > 0;
        let verb = cue.end + self.phrases.at("aux", cue.end);
        let spoken = own || self.phrases.lexicon.is("es") && self.phrases.has("says", verb);
        if own {
            phrase = cue.end..cue.end;
        }
        let behind = cue.end + usize::from(spoken && !own);
        let teller = self.phrases.after(behind, self.sentence.end);
        let by = if spoken && !own && self.is_speaker(&teller) {
            // `según informó la alcaldía`.
            phrase = teller;
            self.phrases.speaker(phrase.clone(), self.memory)
        } else if spoken {
            self.memory.last()
        } else {
            self.phrases.speaker(phrase.clone(), self.memory)
        };
        let mut end = phrase.end;
        while end < self.sentence.end && self.phrases.tokens[end].text != "," {
            end += 1;
        }
        let leads = trimmed(self.phrases, self.sentence.start..cue.at).len() < 2;
        // `The pier, according to Ann Harrow, is safe.`
        let between = cue.at > self.sentence.start
            && self.phrases.is(cue.at - 1, ",")
            && self.phrases.is(phrase.end, ",");
        if between && !leads {
            said.content = trimmed(self.phrases, self.sentence.clone());
            said.aside = cue.at - 1..phrase.end + 1;
            return Subject { by, phrase };
        }
        let rest = trimmed(self.phrases, phrase.end..self.sentence.end);
        said.content = if leads {
            if self.phrases.is(phrase.end, ",") || rest.start == phrase.end {
                rest
            } else {
                trimmed(self.phrases, end..self.sentence.end)
            }
        } else if rest.len() < 4 || end == self.sentence.end && !self.phrases.lexicon.is("de") {
            trimmed(self.phrases, self.sentence.start..cue.at)
        } else {
            trimmed(self.phrases, self.sentence.clone())
        };
        if said.content.is_empty() && leads {
            said.content = trimmed(self.phrases, phrase.end..self.sentence.end);
        }
        Subject { by, phrase }
    }

    /// A verb with its subject before or after it, or behind `by`.
    pub(super) fn verb(
        &self,
        cue: Cue,
        carried: Option<String>,
        said: &mut Said,
    ) -> Option<Subject> {
        let phrases = self.phrases;
        let head = phrases.before_adverbs(cue.at, self.sentence.start);
        let passive = (head..cue.at).any(|at| phrases.has("passive", at));
        let agent =
            (cue.end..(cue.end + 3).min(self.sentence.end)).find(|&at| phrases.has("by", at));
        let between = agent.is_some_and(|by| {
            (cue.end..by).all(|at| phrases.is_adverb(at) || phrases.has("time", at))
        });
        if let Some(by) = agent.filter(|_| between && !phrases.lexicon.is("de")) {
            return self.passive(cue, head, by, said);
        }
        if passive && phrases.lexicon.is("en") {
            return None;
        }
        let tail = self.tail(cue, said);
        // `…, al tiempo que agregó`: who spoke before goes on.
        let meanwhile = (2..=4).any(|length| {
            head >= self.sentence.start + length && phrases.at("meanwhile", head - length) == length
        });
        let thereof = self.thereof(cue).is_some();
        // `Das hat der Verein am Sonntag bekannt gegeben`.
        let clubs =
            thereof && phrases.lexicon.is("de") && phrases.at("aux", self.sentence.start + 1) > 0;
        if clubs && let Some(before) = self.thereof(cue) {
            let phrase = phrases.after(self.sentence.start + 2, cue.at);
            said.content = before;
            return Some(Subject { by: phrases.speaker(phrase.clone(), self.memory), phrase });
        }
        let before = self.before(head, cue).filter(|_| !meanwhile && !thereof);
        let follows = meanwhile
            || thereof
            || head == self.sentence.start
            || !phrases.tokens[head - 1].is_word;
        // `The minister, Ann Harrow, said …`; and nobody stands behind an English `told` but who heard it.
        let closed = head > self.sentence.start
            && phrases.is(head - 1, ",")
            && before.as_ref().is_some_and(|subject| self.is_somebody(subject));
        let heard = phrases.lexicon.is("en") && cue.list == "tells" && before.is_some();
        let follows = follows && !closed && !heard;
        let turned = follows || !phrases.lexicon.is("en") && self.is_turned(before.as_ref(), tail);
        if turned
            && before.as_ref().is_none_or(|subject| subject.by.is_none() || follows)
            && cue.end < self.sentence.end
        {
            let start = if cue.list == "tells" { cue.end } else { tail };
            let phrase = self.told(phrases.after(start, self.sentence.end), said);
            let mark = head > self.sentence.start && phrases.tokens[head - 1].is_mark();
            let ends = phrase.end >= self.sentence.end || !phrases.tokens[phrase.end].is_word;
            // In English only a quotation is followed by its verb: `The mission, known as M, said it …`.
            let fits = mark || !phrases.lexicon.is("en") || ends && !self.is_subject(phrase.start);
            let by = phrases.speaker(phrase.clone(), self.memory);
            // Right behind a quotation and its verb stands who spoke, whatever that is called.
            let comma = head > self.sentence.start + 1 && !phrases.tokens[head - 1].is_word;
            let quoted = mark || comma && phrases.tokens[head - 2].is_mark();
            let named = quoted && phrases.at("the", phrase.start) > 0 && !phrases.lexicon.is("en");
            // `dijo al ser consultado`: with a preposition begins something else.
            let leads = phrases.at("lead", phrases.tokens.len().min(start)) > 0;
            let thinks = cue.list == "thinks" && !quoted && !follows && self.that(cue).is_none();
            let by =
                by.filter(|_| fits && !leads && !thinks && (named || self.is_speaker(&phrase)));
            if by.is_some() {
                // `…, sagte der Sprecher nicht`.
                if phrases.lexicon.is("de") && phrases.is(phrase.end - 1, "nicht") {
                    said.stance = Stance::Silent;
                }
                let before = self.thereof(cue);
                said.content = before.unwrap_or_else(|| self.turned(head, &phrase, said));
                return Some(Subject { by, phrase });
            }
        }
        let subject = before.filter(|subject| subject.by.is_some()).or_else(|| {
            let joined = head > self.sentence.start && phrases.has("and", head - 1);
            let shares = follows || joined;
            let by = carried.filter(|_| shares && head > self.sentence.start).or_else(|| {
                // `Ann Harrow presented a plan and said …`.
                let own = phrases.subject_before(&self.sentence, head).filter(|_| joined);
                let first = self.sentence.start..self.sentence.start + 1;
                let pronoun = joined && self.is_subject(first.start);
                let meant = || phrases.speaker(first.clone(), self.memory).filter(|_| pronoun);
                // `The harbour master praised it and said …`.
                let subject = phrases.after(first.start, head);
                let role = subject.clone().find(|&at| joined && phrases.is_role(at));
                let role = || phrases.speaker(subject.start..role? + 1, self.memory);
                own.map(str::to_owned).or_else(meant).or_else(role)
            });
            // A Spanish or an Arabic verb needs no pronoun, also behind `pero`.
            let pro_drop = phrases.lexicon.is("es") || phrases.lexicon.is("ar");
            let opens = head == self.sentence.start + 1 && phrases.has("clause", head - 1);
            let implied = || self.memory.last().filter(|_| pro_drop && (follows || opens));
            Some(Subject { by: Some(by.or_else(implied)?), phrase: head..head })
        })?;
        self.content(cue, &subject, tail, said)?;
        Some(subject)
    }

    /// A phrase without the agency that was told, in a language where it stands before who speaks:
    /// `сообщил РБК представитель департамента`.
    fn told(&self, phrase: Range<usize>, said: &mut Said) -> Range<usize> {
        let heard = self.phrases.mention_at(phrase.start).filter(|mention| {
            self.phrases.lexicon.is("ru")
                && self.phrases.names.is(mention, "organisation")
                && self.phrases.is_role(mention.tokens.end)
        });
        let Some(mention) = heard else { return phrase };
        said.via.push(self.phrases.names.entity(mention).name.clone());
        mention.tokens.end..phrase.end.max(mention.tokens.end)
    }

    /// Where the clause begins that a verb has behind it.
    fn that(&self, cue: Cue) -> Option<usize> {
        (cue.end..self.sentence.end).find(|&at| self.phrases.at("that", at) > 0)
    }

    /// Whether a person stands right behind a cue, and a comma behind the person.
    fn is_for_somebody(&self, cue: Cue) -> bool {
        let named = self.phrases.mention_at(cue.end).filter(|mention| {
            self.phrases.names.is(mention, "person") && self.phrases.is(mention.tokens.end, ",")
        });
        named.is_some()
    }

    /// Whether a subject is a person, or words for one.
    fn is_somebody(&self, subject: &Subject) -> bool {
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
