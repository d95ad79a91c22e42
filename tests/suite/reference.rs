//! What docs/writing.md and docs/keys.md tell of dates, figures and keys.
//!
//! `UPDATE=1 cargo test --test suite reference` writes anew what dates and figures are read as, and the page of keys.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use variorum::config::Config;
use variorum::diagnostic::Severity;
use variorum::keys::{self, Key, Takes};
use variorum::model::annotation::Says;
use variorum::model::article::Document;
use variorum::parse::parse;
use variorum::source::Source;

/// A page of the documentation is as it would be written now.
fn check(name: &str, write: impl Fn(&str) -> String) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "docs", name].iter().collect();
    let known = fs::read_to_string(&path).unwrap_or_default();
    let now = write(&known);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, now).expect("a page of the documentation");
    } else {
        assert!(known == now, "docs/{name} would be written so now:\n{now}");
    }
}

#[test]
fn dates_and_figures_are_read_as_documented() {
    check("writing.md", |page| {
        let mut rows = 0;
        let mut table = "";
        let mut now = String::new();
        for line in page.split_inclusive('\n') {
            if line.starts_with("| written |") {
                table = line.trim_end();
            } else if line.trim().is_empty() {
                table = "";
            }
            let cells: Vec<&str> =
                line.trim().trim_matches('|').split('|').map(str::trim).collect();
            let written = cells[0].trim_matches('`');
            let language = cells.last().filter(|language| !language.is_empty()).unwrap_or(&"en");
            let is_row = line.starts_with("| `");
            let read = match table {
                "| written | is | language |" if is_row => date(written, language),
                "| written | from | to | | language |" if is_row => figure(written, language),
                _ => {
                    now.push_str(line);
                    continue;
                }
            };
            rows += 1;
            let _ = writeln!(now, "| `{written}` | {read} | {} |", cells[cells.len() - 1]);
        }
        assert!(rows > 60, "{rows} rows");
        now
    });
}

#[test]
fn examples_have_no_fault() {
    let docs: PathBuf = [env!("CARGO_MANIFEST_DIR"), "docs/writing.md"].iter().collect();
    let page = fs::read_to_string(docs).expect("docs/writing.md");
    let examples: Vec<&str> = page.split("```yaml\n").skip(1).collect();
    for example in &examples {
        let (example, _) = example.split_once("```").expect("the end of an example");
        let (file, text) = if example.starts_with("---") {
            ("content/entities/a.md", example.to_owned())
        } else {
            let text = format!("---\npublished: 2017-12-27\n{example}---\n");
            ("content/articles/a.md", text)
        };
        let source = Source::new(file, text);
        let faults = parse(&source, &Config::default()).diagnostics;
        let faults = faults.iter().filter(|fault| fault.severity < Severity::Info);
        let faults: Vec<&str> = faults.map(|fault| &*fault.message).collect();
        assert!(faults.is_empty(), "{faults:?}\n{example}");
    }
    assert!(examples.len() > 5, "{} examples", examples.len());
}

fn article(front_matter: &str, language: &str) -> Document {
    let text = format!("---\npublished: 2017-12-27\nlanguage: {language}\n{front_matter}\n---\n");
    parse(&Source::new("content/articles/a.md", text), &Config::default()).value
}

fn date(written: &str, language: &str) -> String {
    let event =
        format!("events: [{{title: t, date: {{text: \"{written}\", relative_to: published}}}}]");
    let alone = format!("events: [{{title: t, date: \"{written}\"}}]");
    let read = [alone, event].iter().find_map(|event| {
        let document = article(event, language);
        let Says::Event(event) = &document.article()?.annotations.first()?.says else {
            return None;
        };
        Some(event.date.as_ref()?.when.as_ref()?.text.clone())
    });
    format!("`{}`", read.unwrap_or_else(|| panic!("`{written}` ({language}) is no date")))
}

