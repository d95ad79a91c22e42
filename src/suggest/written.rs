//! A day, month or year as it is written out, and which one is meant.

use std::ops::Range;

use super::dates::Dates;
use super::tense::{is_ahead, is_over};
use super::tokens::Token;

/// A date as it is written out, each part where the text has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    /// One day of a month, or from one to another.
    pub(super) day: Option<String>,
    /// A month or a season, in English.
    pub(super) name: Option<&'static str>,
    /// Also one that is written as two: `1648/9`.
    pub(super) year: Option<String>,
}

impl Written {
    /// The same in English: `12 october 2017`, `october 2017`, `12 october`.
    pub(super) fn english(&self) -> String {
        let parts = [self.day.as_deref(), self.name, self.year.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Whether another one has a day and a month where this one has them.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.day.is_some() == other.day.is_some() && self.name.is_some() == other.name.is_some()
    }
}

impl Dates<'_> {
    /// A date with a month that is written out: `12 October 2017`, `October 12, 2017`, `October 2017`.
    pub(super) fn written(
        &self,
        at: usize,
        sentence: &Range<usize>,
    ) -> Option<(Range<usize>, String)> {
        let (end, written) = self.parts(at, sentence)?;
        let english = match &written {
            Written { day: None, year: None, .. } => return None,
            Written { day: Some(day), name: Some(name), year: None } => {
                // `12 января прошлого года`, `January 12 last year`: of a year that is counted, and not the last such day.
                let mut ends = [end - 1, end].into_iter();
                if let Some((end, span)) = ends.find_map(|end| self.counted(end, sentence)) {
                    return Some((at..end, format!("{name} {day} of {span}")));
                }
                format!("{}{name} {day}", self.tense(&(at..end), sentence))
            }
            whole => whole.english(),
        };
        Some((at..end, english))
    }

    /// The year or month that is counted from today, where a date is of it: `last year`, `del año pasado`.
    pub(super) fn counted(&self, at: usize, sentence: &Range<usize>) -> Option<(usize, String)> {
        let is_small = |at: &usize| {
            self.lexicon.has("linking", &self.tokens[*at].lower)
                && self.sense("over", *at, sentence).is_none()
        };
        let at = at + (at..sentence.end).take(2).take_while(is_small).count();
        let ordered = |first: &str, second: &str| {
            let (one, sense) = self.sense(first, at, sentence)?;
            let (other, second) = self.sense(second, at + one, sentence)?;
            Some((at + one + other, sense, second))
        };
        if let Some((end, which, unit)) = ordered("over", "span") {
            return Some((end, format!("{which} {unit}")));
        }
        let (end, unit, which) = ordered("span", "over")?;
        Some((end, format!("{which} {unit}")))
    }

