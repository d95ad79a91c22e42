//! What links where, with the sentence.
//!
//! Resolves nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::before::Before;
use super::sentence::sentence;
use crate::model::annotation::Relation;
use crate::model::archive::{
    Backlink, Claim, DocumentId, LinkKind, Links, Resolved, Target, Words, first_day,
};
use crate::model::article::{Article, Reading};
use crate::model::body::TextRange;
use crate::model::date::Day;

/// What links to each target.
pub(super) struct Backlinks {
    /// By kind and then by document, versions by their days.
    pub(super) of: Arc<BTreeMap<Target, Vec<Backlink>>>,
    /// Those that are written as links, for each document.
    in_documents: Vec<Arc<[(Target, Backlink)]>>,
    /// The days of those documents that are versions of others.
    days: BTreeMap<DocumentId, Day>,
}

impl Backlinks {
    /// Gathers what links to each target.
    pub(super) fn gather(
        readings: &[Arc<Reading>],
        links: &[Arc<Links>],
        relations: &[(DocumentId, LinkKind, DocumentId)],
        claims: &[Arc<Claim>],
        target_of: impl Fn(DocumentId) -> Target + Sync,
        before: Option<&Before>,
        same_targets: bool,
    ) -> Self {
        let in_documents: Vec<Arc<[(Target, Backlink)]>> = (readings
            .par_iter()
            .zip(links)
            .enumerate())
        .map(|(index, (reading, links))| {
            let from = DocumentId(u32::try_from(index).unwrap_or(u32::MAX));
            let was = before.and_then(|before| {
                let was = before.was(from)?;
                let linked = &before.last.linked;
                let same = same_targets && Arc::ptr_eq(&linked.links[was], links);
                Some((&linked.backlinks.in_documents[was], same))
            });
            match was {
                Some((was, true)) => Arc::clone(was),
                Some((was, false)) => in_document(from, reading, links, &target_of, was).into(),
                None => in_document(from, reading, links, &target_of, &[]).into(),
            }
        })
        .collect();
        let versions = relations.iter().filter(|(_, kind, _)| *kind == LinkKind::Versions);
        let day = |from: DocumentId| {
            let article = readings[from.index()].document.article();
            first_day(article.and_then(Article::version_date))
        };
        let days = versions.map(|&(from, ..)| (from, day(from))).collect();
        if let Some(before) = before.filter(|_| same_targets) {
            let earlier = &before.last.linked.backlinks;
            let mut pairs = in_documents.iter().zip(&earlier.in_documents);
            if pairs.all(|(one, other)| Arc::ptr_eq(one, other) || one == other)
                && (&before.last.linked.relations[..], &earlier.days) == (relations, &days)
                && of_claims(&before.last.claimed.claims).eq(of_claims(claims))
            {
                return Self { of: Arc::clone(&earlier.of), in_documents, days };
            }
        }
        let of = Arc::new(united(&in_documents, relations, &days, claims, target_of));
        Self { of, in_documents, days }
    }
}

/// All backlinks by target, and of each by kind and then by document, of versions by their days.
fn united(
    in_documents: &[Arc<[(Target, Backlink)]>],
    relations: &[(DocumentId, LinkKind, DocumentId)],
    days: &BTreeMap<DocumentId, Day>,
    claims: &[Arc<Claim>],
    target_of: impl Fn(DocumentId) -> Target,
) -> BTreeMap<Target, Vec<Backlink>> {
    let mut backlinks: BTreeMap<Target, Vec<Backlink>> = BTreeMap::new();
    for (to, backlink) in in_documents.iter().flat_map(|found| found.iter()) {
        backlinks.entry(*to).or_default().push(backlink.clone());
    }
    let mut add = |from, kind, to, words| {
        let (sentence, link) = (TextRange::default(), TextRange::default());
        let backlink = Backlink { kind, from, words, sentence, link };
        backlinks.entry(target_of(to)).or_default().push(backlink);
    };
    for &(from, kind, to) in relations {
        add(from, kind, to, Words::Text);
    }
    for (from, kind, to, words) in of_claims(claims) {
        add(from, kind, to, words);
    }
    for links in backlinks.values_mut() {
        let day =
            |link: &Backlink| days.get(&link.from).filter(|_| link.kind == LinkKind::Versions);
        links.sort_by_key(|link| (link.kind, day(link), link.from, link.words, link.link));
        // A sentence with two links to one target is one place to read.
        links.dedup_by_key(|link| (link.kind, link.from, link.words, link.sentence));
    }
    backlinks
}

/// The claims that speak for or against claims of other articles.
fn of_claims(
    claims: &[Arc<Claim>],
) -> impl Iterator<Item = (DocumentId, LinkKind, DocumentId, Words)> + '_ {
    claims.iter().flat_map(move |claim| {
        let from = claim.document;
        claim.relations.iter().filter_map(move |&(relation, other)| {
            let kind = match relation {
                Relation::Supports => LinkKind::Supports,
                Relation::Contradicts => LinkKind::Contradicts,
                Relation::Repeats | Relation::Updates => return None,
            };
            let to = claims[other.index()].document;
            (to != from).then_some((from, kind, to, Words::Claim(claim.annotation)))
        })
    })
}

/// The links of one document as their targets see them. `was`: as they saw them when the document was the same.
fn in_document(
    from: DocumentId,
    reading: &Reading,
    links: &Links,
    target_of: impl Fn(DocumentId) -> Target,
    was: &[(Target, Backlink)],
) -> Vec<(Target, Backlink)> {
    let mut was = was.iter();
    let mut found = Vec::new();
    for (words, resolved) in links.iter() {
        let Some(body) = reading.document.words(words) else { continue };
        for (link, resolved) in body.links.iter().zip(resolved) {
            let (to, embeds) = match resolved {
                Resolved::Page(to, _) => (*to, false),
                Resolved::Passage(id, ..) => (target_of(*id), true),
                _ => continue,
            };
            if to != target_of(from) {
                let kind = kind(words, embeds);
                // Finding where a sentence begins and ends costs more than all the rest.
                let mut rest = was.clone();
                let known = rest.find(|(_, was)| (was.words, was.link) == (words, link.text));
                let sentence =
                    known.map_or_else(|| sentence(body, link.text), |(_, was)| was.sentence);
                was = if known.is_some() { rest } else { was };
                found.push((to, Backlink { kind, from, words, sentence, link: link.text }));
            }
        }
    }
    found
}

fn kind(words: Words, embeds: bool) -> LinkKind {
    match words {
        _ if embeds => LinkKind::Embeds,
        Words::Text => LinkKind::Cites,
        Words::Note(_) | Words::Reply(..) | Words::Claim(_) => LinkKind::Annotates,
    }
}
