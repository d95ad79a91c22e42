//! The views of what is told about passages: events, claims, notes.
//!
//! Writes no HTML itself; the words of readers are written by `body`.

use crate::fold;
use crate::model::annotation::{Anchor, Anchoring, Fidelity, Relation, Reply, Says, Stance};
use crate::model::archive::{
    ChainRole, Claim, ClaimId, DocumentId, Event, EventId, QuestionId, Report, Target, Words,
};
use crate::model::date::Dated;
use crate::model::figure::Figure;
use crate::model::site::encoded;
use crate::render::body;
use crate::render::context::Context;
use crate::render::figure;
use crate::render::shared::Shared;
use crate::render::view::{
    ChainView, ClaimRelationView, ClaimView, EntityRef, EventView, FigureView, NoteItem, NoteView,
    ReplyView, ReportView, SupersededView,
};
use crate::render::words::fill;

impl<'a> Context<'a> {
    /// An event with its reports.
    pub fn event(self, id: EventId) -> EventView {
        self.event_with(id, |_, _| true)
    }

    /// An event on the page of an article or a name: what this article and some of the others report. All reports stand
    /// on the timeline, and what a hundred articles report would stand on each of their pages a hundred times.
    pub fn event_in_short(self, id: EventId, here: Option<DocumentId>) -> EventView {
        self.event_with(id, |place, report| place < REPORTS || Some(report.document) == here)
    }

    fn event_with(self, id: EventId, is_shown: impl Fn(usize, &Report) -> bool) -> EventView {
        let event = self.archive.event(id);
        let dated = preferred(event).map(|dated| self.dated(dated));
        let shown =
            event.reports.iter().enumerate().filter(|&(place, report)| is_shown(place, report));
        let reports: Vec<_> = shown.map(|(_, report)| self.report(report, event)).collect();
        EventView {
            id: event.id.clone(),
            title: event.title.clone(),
            date: dated.or_else(|| event.when.as_ref().map(|when| self.when(when))),
            place: event.place.map(|place| self.entity(place)),
            who: event.who.iter().map(|&who| self.entity(who)).collect(),
            more: event.reports.len() - reports.len(),
            reports,
            disputed: event.disputed,
            suggested: event.reports.iter().all(|report| {
                let said = self.archive.annotation(report.document, report.annotation);
                said.is_some_and(|said| said.suggested)
            }),
            url: self.site.events.get(id.index()).map_or_else(String::new, |url| encoded(url)),
        }
    }

    fn report(self, report: &Report, event: &Event) -> ReportView {
        let said = self.archive.annotation(report.document, report.annotation);
        let title = said.and_then(|said| match &said.says {
            Says::Event(event) => Some(&event.title.value),
            _ => None,
        });
        let when = report.date.as_ref().and_then(|dated| dated.when.as_ref());
        ReportView {
            article: self.document(report.document),
            url: self.place(report.document, report.annotation),
            title: title.filter(|title| **title != event.title).cloned(),
            date: report.date.as_ref().map(|dated| self.dated(dated)),
            dates_otherwise: when.is_some() && when != event.when.as_ref(),
            quote: self.quote(report.document, report.annotation),
            html: body::said(self, report.document, report.annotation),
            replies: self.replies(report.document, report.annotation),
        }
    }

    /// Who makes a claim; somebody who is only described has no address. Nothing for the article's own voice.
    fn speaker(self, claim: &Claim) -> Option<Shared<EntityRef>> {
        let described = || {
            let name = self.archive.speaker(claim)?.to_owned();
            let slug = fold::slug(&name);
            Some(Shared::new(&EntityRef { name, url: None, kind: "person".to_owned(), slug }))
        };
        claim.speaker.map(|speaker| self.entity(speaker)).or_else(described)
    }

