//! Words that say the opposite: `legal` and `illegal`, `import` and `export`, `before` and `after`.
//!
//! Told only where the quote has one and its passage the other: a slip of the hand makes none of them out of the other.

use std::collections::BTreeMap;

use crate::fold::{Level, fold};

/// What turns a word into its opposite, in English, German, French, Spanish and Russian.
const NEGATING: [&str; 13] =
    ["un", "in", "im", "il", "ir", "dis", "non", "de", "des", "mis", "не", "без", "бес"];

/// What stands against one another at the beginning of words.
const AGAINST: [(&str, &str); 9] = [
    ("in", "de"),
    ("in", "ex"),
    ("im", "ex"),
    ("in", "out"),
    ("up", "down"),
    ("over", "under"),
    ("pro", "anti"),
    ("pre", "post"),
    ("for", "back"),
];

/// Words that stand against one another.
const PAIRS: [(&str, &str); 32] = [
    ("before", "after"),
    ("rose", "fell"),
    ("rise", "fall"),
    ("rises", "falls"),
    ("rising", "falling"),
    ("won", "lost"),
    ("win", "lose"),
    ("wins", "loses"),
    ("victory", "defeat"),
    ("up", "down"),
    ("left", "right"),
    ("north", "south"),
    ("northern", "southern"),
    ("east", "west"),
    ("eastern", "western"),
    ("true", "false"),
    ("guilty", "innocent"),
    ("alive", "dead"),
    ("killed", "wounded"),
    ("bought", "sold"),
    ("for", "against"),
    ("he", "she"),
    ("his", "her"),
    ("men", "women"),
    ("km", "m"),
    ("kg", "g"),
    ("vor", "nach"),
    ("vorher", "nachher"),
    ("avant", "apres"),
    ("antes", "despues"),
    ("gagne", "perdu"),
    ("до", "после"),
];

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

/// How often each word stands in a text.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let folded = fold(text, Level::Case).text;
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
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
    let pair = |&(a, b): &(&str, &str)| one == a && other == b || one == b && other == a;
    let lacks = |full: &str, less: &str| {
        let stem = |word: &str, end: &str| word.find(end).map(|at| word[..at].to_owned());
        let (full, less) = (stem(full, "ful"), stem(less, "less"));
        full.is_some_and(|stem| is_long(&stem) && less == Some(stem.clone()))
    };
    negates(one, other)
        || negates(other, one)
        || AGAINST.iter().any(against)
        || PAIRS.iter().any(pair)
        || lacks(one, other)
        || lacks(other, one)
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
            ("possible", "impossibly", false),
            ("to", "into", false),
            ("kinot", "knot", false),
            ("report", "reports", false),
        ] {
            assert_eq!(are_opposites(one, other), opposed, "{one} {other}");
        }
    }
}
