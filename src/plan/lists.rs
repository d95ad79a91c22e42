//! The generated pages: home, indexes and their parts.
//!
//! A page without anything to show is not planned; its name is kept free all the same, so that one more event in an
//! article does not take the address of a page of the reader's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::fold::{self, Collation};
use crate::model::archive::{Archive, DocumentId, EntityId, Event, Lists, first_day, year_of};
use crate::model::article::{Document, Kind};
use crate::model::date::Day;
use crate::model::manifest::MANIFEST;
use crate::model::site::{Part, Subject, Tag, Url, numbered};
use crate::model::years::Years;
use crate::world::World;

use super::addresses::{Addresses, Owner};
use super::share;

/// Above so many articles or events there is a page for each year or for some of them, and no page of a list shows more.
const LONG: usize = 200;
/// Above so many names or tags there is a page for each letter.
const MANY_NAMES: usize = 500;
/// As much room as so many lines of the ledger takes a question with its claims.
const QUESTION: usize = 10;
/// How many items an overview shows of a list that has groups.
const NEWEST: usize = 100;

/// The names that pages of the reader's own cannot have.
const RESERVED: &[&str] = &[
    "index.html",
    "articles.html",
    "entities.html",
    "timeline.html",
    "claims.html",
    "sources.html",
    "tags.html",
    "notes.html",
    "log.html",
    "network.html",
    "map.html",
    "search.html",
    "404.html",
    MANIFEST,
];

/// Plans the generated pages; returns the addresses of the events on the timeline.
pub(super) fn pages<'a>(
    archive: &'a Archive,
    world: &World,
    tags: &[Tag],
    addresses: &mut Addresses<'a>,
) -> Vec<Url> {
    RESERVED.iter().for_each(|url| addresses.reserve(url));
    addresses.reserved("index.html", Subject::Home(introduction(archive)));
    addresses.reserved("404.html", Subject::NotFound);
    articles(archive, addresses);
    let collation = Collation::of(&world.config.language);
    entities(archive, &collation, addresses);
    let events = timeline(archive, addresses);
    notes(archive, addresses);
    tagged(tags, &collation, addresses);
    let claims = archive.claims.len().max(archive.questions.len() * QUESTION);
    whole("claims.html", claims, LONG, Subject::Claims, addresses);
    let known = &archive.known;
    let all = || (0..).map(EntityId).take(archive.entities.len());
    let has = |works: &Lists<DocumentId>| all().filter(|&id| !works.of(id).is_empty()).count();
    let sources = has(&known.published) + has(&known.wrote);
    whole("sources.html", sources, LONG, Subject::Sources, addresses);
    log(archive, addresses);
    let shown = || all().filter(|&id| !archive.entity(id).sensitive);
    for (url, subject, has_something) in [
        ("network.html", Subject::Network, shown().any(|id| !known.with(id).is_empty())),
        ("map.html", Subject::Map, shown().any(|id| archive.entity(id).coordinates.is_some())),
        ("search.html", Subject::Search, world.config.search && !archive.documents.is_empty()),
    ] {
        if has_something {
            addresses.reserved(url, subject);
        }
    }
    events
}

/// The document that introduces the home page.
pub(super) fn introduction(archive: &Archive) -> Option<DocumentId> {
    let is = |id: &DocumentId| {
        let document = &archive.document(*id).document;
        is_introduction(document) && document.withdrawn.is_none()
    };
    (0..).map(DocumentId).take(archive.documents.len()).find(is)
}

/// Whether a document is `content/index.md`.
pub(super) fn is_introduction(document: &Document) -> bool {
    matches!(document.is, Kind::Page) && matches!(document.slug.as_str(), "" | "index")
}

fn articles(archive: &Archive, addresses: &mut Addresses<'_>) {
    let published = archive.readings().map(|id| {
        let article = archive.document(id).document.article();
        article.and_then(|article| year_of(article.published.as_ref()))
    });
    let groups = by_years(published.collect());
    let total = archive.readings().count();
    grouped("articles", total, LONG, NEWEST, &groups, &Subject::Articles, addresses);
}

fn entities(archive: &Archive, collation: &Collation, addresses: &mut Addresses<'_>) {
    let shown = archive.entities.par_iter().filter(|entity| !entity.sensitive);
    let groups = by_letters(shown.map(|entity| collation.letter(&entity.sort)).collect());
    let total = groups.values().sum();
    grouped("entities", total, MANY_NAMES, NEWEST, &groups, &Subject::Entities, addresses);
}

/// The timeline; the address of each event with its fragment.
pub(super) fn timeline(archive: &Archive, addresses: &mut Addresses<'_>) -> Vec<Url> {
    let year = |event: &Arc<Event>| event.day().map(|day| day.year);
    let years = Years::of(archive.events.iter().map(year));
    // Events come by date, so that those of a year stand together, and those of a group.
    let mut runs: Vec<(String, usize)> = Vec::new();
    for events in archive.events.chunk_by(|one, other| year(one) == year(other)) {
        let group = years.group(year(&events[0]));
        match runs.last_mut() {
            Some((last, items)) if *last == group => *items += events.len(),
            _ => runs.push((group, events.len())),
        }
    }
    let total = archive.events.len();
    let groups = sums(runs.iter().cloned());
    grouped("timeline", total, LONG, 0, &groups, &Subject::Timeline, addresses);
    let mut urls = Vec::with_capacity(total);
    let mut rest = &archive.events[..];
    for (group, items) in runs {
        let (events, others) = rest.split_at(items);
        rest = others;
        let first = group_url("timeline", &group);
        for (number, events) in events.chunks(LONG).enumerate() {
            let page =
                if total > LONG { numbered(&first, number) } else { "timeline.html".to_owned() };
            urls.extend(events.iter().map(|event| [&page, "#", &event.id].concat()));
        }
    }
    urls
}

