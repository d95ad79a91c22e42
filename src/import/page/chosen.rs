//! Which blocks of a page are of its main text.
//!
//! Two extractors of different schools say what they take for it, one by the kinds of elements, one by the density of words.
//! A block that both found is of the text. Of what only one found, long paragraphs are, and what stands between blocks of
//! the text and can hardly be anything else. The blocks themselves come from the page, so that an extractor can lose
//! none of their markup.

mod above;
mod agreed;
mod gallery;
mod holder;
mod labelled;
mod lead;
mod left;
mod notes;
mod once;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use dom_query::{Document, NodeId};

use super::convert::Piece;
use super::plain::plain;
use super::trunk;
use crate::fold;

/// Where a page says what it is about.
const DESCRIPTIONS: &str =
    "meta[name=description], meta[property='og:description'], meta[name='twitter:description']";

/// A paragraph that one extractor found, of as many letters, is of the text.
const LONG: usize = 120;

/// A block of which a larger share is links points elsewhere.
const MOST_LINKS: f64 = 0.3;

/// An extractor has found a block when it has as many of its words.
const FOUND: f64 = 0.6;

/// An extractor that found not more letters may have found anything.
const SNIPPET: usize = 600;

/// Two extractors speak of the same text when they have as much of it in common.
const AGREED: f64 = 0.4;

/// One extractor found what the other one did, and more.
const WITHIN: f64 = 0.9;

/// A paragraph with a larger share of links is nothing but a link, unless it has not more letters.
const ALL_LINKS: f64 = 0.85;
const SNAP: usize = 15;

/// A lead begins as the description of its page, with as many words.
const BEGUN: usize = 6;

/// A paragraph of more words does not stand twice in a text.
const SAID_ONCE: usize = 12;

/// Elements at the foot of a text, which have lines too.
const FEET: &str = "footer, aside, address";

/// What an extractor takes for the main text.
#[derive(Default)]
pub(super) struct Voice {
    /// Every three words in a row.
    runs: HashSet<u64>,
    /// Whole lines, for blocks that are shorter.
    lines: HashSet<u64>,
    letters: usize,
}

impl Voice {
    pub(super) fn of(text: &str) -> Self {
        let mut voice = Self { runs: runs(&words(text)).collect(), ..Self::default() };
        for line in text.lines() {
            let words = words(line);
            voice.letters += letters(&words);
            voice.lines.insert(hash(&words));
            // Extractors take the number of a note for a word.
            if let [words @ .., number] = &words[..]
                && number.parse::<u16>().is_ok()
            {
                voice.lines.insert(hash(words));
            }
        }
        voice
    }

    fn found(&self, words: &[String]) -> bool {
        if words.len() < 4 {
            return !words.is_empty() && self.lines.contains(&hash(words));
        }
        let found = runs(words).filter(|run| self.runs.contains(run)).count();
        share(found, words.len() - 2) >= FOUND
    }

    /// What part of it stands in the blocks that are kept.
    fn covered(&self, blocks: &[Block], kept: &[bool]) -> f64 {
        let found =
            blocks.iter().zip(kept).filter(|(block, kept)| **kept && self.found(&block.words));
        share(found.map(|(block, _)| block.letters).sum(), self.letters)
    }
}

/// What a page says of its text.
pub(super) struct Told<'t> {
    pub(super) title: Option<&'t str>,
    /// The text itself, as JSON-LD has it.
    pub(super) body: Option<&'t str>,
}

/// A page, and what it says that it is about.
struct Page<'d> {
    document: &'d Document,
    descriptions: Vec<Vec<String>>,
}

/// A block, and what is known of it.
struct Block {
    markdown: String,
    /// The elements that it stands in, the innermost first.
    above: Vec<NodeId>,
    words: Vec<String>,
    letters: usize,
    links: f64,
    votes: [bool; 2],
    is_caption: bool,
    /// Whether it begins like a description of the page.
    is_lead: bool,
    /// Whether its lines are set as they are, as those of verse and code, and it is no foot of the page.
    is_set: bool,
    /// Whether it is the caption of something else than a picture, as a film.
    is_beneath: bool,
}

impl Block {
    fn of(piece: Piece, page: &Page, voices: &[Voice; 2]) -> Self {
        let Piece { markdown, element, caption } = piece;
        let (text, linked) = plain(&markdown);
        // The caption of a picture that is left out stands where that would.
        let text = if caption.is_some() { String::new() } else { text };
        let words = words(&text);
        let letters = letters(&words);
        let votes = [voices[0].found(&words), voices[1].found(&words)];
        let above = trunk::above(page.document, element);
        let begun = |told: &Vec<String>| {
            let length = told.len().min(words.len()).min(SAID_ONCE);
            length >= BEGUN && told[..length] == words[..length]
        };
        let is_lead = page.descriptions.iter().any(begun);
        let links = share(linked, letters);
        let is_caption = caption.is_some();
        let has_lines = markdown.contains("\\\n") && linked == 0;
        let is_set = has_lines && !is_list(&markdown) || markdown.starts_with(['`', '$']);
        let around = trunk::around(page.document, element, 2);
        let is_set = is_set && !around[0].is(FEET);
        let is_beneath = !is_caption && around.iter().any(|node| node.has_name("figcaption"));
        Self {
            markdown,
            above,
            words,
            letters,
            links,
            votes,
            is_caption,
            is_lead,
            is_set,
            is_beneath,
        }
    }

