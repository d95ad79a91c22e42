//! Articles, claims, notes and tags as lists.

use crate::fold;
use crate::model::archive::{ClaimId, DocumentId, year_of};
use crate::model::site::{Part, year_group};
use crate::render::context::Context;
use crate::render::view::{ArticleItem, ClaimView, NoteItem, TagRef};

/// The articles of a part, newest first.
pub fn articles(cx: Context<'_>, part: &Part) -> Vec<ArticleItem> {
    let year = |id: &DocumentId| {
        let article = cx.source(*id).article();
        year_group(article.and_then(|article| year_of(article.published.as_ref())))
    };
    let group = part.group.as_deref();
    let shown = cx.archive.readings().filter(|id| group.is_none_or(|group| year(id) == group));
    shown.skip(part.items.start).take(part.items.len()).map(|id| cx.article(id)).collect()
}

/// The claims of a part of the ledger.
pub fn claims(cx: Context<'_>, part: &Part) -> Vec<ClaimView> {
    let ids = (0..).map(ClaimId).take(cx.archive.claims.len());
    ids.skip(part.items.start).take(part.items.len()).map(|id| cx.claim(id)).collect()
}

/// The notes of a part, those of the newest articles first.
pub fn notes(cx: Context<'_>, part: &Part) -> Vec<NoteItem> {
    let kind = part.group.as_deref();
    let is_shown = |&(id, index): &(DocumentId, u32)| {
        let said = cx.archive.annotation(id, index);
        kind.is_none_or(|kind| said.is_some_and(|said| fold::slug(said.kind()) == kind))
    };
    let shown = cx.archive.notes().filter(is_shown).skip(part.items.start).take(part.items.len());
    shown.filter_map(|(id, index)| cx.note_item(id, index)).collect()
}

/// All tags, by name.
pub fn tags(cx: Context<'_>) -> Vec<TagRef> {
    (0..cx.site.tags.len()).map(|index| cx.tag(index)).collect()
}

/// A tag with what bears it: index into the tags of the site. Pages of the reader's own come without dates and counts.
pub fn tag(
    cx: Context<'_>,
    index: usize,
    part: &Part,
) -> (TagRef, Vec<ArticleItem>, Vec<NoteItem>) {
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
