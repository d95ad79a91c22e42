//! Files for machines, from the words of files.

use std::sync::Arc;

use serde_json::Value;
use variorum::config::Config;
use variorum::export::{Form, Wording};
use variorum::model::archive::{Archive, Edition};
use variorum::model::data::Dataset;
use variorum::model::date::When;
use variorum::model::site::{Site, Subject};
use variorum::source::Source;
use variorum::world::{Asset, World};
use variorum::{anchor, export, parse, plan, resolve};

mod database;
mod events;
mod hostile;
mod hosts;
mod published;
mod tei;
mod works;

/// What an archive of these files gives away in an edition.
struct Given {
    world: World,
    archive: Arc<Archive>,
    site: Arc<Site>,
}

/// The archive of these articles and records, and files beside them; `content/` is understood.
fn given(files: &[(&str, &str)], config: Config, edition: Edition) -> Given {
    let mut world = World { config, ..World::default() };
    let mut readings = Vec::new();
    for (path, text) in files {
        if !path.ends_with(".md") {
            let asset = Asset { len: 0, stamp: 0, url: None, bytes: None, dimensions: None };
            world.assets.insert(format!("content/{path}"), asset);
            continue;
        }
        let source = Source::new(format!("content/{path}"), *text);
        let document = parse::parse(&source, &world.config).value;
        readings.push(Arc::new(anchor::anchor(document, &source).value));
    }
    let options = resolve::Options { edition, drafts: false };
    let archive =
        resolve::resolve(&readings, &world.config, &options, &mut resolve::Memory::default()).value;
    let archive = Arc::new(archive);
    let site = plan::plan(&archive, &world, &mut plan::Memory::default()).value;
    Given { world, archive, site }
}

impl Given {
    /// The text of a file for machines.
    fn file(&self, url: &str) -> String {
        let Some(Subject::Data(data)) = self.site.page(url).map(|page| &page.subject) else {
            let urls: Vec<&String> = self.site.pages.iter().map(|page| &page.url).collect();
            panic!("{url} is not planned, but {urls:?}")
        };
        let Given { archive, site, world } = self;
        let bytes = export::write(archive, site, &world.config, WORDING, data);
        String::from_utf8(bytes).expect("UTF-8")
    }

    fn alone(&self, form: Form) -> String {
        String::from_utf8(self.bytes(form)).expect("UTF-8")
    }

    fn bytes(&self, form: Form) -> Vec<u8> {
        let Given { archive, site, world } = self;
        export::alone(archive, site, &world.config, WORDING, form).expect("a file")
    }
}

/// What a site says to people in files for machines.
const WORDING: Wording = Wording { in_words: &in_words, notes: "What was noted" };

/// A date in words that are not its expression.
fn in_words(when: &When) -> String {
    format!("the date {}", when.text)
}

fn at(base_url: Option<&str>) -> Config {
    Config { base_url: base_url.map(str::to_owned), ..Config::default() }
}

