//! Which names are those of bodies, by their form: `Army Medical Department`, `SOHR`.
//!
//! Decides only where nobody says what kind of thing is named.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::called::without_article;

/// The words for bodies that a first reader goes by too.
const WORDS: [(&str, &str); 6] = [
    ("en", include_str!("../suggest/words/en.txt")),
    ("de", include_str!("../suggest/words/de.txt")),
    ("fr", include_str!("../suggest/words/fr.txt")),
    ("es", include_str!("../suggest/words/es.txt")),
    ("ru", include_str!("../suggest/words/ru.txt")),
    ("ar", include_str!("../suggest/words/ar.txt")),
];

/// English is used everywhere, and of two scripts there is one list, of whose words none is a name in another language.
const EVERYWHERE: [&str; 3] = ["en", "ru", "ar"];

/// The words for bodies in each language of [`WORDS`].
static BODIES: [OnceLock<HashSet<&str>>; WORDS.len()] = [const { OnceLock::new() }; WORDS.len()];

/// Whether a name is that of a body, in a text of this language. Texts name the bodies of other countries in their language.
///
/// A word for a body in another language can be a surname here (`Cruz`), and is none if the name begins with it.
pub(super) fn is_body(name: &str, language: &str) -> bool {
    let base = language.split('-').next().unwrap_or_default();
    let lower = name.to_lowercase();
    let bare = without_article(&lower).unwrap_or(&lower);
    let words: Vec<&str> = words(bare).collect();
    let is_more = words.len() > 1 || bare.len() < lower.len();
    let first = &words[..words.len().min(usize::from(is_more))];
    let has_word = WORDS.iter().zip(&BODIES).any(|((tag, lists), known)| {
        let known = known.get_or_init(|| bodies(lists));
        let is_own = EVERYWHERE.contains(tag) || tag.eq_ignore_ascii_case(base);
        let words = if is_own { &words[..] } else { first };
        words.iter().any(|word| known.contains(word))
    });
    has_word || is_acronym(name)
}

fn bodies(lists: &'static str) -> HashSet<&'static str> {
    let lists = lists.lines().filter_map(|line| line.split_once(':'));
    let items = lists.filter(|(list, _)| matches!(*list, "organisation" | "firm"));
    items.flat_map(|(_, items)| items.split(',').map(str::trim)).collect()
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty())
}

/// Whether a name is one word in capital letters.
fn is_acronym(name: &str) -> bool {
    let mut words = words(name);
    let is_one = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    words.next().is_some_and(is_one) && words.next().is_none()
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
            ("Commission of Inquiry", "ar", true),
            ("Calder health directorate", "ar", true),
            ("Ministère de la Défense", "en", true),
            ("Cruz Roja", "de", true),
            ("Le Monde", "en", true),
            ("وزارة الدفاع", "en", true),
            ("Министерство обороны", "fr", true),
            ("Elena Cruz", "en", false),
            ("Cruz", "de", false),
            ("Elena Cruz", "ar", false),
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
