//! Pictures and the words that stand with them: the caption of a picture is its title, and the two are shown as one
//! figure.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::super::plain::{behind_address, plain};
use super::super::{markdown, single_line};
use super::{INLINE, Piece, SKIPPED, formula, name};

/// What pages call the elements with the caption of a picture, as a part of one of their classes.
const NAMES: [&str; 4] = ["caption", "credit", "copyright", "legend"];

/// What they call words that only a screen reader says.
const UNSEEN: [&str; 4] = ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"];

/// A caption has not more words, and not more elements and texts.
const LONGEST: usize = 120;
const MOST_NODES: usize = 500;

/// So many elements around a caption can hold the picture that it is of.
const AROUND: usize = 4;

/// The elements of a page that are figures, and the captions in them.
#[derive(Default)]
pub(super) struct Figures {
    holders: HashSet<NodeId>,
    captions: HashSet<NodeId>,
}

impl Figures {
    /// Finds the figures that say so, and elements that hold nothing but a picture and words named after captions.
    pub(super) fn of(content: &Document) -> Self {
        let mut figures = Self::default();
        let pictured = pictured(content);
        // What many captions stand in is looked at once.
        let mut known: HashMap<NodeId, bool> = HashMap::new();
        for caption in content.root().descendants_it().filter(|node| is_caption(node, &pictured)) {
            let figure = caption.ancestors_it(None).find(|above| name(above) == "figure");
            let mut above = caption.ancestors_it(Some(AROUND));
            let holder = figure.or_else(|| {
                let holder = above.find(|above| pictured.contains(&above.id))?;
                let is_one =
                    known.entry(holder.id).or_insert_with(|| !has_words(&holder, &pictured));
                is_one.then(|| whole(holder))
            });
            let Some(holder) = holder.filter(|holder| pictured.contains(&holder.id)) else {
                continue;
            };
            figures.holders.insert(holder.id);
            figures.captions.insert(caption.id);
        }
        figures
    }

    pub(super) fn is_caption(&self, node: &NodeRef) -> bool {
        self.captions.contains(&node.id)
    }

    /// Whether a picture stands in a figure.
    pub(super) fn hold(&self, picture: &NodeRef) -> bool {
        picture.ancestors_it(Some(AROUND)).any(|above| self.holders.contains(&above.id))
    }

    /// The blocks of an element; where it is a figure, each of its pictures with its caption.
    pub(super) fn bound(&self, element: &NodeRef, blocks: Vec<Piece>) -> Vec<Piece> {
        if self.holders.contains(&element.id) { bound(blocks) } else { blocks }
    }
}

/// The elements with a picture in them.
fn pictured(content: &Document) -> HashSet<NodeId> {
    let mut pictured = HashSet::new();
    for picture in content.root().descendants_it().filter(|node| name(node) == "img") {
        pictured.insert(picture.id);
        picture.ancestors_it(None).take_while(|above| pictured.insert(above.id)).for_each(drop);
    }
    pictured
}

/// An element that is a block: of a part of a table, the table.
fn whole(holder: NodeRef) -> NodeRef {
    if !["tr", "tbody", "thead"].contains(&name(&holder).as_str()) {
        return holder;
    }
    let table = holder.ancestors_it(Some(2)).find(|above| name(above) == "table");
    table.unwrap_or(holder)
}

/// Whether an element is named after captions.
fn is_named(node: &NodeRef) -> bool {
    let Some(class) = node.attr("class") else { return false };
    let class = class.to_lowercase();
    NAMES.iter().any(|name| class.contains(name))
}

/// Whether an element is one for captions, with a few words and neither a picture nor a formula in it.
fn is_caption(node: &NodeRef, pictured: &HashSet<NodeId>) -> bool {
    if pictured.contains(&node.id) || name(node) != "figcaption" && !is_named(node) {
        return false;
    }
    let (mut words, mut nodes) = (0, 0);
    for inner in node.descendants_it() {
        nodes += 1;
        if inner.is_text() {
            words += inner.text().split_whitespace().count();
        }
        if words > LONGEST || nodes > MOST_NODES || formula::is_formula(&inner) {
            return false;
        }
    }
    words > 0
}

/// Whether an element has words that stand in no caption, and in no list of links, such as those to larger pictures.
fn has_words(node: &NodeRef, pictured: &HashSet<NodeId>) -> bool {
    node.children().iter().any(|child| {
        if child.is_text() {
            return !child.text().trim().is_empty();
        }
        let is_left = SKIPPED.contains(&name(child).as_str()) || is_caption(child, pictured);
        let is_linked = || name(child) == "a" && child.parent().is_some_and(|li| name(&li) == "li");
        !is_left && !is_linked() && has_words(child, pictured)
    })
}

/// The words of a caption on one line.
fn words(caption: &NodeRef) -> String {
    let mut parts = vec![String::new()];
    gather(caption, &mut parts);
    joined(&parts)
}

