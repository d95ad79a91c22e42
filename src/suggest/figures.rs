//! Numbers with what they count.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::tokens::{Text, Token};

/// A number that the text gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// As it is written, with the words that qualify it.
    pub value: String,
    /// What is counted.
    pub unit: Option<String>,
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

struct Count<'a> {
    text: &'a Text<'a>,
    tokens: &'a [Token<'a>],
    lexicon: &'a Lexicon,
}

impl Count<'_> {
    fn has(&self, list: &str, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.lexicon.has(list, &token.lower))
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.text == text)
    }

    /// The figure whose number stands at a token: where it ends, where it begins, and what it is.
    fn figure(&self, at: usize, range: &Range<usize>) -> Option<(usize, usize, Figure)> {
        let token = &self.tokens[at];
        let (start, qualifier) = self.qualifier(at, range.start);
        let much = self.lexicon.at("much", self.tokens, at);
        let mut end = at + 1;
        let digits = token.is_number();
        if digits {
            if self.is_date(at, start < at) {
                return None;
            }
        } else if much > 0 {
            end = at + much;
            if !self.has("linking", end)
                && !self.has("from", end)
                && !self.lexicon.is("ru")
                && !self.lexicon.is("de")
            {
                return None;
            }
        } else if !self.has("number", at) || start == at && !self.has("times", at + 1) {
            return None;
        }
        while self.has("times", end) && much == 0 {
            end += 1;
        }
        let number = self.number(at..end);
        let percent = self.is(end, "%")
            || matches!(
                self.tokens.get(end).map(|token| &*token.lower),
                Some("percent" | "prozent" | "процентов")
            );
        let money = at.checked_sub(1).and_then(|at| match self.tokens[at].text {
            "$" => Some("dollars"),
            "€" => Some("euros"),
            "£" => Some("pounds"),
            _ => None,
        });
        let unit = match (percent, money) {
            (true, _) => Some("percent".to_owned()),
            (_, Some(money)) => Some(money.to_owned()),
            _ => self.unit(end, range.end).or_else(|| self.counted(at)),
        };
        let value = if qualifier.is_empty() { number } else { format!("{qualifier} {number}") };
        Some((end, start, Figure { value, unit }))
    }

    /// The words before a number that say how it is meant, and where they begin.
    fn qualifier(&self, at: usize, limit: usize) -> (usize, String) {
        let mut start = at;
        let mut words = String::new();
        for length in (1..=4).rev() {
            let Some(from) = at.checked_sub(length).filter(|from| *from >= limit) else { continue };
            let (long, sense) = self.lexicon.sense("about", self.tokens, from);
            if long == length {
                (start, words) = (from, sense.replace(" another", ""));
                break;
            }
        }
        if matches!(
            &*words,
            "another" | "only" | "just" | "exactly" | "a total of" | "roughly another"
        ) {
            words.clear();
        }
        let words = match &*words {
            "well over" | "just over" => "over",
            "just under" => "under",
            "as many as" => "up to",
            "as few as" => "at least",
            words => words,
        };
        (start, words.to_owned())
    }

    /// Whether a number is one of a date, a time or an order.
    fn is_date(&self, at: usize, is_qualified: bool) -> bool {
        let token = &self.tokens[at];
        let (before, after) = (at.wrapping_sub(1), at + 1);
        let plain = token.text.chars().all(|c| c.is_ascii_digit());
        let year =
            plain && token.text.len() == 4 && !is_qualified && token.text.starts_with(['1', '2']);
        let odd =
            !token.text.ends_with(char::is_numeric) || self.is(after, ":") || self.is(before, ":");
        let month = self.has("month", before)
            || self.has("linking", after) && self.has("month", after + 1)
            || self.has("month", after)
            || self.is(after, ".") && self.has("month", after + 1);
        let joined = self
            .tokens
            .get(after)
            .is_some_and(|next| next.is_joined && matches!(next.text, "-" | "/" | "–"));
        let version = token.text.contains('.')
            && !self.has("times", after)
            && token.text.len() < 4
            && !self.tokens.get(after).is_some_and(|next| next.is_word && !next.is_capital);
        year || odd || month || joined || version
    }

    /// The number as it can be read everywhere: digits without the full stops that group them in some countries.
    fn number(&self, range: Range<usize>) -> String {
        let words = self.text.words(range);
        if self.lexicon.is("en") {
            return words;
        }
        let grouped = words.split(['.', '\u{a0}', '\u{202f}']).skip(1).all(|part| part.len() == 3);
        if words.starts_with(|c: char| c.is_ascii_digit()) && grouped {
            return words.replace(['.', '\u{a0}', '\u{202f}'], "");
        }
        words
    }

    /// What the words after a number say that it counts.
    fn unit(&self, mut at: usize, limit: usize) -> Option<String> {
        if self.has("linking", at) || self.lexicon.is("fr") && self.has("from", at) {
            at += 1;
            at += usize::from(self.has("the", at));
        }
        let most = if self.lexicon.is("en") { 4 } else { 1 };
        let mut end = at;
        while end < limit.min(at + most) {
            let token = &self.tokens[end];
            if !token.is_word || token.is_number() || self.has("nounit", end) {
                break;
            }
            end += 1;
            let plural =
                token.lower.ends_with('s') && !token.lower.ends_with("ss") && !token.is_acronym();
            if plural || self.has("counted", end - 1) {
                return Some(self.text.words(at..end));
            }
        }
        let one = !self.lexicon.is("en") && end > at;
        one.then(|| self.text.words(at..end))
    }

    /// What the sentence of a number counts: `the death toll`.
    fn counted(&self, at: usize) -> Option<String> {
        let sentence = self.text.sentence_of(at);
        sentence.into_iter().find_map(|at| {
            let (length, sense) = self.lexicon.sense("count", self.tokens, at);
            (length > 0).then(|| sense.to_owned())
        })
    }
}
