//! The numbers, dates, currencies and negations of a passage, in order.
//!
//! Reads what is written and does not compare it.

use std::ops::Range;

use super::lexicon::Lexicon;
use crate::fold::{Level, fold, is_unspaced};

/// Something in a passage that changes what it says.
#[derive(Debug)]
pub(super) struct Mark {
    /// What it says, whatever way it is written: `40000` for `40,000` and for `40 000`.
    pub(super) sense: String,
    /// How many folded characters stand before its end: `didn’t` ends where `did not` does, or nearly so.
    pub(super) end: usize,
    /// As written.
    pub(super) written: Range<usize>,
}

/// A way to look words up.
type Words = fn(&Lexicon, &str) -> Option<&'static str>;

/// The marks of a passage whose words say what `words` knows of them.
pub(super) fn marks(passage: &str, lexicon: &Lexicon, words: Words) -> Vec<Mark> {
    let folded = fold(passage, Level::Case);
    let chars: Vec<(usize, char)> = folded.text.char_indices().collect();
    let reading = Reading { chars: &chars, lexicon, words };
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let (end, sense) = reading.next(at);
        let byte = |at: usize| chars.get(at).map_or(folded.text.len(), |&(byte, _)| byte);
        let Range { start, end: stop } = folded.source(byte(at)..byte(end));
        let written = passage.floor_char_boundary(start)..passage.ceil_char_boundary(stop);
        let sense = sense.or_else(|| reading.parts(&passage[written.clone()]));
        if let Some((sense, digits)) = sense.or_else(|| counting(passage, &written)) {
            let mark = Mark { sense, end, written };
            // A currency says the same before its number and after it.
            match marks.last_mut() {
                Some(sign) if digits && is_currency(&sign.sense) && sign.end + 1 >= at => {
                    sign.end = end;
                    marks.insert(marks.len() - 1, mark);
                }
                _ => marks.push(mark),
            }
        }
        at = end;
    }
    marks
}

/// Letters that count: `Henry IV`, `12(a)`, `B2`, `5 p.m.`
fn counting(passage: &str, written: &Range<usize>) -> Option<(String, bool)> {
    let letters = &passage[written.clone()];
    let before = passage[..written.start].chars().next_back();
    let after = passage[written.end..].chars().next();
    let is_number = letters.len() > 1 && letters.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let beside = before.is_some_and(|c| c.is_ascii_digit() || c == '(')
        || after.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ')'));
    let is_letter = letters.len() == 1 && letters.bytes().all(|b| b.is_ascii_alphabetic());
    (is_number || is_letter && beside).then(|| (letters.to_lowercase(), false))
}

fn is_currency(sense: &str) -> bool {
    sense.chars().all(is_currency_sign)
}

fn is_currency_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '¤' | '\u{A2}' | '\u{20A0}'..='\u{20CF}')
}

/// A folded text that is read from left to right.
struct Reading<'a> {
    chars: &'a [(usize, char)],
    lexicon: &'a Lexicon,
    words: Words,
}

impl Reading<'_> {
    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|&(_, c)| c)
    }

    fn is_digit(&self, at: usize) -> bool {
        self.char(at).is_some_and(|c| c.is_ascii_digit())
    }

    /// Where what begins here ends, and what it says, and whether it is a number in digits.
    fn next(&self, at: usize) -> (usize, Option<(String, bool)>) {
        let Some(c) = self.char(at) else { return (at + 1, None) };
        let before = at.checked_sub(1).and_then(|at| self.char(at));
        let after_word = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '^'));
        if self.is_digit(at) || c == '.' && !after_word && self.is_digit(at + 1) {
            let (end, number) = self.number(at);
            return (end, Some((number, true)));
        }
        if is_unspaced(c) {
            return (at + 1, self.lexicon.sense(c.encode_utf8(&mut [0; 4])).map(known));
        }
        if c.is_alphabetic() {
            return self.word(at);
        }
        let before_number = matches!(c, '-' | '+' | '<' | '>' | '~') && self.is_digit(at + 1);
        let sign = matches!(c, '%' | '‰' | '°' | '٪') || is_currency_sign(c);
        let sense = if c == '٪' { '%' } else { c };
        let says = sign || c.is_numeric() || before_number && !after_word;
        (at + 1, says.then(|| (sense.to_string(), false)))
    }

    fn word(&self, at: usize) -> (usize, Option<(String, bool)>) {
        let within = |at: usize| {
            let letter =
                |at: usize| self.char(at).is_some_and(|c| c.is_alphabetic() && !is_unspaced(c));
            letter(at) || self.char(at) == Some('\'') && letter(at + 1)
        };
        let end = (at..self.chars.len()).find(|&at| !within(at)).unwrap_or(self.chars.len());
        let word: String = self.chars[at..end].iter().map(|&(_, c)| c).collect();
        (end, (self.words)(self.lexicon, &word).map(known))
    }

    /// What a part of a word says that folding put together because it seems to be divided at the end of a line.
    fn parts(&self, written: &str) -> Option<(String, bool)> {
        if !written.contains(char::is_whitespace) {
            return None;
        }
        let part = |part: &str| {
            let part = fold(part.trim_matches(|c: char| !c.is_alphanumeric()), Level::Case).text;
            (self.words)(self.lexicon, &part)
        };
        written.split_whitespace().find_map(part).map(known)
    }

    /// A number with its groups put together and its decimals after a full stop.
    fn number(&self, at: usize) -> (usize, String) {
        let (mut end, mut number) = self.digits(at);
        let (mut groups, mut decimals) = (None, false);
        if number.is_empty() {
            number.push('0');
        }
        while let Some(sign) = self.char(end) {
            let (next, digits) = self.digits(end + 1);
            let first = groups.is_none() && number.len() <= 3 && !number.starts_with('0');
            let grouped = digits.len() == 3
                && !decimals
                && (first || groups == Some(sign))
                && (matches!(sign, ' ' | '\'' | '٬') || sign == self.group_sign());
            if grouped {
                groups = Some(sign);
            } else if !digits.is_empty() && !decimals && matches!(sign, '.' | ',' | '٫') {
                decimals = true;
                number.push('.');
            } else {
                break;
            }
            number.push_str(&digits);
            end = next;
        }
        (end, number)
    }

    fn group_sign(&self) -> char {
        if self.lexicon.stops_group { '.' } else { ',' }
    }

    /// A run of digits, which folding has made ASCII.
    fn digits(&self, at: usize) -> (usize, String) {
        let run = self.chars.get(at..).unwrap_or_default();
        let digits: String = run.iter().map(|&(_, c)| c).take_while(char::is_ascii_digit).collect();
        (at + digits.len(), digits)
    }
}

fn known(sense: &str) -> (String, bool) {
    (sense.to_owned(), false)
}
