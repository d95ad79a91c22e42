//! Lines that stand above a text, or in it, and are not of it: who wrote it and when, and what else there is to read.

use super::about::day_in;
use super::plain::plain;
use super::{Is, chosen, fold};

/// A line that says who wrote a text and when has not more words.
const LONGEST: usize = 14;

/// A line with a colon that is no sentence has not more words, unless it is bold.
const LONGEST_LABEL: usize = 3;

/// A line that is nothing but a day and a time has not more words.
const LONGEST_DAY: usize = 4;

/// A month has as many rows, and a cell of it not more letters.
const WEEKS: usize = 4;
const LONGEST_CELL: usize = 3;

/// Words beside the name of an author that make no sentence.
const BESIDE: usize = 3;

/// A line that points to another text has not more words.
const LONGEST_POINTER: usize = 24;

/// Whether a line above a text only says who wrote it or when: the front matter says that.
pub(super) fn is_told(block: &str, authors: &[String]) -> bool {
    // What a list of terms says: `Published :`, and below it `3 May 2017`.
    if let Some((label, value)) = block.split_once(":\n: ").filter(|_| !block.starts_with('|')) {
        let label = label.trim_end();
        return !value.contains('\n') && is_told(&format!("{label}: {value}"), authors);
    }
    if block.contains('\n') || block.starts_with(['>', '|', '!', '-', '`', '[']) {
        return false;
    }
    let line = plain(block.trim_matches(['*', '_'])).0.replace("**", "");
    if line.split_whitespace().count() > LONGEST {
        return false;
    }
    let key = fold::key(&line);
    let is_name = |author: &String| {
        let around = key.split_once(&fold::key(author));
        let count = |words: &str| words.split_whitespace().count();
        around.is_some_and(|(before, after)| count(before) + count(after) <= BESIDE)
    };
    matches!(Is::of(&line), Is::By(_) | Is::Date(_) | Is::Source(_))
        || day_in(&line).is_some()
        || authors.iter().any(is_name)
}

/// A paragraph above a text without the lines in it that say where its page is: the way to it, and its address.
pub(super) fn unplaced(block: String, cut: &mut Vec<String>) -> String {
    if !block.contains("\\\n") || block.starts_with(['>', '|', '!', '-', '`', '#']) {
        return block;
    }
    let is_place = |line: &&str| {
        let line = plain(line).0.replace('*', "");
        match Is::of(line.trim()) {
            Is::Link(_) => true,
            Is::Junk => line.contains(':'),
            _ => false,
        }
    };
    let (places, lines): (Vec<&str>, Vec<&str>) = block.split("\\\n").partition(is_place);
    cut.extend(places.iter().map(|line| plain(line).0.replace('*', "")));
    lines.join("\\\n")
}

/// Whether a block at the end of a text is left over from what was cut: a heading, or a line with a colon, that announces
/// nothing, or a day, which the front matter has; or whether it leads away, as a table of links, or is a calendar.
pub(super) fn is_left_over(block: &str) -> bool {
    let (line, _) = plain(block.trim_matches(['*', '_']));
    let line = line.trim();
    let count = line.split_whitespace().count();
    let is_number = line.starts_with(|c: char| c.is_ascii_digit());
    let is_plain = !block.contains(['\n', '$', '|']);
    let most = if block.starts_with("**") { LONGEST } else { LONGEST_LABEL };
    let announces = line.ends_with([':', '：']) && count <= most && is_plain;
    let is_day = || is_number && count <= LONGEST_DAY && day_in(line).is_some();
    let leads = || !block.starts_with(['-', '!']) && !is_number && chosen::is_links(block);
    block.starts_with('#') || announces || is_day() || leads() || is_calendar(block)
}

/// Whether a block is a table of a month: a week or more in a row, and hardly anything in a cell.
fn is_calendar(block: &str) -> bool {
    let rows: Vec<&str> = block.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    let cells = || rows.iter().flat_map(|row| row.trim_matches('|').split(" | "));
    let is_short = |cell: &&str| plain(cell).0.trim().chars().count() <= LONGEST_CELL;
    rows.len() >= WEEKS && cells().count() >= rows.len() * 7 && cells().all(|cell| is_short(&cell))
}

/// Whether a line in a text points to another one: `Read more: [Ten years of storms](…)`.
pub(super) fn leads_away(block: &str) -> bool {
    let line = block.trim_start_matches(['#', '>', '»', '\\', ' ']).trim_matches(['*', '_']);
    let is_short = line.split_whitespace().count() <= LONGEST_POINTER && !block.contains('\n');
    let begins = |(head, rest): (&str, &str)| {
        // A single word may begin a sentence.
        let is_sure = head.contains(' ') || block.contains("](");
        let is_head = Is::of(head.trim_end_matches(['*', '_'])) == Is::More;
        rest.starts_with([' ', '*', '_', '[']) && is_sure && is_head
    };
    is_short && line.split_once(':').is_some_and(begins)
}
