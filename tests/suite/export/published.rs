//! What search engines and readers of feeds are told.

use std::sync::Arc;

use serde_json::Value;
use variorum::config::Config;
use variorum::model::archive::Edition;
use variorum::model::site::{Page, Part, SITEMAP, Subject};

use super::{EVERYTHING, at, everything, file, given, json};

#[test]
fn articles_are_said_in_schema_org_terms() {
    let about = json(&everything().file("articles/one.jsonld"))["schema:about"].clone();
    assert_eq!(about["about"][0]["location"]["name"], "North Quay");
    assert_eq!(about["hasPart"][0]["@type"], "Quotation");
    assert_eq!(about["hasPart"][0]["text"], "ships came");
    assert_eq!(
        (&about["hasPart"][1]["@type"], &about["hasPart"][1]["author"]["name"]),
        (&Value::from("Claim"), &Value::from("Ann Author"))
    );
    let named: Vec<&Value> =
        about["mentions"].as_array().expect("names").iter().map(|m| &m["@type"]).collect();
    assert_eq!(named, ["Person", "Place"]);
}

#[test]
fn what_an_article_is_to_others_is_said_of_what_is_published() {
    let article = |more: &str| format!("---\n{more}\n---\nText.\n");
    let files = [
        ("articles/base.md", article("title: Base\nslug: first")),
        ("articles/version.md", article("title: V\nurl: https://example.org/v\nversion_of: base")),
        (
            "articles/b.md",
            article("title: B\ncorrects: base\ntranslation_of: Base\npart_of: first"),
        ),
        (
            "articles/c.md",
            article("title: C\ncorrects: d\ntranslation_of: d\npart_of: d\nversion_of: d"),
        ),
        ("articles/d.md", article("title: D\nversion_of: base\ncorrects: base\ndraft: true")),
    ];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let given = given(&files, at(Some("https://example.org/")), Edition::Public);
    let base = |more: &str| -> String {
        format!(
            r#"{{"@id":"https://example.org/articles/first.html","@type":"Article","name":"Base"}}{more}"#
        )
    };
    for (name, key, value) in [
        ("first", "correction", r#"["https://example.org/articles/b.html"]"#.to_owned()),
        ("first", "isBasedOn", "null".to_owned()),
        (
            "first",
            "workTranslation",
            r#"[{"@id":"https://example.org/articles/b.html","@type":"Article","name":"B"}]"#
                .to_owned(),
        ),
        ("version", "isBasedOn", format!(r#"["https://example.org/v",{}"#, base("]"))),
        ("b", "translationOfWork", format!("[{}", base("]"))),
        ("b", "isPartOf", format!("[{}", base("]"))),
        ("c", "isBasedOn", "null".to_owned()),
        ("c", "translationOfWork", "null".to_owned()),
        ("c", "isPartOf", "null".to_owned()),
    ] {
        let record = json(&given.file(&format!("articles/{name}.jsonld")));
        assert_eq!(record[key].to_string(), value, "{name}: {key}");
    }
    let keys = ["id", "translation_of", "corrects", "version_of", "part_of"];
    let lines = given.file("data/archive.jsonl");
    let lines = lines.lines().map(|line| keys.map(|key| json(line)[key].to_string()).join(" "));
    let mut lines: Vec<String> = lines.map(|line| line.replace('"', "")).collect();
    lines.sort();
    assert_eq!(
        lines,
        [
            "b first first null first",
            "c null null null null",
            "first null null null null",
            "version null null first null",
        ]
    );
}

#[test]
fn events_have_their_days_and_places() {
    let article = "---\nevents:\n  - {title: Fair, date: 1921-05-10/1921-06, place: The Museum}\n  - {title: Flood, date: 1919~/1920, place: Old Port}\n  \
        - {title: Storm, date: ../1920-03, place: a hut}\n  - {title: Trip, date: 1910/}\n  - {title: Talk, date: '[1919-01..1919-03]'}\n  - {title: Feast, date: 1919-05-01, who: [The Museum, two men]}\n  \
        - {title: War, date: 1919-21/1920-22}\nentities: [{name: a hut, kind: place}]\n---\nThe Museum.\n\n![](boat.png)\n";
    let museum =
        "---\nname: Museum\nkind: organisation\naliases: [The Museum]\nimage: house.png\n---\n";
    let files = [
        ("articles/a.md", article),
        ("entities/museum.md", museum),
        ("articles/boat.png", ""),
        ("entities/house.png", ""),
    ];
    let given = given(&files, at(Some("https://example.org/")), Edition::Public);
    let record = json(&given.file("articles/a.jsonld"))["schema:about"].clone();
    let keys = ["name", "startDate", "endDate"];
    let events = record["about"].as_array().expect("events").iter().map(|event| {
        let place =
            ["@type", "name", "@id"].map(|key| event["location"][key].as_str().unwrap_or("-"));
        keys.map(|key| event[key].as_str().unwrap_or("-")).join(" ") + " " + &place.join(" ")
    });
    assert_eq!(
        events.collect::<Vec<_>>(),
        [
            "Fair 1921-05-10 1921-06 Organization The Museum https://example.org/entities/museum.html",
            "Flood - 1920 Place Old Port -",
            "Storm - 1920-03 Place a hut https://example.org/entities/a-hut.html",
            "Trip 1910 - - - -",
            "Talk - - - - -",
            "Feast 1919-05-01 - - - -",
            "War - - - - -",
        ]
    );
    let feast = &record["about"][5]["about"];
    assert_eq!(
        [0, 1]
            .map(|at| format!("{} {} {}", feast[at]["@type"], feast[at]["name"], feast[at]["@id"])),
        [
            r#""Organization" "The Museum" "https://example.org/entities/museum.html""#,
            r#""Thing" "two men" null"#,
        ]
    );
    assert_eq!(record["image"].to_string(), r#"["https://example.org/articles/boat.png"]"#);
    let mut named = record["mentions"].as_array().expect("names").iter();
    let museum = named.find(|named| named["name"] == "Museum").expect("a museum");
    assert_eq!(museum["image"], "https://example.org/entities/house.png");
}

#[test]
fn authors_are_what_the_archive_says_that_they_are() {
    let article = "---\nauthor: [Ann Author, The Harbour Office, HMS Sample, H.O.]\n---\nText.\n";
    let record =
        |name: &str, kind: &str| format!("---\nname: {name}\nkind: {kind}\naliases: [H.O.]\n---\n");
    let office = record("The Harbour Office", "organisation");
    let ship = record("HMS Sample", "ship").replace("H.O.", "HMS S.");
    let files = [("articles/a.md", article), ("entities/ho.md", &office), ("entities/s.md", &ship)];
    let given = given(&files, at(Some("https://example.org/")), Edition::Public);
    let record = json(&given.file("articles/a.jsonld"));
    let authors = record["author"].as_array().expect("authors").iter();
    let said = authors.map(|author| ["@type", "name", "@id"].map(|key| author[key].as_str()));
    assert_eq!(
        said.map(|author| author.map(Option::unwrap_or_default)).collect::<Vec<_>>(),
        [
            ["Person", "Ann Author", "https://example.org/entities/ann-author.html"],
            ["Organization", "The Harbour Office", "https://example.org/entities/ho.html"],
            ["Thing", "HMS Sample", "https://example.org/entities/s.html"],
            ["Organization", "H.O.", "https://example.org/entities/ho.html"],
        ]
    );
}

#[test]
fn who_claims_something_is_what_the_archive_says() {
    let claim = |by: &str| format!("  - {{says: By {by}, by: {by}}}\n");
    let named = ["Ann Author", "H.O.", "The Harbour Office", "HMS Sample", "Smith", "a sailor"];
    let claims: String = named.into_iter().map(claim).collect();
    let article = format!(
        "---\nauthor: Ann Author\nentities: [HMS Sample, Ben Smith, Cleo Smith]\nclaims:\n{claims}---\nThe Harbour Office.\n"
    );
    let record = |name: &str, more: &str| format!("---\nname: {name}\n{more}\n---\n");
    let files = [
        ("articles/a.md", article),
        ("entities/ann.md", record("Ann Author", "kind: person")),
        ("entities/ho.md", record("The Harbour Office", "kind: organisation\naliases: [H.O.]")),
        ("entities/s.md", record("HMS Sample", "kind: ship")),
        ("entities/b.md", record("Ben Smith", "kind: person\naliases: [Smith]")),
        ("entities/c.md", record("Cleo Smith", "kind: person\naliases: [Smith]")),
    ];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let given = given(&files, at(Some("https://example.org/")), Edition::Public);
    let parts = json(&given.file("articles/a.jsonld"))["schema:about"]["hasPart"].clone();
    let authors = parts.as_array().expect("claims").iter().map(|claim| &claim["author"]);
    let authors: Vec<[&str; 3]> = authors
        .map(|author| ["@type", "name", "@id"].map(|key| author[key].as_str().unwrap_or_default()))
        .collect();
    let office = "https://example.org/entities/ho.html";
    let expected = [
        ["Person", named[0], "https://example.org/entities/ann.html"],
        ["Organization", named[1], office],
        ["Organization", named[2], office],
        ["Thing", named[3], "https://example.org/entities/s.html"],
        ["Thing", named[4], ""],
        ["Thing", named[5], ""],
    ];
    assert_eq!(authors, expected);
}

#[test]
fn who_denies_a_claim_is_not_its_author() {
    for (stance, record, body) in [
        (
            "asserts",
            r#"{"hasPart":[{"@id":ID,"@type":"Claim","author":ANN,"text":"It is so"}]}"#,
            None,
        ),
        (
            "denies",
            r#"{"about":[{"@type":"DisagreeAction","agent":ANN,"object":{"@id":ID,"@type":"Claim"}}],"hasPart":[{"@id":ID,"@type":"Claim","text":"It is so"}]}"#,
            Some("denies"),
        ),
        ("doubts", r#"{"hasPart":[{"@id":ID,"@type":"Claim","text":"It is so"}]}"#, Some("doubts")),
        (
            "retracts",
            r#"{"hasPart":[{"@id":ID,"@type":"Claim","author":ANN,"creativeWorkStatus":"Retracted","text":"It is so"}]}"#,
            Some("retracts"),
        ),
    ] {
        let text =
            format!("---\nclaims:\n  - {{says: It is so, by: Ann, stance: {stance}}}\n---\n");
        let page = json(&file(
            &text,
            Some("https://example.org/"),
            Edition::Public,
            "articles/one.jsonld",
        ));
        let item = &page["items"][0];
        let record = record.replace("ID", &item["id"].to_string());
        let record = json(&record.replace("ANN", r#"{"@type":"Thing","name":"Ann"}"#));
        for key in ["about", "hasPart"] {
            assert_eq!(page["schema:about"].get(key), record.get(key), "{stance}");
        }
        let classified = item["body"].get(1);
        let classified = classified.map(|body| (body["purpose"].as_str(), body["value"].as_str()));
        assert_eq!(classified, body.map(|word| (Some("classifying"), Some(word))), "{stance}");
    }
}

#[test]
fn licences_and_dates_are_what_schema_org_has_words_for() {
    let named = |name| serde_json::json!({"@type": "CreativeWork", "name": name});
    let deed = |path| Value::from(format!("https://creativecommons.org/{path}/"));
    for (written, term, said) in [
        ("licence: CC-BY-4.0", "license", deed("licenses/by/4.0")),
        ("licence: CC BY-NC-SA 3.0", "license", deed("licenses/by-nc-sa/3.0")),
        ("licence: CC0-1.0", "license", deed("publicdomain/zero/1.0")),
        ("licence: https://example.org/terms", "license", "https://example.org/terms".into()),
        ("licence: public domain", "license", named("public domain")),
        ("licence: CC-BY", "license", named("CC-BY")),
        ("licence: OGL-UK-3.0", "license", named("OGL-UK-3.0")),
        ("published: 2017-12", "datePublished", "2017-12".into()),
        ("published: 1755", "datePublished", "1755".into()),
        ("published: -0043-03-15", "datePublished", "-0043-03-15".into()),
        ("published: 2020-21", "datePublished", Value::Null),
        ("published: 1755-36", "datePublished", Value::Null),
    ] {
        let text = format!("---\n{written}\n---\nText.\n");
        let about = json(&file(&text, None, Edition::Public, "articles/one.jsonld"));
        assert_eq!(about[term], said, "{written}");
    }
}

#[test]
fn the_day_of_a_change_is_told() {
    for (dates, atom, json_feed, record) in [
        (
            "published: 2017-10-01\nmodified: 2017-10-05",
            "2017-10-05",
            Some("2017-10-05"),
            Some("2017-10-05"),
        ),
        ("published: 2017-10-01\nmodified: 2017-09-30", "2017-10-01", None, Some("2017-10-01")),
        ("published: 2017-10-01\nmodified: 2017-11", "2017-10-01", None, None),
        (
            "published: 2017-10-01\nmodified: 2017-10-05\nread: 2017-12-24",
            "2017-12-24",
            None,
            Some("2017-10-05"),
        ),
        ("published: 2017-10-01", "2017-10-01", None, None),
    ] {
        let text = format!("---\n{dates}\n---\nText.\n");
        let config = at(Some("https://example.org/"));
        let given = given(&[("articles/one.md", &text)], config, Edition::Public);
        let feed = given.file("feed.xml");
        let stamp = format!("<updated>{atom}T00:00:00Z</updated>");
        assert_eq!(feed.matches(&stamp).count(), 2, "{dates}: {feed}");
        let item = json(&given.file("feed.json"))["items"][0].clone();
        let modified = item.get("date_modified").and_then(Value::as_str);
        assert_eq!(modified.map(|stamp| &stamp[..10]), json_feed, "{dates}");
        let about = json(&given.file("articles/one.jsonld"));
        assert_eq!(about.get("dateModified").and_then(Value::as_str), record, "{dates}");
    }
}

#[test]
fn feeds_tell_of_notes_and_where_asked_of_tags_and_names() {
    let given = everything();
    let notes = json(&given.file("feed-notes.json"));
    let [titles, notes_titles] = ["feed", "feed-notes"].map(|name| {
        let atom = given.file(&format!("{name}.xml"));
        let title = atom.split(['<', '>']).skip_while(|word| *word != "title").nth(1);
        [
            title.map(str::to_owned),
            json(&given.file(&format!("{name}.json")))["title"].as_str().map(str::to_owned),
        ]
    });
    assert_eq!(titles, ["Reading archive"; 2].map(|title| Some(title.to_owned())));
    let title = "Reading archive: What was noted";
    assert_eq!(notes_titles, [title; 2].map(|title| Some(title.to_owned())));
    assert_eq!(notes["items"][0]["content_text"], "“ships came”\n\nWhich, and how many?");
    assert_eq!(notes["items"][0]["date_published"], "2018-03-04T00:00:00Z");
    // A note on a name says whom it is about.
    let named = "---\nread: 2018-03-04\nentities: [{name: Ada Example, note: She drove the crane.}]\n---\nText.\n";
    let config = at(Some("https://example.org/"));
    let named = self::given(&[("articles/a.md", named)], config, Edition::Public);
    let named = json(&named.file("feed-notes.json"));
    assert_eq!(named["items"][0]["content_text"], "Ada Example\n\nShe drove the crane.");
    assert!(given.site.page("tags/ships.xml").is_none());
    let config = Config { tag_feeds: true, entity_feeds: true, ..at(Some("https://example.org/")) };
    let asked = self::given(&EVERYTHING, config, Edition::Public);
    assert!(asked.file("tags/ships.xml").contains("<title>Reading archive: ships</title>"));
    let quay = json(&asked.file("entities/north-quay.json"));
    assert_eq!(quay["home_page_url"], "https://example.org/entities/north-quay.html");
    assert_eq!(quay["items"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_long_sitemap_is_cut_into_parts() {
    let mut given = everything();
    let map = given.file("sitemap.xml");
    assert!(map.contains("<loc>https://example.org/a/</loc>"), "{map}");
    assert!(map.contains("<loc>https://example.org/a/articles/one.html</loc>"), "{map}");
    for hidden in ["%D0%BA", "gone", "404", ".jsonld", "index.html"] {
        assert!(!map.contains(hidden), "{hidden} in {map}");
    }
    let (few, of) = (map.matches("<url>").count(), &given.archive.documents);
    assert!(few > 5 && of.len() == 5);
    // As many pages as it takes, without making them.
    let data = |part| Subject::Data(variorum::model::data::Data::Sitemap(part));
    let site = Arc::make_mut(&mut given.site);
    for number in 0..SITEMAP {
        site.pages.push(Page {
            url: format!("z{number:06}.html"),
            subject: Subject::Log(Part::default()),
        });
    }
    for part in 1..=2 {
        site.pages.push(Page { url: format!("sitemap-{part}.xml"), subject: data(Some(part)) });
    }
    site.pages.sort_by(|a, b| a.url.cmp(&b.url));
    let index = given.file("sitemap.xml");
    assert!(index.contains("<sitemapindex "), "{index}");
    assert_eq!(index.matches("<sitemap><loc>https://example.org/a/sitemap-").count(), 2);
    let counts = [1, 2].map(|n| given.file(&format!("sitemap-{n}.xml")).matches("<url>").count());
    assert_eq!(counts, [SITEMAP, few]);
}
