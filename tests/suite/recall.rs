//! How quotes fare that were changed on their way into the notes: over the real articles of this repository.
//!
//! Every article is cut into passages, and each is changed in every way of `WAYS`, by a generator with a fixed seed.

use std::fmt::Write as _;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use variorum::anchor::anchor;
use variorum::fold::{Level, fold};
use variorum::model::annotation::{Anchoring, Selector};
use variorum::model::body::{Body, TextRange};
use variorum::source::{Source, Span, Spanned};

use crate::anchoring::{document, highlight};

/// A text that is quoted from.
struct Work {
    text: String,
    language: Option<String>,
}

/// A passage of a text.
struct Passage<'a> {
    whole: &'a str,
    range: Range<usize>,
    words: Vec<&'a str>,
    language: &'a str,
}

/// What a passage became.
struct Changed {
    quote: String,
    should: Should,
    /// The words that were changed, as they are printed and as they are written now.
    struck: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Should {
    Stand,
    Conflict,
    BeLost,
}

type Way = (&'static str, fn(&mut Random, &Passage) -> Option<Changed>);

const WAYS: [Way; 27] = [
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

/// How many passages of a text are changed in each way.
const OF_EACH: usize = 6;

#[derive(Default, Clone, Copy)]
struct Count {
    quotes: usize,
    right: usize,
    /// Reported as conflicts because a typo struck a word that the guard looks at.
    reported: usize,
    missed: usize,
    wrong: usize,
}

#[test]
fn changed_quotes_are_found_or_reported_and_never_taken_for_others() {
    let (table, counts) = measure(&articles());
    let mut all = Count::default();
    for count in &counts {
        assert!(count.quotes >= 10, "too few quotes of a kind\n{table}");
        assert_eq!(count.wrong, 0, "\n{table}");
        assert!(100 * count.right >= 95 * (count.quotes - count.reported), "\n{table}");
        all.quotes += count.quotes - count.reported;
        all.right += count.right;
    }
    assert!(100 * all.right >= 98 * all.quotes, "\n{table}");
}

/// The articles of the archive of this repository.
fn articles() -> Vec<Work> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content/articles");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect(folder).map(|entry| entry.expect(folder).path()).collect();
    paths.sort();
    let articles = paths.iter().filter(|path| path.is_file()).map(|path| {
        let source =
            Source::new("content/articles/a.md", std::fs::read_to_string(path).expect("text"));
        let document = variorum::parse::parse(&source, &variorum::config::Config::default()).value;
        Work {
            text: document.body.text,
            language: document.language.map(|language| language.value),
        }
    });
    articles.collect()
}

/// Changes every passage in every way and looks where it is found.
fn measure(works: &[Work]) -> (String, Vec<Count>) {
    let mut counts = vec![Count::default(); WAYS.len()];
    let mut table = String::new();
    for (number, work) in works.iter().enumerate() {
        for ((name, way), count) in WAYS.iter().zip(&mut counts) {
            let mut random = Random(number as u64 + 1);
            let passages = passages(work, &mut random);
            let changed: Vec<(&Passage, Changed)> = passages
                .iter()
                .filter_map(|passage| Some((passage, way(&mut random, passage)?)))
                .take(OF_EACH)
                .collect();
            for (fault, quote) in judge(work, &changed, count) {
                writeln!(table, "{name}: {fault}: {quote}").expect("a string");
            }
        }
    }
    writeln!(table, "{:34} quotes right reported missed wrong", "").expect("a string");
    for ((name, _), c) in WAYS.iter().zip(&counts) {
        writeln!(
            table,
            "{name:34} {:6} {:5} {:8} {:6} {:5}",
            c.quotes, c.right, c.reported, c.missed, c.wrong
        )
        .expect("a string");
    }
    (table, counts)
}

/// Anchors quotes and counts what became of them; gives back those that fared badly.
fn judge(work: &Work, changed: &[(&Passage, Changed)], count: &mut Count) -> Vec<(String, String)> {
    let source = Source::new("content/articles/a.md", work.text.as_str());
    let body = Body { text: work.text.clone(), origin: vec![(0, 0)], ..Body::default() };
    let selectors = (0_usize..).zip(changed).map(|(index, (_, changed))| {
        Selector::of(Spanned::new(changed.quote.clone(), Span::new(index, index + 1)))
    });
    let mut document = document(body, selectors.map(highlight).collect(), &source);
    document.language = work.language.clone().map(|tag| Spanned::new(tag, Span::at(0)));
    let checked = anchor(document, &source);
    let mut bad = Vec::new();
    for ((index, (passage, changed)), anchoring) in
        (0_u32..).zip(changed).zip(&checked.value.anchors)
    {
        let fault = checked.diagnostics.iter().find(|fault| fault.labels[0].span.start == index);
        let conflict = fault.filter(|fault| fault.code.name() == "quote-conflict");
        let named = conflict.is_some_and(|fault| changed.is_named_in(&fault.message));
        count.quotes += 1;
        let (counter, fine) = match (anchoring, changed.should) {
            (Anchoring::Found(found), Should::Stand) if passage.is_at(&found.ranges) => {
                (&mut count.right, true)
            }
            (Anchoring::Found(_), _) => (&mut count.wrong, false),
            (_, Should::Stand) if named => (&mut count.reported, true),
            (_, Should::Conflict) if conflict.is_some() => (&mut count.right, true),
            (_, Should::BeLost) => (&mut count.right, true),
            _ => (&mut count.missed, false),
        };
        *counter += 1;
        if !fine {
            let why = fault.map_or("found", |fault| &fault.message);
            bad.push((why.to_owned(), format!("{} < {}", changed.quote, passage.text())));
        }
    }
    bad
}

/// Passages of six to eighteen words, one after the other; each is in the text once.
fn passages<'a>(work: &'a Work, random: &mut Random) -> Vec<Passage<'a>> {
    let text = work.text.as_str();
    let words: Vec<Range<usize>> = text
        .split_whitespace()
        .map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            start..start + word.len()
        })
        .collect();
    let language = work.language.as_deref().unwrap_or("en");
    let mut passages = Vec::new();
    let mut at = 0;
    while at + 18 < words.len() {
        let count = 6 + random.below(13);
        let range = words[at].start..words[at + count - 1].end;
        let words: Vec<&str> =
            words[at..at + count].iter().map(|word| &text[word.clone()]).collect();
        let passage = Passage { whole: text, range, words, language };
        if passage.len() >= 40 && text.matches(passage.text()).count() == 1 {
            passages.push(passage);
        }
        at += count;
    }
    passages
}

