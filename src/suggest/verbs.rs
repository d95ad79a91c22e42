//! Who says something with a verb: somebody before it, behind it, or nobody that the sentence names.

use std::ops::Range;

use super::cues::Cue;
use super::speech::{Clause, Said, Subject};
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
        let mut head = phrases.before_adverbs(cue.at, self.sentence.start);
        // `Ann Harrow a d'emblée déclaré`: the subject ends before the auxiliary.
        let aux = self.auxiliary(cue.at).filter(|_| self.is_romance_participle(cue.at));
        let turned = |at: usize| self.is_subject(at) || self.phrases.mention_at(at).is_some();
        if let Some(aux) = aux.filter(|&aux| aux < head && !(aux..head).any(turned)) {
            head = phrases.before_adverbs(aux, self.sentence.start);
        }
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
        let before = self.before(head, cue);
        let before = before.filter(|before| !meanwhile && !thereof && !self.opens(before, tail));
        // `… وقال إنه …`: an Arabic verb with `and` begins a clause.
        let begins = !phrases.lexicon.has_case()
            && phrases.tokens[cue.at].lower.starts_with('و')
            && phrases.at("that", tail) > 0;
        let follows = meanwhile
            || begins
            || thereof
            || head == self.sentence.start
            || !phrases.tokens[head - 1].is_word;
        // `The minister, Ann Harrow, said …`; and nobody stands behind an English `told` but who heard it.
        let closed = head > self.sentence.start
            && phrases.is(head - 1, ",")
            && before.as_ref().is_some_and(|subject| self.is_somebody(subject));
        let heard = phrases.lexicon.is("en") && cue.list == "tells" && before.is_some();
        let follows = follows && !closed && !heard;
        // `… und erklärte seinen Rücktritt`: who has done one thing has said the other.
        let joined = phrases.lexicon.has_case() && self.joins(head);
        let turned = follows
            || !joined && !phrases.lexicon.is("en") && self.is_turned(before.as_ref(), tail);
        let fits = before.as_ref().is_none_or(|subject| subject.by.is_none() || follows);
        if turned
            && fits
            && cue.end < self.sentence.end
            && let Some(subject) = self.behind(cue, head, tail, follows, said)
        {
            return Some(subject);
        }
        let subject = before
            .filter(|subject| subject.by.is_some())
            .or_else(|| self.implied(head, follows, carried))?;
        self.content(cue, &subject, tail, said)?;
        Some(subject)
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
        let leads = phrases.at("lead", phrases.tokens.len().min(start)) > 0;
        let thinks = cue.list == "thinks" && !quoted && !follows && self.that(cue).is_none();
        let by = by.filter(|_| fits && !leads && !thinks && (named || self.is_speaker(&phrase)))?;
        // `…, sagte der Sprecher nicht`.
        if phrases.lexicon.is("de") && phrases.is(phrase.end - 1, "nicht") {
            said.stance = Stance::Silent;
        }
        let before = self.thereof(cue);
        said.content = before.unwrap_or_else(|| self.turned(head, &phrase, said));
        Some(Subject { by: Some(by), phrase })
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
        // A Spanish or an Arabic verb needs no pronoun, also behind `pero`.
        let pro_drop = phrases.lexicon.is("es") || phrases.lexicon.is("ar");
        let opens = head > self.sentence.start
            && (phrases.lexicon.is("es") || head == self.sentence.start + 1)
            && phrases.has("clause", head - 1);
        // `unas declaraciones de Ann Harrow, cuando dijo que …`.
        let people = phrases.names.within(&(self.sentence.start..head)).iter().rev();
        let mut people = people.filter(|one| phrases.names.is(one, "person"));
        let near = people.next().filter(|_| opens && phrases.lexicon.is("es"));
        let near = near.map(|mention| phrases.names.entity(mention).name.clone());
        let implied =
            || near.or_else(|| self.memory.last()).filter(|_| pro_drop && (follows || opens));
        Some(Subject { by: Some(by.or_else(implied)?), phrase: head..head })
    }
}
