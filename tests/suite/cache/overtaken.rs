//! Turns that nobody wants any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use variorum::cache::Cache;
use variorum::compile::{Watch, attempt, compile};
use variorum::model::archive::Edition;
use variorum::resolve::Options;
use variorum::source::Source;

use super::edits::{Edit, PATHS, RICH, apply};
use super::empty;

/// Somebody who wants a turn no more after having been asked so many times.
struct Overtaking {
    after: usize,
    asked: AtomicUsize,
}

impl Watch for Overtaking {
    fn begin(&self, _: &'static str, _: usize) {}
    fn advance(&self) {}
    fn is_overtaken(&self) -> bool {
        self.asked.fetch_add(1, Ordering::Relaxed) >= self.after
    }
}

/// A turn that is overtaken ends soon, wherever it is, and the next one makes what a cold one makes.
#[test]
fn a_turn_that_is_overtaken_is_abandoned() {
    const ARTICLES: usize = 400;
    let mut world = empty();
    for number in 0..ARTICLES {
        let text = format!("---\ntitle: {number}\nentities: [Raqqa]\n---\nRaqqa fell.\n");
        world.sources.push(Arc::new(Source::new(format!("content/articles/{number:03}.md"), text)));
    }
    let options = Options::default();
    let cold = compile(&world, &mut Cache::default(), &options, &());
    let check = |after: usize, is_made: bool| {
        let overtaking = Overtaking { after, asked: AtomicUsize::default() };
        let mut cache = Cache::default();
        let made = attempt(&world, &mut cache, &options, &overtaking);
        assert_eq!(made.is_some(), is_made, "{after}");
        // Each thread may be at a document of its own.
        let asked = overtaking.asked.into_inner();
        assert!(asked <= after + 1 + rayon::current_num_threads(), "{after}: asked {asked} times");
        let next = compile(&world, &mut cache, &options, &());
        assert_eq!(format!("{next:?}"), format!("{cold:?}"), "{after}");
    };
    let never = Overtaking { after: usize::MAX, asked: AtomicUsize::default() };
    attempt(&world, &mut Cache::default(), &options, &never).expect("a turn");
    let all = never.asked.into_inner();
    // Documents are looked at one by one where they are read and where names are looked for in them.
    assert!(all > 2 * ARTICLES, "asked {all} times");
    for after in [0, 1, 40, ARTICLES + 1, ARTICLES + 2, ARTICLES + 40] {
        check(after, false);
    }
    // The parts of resolving after all texts were searched, and planning.
    for after in 2 * ARTICLES..all {
        check(after, false);
    }
    check(all, true);
}

/// What is remembered when a turn is overtaken is what the turn before left.
#[test]
fn a_turn_after_one_that_was_overtaken_equals_a_cold_one() {
    let mut world = empty();
    for (path, text) in PATHS.into_iter().zip(RICH) {
        apply(&mut world, &Edit::Write(path, text.to_owned()));
    }
    let options = Options { edition: Edition::Private, drafts: false };
    for after in 0..20 {
        let mut cache = Cache::default();
        let mut world = world.clone();
        compile(&world, &mut cache, &options, &());
        apply(&mut world, &Edit::Write(PATHS[0], RICH[1].to_owned()));
        attempt(&world, &mut cache, &options, &Overtaking { after, asked: AtomicUsize::default() });
        apply(&mut world, &Edit::Write(PATHS[2], RICH[0].to_owned()));
        let warm = compile(&world, &mut cache, &options, &());
        let cold = compile(&world, &mut Cache::default(), &options, &());
        assert_eq!(format!("{warm:?}"), format!("{cold:?}"), "{after}");
    }
}
