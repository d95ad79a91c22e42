//! Text that was copied or scraped from a page: the article in it, and what stood around it.
//!
//! What surrounds a text is known by its words (`words/`), and all that is cut is told. Paragraphs are never changed.

mod byline;
mod cut;
mod days;
mod frame;
mod head;
mod labels;
mod layout;
mod margin;
mod pages;
mod rules;
mod shape;

use super::{Input, Item, dates, decode, single_line, stem};
pub(in crate::import) use byline::people;
use days::days;
use layout::Layout;
pub(in crate::import) use rules::{Is, is_name};

/// How many lines beside the title, and how many at the end, may say who wrote a text and when.
const BESIDE: usize = 6;

/// A sentence of a text has at least so many words; buttons, names and headings have fewer.
const SENTENCE: usize = 10;

/// The same in letters, where words are not counted: [`crate::fold::weight`].
const WEIGHT: usize = 60;

/// What stands behind a number and ends with a full stop that ends no sentence: `1 апреля 2025 г.`
const SHORTENED: [&str; 8] = [" г.", " гг.", " р.", " рр.", " a.m.", " p.m.", "h.", " h."];

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

    /// Whether it has words that go on in the next line, or that the next line is about.
    fn is_open(self) -> bool {
        self.is == Is::Words && !self.is_empty() && !self.is_ended()
    }

    /// Whether it says something about the text.
    fn is_about(self) -> bool {
        let is_dated = || self.is_open() && days(self.words) != (None, None);
        self.is.is_label() || is_dated()
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
    let mut lines = frame::unframed(lines, &mut item);
    if item.title.is_empty() {
        lines = head::titled(&lines, &layout, &mut item);
    }
    let mut lines = cut::cut(&lines, &mut item.cut);
    labels::take_all(&mut lines, &layout, &mut item);
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
