//! What is known of entities beside what their records say: where they stand, kept as lists.

use std::sync::Arc;

use crate::model::archive::{ClaimId, DocumentId, EntityId, EventId};

/// Where entities are named and what they did.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Where each is named: (document, index into its mentions), documents in the order of `articles`, pages last.
    pub mentions: Arc<Lists<(DocumentId, u32)>>,
    /// How often each is named in withheld words.
    pub withheld: Vec<u32>,
    /// The articles whose annotations name each, while their words do not.
    pub declared: Arc<Lists<DocumentId>>,
    /// With whom each is named in one paragraph, and how often; most first, 50 at the most.
    pub with: Vec<Arc<[(EntityId, u32)]>>,
    /// The events that each took part in or that happened there.
    pub events: Arc<Lists<EventId>>,
    /// The claims that each makes.
    pub claims_made: Arc<Lists<ClaimId>>,
    /// The claims that name each.
    pub claims_about: Arc<Lists<ClaimId>>,
    /// The claims that rest on each or that it relays.
    pub claims_relayed: Arc<Lists<ClaimId>>,
    /// The articles that each wrote.
    pub wrote: Arc<Lists<DocumentId>>,
    /// The articles that each published.
    pub published: Arc<Lists<DocumentId>>,
}

impl Known {
    /// How often an entity is named in withheld words.
    pub fn withheld(&self, entity: EntityId) -> u32 {
        self.withheld.get(entity.index()).copied().unwrap_or_default()
    }

    /// With whom an entity is named in one paragraph, and how often.
    pub fn with(&self, entity: EntityId) -> &[(EntityId, u32)] {
        self.with.get(entity.index()).map_or(&[][..], |with| with)
    }

    /// How often an entity is named, also in withheld words.
    pub fn times(&self, entity: EntityId) -> usize {
        self.mentions.of(entity).len() + self.withheld(entity) as usize
    }
}

/// A list for each entity, all of them in one piece of memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    /// The lists of so many entities, each in the order of `items`.
    pub fn new(entities: usize, items: impl Iterator<Item = (EntityId, T)>) -> Self {
        let given: Vec<(EntityId, T)> = items.collect();
        let mut ends = vec![0; entities];
        given.iter().for_each(|(entity, _)| ends[entity.index()] += 1);
        // Each begins where the one before it ends, and grows to its end.
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut items = given.first().map_or_else(Vec::new, |&(_, any)| vec![any; given.len()]);
        for (entity, item) in given {
            let end = &mut ends[entity.index()];
            items[*end as usize] = item;
            *end += 1;
        }
        Self { ends, items }
    }

    /// The list of an entity.
    pub fn of(&self, entity: EntityId) -> &[T] {
        let end = |index: usize| self.ends.get(index).map_or(0, |&end| end as usize);
        let start = entity.index().checked_sub(1).map_or(0, end);
        self.items.get(start..end(entity.index())).unwrap_or_default()
    }

    /// Each entity that has a list with its items, in order of entities.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, T)> + '_ {
        let entities = (0..).map(EntityId).take(self.ends.len());
        entities.flat_map(|entity| self.of(entity).iter().map(move |&item| (entity, item)))
    }
}

#[cfg(test)]
mod tests {
    use super::{EntityId, Lists};

    #[test]
    fn each_has_its_own() {
        let given = [(2, 'a'), (0, 'b'), (2, 'c'), (2, 'a')];
        let lists = Lists::new(4, given.into_iter().map(|(entity, item)| (EntityId(entity), item)));
        let of = |entity| lists.of(EntityId(entity)).iter().collect::<String>();
        assert_eq!([0, 1, 2, 3, 4].map(of), ["b", "", "aca", "", ""]);
        let all: Vec<_> = lists.iter().map(|(entity, item)| (entity.0, item)).collect();
        assert_eq!(all, [(0, 'b'), (2, 'a'), (2, 'c'), (2, 'a')]);
        assert_eq!(Lists::<u32>::default().of(EntityId(0)), [0; 0]);
    }
}
