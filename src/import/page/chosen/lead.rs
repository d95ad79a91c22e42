//! The lead of a text: the paragraph above it that says what it is about.

use dom_query::{Document, NodeId, NodeRef};

use super::{Block, MOST_LINKS, Page, SAID_ONCE, trunk};

/// The lead of a text is among as many blocks above it.
const ABOVE: usize = 8;

/// One above the title is among as many.
const BEFORE: usize = 3;

/// A lead that only its name tells has as many letters.
const SHORTEST: usize = 40;

/// So many elements around a block are looked at.
const AROUND: usize = 3;

/// What pages call the element with the lead.
const NAMES: [&str; 20] = [
    "abstract",
    "bajada",
    "chapo",
    "copete",
    "deck",
    "dek",
    "entradilla",
    "excerpt",
    "ingress",
    "intro",
    "introtext",
    "lead",
    "leadtext",
    "lede",
    "standfirst",
    "subheadline",
    "subtitle",
    "sumario",
    "summary",
    "vorspann",
];

/// Keeps the paragraphs above a text that the page gives as its description, or calls its lead below the title or right beside
/// it, unless the text has them too.
pub(super) fn lead(page: &Page, blocks: &[Block], title: &[String], kept: &mut [bool]) {
    let is_text = |(block, kept): (&Block, &bool)| *kept && block.is_prose();
    let Some(text) = blocks.iter().zip(&*kept).position(is_text) else { return };
    let is_title = |block: &Block| block.markdown.starts_with('#') && block.words == title;
    let title = blocks[..text].iter().rposition(is_title);
    let from = title.map_or(text, |title| title.saturating_sub(BEFORE));
    let from = from.min(text.saturating_sub(ABOVE));
    for at in from..text {
        let block = &blocks[at];
        let opens = |other: &Block| {
            other.words.starts_with(&block.words[..SAID_ONCE.min(block.words.len())])
        };
        let is_called = || {
            let called = named(page.document, block.above[0]).filter(|_| block.letters >= SHORTEST);
            let Some((title, called)) = title.zip(called) else { return false };
            let beside = blocks[title].above.iter().skip(1).take(AROUND);
            let holder = called.parent().map(|holder| holder.id);
            title < at || beside.into_iter().any(|above| Some(*above) == holder)
        };
        let is_lead = block.is_lead || is_called();
        kept[at] |= is_lead && block.links < MOST_LINKS && !blocks[text..].iter().any(opens);
    }
}

/// An element, or one that it stands in, that is called a lead.
fn named(document: &Document, element: NodeId) -> Option<NodeRef<'_>> {
    trunk::around(document, element, AROUND).into_iter().find(|node| {
        let told =
            format!("{} {}", node.attr_or("class", ""), node.attr_or("id", "")).to_lowercase();
        told.split(|c: char| !c.is_alphanumeric()).any(|word| NAMES.contains(&word))
    })
}