/// The parts of a caption on one line, with a sign between two that are no sentences.
fn joined(parts: &[String]) -> String {
    let mut line = String::new();
    for part in parts.iter().map(|part| single_line(part)).filter(|part| !part.is_empty()) {
        if line.ends_with(&part) {
            continue;
        }
        let is_ended = line.is_empty() || line.ends_with(['.', '!', '?', ':', '…', '"', '”']);
        line += if line.is_empty() {
            ""
        } else if is_ended {
            " "
        } else {
            " · "
        };
        line += &part;
    }
    line
}

/// Gathers the words of a caption, those of each block and of each credit for themselves.
fn gather(node: &NodeRef, parts: &mut Vec<String>) {
    for child in node.children() {
        let name = name(&child);
        let class = child.attr_or("class", "").to_lowercase();
        let is_note = name == "sup" && child.descendants_it().any(|inner| inner.has_name("a"));
        if child.is_text() {
            if let Some(last) = parts.last_mut() {
                *last += &child.text();
            }
        } else if SKIPPED.contains(&name.as_str())
            || is_note
            || UNSEEN.iter().any(|unseen| class.contains(unseen))
        {
        } else if INLINE.contains(&name.as_str()) && name != "br" && !is_named(&child) {
            gather(&child, parts);
        } else {
            parts.push(String::new());
            gather(&child, parts);
            parts.push(String::new());
        }
    }
}

/// The caption as a block for itself, until its picture is met.
pub(super) fn caption(node: &NodeRef) -> Option<Piece> {
    let caption = words(node);
    let markdown = format!("*{}*", markdown::inline(&caption));
    (!caption.is_empty()).then_some(Piece { markdown, element: node.id, caption: Some(caption) })
}

/// Gives the captions to the pictures that stand before them, or, where there is none, to the one behind. A caption
/// whose picture is left out stays for itself.
fn bound(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut blocks: Vec<Piece> = Vec::new();
    for mut piece in pieces.into_iter().flat_map(apart) {
        let is_picture = is_picture(&piece.markdown);
        let last = blocks.last_mut();
        if is_picture && let Some(before) = last.filter(|last| last.caption.is_some()) {
            if before.markdown == piece.markdown {
                continue;
            }
            if !self::is_picture(&before.markdown) {
                piece.caption = before.caption.take();
                blocks.pop();
            }
            blocks.push(piece);
        } else if piece.caption.is_some()
            && let Some(picture) = blocks.iter_mut().rev().find(|block| is_untitled(block))
        {
            let parts: Vec<String> =
                picture.caption.take().into_iter().chain(piece.caption).collect();
            picture.caption = Some(joined(&parts));
        } else if blocks.last().is_none_or(|last| last.markdown != piece.markdown) {
            blocks.push(piece);
        }
    }
    blocks.iter_mut().for_each(entitle);
    blocks
}

/// Each picture of a paragraph that has several as a block of its own.
fn apart(piece: Piece) -> Vec<Piece> {
    if piece.caption.is_some() || !is_picture(&piece.markdown) {
        return vec![piece];
    }
    let pictures = piece.markdown.split("![").filter(|picture| !picture.is_empty());
    let pictures = pictures.map(|picture| format!("![{}", picture.trim_end()));
    pictures.map(|markdown| Piece { markdown, ..piece.clone() }).collect()
}

/// The pictures that a line begins with, and the words behind them.
pub(super) fn opening(line: &str) -> Option<(&str, &str)> {
    let mut rest = line;
    while rest.starts_with("![") {
        rest = behind_picture(rest)?.trim_start();
    }
    let pictures = &line[..line.len() - rest.len()];
    (!pictures.is_empty()).then_some((pictures.trim_end(), rest))
}

/// What stands behind the picture that a line begins with.
fn behind_picture(line: &str) -> Option<&str> {
    let mut is_escaped = false;
    let end = line.find(|c| {
        let is_end = c == ']' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    })?;
    let address = &line[end + 1..];
    address.starts_with('(').then(|| behind_address(address))
}

/// Whether a block is nothing but pictures.
fn is_picture(markdown: &str) -> bool {
    markdown.starts_with("![") && plain(markdown).0.trim().is_empty()
}

/// Whether blocks are nothing but pictures with captions, of which some may lack one.
pub(super) fn is_gallery<'p>(mut blocks: impl Iterator<Item = &'p Piece> + Clone) -> bool {
    let is_titled = |block: &Piece| is_picture(&block.markdown) && !is_untitled(block);
    blocks.clone().any(is_titled)
        && blocks.all(|block| is_picture(&block.markdown) || block.caption.is_some())
}

/// Whether a block is a picture that has no title yet.
fn is_untitled(block: &Piece) -> bool {
    is_picture(&block.markdown) && !block.markdown.ends_with("\")")
}

/// Writes its caption into a picture.
fn entitle(block: &mut Piece) {
    if is_untitled(block)
        && let Some(caption) = block.caption.take()
    {
        block.markdown.truncate(block.markdown.len() - 1);
        block.markdown += &format!(" \"{}\")", markdown::title(&caption));
    }
}
