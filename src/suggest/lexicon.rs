//! What the words of a language are for: titles, verbs of speech, the nouns that organisations end in.
//!
//! The lists are the files of `words/` and `places/`, one for each language. A line of `words/` is a list and its items;
//! `=` gives an item a meaning, and `…` in it stands for a few words: `wollte sich … nicht äußern`.

mod forms;

pub(super) use forms::has_inner_capital;

use std::collections::{HashMap, HashSet};

use super::letters::is_site;
use super::tokens::Token;

const WORDS: [(&str, &str, &str); 9] = [
    ("en", include_str!("words/en.txt"), include_str!("places/en.txt")),
    ("de", include_str!("words/de.txt"), include_str!("places/de.txt")),
    ("fr", include_str!("words/fr.txt"), include_str!("places/fr.txt")),
    ("es", include_str!("words/es.txt"), include_str!("places/es.txt")),
    ("it", include_str!("words/it.txt"), include_str!("places/it.txt")),
    ("pt", include_str!("words/pt.txt"), include_str!("places/pt.txt")),
    ("nl", include_str!("words/nl.txt"), include_str!("places/nl.txt")),
    ("ru", include_str!("words/ru.txt"), include_str!("places/ru.txt")),
    ("ar", include_str!("words/ar.txt"), include_str!("places/ar.txt")),
];

/// The languages that there are words of, as BCP 47 has them.
pub fn languages() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|&(tag, ..)| tag)
}

/// Words that end in a full stop which ends no sentence.
const SHORT: [&str; 27] = [
    "st", "vs", "inc", "ltd", "jr", "sr", "ca", "bzw", "approx", "fig", "vol", "pp", "op", "cf",
    "mt", "u.a", "z.b", "d.h", "г", "тыс", "ул", "т.е", "т.д", "etc", "bd", "nr", "al",
];

/// The most words that `…` in an item stands for, and the one behind them.
const GAP: usize = 7;

