//! Elements as Markdown: headings, lists, quotations, tables, figures, footnotes, links and code stay what they are.

mod emphasis;
mod figure;
mod formula;
mod inline;
mod list;
mod mathml;
mod note;
pub(super) mod table;
mod verse;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};
use url::Url;

use super::plain::plain;
use super::{Pictures, fold, markdown, single_line};
use figure::Figures;
pub(super) use inline::known;
use note::Note;

/// Elements of which nothing is of the text.
const SKIPPED: [&str; 22] = [
    "script", "style", "template", "noscript", "iframe", "form", "button", "input", "select",
    "textarea", "nav", "svg", "object", "embed", "video", "audio", "canvas", "link", "meta",
    "head", "dialog", "title",
];

/// A line of a poem or an address has not more letters.
const LONGEST_VERSE: usize = 120;

/// A line break that is seen.
const BREAK: &str = "\\\n";

/// A line between two parts of a text, and as how many signs some pages draw it.
const RULE: &str = "* * *";
const DRAWN: usize = 5;

/// Elements that stand in a line.
const INLINE: [&str; 37] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "ins", "kbd", "label", "mark", "picture", "q", "ruby", "rb", "rp",
    "rt", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

/// A block of Markdown, and the element of the page that it is made of.
#[derive(Clone)]
pub(super) struct Piece {
    pub(super) markdown: String,
    pub(super) element: NodeId,
    /// Its words, where it is the caption of a picture that is not met yet, or is left out.
    pub(super) caption: Option<String>,
}

impl Piece {
    fn of(element: NodeId, markdown: String) -> Self {
        Self { markdown, element, caption: None }
    }
}

/// Elements as blocks of Markdown. `page` is the whole page, in which the notes of its footnotes stand.
pub(super) fn convert(
    content: &Document,
    page: &Document,
    base: Option<&Url>,
    pictures: &mut Pictures,
) -> Vec<Piece> {
    let mut converter = Converter {
        page,
        is_page: std::ptr::eq(content, page),
        base,
        pictures,
        figures: Figures::of(content),
        notes: Vec::new(),
        are_noted: false,
        targets: None,
        numbers: BTreeMap::new(),
        references: BTreeSet::new(),
        marks: Vec::new(),
    };
    let mut blocks = converter.blocks(&content.root());
    converter.are_noted = true;
    let notes = std::mem::take(&mut converter.notes);
    let told: Vec<String> =
        notes.iter().zip(1..).map(|(note, number)| converter.note(note, number)).collect();
    let own = if converter.is_page { converter.own(&notes) } else { HashSet::new() };
    let keys: Vec<String> = notes.into_iter().map(|note| note.key).collect();
    blocks.retain(|block| !own.contains(&block.element) && !is_notes(&block.markdown, &keys));
    let element = content.root().id;
    blocks.extend(told.into_iter().map(|markdown| Piece::of(element, markdown)));
    blocks
}

/// Whether a block is the list of the notes, which stand at the end on their own.
fn is_notes(block: &str, notes: &[String]) -> bool {
    if notes.is_empty() {
        return false;
    }
    let begins =
        |line: &str| line.starts_with("- ") || line.starts_with(|c: char| c.is_ascii_digit());
    let items: Vec<&str> = block.lines().filter(|line| !line.trim().is_empty()).collect();
    let is_list = items.first().is_some_and(|line| begins(line));
    let known = |line: &str| {
        let line =
            line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ' '));
        // The notes have their words without links and emphasis.
        let key = fold::key(&plain(line).0.replace('*', ""));
        notes.iter().any(|note| note.contains(&key) || key.contains(note.as_str()))
    };
    // A few of them may be referred to from what is left out.
    is_list && items.iter().filter(|line| known(line)).count() * 5 >= items.len() * 4
}

struct Converter<'a, 'p> {
    page: &'a Document,
    /// Whether it is what is converted.
    is_page: bool,
    base: Option<&'a Url>,
    pictures: &'a mut Pictures<'p>,
    figures: Figures,
    /// The notes in the order in which they are referred to.
    notes: Vec<Note<'a>>,
    /// Whether all of them are met; what only another note refers to is none.
    are_noted: bool,
    /// The elements that links can lead to, by their ids, once a note is looked for.
    targets: Option<HashMap<String, NodeRef<'a>>>,
    /// Their numbers, by the ids of their elements.
    numbers: BTreeMap<String, usize>,
    /// The ids of the places that refer to them.
    references: BTreeSet<String>,
    /// The marks of the emphases that it is in.
    marks: Vec<&'static str>,
}

