//! What can be found, and how it is shown.

use super::Wording;
use super::terms::{Field, Scored, Terms};
use super::texts::{blocks, shortened};
use crate::model::annotation::{Annotation, Says};
use crate::model::archive::{
    Archive, DocumentId, EntityId, Event, EventId, QuestionId, Target, Words, year_of,
};
use crate::model::article::{Article, Document, Kind, Reading};
use crate::model::date::Dated;
use crate::model::site::{Site, encoded};

/// How many bytes of a text are one unit; the parts of long texts are found each for itself.
const STRETCH: usize = 6_000;

/// What units are made of.
pub(super) enum Subject {
    /// An article with its notes, or a page of the reader's own.
    Document(DocumentId),
    Entity(EntityId),
    Event(EventId),
    Question(QuestionId),
}

/// Something that can be found.
pub(super) struct Unit {
    /// As the script reads it: `[kind, title, address, date, reader, around, fragment, text, fragment, text, …]`.
    pub(super) shown: String,
    pub(super) terms: Scored,
    /// What it can be narrowed by, as terms: `!kind:note`.
    pub(super) filters: Vec<String>,
}

/// Everything that has an address, in the order in which equal results are shown.
pub(super) fn subjects(archive: &Archive, site: &Site) -> Vec<Subject> {
    let entities = (0..).zip(&archive.entities).map(|(id, _)| Subject::Entity(EntityId(id)));
    let questions = (0..).zip(&archive.questions).map(|(id, _)| Subject::Question(QuestionId(id)));
    let pages = (0..).zip(&archive.documents).filter(|(_, reading)| {
        matches!(reading.document.is, Kind::Page) && reading.document.withdrawn.is_none()
    });
    let pages = pages.map(|(id, _)| Subject::Document(DocumentId(id)));
    let events = (0..).zip(&archive.events).map(|(id, _)| Subject::Event(EventId(id)));
    let subjects = entities
        .chain(questions)
        .chain(archive.readings().map(Subject::Document))
        .chain(pages)
        .chain(events);
    subjects.filter(|subject| address(subject, archive, site).is_some()).collect()
}

fn address<'a>(subject: &Subject, archive: &Archive, site: &'a Site) -> Option<&'a str> {
    site.address(match *subject {
        Subject::Document(id) => Target::Document(id),
        Subject::Entity(id) => Target::Entity(id),
        Subject::Question(id) => Target::Question(id),
        Subject::Event(id) => Target::Document(archive.event(id).reports.first()?.document),
    })
}

/// The units of one subject.
pub(super) fn units(
    subject: &Subject,
    archive: &Archive,
    site: &Site,
    wording: &Wording,
) -> Vec<Unit> {
    let Some(url) = address(subject, archive, site) else { return Vec::new() };
    match *subject {
        Subject::Document(id) => document(archive, id, url, wording),
        Subject::Entity(id) => entity(archive, id, url, wording),
        Subject::Event(id) => {
            let own = site.events.get(id.index()).map_or(url, String::as_str);
            vec![event(archive, archive.event(id), (url, own), wording)]
        }
        Subject::Question(id) => {
            let question = archive.question(id);
            let mut draft = Draft::new("question", &question.title, url);
            draft.prior = 8;
            let record = question.record.map(|record| &archive.document(record).document);
            if let Some(record) = record {
                draft.aliases(record.aliases.iter().map(|alias| alias.value.as_str()));
                draft.about(record);
            }
            draft.with_body(archive, question.record)
        }
    }
}

/// A unit while it is made.
#[derive(Default)]
struct Draft {
    kind: &'static str,
    title: String,
    url: String,
    date: String,
    reader: String,
    around: String,
    parts: Vec<String>,
    terms: Terms,
    filters: Vec<String>,
    /// What it counts for where its names match.
    prior: u8,
}

impl Draft {
    fn new(kind: &'static str, title: &str, url: &str) -> Self {
        let mut draft = Self { kind, title: title.into(), url: encoded(url), ..Self::default() };
        draft.terms.add(Field::Title, title);
        draft.filter("kind", kind);
        draft
    }

    fn filter(&mut self, facet: &str, value: &str) {
        let term = format!("!{facet}:{value}");
        if !value.is_empty() && !self.filters.contains(&term) {
            self.filters.push(term);
        }
    }

