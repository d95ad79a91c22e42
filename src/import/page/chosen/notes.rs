//! The notes of a text.

use super::Block;

/// Keeps the notes that the text refers to, and what stands under it as notes only once.
pub(super) fn notes(blocks: &[Block], kept: &mut [bool]) {
    let mut text: String = String::new();
    for (block, _) in blocks.iter().zip(&*kept).filter(|(block, kept)| **kept && !block.is_note()) {
        text += &block.markdown;
    }
    let mut told = Vec::new();
    for (block, kept) in blocks.iter().zip(kept.iter_mut()).filter(|(block, _)| block.is_note()) {
        let key = block.markdown.split_once(':').map_or("", |(key, _)| key);
        *kept = text.contains(key);
        if *kept {
            text += &block.markdown;
            told.push(block.words.join(" "));
        }
    }
    for (block, kept) in blocks.iter().zip(kept.iter_mut()) {
        if !*kept || block.is_note() || block.words.len() < 4 {
            continue;
        }
        let words = block.words.join(" ");
        let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        *kept = !told.iter().any(|note| note.ends_with(words));
    }
}
