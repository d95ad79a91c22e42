//! Gives everything that has something to show an address.
//!
//! Makes a [`Site`] out of an [`Archive`]. Knows nothing of what the pages look like, reads no files, and finds every
//! collision of addresses before anything is written.

mod addresses;
mod assets;
mod data;
mod files;
mod former;
mod lists;
mod same;
mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Checked;
use crate::model::archive::{
    Archive, Backlink, DocumentId, Edition, EntityId, LinkKind, QuestionId, Target,
};
use crate::model::article::{Document, Kind, Visibility};
use crate::model::site::{PLACES, Part, Site, Subject, Url, numbered, parallel};
use crate::world::World;

use addresses::{Addresses, Owner};
pub use same::Memory;

/// Every page there will be, taken over from the turn before where nothing has changed that has an address.
pub fn plan(archive: &Arc<Archive>, world: &World, memory: &mut Memory) -> Checked<Arc<Site>> {
    let known = memory.0.take().and_then(|last| last.again(archive, world));
    let last = known.unwrap_or_else(|| same::Last::new(archive, world, anew(archive, world)));
    let site = last.site.clone();
    memory.0 = Some(last);
    site
}

/// Every page there will be, with its address, and every file that is copied.
///
/// Where two things want one address, the first keeps it: generated pages, then documents in the order of their files,
/// then former addresses, then files.
fn anew(archive: &Archive, world: &World) -> Checked<Site> {
    let mut addresses = Addresses::new();
    let tags = tags::collect(archive);
    let (named, (events, targets)) = rayon::join(
        || files::named(archive, world),
        || {
            let events = lists::pages(archive, world, &tags, &mut addresses);
            (events, subjects(archive, &mut addresses))
        },
    );
    let bases = parallels(archive, world, &targets, &mut addresses);
    former::redirects(archive, world, &targets, &mut addresses);
    data::files(archive, world, &targets, &tags, &mut addresses);
    let files::Copied { assets, elsewhere } = files::copied(world, named, &mut addresses);
    let (pages, files, diagnostics) = addresses.finish();
    Checked {
        value: Site { pages, addresses: targets, events, files, assets, elsewhere, bases, tags },
        diagnostics,
    }
}

/// The pages of questions, entities and documents; where links to these lead.
fn subjects<'a>(archive: &'a Archive, addresses: &mut Addresses<'a>) -> BTreeMap<Target, Url> {
    let mut targets = Vec::new();
    for (id, question) in (0..).map(QuestionId).zip(&archive.questions) {
        let url = format!("questions/{}.html", question.slug);
        let (owner, subject) =
            with_record(archive, question.record, &question.title, Subject::Question(id));
        keep(
            addresses,
            &mut targets,
            url,
            subject,
            owner,
            &[Some(Target::Question(id)), document(question.record)],
        );
    }
    for (id, entity) in
        (0..).map(EntityId).zip(&archive.entities).filter(|(_, entity)| !entity.sensitive)
    {
        let url = format!("entities/{}.html", entity.slug);
        let pages = pages(archive, id);
        let part = |number| part(archive, id, number, pages);
        let (owner, subject) =
            with_record(archive, entity.record, &entity.name, Subject::Entity(id, part(0)));
        let shown = matches!(subject, Subject::Entity(..));
        let first = keep(
            addresses,
            &mut targets,
            url,
            subject,
            owner,
            &[Some(Target::Entity(id)), document(entity.record)],
        );
        if let Some(url) = first.filter(|_| shown) {
            for number in 1..pages {
                addresses.page(numbered(&url, number), Subject::Entity(id, part(number)), owner);
            }
        }
    }
    let introduction = lists::introduction(archive);
    for (id, reading) in (0..).map(DocumentId).zip(&archive.documents) {
        let own = own_page(id, &reading.document).filter(|_| introduction != Some(id));
        let Some((url, subject)) = own else { continue };
        let owner = Owner::Document(&reading.document.source);
        keep(addresses, &mut targets, url, subject, owner, &[Some(Target::Document(id))]);
    }
    if let Some(id) = introduction {
        targets.push((Target::Document(id), "index.html".to_owned()));
    }
    targets.into_iter().collect()
}

/// How many pages an entity has.
fn pages(archive: &Archive, id: EntityId) -> usize {
    let links = archive.backlinks.get(&Target::Entity(id)).map_or(0, Vec::len);
    archive.known.mentions.of(id).len().max(links).div_ceil(PLACES).max(1)
}

/// What one of the pages of an entity shows.
fn part(archive: &Archive, id: EntityId, number: usize, of: usize) -> Part {
    let items = share(archive.known.mentions.of(id).len(), PLACES, number);
    Part { group: None, number, of, items }
}

