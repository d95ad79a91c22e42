//! The archive for other programs: annotations as Hypothesis has them, and documents for a search server.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::annotations::{self, Places, Quote};
use super::{Source, edtf, pretty, room};
use crate::model::annotation::{Anchoring, Annotation, Note, Reply};
use crate::model::archive::{DocumentId, EntityId, Target, Words, first_day, year_of};
use crate::model::article::{Reading, Visibility};
use crate::model::date::{Dated, Day};
use crate::source::Spanned;

/// The account of a reader who is not named: annotations of nobody cannot be chosen where they are imported.
const READER: &str = "reader";

/// Every annotation and every answer in the shape that the client of Hypothesis exports and imports: on the original page
/// where there is one, so that it is shown there.
pub(super) fn hypothesis(source: Source) -> String {
    let mut rows = Vec::new();
    for id in source.archive.readings() {
        let page = Page::of(source, id);
        let places = Places::new(source, id, &page.url);
        for (number, said, anchoring) in annotations::kept(source.archive.document(id)) {
            rows.push(annotation(&page, number, said, page.target(said, anchoring, &places)));
            let replies = (0..).zip(&said.details().replies);
            rows.extend(replies.map(|(at, reply)| answer(&page, (number, at), said, reply)));
        }
    }
    pretty(&json!({"annotations": rows}), rows.len())
}

/// What the annotations of an article have in common.
struct Page<'a> {
    source: Source<'a>,
    id: DocumentId,
    reading: &'a Reading,
    /// Where it is shown.
    url: String,
    /// Where it was read.
    uri: String,
    /// Whether it leaves the machine.
    is_public: bool,
}

impl<'a> Page<'a> {
    fn of(source: Source<'a>, id: DocumentId) -> Self {
        let reading = source.archive.document(id);
        let url = source.page(Target::Document(id));
        let original = reading.document.article().and_then(|article| article.url.as_ref());
        let uri = original.map_or_else(|| url.clone(), |original| original.value.clone());
        let visibility = reading.document.visible(source.config.visibility);
        let is_public = visibility != Visibility::Private && !reading.document.draft;
        Self { source, id, reading, url, uri, is_public }
    }

    /// What an annotation is about.
    fn target(&self, said: &Annotation, anchoring: &Anchoring, places: &Places) -> Value {
        let at = |quote: Quote| json!({"source": self.uri, "selector": [quote]});
        match anchoring {
            Anchoring::Found(anchor) => {
                anchor.ranges.iter().map(|&range| at(places.quote(range))).collect()
            }
            Anchoring::Pictured(_) | Anchoring::Lost | Anchoring::Whole => match said.quoted() {
                Some(words) => json!([at(Quote::alone(words))]),
                None => json!([{"source": self.uri}]),
            },
        }
    }

    /// The words of a note, as they are shown.
    fn words(&self, which: Words, note: &'a Note) -> Cow<'a, str> {
        self.source.archive.shown(self.id, which, &note.body, note.body.whole())
    }

    /// What annotations and answers have alike: who said it when, and who may read it.
    fn row(
        &self,
        id: &str,
        reader: Option<&Spanned<String>>,
        created: Option<&Dated>,
        is_public: bool,
    ) -> Value {
        let siglum = reader.map_or(READER, |reader| &reader.value);
        let user = format!("acct:{siglum}@variorum");
        let readers = if is_public && self.is_public { "group:__world__" } else { &user };
        let mut row = json!({
            "id": format!("{}#{id}", self.reading.document.slug),
            "uri": self.uri,
            "document": {"title": [self.reading.document.title.value]},
            "group": "__world__",
            "permissions": {"read": [readers], "admin": [user], "update": [user], "delete": [user]},
            "user": user,
        });
        let known = self.source.config.readers.iter().find(|known| known.id == siglum);
        if let Some(known) = known {
            row["user_info"] = json!({"display_name": known.name});
        }
        let day = first_day(created);
        if day != Day::NEVER {
            row["created"] = json!(format!("{day}T00:00:00+00:00"));
            row["updated"] = row["created"].clone();
        }
        row
    }
}

fn annotation(page: &Page, number: u32, said: &Annotation, target: Value) -> Value {
    let note = said.note.as_ref().map(|note| page.words(Words::Note(number), note));
    let text: Vec<&str> = said.states().into_iter().chain(note.as_deref()).collect();
    let kind = Some(said.kind()).filter(|kind| *kind != "note");
    let details = said.details();
    let tags: Vec<&str> = details.tags.iter().map(|tag| tag.value.as_str()).chain(kind).collect();
    let created = details.created.as_ref();
    let mut row = page.row(&said.id, details.reader.as_ref(), created, said.is_public());
    row["text"] = json!(text.join("\n\n"));
    row["tags"] = json!(tags);
    row["target"] = target;
    let place = page.reading.place(number as usize).map_or(String::new(), |id| format!("#{id}"));
    row["links"] = json!({"html": format!("{}{place}", page.url)});
    row
}

/// An answer, which is seen by nobody who does not see what it answers.
fn answer(page: &Page, (number, at): (u32, u32), said: &Annotation, reply: &Reply) -> Value {
    let is_public = said.is_public() && !reply.private;
    let id = format!("{}-r{}", said.id, at + 1);
    let mut row = page.row(&id, reply.reader.as_ref(), reply.created.as_ref(), is_public);
    row["text"] = json!(page.words(Words::Reply(number, at), &reply.note));
    row["tags"] = json!([]);
    row["target"] = json!([{"source": page.uri}]);
    row["references"] = json!([format!("{}#{}", page.reading.document.slug, said.id)]);
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
        let Some(record) = source.archive.record(claim) else { continue };
        let speaker = source.archive.speaker(claim);
        let url = format!("{}#{}", source.page(Target::Document(claim.document)), claim.id);
        let title = source.title(claim.document);
        line("claim", &url, json!({"title": title, "text": record.says.value, "speaker": speaker}));
    }
    lines
}
