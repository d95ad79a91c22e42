//! What has to hold of any bytes.
//!
//! `cargo test` tries it with the corpus and with random changes of it; a fuzzer for as long as one likes.

use std::sync::{Arc, LazyLock};

use variorum::cache::Cache;
use variorum::compile;
use variorum::config::Config;
use variorum::diagnostic::{Checked, Diagnostic, Severity};
use variorum::edit;
use variorum::import::{self, Input, Kind};
use variorum::keys;
use variorum::model::annotation::{Anchoring, Fidelity};
use variorum::model::article::{Document, Reading};
use variorum::model::date::When;
use variorum::model::site::Output;
use variorum::parse::markdown::{Place, body};
use variorum::parse::{date, figure, parse};
use variorum::resolve::Options;
use variorum::source::{Source, Span};
use variorum::verify::{self, Withheld};
use variorum::world::World;
use variorum::yaml;

use crate::sound::sound;

/// Looks at some bytes, and panics where something does not hold.
pub(crate) type Target = fn(&[u8]);

/// Every target, by its name.
pub(crate) const TARGETS: [(&str, Target); 8] = [
    ("front-matter", front_matter),
    ("markdown", markdown),
    ("anchoring", anchoring),
    ("dates", dates),
    ("figures", figures),
    ("imports", imports),
    ("edits", edits),
    ("copies", copies),
];

/// Tries one target.
pub(crate) fn run(name: &str, data: &[u8]) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    target(data);
}

fn read(path: &str, text: &str) -> (Source, Checked<Document>) {
    let source = Source::new(path, text);
    let checked = parse(&source, &Config::default());
    (source, checked)
}

/// Every fault is drawn on words of the file.
fn placed(source: &Source, faults: &[Diagnostic]) {
    for label in faults.iter().flat_map(|fault| &fault.labels) {
        assert!(source.text.get(label.span.range()).is_some(), "{label:?}");
    }
}

/// Any file is read as a document of each kind, and its faults are in it.
fn front_matter(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    for folder in ["articles", "entities", "questions", "pages"] {
        let (source, checked) = read(&format!("content/{folder}/any.md"), text);
        placed(&source, &checked.diagnostics);
        placed(&source, &variorum::anchor::anchor(checked.value, &source).diagnostics);
    }
}

/// Any Markdown becomes a sound body.
fn markdown(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let path = "any.md".into();
    let place =
        Place { source: &path, span: Span::new(0, text.len()), verbatim: true, is_shown: true };
    let Checked { value: body, diagnostics } = body(text, &place);
    sound(text, &body);
    placed(&Source::new("any.md", text), &diagnostics);
}

fn article(quote: &str, text: &str) -> String {
    let quote = serde_json::to_string(quote).expect("a string");
    format!("---\ntitle: Any\nhighlights:\n  - quote: {quote}\n---\n{text}\n")
}

/// The letters and digits of words: `two ships` of a text may be written in two lines, and have signs in it that nobody sees.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The last line, as a quote of what is before it, is found on words of the text or nowhere; on the words themselves
/// where they are there once.
fn anchoring(data: &[u8]) {
    let Ok(data) = str::from_utf8(data) else { return };
    let Some((text, quote)) = data.rsplit_once('\n') else { return };
    let (source, checked) = read("content/articles/any.md", &article(quote, text));
    // With a quote that YAML cannot hold, the first passage is one that is marked in the text.
    let is_read = checked.diagnostics.iter().all(|fault| fault.severity != Severity::Error);
    let Reading { document, anchors, .. } = variorum::anchor::anchor(checked.value, &source).value;
    let shown = &document.body.text;
    let Some(Anchoring::Found(anchor)) = anchors.first() else { return };
    let places = anchor.ranges.iter();
    let words: Vec<_> =
        places.map(|range| shown.get(range.range()).expect("words of the text")).collect();
    assert!(words.iter().all(|words| !words.is_empty()), "{quote:?} in {shown:?}");
    let is_there = is_read && !quote.is_empty() && shown.matches(quote).count() == 1;
    if is_there && anchor.fidelity == Fidelity::Exact {
        let is_same = letters(&words.concat()).contains(&letters(quote));
        assert!(is_same, "{quote:?} at {words:?} of {shown:?}");
    }
}

fn ordered(when: &When) {
    let When { text, earliest, latest, .. } = when;
    if let (Some(earliest), Some(latest)) = (earliest, latest) {
        assert!(earliest <= latest, "{text}: {earliest} to {latest}");
    }
    let again = date::when(text).unwrap_or_else(|| panic!("{text} cannot be read again"));
    assert_eq!((again.earliest, again.latest), (*earliest, *latest), "{text}");
}

/// What is read as a date has its bounds in order, and is the same when it is read as it is written.
fn dates(data: &[u8]) {
    let Ok(words) = str::from_utf8(data) else { return };
    let from = date::when("2017-12-27").expect("a date");
    let read = date::read(words, "fr").map(|read| read.when);
    read.iter().chain(&date::when(words)).chain(&date::relative(words, &from)).for_each(ordered);
}

