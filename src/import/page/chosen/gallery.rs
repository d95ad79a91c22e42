//! Pictures with captions, one below the other: extractors find no words in them.

use super::Block;

/// A gallery has as many captions.
const LEAST: usize = 3;

/// Keeps the galleries that stand right below what is of the text, or that are all that a page has. Most of their captions are
/// sentences: those of other texts are their titles.
pub(super) fn galleries(blocks: &[Block], kept: &mut [bool]) {
    let is_text = |(block, kept): (&Block, &bool)| *kept && !block.markdown.starts_with('#');
    let is_all = !blocks.iter().zip(&*kept).any(is_text);
    let mut at = 0;
    while at < blocks.len() {
        let is_of_it = |block: &&Block| block.is_picture() || block.is_beneath;
        let count = blocks[at..].iter().take_while(is_of_it).count();
        let run = &blocks[at..at + count];
        if (is_all || at > 0 && kept[at - 1]) && is_gallery(run) {
            kept[at..at + count].fill(true);
        }
        at += count.max(1);
    }
}

fn is_gallery(run: &[Block]) -> bool {
    let captions: Vec<&str> = run.iter().flat_map(captions).collect();
    let is_sentence =
        |words: &&&str| words.ends_with(['.', '!', '?', '。', '؟']) || words.contains(". ");
    let sentences = captions.iter().filter(is_sentence).count();
    captions.len() >= LEAST && sentences * 2 > captions.len()
}

/// The titles of the pictures in a block, and the caption that it is where its picture did not come along.
fn captions(block: &Block) -> impl Iterator<Item = &str> {
    let pictures = block.markdown.split("](").skip(1);
    let titles = pictures.filter_map(|rest| Some(rest.split_once(" \"")?.1.split_once("\")")?.0));
    titles.chain(block.is_beneath.then_some(block.markdown.as_str()))
}
