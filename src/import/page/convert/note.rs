//! Footnotes: what a link refers to, and what it says.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::super::{fold, markdown, single_line};
use super::{BREAK, Converter, SKIPPED, behind, name};

/// A reference to a footnote has not more signs.
const LONGEST_REFERENCE: usize = 6;

/// A page has not more notes.
const MOST: usize = 2000;

/// What pages say of an element that is one note.
const CLASSES: [&str; 3] = ["footnote", "endnote", "note"];
const ROLES: [&str; 2] = ["doc-footnote", "doc-endnote"];

/// What further blocks of a note stand behind.
const INDENT: &str = "    ";

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
        let element = whole(element);
        let whole = single_line(&shown(&element));
        let words = unsigned(&whole, &sign);
        let is_heading =
            |node: NodeRef| matches!(name(&node).as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        // The text itself is no note, nor is a part of it; one that is longer than a page is not one either.
        if words.is_empty()
            || is_year(&sign, words)
            || is_surname(&sign, &whole)
            || words.len() > 4000
            || link.ancestors_it(None).any(|above| is_same(&above, &element))
            || element.descendants_it().any(is_heading)
        {
            return None;
        }
        self.notes.push(Note { key: fold::key(words), id: id.to_owned(), sign, element });
        self.numbers.insert(id.to_owned(), self.notes.len());
        Some(self.notes.len())
    }

    /// What a note says: its first paragraph in one line, and its further blocks behind an indent.
    pub(super) fn note(&mut self, note: &Note, number: usize) -> String {
        // A link from a note to itself leads nowhere.
        let is_new = self.references.insert(note.id.clone());
        let sign = markdown::inline(&note.sign);
        let blocks = if self.is_whole(note) { self.inner(&note.element) } else { Vec::new() };
        let mut blocks = said(&blocks, &sign);
        let is_paragraph = |first: &String| !first.starts_with(['>', '-', '|', '`', '#', '$', ':']);
        let first = if blocks.first().is_some_and(is_paragraph) {
            blocks.remove(0)
        } else {
            blocks.clear();
            let mut words = String::new();
            self.children(&note.element, &mut words);
            unsigned(&single_line(&words.replace(BREAK, " ")), &sign).to_owned()
        };
        if is_new {
            self.references.remove(&note.id);
        }
        let first = format!("[^{number}]: {}", single_line(&first.replace(BREAK, " ")));
        let others = blocks.iter().map(|block| behind(block, INDENT, INDENT));
        std::iter::once(first).chain(others).collect::<Vec<_>>().join("\n\n")
    }

    /// Whether all that stands in the element of a note is of the note: it has the id of it, or a way leads back.
    fn is_whole(&self, note: &Note) -> bool {
        let is_back = |link: NodeRef| {
            let href = link.attr_or("href", "");
            href.split_once('#').is_some_and(|(_, id)| self.references.contains(id))
        };
        let is_it = is_one(&note.element) || *note.element.attr_or("id", "") == *note.id;
        is_it || note.element.descendants_it().filter(|node| name(node) == "a").any(is_back)
    }

    /// The elements of which notes are made, and what stands in them.
    pub(super) fn own(&self, notes: &[Note]) -> HashSet<NodeId> {
        let mut own = HashSet::new();
        for note in notes.iter().filter(|note| self.is_whole(note)) {
            if own.insert(note.element.id) {
                own.extend(note.element.descendants_it().map(|node| node.id));
            }
        }
        own
    }
}

/// Whether a link says the year of a work, which the reference that it leads to has too, and no mark: `2020`, `(2020a)`.
fn is_year(sign: &str, words: &str) -> bool {
    let sign = sign.trim_matches(['(', ')', '[', ']']);
    let year = sign.trim_end_matches(char::is_alphabetic);
    let is_it = year.len() == 4 && year.chars().all(|c| c.is_ascii_digit());
    is_it && words.split(|c: char| !c.is_ascii_digit()).any(|number| number == year)
}

/// Whether a link names who wrote a work, with whose name the reference that it leads to begins: `Stone`.
fn is_surname(sign: &str, words: &str) -> bool {
    let is_name = sign.chars().all(char::is_alphabetic)
        && sign.chars().count() > 1
        && sign.contains(char::is_lowercase)
        && sign.starts_with(char::is_uppercase);
    is_name && words.split(|c: char| !c.is_alphabetic()).any(|word| word == sign)
}

/// Whether both are one element of one page.
fn is_same(one: &NodeRef, other: &NodeRef) -> bool {
    one.id == other.id && std::ptr::eq(one.tree, other.tree)
}

/// The element of a note that begins with a paragraph, and in which nothing else can be referred to; or the paragraph.
fn whole(paragraph: NodeRef) -> NodeRef {
    let is_its = |holder: &NodeRef| {
        let parts = holder.element_children();
        let (first, others) = (parts.first(), parts.iter().skip(1));
        let is_free = |part: &NodeRef| {
            let mut nodes = part.descendants_it().chain([*part]);
            nodes.all(|node| node.attr("id").is_none() && node.attr("name").is_none())
        };
        first.is_some_and(|first| first.id == paragraph.id) && others.into_iter().all(is_free)
    };
    let holder = paragraph.parent().filter(|holder| is_one(holder) && is_its(holder));
    holder.filter(|_| name(&paragraph) == "p").unwrap_or(paragraph)
}

/// Whether an element is one note, as its name, its class or its role says.
fn is_one(element: &NodeRef) -> bool {
    let classes = element.class().unwrap_or_default();
    name(element) == "li"
        || classes.split_whitespace().any(|class| CLASSES.contains(&class))
        || ROLES.contains(&&*element.attr_or("role", ""))
}

/// The blocks of a note that say something.
fn said(blocks: &[String], sign: &str) -> Vec<String> {
    let mut said = Vec::new();
    for block in blocks {
        let words =
            if said.is_empty() { unsigned(block.trim(), sign) } else { unled(block.trim()) };
        if words.contains(char::is_alphanumeric) {
            said.push(words.to_owned());
        }
    }
    said
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

/// The words of a note without the ways back.
fn unled(mut words: &str) -> &str {
    while let Some(rest) =
        BACK.iter().find_map(|back| words.strip_prefix(back).or(words.strip_suffix(back)))
    {
        words = rest;
    }
    words
}

/// The words of a note without the ways back and the sign that it is referred to by, which may be raised or bold.
fn unsigned<'w>(words: &'w str, sign: &str) -> &'w str {
    let words = unled(words);
    let behind = |sign: &str, mark: &str| {
        let rest = words.strip_prefix(mark)?.strip_prefix(sign)?;
        // A number that a block begins with has its point escaped.
        let point = rest.strip_prefix('\\').filter(|rest| rest.starts_with(['.', ')']));
        let rest = point.unwrap_or(rest);
        let rest = rest.trim_start_matches(['.', ')', ']']).strip_prefix(mark)?;
        Some(rest).filter(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let signs = [sign, sign.trim_matches(['[', ']', '(', ')'])];
    let rest = ["", "^", "**"].iter().find_map(|mark| signs.iter().find_map(|s| behind(s, mark)));
    rest.unwrap_or(words).trim_start_matches(['.', ')', ']', ' '])
}
