//! Whether the addresses of an archive are those of the turn before.
//!
//! Most of what is written into an article changes no address: what `plan` looks at is compared here, and only that.

use std::collections::BTreeSet;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use foldhash::HashSet;

use crate::config::{AssetNames, Config};
use crate::diagnostic::{Checked, Code};
use crate::model::annotation::Annotation;
use crate::model::archive::{
    Archive, DocumentId, Entity, EntityId, Event, Links, Question, Resolved, first_day,
};
use crate::model::article::{Document, Kind, Reading, Visibility};
use crate::model::body::LinkStyle;
use crate::model::data::{Data, Dataset};
use crate::model::region::Rectangle;
use crate::model::site::{Page, SITEMAP, Site, Subject, Tag};
use crate::source::Spanned;
use crate::world::{Asset, Dimensions, World};

use super::addresses::{Addresses, key};
use super::files::saved;
use super::{data, lists, pages, part, tags};

/// What one turn leaves for the next.
#[derive(Default)]
pub struct Memory(pub(super) Option<Last>);

/// What was planned, and of what.
pub(super) struct Last {
    archive: Arc<Archive>,
    config: Config,
    /// The files beside the articles and those that always appear: path, address, and how large a picture is.
    assets: Vec<(String, Option<String>, Option<Dimensions>)>,
    pub(super) site: Checked<Arc<Site>>,
}

impl Last {
    pub(super) fn new(archive: &Arc<Archive>, world: &World, site: Checked<Site>) -> Self {
        let asset =
            |(path, asset): (&String, &Asset)| (path.clone(), asset.url.clone(), asset.dimensions);
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
            && has_same_pages(&self.archive, archive)
            && self.faults_stay(archive);
        if !is_same || !self.list_again(archive, world) {
            return None;
        }
        self.recount(archive);
        self.archive = Arc::clone(archive);
        Some(self)
    }

    /// Has lists show what there is now, those that others stand in; whether they have the same pages.
    fn list_again(&mut self, archive: &Archive, world: &World) -> bool {
        let happens = |one: &Event, other: &Event| moment(one) == moment(other);
        let same = has_same_lists(&self.archive, archive);
        if same && pairs(&self.archive.events, &archive.events, happens) {
            return true;
        }
        let is_planned = |page: &&Page| match page.subject {
            Subject::Timeline(_) => true,
            _ => !same && page.subject.is_list(),
        };
        let mut addresses = Addresses::new();
        let (tags, events) = if same {
            (self.site.value.tags.clone(), lists::timeline(archive, &mut addresses))
        } else {
            let tags = tags::collect(archive);
            let events = lists::pages(archive, world, &tags, &mut addresses);
            (tags, events)
        };
        let (planned, _, faults) = addresses.finish();
        // A fault that is drawn nowhere is one of generated pages, which these are.
        let mut faults = faults.iter().chain(&self.site.diagnostics);
        if !faults.all(|fault| !fault.labels.is_empty())
            || !self.has_room_for(&planned, is_planned, &tags, &world.config)
        {
            return false;
        }
        let site = Arc::make_mut(&mut self.site.value);
        (site.events, site.tags) = (events, tags);
        site.pages.retain(|page| !is_planned(&page));
        site.pages.extend(planned);
        site.pages.sort_by(|one, other| one.url.cmp(&other.url));
        true
    }

    /// Whether `planned` can stand in place of those pages that are such, and all others keep their addresses.
    fn has_room_for(
        &self,
        planned: &[Page],
        is_planned: impl Fn(&&Page) -> bool,
        tags: &[Tag],
        config: &Config,
    ) -> bool {
        let site = &*self.site.value;
        // Feeds know tags by their numbers.
        if config.tag_feeds && !site.tags.iter().map(fed).eq(tags.iter().map(fed)) {
            return false;
        }
        let (known, others): (Vec<_>, Vec<_>) = site.pages.iter().partition(is_planned);
        let known: BTreeSet<&str> = known.iter().map(|page| &*page.url).collect();
        let new = planned.iter().map(|page| &*page.url).filter(|url| !known.contains(url));
        let new: HashSet<_> = new.map(key).collect();
        if new.is_empty() && known.len() == planned.len() {
            return true;
        }
        let folder = |url: &str| url.rfind('/').map(|at| url[..at].to_owned());
        let folders: BTreeSet<_> = known.iter().copied().map(folder).collect();
        let is_taken = |url: &str| {
            let key = key(url);
            let mut around = key.match_indices('/').map(|(at, _)| &key[..at]);
            new.contains(&*key) || around.any(|folder| new.contains(folder))
        };
        // What could not have its address may have it now.
        let mut faults = self.site.diagnostics.iter().map(|fault| fault.code);
        let waits = faults.any(|code| matches!(code, Code::DuplicateAddress | Code::FormerAddress));
        let is_sitemap = |page: &&Page| matches!(page.subject, Subject::Data(Data::Sitemap(_)));
        let most = others.len() + known.len().max(planned.len());
        !waits
            && new.iter().all(|url| folders.contains(&folder(url)))
            && !others
                .iter()
                .map(|page| &page.url)
                .chain(site.files.keys())
                .any(|url| is_taken(url))
            && (most <= SITEMAP || !others.iter().any(is_sitemap))
    }

