//! Dates that are written out, alone and two together: `12 October 2017`, `between 3 May and 8 June 1588`, `3 or 4 May`.

use std::ops::Range;

use super::dates::Dates;
use super::tense::is_ahead;
use super::tokens::Token;
use super::written::{Written, days};

/// What says before two dates how they belong together.
#[derive(Clone, Copy)]
enum Opening {
    /// `between`, with the word that has to stand between the two.
    Between(&'static str),
    From,
    Nothing,
}

/// What two dates together are: one of those between them, from one to the other, both, or one of the two.
enum Joint {
    Between,
    To,
    Stroke,
    And,
    Or,
}

impl Joint {
    /// Two dates with it, in English.
    fn english(&self, first: &str, second: &str) -> String {
        match self {
            Self::Between => format!("between {first} and {second}"),
            Self::To => format!("from {first} to {second}"),
            Self::Stroke => format!("{first}/{second}"),
            Self::And => format!("{first} and {second}"),
            Self::Or => format!("{first} or {second}"),
        }
    }
}

impl Dates<'_> {
    /// The time before or behind a date with a year, or until or since one that counts from the publication: `before 1992`,
    /// `since March 2011`, `until Monday`.
    pub(super) fn bounded(
        &self,
        at: usize,
        sentence: &Range<usize>,
    ) -> Option<(Range<usize>, String)> {
        let (length, side) = self.sense("bound", at, sentence)?;
        if matches!(side, "until" | "since")
            && let Some((range, english)) = self.counted_from_publication(at + length, sentence)
        {
            let which = self.which_until(side, at..range.start, &english, sentence);
            return Some((at..range.end, format!("{side} {which}{english}")));
        }
        let (end, written) = self.end_of_period(at + length, sentence)?;
        // `1980 until 1989`, `after 2000 people left`
        let is_second = at > sentence.start && self.tokens[at - 1].is_number();
        // `after the 1992 flood`
        let is_time = written.name.is_some() || self.number(at + length, sentence).is_some();
        let is_many = written.name.is_none() && self.is_many(end, sentence);
        (written.year.is_some() && is_time && !is_second && !is_many)
            .then(|| (at..end, format!("{side} {}", written.english())))
    }

