//! The files for machines.
//!
//! Only those that have something to say; what they say is written by `export` and `search`.

use std::collections::BTreeMap;

use crate::model::archive::{Archive, Edition, EntityId, Target};
use crate::model::data::{Data, Dataset, Feed};
use crate::model::site::{SITEMAP, Subject, Tag, Url};
use crate::world::World;

use super::addresses::{Addresses, Owner};
use super::is_whole;

/// Plans the files for machines.
pub(super) fn files(
    archive: &Archive,
    world: &World,
    targets: &BTreeMap<Target, Url>,
    tags: &[Tag],
    addresses: &mut Addresses<'_>,
) {
    let public = archive.edition == Edition::Public;
    let has_address = world.config.base_url.is_some() && public;
    hosts(archive, world, has_address, addresses);
    if has_address && world.config.feeds {
        feeds(archive, world, targets, tags, addresses);
    }
    if world.config.data {
        data(archive, world, targets, addresses);
    }
}

/// What hosts and crawlers read. Where the owner has rules of their own in `static/`, those are meant.
fn hosts(archive: &Archive, world: &World, has_address: bool, addresses: &mut Addresses<'_>) {
    let moved = addresses.pages().iter().any(|page| matches!(page.subject, Subject::Redirect(_)));
    let mut file = |url: &str, data: Data| {
        addresses.page(url.to_owned(), Subject::Data(data), Owner::Generated);
    };
    let rules = [
        (".nojekyll", Data::NoJekyll, true),
        ("robots.txt", Data::Robots, true),
        ("_headers", Data::Headers, true),
        ("_redirects", Data::Redirects, moved),
    ];
    for (url, data, is_wanted) in rules {
        let is_own = world.assets.values().any(|asset| asset.url.as_deref() == Some(url));
        if is_wanted && !is_own {
            file(url, data);
        }
    }
    if has_address {
        file("sitemap.xml", Data::Sitemap(None));
        let pages = addresses.pages().iter();
        let parts = pages.filter(|page| page.subject.is_indexed(archive)).count().div_ceil(SITEMAP);
        for part in (1..=parts).filter(|_| parts > 1) {
            let url = format!("sitemap-{part}.xml");
            addresses.page(url, Subject::Data(Data::Sitemap(Some(part))), Owner::Generated);
        }
    }
}

/// The feeds: of all readings and notes, and where they are asked for, of each tag and entity beside its page.
fn feeds(
    archive: &Archive,
    world: &World,
    targets: &BTreeMap<Target, Url>,
    tags: &[Tag],
    addresses: &mut Addresses<'_>,
) {
    let mut both = |name: &str, feed: Feed| {
        for (ending, data) in [("xml", Data::Atom(feed)), ("json", Data::JsonFeed(feed))] {
            addresses.page(format!("{name}.{ending}"), Subject::Data(data), Owner::Generated);
        }
    };
    if archive.readings().next().is_some() {
        both("feed", Feed::Readings);
    }
    if archive
        .notes()
        .any(|(id, note)| archive.annotation(id, note).is_some_and(|a| a.note.is_some()))
    {
        both("feed-notes", Feed::Notes);
    }
    if world.config.tag_feeds {
        for (index, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.documents.is_empty()) {
            both(&format!("tags/{}", tag.slug), Feed::Tag(index));
        }
    }
    if world.config.entity_feeds {
        for id in (0..).map(EntityId).take(archive.entities.len()) {
            let page = targets.get(&Target::Entity(id)).and_then(|page| page.strip_suffix(".html"));
            if let Some(page) = page.filter(|_| !archive.known.mentions.of(id).is_empty()) {
                both(page, Feed::Entity(id));
            }
        }
    }
}

/// What is known, article by article and as a whole.
fn data(
    archive: &Archive,
    world: &World,
    targets: &BTreeMap<Target, Url>,
    addresses: &mut Addresses<'_>,
) {
    let mut file =
        |url: String, data: Data| _ = addresses.page(url, Subject::Data(data), Owner::Generated);
    for id in archive.readings() {
        let Some(page) = targets.get(&Target::Document(id)) else { continue };
        let name = page.strip_suffix(".html").unwrap_or(page);
        if is_whole(archive, world, &archive.document(id).document) {
            file(format!("{name}.txt"), Data::Text(id));
        }
        file(format!("{name}.jsonld"), Data::JsonLd(id));
    }
    for &set in Dataset::ALL {
        if has_something(set, archive) {
            file(format!("data/{}", set.file()), Data::Set(set));
        }
    }
}

/// Whether a file of the whole archive has anything to hold.
pub(super) fn has_something(set: Dataset, archive: &Archive) -> bool {
    let all = (0..).map(EntityId).take(archive.entities.len());
    let mut shown = all.filter(|&id| !archive.entity(id).sensitive);
    let mut readings = archive.readings();
    match set {
        Dataset::Annotations => readings.any(|id| {
            let article = archive.document(id).document.article();
            article.is_some_and(|article| !article.annotations.is_empty())
        }),
        Dataset::Archive | Dataset::Bibtex | Dataset::Csl | Dataset::Ris => {
            readings.next().is_some()
        }
        Dataset::Calendar | Dataset::Timeline => {
            archive.events.iter().any(|event| event.when.is_some())
        }
        Dataset::Claims => !archive.claims.is_empty(),
        Dataset::Entities => shown.next().is_some(),
        Dataset::Events => !archive.events.is_empty(),
        Dataset::Graph => shown.any(|id| !archive.known.with(id).is_empty()),
        Dataset::Mentions => shown.any(|id| !archive.known.mentions.of(id).is_empty()),
        Dataset::Places => shown.any(|id| archive.entity(id).coordinates.is_some()),
        Dataset::DataPackage => Dataset::TABLES.iter().any(|&table| has_something(table, archive)),
    }
}
