//! Numbers in several parts, and of two: `2 h 15 min`, `1:40:05`, `5 ft 11 in`, `£3 4s 6d`, `3:1`.
//!
//! Makes one number of them, in the unit that is asked for or the greatest that they name.

use super::range::{Of, Reader, plain, unqualified};
use super::words::WORDS;
use crate::fold;

/// What ratios are counted in where nothing says it.
const RATIO: &str = "ratio";
/// What shillings and pence are of.
const MONEY: &str = "money";
/// What clocks count.
const TIME: &str = "time";
/// The seconds in the units of a clock.
const CLOCK: [f64; 3] = [3600.0, 60.0, 1.0];

/// A number of several parts as one, with the words before it, and its unit.
pub(super) struct Parted<'a> {
    pub(super) number: String,
    pub(super) unit: &'a str,
}

/// Reads words as a number in several parts; `unit` is the one that is asked for.
pub(super) fn parted<'a>(words: &str, unit: Option<&'a str>, language: &str) -> Option<Parted<'a>> {
    let words = plain(words);
    let rest = unqualified(&words);
    let before = &words[..words.len() - rest.len()];
    let found =
        compound(rest, unit).or_else(|| clock(rest, unit)).or_else(|| ratio(rest, unit, language));
    found.map(|(number, unit)| Parted { number: format!("{before}{number}"), unit })
}

/// Whether words are a time or a ratio, and nothing says which: `2:15`.
pub(super) fn is_time_or_ratio(words: &str) -> bool {
    let words = plain(words);
    let parts: Vec<&str> = unqualified(&words).split(':').collect();
    parts.len() == 2 && sixtieths(&parts).is_some()
}

/// Numbers of units of which each is a part of the one before.
fn compound<'a>(words: &str, unit: Option<&'a str>) -> Option<(f64, &'a str)> {
    let parts = parts(words).filter(|parts| parts.len() > 1)?;
    WORDS.compounds.iter().map(|compound| compound.name).find_map(|name| {
        let of = |word: &str| {
            let mut units = WORDS.compounds.iter().filter(|compound| compound.name == name);
            units.find(|compound| compound.units.iter().any(|unit| unit == word))
        };
        let units: Vec<_> = parts.iter().map(|(_, unit)| of(unit)).collect::<Option<_>>()?;
        let is_falling = units.windows(2).all(|pair| pair[0].size > pair[1].size);
        // Money is compared in pounds, however it was counted out.
        let greatest = WORDS.compounds.iter().find(|compound| compound.name == MONEY);
        let wanted = match unit {
            Some(unit) => of(&fold::label(unit))?,
            None => greatest.filter(|_| name == MONEY).unwrap_or(units[0]),
        };
        let sum: f64 = parts.iter().zip(&units).map(|((n, _), unit)| n * unit.size).sum();
        let unit = unit.unwrap_or(&wanted.units[0]);
        is_falling.then_some((sum / wanted.size, unit))
    })
}

/// Numbers with what each counts: `2 h 15 min`, `1 minute and 40 seconds`.
fn parts(words: &str) -> Option<Vec<(f64, &str)>> {
    // The sign of money stands before the greatest part.
    let (sign, mut rest) = match words.strip_prefix('£') {
        Some(rest) => (Some("£"), rest),
        None => (None, words),
    };
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let number = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let (digits, after) = rest.split_at(number);
        let (unit, next) = if let Some(sign) = sign.filter(|_| parts.is_empty()) {
            (sign, after)
        } else {
            let after = after.trim_start();
            let end = after.find(|c: char| c.is_ascii_digit() || c.is_whitespace());
            let (unit, next) = after.split_at(end.unwrap_or(after.len()));
            (unit.trim_end_matches([',', '.']), next)
        };
        parts.push((digits.parse().ok()?, unit));
        let next = next.trim_start_matches([' ', ',']);
        let joined = WORDS.joining.iter().find_map(|and| next.strip_prefix(and.as_str()));
        rest = joined.unwrap_or(next);
    }
    Some(parts)
}

/// A time as clocks show it: `1:40:05`, and `2:15` where the unit says of what.
fn clock<'a>(words: &str, unit: Option<&'a str>) -> Option<(f64, &'a str)> {
    let parts: Vec<&str> = words.split(':').collect();
    let sixtieths = sixtieths(&parts)?;
    let hours = || WORDS.compounds.iter().find(|c| c.name == TIME && c.size == CLOCK[0]);
    let size = match unit {
        Some(unit) => {
            let unit = fold::label(unit);
            let mut times = WORDS.compounds.iter().filter(|compound| compound.name == TIME);
            times.find(|compound| compound.units.contains(&unit))?.size
        }
        None => CLOCK[0],
    };
    let last = match parts.len() {
        2 => unit.filter(|_| CLOCK[..2].contains(&size)).map(|_| size / 60.0)?,
        _ => CLOCK[2],
    };
    Some((sixtieths * last / size, unit.or_else(|| Some(&hours()?.units[0]))?))
}

