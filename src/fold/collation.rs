//! The order of names in an index, and the letters they stand under, as a language has them.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

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

/// What stands behind every letter in collation.
const LAST: &str = "\u{FFFF}";

/// The letters of Latin alphabets that others may write with two signs.
const LETTERS: RangeInclusive<char> = '\u{C0}'..='\u{17F}';

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
    /// in Polish, and elsewhere a form of `L`. `Ch` is one in Czech, and `Aa` stands under `Å` in Danish.
    ///
    /// Digits stand together under `0`, Chinese characters under `漢`, what has neither letter nor digit under `#`. A
    /// Korean name stands under its first consonant.
    pub fn letter(&self, name: &str) -> String {
        let name = || filed(name).nfkc().skip_while(|c| !c.is_alphanumeric());
        let Some(first) = name().next() else { return "#".to_owned() };
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
        if let Some(own) = self.of_several(name()) {
            let letter = LETTERS.map(upper).find(|other| self.compare(&own, other).is_eq());
            return letter.unwrap_or_else(|| capital(&own));
        }
        let own = upper(first);
        let is_same = |other: &String| self.compare(&own, other).is_eq();
        let small = first.to_lowercase().next().unwrap_or(first);
        let typed = like(small).map(str::to_uppercase);
        let base = typed.into_iter().chain([upper(bare)]).find(is_same);
        base.map_or_else(|| own.clone(), |letters| letters.chars().take(1).collect())
    }

    /// The signs at the head of a name that are one letter, where it is more than one: together they do not stand among what
    /// begins with the first of them. Only scripts that have capitals write letters so.
    fn of_several(&self, name: impl Iterator<Item = char>) -> Option<String> {
        let mut letter = String::new();
        for sign in name.take_while(|c| c.is_lowercase() || c.is_uppercase()) {
            let longer = format!("{letter}{sign}");
            let is_apart = self.compare(&longer, &letter).is_lt()
                || self.compare(&longer, &format!("{letter}{LAST}")).is_gt();
            if !letter.is_empty() && !is_apart {
                break;
            }
            letter = longer;
        }
        letter.chars().nth(1).is_some().then_some(letter)
    }

    /// The order of letters; of a language that is not known, they are all alike.
    fn compare(&self, one: &str, other: &str) -> Ordering {
        self.letters.as_ref().map_or(Ordering::Equal, |letters| letters.compare(one, other))
    }
}

/// A letter of several signs at the head of a name or heading: `Ch`.
fn capital(signs: &str) -> String {
    let mut signs = signs.chars();
    let first = signs.next().map(upper).unwrap_or_default();
    first + &signs.as_str().to_lowercase()
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
            ("cs", "Chomutov", "Ch"),
            ("cs", "CHKO", "Ch"),
            ("cs", "Cvikov", "C"),
            ("cs", "Čáslav", "Č"),
            ("cs", "Aachen", "A"),
            ("sk", "„chata“", "Ch"),
            ("en", "Cheb", "C"),
            ("es", "Chile", "C"),
            ("da", "Aarhus", "Å"),
            ("nb", "Aasen", "Å"),
            ("nn", "Aasen", "Å"),
            ("no", "Aasen", "Å"),
            ("da", "Ærø", "Æ"),
            ("da", "Abild", "A"),
            ("sv", "Aasen", "A"),
            ("de", "Aachen", "A"),
            ("hu", "Csaba", "Cs"),
            ("hu", "Dzsida", "Dzs"),
            ("hu", "Győr", "Gy"),
            ("hu", "Szeged", "Sz"),
            ("hu", "Sopron", "S"),
            ("hr", "Džep", "Dž"),
            ("hr", "Ljubljana", "Lj"),
            ("hr", "Njivice", "Nj"),
            ("hr", "Nin", "N"),
            ("cy", "Llanelli", "Ll"),
            ("cy", "Ngugi", "Ng"),
            ("cy", "Neath", "N"),
            ("th", "เกาะ", "เ"),
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
            ("cs", "Cvikov|Čáslav|Hora|Cheb|Chomutov|Ivan"),
            ("da", "Abild|Zoega|Ærø|Øster|Aarhus"),
        ] {
            let collation = Collation::of(language);
            let mut sorted: Vec<&str> = names.split('|').collect();
            sorted.reverse();
            sorted.sort_by_key(|name| collation.key(name));
            assert_eq!(sorted.join("|"), names, "{language}");
        }
    }
}
