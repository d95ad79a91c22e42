//! What stands above a text: its title, and what is of neither.

use super::super::Is;
use super::super::about::day_in;
use super::super::plain::plain;
use super::{Block, MOST_LINKS};

/// A title of fewer words may stand anywhere.
const SHORTEST: usize = 3;

/// The heading of a text has not more words, and is among as many blocks above it.
const LONGEST: usize = 24;
const NEAR: usize = 8;

/// The heading that stands right above a text, or a line in bold.
pub(super) fn heading(blocks: &[Block], kept: &[bool]) -> Option<String> {
    let is_text = |block: &Block| block.is_prose() || block.is_sentence();
    let text = blocks.iter().zip(kept).position(|(block, kept)| *kept && is_text(block))?;
    let line = |block: &Block| {
        let bold = block.markdown.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
        let is_line = |inner: &&str| !inner.contains("**") && !inner.contains(['\n', '\\']);
        let bold = bold.filter(is_line).filter(|inner| !inner.ends_with('.'));
        let heading = block.markdown.starts_with('#').then_some(&*block.markdown);
        let is_one = (SHORTEST..=LONGEST).contains(&block.words.len()) && block.links < MOST_LINKS;
        let words = plain(heading.or(bold)?.trim_start_matches(['#', ' '])).0.replace("**", "");
        (is_one && Is::of(&words) == Is::Words && day_in(&words).is_none()).then_some(words)
    };
    blocks[text.saturating_sub(NEAR)..text].iter().rev().find_map(line)
}

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
