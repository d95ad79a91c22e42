//! Text that was copied or scraped from a page: the article in it, and what stood around it.
//!
//! What surrounds a text is known by its words (`words/`), and all that is cut is told. Paragraphs are never changed.

mod cut;
mod head;
mod layout;
mod margin;
mod pages;
mod rules;

use super::{Input, Item, dates, decode, single_line, stem};
use crate::cite::is_suffix;
use layout::Layout;
pub(in crate::import) use rules::{Is, is_name};

/// How many lines beside the title, and how many at the end, may say who wrote a text and when.
const BESIDE: usize = 6;

/// A line of nothing but a date has fewer words.
const DATED: usize = 8;

/// What stands behind a number and ends with a full stop that ends no sentence: `1 апреля 2025 г.`
const SHORTENED: [&str; 6] = [" г.", " гг.", " р.", " рр.", " a.m.", " p.m."];

/// Signs between two things that stand in one line above a text.
const BETWEEN: [char; 4] = ['|', '•', '·', '›'];

/// A line of a text, and what it is.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    words: &'t str,
    is: Is<'t>,
}

impl<'t> Line<'t> {
    fn of(line: &'t str) -> Self {
        let words = line.trim();
        Self { words, is: Is::of(words) }
    }

    fn is_empty(self) -> bool {
        self.words.is_empty()
    }

    /// Whether it ends like a sentence.
    fn is_ended(self) -> bool {
        let words = self.words.trim_end_matches(['"', '”', '’', '»', '“', '\'', ')', ']']);
        let last = SHORTENED.iter().find_map(|end| words.strip_suffix(end));
        let is_shortened = last.is_some_and(|before| before.ends_with(char::is_numeric));
        let is_open = words.ends_with("...") || is_shortened;
        words.ends_with(['.', '!', '?', '…', '。', '؟']) && !is_open
    }

    fn count(self) -> usize {
        self.words.split_whitespace().count()
    }
}

/// The lines of a text, and how they were set.
fn set(text: &str) -> (Vec<Line<'_>>, Layout) {
    let lines: Vec<Line> = text.lines().map(Line::of).collect();
    let layout = Layout::of(&lines);
    (lines, layout)
}

/// Reads a scraped text.
pub(super) fn read(input: &Input) -> Result<Item, String> {
    let text = decode::decode(input.bytes);
    let mut item = Item::default();
    let text = pages::bound(&text, &mut item.cut);
    let undivided;
    let (mut lines, mut layout) = set(&text);
    if layout.is_column() {
        undivided = pages::undivided(&text);
        (lines, layout) = set(&undivided);
    }
    layout.goes_on_with_sentences(&mut lines);
    let lines = head::titled(&lines, &layout, &mut item);
    let mut lines = cut::cut(&lines, &mut item.cut);
    labelled(&mut lines, &mut item);
    item.text = layout.markdown(&lines);
    if item.title.is_empty() {
        item.title = single_line(stem(input.name).trim_start_matches('-'));
        item.left.push("no title was found; it is called like its file".to_owned());
    }
    if item.published.is_none() {
        item.left.push("no date of publication was found, and none is made up".to_owned());
    }
    if item.text.is_empty() { Err("there is no text in it".to_owned()) } else { Ok(item) }
}

/// Takes what lines beside the title and at the end say of author, source, date and address.
fn labelled(lines: &mut [Line], item: &mut Item) {
    let told: Vec<usize> = (0..lines.len()).filter(|&at| !lines[at].is_empty()).collect();
    let last = told.len().saturating_sub(BESIDE);
    for (nth, &at) in told.iter().enumerate() {
        if (nth < BESIDE || nth >= last) && take(lines[at], nth < BESIDE, item) {
            lines[at] = Line::of("");
        }
    }
}

/// Whether a line says something about the text, which is then taken.
fn take(line: Line, is_above: bool, item: &mut Item) -> bool {
    match line.is {
        Is::By(names) if item.authors.is_empty() => {
            let (names, rest) = names.split_once(BETWEEN).unwrap_or((names, ""));
            item.authors = byline(names);
            dated(rest, item);
            true
        }
        Is::Source(words) if item.outlet.is_none() && item.url.is_none() => {
            let kept = if words.starts_with("http") { &mut item.url } else { &mut item.outlet };
            *kept = Some(single_line(words));
            true
        }
        Is::Link(url) if item.url.is_none() => {
            item.url = Some(url.to_owned());
            true
        }
        Is::Title(words) if item.title.is_empty() => {
            item.title = single_line(words);
            true
        }
        Is::Tags(words) if item.tags.is_empty() => {
            let tags = words.split([',', ';', '،', '·', '|']).map(single_line);
            item.tags = tags.filter(|tag| !tag.is_empty()).collect();
            true
        }
        Is::Date(_) | Is::Modified(_) => dated(line.words, item),
        Is::Words if is_above && !line.is_ended() => dated(line.words, item),
        _ => false,
    }
}

/// Takes the days that a line says.
fn dated(line: &str, item: &mut Item) -> bool {
    let (published, modified) = days(line);
    let is_new = published.is_some() && item.published.is_none()
        || modified.is_some() && item.modified.is_none();
    item.published = item.published.take().or(published);
    item.modified = item.modified.take().or(modified);
    is_new
}

/// When a line says that a text was published, and when it was changed: `Published: 3 March 2021 | Updated: 4 March 2021`.
fn days(line: &str) -> (Option<String>, Option<String>) {
    let (first, modified) = rules::until_modified(line);
    let mut parts = first.split(BETWEEN).flat_map(|part| part.split(" - "));
    let published = parts.find_map(|part| match Is::of(part.trim()) {
        Is::Date(words) => dates::day(words),
        // A bare year or number can be anything.
        Is::Words if part.split_whitespace().count() < DATED => {
            dates::day(part).filter(|day| day.len() == 10)
        }
        _ => None,
    });
    (published, modified.and_then(dates::day))
}

/// The names in a byline, without the places and offices beside them: `Ann Lee in Berlin, editor, and Bob Ray`.
fn byline(words: &str) -> Vec<String> {
    let names: Vec<String> = people(words).iter().map(|name| rules::placeless(name)).collect();
    // Where the others have two names, a single one is a place.
    let full = |name: &String| name.contains(' ');
    if names.iter().any(full) { names.into_iter().filter(full).collect() } else { names }
}

/// The names in `A, B and C`.
pub(super) fn people(words: &str) -> Vec<String> {
    let words = single_line(words);
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| match names.last_mut() {
        // `Ben Sample, Jr.` is one name.
        Some(last) if is_suffix(name) => *last += &format!(", {name}"),
        _ => names.push(name.to_owned()),
    };
    for part in words.split([',', ';', '&', '،', '、']) {
        let mut part = part.trim();
        if let Some(rest) = rules::AND.iter().find_map(|and| part.strip_prefix(and.trim_start())) {
            part = rest.trim();
        }
        while let Some((name, rest)) = rules::AND.iter().find_map(|and| part.split_once(and)) {
            add(name.trim());
            part = rest.trim();
        }
        add(part);
    }
    names.retain(|name| is_name(name));
    if names.is_empty() { vec![words] } else { names }
}
