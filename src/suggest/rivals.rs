//! Sentences with two sources: each says its own part. `43, according to the ministry, and 70, according to doctors`.

use std::ops::Range;

use super::cues::Cue;
use super::speech::Clause;

/// The most tokens of what joins two clauses, with the sign before it: `, в то время как`.
const LONGEST: usize = 5;

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
        let comma = first.checked_sub(1).filter(|&at| both && phrases.is(at, ","));
        let joint = joint.or(comma.map(|at| at..first))?;
        // `According to the agency, according to officials, …`: both say the same.
        let says = !leads || has_words(source.end..joint.start);
        says.then_some(joint)
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
