//! `build` and `check`: one turn, to disk or to nowhere.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use clap::Args;
use variorum::cache::Cache;
use variorum::compile::{self, Compiled, Watch};
use variorum::compress::compressed;
use variorum::diagnostic::{Checked, Code, Diagnostic, Severity};
use variorum::disk::DiskError;
use variorum::disk::last::Last;
use variorum::disk::read;
use variorum::disk::write::{Delivered, Delivery, Terms};
use variorum::model::archive::Edition;
use variorum::model::hosting::is_compressible;
use variorum::model::site::Output;
use variorum::resolve::Options;
use variorum::verify::{self, Hit, Withheld};
use variorum::world::World;

use super::Common;
use super::fix::fix;
use super::links;
use super::progress::Progress;
use super::report::{Made, Report, Summary, say};
use super::tongue;

/// Build the site
#[derive(Debug, Args)]
pub(super) struct Build {
    /// The output folder [default: `public`, or `private` with `--private`]
    #[arg(short, long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// Where the site will be published, for feeds, sitemap and canonical links
    #[arg(short = 'u', long, value_name = "URL")]
    base_url: Option<String>,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Your complete edition, with everything that is private
    #[arg(long)]
    private: bool,
    /// If there are errors, write what could be built
    #[arg(long)]
    keep_going: bool,
    /// Make everything anew, and overwrite files in the output folder that Variorum did not write
    #[arg(short, long)]
    force: bool,
    /// Say how long each step took
    #[arg(long)]
    timings: bool,
}

/// Look for faults
///
/// It changes files only with `--fix`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Say in the front matter which of several places a quote means (the first), and write quotes as printed
    #[arg(long)]
    fix: bool,
    /// Ask whether links to other sites still work; an answer is kept for 30 days if the page is there, else for a day
    #[arg(long)]
    links: bool,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Check your complete edition
    #[arg(long)]
    private: bool,
    /// Say how long each step took
    #[arg(long)]
    timings: bool,
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

    /// Lets go of the texts that no fault points at: pages are made of what they became, and where nothing is withheld,
    /// only templates can still be at fault.
    fn forget_texts(&mut self) {
        if self.withheld.is_empty() {
            let labels = self.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels);
            let at_fault: HashSet<_> = labels.map(|label| &label.source).collect();
            self.world.sources.retain(|source| at_fault.contains(&source.path));
        }
    }

    /// Looks at what is about to leave the machine, and notes what it must not hold.
    pub(super) fn look(&mut self, output: &Output) {
        let hits = verify::verify(&self.withheld, output);
        self.report(hits);
    }

    fn report(&mut self, hits: Vec<Hit>) {
        let files = &self.compiled.site.files;
        self.diagnostics.extend(verify::report(&self.withheld, hits, &self.world, files));
    }

    /// Renders into `sink`, and looks at everything that will be published.
    fn render(&mut self, root: &Path, progress: &Progress, sink: Sink) -> Result<(), DiskError> {
        let hits = Mutex::new(Vec::new());
        let look = |output: &Output| {
            let found = progress.look(|| verify::verify(&self.withheld, output));
            hits.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        };
        let faults = render(self, progress, &|output| {
            look(&output);
            progress.write(|| sink(output))
        })?;
        for (url, path) in &self.compiled.site.files {
            if path.starts_with("builtin:") || self.withheld.is_empty() {
                continue;
            }
            let bytes = read::copied_words(&root.join(path), verify::is_read)?;
            self.diagnostics.extend(verify::encrypted(path, &bytes));
            look(&Output { url: url.clone(), bytes });
        }
        let hits = hits.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.diagnostics.extend(faults);
        self.report(hits);
        Ok(())
    }
}

/// Where outputs go.
type Sink<'a> = &'a (dyn Fn(Output) -> Result<(), DiskError> + Sync);

pub(super) fn edition(private: bool) -> Edition {
    if private { Edition::Private } else { Edition::Public }
}

pub(super) fn compile(world: Checked<World>, options: Options, watch: &dyn Watch) -> Turn {
    compile_with(&mut Cache::default(), world, options, watch)
}

/// The same, for those who look at what was read as well.
fn compile_with(
    cache: &mut Cache,
    world: Checked<World>,
    options: Options,
    watch: &dyn Watch,
) -> Turn {
    let Checked { value: world, mut diagnostics } = world;
    let compiled = compile::compile(&world, cache, &options, watch);
    diagnostics.extend(compiled.diagnostics);
    watch.begin("withhold", 0);
    let withheld = compile::withheld(&world, cache, &options);
    diagnostics.extend(withheld.diagnostics);
    Turn { world, compiled: compiled.value, withheld: withheld.value, diagnostics }
}

pub(super) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

impl Check {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let start = Instant::now();
        let progress = Progress::new(common);
        progress.begin("read", 0);
        let setup = common.setup()?;
        let options = Options { edition: edition(self.private), drafts: self.drafts };
        let mut world = read::read(&setup)?;
        if self.fix {
            for change in fix(&mut world.value, &setup.root)? {
                say(common, &change);
            }
        }
        let mut cache = Cache::default();
        let mut turn = compile_with(&mut cache, world, options, &progress);
        turn.render(&setup.root, &progress, &|_| Ok(()))?;
        turn.diagnostics.extend(tongue::check(&cache.readings(&turn.world), &turn.world.config));
        if self.links {
            let found = links::check(&turn.compiled.archive, &setup.root, &progress)?;
            turn.diagnostics.extend(found);
        }
        let timings = progress.end();
        let summary = Summary {
            verb: "Checked",
            start,
            made: (&turn.compiled).into(),
            delivered: None,
            timings: self.timings.then_some(timings),
        };
        Ok(Report::new(common, &turn.world).show(turn.diagnostics, &summary))
    }
}

