//! Small archives whose pages are known word for word: `tests/golden/<archive>/expected/` has the `<main>` of each.
//!
//! `UPDATE=1 cargo test --test suite golden` writes the pages anew, for review.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use variorum::cache::Cache;
use variorum::compile::{compile, render};
use variorum::diagnostic::Severity;
use variorum::disk::read::{Setup, read};
use variorum::model::site::Output;
use variorum::resolve::Options;

/// What became of an archive.
pub(crate) struct Built {
    /// Every output that is made, with its text.
    pub(crate) outputs: BTreeMap<String, String>,
    /// Every file that is copied.
    pub(crate) files: BTreeSet<String>,
    /// Where it will be.
    pub(crate) base_url: Option<String>,
    /// The errors and warnings.
    pub(crate) faults: Vec<String>,
}

/// Builds the archive of a folder of this repository.
pub(crate) fn built(folder: &str) -> Built {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let world = read(&Setup { root, ..Setup::default() }).expect("the archive is there");
    let compiled = compile(&world.value, &mut Cache::default(), &Options::default(), &());
    let outputs = Mutex::new(BTreeMap::new());
    let take = |output: Output| {
        let text = String::from_utf8(output.bytes).expect("outputs are UTF-8");
        outputs.lock().expect("a map").insert(output.url, text);
    };
    let faults = render(&world.value, &compiled.value, &(), &take);
    let faults = world.diagnostics.into_iter().chain(compiled.diagnostics).chain(faults);
    Built {
        outputs: outputs.into_inner().expect("a map"),
        files: compiled.value.site.files.keys().cloned().collect(),
        base_url: world.value.config.base_url,
        faults: faults
            .filter(|fault| fault.severity != Severity::Info)
            .map(|fault| fault.message)
            .collect(),
    }
}

/// What a reader sees of a page; `whole` pages are compared from their first byte to their last.
fn main_of(page: &str, whole: bool) -> &str {
    let start = page.find("<main").expect("a page has a main part");
    let end = page.find("</main>").expect("the main part ends") + "</main>".len();
    if whole { page } else { &page[start..end] }
}

/// The archives, with the page of each that is compared as a whole and what is wrong with it.
pub(crate) const ARCHIVES: [(&str, &str, &[&str]); 5] = [
    ("one-article", "articles/the-eclipse.html", &[]),
    ("many-features", "", &["this passage is not in the article"]),
    ("right-to-left", "", &[]),
    ("withheld", "", &[]),
    ("own-look", "", &[]),
];

#[test]
fn pages_are_as_they_are_known() {
    for (archive, whole, faults) in ARCHIVES {
        check(archive, whole, faults);
    }
}

fn check(archive: &str, whole: &str, faults: &[&str]) {
    let folder = format!("tests/golden/{archive}");
    let built = built(&folder);
    assert_eq!(built.faults, faults, "{archive}");
    // Pages that are the same in every archive are known from none.
    let known = |url: &str| url.ends_with(".html") && !["404.html", "search.html"].contains(&url);
    let pages = built.outputs.iter().filter(|(url, _)| known(url));
    let now: BTreeMap<String, String> = pages
        .map(|(url, page)| (url.clone(), format!("{}\n", main_of(page, url == whole))))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("expected");
    if std::env::var_os("UPDATE").is_some() {
        write(&folder, &now);
    }
    let expected = stored(&folder, &folder);
    assert!(expected.keys().eq(now.keys()), "{archive}: the pages are now {:#?}", now.keys());
    for (url, page) in &now {
        assert!(*page == expected[url], "{archive}: {url} is now\n{page}");
    }
}

fn write(folder: &Path, pages: &BTreeMap<String, String>) {
    let _ = fs::remove_dir_all(folder);
    for (url, page) in pages {
        let path = folder.join(url);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, page).expect("a page");
    }
}

fn stored(folder: &Path, root: &Path) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path: PathBuf = entry.expect("an entry").path();
        if path.is_dir() {
            pages.extend(stored(&path, root));
        } else {
            let url = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            pages.insert(url, fs::read_to_string(&path).expect("a page"));
        }
    }
    pages
}
