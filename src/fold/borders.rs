//! Where a word begins or ends although another stands beside it without a space: particles.
//!
//! Knows the particles of the languages that write them so, and no other words.

use std::ops::RangeInclusive;

/// Korean particles, the longest first, with whether the letter before them ends in a consonant, where that matters:
/// what they are, and `씨` and `님`, which follow names.
const KOREAN: &[(&str, Option<bool>)] = &[
    ("에게서", None),
    ("한테서", None),
    ("으로서", Some(true)),
    ("으로써", Some(true)),
    ("이라고", Some(true)),
    ("이라는", Some(true)),
    ("이었다", Some(true)),
    ("입니다", None),
    ("까지", None),
    ("께서", None),
    ("라고", Some(false)),
    ("라는", Some(false)),
    ("로서", Some(false)),
    ("로써", Some(false)),
    ("마다", None),
    ("마저", None),
    ("보다", None),
    ("부터", None),
    ("에게", None),
    ("에서", None),
    ("였다", Some(false)),
    ("으로", Some(true)),
    ("이고", Some(true)),
    ("이다", Some(true)),
    ("이며", Some(true)),
    ("조차", None),
    ("처럼", None),
    ("한테", None),
    ("가", Some(false)),
    ("과", Some(true)),
    ("는", Some(false)),
    ("님", None),
    ("도", None),
    ("로", Some(false)),
    ("를", Some(false)),
    ("만", None),
    ("씨", None),
    ("에", None),
    ("와", Some(false)),
    ("은", Some(true)),
    ("을", Some(true)),
    ("의", None),
    ("이", Some(true)),
];

/// As many letters as particles that follow each other have at the most (`에서부터는` has five).
const MOST: usize = 8;

/// Arabic and Hebrew particles of one letter, each with its range of letters: `and`, and the prepositions, which may
/// follow it. Those that begin many other words are left out.
const SEMITIC: [(RangeInclusive<char>, char, &[char]); 2] =
    [('\u{620}'..='\u{6FF}', 'و', &['ب', 'ل']), ('א'..='ת', 'ו', &['ב', 'ל', 'מ'])];

/// Whether a word ends here although letters follow, which are Korean particles: `서울` in `서울에서는`.
pub fn is_before_particles(word: &str, after: &str) -> bool {
    if !after.starts_with(|c| matches!(c, '가'..='힣')) {
        return false;
    }
    let run = after.chars().take_while(|c| c.is_alphanumeric()).take(MOST);
    let mut rest = &after[..run.map(char::len_utf8).sum()];
    if after[rest.len()..].starts_with(char::is_alphanumeric) {
        return false;
    }
    let mut last = word.chars().next_back();
    while !rest.is_empty() {
        let fits = |(particle, closed): &&(&str, Option<bool>)| {
            rest.starts_with(particle)
                && closed.is_none_or(|closed| follows(last, particle, closed))
        };
        let Some((particle, _)) = KOREAN.iter().find(fits) else { return false };
        last = particle.chars().next_back();
        rest = &rest[particle.len()..];
    }
    true
}

/// Whether a particle can follow a letter, which has to end in a consonant, or in none. `로` follows `ㄹ` too, and of
/// letters of other scripts it is not known how they are said.
fn follows(letter: Option<char>, particle: &str, closed: bool) -> bool {
    let Some(letter) = letter.filter(|letter| matches!(letter, '가'..='힣')) else { return true };
    match (u32::from(letter) - u32::from('가')) % 28 {
        0 => !closed,
        8 => closed || particle.starts_with('로'),
        _ => closed,
    }
}

/// Whether a word of three letters or more begins here although letters stand before it, which are an Arabic or Hebrew
/// particle: `كريم` in `لكريم`.
pub fn is_behind_particle(before: &str, word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let (Some(first), Some(_)) = (letters.next(), letters.nth(1)) else { return false };
    let Some((_, and, prepositions)) = SEMITIC.iter().find(|(script, ..)| script.contains(&first))
    else {
        return false;
    };
    let mut before = before.chars().rev().take_while(|c| c.is_alphanumeric());
    match (before.next(), before.next(), before.next()) {
        (Some(one), None, _) => one == *and || prepositions.contains(&one),
        (Some(one), Some(other), None) => other == *and && prepositions.contains(&one),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_before_particles, is_behind_particle};

    #[test]
    fn words_before_particles() {
        for (word, after, ends) in [
            ("김민수", "는 ", true),
            ("김민수", "씨가 ", true),
            ("서울", "에서는,", true),
            ("서울", "로 ", true),
            ("부산", "으로부터", true),
            ("NATO", "는", true),
            // Not what can follow these letters.
            ("김민수", "은 ", false),
            ("서울", "를 ", false),
            ("부산", "로 ", false),
            // Other words.
            ("서울", "대 ", false),
            ("서울", "시는 ", false),
            ("한국", "인의 ", false),
            ("서울", "에서2", false),
            ("서울", "", false),
            ("서울", "까지까지까지까지까지", false),
            ("Paris", "ian", false),
        ] {
            assert_eq!(is_before_particles(word, after), ends, "{word}{after}");
        }
    }

    #[test]
    fn words_behind_particles() {
        for (before, word, begins) in [
            ("قال ل", "كريم", true),
            ("ول", "كريم", true),
            ("و", "كريم", true),
            ("ב", "יפו", true),
            ("(ומ", "יפו", true),
            // Not particles, too many of them, or a name that is too short.
            ("م", "كريم", false),
            ("بل", "كريم", false),
            ("فول", "كريم", false),
            ("ك", "ريم", false),
            ("ש", "רון", false),
            ("ב", "דן", false),
            ("b", "erlin", false),
        ] {
            assert_eq!(is_behind_particle(before, word), begins, "{before}{word}");
        }
    }
}
