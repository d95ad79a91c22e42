//! What is printed does nothing to the terminal it is shown on, whatever files say and are called.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::render::hostile::{controls, files, quoted};

/// Kinds of faults of settings, themes, words and templates that are told in the words of the file.
const OTHERS: [(&str, &str); 6] = [
    (
        "variorum.yaml",
        "title: {q}\ndescription: {q}\n{q}: {q}\nlanguage: {q}\ntemplates: templates\nreaders:\n  {q}: {name: {q}}\n\
         publish:\n  {q}: {type: {q}}\n  web: {type: directory, path: out}\nextra: {theme: {{q}: {q}}}\n",
    ),
    (
        "themes/{file}/theme.yaml",
        "name: {q}\ndescription: {q}\nlicence: {q}\noptions:\n  {q}: {default: {q}, help: {q}}\n",
    ),
    ("templates/{file}.html", "{{ nothing[{q}] }}{% include {q} %}"),
    ("templates/own.html", "{{ page.title | nothing_{file} }}"),
    ("i18n/en.yaml", "{q}: {q}\n"),
    ("static/{file}.txt", "words"),
];

/// What is typed: `FILE` is an article, `IN` the folder of what is brought along.
const COMMANDS: [&[&str]; 28] = [
    &["check", "--verbose"],
    &["check", "--format", "short", "--verbose"],
    &["check", "--format", "json", "--verbose"],
    &["check", "--format", "github", "--verbose"],
    &["check", "--format", "sarif", "--verbose"],
    &["build", "--keep-going", "--timings", "--output-dir", "out"],
    &["entities"],
    &["entities", "--format", "json"],
    &["fmt", "--check"],
    &["fmt", "--diff"],
    &["suggest", "FILE"],
    &["suggest", "FILE", "--format", "json"],
    &["suggest", "not there"],
    &["theme"],
    &["theme", "show", "THEME"],
    &["theme", "eject", "THEME"],
    &["rename", "ann", "other", "--dry-run"],
    &["rename", "nobody", "other"],
    &["import", "--dry-run", "IN"],
    &["import", "--dry-run", "--verbose", "--suggest", "IN"],
    &["import", "--dry-run", "--format", "json", "IN"],
    &["import", "IN/not there"],
    &["publish", "--dry-run", "web"],
    &["publish", "nowhere"],
    &["new", "article", "THEME"],
    &["init", "THEME"],
    &["export", "archive"],
    &["schema", "article"],
];

/// What is brought along.
const BROUGHT: [(&str, &str); 4] = [
    (
        "{file}.html",
        "<title>{payload}</title><article><h1>{payload}</h1><p>Some words {payload} of it.</p><p>And more words, {payload}</article>",
    ),
    (
        "{file}.csv",
        "Highlight,Book Title,Book Author,Note\n\"{payload}\",\"{payload}\",\"{payload}\",\"{payload}\"\n",
    ),
    ("{file}.md", "---\ntitle: {q}\n{q}: {q}\n---\n{payload}\n"),
    ("{file}.json", "{\"{payload}"),
];

/// A name of a file with a payload in it, as far as systems let it be one.
fn named(payload: &str) -> String {
    let name: String = payload.chars().filter(|c| !matches!(c, '\0' | '/')).collect();
    if cfg!(windows) { name.chars().filter(|c| c.is_alphanumeric()).collect() } else { name }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// An archive that says a payload wherever something can be said, and beside it what is brought along.
fn archive(payload: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let (q, name) = (quoted(payload), named(payload));
    let plain = payload.replace('\0', "");
    let fill =
        |text: &str| text.replace("{q}", &q).replace("{payload}", &plain).replace("{file}", &name);
    for (path, text) in OTHERS {
        write(&folder.path().join(fill(path)), &fill(text));
    }
    for (path, text) in BROUGHT {
        write(&folder.path().join("in").join(fill(path)), &fill(text));
    }
    for (path, text) in files(0, payload) {
        let path = path.replace("0.md", &format!("{name}.md"));
        write(&folder.path().join(path), &text);
    }
    write(
        &folder.path().join("content/entities/ann.md"),
        &format!("---\nname: Ann\naliases: [{q}]\n---\n"),
    );
    write(
        &folder.path().join("content/articles/broken.md"),
        &format!("---\ntitle: {q}\n {q}: [\n---\n"),
    );
    folder
}

/// What of some output a terminal would obey, or show as something else.
fn obeyed(printed: &str) -> Option<String> {
    // The colours of drawings are ours; none of them is the one that hides.
    let mut parts = printed.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let colour = part.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        match colour {
            Some((numbers, rest))
                if numbers != "8" && numbers.chars().all(|c| c.is_ascii_digit() || c == ';') =>
            {
                plain += rest;
            }
            _ => return Some(format!("an escape: {:?}", part.get(..30).unwrap_or(part))),
        }
    }
    let is_odd = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || ('\u{2028}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    let line =
        plain.lines().find(|line| line.contains(is_odd) || line.starts_with("error: forged"))?;
    Some(format!("{line:?}"))
}

#[test]
fn what_is_obeyed_is_seen() {
    for printed in [
        "\u{1b}[2J",
        "\u{1b}[8mx",
        "\u{1b}]8;;x\u{1b}\\",
        "\u{9b}31m",
        "a\rb",
        "\0",
        "a\u{202e}b",
        "x\nerror: forged",
    ] {
        assert!(obeyed(printed).is_some(), "{printed:?}");
    }
    assert_eq!(obeyed("\u{1b}[1m\u{1b}[38;5;9mred\u{1b}[0m\tand\nplain"), None);
}

#[test]
fn nothing_that_is_printed_is_obeyed() {
    let mut faults = Vec::new();
    // What other programs obey means nothing to a terminal.
    let controls = controls();
    for payload in [controls[..3].concat(), controls[3..5].concat(), controls[5..8].concat()] {
        let payload = &payload;
        let folder = archive(payload);
        let name = named(payload);
        for command in COMMANDS {
            let args = command.iter().map(|arg| {
                let arg = arg.replace("FILE", &format!("content/articles/a{name}.md"));
                arg.replace("IN", "in").replace("THEME", &name)
            });
            let output = Command::new(env!("CARGO_BIN_EXE_variorum"))
                .args(["--color", "always"])
                .args(args)
                .current_dir(folder.path())
                .output()
                .expect("it runs");
            for printed in [&output.stdout, &output.stderr] {
                let printed = String::from_utf8_lossy(printed);
                assert!(!printed.contains("panicked"), "{command:?}: {printed}");
                // What is piped into another program is what it is.
                if let Some(what) = obeyed(&printed).filter(|_| command[0] != "export") {
                    faults.push(format!("{payload:?}: {command:?}: {what}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
