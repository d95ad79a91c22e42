//! One output for every host: whatever things are called, the same bytes work at the root of a host, in a folder of it,
//! and from a disk.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};

use proptest::prelude::*;
use variorum::compile::render;
use variorum::config::Config;
use variorum::disk::read::{Setup, read};
use variorum::model::site::Output;
use variorum::source::Source;
use variorum::world::World;

use super::html::{Html, read as html};

/// The world of this repository, without its content: the built-in templates and the theme.
static BARE: LazyLock<World> = LazyLock::new(|| {
    let setup = Setup { root: env!("CARGO_MANIFEST_DIR").into(), ..Setup::default() };
    World { sources: Vec::new(), ..read(&setup).expect("the archive is there").value }
});

/// Names that file systems, addresses and markup have something against.
const NAMES: &[&str] = &[
    "plain",
    "With Spaces",
    "100%",
    "%41",
    "a+b",
    "é",
    "e\u{301}",
    "Дом",
    "猫",
    "שלום",
    "x.y",
    "..z",
    "-",
    "'q'",
    "\"",
    "a&b",
    "<i>",
    "[x]",
    "(1)",
    "~",
    "@",
    "=",
    ";",
    ",",
    "!",
    "$",
    "{t}",
    "CON",
];

/// Addresses and bytes of every page of an archive, with the addresses of all files.
fn pages(
    files: &[(String, String)],
    base_url: Option<&str>,
) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    let mut world = BARE.clone();
    world.config = Config { base_url: base_url.map(str::to_owned), ..Config::default() };
    world.config.templates = None;
    world.sources = files
        .iter()
        .map(|(path, text)| Arc::new(Source::new(path.as_str(), text.as_str())))
        .collect();
    world.sources.sort_by(|a, b| a.path.cmp(&b.path));
    world.sources.dedup_by(|a, b| a.path == b.path);
    let compiled = super::compiled(&world);
    let outputs = Mutex::new(BTreeMap::new());
    let take = |output: Output| _ = outputs.lock().expect("a map").insert(output.url, output.bytes);
    render(&world, &compiled, &(), &take);
    let outputs = outputs.into_inner().expect("a map");
    let copied = compiled.site.files.keys().cloned();
    let all = outputs.keys().cloned().chain(copied).collect();
    let shown = |url: &String| url.ends_with(".html") || url.ends_with(".css");
    (outputs.into_iter().filter(|(url, _)| shown(url)).collect(), all)
}

/// Where a link leads that stands on a page; nothing when that depends on the host.
fn led(from: &str, link: &str) -> Option<String> {
    let path = link.split('#').next().unwrap_or_default();
    if path.is_empty() {
        return Some(from.to_owned());
    }
    if path.contains([':', '?']) || path.starts_with('/') {
        return None;
    }
    let mut at: Vec<&str> = from.split('/').collect();
    at.pop();
    for part in path.split('/') {
        match part {
            // Above the root there is another site, or the rest of a disk.
            ".." => drop(at.pop()?),
            _ => at.push(part),
        }
    }
    Some(percent(&at.join("/")))
}

fn percent(url: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = url.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| first == b'%');
        let code =
            code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).expect("addresses are UTF-8")
}

fn check(files: &[(String, String)]) -> Result<(), TestCaseError> {
    let (pages, all) = pages(files, Some("https://example.org/a/b/"));
    let mut links = 0;
    for (url, bytes) in pages.iter().filter(|(url, _)| *url != "404.html") {
        let text = std::str::from_utf8(bytes).expect("pages are UTF-8");
        let found = if url.ends_with(".css") {
            let inner = text.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
            inner.map(str::to_owned).collect()
        } else {
            let Html { links, .. } = html(text, &[]);
            links
        };
        // Canonical addresses and the like are for those who are elsewhere.
        for link in found.iter().filter(|link| !link.starts_with("https://example.org/a/b/")) {
            links += 1;
            let target = led(url, link);
            let is_there = target.as_ref().is_some_and(|target| all.contains(target));
            prop_assert!(is_there, "{url}: `{link}` leads to {target:?}");
        }
    }
    prop_assert!(links > 20, "{links} links");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn every_link_is_relative_and_leads_somewhere(
        names in prop::collection::vec((prop::sample::select(NAMES), prop::sample::select(NAMES), any::<bool>()), 2..6),
    ) {
        let mut files = Vec::new();
        for (number, (one, two, deep)) in names.iter().enumerate() {
            let quoted = |text: &str| text.replace('\'', "''");
            let folder = if *deep { format!("{number}/{}/", one.replace(['"', '<', '>', '.'], "")) } else { String::new() };
            files.push((
                format!("content/articles/{folder}{number} {}.md", two.replace(['"', '<', '>'], "")),
                format!(
                    "---\ntitle: '{}'\nauthor: '{} {two_n}'\ntags: ['{}']\npublished: 201{number}\n\
                     entities: [{{name: '{} Person', kind: person}}]\nclaims: [{{says: It is so, question: 'Is {}?'}}]\n\
                     highlights: [{{quote: Some words, note: 'See [[{}]].'}}]\n---\nSome words of {} Person.\n",
                    quoted(one), quoted(two), quoted(two), quoted(one), quoted(two), quoted(one), one,
                    two_n = number,
                ),
            ));
        }
        check(&files)?;
    }
}

#[test]
fn pages_do_not_depend_on_where_they_stand() {
    let article = "---\ntitle: One\ntags: [a]\n---\nSome words.\n".to_owned();
    let files = [("content/articles/x/one.md".to_owned(), article)];
    let at = |base: &str| pages(&files, Some(base)).0;
    let (root, folder) = (at("https://example.org/"), at("https://example.org/a/b/"));
    assert!(root.keys().eq(folder.keys()) && root.len() > 5);
    for (url, page) in &root {
        let known = |text: &[u8]| {
            let text = String::from_utf8_lossy(text).replace("example.org/a/b/", "example.org/");
            text.replace("example.org%2Fa%2Fb%2F", "example.org%2F")
        };
        let same = known(page) == known(&folder[url]);
        assert_eq!(
            same,
            url != "404.html",
            "{url}: only the page for what is not there may differ"
        );
    }
}
