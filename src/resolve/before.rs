//! What the turn before found, for the parts of this one that are the same.
//!
//! Nothing here is needed: without it, everything is made and comes out the same. A part is taken over only where
//! everything that it was made of is compared and found equal, so that no step has to know what was changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::claims::Claimed;
use super::disclose::Disclosed;
use super::entities::Completed;
use super::find::Finder;
use super::links::Linked;
use super::mentions::InDocument;
use super::names::Names;
use super::owners::Owners;
use super::protect::Protected;
use super::says::Same;
use super::timeline::Timeline;
use crate::config::{Config, MentionStyle};
use crate::diagnostic::Diagnostic;
use crate::model::archive::{DocumentId, Known, Options, Question};
use crate::model::article::{Reading, Visibility};
use crate::source::SourcePath;

/// What one turn leaves for the next.
#[derive(Default)]
pub struct Memory(pub(super) Option<Last>);

/// What was found in a turn, step by step.
pub(super) struct Last {
    pub(super) settings: Settings,
    pub(super) protected: Protected,
    pub(super) disclosed: Disclosed,
    pub(super) names: Arc<Names>,
    pub(super) finder: Arc<Finder<Owners>>,
    pub(super) found: Vec<Arc<InDocument>>,
    pub(super) articles: Vec<DocumentId>,
    pub(super) timeline: Arc<Timeline>,
    pub(super) claimed: Arc<Claimed>,
    pub(super) linked: Linked,
    /// The questions, with where they stand.
    pub(super) weighed: Vec<Question>,
    pub(super) completed: Completed,
    pub(super) known: Known,
    /// How many annotations of each document have a note, and how many a passage.
    pub(super) counted: Vec<(usize, usize)>,
}

/// The settings that resolving looks at. With other ones nothing is taken over.
#[derive(PartialEq)]
pub(super) struct Settings {
    pub(super) options: Options,
    language: String,
    visibility: Visibility,
    style: MentionStyle,
}

impl Settings {
    pub(super) fn of(config: &Config, options: Options) -> Self {
        Self {
            options,
            language: config.language.clone(),
            visibility: config.visibility,
            style: config.mentions,
        }
    }
}

/// The turn before, beside the readings of this one.
pub(super) struct Before<'a> {
    pub(super) last: &'a Last,
    /// The number then of each document, and whether it was the same.
    was: Vec<Option<(usize, bool)>>,
    /// What documents say the same of.
    says: Same,
    /// What of it can be taken over.
    pub(super) same: Taken,
}

/// What can be taken over as a whole.
#[derive(Default)]
pub(super) struct Taken {
    /// All that is named, and where.
    pub(super) names: bool,
    /// Who is named, and what they are called. A document that is the same means the same by the same words.
    pub(super) called: bool,
    /// What texts are searched for.
    pub(super) sought: bool,
    /// The order of articles.
    pub(super) articles: bool,
    /// The events; annotations that report them may have other numbers.
    pub(super) events: bool,
    /// The claims and questions; annotations that make them may have other numbers.
    pub(super) claims: bool,
    /// What links can lead to, but for questions.
    pub(super) titles: bool,
    /// The ids under which something stands in documents.
    pub(super) ids: bool,
    /// Entities, but for where they are named.
    pub(super) entities: bool,
}

impl<'a> Before<'a> {
    pub(super) fn new(last: &'a Last, protected: &Protected, disclosed: &Disclosed) -> Self {
        let was = places(&last.disclosed.readings, &disclosed.readings);
        let is_same = last.protected == *protected;
        let says = if is_same { last.disclosed.says_the_same(disclosed) } else { Same::all(false) };
        let mut before = Self { last, was, says, same: Taken::default() };
        before.same.names = is_same && says.names && before.stay(&last.names.diagnostics);
        before
    }

    /// What follows from what is named now. Faults that are drawn in a document that is another one now are looked for
    /// again, since they may stand somewhere else in it.
    pub(super) fn compare(&mut self, names: &Names) {
        let (last, says) = (self.last, self.says);
        let numbers = self.numbers_stay();
        let means = |id: DocumentId| {
            self.was(id).is_none_or(|was| names.names_the_same(id, &last.names, was))
        };
        let called = self.same.names
            || names.are_called_the_same(&last.names, |id| self.then(id)) && self.all().all(means);
        let articles = numbers && says.dates;
        let events = called && articles && says.events && self.stay(&last.timeline.diagnostics);
        let claims = called && articles && says.claims && self.stay(&last.claimed.diagnostics);
        let entities = called && numbers && says.records;
        self.same = Taken {
            names: self.same.names,
            called,
            sought: called && says.records,
            articles,
            events,
            claims,
            titles: called && numbers && says.titles,
            ids: numbers && says.ids,
            entities: entities && self.stay(&last.completed.diagnostics),
        };
    }

    /// Whether every document has the number that it had, and no other one is there.
    fn numbers_stay(&self) -> bool {
        self.last.disclosed.readings.len() == self.was.len()
            && self.all().all(|id| self.then(id) == Some(id.index()))
    }

    /// Whether no fault is drawn in a document that is another one now.
    fn stay(&self, faults: &[Diagnostic]) -> bool {
        let edited =
            self.gone().into_iter().map(|was| &self.last.disclosed.readings[was].document.source);
        let edited: BTreeSet<&SourcePath> = edited.collect();
        faults.iter().flat_map(|fault| &fault.labels).all(|at| !edited.contains(&at.source))
    }

    /// Where a document was, if it was the same then.
    pub(super) fn was(&self, id: DocumentId) -> Option<usize> {
        self.was[id.index()].filter(|(_, is_same)| *is_same).map(|(was, _)| was)
    }

    /// The number that the document at the same path had then.
    pub(super) fn then(&self, id: DocumentId) -> Option<usize> {
        self.was[id.index()].map(|(was, _)| was)
    }

    /// Whether a document is the same and has the same number.
    pub(super) fn stays(&self, id: DocumentId) -> bool {
        self.was(id) == Some(id.index())
    }

    /// The documents that are new, or other ones.
    pub(super) fn changed(&self) -> impl Iterator<Item = DocumentId> + '_ {
        self.all().filter(|&id| self.was(id).is_none())
    }

    /// The numbers then of the documents that are gone, or other ones.
    pub(super) fn gone(&self) -> Vec<usize> {
        let mut gone = vec![true; self.last.disclosed.readings.len()];
        self.all().filter_map(|id| self.was(id)).for_each(|was| gone[was] = false);
        (0..).zip(gone).filter(|(_, is_gone)| *is_gone).map(|(was, _)| was).collect()
    }

    fn all(&self) -> impl Iterator<Item = DocumentId> + use<> {
        (0..).map(DocumentId).take(self.was.len())
    }
}

/// Where each reading stands among the earlier ones, if its path does, and whether it is the same; both are sorted by path.
fn places(before: &[Arc<Reading>], now: &[Arc<Reading>]) -> Vec<Option<(usize, bool)>> {
    let mut at = 0;
    let place = |reading: &Arc<Reading>| {
        let path = &reading.document.source;
        let is_here = |other: &Arc<Reading>| Arc::ptr_eq(other, reading);
        if !before.get(at).is_some_and(is_here) {
            at += before[at..].partition_point(|other| other.document.source < *path);
        }
        let other = before.get(at).filter(|other| other.document.source == *path)?;
        at += 1;
        Some((at - 1, is_here(other)))
    };
    now.iter().map(place).collect()
}
