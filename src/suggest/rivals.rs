//! Sentences with two sources: each says its own part. `43, according to the ministry, and 70, according to doctors`.

use std::ops::Range;

use super::cues::Cue;
use super::speech::{Clause, trimmed};

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
        let leads = trimmed(phrases, start..cue.at).is_empty();
        let source = phrases.after(cue.end, next.at);
        if both && !leads {
            // What follows a source is of the next one: `43, according to the ministry, and 70, according to doctors`.
            let joint = self.joined(source.end)?;
            let goes_on = joint.end < next.at || self.has_behind(next);
            return goes_on.then_some(joint);
        }
        let is_source = next.list == "according";
        let first = if is_source { next.at } else { self.first(next, cue.end)? };
        let is_joint = |joint: &Range<usize>| joint.end == first;
        let near = cue.end.max(first.saturating_sub(LONGEST))..first;
        let joint = near.filter_map(|at| self.joined(at)).find(is_joint);
        let comma = first.checked_sub(1).filter(|&at| both && phrases.is(at, ","));
        let joint = joint.or(comma.map(|at| at..first))?;
        // `According to the agency, according to officials, …`: both say the same.
        let says = !leads || !trimmed(phrases, source.end..joint.start).is_empty();
        (says && (!is_source || self.has_behind(next))).then_some(joint)
    }

    /// Whether anything stands behind a source that it can say.
    fn has_behind(&self, cue: Cue) -> bool {
        let source = self.phrases.after(cue.end, self.sentence.end);
        !trimmed(self.phrases, source.end..self.sentence.end).is_empty()
    }

    /// Where the subject of a verb of speech begins that stands before it.
    fn first(&self, cue: Cue, limit: usize) -> Option<usize> {
        let subject = self.phrases.before(self.head(cue), limit);
        // `…, and what it showed was new`.
        let speaks = cue.list != "thinks" || self.is_speaker(&subject);
        (!subject.is_empty() && speaks).then_some(subject.start)
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
