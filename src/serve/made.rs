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
use crate::verify::Withheld;
use crate::world::World;

/// A world, what the files in it say together, and what their pages are rendered with.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) world: Arc<World>,
    pub(super) compiled: Checked<Arc<Compiled>>,
    /// What no page of the public edition may hold.
    pub(super) withheld: Checked<Arc<Withheld>>,
    pub(super) renderer: Checked<Arc<Renderer>>,
}

impl Made {
    /// Makes a world, with what was made of another one at hand; nothing where this is overtaken.
    pub(super) fn new(
        world: World,
        before: Option<&Self>,
        cache: &mut Cache,
        options: Options,
        watch: &dyn compile::Watch,
    ) -> Option<Self> {
        let before = before.filter(|before| say_the_same(&before.world, &world));
        let compiled = match before {
            Some(before) => before.compiled.clone(),
            None => shared(compile::attempt(&world, cache, &options, watch)?),
        };
        // Words of the interface are no secret, wherever else they stand.
        let withheld = before.filter(|before| before.world.words == world.words).map_or_else(
            || shared(compile::withheld(&world, cache, &options)),
            |before| before.withheld.clone(),
        );
        let before = before.filter(|before| look_the_same(&before.world, &world));
        let renderer = before.map_or_else(
            || shared(render::prepare(compiled.value.given(&world))),
            |before| before.renderer.clone(),
        );
        Some(Self { world: Arc::new(world), compiled, withheld, renderer })
    }

    /// Everything that is wrong.
    pub(super) fn faults(&self) -> impl Iterator<Item = &Diagnostic> {
        let made = self.compiled.diagnostics.iter().chain(&self.withheld.diagnostics);
        made.chain(&self.renderer.diagnostics)
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
    one.templates == other.templates && one.words == other.words && one.themes == other.themes
}
