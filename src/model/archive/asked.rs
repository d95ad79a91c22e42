//! What several steps ask of an archive.
//!
//! Looks things up; finds nothing out.

use crate::model::annotation::{Annotation, ClaimRecord, Says};
use crate::model::archive::{
    Archive, ChainRole, Claim, ClaimId, DocumentId, Entity, EntityId, Event, EventId, LinkKind,
    Question, QuestionId, Standing, Words,
};
use crate::model::article::{Document, Reading};
use crate::model::body::Body;
use crate::model::date::{Dated, Day};

impl Archive {
    /// The articles that were not taken back, newest first.
    pub fn readings(&self) -> impl Iterator<Item = DocumentId> + '_ {
        let shown = |id: &DocumentId| self.document(*id).document.withdrawn.is_none();
        self.articles.iter().copied().filter(shown)
    }

    /// What stands in the index of notes: the article and the index of the annotation, newest article first.
    pub fn notes(&self) -> impl Iterator<Item = (DocumentId, u32)> + '_ {
        self.readings().flat_map(|id| {
            let article = self.document(id).document.article();
            let annotations = article.map_or(&[][..], |article| &article.annotations);
            let indexed =
                (0u32..).zip(annotations).filter(|(_, annotation)| annotation.is_indexed());
            indexed.map(move |(index, _)| (id, index))
        })
    }

    /// An annotation of an article; nothing where a document is none or has fewer.
    pub fn annotation(&self, document: DocumentId, index: u32) -> Option<&Annotation> {
        self.document(document).document.article()?.annotations.get(index as usize)
    }

    /// A document.
    pub fn document(&self, id: DocumentId) -> &Reading {
        &self.documents[id.index()]
    }

    /// What a document is to others: a translation of this one, a part of that one.
    pub fn related(&self, id: DocumentId) -> impl Iterator<Item = (LinkKind, DocumentId)> + '_ {
        let start = self.relations.partition_point(|&(from, ..)| from < id);
        let own = self.relations[start..].iter().take_while(move |&&(from, ..)| from == id);
        own.map(|&(_, kind, to)| (kind, to))
    }

    /// The date of a version of a text.
    pub fn version_date(&self, id: DocumentId) -> Option<&Dated> {
        self.document(id).document.article()?.version_date()
    }

    /// An entity.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }

    /// An event.
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.index()]
    }

    /// A claim.
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.index()]
    }

    /// What the front matter says of a claim.
    pub fn record(&self, claim: &Claim) -> Option<&ClaimRecord> {
        match &self.annotation(claim.document, claim.annotation)?.says {
            Says::Claim(record) => Some(record),
            _ => None,
        }
    }

    /// Who makes a claim, by name or as described (`Russian general staff`); nothing for the article's own voice.
    pub fn speaker<'a>(&'a self, claim: &'a Claim) -> Option<&'a str> {
        if let Some(speaker) = claim.speaker {
            return Some(&self.entity(speaker).name);
        }
        let is_other = self.record(claim)?.by.is_some();
        let speaker = claim.chain.iter().find(|link| link.role == ChainRole::Speaker)?;
        is_other.then_some(&speaker.name)
    }

    /// A question.
    pub fn question(&self, id: QuestionId) -> &Question {
        &self.questions[id.index()]
    }
}

impl Standing {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Retracted => "retracted",
            Self::Contested => "contested",
            Self::Denied => "denied",
            Self::Corroborated => "corroborated",
            Self::SingleSource => "single-source",
            Self::SeveralAccounts => "several-accounts",
            Self::Open => "open",
        }
    }
}

impl LinkKind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cites => "cites",
            Self::Annotates => "annotates",
            Self::Translates => "translates",
            Self::Corrects => "corrects",
            Self::Versions => "version_of",
            Self::PartOf => "part_of",
            Self::Embeds => "embeds",
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
        }
    }
}

impl Document {
    /// Every text of a document: its own, and those of readers in it.
    pub fn texts(&self) -> impl Iterator<Item = (Words, &Body)> {
        let annotations = self.article().map_or(&[][..], |article| &article.annotations);
        let notes = (0..).zip(annotations).flat_map(|(index, annotation)| {
            let note = annotation.note.iter().map(move |note| (Words::Note(index), &note.body));
            let replies = (0..).zip(&annotation.details().replies);
            note.chain(
                replies.map(move |(number, reply)| (Words::Reply(index, number), &reply.note.body)),
            )
        });
        std::iter::once((Words::Text, &self.body)).chain(notes)
    }

    /// The words of a document, or of a reader in it; nothing where there are none.
    pub fn words(&self, words: Words) -> Option<&Body> {
        let annotation = |index: u32| self.article()?.annotations.get(index as usize);
        match words {
            Words::Text => Some(&self.body),
            Words::Note(index) => Some(&annotation(index)?.note.as_ref()?.body),
            Words::Claim(_) => None,
            Words::Reply(index, reply) => {
                Some(&annotation(index)?.details().replies.get(reply as usize)?.note.body)
            }
        }
    }
}

impl Event {
    /// The first day that it can mean, or the last where the start is open.
    pub fn day(&self) -> Option<Day> {
        self.when.as_ref().map(|when| when.order().0).filter(|&day| day != Day::NEVER)
    }
}

/// The first day of a date, for lists that are sorted by day.
pub fn first_day(dated: Option<&Dated>) -> Day {
    dated.and_then(|d| d.when.as_ref()).map_or(Day::NEVER, |when| when.order().0)
}

/// The astronomical year that a date begins in, where it is known.
pub fn year_of(dated: Option<&Dated>) -> Option<i64> {
    Some(first_day(dated)).filter(|&day| day != Day::NEVER).map(|day| day.year)
}
