//! Which names are those of bodies, by their form: `Army Medical Department`, `SOHR`.
//!
//! Decides only where nobody says what kind of thing is named.

use std::collections::HashSet;
use std::sync::OnceLock;

/// The words for bodies that a first reader goes by too.
const WORDS: [(&str, &str); 6] = [
    ("en", include_str!("../suggest/words/en.txt")),
    ("de", include_str!("../suggest/words/de.txt")),
    ("fr", include_str!("../suggest/words/fr.txt")),
    ("es", include_str!("../suggest/words/es.txt")),
    ("ru", include_str!("../suggest/words/ru.txt")),
    ("ar", include_str!("../suggest/words/ar.txt")),
];

/// The words for bodies in each language of [`WORDS`].
static BODIES: [OnceLock<HashSet<&str>>; WORDS.len()] = [const { OnceLock::new() }; WORDS.len()];

/// Whether a name is that of a body, in a text of this language; English for one that there is no list for.
pub(super) fn is_body(name: &str, language: &str) -> bool {
    let base = language.split('-').next().unwrap_or_default();
    let index = WORDS.iter().position(|(tag, _)| tag.eq_ignore_ascii_case(base)).unwrap_or(0);
    let bodies = BODIES[index].get_or_init(|| bodies(WORDS[index].1));
    let is_end = |c: char| !c.is_alphanumeric() && c != '-';
    let mut words = name.split(is_end).filter(|word| !word.is_empty());
    words.clone().any(|word| bodies.contains(&*word.to_lowercase()))
        || words.next().is_some_and(is_acronym) && words.next().is_none()
}

fn bodies(lists: &'static str) -> HashSet<&'static str> {
    let lists = lists.lines().filter_map(|line| line.split_once(':'));
    let items = lists.filter(|(list, _)| matches!(*list, "organisation" | "firm"));
    items.flat_map(|(_, items)| items.split(',').map(str::trim)).collect()
}

fn is_acronym(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    #[test]
    fn bodies_have_words_for_bodies() {
        for (name, language, body) in [
            ("Army Medical Department", "en", true),
            ("British Army", "en-GB", true),
            ("SOHR", "en", true),
            ("Human Rights Watch", "ja", true),
            ("Auswärtiges Amt", "de", true),
            ("وزارة الدفاع", "ar", true),
            ("Министерство обороны", "ru", true),
            ("Hoshyar Zebari", "en", false),
            ("Roger Fenton", "en", false),
            ("K", "en", false),
            ("安倍晋三", "ja", false),
            ("المنظمون", "ar", false),
            ("", "en", false),
        ] {
            assert_eq!(super::is_body(name, language), body, "{name}");
        }
    }
}
