//! The steps, one after the other: from a [`World`] to its outputs.
//!
//! `build`, `check` and the preview all call these two functions. Nothing here reads, writes or prints.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::cache::Cache;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::archive::Archive;
use crate::model::site::{Output, Site, Subject};
use crate::world::World;
use crate::{export, plan, render, resolve, search};

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

/// Renders every page, on all cores, and hands each to `sink` as soon as it is done.
///
/// A page that cannot be rendered is left out, and a diagnostic says why. `done` counts the pages.
pub fn render(
    world: &World,
    compiled: &Compiled,
    done: &AtomicUsize,
    sink: &(dyn Fn(Output) + Sync),
) -> Vec<Diagnostic> {
    let Compiled { archive, site } = compiled;
    let prepared = render::prepare(world, archive, site);
    let mut diagnostics = prepared.diagnostics;
    let renderer = prepared.value;
    let rendered = site.pages.par_iter().map_init(Vec::new, |buffer, page| {
        buffer.clear();
        let found = match &page.subject {
            Subject::Data(data) => {
                buffer.extend(export::write(archive, site, &world.config, data));
                Vec::new()
            }
            _ => renderer.render(page, buffer),
        };
        if !buffer.is_empty() {
            sink(Output { url: page.url.clone(), bytes: buffer.clone() });
        }
        done.fetch_add(1, Ordering::Relaxed);
        found
    });
    let mut found: Vec<_> = rendered.flatten_iter().collect();
    diagnostics.append(&mut found);
    if world.config.search {
        search::index(archive, site, &world.config, sink);
    }
    diagnostics
}
