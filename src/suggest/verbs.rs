//! Who says something with a verb: somebody before it, behind it, or nobody that the sentence names.

use std::ops::Range;

use super::content::AS;
use super::cues::Cue;
use super::russian;
use super::speech::{Clause, Said, Subject, trimmed};
use crate::model::annotation::Stance;

impl Clause<'_> {
    /// A verb with its subject before or after it, or behind `by`.
    pub(super) fn verb(
        &self,
        cue: Cue,
        carried: Option<String>,
        said: &mut Said,
    ) -> Option<Subject> {
        let phrases = self.phrases;
        let head = self.head(cue);
        let passive = (head..cue.at).any(|at| phrases.has("passive", at));
        if let Some(by) = self.agent(cue) {
            return self.passive(cue, head, by, said);
        }
        let is_been = self.is_been(cue) && phrases.at("that", cue.end) == 0;
        if passive && phrases.lexicon.is("en") || is_been {
            return None;
        }
        let tail = self.tail(cue, said);
        if let Some((before, subject)) = self.made_known(cue) {
            said.content = before;
            return Some(subject);
        }
        let before = self.before(head, cue);
        // `un video, cuya autenticidad confirmó el ministro`: of which something is said that no clause holds.
        if before.as_ref().is_some_and(|before| self.is_of_who(&before.phrase)) {
            return None;
        }
        let is_object = before.as_ref().is_some_and(|before| {
            self.is_object(before.phrase.clone(), tail)
                && (self.is_turned(None, tail) || self.is_person(tail))
        });
        let is_subject = |before: &Subject| {
            !is_object && !self.goes_back(cue, head) && !self.opens(before, tail)
        };
        let before = before.filter(is_subject);
        let follows = self.follows(cue, head, tail, before.as_ref());
        // `… und erklärte seinen Rücktritt`: who has done one thing has said the other.
        let joined = phrases.lexicon.has_case() && self.joins(head);
        let turned = follows
            || is_object
            || !joined && !phrases.lexicon.is("en") && self.is_turned(before.as_ref(), tail);
        let fits = before.as_ref().is_none_or(|subject| subject.by.is_none() || follows);
        if turned
            && fits
            && cue.end < self.sentence.end
            && let Some(subject) = self.behind(cue, head, tail, follows || is_object, said)
        {
            return Some(subject);
        }
        let subject = before
            .filter(|subject| subject.by.is_some())
            .or_else(|| self.implied(head, follows, carried))?;
        self.content(cue, &subject, tail, said)?;
        let is_said = said.is_quotation || self.that(cue).is_some();
        (is_said || !self.has_something(cue, &subject)).then_some(subject)
    }

    /// Whether somebody reported what they have: `300 people have reported headaches`, `he reported a blocked drain`.
    fn has_something(&self, cue: Cue, subject: &Subject) -> bool {
        let Range { start, end } = subject.phrase;
        let is_pronoun = || ["he", "she"].iter().any(|list| self.phrases.has(list, start));
        self.phrases.is(cue.at, "reported")
            && (self.is_count(start) || end == start + 1 && is_pronoun())
    }

    /// Whether a Romance verb says what was done to somebody: `Anne Harro a été rappelée à Tarlo`.
    fn is_been(&self, cue: Cue) -> bool {
        let been = ["été", "sido", "stato", "stata", "stati", "state"];
        self.phrases.lexicon.is_romance()
            && cue.at > self.sentence.start
            && been.contains(&&*self.phrases.tokens[cue.at - 1].lower)
    }

    /// Where a verb begins together with the adverbs and the auxiliary before it.
    pub(super) fn head(&self, cue: Cue) -> usize {
        let phrases = self.phrases;
        let head = phrases.before_adverbs(cue.at, self.sentence.start);
        let head = phrases.before_date(head, &self.sentence);
        // `Ann Harrow a d'emblée déclaré`: the subject ends before the auxiliary.
        let aux = self.auxiliary(cue.at).filter(|_| self.is_romance_participle(cue.at));
        let is_subject = |at: usize| self.is_subject(at) || phrases.mention_at(at).is_some();
        aux.filter(|&aux| aux < head && !(aux..head).any(is_subject))
            .map_or(head, |aux| phrases.before_adverbs(aux, self.sentence.start))
    }

    /// Where the `by` stands behind a passive verb: `was confirmed yesterday by`.
    fn agent(&self, cue: Cue) -> Option<usize> {
        let phrases = self.phrases;
        let by = (cue.end..(cue.end + 3).min(self.sentence.end)).find(|&at| phrases.has("by", at));
        by.filter(|&by| {
            !phrases.lexicon.is("de")
                && (cue.end..by).all(|at| phrases.is_adverb(at) || phrases.has("time", at))
        })
    }

    /// What was said before and who said so, where a German or a Dutch verb stands last: `Das hat der Verein am Sonntag bekannt gegeben`.
    fn made_known(&self, cue: Cue) -> Option<(Range<usize>, Subject)> {
        let phrases = self.phrases;
        let first = self.sentence.start;
        let before = self.thereof(cue)?;
        if !phrases.lexicon.is_verb_second() || phrases.at("aux", first + 1) == 0 {
            return None;
        }
        Some((before, self.meant(phrases.after(first + 2, cue.at))))
    }

    /// Whether a verb goes back to who or what was before, so that nobody stands before it.
    fn goes_back(&self, cue: Cue, head: usize) -> bool {
        // `…, al tiempo que agregó`: who spoke before goes on.
        let meanwhile = (2..=4).any(|length| {
            head >= self.sentence.start + length
                && self.phrases.at("meanwhile", head - length) == length
        });
        meanwhile || self.thereof(cue).is_some()
    }

    /// Whether the subject of a verb can stand behind it, as no word before it does.
    fn follows(&self, cue: Cue, head: usize, tail: usize, before: Option<&Subject>) -> bool {
        let phrases = self.phrases;
        // `… وقال إنه …`: an Arabic verb with `and` begins a clause.
        let begins = !phrases.lexicon.has_case()
            && phrases.tokens[cue.at].lower.starts_with('و')
            && phrases.at("that", tail) > 0;
        // `Как сообщил министру начальник порта, …`
        let is_as = || !phrases.lexicon.is("en") && AS.contains(&&*phrases.tokens[head - 1].lower);
        let is_first = head == self.sentence.start
            || head == self.sentence.start + 1 && is_as()
            || !phrases.tokens[head - 1].is_word && self.before_bracket(head) == head;
        // `The minister, Ann Harrow, said …`; and nobody stands behind an English `told` but who heard it.
        let closed = head > self.sentence.start
            && phrases.is(head - 1, ",")
            && before.is_some_and(|subject| self.is_somebody(subject));
        let heard = phrases.lexicon.is("en") && cue.list == "tells" && before.is_some();
        (begins || is_first || self.goes_back(cue, head)) && !closed && !heard
    }

    /// Whether a German word only opens a sentence whose subject stands behind the verb: `Zugleich mahnte sie`.
    fn opens(&self, before: &Subject, tail: usize) -> bool {
        let phrases = self.phrases;
        let first = before.phrase.start;
        let named = phrases.mention_at(first).is_some() || self.is_speaker(&before.phrase);
        phrases.lexicon.is("de")
            && first == self.sentence.start
            && before.phrase.len() == 1
            && !named
            && (self.is_subject(tail) || phrases.mention_at(tail).is_some())
    }

    /// Whether a German phrase before a verb is no subject, by its article, as it cannot speak, or as it has no article and
    /// somebody stands behind the verb: `Den Schaden bezifferte die Polizei`, `Die Kosten schätzt das Amt`,
    /// `Fehler räumte Harro ein`. So may a Russian one, by its case.
    fn is_object(&self, phrase: Range<usize>, tail: usize) -> bool {
        let phrases = self.phrases;
        let noun = phrase.start + phrases.at("the", phrase.start);
        let is_bare = || {
            phrase.len() == 1
                && phrase.start == self.sentence.start
                && !phrases.is_adverb(noun)
                && phrases.mention_at(noun).is_none()
                && !self.is_subject(noun)
                && !self.is_speaker(&phrase)
                && (self.is_subject(tail) || self.is_person(tail))
        };
        // `Харрову сообщил Тарлов`: who was told something is no subject.
        let is_hearer = || russian::is_told(&phrases.tokens[phrase.end - 1].lower);
        if phrases.lexicon.is("ru") && !phrase.is_empty() && is_hearer() {
            return self.is_person(tail);
        }
        phrases.lexicon.is("de")
            && noun < phrase.end
            && (phrases.has("oblique", phrase.start)
                || phrases.is_mute(&(noun..phrase.end))
                || is_bare())
    }

    /// Whether somebody's name or the office before it begins at a token.
    fn is_person(&self, at: usize) -> bool {
        let phrases = self.phrases;
        let name = at + usize::from(phrases.is_role(at) || phrases.has("title", at));
        phrases.mention_at(name).is_some_and(|one| phrases.names.is(one, "person"))
    }

    /// Who stands behind a verb.
    fn behind(
        &self,
        cue: Cue,
        head: usize,
        tail: usize,
        follows: bool,
        said: &mut Said,
    ) -> Option<Subject> {
        let phrases = self.phrases;
        let start = if cue.list == "tells" { cue.end } else { tail };
        let phrase = self.told(phrases.after(start, self.sentence.end), said);
        let mark = head > self.sentence.start && phrases.tokens[head - 1].is_mark();
        let ends = phrase.end >= self.sentence.end || !phrases.tokens[phrase.end].is_word;
        // In English only a quotation is followed by its verb: `The mission, known as M, said it …`.
        let fits = mark || !phrases.lexicon.is("en") || ends && !self.is_subject(phrase.start);
        let (by, phrase) = self.retold(cue, phrase, said);
        // Right behind a quotation and its verb stands who spoke, whatever that is called.
        let comma = head > self.sentence.start + 1 && !phrases.tokens[head - 1].is_word;
        let quoted = mark || comma && phrases.tokens[head - 2].is_mark();
        // Between a comma and an auxiliary stands no subject: `…, ont indiqué des pêcheurs`.
        let inverted = quoted || comma && head < cue.at && phrases.lexicon.is("fr");
        let named = inverted && phrases.at("the", phrase.start) > 0 && !phrases.lexicon.is("en")
            || !phrases.lexicon.has_case() && self.is_followed(&phrase);
        // `dijo al ser consultado`: with a preposition begins something else.
        let small = || ["in", "on", "for"].iter().any(|list| phrases.has(list, start));
        let english = phrases.lexicon.is("en") && (small() || phrases.is(start, "about"));
        let leads = english || phrases.at("lead", phrases.tokens.len().min(start)) > 0;
        // `forderte den Rücktritt der Bürgermeisterin`: what is asked for, by its German article.
        let is_object = phrases.has("oblique", phrase.start);
        let thinks = cue.list == "thinks" && !quoted && !follows && self.that(cue).is_none();
        let by = by.filter(|_| {
            fits && !leads && !is_object && !thinks && (named || self.is_speaker(&phrase))
        })?;
        // `Fehler räumte Harro nicht ein`: what is not said is no claim.
        if phrases.has("apart", cue.at) && phrases.is(phrase.end, "nicht") {
            return None;
        }
        // `…, sagte der Sprecher nicht`.
        if phrases.lexicon.is("de") && phrases.is(phrase.end - 1, "nicht") {
            said.stance = Stance::Silent;
        }
        let before = self.thereof(cue).or_else(|| self.around(head, &phrase, said));
        said.content = before.unwrap_or_else(|| self.turned(head, &phrase, said));
        Some(Subject { by: Some(by), phrase })
    }

    /// What is said of a German object before a verb by who stands behind it: `Den Schaden bezifferte die Polizei auf 300 Euro`.
    fn around(&self, head: usize, phrase: &Range<usize>, said: &mut Said) -> Option<Range<usize>> {
        let phrases = self.phrases;
        let object = self.sentence.start..head;
        let rest = phrase.end..self.until(phrase.end);
        let is_clause = |at: usize| {
            phrases.tokens[at].is_mark() || [",", ":"].iter().any(|sign| phrases.is(at, sign))
        };
        if !self.is_object(object.clone(), phrase.start) || rest.clone().any(is_clause) {
            return None;
        }
        let is_all = trimmed(phrases, rest.clone()).is_empty();
        said.aside = head..phrase.end;
        Some(trimmed(phrases, object.start..if is_all { head } else { rest.end }))
    }

    /// Who speaks behind a verb: in Arabic whom an agency quotes, in `نقلت وكالة عن …`.
    fn retold(
        &self,
        cue: Cue,
        phrase: Range<usize>,
        said: &mut Said,
    ) -> (Option<String>, Range<usize>) {
        let phrases = self.phrases;
        let by = phrases.speaker(phrase.clone(), self.memory);
        if !phrases.has("relays", cue.at) || !phrases.is(phrase.end, "عن") {
            return (by, phrase);
        }
        said.via.extend(by);
        let quoted = phrases.after(phrase.end + 1, self.sentence.end);
        (phrases.speaker(quoted.clone(), self.memory), quoted)
    }

    /// Who is meant where no words say it: who did something else in the same sentence, or who spoke before.
    fn implied(&self, head: usize, follows: bool, carried: Option<String>) -> Option<Subject> {
        let phrases = self.phrases;
        let joined = self.joins(head);
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
        // Many a Romance or an Arabic verb needs no pronoun, also behind `pero`.
        let romance = phrases.lexicon.drops_pronouns();
        let pro_drop = romance || phrases.lexicon.is("ar");
        let opens = head > self.sentence.start
            && (romance || head == self.sentence.start + 1)
            && phrases.has("clause", head - 1);
        // `unas declaraciones de Ann Harrow, cuando dijo que …`.
        let people = phrases.names.within(&(self.sentence.start..head)).iter().rev();
        let mut people = people.filter(|one| phrases.names.is(one, "person"));
        let near = people.next().filter(|_| opens && romance);
        let near = near.map(|mention| phrases.names.entity(mention).name.clone());
        // `وقرأت نور الأسماء، وقالت إن …`: who did the first thing has said the other, and not who spoke before.
        let first = self.sentence.start;
        let leads = ["in", "on", "lead", "clause", "adverb", "time", "but", "according"];
        let is_of_verb = phrases.lexicon.is("ar")
            && head > first
            && phrases.tokens[first].is_word
            && phrases.subject_before(&self.sentence, head).is_none()
            && [first, first + 1]
                .iter()
                .all(|&at| leads.iter().all(|list| phrases.at(list, at) == 0));
        let implied = || {
            let meant = near.or_else(|| self.memory.last());
            meant.filter(|_| pro_drop && (follows || opens) && !is_of_verb)
        };
        Some(Subject { by: Some(by.or_else(implied)?), phrase: head..head })
    }
}
