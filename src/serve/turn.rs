//! One turn, and what it shows: pages made when they are asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Bytes;

use crate::compile::{self, Compiled};
use crate::diagnostic::Diagnostic;
use crate::model::date::When;
use crate::model::site::{Page, Url};
use crate::render::view::DateView;
use crate::render::{self, Renderer};
use crate::source::Source;
use crate::world::World;

/// What can be seen until files change again.
pub(super) struct Turn {
    /// Counted from 1.
    pub(super) number: u64,
    /// What is shown: the inputs, and files at fault as they were before.
    pub(super) world: World,
    /// The inputs as they were read, where that is something else.
    read: Option<World>,
    pub(super) compiled: Compiled,
    renderer: Renderer,
    /// The templates of the turn before, where they are other ones: for pages that fail with the new ones.
    templates: Option<Templates>,
    before: OnceLock<(World, Renderer)>,
    search: OnceLock<BTreeMap<Url, Bytes>>,
    /// Pages that somebody has open.
    open: Mutex<BTreeMap<Url, Arc<Rendered>>>,
    /// The turn in which the file at an address last changed.
    pub(super) changed: BTreeMap<Url, u64>,
}

type Templates = BTreeMap<String, Arc<Source>>;

/// A page as it is now.
#[derive(Default)]
pub(super) struct Rendered {
    /// Its text; of the turn before where it fails now, and empty where it failed then too.
    pub(super) bytes: Bytes,
    /// What it is recognised by.
    pub(super) tag: String,
    pub(super) faults: Vec<Diagnostic>,
}

impl Rendered {
    fn new(bytes: Vec<u8>, faults: Vec<Diagnostic>) -> Self {
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
        world: World,
        read: Option<World>,
        compiled: Compiled,
        renderer: Renderer,
        before: Option<&Turn>,
        changed: &[String],
    ) -> Self {
        let mut log = before.map(|before| before.changed.clone()).unwrap_or_default();
        if changed.iter().any(|path| world.assets.contains_key(path)) {
            let files = compiled.site.files.iter();
            let new = files.filter(|(_, path)| changed.contains(path));
            log.extend(new.map(|(url, _)| (url.clone(), number)));
        }
        let templates = before.and_then(|before| match &before.templates {
            _ if before.world.templates != world.templates && !before.has_failed() => {
                Some(before.world.templates.clone())
            }
            templates => templates.clone(),
        });
        Self {
            number,
            world,
            read,
            compiled,
            renderer,
            templates,
            before: OnceLock::new(),
            search: OnceLock::new(),
            open: Mutex::default(),
            changed: log,
        }
    }

    /// The inputs as they were read.
    pub(super) fn read(&self) -> &World {
        self.read.as_ref().unwrap_or(&self.world)
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
        let given = self.compiled.given(&self.world);
        let faults = compile::render_page(given, &self.renderer, page, &mut bytes);
        if !faults.is_empty() && self.templates.is_some() {
            let (world, renderer) = self.before();
            compile::render_page(self.compiled.given(world), renderer, page, &mut bytes);
        }
        Rendered::new(bytes, faults)
    }

    /// This turn with the templates of the one before.
    fn before(&self) -> &(World, Renderer) {
        self.before.get_or_init(|| {
            let templates = self.templates.clone().unwrap_or_default();
            let world = World { templates, ..self.world.clone() };
            let renderer = render::prepare(self.compiled.given(&world)).value;
            (world, renderer)
        })
    }

    /// A date in the words of the interface.
    pub(super) fn date(&self, when: &When) -> DateView {
        self.renderer.date(when)
    }

    /// Whether a page failed with the templates of this turn.
    fn has_failed(&self) -> bool {
        self.before.get().is_some()
    }

    /// A shard of the search index, which is made when the first one is asked for.
    pub(super) fn search(&self, url: &str) -> Option<Bytes> {
        let make = || {
            let mut shards = BTreeMap::new();
            compile::render_search(self.compiled.given(&self.world), |output| {
                shards.insert(output.url, output.bytes.into());
            });
            shards
        };
        let is_shard = self.world.config.search && url.starts_with("search/");
        is_shard.then(|| self.search.get_or_init(make).get(url).cloned()).flatten()
    }
}
