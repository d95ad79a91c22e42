//! How quotes fare that were changed on their way into the notes: over the real articles of this repository.
//!
//! Every article is cut into passages, and each is changed in every way of `WAYS`, by a generator with a fixed seed.

mod ways;

use std::fmt::Write as _;
use std::ops::Range;

use variorum::anchor::anchor;
use variorum::fold::{Level, fold};
use variorum::model::annotation::{Anchoring, Selector};
use variorum::model::body::{Body, TextRange};
use variorum::source::{Source, Span, Spanned};

use crate::anchoring::{document, highlight};
use ways::{Changed, Random, Should, WAYS};

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

/// Whether a part of a quote may be looked for alone.
fn is_long(part: &str) -> bool {
    part.chars().filter(|c| c.is_alphanumeric()).count() >= 8
}
