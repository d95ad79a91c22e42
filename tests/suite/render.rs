//! Pages: their HTML holds together, their dates read well, and what is wrong with a template is said.

mod anywhere;
mod contract;
mod dates;
mod facts;
mod figures;
pub(crate) mod hostile;
mod html;
mod languages;
mod marks;
mod pages;
mod pictured;
mod records;
mod said;
mod templates;
mod versions;

use std::sync::Arc;

use variorum::cache::Cache;
use variorum::compile::{Compiled, compile};
use variorum::config::Config;
use variorum::resolve::Options;
use variorum::source::Source;
use variorum::world::World;

/// A world of these files, and nothing else.
fn world(files: &[(&str, &str)]) -> World {
    let config = Config { title: "Test".into(), ..Config::default() };
    let mut world = World { config, ..World::default() };
    for &(path, text) in files {
        let source = Arc::new(Source::new(path, text));
        match path.strip_prefix("templates/") {
            None => world.sources.push(source),
            Some(name) if name.starts_with("i18n/") => world.words.push(("en".into(), source)),
            Some(name) => drop(world.templates.insert(name.to_owned(), source)),
        }
    }
    world.sources.sort_by(|a, b| a.path.cmp(&b.path));
    world
}

fn compiled(world: &World) -> Compiled {
    compile(world, &mut Cache::default(), &Options::default(), &()).value
}

/// The English words of the interface.
const ENGLISH: &str = include_str!("../../templates/i18n/en.yaml");
