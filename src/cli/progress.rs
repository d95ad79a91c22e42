//! How far a turn is: a bar for those who wait, and the time that each step took.
//!
//! Draws only where somebody watches a terminal, and only what takes long.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use variorum::compile::Watch;

use super::{Common, is_watched};

/// A step that is over within this time is not drawn.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the bar is drawn.
const TICK: Duration = Duration::from_millis(50);

/// The steps of a turn as they begin.
#[derive(Debug, Default)]
pub(super) struct Progress {
    shared: Arc<Shared>,
    drawing: Option<JoinHandle<()>>,
    /// What all threads together spent on looking at outputs and on writing them, in nanoseconds.
    looking: AtomicU64,
    writing: AtomicU64,
}

#[derive(Debug, Default)]
struct Shared {
    steps: Mutex<Vec<Step>>,
    /// How many parts of the step are done.
    done: AtomicUsize,
    over: AtomicBool,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    name: &'static str,
    parts: usize,
    began: Instant,
}

impl Watch for Progress {
    fn begin(&self, name: &'static str, parts: usize) {
        self.shared.done.store(0, Ordering::Relaxed);
        self.shared.steps().push(Step { name, parts, began: Instant::now() });
    }

    fn advance(&self) {
        self.shared.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Progress {
    /// The progress of a turn, drawn if somebody watches.
    pub(super) fn new(common: &Common) -> Self {
        let shared = Arc::<Shared>::default();
        let drawn = Arc::clone(&shared);
        let drawing = is_watched(common).then(|| thread::spawn(move || drawn.draw()));
        Self { shared, drawing, looking: AtomicU64::new(0), writing: AtomicU64::new(0) }
    }

    /// Does what is a look at an output, and counts its time.
    pub(super) fn look<T>(&self, work: impl FnOnce() -> T) -> T {
        timed(&self.looking, work)
    }

    /// Does what brings an output to its folder, and counts its time.
    pub(super) fn write<T>(&self, work: impl FnOnce() -> T) -> T {
        timed(&self.writing, work)
    }

    /// Takes the bar away for good, where something else is printed.
    pub(super) fn hide(&self) {
        self.shared.over.store(true, Ordering::Relaxed);
    }

    /// Takes the bar away; what each step took, a line for each.
    pub(super) fn end(mut self) -> String {
        self.stop();
        let steps = self.shared.steps();
        let ends = steps.iter().skip(1).map(|step| step.began).chain([Instant::now()]);
        let mut lines = String::new();
        for (step, end) in steps.iter().zip(ends) {
            let parts =
                if step.parts > 0 { format!("  {} files", step.parts) } else { String::new() };
            let _ = writeln!(lines, "{:<8}{:>9}{parts}", step.name, ms(end - step.began));
            if step.name == "render" {
                for (name, nanos) in [("looking", &self.looking), ("writing", &self.writing)] {
                    let spent = Duration::from_nanos(nanos.load(Ordering::Relaxed));
                    let _ = writeln!(lines, "  {name} {:>9}  of all threads together", ms(spent));
                }
            }
        }
        lines
    }

    fn stop(&mut self) {
        self.shared.over.store(true, Ordering::Relaxed);
        if let Some(drawing) = self.drawing.take() {
            drawing.thread().unpark();
            // A thread that only draws has nothing to say.
            let _ = drawing.join();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    fn steps(&self) -> MutexGuard<'_, Vec<Step>> {
        self.steps.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Draws a bar for each step that takes long, until the turn is over.
    fn draw(&self) {
        let mut bar: Option<(Instant, ProgressBar)> = None;
        while !self.over.load(Ordering::Relaxed) {
            let step = self.steps().last().copied();
            if let Some((began, old)) = &bar
                && step.is_none_or(|step| step.began != *began)
            {
                old.finish_and_clear();
                bar = None;
            }
            if let Some(step) = step.filter(|step| step.began.elapsed() > PATIENCE) {
                let (_, bar) = bar.get_or_insert_with(|| (step.began, drawn(step)));
                bar.set_position(self.done.load(Ordering::Relaxed) as u64);
                bar.tick();
            }
            thread::park_timeout(TICK);
        }
        if let Some((_, bar)) = bar {
            bar.finish_and_clear();
        }
    }
}

fn drawn(step: Step) -> ProgressBar {
    let template =
        if step.parts > 0 { "{msg:8} {bar:30} {pos}/{len} files" } else { "{msg:8} {spinner}" };
    let style = ProgressStyle::with_template(template);
    ProgressBar::new(step.parts as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(step.name)
}

fn timed<T>(counter: &AtomicU64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    let spent = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
    counter.fetch_add(spent, Ordering::Relaxed);
    result
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
