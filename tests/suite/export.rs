//! Files for machines, from the words of files.

use std::collections::BTreeSet;
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
mod hostile;
mod hosts;
mod published;
mod tei;

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
fn works_are_cited_alike_in_every_format() {
    let given = everything();
    let bibtex = given.file("data/bibliography.bib");
    assert!(bibtex.contains("author = {Ann Author and {Smith and Sons}}"), "{bibtex}");
    assert!(bibtex.contains("title = {{A, \"b\" \\& \\{c\\}; d\\textbackslash{}e}}"), "{bibtex}");
    assert!(bibtex.contains("url = {https://example.org/one?a=1&b=%7B2%7D}"), "{bibtex}");
    let keys: Vec<&str> = bibtex.lines().filter_map(|line| line.strip_prefix("@misc{")).collect();
    assert_eq!((keys.len(), keys.contains(&"one,")), (2, true), "{keys:?}");
    assert!(keys.iter().all(|key| key.is_ascii()), "{keys:?}");
    let csl = json(&given.file("data/bibliography.json"));
    let one = csl.as_array().expect("items").iter().find(|item| item["id"] == "one").expect("one");
    assert_eq!(one["issued"]["date-parts"], serde_json::json!([[2017, 10]]));
    assert_eq!(
        (&one["issued"]["circa"], &one["container-title"]),
        (&Value::from(true), &Value::from("The Gazette"))
    );
    assert_eq!(one["archive_location"], "https://example.org/a/articles/one.html");
    let ris = given.file("data/bibliography.ris");
    // What has no address is no page of the web.
    assert_eq!(
        (ris.matches("TY  - ELEC\r\n").count(), ris.matches("TY  - GEN\r\n").count()),
        (1, 1)
    );
    let types = csl.as_array().expect("items").iter().map(|item| item["type"].as_str());
    assert_eq!(types.collect::<Vec<_>>(), [Some("document"), Some("article")]);
    assert_eq!(ris.matches("ER  - \r\n").count(), 2);
    assert!(ris.contains("Y2  - 2018/01/02/\r\n"), "{ris}");
    assert!(ris.contains("AB  - Über alles.\r\nKW  - ships\r\nKW  - a; b\r\n"), "{ris}");
    assert!(bibtex.contains("abstract = {Über alles.},\n  keywords = {ships, a; b}"), "{bibtex}");
    assert_eq!((&one["abstract"], &one["keyword"]), (&"Über alles.".into(), &"ships, a; b".into()));
}

