//! Annotations in the W3C Web Annotation Data Model, and articles in schema.org terms.
//!
//! The annotations of an article are one page of the collection of all, so that nothing is said twice. Positions count
//! code points of the article's text file, which is what they have as their source.

mod places;

use serde_json::{Map, Value, json};

use super::Source;
use crate::model::annotation::{Anchoring, Annotation, Fidelity, Note, Passage, Says};
use crate::model::archive::{DocumentId, Target};
use crate::model::article::{Document, Reading};
use crate::model::date::{DateKind, Dated};
use crate::source::Spanned;
use places::Places;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// An article, as what a page of annotations is about; alone where nobody annotated it.
pub(super) fn article(source: Source, id: DocumentId) -> String {
    let document = &source.archive.document(id).document;
    let record = record(source, id, document);
    if count(source, id) == 0 {
        return format!("{record}\n");
    }
    let near = neighbours(source, id);
    let page = object([
        ("@context", json!([CONTEXT, {"schema": "https://schema.org/"}])),
        ("id", json!(file(source, id))),
        ("type", json!("AnnotationPage")),
        ("partOf", json!(source.iri("data/annotations.jsonld"))),
        ("prev", near[0].map_or(Value::Null, |id| json!(file(source, id)))),
        ("next", near[1].map_or(Value::Null, |id| json!(file(source, id)))),
        ("schema:about", record),
        ("items", Value::Array(items(source, id))),
    ]);
    format!("{page}\n")
}

/// The collection of all annotations; its pages are the files of the articles.
pub(super) fn collection(source: Source) -> String {
    let annotated = || source.archive.readings().filter(|&id| count(source, id) > 0);
    let page = |id: Option<DocumentId>| id.map_or(Value::Null, |id| json!(file(source, id)));
    let collection = object([
        ("@context", json!(CONTEXT)),
        ("id", json!(source.iri("data/annotations.jsonld"))),
        ("type", json!("AnnotationCollection")),
        ("label", json!(source.config.title)),
        ("total", json!(annotated().map(|id| count(source, id)).sum::<usize>())),
        ("first", page(annotated().next())),
        ("last", page(annotated().last())),
    ]);
    format!("{collection}\n")
}

/// The article in schema.org terms.
fn record(source: Source, id: DocumentId, document: &Document) -> Value {
    let Some(article) = document.article() else { return Value::Null };
    let named = |kind: &str, name: &Spanned<String>| json!({"@type": kind, "name": name.value});
    let url = source.iri(&source.page_below(id));
    let tags: Vec<&str> = document.tags.iter().map(|tag| tag.value.as_str()).collect();
    object([
        ("@context", json!("https://schema.org")),
        ("@type", json!("Article")),
        ("@id", json!(url)),
        ("headline", json!(document.title.value)),
        ("author", article.authors.iter().map(|name| named("Person", name)).collect()),
        (
            "publisher",
            article.outlet.as_ref().map_or(Value::Null, |name| named("Organization", name)),
        ),
        ("datePublished", json!(article.published.as_ref().and_then(plain_date))),
        (
            "inLanguage",
            json!(document.language.as_ref().map_or(&source.config.language, |l| &l.value)),
        ),
        ("isBasedOn", json!(article.url.as_ref().map(|url| &url.value))),
        ("abstract", json!(document.summary.as_ref().map(|summary| &summary.value))),
        ("keywords", json!(tags)),
        ("license", json!(article.licence.as_ref().map(|licence| &licence.value))),
    ])
}

/// The annotations of an article, and the replies to them.
fn items(source: Source, id: DocumentId) -> Vec<Value> {
    let reading = source.archive.document(id);
    let page = source.iri(&source.page_below(id));
    let places = Places::new(source, id, &page);
    kept(reading)
        .flat_map(|(annotation, anchoring)| {
            annotated(source, annotation, anchoring, &page, &places)
        })
        .collect()
}

fn annotated(
    source: Source,
    annotation: &Annotation,
    anchoring: &Anchoring,
    page: &str,
    places: &Places<'_>,
) -> Vec<Value> {
    let (motivation, says) = match &annotation.says {
        Says::Highlight(Some(kind)) if matches!(kind.value.as_str(), "question" | "doubt") => {
            ("questioning", None)
        }
        Says::Highlight(_) if annotation.note.is_some() => ("commenting", None),
        Says::Highlight(_) => ("highlighting", None),
        Says::Names(naming) => ("identifying", Some(&naming.name.value)),
        Says::Event(report) => ("describing", Some(&report.title.value)),
        Says::Claim(record) => ("describing", Some(&record.says.value)),
    };
    let id = format!("{page}#{}", annotation.id);
    let mut bodies: Vec<Value> =
        says.into_iter().map(|says| textual(source, says, motivation)).collect();
    bodies.extend(annotation.note.as_ref().map(|note| comment(source, note)));
    bodies.extend(annotation.tags.iter().map(|tag| textual(source, &tag.value, "tagging")));
    let target = match anchoring {
        Anchoring::Found(anchor) => {
            places.ranges(&anchor.ranges, anchor.fidelity == Fidelity::Elided)
        }
        Anchoring::Lost => places.lost(quoted(annotation)),
        Anchoring::Whole => json!(page),
    };
    let mut items = vec![item(
        source,
        &id,
        motivation,
        bodies,
        target,
        annotation.reader.as_ref(),
        annotation.created.as_ref(),
    )];
    for (number, reply) in (1..).zip(&annotation.replies) {
        let body = vec![comment(source, &reply.note)];
        let reply_id = format!("{id}-r{number}");
        items.push(item(
            source,
            &reply_id,
            "replying",
            body,
            json!(id),
            reply.reader.as_ref(),
            reply.created.as_ref(),
        ));
    }
    items
}

