//! What is given away can be brought back: annotations in the forms of others, imported into the articles that they are of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::commands::{archive, files, run};

mod references;

const HIGHLIGHTS: &str = "highlights:
  - of that week
  - quote: the river rose
    note: Who measured it?
    tags: [river, water]
    created: 2018-01-02
    replies:
      - note: The gauge at the bridge.
      - {note: UNSEEN doubts of it., private: true}
  - {quote: the rain, nth: 2, note: UNSEEN words., private: true, replies: [UNSEEN answer.]}
  - {quote: the rain stayed, note: UNSEEN guess., suggested: true}
";

/// An archive with what another one exports in its own edition, and what it said when it was imported.
fn brought(before: &TempDir, after: TempDir, form: &str) -> (TempDir, String) {
    let (code, given) = run(before.path(), &["export", form, "--private"]);
    assert_eq!(code, 0, "{given}");
    fs::write(after.path().join("given.json"), given).unwrap();
    let (code, said) = run(after.path(), &["import", "given.json"]);
    assert_eq!(code, 0, "{form}: {said}");
    (after, said)
}

#[test]
fn annotations_come_back_to_their_articles() {
    let article = |highlights: &str| {
        format!(
            "---\ntitle: One\nurl: https://example.com/one\nlicence: CC0-1.0\n{highlights}---\n\
             All of that week the river rose after the rain, and the rain stayed.\n"
        )
    };
    let settings = ("variorum.yaml", "title: T\nbase_url: https://example.org/\n");
    let name = "content/articles/one.md";
    for form in ["annotations", "hypothesis"] {
        let before = archive(&[settings, (name, &article(HIGHLIGHTS))]);
        let after = archive(&[settings, (name, &article(""))]);
        let (after, said) = brought(&before, after, form);
        assert!(said.contains("4 exact"), "{form}: {said}");
        let articles = fs::read_dir(after.path().join("content/articles")).unwrap().count();
        assert_eq!(articles, 1, "{form} belongs to the article that is there: {said}");
        for export in ["annotations", "archive", "ndjson", "hypothesis"] {
            let given = |folder: &TempDir| run(folder.path(), &["-q", "export", export]);
            assert_eq!(given(&before), given(&after), "{form}: {export}");
            assert!(!given(&after).1.contains("UNSEEN"), "{form}: {export}");
        }
        let given = |folder: &TempDir| run(folder.path(), &["-q", "export", "ndjson", "--private"]);
        assert_eq!(given(&before), given(&after), "{form}");
    }
}

#[test]
fn annotations_that_nobody_sees_stay_unseen() {
    let article = |keys: &str| {
        format!(
            "---\ntitle: One\n{keys}\nhighlights:\n  - {{quote: the river, note: UNSEEN., replies: [UNSEEN.]}}\n---\nSo the river ==rose==.\n"
        )
    };
    let settings = [("variorum.yaml", "title: T\n")];
    for keys in ["visibility: private", "draft: true"] {
        for form in ["annotations", "hypothesis"] {
            let named = ("content/articles/one.md", &*article(keys));
            let (after, said) = brought(&archive(&[settings[0], named]), archive(&settings), form);
            assert!(said.contains("1 new article"), "{form}: {said}");
            for export in ["annotations", "archive", "ndjson", "hypothesis"] {
                let (_, given) = run(after.path(), &["-q", "export", export]);
                assert!(!given.contains("UNSEEN"), "{keys}, {form}: {given}");
                assert!(!given.contains("rose"), "{keys}, {form}: {given}");
            }
        }
    }
}

