//! The archive for other programs: annotations as Hypothesis has them, and documents for a search server.

use serde_json::{Value, json};

use super::{Source, edtf, pretty, room};
use crate::model::annotation::{Anchoring, Annotation, Says};
use crate::model::archive::{DocumentId, EntityId, Target, Words, first_day, year_of};
use crate::model::date::Day;

/// Every annotation in the shape that the API of Hypothesis answers with: on the original page where there is one, so
/// that a client shows it there.
pub(super) fn hypothesis(source: Source) -> String {
    let mut rows = Vec::new();
    for id in source.archive.readings() {
        let reading = source.archive.document(id);
        let annotations = reading.document.article().map_or(&[][..], |a| &a.annotations);
        for ((number, said), anchoring) in (0..).zip(annotations).zip(&reading.anchors) {
            if !matches!((&said.says, anchoring), (Says::Names(_), Anchoring::Whole)) {
                rows.push(row(source, (id, number), said, anchoring));
            }
        }
    }
    pretty(&json!({"total": rows.len(), "rows": rows}), rows.len())
}

fn row(
    source: Source,
    (id, number): (DocumentId, u32),
    said: &Annotation,
    anchoring: &Anchoring,
) -> Value {
    let document = &source.archive.document(id).document;
    let article = document.article();
    let page = source.page(Target::Document(id));
    let original = article.and_then(|article| article.url.as_ref()).map(|url| url.value.clone());
    let uri = original.unwrap_or_else(|| page.clone());
    let quotes: Vec<Value> = match anchoring {
        Anchoring::Found(anchor) => {
            let words = |range: &crate::model::body::TextRange| &document.body.text[range.range()];
            let ranges = anchor.ranges.iter().map(words);
            ranges.map(|exact| json!({"type": "TextQuoteSelector", "exact": exact})).collect()
        }
        Anchoring::Lost | Anchoring::Whole => Vec::new(),
    };
    let target = if quotes.is_empty() {
        json!([{"source": uri}])
    } else {
        quotes.iter().map(|quote| json!({"source": uri, "selector": [quote]})).collect()
    };
    let says = match &said.says {
        Says::Event(report) => Some(report.title.value.as_str()),
        Says::Claim(claim) => Some(claim.says.value.as_str()),
        Says::Names(naming) => Some(naming.name.value.as_str()),
        Says::Highlight(_) => None,
    };
    let note = said
        .note
        .as_ref()
        .map(|note| source.archive.shown(id, Words::Note(number), &note.body, note.body.whole()));
    let text: Vec<&str> = says.into_iter().chain(note.as_deref()).collect();
    let kind = Some(said.kind()).filter(|kind| *kind != "note");
    let tags: Vec<&str> =
        said.details().tags.iter().map(|tag| tag.value.as_str()).chain(kind).collect();
    let day = first_day(said.details().created.as_ref());
    let mut row = json!({
        "id": format!("{}#{}", document.slug, said.id),
        "uri": uri,
        "text": text.join("\n\n"),
        "tags": tags,
        "target": target,
        "document": {"title": [document.title.value]},
        "links": {"html": format!("{page}#{}", said.id)},
        "group": "__world__",
    });
    if let Some(reader) = &said.details().reader {
        row["user"] = json!(format!("acct:{}@variorum", reader.value));
        let known = source.config.readers.iter().find(|known| known.id == reader.value);
        row["user_info"] =
            json!({"display_name": known.map_or(&reader.value, |known| &known.name)});
    }
    if day != Day::NEVER {
        row["created"] = json!(format!("{day}T00:00:00+00:00"));
        row["updated"] = row["created"].clone();
    }
    row
}

/// A document a line for Meilisearch, Typesense, OpenSearch and the like: paragraphs, notes, names, events and claims,
/// each with an address to show.
pub(super) fn documents(source: Source) -> String {
    let mut lines = room(source.archive.documents.len());
    let mut line = |kind: &str, url: &str, mut document: Value| {
        // Servers want ids of few letters; an address is one that stays.
        let id = &blake3::hash(format!("{kind} {url}").as_bytes()).to_hex()[..16];
        document["id"] = json!(format!("{kind}-{id}"));
        document["kind"] = json!(kind);
        document["url"] = json!(url);
        lines.push_str(&document.to_string());
        lines.push('\n');
    };
    for id in source.archive.readings() {
        let reading = source.archive.document(id);
        let Some(article) = reading.document.article() else { continue };
        let page = source.page(Target::Document(id));
        let tags = |tags: &[crate::source::Spanned<String>]| {
            tags.iter().map(|tag| tag.value.clone()).collect::<Vec<_>>()
        };
        let about = |text: &str| {
            json!({
                "title": reading.document.title.value,
                "text": text,
                "author": tags(&article.authors),
                "outlet": article.outlet.as_ref().map(|outlet| &outlet.value),
                "date": edtf(article.published.as_ref()),
                "year": year_of(article.published.as_ref()),
                "tags": tags(&reading.document.tags),
            })
        };
        let lines = reading.document.body.lines();
        for paragraph in &reading.document.body.paragraphs {
            let text = &lines[paragraph.range.range()];
            line("paragraph", &format!("{page}#{}", paragraph.id), about(text));
        }
        for (index, said) in (0..).zip(&article.annotations) {
            if let (Some(note), Some(place)) = (&said.note, reading.place(index as usize)) {
                let (words, body) = (Words::Note(index), &note.body);
                let mut document = about(&source.archive.shown(id, words, body, body.whole()));
                document["tags"] = json!(tags(&said.details().tags));
                line("note", &format!("{page}#{place}"), document);
            }
        }
    }
    for (id, entity) in (0..).map(EntityId).zip(&source.archive.entities) {
        let Some(page) = source.site.address(Target::Entity(id)) else { continue };
        let names: Vec<&String> = entity.aliases.iter().map(|alias| &alias.value.value).collect();
        let document = json!({"title": entity.name, "text": entity.summary, "names": names, "type": entity.kind});
        line("entity", &source.url(page), document);
    }
    for (event, url) in source.archive.events.iter().zip(&source.site.events) {
        let date = event.when.as_ref().map(|when| when.text.as_str());
        let year = event.day().map(|day| day.year);
        let place = event.place.map(|id| source.name(id));
        let document = json!({"title": event.title, "date": date, "year": year, "place": place});
        line("event", &source.url(url), document);
    }
    for claim in &source.archive.claims {
        let said = source.archive.annotation(claim.document, claim.annotation);
        let Some(Says::Claim(record)) = said.map(|said| &said.says) else { continue };
        let speaker = source.archive.speaker(claim);
        let url = format!("{}#{}", source.page(Target::Document(claim.document)), claim.id);
        let title = source.title(claim.document);
        line("claim", &url, json!({"title": title, "text": record.says.value, "speaker": speaker}));
    }
    lines
}
