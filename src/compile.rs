//! The steps, one after the other: from a [`World`] to its outputs.
//!
//! `build`, `check` and the preview all call these two functions. Nothing here reads, writes or prints.

use crate::cache::Cache;
use crate::diagnostic::Checked;
use crate::model::archive::Archive;
use crate::model::site::Site;
use crate::world::World;
use crate::{plan, resolve};

/// Everything that is known before pages are rendered.
#[derive(Debug, Default)]
pub struct Compiled {
    /// What the files say together.
    pub archive: Archive,
    /// Where everything will be.
    pub site: Site,
}

/// Parses, anchors, resolves and plans.
pub fn compile(world: &World, cache: &mut Cache, options: &resolve::Options) -> Checked<Compiled> {
    let checked = cache.readings(world);
    let mut diagnostics = Vec::new();
    let mut readings = Vec::with_capacity(checked.len());
    for reading in checked {
        diagnostics.extend(reading.diagnostics);
        readings.push(reading.value);
    }
    let archive = resolve::resolve(&readings, &world.config, options);
    diagnostics.extend(archive.diagnostics);
    let site = plan::plan(&archive.value, world);
    diagnostics.extend(site.diagnostics);
    Checked { value: Compiled { archive: archive.value, site: site.value }, diagnostics }
}