fn name(node: &NodeRef) -> String {
    node.node_name().map(|name| name.to_ascii_lowercase()).unwrap_or_default()
}

impl Converter<'_, '_> {
    /// The blocks in an element, as Markdown.
    fn inner(&mut self, parent: &NodeRef) -> Vec<String> {
        written(self.blocks(parent))
    }

    /// The blocks in an element.
    fn blocks(&mut self, parent: &NodeRef) -> Vec<Piece> {
        if self.figures.is_caption(parent) {
            return figure::caption(parent).into_iter().collect();
        }
        if SKIPPED.contains(&name(parent).as_str()) {
            return Vec::new();
        }
        let mut blocks = Vec::new();
        let mut line = String::new();
        for node in parent.children() {
            let name = name(&node);
            if node.is_text() || self.is_inline(&node, &name) {
                self.inline(&node, &mut line);
            } else if verse::is_line(&node, &name) && !self.has_blocks(&node) {
                if !line.ends_with(BREAK) {
                    flush(&mut line, parent, &mut blocks);
                }
                line += &verse::INDENT.repeat(verse::indent(&node));
                self.children(&node, &mut line);
                if !line.ends_with(BREAK) {
                    line.push_str(BREAK);
                }
            } else if node.is_element() && !SKIPPED.contains(&name.as_str()) {
                flush(&mut line, parent, &mut blocks);
                self.block(&node, &name, &mut blocks);
            }
        }
        flush(&mut line, parent, &mut blocks);
        self.figures.bound(parent, blocks)
    }

    /// The blocks of one element.
    fn block(&mut self, node: &NodeRef, name: &str, blocks: &mut Vec<Piece>) {
        let piece = |markdown: String| Piece::of(node.id, markdown);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let mut words = String::new();
                // A heading is bold by itself.
                self.marks.push("**");
                self.children(node, &mut words);
                self.marks.pop();
                let words = single_line(&words.replace(BREAK, " "));
                let words = emphasis::within(&words);
                let level = name[1..].parse::<usize>().unwrap_or(2).max(2);
                if !words.is_empty() {
                    blocks.push(piece(format!("{} {words}", "#".repeat(level))));
                }
            }
            "ul" | "ol" | "menu" => blocks.extend(self.list(node, name == "ol")),
            "dl" => blocks.extend(self.terms(node).into_iter().map(piece)),
            "blockquote" => {
                let inner = self.inner(node).join("\n\n");
                if !inner.is_empty() {
                    blocks.push(piece(behind(&inner, "> ", "> ")));
                }
            }
            "pre" => blocks.extend(fence(node).map(piece)),
            "table" => table::blocks(self, node, blocks),
            "hr" => blocks.push(piece(RULE.to_owned())),
            _ => blocks.extend(self.blocks(node)),
        }
    }

    /// Whether an element stands in a line: it should, and has no blocks in it.
    fn is_inline(&self, node: &NodeRef, name: &str) -> bool {
        formula::is_formula(node) || INLINE.contains(&name) && !self.has_blocks(node)
    }

    /// Whether an element that should stand in a line has blocks in it, or is one.
    fn has_blocks(&self, node: &NodeRef) -> bool {
        self.figures.is_caption(node)
            || node.element_children().iter().any(|child| {
                let name = name(child);
                let is_one = !SKIPPED.contains(&name.as_str()) && !formula::is_formula(child);
                is_one && (!INLINE.contains(&name.as_str()) || self.has_blocks(child))
            })
    }
}

/// The Markdown of blocks.
fn written(blocks: impl IntoIterator<Item = Piece>) -> Vec<String> {
    blocks.into_iter().map(|block| block.markdown).collect()
}

