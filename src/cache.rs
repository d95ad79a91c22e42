//! What one file says, kept for as long as the file and the settings that parsing looks at stay the same.
//!
//! Values are immutable and hold their diagnostics, so that a warm compile equals a cold one. Nothing is kept on disk.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Checked;
use crate::model::article::Reading;
use crate::source::Source;
use crate::world::World;
use crate::{anchor, parse, plan, resolve};

/// Readings by source, content and settings; and what the steps after them found last.
#[derive(Default)]
pub struct Cache {
    pub(crate) resolved: resolve::Memory,
    pub(crate) planned: plan::Memory,
    settings: String,
    /// By path.
    readings: Vec<(Arc<Source>, Checked<Arc<Reading>>)>,
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
        let mut known = self.readings.iter().peekable();
        // Both are sorted by path.
        let known: Vec<Option<&Checked<Arc<Reading>>>> = (world.sources.iter())
            .map(|source| {
                while known.next_if(|(was, _)| was.path < source.path).is_some() {}
                let (was, reading) = known.next_if(|(was, _)| was.path == source.path)?;
                (Arc::ptr_eq(was, source) || was.hash == source.hash).then_some(reading)
            })
            .collect();
        let reading = |(source, known): (&Arc<Source>, Option<&Checked<Arc<Reading>>>)| match known
        {
            Some(reading) => Some(reading.clone()),
            None if is_overtaken() => None,
            None => {
                let Checked { value, diagnostics } = read(source, &world.config);
                Some(Checked { value: Arc::new(value), diagnostics })
            }
        };
        let sources = world.sources.par_iter();
        let readings: Vec<_> =
            sources.zip(known.par_iter().copied()).map(reading).collect::<Option<_>>()?;
        let entries = world.sources.iter().zip(&readings);
        self.readings = entries.map(|(s, reading)| (Arc::clone(s), reading.clone())).collect();
        Some(readings)
    }
}

/// Parses and anchors one source.
pub(crate) fn read(source: &Source, config: &Config) -> Checked<Reading> {
    let parsed = parse::parse(source, config);
    let anchored = anchor::anchor(parsed.value, source);
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(anchored.diagnostics);
    Checked { value: anchored.value, diagnostics }
}

/// The few settings that `parse` and `anchor` look at; another title or theme keeps the table.
fn parsing_settings(config: &Config) -> String {
    format!("{:?}", (&config.folders, &config.readers, config.visibility))
}
