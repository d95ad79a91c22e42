//! Text that was taken out of a PDF: the pages of a print, and words that are divided at the ends of its lines.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::margin;
use super::rules::AND;

/// What programs write between two pages.
const BREAK: char = '\u{c}';

/// What stands on so many pages is about them and not of the text, when most of these are next to each other, or but one.
const REPEATED: usize = 3;
const NEAR: usize = 2;

/// So many lines at the head and at the foot of a page may be about it.
const BORDER: usize = 3;

/// The parts of a compound have as many letters, and those of a word often fewer.
const LONG: usize = 4;

/// A text without the heads, feet and numbers of its pages, and with a paragraph whole that goes on over a page. What is cut
/// is told once for all pages.
pub(super) fn bound<'t>(text: &'t str, cut: &mut Vec<String>) -> Cow<'t, str> {
    let mut pages: Vec<Vec<&str>> =
        text.split(BREAK).map(|page| page.lines().map(str::trim).collect()).collect();
    pages.retain(|page| page.iter().any(|line| !line.is_empty()));
    if !text.contains(BREAK) {
        return text.into();
    }
    let counted = margin::uncounted(&mut pages, cut);
    let repeated = repeated(&pages, &counted);
    let mut told = HashSet::new();
    let mut bound = String::with_capacity(text.len());
    for (page, counted) in pages.iter().zip(&counted) {
        let (first, end) = within(page, &repeated, counted);
        for line in page[..first].iter().chain(&page[end..]).filter(|line| !line.is_empty()) {
            if told.insert(key(line)) {
                cut.push((*line).to_owned());
            }
        }
        let lines = &page[first..end];
        let Some(begin) = lines.first() else { continue };
        if !bound.is_empty() && !goes_on(&bound, begin) {
            bound.push('\n');
        }
        lines.iter().for_each(|line| bound.extend([line, "\n"]));
    }
    bound.into()
}

/// The lines of a page that are not at its border or are not repeated on others, from the first to behind the last. Those that
/// had numbers are of the text.
fn within(page: &[&str], repeated: &HashSet<String>, counted: &Range<usize>) -> (usize, usize) {
    let is_kept = |at: &usize| {
        !page[*at].is_empty() && (counted.contains(at) || !repeated.contains(&key(page[*at])))
    };
    let first = (0..page.len()).find(is_kept).unwrap_or(page.len());
    let end = (first..page.len()).rfind(is_kept).map_or(first, |last| last + 1);
    (first, end)
}

/// What stands at the borders of several pages, but for the numbers in it.
fn repeated(pages: &[Vec<&str>], counted: &[Range<usize>]) -> HashSet<String> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, (page, counted)) in pages.iter().zip(counted).enumerate() {
        let is_told = |line: &usize| !page[*line].is_empty() && !counted.contains(line);
        let lines = || (0..page.len()).filter(is_told).map(|line| page[line]);
        let border = lines().take(BORDER).chain(lines().rev().take(BORDER));
        let keys: HashSet<String> = border.map(key).collect();
        keys.into_iter().for_each(|key| found.entry(key).or_default().push(at));
    }
    found.retain(|_, at| {
        let near = at.windows(2).filter(|pair| pair[1] - pair[0] <= NEAR).count();
        at.len() >= REPEATED && near * 2 >= at.len()
    });
    found.into_keys().collect()
}

/// A line in which all numbers are the same, as on each page there is another. Roman ones stand before the other words, or
/// behind them.
fn key(line: &str) -> String {
    let is_roman = |word: &str| !word.is_empty() && word.chars().all(|c| "ivxlcIVXLC".contains(c));
    let mut key = String::with_capacity(line.len());
    let mut words = line.split(' ').peekable();
    while let Some(word) = words.next() {
        if is_roman(word) && (key.is_empty() || words.peek().is_none()) {
            key.push('0');
        } else {
            for c in word.chars() {
                match c {
                    '0'..='9' if key.ends_with('0') => {}
                    '0'..='9' => key.push('0'),
                    _ => key.extend(c.to_lowercase()),
                }
            }
        }
        key.push(' ');
    }
    key
}

/// Whether a page goes on with the sentence of the page before.
fn goes_on(before: &str, begin: &str) -> bool {
    let is_ended = before.trim_end().ends_with(['.', '!', '?', ':', '”', '"', '»']);
    !is_ended && begin.starts_with(char::is_lowercase)
}

/// A text in whose lines no word is divided: its end stands with its beginning.
pub(super) fn undivided(text: &str) -> String {
    let known = Known::of(text);
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        let mut line = line.trim();
        if let Some(joined) = known.joined(last_word(&whole), line) {
            whole.truncate(whole.trim_end().len() - last_word(&whole).len());
            whole += &joined;
            let first = line.split_whitespace().next().map_or(0, str::len);
            line = line[first..].trim_start();
            whole.push('\n');
            if line.is_empty() {
                continue;
            }
        }
        whole.extend([line, "\n"]);
    }
    whole
}

/// The word that the last line ends with, where that is no empty one.
fn last_word(text: &str) -> &str {
    let line = text.strip_suffix('\n').unwrap_or(text);
    line.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// The words that stand in a text undivided.
struct Known<'t> {
    words: HashSet<&'t str>,
}