    fn has_assets_of(&self, world: &World) -> bool {
        let mut pairs = self.assets.iter().zip(&world.assets);
        self.assets.len() == world.assets.len()
            && pairs.all(|((path, url, size), (other, asset))| {
                path == other && (url, size) == (&asset.url, &asset.dimensions)
            })
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
        let entities = (0..).map(EntityId).take(archive.entities.len());
        let count = |archive: &Archive, id| archive.known.mentions.of(id).len();
        let changed: Vec<bool> =
            entities.map(|id| count(&self.archive, id) != count(archive, id)).collect();
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

/// What of a tag has to do with its feeds, which are planned by their numbers.
fn fed(tag: &Tag) -> (&str, bool) {
    (&tag.slug, tag.documents.is_empty())
}

/// Whether what has pages of its own is the same in two archives: documents, entities, questions and their files.
fn has_same_pages(one: &Archive, other: &Archive) -> bool {
    let data = |archive| Dataset::ALL.iter().map(move |&set| data::has_something(set, archive));
    (one.edition, &one.relations) == (other.edition, &other.relations)
        && (one.noted > 0) == (other.noted > 0)
        && one.questions.iter().map(question).eq(other.questions.iter().map(question))
        && pairs(&one.documents, &other.documents, |one, other| shape(one) == shape(other))
        && data(one).eq(data(other))
        && files_of(one, other)
        && one.entities.len() == other.entities.len()
        && (0..).map(EntityId).take(one.entities.len()).all(|id| {
            let is_named = |archive: &Archive| !archive.known.mentions.of(id).is_empty();
            face(one.entity(id)) == face(other.entity(id))
                && pages(one, id) == pages(other, id)
                && is_named(one) == is_named(other)
        })
}

/// Whether everything but events stands in the same lists in two archives of the same documents and entities.
fn has_same_lists(one: &Archive, other: &Archive) -> bool {
    one.articles == other.articles
        && one.claims.len() == other.claims.len()
        && pairs(&one.documents, &other.documents, |one, other| listed(one) == listed(other))
        && (0..).map(EntityId).take(one.entities.len()).all(|id| {
            let works = |archive: &Archive| {
                let works = [&archive.known.published, &archive.known.wrote];
                works.map(|works| works.of(id).is_empty())
            };
            let (face, also) = (one.entity(id), other.entity(id));
            works(one) == works(other)
                && one.known.with(id).is_empty() == other.known.with(id).is_empty()
                && (&face.sort, face.coordinates.is_some())
                    == (&also.sort, also.coordinates.is_some())
        })
}

/// Whether two lists are the same but for what is of no matter.
fn pairs<T>(one: &[Arc<T>], other: &[Arc<T>], is_same: impl Fn(&T, &T) -> bool) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(|(a, b)| Arc::ptr_eq(a, b) || is_same(a, b))
}

fn question(question: &Question) -> (&str, &str, Option<DocumentId>) {
    (&question.slug, &question.title, question.record)
}

/// What of an entity has to do with addresses, beside how many pages it has.
fn face(entity: &Entity) -> (&str, &str, Option<DocumentId>, bool) {
    (&entity.slug, &entity.name, entity.record, entity.sensitive)
}

/// What the timeline's addresses are made of.
fn moment(event: &Event) -> (&str, Option<i64>) {
    (&event.id, event.day().map(|day| day.year))
}

/// What of a document has to do with addresses of its own.
#[derive(PartialEq)]
struct Shape<'a> {
    path: &'a str,
    slug: &'a str,
    kind: Discriminant<Kind>,
    withdrawn: bool,
    noindex: bool,
    visibility: Option<Visibility>,
    former: Vec<&'a str>,
    files: Vec<&'a str>,
    /// Whether they lie in their pictures is said here.
    parts: Vec<Rectangle>,
}

fn shape(reading: &Reading) -> Shape<'_> {
    let document: &Document = &reading.document;
    let image = document.entity().and_then(|record| record.image.as_ref());
    let files = image.into_iter().chain(saved(document));
    let annotations = document.article().map_or(&[][..], |article| &article.annotations);
    Shape {
        path: &document.source,
        slug: &document.slug,
        kind: discriminant(&document.is),
        withdrawn: document.withdrawn.is_some(),
        noindex: document.noindex,
        visibility: document.visibility,
        former: words(&document.redirect_from),
        files: files.map(|file| file.value.as_str()).collect(),
        parts: annotations.iter().filter_map(Annotation::part).collect(),
    }
}

fn words(tags: &[Spanned<String>]) -> Vec<&str> {
    tags.iter().map(|tag| tag.value.as_str()).collect()
}

/// What of a document has to do with lists.
fn listed(reading: &Reading) -> impl PartialEq + '_ {
    let document = &reading.document;
    let article = document.article();
    let annotations = article.map_or(&[][..], |article| &article.annotations);
    let tagged = annotations.iter().enumerate().filter(|(_, said)| !said.details().tags.is_empty());
    let indexed = annotations.iter().filter(|said| said.is_indexed());
    let read = article.iter().flat_map(|a| &a.read).map(|read| first_day(Some(read)));
    (
        words(&document.tags),
        first_day(article.and_then(|article| article.published.as_ref())),
        read.collect::<Vec<_>>(),
        tagged.map(|(number, said)| (number, words(&said.details().tags))).collect::<Vec<_>>(),
        indexed.map(Annotation::kind).collect::<Vec<_>>(),
    )
}

/// Whether links lead to the same files in the same places.
fn files_of(one: &Archive, other: &Archive) -> bool {
    let files =
        |archive: &'_ Archive, at: usize, links: &'_ Links| -> Vec<(LinkStyle, String, String)> {
            let document = &archive.documents[at].document;
            let all = links.iter().flat_map(|(words, to)| {
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
