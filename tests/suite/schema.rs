//! The JSON Schemas against what is read: each knows the keys of the other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use variorum::config::{self, Config};
use variorum::diagnostic::{Code, Diagnostic, Severity};
use variorum::export::schema::{Subject, schema};
use variorum::keys::{self, Key, Takes};
use variorum::parse::parse;
use variorum::source::Source;

/// A table, the file in which its keys can stand, and the front matter before and after such a key.
type Place = (&'static [Key], &'static str, &'static str, &'static str);

const ARTICLE: &str = "content/articles/a.md";
const ENTITY: &str = "content/entities/a.md";
const QUESTION: &str = "content/questions/a.md";
const CONFIG: &str = "variorum.yaml";

const PLACES: [Place; 33] = [
    (keys::COMMON, ARTICLE, "", ""),
    (keys::COMMON, QUESTION, "", ""),
    (keys::COMMON, "content/about.md", "", ""),
    (keys::ARTICLE, ARTICLE, "", ""),
    (keys::ENTITY, ENTITY, "", ""),
    (keys::QUESTION, QUESTION, "", ""),
    (keys::WITHDRAWN, ARTICLE, "withdrawn:\n  ", ""),
    (keys::CAPTURE, ARTICLE, "capture:\n  ", ""),
    (keys::ITEM, ARTICLE, "highlights:\n- x-own: 1\n  ", "  quote: the bridge\n  note: b\n"),
    (keys::REGION, ARTICLE, "highlights:\n- x-own: 1\n  ", "  picture: wall.jpg\n"),
    (keys::HIGHLIGHT, ARTICLE, "highlights:\n- quote: the bridge\n  ", ""),
    (keys::REPLY, ARTICLE, "highlights:\n- quote: q\n  replies:\n  - ", "    note: n\n"),
    (keys::ITEM, ARTICLE, "entities:\n- name: n\n  ", "  quote: the bridge\n"),
    (keys::NAMING, ARTICLE, "entities:\n- quote: q\n  ", "  name: n\n"),
    (keys::ALIAS, ARTICLE, "entities:\n- name: n\n  aliases:\n  - ", "    value: m\n"),
    (keys::ALIAS, ENTITY, "aliases:\n- ", "  value: m\n"),
    (keys::ROLE, ENTITY, "roles:\n- ", "  role: r\n"),
    (keys::ITEM, ARTICLE, "events:\n- title: t\n  ", "  quote: the bridge\n"),
    (keys::EVENT, ARTICLE, "events:\n- quote: the bridge\n  ", "  date: 1917-10-25\n"),
    (
        keys::DATE,
        ARTICLE,
        "published: 2017-12-27\nevents:\n- title: t\n  date:\n    ",
        "    text: Wednesday\n",
    ),
    (keys::ITEM, ARTICLE, "claims:\n- says: t\n  ", "  quote: the bridge\n"),
    (keys::CLAIM, ARTICLE, "claims:\n- quote: the bridge\n  ", "  made: 1917-10-25\n"),
    (keys::FIGURE, ARTICLE, "claims:\n- says: t\n  figure:\n    ", "    value: 4\n"),
    (keys::STANDING, QUESTION, "standing:\n  ", "  is: open\n"),
    (keys::CONFIG, CONFIG, "", ""),
    (keys::TARGET, CONFIG, "publish:\n  web:\n    ", "    type: git\n"),
    (keys::DIRECTORY, CONFIG, "publish:\n  web:\n    ", "    type: directory\n    path: other\n"),
    (
        keys::GIT,
        CONFIG,
        "publish:\n  web:\n    ",
        "    type: git\n    remote: other\n    branch: other\n",
    ),
    (keys::SSH, CONFIG, "publish:\n  web:\n    ", "    type: sftp\n    host: h\n    path: p\n"),
    (keys::S3, CONFIG, "publish:\n  web:\n    ", "    type: s3\n    bucket: other\n"),
    (keys::FEEDS, CONFIG, "feeds:\n  ", ""),
    (keys::FOLDERS, CONFIG, "folders:\n  ", ""),
    (keys::READER, CONFIG, "readers:\n  A:\n    ", ""),
];

