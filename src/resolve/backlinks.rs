//! What links where, with the sentence.
//!
//! Resolves nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::annotation::Relation;
use crate::model::archive::{Backlink, Claim, DocumentId, LinkKind, Resolved, Target, Words};
use crate::model::article::Reading;
use crate::model::body::{BLOCK_BORDER, Body, TextRange};

/// Gathers what links to each target, by kind and then by document.
pub(super) fn gather(
    readings: &[Arc<Reading>],
    links: &[BTreeMap<Words, Vec<Resolved>>],
    relations: &[(DocumentId, LinkKind, DocumentId)],
    claims: &[Claim],
    target_of: impl Fn(DocumentId) -> Target + Sync,
) -> BTreeMap<Target, Vec<Backlink>> {
    let found: Vec<Vec<(Target, Backlink)>> = (readings.par_iter().zip(links).enumerate())
        .map(|(from, (reading, links))| {
            let from = DocumentId(u32::try_from(from).unwrap_or(u32::MAX));
            in_document(from, reading, links, &target_of)
        })
        .collect();
    let mut backlinks: BTreeMap<Target, Vec<Backlink>> = BTreeMap::new();
    for (to, backlink) in found.into_iter().flatten() {
        backlinks.entry(to).or_default().push(backlink);
    }
    for &(from, kind, to) in relations {
        let (sentence, link) = (TextRange::default(), TextRange::default());
        let backlink = Backlink { kind, from, words: Words::Text, sentence, link };
        backlinks.entry(target_of(to)).or_default().push(backlink);
    }
    for (from, kind, to, words) in of_claims(claims) {
        let (sentence, link) = (TextRange::default(), TextRange::default());
        backlinks.entry(target_of(to)).or_default().push(Backlink {
            kind,
            from,
            words,
            sentence,
            link,
        });
    }
    for links in backlinks.values_mut() {
        links.sort_by_key(|link| (link.kind, link.from, link.words, link.link));
        // A sentence with two links to one target is one place to read.
        links.dedup_by_key(|link| (link.kind, link.from, link.words, link.sentence));
    }
    backlinks
}

/// The claims that speak for or against claims of other articles.
fn of_claims(
    claims: &[Claim],
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

fn in_document(
    from: DocumentId,
    reading: &Reading,
    links: &BTreeMap<Words, Vec<Resolved>>,
    target_of: impl Fn(DocumentId) -> Target,
) -> Vec<(Target, Backlink)> {
    let mut found = Vec::new();
    for (words, body) in reading.document.texts() {
        let resolved = links.get(&words).map_or(&[][..], Vec::as_slice);
        for (link, resolved) in body.links.iter().zip(resolved) {
            let (to, embeds) = match resolved {
                Resolved::Page(to, _) => (*to, false),
                Resolved::Passage(id, ..) => (target_of(*id), true),
                _ => continue,
            };
            if to != target_of(from) {
                let kind = kind(words, embeds);
                let sentence = sentence(body, link.text);
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

/// How far from a link its sentence may go, in bytes: a paragraph of a thousand links is not read a thousand times.
const SENTENCE: usize = 600;

/// The sentence around a range, within its block.
fn sentence(body: &Body, range: TextRange) -> TextRange {
    let (start, end) = (range.range().start, range.range().end);
    let near = body.text.floor_char_boundary(start.saturating_sub(SENTENCE));
    let far = body.text.ceil_char_boundary((end + SENTENCE).min(body.text.len()));
    let block_start = body.text[near..start].rfind(BLOCK_BORDER).map_or(near, |at| near + at + 1);
    let block_end = body.text[end..far].find(BLOCK_BORDER).map_or(far, |at| end + at);
    let block = &body.text[block_start..block_end];
    let mut sentence = TextRange::new(block_start, block_end);
    for (at, words) in block.split_sentence_bound_indices() {
        let (first, last) = (block_start + at, block_start + at + words.trim_end().len());
        if first > start {
            break;
        }
        // A link that goes over the end of a sentence is shown with the one that it begins in.
        sentence = TextRange::new(first, last.max(end));
    }
    sentence
}
