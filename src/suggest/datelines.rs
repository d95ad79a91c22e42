//! What opens a line before its words: the place that a report comes from, as in `EASTMOUTH (AP) — The bridge is closed`, or
//! who speaks in a transcript.

use super::lexicon::Lexicon;
use super::tokens::{Text, Token};

/// The most tokens of the place, the date and the agency.
const LONGEST: usize = 12;

/// The most tokens of an agency in brackets: `dpa/lsw`. Words in capitals that are longer are places.
const LONGEST_AGENCY: usize = 4;

impl Text<'_> {
    /// Where a sentence goes on behind who speaks in it or its dateline; a token that begins neither is its own.
    pub(super) fn over_opening(&self, start: usize, lexicon: &Lexicon) -> usize {
        self.over_turn(start).unwrap_or_else(|| self.over_dateline(start, lexicon))
    }

    /// Where the words begin behind who speaks in a transcript: `HARROW: I did.`
    fn over_turn(&self, start: usize) -> Option<usize> {
        let sentence = self.sentence_of(start);
        let mut near = start..sentence.end.min(start + LONGEST);
        let colon =
            near.find(|&at| self.tokens[at].text == ":").filter(|_| sentence.start == start);
        let is_turn =
            |colon: &usize| self.turns.contains(&self.whole[self.range(start..*colon).range()]);
        Some(colon.filter(is_turn)? + 1)
    }

    /// Where a sentence goes on behind its dateline.
    fn over_dateline(&self, start: usize, lexicon: &Lexicon) -> usize {
        let sentence = self.sentence_of(start);
        let is = |at: usize, sign: &str| self.tokens[at].text == sign;
        let mut near = start..sentence.end.min(start + LONGEST);
        let dash = near.find(|&at| ["—", "–", "-"].iter().any(|sign| is(at, sign)));
        let Some(dash) = dash.filter(|_| sentence.start == start) else { return start };
        // `(EFE).-`
        let close = (start..dash).rev().find(|&at| !is(at, ".")).filter(|&at| is(at, ")"));
        let open = close.and_then(|close| {
            (close.saturating_sub(LONGEST_AGENCY).max(start)..close).find(|&at| is(at, "("))
        });
        // `(NW) - The bridge is closed`
        if open == Some(start) && close.is_some_and(|close| close + 1 == dash) {
            return dash + 1;
        }
        let first = &self.tokens[start];
        let is_shouted = first.is_acronym() && first.text.chars().count() > LONGEST_AGENCY;
        // `LIVE — Police say …`, and not `POLICE said it — again`.
        let mut place = self.tokens[start..open.unwrap_or(dash)].iter();
        let is_small = |word: &Token| !word.is_capital && !lexicon.has("time", &word.lower);
        let is_place = first.is_capital
            && !lexicon.has("the", &first.lower)
            && !place.any(|token| token.is_word && !token.is_number() && is_small(token));
        if is_place && (open.is_some() || is_shouted) { dash + 1 } else { start }
    }
}
