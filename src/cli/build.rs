//! `build` and `check`: one turn, to disk or to nowhere.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use variorum::cache::Cache;
use variorum::compile::{self, Compiled};
use variorum::diagnostic::{Checked, Code, Diagnostic, Severity};
use variorum::disk::DiskError;
use variorum::disk::read;
use variorum::disk::write::{Delivery, Terms};
use variorum::model::archive::Edition;
use variorum::model::site::Output;
use variorum::resolve::Options;
use variorum::verify::{self, Withheld};
use variorum::world::World;

use super::fix::fix;
use super::report::{Report, Summary, say};
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

/// Look for faults; writes nothing but what `--fix` is asked for
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Write into the front matter what decides between several places of a quote, and the words as printed
    #[arg(long)]
    fix: bool,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Check the reader's own edition
    #[arg(long)]
    private: bool,
}

/// A world and what became of it.
pub(super) struct Turn {
    pub(super) world: World,
    pub(super) compiled: Compiled,
    pub(super) diagnostics: Vec<Diagnostic>,
    withheld: Withheld,
}

impl Turn {
    /// Whether settings are at fault: what they may have withheld is then not known, and nothing is published.
    fn has_doubtful_settings(&self) -> bool {
        let file = self.world.config_source.as_ref().map(|source| &source.path);
        self.diagnostics.iter().filter(|d| d.severity == Severity::Error).any(|error| {
            let setting = matches!(error.code, Code::Config | Code::UnknownConfigKey);
            setting || error.labels.first().is_some_and(|label| Some(&label.source) == file)
        })
    }

    /// Whether something is about to be published that is withheld.
    fn leaks(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::Leak)
    }

    /// Renders into `sink`, and looks at everything that will be published.
    fn render(&mut self, common: &Common, root: &Path, sink: Sink) -> Result<(), DiskError> {
        let hits = Mutex::new(Vec::new());
        let look = |output: &Output| {
            let found = verify::verify(&self.withheld, output);
            hits.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        };
        let faults = render(common, self, &|output| {
            look(&output);
            sink(output)
        })?;
        for (url, path) in &self.compiled.site.files {
            let is_own = self.world.assets.get(path).is_some_and(|asset| asset.embedded.is_none());
            if !is_own || self.withheld.is_empty() {
                continue;
            }
            let bytes = read::copied_text(&root.join(path))?.unwrap_or_default();
            look(&Output { url: url.clone(), bytes });
        }
        let hits = hits.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.diagnostics.extend(faults);
        self.diagnostics.extend(verify::report(&self.withheld, hits));
        Ok(())
    }
}

/// Where outputs go.
type Sink<'a> = &'a (dyn Fn(Output) -> Result<(), DiskError> + Sync);

pub(super) fn edition(private: bool) -> Edition {
    if private { Edition::Private } else { Edition::Public }
}

pub(super) fn compile(world: Checked<World>, options: Options) -> Turn {
    let Checked { value: world, mut diagnostics } = world;
    let mut cache = Cache::default();
    let compiled = compile::compile(&world, &mut cache, &options);
    diagnostics.extend(compiled.diagnostics);
    let withheld = compile::withheld(&world, &mut cache, &options);
    diagnostics.extend(withheld.diagnostics);
    Turn { world, compiled: compiled.value, withheld: withheld.value, diagnostics }
}

pub(super) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

impl Check {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let start = Instant::now();
        let setup = common.setup(Vec::new())?;
        let options = Options { edition: edition(self.private), drafts: self.drafts };
        let mut world = read::read(&setup)?;
        if self.fix {
            for change in fix(&mut world.value, &setup.root)? {
                say(common, &change);
            }
        }
        let mut turn = compile(world, options);
        turn.render(common, &setup.root, &|_| Ok(()))?;
        let summary = Summary { verb: "Checked", start, site: &turn.compiled, delivered: None };
        Ok(Report { common, world: &turn.world }.show(turn.diagnostics, &summary))
    }
}

impl Build {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let start = Instant::now();
        let flags = self.base_url.iter().map(|url| ("base_url".to_owned(), url.clone()));
        let setup = common.setup(flags.collect())?;
        let edition = edition(self.private);
        let folder = || setup.root.join(edition.name());
        let output = self.output_dir.clone().unwrap_or_else(folder);
        let terms = Terms { output: &output, root: &setup.root, force: self.force };
        let delivery = Delivery::begin(terms)?;
        let options = Options { edition, drafts: self.drafts };
        let turn = compile(read::read(&setup)?, options);
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
        turn.render(common, root, &|output| delivery.accept(&output))?;
        for (url, path) in &turn.compiled.site.files {
            if let Some(asset) = turn.world.assets.get(path) {
                delivery.copy(url, &root.join(path), asset)?;
            }
        }
        let stays = !self.keep_going || turn.has_doubtful_settings() || turn.leaks();
        let delivered = if has_errors(&turn.diagnostics) && stays {
            delivery.abandon()?;
            None
        } else {
            Some(delivery.commit()?)
        };
        let verb = if delivered.is_some() { "Built" } else { "Nothing written from" };
        let summary = Summary { verb, start, site: &turn.compiled, delivered };
        Ok(Report { common, world: &turn.world }.show(turn.diagnostics, &summary))
    }
}

/// Renders into `sink`; the first thing that the machine did not do ends it.
fn render(common: &Common, turn: &Turn, sink: Sink) -> Result<Vec<Diagnostic>, DiskError> {
    let done = AtomicUsize::new(0);
    let failed: Mutex<Option<DiskError>> = Mutex::new(None);
    let lock = || failed.lock().unwrap_or_else(PoisonError::into_inner);
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