/// Items by their first word.
type List = HashMap<String, Vec<(Vec<String>, &'static str)>>;

/// The words of a language.
pub(super) struct Lexicon {
    language: &'static str,
    lists: HashMap<&'static str, List>,
    /// The items of the list of numbers, in order: from two on.
    numbers: Vec<&'static str>,
    /// Places by their [`Lexicon::key`], as they are called.
    places: HashMap<String, &'static str>,
    /// First names by their [`Lexicon::key`]: `Виктор` and `Виктория` have one.
    given: HashMap<String, Vec<&'static str>>,
    /// Words that end in a full stop.
    short: HashSet<&'static str>,
    /// What endings of verbs stand for in the lists: `aron` for `ó`.
    inflected: Vec<(&'static str, &'static str)>,
    /// Words that lose their vowel before another: `l'`, `dell'`.
    elided: Vec<&'static str>,
    /// Pronouns that a hyphen joins to a verb, the longest first: `-t-il`.
    enclitic: Vec<&'static str>,
}

impl Lexicon {
    /// The words of a language, as a BCP 47 tag; English for one that there are no lists for.
    pub(super) fn of(language: &str) -> Self {
        let language = language.split('-').next().unwrap_or_default().to_lowercase();
        let found = WORDS.iter().find(|(tag, ..)| *tag == language).unwrap_or(&WORDS[0]);
        let &(language, words, places) = found;
        let mut lexicon = Self {
            language,
            lists: HashMap::new(),
            numbers: items(words, "number"),
            places: HashMap::new(),
            given: HashMap::new(),
            short: SHORT.into_iter().collect(),
            inflected: items(words, "inflected").iter().filter_map(|i| i.split_once('=')).collect(),
            elided: items(words, "elided"),
            enclitic: items(words, "enclitic"),
        };
        for (name, items) in words.lines().filter_map(|line| line.split_once(':')) {
            let mut list = List::new();
            for item in items.split(',').map(str::trim).filter(|item| !item.is_empty()) {
                if let Some(word) = item.strip_suffix('.') {
                    lexicon.short.insert(word);
                }
                if name == "given" {
                    let key = lexicon.key(std::iter::once(item));
                    lexicon.given.entry(key).or_default().push(item);
                    continue;
                }
                let (words, sense) = item.split_once('=').unwrap_or((item, item));
                let words = lexicon.apart(words);
                let Some(first) = words.first() else { continue };
                list.entry(first.clone()).or_default().push((words, sense));
            }
            list.values_mut()
                .for_each(|items| items.sort_by_key(|(words, _)| usize::MAX - words.len()));
            lexicon.lists.insert(name, list);
        }
        for place in places.lines() {
            let key = lexicon.key(lexicon.apart(&place.to_lowercase()).iter().map(String::as_str));
            lexicon.places.entry(key).or_insert(place);
        }
        lexicon
    }

    /// Whether this is the language of the words.
    pub(super) fn is(&self, language: &str) -> bool {
        self.language == language
    }

    /// Whether it is a Romance language: the speaker may stand behind the verb, an adjective behind its noun.
    pub(super) fn is_romance(&self) -> bool {
        self.has_exactly("grammar", "romance")
    }

    /// Whether a verb stands second, and its second part last, as in German and in Dutch: `Das hat das Amt gesagt`.
    pub(super) fn is_verb_second(&self) -> bool {
        self.has_exactly("grammar", "verb-second")
    }

    /// Whether it is a Romance language in which a verb needs no pronoun: `«…», dijo.`
    pub(super) fn drops_pronouns(&self) -> bool {
        self.has_exactly("grammar", "pronounless")
    }

    /// Whether the language tells names from other words by capital letters.
    pub(super) fn has_case(&self) -> bool {
        self.language != "ar"
    }

    /// Whether a word is an article that a Romance name may begin with: `Le Soir`, `La Habana`.
    pub(super) fn has_article(&self, word: &str) -> bool {
        self.is_romance() && self.has_exactly("the", word)
    }

    /// Whether a full stop after this word ends no sentence.
    pub(super) fn is_short(&self, word: &str) -> bool {
        let mut chars = word.chars();
        let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
        initial
            || word.contains('.') && !word.contains(|c: char| c.is_numeric()) && !is_site(word)
            || self.short.contains(&*word.to_lowercase())
    }

    /// Whether a word with its full stop is a month: `Dec.`
    pub(super) fn is_month(&self, word: &str) -> bool {
        word.len() > 3 && self.has_exactly("month", &word.to_lowercase())
    }

    /// How many tokens from one on are an item of a list, 0 for none, and what the item means.
    pub(super) fn sense(&self, list: &str, tokens: &[Token], at: usize) -> (usize, &'static str) {
        let none = (0, "");
        let (Some(list), Some(token)) = (self.lists.get(list), tokens.get(at)) else { return none };
        let found = self.forms(&token.lower).find_map(|form| {
            let mut items = list.get(&form)?.iter();
            items.find_map(|(words, sense)| Some((length(words, &tokens[at..])?, *sense)))
        });
        found.unwrap_or(none)
    }

    /// How many tokens from one on are an item of a list; 0 for none.
    pub(super) fn at(&self, list: &str, tokens: &[Token], at: usize) -> usize {
        self.sense(list, tokens, at).0
    }

    /// Whether a word is an item of a list by itself.
    pub(super) fn has(&self, list: &str, word: &str) -> bool {
        let Some(list) = self.lists.get(list) else { return false };
        self.forms(word).any(|form| {
            list.get(&form).is_some_and(|items| items.iter().any(|(words, _)| words.len() == 1))
        })
    }

    /// Whether a token is an item of a list by itself; what is beyond the text is none.
    pub(super) fn has_at(&self, list: &str, tokens: &[Token], at: usize) -> bool {
        tokens.get(at).is_some_and(|token| self.has(list, &token.lower))
    }

    /// Whether a word is an item of a list as it stands.
    pub(super) fn has_exactly(&self, list: &str, word: &str) -> bool {
        let items = self.lists.get(list).and_then(|list| list.get(word));
        items.is_some_and(|items| items.iter().any(|(words, _)| words.len() == 1))
    }

    /// Whether a word ends in an item of a list.
    pub(super) fn ends_in(&self, list: &str, word: &str) -> bool {
        word.char_indices().any(|(at, _)| self.has_exactly(list, &word[at..]))
    }

    /// Whether a word begins with an item of a list.
    pub(super) fn begins_with(&self, list: &str, word: &str) -> bool {
        word.char_indices().skip(1).any(|(at, _)| self.has_exactly(list, &word[..at]))
    }

    /// Whether a word has an ending that stands in a list of them.
    pub(super) fn has_ending(&self, list: &str, word: &str) -> bool {
        word.char_indices().skip(1).any(|(at, _)| self.has_exactly(list, &word[at..]))
    }

    /// Whether a word has the form of a Romance participle of the past.
    pub(super) fn is_participle(&self, word: &str) -> bool {
        self.has_ending("-participle", word)
    }

    /// Whether a word is a first name, in any case.
    pub(super) fn is_given(&self, word: &str) -> bool {
        self.given(word).is_some()
    }

    /// A first name as it is in the nominative, in small letters.
    pub(super) fn given(&self, word: &str) -> Option<&'static str> {
        let names = self.given.get(&self.key(std::iter::once(word)))?;
        let shared =
            |name: &str| name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
        let exact = names.iter().find(|name| **name == word);
        // `Левой партии` is of no Лев.
        let vowels = ['а', 'я', 'и', 'о', 'й', 'ь'];
        let is_adjective = word.ends_with("ой") && names.iter().all(|n| !n.ends_with(vowels));
        if self.is("ru") && exact.is_none() && is_adjective {
            return None;
        }
        exact.or_else(|| names.iter().rev().max_by_key(|name| shared(name))).copied()
    }

    /// What a word for a small number counts, from two to ten.
    pub(super) fn number(&self, word: &str) -> Option<usize> {
        let forms = self.lists.get("number")?.get(word)?;
        let counts = |(words, sense): &(Vec<String>, &str)| {
            (words.len() == 1).then(|| sense.parse().ok()).flatten()
        };
        let plain = || self.numbers.iter().take(9).position(|number| *number == word);
        forms.iter().find_map(counts).or_else(|| plain().map(|index| index + 2))
    }

    /// Whether a word goes on with the number before it: `million`, and in Arabic what is joined to it, `وخمسون`.
    pub(super) fn goes_on(&self, word: &str) -> bool {
        let joined = word.strip_prefix('و');
        self.has("times", word) || joined.is_some_and(|number| self.has("number", number))
    }

    /// Whether a word is a number in words, also one that a hyphen joins: `forty-six`.
    pub(super) fn is_count(&self, word: &str) -> bool {
        word.split(['-', '‑']).all(|part| self.has("number", part))
    }

    /// The name of the place that has this key.
    pub(super) fn place(&self, key: &str) -> Option<&'static str> {
        self.forms(key).find_map(|form| self.places.get(&form).copied())
    }
}

