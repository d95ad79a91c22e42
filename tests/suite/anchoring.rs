//! Quotes and the passages they are found at: the cases are the files of `tests/anchoring/`.

use proptest::prelude::*;
use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;
use variorum::anchor::anchor;
use variorum::diagnostic::{Checked, Code, Diagnostic};
use variorum::fold::{self, Level};
use variorum::model::annotation::{Anchoring, Annotation, Fidelity, Passage, Selector};
use variorum::model::article::{Article, Document, Kind, Reading};
use variorum::model::body::{Body, TextRange};
use variorum::parse::markdown::{Place, body};
use variorum::source::{Source, Span, Spanned};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the data call it so")]
struct Case {
    case: String,
    text: String,
    quote: String,
    prefix: Option<String>,
    suffix: Option<String>,
    nth: Option<u32>,
    #[serde(default)]
    all: bool,
    fuzzy: Option<u32>,
    /// The BCP 47 tag of the article.
    language: Option<String>,
    /// The projected text with its passages in ⟦ ⟧.
    found: Option<String>,
    by: Option<String>,
    /// The code of the one diagnostic.
    fault: Option<String>,
    message: Option<String>,
    help: Option<String>,
    labels: Option<Vec<String>>,
    /// Other quotes of the same text.
    #[serde(default)]
    and: Vec<Other>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    quote: String,
    found: Option<String>,
    fault: Option<String>,
}