/// What is read of a file, as text that shows every difference, and what was wrong with it.
fn read(path: &str, front_matter: &str) -> (String, Vec<Diagnostic>) {
    if path == CONFIG {
        let read = config::read(&Source::new(path, front_matter), &[]);
        return (format!("{:?}", read.value), read.diagnostics);
    }
    let settings = Source::new(CONFIG, "readers: {A: Ann Author}\n");
    let config: Config = config::read(&settings, &[]).value;
    let text = format!("---\n{front_matter}---\n# H\n\nThey crossed the bridge at night.\n");
    let read = parse(&Source::new(path, text), &config);
    (without_places(&format!("{:?}", read.value)), read.diagnostics)
}

/// A debug text without the numbers of places.
fn without_places(text: &str) -> String {
    let mut parts = text.split("Span { start: ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| whole + part.split_once(" }").map_or("", |(_, rest)| rest))
}

/// The front matter with a key; where the surroundings have that key, it stands instead.
fn with((_, _, before, after): &Place, name: &str, value: &str) -> String {
    let is_meant = |line: &&str| line.trim_start().split(':').next() != Some(name);
    let after: Vec<&str> = after.lines().filter(is_meant).collect();
    format!("{before}{name}: {value}\n{}\n", after.join("\n"))
}

#[test]
fn every_key_of_a_schema_is_read() {
    for place in &PLACES {
        let (table, path, ..) = place;
        for key in *table {
            for name in std::iter::once(&key.name).chain(key.also) {
                let (without, _) = read(path, &with(place, "x-nothing", "~"));
                let written = with(place, name, key.example);
                let (with, faults) = read(path, &written);
                let is_meant = |fault: &&Diagnostic| {
                    fault.code != Code::NoLicence && fault.severity != Severity::Info
                };
                assert_eq!(faults.iter().find(is_meant), None, "{written}");
                // Nothing can be set in two of them yet, and `type: article` is what an article is anyway.
                let is_moot = matches!(key.takes, Takes::Map(&[])) || *name == "type";
                assert!(with != without || is_moot, "nobody reads {written}");
            }
        }
    }
}

#[test]
fn the_words_of_a_schema_are_those_that_are_read() {
    let mut seen = 0;
    for place in &PLACES {
        for key in place.0 {
            let Takes::Word(words) = key.takes else { continue };
            for word in words {
                let (_, faults) = read(place.1, &with(place, key.name, word));
                let refused = faults.iter().any(|fault| fault.code == Code::UnknownValue);
                assert!(!refused, "{}: {word}: {faults:?}", key.name);
            }
            let (_, faults) = read(place.1, &with(place, key.name, "nonsense"));
            let mut refusals = faults.iter().filter(|fault| fault.severity != Severity::Info);
            let help = refusals.find_map(|fault| fault.help.as_deref());
            let known: BTreeSet<&str> =
                help.unwrap_or_default().split('`').skip(1).step_by(2).collect();
            assert_eq!(known, words.iter().copied().collect(), "{}", key.name);
            seen += 1;
        }
    }
    assert!(seen > 5);
}

#[test]
fn every_key_that_is_read_is_in_a_table() {
    let tables: Vec<&'static [Key]> = PLACES.iter().map(|place| place.0).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for file in [
        "parse/article.rs",
        "parse/claim.rs",
        "parse/entity.rs",
        "parse/front_matter.rs",
        "parse/highlight.rs",
        "parse/item.rs",
        "parse/question.rs",
        "parse/date.rs",
        "config/read.rs",
    ] {
        let text = fs::read_to_string(root.join(file)).expect("a source");
        let arms = text.lines().filter(|line| line.trim_start().starts_with('"'));
        for arm in arms.filter_map(|line| line.split_once(" =>")).map(|(arm, _)| arm) {
            for name in arm.split('"').skip(1).step_by(2) {
                assert!(keys::find(&tables, name).is_some(), "{file} reads `{name}`");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

/// The names of the properties of a schema, also of those inside of it.
fn properties(schema: &Value, found: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        found.extend(properties.keys().cloned());
    }
    let children: Vec<&Value> = match schema {
        Value::Object(entries) => entries.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    children.into_iter().for_each(|child| self::properties(child, found));
}

#[test]
fn a_schema_has_the_keys_of_all_tables() {
    let mut found = BTreeSet::new();
    properties(&schema(Subject::FrontMatter), &mut found);
    properties(&schema(Subject::Config), &mut found);
    let tables = PLACES.iter().flat_map(|place| place.0);
    let names = tables.flat_map(|key| std::iter::once(&key.name).chain(key.also));
    let names: BTreeSet<String> = names.map(|&name| name.to_owned()).collect();
    assert_eq!(found, names);
}
