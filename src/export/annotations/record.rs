//! An article in schema.org terms: with whom and what it names, what it reports, and which of its words are quoted.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::{day, kept, plain_date, plain_dates};
use crate::export::{Source, licence_address};
use crate::fold;
use crate::model::annotation::{Anchoring, ClaimRecord, Says, Stance};
use crate::model::archive::{DocumentId, EntityId, LinkKind, Target};
use crate::model::article::Article;
use crate::source::Spanned;

/// An article.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#abstract: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<String>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<&'a str>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(rename = "hasPart", skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Thing<'a>>,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    image: Vec<String>,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "isBasedOn", skip_serializing_if = "Option::is_none")]
    based_on: Option<Value>,
    #[serde(rename = "isPartOf", skip_serializing_if = "Vec::is_empty")]
    part_of: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Thing<'a>>,
    #[serde(rename = "translationOfWork", skip_serializing_if = "Vec::is_empty")]
    translation_of: Vec<Thing<'a>>,
    #[serde(rename = "workTranslation", skip_serializing_if = "Vec::is_empty")]
    translations: Vec<Thing<'a>>,
}

/// What a record tells of: somebody, something, an event, a quotation, a claim, a denial of one.
#[derive(Default, Serialize)]
struct Thing<'a> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(rename = "@type")]
    r#type: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Box<Thing<'a>>>,
    #[serde(rename = "creativeWorkStatus", skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    end: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<Box<Thing<'a>>>,
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    start: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
}

