//! What the extractors agree on, block by block.

use std::collections::HashSet;

use dom_query::NodeId;

use super::super::trunk;
use super::{AGREED, Block, MOST_LINKS, SNIPPET, WITHIN, share, words};

/// A paragraph that no extractor found, where the text stands, has more letters; teasers have fewer.
const LONGEST: usize = 200;

/// A paragraph between two of the text, that one extractor found, has more letters.
const SHORTEST: usize = 40;

/// What stands at the foot of a text, of its author for example, has not more letters.
const FOOT: usize = 2000;

/// A list that stands where the text does has not more links.
const LIST_LINKS: f64 = 0.5;

/// Which blocks are of the text, by what the extractors agree on.
pub(super) fn agreed(blocks: &[Block], title: Option<&str>) -> Vec<bool> {
    let each = [0, 1].map(|voice| sum(blocks, |block| block.votes[voice]));
    let both = sum(blocks, |block| block.count() == 2);
    // Where one of them found little, it has to be most of what the other one found.
    let least = each[0].min(each[1]);
    let common = if least > SNIPPET { least } else { each[0].max(each[1]).max(1) };
    if share(both, common) >= AGREED {
        return united(blocks);
    }
    let prose = [0, 1].map(|voice| sum(blocks, |block| block.votes[voice] && block.is_prose()));
    // One of them found a short text, the other one the same and much that is no paragraph.
    let is_within = least > 0 && share(both, least) >= WITHIN;
    if is_within && prose[0].max(prose[1]) * 5 <= prose[0].min(prose[1]) * 6 {
        return blocks.iter().map(|block| block.count() == 2).collect();
    }
    // They mean different things: the one that found more paragraphs is right, if the text below the title is not one of
    // about the same length, and the other one another article.
    let longer = usize::from((prose[1], each[1]) > (prose[0], each[0]));
    let below = title.and_then(|title| below(blocks, &words(title)));
    let is_other = below.is_some_and(|block| block.votes[1 - longer] && !block.votes[longer]);
    let voice = if is_other && prose[1 - longer] * 2 > prose[longer] { 1 - longer } else { longer };
    blocks.iter().map(|block| block.votes[voice]).collect()
}

/// The first paragraph below the heading that is the title.
fn below<'b>(blocks: &'b [Block], title: &[String]) -> Option<&'b Block> {
    let is_title = |block: &Block| block.markdown.starts_with('#') && block.words == title;
    let at = blocks.iter().position(is_title)?;
    blocks[at..].iter().find(|block| block.is_prose())
}

/// Which blocks are of the text, where the extractors speak of the same one.
fn united(blocks: &[Block]) -> Vec<bool> {
    let wider = wider(blocks);
    let weight = |block: &Block| wider.map_or(block.count(), |voice| block.votes[voice].into());
    let paragraphs = blocks.iter().filter(|block| block.is_prose());
    let found: Vec<(&[NodeId], usize)> =
        paragraphs.map(|block| (&block.above[..], weight(block) * block.letters)).collect();
    let trunk = trunk::trunk(&found);
    let is_beside = |block: &Block| trunk.is_some_and(|trunk| !block.above.contains(&trunk));
    let is_found = |block: &Block| {
        block.count() == 2 || wider.is_some_and(|voice| block.votes[voice] && !is_beside(block))
    };
    let is_sure = |at: usize| blocks.get(at).is_some_and(is_found);
    let sentences = blocks.iter().filter(|block| is_found(block) && block.is_sentence());
    let holders: HashSet<NodeId> =
        sentences.filter_map(|block| block.above.get(1).copied()).collect();
    let first = (0..blocks.len()).find(|&at| is_sure(at)).unwrap_or(0);
    let last = (0..blocks.len()).rev().find(|&at| is_sure(at)).unwrap_or(0);
    let mut kept: Vec<bool> = Vec::with_capacity(blocks.len());
    // Whether the last block is of the text; the caption of a film, which is left out with it, does not count.
    let mut is_behind = false;
    for (at, block) in blocks.iter().enumerate() {
        let is_inside = first < at && at < last;
        let is_after = at > 0 && kept[at - 1];
        let is_beside = is_beside(block);
        let is_between = is_inside && is_after && is_sure(at + 1) && !is_beside;
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut beside = beside.filter_map(|at| blocks.get(at));
        let is_of_table = block.is_beneath && beside.any(|table| is_its_table(table, block));
        let mark = &block.markdown;
        kept.push(match block.count() {
            _ if is_sure(at) => true,
            // A refrain, or lines set as they are, also at the end of a text.
            1 if block.is_set && is_after && block.stands_with(&blocks[at - 1]) => true,
            // Below a text, and not where it stands, are teasers of others.
            1 if block.is_prose() => !is_beside || at <= last,
            1 if mark.starts_with('#') => is_inside && is_sure(at + 1),
            1 if block.is_list() && block.votes[0] && !is_beside => block.links < LIST_LINKS,
            1 if block.is_list() => is_inside && block.links < MOST_LINKS,
            // Hardly anything stands between two blocks of the text that is not of it.
            1 if is_between && block.letters > SHORTEST => block.links < MOST_LINKS,
            _ if is_of_table => is_inside && is_after,
            // Short paragraphs of the same element as others of the text.
            1 if block.is_sentence() => {
                block.above.get(1).is_some_and(|parent| holders.contains(parent))
            }
            0 if block.is_prose() && block.letters > LONGEST => is_inside && !is_beside,
            _ if mark.starts_with(['|', '`', '$']) => is_inside && is_after,
            // A byline may stand above it.
            0 if block.is_picture() => {
                is_inside && (is_behind || is_sure(at + 1)) || is_sure(at + 1) && at + 1 == first
            }
            _ => false,
        });
        if !block.is_beneath || kept[at] {
            is_behind = kept[at];
        }
    }
    kept
}

/// Whether a block is the table that a caption is of.
fn is_its_table(table: &Block, caption: &Block) -> bool {
    table.markdown.starts_with('|') && table.stands_with(caption)
}

/// The extractor that found what the other one did, and far more paragraphs: the other one stayed in one section of the text.
fn wider(blocks: &[Block]) -> Option<usize> {
    let prose = [0, 1].map(|voice| sum(blocks, |block| block.votes[voice] && block.is_prose()));
    let longer = usize::from(prose[1] > prose[0]);
    let both = sum(blocks, |block| block.count() == 2);
    let least = sum(blocks, |block| block.votes[1 - longer]);
    let (more, less) = (prose[longer], prose[1 - longer]);
    let is_far_more = more > 2 * less || more * 2 > 3 * less && more - less > FOOT;
    (share(both, least) >= WITHIN && is_far_more).then_some(longer)
}

/// How many letters some of the blocks have.
fn sum(blocks: &[Block], is: impl Fn(&Block) -> bool) -> usize {
    blocks.iter().filter(|block| is(block)).map(|block| block.letters).sum()
}
