//! One turn after the other, each when files have changed.
//!
//! A file at fault is shown as it was when it last was not; everything else is shown as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use super::problems::Problems;
use super::turn::Turn;
use super::{Preview, Said, Told};
use crate::cache::Cache;
use crate::compile::{self, Compiled};
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::disk::read::Files;
use crate::disk::watch::Watch;
use crate::render::{self, Renderer};
use crate::resolve::Options;
use crate::source::{Source, SourcePath};
use crate::world::World;

/// A turn that is overtaken so often is finished all the same: somebody may write without an end.
const OVERTAKEN: usize = 10;

/// What goes from turn to turn.
pub(super) struct Turns {
    files: Files,
    cache: Cache,
    options: Options,
    /// The address of the preview, which stands for the one where the archive will be published.
    base: String,
    /// Files that have changed, as they were when they last had no errors.
    good: BTreeMap<SourcePath, Arc<Source>>,
    /// Files that have errors now.
    faulty: BTreeSet<SourcePath>,
    faults: Vec<Diagnostic>,
    last: Option<Arc<Turn>>,
    number: u64,
}

impl Turns {
    pub(super) fn new(files: Files, options: Options, base: String) -> Self {
        Self {
            files,
            cache: Cache::default(),
            options,
            base,
            good: BTreeMap::new(),
            faulty: BTreeSet::new(),
            faults: Vec::new(),
            last: None,
            number: 0,
        }
    }

    /// Takes turns until the watch is stopped.
    pub(super) fn run(mut self, watch: &mut Watch, preview: &Preview) {
        self.turn(&[], Instant::now(), preview);
        loop {
            if let Some(complaint) = watch.complaint() {
                (preview.say)(Said::Watching(&complaint));
            }
            let mut noticed = Instant::now();
            let begin = || {
                noticed = Instant::now();
                preview.state.send_modify(|state| state.is_pending = true);
            };
            let Some(mut paths) = watch.wait(begin) else { return };
            let mut changed = BTreeSet::new();
            for attempt in 0.. {
                match self.files.read_again(&paths) {
                    Ok(now) => changed.extend(now),
                    Err(error) => {
                        preview.fail(&error);
                        break;
                    }
                }
                watch.cover(&self.files);
                if attempt < OVERTAKEN && watch.is_overtaken() {
                    let Some(more) = watch.wait(|| {}) else { return };
                    paths = more;
                    continue;
                }
                let changed: Vec<String> = changed.into_iter().collect();
                if changed.is_empty() && !preview.has_failed() {
                    preview.state.send_modify(|state| state.is_pending = false);
                } else {
                    self.turn(&changed, noticed, preview);
                }
                break;
            }
        }
    }

    /// Compiles what there is now and shows it.
    fn turn(&mut self, changed: &[String], noticed: Instant, preview: &Preview) {
        self.remember(changed);
        let Checked { value: mut world, diagnostics: mut faults } = self.files.world();
        if let Some(base) = &mut world.config.base_url {
            base.clone_from(&self.base);
        }
        let (mut compiled, mut renderer) = self.compile(&world, &mut faults);
        self.faulty = faulty(&faults);
        let mut read = None;
        let instead: Vec<_> =
            self.faulty.iter().filter_map(|path| self.good.get(path)).cloned().collect();
        if !instead.is_empty() {
            read = Some(world.clone());
            instead.into_iter().for_each(|source| world.replace(source));
            let mut others = Vec::new();
            (compiled, renderer) = self.compile(&world, &mut others);
            // What follows from a file that says nothing is no fault of the others.
            faults.retain(|fault| self.is_faulty(fault));
            faults.extend(others.into_iter().filter(|fault| !self.is_faulty(fault)));
        }
        faults.sort_by(|a, b| a.order().cmp(&b.order()));
        faults.dedup();
        self.number += 1;
        let before = self.last.take();
        let turn =
            Turn::new(self.number, world, read, compiled, renderer, before.as_deref(), changed);
        let turn = Arc::new(turn);
        let known = std::mem::take(&mut self.faults);
        let new: Vec<Diagnostic> =
            faults.iter().filter(|fault| !known.contains(fault)).cloned().collect();
        let problems = Problems::new(&faults, turn.read(), &preview.root, preview.editor.as_ref());
        preview.show(Arc::clone(&turn), problems);
        (preview.say)(Said::Turn(&Told {
            changed,
            took: noticed.elapsed(),
            world: turn.read(),
            articles: turn.compiled.archive.articles.len(),
            faults: &faults,
            new: &new,
        }));
        self.faults = faults;
        self.last = Some(turn);
    }

    fn compile(&mut self, world: &World, faults: &mut Vec<Diagnostic>) -> (Compiled, Renderer) {
        let compiled = compile::compile(world, &mut self.cache, &self.options, &());
        faults.extend(compiled.diagnostics);
        let renderer = render::prepare(compiled.value.given(world));
        faults.extend(renderer.diagnostics);
        (compiled.value, renderer.value)
    }

    /// Whether a fault is in a file that has errors.
    fn is_faulty(&self, fault: &Diagnostic) -> bool {
        fault.labels.first().is_none_or(|label| self.faulty.contains(&label.source))
    }

    /// Remembers what the turn before showed of the files that are other ones now.
    fn remember(&mut self, changed: &[String]) {
        let Some(last) = &self.last else { return };
        for path in changed {
            let path = SourcePath::from(path.as_str());
            let was_good = !self.faulty.contains(&path) || self.good.contains_key(&path);
            if let Some(source) = last.world.source(&path).filter(|_| was_good) {
                self.good.insert(path, Arc::clone(source));
            }
        }
    }
}

/// The files that have errors.
fn faulty(faults: &[Diagnostic]) -> BTreeSet<SourcePath> {
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
    errors.filter_map(|error| error.labels.first()).map(|label| label.source.clone()).collect()
}
