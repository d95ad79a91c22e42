//! Decades and their parts: `in the early 1990s`, `Anfang der 1990er Jahre`, `dans les années 1950`.

use std::ops::Range;

use super::dates::Dates;
use super::written::is_year;

/// The digits of a year.
const DIGITS: usize = 4;

impl Dates<'_> {
    /// The decade, or the part of one, that begins at a token.
    pub(super) fn decade(
        &self,
        at: usize,
        sentence: &Range<usize>,
    ) -> Option<(Range<usize>, String)> {
        let (length, stage) = self.sense("stage", at, sentence).unwrap_or((0, ""));
        let leading = self.sense("decade", at + length, sentence).map_or(0, |(length, _)| length);
        let first = at + length + leading;
        let word = self.tokens.get(first).filter(|_| first < sentence.end)?;
        let ending = word.lower.get(DIGITS..)?;
        let is_ended = match ending {
            "" => leading > 0,
            "s" => self.lexicon.is("en"),
            "er" => self.lexicon.is("de"),
            _ => false,
        };
        let year = &word.lower[..DIGITS];
        let end = first + 1;
        let end = end + self.sense("span", end, sentence).map_or(0, |(length, _)| length);
        // `in the 1960s building`, `los años 1590 y 1592`
        let is_of_noun = ending == "s" && self.is_counted(end, sentence);
        let and = self.lexicon.has_at("and", self.tokens, end);
        let is_year_of_two = leading > 0 && and && self.year(end + 1, sentence).is_some();
        let is_one = is_year(year) && year.ends_with('0') && is_ended;
        let is_time = !stage.is_empty() || self.is_in(at, sentence);
        (is_one && is_time && !is_of_noun && !is_year_of_two)
            .then(|| (at..end, format!("{stage} {year}s").trim_start().to_owned()))
    }

    /// Whether words before a decade say that something was in it, and not before it or since then.
    fn is_in(&self, at: usize, sentence: &Range<usize>) -> bool {
        let near = at.saturating_sub(2).max(sentence.start)..at;
        let has = |list: &str, at: usize| self.lexicon.has(list, &self.tokens[at].lower);
        let is_bound = near.clone().any(|at| self.sense("bound", at, sentence).is_some());
        let is_lead = |at: usize| {
            let leads = ["in", "on", "of"].iter().any(|list| has(list, at));
            leads && (at + 1 == near.end || has("the", at + 1))
        };
        !is_bound && near.clone().any(is_lead)
    }
}
