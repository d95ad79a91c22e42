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
    let common = Common::of(blocks);
    let mut kept = Vec::with_capacity(blocks.len());
    for _ in blocks {
        kept.push(common.keeps(&kept));
    }
    kept
}

/// Blocks of a page in which the extractors found the same text.
struct Common<'b> {
    blocks: &'b [Block],
    /// The extractor that found the same as the other one and far more.
    wider: Option<usize>,
    /// The element where most of the text stands.
    trunk: Option<NodeId>,
    /// The elements that hold its sentences.
    holders: HashSet<NodeId>,
    /// Its first and its last block that is surely of it.
    ends: (usize, usize),
}

impl<'b> Common<'b> {
    fn of(blocks: &'b [Block]) -> Self {
        let wider = wider(blocks);
        let weight = |block: &Block| wider.map_or(block.count(), |voice| block.votes[voice].into());
        let paragraphs = blocks.iter().filter(|block| block.is_prose());
        let found: Vec<(&[NodeId], usize)> =
            paragraphs.map(|block| (&block.above[..], weight(block) * block.letters)).collect();
        let trunk = trunk::trunk(&found);
        let mut common = Self { blocks, wider, trunk, holders: HashSet::new(), ends: (0, 0) };
        let sentences = blocks.iter().filter(|block| common.is_found(block) && block.is_sentence());
        common.holders = sentences.filter_map(|block| block.above.get(1).copied()).collect();
        let first = (0..blocks.len()).find(|&at| common.is_sure(at)).unwrap_or(0);
        let last = (0..blocks.len()).rev().find(|&at| common.is_sure(at)).unwrap_or(0);
        common.ends = (first, last);
        common
    }

    fn is_beside(&self, block: &Block) -> bool {
        self.trunk.is_some_and(|trunk| !block.above.contains(&trunk))
    }

    fn is_found(&self, block: &Block) -> bool {
        let is_of_wider = |voice: usize| block.votes[voice] && !self.is_beside(block);
        block.count() == 2 || self.wider.is_some_and(is_of_wider)
    }

    fn is_sure(&self, at: usize) -> bool {
        self.blocks.get(at).is_some_and(|block| self.is_found(block))
    }

    /// Whether the next block is of the text; `kept` says it of those before.
    fn keeps(&self, kept: &[bool]) -> bool {
        let at = kept.len();
        let block = &self.blocks[at];
        let (first, last) = self.ends;
        let is_inside = first < at && at < last;
        let is_after = kept.last() == Some(&true);
        let is_before = self.is_sure(at + 1);
        let is_beside = self.is_beside(block);
        match block.count() {
            _ if self.is_sure(at) => true,
            // A refrain, or lines set as they are, also at the end of a text.
            1 if block.is_set && is_after && block.stands_with(&self.blocks[at - 1]) => true,
            // Below a text, and not where it stands, are teasers of others.
            1 if block.is_prose() => !is_beside || at <= last,
            1 if block.markdown.starts_with('#') => is_inside && is_before,
            1 if block.is_list() && block.votes[0] && !is_beside => block.links < LIST_LINKS,
            1 if block.is_list() => is_inside && block.links < MOST_LINKS,
            // Hardly anything stands between two blocks of the text that is not of it.
            1 if is_inside && is_after && is_before && !is_beside && block.letters > SHORTEST => {
                block.links < MOST_LINKS
            }
            _ if self.is_of_table(at) => is_inside && is_after,
            // Short paragraphs of the same element as others of the text.
            1 if block.is_sentence() => {
                block.above.get(1).is_some_and(|parent| self.holders.contains(parent))
            }
            0 if block.is_prose() && block.letters > LONGEST => is_inside && !is_beside,
            _ if block.markdown.starts_with(['|', '`', '$']) => is_inside && is_after,
            // A byline may stand above it.
            0 if block.is_picture() => {
                is_inside && (self.is_behind(kept) || is_before) || is_before && at + 1 == first
            }
            _ => false,
        }
    }

    /// Whether the last block is of the text; the caption of a film, which is left out with it, does not count.
    fn is_behind(&self, kept: &[bool]) -> bool {
        let mut before = self.blocks.iter().zip(kept).rev();
        before.find(|(block, kept)| **kept || !block.is_beneath).is_some_and(|(_, kept)| *kept)
    }

    /// Whether a block is the caption of a table beside it.
    fn is_of_table(&self, at: usize) -> bool {
        let caption = &self.blocks[at];
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut beside = beside.filter_map(|at| self.blocks.get(at));
        let is_table =
            |block: &Block| block.markdown.starts_with('|') && block.stands_with(caption);
        caption.is_beneath && beside.any(is_table)
    }
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
