//! An article in schema.org terms: with whom and what it names, what it reports, and which of its words are quoted.

use serde::Serialize;
use serde_json::{Value, json};

use super::{kept, plain_date};
use crate::export::Source;
use crate::model::annotation::{Anchoring, Says};
use crate::model::archive::{DocumentId, EntityId, Target};
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
    author: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Value>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(rename = "hasPart", skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Value>,
    headline: &'a str,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "isBasedOn", skip_serializing_if = "Option::is_none")]
    based_on: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
}

/// Somebody who wrote or published it.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    r#type: &'static str,
    name: &'a str,
}

/// The record of an article; nothing for other documents.
pub(super) fn of(source: Source<'_>, id: DocumentId) -> Option<Record<'_>> {
    let document = &source.archive.document(id).document;
    let article = document.article()?;
    let named = |r#type: &'static str, name| Named { r#type, name: words(name) };
    Some(Record {
        context: "https://schema.org",
        id: source.iri(&source.page_below(id)),
        r#type: "Article",
        r#abstract: document.summary.as_ref().map(words),
        about: events(source, id),
        parts: parts(source, id),
        mentions: mentions(source, id),
        author: article.authors.iter().map(|name| named("Person", name)).collect(),
        published: article.published.as_ref().and_then(plain_date),
        headline: words(&document.title),
        language: document.language.as_ref().map_or(&source.config.language, words),
        based_on: article.url.as_ref().map(words),
        keywords: document.tags.iter().map(words).collect(),
        license: article.licence.as_ref().map(words),
        publisher: article.outlet.as_ref().map(|name| named("Organization", name)),
    })
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
fn thing(source: Source, id: EntityId) -> Value {
    let entity = source.archive.entity(id);
    let mut thing = json!({"@type": class(&entity.kind), "name": entity.name});
    if let Some(page) = source.site.address(Target::Entity(id)) {
        thing["@id"] = json!(source.iri(page));
    }
    thing
}

/// Who and what is named in it, each once.
fn mentions(source: Source, id: DocumentId) -> Vec<Value> {
    let mut named: Vec<EntityId> =
        source.archive.mentions[id.index()].iter().map(|mention| mention.entity).collect();
    named.sort_unstable();
    named.dedup();
    let shown = named.into_iter().filter(|&id| !source.archive.entity(id).sensitive);
    shown.map(|id| thing(source, id)).collect()
}

/// What happened according to it.
fn events(source: Source, id: DocumentId) -> Vec<Value> {
    let mut events = Vec::new();
    for annotation in kept(source.archive.document(id)).map(|(annotation, _)| annotation) {
        let Says::Event(report) = &annotation.says else { continue };
        let mut event = json!({"@type": "Event", "name": report.title.value});
        if let Some(day) = report.date.as_ref().and_then(plain_date) {
            event["startDate"] = json!(day);
        }
        if let Some(place) = &report.place {
            event["location"] = json!({"@type": "Place", "name": place.value});
        }
        events.push(event);
    }
    events
}

/// The words of it that are quoted, and what is claimed in it.
fn parts(source: Source, id: DocumentId) -> Vec<Value> {
    let page = source.iri(&source.page_below(id));
    let text = &source.archive.document(id).document.body.text;
    let mut parts = Vec::new();
    for (annotation, anchoring) in kept(source.archive.document(id)) {
        let place = format!("{page}#{}", annotation.id);
        match (&annotation.says, anchoring) {
            (Says::Claim(claim), _) => {
                let mut part = json!({"@type": "Claim", "@id": place, "text": claim.says.value});
                if let Some(speaker) = &claim.by {
                    part["author"] = json!({"@type": "Thing", "name": speaker.value});
                }
                parts.push(part);
            }
            (Says::Highlight(_), Anchoring::Found(anchor)) => {
                let words = anchor.ranges.iter().map(|range| &text[range.range()]);
                let words = words.collect::<Vec<_>>().join(" … ");
                parts.push(json!({"@type": "Quotation", "@id": place, "text": words}));
            }
            _ => {}
        }
    }
    parts
}
