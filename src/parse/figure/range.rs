//! From words to the numbers that they allow.
//!
//! Does not know what is counted.

use std::sync::OnceLock;

use text2num::{Language, get_interpreter_for, text2digits};

use super::arabic;
use super::digits::DECIMAL;
use super::interval::apart;
use super::words::WORDS;
use crate::fold::{base, is_point};
use crate::model::figure::FigureRange;

/// The languages whose numbers a library reads, and each of them once it has been needed.
const COUNTED: [&str; 7] = ["en", "de", "es", "fr", "it", "nl", "pt"];
static COUNTING: [OnceLock<Option<Language>>; COUNTED.len()] =
    [const { OnceLock::new() }; COUNTED.len()];

/// Languages that write a comma before fractions, and a point between thousands or nothing; Unicode CLDR.
const COMMA: &[&str] = &[
    "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr",
    "hu", "hy", "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt",
    "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi",
];
/// Regions that write a point there all the same.
const POINT: &[&str] = &["MX", "US", "419", "PR", "GT", "HN", "NI", "PA", "PE", "SV", "DO"];

/// Languages that write one of the two, or the other, from country to country, and the regions that write a comma.
const EITHER: &[&str] = &["ar"];
const EITHER_COMMA: &[&str] = &["DZ", "LB", "LY", "MA", "MR", "TN"];

/// Regions where neither stands between thousands, and the languages that write a comma before fractions there.
const APART: &[&str] = &["CH", "LI"];
const APART_COMMA: &[&str] = &["fr", "pt"];

/// How the numbers of a language are read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    language: &'a str,
    /// The mark that begins a fraction; nothing where it depends on the country.
    pub(super) fraction: Option<char>,
    /// The comma or point that stands between thousands; nothing where neither does.
    pub(super) group: Option<char>,
    of: Of,
}

/// What a number is of, which says what its signs mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Nothing that is known.
    Nothing,
    /// Money: `3 m` are millions of it, and metres elsewhere.
    Money,
    /// What is counted: `½` is a half of one, and no share.
    Unit,
}

impl<'a> Reader<'a> {
    /// For numbers of something in a language, as a BCP 47 tag.
    pub(super) fn new(of: Of, tag: &'a str) -> Self {
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default();
        let is_one = |part: &str, list: &[&str]| list.iter().any(|l| l.eq_ignore_ascii_case(part));
        let is = |list| is_one(language, list);
        let is_in = |list| parts.clone().any(|part| is_one(part, list));
        let (fraction, group) = match (is(COMMA), is(EITHER)) {
            (true, _) if is_in(APART) => (Some(',').filter(|_| is(APART_COMMA)), None),
            (true, _) if is_in(POINT) => (None, Some(',')),
            (_, true) if !is_in(EITHER_COMMA) => (None, Some(',')),
            (false, false) => (Some('.'), Some(',')),
            _ => (Some(','), Some('.')),
        };
        Self { language, fraction, group, of }
    }

    /// The numbers that words allow; the words have been made [`plain`].
    pub(super) fn range(self, words: &str) -> Option<FigureRange> {
        // A size can begin as an opening does: `des milliers`, `plus de` and `plusieurs`.
        if let Some((low, high)) = size(words) {
            return Some(FigureRange { approximate: true, ..between(low, high) });
        }
        let about = after(words, &WORDS.about).or_else(|| before(words, &WORDS.about_after));
        if let Some(rest) = about {
            return self.range(rest).map(|range| FigureRange { approximate: true, ..range });
        }
        if let Some((rest, end, strict)) = bounded(words) {
            let range = self.range(rest)?;
            let (low, high) = match end {
                End::Least => (Some(range.low?), None),
                End::Most => (None, Some(range.high?)),
            };
            return Some(FigureRange { low, high, strict, ..FigureRange::default() });
        }
        if let Some(rest) = led(words) {
            return self.range(rest);
        }
        // A hyphen can be one inside a number: `forty-two`.
        if let Some(number) = self.number(words) {
            return Some(between(number, number));
        }
        let within = || self.within_error(words).or_else(|| self.estimated(words));
        if let Some((low, high)) = self.ends(words).or_else(within) {
            return (low <= high).then(|| between(low, high));
        }
        let (one, other) = WORDS.either.iter().find_map(|or| self.two(words, or))?;
        Some(FigureRange { either: true, ..between(one.min(other), one.max(other)) })
    }

    /// The two ends of a range.
    fn ends(self, words: &str) -> Option<(f64, f64)> {
        WORDS.ranges.iter().find_map(|(opening, separators)| {
            let inner = words.strip_prefix(opening.as_str())?;
            separators.iter().find_map(|separator| self.two(inner, separator))
        })
    }

    /// The two ends of a number with its error: `5 ± 0.3`.
    fn within_error(self, words: &str) -> Option<(f64, f64)> {
        let (number, error) = WORDS.error.iter().find_map(|sign| self.two(words, sign))?;
        Some((number - error, number + error))
    }

