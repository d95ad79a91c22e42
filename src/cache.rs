//! What one file says, kept for as long as the file and the settings that parsing looks at stay the same.
//!
//! Values are immutable and hold their diagnostics, so that a warm compile equals a cold one. Nothing is kept on disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Checked;
use crate::model::article::Reading;
use crate::source::{Source, SourcePath};
use crate::world::World;
use crate::{anchor, parse, plan, resolve};

/// Readings by source, content and settings; and what the steps after them found last.
#[derive(Default)]
pub struct Cache {
    pub(crate) resolved: resolve::Memory,
    pub(crate) planned: plan::Memory,
    settings: String,
    readings: BTreeMap<SourcePath, ([u8; 32], Checked<Arc<Reading>>)>,
}

impl Cache {
    /// The readings of all sources, by path; what is new or changed is read, on all cores.
    pub fn readings(&mut self, world: &World) -> Vec<Checked<Arc<Reading>>> {
        self.readings_unless(world, &|| false).unwrap_or_default()
    }

    /// The same; nothing, and nothing is kept of it, where it is overtaken.
    pub(crate) fn readings_unless(
        &mut self,
        world: &World,
        is_overtaken: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Checked<Arc<Reading>>>> {
        let settings = parsing_settings(&world.config);
        if settings != self.settings {
            self.readings.clear();
            self.settings = settings;
        }
        let known = &self.readings;
        let read = |source: &Arc<Source>| match known.get(&source.path) {
            Some((hash, reading)) if *hash == source.hash => Some(reading.clone()),
            _ if is_overtaken() => None,
            _ => Some(read(source, &world.config)),
        };
        let readings: Vec<_> = world.sources.par_iter().map(read).collect::<Option<_>>()?;
        let entries = world.sources.iter().zip(&readings);
        self.readings =
            entries.map(|(s, reading)| (s.path.clone(), (s.hash, reading.clone()))).collect();
        Some(readings)
    }
}

/// Parses and anchors one source.
fn read(source: &Source, config: &Config) -> Checked<Arc<Reading>> {
    let parsed = parse::parse(source, config);
    let anchored = anchor::anchor(parsed.value, source);
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(anchored.diagnostics);
    Checked { value: Arc::new(anchored.value), diagnostics }
}

/// The few settings that `parse` and `anchor` look at; another title or theme keeps the table.
fn parsing_settings(config: &Config) -> String {
    format!("{:?}", (&config.folders, &config.readers, config.visibility))
}
