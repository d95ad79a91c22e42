//! What the code must look like, read from its own text.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules that may be imported by a layer, beside its own; ARCHITECTURE.md has the reasons.
const NOUNS: &[&str] = &["source", "diagnostic", "yaml", "keys", "fold", "escape", "cite", "model"];
const INPUTS: &[&str] = &["config", "world"];
const STEPS: &[&str] = &[
    "parse", "anchor", "resolve", "plan", "render", "import", "export", "search", "verify", "edit",
    "suggest", "compress",
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source");
                found.push((path, text));
            }
        }
    }
    assert!(found.len() > 30, "only {} files were found", found.len());
    found
}

/// The module that a file belongs to: `parse` for `src/parse/date.rs`.
fn module(path: &Path) -> String {
    let below =
        path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("below src");
    let first =
        below.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.strip_suffix(".rs").unwrap_or(&first).to_owned()
}

fn allowed(module: &str) -> Option<Vec<&'static str>> {
    let layers: &[&[&str]] = match module {
        m if NOUNS.contains(&m) => &[NOUNS],
        m if INPUTS.contains(&m) => &[NOUNS, INPUTS],
        m if STEPS.contains(&m) || ["disk", "draw", "links"].contains(&m) => &[NOUNS, INPUTS],
        "publish" => &[NOUNS, INPUTS, &["disk"]],
        "cache" | "compile" | "annotate" => &[NOUNS, INPUTS, STEPS, &["cache"]],
        _ => return None,
    };
    Some(layers.concat())
}

#[test]
fn modules_import_only_what_their_layer_may() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let module = module(&path);
        let Some(allowed) = allowed(&module) else { continue };
        // Tests of a step may run the steps before it.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for used in text.match_indices("crate::").map(|(at, _)| &text[at + 7..]) {
            let used: String =
                used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !used.is_empty() && used != module && !allowed.contains(&used.as_str()) {
                faults.push(format!("{}: `{module}` may not import `{used}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_are_short() {
    let long = sources().into_iter().filter_map(|(path, text)| {
        let lines = text.lines().count();
        (lines > 400).then(|| format!("{} has {lines} lines", path.display()))
    });
    let long: Vec<_> = long.collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn only_the_disk_knows_the_file_system() {
    for (path, text) in sources() {
        let may = matches!(module(&path).as_str(), "disk" | "publish" | "cli" | "main");
        let knows = text.contains("std::fs")
            || text.contains("std::env")
            || text.contains("SystemTime::now");
        assert!(may || !knows, "{} reads files, the environment or the clock", path.display());
    }
}

/// What is printed goes through `cli::print`, which lets nothing through that a terminal would obey.
#[test]
fn only_one_file_prints() {
    for (path, text) in sources() {
        let prints = [
            "println!(",
            "print!(",
            "anstream::stdout()",
            "anstream::stderr()",
            "io::stdout().lock()",
        ];
        let found = prints.iter().filter(|word| text.contains(*word)).count();
        // The command line itself prints the completions of shells, which are its own words.
        let may = path.ends_with("cli/print.rs") || (path.ends_with("src/cli.rs") && found == 1);
        assert!(may || found == 0, "{} prints", path.display());
    }
}

/// A reader on a slow line waits for these two.
#[test]
fn the_theme_is_light() {
    for (file, most) in [("variorum.css", 32 * 1024), ("variorum.js", 10 * 1024)] {
        let path = format!("themes/variorum/static/assets/{file}");
        let size = std::fs::metadata(&path).expect("the theme has this file").len();
        assert!(size <= most, "{path} has {size} bytes, and {most} at the most");
    }
}
