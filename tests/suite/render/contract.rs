//! What templates are given, as docs/templates.md tells it.
//!
//! `UPDATE=1 cargo test --test suite contract` writes the part of it that follows from the code anew: a change of a view
//! is a change for every theme, and belongs in the changelog.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Below this line all follows from src/render/view.
const BEGIN: &str =
    "<!-- From here on this page is written by `UPDATE=1 cargo test contract`. -->\n";

#[test]
fn the_fields_of_views_are_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = root.join("docs/templates.md");
    let known = fs::read_to_string(&page).expect("docs/templates.md");
    let (before, _) = known.split_once(BEGIN).expect("the line that begins what is generated");
    let now = format!("{before}{BEGIN}{}", views(&root.join("src/render/view")));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&page, now).expect("docs/templates.md");
    } else {
        assert!(known == now, "docs/templates.md is not what the views are now:\n{now}");
    }
}

#[test]
fn links_of_the_page_lead_to_its_views() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md");
    let page = fs::read_to_string(page).expect("docs/templates.md");
    let heads: Vec<String> =
        page.lines().filter_map(|l| l.strip_prefix("## ")).map(str::to_lowercase).collect();
    let links: Vec<&str> =
        page.split("](#").skip(1).map(|rest| rest.split(')').next().unwrap_or_default()).collect();
    assert!(links.len() > 50, "{} links", links.len());
    for link in links {
        assert!(heads.iter().any(|head| head == link), "no view `{link}`");
    }
}

#[test]
fn the_blocks_of_templates_are_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/templates.md")).expect("docs/templates.md");
    let (page, _) = page.split_once(BEGIN).expect("the line that begins what is generated");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with('|')).collect();
    let mut blocks = 0;
    for entry in fs::read_dir(root.join("templates")).expect("templates can be read") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for rest in text.replace("{%-", "{%").split("{% block ").skip(1) {
            let block = rest.split(' ').next().unwrap_or_default();
            let says = |row: &str| {
                let of = name == "base.html" || row.contains(&format!("`{name}`"));
                of && row.contains(&format!("`{block}`"))
            };
            assert!(block == "main" || rows.iter().any(|row| says(row)), "{name}: {block}");
            blocks += 1;
        }
    }
    assert!(blocks > 30, "{blocks} blocks");
}

#[test]
fn the_components_are_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/templates.md")).expect("docs/templates.md");
    let (_, table) = page.split_once("| component | arguments | is |\n|---|---|---|\n").unwrap();
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    let told: Vec<&str> = rows.map(|row| row.rsplit_once(" | ").expect("what it is").0).collect();
    let text = fs::read_to_string(root.join("templates/components.html")).expect("components");
    let defined = text.split("{% component ").skip(1).map(|rest| {
        let (name, rest) = rest.split_once('(').expect("arguments");
        let (arguments, _) = rest.split_once(')').expect("their end");
        let arguments = arguments.split(", ").filter(|a| !a.is_empty() && !a.starts_with('@'));
        let arguments = arguments.map(|argument| {
            let (name, default) = argument.split_once(" = ").unwrap_or((argument, ""));
            let name = name.split(':').next().unwrap_or_default();
            if default.is_empty() { format!("`{name}`") } else { format!("`{name} = {default}`") }
        });
        format!("| `{name}` | {}", arguments.collect::<Vec<_>>().join(", ")).trim_end().to_owned()
    });
    let defined: Vec<String> = defined.collect();
    assert_eq!(told, defined);
    assert!(defined.len() > 30, "{} components", defined.len());
}

/// Every view as a table of its fields.
fn views(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("the folder of views");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.insert(0, folder.with_extension("rs"));
    let code: String =
        files.iter().map(|file| fs::read_to_string(file).expect("a source")).collect();
    let (mut page, mut says) = (String::new(), String::new());
    let mut missing = Vec::new();
    for line in code.lines() {
        let trimmed = line.trim_start();
        if let Some(words) = trimmed.strip_prefix("///") {
            says.push_str(words);
        } else if let Some(name) = line.strip_prefix("pub struct ") {
            let name = name.split([' ', '<', '(']).next().unwrap_or_default();
            let _ =
                write!(page, "\n## {name}\n\n{}\n\n| field | is | |\n|---|---|---|\n", says.trim());
            says.clear();
        } else if let Some(field) = line.strip_prefix("    pub ") {
            let (name, of) = field.trim_end_matches(',').split_once(": ").expect("a field");
            if says.is_empty() {
                missing.push(name.to_owned());
            }
            let _ =
                writeln!(page, "| `{name}` | {} | {} |", kind(of), says.trim().replace('|', "\\|"));
            says.clear();
        } else if !trimmed.starts_with("#[") {
            says.clear();
        }
    }
    assert!(missing.is_empty(), "fields that say nothing of themselves: {missing:?}");
    page
}

/// A type as somebody who writes templates thinks of it.
fn kind(of: &str) -> String {
    let inside = |before: &str| of.strip_prefix(before)?.strip_suffix('>');
    if let Some(of) = inside("Option<") {
        return format!("{}, or nothing", kind(of));
    }
    if let Some(of) = inside("Vec<") {
        return format!("list: {}", kind(of));
    }
    if let Some(of) = inside("Shared<") {
        return kind(of);
    }
    if let Some((_, of)) = inside("BTreeMap<").and_then(|pair| pair.split_once(", ")) {
        return format!("map: {}", kind(of));
    }
    if let Some(of) = of.strip_prefix('(').and_then(|of| of.strip_suffix(')')) {
        let of: Vec<String> = of.split(", ").map(|of| kind(of).replace(", or", " or")).collect();
        return format!("({})", of.join(", "));
    }
    match of {
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u8" | "u32" | "u64" | "f64" | "i64" => "number".to_owned(),
        "Value" | "tera::Value" => "anything".to_owned(),
        view if view.ends_with("View") || view.ends_with("Ref") || view.ends_with("Item") => {
            format!("[{view}](#{})", view.to_lowercase())
        }
        other => format!("[{other}](#{})", other.to_lowercase()),
    }
}