impl Build {
    /// A build of the public edition into its own folder, as it will be seen at an address.
    pub(super) fn public(base_url: Option<String>) -> Self {
        Self {
            output_dir: None,
            base_url,
            drafts: false,
            private: false,
            keep_going: false,
            force: false,
            timings: false,
        }
    }

    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let start = Instant::now();
        let progress = Progress::new(common);
        progress.begin("read", 0);
        let setup = common.setup_at(self.base_url.as_deref())?;
        let edition = edition(self.private);
        let folder = || setup.root.join(edition.name());
        let output = self.output_dir.clone().unwrap_or_else(folder);
        let terms = Terms { output: &output, root: &setup.root, force: self.force };
        let delivery = Delivery::begin(terms)?;
        let options = Options { edition, drafts: self.drafts };
        let world = read::read(&setup)?;
        let made_of = self.made_of(&world, options);
        let last = Last::read(&setup.root, &output).filter(|last| last.made_of == made_of);
        if let Some(last) = last.filter(|_| !self.force) {
            delivery.abandon()?;
            let timings = self.timings.then_some(progress.end());
            return Ok(same(common, &world.value, last, edition, (start, timings)));
        }
        let mut turn = compile(world, options, &progress);
        turn.forget_texts();
        let keep = |turn: &Turn| {
            let Made { articles, pages, .. } = Made::from(&turn.compiled);
            let said = turn.diagnostics.clone();
            Last { made_of, articles, pages, said, ..Last::default() }.keep(&setup.root, &output);
        };
        self.deliver(common, turn, &setup.root, delivery, (start, progress), keep)
    }

    /// A hash of everything that decides what a build makes and says: the inputs and their faults, the flags, the program.
    fn made_of(&self, world: &Checked<World>, options: Options) -> String {
        let program = std::env::current_exe().and_then(std::fs::metadata);
        let program = program.and_then(|about| Ok((about.len(), about.modified()?))).ok();
        let version = env!("CARGO_PKG_VERSION");
        world.value.hash(&format!(
            "{version} {program:?} {options:?} {} {:?}",
            self.keep_going, world.diagnostics
        ))
    }

    fn deliver(
        &self,
        common: &Common,
        mut turn: Turn,
        root: &Path,
        delivery: Delivery,
        (start, progress): (Instant, Progress),
        keep: impl FnOnce(&Turn),
    ) -> Result<bool, DiskError> {
        let encodings = turn.world.config.compress.clone();
        let accept = |output: &Output| {
            delivery.accept(output)?;
            compressed(output, &encodings).iter().try_for_each(|output| delivery.accept(output))
        };
        turn.render(root, &progress, &|output| accept(&output))?;
        progress.begin("deliver", 0);
        for (url, path) in &turn.compiled.site.files {
            let Some(asset) = turn.world.assets.get(path) else { continue };
            if encodings.is_empty() || !is_compressible(url) {
                delivery.copy(url, &root.join(path), asset)?;
            } else {
                let bytes = match &asset.bytes {
                    Some(bytes) => bytes.to_vec(),
                    None => read::copied(&root.join(path))?,
                };
                accept(&Output { url: url.clone(), bytes })?;
            }
        }
        let stays = !self.keep_going || turn.has_doubtful_settings() || turn.leaks();
        let delivered = if has_errors(&turn.diagnostics) && stays {
            delivery.abandon()?;
            None
        } else {
            let delivered = delivery.commit()?;
            keep(&turn);
            Some(delivered)
        };
        let timings = progress.end();
        let Turn { world, compiled, diagnostics, withheld } = turn;
        let summary = Summary {
            verb: if delivered.is_some() { "Built" } else { "Nothing written from" },
            start,
            made: (&compiled).into(),
            delivered,
            timings: self.timings.then_some(timings),
        };
        let passes = Report::new(common, &world).show(diagnostics, &summary);
        // The process ends here, and its memory goes back as a whole faster than piece by piece.
        std::mem::forget((world, compiled, withheld));
        Ok(passes)
    }
}

/// Says what a build would say that has nothing to do.
fn same(
    common: &Common,
    world: &World,
    last: Last,
    edition: Edition,
    (start, timings): (Instant, Option<String>),
) -> bool {
    let made = Made { edition, articles: last.articles, pages: last.pages };
    // The manifest does not count itself.
    let unchanged = last.files.len().saturating_sub(1);
    let delivered = Some(Delivered { unchanged, ..Delivered::default() });
    let summary = Summary { verb: "Built", start, made, delivered, timings };
    Report::new(common, world).show(last.said, &summary)
}

/// Renders into `sink`; the first thing that the machine did not do ends it.
fn render(turn: &Turn, watch: &dyn Watch, sink: Sink) -> Result<Vec<Diagnostic>, DiskError> {
    let failed: Mutex<Option<DiskError>> = Mutex::new(None);
    let lock = || failed.lock().unwrap_or_else(PoisonError::into_inner);
    let take = |output| {
        if let Err(error) = sink(output) {
            lock().get_or_insert(error);
        }
    };
    let faults = compile::render(&turn.world, &turn.compiled, watch, &take);
    match lock().take() {
        Some(error) => Err(error),
        None => Ok(faults),
    }
}
