//! What a world was made into, kept for as long as what it was made of stays the same.
//!
//! Another style sheet changes no page, and another template nothing that the files say. A turn that begins with the same
//! inputs is spared the steps that would give the same value again.

use std::sync::Arc;

use crate::cache::Cache;
use crate::compile::{self, Compiled};
use crate::diagnostic::{Checked, Diagnostic};
use crate::render::{self, Renderer};
use crate::resolve::Options;
use crate::world::World;

/// A world, what the files in it say together, and what their pages are rendered with.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) world: Arc<World>,
    pub(super) compiled: Checked<Arc<Compiled>>,
    pub(super) renderer: Checked<Arc<Renderer>>,
}

impl Made {
    /// Makes a world, with what was made of another one at hand.
    pub(super) fn new(
        world: World,
        before: Option<&Self>,
        cache: &mut Cache,
        options: Options,
    ) -> Self {
        let before = before.filter(|before| say_the_same(&before.world, &world));
        let compiled = before.map_or_else(
            || shared(compile::compile(&world, cache, &options, &())),
            |before| before.compiled.clone(),
        );
        let before = before.filter(|before| look_the_same(&before.world, &world));
        let renderer = before.map_or_else(
            || shared(render::prepare(compiled.value.given(&world))),
            |before| before.renderer.clone(),
        );
        Self { world: Arc::new(world), compiled, renderer }
    }

    /// Everything that is wrong.
    pub(super) fn faults(&self) -> impl Iterator<Item = &Diagnostic> {
        self.compiled.diagnostics.iter().chain(&self.renderer.diagnostics)
    }
}

fn shared<T>(checked: Checked<T>) -> Checked<Arc<T>> {
    Checked { value: Arc::new(checked.value), diagnostics: checked.diagnostics }
}

/// Whether two worlds have the same texts, the same settings and the same files beside them, whatever is in those.
fn say_the_same(one: &World, other: &World) -> bool {
    let files = |world: &World| world.assets.len();
    let mut pairs = one.assets.iter().zip(&other.assets);
    one.config == other.config
        && one.sources == other.sources
        && files(one) == files(other)
        && pairs.all(|((path, file), (other, also))| path == other && file.url == also.url)
}

/// Whether the templates, the words and the theme of two worlds are the same.
fn look_the_same(one: &World, other: &World) -> bool {
    one.templates == other.templates && one.words == other.words && one.theme == other.theme
}