/// A figure is numbers in their order, in the language that the first line says.
fn figures(data: &[u8]) {
    let Ok(words) = str::from_utf8(data) else { return };
    let (language, words) = words.split_once('\n').unwrap_or(("en", words));
    let Some(range) = figure::range(words, language) else { return };
    let bounds = [range.low, range.high].into_iter().flatten();
    assert!(bounds.clone().count() > 0, "{words:?} has no bound");
    assert!(bounds.clone().all(f64::is_finite) && bounds.is_sorted(), "{words:?}: {range:?}");
}

/// Whatever is imported, as what the first line says, is an article that can be read.
fn imports(data: &[u8]) {
    let mut parts = data.splitn(2, |&byte| byte == b'\n');
    let (Some(name), Some(bytes)) = (parts.next(), parts.next()) else { return };
    let kind = Kind::NAMED.iter().find(|(known, _)| known.as_bytes() == name);
    let Some(&(name, kind)) = kind else { return };
    let none = |_: &str| None;
    let date = |words: &str, _: Option<&str>| Some(date::read(words, "en")?.when.text);
    let input =
        Input { name: "any", bytes, beside: &none, within: &none, images: true, date: &date };
    let Ok(imported) = import::import(kind, &input) else { return };
    // What is kept as it was written has the faults that were in it.
    for item in imported.items.iter().filter(|item| item.verbatim.is_none()) {
        let text = import::source(item, "");
        let (source, checked) = read("content/articles/any.md", &text);
        placed(&source, &checked.diagnostics);
        let error = checked.diagnostics.iter().find(|fault| fault.severity == Severity::Error);
        assert!(error.is_none(), "{name}: {error:?} in\n{text}");
    }
}

/// A change of any annotation of an article is refused, or leaves as many as it should where nothing was at fault; front
/// matter in one form stays in it.
fn edits(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let places = |text: &str| {
        let (_, checked) = read("content/articles/any.md", text);
        let annotations = checked.value.article().map(|article| &article.annotations);
        let spans = annotations.into_iter().flatten().map(|annotation| annotation.span);
        let is_sound = checked.value.article().is_some()
            && checked.diagnostics.iter().all(|fault| fault.severity == Severity::Info);
        (checked.value.front_matter, spans.collect::<Vec<_>>(), is_sound)
    };
    let (span, before, is_sound) = places(text);
    let Some(front) = text.get(span.range()) else { return };
    let once = edit::formatted(front, keys::ARTICLE);
    assert_eq!(edit::formatted(&once, keys::ARTICLE), once, "{front:?}");
    if !is_sound {
        return;
    }
    let item = yaml::read("quote: some words\nnote: why", 0).expect("YAML");
    if let Ok(added) = edit::add(text, span, "highlights", &item) {
        assert_eq!(places(&added).1.len(), before.len() + 1, "{text:?} is now {added:?}");
    }
    for &at in before.iter().take(8) {
        let note = ("note".to_owned(), item.get("note").cloned());
        if let Ok(noted) = edit::set(text, span, at, &[note]) {
            assert_eq!(places(&noted).1.len(), before.len(), "{text:?} is now {noted:?}");
        }
        if let Ok(removed) = edit::remove(text, span, at) {
            assert_eq!(places(&removed).1.len(), before.len() - 1, "{text:?} is now {removed:?}");
        }
    }
}

/// Words that no output may hold: so many that a run is left where the first or the last joins a word of another line.
const KEPT: &str =
    "all of that week the river rose and on Friday it stood above the second step of the quay";

static WITHHELD: LazyLock<Withheld> = LazyLock::new(|| {
    let text = format!("---\ntitle: Any\nvisibility: private\n---\n{KEPT}\n");
    let source = Arc::new(Source::new("content/articles/any.md", text));
    let world = World { sources: vec![source], ..World::default() };
    compile::withheld(&world, &mut Cache::default(), &Options::default()).value
});

/// Any file that is copied, under the name that the first line says, is looked into; and withheld words on a line of their
/// own are found between any others.
fn copies(data: &[u8]) {
    let mut parts = data.splitn(2, |&byte| byte == b'\n');
    let (Some(name), Some(bytes)) = (parts.next(), parts.next()) else { return };
    let names = ["a.pdf", "a.zip", "a.docx", "a.txt"];
    let Some(name) = names.into_iter().find(|known| known.as_bytes() == name) else { return };
    verify::is_read(bytes);
    let output = Output { url: name.to_owned(), bytes: bytes.to_owned() };
    verify::verify(&WITHHELD, &output);
    verify::encrypted(name, &output.bytes);
    let Some(text) = str::from_utf8(bytes).ok().filter(|_| name == "a.txt") else { return };
    let (before, behind) = text.split_at(text.floor_char_boundary(text.len() / 2));
    let bytes = format!("{before}\n{KEPT}\n{behind}").into_bytes();
    let hits = verify::verify(&WITHHELD, &Output { url: name.to_owned(), bytes });
    assert!(!hits.is_empty(), "between {before:?} and {behind:?}");
}
