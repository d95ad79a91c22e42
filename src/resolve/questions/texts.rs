//! Which articles are one text.

use std::collections::BTreeMap;

use crate::model::archive::{DocumentId, LinkKind};

/// For articles that are versions or translations of one text an earlier one, unless they are the first of it.
pub(super) fn texts(
    related: &[(DocumentId, LinkKind, DocumentId)],
) -> BTreeMap<DocumentId, DocumentId> {
    let mut texts = BTreeMap::new();
    let is_text = |kind| matches!(kind, LinkKind::Versions | LinkKind::Translates);
    for &(one, _, other) in related.iter().filter(|(_, kind, _)| is_text(*kind)) {
        let (one, other) = (root(&texts, one), root(&texts, other));
        if one != other {
            texts.insert(one.max(other), one.min(other));
        }
    }
    texts
}

/// The first article of the text of an article.
pub(super) fn root(texts: &BTreeMap<DocumentId, DocumentId>, mut id: DocumentId) -> DocumentId {
    while let Some(&earlier) = texts.get(&id) {
        id = earlier;
    }
    id
}
