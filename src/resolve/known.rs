//! What is known of entities: where they are named, with whom, and what they did.
//!
//! Finds nothing anew; turns round what stands in documents, events and claims.

use std::sync::Arc;

use super::before::Before;
use super::claims::Claimed;
use super::mentions::InDocument;
use super::timeline::Timeline;
use super::together::together;
use crate::model::archive::{
    ChainRole, Claim, ClaimId, DocumentId, EntityId, EventId, Known, Lists,
};
use crate::model::article::Reading;

/// What is turned round.
pub(super) struct Told<'a> {
    pub(super) readings: &'a [Arc<Reading>],
    pub(super) articles: &'a [DocumentId],
    pub(super) found: &'a [Arc<InDocument>],
    pub(super) timeline: &'a Arc<Timeline>,
    pub(super) claimed: &'a Arc<Claimed>,
}

impl Told<'_> {
    /// What is known of so many entities. Where the same events and claims are told, nothing new comes of them.
    pub(super) fn of(&self, entities: usize, before: Option<&Before>) -> Known {
        let last = before.filter(|before| before.same.entities).map(|before| before.last);
        let mut known = last.map(|last| last.known.clone()).unwrap_or_default();
        if last.is_none_or(|last| !Arc::ptr_eq(&last.timeline, self.timeline)) {
            known.events = Arc::new(Lists::new(entities, self.events()));
        }
        if last.is_none_or(|last| !Arc::ptr_eq(&last.claimed, self.claimed)) {
            known.claims_made = self.claims(entities, |claim| speaker(claim).into_iter().collect());
            known.claims_relayed = self.claims(entities, relays);
        }
        known.claims_about = self.claims(entities, |claim| {
            let about = self.found[claim.document.index()].about(claim.annotation);
            about.filter(|&entity| Some(entity) != speaker(claim)).collect()
        });
        known.wrote = self.works(entities, |found| &found.authors);
        known.published = self.works(entities, |found| &found.outlet);
        known.declared = self.works(entities, |found| &found.declared);
        known.mentions = Arc::new(Lists::new(entities, self.mentions()));
        known.withheld = vec![0; entities];
        for &(entity, _, times) in self.found.iter().flat_map(|found| found.withheld.iter()) {
            known.withheld[entity.index()] += times;
        }
        let others = last.and(before).map(|before| self.others(entities, before));
        known.with.resize_with(entities, Arc::default);
        let is_other = |entity: EntityId| others.as_ref().is_none_or(|all| all[entity.index()]);
        for entity in (0..).map(EntityId).take(entities).filter(|&entity| is_other(entity)) {
            known.with[entity.index()] = Arc::default();
        }
        for (entity, with) in together(self.found, is_other) {
            known.with[entity.index()] = with.into();
        }
        known
    }

    /// Those who are named with others in documents that are other ones, now or before.
    fn others(&self, entities: usize, before: &Before) -> Vec<bool> {
        let mut others = vec![false; entities];
        let (now, then) = (self.found, &before.last.found);
        let now = before.changed().map(|id| &now[id.index()]);
        let then = before.gone().into_iter().map(|was| &then[was]);
        for &(one, other) in now.chain(then).flat_map(|found| found.pairs.iter()) {
            (others[one.index()], others[other.index()]) = (true, true);
        }
        others
    }

    fn mentions(&self) -> impl Iterator<Item = (EntityId, (DocumentId, u32))> + '_ {
        let all = (0..).map(DocumentId).zip(self.readings);
        let pages = all.filter(|(_, reading)| reading.document.article().is_none());
        let ordered = self.articles.iter().copied().chain(pages.map(|(id, _)| id));
        ordered.flat_map(|id| {
            let shown = &self.found[id.index()].shown;
            (0..).zip(&**shown).map(move |(index, mention)| (mention.entity, (id, index)))
        })
    }

    fn events(&self) -> impl Iterator<Item = (EntityId, EventId)> + '_ {
        (0..).map(EventId).zip(&self.timeline.events).flat_map(|(id, event)| {
            // Nobody takes part twice; somebody may be the place as well.
            let place = event.place.filter(|place| !event.who.contains(place));
            event.who.iter().copied().chain(place).map(move |entity| (entity, id))
        })
    }

    /// The claims of those whom `of` tells of each.
    fn claims(&self, entities: usize, of: impl Fn(&Claim) -> Vec<EntityId>) -> Arc<Lists<ClaimId>> {
        let claims = (0..).map(ClaimId).zip(&self.claimed.claims);
        let claims = claims.flat_map(|(id, claim)| of(claim).into_iter().map(move |of| (of, id)));
        Arc::new(Lists::new(entities, claims))
    }

    /// The articles of those whom `of` tells of each; what was taken back is nobody's.
    fn works<'a>(
        &'a self,
        entities: usize,
        of: impl Fn(&'a InDocument) -> &'a [EntityId],
    ) -> Arc<Lists<DocumentId>> {
        let is_shown = |id: &DocumentId| self.readings[id.index()].document.withdrawn.is_none();
        let shown = self.articles.iter().copied().filter(is_shown);
        let works =
            shown.flat_map(|id| of(&self.found[id.index()]).iter().map(move |&by| (by, id)));
        Arc::new(Lists::new(entities, works))
    }
}

fn speaker(claim: &Claim) -> Option<EntityId> {
    claim.chain.iter().find(|link| link.role == ChainRole::Speaker)?.entity
}

/// Those on whom a claim rests or who pass it on, each once.
fn relays(claim: &Claim) -> Vec<EntityId> {
    let passes = |role| matches!(role, ChainRole::Basis | ChainRole::Relay);
    let relays = claim.chain.iter().filter(|link| passes(link.role));
    let mut relays: Vec<EntityId> = relays.filter_map(|link| link.entity).collect();
    relays.sort_unstable();
    relays.dedup();
    relays
}