/// A day of the Julian calendar is one of it when it comes back, and the same one.
#[test]
fn days_of_the_julian_calendar_come_back() {
    let article = |events: &str| {
        format!("---\ntitle: One\nurl: https://example.com/one\n{events}---\nThe river rose.\n")
    };
    let settings = ("variorum.yaml", "title: T\n");
    let name = "content/articles/one.md";
    for (written, edtf) in [
        ("{text: 3 January 1813, calendar: julian}", "1813-01-03"),
        ("{edtf: 1813-01-03~, calendar: julian}", "1813-01-03~"),
        ("24 October 1676 (O.S.)", "1676-10-24"),
        ("11/21 March 1665", "1665-03-11"),
        ("30 January 1648/9", "1649-01-30"),
        ("29 February 1700 (O.S.)", "1700-02-29"),
        ("{edtf: 1676-10-24/1676-11, calendar: julian}", "1676-10-24/1676-11"),
        ("{text: 44 BC, edtf: -0043-03-15, calendar: julian}", "-0043-03-15"),
        ("{edtf: 1676, calendar: julian}", "1676"),
    ] {
        let events = format!("events:\n  - {{title: It rose, quote: rose, date: {written}}}\n");
        let before = archive(&[settings, (name, &article(&events))]);
        let after = archive(&[settings, (name, &article(""))]);
        let (after, _) = brought(&before, after, "annotations");
        for form in ["annotations", "events"] {
            let [one, other] = [&before, &after]
                .map(|folder| run(folder.path(), &["-q", "export", form, "--private"]).1);
            assert_eq!(one, other, "{written}: {form}");
            let says = format!("\"calendar\":\"julian\",\"edtf\":\"{edtf}\"");
            assert!(form != "annotations" || one.contains(&says), "{written}: {one}");
        }
    }
}

