//! What is kept from one turn to the next changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use tempfile::TempDir;
use variorum::cache::Cache;
use variorum::compile::{compile, render};
use variorum::config::{MentionStyle, Reader};
use variorum::disk::read::{Setup, read};
use variorum::model::archive::Edition;
use variorum::model::article::Visibility;
use variorum::model::site::{Output, Url};
use variorum::resolve::Options;
use variorum::source::Source;
use variorum::world::{Asset, World};

/// A change to an archive.
#[derive(Debug, Clone)]
enum Edit {
    /// A file has this text from now on.
    Write(&'static str, String),
    Remove(&'static str),
    Rename(&'static str, &'static str),
    /// A file beside the articles comes or goes.
    Picture(bool),
    /// What articles do not say for themselves.
    Default(Visibility),
    Mentions(MentionStyle),
    Readers(&'static [&'static str]),
    Title(&'static str),
}

const PATHS: [&str; 6] = [
    "content/articles/a.md",
    "content/articles/b.md",
    "content/articles/c.md",
    "content/entities/raqqa.md",
    "content/questions/q.md",
    "content/about.md",
];

/// What front matter can say; of what begins with the same key, the first that is taken counts.
const HEADS: [&str; 32] = [
    "title: One",
    "title: Two",
    "title: [",
    "slug: a",
    "aliases: [Second]",
    "tags: [x, Y]",
    "tags: [y]",
    "entities: [Raqqa]",
    "entities:\n  - {name: Raqqa, kind: place, aliases: [Fell]}\n  - Left Bank",
    "entities:\n  - {name: Mosul, aliases: [Fell], quote: here}",
    "name: Raqqa\naliases: [Fell]\nredact: true",
    "name: Raqqa\npart_of: Mosul\nnot: [Raqqa fell]",
    "authors: [Ann Author]",
    "authors: [Raqqa]\noutlet: The Post",
    "published: 2017-10-17",
    "published: 1999",
    "summary: Words before the rest.",
    "highlights:\n  - quote: Raqqa\n    reader: A\n    note: See [[q]].",
    "highlights:\n  - {quote: fell, kind: doubt, tags: [z]}",
    "highlights:\n  - {quote: the, private: true}",
    "events:\n  - {title: It falls, date: 2017, quote: fell, place: Raqqa}",
    "events:\n  - {title: It falls, date: 2018, who: [Ann Author]}\n  - {title: It stays}",
    "claims:\n  - {id: c1, says: Many left Raqqa, question: q, figure: about 10, by: Ann Author}",
    "claims:\n  - {says: Few left, question: How many?, contradicts: c1}",
    "visibility: excerpt",
    "visibility: private",
    "draft: true",
    "withdrawn: 2020-01-01",
    "redirect_from: [old/a.html]",
    "part_of: b",
    "translation_of: c",
    "noindex: true",
];

const BODIES: [&str; 10] = [
    "Raqqa fell.",
    "Here the Left Bank fell, said Ann Author of Raqqa.",
    "See [[a]] and [[b#first]]. See also [[Second]].",
    "## First\n\nMosul here, and Raqqa.",
    "![[a]]",
    "![[b#first]]",
    "![A map](map.png)",
    "[Nothing](none.md) and [[Raqqa]].",
    "Fell. Ann Author and Mosul and Raqqa.",
    "`Raqqa` in code.",
];

fn text() -> impl Strategy<Value = String> {
    let heads = prop::sample::subsequence(HEADS.to_vec(), 0..8);
    let bodies = prop::sample::subsequence(BODIES.to_vec(), 0..4);
    (heads, bodies).prop_map(|(heads, bodies)| {
        let key = |head: &str| head.split(':').next().unwrap_or_default().to_owned();
        let mut taken = BTreeMap::new();
        for head in heads {
            taken.entry(key(head)).or_insert(head);
        }
        let heads: Vec<&str> = taken.into_values().collect();
        format!("---\n{}\n---\n{}\n", heads.join("\n"), bodies.join("\n\n"))
    })
}

fn edits() -> impl Strategy<Value = Edit> {
    let path = || prop::sample::select(PATHS.to_vec());
    prop_oneof![
        12 => (path(), text()).prop_map(|(path, text)| Edit::Write(path, text)),
        1 => path().prop_map(Edit::Remove),
        1 => (path(), path()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => any::<bool>().prop_map(Edit::Picture),
        1 => prop::sample::select(vec![Visibility::Full, Visibility::Excerpt, Visibility::Private])
            .prop_map(Edit::Default),
        1 => prop::sample::select(vec![MentionStyle::First, MentionStyle::All])
            .prop_map(Edit::Mentions),
        1 => prop::sample::select(vec![&[][..], &["A"][..]]).prop_map(Edit::Readers),
        1 => prop::sample::select(vec!["T", "U"]).prop_map(Edit::Title),
    ]
}

fn apply(world: &mut World, edit: &Edit) {
    let remove = |world: &mut World, path: &str| world.sources.retain(|s| &*s.path != path);
    let write = |world: &mut World, path: &'static str, text: &str| {
        remove(world, path);
        world.sources.push(Arc::new(Source::new(path, text)));
        world.sources.sort_by(|a, b| a.path.cmp(&b.path));
    };
    match edit {
        Edit::Write(path, text) => write(world, path, text),
        Edit::Remove(path) => remove(world, path),
        Edit::Rename(from, to) => {
            if let Some(source) = world.sources.iter().find(|s| &*s.path == *from).cloned() {
                remove(world, from);
                write(world, to, &source.text);
            }
        }
        Edit::Picture(is_there) => {
            let path = "content/articles/map.png".to_owned();
            world.assets.remove(&path);
            if *is_there {
                world.assets.insert(path, Asset { len: 1, stamp: 1, url: None, bytes: None });
            }
        }
        Edit::Default(visibility) => world.config.visibility = *visibility,
        Edit::Mentions(style) => world.config.mentions = *style,
        Edit::Readers(ids) => {
            let reader =
                |id: &&str| Reader { id: (*id).into(), name: "R".into(), url: None, colour: None };
            world.config.readers = ids.iter().map(reader).collect();
        }
        Edit::Title(title) => (*title).clone_into(&mut world.config.title),
    }
}

/// An archive without documents, with all that is built in.
fn empty() -> World {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("variorum.yaml"), "title: T\n").expect("a file");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    let setup = Setup { root: folder.path().to_owned(), config: None, overrides: Vec::new() };
    read(&setup).expect("an archive").value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// After any edits, all that is known and every page are what they are without anything kept.
    #[test]
    fn a_warm_compile_equals_a_cold_one(
        edits in prop::collection::vec(edits(), 1..24),
        edition in prop::sample::select(vec![Edition::Public, Edition::Private]),
    ) {
        let mut world = empty();
        let mut cache = Cache::default();
        let options = Options { edition, drafts: false };
        let mut both = None;
        for edit in &edits {
            apply(&mut world, edit);
            let warm = compile(&world, &mut cache, &options, &());
            let cold = compile(&world, &mut Cache::default(), &options, &());
            prop_assert_eq!(format!("{warm:?}"), format!("{cold:?}"), "after {:?}", edit);
            both = Some([warm, cold]);
        }
        let [warm, cold] = both.expect("an edit").map(|compiled| {
            let outputs: Mutex<BTreeMap<Url, Vec<u8>>> = Mutex::default();
            render(&world, &compiled.value, &(), &|output: Output| {
                outputs.lock().expect("a map").insert(output.url, output.bytes);
            });
            outputs.into_inner().expect("a map")
        });
        prop_assert!(warm == cold, "a page differs");
    }
}
