//! Elements of a page that are named after its text, or after something else.

use std::collections::HashMap;

use dom_query::NodeId;

use super::super::{aside, readers};
use super::{Block, MOST_LINKS, Page};

/// What pages call the element with the text, the surest first.
const NAMES: [&str; 16] = [
    "articlebody",
    "entry-content",
    "post-content",
    "post-body",
    "article-body",
    "story-body",
    "entry-body",
    "article-content",
    "article-text",
    "story-content",
    "post-entry",
    "postbody",
    "storybody",
    "storytext",
    "entry",
    "hentry",
];

/// What stands in it and is no link, where extractors found nothing of it, has as many letters, and what they found instead
/// not more.
const LEAST: usize = 40;
const SNIPPET: usize = 1500;

/// So many tenths of what was found stand in it.
const MOST: usize = 4;

/// Leaves out what stands beside the only element that is named after the text, where most of it stands inside; where nothing
/// does, and what was found is short, the element is the text.
pub(super) fn held(page: &Page, blocks: &[Block], kept: &mut [bool]) {
    let Some(holder) = holder(page) else { return };
    let is_inside = |block: &Block| block.above.contains(&holder);
    let letters = |is: &dyn Fn(&Block, bool) -> bool| {
        let found = blocks.iter().zip(&*kept).filter(|(block, kept)| is(block, **kept));
        found.map(|(block, _)| block.letters).sum::<usize>()
    };
    let all = letters(&|_, kept| kept);
    let inside = letters(&|block, kept| kept && is_inside(block));
    let held = letters(&|block, _| is_inside(block) && block.links < MOST_LINKS);
    if inside == 0 && held >= LEAST && all <= SNIPPET {
        kept.iter_mut().zip(blocks).for_each(|(kept, block)| *kept = is_inside(block));
    } else if inside * 10 >= all * MOST {
        for (kept, block) in kept.iter_mut().zip(blocks) {
            *kept &= is_inside(block) || block.is_picture() || block.is_note() || block.is_lead;
        }
    }
}

/// The only element of its name.
fn holder(page: &Page) -> Option<NodeId> {
    let mut named: HashMap<usize, Vec<NodeId>> = HashMap::new();
    for node in page.document.select("body [class], body [id], body [itemprop]").nodes() {
        let told = ["itemprop", "class", "id"].map(|name| node.attr_or(name, "").to_lowercase());
        let told = told.iter().flat_map(|told| told.split_whitespace());
        let name = |word: &str| NAMES.iter().position(|name| *name == word.replace('_', "-"));
        if let Some(name) = told.filter_map(name).min() {
            named.entry(name).or_default().push(node.id);
        }
    }
    let first = (0..NAMES.len()).find_map(|name| named.get(&name))?;
    (first.len() == 1).then(|| first[0])
}

/// Leaves out the comments of readers.
pub(super) fn by_readers(page: &Page, blocks: &[Block], kept: &mut [bool]) {
    let comments = readers::comments(page.document);
    for (block, kept) in blocks.iter().zip(kept) {
        *kept &= !block.above.iter().any(|element| comments.contains(element));
    }
}

/// Leaves out what stands in elements named after something else, unless that is much of what there is.
pub(super) fn beside(page: &Page, blocks: &[Block], kept: &mut [bool]) {
    let is_aside = |block: &Block| aside::is_aside(page.document, block.above[0]);
    let aside: Vec<bool> =
        blocks.iter().zip(&*kept).map(|(block, kept)| *kept && is_aside(block)).collect();
    let letters = |is: &[bool]| {
        blocks.iter().zip(is).filter(|(_, is)| **is).map(|(block, _)| block.letters).sum::<usize>()
    };
    if letters(&aside) * 3 < letters(kept) {
        kept.iter_mut().zip(aside).for_each(|(kept, aside)| *kept &= !aside);
    }
}
