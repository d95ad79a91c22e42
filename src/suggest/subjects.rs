//! Who stands before a verb of speech, and who stands behind the `by` of a passive one.

use std::ops::Range;

use super::cues::Cue;
use super::names::Mention;
use super::speech::{Clause, Said, Subject, trimmed};

/// The most tokens of what stands in brackets behind a name.
const LONGEST_BRACKET: usize = 12;

/// Fewer tokens than so many say before a name between two commas who somebody is.
const LONGEST_OFFICE: usize = 4;

impl Clause<'_> {
    /// Who stands before a verb: over a relative pronoun, or over what lies between two commas.
    pub(super) fn before(&self, head: usize, cue: Cue) -> Option<Subject> {
        let phrases = self.phrases;
        let limit = self.sentence.start;
        // `وقال إنه …`: an Arabic verb with `and` has its subject behind it.
        if !phrases.lexicon.has_case() && phrases.tokens[cue.at].lower.starts_with('و') {
            return None;
        }
        let mut end = head;
        let at = end.checked_sub(1).filter(|at| *at >= limit)?;
        let who = phrases.has("who", at) && !phrases.has("the", at)
            || phrases.lexicon.is("de")
                && phrases.has("who", at)
                && at > limit
                && phrases.is(at - 1, ",");
        // `organización a la que aludió`: what somebody spoke of did not speak.
        let romance = phrases.lexicon.is("es") || phrases.lexicon.is("fr");
        if who && romance && at > limit && phrases.has("the", at - 1) {
            return None;
        }
        if who {
            end = at - usize::from(at > limit && phrases.is(at - 1, ","));
        } else if phrases.is(at, ",") {
            let participle = phrases.is_participle(cue.at);
            let quoted = at > limit && phrases.tokens[at - 1].is_mark();
            let comma = (limit..at)
                .rev()
                .take(26)
                // A dash ends the line that says where a report was written.
                .take_while(|&at| !phrases.is(at, "—") && !phrases.is(at, "–"))
                .find(|&at| phrases.is(at, ","))
                .filter(|_| !participle)?;
            if let Some(mention) = self.between(comma + 1..at) {
                let by = Some(phrases.names.entity(mention).name.clone());
                return Some(Subject { by, phrase: comma + 1..mention.tokens.end });
            }
            if quoted {
                return None;
            }
            end = comma;
        }
        let mut phrase = phrases.before(self.before_bracket(end), limit);
        // `агентство Reuters со ссылкой на …`: what somebody relies on does not speak.
        let based = phrase.clone().skip(1).find(|&at| phrases.at("based", at) > 0);
        phrase.end = based.unwrap_or(phrase.end);
        // `In einem Brief schrieb sie`: where somebody spoke is not who did.
        // `В комитете ответили`: nobody is named but where they are.
        let within = phrases.lexicon.is("ru")
            && phrase.len() > 1
            && phrases.has("within", phrase.start)
            && phrase.start == limit
            && ["ли", "ют", "ят"].iter().any(|end| phrases.tokens[cue.at].lower.ends_with(end));
        if within {
            let inside = phrases.after(phrase.start + 1, phrase.end);
            let by = phrases.speaker(inside.clone(), self.memory);
            return Some(Subject { by, phrase: inside });
        }
        let leads = ["de", "fr", "es"].iter().any(|tag| phrases.lexicon.is(tag))
            && phrase.start == limit
            && phrases.has("lead", limit)
            && phrases.mention_at(limit).is_none();
        if leads && !who {
            return None;
        }
        // `posed it to an expert of the police, who said …`
        let role =
            phrase.clone().rev().find(|&at| phrases.has("person", at) && !phrases.names.cover(at));
        if let Some(role) = role.filter(|_| who && !phrases.lexicon.is("en")) {
            let article = (phrase.start..role).rev().find(|&at| phrases.has("the", at));
            phrase.start = article.filter(|article| role - article < 4).unwrap_or(phrase.start);
        }
        // `Ann Harrow, the governor of Tarlow, where the sea is cold, said …`.
        let person = phrase.start.checked_sub(1).filter(|&comma| {
            // `Ana Harro, dueña de la firma Norte, que dijo`: a Romance description has no article.
            let describes = phrases.has("the", phrase.start) || romance && who;
            comma > limit && phrases.is(comma, ",") && describes
        });
        let person = person.and_then(|comma| {
            let named = phrases.names.within(&(limit..comma)).last()?;
            (named.tokens.end == comma && phrases.names.is(named, "person")).then_some(named)
        });
        if let Some(mention) = person {
            let by = Some(phrases.names.entity(mention).name.clone());
            return Some(Subject { by, phrase: mention.tokens.clone() });
        }
        // `…, officials and the Harbour Agency said.`
        let and = phrase
            .start
            .checked_sub(1)
            .filter(|&and| and > limit && phrases.has("and", and) && !phrase.is_empty());
        if let Some(and) = and.filter(|_| !phrases.tokens.get(cue.end).is_some_and(|t| t.is_word)) {
            let other = phrases.before(and, limit);
            if !other.is_empty() && other.start > limit && phrases.is(other.start - 1, ",") {
                phrase = other.start..phrase.end;
            }
        }
        // `the agency, which has denied`: the pronoun stands for the name right before it.
        let last = phrases.names.within(&phrase).last().filter(|mention| mention.tokens.end == end);
        let things = phrases.lexicon.is("en") && phrases.tokens[at].lower == "which";
        if let Some(mention) =
            last.filter(|mention| who && (things || phrases.names.is(mention, "person")))
        {
            let by = Some(phrases.names.entity(mention).name.clone());
            return Some(Subject { by, phrase: mention.tokens.clone() });
        }
        Some(Subject { by: phrases.speaker(phrase.clone(), self.memory), phrase })
    }

    /// Who is named between two commas and nothing else: `, Sir Ben Tarlow,`, `, the firm Nordwire,`.
    fn between(&self, inside: Range<usize>) -> Option<&Mention> {
        let phrases = self.phrases;
        let end = self.before_bracket(inside.end);
        let mention = phrases.names.within(&(inside.start..end)).last()?;
        let is_last = mention.tokens.end + usize::from(phrases.tokens[end - 1].is_mark()) == end;
        let first = inside.start + phrases.at("the", inside.start);
        let is_firm = phrases.has("medium", first) && mention.tokens.start <= first + 2;
        // `, искусствовед Андрей Харров,`, and not `, the lawyer of Ben Tarlow,`.
        let small = ["in", "lead", "of", "linking", "for", "from", "clause", "and"];
        let is_noun = |at: usize| {
            phrases.has("the", at) || !small.iter().any(|list| phrases.at(list, at) > 0)
        };
        let described = first..mention.tokens.start;
        let is_person = phrases.names.is(mention, "person")
            && described.len() < LONGEST_OFFICE
            && described.into_iter().all(is_noun)
            && phrases.is_nominative(mention);
        (is_last && (is_person || is_firm)).then_some(mention)
    }

    /// The end of a phrase without the letters or the party that stand in brackets behind its name.
    fn before_bracket(&self, end: usize) -> usize {
        let limit = self.sentence.start;
        let brackets = [("(", ")"), ("<", ">")];
        let bracket =
            brackets.iter().find(|(_, close)| end > limit && self.phrases.is(end - 1, close));
        let Some((open, _)) = bracket else { return end };
        let from = end.saturating_sub(LONGEST_BRACKET).max(limit + 1);
        (from..end).rev().find(|&at| self.phrases.is(at, open)).unwrap_or(end)
    }

    /// `was confirmed by`: what was is said by who follows.
    pub(super) fn passive(
        &self,
        cue: Cue,
        head: usize,
        by: usize,
        said: &mut Said,
    ) -> Option<Subject> {
        let phrases = self.phrases;
        let phrase = phrases.after(by + 1, self.sentence.end);
        let agent = phrases.speaker(phrase.clone(), self.memory);
        let subject = phrases.before(head, self.sentence.start);
        if cue.list == "tells" {
            let article = phrases.at("the", phrase.start);
            said.basis = agent.map(|_| phrases.text.words(phrase.start + article..phrase.end));
            self.content(cue, &Subject { by: None, phrase: subject.clone() }, phrase.end, said)?;
            return Some(Subject {
                by: phrases.speaker(subject.clone(), self.memory),
                phrase: subject,
            });
        }
        let aside = head > self.sentence.start && phrases.is(head - 1, ",")
            || phrases.has("clause", head.wrapping_sub(1));
        // `twice the toll acknowledged by the agency`: what is twice as much is said by nobody.
        let is_told = aside || (head..cue.at).any(|at| phrases.has("passive", at));
        let noun = subject.clone().rev().find(|&at| !is_told && phrases.has("the", at));
        said.content = if let Some(meant) = self.instead(head, phrase.end) {
            meant
        } else if aside || subject.is_empty() {
            trimmed(phrases, self.sentence.clone())
        } else {
            noun.unwrap_or(subject.start)..cue.end
        };
        Some(Subject { by: agent, phrase })
    }

    /// What is said to be so and is not: `not, as proclaimed by officials, to “repair” it, but to sell it`.
    fn instead(&self, head: usize, after: usize) -> Option<Range<usize>> {
        let phrases = self.phrases;
        let not = head.checked_sub(3).filter(|&not| not >= self.sentence.start)?;
        let is_denied =
            phrases.has("not", not) && phrases.is(not + 1, ",") && phrases.is(after, ",");
        let but = (after + 1..self.sentence.end)
            .find(|&at| phrases.is(at, ",") && phrases.has("rather", at + 1))?;
        is_denied.then(|| trimmed(phrases, after + 1..but))
    }
}
