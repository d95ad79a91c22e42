//! The notebook of a book that the Kindle app exports as HTML: of each passage a heading that says where it is, and its words.

use super::super::names::turned;
use super::super::{Imported, Input, decode, page, single_line};
use super::{BOOKMARKS, Clipping, PAGES, book, clipping};

/// So many bytes of a book have one location.
const LOCATION: usize = 128;

/// Reads the notebook.
pub(in crate::import) fn read(input: &Input) -> Result<Imported, String> {
    let html = decode::decode(input.bytes);
    let document = page::document(&html)?;
    let (mut title, mut authors, mut about) = (String::new(), Vec::new(), String::new());
    let mut clippings: Vec<Clipping> = Vec::new();
    for node in document.select(".bookTitle, .authors, .noteHeading, .noteText").nodes() {
        // Headings and words are not closed by what opens them, and then stand in each other.
        let words = node.immediate_text().trim().to_owned();
        match &*node.attr_or("class", "") {
            "bookTitle" => title = single_line(&words),
            "authors" => {
                let names = words.split(';').map(single_line).filter(|name| !name.is_empty());
                authors = names.map(|name| turned(&name)).collect();
            }
            "noteHeading" => about = single_line(&words),
            _ if words.is_empty() => {}
            _ => clippings.extend(noted(&about, &words, clippings.len())),
        }
    }
    if title.is_empty() {
        return Err("there is no title of a book in it".to_owned());
    }
    Ok(Imported { items: vec![book(title, authors, clippings)], left: Vec::new() })
}

/// A passage or a note below its heading: `Highlight (yellow) - Of the sea > Page 12 · Location 180`.
fn noted(about: &str, words: &str, order: usize) -> Option<Clipping> {
    let kind = about.split(" - ").next().unwrap_or_default().to_lowercase();
    if BOOKMARKS.iter().any(|word| kind.contains(word)) {
        return None;
    }
    let places = about.rsplit(" - ").next().unwrap_or_default();
    let places = places.rsplit('>').next().unwrap_or_default().replace('·', "|");
    let mut clipping = clipping(&format!("{places} |"), &kind, words.to_owned());
    let last = places.rsplit('|').next().unwrap_or_default().to_lowercase();
    if !PAGES.iter().any(|word| last.contains(word)) {
        // Only where it begins is said, and notes stand at its end.
        let length = u32::try_from(words.len() / LOCATION).unwrap_or(u32::MAX);
        clipping.range = clipping.range.map(|(from, to)| (from, to.saturating_add(length + 1)));
    }
    Some(Clipping { order, ..clipping })
}
