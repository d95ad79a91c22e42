//! Dates and what happened on them: words that count from the publication, and dates that are written out.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::names::Names;
use super::tense::is_ahead;
use super::tokens::{Text, Token};
use super::written::is_year;
use crate::model::body::TextRange;

/// A date in the words of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateWords {
    /// The words.
    pub text: String,
    /// The same in English, for who reads dates: `last october`, `12 october 2017`, `october 12`; with the tense of its
    /// sentence before it where that says which one, `coming may`, `past june 9`.
    pub english: String,
}

/// Something that the text dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What happened, in the words of the text.
    pub title: String,
    /// When.
    pub date: DateWords,
    /// Where.
    pub place: Option<String>,
    /// Who took part.
    pub who: Vec<String>,
    /// The clause that says so.
    pub passage: TextRange,
}

/// The dated events of a text, in order.
pub(super) fn events(text: &Text, lexicon: &Lexicon, names: &Names) -> Vec<Event> {
    let dates = Dates { text, tokens: &text.tokens, lexicon, names };
    let mut events: Vec<Event> = Vec::new();
    for sentence in text.sentences.iter().filter(|sentence| !Text::is_endless(sentence)) {
        let sentence = &(text.over_opening(sentence.start, lexicon)..sentence.end);
        let mut at = sentence.start;
        while at < sentence.end {
            if text.tokens[at].is_titled {
                at += 1;
                continue;
            }
            match dates.date(at, sentence) {
                Some((range, english)) => {
                    at = range.end;
                    let last = events.last().map(|last| last.passage);
                    let is_new = |event: &Event| Some(event.passage) != last;
                    let event = dates.event(range, english, sentence);
                    events.extend(event.filter(|event| is_new(event) && !event.title.is_empty()));
                }
                None => at += 1,
            }
        }
    }
    events
}

/// What dates of a text are about.
pub(super) struct Dates<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) lexicon: &'a Lexicon,
    pub(super) names: &'a Names,
}

