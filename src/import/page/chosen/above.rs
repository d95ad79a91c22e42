//! What stands above the title of a text.

use super::Block;

/// A title of fewer words may stand anywhere.
const SHORTEST: usize = 3;

/// Leaves out what stands above the title, where most of the text stands below it. Pictures stay, and what the page says that
/// its text is about.
pub(super) fn above(blocks: &[Block], title: &[String], kept: &mut [bool]) {
    let is_title = |block: &Block| block.words == title && !block.is_list();
    let Some(at) = blocks.iter().position(is_title).filter(|_| title.len() >= SHORTEST) else {
        return;
    };
    let letters = |blocks: &[Block], kept: &[bool]| {
        let kept = blocks.iter().zip(kept).filter(|(_, kept)| **kept);
        kept.map(|(block, _)| block.letters).sum::<usize>()
    };
    if letters(&blocks[..at], &kept[..at]) > letters(&blocks[at..], &kept[at..]) {
        return;
    }
    for (block, kept) in blocks[..at].iter().zip(kept) {
        *kept &= block.is_picture() || block.is_beneath || block.is_lead;
    }
}
