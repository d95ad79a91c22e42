//! Annotations in the W3C Web Annotation Data Model, and articles in schema.org terms.

use serde_json::{Value, json};

use super::Source;
use super::feeds::published;
use crate::model::annotation::{Anchoring, Annotation, Says};
use crate::model::archive::{DocumentId, Target};
use crate::model::article::{Reading, Visibility};
use crate::model::body::TextRange;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Code points of context on each side of a quote.
const AROUND: usize = 32;

/// An article with its annotations.
pub(super) fn article(source: Source, id: DocumentId) -> String {
    let reading = source.archive.document(id);
    let document = &reading.document;
    let names = |list: &[crate::source::Spanned<String>], kind: &str| -> Vec<Value> {
        list.iter().map(|name| json!({"@type": kind, "name": name.value})).collect()
    };
    let article = document.article();
    let page = json!({
        "@context": CONTEXT,
        "id": format!("{}#annotations", source.page(Target::Document(id))),
        "type": "AnnotationPage",
        "items": items(source, id),
    });
    let record = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "url": source.page(Target::Document(id)),
        "headline": document.title.value,
        "author": names(article.map_or(&[][..], |article| &article.authors), "Person"),
        "publisher": article.and_then(|a| a.outlet.as_ref()).map(|outlet| json!({"@type": "Organization", "name": outlet.value})),
        "datePublished": published(source, id),
        "inLanguage": document.language.as_ref().map_or(&source.config.language, |l| &l.value),
        "isBasedOn": article.and_then(|a| a.url.as_ref()).map(|url| &url.value),
        "abstract": document.summary.as_ref().map(|summary| &summary.value),
        "keywords": document.tags.iter().map(|tag| &tag.value).collect::<Vec<_>>(),
        "license": article.and_then(|a| a.licence.as_ref()).map(|licence| &licence.value),
        "annotations": page,
    });
    format!("{record:#}\n")
}

/// All annotations of the archive.
pub(super) fn collection(source: Source) -> String {
    let items: Vec<Value> = source.archive.readings().flat_map(|id| items(source, id)).collect();
    let url = source.url("data/annotations.jsonld");
    let collection = json!({
        "@context": CONTEXT,
        "id": url,
        "type": "AnnotationCollection",
        "label": source.config.title,
        "total": items.len(),
        "first": {
            "id": format!("{url}#page-1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    format!("{collection:#}\n")
}

fn items(source: Source, id: DocumentId) -> Vec<Value> {
    let reading = source.archive.document(id);
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    let pairs = annotations.iter().zip(&reading.anchors);
    pairs.filter_map(|(annotation, anchor)| item(source, id, annotation, anchor)).collect()
}

/// An annotation; names without words of their own say nothing about a passage and are left out.
fn item(
    source: Source,
    id: DocumentId,
    annotation: &Annotation,
    anchor: &Anchoring,
) -> Option<Value> {
    let reading = source.archive.document(id);
    let (motivation, says) = match &annotation.says {
        Says::Highlight(_) if annotation.note.is_some() => ("commenting", None),
        Says::Highlight(_) => ("highlighting", None),
        Says::Names(_) if matches!(anchor, Anchoring::Whole) => return None,
        Says::Names(naming) => ("identifying", Some(&naming.name.value)),
        Says::Event(report) => ("describing", Some(&report.title.value)),
        Says::Claim(record) => ("assessing", Some(&record.says.value)),
    };
    let mut bodies = Vec::new();
    let body = |value: &str, purpose: &str| json!({"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose});
    bodies.extend(says.map(|says| body(says, motivation)));
    bodies.extend(annotation.note.as_ref().map(|note| body(&note.body.text, "commenting")));
    bodies.extend(annotation.tags.iter().map(|tag| body(&tag.value, "tagging")));
    let page = source.page(Target::Document(id));
    let mut item = json!({
        "@context": CONTEXT,
        "id": format!("{page}#{}", annotation.id),
        "type": "Annotation",
        "motivation": motivation,
        "target": target(source, id, reading, anchor),
    });
    if let Some(map) = item.as_object_mut() {
        if !bodies.is_empty() {
            map.insert("body".into(), Value::Array(bodies));
        }
        if let Some(reader) = &annotation.reader {
            let known = source.config.readers.iter().find(|known| known.id == reader.value);
            let name = known.map_or(&reader.value, |known| &known.name);
            map.insert("creator".into(), json!({"type": "Person", "name": name}));
        }
    }
    Some(item)
}

/// The page, and where on it: the words with their context, and their place in the text file where there is one.
fn target(source: Source, id: DocumentId, reading: &Reading, anchor: &Anchoring) -> Value {
    let page = source.page(Target::Document(id));
    let Anchoring::Found(anchor) = anchor else { return json!(page) };
    let text = &reading.document.body.text;
    let whole = reading.document.visibility.unwrap_or(source.config.visibility) == Visibility::Full;
    let mut selectors = Vec::new();
    for range in &anchor.ranges {
        selectors.push(quote(text, *range, whole));
        if whole {
            let start = text[..range.start as usize].chars().count();
            let end = start + text[range.range()].chars().count();
            selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
        }
    }
    json!({"source": page, "selector": selectors})
}

fn quote(text: &str, range: TextRange, context: bool) -> Value {
    let mut selector = json!({"type": "TextQuoteSelector", "exact": text[range.range()]});
    if let (true, Some(map)) = (context, selector.as_object_mut()) {
        let before = &text[..range.start as usize];
        let start =
            before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
        let after: String = text[range.end as usize..].chars().take(AROUND).collect();
        map.insert("prefix".into(), json!(&before[start..]));
        map.insert("suffix".into(), json!(after));
    }
    selector
}
