//! What names look like, and what a field tells of whom it names.
//!
//! Knows nobody by name.

use std::borrow::Cow;

use super::bodies::is_body;
use crate::fold;
use crate::model::article::Document;

/// The name in `[[name]]` and `[[name|text]]`, or the words themselves.
pub(super) fn bare(words: &str) -> &str {
    let words = words.trim();
    let inner = words.strip_prefix("[[").and_then(|inner| inner.strip_suffix("]]"));
    inner.map_or(words, |inner| inner.split_once('|').map_or(inner, |(name, _)| name)).trim()
}

/// What two spellings of one name have in common, also where a ligature could not be typed: `Ælfric`, `Aelfric`.
pub(super) fn key(name: &str) -> String {
    let key = fold::key(&typed(&with_yeh(name, 'ي')));
    if key.is_empty() { name.to_lowercase() } else { key }
}

/// A name with two letters for each ligature.
fn typed(name: &str) -> Cow<'_, str> {
    if !name.contains(|c| fold::ligature(c).is_some()) {
        return name.into();
    }
    let letters = |c: char| fold::ligature(c).map_or_else(|| c.to_string(), str::to_owned);
    name.chars().map(letters).collect()
}

/// A name with one yeh at the end of its words, with dots or without: one is typed for the other. In words of three letters they
/// make other words, `علي` and `على`.
pub(super) fn with_yeh(name: &str, yeh: char) -> Cow<'_, str> {
    if !name.contains(['ي', 'ى']) {
        return Cow::Borrowed(name);
    }
    let ended = |word: &str| match word.strip_suffix(['ي', 'ى']) {
        Some(stem) if stem.chars().nth(2).is_some() => format!("{stem}{yeh}"),
        _ => word.to_owned(),
    };
    Cow::Owned(name.split(' ').map(ended).collect::<Vec<_>>().join(" "))
}

/// What items call the question or the record of a document.
pub(super) fn names(document: &Document) -> impl Iterator<Item = &str> {
    let last = document.slug.rsplit('/').next().unwrap_or_default();
    let aliases = document.aliases.iter().map(|alias| alias.value.as_str());
    [&*document.slug, last, &document.title.value].into_iter().chain(aliases)
}

/// Whether words are a name in other letters. In small letters alone they are an id, or a name in a hurry.
pub(super) fn is_spelling(words: &str, name: &str) -> bool {
    let is_small = words.to_lowercase() == words && words.to_uppercase() != words;
    !is_small && key(words) == key(name)
}

/// What a field tells of the kind of whom it names, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Hint {
    #[default]
    Bare,
    Relay,
    Party,
    Speaker,
    Author,
    Place,
    Outlet,
}

impl Hint {
    /// The kind of somebody of whom nothing else is known but a name in a text of this language.
    pub(super) fn kind(self, name: &str, language: &str) -> &'static str {
        // What passes claims on by one word or with an article is an agency or a paper: `Reuters`, `Le Monde`. In small
        // letters it is somebody who is described: `the colonel`.
        let is_outlet = || {
            let lower = name.to_lowercase();
            let bare = without_article(&lower);
            let first = bare.map_or(Some(name), |bare| name.get(lower.len() - bare.len()..));
            let is_described = first.is_some_and(|first| first.starts_with(char::is_lowercase));
            (bare.is_some() || !name.contains(' ')) && !is_described
        };
        match self {
            Self::Bare => "concept",
            Self::Outlet => "organisation",
            Self::Relay if is_outlet() => "organisation",
            Self::Relay | Self::Party | Self::Speaker | Self::Author if is_body(name, language) => {
                "organisation"
            }
            Self::Relay | Self::Party | Self::Speaker | Self::Author => "person",
            Self::Place => "place",
        }
    }
}

/// Articles that say that somebody is one of several.
const ONE: [&str; 10] =
    ["a ", "an ", "ein ", "eine ", "einer ", "einem ", "einen ", "un ", "une ", "una "];

