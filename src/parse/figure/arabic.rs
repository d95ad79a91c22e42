//! Numbers in several Arabic words, most of which `و` joins: `مئة وخمسة وعشرون ألفا`.

use super::range::times;
use super::words::WORDS;

/// The number that words are; nothing for a single one, which the lists have.
pub(super) fn number(words: &str) -> Option<f64> {
    let mut number = Number { whole: 0.0, group: 0.0, least: f64::INFINITY };
    let (first, rest) = words.split_once(' ')?;
    let is_number = number.join(first)
        && rest.split(' ').all(|word| match word.strip_prefix('و') {
            Some(joined) => number.join(joined),
            None => number.multiply(word) || number.continue_with(word),
        });
    is_number.then_some(number.whole + number.group)
}

/// A number so far.
struct Number {
    /// From a thousand on.
    whole: f64,
    /// Below a thousand, until it is multiplied.
    group: f64,
    /// The last thousand or million: smaller ones stand behind greater ones.
    least: f64,
}

impl Number {
    /// Adds what `و` joins: hundreds before ones, ones before tens, and `ألف` by itself.
    fn join(&mut self, word: &str) -> bool {
        let Some(&number) = WORDS.numbers.get(word) else { return false };
        let below_hundred = self.group % 100.0;
        let fits = match number {
            n if n <= 10.0 => below_hundred == 0.0,
            n if n < 100.0 => below_hundred < 10.0,
            n if n < 1000.0 => self.group == 0.0,
            n => self.group == 0.0 && n < self.least,
        };
        if number < 1000.0 {
            self.group += number;
        } else {
            (self.whole, self.least) = (self.whole + number, number);
        }
        fits
    }

    /// Goes on with a word that nothing joins: `خمسة عشر`, `ثلاث مئة`.
    fn continue_with(&mut self, word: &str) -> bool {
        let ones = self.group % 100.0;
        match word {
            "عشر" | "عشرة" => self.group += 10.0,
            "مئة" | "مائة" if self.group < 10.0 => self.group *= 100.0,
            _ => return false,
        }
        (1.0..10.0).contains(&ones)
    }

    /// Multiplies what is before a word: `ثلاثة آلاف`.
    fn multiply(&mut self, word: &str) -> bool {
        let fits = |times: &f64| *times >= 1000.0 && *times < self.least && self.group > 0.0;
        let Some(times) = times(word).filter(fits) else { return false };
        self.whole += self.group * times;
        (self.group, self.least) = (0.0, times);
        true
    }
}
