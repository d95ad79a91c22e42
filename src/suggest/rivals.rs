//! Sentences with two sources: each says its own part. `43, according to the ministry, and 70, according to doctors`.

use std::ops::Range;

use super::cues::Cue;
use super::figures::is_money;
use super::speech::Clause;
use super::tokens::Token;

/// The most tokens of what joins two clauses, with the sign before it: `, в то время как`.
const LONGEST: usize = 5;

/// So far from a verb somebody else may give another number with it.
const FAR: usize = 20;

impl Clause<'_> {
    /// For each word of speech the part of the sentence that is of its source.
    pub(super) fn parts(&self, cues: &[Cue]) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = self.sentence.start;
        for (index, cue) in cues.iter().enumerate() {
            let joint = cues.get(index + 1).and_then(|next| self.joint(start, *cue, *next));
            if joint.is_none() && index + 1 < cues.len() {
                continue;
            }
            let end = joint.as_ref().map_or(self.sentence.end, |joint| joint.start);
            parts.resize(index + 1, start..end);
            start = joint.map_or(end, |joint| joint.end);
        }
        parts
    }

    /// The relative clause between two commas in which somebody speaks: `The toll, which doctors put at 70, is 43`.
    pub(super) fn enclosed(&self, cue: Cue) -> Option<Range<usize>> {
        let phrases = self.phrases;
        let is_word = |at: &usize| phrases.tokens[*at].is_word;
        let mut before = (self.sentence.start + 1..cue.at).rev().take(FAR).take_while(is_word);
        let pronoun = before.find(|&at| phrases.is_relative(at) && phrases.is(at - 1, ","))?;
        let subject = phrases.before(self.head(cue), pronoun + 1);
        let close = (cue.end..self.sentence.end).find(|&at| phrases.is(at, ","))?;
        (!subject.is_empty()).then_some(pronoun - 1..close + 1)
    }

    /// The comma that closes a relative clause in which the subject speaks, before what else they say:
    /// `The mayor, who had said that the road was safe, told …`.
    pub(super) fn closing(&self, cue: Cue, next: Cue) -> Option<usize> {
        let phrases = self.phrases;
        let who = self.head(cue).checked_sub(1).filter(|&who| who > self.sentence.start)?;
        let comma = self.head(next).checked_sub(1).filter(|&comma| comma > cue.end)?;
        let opens = phrases.is_relative(who) && phrases.is(who - 1, ",");
        (opens && phrases.is(comma, ",")).then_some(comma)
    }

    /// What joins the part of one source to that of the next.
    fn joint(&self, start: usize, cue: Cue, next: Cue) -> Option<Range<usize>> {
        let phrases = self.phrases;
        let both = cue.list == "according" && next.list == "according";
        let has_words = |mut range: Range<usize>| range.any(|at| phrases.tokens[at].is_word);
        let leads = !has_words(start..cue.at);
        let source = phrases.after(cue.end, next.at);
        // What follows a source is of the next one: `43, according to the ministry, and 70, according to doctors`.
        let behind = self.behind_source(cue, next.at, &source).filter(|_| !leads);
        let behind = behind.filter(|joint| joint.end < next.at || self.has_behind(next));
        if behind.is_some() || both && !leads {
            return behind;
        }
        let is_source = next.list == "according";
        if is_source && !self.has_behind(next) {
            // `Police said 40 people died, but 70 are missing, according to doctors.`
            let inner = (cue.end..next.at).rev().find(|&at| self.contrasts(at));
            return inner.and_then(|at| self.joined(at));
        }
        let first = if is_source { next.at } else { self.first(next, cue.end)? };
        let is_joint = |joint: &Range<usize>| joint.end == first;
        let near = cue.end.max(first.saturating_sub(LONGEST))..first;
        let joint = near.filter_map(|at| self.joined(at)).find(is_joint);
        // `Laut Polizei kamen 400, die Veranstalter sprachen von 1000`: each has a number of its own.
        let mut before = start..first;
        let counts = self.is_count(next.end) && before.any(|at| phrases.tokens[at].is_number());
        let comma = first.checked_sub(1).filter(|&at| (both || counts) && phrases.is(at, ","));
        let joint = joint.or(comma.map(|at| at..first))?;
        // `According to the agency, according to officials, …`: both say the same.
        let says = !leads || has_words(source.end..joint.start);
        says.then_some(joint)
    }

    /// The small word before a number that stands for the verb before it: `The police put it at 400, the union at 1,000`.
    pub(super) fn gapped(&self, at: usize, last: Option<&Cue>) -> Option<Cue> {
        let phrases = self.phrases;
        let last = last.filter(|_| phrases.tokens[at].is_word && self.is_count(at + 1))?;
        let is_same = |other: usize| {
            phrases.tokens[other].lower == phrases.tokens[at].lower && self.is_count(other + 1)
        };
        let has_word = (last.at + 1..at).rev().take(FAR).any(is_same);
        // `Police said 40 were hurt, and the hospital 52`: not even such a word stands there.
        let first = if has_word { at } else { at + 1 };
        let source = phrases.before(first, last.end);
        let opens = source.start.checked_sub(1).is_some_and(|before| {
            !phrases.tokens[before].is_word
                || ["and", "but", "contrast"].iter().any(|list| phrases.at(list, before) > 0)
        });
        let is_source = opens && self.is_speaker(&source) && !self.is_subject(source.start);
        let stands = has_word || self.is_count(last.end);
        (is_source && stands).then_some(Cue { at: first, end: at + 1, list: "says" })
    }

    /// Where a verb ends that puts something at the number behind it: `The ministry puts the decline at 35%`.
    pub(super) fn puts(&self, at: usize) -> Option<Cue> {
        let length = if self.is_unsaid(at) { 0 } else { self.phrases.at("puts", at) };
        // `puts at 43`: what is put there stands before.
        let end = if length == 2 { at + 2 } else { at + 1 };
        let is_verb = length > 0 && self.is_count(at + length);
        is_verb.then_some(Cue { at, end, list: "says" })
    }

    /// Whether a number begins at a token, with the words that qualify it or a sign of money.
    pub(super) fn is_count(&self, at: usize) -> bool {
        let phrases = self.phrases;
        let at = at + phrases.at("about", at);
        let sign = phrases.tokens.get(at).is_some_and(|sign| is_money(sign.text));
        let number = at + usize::from(sign);
        phrases.tokens.get(number).is_some_and(Token::is_number) || phrases.has("number", number)
    }

    /// Whether a sign ends what is said with a number, since another gives one of their own behind it:
    /// `…, while the organisers counted 1,000`.
    pub(super) fn is_countered(&self, begin: usize, at: usize) -> bool {
        let phrases = self.phrases;
        let joint = if self.contrasts(at) { self.joined(at) } else { None };
        let Some(joint) = joint else { return false };
        let counts = |mut range: Range<usize>| range.any(|at| phrases.tokens[at].is_number());
        let source = phrases.after(joint.end, self.sentence.end);
        counts(begin..at)
            && self.is_speaker(&source)
            && !self.is_subject(source.start)
            && counts(source.end..self.sentence.end)
    }

    /// What joins something else to what stands before its source: `43, police said, and 70, according to doctors`.
    fn behind_source(&self, cue: Cue, limit: usize, source: &Range<usize>) -> Option<Range<usize>> {
        let phrases = self.phrases;
        if cue.list == "according" {
            return self.joined(source.end);
        }
        let first = self.first(cue, self.sentence.start)?;
        let comma = first.checked_sub(1).filter(|&at| at > self.sentence.start)?;
        let sign = (cue.end..limit).find(|&at| !phrases.tokens[at].is_word)?;
        let is_behind = phrases.is(comma, ",") || phrases.tokens[comma].is_mark();
        self.joined(sign).filter(|_| is_behind)
    }

    /// Whether anything stands behind a source that it can say.
    fn has_behind(&self, cue: Cue) -> bool {
        let source = self.phrases.after(cue.end, self.sentence.end);
        (source.end..self.sentence.end).any(|at| self.phrases.tokens[at].is_word)
    }

    /// Where the subject of a verb of speech begins that stands before it.
    fn first(&self, cue: Cue, limit: usize) -> Option<usize> {
        let head = self.head(cue);
        let subject = self.phrases.before(head, limit);
        // An Arabic verb has its subject behind it.
        if subject.is_empty() && !self.phrases.lexicon.has_case() {
            return Some(head);
        }
        // `…, and what it showed was new`.
        let speaks = cue.list != "thinks" || self.is_speaker(&subject);
        (!subject.is_empty() && speaks).then_some(subject.start)
    }

    /// Whether a sign begins a clause that is set against the one before it: `, but`.
    fn contrasts(&self, at: usize) -> bool {
        let phrases = self.phrases;
        let is_word = |at: usize| phrases.has("but", at) || phrases.at("contrast", at) > 0;
        let is_sign = phrases.is(at, ";") || phrases.is(at, ",") && is_word(at + 1);
        is_sign && !phrases.tokens[at].is_quoted
    }

    /// What joins two clauses and begins at a token: `; `, `, and`, `but`, `, while`.
    fn joined(&self, at: usize) -> Option<Range<usize>> {
        let phrases = self.phrases;
        let sign = phrases.is(at, ";") || phrases.is(at, ",");
        let word = at + usize::from(sign);
        let length = phrases.at("contrast", word).max(phrases.at("but", word));
        let and = usize::from(sign && phrases.has("and", word));
        let is_apart =
            sign && phrases.tokens.get(word).is_some_and(|next| next.lower.starts_with('و'));
        let ends =
            length.max(and) > 0 || phrases.is(at, ";") || is_apart && phrases.lexicon.is("ar");
        let is_quoted = phrases.tokens.get(at).is_some_and(|token| token.is_quoted);
        (ends && !is_quoted).then_some(at..word + length.max(and))
    }
}
