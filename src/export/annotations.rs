//! Annotations in the W3C Web Annotation Data Model, and articles in schema.org terms.
//!
//! The annotations of an article are one page of the collection of all, so that nothing is said twice. Positions count
//! code points of the article's text file, which is what they have as their source. In a file that stands alone each is
//! also as it stands in front matter, which has words for more than the model.

mod places;
mod record;

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value, json};

use super::vault::{Listed, Lists};
use super::{Source, plain};
use crate::model::annotation::{Anchoring, Annotation, Note, Says, Stance};
use crate::model::archive::{self, DocumentId};
use crate::model::article::Reading;
use crate::model::date::Dated;
use crate::source::Spanned;
use places::Place;
pub(super) use places::{Places, Quote};
use record::Record;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What the terms of schema.org begin with in its own context.
const SCHEMA: &str = "http://schema.org/";

/// A file that is one page of the collection of all annotations.
#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: Value,
    id: String,
    items: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    #[serde(rename = "partOf")]
    part_of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    prev: Option<String>,
    #[serde(rename = "schema:about")]
    about: Record<'a>,
    r#type: &'static str,
}

/// An annotation.
#[derive(Serialize)]
struct Item<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<Words<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Creator<'a>>,
    id: String,
    motivation: &'static str,
    target: Place<'a>,
    r#type: &'static str,
    #[serde(rename = "variorum:frontMatter", skip_serializing_if = "Option::is_none")]
    listed: Option<Listed<'a>>,
}

/// What an annotation says.
#[derive(Serialize)]
struct Words<'a> {
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    purpose: &'static str,
    r#type: &'static str,
    value: Cow<'a, str>,
}

#[derive(Serialize)]
struct Creator<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    name: &'a str,
    nickname: &'a str,
    r#type: &'static str,
}

/// An article, as what a page of annotations is about; alone where nobody annotated it.
pub(super) fn article(source: Source, id: DocumentId) -> String {
    let Some(about) = record::of(source, id) else { return String::new() };
    if count(source, id) == 0 {
        return line(&about);
    }
    let [prev, next] = neighbours(source, id).map(|near| near.map(|id| file(source, id)));
    let page = source.iri(&source.page_below(id));
    let places = Places::new(source, id, &page);
    let annotations = kept(source.archive.document(id));
    line(&Page {
        context: json!([CONTEXT, {"schema": SCHEMA}]),
        id: file(source, id),
        items: annotations
            .flat_map(|(number, said, at)| items(source, (id, number), said, at, &page, &places))
            .collect(),
        next,
        part_of: source.iri("data/annotations.jsonld"),
        prev,
        about,
        r#type: "AnnotationPage",
    })
}

/// The collection of all annotations; its pages are the files of the articles.
pub(super) fn collection(source: Source) -> String {
    let mut pages: Vec<DocumentId> =
        source.archive.readings().filter(|&id| annotated(source, id)).collect();
    pages.sort_unstable();
    let mut collection = json!({
        "@context": CONTEXT,
        "id": source.iri("data/annotations.jsonld"),
        "type": "AnnotationCollection",
        "label": source.config.title,
        "total": pages.iter().map(|&id| count(source, id)).sum::<usize>(),
    });
    if let (Some(&first), Some(&last)) = (pages.first(), pages.last()) {
        collection["first"] = json!(file(source, first));
        collection["last"] = json!(file(source, last));
    }
    line(&collection)
}

/// The collection with all annotations on one page, for a file that stands alone.
pub(super) fn whole(source: Source) -> String {
    let mut items = Vec::new();
    let lists = Lists::of(source);
    // What was taken back is the reader's own still, and nothing of it is in another edition.
    for &id in &source.archive.articles {
        let page = source.iri(&source.page_below(id));
        let places = Places::new(source, id, &page);
        let reading = source.archive.document(id);
        let annotations = reading.document.article().map_or(&[][..], |a| &a.annotations);
        let listed = lists.listed(id);
        for (((number, said), at), listed) in
            (0..).zip(annotations).zip(&reading.anchors).zip(listed)
        {
            if !listed.is_item() && says_nothing(said, at) {
                continue;
            }
            let mut said = self::items(source, (id, number), said, at, &page, &places);
            said[0].listed = Some(listed);
            // A tree of strings and numbers always has a value.
            items.extend(said.iter().map(|item| serde_json::to_value(item).unwrap_or_default()));
        }
    }
    let id = source.iri("data/annotations.jsonld");
    let own = json!({"variorum": "urn:x-variorum:", "variorum:frontMatter": {"@type": "@json"}});
    line(&json!({
        "@context": [CONTEXT, own],
        "id": id,
        "type": "AnnotationCollection",
        "label": source.config.title,
        "total": items.len(),
        "first": {"id": format!("{id}#all"), "type": "AnnotationPage", "startIndex": 0, "items": items},
    }))
}

/// A file of one line.
fn line(record: &impl Serialize) -> String {
    // A tree of strings and numbers always has a text.
    serde_json::to_string(record).unwrap_or_default() + "\n"
}

