//! What is written to harm the programs that read files for machines: none of them takes it for more than words.

use serde_json::Value;
use variorum::config::Config;
use variorum::export;
use variorum::export::Form;
use variorum::model::data::{Data, Dataset};
use variorum::model::site::Subject;

use super::{Edition, Given, WORDING, given};
use crate::render::hostile::{controls, files};

/// The archive of what terminals, spreadsheets, calendars and reference managers would obey.
fn hostile() -> Given {
    let mut all: Vec<(String, String)> = Vec::new();
    for (number, payload) in controls().iter().enumerate() {
        all.extend(files(number, payload));
    }
    // Two that ask for one address are a fault of their own.
    let all: Vec<(&str, &str)> = all
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix("content/")?, text.as_str())))
        .filter(|(path, _)| !path.starts_with("articles/s"))
        .collect();
    let config = Config {
        title: controls().concat(),
        description: controls().concat(),
        base_url: Some("https://example.org/".to_owned()),
        tag_feeds: true,
        entity_feeds: true,
        ..Config::default()
    };
    given(&all, config, Edition::Private)
}

/// Whether a text has only what XML 1.0 has a place for.
fn is_xml(text: &str) -> bool {
    let has_place = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().all(has_place)
}

/// What is wrong with a table, as a spreadsheet reads it that takes commas, semicolons or tabs for borders.
fn spreadsheet(text: &str) -> Option<String> {
    for delimiter in [b',', b';', b'\t'] {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        for row in reader.records() {
            let row = row.expect("a row");
            let is_formula = |cell: &&str| {
                let begins = cell
                    .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
                begins && cell.parse::<f64>().is_err()
            };
            if let Some(cell) = row.iter().find(is_formula) {
                return Some(format!("{cell:?} with {:?}", char::from(delimiter)));
            }
        }
    }
    None
}

/// What is wrong with a calendar: lines that are too long, or that a payload has begun.
fn calendar(text: &str) -> Option<String> {
    let unfolded = text.replace("\r\n ", "");
    let known = [
        "BEGIN:",
        "END:",
        "VERSION:",
        "PRODID:",
        "UID:",
        "DTSTAMP:",
        "DTSTART;",
        "DTEND;",
        "SUMMARY:",
        "LOCATION:",
        "URL:",
    ];
    let is_odd = |line: &&str| {
        line.chars().any(char::is_control)
            || !line.is_empty() && !known.iter().any(|known| line.starts_with(known))
    };
    let long = text.split("\r\n").find(|line| line.len() > 75);
    let count = |word: &str| unfolded.matches(&format!("\r\n{word}:VEVENT\r\n")).count();
    assert!(count("BEGIN") > 0 && count("BEGIN") == count("END"));
    long.or_else(|| unfolded.split("\r\n").find(is_odd)).map(|line| format!("{line:?}"))
}

/// What is wrong with the records of a reference manager: other ones than the works, or lines that a payload has begun.
fn ris(text: &str, works: usize) -> Option<String> {
    // Programs end lines at whatever Unicode ends them at.
    let ends = [
        '\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}',
        '\u{2029}',
    ];
    let lines: Vec<&str> = text.split(ends).filter(|line| !line.is_empty()).collect();
    let odd = lines.iter().find(|line| line.get(2..6) != Some("  - "));
    let begun = lines.iter().filter(|line| line.starts_with("TY  - ")).count();
    odd.map(|line| format!("{line:?}"))
        .or_else(|| (begun != works).then(|| format!("{begun} of {works}")))
}

#[test]
fn words_are_no_more_than_words() {
    let given = hostile();
    let works = serde_json::from_str::<Vec<Value>>(&given.file("data/bibliography.json"))
        .expect("JSON")
        .len();
    assert_eq!(works, controls().len(), "each payload makes an article that is not withdrawn");
    let pages = given.site.pages.iter().filter_map(|page| match &page.subject {
        Subject::Data(data) if !matches!(data, Data::Text(_)) => Some(page.url.clone()),
        _ => None,
    });
    let mut files: Vec<(String, String)> =
        pages.map(|url| (url.clone(), given.file(&url))).collect();
    let texts = export::tei(&given.archive, &given.site, &given.world.config, WORDING);
    files.extend(
        texts.into_iter().map(|text| (text.url, String::from_utf8(text.bytes).expect("UTF-8"))),
    );
    for (name, form) in [
        ("a.xml", Form::Atom),
        ("a.json", Form::JsonFeed),
        ("b.json", Form::Hypothesis),
        ("a.jsonl", Form::Documents),
    ] {
        files.push((name.to_owned(), given.alone(form)));
    }
    assert!(files.len() > 50, "{} files", files.len());
    let mut faults = Vec::new();
    for (url, text) in &files {
        let fault = match url.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "json" | "jsonld" | "geojson" => {
                serde_json::from_str::<Value>(text).err().map(|error| error.to_string())
            }
            "jsonl" => text
                .lines()
                .find_map(|line| serde_json::from_str::<Value>(line).err())
                .map(|error| error.to_string()),
            "xml" | "graphml" => {
                (!is_xml(text)).then(|| "a character that XML has no place for".to_owned())
            }
            "csv" => spreadsheet(text),
            "ics" => calendar(text),
            "ris" => ris(text, works),
            "bib" => match biblatex::Bibliography::parse(text) {
                Err(error) => Some(error.to_string()),
                Ok(entries) => {
                    (entries.len() != works).then(|| format!("{} of {works}", entries.len()))
                }
            },
            _ => {
                let plain = text.chars().all(|c| c == '\n' || !c.is_control());
                (!plain || text.contains("Set-Cookie"))
                    .then(|| "a line that a payload has begun".to_owned())
            }
        };
        faults.extend(fault.map(|fault| format!("{url}: {fault}")));
    }
    let tables = [Dataset::Claims, Dataset::Entities, Dataset::Events, Dataset::Mentions];
    assert!(tables.iter().all(|set| given.file(&format!("data/{}", set.file())).contains("1+1")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
