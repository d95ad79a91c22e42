//! The forms that a name takes in a sentence, so that whoever may not be named is not named by one of them.
//!
//! More forms than a language has do no harm: a name that is not there is not found.

use crate::fold::is_cjk;

/// A name that has fewer letters is too often the beginning of another word.
const LEAST: usize = 5;

/// A Chinese or Japanese name with so many characters is also written with a space between its parts.
const PARTED: std::ops::RangeInclusive<usize> = 3..=8;

/// So many forms of one name are looked for.
const MOST: usize = 20_000;

/// What is added to a name in Latin letters: genitives and plurals.
const LATIN: [&str; 4] = ["s", "es", "n", "en"];

/// What stands at the end of a name in Cyrillic letters, in place of its vowel or behind its consonant; `й` is `и` where
/// names are compared.
const CYRILLIC: [&str; 23] = [
    "", "а", "я", "у", "ю", "е", "и", "ы", "о", "ои", "еи", "ою", "ом", "ем", "ым", "им", "ов",
    "ам", "ами", "ах", "ого", "ому", "ую",
];

/// Particles that are written together with the word behind them.
const ARABIC: [&str; 15] =
    ["و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "بال", "لل", "كال", "فال", "ول", "وب", "فل"];

/// Other forms of a name, which is in small letters.
pub(super) fn forms(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let mut forms = Vec::new();
    if words.len() > 1 {
        // As handles and addresses have it.
        forms.extend(["", "_", "."].map(|between| words.join(between)));
    }
    if PARTED.contains(&name.chars().count()) && name.chars().all(is_cjk) {
        let places = name.char_indices().skip(1);
        forms.extend(places.map(|(at, _)| format!("{} {}", &name[..at], &name[at..])));
    }
    let mut inflected = vec![String::new()];
    for (at, word) in words.iter().enumerate() {
        let endings = endings(word, at + 1 == words.len());
        inflected = (inflected.iter())
            .flat_map(|begun| endings.iter().map(move |word| format!("{begun} {word}")))
            .take(MOST)
            .collect();
    }
    forms.extend(inflected.iter().map(|form| form.trim_start().to_owned()));
    if name.starts_with(|c| matches!(c, '\u{600}'..='\u{6ff}')) {
        forms.extend(ARABIC.iter().map(|particle| format!("{particle}{name}")));
    }
    forms
}

/// A word of a name as it ends in a sentence.
fn endings(word: &str, is_last: bool) -> Vec<String> {
    let letters = word.chars().count();
    let last = word.chars().next_back().unwrap_or_default();
    let mut endings = vec![word.to_owned()];
    if letters < LEAST - usize::from(is_cyrillic(last)) {
        return endings;
    }
    if is_cyrillic(last) {
        let is_vowel = |c: char| matches!(c, 'а' | 'я' | 'о' | 'е' | 'и' | 'ы' | 'ь');
        let short = word.strip_suffix(is_vowel).unwrap_or(word);
        for stem in [short, short.strip_suffix(is_vowel).unwrap_or(short)] {
            endings.extend(CYRILLIC.iter().map(|ending| format!("{stem}{ending}")));
        }
    } else if is_last && last.is_ascii_alphabetic() {
        endings.extend(LATIN.iter().map(|ending| format!("{word}{ending}")));
    }
    endings.sort_unstable();
    endings.dedup();
    endings
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}
