//! An article that was taken back: a page says so, and nothing else says anything of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use variorum::cache::Cache;
use variorum::compile::{Compiled, compile, render};
use variorum::config::Config;
use variorum::disk::read::{Setup, read};
use variorum::export::{self, Form, Wording};
use variorum::model::data::Dataset;
use variorum::model::date::When;
use variorum::model::site::Output;
use variorum::resolve::Options;
use variorum::source::Source;
use variorum::world::World;

/// An article in which every word that begins with `zx` is its own.
const ARTICLE: &str = "---
title: Taken
author: Zxauthor Name
outlet: Zxoutlet
tags: [zxtag]
published: 2017-12-27
WITHDRAWN
highlights:
  - quote: the zxpassage of the text
    note: A zxnote.
    kind: doubt
entities: [{name: Zxname, kind: place}]
events: [{title: Zxevent, date: 2017-12-28, place: Zxplace}]
claims: [{says: It is zxclaimed, by: Zxspeaker, question: Is it zxasked?, quote: the zxpassage}]
---
Here is the zxpassage of the text, which Zxname has. ==A zxmark== too.
";

/// Every output of an archive with the article and another one, and every form that it can be exported in.
fn said(withdrawn: &str) -> BTreeMap<String, String> {
    let setup = Setup { root: env!("CARGO_MANIFEST_DIR").into(), ..Setup::default() };
    let mut world = World { sources: Vec::new(), ..read(&setup).expect("the archive").value };
    let base_url = Some("https://example.org/".to_owned());
    let (tag_feeds, entity_feeds) = (true, true);
    world.config = Config { base_url, tag_feeds, entity_feeds, ..Config::default() };
    let other = "---\ntitle: Other\nhighlights: [some words]\n---\nSee [[Taken]]: some words.\n";
    let files = [
        ("content/articles/other.md", other.to_owned()),
        ("content/articles/taken.md", ARTICLE.replace("WITHDRAWN", withdrawn)),
    ];
    world.sources = files.map(|(path, text)| Arc::new(Source::new(path, text))).into();
    let compiled = compile(&world, &mut Cache::default(), &Options::default(), &()).value;
    let outputs = Mutex::new(BTreeMap::new());
    let take = |output: Output| {
        let text = String::from_utf8_lossy(&output.bytes).into_owned();
        outputs.lock().expect("a map").insert(output.url, text);
    };
    render(&world, &compiled, &(), &take);
    let sets = Dataset::ALL.iter().map(|&set| Form::Set(set));
    let others = [Form::Atom, Form::JsonFeed, Form::Hypothesis, Form::Documents, Form::Sqlite];
    for form in sets.chain(others) {
        let Compiled { archive, site, .. } = &compiled;
        let wording = Wording { in_words: &|when: &When| when.text.clone(), notes: "Notes" };
        let given = export::alone(archive, site, &world.config, wording, form);
        let bytes = given.expect("a file");
        take(Output { url: format!("export {form:?}"), bytes });
    }
    for note in export::vault(&compiled.archive, &compiled.site, &world.config) {
        take(Output { url: format!("vault {}", note.url), ..note });
    }
    outputs.into_inner().expect("a map")
}

#[test]
fn only_a_tombstone_is_left() {
    let own = |outputs: &BTreeMap<String, String>| -> Vec<String> {
        let holds = |text: &String| text.to_lowercase().contains("zx");
        outputs.iter().filter(|(_, text)| holds(text)).map(|(url, _)| url.clone()).collect()
    };
    let before = own(&said(""));
    for wanted in ["articles/taken.html", "feed.xml", "data/claims.csv", "search/index.js", "vault"]
    {
        let begins = |url: &String| url.starts_with(wanted);
        let shards = |url: &String| wanted.starts_with("search/") && url.starts_with("search/");
        assert!(before.iter().any(|url| begins(url) || shards(url)), "{wanted}: {before:?}");
    }
    let after = said("withdrawn: {date: 2018-01-05, reason: The author asked for it}");
    let metadata = ["articles/taken.html", "vault articles/taken.md"];
    let left: Vec<String> =
        own(&after).into_iter().filter(|url| !metadata.contains(&url.as_str())).collect();
    assert_eq!(left, [""; 0], "something still knows of it");
    let tombstone = &after["articles/taken.html"];
    for piece in ["Taken", "The author asked for it", "2018-01-05", "noindex"] {
        assert!(tombstone.contains(piece), "{piece}: {tombstone}");
    }
    for url in metadata {
        for word in ["zxpassage", "zxnote", "zxmark", "zxclaimed", "zxevent"] {
            assert!(!after[url].to_lowercase().contains(word), "{url} has {word}");
        }
    }
    assert!(!after["sitemap.xml"].contains("taken"), "search engines are not led there");
}