    /// A claim with its chain and its relations.
    pub fn claim(self, id: ClaimId) -> ClaimView {
        let claim = self.archive.claim(id);
        let said = self.archive.annotation(claim.document, claim.annotation);
        let record = self.archive.record(claim);
        let figure = record.and_then(|record| record.figure.as_ref());
        ClaimView {
            id: self.index.claim_id(self.archive, id).to_owned(),
            number: self.claim_number(id),
            says: record.map_or_else(String::new, |record| record.says.value.clone()),
            question: claim.question.map(|question| self.question(question)),
            stance: claim.stance.name(),
            speaker: self.speaker(claim),
            chain: self.chain(id),
            derived: claim
                .chain
                .iter()
                .any(|link| matches!(link.role, ChainRole::Basis | ChainRole::Relay)),
            made: record.and_then(|record| record.made.as_ref()).map(|made| self.dated(made)),
            figure: figure.map(|figure| self.figure(figure, claim.question)),
            rating: record.and_then(|record| record.rating.as_ref()).map(|rating| rating.value),
            suggested: said.is_some_and(|said| said.suggested),
            superseded: self.superseded(claim, id),
            relations: self.claim_relations(id),
            article: self.document(claim.document),
            url: self.place(claim.document, claim.annotation),
            place: self.listed(claim),
            quote: self.quote(claim.document, claim.annotation),
            html: body::said(self, claim.document, claim.annotation),
            replies: self.replies(claim.document, claim.annotation),
        }
    }

    fn superseded(self, claim: &Claim, id: ClaimId) -> Option<SupersededView> {
        let newer = *self.archive.question(claim.question?).superseded.get(&id)?;
        let by = self.archive.claim(newer);
        let is_taken_back = by.stance == Stance::Retracts;
        Some(SupersededView {
            how: if is_taken_back { "retracted" } else { "updated" },
            number: self.claim_number(newer),
            url: self.place(by.document, by.annotation),
        })
    }

    /// A figure in words, with what it counts.
    pub(super) fn figure(self, figure: &'a Figure, question: Option<QuestionId>) -> FigureView {
        let key = if figure.is_size() { "figure.size" } else { "figure.number" };
        let unit = self.unit(figure, question);
        let words = figure::figure(self.words, figure, unit);
        let is_year = figure.range.is_some_and(|range| range.is_year(unit));
        let counted = figure
            .unit
            .as_deref()
            .filter(|_| !is_year)
            .map(|unit| fill(self.words.get(key), &[("figure", &words), ("unit", unit)]));
        FigureView {
            counted: figure.counted.clone().or(counted).unwrap_or_else(|| words.clone()),
            words,
            written: figure.written.clone(),
            unit: figure.unit.clone(),
            scope: figure.scope.clone(),
        }
    }

    fn chain(self, id: ClaimId) -> Vec<ChainView> {
        let claim = self.archive.claim(id);
        let chain = claim.chain.iter().map(|link| {
            let url = link.entity.and_then(|entity| self.url(Target::Entity(entity)));
            let (role, url) = match link.role {
                ChainRole::Basis => ("basis", url),
                ChainRole::Speaker => ("speaker", url),
                ChainRole::Relay => ("relay", url),
                ChainRole::Article => ("article", self.url(Target::Document(claim.document))),
            };
            ChainView { role, name: link.name.clone(), url }
        });
        chain.collect()
    }

    fn claim_relations(self, id: ClaimId) -> Vec<ClaimRelationView> {
        let forth =
            self.archive.claim(id).relations.iter().map(|&(relation, other)| (relation, "", other));
        let back = self.index.answers(self.archive, id).iter();
        let back = back.map(|&(relation, other)| (relation, "_by", other));
        let view = forth.chain(back).map(|(relation, suffix, other)| {
            let claim = self.archive.claim(other);
            let record = self.archive.record(claim);
            let says = record.map_or_else(String::new, |record| record.says.value.clone());
            let key = format!("{}{suffix}", self::relation(relation));
            ClaimRelationView {
                key,
                number: self.claim_number(other),
                speaker: self.speaker(claim),
                stance: claim.stance.name(),
                says,
                url: self.place(claim.document, claim.annotation),
            }
        });
        view.collect()
    }