impl<'a> Passage<'a> {
    fn text(&self) -> &'a str {
        &self.whole[self.range.clone()]
    }

    fn len(&self) -> usize {
        fold(self.text(), Level::Case).text.chars().count()
    }

    /// So many of a hundred of its characters.
    fn share(&self, percent: usize) -> usize {
        (self.len() * percent / 100).max(1)
    }

    /// A word that is neither the first nor the last.
    fn within(&self, is: impl Fn(&str) -> bool) -> Option<usize> {
        (1..self.words.len() - 1).find(|&word| is(self.words[word]))
    }

    fn is_in_number(&self, c: char) -> bool {
        ".,-$%".contains(c) && self.text().contains(char::is_numeric)
    }

    fn negation(&self) -> &'static str {
        match self.language {
            "ru" => "не",
            "ar" => "لم",
            "de" => "nicht",
            "fr" => "jamais",
            "es" => "nunca",
            _ => "not",
        }
    }

    /// Whether these ranges are this passage: eight tenths of both are the same.
    fn is_at(&self, ranges: &[TextRange]) -> bool {
        let (start, end) = (ranges[0].range().start, ranges[ranges.len() - 1].range().end);
        let common = end.min(self.range.end).saturating_sub(start.max(self.range.start));
        let all = end.max(self.range.end) - start.min(self.range.start);
        10 * common >= 8 * all
    }
}

impl Changed {
    fn standing(quote: String) -> Self {
        Self { quote, should: Should::Stand, struck: Vec::new() }
    }

    fn lost(quote: String) -> Self {
        Self { quote, should: Should::BeLost, struck: Vec::new() }
    }

    /// Whether a message is about one of the words that were changed.
    fn is_named_in(&self, message: &str) -> bool {
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

/// Whether a part of a quote may be looked for alone.
fn is_long(part: &str) -> bool {
    part.chars().filter(|c| c.is_alphanumeric()).count() >= 8
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
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}
