//! Files for machines, from the words of files.

use std::sync::Arc;

use serde_json::Value;
use variorum::config::Config;
use variorum::model::archive::Edition;
use variorum::model::site::Subject;
use variorum::source::Source;
use variorum::world::World;
use variorum::{anchor, export, parse, plan, resolve};

/// The file at `url` of an archive of one article.
fn file(article: &str, base_url: Option<&str>, edition: Edition, url: &str) -> String {
    let config = Config { base_url: base_url.map(str::to_owned), ..Config::default() };
    let world = World { config, ..World::default() };
    let source = Source::new("content/articles/one.md", article);
    let document = parse::parse(&source, &world.config).value;
    let readings = [Arc::new(anchor::anchor(document, &source).value)];
    let options = resolve::Options { edition, drafts: false };
    let archive = resolve::resolve(&readings, &world.config, &options).value;
    let site = plan::plan(&archive, &world).value;
    let Some(Subject::Data(data)) = site.page(url).map(|page| &page.subject) else {
        panic!("{url} is not planned")
    };
    String::from_utf8(export::write(&archive, &site, &world.config, data)).expect("UTF-8")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

const ARTICLE: &str = "---
title: Eins
published: 2017-12-28~
VISIBILITYhighlights:
  - quote: drei Wörter … sechs sieben acht
    note: Ja?
    replies: [{note: Nein.}]
---
Ä eins zwei drei Wörter fünf sechs sieben acht neun.

Ein Geheimnis.
";

fn article(visibility: &str) -> String {
    ARTICLE.replace("VISIBILITY", visibility)
}

#[test]
fn positions_count_code_points_of_the_text_file() {
    let base = Some("https://example.org/a/");
    let text = file(&article(""), base, Edition::Public, "articles/one.txt");
    let page = json(&file(&article(""), base, Edition::Public, "articles/one.jsonld"));
    let parts =
        page["items"][0]["target"]["items"].as_array().expect("the parts of an elided quote");
    let found: Vec<(String, String)> = parts
        .iter()
        .map(|part| {
            assert_eq!(part["source"], "https://example.org/a/articles/one.txt");
            let selectors = &part["selector"];
            let place = |end: &str| {
                usize::try_from(selectors[1][end].as_u64().expect("a number")).expect("a place")
            };
            let words =
                text.chars().skip(place("start")).take(place("end") - place("start")).collect();
            (words, selectors[0]["exact"].as_str().expect("words").to_owned())
        })
        .collect();
    assert_eq!(found.len(), 2);
    for (words, exact) in found {
        assert_eq!(words, exact);
    }
    assert_eq!(page["items"][1]["target"], page["items"][0]["id"], "a reply is about the note");
    assert_eq!(
        page["schema:about"].get("datePublished"),
        None,
        "schema.org has no word for `about`"
    );
}

#[test]
fn words_that_differ_from_the_text_stay_with_their_place() {
    let quote = "eins zwei drei Wöter fünf sechs sieben";
    let text = article("").replace("drei Wörter … sechs sieben acht", quote);
    let page = json(&file(&text, None, Edition::Public, "articles/one.jsonld"));
    let target = &page["items"][0]["target"];
    assert_eq!(target["selector"][0]["exact"], "eins zwei drei Wörter fünf sechs sieben");
    assert_eq!(target["skos:hiddenLabel"], quote);
}

#[test]
fn annotations_have_names_without_an_address() {
    let page = json(&file(&article(""), None, Edition::Public, "articles/one.jsonld"));
    let id = page["items"][0]["id"].as_str().expect("an id");
    assert!(id.starts_with("urn:x-variorum:articles/one.html#h-"), "{id}");
    let all = json(&file(&article(""), None, Edition::Public, "data/annotations.jsonld"));
    assert_eq!(
        (&all["total"], &all["first"], &all["last"]),
        (&Value::from(2), &page["id"], &page["id"])
    );
}

#[test]
fn nothing_of_a_withheld_text_is_said() {
    let excerpt = article("visibility: excerpt\n");
    for url in
        ["articles/one.jsonld", "data/annotations.jsonld", "data/archive.jsonl", "robots.txt"]
    {
        let text = file(&excerpt, None, Edition::Public, url);
        for withheld in ["Geheimnis", "neun", "fünf", "TextPositionSelector"] {
            assert!(!text.contains(withheld), "{url} has `{withheld}`: {text}");
        }
    }
}

#[test]
fn crawlers_are_kept_from_the_private_edition() {
    assert_eq!(
        file(&article(""), None, Edition::Private, "robots.txt"),
        "User-agent: *\nDisallow: /\n"
    );
    let public = file(&article(""), Some("https://example.org/"), Edition::Public, "robots.txt");
    assert_eq!(public, "User-agent: *\nAllow: /\nSitemap: https://example.org/sitemap.xml\n");
}