    fn quote(self, id: DocumentId, annotation: u32) -> Option<String> {
        self.archive.document(id).quote(annotation as usize)
    }

    /// What a note is about, in short.
    pub(super) fn lemma(self, id: DocumentId, annotation: u32) -> String {
        let lemma = self.archive.document(id).lemma(annotation as usize);
        lemma.map_or_else(String::new, |words| fold::lemma(&words))
    }

    /// Whom or what an annotation names: a name, or an event, which has its address on the timeline.
    pub(super) fn about(self, id: DocumentId, annotation: u32) -> Option<Shared<EntityRef>> {
        match &self.archive.annotation(id, annotation)?.says {
            Says::Names(naming) => Some(self.named(&naming.name, &[], "person")),
            Says::Event(report) => {
                let event = self.index.events.by(id, annotation);
                let url = event.and_then(|event| self.site.events.get(event.index()));
                let name = report.title.value.clone();
                let slug = fold::slug(&name);
                let url = url.map(|url| encoded(url));
                Some(Shared::new(&EntityRef { name, url, kind: "event".to_owned(), slug }))
            }
            Says::Highlight(_) | Says::Claim(_) => None,
        }
    }

    /// A note with its number on the page.
    pub fn note(self, id: DocumentId, annotation: u32, number: Option<usize>) -> Option<NoteView> {
        let said = self.archive.annotation(id, annotation)?;
        let document = self.source(id);
        let kind = said.kind().to_owned();
        Some(NoteView {
            id: said.id.clone(),
            number,
            known: self.words.has(&format!("kind.{kind}")),
            kind,
            reader: said.details().reader.as_ref().map(|reader| self.reader(&reader.value)),
            lemma: self.lemma(id, annotation),
            about: self.about(id, annotation),
            html: body::said(self, id, annotation),
            replies: self.replies(id, annotation),
            created: said.details().created.as_ref().map(|created| self.dated(created)),
            tags: self.tags(&said.details().tags),
            locator: said.details().locator.clone(),
            private: said.private,
            suggested: said.suggested,
            fuzzy: self.is_fuzzy(id, annotation),
            language: self.language(document).to_owned(),
            dir: self.direction(document),
        })
    }

    /// Whether a passage was found although a few of its letters differ.
    fn is_fuzzy(self, id: DocumentId, annotation: u32) -> bool {
        let anchoring = self.archive.document(id).anchors.get(annotation as usize);
        matches!(anchoring, Some(Anchoring::Found(Anchor { fidelity: Fidelity::Fuzzy, .. })))
    }

    /// A note in the reader's index.
    pub fn note_item(self, id: DocumentId, annotation: u32) -> Option<NoteItem> {
        Some(NoteItem {
            note: self.note(id, annotation, None)?,
            article: self.document(id),
            url: self.place(id, annotation),
        })
    }

    /// The answers to a note.
    pub(super) fn replies(self, id: DocumentId, annotation: u32) -> Vec<ReplyView> {
        let view = |(index, reply): (u32, &Reply)| ReplyView {
            reader: reply.reader.as_ref().map(|reader| self.reader(&reader.value)),
            html: body::note(self, id, Words::Reply(annotation, index)),
            created: reply.created.as_ref().map(|created| self.dated(created)),
        };
        let said = self.archive.annotation(id, annotation);
        (0..).zip(said.map_or(&[][..], |said| &said.details().replies)).map(view).collect()
    }
}

/// The date of an event with the words and the calendar in which a report has it; without one, the words of the first
/// report that has some.
fn preferred(event: &Event) -> Option<&Dated> {
    let mut dated = event.reports.iter().filter_map(|report| report.date.as_ref());
    dated
        .clone()
        .find(|date| date.when.is_some() && date.when == event.when)
        .or_else(|| dated.next())
}

/// How many reports of an event stand on the page of an article or a name.
const REPORTS: usize = 10;

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Contradicts => "contradicts",
        Relation::Supports => "supports",
        Relation::Repeats => "repeats",
        Relation::Updates => "updates",
    }
}