    fn names<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        for name in names {
            self.terms.add(Field::Names, name);
        }
    }

    fn aliases<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        for name in names {
            self.terms.add(Field::Alias, name);
        }
    }

    fn tags<'a>(&mut self, tags: impl IntoIterator<Item = &'a str>) {
        for tag in tags {
            self.terms.add(Field::Names, tag);
            self.filter("tag", tag);
        }
    }

    fn dated(&mut self, dated: Option<&Dated>, wording: &Wording) {
        if let Some(when) = dated.and_then(|dated| dated.when.as_ref()) {
            self.date = (wording.when)(when);
        }
        if let Some(year) = year_of(dated) {
            self.filter("year", &year.to_string());
        }
    }

    /// Lets it be found by the year that is shown beside it.
    fn of_year(&mut self, year: i64) {
        self.terms.add(Field::Around, &year.to_string());
    }

    /// What a file says of itself.
    fn about(&mut self, document: &Document) {
        self.tags(document.tags.iter().map(|tag| tag.value.as_str()));
        if let Some(summary) = &document.summary {
            self.part("", &summary.value, Field::Summary);
        }
    }

    fn part(&mut self, fragment: &str, text: &str, field: Field) {
        self.terms.add(field, text);
        let words: Vec<&str> = text.split_whitespace().collect();
        self.parts.extend([fragment.to_owned(), words.join(" ")]);
    }

    fn unit(self) -> Unit {
        let head = [self.kind, &self.title, &self.url, &self.date, &self.reader, &self.around];
        let parts = self.parts.iter().map(String::as_str);
        let shown: Vec<&str> = head.into_iter().chain(parts).collect();
        Unit {
            // A list of texts always has a text.
            shown: serde_json::to_string(&shown).unwrap_or_default(),
            terms: self.terms.scored(self.prior),
            filters: self.filters,
        }
    }

    /// The unit, and further ones where the text of a document is long.
    fn with_body(mut self, archive: &Archive, id: Option<DocumentId>) -> Vec<Unit> {
        let mut units = Vec::new();
        let mut size = 0;
        for (fragment, text) in id.into_iter().flat_map(|id| blocks(archive, id)) {
            if size > STRETCH {
                let next = self.next();
                units.push(std::mem::replace(&mut self, next).unit());
                size = 0;
            }
            size += text.len();
            self.part(fragment, &text, Field::Text);
        }
        units.push(self.unit());
        units
    }

    /// The draft of a later stretch of the same text.
    fn next(&self) -> Self {
        let mut next = Self {
            kind: self.kind,
            title: self.title.clone(),
            url: self.url.clone(),
            date: self.date.clone(),
            filters: self.filters.clone(),
            ..Self::default()
        };
        next.terms.add(Field::Around, &self.title);
        next
    }
}

fn document(archive: &Archive, id: DocumentId, url: &str, wording: &Wording) -> Vec<Unit> {
    let document = &archive.document(id).document;
    let kind = if document.article().is_some() { "article" } else { "page" };
    let mut draft = Draft::new(kind, &document.title.value, url);
    draft.prior = 4;
    draft.aliases(document.aliases.iter().map(|alias| alias.value.as_str()));
    draft.about(document);
    let Some(article) = document.article() else { return draft.with_body(archive, Some(id)) };
    draft.names(article.authors.iter().map(|author| author.value.as_str()));
    source(&mut draft, article, wording);
    let mut units = draft.with_body(archive, Some(id));
    for (index, annotation) in (0..).zip(&article.annotations) {
        units.extend(note(archive, (id, index), annotation, url, wording));
    }
    units
}

/// Who published an article, and when.
fn source(draft: &mut Draft, article: &Article, wording: &Wording) {
    draft.dated(article.published.as_ref(), wording);
    if let Some(year) = year_of(article.published.as_ref()) {
        draft.of_year(year);
    }
    if let Some(outlet) = &article.outlet {
        draft.names([outlet.value.as_str()]);
        draft.filter("outlet", &outlet.value);
    }
}

