//! Who stands before a verb of speech, and who stands behind the `by` of a passive one.

use std::ops::Range;

use super::content::AS;
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
        let at = head.checked_sub(1).filter(|at| *at >= limit)?;
        let who = phrases.is_relative(at);
        let end = if who {
            // `organización a la que aludió`: what somebody spoke of did not speak.
            if self.is_romance() && at > limit && phrases.has("the", at - 1) {
                return None;
            }
            at - usize::from(at > limit && phrases.is(at - 1, ","))
        } else if phrases.is(at, ",") {
            let comma = self.comma_before(at, cue)?;
            if let Some(mention) = self.between(comma + 1..at) {
                return Some(self.named(mention, comma + 1..mention.tokens.end));
            }
            if at > limit && phrases.tokens[at - 1].is_mark() {
                return None;
            }
            comma
        } else {
            head
        };
        let phrase = self.over_relative(self.phrase_before(end));
        if let Some(inside) = self.within(&phrase, cue) {
            return Some(self.meant(inside));
        }
        if !who && self.says_where(&phrase) {
            return None;
        }
        let phrase = if who { self.of_person(self.of_role(self.over_by(phrase))) } else { phrase };
        if let Some(mention) = self.described(&phrase, who) {
            return Some(self.named(mention, mention.tokens.clone()));
        }
        let phrase = self.listed(phrase, cue);
        match self.antecedent(&phrase, end, at).filter(|_| who) {
            Some(mention) => Some(self.named(mention, mention.tokens.clone())),
            None => Some(self.meant(phrase)),
        }
    }

    /// Whether a Romance phrase is something of what the clause is about: `cuya autenticidad`, and not `cuyo abogado`.
    pub(super) fn is_of_who(&self, phrase: &Range<usize>) -> bool {
        self.is_romance()
            && phrase.len() > 1
            && self.phrases.has("who", phrase.start)
            && !self.phrases.has("the", phrase.start)
            && !self.is_speaker(&(phrase.start + 1..phrase.end))
    }

    /// Whoever is meant by a phrase, as a subject.
    pub(super) fn meant(&self, phrase: Range<usize>) -> Subject {
        Subject { by: self.phrases.speaker(phrase.clone(), self.memory), phrase }
    }

    /// Somebody who is named, as a subject.
    fn named(&self, mention: &Mention, phrase: Range<usize>) -> Subject {
        Subject { by: Some(self.phrases.names.entity(mention).name.clone()), phrase }
    }

    /// Whether the text is in a Romance language.
    fn is_romance(&self) -> bool {
        self.phrases.lexicon.is_romance()
    }

    /// The comma that opens what ends with the one before a verb.
    fn comma_before(&self, at: usize, cue: Cue) -> Option<usize> {
        let phrases = self.phrases;
        (self.sentence.start..at)
            .rev()
            .take(26)
            // A dash ends the line that says where a report was written.
            .take_while(|&at| !phrases.is(at, "—") && !phrases.is(at, "–"))
            .find(|&at| phrases.is(at, ","))
            .filter(|_| !phrases.is_participle(cue.at))
    }

    /// The phrase before a token, without what stands in brackets, and without whom somebody relies on, who does not
    /// speak: `агентство Reuters со ссылкой на …`.
    fn phrase_before(&self, end: usize) -> Range<usize> {
        let mut phrase = self.phrases.before(self.before_bracket(end), self.sentence.start);
        // `la Asociación de Pescadores (Pesca) de Tarlo dijo`: of what somebody is stands behind the bracket.
        let open = self.before_bracket(phrase.start);
        if self.is_romance() && open < phrase.start && self.phrases.has("of", phrase.start) {
            phrase = self.phrases.before(open, self.sentence.start);
        }
        let ends = |at: &usize| self.phrases.at("based", *at) > 0 || self.is_perfect(*at, &phrase);
        // `Gestern hat der Minister gesagt`
        let start = phrase.start + usize::from(self.phrases.has("perfect", phrase.start));
        let end = (start + 1..phrase.end).find(ends);
        start.min(phrase.end)..end.unwrap_or(phrase.end)
    }

    /// Whether a German subject ends before an auxiliary, behind which stand only those who heard it:
    /// `Der Vorstand hat mir gesagt`.
    fn is_perfect(&self, at: usize, phrase: &Range<usize>) -> bool {
        let phrases = self.phrases;
        let mut rest = at + 1..phrase.end;
        let is_heard = |at: usize| !phrases.tokens[at].is_capital || phrases.has("oblique", at);
        phrases.has("perfect", at) && (rest.all(is_heard) || phrases.has("oblique", at + 1))
    }

    /// The phrase before an English relative clause that no comma opens: `The man who left in 2018 said`.
    fn over_relative(&self, phrase: Range<usize>) -> Range<usize> {
        let phrases = self.phrases;
        let is_one = |&who: &usize| {
            who > self.sentence.start
                && phrases.lexicon.is("en")
                && phrases.has("who", who)
                && (phrases.is(who, "who") || phrases.at("aux", phrase.start) > 0)
        };
        let who = phrase.start.checked_sub(1).filter(|_| !phrase.is_empty()).filter(is_one);
        who.map_or(phrase, |who| self.phrase_before(who))
    }

    /// Where Russian speakers are of whom nothing else is said: `В комитете ответили`.
    fn within(&self, phrase: &Range<usize>, cue: Cue) -> Option<Range<usize>> {
        let phrases = self.phrases;
        let is_plural = || {
            ["ли", "лись", "ют", "ят"].iter().any(|end| phrases.tokens[cue.at].lower.ends_with(end))
        };
        let is_within = phrases.lexicon.is("ru")
            && phrase.len() > 1
            && phrases.has("within", phrase.start)
            && phrase.start == self.sentence.start
            && is_plural();
        is_within.then(|| phrases.after(phrase.start + 1, phrase.end))
    }

    /// Whether a phrase says where somebody spoke, and not who did: `In einem Brief schrieb sie`.
    fn says_where(&self, phrase: &Range<usize>) -> bool {
        let phrases = self.phrases;
        let limit = self.sentence.start;
        // `О гибели людей сообщил мэр`
        if phrase.start == limit && phrases.has("topic", limit) {
            return true;
        }
        phrase.start == limit && phrases.has("lead", limit) && phrases.mention_at(limit).is_none()
    }

    /// An English phrase behind the last `by` or `according to` in it: `disputed by the opposition, which said …`
    fn over_by(&self, phrase: Range<usize>) -> Range<usize> {
        let length =
            |at| usize::from(self.phrases.is(at, "by")).max(self.phrases.at("according", at));
        let ends = phrase
            .clone()
            .rev()
            .map(|at| at + length(at) * usize::from(self.phrases.lexicon.is("en")));
        let first = ends.zip(phrase.clone().rev()).find(|(end, at)| end > at).map(|(end, _)| end);
        first.unwrap_or(phrase.start).min(phrase.end)..phrase.end
    }

    /// The end of a phrase from the last word for a person on: `posed it to an expert of the police, who said …`
    fn of_role(&self, phrase: Range<usize>) -> Range<usize> {
        let phrases = self.phrases;
        let is_role = |&at: &usize| phrases.has("person", at) && !phrases.names.cover(at);
        let role = phrase.clone().rev().find(is_role).filter(|_| !phrases.lexicon.is("en"));
        let article =
            role.and_then(|role| (phrase.start..role).rev().find(|&at| phrases.has("the", at)));
        let near = article.filter(|&article| role.is_some_and(|role| role - article < 4));
        near.unwrap_or(phrase.start)..phrase.end
    }

    /// The end of an English phrase behind a thing that somebody is of: `a quarrel with its director, who said …`
    fn of_person(&self, phrase: Range<usize>) -> Range<usize> {
        let phrases = self.phrases;
        let is_somebody = |at| phrases.is_role(at) || phrases.is_named(at);
        let leads = |&at: &usize| {
            phrases.has("for", at) && !phrases.has("linking", at) && phrases.has("the", at + 1)
        };
        let last = phrase.clone().rev().find(leads).filter(|_| phrases.lexicon.is("en"));
        let is_first = |&last: &usize| {
            let article = (phrase.start..last).rev().find(|&at| phrases.has("the", at));
            let mut thing = article.unwrap_or(phrase.start)..last;
            !thing.any(is_somebody) && (last..phrase.end).any(is_somebody)
        };
        // `They met the mayor, who said …`
        let article = || phrase.clone().find(|&at| phrases.has("the", at));
        let object = || article().filter(|_| self.is_subject(phrase.start));
        let first = last.filter(is_first).map(|last| last + 1).or_else(object);
        first.unwrap_or(phrase.start)..phrase.end
    }

    /// The person whom a phrase behind a comma describes: `Ann Harrow, the governor of Tarlow, where the sea is cold, said …`.
    fn described(&self, phrase: &Range<usize>, who: bool) -> Option<&Mention> {
        let phrases = self.phrases;
        let limit = self.sentence.start;
        // `Ana Harro, dueña de la firma Norte, que dijo`: a Romance description has no article.
        // `Ann Harrow, of the University of Tarlow, who led the study, said …`
        let is_of = phrases.lexicon.is("en") && phrases.at("for", phrase.start) > 0;
        // `du groupe d'Anne Harro, le journal Nord note …`: a paper is nobody.
        let is_medium = phrases.has("medium", phrase.start + 1);
        let describes =
            phrases.has("the", phrase.start) && !is_medium || self.is_romance() && who || is_of;
        let comma = phrase.start.checked_sub(1).filter(|&comma| comma > limit && describes)?;
        let named = phrases.names.within(&(limit..comma)).last()?;
        let is_before = phrases.is(comma, ",") && named.tokens.end == comma;
        (is_before && phrases.names.is(named, "person")).then_some(named)
    }

    /// A phrase with those who stand before its `and`: `…, officials and the Harbour Agency said.`
    fn listed(&self, phrase: Range<usize>, cue: Cue) -> Range<usize> {
        let phrases = self.phrases;
        let limit = self.sentence.start;
        let is_last = !phrases.tokens.get(cue.end).is_some_and(|token| token.is_word);
        let and = phrase.start.checked_sub(1).filter(|&and| and > limit && phrases.has("and", and));
        let Some(and) = and.filter(|_| is_last && !phrase.is_empty()) else { return phrase };
        let other = phrases.before(and, limit);
        let is_apart = !other.is_empty() && other.start > limit && phrases.is(other.start - 1, ",");
        if is_apart { other.start..phrase.end } else { phrase }
    }

    /// The name right before a relative pronoun, which stands for it: `the agency, which has denied`.
    fn antecedent(&self, phrase: &Range<usize>, end: usize, pronoun: usize) -> Option<&Mention> {
        let phrases = self.phrases;
        let things = phrases.lexicon.is("en") && phrases.tokens[pronoun].lower == "which";
        phrases.names.within(phrase).last().filter(|mention| {
            mention.tokens.end == end && (things || phrases.names.is(mention, "person"))
        })
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
    pub(super) fn before_bracket(&self, end: usize) -> usize {
        let limit = self.sentence.start;
        let brackets = [("(", ")"), ("<", ">")];
        let bracket =
            brackets.iter().find(|(_, close)| end > limit && self.phrases.is(end - 1, close));
        let Some((open, _)) = bracket else { return end };
        let from = end.saturating_sub(LONGEST_BRACKET).max(limit + 1);
        (from..end).rev().find(|&at| self.phrases.is(at, open)).unwrap_or(end)
    }

    /// The token behind the bracket that opens at one, where it is closed soon.
    pub(super) fn over_bracket(&self, open: usize) -> usize {
        let near = open..self.sentence.end.min(open + LONGEST_BRACKET);
        let close = near.into_iter().find(|&at| self.phrases.is(at, ")"));
        close.map_or(open, |close| close + 1)
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
        let phrase = self.accuser(cue, phrases.after(by + 1, self.sentence.end));
        let agent = phrases.speaker(phrase.clone(), self.memory);
        let subject = phrases.before(head, self.sentence.start);
        if cue.list == "tells" {
            let article = phrases.at("the", phrase.start);
            said.basis = agent.map(|_| phrases.text.words(phrase.start + article..phrase.end));
            self.content(cue, &Subject { by: None, phrase: subject.clone() }, phrase.end, said)?;
            return Some(self.meant(subject));
        }
        let is_apposed = head > self.sentence.start && phrases.is(head - 1, ",");
        let aside = is_apposed || phrases.has("clause", head.wrapping_sub(1));
        // `Asked by reporters, …`, `When asked by reporters, …`, and not `As confirmed by the police, …`.
        let first = self.sentence.start;
        let is_as = AS.contains(&&*phrases.tokens[first].lower);
        let leads = head == first || head == first + 1 && phrases.has("clause", first) && !is_as;
        // `the leak, first reported by the Courier, …`: a thing, of which nothing is said.
        if subject.is_empty() && leads || is_apposed && cue.list != "denies" {
            return None;
        }
        // `twice the toll acknowledged by the agency`: what is twice as much is said by nobody.
        let is_told = aside || (head..cue.at).any(|at| phrases.has("passive", at));
        let noun = subject.clone().rev().find(|&at| !is_told && phrases.has("the", at));
        said.content = if let Some(meant) = self.instead(head, phrase.end) {
            meant
        } else if self.says_of_what(cue, phrase.end) && !subject.is_empty() {
            // `was charged by the police with fraud`: with what stands behind who says so.
            said.aside = by..phrase.end;
            trimmed(phrases, subject.start..self.until(phrase.end))
        } else if is_apposed {
            // `The plan, rejected by the council, goes to a vote`
            phrases.before(head - 1, self.sentence.start)
        } else if aside || subject.is_empty() {
            trimmed(phrases, self.sentence.clone())
        } else {
            noun.unwrap_or(subject.start)..cue.end
        };
        Some(Subject { by: agent, phrase })
    }

    /// Who accuses, without the words of what: `by the police with fraud`.
    fn accuser(&self, cue: Cue, phrase: Range<usize>) -> Range<usize> {
        let what = phrase.clone().find(|&at| self.says_of_what(cue, at));
        phrase.start..what.unwrap_or(phrase.end)
    }

    /// Whether a small word behind a verb says of what somebody is accused.
    fn says_of_what(&self, cue: Cue, at: usize) -> bool {
        let phrases = self.phrases;
        let leads = phrases.is(at, "with") || phrases.is(at, "of");
        leads && phrases.has("accuses", cue.at) && !phrases.names.cover(at)
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
