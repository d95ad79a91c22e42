//! What is written to harm: in every place that reaches a page, it is text.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use variorum::cache::Cache;
use variorum::compile;
use variorum::disk::read::{Setup, read};
use variorum::keys::{self, Key, Takes};
use variorum::model::archive::Edition;
use variorum::model::site::Output;
use variorum::resolve::Options;
use variorum::source::Source;

use super::html::read as html;

/// The first of the known payloads, and what other programs than browsers would obey; each stands for itself in every
/// value, and once more in the Markdown around it. A browser opens all of them in `tests/browser/hostile.mjs`.
fn payloads() -> Vec<String> {
    let all = list(include_str!("../../hostile/payloads.json"));
    all.into_iter().take(70).chain(controls()).collect()
}

/// What terminals, spreadsheets, calendars and reference managers would obey.
pub(crate) fn controls() -> Vec<String> {
    list(include_str!("../../hostile/controls.json"))
}

fn list(json: &str) -> Vec<String> {
    serde_json::from_str(json).expect("a list of words")
}

/// Files that say a payload wherever something can be said: where each goes, and what it is.
const FILES: [(&str, &str); 6] = [
    ("content/articles/a", include_str!("../../hostile/article.md")),
    ("content/articles/s", include_str!("../../hostile/slug.md")),
    ("content/articles/w", include_str!("../../hostile/withdrawn.md")),
    ("content/own", include_str!("../../hostile/own.md")),
    ("content/entities/e", include_str!("../../hostile/entity.md")),
    ("content/questions/q", include_str!("../../hostile/question.md")),
];

/// A payload in a double-quoted scalar of YAML.
pub(crate) fn quoted(payload: &str) -> String {
    let escaped = |c: char| match c {
        '\u{7f}'..='\u{a0}' | '\u{2028}'..='\u{202e}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
            format!("\\u{:04x}", u32::from(c))
        }
        c => c.to_string(),
    };
    serde_json::to_string(payload).expect("a string").chars().map(escaped).collect()
}

/// An article, a page, an entity and a question that say a payload wherever something can be said.
pub(crate) fn files(number: usize, payload: &str) -> Vec<(String, String)> {
    let q = quoted(payload);
    // A file with a zero is no text.
    let plain = payload.replace('\0', "");
    let file = |(path, text): (&str, &str)| {
        (format!("{path}{number}.md"), text.replace("{q}", &q).replace("{payload}", &plain))
    };
    FILES.map(file).into()
}

/// The site of all payloads, in an edition.
fn site(edition: Edition) -> Vec<Output> {
    let setup = Setup { root: PathBuf::from(env!("CARGO_MANIFEST_DIR")), ..Setup::default() };
    let mut world = read(&setup).expect("the archive is there").value;
    world.config.base_url = Some("https://example.org/a/".into());
    let readers = world.config.readers.iter_mut();
    readers.for_each(|reader| reader.colour = Some("hsl(10 60% 40%)".into()));
    let payloads = payloads();
    let files = payloads.iter().enumerate().flat_map(|(number, payload)| files(number, payload));
    world.sources = files.map(|(path, text)| Arc::new(Source::new(path, text))).collect();
    world.sources.sort_by(|a, b| a.path.cmp(&b.path));
    let options = Options { edition, ..Options::default() };
    let compiled = compile::compile(&world, &mut Cache::default(), &options, &()).value;
    let outputs = Mutex::new(Vec::new());
    let faults = compile::render(&world, &compiled, &(), &|output| {
        outputs.lock().expect("no panic").push(output);
    });
    assert_eq!(faults, []);
    outputs.into_inner().expect("no panic")
}

/// Everything that a page may hold: an element and its attributes, one line each.
const ALLOWED: &str = include_str!("../../golden/markup.txt");

