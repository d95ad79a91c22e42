//! What docs/writing.md, docs/keys.md and docs/commands.md tell of dates, figures, keys and commands.
//!
//! `UPDATE=1 cargo test --test suite reference` writes anew what dates and figures are read as, and the pages of keys and
//! commands.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use variorum::config::Config;
use variorum::diagnostic::Severity;
use variorum::keys::{self, Key, Takes};
use variorum::model::annotation::Says;
use variorum::model::article::Document;
use variorum::parse::parse;
use variorum::source::Source;

use crate::commands::run;

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
    ("A withdrawn page", keys::WITHDRAWN),
    ("The settings", keys::CONFIG),
    ("Readers", keys::READER),
    ("Folders", keys::FOLDERS),
    ("Feeds", keys::FEEDS),
    ("A publishing target", keys::TARGET),
    ("A target of type `directory`", keys::DIRECTORY),
    ("A target of type `git`", keys::GIT),
    ("A target of type `sftp` or `rsync`", keys::SSH),
    ("A target of type `s3`", keys::S3),
    ("A target of type `webdav`", keys::WEBDAV),
];

#[test]
fn the_page_of_keys_has_all_of_them() {
    check("keys.md", |_| {
        let mut page = String::from(
            "# Every key\n\nThese are the keys of front matter and `variorum.yaml`. [What you write](writing.md) explains \
             how they go together.\n\n\
             This page is written by `UPDATE=1 cargo test --test suite reference`, from the table that Variorum reads by.\n",
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

#[test]
fn the_page_of_commands_has_all_of_them() {
    check("commands.md", |_| {
        let mut page = String::from(
            "# Every command\n\n`variorum COMMAND --help` also has examples, and explains the formats and kinds.\n\n\
             This page is written by `UPDATE=1 cargo test --test suite reference`, from the output of `variorum --help`.\n\n\
             ## Every command takes\n\n",
        );
        let common = entries(&help(&[]), "Options:");
        page.push_str(&rows(&common));
        let count = commands(&mut page, &[], &common);
        assert!(count > 15 && common.len() > 5, "{count} commands, {} options", common.len());
        page
    });
}

/// Writes of the commands below one what they are and take; how many there are.
fn commands(page: &mut String, above: &[&str], common: &[[String; 2]]) -> usize {
    let mut count = 0;
    let below = entries(&help(above), "Commands:");
    for [name, says] in below.iter().filter(|[name, _]| name != "help") {
        let command = [above, &[name]].concat();
        let help = help(&command);
        let usage = help.lines().find_map(|line| line.strip_prefix("Usage: ")).expect("its usage");
        let _ = write!(page, "\n## {}\n\n{says}: `{usage}`\n", command.join(" "));
        let mut own = entries(&help, "Arguments:");
        own.extend(entries(&help, "Options:").into_iter().filter(|entry| !common.contains(entry)));
        if !own.is_empty() {
            let _ = write!(page, "\n{}", rows(&own));
        }
        count += 1 + commands(page, &command, common);
    }
    count
}

fn help(command: &[&str]) -> String {
    let folder = TempDir::new().expect("a folder");
    run(folder.path(), &[command, &["-h"]].concat()).1
}

/// What stands below a heading of a help: names, and what they are.
fn entries(help: &str, heading: &str) -> Vec<[String; 2]> {
    let lines = help.lines().skip_while(|line| *line != heading).skip(1);
    let mut entries: Vec<[String; 2]> = Vec::new();
    for line in lines.take_while(|line| line.starts_with("  ")) {
        let words = line.trim_start();
        // What goes on stands below what has begun, far from the margin.
        let begun = words.split_once("  ").filter(|_| line.len() - words.len() < 8);
        match (begun, entries.last_mut()) {
            (Some((name, says)), _) => entries.push([name.into(), says.trim_start().into()]),
            (None, Some([_, says])) => *says += &format!(" {words}"),
            (None, None) => panic!("`{line}` begins nothing"),
        }
    }
    entries
}

fn rows(entries: &[[String; 2]]) -> String {
    let row = |[name, says]: &[String; 2]| {
        let names: Vec<String> = name.split(", ").map(|name| format!("`{name}`")).collect();
        format!("| {} | {} |\n", names.join(", "), says.replace('|', "\\|"))
    };
    format!("| | |\n|---|---|\n{}", entries.iter().map(row).collect::<String>())
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
        Takes::Coordinates => "two numbers, or text".into(),
    }
}
