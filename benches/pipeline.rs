//! What each step costs as an archive grows: `cargo bench --bench pipeline`; `-- --test` runs each once.
//!
//! The archive is made up, and the same every time. Nothing is written, so that disks do not count.

mod made;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use variorum::cache::Cache;
use variorum::compile::{self, Compiled};
use variorum::disk::read::{self, Setup};
use variorum::model::article::{Document, Reading};
use variorum::resolve::{Memory, Options};
use variorum::source::Source;
use variorum::world::World;

use made::{Random, article};

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
    bencher.counter(ItemsCount::new(articles)).bench_local(|| {
        variorum::resolve::resolve(
            &readings,
            &world.config,
            &Options::default(),
            &mut Memory::default(),
        )
    });
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
    let article = |number| {
        let (path, text) = article(number, articles, &mut random);
        Arc::new(Source::new(path, text))
    };
    world.sources = (0..articles).map(article).collect();
    world
}
