//! Whether the addresses of an archive are those of the turn before.
//!
//! Most of what is written into an article changes no address: what `plan` looks at is compared here, and only that.

use std::collections::BTreeSet;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use crate::config::{AssetNames, Config};
use crate::diagnostic::Checked;
use crate::model::annotation::Annotation;
use crate::model::archive::{
    Archive, DocumentId, Entity, EntityId, Event, Links, Resolved, first_day,
};
use crate::model::article::{Document, Kind, Reading, Visibility};
use crate::model::body::LinkStyle;
use crate::model::date::Day;
use crate::model::site::{Page, Site, Subject};
use crate::source::Spanned;
use crate::world::World;

use super::addresses::Addresses;
use super::files::saved;
use super::{lists, pages, part};

/// What one turn leaves for the next.
#[derive(Default)]
pub struct Memory(pub(super) Option<Last>);

/// What was planned, and of what.
pub(super) struct Last {
    archive: Arc<Archive>,
    config: Config,
    /// The files beside the articles and those that always appear: path and address.
    assets: Vec<(String, Option<String>)>,
    pub(super) site: Checked<Arc<Site>>,
}

impl Last {
    pub(super) fn new(archive: &Arc<Archive>, world: &World, site: Checked<Site>) -> Self {
        let asset =
            |(path, asset): (&String, &crate::world::Asset)| (path.clone(), asset.url.clone());
        Self {
            archive: Arc::clone(archive),
            config: world.config.clone(),
            assets: world.assets.iter().map(asset).collect(),
            site: Checked { value: Arc::new(site.value), diagnostics: site.diagnostics },
        }
    }

    /// The same for another archive, where its addresses are the same.
    pub(super) fn again(mut self, archive: &Arc<Archive>, world: &World) -> Option<Self> {
        // With names that are made of what is in files, their bytes would have to be compared.
        let is_same = world.config.assets == AssetNames::Plain
            && self.config == world.config
            && self.has_assets_of(world)
            && same(&self.archive, archive)
            && self.faults_stay(archive);
        if !is_same || !self.recount_notes(archive) {
            return None;
        }
        self.recount(archive);
        self.archive = Arc::clone(archive);
        Some(self)
    }

    /// Has the pages of the index of notes show the notes that there are now; whether they are the same pages.
    fn recount_notes(&mut self, archive: &Archive) -> bool {
        let (one, other) = (&self.archive.documents, &archive.documents);
        if pairs(one, other, |_, one, other| notes(one).eq(notes(other))) {
            return true;
        }
        let mut addresses = Addresses::new();
        lists::notes(archive, &mut addresses);
        let (planned, _, faults) = addresses.finish();
        let pages = &mut Arc::make_mut(&mut self.site.value).pages;
        let is_of_notes = |page: &&mut Page| matches!(page.subject, Subject::Notes(_));
        let known: Vec<&mut Page> = pages.iter_mut().filter(is_of_notes).collect();
        // A fault that is drawn nowhere is one of generated pages, which these are.
        let mut faults = faults.iter().chain(&self.site.diagnostics);
        let same = faults.all(|fault| !fault.labels.is_empty())
            && known.iter().map(|page| &page.url).eq(planned.iter().map(|page| &page.url));
        if same {
            known.into_iter().zip(planned).for_each(|(page, planned)| *page = planned);
        }
        same
    }

    fn has_assets_of(&self, world: &World) -> bool {
        let mut pairs = self.assets.iter().zip(&world.assets);
        self.assets.len() == world.assets.len()
            && pairs.all(|((path, url), (other, asset))| path == other && *url == asset.url)
    }

    /// Whether no fault is drawn in a document that is another one now, and may stand somewhere else in it.
    fn faults_stay(&self, archive: &Archive) -> bool {
        let pairs = self.archive.documents.iter().zip(&archive.documents);
        let edited = pairs.filter(|(one, other)| !Arc::ptr_eq(one, other));
        let edited: BTreeSet<_> = edited.map(|(one, _)| &one.document.source).collect();
        let mut labels = self.site.diagnostics.iter().flat_map(|fault| &fault.labels);
        labels.all(|label| !edited.contains(&label.source))
    }

    /// Has every page of an entity show the places that there are now.
    fn recount(&mut self, archive: &Archive) {
        let entities = self.archive.entities.iter().zip(&archive.entities);
        let counts = |(one, other): (&Arc<Entity>, &Arc<Entity>)| {
            Arc::ptr_eq(one, other) || one.mentions.len() == other.mentions.len()
        };
        let changed: Vec<bool> = entities.map(|pair| !counts(pair)).collect();
        if !changed.contains(&true) {
            return;
        }
        let recount = |page: &mut Page| {
            if let Subject::Entity(id, shown) = &mut page.subject
                && changed[id.index()]
            {
                *shown = part(archive, *id, shown.number, shown.of);
            }
        };
        Arc::make_mut(&mut self.site.value).pages.iter_mut().for_each(recount);
    }
}

