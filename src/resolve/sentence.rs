//! The sentence around a link.
//!
//! Knows where a point ends none: after initials and abbreviations.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::body::{BLOCK_BORDER, Body, TextRange};

/// How far from a link its sentence may go, in bytes: a paragraph of a thousand links is not read a thousand times.
const SENTENCE: usize = 600;

/// What stands before a name or another word, with a point.
const TITLES: [&str; 36] = [
    "adm", "brig", "bzw", "capt", "cf", "col", "dr", "dra", "fr", "frl", "gen", "gov", "hl", "hon",
    "hr", "lt", "maj", "messrs", "mr", "mrs", "ms", "pres", "prof", "rep", "rev", "sen", "sgt",
    "sr", "sra", "st", "ste", "vgl", "vs", "им", "св", "ср",
];

/// What stands before a number, with a point.
const NUMBERED: [&str; 34] = [
    "abb", "abs", "anm", "art", "bd", "c", "ca", "cap", "ch", "chap", "fig", "figs", "fn", "fol",
    "kap", "lib", "n", "no", "nos", "nr", "num", "op", "p", "pl", "pp", "s", "t", "taf", "vol",
    "vols", "гл", "рис", "с", "т",
];

/// Brackets and quotation marks that begin something, in Chinese and Japanese.
const OPENING: &str = "「『（【〈《〔［｛〖";

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
            first = block_start + without_opening(&block[..at]).len();
        }
        last = here + without_opening(words.trim_end()).len();
    }
    TextRange::new(first, last)
}

/// Words without the brackets at their end: no space is before those with which the next sentence begins.
fn without_opening(words: &str) -> &str {
    words.trim_end_matches(|c| OPENING.contains(c))
}

/// Whether the point that words end with belongs to an initial or an abbreviation.
fn goes_on(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let Some(words) = before.strip_suffix('.') else { return false };
    if let Some((words, letter)) = without_letter(before) {
        let is_beside = without_letter(words.trim_end()).is_some() || begins_with_letter(after);
        if letter.is_uppercase() || is_beside {
            return true;
        }
    }
    let word = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let word = word.to_lowercase();
    TITLES.contains(&&*word) || NUMBERED.contains(&&*word) && is_number(after)
}

/// What is before a single letter with a point, and the letter.
fn without_letter(words: &str) -> Option<(&str, char)> {
    let mut left = words.strip_suffix('.')?.chars();
    let letter = left.next_back().filter(|letter| letter.is_alphabetic())?;
    let words = left.as_str();
    (!words.ends_with(char::is_alphanumeric)).then_some((words, letter))
}

/// Whether words begin with a single letter and a point.
fn begins_with_letter(words: &str) -> bool {
    let mut right = words.chars();
    right.next().is_some_and(char::is_alphabetic) && right.next() == Some('.')
}

/// Whether words begin with a number: `12`, `II`, and `I` where it is not the word.
fn is_number(words: &str) -> bool {
    let end = words.find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len());
    let (number, behind) = words.split_at(end);
    let is_word = || number == "I" && behind.trim_start().starts_with(char::is_alphabetic);
    let is_roman = !number.is_empty() && number.bytes().all(|letter| b"IVXLCDM".contains(&letter));
    words.starts_with(char::is_numeric) || is_roman && !is_word()
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
            (
                "Hier sprach Hr. Dr. Muster über [Hafen], z. B. Nordkai, S. 5. Ende.",
                "Hier sprach Hr. Dr. Muster über Hafen, z. B. Nordkai, S. 5.",
            ),
            (
                "Voir [Lettres], t. II, p. 12, et d. h. Nordkai. Fin.",
                "Voir Lettres, t. II, p. 12, et d. h. Nordkai.",
            ),
            (
                "See vol. I, No. 5, fig. 3 of [it], e.g. Example. End.",
                "See vol. I, No. 5, fig. 3 of it, e.g. Example.",
            ),
            ("She loved art. I read no. I saw [it]. End.", "I saw it."),
            ("Nothing stands on line b. Then [it] ends.", "Then it ends."),
            ("It held 40 tons in all. XII ships came to [it]. End.", "XII ships came to it."),
            ("「昨日は雨。」と言う。『[港]は遠い。』次。", "『港は遠い。』"),
            ("真的吗？[港口]很远！下次。", "港口很远！"),
            ("هل هذا صحيح؟ نعم [الميناء] بعيد. ثم", "نعم الميناء بعيد."),
            ("यह सच है। [बंदरगाह] दूर है। फिर", "बंदरगाह दूर है।"),
            ("یہ سچ ہے۔ [بندرگاہ] دور ہے۔ پھر", "بندرگاہ دور ہے۔"),
        ] {
            let (start, end) = (text.find('[').expect("a link"), text.find(']').expect("its end"));
            let body = Body { text: text.replace(['[', ']'], ""), ..Body::default() };
            let found = sentence(&body, TextRange::new(start, end - 1));
            assert_eq!(&body.text[found.range()], expected, "{text}");
        }
    }
}
