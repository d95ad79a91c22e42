//! Footnotes: what a link refers to, and what it says.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::super::{fold, markdown, single_line};
use super::{Converter, SKIPPED, name};

/// A reference to a footnote has not more signs.
const LONGEST_REFERENCE: usize = 6;

/// A page has not more notes.
const MOST: usize = 2000;

/// What stands for a way back to where a note is referred to.
const BACK: [&str; 5] = ["\\^", "↑", "↩", "\u{fe0e}", " "];

/// A footnote.
pub(super) struct Note<'a> {
    /// The [`fold::key`] of its words.
    pub(super) key: String,
    /// The id that it is referred to by.
    id: String,
    /// The sign that it is referred to by.
    sign: String,
    element: NodeRef<'a>,
}

impl Converter<'_, '_> {
    /// The number of the note that a link refers to, if it is a reference.
    pub(super) fn number(&mut self, link: &NodeRef, id: &str) -> Option<usize> {
        let sign = single_line(&link.text());
        let is_sign = |c: char| {
            c.is_alphanumeric() || matches!(c, '[' | ']' | '(' | ')' | '*' | '†' | '‡' | '§')
        };
        if sign.is_empty()
            || sign.chars().count() > LONGEST_REFERENCE
            || !sign.chars().all(is_sign)
            || id.is_empty()
        {
            return None;
        }
        if let Some(number) = self.numbers.get(id) {
            return Some(*number);
        }
        if self.are_noted || self.notes.len() == MOST {
            return None;
        }
        let target = self.targets.get_or_insert_with(|| targets(self.page)).get(id)?;
        let holder = [*target].into_iter().chain(target.ancestors_it(Some(3)));
        let element = holder
            .into_iter()
            .find(|node| matches!(name(node).as_str(), "li" | "p" | "dd" | "aside" | "div"))?;
        let words = single_line(&shown(&element));
        let words = unsigned(&words, &sign);
        // The text itself is no note; one that is longer than a page is not one either.
        if words.is_empty()
            || words.len() > 4000
            || element.descendants_it().any(|node| name(&node) == "h1")
        {
            return None;
        }
        self.notes.push(Note { key: fold::key(words), id: id.to_owned(), sign, element });
        self.numbers.insert(id.to_owned(), self.notes.len());
        Some(self.notes.len())
    }

    /// What a note says, in one line.
    pub(super) fn note(&mut self, note: &Note, number: usize) -> String {
        let mut words = String::new();
        // A link from a note to itself leads nowhere.
        let is_new = self.references.insert(note.id.clone());
        self.children(&note.element, &mut words);
        if is_new {
            self.references.remove(&note.id);
        }
        let words = single_line(&words.replace("\\\n", " "));
        format!("[^{number}]: {}", unsigned(&words, &markdown::inline(&note.sign)))
    }
}

/// The elements of a page that links can lead to, by their ids.
fn targets(page: &Document) -> HashMap<String, NodeRef<'_>> {
    let mut targets = HashMap::new();
    for node in page.root().descendants_it().filter(NodeRef::is_element) {
        let named = node.attr("name").filter(|_| name(&node) == "a");
        for id in node.attr("id").into_iter().chain(named) {
            targets.entry(id.to_string()).or_insert(node);
        }
    }
    targets
}

/// The words of an element without those that it does not show, such as styles.
fn shown(node: &NodeRef) -> String {
    let is_shown = |text: &NodeRef| {
        let above = text.ancestors_it(None).take_while(|above| above.id != node.id);
        above.into_iter().all(|above| !SKIPPED.contains(&name(&above).as_str()))
    };
    let texts = node.descendants_it().filter(NodeRef::is_text).filter(is_shown);
    texts.map(|text| text.text().to_string()).collect()
}

/// The words of a note without the ways back and the sign that it is referred to by, which may be raised or bold.
fn unsigned<'w>(mut words: &'w str, sign: &str) -> &'w str {
    let back = |words: &'w str| {
        BACK.iter().find_map(|back| words.strip_prefix(back).or(words.strip_suffix(back)))
    };
    while let Some(rest) = back(words) {
        words = rest;
    }
    let behind = |sign: &str, mark: &str| {
        let rest = words.strip_prefix(mark)?.strip_prefix(sign)?;
        let rest = rest.trim_start_matches(['.', ')', ']']).strip_prefix(mark)?;
        Some(rest).filter(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let signs = [sign, sign.trim_matches(['[', ']', '(', ')'])];
    let rest = ["", "^", "**"].iter().find_map(|mark| signs.iter().find_map(|s| behind(s, mark)));
    rest.unwrap_or(words).trim_start_matches(['.', ')', ']', ' '])
}
