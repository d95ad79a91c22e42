//! One turn, and what it shows: pages made when they are asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Bytes;

use super::made::Made;
use crate::compile;
use crate::diagnostic::Diagnostic;
use crate::model::archive::{Archive, Resolved};
use crate::model::body::Body;
use crate::model::date::When;
use crate::model::site::{Output, Page, Site, Url};
use crate::render::view::DateView;
use crate::render::{self, Given, Renderer};
use crate::source::Source;
use crate::verify;
use crate::world::World;

/// What can be seen until files change again.
pub(super) struct Turn {
    /// Counted from 1.
    pub(super) number: u64,
    /// The inputs as they were read.
    pub(super) read: Arc<World>,
    /// What is shown: the same, with files at fault as they were before.
    pub(super) made: Made,
    /// The faults that were not there in the turn before.
    pub(super) new: Vec<Diagnostic>,
    /// The templates of the turn before, where they are other ones: for pages that fail with the new ones.
    templates: Option<Templates>,
    before: OnceLock<(World, Renderer)>,
    search: OnceLock<BTreeMap<Url, Arc<Rendered>>>,
    /// Pages that somebody has open.
    open: Mutex<BTreeMap<Url, Arc<Rendered>>>,
    /// The turn in which the file at an address last changed.
    pub(super) changed: BTreeMap<Url, u64>,
}

type Templates = BTreeMap<String, Arc<Source>>;

/// A page as it is now.
#[derive(Default)]
pub(super) struct Rendered {
    /// Its text; of the turn before where it fails now, and empty where it failed then too or holds what is withheld.
    pub(super) bytes: Bytes,
    /// What it is recognised by.
    pub(super) tag: String,
    pub(super) faults: Vec<Diagnostic>,
}

impl Rendered {
    pub(super) fn new(bytes: Vec<u8>, faults: Vec<Diagnostic>) -> Self {
        let tag = tag(&bytes);
        Self { bytes: bytes.into(), tag, faults }
    }
}

/// What bytes are recognised by.
pub(super) fn tag(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

impl Turn {
    pub(super) fn new(
        number: u64,
        read: Arc<World>,
        made: Made,
        new: Vec<Diagnostic>,
        before: Option<&Turn>,
        files: &BTreeSet<String>,
    ) -> Self {
        let mut changed = before.map(|before| before.changed.clone()).unwrap_or_default();
        if files.iter().any(|path| made.world.assets.contains_key(path)) {
            let all = made.compiled.value.site.files.iter();
            let new = all.filter(|(_, path)| files.contains(*path));
            changed.extend(new.map(|(url, _)| (url.clone(), number)));
        }
        let templates = before.and_then(|before| match &before.templates {
            _ if before.made.world.templates != made.world.templates && !before.has_failed() => {
                Some(before.made.world.templates.clone())
            }
            templates => templates.clone(),
        });
        Self {
            number,
            read,
            made,
            new,
            templates,
            before: OnceLock::new(),
            search: OnceLock::new(),
            open: Mutex::default(),
            changed,
        }
    }

    /// What pages are made of.
    fn given(&self) -> Given<'_> {
        self.made.compiled.value.given(&self.made.world)
    }

    /// What the files say.
    pub(super) fn archive(&self) -> &Archive {
        &self.made.compiled.value.archive
    }

    /// The addresses of the site.
    pub(super) fn site(&self) -> &Site {
        &self.made.compiled.value.site
    }

    /// A page as it is now. `stays`: somebody has it open, and will ask for it.
    pub(super) fn page(&self, page: &Page, stays: bool) -> Arc<Rendered> {
        let open = || self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rendered) = open().get(&page.url) {
            return Arc::clone(rendered);
        }
        let rendered = Arc::new(self.render(page));
        if stays {
            open().insert(page.url.clone(), Arc::clone(&rendered));
        }
        rendered
    }

    fn render(&self, page: &Page) -> Rendered {
        let mut bytes = Vec::new();
        let renderer = &self.made.renderer.value;
        let faults = compile::render_page(self.given(), renderer, page, &mut bytes);
        if !faults.is_empty() && self.templates.is_some() {
            let (world, renderer) = self.before();
            let given = Given { world, ..self.given() };
            compile::render_page(given, renderer, page, &mut bytes);
        }
        self.shown(&page.url, bytes, faults)
    }

    /// An output as this edition may show it: without a word where it holds what is withheld.
    pub(super) fn shown(&self, url: &str, bytes: Vec<u8>, mut faults: Vec<Diagnostic>) -> Rendered {
        let output = Output { url: url.to_owned(), bytes };
        let leaks = self.leaks(&output);
        let bytes = if leaks.is_empty() { output.bytes } else { Vec::new() };
        faults.extend(leaks);
        Rendered::new(bytes, faults)
    }

    /// The words of an output that this edition withholds.
    pub(super) fn leaks(&self, output: &Output) -> Vec<Diagnostic> {
        let withheld = &self.made.withheld.value;
        let files = &self.made.compiled.value.site.files;
        let hits = verify::verify(withheld, output);
        verify::report(withheld, hits, &self.made.world, files)
    }

    /// Whether everything may be shown.
    pub(super) fn withholds_nothing(&self) -> bool {
        self.made.withheld.value.is_empty()
    }

    /// This turn with the templates of the one before.
    fn before(&self) -> &(World, Renderer) {
        self.before.get_or_init(|| {
            let templates = self.templates.clone().unwrap_or_default();
            let world = World { templates, ..World::clone(&self.made.world) };
            let renderer = render::prepare(Given { world: &world, ..self.given() }).value;
            (world, renderer)
        })
    }

    /// Words of a note that no file has yet, as a page shows them.
    pub(super) fn note(&self, page: &Page, body: &Body, links: &[Resolved]) -> String {
        self.made.renderer.value.note(self.given(), page, body, links)
    }

    /// A date in the words of the interface.
    pub(super) fn date(&self, when: &When) -> DateView {
        self.made.renderer.value.date(when)
    }

    /// Whether a page failed with the templates of this turn.
    fn has_failed(&self) -> bool {
        self.before.get().is_some()
    }

    /// A shard of the search index, which is made when the first one is asked for.
    pub(super) fn search(&self, url: &str) -> Option<Arc<Rendered>> {
        let make = || {
            let mut shards = BTreeMap::new();
            let words = self.made.renderer.value.words();
            compile::render_search(self.given(), words, |output| {
                let shard = self.shown(&output.url, output.bytes, Vec::new());
                shards.insert(output.url, Arc::new(shard));
            });
            shards
        };
        let is_shard = self.made.world.config.search && url.starts_with("search/");
        is_shard.then(|| self.search.get_or_init(make).get(url).cloned()).flatten()
    }
}
