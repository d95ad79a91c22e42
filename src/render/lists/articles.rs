//! Articles, claims, notes and tags as lists.

use crate::model::archive::ClaimId;
use crate::model::site::Part;
use crate::render::context::Context;
use crate::render::shared::Shared;
use crate::render::view::{ArticleItem, ClaimView, NoteItem, TagRef};

/// The articles of a part, newest first.
pub fn articles(cx: Context<'_>, part: &Part) -> Vec<ArticleItem> {
    cx.index.by_year(cx.archive).part(part).iter().map(|&id| cx.article(id)).collect()
}

/// The claims of a part of the ledger.
pub fn claims(cx: Context<'_>, part: &Part) -> Vec<ClaimView> {
    let ids = (0..).map(ClaimId).take(cx.archive.claims.len());
    ids.skip(part.items.start).take(part.items.len()).map(|id| cx.claim(id)).collect()
}

/// The notes of a part, those of the newest articles first.
pub fn notes(cx: Context<'_>, part: &Part) -> Vec<NoteItem> {
    let shown = cx.index.by_kind(cx.archive).part(part);
    shown.iter().filter_map(|&(id, index)| cx.note_item(id, index)).collect()
}

/// The tags of a part, by name; an overview has those that most things bear.
pub fn tags(cx: Context<'_>, part: &Part) -> Vec<Shared<TagRef>> {
    let all = cx.index.tags_by_letter(cx.site).all();
    let is_overview = part.group.is_none() && part.of == 1 && part.items.len() < all.len();
    if !is_overview {
        let shown = cx.index.tags_by_letter(cx.site).part(part);
        return shown.iter().map(|&index| cx.tag(index)).collect();
    }
    let mut tags: Vec<_> = all.iter().copied().enumerate().collect();
    tags.sort_by_key(|&(_, index)| std::cmp::Reverse(cx.site.tags[index].count()));
    tags.truncate(part.items.len());
    tags.sort_unstable();
    tags.into_iter().map(|(_, index)| cx.tag(index)).collect()
}

/// A tag with what bears it: index into the tags of the site. Pages of the reader's own come without dates and counts.
pub fn tag(
    cx: Context<'_>,
    index: usize,
    part: &Part,
) -> (Shared<TagRef>, Vec<ArticleItem>, Vec<NoteItem>) {
    let tag = &cx.site.tags[index];
    let documents = tag.documents.len();
    let (start, end) = (part.items.start, part.items.end);
    let articles = &tag.documents[start.min(documents)..end.min(documents)];
    let notes = start.saturating_sub(documents)..end.saturating_sub(documents);
    let notes = tag.annotations.get(notes).unwrap_or_default();
    (
        cx.tag(index),
        articles.iter().map(|&id| cx.article(id)).collect(),
        notes.iter().filter_map(|&(id, index)| cx.note_item(id, index)).collect(),
    )
}
