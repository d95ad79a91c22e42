//! Words that say the opposite: `legal` and `illegal`, `import` and `export`, `before` and `after`.
//!
//! Told only where the quote has one and its passage the other: a slip of the hand makes none of them out of the other.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use crate::fold::{Level, fold};

/// What turns a word into its opposite, in English, German, French, Spanish and Russian.
const NEGATING: [&str; 15] = [
    "un", "in", "im", "il", "ir", "dis", "non", "anti", "de", "des", "mis", "не", "без", "бес",
    "анти",
];

/// What stands against one another at the beginning of words.
const AGAINST: [(&str, &str); 15] = [
    ("in", "de"),
    ("in", "ex"),
    ("im", "ex"),
    ("im", "em"),
    ("en", "dis"),
    ("in", "out"),
    ("up", "down"),
    ("over", "under"),
    ("pro", "anti"),
    ("pre", "post"),
    ("for", "back"),
    ("ein", "aus"),
    ("be", "ent"),
    ("в", "вы"),
    ("вы", "про"),
];

/// Words that stand against one another, each in both orders.
static PAIRS: LazyLock<HashSet<(String, String)>> = LazyLock::new(|| {
    let lines = include_str!("words/opposites.txt").lines();
    let folded = |word: &str| fold(word, Level::Case).text;
    let pairs = lines.filter_map(|line| line.split_once(' '));
    let pairs = pairs.map(|(one, other)| (folded(one), folded(other)));
    pairs.flat_map(|(one, other)| [(other.clone(), one.clone()), (one, other)]).collect()
});

/// The least letters of what two such words share.
const SHARED: usize = 3;

/// A word of a quote and the word of its passage that is its opposite.
pub(super) fn opposed(quote: &str, passage: &str) -> Option<(String, String)> {
    let [said, is] = [quote, passage].map(words);
    let only = |these: &BTreeMap<String, usize>, those: &BTreeMap<String, usize>| -> Vec<String> {
        let more = these.iter().filter(|(word, count)| those.get(*word).is_none_or(|n| n < count));
        more.map(|(word, _)| word.clone()).collect()
    };
    let (said, is) = (only(&said, &is), only(&is, &said));
    let pairs = said.iter().flat_map(|one| is.iter().map(move |other| (one, other)));
    let mut opposites = pairs.filter(|(one, other)| are_opposites(one, other));
    opposites.next().map(|(one, other)| (one.clone(), other.clone()))
}

/// How often each word stands in a text. What follows a number directly is a word of its own: `11am`.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let folded = fold(text, Level::Case).text;
    for written in folded.split(|c: char| !c.is_alphanumeric()) {
        let unit = written.trim_start_matches(char::is_numeric);
        let number = &written[..written.len() - unit.len()];
        for word in [number, unit].into_iter().filter(|word| !word.is_empty()) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
    words
}

fn are_opposites(one: &str, other: &str) -> bool {
    let is_long = |rest: &str| rest.chars().count() >= SHARED;
    let negates = |long: &str, short: &str| {
        let prefix = long.strip_suffix(short).filter(|_| is_long(short));
        prefix.is_some_and(|prefix| NEGATING.contains(&prefix))
    };
    let same = |one: Option<&str>, other: Option<&str>| one.is_some_and(is_long) && one == other;
    let against = |&(a, b): &(&str, &str)| {
        same(one.strip_prefix(a), other.strip_prefix(b))
            || same(one.strip_prefix(b), other.strip_prefix(a))
    };
    let lacks = |full: &str, less: &str| {
        let stem = |word: &str, end: &str| word.find(end).map(|at| word[..at].to_owned());
        let (full, less) = (stem(full, "ful"), stem(less, "less"));
        full.is_some_and(|stem| is_long(&stem) && less == Some(stem.clone()))
    };
    // `employer` and `employee`
    let serves = |one: &str, other: &str| {
        let [one, other] = [one, other].map(|word| word.trim_end_matches('s'));
        same(one.strip_suffix('r'), other.strip_suffix('e')) && other.ends_with("ee")
    };
    negates(one, other)
        || negates(other, one)
        || AGAINST.iter().any(against)
        || is_pair(one, other)
        || lacks(one, other)
        || lacks(other, one)
        || serves(one, other)
        || serves(other, one)
}

/// Whether two words stand against one another by themselves, also behind the article of Arabic.
fn is_pair(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|word| word.strip_prefix("ال").unwrap_or(word));
    PAIRS.contains(&(one.to_owned(), other.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::are_opposites;

    #[test]
    fn opposites() {
        for (one, other, opposed) in [
            ("legal", "illegal", true),
            ("unable", "able", true),
            ("humanely", "inhumanely", true),
            ("nonprofit", "profit", true),
            ("increased", "decreased", true),
            ("imports", "exports", true),
            ("carefully", "carelessly", true),
            ("возможно", "невозможно", true),
            ("lost", "won", true),
            ("enabled", "disabled", true),
            ("employees", "employers", true),
            ("off", "on", true),
            ("pm", "am", true),
            ("matin", "soir", true),
            ("включена", "выключена", true),
            ("الغرب", "الشرق", true),
            ("street", "strert", false),
            ("possible", "impossibly", false),
            ("to", "into", false),
            ("kinot", "knot", false),
            ("report", "reports", false),
        ] {
            assert_eq!(are_opposites(one, other), opposed, "{one} {other}");
        }
    }
}