/// Ends a paragraph. Several breaks in a row are the end of one too, and so is a single one between lines that are too
/// long for verses and addresses, and one behind a picture.
fn flush(line: &mut String, parent: &NodeRef, blocks: &mut Vec<Piece>) {
    let mut paragraph: Vec<(&str, usize)> = Vec::new();
    let is_long = |words: &str| words.chars().count() > LONGEST_VERSE;
    let mut end = |paragraph: &mut Vec<(&str, usize)>| {
        let (lines, widths): (Vec<&str>, Vec<usize>) = paragraph.drain(..).unzip();
        let words = lines.join(BREAK);
        if !words.is_empty() && words != "\\" {
            let markdown = verse::indented(&markdown::block(&words), &widths);
            blocks.push(Piece::of(parent.id, markdown));
        }
    };
    let lines: Vec<(String, usize)> =
        line.split(BREAK).map(|line| (single_line(line), verse::spaces(line))).collect();
    for (words, width) in &lines {
        if is_rule(words) {
            end(&mut paragraph);
            end(&mut vec![(RULE, 0)]);
            continue;
        }
        let words = match figure::opening(words) {
            // A picture that stands before a text, and not in it.
            Some((picture, text)) if text.is_empty() || is_long(text) => {
                end(&mut paragraph);
                end(&mut vec![(picture, 0)]);
                text
            }
            _ => words,
        };
        let is_end = |(last, _): &(&str, usize)| is_long(last);
        if words.is_empty() || is_long(words) && paragraph.last().is_some_and(is_end) {
            end(&mut paragraph);
        }
        if !words.is_empty() {
            paragraph.push((words, *width));
        }
    }
    end(&mut paragraph);
    line.clear();
}

/// Whether a line is nothing but signs that draw one.
fn is_rule(words: &str) -> bool {
    let drawn = words.chars().filter(|c| matches!(c, '_' | '-' | '–' | '—' | '=' | '*')).count();
    drawn >= DRAWN && words.chars().all(|c| "\\_-–—=* ".contains(c))
}

/// Lines behind a marker, and those after the first one behind an indent.
fn behind(text: &str, marker: &str, indent: &str) -> String {
    let mut lines = text.lines();
    let first = format!("{marker}{}", lines.next().unwrap_or_default());
    lines.fold(first, |text, line| format!("{text}\n{}", format!("{indent}{line}").trim_end()))
}

/// The text of an element in which ends of lines are shown, also those that are elements.
fn lines(pre: &NodeRef, code: &mut String) {
    for node in pre.children() {
        let name = name(&node);
        if node.is_text() {
            *code += &node.text();
        } else if name == "br" {
            code.push('\n');
        } else if !SKIPPED.contains(&name.as_str()) {
            let is_line = matches!(name.as_str(), "div" | "p" | "li" | "tr");
            if is_line && !code.is_empty() && !code.ends_with('\n') {
                code.push('\n');
            }
            lines(&node, code);
            if is_line && !code.ends_with('\n') {
                code.push('\n');
            }
        }
    }
}

/// Code, in a fence that is longer than any in it.
fn fence(pre: &NodeRef) -> Option<String> {
    let mut code = String::new();
    lines(pre, &mut code);
    let code = code.trim_matches('\n').trim_end();
    if code.is_empty() {
        return None;
    }
    let classes = [pre.class(), pre.first_element_child().and_then(|code| code.class())];
    let language = classes.iter().flatten().find_map(|classes| {
        let mut classes = classes.split_whitespace();
        classes
            .find_map(|class| class.strip_prefix("language-").or(class.strip_prefix("lang-")))
            .map(str::to_owned)
    });
    let language = language
        .unwrap_or_default()
        .replace(|c: char| !c.is_ascii_alphanumeric() && c != '+' && c != '#', "");
    let mut ticks = "```".to_owned();
    while code.contains(&ticks) {
        ticks.push('`');
    }
    Some(format!("{ticks}{language}\n{code}\n{ticks}"))
}

/// Code in a line, between ticks that do not stand in it.
fn code(node: &NodeRef, line: &mut String) {
    let words = single_line(&node.text());
    if words.is_empty() {
        return;
    }
    let mut ticks = "`".to_owned();
    while words.contains(&ticks) {
        ticks.push('`');
    }
    let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    *line += &format!("{ticks}{pad}{words}{pad}{ticks}");
}