#[test]
fn cases() {
    let mut faults = Vec::new();
    for (file, text) in [
        ("typography", include_str!("../anchoring/typography.yaml")),
        ("structure", include_str!("../anchoring/structure.yaml")),
        ("scripts", include_str!("../anchoring/scripts.yaml")),
        ("choice", include_str!("../anchoring/choice.yaml")),
        ("fuzzy", include_str!("../anchoring/fuzzy.yaml")),
        ("conflict", include_str!("../anchoring/conflict.yaml")),
        ("elision", include_str!("../anchoring/elision.yaml")),
        ("absent", include_str!("../anchoring/absent.yaml")),
    ] {
        let cases: Vec<Case> = serde_yaml::from_str(text).expect(file);
        for case in &cases {
            if let Err(fault) = check(case) {
                faults.push(format!("{file}: {}: {fault}", case.case));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn check(case: &Case) -> Result<(), String> {
    let selector = Selector {
        exact: spanned(&case.quote),
        prefix: case.prefix.as_deref().map(spanned),
        suffix: case.suffix.as_deref().map(spanned),
        nth: case.nth.map(|nth| Spanned::new(nth, Span::at(0))),
        all: case.all,
        fuzzy: case.fuzzy.unwrap_or(Selector::MOST_FUZZY),
    };
    let mut selectors = vec![selector];
    selectors.extend(case.and.iter().map(|other| quote(&other.quote)));
    let language = case.language.as_deref();
    let Checked { value: reading, mut diagnostics } = read(&case.text, language, selectors);
    // Which passages have other letters is what `by` says.
    diagnostics.retain(|fault| fault.code != Code::QuoteLetters);
    let text = &reading.document.body.text;
    let shown = |anchoring: &Anchoring| match anchoring {
        Anchoring::Found(anchor) => Some(marked(text, &anchor.ranges)),
        _ => None,
    };
    equal("found", &shown(&reading.anchors[0]), &case.found)?;
    for (other, anchoring) in case.and.iter().zip(&reading.anchors[1..]) {
        equal(&other.quote, &shown(anchoring), &other.found)?;
    }
    if let (Some(by), Anchoring::Found(anchor)) = (&case.by, &reading.anchors[0]) {
        equal("by", &format!("{:?}", anchor.fidelity).to_lowercase(), by)?;
    }
    let should = |fault: &Option<String>| fault.clone().into_iter();
    let mut faults: Vec<String> = should(&case.fault).collect();
    faults.extend(case.and.iter().flat_map(|other| should(&other.fault)));
    let is: Vec<String> = diagnostics.iter().map(|fault| fault.code.name().to_owned()).collect();
    equal("faults", &is, &faults)?;
    let fault = diagnostics.first();
    if case.message.is_some() {
        equal("message", &fault.map(|fault| fault.message.clone()), &case.message)?;
    }
    if case.help.is_some() {
        equal("help", &fault.and_then(|fault| fault.help.clone()), &case.help)?;
    }
    if case.labels.is_some() {
        equal("labels", &fault.map(labels), &case.labels)?;
    }
    Ok(())
}

fn labels(fault: &Diagnostic) -> Vec<String> {
    fault.labels.iter().map(|label| label.text.clone()).collect()
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, is: &T, should: &T) -> Result<(), String> {
    if is == should { Ok(()) } else { Err(format!("{what} is {is:?}, not {should:?}")) }
}

fn marked(text: &str, ranges: &[TextRange]) -> String {
    let mut marked = text.to_owned();
    for range in ranges.iter().rev() {
        marked.insert(range.end as usize, '⟧');
        marked.insert(range.start as usize, '⟦');
    }
    marked
}

pub(crate) fn spanned(text: &str) -> Spanned<String> {
    Spanned::new(text.to_owned(), Span::at(0))
}

pub(crate) fn quote(text: &str) -> Selector {
    Selector::of(spanned(text))
}

/// A document with these words in Markdown and highlights on these passages, anchored.
fn read(markdown: &str, language: Option<&str>, selectors: Vec<Selector>) -> Checked<Reading> {
    let source = Source::new("content/articles/case.md", markdown);
    let place = Place {
        source: &source.path,
        span: Span::new(0, markdown.len()),
        verbatim: true,
        is_shown: true,
    };
    let body = body(markdown, &place).value;
    let mut document = document(body, selectors.into_iter().map(highlight).collect(), &source);
    document.language = language.map(spanned);
    anchor(document, &source)
}

pub(crate) fn highlight(selector: Selector) -> Annotation {
    Annotation::highlight(Span::default(), Some(Passage::Quote(Box::new(selector))))
}

pub(crate) fn document(body: Body, annotations: Vec<Annotation>, source: &Source) -> Document {
    Document {
        source: source.path.clone(),
        slug: "case".into(),
        title: spanned("Case"),
        aliases: Vec::new(),
        redirect_from: Vec::new(),
        tags: Vec::new(),
        summary: None,
        language: None,
        direction: None,
        visibility: None,
        draft: false,
        noindex: false,
        withdrawn: None,
        extra: Vec::new(),
        body,
        front_matter: Span::default(),
        unreadable: false,
        is: Kind::Article(Box::new(Article { annotations, ..Article::default() })),
    }
}

/// A text as it is, without Markdown.
fn plain(text: &str, selectors: Vec<Selector>) -> Checked<Reading> {
    let source = Source::new("content/articles/case.md", text);
    let body = Body { text: text.to_owned(), origin: vec![(0, 0)], ..Body::default() };
    anchor(document(body, selectors.into_iter().map(highlight).collect(), &source), &source)
}

#[test]
fn marks_stand_where_they_are() {
    let source = Source::new("content/articles/case.md", "");
    let range = TextRange::new(4, 7);
    let body = Body { text: "the Sun".into(), marks: vec![range], ..Body::default() };
    let mut annotation = highlight(quote(""));
    annotation.passage = Some(Passage::Mark(0));
    let reading = anchor(document(body, vec![annotation], &source), &source).value;
    let Anchoring::Found(found) = &reading.anchors[0] else { panic!("lost") };
    assert_eq!((&*found.ranges, found.fidelity), (&[range][..], Fidelity::Exact));
}

#[test]
fn many_quotes_are_found_like_few() {
    let words: Vec<String> = (0..200).map(|n| format!("word{n} stands here")).collect();
    let text = words.join(&", and nothing of the kind is there".repeat(90));
    assert!(text.len() > 500_000);
    let together = plain(&text, words.iter().map(|words| quote(words)).collect()).value;
    for (words, found) in words.iter().zip(&together.anchors).step_by(30) {
        assert_eq!(*found, plain(&text, vec![quote(words)]).value.anchors[0], "{words}");
    }
}

#[test]
fn every_place_is_marked_while_there_is_room() {
    let text = "so ".repeat(60_000);
    let every = |exact: &str| Selector { all: true, ..quote(exact) };
    let Checked { value: reading, diagnostics } =
        plain(&text, vec![every("so"), every("so so"), every("so so so so")]);
    let found = reading.anchors.iter().map(|anchoring| match anchoring {
        Anchoring::Found(anchor) => anchor.ranges.len(),
        _ => 0,
    });
    assert_eq!(found.collect::<Vec<_>>(), [60_000, 30_000, 0]);
    let said: Vec<&str> = diagnostics.iter().map(|fault| &*fault.message).collect();
    let fault = "this passage is in the article 15000 times, and `all` marks no more than 100000 places of an article";
    assert_eq!(said, [fault]);
}

/// Letters and signs of many kinds: those that fold in special ways are more frequent than in any text.
const ALPHABET: &str = "aabbccddeeABCDE abc de  .,'’“—\u{AD}\n-0123éßıİſﬁ²½٣\u{301}\u{300}\u{640}\u{200B}\u{200D}\
    ς한가\u{1100}\u{1161}\u{11A8}がは\u{3099}中文，ाकि👩❤\u{FE0F}שָׁ…";

/// Texts of so many characters of the alphabet.
fn texts(len: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let alphabet: Vec<char> = ALPHABET.chars().collect();
    proptest::collection::vec(proptest::sample::select(alphabet), len)
        .prop_map(|chars| chars.into_iter().collect())
}

/// How many letters a pattern differs in from the part of a text that is nearest to it.
fn nearest(pattern: &[char], text: &[char]) -> usize {
    let mut row = vec![0; text.len() + 1];
    for (above, c) in pattern.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], above + 1);
        for (at, other) in (1..).zip(text) {
            let changed = diagonal + usize::from(c != other);
            diagonal = row[at];
            row[at] = changed.min(row[at] + 1).min(row[at - 1] + 1);
        }
    }
    row.into_iter().min().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_keeps_order(text in texts(0..60)) {
        for level in [Level::Typography, Level::Case, Level::Letters] {
            let folded = fold::fold(&text, level);
            let mut last = 0..0;
            for (at, c) in folded.text.char_indices() {
                let source = folded.source(at..at + c.len_utf8());
                prop_assert!(source.start <= source.end && source.end <= text.len());
                prop_assert!(last.start <= source.start && last.end <= source.end, "{level:?} {folded:?}");
                last = source;
            }
        }
    }

    #[test]
    fn what_is_near_enough_is_not_lost(
        text in texts(60..200), from in 0_usize..60, len in 20_usize..70,
        edits in proptest::collection::vec((0_usize..70, 0..3, texts(1..2)), 0..9),
    ) {
        let mut words: Vec<char> = text.chars().skip(from).take(len).collect();
        for (at, edit, letter) in edits {
            let Some(at) = at.checked_rem(words.len()) else { break };
            match edit {
                0 => words[at] = letter.chars().next().unwrap_or('a'),
                1 => words.insert(at, 'b'),
                _ => _ = words.remove(at),
            }
        }
        let words: String = words.into_iter().collect();
        let folded = |text: &str| fold::fold(text, Level::Case).text.chars().collect::<Vec<char>>();
        let (quote, hay) = (folded(&words), folded(&text));
        prop_assume!(quote.len() >= 20 && fold::weight(&words) > 0);
        let lost = |fuzzy: u32| {
            let mut selector = self::quote(&words);
            selector.fuzzy = fuzzy;
            let faults = plain(&text, vec![selector]).diagnostics;
            faults.iter().any(|fault| fault.code.name() == "quote-not-found")
        };
        let near = nearest(&quote, &hay) <= quote.len() * 12 / 100;
        prop_assert_eq!(lost(Selector::MOST_FUZZY), lost(0) && !near, "{} {:?}", words, text);
    }

    #[test]
    fn a_run_of_letters_is_where_it_was_taken_from(
        text in texts(12..80), from in 0_usize..60, len in 12_usize..40,
    ) {
        let text = text.trim().to_owned();
        let graphemes: Vec<(usize, &str)> = text.grapheme_indices(true).skip(from).take(len).collect();
        let (Some(first), Some(last)) = (graphemes.first(), graphemes.last()) else { return Ok(()) };
        let range = first.0..last.0 + last.1.len();
        let run = &text[range.clone()];
        // Tatweel is a letter to Unicode, and lengthens a line to a reader.
        let letter = |c: char| c.is_alphabetic() && c != '\u{640}';
        let long = run.chars().filter(|c| c.is_alphanumeric()).count() >= 12;
        let ends_in_letters = run.starts_with(letter) && last.1.starts_with(letter);
        if !long || !ends_in_letters {
            return Ok(());
        }
        let checked = plain(&text, vec![quote(run)]);
        if let Anchoring::Found(found) = &checked.value.anchors[0] {
            prop_assert_eq!(&found.ranges, &vec![TextRange::new(range.start, range.end)]);
        } else { prop_assert_eq!(checked.diagnostics[0].code.name(), "quote-ambiguous") }
    }

    #[test]
    fn a_passage_with_what_stands_around_it_is_where_it_was_taken_from(
        words in proptest::collection::vec(texts(1..8), 6..20), from in 0_usize..15, len in 1_usize..6,
    ) {
        let text = words.join(" ");
        let start: usize = words.iter().take(from).map(|word| word.len() + 1).sum();
        let taken = words.iter().skip(from).take(len).cloned().collect::<Vec<_>>().join(" ");
        let range = start..start + taken.len();
        let letter = |c: char| c.is_alphanumeric() && c != '\u{640}';
        // A mark that begins a word belongs to the space before it, and what follows a hyphen may be half a word.
        let borders: Vec<usize> =
            text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let whole = borders.contains(&range.start) && borders.contains(&range.end);
        let divided = text[..range.start.min(text.len())].contains(['-', '\u{ad}']);
        if !whole || divided || !taken.starts_with(letter) || !taken.ends_with(letter) {
            return Ok(());
        }
        let around = |words: &str| (!words.trim().is_empty()).then(|| spanned(words));
        let selector = Selector {
            prefix: around(&text[..range.start]),
            suffix: around(&text[range.end..]),
            ..quote(&taken)
        };
        let checked = plain(&text, vec![selector]);
        let Anchoring::Found(found) = &checked.value.anchors[0] else {
            return Err(TestCaseError::fail(format!("{:?}", checked.diagnostics)));
        };
        prop_assert_eq!(&found.ranges, &vec![TextRange::new(range.start, range.end)]);
    }

    #[test]
    fn a_passage_is_found_in_a_text_that_is_set_anew(
        words in proptest::collection::vec("[a-z]{1,7}|\"[a-z]{3,6}\"|[a-z]{2,5}'s|[a-z]{2,4}-[a-z]{2,4}", 12..40),
        breaks in proptest::collection::vec(proptest::sample::select(vec![" ", "\n", "  ", "\u{a0}", "\u{202f}"]), 40),
        from in 0_usize..30, len in 5_usize..12,
    ) {
        let taken: Vec<&str> = words.iter().skip(from).take(len).map(String::as_str).collect();
        if taken.concat().len() < 20 {
            return Ok(());
        }
        let mut text = String::new();
        for (word, between) in words.iter().zip(&breaks) {
            text.push_str(&word.replacen('"', "“", 1).replace('"', "”").replace('\'', "’").replace('-', "‑"));
            text.push_str(between);
        }
        let said = taken.join(" ");
        let checked = plain(&text, vec![quote(&said)]);
        if let Anchoring::Found(found) = &checked.value.anchors[0] {
            let folded = |text: &str| fold::fold(text, Level::Typography).text;
            prop_assert_eq!(folded(&text[found.ranges[0].range()]), folded(&said));
        } else { prop_assert_eq!(checked.diagnostics[0].code.name(), "quote-ambiguous") }
    }
}