    fn count(&self) -> usize {
        self.votes.iter().filter(|vote| **vote).count()
    }

    fn is_picture(&self) -> bool {
        self.words.is_empty() && (self.is_caption || self.markdown.contains("!["))
    }

    fn is_list(&self) -> bool {
        is_list(&self.markdown)
    }

    /// A long paragraph that is no list of links.
    fn is_prose(&self) -> bool {
        self.letters > LONG && self.links < MOST_LINKS && !self.is_list()
    }

    /// Whether it is a paragraph that ends like a sentence, and no link.
    fn is_sentence(&self) -> bool {
        let closing = ['*', '"', '”', '»', '」', ')'];
        let words = unnoted(&self.markdown).trim_end_matches(closing);
        let is_block = words.starts_with(['#', '|', '`']) || self.is_list();
        words.ends_with(['.', '!', '?', '。', '؟', '।']) && !is_block && self.links < MOST_LINKS
    }

    /// Whether the element that it stands in holds another block too.
    fn stands_with(&self, other: &Self) -> bool {
        self.above.get(1).is_some_and(|parent| other.above.contains(parent))
    }

    fn is_note(&self) -> bool {
        self.markdown.starts_with("[^") && self.markdown.contains("]: ")
    }
}

/// The blocks of the main text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Chosen {
    /// As Markdown; none where the page itself does not have what the extractors found.
    pub(super) kept: Vec<String>,
    /// What stands among them and is not of the text.
    pub(super) left: Vec<String>,
    /// The heading right above them.
    pub(super) heading: Option<String>,
}

/// Which blocks are of the main text.
pub(super) fn chosen(
    page: &Document,
    blocks: Vec<Piece>,
    voices: &[Voice; 2],
    told: &Told,
) -> Chosen {
    let described = page.select(DESCRIPTIONS);
    let described = described.nodes().iter().map(|node| words(&node.attr_or("content", "")));
    let page = Page { document: page, descriptions: described.collect() };
    let blocks: Vec<Block> =
        blocks.into_iter().map(|piece| Block::of(piece, &page, voices)).collect();
    let mut kept = agreed::agreed(&blocks, told.title);
    let body = told.body.map(Voice::of).filter(|body| body.letters > SNIPPET);
    if let Some(body) = &body
        && body.covered(&blocks, &kept) < AGREED
    {
        // They found something else than what the page says that its text is.
        kept = blocks.iter().map(|block| body.found(&block.words)).collect();
        if body.covered(&blocks, &kept) < WITHIN {
            return Chosen::default();
        }
    }
    let title = words(told.title.unwrap_or_default());
    let agreed = blocks.iter().zip(&kept).filter(|(_, kept)| **kept);
    let agreed = agreed.map(|(block, _)| block.letters).sum();
    let most = voices[0].letters.min(voices[1].letters).max(1);
    if body.is_none() && share(agreed, most) < AGREED {
        return Chosen::default();
    }
    holder::by_readers(&page, &blocks, &mut kept);
    holder::held(&page, &blocks, &mut kept);
    above::above(&blocks, &title, &mut kept);
    lead::lead(&page, &blocks, &title, &mut kept);
    gallery::galleries(&blocks, &mut kept);
    labelled::labelled(&blocks, &mut kept);
    holder::beside(&page, &blocks, &mut kept);
    once::once(&blocks, &mut kept);
    once::whole(&blocks, &mut kept);
    announced(&blocks, &mut kept);
    notes::notes(&blocks, &mut kept);
    let left = left::left(&page, &blocks, &title, &kept);
    let heading = above::heading(&blocks, &kept);
    let chosen = blocks.into_iter().zip(kept).filter(|(_, kept)| *kept);
    Chosen { kept: chosen.map(|(block, _)| block.markdown).collect(), left, heading }
}

/// Keeps the lists within the text that a paragraph of it announces, however short they are, and the line that announces a
/// list of the text.
fn announced(blocks: &[Block], kept: &mut [bool]) {
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
    for at in 1..=last {
        let (before, list) = (&blocks[at - 1], &blocks[at]);
        let announces = before.markdown.ends_with(':') && !before.markdown.contains('\n');
        if announces && list.is_list() && list.stands_with(before) {
            let (is_line, is_list) = (kept[at - 1], kept[at]);
            kept[at] |= is_line && at < last && list.links < MOST_LINKS;
            kept[at - 1] |= is_list && before.links < MOST_LINKS;
        }
    }
}

