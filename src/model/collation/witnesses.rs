//! The texts that are collated: what of them counts, their order and their letters.

use super::{Collated, collate};
use crate::fold::{self, Level};
use crate::model::archive::{Archive, DocumentId, first_day};
use crate::model::article::Document;
use crate::model::body::TextRange;

/// How two texts stand to each other, without headings that repeat their titles: these are compared as titles.
pub fn of(base: &Document, other: &Document) -> Collated {
    let mut collated = collate(&base.body, &other.body);
    let title =
        |document: &Document| Some(document.body.headings[document.repeated_title()?].range);
    let titles = (title(base), title(other));
    let is_in = |words: Option<TextRange>, title: Option<TextRange>| {
        title.zip(words).is_some_and(|(title, words)| title.contains(words))
    };
    let are_in = |first, second| is_in(first, titles.0) || is_in(second, titles.1);
    collated.variants.retain(|variant| !are_in(variant.first, variant.second));
    collated.breaks.retain(|at| !are_in(Some(at.first), Some(at.second)));
    collated
}

/// Whether a version has another title.
pub fn is_retitled(base: &Document, other: &Document) -> bool {
    let key = |document: &Document| fold::fold(&document.title.value, Level::Typography).text;
    key(base) != key(other)
}

/// The witnesses of a text in the order of time, which is that of their letters. Of one day, the base text is the first.
pub fn in_order(archive: &Archive, base: DocumentId, others: &[DocumentId]) -> Vec<DocumentId> {
    let mut ids = [&[base], others].concat();
    ids.sort_by_cached_key(|&id| (first_day(archive.version_date(id)), id != base, id));
    ids
}

/// The siglum of a witness: `A` to `Z`, then `AA`.
pub fn siglum(number: usize) -> String {
    let mut letters = (number / 26).checked_sub(1).map_or_else(String::new, siglum);
    letters.extend(('A'..='Z').nth(number % 26));
    letters
}

#[cfg(test)]
mod tests {
    #[test]
    fn letters_of_witnesses() {
        for (number, siglum) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")] {
            assert_eq!(super::siglum(number), siglum);
        }
    }
}
