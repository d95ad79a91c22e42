//! The headings of a page that its title can be.

use std::collections::{BTreeSet, HashSet};

use dom_query::{Document, NodeRef};

use super::super::super::single_line;
use super::site::{self, Site, key};
use super::{BETWEEN, FEW};

/// A title is not longer, in bytes.
pub(super) const LONGEST: usize = 300;

/// A heading with as many letters beyond ASCII may be one of few words.
const LONG: usize = 8;

/// So may one of as many letters.
const LONG_WORDS: usize = 16;

/// Elements that a line above or below a heading is written in.
const PARTS: [&str; 10] = ["span", "div", "small", "p", "a", "em", "strong", "b", "i", "time"];

/// What stands in these is not shown, or shown with a heading and not of it.
const BESIDE: [&str; 9] =
    ["script", "style", "svg", "button", "rt", "rp", "template", "annotation", "annotation-xml"];

/// What stands in these is no heading of the text.
const ASIDE: [&str; 4] = ["nav", "footer", "aside", "dialog"];

/// A heading has not more lines of its own.
const MOST_PARTS: usize = 4;

/// A heading of a page.
pub(super) struct Heading {
    pub(super) words: String,
    /// `h1` is 1.
    pub(super) level: u8,
    /// Whether it leads somewhere else, as headings of other articles do.
    pub(super) is_link: bool,
    /// Whether a link of the page has its words, as crumbs have the name of a section.
    pub(super) is_linked: bool,
    /// Its lines: what it is about above it, and what it says.
    parts: Vec<String>,
}

/// The headings of a page, each once. What leads to the front of the site is the name of the site.
pub(super) fn headings(document: &Document, site: &mut Site) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let links: HashSet<String> =
        document.select("a[href]").nodes().iter().map(|link| single_line(&link.text())).collect();
    for node in document.select("h1, h2, h3").nodes() {
        let level = match node.node_name().as_deref() {
            Some("h1") => 1,
            Some("h2") => 2,
            _ => 3,
        };
        let mut parts = vec![String::new()];
        gather(node, &mut parts);
        let words = joined(&parts);
        if !words.contains(char::is_alphanumeric) || words.len() > LONGEST {
            continue;
        }
        if level == 1 && site::leads_home(node) {
            site.add(&words);
            continue;
        }
        let is_aside = || node.ancestors_it(None).any(|above| is_one_of(&above, &ASIDE));
        if headings.iter().all(|other| other.words != words) && !is_aside() {
            parts.retain(|part| part.contains(char::is_alphanumeric));
            let is_linked = links.contains(&words);
            headings.push(Heading { words, level, is_link: is_link(node), is_linked, parts });
        }
    }
    headings
}

/// The line of a page that stands in one of its titles for itself, as pages without headings have theirs.
pub(super) fn line(document: &Document, told: &[String], site: &Site) -> Option<String> {
    let body = document.body()?;
    let is_line = |words: &String| {
        let is_one = told.iter().any(|told| is_apart(told, words));
        is_one && words.split_whitespace().count() >= FEW.1 && !site.is(words)
    };
    let texts = body.descendants_it().filter(NodeRef::is_text);
    let lines = texts.filter_map(|text| {
        let line = Some(single_line(&text.text())).filter(is_line)?;
        (!text.ancestors_it(None).any(|above| is_beside(&above))).then_some(line)
    });
    let rank = |line: &String| (told.first() == Some(line), line.len());
    lines.max_by_key(rank)
}

/// Whether what stands in an element is of something else than the text.
pub(super) fn is_beside(above: &NodeRef) -> bool {
    above.has_name("a") || is_one_of(above, &ASIDE) || is_one_of(above, &BESIDE)
}

pub(super) fn is_one_of(node: &NodeRef, names: &[&str]) -> bool {
    names.iter().any(|name| node.has_name(name))
}

/// Whether a heading is a link, or stands in one.
fn is_link(heading: &NodeRef) -> bool {
    let letters = |node: &NodeRef| node.text().chars().filter(|c| c.is_alphanumeric()).count();
    let inner = heading.descendants_it().find(|inner| inner.is("a[href]"));
    let is_whole = inner.is_some_and(|inner| letters(&inner) == letters(heading));
    is_whole || heading.ancestors_it(Some(2)).any(|above| above.is("a[href]"))
}

/// Gathers the lines of a heading.
fn gather(node: &NodeRef, parts: &mut Vec<String>) {
    for child in node.children() {
        let name = child.node_name().unwrap_or_default().to_string();
        let mut add = |words: &str| parts.last_mut().map(|part| part.push_str(words));
        if child.is_text() {
            add(&child.text().replace('\u{ad}', ""));
        } else if PARTS.contains(&name.as_str()) {
            parts.push(String::new());
            gather(&child, parts);
            parts.push(String::new());
        } else if name == "br" {
            add(" ");
            parts.push(String::new());
        } else if !BESIDE.contains(&name.as_str()) {
            gather(&child, parts);
        }
    }
}