/// A block without the references to notes at its end.
fn unnoted(markdown: &str) -> &str {
    let mut words = markdown;
    while let Some((before, _)) = words.strip_suffix(']').and_then(|inner| inner.rsplit_once("[^"))
    {
        words = before.trim_end();
    }
    words
}

/// Whether a block is a list, also a numbered one.
fn is_list(markdown: &str) -> bool {
    let rest = markdown.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with("- ") || rest.len() < markdown.len() && rest.starts_with(". ")
}

/// Whether a block is hardly anything but links.
pub(super) fn is_links(markdown: &str) -> bool {
    let (text, linked) = plain(markdown);
    let letters = letters(&words(&text));
    letters > 0 && linked * 5 >= letters * 4
}

/// Whether a block is a paragraph that is nothing but a link, and so points to another text.
pub(super) fn is_pointer(markdown: &str) -> bool {
    let is_list = markdown.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let is_other = ["![", "](mailto:"].iter().any(|mark| markdown.contains(mark));
    if is_list || is_other || markdown.starts_with(['#', '|', '`']) {
        return false;
    }
    let (text, linked) = plain(markdown);
    let letters = letters(&words(&text));
    letters > SNAP && share(linked, letters) >= ALL_LINKS
}

fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    fold::words(&text).map(|place| text[place].to_owned()).collect()
}

/// How much they say, in letters of scripts with few of them.
fn letters(words: &[String]) -> usize {
    words.iter().map(|word| fold::weight(word)).sum()
}

fn runs(words: &[String]) -> impl Iterator<Item = u64> + '_ {
    words.windows(3).map(hash)
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// What part of the whole that is.
#[expect(clippy::cast_precision_loss, reason = "a page has fewer letters than 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::{Document, Told, Voice, chosen};
    use crate::import::page::{Pictures, convert};

    /// The extractors found one article each.
    #[test]
    fn the_article_below_the_title() {
        let wall =
            "The wall of the old harbour is two metres too low, the council said. ".repeat(9);
        let bridge =
            "The bridge over the sound has been opened on a Sunday evening in May. ".repeat(12);
        let html = format!("<h1>The wall</h1><p>{wall}</p><h1>The bridge</h1><p>{bridge}</p>");
        let page = Document::from(html);
        let voices = [Voice::of(&wall), Voice::of(&bridge)];
        for (title, found) in [("The wall", &wall), ("The bridge", &bridge), ("Home", &bridge)] {
            let blocks = convert::convert(&page, &page, None, &mut Pictures::new(None));
            let told = Told { title: Some(title), body: None };
            assert_eq!(chosen(&page, blocks, &voices, &told).kept, [found.trim()], "{title}");
        }
    }

    /// One extractor found one section of the text alone, and none a paragraph of it; what stands below is another text. Where little
    /// more was found, such as words about the author, only its paragraphs are of the text.
    #[test]
    fn a_text_of_which_only_a_section_was_found() {
        let whole = "## Wall, The wal, So is T, Its pla, - [The , A gate , ## Seas, Every w";
        for (walls, seas, expected) in
            [(12, 12, whole), (24, 60, whole), (8, 60, "The wal, So is T, Every w")]
        {
            let wall = "The wall of the harbour was built in 1904, and repaired twice since then. "
                .repeat(walls);
            let sea = "Every winter brings storms from the west that nobody here remembers. "
                .repeat(seas);
            let gate =
                "A gate of steel could close the whole bay when such a night comes. ".repeat(6);
            let teaser =
                "Old boats are for sale at the pier, and their owners wait on Sundays. ".repeat(9);
            let html = format!(
                "<article><h2>Walls</h2><p>{wall}</p><p>So is {wall}</p><p>Its plans:</p><ul><li><a href=https://example.org/1>The first plan</a>\
                 <li><a href=https://example.org/2>The second</a></ul><p>{gate}</p><h2>Seas</h2><p>{sea}</p></article>\
                 <p>{teaser}</p>"
            );
            let page = Document::from(html);
            let found = format!(
                "Walls\n{wall}\nSo is {wall}\nIts plans:\nThe first plan\nThe second\nSeas\n{sea}"
            );
            let voices = [Voice::of(&found), Voice::of(&sea)];
            let blocks = convert::convert(&page, &page, None, &mut Pictures::new(None));
            let told = Told { title: None, body: None };
            let chosen = chosen(&page, blocks, &voices, &told).kept;
            let begin: Vec<&str> = chosen.iter().map(|block| &block[..7]).collect();
            assert_eq!(begin.join(", "), expected, "{walls} of walls, {seas} of seas");
        }
    }
}