#[test]
fn authors_are_people_or_are_not() {
    let names = ["Ada Example", "Jan van Maanen", "Gabriel García Márquez", "Ben Sample, Jr."];
    let bodies = ["Royal Society of London", "Gauge", "Example & Sample"];
    let unsure = ["Ben Maria Sample Jr.", "Muster JA", "EXMP WG I", "Louis XIV"];
    let names = [&names[..], &["Cleo Maria Muster"], &bodies, &unsure].concat();
    let article = format!(
        "---\ntitle: T\nurl: https://doi.org/10.1000/one(2)\nauthor: [\"{}\"]\n---\nText.\n",
        names.join("\", \"")
    );
    let record = |name: &str, rest: &str| format!("---\nname: {name}\n{rest}---\n");
    let sorted = record(names[2], "kind: person\nsort: García Márquez, Gabriel\n");
    let body = record(names[6], "kind: organisation\n");
    let files = [
        ("articles/a.md", &*article),
        ("entities/garcia.md", &*sorted),
        ("entities/gauge.md", &*body),
    ];
    let given = given(&files, at(None), Edition::Public);
    let bibtex = given.file("data/bibliography.bib");
    let authors = "{Ada Example and Jan van Maanen and García Márquez, Gabriel and Sample, Jr., Ben and \
                   Cleo Maria Muster and {Royal Society of London} and {Gauge} and {Example \\& Sample} and \
                   {Ben Maria Sample Jr.} and {Muster JA} and {EXMP WG I} and {Louis XIV}}";
    assert!(bibtex.contains(&format!("author = {authors}")), "{bibtex}");
    let ris = given.file("data/bibliography.ris");
    let authors: Vec<&str> = ris.lines().filter_map(|line| line.strip_prefix("AU  - ")).collect();
    let turned = ["Example, Ada", "van Maanen, Jan", "García Márquez, Gabriel", "Sample, Ben, Jr."];
    assert_eq!(authors, [&turned[..], &names[4..]].concat());
    assert!(bibtex.contains("doi = {10.1000/one(2)}"), "{bibtex}");
    assert!(ris.contains("DO  - 10.1000/one(2)\r\n"), "{ris}");
    let csl = &json(&given.file("data/bibliography.json"))[0];
    let written = |at: usize| csl["author"][at].to_string();
    assert_eq!(written(1), r#"{"family":"van Maanen","given":"Jan"}"#);
    let suffixed = r#"{"comma-suffix":true,"family":"Sample","given":"Ben","suffix":"Jr."}"#;
    assert_eq!(written(3), suffixed);
    assert_eq!(written(4), r#"{"literal":"Cleo Maria Muster"}"#);
    assert_eq!(written(5), r#"{"literal":"Royal Society of London"}"#);
}

#[test]
fn dois_are_bare_however_they_are_written() {
    for (keys, doi, address) in [
        ("extra: {doi: 'doi:10.1000/one_1'}", "10.1000/one_1", "10.1000/one_1"),
        ("x-doi: https://doi.org/10.1000/ONE", "10.1000/ONE", "10.1000/ONE"),
        ("url: http://dx.doi.org/10.1000%2Fone%3C1%3E", "10.1000/one<1>", "10.1000/one%3C1%3E"),
        (
            "url: https://doi.org/10.1000/two\nextra: {doi: forthcoming}",
            "10.1000/two",
            "10.1000/two",
        ),
    ] {
        let article = format!("---\ntitle: T\n{keys}\n---\nText.\n");
        let given = given(&[("articles/one.md", &article)], at(None), Edition::Public);
        let bibtex = given.file("data/bibliography.bib");
        assert!(bibtex.contains(&format!("doi = {{{doi}}}")), "{bibtex}");
        let ris = given.file("data/bibliography.ris");
        assert!(ris.contains(&format!("DO  - {doi}\r\n")), "{ris}");
        assert_eq!(json(&given.file("data/bibliography.json"))[0]["DOI"], doi);
        let record = json(&given.file("articles/one.jsonld"));
        assert_eq!(record["identifier"], format!("https://doi.org/{address}"), "{record}");
    }
    let none =
        file("---\ntitle: T\nx-doi: n/a\n---\n", None, Edition::Public, "articles/one.jsonld");
    assert!(!none.contains("identifier"), "{none}");
}

/// Formats differ in what they have for a date, and in whether there is a year 0.
#[test]
fn works_of_any_time_are_dated() {
    for (date, bibtex, ris, csl) in [
        (
            "2017-10",
            "year = {2017},\n  month = {10},\n  date = {2017-10}",
            "PY  - 2017",
            "[[2017,10]]",
        ),
        ("2001-21", "date = {2001-21}", "DA  - 2001///the date 2001-21", "[[2001]]"),
        ("2017?", "date = {2017?}", "DA  - 2017///the date 2017?", "[[2017]]"),
        ("0044", "year = {44},\n  date = {0044}", "PY  - 0044", "[[44]]"),
        ("0000", "year = {the date 0000},\n  date = {0000}", "DA  - ///the date 0000", "[[-1]]"),
        ("-0043-03-15", "date = {-0043-03-15}", "DA  - ///the date -0043-03-15", "[[-44,3,15]]"),
        (
            "25 December 1642 (O.S.)",
            "year = {1642},\n  month = {12},\n  day = {25},\n  date = {1642-12-25}",
            "PY  - 1642\r\nDA  - 1642/12/25/O.S.\r\n",
            "[[1642,12,25]]",
        ),
        ("October 1642 (O.S.)", "date = {1642-10}", "DA  - 1642/10//\r\n", "[[1642,10]]"),
        ("25 December 1642", "date = {1642-12-25}", "DA  - 1642/12/25/\r\n", "[[1642,12,25]]"),
        ("c. 11/21 March 1665", "date = {1665-03-11~}", "DA  - 1665/03/11/", "[[1665,3,11]]"),
        ("15XX", "year = {the date 15XX},\n  date = {15XX}", "DA  - ///the date 15XX", ""),
        ("2012/..", "date = {2012/..}", "DA  - ///the date 2012/..", ""),
        (
            "5 Iyar 5708",
            "day = {14},\n  date = {1948-05-14}",
            "DA  - 1948/05/14/5 Iyar 5708",
            "[[1948,5,14]]",
        ),
        (
            "12 vendémiaire an IV",
            "year = {12 vendémiaire an IV},\n  langid",
            "DA  - ///12 vendémiaire an IV",
            "",
        ),
        ("[-0299..-0200]", "year = {the date [-0299..-0200]},\n  langid", "DA  - ///the date", ""),
    ] {
        let text = format!("---\npublished: \"{date}\"\n---\nText.\n");
        let given = given(&[("articles/a.md", &text)], at(None), Edition::Public);
        let found = given.file("data/bibliography.bib");
        assert!(found.contains(bibtex), "{date}: {found}");
        let found = given.file("data/bibliography.ris");
        assert!(found.contains(ris), "{date}: {found}");
        let issued = &json(&given.file("data/bibliography.json"))[0]["issued"];
        match csl {
            "" => {
                let literal = issued["literal"].as_str().expect("words");
                assert_eq!(literal.trim_start_matches("the date "), date);
            }
            parts => assert_eq!(issued["date-parts"].to_string(), parts, "{date}"),
        }
        assert_eq!(issued["season"] == 1, date == "2001-21", "{date}: {issued}");
    }
}

/// A day of some month is no day of January, and a year before Christ is said in words.
#[test]
fn slides_begin_with_what_is_known() {
    for (date, start, in_words) in [
        ("1572-XX-24", r#"{"year":1572}"#, true),
        ("1572-08-XX", r#"{"month":8,"year":1572}"#, true),
        ("15XX", r#"{"year":1500}"#, true),
        ("-0043-03-15", r#"{"day":15,"month":3,"year":-43}"#, true),
        // Words at its start would stand beside its end.
        ("1572-08-24/1572-08-26", r#"{"day":24,"month":8,"year":1572}"#, true),
        ("1572-08-24", r#"{"day":24,"month":8,"year":1572}"#, false),
    ] {
        let text = format!("---\nevents:\n  - {{title: E, date: {date}}}\n---\nText.\n");
        let given = given(&[("articles/a.md", &text)], at(None), Edition::Public);
        let slide = &json(&given.file("data/timeline.json"))["events"][0];
        assert_eq!(slide["start_date"].to_string(), start, "{date}");
        let words = in_words.then(|| format!("the date {date}"));
        assert_eq!(slide.get("display_date").and_then(Value::as_str), words.as_deref(), "{date}");
    }
}

#[test]
fn events_are_as_sure_as_they_are_known() {
    let given = everything();
    let slides = json(&given.file("data/timeline.json"));
    let of = |id: usize| &slides["events"][id];
    assert_eq!(of(0)["start_date"], serde_json::json!({"year": 2016, "month": 2, "day": 29}));
    let month = serde_json::json!({"year": 2017, "month": 10});
    assert_eq!((&of(1)["start_date"], &of(1)["group"]), (&month, &Value::from("North Quay")));
    let calendar = given.file("data/events.ics");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20160229\r\nDTEND;VALUE=DATE:20160301\r\n"),
        "{calendar}"
    );
    assert!(
        calendar.contains("SUMMARY:Ships\\; came\\, once (the date 2017-10)\r\n"),
        "{calendar}"
    );
    assert!(calendar.contains("LOCATION:North Quay\r\nURL:https://example.org/a/"), "{calendar}");
    assert!(!calendar.contains('@'), "RFC 7986 wants no hosts in identifiers: {calendar}");
    let graph = given.file("data/graph.graphml");
    assert!(graph.contains("<data key=\"label\">North Quay</data>"), "{graph}");
    assert!(graph.contains("<data key=\"weight\">1</data>"), "{graph}");
}

/// A calendar knows an event again, and takes it for none of another archive.
#[test]
fn events_of_calendars_have_identifiers_of_their_own() {
    let event =
        |id: &str| format!("---\nevents: [{{id: {id}, title: E, date: 2016}}]\n---\nText.\n");
    let uid = |id: &str, config: Config| {
        let given = given(&[("articles/a.md", &event(id))], config, Edition::Public);
        let calendar = given.file("data/events.ics");
        let uid = calendar.lines().find_map(|line| line.strip_prefix("UID:")).expect("a UID");
        uid.to_owned()
    };
    let titled = |title: &str| Config { title: title.to_owned(), ..at(None) };
    let uids = [
        uid("loss", at(None)),
        uid("loss", titled("Another archive")),
        uid("loss", at(Some("https://example.org/a/"))),
        uid("loss", at(Some("https://example.org/b/"))),
        uid("find", at(None)),
    ];
    let others: BTreeSet<&String> = uids.iter().collect();
    assert_eq!(others.len(), uids.len(), "{uids:?}");
    assert_eq!(uids[0], uid("loss", at(None)));
    for uid in &uids {
        let parts: Vec<usize> = uid.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12], "{uid}");
        assert!(uid[14..].starts_with('8') && "89ab".contains(&uid[19..20]), "{uid}");
    }
}

#[test]
fn an_event_keeps_its_id_whatever_else_is_told() {
    let article = |date: &str, event: &str| {
        format!("---\npublished: {date}\nevents: [{event}]\n---\nIn October, and so on.\n")
    };
    let treaty = article("2018", "{title: The treaty, date: 1919-10, quote: In October}");
    let id = |files: &[(&str, &str)]| {
        let table = given(files, at(None), Edition::Public).file("data/events.csv");
        let row = table.lines().find(|line| line.contains(",The treaty,1919-10,")).expect("a row");
        row.split(',').next().map(str::to_owned)
    };
    let alone = id(&[("articles/treaty.md", &treaty)]);
    for other in [
        "{title: The bridge, date: 1919-10, quote: In October}",
        "{title: The treaty, date: 1920, quote: In October}",
        "{title: The treaty, date: 1919-10, quote: and so on}",
        "{title: The treaty, date: 1919-10, place: Bridge}",
    ] {
        for date in ["2017", "2019"] {
            let other = article(date, other);
            let with = id(&[("articles/bridge.md", &other), ("articles/treaty.md", &treaty)]);
            assert_eq!(with, alone, "{other}");
        }
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
