//! The steps, one after the other: from a [`World`] to its outputs.
//!
//! `build`, `check` and the preview all call these functions. Nothing here reads, writes or prints.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::cache::Cache;
use crate::diagnostic::{Checked, Diagnostic};
use crate::export::Wording;
use crate::model::archive::{Archive, Edition};
use crate::model::assets::renamed;
use crate::model::date::When;
use crate::model::site::{Output, Page, Site, Subject};
use crate::render::words::Words;
use crate::render::{Given, Renderer};
use crate::verify::{self, Withheld};
use crate::world::World;
use crate::{export, plan, render, resolve, search};

/// Everything that is known before pages are rendered.
#[derive(Debug, Default)]
pub struct Compiled {
    /// What the files say together.
    pub archive: Arc<Archive>,
    /// Where everything will be.
    pub site: Arc<Site>,
}

/// Somebody who waits for a turn, and wants to know how far it is.
pub trait Watch: Sync {
    /// A step begins; it has so many parts, or 0 where that is not known.
    fn begin(&self, step: &'static str, parts: usize);
    /// A part of the step is done; from any thread.
    fn advance(&self);
    /// Whether nobody wants what is made any more; asked between documents and between parts of steps, from any thread.
    fn is_overtaken(&self) -> bool {
        false
    }
}

/// Nobody waits.
impl Watch for () {
    fn begin(&self, _: &'static str, _: usize) {}
    fn advance(&self) {}
}

/// Parses, anchors, resolves and plans, for somebody who waits until it is done.
pub fn compile(
    world: &World,
    cache: &mut Cache,
    options: &resolve::Options,
    watch: &dyn Watch,
) -> Checked<Compiled> {
    attempt(world, cache, options, watch).unwrap_or_default()
}

/// The same; nothing where it is overtaken, and the cache is none the worse for it.
pub fn attempt(
    world: &World,
    cache: &mut Cache,
    options: &resolve::Options,
    watch: &dyn Watch,
) -> Option<Checked<Compiled>> {
    let begin = |step| {
        watch.begin(step, 0);
        (!watch.is_overtaken()).then_some(())
    };
    begin("parse")?;
    let checked = cache.readings_unless(world, &|| watch.is_overtaken())?;
    let mut diagnostics = Vec::new();
    let mut readings = Vec::with_capacity(checked.len());
    for reading in checked {
        diagnostics.extend(reading.diagnostics);
        readings.push(reading.value);
    }
    begin("resolve")?;
    let memory = &mut cache.resolved;
    let is_overtaken = || watch.is_overtaken();
    // Only labels of redacted names need them here.
    let words = LazyCell::new(|| render::words::read(world, &mut Vec::new()));
    let kind = |kind: &str| called(&words, kind);
    let resolved =
        resolve::resolve_unless(&readings, &world.config, *options, &kind, memory, &is_overtaken)?;
    diagnostics.extend(resolved.diagnostics);
    let archive = Arc::new(resolved.value);
    begin("plan")?;
    let site = plan::plan(&archive, world, &mut cache.planned);
    diagnostics.extend(site.diagnostics);
    Some(Checked { value: Compiled { archive, site: site.value }, diagnostics })
}

/// What no output of an edition may hold; `verify` looks for it.
pub fn withheld(world: &World, cache: &mut Cache, options: &resolve::Options) -> Checked<Withheld> {
    if options.edition == Edition::Private {
        return Checked::default();
    }
    let readings: Vec<_> = cache.readings(world).into_iter().map(|checked| checked.value).collect();
    verify::withheld(&readings, world, *options)
}

impl Compiled {
    /// What pages are made of.
    pub fn given<'a>(&'a self, world: &'a World) -> Given<'a> {
        Given { world, archive: &self.archive, site: &self.site }
    }
}

/// Renders every page, on all cores, and hands each to `sink` as soon as it is done.
///
/// A page that cannot be rendered is left out, and a diagnostic says why.
pub fn render(
    world: &World,
    compiled: &Compiled,
    watch: &dyn Watch,
    sink: &(dyn Fn(Output) + Sync),
) -> Vec<Diagnostic> {
    watch.begin("render", compiled.site.pages.len());
    let given = compiled.given(world);
    let prepared = render::prepare(given);
    let mut diagnostics = prepared.diagnostics;
    let renderer = prepared.value;
    let pages = &compiled.site.pages;
    let rendered = pages.par_iter().map(|page| {
        let mut bytes = Vec::with_capacity(PAGE);
        let found = render_page(given, &renderer, page, &mut bytes);
        if !bytes.is_empty() {
            sink(Output { url: page.url.clone(), bytes });
        }
        watch.advance();
        found
    });
    diagnostics.extend(once(rendered.flatten_iter().collect()));
    // The index of a large archive is large itself; the views that pages shared go first.
    let words = Arc::clone(renderer.words());
    drop(renderer);
    if world.config.search {
        watch.begin("index", 0);
        render_search(given, &words, sink);
    }
    diagnostics
}

/// How many bytes most pages have, so that few have to move while they grow.
const PAGE: usize = 16 << 10;

/// Writes one page to `out`, which is empty; nothing, and a diagnostic, where it cannot be rendered.
pub fn render_page(
    given: Given,
    renderer: &Renderer,
    page: &Page,
    out: &mut Vec<u8>,
) -> Vec<Diagnostic> {
    match &page.subject {
        Subject::Data(data) => {
            let words = renderer.words();
            let wording = Wording { in_words: &in_words(words), notes: words.get("nav.notes") };
            *out = export::write(given.archive, given.site, &given.world.config, wording, data);
            Vec::new()
        }
        Subject::Asset(path) => {
            out.extend(asset(given, path).iter());
            Vec::new()
        }
        _ => renderer.render(given, page, out),
    }
}

/// How files for machines say a date to people.
pub fn in_words(words: &Words) -> impl Fn(&When) -> String + Sync {
    |when| render::date::read(words, when).words
}

/// A file of `assets/`, with the names that the site has for those that it names.
fn asset<'a>(given: Given<'a>, path: &str) -> Cow<'a, [u8]> {
    let asset = given.world.assets.get(path);
    let bytes = asset.and_then(|asset| asset.bytes.as_deref()).unwrap_or_default();
    let url = asset.and_then(|asset| asset.url.as_deref()).unwrap_or_default();
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Owned(renamed(url, text, &given.site.assets).into_bytes()),
        Err(_) => Cow::Borrowed(bytes),
    }
}