    /// Which one a date without a year is, as a word beside it says, `12 janvier dernier`, or the tense of its sentence.
    pub(super) fn tense(&self, date: &Range<usize>, sentence: &Range<usize>) -> &'static str {
        let before = date.start.checked_sub(1).filter(|before| sentence.contains(before));
        let mut beside = [Some(date.end - 1), before].into_iter().flatten();
        let over = beside.find_map(|at| self.sense("over", at, sentence));
        if let Some((_, "last")) = over {
            "past "
        } else if let Some((_, "next")) = over {
            "coming "
        } else if is_ahead(self.tokens, self.lexicon, date, sentence) {
            "coming "
        } else if is_over(self.tokens, self.lexicon, date, sentence) {
            "past "
        } else {
            ""
        }
    }

    /// Day, month and year as they are written out, with a month or a season.
    pub(super) fn parts(&self, at: usize, sentence: &Range<usize>) -> Option<(usize, Written)> {
        let mut day = self.number(at, sentence).and_then(days);
        let mut month = at;
        if day.is_some() {
            month = self.over_point(at + 1);
            let small = |token: &Token| matches!(&*token.lower, "de" | "of" | "-");
            month += usize::from(month == at + 1 && self.tokens.get(month).is_some_and(small));
        }
        // `im Sommer 1944`, `весной 1998 года`.
        let season = || {
            let (length, name) = self.sense("season", at, sentence)?;
            let of = usize::from(matches!(self.tokens.get(at + length)?.text, "de" | "del" | "of"));
            self.year(at + length + of, sentence).map(|_| (length, name))
        };
        // `may` and `march` are verbs.
        let is_name = !self.lexicon.is("en") || self.tokens.get(month)?.is_capital;
        let named = self.sense("month", month, sentence).filter(|_| is_name);
        // `22 شوال 1445`, and not `رمضان 2017`.
        let of_other_calendar = || {
            let (length, name) = self.sense("other-month", month, sentence)?;
            let (_, year) = self.year_behind(month + length, sentence)?;
            (&*year < "1600").then_some((length, name))
        };
        let (length, name) = named.or_else(season).or_else(of_other_calendar)?;
        let mut end = month + length;
        if day.is_none() && self.lexicon.is("en") && self.year(end, sentence).is_none() {
            day = self.number(end, sentence).and_then(days);
            end += usize::from(day.is_some());
        }
        let year = self.year_behind(end, sentence);
        if let Some((after, _)) = &year {
            end = *after;
        } else if day.is_some() && !self.lexicon.is("en") {
            end += self.sense("over", end, sentence).map_or(0, |(length, _)| length);
        }
        Some((end, Written { day, name: Some(name), year: year.map(|(_, year)| year) }))
    }

    /// The year behind a day or a month, and where it ends.
    pub(super) fn year_behind(
        &self,
        end: usize,
        sentence: &Range<usize>,
    ) -> Option<(usize, String)> {
        let is_small = |token: &Token| matches!(token.text, "," | "de" | "del" | "of");
        let small = usize::from(self.tokens.get(end).is_some_and(is_small));
        self.whole_year(end, sentence).or_else(|| self.whole_year(end + small, sentence))
    }

    /// A year with all that is written of it, and where it ends: `1648/9`, `1914–18`, `2017 года`.
    pub(super) fn whole_year(&self, at: usize, sentence: &Range<usize>) -> Option<(usize, String)> {
        let number = self.number(at, sentence)?;
        let (year, second) = match number.split_once(['-', '‑']) {
            Some((year, last)) => (year, Some(("–", last, at + 1))),
            None => (number, self.joined(at + 1, sentence)),
        };
        let year = Some(year).filter(|year| is_year(year))?;
        let (end, text) = match second {
            Some(("/", last, end)) if follows(year, last) => (end, format!("{year}/{last}")),
            Some(("–" | "—", last, end)) if is_later(year, last) => {
                (end, format!("{year}–{last}"))
            }
            _ if year == number => (at + 1, year.to_owned()),
            _ => return None,
        };
        let end = end + self.year_word(end);
        // `1445 هـ` is no Gregorian year.
        Some(match self.sense("era", end, sentence) {
            Some((length, era)) => (end + length, format!("{text} {era}")),
            None => (end, text),
        })
    }

    /// The sign and the number that stand directly behind another one, and where they end.
    pub(super) fn joined(&self, at: usize, sentence: &Range<usize>) -> Option<(&str, &str, usize)> {
        let number = self.number(at + 1, sentence)?;
        let sign = &self.tokens[at];
        (sign.is_joined && self.tokens[at + 1].is_joined).then_some((sign.text, number, at + 2))
    }

    /// The token after the point of a German day.
    pub(super) fn over_point(&self, at: usize) -> usize {
        at + usize::from(self.tokens.get(at).is_some_and(|token| token.text == "."))
    }
}

/// The day of a month that a number is, or the two that it joins: `12th`, `12-15`.
pub(super) fn days(number: &str) -> Option<String> {
    let day = |number: &str| {
        let digits = number.trim_end_matches(char::is_alphabetic);
        let is_day = digits.parse::<u8>().is_ok_and(|day| (1..32).contains(&day));
        is_day.then(|| digits.to_owned())
    };
    match number.split_once(['-', '‑']) {
        Some((first, last)) => Some(format!("{} to {}", day(first)?, day(last)?)),
        None => day(number),
    }
}

/// Whether digits are a year.
pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit())
        && ("1000"..="2100").contains(&digits)
}

/// Whether the last digits of a year are those of the year after another.
fn follows(year: &str, last: &str) -> bool {
    let next = year.parse().map_or(String::new(), |year: u32| (year + 1).to_string());
    next.ends_with(last)
}

/// Whether a number is a later year than another, or the last two digits of one of its century.
fn is_later(year: &str, last: &str) -> bool {
    is_year(last) && last > year || last.len() == 2 && last > &year[2..]
}
