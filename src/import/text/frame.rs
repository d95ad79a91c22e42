//! What stands above a page itself: the bar of an archive of the web, and that of an encyclopedia, which has the title.

use std::collections::HashSet;

use super::rules::Is;
use super::{Item, Line, SENTENCE, single_line};

/// A frame has not more lines.
const LINES: usize = 300;

/// The subject of an article stands at the beginning of one of so many sentences: notes may stand above.
const NOTES: usize = 3;

/// The lines of a page without those above it. Of these, only the address is kept, and the title, where one is the subject.
pub(super) fn unframed<'t>(lines: Vec<Line<'t>>, item: &mut Item) -> Vec<Line<'t>> {
    let Some(end) = end(&lines) else { return lines };
    let (frame, page) = lines.split_at(end);
    let subject = subject(frame, page).unwrap_or_default();
    item.title = single_line(subject);
    let (mut kept, foreign): (Vec<Line>, Vec<Line>) =
        frame.iter().partition(|line| matches!(line.is, Is::Link(_)));
    let foreign = foreign.iter().filter(|line| !line.is_empty() && line.words != subject);
    item.cut.extend(foreign.map(|line| line.words.to_owned()));
    kept.extend(page);
    kept
}

/// Where the page begins below its frame. Where several stand one below the other, only the first one is looked at, and a text
/// may say the same words.
fn end(lines: &[Line]) -> Option<usize> {
    let lines = &lines[..lines.len().min(LINES)];
    let is_prose = |line: &Line| line.is_ended() && line.count() >= SENTENCE;
    lines
        .iter()
        .find(|line| line.is == Is::Begin || is_prose(line))
        .filter(|line| !is_prose(line))?;
    let mut known = HashSet::new();
    let again = lines.iter().position(|line| line.is == Is::Begin && !known.insert(line.words));
    let last = lines[..again.unwrap_or(lines.len())].iter().rposition(|line| line.is == Is::Begin);
    last.map(|last| last + 1)
}

/// The line above a text that one of its first sentences begins with, also behind an article: `The Wall of Northport is`.
fn subject<'t>(frame: &[Line<'t>], page: &[Line]) -> Option<&'t str> {
    let sentences = || page.iter().filter(|line| line.count() >= SENTENCE).take(NOTES);
    let begins = |text: &str, name: &str| {
        let rest = text.strip_prefix(name);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let is_subject = |name: &str| {
        sentences().any(|line| {
            let behind = line.words.split_once(' ').map_or("", |(_, rest)| rest);
            begins(line.words, name) || begins(behind, name)
        })
    };
    // `Halley (crater)` is called `Halley` in the text.
    let subjects = frame.iter().map(|line| line.words).filter(|words| {
        let name = words.split(" (").next().unwrap_or_default();
        !name.is_empty() && is_subject(name)
    });
    subjects.max_by_key(|words| words.len())
}
