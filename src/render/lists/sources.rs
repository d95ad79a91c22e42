//! Outlets and authors, and what became of what they say.

use std::collections::BTreeMap;

use crate::model::archive::{ChainRole, Claim, DocumentId, EntityId, Lists, Standing};
use crate::model::site::Part;
use crate::render::context::Context;
use crate::render::view::SourceView;

/// Whom a source relays: so many are named.
const RELAYS: usize = 12;

/// The outlets of a part, then its authors; those with most articles first.
pub fn sources(cx: Context<'_>, part: &Part) -> (Vec<SourceView>, Vec<SourceView>) {
    let mut claims: BTreeMap<DocumentId, Vec<&Claim>> = BTreeMap::new();
    for claim in &cx.archive.claims {
        claims.entry(claim.document).or_default().push(claim);
    }
    let known = &cx.archive.known;
    let (outlets, authors) = (ranked(cx, &known.published), ranked(cx, &known.wrote));
    let view = |(id, works): (EntityId, Vec<DocumentId>)| source(cx, id, &works, &claims);
    let (start, end) = (part.items.start, part.items.end);
    let before = outlets.len();
    let authors = authors.into_iter().take(end.saturating_sub(before));
    (
        outlets.into_iter().take(end).skip(start).map(view).collect(),
        authors.skip(start.saturating_sub(before)).map(view).collect(),
    )
}

fn ranked(cx: Context<'_>, works: &Lists<DocumentId>) -> Vec<(EntityId, Vec<DocumentId>)> {
    let mut sources: Vec<(EntityId, Vec<DocumentId>)> = (0..)
        .map(EntityId)
        .take(cx.archive.entities.len())
        .map(|id| (id, works.of(id).iter().copied().filter(|&id| is_shown(cx, id)).collect()))
        .filter(|(_, works): &(_, Vec<DocumentId>)| !works.is_empty())
        .collect();
    sources.sort_by_key(|(id, works)| (std::cmp::Reverse(works.len()), *id));
    sources
}

fn is_shown(cx: Context<'_>, id: DocumentId) -> bool {
    cx.source(id).withdrawn.is_none()
}

fn source(
    cx: Context<'_>,
    id: EntityId,
    works: &[DocumentId],
    claims: &BTreeMap<DocumentId, Vec<&Claim>>,
) -> SourceView {
    let mut ratings: BTreeMap<&str, usize> = BTreeMap::new();
    for article in works.iter().filter_map(|&id| cx.source(id).article()) {
        if let Some(rating) = &article.rating {
            *ratings.entry(&rating.value).or_default() += 1;
        }
    }
    let reported: Vec<&Claim> =
        works.iter().filter_map(|id| claims.get(id)).flatten().copied().collect();
    let contested = |claim: &&&Claim| {
        claim
            .question
            .is_some_and(|question| cx.archive.question(question).standing == Standing::Contested)
    };
    let relays = relays(id, &reported);
    SourceView {
        link: cx.entity(id),
        articles: works.len(),
        ratings: ratings.into_iter().map(|(code, count)| (code.to_owned(), count)).collect(),
        more_relays: relays.len().saturating_sub(RELAYS),
        relays: relays
            .into_iter()
            .take(RELAYS)
            .map(|(whom, count)| (cx.entity(whom), count))
            .collect(),
        claims: reported.len(),
        contested: reported.iter().filter(contested).count(),
    }
}

/// Whose words its articles pass on, with how many claims; most first.
fn relays(id: EntityId, claims: &[&Claim]) -> Vec<(EntityId, usize)> {
    let mut relays: BTreeMap<EntityId, usize> = BTreeMap::new();
    for claim in claims {
        let others = claim.chain.iter().filter(|link| link.role != ChainRole::Basis);
        let mut others: Vec<EntityId> =
            others.filter_map(|link| link.entity).filter(|&other| other != id).collect();
        others.sort_unstable();
        others.dedup();
        for other in others {
            *relays.entry(other).or_default() += 1;
        }
    }
    let mut relays: Vec<(EntityId, usize)> = relays.into_iter().collect();
    relays.sort_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
    relays
}