fn item(
    source: Source,
    id: &str,
    motivation: &str,
    bodies: Vec<Value>,
    target: Value,
    reader: Option<&Spanned<String>>,
    created: Option<&Dated>,
) -> Value {
    object([
        ("id", json!(id)),
        ("type", json!("Annotation")),
        ("motivation", json!(motivation)),
        ("creator", reader.map_or(Value::Null, |reader| creator(source, &reader.value))),
        ("created", json!(created.and_then(day).map(|day| format!("{day}T00:00:00Z")))),
        ("body", Value::Array(bodies)),
        ("target", target),
    ])
}

fn creator(source: Source, siglum: &str) -> Value {
    let known = source.config.readers.iter().find(|reader| reader.id == siglum);
    let url = known.and_then(|reader| reader.url.as_deref()).filter(|url| url.contains("://"));
    object([
        ("id", json!(url)),
        ("type", json!("Person")),
        ("name", json!(known.map_or(siglum, |reader| &reader.name))),
        ("nickname", json!(siglum)),
    ])
}

fn comment(source: Source, note: &Note) -> Value {
    textual(source, &note.body.text, "commenting")
}

fn textual(source: Source, value: &str, purpose: &str) -> Value {
    let mut body =
        json!({"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose});
    if purpose != "tagging" {
        body["language"] = json!(source.config.language);
    }
    body
}

/// The words that a reader quoted.
fn quoted(annotation: &Annotation) -> Option<&str> {
    match annotation.passage.as_ref()? {
        Passage::Quote(selector) => Some(&selector.exact.value),
        Passage::Mark(_) => None,
    }
}

/// What is exported of an article. A name without words of its own says nothing about a passage.
fn kept(reading: &Reading) -> impl Iterator<Item = (&Annotation, &Anchoring)> {
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    let says_something = |(annotation, anchoring): &(&Annotation, &Anchoring)| {
        !matches!((&annotation.says, anchoring), (Says::Names(_), Anchoring::Whole))
            || annotation.note.is_some()
    };
    annotations.iter().zip(&reading.anchors).filter(says_something)
}

fn count(source: Source, id: DocumentId) -> usize {
    kept(source.archive.document(id)).map(|(annotation, _)| 1 + annotation.replies.len()).sum()
}

/// The annotated articles before and after one.
fn neighbours(source: Source, id: DocumentId) -> [Option<DocumentId>; 2] {
    let articles = &source.archive.articles;
    let Some(place) = articles.iter().position(|&other| other == id) else { return [None, None] };
    let is_page = |id: &DocumentId| {
        source.archive.document(*id).document.withdrawn.is_none() && count(source, *id) > 0
    };
    let before = articles[..place].iter().rev().copied().find(is_page);
    [before, articles[place + 1..].iter().copied().find(is_page)]
}

fn file(source: Source, id: DocumentId) -> String {
    let page = source.page_below(id);
    source.iri(&format!("{}.jsonld", page.strip_suffix(".html").unwrap_or(&page)))
}

/// A date that is one year, month or day, which is all that schema.org knows.
fn plain_date(dated: &Dated) -> Option<&str> {
    let when = dated.when.as_ref()?;
    let plain = when.text.len() <= 10
        && when.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    (plain && matches!(when.kind, DateKind::Exact | DateKind::Reduced)).then_some(&when.text)
}

/// A date that is one day.
fn day(dated: &Dated) -> Option<&str> {
    plain_date(dated).filter(|day| day.len() == 10)
}

/// An object without what is not known.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let known =
        |value: &Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    let fields = fields.into_iter().filter(|(_, value)| known(value));
    Value::Object(fields.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

impl Source<'_> {
    /// The page of a document, below the root.
    fn page_below(self, id: DocumentId) -> String {
        self.site.address(Target::Document(id)).unwrap_or_default().to_owned()
    }

    /// An address as a name for good: annotations must have one, also where it is not known where they will stand.
    fn iri(self, below: &str) -> String {
        match self.config.base_url {
            Some(_) => self.url(below),
            None => format!("urn:x-variorum:{}", self.url(below)),
        }
    }
}