    /// The interval of an estimate that lies in it: `0.74 (95% CI 0.61–0.89)`.
    fn estimated(self, words: &str) -> Option<(f64, f64)> {
        let (estimate, interval) = apart(words)?;
        let estimate = self.number(estimate)?;
        let listed = || [", ", "; "].iter().find_map(|comma| self.two(interval, comma));
        let (low, high) = self.ends(interval).or_else(listed)?;
        (low..=high).contains(&estimate).then_some((low, high))
    }

    /// The two numbers around a separator.
    fn two(self, words: &str, separator: &str) -> Option<(f64, f64)> {
        let (low, high) = words.split_once(separator)?;
        // `entre el 20 y el 30`
        let [low, high] = [low, high].map(|end| led(end.trim()).unwrap_or(end.trim()));
        if shares_thousands(low, high) {
            return None;
        }
        // "9 to 11 million" counts millions on both sides.
        let unit = high.rsplit(' ').next().filter(|unit| times(unit).is_some());
        // And `1.2–1.5bn` billions.
        let glued = || {
            let letters = high.trim_start_matches(|c: char| !c.is_alphabetic());
            let is_glued = letters.len() < high.len() && !high.contains(' ');
            Some(letters).filter(|_| is_glued && times(letters).is_some())
        };
        let low = match unit {
            Some(unit) if !low.contains(' ') => self.number(&format!("{low} {unit}")),
            _ => match glued().filter(|_| !low.contains(char::is_alphabetic)) {
                Some(letters) => self.number(&format!("{low}{letters}")),
                None => self.number(low),
            },
        };
        Some((low?, self.number(high)?))
    }

    /// One number, in digits or in words.
    fn number(self, words: &str) -> Option<f64> {
        let number = self.in_words(words).or_else(|| self.mixed(words));
        let number = number.or_else(|| self.part(words)).or_else(|| self.power(words));
        if number.is_some() {
            return number;
        }
        // What multiplies may stand directly behind digits: `4.6bn`.
        let glued = words.find(|c: char| c.is_alphabetic()).filter(|at| *at > 0);
        let apart = words.rsplit_once(' ');
        let (first, unit) = apart.or_else(|| Some(words.split_at(glued?)))?;
        // `3 K` are kelvin.
        let is_letter = apart.is_some() && unit.len() == 1 && self.of != Of::Money;
        let times = times(unit).filter(|_| !is_letter)?;
        let one = WORDS.one.get(first).copied();
        let count = one.or_else(|| self.digits(first, true)).or_else(|| self.number(first))?;
        Some(count * times).filter(|number| number.is_finite())
    }

    /// Digits with a fraction in signs behind them: `2½`, `2 1/2`.
    fn mixed(self, words: &str) -> Option<f64> {
        let (whole, part) = signed(words)?;
        let is_apart =
            words[whole.len()..].starts_with(|c: char| !c.is_ascii()) || whole.ends_with(' ');
        Some(self.digits(whole, false).filter(|_| is_apart)? + part)
    }

    /// A part of one, or one and a part: `½`, `half a`, `anderthalb`. Words for shares are of a whole, also where nothing says so.
    fn part(self, words: &str) -> Option<f64> {
        if self.of != Of::Unit {
            return None;
        }
        let is_share = || WORDS.shares.iter().any(|(name, _)| name == words);
        let one = || WORDS.one.get(words).copied().filter(|one| one.fract() != 0.0 && !is_share());
        signed(words).filter(|(whole, _)| whole.is_empty()).map(|(_, part)| part).or_else(one)
    }

    /// A number in words, or in digits and nothing else.
    fn in_words(self, words: &str) -> Option<f64> {
        if let Some(number) = self.digits(words, false) {
            return Some(number);
        }
        if words.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if let Some(number) = listed(words) {
            return Some(number);
        }
        let own = COUNTED.iter().position(|tag| tag.eq_ignore_ascii_case(self.language));
        own.and_then(|own| counted(own, words)).or_else(|| counted(0, words))
    }

    /// A number in words of any language.
    pub(super) fn in_any(words: &str) -> Option<f64> {
        let all = || (0..COUNTED.len()).find_map(|index| counted(index, words));
        listed(words).or_else(all)
    }
}

/// Whether words are two numbers of which the first may be of the thousands that only the second says.
pub(super) fn is_of_thousands(words: &str) -> bool {
    let ends = |separator: &String| {
        let (low, high) = words.split_once(separator.as_str())?;
        Some((low.split(' ').next_back()?, high.split(' ').next()?))
    };
    let separators = WORDS.ranges.iter().flat_map(|(_, separators)| separators);
    separators.chain(&WORDS.either).filter_map(ends).any(|(low, high)| shares_thousands(low, high))
}

