//! What a number counts, by the words behind it or before it.

use super::figures::Count;
use super::tokens::Token;

impl Count<'_> {
    /// What the words after a number say that it counts.
    pub(super) fn unit(&self, mut at: usize, limit: usize) -> Option<String> {
        // `2 °C`: nothing is counted.
        if self.is(at, "°") {
            let scale = self.tokens.get(at + 1).is_some_and(|next| next.is_joined);
            let unit = self.text.words(at..at + 1 + usize::from(scale));
            return Some(unit.trim_end_matches('.').to_owned());
        }
        let share = self.lexicon.at("percent", self.tokens, at);
        if share > 0 || self.is(at, "%") {
            return Some(self.text.words(at..at + share.max(1)));
        }
        if self.has("linking", at) && !self.has("and", at)
            || self.lexicon.is_romance() && self.has("from", at)
        {
            at += 1;
            at += usize::from(self.has("the", at));
        }
        let (most, german) = (if self.lexicon.is("en") { 4 } else { 1 }, self.lexicon.is("de"));
        let mut end = at;
        while end < limit.min(at + if german { 3 } else { most }) {
            let token = &self.tokens[end];
            if !token.is_word || token.is_number() || token.begins_line || self.has("nounit", end) {
                break;
            }
            end += 1;
            let plural = self.is_plural(end - 1);
            // A German noun has a capital letter: `13 verletzte Fischer`.
            let ends = if german { token.is_capital } else { plural };
            // `600 US-Dollar`
            let is_half = german && self.text.whole[token.end..].starts_with(['-', '‑']);
            if is_half {
                continue;
            }
            // `police officers` are not police.
            let goes_on = !german && self.is_plural(end);
            if ends || self.has("counted", end - 1) && !goes_on {
                return Some(self.text.words(at..self.over_measure(at, end)));
            }
        }
        let one = !self.lexicon.is("en") && !german && end > at;
        one.then(|| self.text.words(at..self.over_measure(at, end)))
    }

    /// Whether a word has the form of a plural that may be counted.
    fn is_plural(&self, at: usize) -> bool {
        let is_one = |token: &Token| {
            let lower = &token.lower;
            // `14 fictitious employees`.
            let is_singular = ["ss", "us"].iter().any(|end| lower.ends_with(end));
            token.is_word && lower.ends_with('s') && !is_singular && !token.is_acronym()
        };
        self.tokens.get(at).is_some_and(is_one) && !self.has("nounit", at)
    }

    /// Where a unit ends that has two words: `metros cúbicos`, `кубических метров`.
    fn over_measure(&self, at: usize, end: usize) -> usize {
        let is_two = self.has("measure", at) || self.has("measure", end);
        end + usize::from(is_two && self.tokens.get(end).is_some_and(|token| token.is_word))
    }

    /// What a number counts that has no noun behind it: by the next word in its clause, `14 were wounded`, else by the
    /// last one before it, `the death toll is 14`.
    pub(super) fn counted(&self, at: usize, end: usize) -> Option<String> {
        let sentence = self.text.sentence_of(at);
        let sense = |at: usize| {
            let (length, sense) = self.lexicon.sense("count", self.tokens, at);
            (length > 0).then_some(sense)
        };
        let goes_on = |at: &usize| {
            let small = ["and", "but", "clause"].iter().any(|list| self.has(list, *at));
            // `held 341 on the night Harrow died`: who has a name there is another.
            let small_before = ["in", "on", "of", "the"].iter().any(|list| self.has(list, *at - 1));
            let is_other = self.tokens[*at].is_capital && !small_before && !self.lexicon.is("de");
            self.tokens[*at].is_word && !small && !is_other
        };
        let behind = (end..sentence.end).take_while(goes_on).find_map(sense);
        // `14 were arrested` has a verb of its own.
        let before =
            || (sentence.start..at).rev().find_map(sense).filter(|_| !self.has("aux", end));
        behind.or_else(before).map(str::to_owned)
    }
}
