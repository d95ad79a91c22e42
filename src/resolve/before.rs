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
use crate::model::archive::{DocumentId, Options};
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
    pub(super) found: Vec<InDocument>,
    pub(super) articles: Vec<DocumentId>,
    pub(super) timeline: Arc<Timeline>,
    pub(super) claimed: Arc<Claimed>,
    pub(super) linked: Linked,
    pub(super) completed: Completed,
    /// How many annotations of each document have a note, and how many a passage.
    pub(super) counted: Vec<(usize, usize)>,
}

/// The settings that resolving looks at. With other ones nothing is taken over.
#[derive(PartialEq)]
pub(super) struct Settings {
    options: Options,
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
    /// Where each document of this turn was, if it was the same then.
    was: Vec<Option<usize>>,
    /// What of it can be taken over.
    pub(super) same: Taken,
}

/// What can be taken over as a whole.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) names: bool,
    /// The events, and the order of articles; annotations that report them may have other numbers.
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
        let mut before = Self { last, was, same: Taken::default() };
        if last.protected == *protected {
            before.same = before.taken(last.disclosed.says_the_same(disclosed));
        }
        before
    }

    /// What follows from what documents say the same of. Faults that are drawn in a document that is another one now
    /// are looked for again, since they may stand somewhere else in it.
    fn taken(&self, says: Same) -> Taken {
        let last = self.last;
        let edited = self.changed().filter_map(|id| last.disclosed.readings.get(id.index()));
        let edited: BTreeSet<&SourcePath> = edited.map(|was| &was.document.source).collect();
        let stay = |faults: &[Diagnostic]| {
            faults.iter().flat_map(|fault| &fault.labels).all(|at| !edited.contains(&at.source))
        };
        let names = says.names && stay(&last.names.diagnostics);
        let events = names && says.events && stay(&last.timeline.diagnostics);
        let claims = names && says.claims && stay(&last.claimed.diagnostics);
        Taken {
            names,
            events,
            claims,
            titles: names && says.titles,
            ids: says.ids,
            entities: events && claims && stay(&last.completed.diagnostics),
        }
    }

    /// Where a document was, if it was the same then.
    pub(super) fn was(&self, id: DocumentId) -> Option<usize> {
        self.was[id.index()]
    }

    /// Whether a document is the same and has the same number.
    pub(super) fn stays(&self, id: DocumentId) -> bool {
        self.was(id) == Some(id.index())
    }

    /// The documents that are other ones, or have another number.
    pub(super) fn changed(&self) -> impl Iterator<Item = DocumentId> + '_ {
        (0..).map(DocumentId).take(self.was.len()).filter(|&id| !self.stays(id))
    }
}

/// Where each reading stands among the earlier ones, if it is there; both are sorted by path.
fn places(before: &[Arc<Reading>], now: &[Arc<Reading>]) -> Vec<Option<usize>> {
    let mut at = 0;
    let place = |reading: &Arc<Reading>| {
        let is_here = before.get(at).is_some_and(|other| Arc::ptr_eq(other, reading));
        if !is_here {
            let path = &reading.document.source;
            at += before[at..].partition_point(|other| other.document.source < *path);
        }
        let found = before.get(at).filter(|other| Arc::ptr_eq(other, reading)).map(|_| at);
        at += usize::from(found.is_some());
        found
    };
    now.iter().map(place).collect()
}