/// A page for each translation whose original is there too, and for each version with the one that it names. Versions
/// are compared only where the whole text of both is there: what an excerpt leaves out is no variant. Returns what all
/// witnesses of a text are collated with.
fn parallels(
    archive: &Archive,
    world: &World,
    targets: &BTreeMap<Target, Url>,
    addresses: &mut Addresses<'_>,
) -> BTreeMap<DocumentId, DocumentId> {
    let shown = |id: DocumentId, kind: LinkKind| {
        let document = &archive.document(id).document;
        document.article().is_some()
            && document.withdrawn.is_none()
            && (kind != LinkKind::Versions || is_whole(archive, world, document))
    };
    let mut versions: BTreeMap<DocumentId, Vec<DocumentId>> = BTreeMap::new();
    for (target, links) in &*archive.backlinks {
        let Target::Document(first) = *target else { continue };
        for &Backlink { kind, from: second, .. } in links {
            let own = targets.get(&Target::Document(second));
            let url = own.and_then(|url| parallel(url, kind));
            if let Some(url) = url.filter(|_| shown(first, kind) && shown(second, kind)) {
                let subject = Subject::Parallel { kind, first, second };
                addresses.page(url, subject, Owner::Generated);
                if kind == LinkKind::Versions {
                    versions.entry(first).or_default().push(second);
                }
            }
        }
    }
    witnesses(&versions, targets, addresses)
}

/// A page for each text of which there are three versions or more, also by versions of versions; what each of them is
/// collated with. What is a version of itself in the end belongs to no text.
fn witnesses(
    versions: &BTreeMap<DocumentId, Vec<DocumentId>>,
    targets: &BTreeMap<Target, Url>,
    addresses: &mut Addresses<'_>,
) -> BTreeMap<DocumentId, DocumentId> {
    let named: BTreeSet<DocumentId> = versions.values().flatten().copied().collect();
    let mut bases = BTreeMap::new();
    for &base in versions.keys().filter(|id| !named.contains(id)) {
        let mut all = vec![base];
        let mut next = 0;
        while let Some(id) = all.get(next) {
            all.extend(versions.get(id).into_iter().flatten());
            next += 1;
        }
        let own = targets.get(&Target::Document(base)).filter(|_| all.len() > 2);
        if let Some(url) = own.and_then(|url| parallel(url, LinkKind::Versions)) {
            bases.extend(all.iter().map(|&id| (id, base)));
            let others = all.split_off(1);
            addresses.page(url, Subject::Witnesses { base, others }, Owner::Generated);
        }
    }
    bases
}

/// Whether the edition has all of the text of an article.
fn is_whole(archive: &Archive, world: &World, document: &Document) -> bool {
    archive.edition == Edition::Private
        || document.visible(world.config.visibility) == Visibility::Full
}

/// Claims the address of a subject and remembers it for links; nothing when it is taken.
fn keep<'a>(
    addresses: &mut Addresses<'a>,
    targets: &mut Vec<(Target, Url)>,
    url: Url,
    subject: Subject,
    owner: Owner<'a>,
    of: &[Option<Target>],
) -> Option<Url> {
    let url = addresses.page(url, subject, owner)?;
    targets.extend(of.iter().flatten().map(|&target| (target, url.clone())));
    Some(url)
}

/// The owner and the subject of a page that may have a file of its own; a file that was taken back leaves a tombstone.
fn with_record<'a>(
    archive: &'a Archive,
    record: Option<DocumentId>,
    name: &'a str,
    subject: Subject,
) -> (Owner<'a>, Subject) {
    let Some(id) = record else { return (Owner::Named(name), subject) };
    let document = &archive.document(id).document;
    let withdrawn = document.withdrawn.is_some();
    (Owner::Document(&document.source), if withdrawn { Subject::Tombstone(id) } else { subject })
}

fn document(record: Option<DocumentId>) -> Option<Target> {
    record.map(Target::Document)
}

/// The address and the subject of an article or a page of the reader's own.
fn own_page(id: DocumentId, document: &Document) -> Option<(Url, Subject)> {
    let (url, subject) = match document.is {
        Kind::Article(_) => (format!("articles/{}.html", document.slug), Subject::Article(id)),
        Kind::Page if !lists::is_introduction(document) => {
            (format!("{}.html", document.slug), Subject::Own(id))
        }
        // The home page has room for one.
        Kind::Page if document.withdrawn.is_none() => ("index.html".to_owned(), Subject::Own(id)),
        _ => return None,
    };
    Some((url, if document.withdrawn.is_some() { Subject::Tombstone(id) } else { subject }))
}

/// The items that one page of a list shows, when each shows so many at the most.
fn share(items: usize, most: usize, number: usize) -> std::ops::Range<usize> {
    (number * most).min(items)..((number + 1) * most).min(items)
}