impl Dates<'_> {
    /// The item of a list that begins at a token: how many tokens it has, and its sense.
    pub(super) fn sense(
        &self,
        list: &str,
        at: usize,
        sentence: &Range<usize>,
    ) -> Option<(usize, &'static str)> {
        let (mut length, sense) = self.lexicon.sense(list, self.tokens, at);
        if list == "month" && length > 0 {
            length += self.other_name(at + length, sense);
        }
        (length > 0 && at + length <= sentence.end).then_some((length, sense))
    }

    /// How many tokens give a month its other name, as in `نيسان/أبريل` and `نيسان (أبريل)`.
    fn other_name(&self, at: usize, month: &str) -> usize {
        let is =
            |at: usize, sign: &str| self.tokens.get(at).is_some_and(|token| token.text == sign);
        let (length, other) = self.lexicon.sense("month", self.tokens, at + 1);
        let closes = is(at, "(") && is(at + 1 + length, ")");
        if length > 0 && other == month && (is(at, "/") || closes) {
            1 + length + usize::from(closes)
        } else {
            0
        }
    }

    /// The number that a token of a sentence is.
    pub(super) fn number(&self, at: usize, sentence: &Range<usize>) -> Option<&str> {
        let token = self.tokens.get(at).filter(|_| sentence.contains(&at))?;
        token.is_number().then_some(&*token.lower)
    }

    /// The same, where it is one of a year.
    pub(super) fn year(&self, at: usize, sentence: &Range<usize>) -> Option<&str> {
        self.number(at, sentence).filter(|year| is_year(year))
    }

    /// Whether a word after a year only says that it is one: `2017 года`.
    pub(super) fn year_word(&self, at: usize) -> usize {
        let word = self.tokens.get(at).map(|token| &*token.lower);
        usize::from(matches!(
            word,
            Some("года" | "году" | "г." | "год" | "годами" | "годах" | "гг." | "годы")
        ))
    }

    /// The date that begins at a token: its words, and the same in English.
    pub(super) fn date(
        &self,
        at: usize,
        sentence: &Range<usize>,
    ) -> Option<(Range<usize>, String)> {
        if self.sense("relative", at, sentence).is_some() {
            return self.relative(at, sentence);
        }
        self.period(at, sentence)
            .or_else(|| self.decade(at, sentence))
            .or_else(|| self.bounded(at, sentence))
            .or_else(|| self.about(at, sentence))
            .or_else(|| self.ago(at, sentence))
            .or_else(|| {
                self.written(self.over_weekday(at, sentence), sentence)
                    .map(|(range, english)| (at..range.end, english))
            })
            .or_else(|| self.numeric(at, sentence))
            .or_else(|| self.named(at, sentence))
            .or_else(|| self.bare_year(at, sentence))
    }

    /// `yesterday`, `last week`.
    fn relative(&self, at: usize, sentence: &Range<usize>) -> Option<(Range<usize>, String)> {
        let (length, english) = self.sense("relative", at, sentence)?;
        // `the Today programme`, `am Morgen`: with a capital letter inside of a sentence it is a name or a noun.
        let token = &self.tokens[at];
        let is_noun =
            length == 1 && token.is_capital && at > sentence.start && self.tokens[at - 1].is_word;
        // `the last week of his life`
        let is_of = self.tokens.get(at + length).is_some_and(|next| next.lower == "of");
        (!is_noun && !is_of).then(|| (at..at + length, english.to_owned()))
    }

    /// A day, month or season that is not said with its year, behind a word that leads to it.
    pub(super) fn counted_from_publication(
        &self,
        at: usize,
        sentence: &Range<usize>,
    ) -> Option<(Range<usize>, String)> {
        // What has its year, or the number of a day, is a date that is written out.
        let is_written = self.written(self.over_weekday(at, sentence), sentence).is_some();
        let found = self.relative(at, sentence).or_else(|| self.named(at, sentence));
        found.filter(|_| !is_written)
    }

    /// `12.10.2017`, `12/10/2017`: in English, where some write the month first, only a day that can be no month.
    fn numeric(&self, at: usize, sentence: &Range<usize>) -> Option<(Range<usize>, String)> {
        let number = self.number(at, sentence)?;
        let signs = [at + 1, at + 3].map(|at| self.tokens.get(at).filter(|sign| sign.is_joined));
        let (parts, end): (Vec<&str>, _) = match signs {
            [Some(one), Some(other)] if one.text == other.text && matches!(one.text, "/" | "-") => {
                let parts = [at, at + 2, at + 4].map(|at| self.number(at, sentence));
                (parts.into_iter().collect::<Option<_>>()?, at + 5)
            }
            _ => (number.split(['.', '-']).collect(), at + 1),
        };
        let &[first, second, year] = &*parts else { return None };
        let [one, other] = [first, second].map(|part| part.parse::<u8>().unwrap_or_default());
        let is_written = number.contains('.') || !self.lexicon.is("en");
        let (day, month) = if is_written || one > 12 { (one, other) } else { (other, one) };
        let is_sure = is_written || day > 12 || day == month;
        let is_date = is_year(year) && (1..32).contains(&day) && (1..13).contains(&month);
        (is_date && is_sure).then(|| (at..end, format!("{year}-{month:02}-{day:02}")))
    }

    /// `nine months earlier`, `vor zwei Wochen`.
    fn ago(&self, at: usize, sentence: &Range<usize>) -> Option<(Range<usize>, String)> {
        let first = self.sense("ago", at, sentence).map_or(0, |(length, _)| length);
        let count = at + first;
        let one = matches!(
            &*self.tokens.get(count)?.lower,
            "a" | "an" | "einem" | "einer" | "un" | "une" | "una"
        );
        // `قبل أسبوعين`: two have a form of their own.
        let two = self.sense("span", count, sentence).filter(|(_, unit)| unit.starts_with('2'));
        if let Some((length, unit)) = two.filter(|_| first > 0) {
            return Some((at..count + length, format!("{unit} ago")));
        }
        let after = if one { count + 1 } else { self.over_number(count, sentence)? };
        let (length, unit) = self.sense("span", after, sentence)?;
        let end = after + length;
        let last = self.sense("ago", end, sentence).map_or(0, |(length, _)| length);
        // `two years before the harbour opened` does not count from the publication.
        let next = self.tokens.get(end + last).filter(|_| end + last < sentence.end);
        let is_of_other =
            self.lexicon.has("before", &self.tokens[end.min(self.tokens.len() - 1)].lower)
                && next.is_some_and(|next| next.is_word);
        // `9,000 years ago`, `two hundred years ago` do not count from a day.
        let is_large = |token: &Token| self.lexicon.has("times", &token.lower);
        let number = count.saturating_sub(2).max(sentence.start)..after;
        let is_far = self.number(count, sentence).is_some_and(|number| number.len() > 3)
            || self.tokens[number].iter().any(is_large);
        if (first > 0) == (last > 0) || is_of_other || is_far {
            return None;
        }
        let count = if one { "a".to_owned() } else { self.english_number(count..after) };
        Some((at..end + last, format!("{count} {unit} ago")))
    }

    /// Where a number ends that begins at a token, in digits or in words: `9`, `forty-six`, `two hundred and six`.
    fn over_number(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        if self.number(at, sentence).is_some() {
            return Some(at + 1);
        }
        let is_count = |at: usize| {
            let word = self.tokens.get(at).filter(|_| sentence.contains(&at));
            word.is_some_and(|word| self.lexicon.is_count(&word.lower))
        };
        let goes_on = |at: &usize| {
            let word = &self.tokens[*at].lower;
            is_count(*at)
                || self.lexicon.has("times", word)
                || self.lexicon.has("and", word) && is_count(at + 1)
        };
        is_count(at).then(|| at + (at..sentence.end).take_while(goes_on).count())
    }

    /// A number that dates are counted with, in digits where it is a small one.
    fn english_number(&self, range: Range<usize>) -> String {
        let words: Vec<&str> = self.tokens[range].iter().map(|token| &*token.lower).collect();
        let small = words.first().filter(|_| words.len() == 1);
        let small = small.and_then(|word| self.lexicon.number(word));
        small.map_or_else(|| words.join(" "), |number| number.to_string())
    }

    /// A weekday, month or season by its name, with what says which one.
    fn named(&self, at: usize, sentence: &Range<usize>) -> Option<(Range<usize>, String)> {
        let before = self.sense("over", at, sentence);
        let start = at + before.map_or(0, |(length, _)| length);
        let found = self.sense("weekday", start, sentence).or_else(|| {
            let named = self
                .sense("month", start, sentence)
                .or_else(|| self.sense("season", start, sentence));
            // `أكتوبر الماضي`.
            let followed = |length: usize| {
                !self.lexicon.is("en") && self.sense("over", start + length, sentence).is_some()
            };
            named.filter(|(length, _)| {
                before.is_some() || self.is_prepared(at, sentence) || followed(*length)
            })
        });
        let (length, name) = found.filter(|_| !self.is_of_week(start, sentence))?;
        // `в октябре прошлого года`: of a year that is counted, and not the last October.
        if let Some((end, span)) = self.counted(start + length, sentence).filter(|(_, span)| {
            before.is_none() && !name.ends_with("day") && span.contains(" year")
        }) {
            return Some((at..end, format!("{name} of {span}")));
        }
        if self.lexicon.is("en") && name.len() > 6 && !self.tokens[start].is_capital {
            return None;
        }
        let end = start + length;
        let after = self
            .sense("over", end, sentence)
            .filter(|_| before.is_none() && !self.lexicon.is("en"));
        let over = before.or(after).map(|(_, word)| match word {
            "next" => "next ",
            "this" => "this ",
            _ => "last ",
        });
        let over = over.filter(|_| self.tokens[at].lower != "this").unwrap_or_default();
        let end = end + after.map_or(0, |(length, _)| length);
        let is_day = name.ends_with("day");
        let is_open = before.or(after).is_none_or(|(_, word)| word == "this" && !is_day);
        let is_ahead = is_open && is_ahead(self.tokens, self.lexicon, &(at..end), sentence);
        let over = match is_ahead {
            true if is_day => "next ",
            true => "coming ",
            false => over,
        };
        // `vendredi matin`.
        let part = self.sense("part", end, sentence).map_or(0, |(length, _)| length);
        Some((at..end + part, format!("{over}{name}")))
    }

    /// Where a date may begin behind its weekday or what says which one it is: `miércoles 11 de mayo`, `Mittwoch, den 11. Mai`.
    pub(super) fn over_weekday(&self, at: usize, sentence: &Range<usize>) -> usize {
        // `lo scorso 12 gennaio`
        if let Some((length, _)) =
            self.sense("over", at, sentence).filter(|_| !self.lexicon.is("en"))
            && self.number(at + length, sentence).is_some()
        {
            return at + length;
        }
        let Some((length, _)) = self.sense("weekday", at, sentence) else { return at };
        let mut after = at + length;
        let comma = self.tokens.get(after).is_some_and(|token| matches!(token.text, "," | "،"));
        after += usize::from(comma);
        let article = self
            .tokens
            .get(after)
            .is_some_and(|token| matches!(&*token.lower, "den" | "dem" | "le" | "the"));
        let after = after + usize::from(article);
        if self.number(after, sentence).is_some() || self.lexicon.is("en") { after } else { at }
    }

    /// Whether a number is a year where German has no preposition before it: `Harro zog 1923 nach Tarlow`.
    fn is_german_year(&self, at: usize, sentence: &Range<usize>) -> bool {
        let (before, after) = (&self.tokens[at - 1], self.tokens.get(at + 1));
        let is_small = |token: &Token| token.is_word && !token.is_capital && !token.is_number();
        // `mehr als 1000 interne Unterlagen`
        let counts = (1..=3).any(|length| {
            let from = at.checked_sub(length).filter(|from| *from >= sentence.start);
            from.is_some_and(|from| self.lexicon.at("about", self.tokens, from) == length)
        });
        let lead = |word: &Token| self.lexicon.has("lead", &word.lower);
        // `sank die Zahl der Boote 2022 um elf Prozent`.
        let stands = is_small(before) || self.names.cover(at - 1) || after.is_some_and(lead);
        self.lexicon.is("de")
            && stands
            && before.is_word
            && !lead(before)
            && !counts
            && sentence.contains(&(at + 1))
            && after.is_some_and(is_small)
    }

    /// `in 2017`.
    fn bare_year(&self, at: usize, sentence: &Range<usize>) -> Option<(Range<usize>, String)> {
        let (end, year) = self.whole_year(at, sentence)?;
        let before = at.checked_sub(1).filter(|before| sentence.contains(before))?;
        let word = &self.tokens[before];
        let counts = self.is_prepared(at, sentence)
            || self.lexicon.has("span", &word.lower)
            || matches!(&*word.lower, "in" | "en" | "в" | "с" | "عام" | "سنة" | "año")
            || self.is_german_year(at, sentence);
        // `in 1950 dollars` is no time.
        let next = self.tokens.get(end).filter(|_| end < sentence.end);
        let is_price = next.is_some_and(|next| self.lexicon.has("money", &next.lower));
        // `1648/9` is two years, and what `с 1200 до 1500` counts stands behind both.
        let is_one = !year.contains('/') && !self.goes_on(end, sentence);
        // `after 2000 people left`
        let is_many =
            self.sense("bound", before, sentence).is_some() && self.is_many(end, sentence);
        // `depuis les années 1990` is since some year of them.
        let is_decade = self.lexicon.has("decade", &word.lower) && year.ends_with('0');
        let is_time = counts && is_one && !is_many && !is_price && !is_decade;
        is_time.then_some((at..end, year))
    }

    /// Whether a word before it says that something is a time; `between` needs two of them.
    pub(super) fn is_prepared(&self, at: usize, sentence: &Range<usize>) -> bool {
        let before = at.checked_sub(1).filter(|before| sentence.contains(before));
        let has = |list: &str| {
            before.is_some_and(|before| self.lexicon.has(list, &self.tokens[before].lower))
        };
        has("on") && !has("between")
    }
}
