//! The same input makes the same bytes, however many threads work on it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use variorum::cache::Cache;
use variorum::compile::{compile, render};
use variorum::disk::read::{Setup, read};
use variorum::model::site::{Output, Url};
use variorum::resolve::Options;
use variorum::source::Source;
use variorum::world::World;

/// How many random archives are built, each by one, two and eight threads.
const ARCHIVES: u64 = 50;

const WORDS: [&str; 12] = [
    "convoy",
    "Raqqa",
    "left",
    "the",
    "**bridge**",
    "[[Raqqa]]",
    "Al-Tanf",
    "[[a1]]",
    "==counted==",
    "Zebari",
    "said",
    "7,000",
];
const NAMES: [&str; 5] = ["Raqqa", "Al-Tanf", "Hoshyar Zebari", "Zebari", "Mosul"];

/// Everything that a world and its faults become, made by so many threads.
fn built(world: &World, threads: usize) -> (BTreeMap<Url, Vec<u8>>, String) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| {
        let compiled = compile(world, &mut Cache::default(), &Options::default(), &());
        let outputs = Mutex::new(BTreeMap::new());
        let take = |output: Output| {
            let twice = outputs.lock().expect("a map").insert(output.url, output.bytes);
            assert!(twice.is_none(), "an address has two files");
        };
        let faults = render(world, &compiled.value, &(), &take);
        let faults = format!("{:?}{faults:?}", compiled.diagnostics);
        (outputs.into_inner().expect("a map"), faults)
    })
}

fn check(world: &World, what: &str) {
    let (one, faults) = built(world, 1);
    assert!(one.len() > 20, "{what} has only {} files", one.len());
    for threads in [2, 8] {
        let (other, again) = built(world, threads);
        assert_eq!(faults, again, "{what}, {threads} threads");
        assert!(one.keys().eq(other.keys()), "{what}, {threads} threads: other files");
        for (url, bytes) in &one {
            assert!(*bytes == other[url], "{what}, {threads} threads: {url} differs");
        }
    }
}

/// Numbers that look random and are the same every time.
struct Random(u64);

impl Random {
    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        list[usize::try_from(self.0 >> 33).expect("a number") % list.len()]
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.of(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

fn article(number: usize, random: &mut Random) -> Arc<Source> {
    let day = random.of(&["2017-10-12", "2017-10", "2017-12~", "1987"]);
    let visibility = random.of(&["full", "full", "excerpt", "private"]);
    let (one, other, speaker) = (random.of(&NAMES), random.of(&NAMES), random.of(&NAMES));
    let (quote, note, says) = (random.of(&WORDS), random.words(4), random.of(&["many", "few"]));
    let text = format!(
        "---\ntitle: Number {number}\npublished: {day}\nvisibility: {visibility}\ntags: [{speaker}]\n\
         entities:\n  - {one}\n  - {{name: {other}, aliases: [Z{number}]}}\n\
         highlights:\n  - quote: \"{quote}\"\n    note: \"{note}\"\n\
         events:\n  - {{title: It falls, date: {day}, place: {one}}}\n\
         claims:\n  - {{says: {says}, by: {speaker}, question: How many, figure: about {number}}}\n---\n\
         # Heading\n\n{}\n\n{}\n",
        random.words(30),
        random.words(30)
    );
    Arc::new(Source::new(format!("content/articles/a{number:02}.md"), text))
}

#[test]
fn random_archives() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/one-article");
    let mut world = read(&Setup { root, ..Setup::default() }).expect("an archive").value;
    for seed in 1..=ARCHIVES {
        let mut random = Random(seed);
        world.sources = (0..8).map(|number| article(number, &mut random)).collect();
        check(&world, &format!("archive {seed}"));
    }
}

#[test]
fn the_example_archive() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
    check(&read(&Setup { root, ..Setup::default() }).expect("an archive").value, "the example");
}
