//! What is kept from one turn to the next changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;

use proptest::prelude::*;
use tempfile::TempDir;
use variorum::cache::Cache;
use variorum::compile::{Compiled, compile, render};
use variorum::config::AssetNames;
use variorum::diagnostic::Checked;
use variorum::disk::read::{Setup, read};
use variorum::model::archive::Edition;
use variorum::model::site::{Output, Url};
use variorum::resolve::Options;
use variorum::world::World;

use edits::{Edit, PATHS, RICH, apply, edits, texts};

mod edits;
mod overtaken;

/// An archive without documents, with all that is built in.
fn empty() -> World {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("variorum.yaml"), "title: T\n").expect("a file");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    let setup = Setup { root: folder.path().to_owned(), config: None, overrides: Vec::new() };
    let mut world = read(&setup).expect("an archive").value;
    // As the preview has it; with names made of what is in files, no address is taken over.
    world.config.assets = AssetNames::Plain;
    world
}

/// Compiles an archive after each edit, with what is kept and without; all that is known has to be the same.
fn compiled_alike(
    world: &mut World,
    edits: &[Edit],
    edition: Edition,
) -> Result<[Checked<Compiled>; 2], TestCaseError> {
    let mut cache = Cache::default();
    let options = Options { edition, drafts: false };
    let mut both = None;
    for edit in edits {
        apply(world, edit);
        let warm = compile(world, &mut cache, &options, &());
        let cold = compile(world, &mut Cache::default(), &options, &());
        prop_assert_eq!(format!("{warm:?}"), format!("{cold:?}"), "after {:?}", edit);
        both = Some([warm, cold]);
    }
    Ok(both.expect("an edit"))
}

/// A claim without a speaker is its article's, whose author changes while everybody who is named stays.
#[test]
fn an_author_speaks_in_the_articles_own_voice() {
    let mut world = empty();
    for (path, text) in PATHS.into_iter().zip(RICH) {
        apply(&mut world, &Edit::Write(path, text.to_owned()));
    }
    let claims = "claims:\n  - {says: Few left, question: How many?, contradicts: c1}\n";
    let other = "---\nclaims:\n  - {id: c1, says: Many left Raqqa, question: q, figure: about 10, by: Ann Author}\ntitle: Two\n---\n";
    let edits = [
        Edit::Write("content/articles/a.md", format!("---\n{claims}---\n")),
        Edit::Write("content/articles/b.md", other.to_owned()),
        Edit::Write("content/articles/a.md", format!("---\nauthors: [Ann Author]\n{claims}---\n")),
    ];
    compiled_alike(&mut world, &edits, Edition::Public).expect("the same");
}

/// The page of a tag comes and goes, also where a page and a former address are called so, and where it has feeds.
#[test]
fn pages_of_tags_come_and_go() {
    for tag_feeds in [false, true] {
        let mut world = empty();
        world.config.tag_feeds = tag_feeds;
        world.config.base_url = Some("https://example.org/".to_owned());
        for (path, text) in [
            ("content/tags/salt.md", "---\ntitle: Salt\n---\n"),
            ("content/articles/b.md", "---\nredirect_from: [tags/sea.html]\ntags: [air]\n---\n"),
        ] {
            apply(&mut world, &Edit::Write(path, text.to_owned()));
        }
        let tagged =
            |tags| Edit::Write("content/articles/a.md", format!("---\ntags: [{tags}]\n---\n"));
        let edits =
            ["", "x", "x, y", "b, y", "y, salt", "y", "y, sea", "sea, salt, air", "air, z", ""];
        compiled_alike(&mut world, &edits.map(tagged), Edition::Public).expect("the same");
    }
}

/// How many archives are edited: `CASES`, or as many as a run of all tests has time for.
fn cases() -> u32 {
    std::env::var("CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// After any edits, all that is known and every page are what they are without anything kept.
    #[test]
    fn a_warm_compile_equals_a_cold_one(
        texts in texts(),
        edits in prop::collection::vec(edits(), 1..24),
        edition in prop::sample::select(vec![Edition::Public, Edition::Private]),
    ) {
        let mut world = empty();
        for (path, text) in PATHS.into_iter().zip(texts) {
            apply(&mut world, &Edit::Write(path, text));
        }
        let [warm, cold] = compiled_alike(&mut world, &edits, edition)?.map(|compiled| {
            let outputs: Mutex<BTreeMap<Url, Vec<u8>>> = Mutex::default();
            render(&world, &compiled.value, &(), &|output: Output| {
                outputs.lock().expect("a map").insert(output.url, output.bytes);
            });
            outputs.into_inner().expect("a map")
        });
        prop_assert!(warm == cold, "a page differs");
    }
}
