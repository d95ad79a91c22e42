//! Numbers with what they count.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::tokens::{Text, Token};

/// The signs of money.
const MONEY: [char; 3] = ['$', '€', '£'];

/// Within so many tokens before a number stands what denies it.
const NEAR: usize = 4;

/// Within so many tokens before a number stands the verb that it belongs to.
const CLAUSE: usize = 8;

/// A number that the text gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// As it is written, with the words that qualify it.
    pub value: String,
    /// What is counted; nothing where a sign in the value says so.
    pub unit: Option<String>,
}

/// Whether a sign in the value of a figure says what is counted.
pub(super) fn has_sign(value: &str) -> bool {
    value.contains(MONEY) || value.ends_with('%')
}

/// Whether a sign is one of money.
pub(super) fn is_money(sign: &str) -> bool {
    sign.starts_with(MONEY)
}

/// The figures in a range of words, and where each begins.
pub(super) fn figures(text: &Text, lexicon: &Lexicon, range: Range<usize>) -> Vec<(usize, Figure)> {
    let count = Count { text, tokens: &text.tokens, lexicon };
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        match count.figure(at, &range) {
            Some((end, start, figure)) => {
                found.push((start, figure));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Where figures are looked for.
pub(super) struct Count<'a> {
    /// The text.
    pub(super) text: &'a Text<'a>,
    /// Its words.
    pub(super) tokens: &'a [Token<'a>],
    /// What words are for.
    pub(super) lexicon: &'a Lexicon,
}

impl Count<'_> {
    pub(super) fn has(&self, list: &str, at: usize) -> bool {
        self.lexicon.has_at(list, self.tokens, at)
    }

    pub(super) fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.text == text)
    }

    pub(super) fn is_lower(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.lower == text)
    }

    /// The figure whose number stands at a token: where it ends, where it begins, and what it is.
    fn figure(&self, at: usize, range: &Range<usize>) -> Option<(usize, usize, Figure)> {
        if self.is_whole(at, range.start) || self.is_numbered(at) || self.is_of_paragraph(at) {
            return None;
        }
        // `more than $5 billion`: the sign stands between.
        let number = self.money_before(at, range.start);
        let (start, qualifier) = self.qualifier(number, range.start);
        // `12 people died, not 40`, and `not only 40`.
        let is_denied = start > range.start && self.has("not", start - 1);
        // `No fueron 400 sino 40`
        let near = start.saturating_sub(NEAR).max(range.start)..start;
        let is_instead =
            self.has("rather", at + 1) && near.into_iter().any(|at| self.has("not", at));
        if is_denied && (start == number || !qualifier.is_empty()) || is_instead {
            return None;
        }
        if let Some(found) = self.between(number, range) {
            return Some(found);
        }
        // `Ann Harrow has died aged 84`
        let mut before = at.saturating_sub(2).max(range.start)..at;
        if before.any(|from| from + self.lexicon.at("aged", self.tokens, from) == at) {
            return None;
        }
        // `Jean Harro, 54 ans,`
        if self.is(at.wrapping_sub(1), ",") && self.has("span", at + 1) && self.is(at + 2, ",") {
            return None;
        }
        let share = self.share(at);
        let end = share.or_else(|| self.number(at, start < at))?;
        let is_size = end > at + 1 || !self.tokens[at].is_number();
        let value = self.text.words(number..end + usize::from(self.is_money(end)));
        let value = [qualifier, &value].join(" ").trim_start().to_owned();
        // `born around 1590 and died`: what may be a year counts only what stands behind it, and nothing in `hasta 1989`.
        let is_year = self.tokens[at].is_number() && end == at + 1 && self.is_date(at, false);
        if is_year && start < at && self.has("bound", start) {
            return None;
        }
        let is_year = is_year && !self.has("aux", end);
        // A share is of something, and counts nothing.
        let unit = if share.is_some() || has_sign(&value) {
            None
        } else {
            let counted = self.unit(self.over_whole(end), range.end);
            counted.or_else(|| self.counted(at, end).filter(|_| !is_year))
        };
        // A number by itself can count anything: a chapter, a seat, a channel.
        let is_bare = unit.is_none() && (qualifier.is_empty() || is_year) && !is_size;
        let figure = Figure { value, unit };
        (!is_bare || has_sign(&figure.value)).then_some((end, start, figure))
    }

    /// The range whose first number, or the sign before it, stands at a token: `between 70 and 80 people`.
    fn between(&self, at: usize, range: &Range<usize>) -> Option<(usize, usize, Figure)> {
        // `entre el 20 % y el 30 %`: an article may stand before each.
        let the = |at: usize| usize::from(self.has("the", at) && !self.has("number", at));
        let start = at.checked_sub(1)?;
        let start = start.checked_sub(the(start)).filter(|start| *start >= range.start)?;
        let (opens, joint) = self.lexicon.sense("between", self.tokens, start);
        let is_count = |at: usize| {
            let is_number = self.tokens.get(at).is_some_and(Token::is_number);
            is_number && !self.is_date(at, false) || self.has("number", at)
        };
        let first = self.over_money(at);
        let mut and = self.over_times(first + 1);
        and += usize::from(self.is(and, "%"));
        let last = self.over_money(and + 1 + the(and + 1));
        let is_range = opens == 1
            && is_count(first)
            && self.tokens.get(and).is_some_and(|word| word.lower == joint)
            && is_count(last);
        if !is_range {
            return None;
        }
        let end = self.over_money(self.over_times(last + 1));
        let end = end + usize::from(self.is(and - 1, "%") && self.is(end, "%"));
        let value = self.text.words(start..end);
        let unit = if has_sign(&value) { None } else { self.unit(end, range.end) };
        // Without what is counted, it can be a scale.
        let counts = has_sign(&value) || unit.is_some() || self.has("times", end - 1);
        counts.then_some((end, start, Figure { value, unit }))
    }

    /// Where the sign of money begins before a number, with the letters of its country: `$5`, `R$ 5`.
    fn money_before(&self, number: usize, limit: usize) -> usize {
        let Some(sign) = number.checked_sub(1).filter(|at| *at >= limit && self.is_money(*at))
        else {
            return number;
        };
        let is_country =
            |word: &Token| word.text.len() < 3 && word.text.chars().all(char::is_uppercase);
        let country = sign.checked_sub(1).filter(|at| *at >= limit && self.tokens[sign].is_joined);
        country.filter(|at| is_country(&self.tokens[*at])).unwrap_or(sign)
    }

    /// Where the number ends that begins at a token: `40`, `1.5 million`, `hundreds`, `10 to 13 million`.
    fn number(&self, at: usize, is_qualified: bool) -> Option<usize> {
        let much = self.lexicon.at("much", self.tokens, at);
        let is_number = |at: usize| self.tokens.get(at).is_some_and(Token::is_number);
        if much > 0 {
            let of = self.tokens.get(at + much).map_or("", |next| &next.lower);
            let counts = matches!(of, "of" | "de" | "d" | "من")
                || self.lexicon.is("ru")
                || self.lexicon.is("de") && !self.has("linking", at + much);
            return counts.then_some(at + much);
        }
        if !is_number(at) {
            // `a dozen`, `half a million`, `more than a hundred`, and not `looks like a million`.
            let (some, sense) = self.lexicon.sense("some", self.tokens, at);
            let counts = self.has("times", at + some) && (sense != "one" || is_qualified);
            if some > 0 && (counts || sense == "number") {
                return Some(self.over_times(at + some));
            }
            let fits = self.has("number", at) && (is_qualified || self.has("times", at + 1));
            let either = self.has("number", at).then(|| self.either(at + 1)).flatten();
            return either.or_else(|| fits.then(|| self.over_times(at + 1)));
        }
        if self.is_date(at, is_qualified) {
            return None;
        }
        let either = self.either(at + 1);
        if either.is_some() || self.has("and", at + 1) && is_number(at + 2) {
            return either;
        }
        let end = self.over_times(at + 1);
        let Some(last) = self.up_to(end) else { return Some(end) };
        // `rose from 50 to 62 million`: the first was the number before.
        let before = self.money_before(at, 0).wrapping_sub(1);
        let from = ["from", "von", "de", "с", "من"].iter().any(|from| self.is(before, from));
        (!from).then_some(last)
    }

    /// Where the second of two numbers ends, from behind the first: `10 to 13 million`, `$2 billion to $3 billion`, `20% to 30%`.
    fn up_to(&self, end: usize) -> Option<usize> {
        let percent = usize::from(self.is(end, "%"));
        let joint = self.tokens.get(end + percent)?;
        let last = self.over_money(end + percent + 1);
        let is_last = match joint.text {
            "to" | "bis" | "à" | "a" | "до" | "إلى" => !self.is_date(last, true),
            // `won 3–1 against Eastmouth` counts nothing.
            "–" => {
                let counts = !self.has("linking", last + 1) && !self.has("nounit", last + 1);
                joint.is_joined && counts && !self.is_of_month(last)
            }
            _ => false,
        };
        if !is_last || !self.tokens.get(last).is_some_and(Token::is_number) {
            return None;
        }
        let after = self.over_times(last + 1);
        (percent == 0 || self.is(after, "%")).then_some(after + percent)
    }

    /// The token after a sign of money.
    fn over_money(&self, at: usize) -> usize {
        at + usize::from(self.is_money(at))
    }

    /// Where the second of two numbers ends that `or` joins: `5 or 6 men`.
    fn either(&self, or: usize) -> Option<usize> {
        let second = self.tokens.get(or + 1).filter(|_| self.has("or", or))?;
        let is_digits = second.is_number() && !self.is_date(or + 1, true);
        (is_digits || self.has("number", or + 1)).then(|| self.over_times(or + 2))
    }

    /// The token after the words that multiply the number before them.
    pub(super) fn over_times(&self, at: usize) -> usize {
        at + self.tokens.iter().skip(at).take_while(|w| self.lexicon.goes_on(&w.lower)).count()
    }

    /// The words before a number that say how it is meant, as figures have them, and where they begin.
    fn qualifier(&self, at: usize, limit: usize) -> (usize, &'static str) {
        (1..=4)
            .rev()
            .filter_map(|length| at.checked_sub(length).filter(|from| *from >= limit))
            .find_map(|from| {
                let (length, words) = self.lexicon.sense("about", self.tokens, from);
                // `from 50 to 62`, in Russian with the word for `up to`.
                let is_end = from > limit && self.tokens[from - 1].is_number();
                (from + length == at && !is_end).then_some((from, words))
            })
            .filter(|(from, _)| !self.is_changed(*from, limit))
            .unwrap_or((at, ""))
    }

    /// Whether words before a number say what something has come to, and not how much it is at most: `выросло до 19`.
    fn is_changed(&self, from: usize, limit: usize) -> bool {
        let mut before = (limit..from).rev().take(CLAUSE).take_while(|&at| !self.is(at, ","));
        self.lexicon.at("to-end", self.tokens, from) > 0 && before.any(|at| self.has("changes", at))
    }

    /// Whether a token is a sign of money.
    fn is_money(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| is_money(token.text))
    }

    /// Whether a number is one of a date, a time or an order.
    fn is_date(&self, at: usize, is_qualified: bool) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let (before, after) = (at.wrapping_sub(1), at + 1);
        let plain = token.lower.chars().all(|c| c.is_ascii_digit());
        // `1200 °C` is none.
        let has_sign = self.is(after, "°") || self.is(after, "%");
        let year = plain
            && token.lower.len() == 4
            && !is_qualified
            && !has_sign
            && token.lower.starts_with(['1', '2']);
        // `12.30 p.m.`, `15.00 Uhr`.
        let is_clock = token.text.len() < 6
            && (self.has("clock", after) || token.text.contains('.') && self.has("hours", after));
        let odd = is_clock
            || !token.text.ends_with(char::is_numeric)
            || self.is(after, ":")
            || self.is(before, ":");
        // `2022/23`, `1+1`, `den 40-Jährigen`; `10–13 million` is a range.
        let is_sign = |at: usize| {
            self.tokens.get(at).is_some_and(|sign| matches!(sign.text, "-" | "/" | "+"))
        };
        let joined = is_sign(after) && self.tokens[after].is_joined
            || (is_sign(before) || self.is(before, "–")) && token.is_joined
            || self.text.whole[token.end..].starts_with(['-', '‑']);
        // `die 2. Liga`.
        let order = self.lexicon.is("de")
            && self.is(after, ".")
            && after + 1 < self.text.sentence_of(at).end;
        let version = token.text.contains('.')
            && !has_sign
            && !self.has("times", after)
            && token.text.len() < 4
            && !self.tokens.get(after).is_some_and(|next| next.is_word && !next.is_capital);
        // A number by itself on its line is a time or a page.
        let is_alone =
            token.begins_line && self.tokens.get(after).is_some_and(|next| next.begins_line);
        year || odd || self.is_of_month(at) || joined || order || version || is_alone
    }

    /// Whether a number stands beside the name of a month.
    fn is_of_month(&self, at: usize) -> bool {
        let lists = ["month", "other-month"];
        let is = |at| lists.iter().any(|list| self.lexicon.at(list, self.tokens, at) > 0);
        is(at.wrapping_sub(1))
            || is(at + 1)
            || (self.has("linking", at + 1) || self.is(at + 1, ".")) && is(at + 2)
    }
}