/// Makes the search index.
pub fn render_search(given: Given, words: &Words, sink: impl FnMut(Output)) {
    let wording = search::Wording {
        when: &|when| render::date::short(words, when),
        kind: &|kind| called(words, kind),
        says: &|by, stance| {
            let key = format!("stance.{}", stance.name());
            let by = by.unwrap_or(words.get("claim.own_voice"));
            format!("{by} · {}", words.get(&key))
        },
    };
    search::index(given.archive, given.site, &given.world.config, &wording, sink);
}

/// What readers call a kind of entity.
fn called(words: &Words, kind: &str) -> String {
    let key = format!("entity.kind.{kind}");
    if words.has(&key) { words.get(&key).to_owned() } else { kind.to_owned() }
}

/// A fault of a template is met on every page that the template makes, and is one fault.
fn once(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<(Diagnostic, usize)> = Vec::new();
    let mut places = BTreeMap::new();
    for fault in found {
        let place = fault.labels.first().map(|label| (label.source.clone(), label.span));
        let index = *places.entry((fault.message.clone(), place)).or_insert(kept.len());
        match kept.get_mut(index) {
            Some((_, more)) => *more += 1,
            None => kept.push((fault, 0)),
        }
    }
    let counted = |(mut fault, more): (Diagnostic, usize)| {
        if let Some(label) = fault.labels.first_mut().filter(|_| more > 0) {
            label.text.push_str(&format!(" and {more} more"));
        }
        fault
    };
    kept.into_iter().map(counted).collect()
}
