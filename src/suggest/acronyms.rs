//! Letters in brackets that stand for the name before them, and say how far it goes.

use std::ops::Range;

use super::runs::{Run, Scan};

/// The name before a bracket is one of so many that begin last before it.
const NEAR: usize = 4;

impl Scan<'_> {
    /// Lets letters in brackets say how far the name before them goes: `Islamic State in Iraq and Syria (ISIS)`.
    pub(super) fn expand(&self, runs: &mut Vec<Run>) {
        runs.sort_by_key(|run| (run.tokens.start, run.tokens.end));
        for open in 1..self.tokens.len().saturating_sub(2) {
            let [before, bracket, letters, close] =
                [open - 1, open, open + 1, open + 2].map(|at| &self.tokens[at]);
            let is_short = letters.is_acronym() || letters.is_capital && !letters.is_number();
            if bracket.text != "(" || !is_short || close.text != ")" || !before.is_word {
                continue;
            }
            let start = self.initials(open, &letters.lower).filter(|_| letters.is_acronym());
            // `WASHINGTON (AP)`, `EASTMOUTH (AP) —` say who reports from there.
            let is_place = |run: &Run| {
                self.text.over_opening(run.tokens.start, self.lexicon) > open
                    || self.lexicon.place(&self.key(run.tokens.clone())).is_some()
            };
            let after = runs.partition_point(|run| run.tokens.start < open);
            let named = runs[after.saturating_sub(NEAR)..after].iter().find(|run| {
                let is_other = is_place(run) || self.is_somebody(run, &letters.lower);
                // `Corporación Nacional Forestal (Conaf)`.
                let is_own = letters.is_acronym() || self.abbreviates(run, &letters.lower);
                run.tokens.end == open && !is_other && is_own
            });
            let Some(start) = start.or_else(|| Some(named?.tokens.start)) else { continue };
            let first = runs.partition_point(|run| run.tokens.start < start);
            let own = runs[first..after].first().filter(|run| run.tokens.start == start);
            let title = own.and_then(|run| run.title.clone());
            let inside = runs[after..].iter().take_while(|run| run.tokens.start == open + 1);
            let last = after + inside.count();
            let whole = Run { title, acronym: Some(open + 1), ..Run::of(start..open, false) };
            runs.splice(first..last, [whole]);
        }
    }

    /// Whether a name is somebody's whose party stands in the brackets behind it: `Ann Harrow (SDP)`.
    fn is_somebody(&self, run: &Run, letters: &str) -> bool {
        let Range { start, end } = run.tokens;
        let is_named = run.title.is_some() || self.lexicon.is_given(self.lower(start));
        let is_other = end - start > 1 && !self.abbreviates(run, letters);
        is_named || is_other && !self.is_kind(start..end)
    }

    /// Whether letters stand in the words of a name one after the other, the first at the beginning of them.
    fn abbreviates(&self, run: &Run, letters: &str) -> bool {
        let mut words =
            self.tokens[run.tokens.clone()].iter().flat_map(|token| token.lower.chars());
        let first = self.lower(run.tokens.start).chars().next();
        run.tokens.len() > 1
            && letters.chars().next() == first
            && letters.chars().all(|letter| words.any(|c| c == letter))
    }

    /// Where the words before a bracket begin whose first letters it holds.
    fn initials(&self, open: usize, letters: &str) -> Option<usize> {
        self.spelt(open, letters, true).or_else(|| self.spelt(open, letters, false))
    }

    /// The same, with small words passed over (`Islamic State in Iraq`) or spelt like the others.
    fn spelt(&self, open: usize, letters: &str, over_small: bool) -> Option<usize> {
        let sentence = self.text.sentence_of(open);
        let mut letters: Vec<char> = letters.chars().filter(|c| c.is_alphabetic()).collect();
        let (mut at, most) = (open, letters.len() * 2 + 2);
        while let Some(&letter) = letters.last() {
            if at == sentence.start || open - at > most {
                return None;
            }
            at -= 1;
            let small = self.has("stop", at) || self.has("linking", at);
            let fits = self.tokens[at].is_word && self.lower(at).starts_with(letter);
            if fits && !(small && over_small) {
                letters.pop();
            } else if !small {
                return None;
            }
        }
        Some(at)
    }
}
