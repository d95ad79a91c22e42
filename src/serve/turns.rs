//! One turn after the other, each when files have changed.
//!
//! A file at fault is shown as it was when it last was not; everything else is shown as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::made::Made;
use super::turn::Turn;
use super::{Preview, Said, Told};
use crate::cache::Cache;
use crate::compile;
use crate::config::AssetNames;
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::disk::read::Files;
use crate::disk::watch::Watch;
use crate::resolve::Options;
use crate::source::{Source, SourcePath};
use crate::world::World;

/// A turn that is overtaken so often is finished all the same: somebody may write without an end.
const OVERTAKEN: usize = 10;

/// Whether files have changed since a turn began.
struct Until<'w> {
    watch: Mutex<&'w mut Watch>,
    /// Whether the turn may be given up for that.
    may_end: bool,
}

impl compile::Watch for Until<'_> {
    fn begin(&self, _: &'static str, _: usize) {}
    fn advance(&self) {}
    fn is_overtaken(&self) -> bool {
        // One of all threads that ask is enough.
        self.may_end && self.watch.try_lock().is_ok_and(|mut watch| watch.is_overtaken())
    }
}

/// What goes from turn to turn.
pub(super) struct Turns {
    files: Files,
    cache: Cache,
    options: Options,
    /// The address of the preview, which stands for the one where the archive will be published.
    base: String,
    /// Files that have errors now, as they were when they last had none.
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
        self.turn(&BTreeSet::new(), Instant::now(), preview, &());
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
                let until = Until { watch: Mutex::new(watch), may_end: attempt < OVERTAKEN };
                if self.turn(&changed, noticed, preview, &until) {
                    break;
                }
                let Some(more) = watch.wait(|| {}) else { return };
                paths = more;
            }
        }
    }

    /// Makes what there is now and shows it, unless it is overtaken; whether this turn is over.
    fn turn(
        &mut self,
        changed: &BTreeSet<String>,
        noticed: Instant,
        preview: &Preview,
        until: &dyn compile::Watch,
    ) -> bool {
        if until.is_overtaken() {
            return false;
        }
        if changed.is_empty() && self.last.is_some() && !preview.has_failed() {
            preview.state.send_modify(|state| state.is_pending = false);
            return true;
        }
        self.remember(changed);
        let Some((read, made, faults)) = self.make(until) else { return false };
        if until.is_overtaken() {
            return false;
        }
        // Of all others, what is shown is what there is.
        self.good.retain(|path, _| self.faulty.contains(path));
        self.number += 1;
        let new = new(&self.faults, &faults);
        let turn = Turn::new(self.number, read, made, new, self.last.as_deref(), changed);
        let turn = Arc::new(turn);
        let problems = preview.problems(&faults, &turn.read);
        preview.show(Arc::clone(&turn), problems);
        (preview.say)(Said::Turn(&Told {
            changed: &changed.iter().map(String::as_str).collect::<Vec<_>>(),
            took: noticed.elapsed(),
            world: &turn.read,
            articles: turn.archive().articles.len(),
            faults: &faults,
            new: &turn.new,
        }));
        self.faults = faults;
        self.last = Some(turn);
        true
    }

    /// What there is now, as it was read and as it is shown, and what is wrong with it; nothing where it is overtaken.
    fn make(&mut self, until: &dyn compile::Watch) -> Option<(Arc<World>, Made, Vec<Diagnostic>)> {
        let Checked { value: mut world, diagnostics: mut faults } = self.files.world();
        if let Some(base) = &mut world.config.base_url {
            base.clone_from(&self.base);
        }
        // Another style sheet is to change no page that is open.
        world.config.assets = AssetNames::Plain;
        let last = self.last.as_ref().map(|last| &last.made);
        let mut made = Made::new(world, last, &mut self.cache, self.options, until)?;
        let read = Arc::clone(&made.world);
        faults.extend(made.faults().cloned());
        self.faulty = faulty(&faults);
        let instead: Vec<_> =
            self.faulty.iter().filter_map(|path| self.good.get(path)).cloned().collect();
        if !instead.is_empty() {
            let mut world = World::clone(&read);
            instead.into_iter().for_each(|source| world.replace(source));
            made = Made::new(world, last, &mut self.cache, self.options, until)?;
            // What follows from a file that says nothing is no fault of the others.
            faults.retain(|fault| self.is_faulty(fault));
            faults.extend(made.faults().filter(|fault| !self.is_faulty(fault)).cloned());
        }
        faults.sort_by(|a, b| a.order().cmp(&b.order()));
        faults.dedup();
        Some((read, made, faults))
    }

    /// Whether a fault is in a file that has errors.
    fn is_faulty(&self, fault: &Diagnostic) -> bool {
        fault.labels.first().is_none_or(|label| self.faulty.contains(&label.source))
    }

    /// Remembers what the turn before showed of the files that are other ones now.
    fn remember(&mut self, changed: &BTreeSet<String>) {
        let Some(last) = &self.last else { return };
        for path in changed {
            let path = SourcePath::from(path.as_str());
            let was_good = !self.faulty.contains(&path) || self.good.contains_key(&path);
            if let Some(source) = last.made.world.source(&path).filter(|_| was_good) {
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

/// The faults that were not there before, wherever they stood then: words that are put in move all that follows.
fn new(before: &[Diagnostic], now: &[Diagnostic]) -> Vec<Diagnostic> {
    let what = |fault: &Diagnostic| {
        let source = fault.labels.first().map(|label| label.source.clone());
        (source, fault.code, fault.message.clone())
    };
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for fault in before {
        *known.entry(what(fault)).or_default() += 1;
    }
    let is_new = |fault: &&Diagnostic| match known.get_mut(&what(fault)) {
        Some(times) if *times > 0 => {
            *times -= 1;
            false
        }
        _ => true,
    };
    now.iter().filter(is_new).cloned().collect()
}
