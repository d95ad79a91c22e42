//! `build` and `check`: one turn, to disk or to nowhere.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use variorum::cache::Cache;
use variorum::compile::{self, Compiled};
use variorum::diagnostic::{Checked, Diagnostic, Severity};
use variorum::disk::DiskError;
use variorum::disk::read;
use variorum::disk::write::{Delivery, Terms};
use variorum::model::archive::Edition;
use variorum::resolve::Options;
use variorum::world::World;

use super::report::{Report, Summary};
use super::{Common, is_watched};

/// Build the site
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Where to; `public`, or `private` with `--private`
    #[arg(short, long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// Where it will be published, for feeds, sitemap and canonical links
    #[arg(short = 'u', long, value_name = "URL")]
    base_url: Option<String>,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// The reader's own edition: everything, also what is private
    #[arg(long)]
    private: bool,
    /// Write what could be built although there are errors
    #[arg(long)]
    keep_going: bool,
    /// Overwrite files in the output folder that Variorum did not write
    #[arg(short, long)]
    force: bool,
}

/// Look for faults without writing anything
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Check the reader's own edition
    #[arg(long)]
    private: bool,
}

/// A world and what became of it.
struct Turn {
    world: World,
    compiled: Compiled,
    diagnostics: Vec<Diagnostic>,
}

fn edition(private: bool) -> Edition {
    if private { Edition::Private } else { Edition::Public }
}

fn compile(setup: &read::Setup, options: Options) -> Result<Turn, DiskError> {
    let Checked { value: world, mut diagnostics } = read::read(setup)?;
    let compiled = compile::compile(&world, &mut Cache::default(), &options);
    diagnostics.extend(compiled.diagnostics);
    Ok(Turn { world, compiled: compiled.value, diagnostics })
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

impl Check {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let start = Instant::now();
        let setup = common.setup(Vec::new())?;
        let options = Options { edition: edition(self.private), drafts: self.drafts };
        let mut turn = compile(&setup, options)?;
        let faults = render(common, &turn, &|_| Ok(()))?;
        turn.diagnostics.extend(faults);
        let summary = Summary { verb: "Checked", start, site: &turn.compiled, delivered: None };
        Ok(Report { common, world: &turn.world }.show(turn.diagnostics, &summary))
    }
}

impl Build {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let start = Instant::now();
        let flags = self.base_url.iter().map(|url| ("base_url".to_owned(), url.clone()));
        let setup = common.setup(flags.collect())?;
        let name = if self.private { "private" } else { "public" };
        let output = self.output_dir.clone().unwrap_or_else(|| setup.root.join(name));
        let terms = Terms { output: &output, root: &setup.root, force: self.force };
        let delivery = Delivery::begin(terms)?;
        let options = Options { edition: edition(self.private), drafts: self.drafts };
        let turn = compile(&setup, options)?;
        self.deliver(common, turn, &setup.root, delivery, start)
    }

    fn deliver(
        &self,
        common: &Common,
        mut turn: Turn,
        root: &Path,
        delivery: Delivery,
        start: Instant,
    ) -> Result<bool, DiskError> {
        let faults = render(common, &turn, &|output| delivery.accept(&output))?;
        turn.diagnostics.extend(faults);
        for (url, path) in &turn.compiled.site.files {
            if let Some(asset) = turn.world.assets.get(path) {
                delivery.copy(url, &root.join(path), asset)?;
            }
        }
        let delivered = if has_errors(&turn.diagnostics) && !self.keep_going {
            delivery.abandon()?;
            None
        } else {
            Some(delivery.commit()?)
        };
        let verb = if delivered.is_some() { "Built" } else { "Nothing written" };
        let summary = Summary { verb, start, site: &turn.compiled, delivered };
        Ok(Report { common, world: &turn.world }.show(turn.diagnostics, &summary))
    }
}

/// Renders into `sink`; the first thing that the machine did not do ends it.
fn render(
    common: &Common,
    turn: &Turn,
    sink: &(dyn Fn(variorum::model::site::Output) -> Result<(), DiskError> + Sync),
) -> Result<Vec<Diagnostic>, DiskError> {
    let done = AtomicUsize::new(0);
    let failed: Mutex<Option<DiskError>> = Mutex::new(None);
    let lock = || failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let take = |output| {
        if let Err(error) = sink(output) {
            lock().get_or_insert(error);
        }
    };
    let (pages, over) = (turn.compiled.site.pages.len(), AtomicUsize::new(0));
    let faults = std::thread::scope(|scope| {
        if is_watched(common) {
            scope.spawn(|| watch(&done, &over, pages));
        }
        let faults = compile::render(&turn.world, &turn.compiled, &done, &take);
        over.store(1, Ordering::Relaxed);
        faults
    });
    match lock().take() {
        Some(error) => Err(error),
        None => Ok(faults),
    }
}

/// A bar, once the work has taken half a second.
fn watch(done: &AtomicUsize, over: &AtomicUsize, pages: usize) {
    let tick = Duration::from_millis(50);
    for _ in 0..10 {
        std::thread::sleep(tick);
        if over.load(Ordering::Relaxed) == 1 {
            return;
        }
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} pages");
    let bar = ProgressBar::new(pages as u64);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    while over.load(Ordering::Relaxed) == 0 {
        bar.set_position(done.load(Ordering::Relaxed) as u64);
        std::thread::sleep(tick);
    }
    bar.finish_and_clear();
}
