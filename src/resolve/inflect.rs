//! The forms that a name takes in a sentence, so that whoever may not be named is not named by one of them.
//!
//! More forms than a language has do no harm: a name that is not there is not found.

mod declension;

use unicode_normalization::char::is_combining_mark;

use super::called::with_yeh;
use crate::fold::is_cjk;
use declension::{BALTIC, CASES, CYRILLIC, Declension, GREEK, PLURAL, SLAVIC};

/// A name that has fewer letters is too often the beginning of another word.
const LEAST: usize = 5;

/// A Chinese, Japanese or Korean name with so many characters is not also written with a space between its parts.
const WHOLE: usize = 9;

/// What has more words is a title, and stands as it is.
pub(super) const LONGEST: usize = 6;

/// So many forms of one name in one case are looked for.
const MOST: usize = 2_000;

/// What is added to a name in Latin letters: genitives and plurals.
const LATIN: [&str; 4] = ["s", "es", "n", "en"];

/// Particles that are written together with the word behind them.
const ARABIC: [&str; 15] =
    ["و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "بال", "لل", "كال", "فال", "ول", "وب", "فل"];

/// The same of Hebrew.
const HEBREW: [&str; 20] = [
    "ו", "ה", "ב", "כ", "ל", "מ", "ש", "וה", "וב", "וכ", "ול", "ומ", "וש", "שה", "שב", "של", "שמ",
    "כש", "מה", "לכש",
];

/// None of them has more letters.
const PARTICLE: usize = 3;

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

/// Postpositions of Hindi, Marathi and Nepali, as they are where names are compared.
const DEVANAGARI: [&str; 23] = [
    "ने",
    "को",
    "से",
    "मे",
    "का",
    "की",
    "के",
    "पर",
    "जी",
    "तक",
    "ला",
    "चा",
    "ची",
    "चे",
    "च्या",
    "नी",
    "शी",
    "हून",
    "ले",
    "लाई",
    "मा",
    "सग",
    "बाट",
];

/// How the languages of some texts change names, beyond what is looked for in all texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Inflection {
    /// Hardly.
    None,
    /// By the cases of the Slavic languages in Latin letters.
    Slavic,
    /// By the cases of Lithuanian and Latvian.
    Baltic,
    /// By suffixes, of which one follows another.
    Suffixes,
}

impl Inflection {
    /// That of a language, which is a BCP 47 tag.
    pub(super) fn of(language: &str) -> Self {
        match language.split('-').next().unwrap_or_default() {
            "bs" | "cnr" | "cs" | "dsb" | "hr" | "hsb" | "pl" | "sh" | "sk" | "sl" | "sr" => {
                Self::Slavic
            }
            "lt" | "lv" => Self::Baltic,
            "az" | "ba" | "cv" | "et" | "eu" | "fi" | "hu" | "kk" | "ky" | "mn" | "se" | "tk"
            | "tr" | "tt" | "ug" | "uz" => Self::Suffixes,
            _ => Self::None,
        }
    }

    /// Whether a name ends although letters follow it.
    pub(super) fn ends(self) -> fn(&str, &str) -> bool {
        match self {
            Self::Suffixes => ends_before_suffix,
            _ => ends,
        }
    }

    /// Whether names like this one have forms.
    pub(super) fn has_forms(self, word: &str) -> bool {
        let last = word.chars().next_back().unwrap_or_default();
        let is_devanagari = matches!(last, '\u{900}'..='\u{97f}');
        self.declension(word).is_some()
            || self == Self::Suffixes && last.is_alphabetic()
            || is_devanagari
            || has_suffixes(last)
    }

    fn declension(self, word: &str) -> Option<&'static Declension> {
        match (word.chars().next_back()?, self) {
            ('\u{400}'..='\u{4ff}', _) => Some(&CYRILLIC),
            ('\u{370}'..='\u{3ff}', _) => Some(&GREEK),
            (last, Self::Slavic) if last.is_alphabetic() => Some(&SLAVIC),
            (last, Self::Baltic) if last.is_alphabetic() => Some(&BALTIC),
            _ => None,
        }
    }
}