/// An archive has already what it gave away.
#[test]
fn what_comes_back_is_there_already() {
    let marked = "---
title: Marked
url: https://example.org/marked
extra: {doi: 'doi:10.1000/Marked'}
highlights:
  - {quote: the rivers rose, note: A few letters differ.}
  - {quote: All of that week … after the rain, note: 'Two parts, as [[of-it]] has it.'}
  - {quote: rain, all: true}
  - {quote: nowhere at all, note: It is lost.}
  - {picture: wall.png, note: The wall.}
  - note: Of the whole, as [[of-it]] and [[Told|others]] have it.
entities:
  - {name: Ann Author, note: She wrote it.}
  - {name: The Gauge, note: 'See [[of-it]].'}
events:
  - {title: The flood, date: 2017-10}
  - {title: The fair, date: 2017-11, note: It was wet., replies: [{note: Not so.}]}
claims:
  - {says: It never rained, by: Ann Author, note: 'She did say so.\n\n1. Twice.', replies: [{note: 'See [[of-it]].'}]}
  - {says: It did rain, quote: after the rain}
---
All of that week the river rose after the rain, and the rain stayed.

![The wall](wall.png)
";
    let told = "---\ntitle: Told\nslug: of-it\n---\nIt was told.\n";
    let own = archive(&[
        ("variorum.yaml", "title: T\nbase_url: https://example.org/\n"),
        ("content/articles/marked.md", marked),
        ("content/articles/told.md", told),
        ("content/articles/wall.png", "PNG"),
    ]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = TempDir::new().expect("a folder");
    for (path, bytes) in files(&root.join("content")) {
        let to = example.path().join("content").join(path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("folders");
        fs::write(to, bytes).expect("a file");
    }
    fs::copy(root.join("variorum.yaml"), example.path().join("variorum.yaml")).expect("settings");
    for folder in [&own, &example] {
        let before = files(&folder.path().join("content"));
        for (form, name) in [
            ("annotations", "given.jsonld"),
            ("hypothesis", "given.json"),
            ("csl", "given.json"),
            ("bibtex", "given.bib"),
            ("ris", "given.ris"),
            ("vault", "given"),
        ] {
            for edition in [None, Some("--private")] {
                let brought = TempDir::new().expect("a folder");
                let to = brought.path().join(name);
                let to = to.to_str().expect("UTF-8");
                let export = ["export", form, "-o", to].into_iter().chain(edition);
                let (code, said) = run(folder.path(), &export.collect::<Vec<_>>());
                assert_eq!(code, 0, "{form}: {said}");
                let (code, said) = run(folder.path(), &["import", to]);
                assert_eq!(code, 0, "{form}: {said}");
                let after = files(&folder.path().join("content"));
                let is_other = |path: &&String| before.get(*path) != after.get(*path);
                let other: Vec<_> = after.keys().filter(is_other).collect();
                let text = other.first().map(|path| String::from_utf8_lossy(&after[*path]));
                assert!(
                    other.is_empty(),
                    "{form} {edition:?}: {other:?}\n{said}\n{}",
                    text.unwrap()
                );
            }
        }
    }
}

const LISTS: [&str; 4] = ["highlights:", "entities:", "events:", "claims:"];

/// An article without anything that was marked in it.
fn bare(text: &str) -> String {
    let (mut lines, mut is_listed) = (Vec::new(), false);
    let mut is_front = text.starts_with("---\n");
    for (number, line) in text.lines().enumerate() {
        is_front &= number == 0 || line != "---";
        let is_below = line.is_empty() || line.starts_with([' ', '-', '#']);
        let begins = LISTS.iter().any(|list| line.starts_with(list));
        is_listed = is_front && number > 0 && (begins || is_listed && is_below);
        if !is_listed {
            lines.push(line);
        }
    }
    lines.join("\n") + "\n"
}

/// An archive without its annotations has them all again when they are imported, and all of its notes are as they were.
fn check(name: &str, sources: &BTreeMap<String, Vec<u8>>) {
    let [before, after] = [(); 2].map(|()| TempDir::new().expect("a folder"));
    let mut marked = 0;
    for (path, bytes) in sources {
        let text = String::from_utf8_lossy(bytes);
        let is_article = path.ends_with(".md");
        let left = if is_article { bare(&text).into_bytes() } else { bytes.clone() };
        marked += usize::from(is_article && left.len() < bytes.len());
        for (folder, bytes) in [(&before, bytes), (&after, &left)] {
            let to = folder.path().join(path);
            fs::create_dir_all(to.parent().expect("a folder")).expect("folders");
            fs::write(to, bytes).expect("a file");
        }
    }
    let given = after.path().join("given.jsonld");
    let to = given.to_str().expect("UTF-8");
    let (code, said) = run(before.path(), &["export", "annotations", "--private", "-o", to]);
    assert!(code == 0 && marked > 0, "{name}: {said}");
    let (code, said) = run(after.path(), &["import", "given.jsonld"]);
    assert!(code == 0 && said.contains(" 0 new articles"), "{name}: {said}");
    assert!(!said.contains("several targets"), "{name}: {said}");
    for form in ["vault", "annotations"] {
        let [one, other] = [&before, &after].map(|folder| {
            let to = folder.path().join(form);
            let (code, said) = run(
                folder.path(),
                &["export", form, "--private", "-o", to.to_str().expect("UTF-8")],
            );
            assert_eq!(code, 0, "{name}: {said}");
            files(&to)
        });
        for (path, was) in &one {
            let [was, is] = [Some(was), other.get(path)]
                .map(|bytes| bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()));
            assert_eq!(was, is, "{name}: {form} {path}\n{said}");
        }
        assert_eq!(one.len(), other.len(), "{name}");
    }
    let (_, said) = run(after.path(), &["import", "given.jsonld"]);
    assert!(!said.contains("new passages"), "{name}: again: {said}");
}

#[test]
fn annotations_of_an_archive_are_all_that_is_marked_in_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in
        ["", "tests/golden/many-features", "tests/golden/right-to-left", "tests/golden/withheld"]
    {
        let folder = root.join(folder);
        let mut sources = BTreeMap::new();
        for (path, bytes) in files(&folder.join("content")) {
            sources.insert(format!("content/{path}"), bytes);
        }
        let settings = fs::read(folder.join("variorum.yaml")).expect("settings");
        sources.insert("variorum.yaml".to_owned(), settings);
        check(&folder.display().to_string(), &sources);
    }
}

/// Words that YAML or Markdown could take for something else.
fn words() -> impl Strategy<Value = String> {
    let odd = [
        "a: b",
        "# c",
        "- d",
        "yes",
        "1e3",
        "'",
        "\"",
        "«é»",
        "[x]",
        "{y}",
        "**z**",
        "~",
        "עברית",
        "2017",
    ];
    let word =
        prop_oneof![prop::sample::select(odd.to_vec()).prop_map(str::to_owned), "[a-z]{1,8}"];
    prop::collection::vec(word, 1..4).prop_map(|words| words.join(" "))
}