/// The lines of a heading as one.
fn joined(parts: &[String]) -> String {
    let mut line = String::new();
    for part in parts {
        let begins = part.chars().next().is_some_and(|c| c.is_uppercase() || "\"“„«'".contains(c));
        // A letter that is drawn larger is of the word behind it.
        let is_word = line.chars().rev().take_while(|c| c.is_alphanumeric()).count() > 1
            || line.ends_with(|c: char| !c.is_alphanumeric());
        if begins && is_word {
            line.push(' ');
        }
        line += part;
    }
    let is_anchor = |c: char| c.is_whitespace() || matches!(c, '¶' | '#' | '\u{200b}');
    single_line(line.trim_end_matches(is_anchor))
}

impl Heading {
    /// How many tenths of the words of the shorter one it has in common with a title; none where it says much less.
    pub(super) fn like(&self, title: &str) -> usize {
        let (own, told) = (keys(&self.words), keys(title));
        let least = own.len().min(told.len()).max(1);
        let is_enough = own.len() * 3 >= told.len();
        if is_enough { own.intersection(&told).count() * 10 / least } else { 0 }
    }

    /// How like it is to the one of these titles that it is most like.
    pub(super) fn likeness(&self, told: &[String]) -> usize {
        told.iter().map(|told| self.like(told)).max().unwrap_or(0)
    }

    /// Whether one of these titles is this heading and something behind a sign, such as the name of the site.
    pub(super) fn is_named(&self, told: &[String]) -> bool {
        // There are no spaces in Chinese and its kin.
        let letters = self.words.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
        let is_long = self.level == 1
            || self.words.split_whitespace().count() >= FEW.1
            || self.words.len() >= LONG_WORDS
            || letters >= LONG;
        // What a title has behind all that another one says is a section of the site.
        let is_section = |title: &String| {
            let head = title.strip_suffix(self.words.as_str());
            let head = head.map(|head| head.trim_end_matches(|c: char| !c.is_alphanumeric()));
            head.is_some_and(|head| told.iter().any(|other| key(other) == key(head)))
        };
        let is_named = |title: &String| self.says(title) || is_apart(title, &self.words);
        is_long && told.iter().any(is_named) && !told.iter().any(is_section)
    }

    /// Whether one of these titles has it for itself, and nothing leads to it or from it.
    pub(super) fn is_apart(&self, told: &[String]) -> bool {
        !self.is_link && !self.is_linked && told.iter().any(|told| is_apart(told, &self.words))
    }

    /// Whether it has the letters of a title, whatever stands between its words.
    pub(super) fn says(&self, title: &str) -> bool {
        key(title) == key(&self.words)
    }

    /// The title that has a sign between its lines, or not only capitals.
    fn whole<'t>(&self, told: &'t [String]) -> Option<&'t String> {
        let is_loud = |words: &str| !words.contains(char::is_lowercase);
        // A line of few words above a title is what it is about.
        let begins = self.parts.iter().find(|part| !part.trim().is_empty());
        let is_long = begins.is_some_and(|part| part.split_whitespace().count() >= FEW.1);
        let is_worse = self.parts.len() > 1 && is_long || is_loud(&self.words);
        told.iter().find(|told| is_worse && self.says(told) && !is_loud(told))
    }

    /// The title that it is. Metadata have the lines apart, the one above that says what it is about, and the one below.
    pub(super) fn title(&self, told: &[String]) -> String {
        if let Some(title) = self.whole(told) {
            return title.clone();
        }
        let has_line = |told: &&String| {
            let line = (1..self.parts.len()).find(|&at| {
                joined(&self.parts[..at]) == **told || joined(&self.parts[at..]) == **told
            });
            line.is_some()
        };
        if let Some(title) = told.iter().find(has_line) {
            return title.clone();
        }
        let is_line = |part: &String| {
            part.split_whitespace().count() >= FEW.1 && told.iter().any(|told| is_apart(told, part))
        };
        let is_running = self.parts.first().is_none_or(|part| part.trim_end().ends_with(':'));
        if self.parts.len() < 2 || self.parts.len() > MOST_PARTS || is_running {
            return self.words.clone();
        }
        let mut lines = self.parts.iter().rev().map(|part| single_line(part));
        lines.find(is_line).unwrap_or_else(|| self.words.clone())
    }
}

/// Whether a line stands in a title for itself: alone, or with signs between it and the rest.
pub(super) fn is_apart(title: &str, line: &str) -> bool {
    let (title, line) = (title.to_lowercase(), line.to_lowercase());
    let Some((before, behind)) = title.split_once(&line) else { return false };
    let is_head = before.is_empty() || BETWEEN.iter().any(|sign| before.ends_with(sign));
    let is_tail = behind.is_empty() || BETWEEN.iter().any(|sign| behind.starts_with(sign));
    is_head && is_tail
}

/// The words of a title, each once.
fn keys(words: &str) -> BTreeSet<String> {
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