/// The items of a list among the words of a language.
fn items(words: &'static str, list: &str) -> Vec<&'static str> {
    let rest = |line: &'static str| line.strip_prefix(list)?.strip_prefix(':');
    let items = words.lines().find_map(rest).unwrap_or_default().split(',').map(str::trim);
    items.filter(|item| !item.is_empty()).collect()
}

/// How many tokens the words of an item are, `…` standing for a few others; nothing where they are others.
///
/// The first word is known to be the same.
fn length(words: &[String], tokens: &[Token]) -> Option<usize> {
    let mut at = 1;
    let mut is_gap = false;
    for word in &words[1..] {
        if word == "…" {
            is_gap = true;
            continue;
        }
        let most = if is_gap { GAP } else { 1 };
        let near = tokens[at.min(tokens.len())..].iter().take(most);
        let passed = near.take_while(|token| token.lower != *word && token.is_word).count();
        at += passed;
        tokens.get(at).filter(|token| token.lower == *word && passed < most)?;
        at += 1;
        is_gap = false;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use crate::parse::date::{relative, when};

    /// What is suggested as the words of a date is counted from the day where a reader writes the same words.
    #[test]
    fn relative_words_are_those_of_dates() {
        let from = when("2017-12-27").expect("a date");
        for (language, words, _) in super::WORDS {
            let items = words.lines().find_map(|line| line.strip_prefix("relative: "));
            for item in items.expect("a list").split(", ") {
                let (words, english) = item.split_once('=').unwrap_or((item, item));
                let read = relative(words, &from);
                assert!(read.is_some(), "{language}: {words}");
                assert_eq!(read, relative(english, &from), "{language}: {words}");
            }
        }
    }
}
