//! What each step costs as an archive grows: `cargo bench --bench pipeline`; `-- --test` runs each once.
//!
//! The archive is made up, and the same every time. Nothing is written, so that disks do not count.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use variorum::cache::Cache;
use variorum::compile::{self, Compiled};
use variorum::disk::read::{self, Setup};
use variorum::model::article::{Document, Reading};
use variorum::resolve::Options;
use variorum::source::Source;
use variorum::world::World;

/// How many articles there are.
const SIZES: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES, sample_count = 10, max_time = 20)]
fn parse(bencher: Bencher, articles: usize) {
    let world = world(articles);
    bencher.counter(ItemsCount::new(articles)).bench_local(|| parsed(&world));
}

#[divan::bench(args = SIZES, sample_count = 10, max_time = 20)]
fn anchor(bencher: Bencher, articles: usize) {
    let world = world(articles);
    let documents = parsed(&world);
    bencher
        .counter(ItemsCount::new(articles))
        .with_inputs(|| documents.clone())
        .bench_local_values(|documents| anchored(&world, documents));
}

#[divan::bench(args = SIZES, sample_count = 10, max_time = 20)]
fn resolve(bencher: Bencher, articles: usize) {
    let world = world(articles);
    let readings = anchored(&world, parsed(&world));
    bencher
        .counter(ItemsCount::new(articles))
        .bench_local(|| variorum::resolve::resolve(&readings, &world.config, &Options::default()));
}

#[divan::bench(args = SIZES, sample_count = 10, max_time = 20)]
fn render(bencher: Bencher, articles: usize) {
    let world = world(articles);
    let compiled = compiled(&world);
    bencher.counter(ItemsCount::new(articles)).bench_local(|| rendered(&world, &compiled));
}

#[divan::bench(args = SIZES, sample_count = 10, max_time = 20)]
fn build(bencher: Bencher, articles: usize) {
    let world = world(articles);
    bencher.counter(ItemsCount::new(articles)).bench_local(|| rendered(&world, &compiled(&world)));
}

fn parsed(world: &World) -> Vec<Document> {
    let parse = |source: &Arc<Source>| variorum::parse::parse(source, &world.config).value;
    world.sources.iter().map(parse).collect()
}

fn anchored(world: &World, documents: Vec<Document>) -> Vec<Arc<Reading>> {
    let sources = world.sources.iter();
    let both = documents.into_iter().zip(sources);
    both.map(|(document, source)| Arc::new(variorum::anchor::anchor(document, source).value))
        .collect()
}

fn compiled(world: &World) -> Compiled {
    compile::compile(world, &mut Cache::default(), &Options::default(), &()).value
}

/// How many bytes all pages and other files have.
fn rendered(world: &World, compiled: &Compiled) -> usize {
    let bytes = AtomicUsize::new(0);
    let diagnostics = compile::render(world, compiled, &(), &|output| {
        bytes.fetch_add(black_box(output.bytes).len(), Ordering::Relaxed);
    });
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.first());
    bytes.into_inner()
}

/// An archive with the templates and words that are built in.
fn world(articles: usize) -> World {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("variorum.yaml"), "title: Bench\n").expect("a file");
    std::fs::create_dir(folder.path().join("content")).expect("a folder");
    let setup = Setup { root: folder.path().to_owned(), config: None, overrides: Vec::new() };
    let mut world = read::read(&setup).expect("a world").value;
    let mut random = Random(7);
    world.sources = (0..articles).map(|number| article(number, articles, &mut random)).collect();
    world
}

const WORDS: [&str; 40] = [
    "the", "of", "and", "to", "in", "that", "was", "it", "for", "on", "with", "as", "at", "by",
    "from", "convoy", "bridge", "river", "letter", "harvest", "council", "winter", "market",
    "railway", "said", "left", "crossed", "found", "wrote", "promised", "counted", "burned",
    "north", "before", "after", "every", "seven", "old", "small", "late",
];
const FIRST: [&str; 16] = [
    "Arden", "Belmar", "Corin", "Dovrin", "Elsin", "Farrow", "Galven", "Hastor", "Irmin", "Jorvik",
    "Kelder", "Lorrin", "Mandel", "Norvan", "Ostrel", "Pellin",
];
const LAST: [&str; 16] = [
    "Ashdown", "Brackett", "Callow", "Dunmore", "Eastlake", "Fenwick", "Garrow", "Holloway",
    "Inglis", "Kestrel", "Langmere", "Marden", "Netherby", "Oakley", "Penhale", "Quarles",
];

/// An article with five highlights, ten names, two events, and sometimes a claim.
fn article(number: usize, articles: usize, random: &mut Random) -> Arc<Source> {
    // Most names are rare, a few are in very many articles.
    let names: Vec<String> = (0..10).map(|_| name(random.skewed(20 + articles / 2))).collect();
    let paragraphs: Vec<String> = (0..6).map(|_| paragraph(&names, random)).collect();
    let (year, month, day) = (1950 + number % 60, number % 12 + 1, number % 28 + 1);
    let mut text = format!(
        "---\ntitle: \"{} {number}\"\npublished: {year}-{month:02}-{day:02}\noutlet: The {} Post\n\
         tags: [{}, {}]\nentities:\n",
        sentence(5, random),
        FIRST[number % 5],
        WORDS[15 + number % 10],
        WORDS[25 + number % 10],
    );
    for name in &names {
        text.push_str(&format!("  - {{name: {name}, kind: person}}\n"));
    }
    text.push_str("highlights:\n");
    for paragraph in &paragraphs[..5] {
        let words: Vec<&str> = paragraph.split(' ').skip(random.below(20)).take(12).collect();
        let note = sentence(10, random);
        text.push_str(&format!("  - quote: \"{}\"\n    note: {note}\n", words.join(" ")));
    }
    text.push_str("events:\n");
    for _ in 0..2 {
        let title = sentence(6, random);
        text.push_str(&format!("  - {{title: {title}, date: {year}-{month:02}}}\n"));
    }
    if number.is_multiple_of(3) {
        let (says, by) = (sentence(6, random), &names[0]);
        let question = number % (10 + articles / 20);
        text.push_str(&format!(
            "claims:\n  - {{says: {says}, by: {by}, question: \"Who left {question}?\"}}\n"
        ));
    }
    let _ = write!(text, "---\n\n{}\n", paragraphs.join("\n\n"));
    Arc::new(Source::new(format!("content/articles/a{number:06}.md"), text))
}

/// Words with a name among them.
fn paragraph(names: &[String], random: &mut Random) -> String {
    let name = &names[random.below(names.len())];
    format!("{} {name} {}.", sentence(30, random), sentence(12, random))
}

fn sentence(words: usize, random: &mut Random) -> String {
    let words: Vec<&str> = (0..words).map(|_| WORDS[random.below(WORDS.len())]).collect();
    words.join(" ")
}

fn name(number: usize) -> String {
    let (first, last) = (FIRST[number % 16], LAST[number / 16 % 16]);
    match number / 256 {
        0 => format!("{first} {last}"),
        more => format!("{first} {} {last}", LAST[more % 16].to_owned() + FIRST[more / 16 % 16]),
    }
}

/// Numbers that look random and are the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % end
    }

    /// A number below `end`; low ones are the most frequent.
    fn skewed(&mut self, end: usize) -> usize {
        self.below(end) * self.below(end) / end
    }
}