/// Two or three numbers of which each is of the sixtieths of the one before, in those of the last.
fn sixtieths(parts: &[&str]) -> Option<f64> {
    let number = |text: &str| -> Option<f64> {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| is_number)
    };
    let (first, rest) = parts.split_first().filter(|_| (2..=3).contains(&parts.len()))?;
    rest.iter().try_fold(number(first)?, |sum, part| {
        let part = number(part).filter(|number| part.len() == 2 && *number < 60.0)?;
        Some(sum * 60.0 + part)
    })
}

/// `3:1`, and `3 to 1` where the unit says that it is one.
fn ratio<'a>(words: &str, unit: Option<&'a str>, language: &str) -> Option<(f64, &'a str)> {
    let is_ratio = |word: &str| WORDS.ratio.iter().any(|ratio| ratio == word);
    let label = unit.map(fold::label);
    let number = |text: &str| Reader::new(Of::Nothing, language).digits(text, false);
    let is_clear = match &label {
        Some(label) => label.split(' ').any(is_ratio),
        None => !is_time_or_ratio(words),
    };
    let in_signs = || words.split_once(':').filter(|_| is_clear);
    // Of a ratio with a name, `1 to 3` may be a range.
    let in_words = || {
        label.as_deref().filter(|label| is_ratio(label))?;
        let (one, other) = WORDS.to.iter().find_map(|to| words.split_once(to.as_str()))?;
        let is_whole = |text| number(text).is_some_and(|number| number.fract() == 0.0);
        (is_whole(one) && is_whole(other)).then_some((one, other))
    };
    let (one, other) = in_signs().or_else(in_words)?;
    let (one, other) = (number(one)?, number(other).filter(|other| *other > 0.0)?);
    Some((one / other, unit.unwrap_or(RATIO)))
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn parts_are_one_number() {
        for (words, unit, read) in [
            ("2 h 15 min", None, "2.25 hours"),
            ("1 minute and 40 seconds", Some("seconds"), "100 seconds"),
            ("about 2h 15min", None, "about 2.25 hours"),
            ("under 1 hour, 30 minutes and 36 seconds", None, "under 1.51 hours"),
            ("1 Stunde und 30 Minuten", None, "1.5 hours"),
            ("1:40:05", Some("seconds"), "6005 seconds"),
            ("1:30:00", None, "1.5 hours"),
            ("2:15", Some("hours"), "2.25 hours"),
            ("2:15", Some("minutes"), "2.25 minutes"),
            ("2:15", None, "none"),
            ("2:15", Some("days"), "none"),
            ("2:75", Some("hours"), "none"),
            ("2:15", Some("ratio"), "0.13333333333333333 ratio"),
            ("5 ft 9 in", None, "5.75 feet"),
            ("5′ 9″", None, "5.75 feet"),
            ("5 ft 9 in", Some("inches"), "69 inches"),
            ("£3 4s 6d", None, "3.225 £"),
            ("£3. 4s. 6d.", None, "3.225 £"),
            ("4s 6d", None, "0.225 £"),
            ("64s 6d", None, "3.225 £"),
            ("64s. 6d.", None, "3.225 £"),
            ("64s 6d", Some("shillings"), "64.5 shillings"),
            ("12 st 7 lb", None, "12.5 stone"),
            ("12 st 7 lb", Some("pounds"), "175 pounds"),
            ("3 pounds 4 ounces", None, "3.25 lb"),
            ("5 ft 9 lb", None, "none"),
            ("9 in 5 ft", None, "none"),
            ("5 ft", None, "none"),
            ("2 h 15 min", Some("deaths"), "none"),
            ("3:1", None, "3 ratio"),
            ("3 : 2", None, "1.5 ratio"),
            ("1:20,000", None, "0.00005 ratio"),
            ("about 3:1", Some("odds"), "about 3 odds"),
            ("3:1", Some("student ratio"), "3 student ratio"),
            ("3:1", Some("deaths"), "none"),
            ("3:0", None, "none"),
            ("3 to 1", Some("ratio"), "3 ratio"),
            ("3 to 1", None, "none"),
            ("1 to 3", Some("odds ratio"), "none"),
            ("11000", None, "none"),
            ("", None, "none"),
        ] {
            let found = parted(words, unit, "en");
            let found = found.map_or("none".into(), |p| format!("{} {}", p.number, p.unit));
            assert_eq!(found, read, "{words} of {unit:?}");
        }
    }
}
