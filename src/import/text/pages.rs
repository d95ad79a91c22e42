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

/// A text without the heads, feet and numbers of its pages, and with a paragraph whole that goes on over a page. A line that
/// is cut from several pages is told once.
pub(super) fn bound<'t>(text: &'t str, cut: &mut Vec<String>) -> Cow<'t, str> {
    let mut pages: Vec<Vec<&str>> =
        text.split(BREAK).map(|page| page.lines().map(str::trim).collect()).collect();
    if !text.contains(BREAK) {
        return text.into();
    }
    // Those who number pages count the empty ones.
    let mut numbers = page_numbers(&pages);
    let mut has_text = pages.iter().map(|page| page.iter().any(|line| !line.is_empty()));
    numbers.retain(|_| has_text.next().unwrap_or_default());
    pages.retain(|page| page.iter().any(|line| !line.is_empty()));
    let counted = margin::uncounted(&mut pages, cut);
    let repeated = repeated(&pages, &counted);
    let mut told = HashSet::new();
    let mut bound = String::with_capacity(text.len());
    for ((page, counted), number) in pages.iter().zip(&counted).zip(numbers) {
        let (first, end) = within(page, &repeated, counted, number);
        for line in page[..first].iter().chain(&page[end..]).filter(|line| !line.is_empty()) {
            if told.insert(*line) {
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
/// had numbers are of the text, and a number alone may be the last of a table where it is not that of the page.
fn within(
    page: &[&str],
    repeated: &HashSet<String>,
    counted: &Range<usize>,
    number: Option<usize>,
) -> (usize, usize) {
    let is_repeated = |line: &str| !is_number(line) && repeated.contains(&key(line));
    let is_about = |at: usize| number == Some(at) || is_repeated(page[at]);
    let is_kept = |at: &usize| !page[*at].is_empty() && (counted.contains(at) || !is_about(*at));
    let first = (0..page.len()).find(is_kept).unwrap_or(page.len());
    let end = (first..page.len()).rfind(is_kept).map_or(first, |last| last + 1);
    (first, end)
}

/// The line of each page that is its number: the numbers of pages follow each other as the pages do, and a page has one.
fn page_numbers(pages: &[Vec<&str>]) -> Vec<Option<usize>> {
    let numbered = |(sheet, page): (i64, &Vec<&str>)| -> Vec<(usize, i64)> {
        let lines: Vec<usize> = (0..page.len()).filter(|line| !page[*line].is_empty()).collect();
        let at_border = |at: usize| at < BORDER || at + BORDER >= lines.len();
        let border = lines.iter().enumerate().filter(|(at, _)| at_border(*at));
        border.filter_map(|(_, line)| Some((*line, first_number(page[*line])? - sheet))).collect()
    };
    let numbered: Vec<_> = (0..).zip(pages).map(numbered).collect();
    let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
    for offsets in &numbered {
        let offsets: HashSet<i64> = offsets.iter().map(|(_, offset)| *offset).collect();
        offsets.into_iter().for_each(|offset| *shared.entry(offset).or_default() += 1);
    }
    let best = |offsets: &Vec<(usize, i64)>| {
        let in_sequence = offsets.iter().filter(|(_, offset)| shared[offset] > 1);
        in_sequence.max_by_key(|(_, offset)| shared[offset]).map(|(line, _)| *line)
    };
    let numbers: Vec<Option<usize>> = numbered.iter().map(best).collect();
    if numbers.iter().flatten().count() < REPEATED { vec![None; pages.len()] } else { numbers }
}

/// Whether a line is a number and nothing else: `12`, `- 12 -`, `xii`.
fn is_number(line: &str) -> bool {
    let number = line.trim_matches(|c: char| !c.is_alphanumeric());
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) || roman(number).is_some()
}

/// The first number of a line that has no other words: `12`, `12/40`, `xii`.
fn first_number(line: &str) -> Option<i64> {
    let number = line.trim_matches(|c: char| !c.is_alphanumeric());
    if number.contains(char::is_alphabetic) {
        return roman(number);
    }
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn roman(word: &str) -> Option<i64> {
    let value = |letter: char| match letter.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let mut number = 0;
    let mut greatest = 0;
    for letter in word.chars().rev() {
        let value = value(letter)?;
        number += if value < greatest { -value } else { value };
        greatest = greatest.max(value);
    }
    (number > 0).then_some(number)
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
/// behind them. Where there are no words, the numbers may be of the text, and stay what they are.
fn key(line: &str) -> String {
    if !line.contains(char::is_alphabetic) {
        return line.to_owned();
    }
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
        assert_eq!(cut, ["THE WALL", "8 The Wall", "9 The Wall", "10 The Wall", "11 The Wall"]);
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
        let [first, second, third] = ["vii", "viii", "ix"]
            .map(|number| [format!("{number} PREFACE"), format!("The Wall {number}")]);
        assert_eq!(cut, [first, second, third].concat());
    }

    #[test]
    fn numbers_of_pages_and_numbers_of_tables() {
        let pages =
            ["Killed 38\n\n57\n\n1", "It rained.\n\n2/3", "Total\n\n40\n\n17\n\n57\n\n3\n\n"];
        let mut cut = Vec::new();
        let bound = bound(&pages.join("\u{c}"), &mut cut).into_owned();
        assert_eq!(bound, "Killed 38\n\n57\n\nIt rained.\n\nTotal\n\n40\n\n17\n\n57\n");
        assert_eq!(cut, ["1", "2/3", "3"]);
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
        assert_eq!(cut, ["1 2 … 25", "12", "Example Reporting", "13", "14"]);
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