/// The elements and attributes of a page, as far as they are not allowed, and its addresses that could run.
fn leaks(page: &str) -> BTreeSet<String> {
    let mut leaks: BTreeSet<String> = html(page, &[]).faults.into_iter().collect();
    // The same words under many names are one id on lists; that runs nothing.
    leaks.retain(|fault| !fault.ends_with("is there twice"));
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        let closes = rest[at + 1..].starts_with('/');
        let tag = rest[at + 1..end].trim_start_matches('/').trim_end_matches('/');
        rest = &rest[end..];
        let (name, mut attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if name == "script" && !closes && !rest.starts_with("></script>") {
            leaks.insert("<script> with words".to_owned());
        }
        let allowed = ALLOWED.lines().find(|line| line.split(' ').next() == Some(name));
        if allowed.is_none() {
            leaks.insert(format!("<{name}>"));
        }
        while !attributes.trim_start().is_empty() {
            attributes = attributes.trim_start();
            let end = attributes.find(|c: char| c == '=' || c.is_whitespace());
            let (attribute, after) = attributes.split_at(end.unwrap_or(attributes.len()));
            if !allowed.is_some_and(|line| line.split(' ').skip(1).any(|known| known == attribute))
            {
                leaks.insert(format!("<{name} {attribute}>"));
            }
            let quoted = after.strip_prefix("=\"").and_then(|value| value.split_once('"'));
            let (value, after) = quoted.unwrap_or(("", after.strip_prefix('=').unwrap_or(after)));
            if ["href", "src", "action"].contains(&attribute) && runs(name, value) {
                leaks.insert(format!("<{name} {attribute}={value}>"));
            }
            attributes = after;
        }
    }
    leaks
}

/// Whether an address could run something, as a browser reads it; scripts and forms have addresses of the site only.
fn runs(name: &str, address: &str) -> bool {
    if ["script", "form"].contains(&name) {
        return address.contains(':') || address.starts_with("//");
    }
    let address: String = address.chars().filter(|c| !c.is_control() && *c != ' ').collect();
    let address = address.to_lowercase();
    ["javascript:", "vbscript:", "data:", "&"].iter().any(|begin| address.starts_with(begin))
}

#[test]
fn nothing_that_is_written_runs() {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for edition in [Edition::Public, Edition::Private] {
        let outputs = site(edition);
        assert!(outputs.len() > 3 * payloads().len(), "{} files", outputs.len());
        for output in outputs {
            assert!(!output.url.contains(['<', '>', '"']), "{}", output.url);
            if output.url.ends_with(".html") {
                let page = String::from_utf8(output.bytes).expect("pages are UTF-8");
                found.extend(leaks(&page).iter().map(|leak| format!("{leak} in {}", output.url)));
            }
        }
    }
    assert_eq!(found, BTreeSet::new());
}

/// Keys that take words are words of somebody else somewhere in these files.
#[test]
fn every_key_that_takes_words_is_reached() {
    let says = |file: usize, key: &str| {
        let text = FILES[file].1;
        text.match_indices(&format!("{key}: ")).any(|(at, _)| {
            let is_whole =
                !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
            let value = text[at..].lines().next().unwrap_or_default();
            is_whole && value.contains("{q}")
        })
    };
    let tables: [(&[usize], &[&[Key]]); 4] = [
        (&[0, 1, 2, 3], &[keys::COMMON, keys::WITHDRAWN]),
        (
            &[0, 1],
            &[
                keys::ARTICLE,
                keys::CAPTURE,
                keys::HIGHLIGHT,
                keys::ITEM,
                keys::REPLY,
                keys::NAMING,
                keys::ALIAS,
                keys::EVENT,
                keys::CLAIM,
                keys::FIGURE,
                keys::DATE,
            ],
        ),
        (&[4], &[keys::ENTITY, keys::ALIAS, keys::ROLE]),
        (&[5], &[keys::QUESTION, keys::STANDING]),
    ];
    // What a file is and who may see it are words of a list; with others in their place, nothing of it would be shown.
    let chosen = ["visibility", "type", "is"];
    let mut missing = Vec::new();
    for (files, tables) in tables {
        for key in tables.iter().copied().flatten().filter(|key| !chosen.contains(&key.name)) {
            let takes_words = !matches!(
                key.takes,
                Takes::Flag
                    | Takes::Whole(..)
                    | Takes::Number(..)
                    | Takes::Coordinates
                    | Takes::Items(_)
            );
            if takes_words && !files.iter().any(|&file| says(file, key.name)) {
                missing.push(format!("{} in {}", key.name, FILES[files[0]].0));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_leak_is_seen() {
    for (page, leak) in [
        ("<p onclick=\"x\"></p>", "<p onclick>"),
        ("<p class=\"a\"onclick=\"x\"></p>", "<p onclick>"),
        ("<iframe></iframe>", "<iframe>"),
        ("<a href=\"Java\tscript:x\"></a>", "<a href=Java\tscript:x>"),
        ("<script src=\"//example.org/x\"></script>", "<script src=//example.org/x>"),
        ("<script>x</script>", "<script> with words"),
        ("<form action=\"//example.org/x\"></form>", "<form action=//example.org/x>"),
    ] {
        let leaks = leaks(page);
        assert!(leaks.contains(leak), "{page}: {leaks:?}");
    }
}
