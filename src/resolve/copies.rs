//! Articles that are there twice, as after a merge of what two people have saved.
//!
//! Looks at what files say and not at what is published: two excerpts of two texts can be the same passage.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::fold;
use crate::model::article::{Document, Reading};
use crate::source::Spanned;

/// Finds every article that has the address and the text of one before it, as an import tells what is there already.
///
/// Of many a page there are several texts, and nothing but an address of many a text: neither alone makes a copy. One that is
/// withdrawn, or that is told to be a version, is none.
pub(super) fn find(readings: &[Arc<Reading>]) -> Vec<Diagnostic> {
    let saved = readings.par_iter().filter_map(|reading| {
        let document = &reading.document;
        let article = document.article().filter(|article| article.version_of.is_none())?;
        let url = article.url.as_ref().filter(|_| document.withdrawn.is_none())?;
        Some((fold::address(&url.value), document, url))
    });
    // In every turn of the preview all addresses are compared, and hardly one is there twice.
    let mut saved: Vec<(String, &Document, &Spanned<String>)> = saved.collect();
    saved.par_sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let mut faults = Vec::new();
    for there in saved.chunk_by(|(one, ..), (other, ..)| one == other).filter(|t| t.len() > 1) {
        let mut texts = BTreeMap::new();
        for &(_, document, url) in there {
            match texts.entry(fold::key(&document.body.text)) {
                Entry::Occupied(first) if !first.key().is_empty() => {
                    faults.push(fault((document, url), *first.get()));
                }
                Entry::Occupied(_) => {}
                Entry::Vacant(place) => drop(place.insert((document, url))),
            }
        }
    }
    faults
}

fn fault(
    (document, url): (&Document, &Spanned<String>),
    (first, its_url): (&Document, &Spanned<String>),
) -> Diagnostic {
    let message = "an article with this address and the same text is there already";
    let help = "move what only one of them has into the other, and delete it; if both are to stay, say `version_of:` in one";
    Diagnostic::new(Code::DuplicateArticle, message)
        .at(&document.source, url.span, "")
        .at(&first.source, its_url.span, "the other one")
        .help(help)
}