/// An annotation, which is the so-many-th of an article, and the replies to it.
fn items<'a>(
    source: Source<'a>,
    (article, index): (DocumentId, u32),
    annotation: &'a Annotation,
    anchoring: &Anchoring,
    page: &'a str,
    places: &'a Places<'a>,
) -> Vec<Item<'a>> {
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
    let mut body: Vec<Words> =
        says.into_iter().map(|says| words(source, says, motivation)).collect();
    if let Says::Claim(record) = &annotation.says
        && record.stance != Stance::Asserts
    {
        body.push(words(source, record.stance.name(), "classifying"));
    }
    let note = annotation.note.iter();
    body.extend(note.map(|note| comment(source, article, archive::Words::Note(index), note)));
    body.extend(annotation.details().tags.iter().map(|tag| words(source, &tag.value, "tagging")));
    let target = match anchoring {
        Anchoring::Found(anchor) => places.anchored(anchor, annotation.quoted()),
        Anchoring::Lost => places.lost(annotation.quoted()),
        Anchoring::Pictured(link) => places.pictured(source, article, *link, annotation),
        Anchoring::Whole => Place::Whole(page.into()),
    };
    let mut items = Vec::with_capacity(1 + annotation.details().replies.len());
    for (reply, said) in (0..).zip(&annotation.details().replies) {
        items.push(Item {
            body: vec![comment(source, article, archive::Words::Reply(index, reply), &said.note)],
            created: created(said.created.as_ref()),
            creator: creator(source, said.reader.as_ref()),
            id: format!("{id}-r{}", reply + 1),
            motivation: "replying",
            target: Place::Whole(id.clone().into()),
            r#type: "Annotation",
            listed: None,
        });
    }
    let said = Item {
        body,
        created: created(annotation.details().created.as_ref()),
        creator: creator(source, annotation.details().reader.as_ref()),
        id,
        motivation,
        target,
        r#type: "Annotation",
        listed: None,
    };
    items.insert(0, said);
    items
}

fn created(dated: Option<&Dated>) -> Option<String> {
    dated.and_then(day).map(|day| format!("{day}T00:00:00Z"))
}

fn creator<'a>(source: Source<'a>, reader: Option<&'a Spanned<String>>) -> Option<Creator<'a>> {
    let siglum = reader?.value.as_str();
    let known = source.config.readers.iter().find(|reader| reader.id == siglum);
    let url = known.and_then(|reader| reader.url.as_deref());
    Some(Creator {
        id: url.filter(|url| url.contains("://")),
        name: known.map_or(siglum, |reader| &reader.name),
        nickname: siglum,
        r#type: "Person",
    })
}

/// What a reader says, with its links as they are shown.
fn comment<'a>(
    source: Source<'a>,
    article: DocumentId,
    which: archive::Words,
    note: &'a Note,
) -> Words<'a> {
    let body = &note.body;
    words(source, source.archive.shown(article, which, body, body.whole()), "commenting")
}

fn words<'a>(
    source: Source<'a>,
    value: impl Into<Cow<'a, str>>,
    purpose: &'static str,
) -> Words<'a> {
    let is_word = matches!(purpose, "tagging" | "classifying");
    let language = Some(source.config.language.as_str()).filter(|_| !is_word);
    Words { format: "text/plain", language, purpose, r#type: "TextualBody", value: value.into() }
}

/// Whether an annotation is a name without words of its own, which says nothing about a passage.
fn says_nothing(said: &Annotation, anchoring: &Anchoring) -> bool {
    matches!((&said.says, anchoring), (Says::Names(_), Anchoring::Whole)) && !said.has_note()
}

/// What is exported of an article, with the number of each.
pub(super) fn kept(reading: &Reading) -> impl Iterator<Item = (u32, &Annotation, &Anchoring)> {
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    let all = (0..).zip(annotations).zip(&reading.anchors);
    all.map(|((number, said), anchoring)| (number, said, anchoring))
        .filter(|(_, said, anchoring)| !says_nothing(said, anchoring))
}

fn count(source: Source, id: DocumentId) -> usize {
    kept(source.archive.document(id))
        .map(|(_, annotation, _)| 1 + annotation.details().replies.len())
        .sum()
}

/// The annotated articles before and after one, in the order of their files: what lies between two of them is looked at
/// from both sides and from nowhere else.
fn neighbours(source: Source, id: DocumentId) -> [Option<DocumentId>; 2] {
    let last = u32::try_from(source.archive.documents.len()).unwrap_or(u32::MAX);
    let is_page = |id: &DocumentId| annotated(source, *id);
    let before = (0..id.0).rev().map(DocumentId).find(is_page);
    [before, (id.0 + 1..last).map(DocumentId).find(is_page)]
}

/// Whether an article has annotations to show.
fn annotated(source: Source, id: DocumentId) -> bool {
    source.archive.document(id).document.withdrawn.is_none()
        && kept(source.archive.document(id)).next().is_some()
}

fn file(source: Source, id: DocumentId) -> String {
    let page = source.page_below(id);
    source.iri(&format!("{}.jsonld", page.strip_suffix(".html").unwrap_or(&page)))
}

/// A date that is one year, month or day, which is all that schema.org knows.
fn plain_date(dated: &Dated) -> Option<&str> {
    plain(&dated.when.as_ref()?.text)
}

/// Where a date begins and where it ends, if it is from one to another and each of them is plain.
fn plain_dates(dated: &Dated) -> [Option<&str>; 2] {
    let ends = dated.when.as_ref().and_then(|when| when.text.split_once('/'));
    ends.map_or([plain_date(dated), None], |(start, end)| [plain(start), plain(end)])
}

/// A date that is one day.
fn day(dated: &Dated) -> Option<&str> {
    plain_date(dated).filter(|day| day.trim_start_matches('-').len() == 10)
}

impl Source<'_> {
    /// An address as a name for good: annotations must have one, also where it is not known where they will stand.
    fn iri(self, below: &str) -> String {
        match self.config.base_url {
            Some(_) => self.url(below),
            None => format!("urn:x-variorum:{}", self.url(below)),
        }
    }
}