    /// Which weekday or month something lasts until, from what stands before the word: `It is closed until Monday`.
    fn which_until(
        &self,
        side: &str,
        until: Range<usize>,
        english: &str,
        sentence: &Range<usize>,
    ) -> &'static str {
        let is_day = self.sense("weekday", until.end, sentence).is_some();
        let is_named = is_day || self.sense("month", until.end, sentence).is_some();
        if side != "until" || english.contains(' ') || !is_named {
            return "";
        }
        let is_now = |at: usize| self.lexicon.at("present", self.tokens, at) > 0;
        let lasts = is_ahead(self.tokens, self.lexicon, &until, sentence)
            || (sentence.start..until.start).any(is_now);
        match lasts {
            true if is_day => "next ",
            true => "coming ",
            false => "",
        }
    }

    /// Two dates that are said together, from what stands before them: `from 1 to 12 March 2019`.
    pub(super) fn period(
        &self,
        at: usize,
        sentence: &Range<usize>,
    ) -> Option<(Range<usize>, String)> {
        let (start, opening) = self.opening(at, sentence);
        let (end, mut first) = self.end_of_period(start, sentence)?;
        let (next, joint) = self.joint(end, opening, sentence)?;
        let (mut end, mut second) = self.end_of_period(next, sentence)?;
        // `October 12–15, 2017`, `12 to 15 October`: both days are of the month that stands with one of them.
        if second.day.is_some() && second.name.is_none() {
            second.name = first.name;
            if let Some((after, year)) = self.year_behind(end, sentence) {
                (end, second.year) = (after, Some(year));
            }
        }
        if first.day.is_some() {
            first.name = first.name.or(second.name);
        }
        let is_time = || start > at || self.is_prepared(at, sentence);
        let is_told = match &second {
            Written { day: Some(_), name, .. } => name.is_some(),
            Written { name: Some(_), year, .. } => year.is_some() || is_time(),
            _ => is_time() && !self.is_counted(end, sentence),
        };
        let english = joint.english(&first.english(), &second.english());
        (is_told && first.is_like(&second)).then_some((at..end, english))
    }

    /// A year or a month about which something happened: `around 1590`, `c. March 1590`.
    pub(super) fn about(
        &self,
        at: usize,
        sentence: &Range<usize>,
    ) -> Option<(Range<usize>, String)> {
        let (length, _) = self.sense("circa", at, sentence)?;
        let (end, written) = self.end_of_period(at + length, sentence)?;
        let has_year = written.year.is_some() && written.day.is_none();
        // `about 1500 were killed`
        let is_many = || {
            let next = self.tokens.get(end).filter(|_| end < sentence.end);
            next.is_some_and(|next| self.lexicon.has("aux", &next.lower))
                || self.is_counted(end, sentence)
        };
        let is_time = has_year && (written.name.is_some() || !is_many());
        is_time.then(|| (at..end, format!("about {}", written.english())))
    }

    /// Whether a day of the week is one of two with a time between them: `open from Monday to Friday` says no day.
    pub(super) fn is_of_week(&self, at: usize, sentence: &Range<usize>) -> bool {
        let is_day = |at: usize| self.sense("weekday", at, sentence);
        let second = |first: usize| {
            let end = first + is_day(first)?.0;
            let before = first.saturating_sub(1).max(sentence.start);
            let joint = self.joint(end, self.opening(before, sentence).1, sentence);
            let (next, joint) = joint?;
            is_day(next).filter(|_| matches!(joint, Joint::To | Joint::Between))?;
            Some(next)
        };
        let first = at.saturating_sub(3).max(sentence.start);
        second(at).is_some() || (first..at).any(|first| second(first) == Some(at))
    }

    /// Whether a number goes on to another one: `1200 to 1500`.
    pub(super) fn goes_on(&self, end: usize, sentence: &Range<usize>) -> bool {
        let to = self.sense("until", end, sentence);
        to.is_some_and(|(length, _)| self.number(end + length, sentence).is_some())
    }

    /// What opens a period at a token, and where it ends.
    fn opening(&self, at: usize, sentence: &Range<usize>) -> (usize, Opening) {
        if let Some((length, _)) = self.sense("period", at, sentence) {
            return (at + length, Opening::From);
        }
        let between = self.sense("between", at, sentence);
        between.map_or((at, Opening::Nothing), |(length, and)| (at + length, Opening::Between(and)))
    }

    /// A day, month or year that a period may begin or end with.
    fn end_of_period(&self, at: usize, sentence: &Range<usize>) -> Option<(usize, Written)> {
        let at = at + (at..sentence.end).take(3).take_while(|&at| self.is_small(at)).count();
        if let Some(found) = self.parts(self.over_weekday(at, sentence), sentence) {
            return Some(found);
        }
        if let Some((end, year)) = self.whole_year(at, sentence) {
            return Some((end, Written { year: Some(year), ..Written::default() }));
        }
        let day = days(self.number(at, sentence)?)?;
        Some((self.over_point(at + 1), Written { day: Some(day), ..Written::default() }))
    }

    /// Whether a word before a date only leads to it: `entre los años 1588 y 1592`, `vom 1. bis zum 12. März`.
    pub(super) fn is_small(&self, at: usize) -> bool {
        let unit = self.lexicon.sense("span", self.tokens, at).1;
        let word = &self.tokens[at].lower;
        self.lexicon.has("the", word) && !self.lexicon.has("that", word)
            || unit.starts_with("year")
            || unit == "days"
    }

    /// What joins two dates at a token, and where it ends.
    fn joint(
        &self,
        at: usize,
        opening: Opening,
        sentence: &Range<usize>,
    ) -> Option<(usize, Joint)> {
        let token = self.tokens.get(at).filter(|_| sentence.contains(&at))?;
        if let Opening::Between(and) = opening {
            // `بين مايو ويوليو`: the small word is written together with the month.
            let is_joined = self.lexicon.is("ar") && token.lower.starts_with(and);
            let next = at + usize::from(token.lower == and);
            return (token.lower == and || is_joined).then_some((next, Joint::Between));
        }
        let until = self.sense("until", at, sentence).map(|(length, _)| length);
        let is_dash = matches!(token.text, "–" | "—" | "-");
        if let Some(length) = until.or(is_dash.then_some(1)) {
            return Some((at + length, Joint::To));
        }
        let joint = match token.text {
            "/" => Joint::Stroke,
            _ if self.lexicon.has("or", &token.lower) => Joint::Or,
            _ if self.lexicon.has("and", &token.lower) => Joint::And,
            _ => return None,
        };
        matches!(opening, Opening::Nothing).then_some((at + 1, joint))
    }

    /// Whether what follows a number of four digits is counted by it: `1200 to 1500 boats`.
    pub(super) fn is_counted(&self, after: usize, sentence: &Range<usize>) -> bool {
        let Some(next) = self.tokens.get(after).filter(|_| sentence.contains(&after)) else {
            return false;
        };
        if self.year_word(after - 1) > 0 {
            return false;
        }
        if !next.is_word || self.lexicon.is("de") {
            return next.text == "%" || next.is_word && next.is_capital;
        }
        let small = ["nounit", "the", "he", "she", "it", "they", "aux", "clause"];
        let is_small = small.iter().any(|list| self.lexicon.has(list, &next.lower));
        !is_small && !next.is_capital || self.lexicon.has("from", &next.lower)
    }

    /// Whether a number of four digits counts the noun behind it, and no verb stands there: `hasta 1989 vivió en Lima`.
    pub(super) fn is_many(&self, after: usize, sentence: &Range<usize>) -> bool {
        let is_noun = |next: &Token| {
            let is_plural = next.lower.ends_with('s') || self.lexicon.has("counted", &next.lower);
            is_plural || !self.lexicon.has_exactly("grammar", "plural-s")
        };
        self.is_counted(after, sentence) && self.tokens.get(after).is_some_and(is_noun)
    }
}