/// Whether a name begins although letters stand before it: one or two particles.
pub(super) fn begins(before: &str, name: &str) -> bool {
    let particles = match name.chars().next() {
        Some('\u{600}'..='\u{6ff}') => &ARABIC[..],
        Some('\u{5d0}'..='\u{5ea}') if name.chars().count() >= SHORTEST => &HEBREW,
        _ => return false,
    };
    let letters = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic());
    let Some((start, _)) = letters.take(2 * PARTICLE + 1).last() else { return false };
    let joined = &before[start..];
    let is_one = |letters| particles.contains(&letters);
    let mut places = joined.char_indices().skip(1);
    is_one(joined) || places.any(|(at, _)| is_one(&joined[..at]) && is_one(&joined[at..]))
}

/// Whether a name ends although letters follow it: particles, and in Korean and in scripts of languages with suffixes
/// nearly anything, so that none is forgotten.
fn ends(name: &str, after: &str) -> bool {
    let last = name.chars().next_back().unwrap_or_default();
    if after.starts_with(is_hangul) {
        let syllables = name.chars().filter(|&c| is_hangul(c)).count();
        let is_particle = || KOREAN.iter().any(|particle| after.starts_with(particle));
        return !is_hangul(last) || syllables >= FULL || syllables + 1 == FULL && is_particle();
    }
    if after.starts_with(char::is_numeric) && last.is_alphabetic() {
        // A footnote, a handle.
        return true;
    }
    let goes_on = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let rest = || after.split(|c| !goes_on(c)).next().unwrap_or_default();
    let is_devanagari = matches!(last, '\u{900}'..='\u{97f}');
    is_devanagari && name.chars().count() >= SHORTEST && DEVANAGARI.contains(&rest())
        || has_suffixes(last) && is_alone(name)
}

/// The scripts of Armenian and Georgian, and of India and Ceylon from the Bengali to the Sinhalese one.
fn has_suffixes(last: char) -> bool {
    matches!(last, '\u{530}'..='\u{58f}' | '\u{10a0}'..='\u{10ff}' | '\u{980}'..='\u{dff}')
}

/// The same in languages of which a word can have any number of suffixes.
fn ends_before_suffix(name: &str, after: &str) -> bool {
    ends(name, after) || is_alone(name)
}

/// Whether a name is hardly the beginning of another word.
pub(super) fn is_alone(name: &str) -> bool {
    name.contains(' ') || name.chars().count() >= LEAST
}

/// Other forms of a name, which is in small letters.
pub(super) fn forms(name: &str, inflection: Inflection) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let mut forms = Vec::new();
    if words.len() > 1 {
        // As handles and addresses have it.
        forms.extend(["", "_", "."].map(|between| words.join(between)));
        forms.extend(divided(&words));
    }
    let letters = name.chars().count();
    let is_parted = name.chars().all(is_cjk) || letters >= FULL && name.chars().all(is_hangul);
    if is_parted && letters < WHOLE {
        let places = name.char_indices().skip(1);
        forms.extend(places.map(|(at, _)| format!("{} {}", &name[..at], &name[at..])));
    }
    forms.extend(inflected(&words, inflection));
    forms
}

/// Other forms of the last word of a name, where it stands by itself.
pub(super) fn alone(word: &str, inflection: Inflection) -> Vec<String> {
    let cases = (0..=PLURAL).flat_map(|case| declined(word, case, true, inflection));
    let mut forms: Vec<String> = cases.chain(stems(word, inflection)).collect();
    let is_latin = word.ends_with(|last: char| last.is_ascii_alphabetic());
    forms.extend((is_latin && inflection != Inflection::Suffixes).then(|| format!("{word}s")));
    forms
}

