//! The words of redacted names, to compare those with that are left in a text.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::words;
use crate::resolve::find::Finder;
use crate::resolve::inflect::{self, Inflection, LONGEST};

/// A form has at most so many letters more than its name.
const LONGER: usize = 4;

/// So many letters of a name may be others before one of them is spelt wrong: in fewer, another letter is another name.
const LETTERS: usize = 4;

/// A last word that has fewer letters is not looked for by itself, and one that has no more not in other forms.
const SHORT: usize = 3;

/// The words of redacted names, to compare others with.
#[derive(Debug, Default, PartialEq)]
pub(in crate::resolve) struct Likes {
    /// By the first letters of both.
    pairs: HashMap<(char, char), Vec<Like>>,
    /// Finds the last words of what people are called, in the forms that texts have of them.
    last: BTreeMap<Inflection, Finder<Arc<Last>>>,
}

/// Two words that stand side by side in a redacted name.
#[derive(Debug, PartialEq)]
struct Like {
    words: [String; 2],
    name: String,
}

/// The last word of what somebody is called, or the only one.
#[derive(Debug, PartialEq)]
pub(super) struct Last {
    /// The word, in the form in which words are compared.
    pub(super) word: String,
    /// The name.
    pub(super) name: String,
    /// Whether the name has other words.
    pub(super) has_others: bool,
    /// The label of who is called so.
    pub(super) label: Arc<str>,
}

impl Likes {
    /// Those of some names, among them those of people, with their labels; for texts that inflect names so.
    pub(in crate::resolve) fn of(
        names: &BTreeSet<String>,
        people: &[(String, Arc<str>)],
        inflections: &BTreeSet<Inflection>,
    ) -> Self {
        let mut likes = Self::default();
        let last: Vec<_> =
            people.iter().filter_map(|(name, label)| Last::of(name, label)).collect();
        let finder = |&inflection: &Inflection| (inflection, finder(&last, inflection));
        likes.last = inflections.iter().map(finder).collect();
        for name in names {
            let words = words(name);
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            if words.len() > LONGEST {
                continue;
            }
            let mut pairs: BTreeSet<[&String; 2]> =
                words.windows(2).map(|pair| [&pair[0], &pair[1]]).collect();
            pairs.extend((words.len() > 2).then_some([first, last]));
            for pair in pairs {
                let Some(letters) = initials(pair) else { continue };
                let like = Like { words: pair.map(String::clone), name: name.clone() };
                likes.pairs.entry(letters).or_default().push(like);
            }
        }
        likes
    }

    /// Finds last words in texts that inflect names so.
    pub(super) fn last(&self, inflection: Inflection) -> Option<&Finder<Arc<Last>>> {
        self.last.get(&inflection)
    }

    /// The name that two words are like.
    pub(super) fn find(&self, words: [&String; 2], inflection: Inflection) -> Option<&str> {
        let likes = self.pairs.get(&initials(words)?)?;
        let like = likes.iter().find(|like| like.is(words, inflection))?;
        Some(&like.name)
    }
}

impl Last {
    fn of(name: &str, label: &Arc<str>) -> Option<Arc<Self>> {
        let mut words = words(name);
        let word = words.pop().filter(|word| word.chars().count() >= SHORT)?;
        let has_others = !words.is_empty();
        Some(Arc::new(Self { word, name: name.to_owned(), has_others, label: label.clone() }))
    }
}

/// A finder of last words; of names that end alike, it says the first.
fn finder(last: &[Arc<Last>], inflection: Inflection) -> Finder<Arc<Last>> {
    let mut forms = BTreeMap::new();
    for last in last {
        forms.entry(last.word.clone()).or_insert_with(|| last.clone());
    }
    for last in last.iter().filter(|last| last.word.chars().count() > SHORT) {
        for form in inflect::alone(&last.word, inflection) {
            forms.entry(form).or_insert_with(|| last.clone());
        }
    }
    Finder::loose(forms, inflection)
}

impl Like {
    /// Whether two words are a form of these, or are spelt nearly as these are.
    fn is(&self, words: [&String; 2], inflection: Inflection) -> bool {
        let pairs = || self.words.iter().zip(words);
        pairs().all(|(name, word)| name == word || is_form(name, word, inflection))
            || pairs().all(|(name, word)| is_spelt(name, word))
    }
}

fn is_form(name: &str, word: &str, inflection: Inflection) -> bool {
    let letters = name.chars().count();
    let same = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let is_near = same >= 2 && 2 * same >= letters && word.chars().count() <= letters + LONGER;
    is_near && inflection.has_forms(name)
}

fn is_spelt(name: &str, word: &str) -> bool {
    strsim::osa_distance(name, word) <= name.chars().count() / LETTERS
}

fn initials(words: [&String; 2]) -> Option<(char, char)> {
    Some((words[0].chars().next()?, words[1].chars().next()?))
}