/// A claim, or what a reader wrote about a passage; nothing for a passage that is only marked, which its text shows,
/// nor for an event, which is found by itself.
fn note(
    archive: &Archive,
    (id, index): (DocumentId, u32),
    annotation: &Annotation,
    url: &str,
    wording: &Wording,
) -> Option<Unit> {
    let reading = archive.document(id);
    let article = reading.document.article()?;
    let quote = reading.lemma(index as usize);
    let title = &reading.document.title.value;
    let address = placed(url, reading, index as usize);
    let mut draft = match &annotation.says {
        Says::Event(_) => return None,
        Says::Claim(claim) => {
            let mut draft = Draft::new("claim", &claim.says.value, &address);
            draft.prior = 3;
            let named = claim.by.iter().chain(&claim.via).chain(&claim.basis);
            draft.names(named.map(|name| name.value.as_str()));
            draft.dated(claim.made.as_ref().or(article.published.as_ref()), wording);
            if let Some(quote) = &quote {
                draft.part("", quote, Field::Quote);
            }
            draft
        }
        _ if !annotation.has_note() => return None,
        _ => {
            let mut draft = Draft::new("note", "", &address);
            draft.title = shortened(quote.as_deref().unwrap_or(title));
            draft.terms.add(Field::Quote, quote.as_deref().unwrap_or_default());
            draft.dated(
                annotation.details().created.as_ref().or(article.published.as_ref()),
                wording,
            );
            draft
        }
    };
    draft.around.clone_from(title);
    if let Says::Claim(claim) = &annotation.says {
        let by = claim.by.as_ref().map(|by| by.value.as_str());
        draft.around = format!("{} · {title}", (wording.says)(by, claim.stance));
    }
    draft.terms.add(Field::Around, title);
    said(&mut draft, archive, (id, index), annotation);
    if let Some(outlet) = &article.outlet {
        draft.filter("outlet", &outlet.value);
    }
    Some(draft.unit())
}

/// The address of an annotation on the page of its article.
fn placed(url: &str, reading: &Reading, annotation: usize) -> String {
    reading.place(annotation).map_or_else(|| url.to_owned(), |place| format!("{url}#{place}"))
}

/// The reader's words of an annotation, and who wrote them.
fn said(
    draft: &mut Draft,
    archive: &Archive,
    (id, index): (DocumentId, u32),
    annotation: &Annotation,
) {
    let details = annotation.details();
    let notes = annotation.note.iter().map(|note| (Words::Note(index), &details.reader, &**note));
    let replies = (0..).zip(&details.replies);
    let replies = replies.map(|(n, reply)| (Words::Reply(index, n), &reply.reader, &reply.note));
    for (words, reader, note) in notes.chain(replies) {
        let text = archive.shown(id, words, &note.body, note.body.whole());
        draft.part("", &text, Field::Text);
        if let Some(reader) = reader {
            draft.filter("reader", &reader.value);
        }
    }
    if let Some(reader) = &annotation.details().reader {
        draft.reader.clone_from(&reader.value);
        draft.filter("reader", &reader.value);
    }
    draft.tags(annotation.details().tags.iter().map(|tag| tag.value.as_str()));
}

fn entity(archive: &Archive, id: EntityId, url: &str, wording: &Wording) -> Vec<Unit> {
    let entity = archive.entity(id);
    let mut draft = Draft::new("name", &entity.name, url);
    let mentions = archive.known.mentions.of(id).len() + 1;
    draft.prior = u8::try_from(2 * mentions.ilog2()).unwrap_or(8).min(8) + 9;
    draft.around = (wording.kind)(&entity.kind);
    draft.aliases(entity.aliases.iter().map(|alias| alias.value.value.as_str()));
    let record = entity.record.map(|record| &archive.document(record).document);
    if let Some(record) = record {
        draft.tags(record.tags.iter().map(|tag| tag.value.as_str()));
    }
    if let Some(summary) = &entity.summary {
        draft.part("", summary, Field::Summary);
    }
    draft.with_body(archive, entity.record)
}

/// An event, at its passage in the first article that reports it, or else on the timeline.
fn event(
    archive: &Archive,
    event: &Event,
    (article, timeline): (&str, &str),
    wording: &Wording,
) -> Unit {
    let place = event.reports.first().and_then(|report| {
        let place = archive.document(report.document).place(report.annotation as usize)?;
        Some(format!("{article}#{place}"))
    });
    let mut draft = Draft::new("event", &event.title, place.as_deref().unwrap_or(timeline));
    draft.prior = 4;
    if let Some(when) = &event.when {
        draft.date = (wording.when)(when);
        if let Some(first) = when.earliest.or(when.latest) {
            draft.filter("year", &first.year.to_string());
            draft.of_year(first.year);
        }
    }
    let named = event.who.iter().chain(&event.place);
    draft.names(named.map(|&id| archive.entity(id).name.as_str()));
    for report in &event.reports {
        let (id, index) = (report.document, report.annotation);
        if let Some(annotation) = archive.annotation(id, index) {
            said(&mut draft, archive, (id, index), annotation);
        }
        let article = archive.document(id).document.article();
        if let Some(outlet) = article.and_then(|article| article.outlet.as_ref()) {
            draft.filter("outlet", &outlet.value);
        }
    }
    draft.unit()
}
