//! What stands among a text and is not of it, for the report.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

use super::{Block, Page};

/// Elements that pages have for a text.
const HOLDERS: [&str; 3] = ["article", "main", "[role=main]"];

/// The blocks in the element of the text that are left out, and sentences between the title and the text, without pictures,
/// notes and what the text or its title says too.
pub(super) fn left(page: &Page, blocks: &[Block], title: &[String], kept: &[bool]) -> Vec<String> {
    let of_text = || blocks.iter().zip(kept).filter(|(_, kept)| **kept).map(|(block, _)| block);
    let Some(holder) = holder(page, of_text()) else { return Vec::new() };
    let said: HashSet<&[String]> = of_text().map(|block| &block.words[..]).collect();
    let text = kept.iter().position(|kept| *kept).unwrap_or(0);
    let title_at = blocks[..text].iter().rposition(|block| block.words == title);
    let is_between = |at: usize| title_at.is_some_and(|title| (title..text).contains(&at));
    let is_left = |at: usize| {
        let block = &blocks[at];
        let is_said = block.words == title || said.contains(&block.words[..]);
        let is_there = block.above.contains(&holder) || is_between(at) && block.is_sentence();
        is_there && !block.words.is_empty() && !block.is_note() && !is_said
    };
    let left = (0..blocks.len()).filter(|&at| !kept[at] && is_left(at));
    left.map(|at| blocks[at].markdown.clone()).collect()
}

/// The nearest element for a text around all that was chosen, or the one that holds it.
fn holder<'b>(page: &Page, mut chosen: impl Iterator<Item = &'b Block>) -> Option<NodeId> {
    let mut common = &chosen.next()?.above[..];
    // The notes hang on the root.
    for block in chosen.filter(|block| !block.is_note()) {
        let ends = common.iter().rev().zip(block.above.iter().rev());
        common = &common[common.len() - ends.take_while(|(one, other)| one == other).count()..];
    }
    let is_holder = |element: &&NodeId| {
        let node = NodeRef::new(**element, &page.document.tree);
        HOLDERS.iter().any(|holder| node.is(holder))
    };
    common.iter().find(is_holder).or(common.first()).copied()
}
