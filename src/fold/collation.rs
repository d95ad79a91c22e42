//! The order of names in an index, and the letters they stand under, as a language has them.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::chars::like;

/// The consonants that Korean syllables begin with, as letters that stand by themselves.
const CONSONANTS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];

/// What collation has between two parts of which the first decides; it is less than any character.
const MERGED: &str = "\u{FFFE}";

/// The alphabet of a language.
#[derive(Debug, Default)]
pub struct Collation {
    /// Tells all names apart.
    order: Option<CollatorBorrowed<'static>>,
    /// Tells letters apart, and nothing else.
    letters: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// The alphabet of a language; of one that is not known, the common one.
    pub fn of(language: &str) -> Self {
        let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = strength;
            CollatorBorrowed::try_new(CollatorPreferences::from(&locale), options).ok()
        };
        Self { order: collator(None), letters: collator(Some(Strength::Primary)) }
    }

    /// What names are sorted by: `O’Neil` stands where `Oneil` would, and `Smith, Adam` before `Smith Barney`.
    pub fn key(&self, name: &str) -> Vec<u8> {
        let name = &filed(name).replace(['\'', '’'], "").replacen(", ", MERGED, 1);
        let mut key = Vec::new();
        // Writing to memory cannot fail.
        let written = self.order.as_ref().map(|order| order.write_sort_key_to(name, &mut key));
        if written.is_none() {
            key = super::key(name).into_bytes();
        }
        key
    }

    /// The letter that a name stands under: upper case, the one that the language has it stand with. `Ł` is a letter of its own
    /// in Polish, and elsewhere a form of `L`.
    ///
    /// Digits stand together under `0`, Chinese characters under `漢`, what has neither letter nor digit under `#`. A
    /// Korean name stands under its first consonant.
    pub fn letter(&self, name: &str) -> String {
        let Some(first) = filed(name).nfkc().find(|c| c.is_alphanumeric()) else {
            return "#".to_owned();
        };
        match first {
            c if c.is_numeric() => return "0".to_owned(),
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => {
                return "漢".to_owned();
            }
            _ => {}
        }
        let bare = first.nfkd().find(|&c| !is_combining_mark(c)).unwrap_or(first);
        if let '\u{1100}'..='\u{1112}' = bare {
            return CONSONANTS[bare as usize - 0x1100].to_string();
        }
        let own = upper(first);
        let is_same = |other: &String| {
            self.letters
                .as_ref()
                .is_none_or(|letters| letters.compare(&own, other) == Ordering::Equal)
        };
        let small = first.to_lowercase().next().unwrap_or(first);
        let typed = like(small).map(str::to_uppercase);
        let base = typed.into_iter().chain([upper(bare)]).find(is_same);
        base.map_or_else(|| own.clone(), |letters| letters.chars().take(1).collect())
    }
}

/// The capital of a letter; of `ß`, which has none, the first of the two that are written for it.
fn upper(c: char) -> String {
    c.to_uppercase().take(1).collect()
}

/// The words that count in an index: from the first letter on, and without the Arabic article.
fn filed(name: &str) -> &str {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = name.strip_prefix("ال").filter(|rest| rest.chars().take(2).count() == 2);
    bare.filter(|rest| rest.starts_with(char::is_alphabetic)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::Collation;

    #[test]
    fn letters_of_a_language() {
        for (language, name, letter) in [
            ("en", "Élan", "E"),
            ("en", "“al-Tanf”", "A"),
            ("en", "1984", "0"),
            ("en", "…", "#"),
            ("en", "文", "漢"),
            ("en", "дом", "Д"),
            ("en", "", "#"),
            ("en", "ﬁnch", "F"),
            ("de", "Österreich", "O"),
            ("sv", "Österreich", "Ö"),
            ("en", "Łódź", "L"),
            ("pl", "Łódź", "Ł"),
            ("fr", "Đorđe", "D"),
            ("hr", "Đorđe", "Đ"),
            ("de", "Ægir", "A"),
            ("da", "Ægir", "Æ"),
            ("en", "Øystein", "O"),
            ("nb", "Øystein", "Ø"),
            ("es", "Ñuble", "Ñ"),
            ("en", "Ñuble", "N"),
            ("ru", "Ёлкин", "Е"),
            ("ru", "Йемен", "Й"),
            ("uk", "Їжак", "Ї"),
            ("ar", "أحمد", "ا"),
            ("ar", "الرقة", "ر"),
            ("el", "Άργος", "Α"),
            ("de", "ß-Verlag", "S"),
            ("de", "Straße", "S"),
            ("tr", "İzmir", "İ"),
            ("ko", "가나", "ㄱ"),
            ("en", "김", "ㄱ"),
            ("ko", "ㅎ", "ㅎ"),
            ("ko", "힘", "ㅎ"),
            ("ja", "がくせい", "か"),
            ("x-unknown", "Éa", "E"),
        ] {
            assert_eq!(Collation::of(language).letter(name), letter, "{language} {name}");
        }
    }

    #[test]
    fn the_order_of_a_language() {
        for (language, names) in [
            ("en", "Al-Tanf|al-Zawra|Ånge|Zebari|Баранец"),
            ("sv", "Zebari|Ånge|Ärla|Örebro"),
            ("ru", "Баранец|Ёлкин|Жуков|Иванов|Йемен|Кац|Al-Tanf"),
            ("ar", "أحمد|بغداد|الرقة|الموصل|ياسين"),
            ("en", "Oakley|Olsen|O'Neil|O’Neill|Onslow|Osborne"),
            ("en", "New York|Newark|O, Ann|Oakley|O’Dea"),
            ("fr", "Danton|D’Artagnan|De Gaulle"),
            ("es", "Navarro|Nuria|Ñuble|Oviedo"),
            ("en", "Smith|Smith, Adam|Smith, Zoe|Smith Barney|Smith-Jones|Smithson, Ann"),
            ("de", "Dora, Ann|Đorđe, Ann|Dorf|Land|Łódź|Luft"),
            ("pl", "Luft|Łódź|Marek"),
        ] {
            let collation = Collation::of(language);
            let mut sorted: Vec<&str> = names.split('|').collect();
            sorted.reverse();
            sorted.sort_by_key(|name| collation.key(name));
            assert_eq!(sorted.join("|"), names, "{language}");
        }
    }
}