/// `3–4,000` is rarely from 3 on.
fn shares_thousands(low: &str, high: &str) -> bool {
    let is_short = |text: &&str| (1..=3).contains(&text.len()) && text.parse::<u32>().is_ok();
    let thousands = high.strip_suffix("000").and_then(|high| high.strip_suffix([',', '.', ' ']));
    let number = |text: Option<&str>| text.filter(is_short)?.parse::<u32>().ok();
    number(Some(low)).zip(number(thousands)).is_some_and(|(low, thousands)| low < thousands)
}

/// A fraction in signs at the end of some words, and what is before it.
fn signed(words: &str) -> Option<(&str, f64)> {
    let in_signs = |name: &str| !name.contains(char::is_alphabetic);
    let mut signs = WORDS.shares.iter().filter(|(name, _)| in_signs(name));
    signs.find_map(|(name, share)| Some((words.strip_suffix(name.as_str())?, share / 100.0)))
}

/// A number in words of a language that only the lists have.
fn listed(words: &str) -> Option<f64> {
    WORDS.numbers.get(words).copied().or_else(|| arabic::number(words))
}

/// A number in words of a language of [`COUNTED`].
fn counted(index: usize, words: &str) -> Option<f64> {
    // The library is given words and nothing else: what has no letters is no number in words, and not safe with it.
    let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    if !words.split([' ', '-']).all(is_word) {
        return None;
    }
    let language = COUNTING[index].get_or_init(|| get_interpreter_for(COUNTED[index]));
    text2digits(words, language.as_ref()?).ok()?.parse().ok()
}

/// Words in the form that they are read in: small letters, plain digits, signs and spaces.
pub(super) fn plain(words: &str) -> String {
    let sign = |c: char| match c {
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '٪' | '％' => '%',
        '，' => ',',
        '٬' => '_',
        '·' => DECIMAL,
        '−' => '-',
        '’' => '\'',
        c => base(c),
    };
    let words = words.to_lowercase();
    let words: String = words.chars().filter(|c| !is_point(*c)).map(sign).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace("...", "..")
}

/// Everything from one number to another.
fn between(low: f64, high: f64) -> FigureRange {
    FigureRange { low: Some(low), high: Some(high), ..FigureRange::default() }
}

/// Which end of what a number can be is known.
#[derive(Clone, Copy)]
enum End {
    Least,
    Most,
}

/// A number that is known at one end, and whether it is left out itself.
type Bounded<'a> = (&'a str, End, bool);

/// The number whose words say that it is the least or the most, or that this is more or less than it.
fn bounded(words: &str) -> Option<Bounded<'_>> {
    let least = || Some((before(words, &WORDS.or_more)?, End::Least, false));
    let most = || Some((before(words, &WORDS.or_less)?, End::Most, false));
    opened(words).or_else(least).or_else(most)
}

/// The same of words that say so before the number.
fn opened(words: &str) -> Option<Bounded<'_>> {
    let openings = [
        (&WORDS.more, End::Least, true),
        (&WORDS.at_least, End::Least, false),
        (&WORDS.less, End::Most, true),
        (&WORDS.at_most, End::Most, false),
    ];
    let fitting = openings
        .into_iter()
        .filter_map(|(list, end, strict)| Some((after(words, list)?, end, strict)));
    // `>=` begins as `>` does.
    fitting.min_by_key(|(rest, ..)| rest.len())
}

fn after<'a>(words: &'a str, openings: &[String]) -> Option<&'a str> {
    // The longest: `более чем` before `более`.
    let fitting = openings.iter().filter_map(|opening| words.strip_prefix(opening.as_str()));
    fitting.min_by_key(|rest| rest.len()).map(str::trim_start)
}

/// The number behind a word that only leads to it: `un 42`, `в 2,3 миллиарда`, `на более чем 23`.
fn led(words: &str) -> Option<&str> {
    let rest = after(words, &WORDS.lead)?;
    (rest.starts_with(|c: char| c.is_ascii_digit()) || unqualified(rest) != rest).then_some(rest)
}

/// Words without those at their beginning that say how a number is meant.
pub(super) fn unqualified(words: &str) -> &str {
    let about = after(words, &WORDS.about);
    about.or_else(|| Some(opened(words)?.0)).unwrap_or(words)
}

fn before<'a>(words: &'a str, endings: &[String]) -> Option<&'a str> {
    endings.iter().find_map(|ending| words.strip_suffix(ending.as_str())).map(str::trim_end)
}

/// Numbers that are only a size.
fn size(words: &str) -> Option<(f64, f64)> {
    let of = |words: &str| WORDS.sizes.get(words).copied();
    of(words).or_else(|| of(after(words, &WORDS.several)?))
}

/// What a word multiplies the number before it by.
pub(super) fn times(word: &str) -> Option<f64> {
    let word: String = word.trim_end_matches('.').chars().filter(|c| !is_point(*c)).collect();
    WORDS.times.get(&word).copied()
}
