//! What commands say of bad input and do to it: every case is an archive, commands, all that they print, and the files
//! that they change, in `tests/cases/faults/`, `tests/cases/edits/` and `tests/cases/imports/`.
//!
//! `UPDATE=1 cargo test --test suite transcripts` writes anew what is printed, for review.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use variorum::diagnostic::Code;

use crate::commands::run;

/// What every archive has beside the files of its case; a case that is about one of them has its own.
const BESIDE: [(&str, &str); 2] = [
    ("variorum.yaml", "title: T\n"),
    ("content/articles/other.md", "---\ntitle: Other\n---\nText.\n"),
];

#[test]
fn faults_read_well_and_hide_no_others() {
    for path in files() {
        let text = fs::read_to_string(&path).expect("a file of cases");
        let now: String =
            text.split_inclusive('\n').fold(Vec::new(), cases).iter().map(played).collect();
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, now).expect("a file of cases");
        } else {
            assert!(text == now, "{}: this is printed now:\n{now}", path.display());
        }
    }
}

#[test]
fn every_code_has_a_case() {
    let printed: String =
        files().iter().map(|path| fs::read_to_string(path).expect("cases")).collect();
    let printed: BTreeSet<&str> = printed.lines().filter_map(code).collect();
    let listed: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(printed, listed);
}

/// The code of a line like `warning[empty-file]: …`.
fn code(line: &str) -> Option<&str> {
    let (level, rest) = line.split_once('[')?;
    let (code, _) = rest.split_once("]: ")?;
    ["error", "warning", "info"].contains(&level).then_some(code)
}

fn files() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders =
        ["faults", "edits", "exports", "imports"].map(|folder| fs::read_dir(cases.join(folder)));
    let entries = folders.into_iter().flat_map(|entries| entries.expect("cases"));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert!(files.len() > 3, "{files:?}");
    files
}

/// A case: its name, its files, its commands.
#[derive(Default)]
struct Case<'t> {
    name: &'t str,
    files: Vec<(&'t str, String)>,
    commands: Vec<&'t str>,
}

fn cases<'t>(mut cases: Vec<Case<'t>>, line: &'t str) -> Vec<Case<'t>> {
    if let Some(name) = line.strip_prefix(">>>>>> ") {
        cases.push(Case { name: name.trim_end(), ..Case::default() });
        return cases;
    }
    let case = cases.last_mut().expect("a case begins with its name");
    if let Some(path) = line.strip_prefix("=== ") {
        case.files.push((path.trim_end(), String::new()));
    } else if let Some(command) = line.strip_prefix("$ ") {
        case.commands.push(command.trim_end());
    } else if case.commands.is_empty() {
        case.files.last_mut().expect("a text belongs to a file").1.push_str(line);
    }
    cases
}

/// The case with what its commands print now.
fn played(case: &Case) -> String {
    let folder = TempDir::new().expect("a folder");
    let own = |path: &str| {
        case.files.iter().any(|(other, _)| other.trim_start_matches('-').starts_with(path))
    };
    for (path, text) in BESIDE.iter().filter(|(path, _)| !own(path)) {
        place(folder.path(), path, text);
    }
    let mut now = format!(">>>>>> {}\n", case.name);
    for (path, text) in &case.files {
        place(folder.path(), path, text);
        write!(now, "=== {path}\n{text}").expect("a string");
    }
    let before = contents(folder.path());
    for command in &case.commands {
        let (code, printed) = run(folder.path(), &command.split(' ').collect::<Vec<_>>());
        assert!(code < 3, "{}: {command} ends in {code}:\n{printed}", case.name);
        let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
        let printed = printed.join("\n");
        write!(now, "$ {command}\n{printed}\n[{code}]\n").expect("a string");
    }
    if let Ok(entries) = fs::read_dir(folder.path().join("public/articles")) {
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into()).collect();
        names.retain(|name| name.ends_with(".html"));
        names.sort();
        writeln!(now, "public/articles: {}", names.join(" ")).expect("a string");
    }
    now + &changed(&before, &contents(folder.path())) + "\n"
}

/// The texts below `content`, by name; links are not followed.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut contents = BTreeMap::new();
    let mut folders = vec![folder.join("content")];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(next) else { continue };
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            let name = path.strip_prefix(folder).expect("below the folder").display().to_string();
            match fs::symlink_metadata(&path).expect("a file") {
                about if about.is_dir() => folders.push(path),
                about if about.is_file() => {
                    _ = contents.insert(name, fs::read(path).expect("a file"));
                }
                _ => {}
            }
        }
    }
    contents
}

/// The texts that commands have changed or made, with every byte that is easily overlooked.
fn changed(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> String {
    let mut changed = String::new();
    for (name, now) in after.iter().filter(|(name, now)| before.get(*name) != Some(now)) {
        let text = String::from_utf8_lossy(now).replace('\r', "\\r");
        let text = text.replace('\u{feff}', "\\xEF\\xBB\\xBF");
        let lines: Vec<String> = text.lines().map(|line| format!("| {line}\n")).collect();
        write!(changed, "now {name}\n{}", lines.concat()).expect("a string");
    }
    for gone in before.keys().filter(|name| !after.contains_key(*name)) {
        writeln!(changed, "gone {gone}").expect("a string");
    }
    changed
}

/// Puts a file into a folder; `x -> y` is a link, `x/` a folder, `-x` is not there.
fn place(folder: &Path, path: &str, text: &str) {
    let (path, target) = path.split_once(" -> ").map_or((path, None), |(p, t)| (p, Some(t)));
    if path.starts_with('-') {
        return;
    }
    let whole = folder.join(path);
    if path.ends_with('/') {
        return fs::create_dir_all(whole).expect("a folder");
    }
    fs::create_dir_all(whole.parent().expect("a folder")).expect("folders");
    match target {
        Some(target) => link(target, &whole),
        None => fs::write(whole, bytes(text)).expect("a file"),
    }
}

fn link(target: &str, at: &Path) {
    std::os::unix::fs::symlink(target, at).expect("a link");
}

/// A text in which `\xE9` is a byte, `\t` a tab and `\r` a carriage return.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.bytes());
        let (byte, length) = match &after[..1] {
            "t" => (b'\t', 1),
            "r" => (b'\r', 1),
            "x" => (u8::from_str_radix(&after[1..3], 16).expect("a byte"), 3),
            _ => (b'\\', 0),
        };
        bytes.push(byte);
        rest = &after[length..];
    }
    bytes.extend(rest.bytes());
    bytes
}
