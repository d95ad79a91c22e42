//! Who speaks where a word of speech stands: before it, behind it, behind `by` or between two commas.

use std::ops::Range;

use super::cues::Cue;
use super::russian::is_told;
use super::speech::{Clause, Said, Subject, trimmed};
use crate::model::annotation::Stance;

impl Clause<'_> {
    pub(super) fn attribution(
        &self,
        cue: Cue,
        carried: Option<String>,
    ) -> Option<(Said, Range<usize>)> {
        let mut said = Said {
            by: None,
            via: Vec::new(),
            basis: None,
            stance: stance(cue),
            content: 0..0,
            aside: 0..0,
            told: cue.at..cue.end,
            is_quotation: false,
            is_aside: false,
        };
        let subject = self.subject_of(cue, carried, &mut said)?;
        said.by = subject.by.filter(|_| !self.is_question(&subject.phrase));
        said.by.as_ref()?;
        if !subject.phrase.is_empty() {
            let Range { start, end } = subject.phrase;
            said.told = start.min(cue.at)..end.max(cue.end);
        }
        if let Some(particle) = self.particle(cue.at).filter(|_| cue.list == "denies") {
            self.part(particle, &mut said);
        }
        self.called(cue, &mut said);
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

    /// Who says something with a cue, and what.
    fn subject_of(&self, cue: Cue, carried: Option<String>, said: &mut Said) -> Option<Subject> {
        Some(match cue.list {
            // `pour Ann Harrow, …` says what she thinks, and `pour l'heure` nothing.
            "according" if self.is_of_relative(cue) => self.relative(cue, said),
            // `les accusations selon lesquelles …`: of whoever accuses.
            "according" if self.phrases.at("whom", cue.end) > 0 => return None,
            "according" if self.phrases.is(cue.at, "pour") && !self.is_for_somebody(cue) => {
                return None;
            }
            "according" => self.according(cue, said),
            "after" => {
                let phrase = self.phrases.before(cue.at, self.sentence.start);
                said.content = trimmed(self.phrases, cue.end..self.sentence.end);
                self.meant(phrase)
            }
            "silent" | "declines" if self.inside(cue).is_some() => {
                let subject = self.inside(cue)?;
                self.content(cue, &subject, cue.end, said)?;
                subject
            }
            "silence" => {
                let phrase = self.phrases.after(cue.end, self.sentence.end);
                said.content = cue.at..phrase.end;
                self.meant(phrase)
            }
            _ => self.verb(cue, carried, said)?,
        })
    }

    /// Whether what stands where a speaker does ends in a verb or is asked for: `Did King say it?`, and of the noun in
    /// `The mayor is raising questions`.
    fn is_question(&self, phrase: &Range<usize>) -> bool {
        let phrases = self.phrases;
        let auxiliaries = ["has", "have", "had", "was", "were", "is", "are", "did", "does", "do"];
        let is_auxiliary = |at: usize| {
            !phrases.names.cover(at) && auxiliaries.contains(&&*phrases.tokens[at].lower)
        };
        if !phrases.lexicon.is("en") || phrase.len() < 2 {
            return false;
        }
        let last = phrase.end - 1;
        is_auxiliary(phrase.start) || phrases.is_participle(last) && is_auxiliary(last - 1)
    }

    /// Who is named between the parts of a German verb: `wollte sich Anna Harro nicht äußern`.
    fn inside(&self, cue: Cue) -> Option<Subject> {
        let phrases = self.phrases;
        let named = phrases.names.within(&(cue.at..cue.end)).first();
        let named = named
            .filter(|one| phrases.lexicon.is_verb_second() && !phrases.names.is(one, "place"))?;
        let by = Some(phrases.names.entity(named).name.clone());
        Some(Subject { by, phrase: cue.at..cue.at })
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

    /// A phrase without the agency that was told, in a language where it stands before who speaks:
    /// `сообщил РБК представитель департамента`.
    pub(super) fn told(&self, phrase: Range<usize>, said: &mut Said) -> Range<usize> {
        // `сообщил Харрову Тарлов`
        let hearer = self.phrases.mention_at(phrase.start).map(|mention| mention.tokens.end);
        let is_dative = |end: &usize| is_told(&self.phrases.tokens[end - 1].lower);
        let hearer = hearer.filter(|_| self.phrases.lexicon.is("ru")).filter(is_dative);
        if let Some(end) = hearer.filter(|&end| self.phrases.mention_at(end).is_some()) {
            return end..phrase.end.max(end);
        }
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

/// How somebody stands to what is said with a cue.
fn stance(cue: Cue) -> Stance {
    match cue.list {
        "silence" | "silent" => Stance::Silent,
        "declines" => Stance::Declines,
        "retracts" => Stance::Retracts,
        "doubts" => Stance::Doubts,
        "denies" => Stance::Denies,
        _ => Stance::Asserts,
    }
}
