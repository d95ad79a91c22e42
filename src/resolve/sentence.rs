//! The sentence around a link.
//!
//! Knows where a point ends none: after initials and abbreviations.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::body::{BLOCK_BORDER, Body, TextRange};

/// How far from a link its sentence may go, in bytes: a paragraph of a thousand links is not read a thousand times.
const SENTENCE: usize = 600;

/// What stands before a name, with a point.
const TITLES: [&str; 24] = [
    "capt", "col", "dr", "dra", "fr", "frl", "gen", "hl", "hon", "hr", "lt", "messrs", "mr", "mrs",
    "ms", "prof", "rev", "sgt", "sr", "sra", "st", "ste", "им", "св",
];

/// What stands before a number, with a point.
const NUMBERED: [&str; 18] = [
    "art", "bd", "c", "ca", "ch", "chap", "fol", "no", "nos", "nr", "p", "pp", "s", "t", "vol",
    "vols", "с", "т",
];

/// The sentence around a link, within its block.
pub(super) fn sentence(body: &Body, link: TextRange) -> TextRange {
    let (start, end) = (link.range().start, link.range().end);
    let near = body.text.floor_char_boundary(start.saturating_sub(SENTENCE));
    let far = body.text.ceil_char_boundary((end + SENTENCE).min(body.text.len()));
    let block_start = body.text[near..start].rfind(BLOCK_BORDER).map_or(near, |at| near + at + 1);
    let block_end = body.text[end..far].find(BLOCK_BORDER).map_or(far, |at| end + at);
    let block = &body.text[block_start..block_end];
    let (mut first, mut last) = (block_start, block_end);
    for (at, words) in block.split_sentence_bound_indices() {
        let here = block_start + at;
        let is_inside = start < here && here < end;
        if !is_inside && !goes_on(&block[..at], &block[at..]) {
            if here > start {
                break;
            }
            first = here;
        }
        last = here + words.trim_end().len();
    }
    TextRange::new(first, last)
}

/// Whether the point that words end with belongs to an initial or an abbreviation.
fn goes_on(before: &str, after: &str) -> bool {
    let Some(before) = before.trim_end().strip_suffix('.') else { return false };
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let word = word.to_lowercase();
    let is_numbered = after.starts_with(char::is_numeric) && NUMBERED.contains(&&*word);
    is_initial || is_numbered || TITLES.contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use crate::model::body::{Body, TextRange};

    #[test]
    fn sentences_of_links() {
        for (text, expected) in [
            ("One. Two [link] here. Three.", "Two link here."),
            (
                "Dr. Ann Author met [Dr. Ben Sample] in St. Example. It rained.",
                "Dr. Ann Author met Dr. Ben Sample in St. Example.",
            ),
            ("See [Letter to J. H. Author] first. Then go.", "See Letter to J. H. Author first."),
            ("It is [no. 5 of vol. 2] here, p. 7. More.", "It is no. 5 of vol. 2 here, p. 7."),
            ("She said no. [Link] stands.", "Link stands."),
            ("[What? Where? A play] by A. Author. Next.", "What? Where? A play by A. Author."),
            ("Before.\nIn [a block] alone\nAfter.", "In a block alone"),
            ("昨日は雨。[港]は遠い。次。", "港は遠い。"),
            ("At the end [it stops.] Then more.", "At the end it stops."),
        ] {
            let (start, end) = (text.find('[').expect("a link"), text.find(']').expect("its end"));
            let body = Body { text: text.replace(['[', ']'], ""), ..Body::default() };
            let found = sentence(&body, TextRange::new(start, end - 1));
            assert_eq!(&body.text[found.range()], expected, "{text}");
        }
    }
}