fn figure(written: &str, language: &str) -> String {
    let document = article(&format!("claims: [{{says: t, figure: \"{written}\"}}]"), language);
    let article = document.article().expect("an article");
    let Says::Claim(claim) = &article.annotations[0].says else { panic!("no claim") };
    let figure = claim.figure.as_ref().expect("a figure");
    let range = figure.range.unwrap_or_else(|| panic!("`{written}` ({language}) is no figure"));
    let end = |end: Option<f64>| {
        end.map_or(String::new(), |end| format!("{}", (end * 1e3).round() / 1e3))
    };
    let more: Vec<&str> = [
        (range.approximate, "about"),
        (range.strict, "not that number itself"),
        (range.either, "one of the two"),
    ]
    .iter()
    .filter_map(|(is, word)| is.then_some(*word))
    .chain(figure.unit.as_deref())
    .collect();
    format!("{} | {} | {}", end(range.low), end(range.high), more.join("; "))
}

/// What the tables of keys are of.
const TABLES: [(&str, &[Key]); 28] = [
    ("Every file", keys::COMMON),
    ("An article", keys::ARTICLE),
    ("Every item of `highlights`, `entities`, `events` and `claims`", keys::ITEM),
    ("An item about a picture", keys::REGION),
    ("A highlight", keys::HIGHLIGHT),
    ("A reply", keys::REPLY),
    ("An item of `entities`", keys::NAMING),
    ("An event", keys::EVENT),
    ("A claim", keys::CLAIM),
    ("A figure", keys::FIGURE),
    ("A date", keys::DATE),
    ("A record of an entity", keys::ENTITY),
    ("An alias", keys::ALIAS),
    ("A role", keys::ROLE),
    ("A question", keys::QUESTION),
    ("The standing of a question", keys::STANDING),
    ("A saved copy", keys::CAPTURE),
    ("A page that was withdrawn", keys::WITHDRAWN),
    ("The settings", keys::CONFIG),
    ("Readers", keys::READER),
    ("Folders", keys::FOLDERS),
    ("Feeds", keys::FEEDS),
    ("A publishing target", keys::TARGET),
    ("A target that is a folder", keys::DIRECTORY),
    ("A target that is a branch", keys::GIT),
    ("A target that is a server", keys::SSH),
    ("A target that is a bucket", keys::S3),
    ("A target that is a folder of WebDAV", keys::WEBDAV),
];

#[test]
fn the_page_of_keys_has_all_of_them() {
    check("keys.md", |_| {
        let mut page = String::from(
            "# Every key\n\nWhat front matter and `variorum.yaml` can have; [what you write](writing.md) says how it goes \
             together. Written by\n`UPDATE=1 cargo test --test suite reference` from the table that Variorum reads by.\n",
        );
        for (title, table) in TABLES {
            let _ = write!(
                page,
                "\n## {title}\n\n| key | takes | is | for example |\n|---|---|---|---|\n"
            );
            for key in table {
                let names =
                    std::iter::once(&key.name).chain(key.also).map(|name| format!("`{name}`"));
                let names = names.collect::<Vec<_>>().join(", ");
                let says = key.says.replace('|', "\\|");
                let _ = writeln!(
                    page,
                    "| {names} | {} | {says} | `{}` |",
                    takes(&key.takes),
                    key.example
                );
            }
        }
        page
    });
}

/// What a key takes, in words.
fn takes(of: &Takes) -> String {
    let words = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>();
    match of {
        Takes::Text | Takes::Pattern(_) => "text".into(),
        Takes::Texts => "text, or a list".into(),
        Takes::Name => "a name".into(),
        Takes::Names => "a name, or a list".into(),
        Takes::Word(known) => words(known).join(", "),
        Takes::AnyWord(known) => format!("{}, or a word of your own", words(known).join(", ")),
        Takes::Flag => "`true`, `false`".into(),
        Takes::Whole(least, u32::MAX) => format!("a number from {least}"),
        Takes::Whole(least, most) => format!("a number from {least} to {most}"),
        Takes::Number(least, most) => format!("a number from {least} to {most}"),
        Takes::Date => "a date".into(),
        Takes::Dates => "a date, or a list".into(),
        Takes::Map(_) | Takes::Named(_) | Takes::Own => "a map".into(),
        Takes::TextOrMap(_) => "text, or a map".into(),
        Takes::Items(_) => "a list".into(),
        Takes::Coordinates => "two numbers".into(),
    }
}