/// Whether two archives have the same addresses, and the same pages at them.
fn same(one: &Archive, other: &Archive) -> bool {
    let questions = |archive: &Archive| {
        let questions = archive.questions.iter();
        questions.map(|q| (q.slug.clone(), q.title.clone(), q.record)).collect::<Vec<_>>()
    };
    let same_links = Arc::ptr_eq(&one.backlinks, &other.backlinks);
    (one.edition, &one.articles, &one.relations)
        == (other.edition, &other.articles, &other.relations)
        && one.claims.len() == other.claims.len()
        && (one.noted > 0) == (other.noted > 0)
        && questions(one) == questions(other)
        && pairs(&one.events, &other.events, |_, one, other| moment(one) == moment(other))
        && pairs(&one.documents, &other.documents, |_, one, other| shape(one) == shape(other))
        && files_of(one, other)
        && pairs(&one.entities, &other.entities, |id, a, b| {
            let id = EntityId(u32::try_from(id).unwrap_or(u32::MAX));
            face(a) == face(b) && pages(one, id) == pages(other, id)
        })
        && (same_links
            || (0..)
                .map(EntityId)
                .take(one.entities.len())
                .all(|id| pages(one, id) == pages(other, id)))
}

/// Whether two lists are the same but for what is of no matter.
fn pairs<T>(one: &[Arc<T>], other: &[Arc<T>], is_same: impl Fn(usize, &T, &T) -> bool) -> bool {
    let mut pairs = one.iter().zip(other).enumerate();
    one.len() == other.len() && pairs.all(|(at, (a, b))| Arc::ptr_eq(a, b) || is_same(at, a, b))
}

/// What of an entity has to do with addresses, beside how many pages it has.
fn face(entity: &Entity) -> ([&str; 3], Option<DocumentId>, [bool; 6]) {
    let Entity { slug, name, sort, record, .. } = entity;
    let is = [
        entity.sensitive,
        entity.coordinates.is_some(),
        entity.published.is_empty(),
        entity.wrote.is_empty(),
        entity.with.is_empty(),
        entity.mentions.is_empty(),
    ];
    ([slug, name, sort], *record, is)
}

/// What the timeline's addresses are made of.
fn moment(event: &Event) -> (&str, Option<i64>, bool) {
    (&event.id, event.day().map(|day| day.year), event.when.is_some())
}

/// What of a document has to do with addresses.
#[derive(PartialEq)]
struct Shape<'a> {
    path: &'a str,
    slug: &'a str,
    kind: Discriminant<Kind>,
    withdrawn: bool,
    noindex: bool,
    visibility: Option<Visibility>,
    former: Vec<&'a str>,
    tags: Vec<&'a str>,
    published: Day,
    read: Vec<Day>,
    annotated: bool,
    /// Annotations with tags, by their numbers.
    tagged: Vec<(usize, Vec<&'a str>)>,
    files: Vec<&'a str>,
}

fn words(tags: &[Spanned<String>]) -> Vec<&str> {
    tags.iter().map(|tag| tag.value.as_str()).collect()
}

fn shape(reading: &Reading) -> Shape<'_> {
    let document: &Document = &reading.document;
    let article = document.article();
    let annotations = article.map_or(&[][..], |article| &article.annotations);
    let image = document.entity().and_then(|record| record.image.as_ref());
    let files = image.into_iter().chain(saved(document));
    let tagged = annotations.iter().enumerate().filter(|(_, said)| !said.tags.is_empty());
    Shape {
        path: &document.source,
        slug: &document.slug,
        kind: discriminant(&document.is),
        withdrawn: document.withdrawn.is_some(),
        noindex: document.noindex,
        visibility: document.visibility,
        former: words(&document.redirect_from),
        tags: words(&document.tags),
        published: first_day(article.and_then(|article| article.published.as_ref())),
        read: article.iter().flat_map(|a| &a.read).map(|read| first_day(Some(read))).collect(),
        annotated: !annotations.is_empty(),
        tagged: tagged.map(|(number, said)| (number, words(&said.tags))).collect(),
        files: files.map(|file| file.value.as_str()).collect(),
    }
}

/// What of a document has to do with the index of notes.
fn notes(reading: &Reading) -> impl Iterator<Item = &str> {
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    annotations.iter().filter(|said| said.is_indexed()).map(Annotation::kind)
}

/// Whether links lead to the same files in the same places.
fn files_of(one: &Archive, other: &Archive) -> bool {
    let files =
        |archive: &'_ Archive, at: usize, links: &'_ Links| -> Vec<(LinkStyle, String, String)> {
            let document = &archive.documents[at].document;
            let all = links.iter().flat_map(|(&words, to)| {
                let written = document.words(words).map_or(&[][..], |body| &body.links);
                written.iter().zip(to)
            });
            let files = all.filter_map(|(link, to)| match to {
                Resolved::File(path) => Some((link.style, link.target.clone(), path.clone())),
                _ => None,
            });
            files.collect()
        };
    let unchanged = |at: usize| Arc::ptr_eq(&one.documents[at], &other.documents[at]);
    let mut links = one.links.iter().zip(&other.links).enumerate();
    links.all(|(at, (a, b))| {
        Arc::ptr_eq(a, b) && unchanged(at) || files(one, at, a) == files(other, at, b)
    })
}