/// Articles that names have in a sentence and not by themselves.
const THE: [&str; 14] = [
    "the ", "der ", "die ", "das ", "den ", "dem ", "le ", "la ", "les ", "l'", "l’", "el ",
    "los ", "las ",
];

/// Those of them that stand before names alone: in German every noun has a capital.
const THE_OF_NAMES: [&str; 8] = ["the ", "le ", "la ", "les ", "l'", "el ", "los ", "las "];

/// A name with the first letter of its article in the other case, as it stands at the beginning of a sentence or inside of it.
pub(super) fn other_article(name: &str) -> Option<String> {
    let mut rest = name.chars();
    let first = rest.next()?;
    let lower = format!("{}{}", first.to_lowercase(), rest.as_str());
    let begins = |articles: &[&str]| articles.iter().any(|article| lower.starts_with(article));
    if first.is_lowercase() {
        begins(&THE).then(|| format!("{}{}", first.to_uppercase(), rest.as_str()))
    } else {
        begins(&THE_OF_NAMES).then_some(lower)
    }
}

/// A name without its article: `Pentagon` of `the Pentagon`.
pub(super) fn without_article(words: &str) -> Option<&str> {
    THE.iter().find_map(|article| words.strip_prefix(article)).map(str::trim_start)
}

/// Whether words are plainly a name and not a description (`a driver of the convoy`).
pub(super) fn is_name(words: &str) -> bool {
    let described = words.starts_with("the ") || ONE.iter().any(|one| words.starts_with(one));
    let mut parts = words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let is_lower = |part: &str| part.chars().next().is_some_and(char::is_lowercase);
    // The small words in names, `of` and `al` and `von`, are short.
    let is_word = |part: &str| is_lower(part) && part.chars().count() > 3;
    let has_capital = parts.clone().any(|part| !part.is_empty() && !is_lower(part));
    !described && has_capital && !parts.any(is_word)
}

#[cfg(test)]
mod tests {
    use super::Hint;

    #[test]
    fn names_and_descriptions() {
        for (words, name) in [
            ("Hoshyar Zebari", true),
            ("Secretary of State", true),
            ("al-Qaeda", true),
            ("新华社", true),
            ("a driver of the convoy", false),
            ("the Pentagon", false),
            ("ein Fahrer des Konvois", false),
            ("die Bundesregierung", true),
            ("Un Women", true),
            ("men who took part", false),
            ("Kurdish intelligence", false),
        ] {
            assert_eq!(super::is_name(words), name, "{words}");
        }
    }

    #[test]
    fn kinds() {
        for (hint, name, kind) in [
            (Hint::Relay, "Reuters", "organisation"),
            (Hint::Relay, "The Times", "organisation"),
            (Hint::Relay, "le Monde", "organisation"),
            (Hint::Relay, "新华社", "organisation"),
            (Hint::Relay, "the colonel", "person"),
            (Hint::Relay, "le colonel", "person"),
            (Hint::Relay, "the ministry", "organisation"),
            // Small letters can have more bytes.
            (Hint::Relay, "the İİİİİ", "organisation"),
            (Hint::Relay, "Ada Example", "person"),
            (Hint::Speaker, "The Times", "organisation"),
        ] {
            assert_eq!(hint.kind(name, "en"), kind, "{name}");
        }
    }

    #[test]
    fn spellings() {
        for (words, name, spelling) in [
            ("JAPAN", "Japan", true),
            ("japan", "Japan", false),
            ("Japon", "Japan", false),
            ("Japan!", "Japan", true),
            ("سامى المصري", "سامي المصرى", true),
            ("سامي", "سامية", false),
            ("على", "علي", false),
        ] {
            assert_eq!(super::is_spelling(words, name), spelling, "{words}");
        }
    }

    #[test]
    fn brackets() {
        for (words, bare) in
            [("[[X]]", "X"), ("[[X|the x]]", "X"), (" X ", "X"), ("[person 1]", "[person 1]")]
        {
            assert_eq!(super::bare(words), bare);
        }
    }
}