/// The file at `url` of an archive of one article.
fn file(article: &str, base_url: Option<&str>, edition: Edition, url: &str) -> String {
    given(&[("articles/one.md", article)], at(base_url), edition).file(url)
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
Ä eins zwei drei Wörter fünf sechs sieben\\
acht neun.

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
    assert!(text.contains("sieben\nacht"), "{text}");
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
fn links_in_notes_are_the_titles_that_they_lead_to() {
    let one = "---\ntitle: Eins\nhighlights:\n  - quote: zwei\n    note: See [[two]].\n    replies: [{note: 'No, [[two]], [[two|that]].'}]\n\
               claims: [{says: So, replies: ['By [[two]].']}]\nentities: [{name: Ann, replies: ['In [[two]].']}]\n---\n\
               eins zwei drei\n";
    let two = "---\ntitle: Zwei\n---\nText.\n";
    let given =
        given(&[("articles/one.md", one), ("articles/two.md", two)], at(None), Edition::Public);
    let page = json(&given.file("articles/one.jsonld"));
    let said = |number: usize| page["items"][number]["body"][0]["value"].clone();
    assert_eq!((said(0), said(1)), ("See Zwei.".into(), "No, Zwei, that.".into()));
    let answers: Vec<_> = page["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter(|item| item["motivation"] == "replying")
        .map(|item| item["body"][0]["value"].clone())
        .collect();
    assert_eq!(answers, ["No, Zwei, that.", "In Zwei.", "By Zwei."]);
    let rows = json(&String::from_utf8(given.bytes(Form::Hypothesis)).expect("text"));
    assert_eq!(rows["annotations"][0]["text"], "See Zwei.");
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
fn addresses_of_pictures_are_encoded_once() {
    let text = "---\nhighlights:\n  - {picture: \"Yard, 1907.jpg\", xywh: \"1,2,3,4\", note: Part.}\n  - {picture: \"Yard, 1907.jpg\", note: All.}\n---\n![Yard](<Yard, 1907.jpg>)\n";
    let files = [("articles/one.md", text), ("articles/Yard, 1907.jpg", "")];
    let given = given(&files, at(Some("https://example.org/")), Edition::Public);
    let page = json(&given.file("articles/one.jsonld"));
    let address = "https://example.org/articles/Yard%2C%201907.jpg";
    assert_eq!(page["items"][0]["target"]["source"], address, "{page}");
    assert_eq!(page["items"][1]["target"], address, "{page}");
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
fn what_stands_alone_obeys_the_edition() {
    let kept = "  - {quote: eins zwei, note: Verschwiegen., private: true}\nevents:\n  \
                - {title: Vorgeschlagen, date: 2017, suggested: true}\n---\n\u{c4}";
    let article = article("visibility: excerpt\n").replace("---\n\u{c4}", kept);
    let sets = Dataset::ALL.iter().map(|&set| Form::Set(set));
    let others = [Form::Atom, Form::JsonFeed, Form::Hypothesis, Form::Documents, Form::Sqlite];
    let all: Vec<Form> = sets.chain(others).collect();
    let holds = |edition, form, word: &str| {
        let given = given(&[("articles/one.md", &article)], at(None), edition);
        String::from_utf8_lossy(&given.bytes(form)).contains(word)
    };
    for form in all {
        for word in ["Verschwiegen", "Vorgeschlagen", "Geheimnis"] {
            assert!(!holds(Edition::Public, form, word), "{form:?} has `{word}`");
        }
    }
    for form in [Form::Sqlite, Form::Set(Dataset::Annotations)] {
        for word in ["Verschwiegen", "Vorgeschlagen"] {
            assert!(holds(Edition::Private, form, word), "{form:?} has no `{word}`");
        }
    }
}

/// An archive with something of every kind, awkward to write in most formats.
const EVERYTHING: [(&str, &str); 5] = [
    (
        "articles/one.md",
        "---\ntitle: 'A, \"b\" & {c}; d\\e'\nauthor: [Ann Author, \"Smith and Sons\"]\noutlet: The Gazette\n\
         url: https://example.org/one?a=1&b={2}\npublished: 2017-10~\naccessed: 2018-01-02\nread: 2018-02-03\n\
         tags: [ships, 'a; b']\nsummary: Über alles.\nhighlights:\n  - quote: ships came\n    kind: doubt\n    note: Which, and how many?\n    reader: A\n    created: 2018-03-04\n\
         events:\n  - title: 'Ships; came, once'\n    date: 2017-10\n    place: North Quay\n    who: [Ann Author]\n  - title: A day\n    date: 2016-02-29\n\
         claims:\n  - says: Ten ships came\n    by: Ann Author\n    quote: ships came\n    figure: {value: '10', unit: ships}\n---\n\
         Ann Author says that ships came to North Quay.\n",
    ),
    (
        "articles/gone.md",
        "---\ntitle: Gone\nread: 2018-05-06\ntags: [lost]\nwithdrawn: {date: 2019-01-01, reason: Wrong}\nhighlights:\n  - quote: WITHDRAWN words here\n    note: NOTED of it\n---\nWITHDRAWN words here.\n",
    ),
    (
        "articles/корабли.md",
        "---\ntitle: Корабли\npublished: 2017-12-28\nread: 2018-01-01\nnoindex: true\nentities: [North Quay]\n---\nТекст.\n",
    ),
    (
        "entities/north-quay.md",
        "---\nname: North Quay\nkind: place\ncoordinates: [35.95, 39.01]\nradius_km: 2\n---\n",
    ),
    ("entities/ann-author.md", "---\nname: Ann Author\nkind: person\nsummary: '=SUM(A1)'\n---\n"),
];

fn everything() -> Given {
    given(&EVERYTHING, at(Some("https://example.org/a/")), Edition::Public)
}

#[test]
fn every_form_is_planned_and_says_something() {
    let given = everything();
    for &set in Dataset::ALL {
        let text = given.file(&format!("data/{}", set.file()));
        assert!(text.len() > 40 && text.ends_with('\n'), "{}: {text}", set.format());
        if set.file().ends_with("json") || set.file().ends_with("jsonld") {
            json(&text);
        }
    }
    for form in [Form::Atom, Form::JsonFeed, Form::Hypothesis, Form::Documents] {
        assert!(given.alone(form).contains("Ann Author") || form == Form::Hypothesis, "{form:?}");
    }
}

#[test]
fn a_withdrawn_article_leaves_only_its_tombstone() {
    let given = everything();
    assert!(given.site.page("articles/gone.html").is_some());
    for page in &given.site.pages {
        if let Subject::Data(_) = page.subject {
            let text = given.file(&page.url);
            for word in ["WITHDRAWN", "NOTED", "Gone", "gone"] {
                assert!(!text.contains(word), "{} has {word}: {text}", page.url);
            }
        }
    }
    assert!(given.site.tags.iter().all(|tag| tag.name != "lost"));
    for form in [Form::Hypothesis, Form::Documents, Form::Sqlite, Form::Set(Dataset::Annotations)] {
        let bytes = given.bytes(form);
        assert!(!String::from_utf8_lossy(&bytes).contains("WITHDRAWN"), "{form:?}");
    }
}

#[test]
fn years_before_our_era_are_dates_in_tables() {
    let claim = "claims: [{says: So, made: -0043-03-15}, {says: '-1+1', by: Ben}]\n";
    for (date, days) in [
        ("-0043-03-15", "-0043-03-15,-0043-03-15,-0043-03-15"),
        ("-0043", "-0043,-0043-01-01,-0043-12-31"),
        ("-0043/-0042", "-0043/-0042,-0043-01-01,-0042-12-31"),
        ("0000-03-01", "0000-03-01,0000-03-01,0000-03-01"),
    ] {
        let text =
            format!("---\nauthor: Ann\nevents: [{{title: E, date: {date}}}]\n{claim}---\nText.\n");
        let given = given(&[("articles/a.md", &text)], at(None), Edition::Public);
        let events = given.file("data/events.csv");
        assert!(events.contains(&format!(",E,{days},")), "{events}");
        let calendar = given.file("data/events.ics");
        assert!(!calendar.contains("DTSTART"), "calendars begin with our era: {calendar}");
        let claims = given.file("data/claims.csv");
        assert!(claims.contains(",So,asserts,,,,,a,-0043-03-15,"), "{claims}");
        assert!(claims.contains(",'-1+1,asserts,,Ben,,,a,,"), "{claims}");
    }
}

#[test]
fn tables_have_the_columns_that_the_package_describes() {
    let given = everything();
    let package = json(&given.file("data/datapackage.json"));
    let tables = package["resources"].as_array().expect("tables");
    assert_eq!(tables.len(), 4);
    for table in tables {
        let path = format!("data/{}", table["path"].as_str().expect("a path"));
        let text = given.file(&path);
        let fields = table["schema"]["fields"].as_array().expect("columns");
        let names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        assert_eq!(text.lines().next(), Some(names.join(",").as_str()), "{path}");
    }
    assert!(given.file("data/entities.csv").contains("'=SUM(A1)"), "a formula is words");
}
