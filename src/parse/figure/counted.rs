//! What a number counts, and of what.

use super::range::{plain, times};
use super::sign::sign;
use super::words::WORDS;
use super::{part, range};
use crate::model::figure::{PER_MILLE, PERCENT, unit_key};

/// A number, what it counts, and of what.
pub(super) type Counted<'a> = (&'a str, &'a str, Option<&'a str>);

/// The most words of a unit that is a rate: `per cent`.
const LONGEST_RATE: usize = 2;

/// The most words of what is counted: `internally displaced people`.
const LONGEST_UNIT: usize = 5;

/// A number with what it counts and of what: `about 11,000 civilians`, `deux millions d'euros`, `80 % of the city`.
pub(super) fn counted<'a>(words: &'a str, language: &str) -> Option<Counted<'a>> {
    let measured = symbol(words).filter(|(_, number)| is_number(number, language));
    if let Some((symbol, number)) = measured {
        return Some((number, symbol, None));
    }
    share_of(words, language).or_else(|| number_of(words, language))
}

/// A share and what it is of: `80 % of the city`.
fn share_of<'a>(words: &'a str, language: &str) -> Option<Counted<'a>> {
    WORDS.of.iter().find_map(|of| {
        let (share, scope) = words.split_once(&format!(" {of}"))?;
        let (share, scope) = (share.trim_end(), scope.trim());
        if scope.is_empty() {
            return None;
        }
        if is_share(share) && is_number(share, language) {
            return Some((share, PERCENT, Some(scope)));
        }
        let is_one = |(number, unit): &(&str, &str)| is_rate(unit) && is_number(number, language);
        let (number, unit) = cuts(share, LONGEST_RATE).find(is_one)?;
        Some((number, unit, Some(scope)))
    })
}

/// A number and what it counts, or a share whose `of` is only in the words of its language: `half London`.
fn number_of<'a>(words: &'a str, language: &str) -> Option<Counted<'a>> {
    let is_part = |number: &str| part(number, language).is_some();
    let fits = |(number, unit): &(&str, &str)| {
        is_unit(without_of(unit), language) && (is_number(number, language) || is_part(number))
    };
    let (number, counted) = cuts(words, LONGEST_UNIT).find(fits)?;
    let unit = without_of(counted).trim();
    // A share counts nothing, and is of something; `½ acre` is no share.
    let is_share = is_share(number) && (unit != counted || !is_part(number));
    match unit {
        "" => None,
        of if is_share => Some((number, PERCENT, Some(of))),
        unit => Some((number, unit, None)),
    }
}

/// Words cut into a number and what it counts, which has no more than so many words, the fewest first.
fn cuts(words: &str, most: usize) -> impl Iterator<Item = (&str, &str)> {
    let spaces = words.rmatch_indices(' ').take(most);
    spaces.map(|(at, _)| (&words[..at], &words[at + 1..])).chain(glued(words))
}

fn is_number(words: &str, language: &str) -> bool {
    range(words, language).is_some()
}

/// Whether a number is a share of a whole.
fn is_share(number: &str) -> bool {
    sign(&plain(number)).is_some_and(|(sign, _)| sign == PERCENT)
}

/// What is counted without the `of` before it: `euros` of `d'euros`.
fn without_of(unit: &str) -> &str {
    WORDS.of.iter().find_map(|of| unit.strip_prefix(of.as_str())).unwrap_or(unit)
}

/// Whether words can be what a number counts.
fn is_unit(unit: &str, language: &str) -> bool {
    // `3 K`, `5 m`: a letter that would multiply directly behind the number.
    let is_letter = unit.len() == 1 && times(&unit.to_lowercase()).is_some();
    is_rate(unit) || is_letter || are_words(unit) || is_per_many(unit, language).unwrap_or(false)
}

/// Whether a unit is of a number of others: `per 100,000`, `deaths per 100 000 people`.
fn is_per_many(unit: &str, language: &str) -> Option<bool> {
    let (what, of) = WORDS.per.iter().find_map(|per| unit.split_once(per.as_str()))?;
    let word = of.split(' ').next().filter(|word| times(&word.to_lowercase()).is_some());
    let end = of.find(|c: char| c.is_alphabetic() && !c.is_numeric()).unwrap_or(of.len());
    let (number, of) = of.split_at(word.map_or(end, str::len));
    let of = of.trim_start();
    let is_what = what.is_empty() || what.ends_with(' ') && are_words(what.trim_end());
    let many = times(&number.to_lowercase()).or_else(|| range(number.trim_end(), language)?.low);
    let is_many = many? >= 100.0;
    Some(is_what && is_many && (of.is_empty() || are_words(of)))
}

fn are_words(words: &str) -> bool {
    words.split(' ').all(is_word)
}

/// Whether a word can be of what is counted, and is none that only belongs to the number.
fn is_word(word: &str) -> bool {
    let fits = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '°' | '²' | '³' | '/');
    word.chars().all(fits)
        && word.contains(char::is_alphabetic)
        && !WORDS.no_unit.iter().any(|other| other == word)
        && times(&word.to_lowercase()).is_none()
}

/// Whether a unit is of a hundred or a thousand.
fn is_rate(unit: &str) -> bool {
    [PERCENT, PER_MILLE].contains(&&*unit_key(unit))
}

