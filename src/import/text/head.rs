//! The title of a text, below what pages have above it: their name, the way to the page, the section.

use super::rules::{self, Is};
use super::{BETWEEN, Item, Layout, Line, single_line};

/// A title is not longer, in characters.
const LONGEST_TITLE: usize = 220;

/// A title that is broken for want of room does not have more lines.
const LINES: usize = 3;

/// A title stands among so many lines at the top.
const TOP: usize = 24;

/// A sentence is a title where one of so many lines below it says who wrote the text, or when.
const BESIDE: usize = 3;

/// The name of a page or of a section has not more words.
const NAME: usize = 4;

/// Takes the title, if a line looks like one, and cuts what stands above it.
pub(super) fn titled<'t>(lines: &[Line<'t>], layout: &Layout, item: &mut Item) -> Vec<Line<'t>> {
    let Some((title, count)) = title(lines, layout) else { return lines.to_vec() };
    let (above, rest) = lines.split_at(title);
    let words: Vec<&str> = rest[..count].iter().map(|line| line.words).collect();
    item.title = single_line(words.join(" ").trim_start_matches('#'));
    let (mut kept, foreign): (Vec<Line>, Vec<Line>) =
        above.iter().partition(|line| line.is_about());
    let foreign = foreign.iter().filter(|line| !line.is_empty());
    item.cut.extend(foreign.map(|line| line.words.to_owned()));
    kept.extend(&rest[count..]);
    kept
}

/// Where the title stands, and how many lines it has.
fn title(lines: &[Line], layout: &Layout) -> Option<(usize, usize)> {
    let told: Vec<usize> =
        (0..lines.len()).filter(|&at| !lines[at].is_empty()).take(TOP + BESIDE).collect();
    // A name is the title where nothing else is, and then the last one: it stands closest to the text.
    let (mut name, mut way, mut is_page) = (None, None, false);
    for (nth, &at) in told.iter().enumerate().take(TOP) {
        let line = lines[at];
        let below = &told[nth + 1..];
        let next = below.first().map(|&at| lines[at]);
        if line.is_about() || name.is_some() && is_of_page(line) {
            if name.is_some() && !is_way(line) {
                break;
            }
        } else if is_of_page(line) {
            is_page = true;
        } else if is_way(line) {
            (way, is_page) = (Some(at), true);
        } else if rules::is_section(line.words)
            || is_page && is_short(line)
            || line.count() <= NAME && next.is_some_and(is_way)
        {
            (name, is_page) = (Some(at), true);
        } else {
            let Some(count) = span(lines, at, layout) else { break };
            let (last, below) = (lines[at + count - 1], &told[told.len().min(nth + count)..]);
            let is_said = below.iter().take(BESIDE).any(|&at| lines[at].is_about());
            let is_open = last.words.ends_with([';', ',', ':']) || last.is_ended() && !is_said;
            if !is_open && !below.is_empty() {
                return Some((at, count));
            }
            break;
        }
    }
    name.or(way).filter(|&at| told.last() != Some(&at)).map(|at| (at, 1))
}

/// How many lines a title has that begins at a line; nothing where that is none. In a column a title may be broken too, and
/// then stands apart.
fn span(lines: &[Line], at: usize, layout: &Layout) -> Option<usize> {
    let rest = &lines[at..];
    let count = if layout.is_whole(lines, at) {
        1
    } else {
        let block = rest.iter().take_while(|line| line.is == Is::Words && !line.is_empty()).count();
        let is_apart = rest.get(block).is_none_or(|line| line.is_empty());
        let is_one = rest[..block].iter().rev().skip(1).all(|line| !line.is_ended());
        Some(block).filter(|&block| layout.is_column() && is_apart && is_one && block <= LINES)?
    };
    let length: usize = rest[..count].iter().map(|line| line.words.chars().count() + 1).sum();
    (length <= LONGEST_TITLE + 1).then_some(count)
}

/// Whether a line is of the page and not of the text.
fn is_of_page(line: Line) -> bool {
    matches!(line.is, Is::Junk | Is::End | Is::More | Is::Talk)
}

/// Whether a line is the way to a page, or its menu: `Home › World › Middle East`.
fn is_way(line: Line) -> bool {
    let signs = [" / ", " > ", " < ", " » ", " « ", " → "];
    let line = signs.iter().fold(line.words.to_owned(), |line, sign| line.replace(sign, " › "));
    let is_name =
        |part: &str| part.split_whitespace().count() < NAME && !part.contains(char::is_numeric);
    line.contains(BETWEEN) && line.split(BETWEEN).all(is_name)
}

/// Whether below the menu of a page a line is the name of a section: a word, or a few in capitals.
fn is_short(line: Line) -> bool {
    let words = line.count();
    let is_capital = !line.words.contains(char::is_lowercase);
    line.words.contains(char::is_uppercase) && (words == 1 || words < NAME && is_capital)
}