/// A name of several words of which one is divided at the end of a line: its hyphen is a space here.
fn divided(words: &[&str]) -> Vec<String> {
    let mut forms = Vec::new();
    for (index, word) in words.iter().enumerate().filter(|_| words.len() <= LONGEST) {
        for (at, _) in word.char_indices().skip(2) {
            let parts = format!("{} {}", &word[..at], &word[at..]);
            let words = words.iter().enumerate();
            let words = words.map(|(other, word)| if other == index { &*parts } else { word });
            forms.push(words.collect::<Vec<_>>().join(" "));
        }
    }
    forms
}

/// A name as a sentence has it: all of its words in one case, or the last one alone with another ending.
fn inflected(words: &[&str], inflection: Inflection) -> Vec<String> {
    let Some((last, first)) = words.split_last() else { return Vec::new() };
    let whole = [first.join(" ")];
    let mut forms = joined(&whole, &endings(last, words.len() > 1, inflection));
    let cases = if words.len() > LONGEST { 0 } else { CASES };
    for case in 0..cases {
        let mut begun = vec![String::new()];
        for word in words {
            begun = joined(&begun, &declined(word, case, words.len() > 1, inflection));
            begun.truncate(MOST);
        }
        forms.extend(begun);
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Every beginning with every word behind it.
fn joined(begun: &[String], words: &[String]) -> Vec<String> {
    let with = |begun: &String| {
        let begun = begun.clone();
        words.iter().map(move |word| format!("{begun} {word}").trim_start().to_owned())
    };
    begun.iter().flat_map(with).collect()
}

/// A word of a name in a case; as it is, too, since some do not decline.
fn declined(word: &str, case: usize, has_others: bool, inflection: Inflection) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if let Some(declension) = inflection.declension(word)
        && (has_others || is_long(word))
    {
        forms.extend(declension.of(word, case));
    }
    forms
}

/// The last word of a name as it ends without regard to case: plurals, genitives with `s`, and stems before suffixes.
fn endings(word: &str, has_others: bool, inflection: Inflection) -> Vec<String> {
    let mut endings = declined(word, PLURAL, has_others, inflection);
    let last = word.chars().next_back().unwrap_or_default();
    if matches!(last, 'ي' | 'ى') {
        endings.extend(['ي', 'ى'].map(|yeh| with_yeh(word, yeh).into_owned()));
    }
    let is_latin = last.is_ascii_alphabetic() && inflection != Inflection::Suffixes;
    if is_latin && (has_others || is_long(word)) {
        endings.extend(LATIN.iter().map(|ending| format!("{word}{ending}")));
    }
    endings.extend(stems(word, inflection));
    endings
}

/// What a word is before its suffixes.
fn stems(word: &str, inflection: Inflection) -> Vec<String> {
    let mut stems = Vec::new();
    if inflection == Inflection::Suffixes {
        // `Virtanen`, `Virtasella`, `Virtasta`.
        let stem = word.strip_suffix("nen");
        stems.extend(
            stem.into_iter().flat_map(|stem| ["s", "se"].map(|end| format!("{stem}{end}"))),
        );
    }
    // `ბერიძე`, `ბერიძის`.
    stems.extend(word.strip_suffix(['ა', 'ე', 'ი']).map(str::to_owned));
    // Suffixes of the languages of southern India take the place of this sign.
    let bare = word.trim_end_matches(is_virama);
    stems.extend((bare != word).then(|| bare.to_owned()));
    stems
}

/// Whether a word by itself, in one of its forms, is hardly another word.
fn is_long(word: &str) -> bool {
    let is_cyrillic = word.ends_with(|c| matches!(c, '\u{400}'..='\u{4ff}'));
    word.chars().count() >= if is_cyrillic { SHORTEST } else { LEAST }
}

/// Whether a sign says that a consonant has no vowel, from the Bengali to the Malayalam script.
fn is_virama(c: char) -> bool {
    matches!(c, '\u{980}'..='\u{d7f}') && u32::from(c) % 128 == 0x4d
}

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}
