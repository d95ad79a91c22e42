//! From a file to what it says: every case is a source and a summary of the document, in `tests/cases/parse/`.
//!
//! `UPDATE=1 cargo test --test suite parse` writes the summaries anew, for review.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use variorum::config::{Config, Reader};
use variorum::model::body::{Item, Markup, Tag};
use variorum::parse::{compared, parse};
use variorum::source::Source;

use summary::summary;

mod summary;

fn config() -> Config {
    let reader = |id: &str| Reader { id: id.into(), name: id.into(), url: None, colour: None };
    let folders = vec![("articles".into(), vec!["Clippings".into(), "vault/Reading".into()])];
    Config { readers: vec![reader("A"), reader("B")], folders, ..Config::default() }
}

#[test]
fn documents_say_what_is_written() -> std::io::Result<()> {
    let folder = Path::new("tests/cases/parse");
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::path);
    assert!(!files.is_empty());
    for file in files {
        let text = fs::read_to_string(file.path())?;
        let mut now = String::new();
        for case in
            text.split("\n>>>>>> ").enumerate().map(|(n, c)| if n == 0 { &c[7..] } else { c })
        {
            let (head, rest) = case.split_once('\n').unwrap_or((case, ""));
            let (source, _) = rest.split_once("\n======\n").unwrap_or((rest, ""));
            let written =
                source.replace("\\r", "\r").replace("\\t", "\t").replace("\\u{feff}", "\u{feff}");
            let source_file = Source::new(head, written);
            let summary = summary(&source_file, &parse(&source_file, &config()));
            write!(
                now,
                "{}>>>>>> {head}\n{source}\n======\n{summary}",
                if now.is_empty() { "" } else { "\n" }
            )
            .unwrap_or_default();
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(file.path(), &now)?;
            continue;
        }
        assert_eq!(text, now, "{}", file.path().display());
    }
    Ok(())
}

#[test]
fn what_is_compared_has_no_classes_of_code() {
    let code = "```rust\nfn low(tide: u8) {}\n```";
    let note = code.replace('\n', "\n      ");
    let front = format!("title: A\nhighlights:\n  - quote: fn low\n    note: |\n      {note}\n");
    let source =
        Source::new("content/articles/a.md", format!("---\n{front}---\nText.\n\n{code}\n"));
    let [shown, compared] = [parse, compared].map(|read| read(&source, &config()));
    assert_eq!(summary(&source, &shown), summary(&source, &compared));
    for (read, has_classes) in [(shown, true), (compared, false)] {
        let annotations = read.value.article().map_or(&[][..], |article| &article.annotations);
        let notes = annotations.iter().filter_map(|said| said.note.as_ref());
        for body in notes.map(|note| &note.body).chain([&read.value.body]) {
            let classes = |item: &Item| matches!(item.is, Markup::Open(Tag::Token(_)));
            assert_eq!(body.items.iter().any(classes), has_classes);
        }
    }
}

/// Pieces that front matter is made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("---\n"),
        Just("title: "),
        Just("highlights:\n"),
        Just("  - "),
        Just("- "),
        Just("quote: "),
        Just("date: "),
        Just("published: "),
        Just("figure: "),
        Just("events:\n"),
        Just("claims:\n"),
        Just("2017-10"),
        Just("c. 1905"),
        Just("before "),
        Just("9,000 to "),
        Just("> "),
        Just("|\n"),
        Just("[["),
        Just("]]"),
        Just("{"),
        Just("}"),
        Just(", "),
        Just("\""),
        Just("'"),
        Just("#"),
        Just("\n"),
        Just("\r\n"),
        Just("\t"),
        Just("  "),
        Just("&a "),
        Just("*a"),
        Just("é‑"),
        Just("-- x"),
        Just("null"),
        Just("==x=="),
        Just("!t "),
        Just("slug: "),
        Just("../"),
        Just("9999999999999999999"),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn nothing_panics_and_every_place_is_in_the_file(front in pieces(), any in "\\PC{0,40}") {
        for text in [format!("---\n{front}\n---\n{any}"), format!("---\ntitle: {any}\n{front}"), front + &any] {
            let source = Source::new("content/articles/any.md", text);
            let checked = parse(&source, &config());
            let labels = checked.diagnostics.iter().flat_map(|fault| &fault.labels);
            for label in labels {
                prop_assert!(source.text.get(label.span.range()).is_some(), "{:?} in {:?}", label, source.text);
            }
        }
    }

    #[test]
    fn dates_and_figures_never_panic(words in "[a-z0-9., ~?/<>-]{0,20}|\\PC{0,20}") {
        let _ = variorum::parse::date::read(&words, "en");
        let _ = variorum::parse::figure::range(&words, "de");
        if let Some(from) = variorum::parse::date::when("2017-12-27") {
            let _ = variorum::parse::date::relative(&words, &from);
        }
    }
}