impl<'a> Thing<'a> {
    fn of(r#type: &'static str) -> Self {
        Self { r#type, ..Self::default() }
    }

    fn named(r#type: &'static str, name: &'a str) -> Self {
        Self { name: Some(name), ..Self::of(r#type) }
    }

    /// Words that have an address of their own.
    fn said(r#type: &'static str, id: String, text: Cow<'a, str>) -> Self {
        Self { id: Some(id), text: Some(text), ..Self::of(r#type) }
    }
}

/// The record of an article; nothing for other documents.
pub(super) fn of(source: Source<'_>, id: DocumentId) -> Option<Record<'_>> {
    let document = &source.archive.document(id).document;
    let article = document.article()?;
    let people = People::of(source, id);
    Some(Record {
        context: "https://schema.org",
        id: source.iri(&source.page_below(id)),
        r#type: "Article",
        r#abstract: document.summary.as_ref().map(words),
        about: events(source, id, &people).chain(denials(source, id, &people)).collect(),
        correction: those(source, id, LinkKind::Corrects)
            .map(|id| source.iri(&source.page_below(id)))
            .collect(),
        parts: parts(source, id, &people),
        mentions: named(source, id).into_iter().map(|id| thing(source, id)).collect(),
        author: article.authors.iter().map(|name| author(source, id, words(name))).collect(),
        modified: modified(article),
        published: article.published.as_ref().and_then(plain_date),
        headline: words(&document.title),
        identifier: document.doi().map(|doi| fold::doi_address(&doi)),
        image: pictures(source, id).collect(),
        language: document.language.as_ref().map_or(&source.config.language, words),
        based_on: based_on(source, id, article),
        part_of: others(source, id, LinkKind::PartOf),
        keywords: document.tags.iter().map(words).collect(),
        license: article.licence.as_ref().map(|written| licence(words(written))),
        publisher: article.outlet.as_ref().map(|name| Thing::named("Organization", words(name))),
        translation_of: others(source, id, LinkKind::Translates),
        translations: those(source, id, LinkKind::Translates).map(|id| other(source, id)).collect(),
    })
}

/// An article of the archive, by its page.
fn other(source: Source<'_>, id: DocumentId) -> Thing<'_> {
    let page = source.iri(&source.page_below(id));
    Thing { id: Some(page), ..Thing::named("Article", source.title(id)) }
}

/// The articles to which one stands in a relation.
fn others(source: Source<'_>, id: DocumentId, kind: LinkKind) -> Vec<Thing<'_>> {
    let related = source.archive.related(id).filter(|(of, _)| *of == kind);
    related.map(|(_, id)| other(source, id)).collect()
}

/// The articles that stand in a relation to one.
fn those(source: Source<'_>, id: DocumentId, kind: LinkKind) -> impl Iterator<Item = DocumentId> {
    let links = source.archive.backlinks.get(&Target::Document(id)).into_iter().flatten();
    links.filter(move |link| link.kind == kind).map(|link| link.from)
}

/// The page that was read, and the article that this one is another version of.
fn based_on(source: Source, id: DocumentId, article: &Article) -> Option<Value> {
    let url = article.url.as_ref().map(|url| json!(words(url)));
    let versions = others(source, id, LinkKind::Versions);
    let mut all: Vec<Value> =
        url.into_iter().chain(versions.iter().map(|one| json!(one))).collect();
    if all.len() > 1 { Some(all.into()) } else { all.pop() }
}

/// Who wrote an article: a person, where the archive does not say otherwise.
fn author<'a>(source: Source<'a>, id: DocumentId, name: &'a str) -> Thing<'a> {
    let known = source.author(id, name).map(|id| thing(source, id));
    Thing { name: Some(name), ..known.unwrap_or_else(|| Thing::of("Person")) }
}

/// The day on which an article was changed, which is none before its publication.
fn modified(article: &Article) -> Option<&str> {
    let modified = article.modified.as_deref().and_then(day)?;
    let published = article.published.as_ref().and_then(day);
    Some(published.map_or(modified, |published| published.max(modified)))
}

/// What allows to publish an article: the address of its text, which those of Creative Commons have, or its name.
fn licence(written: &str) -> Value {
    let name = || json!({"@type": "CreativeWork", "name": written});
    licence_address(written).map_or_else(name, Value::from)
}

fn words(written: &Spanned<String>) -> &str {
    &written.value
}

/// The class of an entity.
fn class(kind: &str) -> &'static str {
    match kind {
        "person" => "Person",
        "organisation" => "Organization",
        "place" => "Place",
        "work" => "CreativeWork",
        "concept" => "DefinedTerm",
        _ => "Thing",
    }
}

/// An entity, by its page in the archive.
fn thing(source: Source<'_>, id: EntityId) -> Thing<'_> {
    let entity = source.archive.entity(id);
    let page = source.site.address(Target::Entity(id));
    let thing = Thing::named(class(&entity.kind), &entity.name);
    let image = entity.record.and_then(|record| pictures(source, record).next());
    Thing { id: page.map(|page| source.iri(page)), image, ..thing }
}

/// The pictures of a document.
fn pictures(source: Source<'_>, id: DocumentId) -> impl Iterator<Item = String> {
    let pictures = source.site.pictures(source.archive, id).into_iter();
    pictures.map(move |picture| source.iri(&picture))
}

/// Who and what is named in it, each once.
fn named(source: Source, id: DocumentId) -> Vec<EntityId> {
    let mut named: Vec<EntityId> =
        source.archive.mentions[id.index()].iter().map(|mention| mention.entity).collect();
    named.extend(&*source.archive.declared[id.index()]);
    named.sort_unstable();
    named.dedup();
    named.retain(|&id| !source.archive.entity(id).sensitive);
    named
}

/// Who can be meant by a name in an article: its authors, and whom it names.
struct People(BTreeMap<String, Vec<EntityId>>);

impl People {
    fn of(source: Source, id: DocumentId) -> Self {
        let mut people: BTreeMap<String, Vec<EntityId>> = BTreeMap::new();
        let authors = source.archive.authors[id.index()].iter().copied();
        for id in named(source, id).into_iter().chain(authors) {
            let entity = source.archive.entity(id);
            let aliases = entity.aliases.iter().map(|alias| &alias.value.value);
            for name in aliases.chain([&entity.name]).filter(|_| !entity.sensitive) {
                let called = people.entry(fold::label(name)).or_default();
                called.extend(Some(id).filter(|id| !called.contains(id)));
            }
        }
        Self(people)
    }

    /// The one that a name means.
    fn called(&self, name: &str) -> Option<EntityId> {
        match self.0.get(&fold::label(name)).map(Vec::as_slice) {
            Some(&[one]) => Some(one),
            _ => None,
        }
    }
}

/// What happened according to it. Who took part is what an event is about: schema.org has words for guests, performers and
/// hosts, and none for the besieged.
fn events<'a>(
    source: Source<'a>,
    id: DocumentId,
    people: &People,
) -> impl Iterator<Item = Thing<'a>> {
    kept(source.archive.document(id)).filter_map(move |(_, annotation, _)| {
        let Says::Event(report) = &annotation.says else { return None };
        let place = report.place.as_ref().map(|place| {
            let known = people.called(words(place)).map(|id| thing(source, id));
            Thing { name: Some(words(place)), ..known.unwrap_or_else(|| Thing::of("Place")) }
        });
        let [start, end] = report.date.as_ref().map_or([None; 2], plain_dates);
        Some(Thing {
            about: report.who.iter().map(|name| meant(source, words(name), people)).collect(),
            start,
            end,
            location: place.map(Box::new),
            ..Thing::named("Event", words(&report.title))
        })
    })
}

/// Who denies which claim in it: schema.org has an action for that, and nothing for who doubts or does not answer.
fn denials<'a>(
    source: Source<'a>,
    id: DocumentId,
    people: &People,
) -> impl Iterator<Item = Thing<'a>> {
    let page = source.iri(&source.page_below(id));
    kept(source.archive.document(id)).filter_map(move |(_, annotation, _)| {
        let Says::Claim(claim) = &annotation.says else { return None };
        let denied = Thing { id: Some(format!("{page}#{}", annotation.id)), ..Thing::of("Claim") };
        (claim.stance == Stance::Denies).then(|| Thing {
            agent: speaker(source, claim, people),
            object: Some(Box::new(denied)),
            ..Thing::of("DisagreeAction")
        })
    })
}

/// Who stands to a claim as its stance says.
fn speaker<'a>(
    source: Source<'a>,
    claim: &'a ClaimRecord,
    people: &People,
) -> Option<Box<Thing<'a>>> {
    Some(Box::new(meant(source, words(claim.by.as_ref()?), people)))
}

/// Somebody under the name that the reader wrote. Of who is only described, nobody knows what it is.
fn meant<'a>(source: Source<'a>, name: &'a str, people: &People) -> Thing<'a> {
    let known = people.called(name).map(|id| thing(source, id));
    Thing { name: Some(name), ..known.unwrap_or_else(|| Thing::of("Thing")) }
}

/// The words of it that are quoted, and what is claimed in it.
fn parts<'a>(source: Source<'a>, id: DocumentId, people: &People) -> Vec<Thing<'a>> {
    let page = source.iri(&source.page_below(id));
    let text = &source.archive.document(id).document.body.text;
    let parts = kept(source.archive.document(id)).filter_map(|(_, annotation, anchoring)| {
        let place = format!("{page}#{}", annotation.id);
        match (&annotation.says, anchoring) {
            (Says::Claim(claim), _) => {
                // Who denies or doubts a claim is not its author.
                let is_author = matches!(claim.stance, Stance::Asserts | Stance::Retracts);
                let retracted = claim.stance == Stance::Retracts;
                Some(Thing {
                    author: speaker(source, claim, people).filter(|_| is_author),
                    status: retracted.then_some("Retracted"),
                    ..Thing::said("Claim", place, words(&claim.says).into())
                })
            }
            (Says::Highlight(_), Anchoring::Found(anchor)) => {
                let words = anchor.ranges.iter().map(|range| &text[range.range()]);
                let words = words.collect::<Vec<_>>().join(" … ");
                Some(Thing::said("Quotation", place, words.into()))
            }
            _ => None,
        }
    });
    parts.collect()
}
