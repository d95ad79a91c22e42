//! Lines with labels, as the record of an object has them: extractors take those with names and dates for bylines.

use std::ops::Range;

use super::{Block, MOST_LINKS};

/// Keeps the lines with labels that stand within the text below a paragraph of it, one below the other: all where some of them
/// are kept, and a list of terms also where it parts two paragraphs.
pub(super) fn labelled(blocks: &[Block], kept: &mut [bool]) {
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
    let mut is_below = false;
    let mut at = 0;
    while at < last {
        let goes_on = |block: &&Block| is_labelled(block) && block.stands_with(&blocks[at]);
        let count = blocks[at..=last].iter().take_while(goes_on).count();
        let run = at..at + count;
        if count > 1
            && is_below
            && run.end <= last
            && (kept[run.clone()].contains(&true) || is_between(blocks, kept, &run))
        {
            kept[run].fill(true);
        }
        is_below |= kept[at] && blocks[at].is_prose();
        at += count.max(1);
    }
}

/// Whether the run is a list of terms, and the blocks before and behind it are paragraphs of the text in the same element.
fn is_between(blocks: &[Block], kept: &[bool], run: &Range<usize>) -> bool {
    let is_paragraph = |at: usize| {
        let block = &blocks[at];
        kept[at] && block.is_prose() && block.stands_with(&blocks[run.start])
    };
    blocks[run.clone()].iter().all(is_term) && is_paragraph(run.start - 1) && is_paragraph(run.end)
}

fn is_labelled(block: &Block) -> bool {
    let bold = block.markdown.strip_prefix("**").and_then(|rest| rest.split_once("**"));
    let is_label = bold.is_some_and(|(label, rest)| label.ends_with(':') || rest.starts_with(':'));
    (is_label || is_term(block)) && block.links < MOST_LINKS
}

/// Whether a block is a term with what it means.
fn is_term(block: &Block) -> bool {
    block.markdown.contains("\n: ")
}
