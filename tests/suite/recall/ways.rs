//! The ways in which people and programs change a quote.

use unicode_normalization::UnicodeNormalization;
use variorum::fold::{Level, fold};

use super::{Passage, is_long};

/// What a passage became.
pub(super) struct Changed {
    pub(super) quote: String,
    pub(super) should: Should,
    /// The words that were changed, as they are printed and as they are written now.
    pub(super) struck: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Should {
    Stand,
    Conflict,
    BeLost,
}

type Way = (&'static str, fn(&mut Random, &Passage) -> Option<Changed>);

pub(super) const WAYS: [Way; 27] = [
    ("as printed", |_, p| Some(Changed::standing(p.text().to_owned()))),
    ("other white space", |r, p| {
        Some(Changed::standing(joined(p, |_| r.one(&[" ", "  ", "\n", "\u{A0}"]))))
    }),
    ("other quotation marks and dashes", |_, p| {
        Some(Changed::standing(p.text().chars().map(retyped).collect()))
    }),
    ("decomposed", |_, p| Some(Changed::standing(p.text().nfd().collect()))),
    ("soft hyphens", |r, p| {
        Some(Changed::standing(p.words.iter().map(|w| hyphened(r, w)).collect()))
    }),
    ("upper case", |_, p| Some(Changed::standing(p.text().to_uppercase()))),
    ("no punctuation", |_, p| {
        let bare = |c: &char| c.is_alphanumeric() || c.is_whitespace() || p.is_in_number(*c);
        Some(Changed::standing(p.text().chars().filter(bare).collect()))
    }),
    ("bold within", |r, p| Some(Changed::standing(around(p, r.below(p.words.len()), "**", "**")))),
    ("brackets within", |r, p| {
        let after = 1 + r.below(p.words.len() - 2);
        let parts = [&p.words[..=after], &p.words[after + 1..]].map(|part| part.join(" "));
        parts.iter().all(|part| is_long(part)).then(|| Changed::standing(parts.join(" [sic] ")))
    }),
    ("middle left out", |_, p| {
        let third = p.words.len() / 3;
        let parts = [&p.words[..third], &p.words[2 * third..]].map(|part| part.join(" "));
        parts.iter().all(|part| is_long(part)).then(|| Changed::standing(parts.join(" … ")))
    }),
    ("one typo", |r, p| Some(struck(r, p, 1))),
    ("2 % typos", |r, p| Some(struck(r, p, p.share(2)))),
    ("4 % typos", |r, p| Some(struck(r, p, p.share(4)))),
    ("6 % typos", |r, p| Some(struck(r, p, p.share(6)))),
    ("8 % typos", |r, p| Some(struck(r, p, p.share(8)))),
    ("10 % typos", |r, p| Some(struck(r, p, p.share(10)))),
    ("one typo, in capitals", |r, p| {
        let mut changed = struck(r, p, 1);
        changed.quote = changed.quote.to_uppercase();
        Some(changed)
    }),
    ("a word left out", |r, p| {
        let word = 1 + r.below(p.words.len() - 2);
        exchanged(p, word, "", Should::Stand)
    }),
    ("a word twice", |r, p| {
        let word = 1 + r.below(p.words.len() - 2);
        exchanged(p, word, &format!("{0} {0}", p.words[word]), Should::Stand)
    }),
    ("another number", |r, p| {
        let word = p.words.iter().position(|word| word.contains(char::is_numeric))?;
        let digits: Vec<usize> =
            p.words[word].match_indices(char::is_numeric).map(|d| d.0).collect();
        let mut other: Vec<char> = p.words[word].chars().collect();
        let at = p.words[word][..r.one(&digits)].chars().count();
        // Digits of all scripts are neighbours in pairs.
        other[at] = char::from_u32(other[at] as u32 ^ 1)?;
        exchanged(p, word, &other.iter().collect::<String>(), Should::Conflict)
    }),
    ("a number left out", |_, p| {
        let word = p.within(|word| word.contains(char::is_numeric))?;
        exchanged(p, word, "", Should::Conflict)
    }),
    ("a negation put in", |r, p| {
        let word = 1 + r.below(p.words.len() - 2);
        exchanged(p, word, &format!("{} {}", p.negation(), p.words[word]), Should::Conflict)
    }),
    ("a negation left out", |_, p| {
        let negation =
            |word: &str| ["not", "no", "never", "не", "ни", "нет", "لا", "لم"].contains(&word);
        exchanged(p, p.within(negation)?, "", Should::Conflict)
    }),
    ("another quantity", |_, p| {
        let pairs = [
            ("more", "less"),
            ("over", "under"),
            ("all", "some"),
            ("least", "most"),
            ("fewer", "more"),
            ("только", "все"),
        ];
        let found = pairs
            .iter()
            .find_map(|(old, new)| Some((p.words.iter().position(|word| word == old)?, new)));
        let (word, other) = found?;
        exchanged(p, word, other, Should::Conflict)
    }),
    ("words in another order", |r, p| {
        let mut words = p.words.clone();
        for last in (1..words.len()).rev() {
            words.swap(last, r.below(last + 1));
        }
        Some(Changed::lost(words.join(" "))).filter(|_| words.len() > 7)
    }),
    ("half of it other words", |r, p| {
        let others: Vec<&str> = p.whole.split_whitespace().collect();
        let half = p.words.len() / 2;
        let words: Vec<&str> = (0..half).map(|_| r.one(&others)).collect();
        Some(Changed::lost(format!("{} {}", p.words[..half].join(" "), words.join(" "))))
    }),
    ("30 % typos", |r, p| {
        let mut changed = struck(r, p, p.share(30));
        changed.should = Should::BeLost;
        Some(changed)
    }),
];

impl Changed {
    fn standing(quote: String) -> Self {
        Self { quote, should: Should::Stand, struck: Vec::new() }
    }

    fn lost(quote: String) -> Self {
        Self { quote, should: Should::BeLost, struck: Vec::new() }
    }

    /// Whether a message is about one of the words that were changed.
    pub(super) fn is_named_in(&self, message: &str) -> bool {
        let letters = |word: &str| fold(word, Level::Case).text;
        let message = letters(message);
        let mut words = self.struck.iter().flat_map(|(old, new)| [letters(old), letters(new)]);
        message
            .split(|c: char| !c.is_alphanumeric())
            .filter(|said| {
                !["the", "quote", "text", "says", "where", "does", "not", ""].contains(said)
            })
            .chain(message.contains("says not ").then_some("not"))
            .any(|said| words.any(|word| word.contains(said)))
    }
}

fn joined(passage: &Passage, mut between: impl FnMut(usize) -> &'static str) -> String {
    let words = passage.words.iter().enumerate();
    words
        .map(|(n, word)| if n == 0 { (*word).to_owned() } else { format!("{}{word}", between(n)) })
        .collect()
}

fn retyped(c: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '"' => '“',
        '’' | '‘' => '\'',
        '\'' => '’',
        '–' | '—' => '-',
        c => c,
    }
}

/// A word with a soft hyphen somewhere in it, and a space.
fn hyphened(random: &mut Random, word: &str) -> String {
    let at = random.below(word.chars().count());
    let mut hyphened: String = word.chars().take(at).collect();
    hyphened.push('\u{AD}');
    hyphened.extend(word.chars().skip(at));
    hyphened + " "
}

fn around(passage: &Passage, word: usize, before: &str, after: &str) -> String {
    let mut words: Vec<String> = passage.words.iter().map(|&word| word.to_owned()).collect();
    words[word] = format!("{before}{}{after}", words[word]);
    words.join(" ")
}

/// The passage with something else for a word, if that is within the limit of twelve in a hundred.
fn exchanged(passage: &Passage, word: usize, other: &str, should: Should) -> Option<Changed> {
    let mut words: Vec<&str> = passage.words.clone();
    let old = std::mem::replace(&mut words[word], other);
    words.retain(|word| !word.is_empty());
    let quote = words.join(" ");
    let [a, b] = [passage.text(), &quote].map(|text| fold(text, Level::Case).text);
    let within = strsim::levenshtein(&a, &b) <= b.chars().count() * 12 / 100;
    let struck = vec![(old.to_owned(), other.to_owned())];
    within.then_some(Changed { quote, should, struck })
}

/// The passage with so many letters changed, left out or written twice, in words of three letters or more.
fn struck(random: &mut Random, passage: &Passage, count: usize) -> Changed {
    let letters: Vec<char> =
        passage.text().to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let mut words: Vec<Vec<char>> =
        passage.words.iter().map(|word| word.chars().collect()).collect();
    for _ in 0..count {
        let long: Vec<usize> = (0..words.len())
            .filter(|&word| words[word].iter().filter(|c| c.is_alphabetic()).count() > 2)
            .collect();
        let word = &mut words[random.one(&long)];
        let places: Vec<usize> = (0..word.len()).filter(|&at| word[at].is_alphabetic()).collect();
        let at = random.one(&places);
        match random.below(3) {
            0 => word[at] = random.one(&letters),
            1 => word.insert(at, word[at]),
            _ => _ = word.remove(at),
        }
    }
    let words: Vec<String> = words.iter().map(|word| word.iter().collect()).collect();
    let struck = passage.words.iter().zip(&words).filter(|(old, new)| *old != new);
    let struck = struck.map(|(old, new)| ((*old).to_owned(), new.clone())).collect();
    Changed { quote: words.join(" "), should: Should::Stand, struck }
}

/// Numbers that are the same in every run.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    pub(super) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}
