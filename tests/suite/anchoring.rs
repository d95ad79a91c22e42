//! Quotes and the passages they are found at: the cases are the files of `tests/anchoring/`.

use proptest::prelude::*;
use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;
use variorum::anchor::anchor;
use variorum::diagnostic::{Checked, Diagnostic};
use variorum::fold::{self, Level};
use variorum::model::annotation::{Anchoring, Annotation, Fidelity, Passage, Says, Selector};
use variorum::model::article::{Article, Document, Kind, Reading};
use variorum::model::body::{Body, TextRange};
use variorum::parse::markdown::{Place, body};
use variorum::source::{Source, Span, Spanned};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_field_names)] // the data call it so
struct Case {
    case: String,
    text: String,
    quote: String,
    prefix: Option<String>,
    suffix: Option<String>,
    nth: Option<u32>,
    #[serde(default)]
    all: bool,
    /// The projected text with its passages in ⟦ ⟧.
    found: Option<String>,
    by: Option<String>,
    /// The code of the one diagnostic.
    fault: Option<String>,
    help: Option<String>,
    labels: Option<Vec<String>>,
}

#[test]
fn cases() {
    let mut faults = Vec::new();
    for (file, text) in [
        ("typography", include_str!("../anchoring/typography.yaml")),
        ("structure", include_str!("../anchoring/structure.yaml")),
        ("scripts", include_str!("../anchoring/scripts.yaml")),
        ("choice", include_str!("../anchoring/choice.yaml")),
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
    };
    let Checked { value: reading, diagnostics } = read(&case.text, vec![selector]);
    let text = &reading.document.body.text;
    let (shown, by) = match &reading.anchors[0] {
        Anchoring::Found(anchor) => (Some(marked(text, &anchor.ranges)), Some(anchor.fidelity)),
        _ => (None, None),
    };
    let by = by.map(|by| format!("{by:?}").to_lowercase());
    equal("found", &shown, &case.found)?;
    if case.by.is_some() {
        equal("by", &by, &case.by)?;
    }
    let fault = diagnostics.first();
    equal("fault", &fault.map(|f| f.code.name().to_owned()), &case.fault)?;
    if case.help.is_some() {
        equal("help", &fault.and_then(|f| f.help.clone()), &case.help)?;
    }
    if case.labels.is_some() {
        equal("labels", &fault.map(labels), &case.labels)?;
    }
    equal("faults", &diagnostics.len(), &usize::from(case.fault.is_some()))
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
    Selector { exact: spanned(text), prefix: None, suffix: None, nth: None, all: false }
}

/// A document with these words in Markdown and highlights on these passages, anchored.
fn read(markdown: &str, selectors: Vec<Selector>) -> Checked<Reading> {
    let source = Source::new("content/articles/case.md", markdown);
    let place = Place { source: &source.path, span: Span::new(0, markdown.len()), verbatim: true };
    let body = body(markdown, &place).value;
    anchor(document(body, selectors.into_iter().map(highlight).collect(), &source), &source)
}

pub(crate) fn highlight(selector: Selector) -> Annotation {
    Annotation {
        id: "h-0000".into(),
        span: Span::default(),
        passage: Some(Passage::Quote(selector)),
        note: None,
        reader: None,
        created: None,
        tags: Vec::new(),
        locator: None,
        private: false,
        suggested: false,
        replies: Vec::new(),
        says: Says::Highlight(None),
    }
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
fn words_begin() {
    for (text, should) in [
        ("the Al-Tanf base", "|the |Al-|Tanf |base"),
        ("O'Neil, O’Neil and l'Égypte, qu’Émile", "|O'Neil, |O’Neil |and |l'|Égypte, |qu’|Émile"),
        ("in 2017, 3.5 km", "|in |2017, |3.|5 |km"),
        ("车队 left", "|车|队 |left"),
        ("e\u{301}tude d\u{200D}e", "|e\u{301}tude |d\u{200D}e"),
        ("", ""),
    ] {
        let reading = plain(text, Vec::new()).value;
        let mut shown = text.to_owned();
        for &start in reading.words.iter().rev() {
            shown.insert(start as usize, '|');
        }
        assert_eq!(shown, should);
    }
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

/// Letters and signs of many kinds: those that fold in special ways are more frequent than in any text.
const ALPHABET: &str = "aabbccddeeABCDE abc de  .,'’“—\u{AD}\n-0123éßıİſﬁ²½٣\u{301}\u{300}\u{640}\u{200B}\u{200D}\
    ς한가\u{1100}\u{1161}\u{11A8}がは\u{3099}中文，ाकि👩❤\u{FE0F}שָׁ…";

/// Texts of so many characters of the alphabet.
fn texts(len: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let alphabet: Vec<char> = ALPHABET.chars().collect();
    proptest::collection::vec(proptest::sample::select(alphabet), len)
        .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
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
}
