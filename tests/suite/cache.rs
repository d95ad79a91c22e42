//! What is kept from one turn to the next changes nothing.

use std::sync::Arc;

use proptest::prelude::*;
use variorum::cache::Cache;
use variorum::compile::compile;
use variorum::config::{Config, Reader};
use variorum::model::article::Visibility;
use variorum::resolve::Options;
use variorum::source::Source;
use variorum::world::World;

/// A change to an archive.
#[derive(Debug, Clone)]
enum Edit {
    /// A file has this text from now on.
    Write(&'static str, &'static str),
    Remove(&'static str),
    Rename(&'static str, &'static str),
    /// What articles do not say for themselves.
    Default(Visibility),
    Readers(&'static [&'static str]),
    Title(&'static str),
}

const PATHS: [&str; 4] = [
    "content/articles/a.md",
    "content/articles/b.md",
    "content/entities/raqqa.md",
    "content/questions/q.md",
];

const TEXTS: [&str; 7] = [
    "",
    "Raqqa fell, see [[a]] and [[b#first]].\n",
    "---\ntitle: [\n---\nText.\n",
    "---\ntitle: One\nentities: [Raqqa]\nhighlights:\n  - quote: Raqqa\n    reader: A\n    note: See [[q]].\n---\nIn Raqqa.\n",
    "---\ntitle: Two\nslug: a\nclaims:\n  - says: Many\n    question: q\n    figure: about 10\n---\n## First\n\n![[a]]\n",
    "---\nname: Raqqa\naliases: [Fell]\nredact: true\n---\n",
    "---\ntitle: Part\nvisibility: excerpt\nevents:\n  - title: It falls\n    date: 2017\n    quote: fell\n---\nRaqqa fell.\n",
];

fn edits() -> impl Strategy<Value = Edit> {
    let path = || prop::sample::select(PATHS.to_vec());
    prop_oneof![
        6 => (path(), prop::sample::select(TEXTS.to_vec())).prop_map(|(p, t)| Edit::Write(p, t)),
        1 => path().prop_map(Edit::Remove),
        1 => (path(), path()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => prop::sample::select(vec![Visibility::Full, Visibility::Excerpt, Visibility::Private])
            .prop_map(Edit::Default),
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
    match *edit {
        Edit::Write(path, text) => write(world, path, text),
        Edit::Remove(path) => remove(world, path),
        Edit::Rename(from, to) => {
            if let Some(source) = world.sources.iter().find(|s| &*s.path == from).cloned() {
                remove(world, from);
                write(world, to, &source.text);
            }
        }
        Edit::Default(visibility) => world.config.visibility = visibility,
        Edit::Readers(ids) => {
            let reader =
                |id: &&str| Reader { id: (*id).into(), name: "R".into(), url: None, colour: None };
            world.config.readers = ids.iter().map(reader).collect();
        }
        Edit::Title(title) => title.clone_into(&mut world.config.title),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Pages are made of the world and of what it was compiled to, and of nothing else.
    #[test]
    fn a_warm_compile_equals_a_cold_one(edits in prop::collection::vec(edits(), 1..16)) {
        let mut world = World { config: Config::default(), ..World::default() };
        let mut cache = Cache::default();
        for edit in &edits {
            apply(&mut world, edit);
            let warm = compile(&world, &mut cache, &Options::default(), &());
            let cold = compile(&world, &mut Cache::default(), &Options::default(), &());
            prop_assert_eq!(format!("{warm:?}"), format!("{cold:?}"), "after {:?}", edit);
        }
    }
}