/// The symbol of what a number is, and the number with the sign between them: `p < 0.001`, `n = 61,672`.
fn symbol(words: &str) -> Option<(&str, &str)> {
    let at = words.find(['<', '>', '=', '≤', '≥', '≈', '~'])?;
    let (symbol, number) = (words[..at].trim_end(), words[at..].trim_start_matches(['=', ' ']));
    let fits = |c: char| c.is_alphabetic() || c == '²';
    let is_symbol = (1..=3).contains(&symbol.chars().count()) && symbol.chars().all(fits);
    is_symbol.then_some((symbol, number))
}

/// A number and the unit directly behind it, where that begins with a sign: `20°C`, `3‰`.
fn glued(words: &str) -> Option<(&str, &str)> {
    let at = words.find(['°', '‰'])?;
    Some(words.split_at(at))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_counted() {
        for (words, parts) in [
            ("about 11,000 civilians", Some(("about 11,000", "civilians", None))),
            (
                "two hundred internally displaced people",
                Some(("two hundred", "internally displaced people", None)),
            ),
            ("thousands of people", Some(("thousands", "people", None))),
            ("40 per cent", Some(("40", "per cent", None))),
            ("80 % of the city", Some(("80 %", "%", Some("city")))),
            ("more than half of the city", Some(("more than half", "%", Some("city")))),
            ("nine tenths of the fleet", Some(("nine tenths", "%", Some("fleet")))),
            ("2½ miles", Some(("2½", "miles", None))),
            ("½ acre", Some(("½", "acre", None))),
            ("more than 3/4 acre", Some(("more than 3/4", "acre", None))),
            ("1 1/2 miles", Some(("1 1/2", "miles", None))),
            ("half a mile", Some(("half a", "mile", None))),
            ("nearly half an hour", Some(("nearly half an", "hour", None))),
            ("anderthalb Stunden", Some(("anderthalb", "Stunden", None))),
            ("media hora", Some(("media", "hora", None))),
            ("полтора года", Some(("полтора", "года", None))),
            ("p < 0.001", Some(("< 0.001", "p", None))),
            ("P = .04", Some((".04", "P", None))),
            ("n = 61,672", Some(("61,672", "n", None))),
            ("R² ≥ 0.9", Some(("≥ 0.9", "R²", None))),
            ("men > 5 and women", None),
            ("3 ‰", Some(("3", "‰", None))),
            ("3‰ of births", Some(("3", "‰", Some("births")))),
            ("3 per mille", Some(("3", "per mille", None))),
            ("12 per cent of men", Some(("12", "per cent", Some("men")))),
            ("5 per 100,000", Some(("5", "per 100,000", None))),
            (
                "about 5 deaths per 100 000 people",
                Some(("about 5", "deaths per 100 000 people", None)),
            ),
            ("5 pro 100,000 Einwohner", Some(("5", "pro 100,000 Einwohner", None))),
            ("9 per 10", None),
            ("50 per million", Some(("50", "per million", None))),
            ("12 deaths per thousand births", Some(("12", "deaths per thousand births", None))),
            ("50 parts per million", Some(("50", "parts per million", None))),
            ("3 pro Million Einwohner", Some(("3", "pro Million Einwohner", None))),
            ("20°C", Some(("20", "°C", None))),
            ("1.2 × 10⁶ cells", Some(("1.2 × 10⁶", "cells", None))),
            ("5 ± 0.3 mg", Some(("5 ± 0.3", "mg", None))),
            ("5th", None),
            ("1640s", None),
            ("3 K", Some(("3", "K", None))),
            ("about 5 m", Some(("about 5", "m", None))),
            ("5 m people", None),
            ("5m people", Some(("5m", "people", None))),
            ("¾ of the city", Some(("¾", "%", Some("city")))),
            ("½ the city", Some(("½", "%", Some("city")))),
            ("половина города", Some(("половина", "%", Some("города")))),
            ("half London", Some(("half", "%", Some("London")))),
            ("half the city", Some(("half", "%", Some("city")))),
            ("2/3 of the dead", Some(("2/3", "%", Some("dead")))),
            ("5 or 6 men", Some(("5 or 6", "men", None))),
            ("mehrere Dutzend Menschen", Some(("mehrere Dutzend", "Menschen", None))),
            ("80 percent of homes", Some(("80", "percent", Some("homes")))),
            ("11 millions d'euros", Some(("11 millions", "euros", None))),
            ("deux millions de personnes", Some(("deux millions", "personnes", None))),
            ("11 тысяч человек", Some(("11 тысяч", "человек", None))),
            ("أكثر من 40 ألف مدني", Some(("أكثر من 40 ألف", "مدني", None))),
            ("2,3 bilhões", None),
            ("within 900 metres", Some(("within 900", "metres", None))),
            ("not exceeding 6 months", Some(("not exceeding 6", "months", None))),
            ("within reach", None),
            ("12 m³", Some(("12", "m³", None))),
            ("12 millones de m³", Some(("12 millones", "m³", None))),
            ("80 km/h", Some(("80", "km/h", None))),
            ("un 42 % de los hogares", Some(("un 42 %", "%", Some("hogares")))),
            ("tres de cada diez hogares", Some(("tres de cada diez", "%", Some("hogares")))),
            ("three in ten houses", Some(("three in ten", "%", Some("houses")))),
            ("dos docenas de casas", Some(("dos docenas", "casas", None))),
            ("5 из них", None),
            ("12 /", None),
            ("11,000 or so", None),
            ("9,000 to ten-ish", None),
            ("a great many", None),
            ("people", None),
            ("%", None),
        ] {
            let language = match words.split(' ').next() {
                Some("deux") => "fr",
                Some("dos") => "es",
                _ => "en",
            };
            assert_eq!(super::counted(words, language), parts, "{words}");
        }
    }
}