impl<'t> Known<'t> {
    fn of(text: &'t str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric() && !is_hyphen(c));
        Self { words: words.filter(|word| !word.ends_with(is_hyphen)).collect() }
    }

    /// The two halves of a word, as one; nothing where they are none.
    fn joined(&self, head: &str, line: &str) -> Option<String> {
        let tail = line.split_whitespace().next()?;
        let stem = head.strip_suffix(is_hyphen)?;
        let (last, first) = (stem.chars().next_back()?, tail.chars().next()?);
        // `Vor- und Nachteile`, and a dash between sentences.
        let is_and = AND.iter().any(|and| and.trim() == tail);
        if !last.is_alphanumeric() || !first.is_alphanumeric() || is_and {
            return None;
        }
        let hyphen = if self.is_compound(stem, head, tail) { "-" } else { "" };
        Some(format!("{stem}{hyphen}{tail}"))
    }

    /// Whether the hyphen is of the word, and not of its division.
    fn is_compound(&self, stem: &str, head: &str, tail: &str) -> bool {
        let is_letter = |c: char| c.is_alphanumeric();
        let stem = stem.trim_start_matches(|c| !is_letter(c));
        let tail = tail.trim_end_matches(|c| !is_letter(c));
        if head.ends_with('\u{ad}') || self.words.contains(format!("{stem}{tail}").as_str()) {
            return false;
        }
        let is_loud = stem.chars().all(char::is_uppercase);
        let has_capital = !is_loud && !tail.starts_with(char::is_lowercase);
        let is_word = |word: &str| word.chars().count() >= LONG && self.words.contains(word);
        has_capital
            || self.words.contains(format!("{stem}-{tail}").as_str())
            || is_word(stem) && is_word(tail)
    }
}

/// Whether a sign divides words: a hyphen, the one of Unicode, and one that is seen at the ends of lines alone.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::{bound, undivided};

    #[test]
    fn the_borders_of_pages() {
        let page = |number: usize, text: &str| format!("THE WALL\n\n{text}\n\n{number} The Wall\n");
        let text = [
            page(8, "The wall of the harbour is two metres too"),
            page(9, "low, the council said.\nIt was built in 1904."),
            page(10, "1904 was a year of storms, and the wall"),
            page(11, "Notes\nThe sea has risen since."),
        ];
        let mut cut = Vec::new();
        let bound = bound(&text.join("\u{c}"), &mut cut).into_owned();
        assert_eq!(
            bound,
            "The wall of the harbour is two metres too\nlow, the council said.\nIt was built in 1904.\n\n1904 was a year of \
             storms, and the wall\n\nNotes\nThe sea has risen since.\n"
        );
        assert_eq!(cut, ["THE WALL", "8 The Wall"]);
    }

    #[test]
    fn roman_numbers_at_the_borders_of_pages() {
        let page =
            |number: &str, text: &str| format!("{number} PREFACE\n\n{text}\n\nThe Wall {number}");
        let pages = [("vii", "It is low."), ("viii", "I saw it."), ("ix", "Vix is far.")];
        let pages = pages.map(|(number, text)| page(number, text));
        let mut cut = Vec::new();
        let bound = bound(&pages.join("\u{c}"), &mut cut).into_owned();
        assert_eq!(bound, "It is low.\n\nI saw it.\n\nVix is far.\n");
        assert_eq!(cut, ["vii PREFACE", "The Wall vii"]);
    }

    #[test]
    fn lines_that_have_numbers_are_of_the_text() {
        let lines: Vec<String> = (1..=25).map(|line| format!("{line}   A. Yes.\n\n")).collect();
        let lines = lines.concat();
        let pages = [12, 13, 14].map(|number| format!("{number}\n\n{lines}Example Reporting"));
        let mut cut = Vec::new();
        let bound = bound(&pages.join("\u{c}"), &mut cut).into_owned();
        assert_eq!(bound.matches("A. Yes.\n").count(), bound.matches('\n').count() - 2);
        assert_eq!(bound.matches("A. Yes.").count(), 75);
        assert_eq!(cut, ["1 2 … 25", "12", "Example Reporting"]);
    }

    #[test]
    fn words_of_two_lines() {
        for (text, expected) in [
            ("the rep-\nresentations are new", "the representations\nare new\n"),
            ("a run-time, at run-\ntime only", "a run-time, at run-time\nonly\n"),
            ("a long-\nterm plan of a long term", "a long-term\nplan of a long term\n"),
            ("Vor-\nund Nachteile", "Vor-\nund Nachteile\n"),
            ("the Anglo-\nSaxon wall, 1914-\n1918", "the Anglo-Saxon\nwall, 1914-1918\n"),
            ("some\u{ad}\nthing", "something\n"),
            ("the wall -\nit is low", "the wall -\nit is low\n"),
            ("the wall-\n\nit is low", "the wall-\n\nit is low\n"),
            ("THE REP-\nRESENTATIONS", "THE REPRESENTATIONS\n"),
            ("-\nx", "-\nx\n"),
        ] {
            assert_eq!(undivided(text), expected, "{text}");
        }
    }
}
