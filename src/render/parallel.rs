//! The view of a translation beside its original, and of two [`versions`] of one text or of all its [`witnesses`].
//!
//! What corresponds in a translation is told by headings and by the number of blocks below them, as translators keep them; no
//! words are compared. Where the numbers differ nothing is matched, and the page says so.

mod places;
mod versions;
pub(super) mod witnesses;

use std::collections::BTreeSet;

use crate::model::archive::{DocumentId, LinkKind};
use crate::model::body::TextRange;
use crate::model::date::Dated;
use crate::render::body::{self, Overlay, Text};
use crate::render::context::Context;
use crate::render::view::{BlockView, NoteView, ParallelView, RowView, SideView};

/// A block of a text, with the place of its words in it.
struct Block {
    view: BlockView,
    range: TextRange,
}

/// `parallel` in parallel.html: the second article translates the first, or is another version of it.
pub(super) fn view(
    cx: Context,
    kind: LinkKind,
    first: DocumentId,
    second: DocumentId,
) -> ParallelView {
    if kind == LinkKind::Versions {
        return versions::view(cx, first, second);
    }
    let (first, blocks) = side(cx, first, "1.", Vec::new());
    let (second, others) = side(cx, second, "2.", Vec::new());
    let views = |blocks: Vec<Block>| blocks.into_iter().map(|block| block.view).collect();
    let rows = rows(views(blocks), views(others));
    let variants = Vec::new();
    let kind = "translation";
    ParallelView { kind, first, second, rows, variants, struck: false, witnesses: None }
}

/// One of two texts; `prefix` keeps its ids apart from those of the other.
fn side(cx: Context, id: DocumentId, prefix: &str, over: Vec<Overlay>) -> (SideView, Vec<Block>) {
    let document = cx.source(id);
    let text = body::article(cx, id, &BTreeSet::new(), prefix, over);
    let Text { blocks, ranges, footnotes: footnotes_html, whole: mut noted, unplaced, .. } = text;
    let blocks = blocks.into_iter().zip(ranges).map(|(view, range)| Block { view, range });
    // The titles stand above both texts, and only one of these may repeat its own.
    let (titles, blocks): (Vec<_>, _) = blocks.partition(|block| block.view.kind == "title");
    let of_titles = titles.into_iter().flat_map(|block| block.view.notes);
    noted.extend(of_titles.map(|note| NoteView { number: None, ..note }));
    let article = document.article();
    let dated = |dated: Option<&Dated>| dated.map(|dated| cx.dated(dated));
    let side = SideView {
        item: cx.article(id),
        modified: dated(article.and_then(|article| article.modified.as_deref())),
        accessed: dated(article.and_then(|article| article.accessed.as_ref())),
        language: cx.language(document).to_owned(),
        language_name: cx.language_name(cx.language(document)),
        dir: cx.direction(document),
        whole: noted,
        unplaced,
        footnotes_html,
    };
    (side, blocks)
}

/// Two texts as rows: block by block in each section that has as many in both, else section by section.
fn rows(original: Vec<BlockView>, translation: Vec<BlockView>) -> Vec<RowView> {
    let (first, second) = (sections(original), sections(translation));
    if first.len() != second.len() {
        let all = |sections: Vec<Vec<BlockView>>| sections.into_iter().flatten().collect();
        return section(all(first), all(second));
    }
    first.into_iter().zip(second).flat_map(|(first, second)| section(first, second)).collect()
}

fn section(mut original: Vec<BlockView>, mut translation: Vec<BlockView>) -> Vec<RowView> {
    if original.len() != translation.len() {
        // The headings correspond all the same.
        let both = |first: &[BlockView]| first.first().is_some_and(|block| block.kind == "heading");
        let headed = both(&original) && both(&translation);
        let (body, translated) =
            (original.split_off(usize::from(headed)), translation.split_off(usize::from(headed)));
        let mut rows = section(original, translation);
        rows.push(RowView { first: body, second: translated, apart: true, same: false });
        return rows;
    }
    let pairs = original.into_iter().zip(translation);
    let row = |(first, second)| RowView {
        first: vec![first],
        second: vec![second],
        apart: false,
        same: false,
    };
    pairs.map(row).collect()
}

/// A text as what stands before its first heading, and one section for each heading.
fn sections(blocks: Vec<BlockView>) -> Vec<Vec<BlockView>> {
    let mut sections = vec![Vec::new()];
    for block in blocks {
        if block.kind == "heading" {
            sections.push(Vec::new());
        }
        if let Some(section) = sections.last_mut() {
            section.push(block);
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::{BlockView, rows};

    #[test]
    fn what_corresponds() {
        // `#` is a heading, any other letter a paragraph; `|` between rows, `≁` where nothing is matched.
        for (original, translation, shown) in [
            ("ab", "AB", "aA|bB"),
            ("ab", "A", "ab≁A"),
            ("a#b", "A#B", "aA|##|bB"),
            ("ab#c", "A#C", "ab≁A|##|cC"),
            ("a#b#", "A#B", "a#b#≁A#B"),
            ("a#b", "A#BC", "aA|##|b≁BC"),
            ("", "A", "≁A"),
            ("", "", ""),
        ] {
            let found = rows(blocks(original), blocks(translation));
            let row = |blocks: &[BlockView]| -> String {
                blocks.iter().map(|block| block.html.as_str()).collect()
            };
            let found: Vec<String> = found
                .iter()
                .map(|found| {
                    let between = if found.apart { "≁" } else { "" };
                    format!("{}{between}{}", row(&found.first), row(&found.second))
                })
                .collect();
            assert_eq!(found.join("|"), shown, "{original} {translation}");
        }
    }

    fn blocks(letters: &str) -> Vec<BlockView> {
        let kind = |c| if c == '#' { "heading" } else { "paragraph" };
        let block = |c: char| BlockView { html: c.to_string(), notes: Vec::new(), kind: kind(c) };
        letters.chars().map(block).collect()
    }
}
