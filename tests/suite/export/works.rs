//! How works are cited and dated.

use serde_json::Value;
use variorum::model::archive::Edition;

use super::{at, everything, file, given, json};

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
    assert_eq!(types.collect::<Vec<_>>(), [Some("document"), Some("webpage")]);
    assert_eq!(ris.matches("ER  - \r\n").count(), 2);
    assert!(ris.contains("Y2  - 2018/01/02/\r\n"), "{ris}");
    assert!(ris.contains("AB  - Über alles.\r\nKW  - ships\r\nKW  - a; b\r\n"), "{ris}");
    assert!(bibtex.contains("abstract = {Über alles.},\n  keywords = {ships, a; b}"), "{bibtex}");
    assert_eq!((&one["abstract"], &one["keyword"]), (&"Über alles.".into(), &"ships, a; b".into()));
}

/// A press has fields and types of its own, and so has a journal.
#[test]
fn who_published_a_work_says_what_it_is() {
    for (keys, bibtex, csl, ris) in [
        ("publisher: P", ["@book", "publisher"], ["book", "publisher"], ["BOOK", "PB"]),
        (
            "outlet: P\nurl: https://doi.org/10.1000/one",
            ["@article", "journal"],
            ["article-journal", "container-title"],
            ["JOUR", "T2"],
        ),
        (
            "outlet: P\nurl: https://example.org/one",
            ["@misc", "organization"],
            ["webpage", "container-title"],
            ["ELEC", "T2"],
        ),
        (
            "outlet: P",
            ["@article", "journal"],
            ["article-magazine", "container-title"],
            ["MGZN", "T2"],
        ),
    ] {
        let text = format!("---\ntitle: T\n{keys}\n---\nText.\n");
        let given = given(&[("articles/a.md", &text)], at(None), Edition::Public);
        let found = given.file("data/bibliography.bib");
        let is_there = found.starts_with(&format!("{}{{", bibtex[0]))
            && found.contains(&format!("  {} = {{P}}", bibtex[1]));
        assert!(is_there, "{keys}: {found}");
        let item = &json(&given.file("data/bibliography.json"))[0];
        assert_eq!((&item["type"], &item[csl[1]]), (&csl[0].into(), &"P".into()), "{keys}");
        let found = given.file("data/bibliography.ris");
        let is_there = found.starts_with(&format!("TY  - {}\r\n", ris[0]))
            && found.contains(&format!("\r\n{}  - P\r\n", ris[1]));
        assert!(is_there, "{keys}: {found}");
    }
}

#[test]
fn authors_are_people_or_are_not() {
    let names = ["Ada Example", "Jan van Maanen", "Gabriel García Márquez", "Ben Sample, Jr."];
    let bodies = ["Royal Society of London", "Gauge", "Example & Sample"];
    let unsure = ["Ben Maria Sample Jr.", "Muster JA", "EXMP WG I", "Louis XIV"];
    let plain = ["A Fall Example", "محمد علي", "Ben Maria Sample, Jr.", "Works, Department"];
    let names = [&names[..], &["Cleo Maria Muster"], &bodies, &unsure, &plain].concat();
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
                   {Ben Maria Sample Jr.} and {Muster JA} and {EXMP WG I} and {Louis XIV} and \
                   A Fall Example and محمد علي and {Ben Maria Sample, Jr.} and {Works, Department}}";
    assert!(bibtex.contains(&format!("author = {authors}")), "{bibtex}");
    let ris = given.file("data/bibliography.ris");
    let authors: Vec<&str> = ris.lines().filter_map(|line| line.strip_prefix("AU  - ")).collect();
    let turned = ["Example, Ada", "van Maanen, Jan", "García Márquez, Gabriel", "Sample, Ben, Jr."];
    let last = names.len() - 1;
    assert_eq!(authors, [&turned[..], &names[4..last], &["Works,, Department"]].concat());
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
        ("0000", "title = {{a}},\n  date = {0000}", "DA  - ///the date 0000", "[[-1]]"),
        (
            "-0043-03-15",
            "title = {{a}},\n  date = {-0043-03-15}",
            "DA  - ///the date -0043-03-15",
            "[[-44,3,15]]",
        ),
        (
            "25 December 1642 (O.S.)",
            "year = {1642},\n  month = {12},\n  day = {25},\n  date = {1642-12-25}",
            "PY  - 1642\r\nDA  - 1642/12/25/O.S.\r\n",
            "[[1642,12,25]]",
        ),
        ("October 1642 (O.S.)", "date = {1642-10}", "DA  - 1642/10//\r\n", "[[1642,10]]"),
        ("25 December 1642", "date = {1642-12-25}", "DA  - 1642/12/25/\r\n", "[[1642,12,25]]"),
        ("c. 11/21 March 1665", "date = {1665-03-11~}", "DA  - 1665/03/11/", "[[1665,3,11]]"),
        ("15XX", "title = {{a}},\n  date = {15XX}", "DA  - ///the date 15XX", ""),
        ("2012/..", "year = {2012},\n  date = {2012/..}", "DA  - ///the date 2012/..", ""),
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
