//! The forms that a name takes in a sentence, so that whoever may not be named is not named by one of them.
//!
//! More forms than a language has do no harm: a name that is not there is not found.

use unicode_normalization::char::is_combining_mark;

use crate::fold::is_cjk;

/// A name that has fewer letters is too often the beginning of another word.
const LEAST: usize = 5;

/// A Chinese, Japanese or Korean name with so many characters is not also written with a space between its parts.
const WHOLE: usize = 9;

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

/// The same of Hebrew.
const HEBREW: [&str; 20] = [
    "ו", "ה", "ב", "כ", "ל", "מ", "ש", "וה", "וב", "וכ", "ול", "ומ", "וש", "שה", "שב", "של", "שמ",
    "כש", "מה", "לכש",
];

/// A name that has fewer letters makes other words with the particles beside it.
const SHORTEST: usize = 3;

/// Korean particles, and what else follows a name without a space.
const KOREAN: [&str; 36] = [
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "랑",
    "도",
    "로",
    "으로",
    "만",
    "씨",
    "님",
    "군",
    "양",
    "부터",
    "까지",
    "께",
    "한테",
    "라",
    "야",
    "아",
    "여",
    "보다",
    "처럼",
    "조차",
    "마저",
    "마다",
    "입니다",
    "였",
    "측",
    "네",
];

/// A Hangul name with so many syllables is hardly the beginning of another word.
const FULL: usize = 3;

/// Hindi postpositions, as they are where names are compared.
const HINDI: [&str; 10] = ["ने", "को", "से", "मे", "का", "की", "के", "पर", "जी", "तक"];

/// Whether a name ends although letters follow it: particles, and in Korean nearly anything, so that none is forgotten.
pub(super) fn ends(name: &str, after: &str) -> bool {
    let last = name.chars().next_back().unwrap_or_default();
    if after.starts_with(is_hangul) {
        let syllables = name.chars().filter(|&c| is_hangul(c)).count();
        let is_particle = || KOREAN.iter().any(|particle| after.starts_with(particle));
        return !is_hangul(last) || syllables >= FULL || syllables + 1 == FULL && is_particle();
    }
    let goes_on = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let rest = || after.split(|c| !goes_on(c)).next().unwrap_or_default();
    matches!(last, '\u{900}'..='\u{97f}')
        && name.chars().count() >= SHORTEST
        && HINDI.contains(&rest())
}

/// Other forms of a name, which is in small letters.
pub(super) fn forms(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let mut forms = Vec::new();
    if words.len() > 1 {
        // As handles and addresses have it.
        forms.extend(["", "_", "."].map(|between| words.join(between)));
    }
    let letters = name.chars().count();
    let is_parted = name.chars().all(is_cjk) || letters >= FULL && name.chars().all(is_hangul);
    if is_parted && letters < WHOLE {
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
    let particles = match name.chars().next() {
        Some('\u{600}'..='\u{6ff}') => &ARABIC[..],
        Some('\u{5d0}'..='\u{5ea}') if letters >= SHORTEST => &HEBREW,
        _ => &[],
    };
    for form in inflected.iter().map(|form| form.trim_start()) {
        forms.push(form.to_owned());
        forms.extend(particles.iter().map(|particle| format!("{particle}{form}")));
    }
    forms
}

/// A word of a name as it ends in a sentence.
fn endings(word: &str, is_last: bool) -> Vec<String> {
    let letters = word.chars().count();
    let last = word.chars().next_back().unwrap_or_default();
    let mut endings = vec![word.to_owned()];
    if letters > SHORTEST && matches!(last, 'ي' | 'ى') {
        // One is typed for the other; in shorter words they are other words.
        let stem = word.trim_end_matches(last);
        endings.extend(['ي', 'ى'].map(|last| format!("{stem}{last}")));
    }
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

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}