/// The log of readings.
fn log(archive: &Archive, addresses: &mut Addresses<'_>) {
    let read =
        |id| archive.document(id).document.article().map_or(&[][..], |article| &article.read);
    let days = archive.readings().flat_map(read).map(|dated| first_day(Some(dated)));
    let years = days.filter(|&day| day != Day::NEVER).map(|day| Some(day.year));
    let groups = by_years(years.collect());
    let total = groups.values().sum();
    grouped("log", total, LONG, NEWEST, &groups, &Subject::Log, addresses);
}

/// The index of notes, and a page for each kind when there is more than one.
fn notes(archive: &Archive, addresses: &mut Addresses<'_>) {
    // There are many notes, of few kinds.
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for id in archive.readings() {
        let article = archive.document(id).document.article();
        let annotations = article.into_iter().flat_map(|article| &article.annotations);
        for annotation in annotations.filter(|annotation| annotation.is_indexed()) {
            *kinds.entry(annotation.kind()).or_default() += 1;
        }
    }
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for (kind, items) in kinds {
        *groups.entry(fold::slug(kind)).or_default() += items;
    }
    whole("notes.html", groups.values().sum(), LONG, Subject::Notes, addresses);
    if groups.len() > 1 {
        for (kind, &items) in &groups {
            parts(&group_url("notes", kind), Some(kind), items, LONG, &Subject::Notes, addresses);
        }
    }
}

fn tagged(tags: &[Tag], collation: &Collation, addresses: &mut Addresses<'_>) {
    let groups = by_letters(tags.par_iter().map(|tag| collation.letter(&tag.name)).collect());
    grouped("tags", tags.len(), MANY_NAMES, NEWEST, &groups, &Subject::Tags, addresses);
    for (index, tag) in tags.iter().enumerate() {
        let items = tag.count();
        let subject = |part| Subject::Tag(index, part);
        parts(&format!("tags/{}.html", tag.slug), None, items, LONG, &subject, addresses);
    }
}

/// A list with an overview and a page for each group, when it is long; else one page.
fn grouped(
    name: &str,
    total: usize,
    long: usize,
    overview: usize,
    groups: &BTreeMap<String, usize>,
    subject: &dyn Fn(Part) -> Subject,
    addresses: &mut Addresses<'_>,
) {
    let url = format!("{name}.html");
    if total <= long {
        return whole(&url, total, long, subject, addresses);
    }
    addresses.reserved(&url, subject(Part { group: None, number: 0, of: 1, items: 0..overview }));
    for (group, &items) in groups {
        parts(&group_url(name, group), Some(group), items, LONG, subject, addresses);
    }
}

/// A list without groups, on as many pages as it needs; no page when it has no items.
fn whole(
    url: &str,
    items: usize,
    most: usize,
    subject: impl Fn(Part) -> Subject,
    addresses: &mut Addresses<'_>,
) {
    let of = items.div_ceil(most);
    for number in 0..of {
        let part = Part { group: None, number, of, items: share(items, most.min(items), number) };
        addresses.reserved(&numbered(url, number), subject(part));
    }
}

/// The pages of one group, or of one tag.
fn parts(
    url: &str,
    group: Option<&String>,
    items: usize,
    most: usize,
    subject: &dyn Fn(Part) -> Subject,
    addresses: &mut Addresses<'_>,
) {
    let of = items.div_ceil(most);
    for number in 0..of {
        let part = Part { group: group.cloned(), number, of, items: share(items, most, number) };
        addresses.page(numbered(url, number), subject(part), Owner::Generated);
    }
}

/// The first page of a group. What has no letters or digits (the sign `#`) stands under `other`.
fn group_url(list: &str, group: &str) -> Url {
    let slug = match group.strip_prefix('-') {
        Some(year) => format!("-{year}"),
        None => fold::slug(group),
    };
    format!("{list}-{}.html", if slug.is_empty() { "other" } else { &slug })
}

/// How many items the groups of a list have whose items are of these years.
fn by_years(items: Vec<Option<i64>>) -> BTreeMap<String, usize> {
    let years = Years::of(items.iter().copied());
    let counts = sums(items.into_iter().map(|year| (year, 1)));
    sums(counts.into_iter().map(|(year, items)| (years.group(year), items)))
}

/// How many items have each letter.
fn by_letters(letters: Vec<String>) -> BTreeMap<String, usize> {
    sums(letters.into_iter().map(|letter| (letter, 1)))
}

fn sums<K: Ord>(parts: impl Iterator<Item = (K, usize)>) -> BTreeMap<K, usize> {
    let mut sums = BTreeMap::new();
    for (whole, items) in parts {
        *sums.entry(whole).or_default() += items;
    }
    sums
}