/// What every item can say, key by key; the text is `one two one ==two== three`.
fn common() -> impl Strategy<Value = Value> {
    let passages = [
        json!({}),
        json!({"quote": "three"}),
        json!({"quote": "two", "nth": 2}),
        json!({"quote": "one", "prefix": "two"}),
        json!({"quote": "one", "all": true}),
        json!({"quote": "one … three"}),
        json!({"quote": "thrxe", "fuzzy": 0}),
        json!({"quote": "nowhere at all"}),
    ];
    let dates =
        [json!(null), json!("2018-01~"), json!({"text": "Friday", "relative_to": "published"})];
    let said = [words(), words(), words()].map(prop::option::of);
    let (passage, date) =
        (prop::sample::select(passages.to_vec()), prop::sample::select(dates.to_vec()));
    (passage, date, said, any::<[bool; 2]>()).prop_map(
        |(mut item, created, [note, tag, locator], [private, suggested])| {
            let more = [
                ("created", created),
                ("note", json!(note.map(|note| format!("{note}\n\nAnd {note}")))),
                ("tags", json!(tag.map(|tag| [tag, "plain".to_owned()]))),
                ("locator", json!(locator)),
                ("private", if private { json!(true) } else { json!(null) }),
                ("suggested", if suggested { json!(true) } else { json!(null) }),
            ];
            for (key, value) in more {
                if !value.is_null() {
                    item[key] = value;
                }
            }
            item
        },
    )
}

/// Articles in which items of all lists say all that they can say.
fn article() -> impl Strategy<Value = String> {
    let own = [
        (0, json!({"kind": "doubt", "reader": "A"})),
        (
            0,
            json!({"note": "*Which*?", "replies": [{"reader": "A", "note": "This.", "created": "2018", "private": true}, "Yes."]}),
        ),
        (1, json!({"name": "Ann Author"})),
        (
            1,
            json!({"name": "Here", "kind": "place", "aliases": ["There", {"value": "Aquí", "language": "es"}]}),
        ),
        (
            2,
            json!({"title": "It began", "date": "../2017-12-27", "place": "Here", "who": ["Ann Author"]}),
        ),
        (2, json!({"id": "once", "title": "Once: more", "date": "2017?"})),
        (
            3,
            json!({"says": "So it is", "by": "Ann Author", "via": ["Here"], "basis": "a log", "stance": "denies", "made": "2018"}),
        ),
        (
            3,
            json!({"says": "Five", "id": "five", "figure": {"value": "about 5", "unit": "ships", "scope": "here"}, "question": "How many?", "rating": 3}),
        ),
        (3, json!({"says": "Six", "contradicts": "five"})),
    ];
    let item = (prop::sample::select(own.to_vec()), common());
    prop::collection::vec(item, 1..9).prop_map(|items| {
        let mut lists = vec![Vec::new(); 4];
        for (number, ((list, mut item), common)) in items.into_iter().enumerate() {
            for (key, value) in common.as_object().expect("a map") {
                if item.get(key).is_none() {
                    item[key] = value.clone();
                }
            }
            if item.get("id").is_some() {
                item["id"] = json!(format!("id-{number}"));
            }
            lists[list].push(item);
        }
        let lists =
            LISTS.iter().zip(&lists).map(|(name, items)| format!("{name} {}\n", json!(items)));
        format!(
            "---\ntitle: One\npublished: 2018-01-05\n{}---\none two one ==two== three\n",
            lists.collect::<String>()
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_marked_comes_back(first in article(), second in article()) {
        let settings = "title: T\nreaders: {A: {name: Ada}}\n";
        let gone = first.replacen("title: One\n", "title: Gone\nwithdrawn: {reason: Wrong}\n", 1);
        let sources = [
            ("variorum.yaml", settings),
            ("content/articles/one.md", &first),
            ("content/articles/of/two.md", &second),
            ("content/articles/gone.md", &gone),
        ];
        check(&first, &sources.map(|(path, text)| (path.to_owned(), text.into())).into());
    }
}
