//! What readers say below a text, where no element is named after it: by the lines that say who said it, and when.

use std::collections::HashSet;

use super::plain::plain;
use super::{Is, PARAGRAPH, dates};

/// A line that says so has not more words, and not more beside the day.
const LONGEST: usize = 12;
const NAME: usize = 4;

/// What says that somebody said it.
const SAID: [&str; 5] = ["posted", "said", "wrote", "says", "schrieb"];

/// What else stands beside a name and is none.
const BESIDE: [&str; 10] = ["by", "on", "at", "am", "pm", "a.m.", "p.m.", "um", "uhr", "le"];

/// As many names are those of readers, where a line near the first one or each of their own says so: a chronicle has days
/// and times too.
const LEAST: usize = 3;
const NEAR: usize = 4;

/// The block with which it begins.
pub(super) fn begins(blocks: &[String]) -> Option<usize> {
    dated(blocks).or_else(|| announced(blocks))
}

/// Where lines have a name with a day.
fn dated(blocks: &[String]) -> Option<usize> {
    let signed: Vec<(usize, Signed)> =
        blocks.iter().enumerate().filter_map(|(at, block)| Some((at, signed(block)?))).collect();
    let first = signed.first()?.0;
    let text = blocks[..first].iter().position(|block| is_paragraph(block))?;
    let near = first.saturating_sub(NEAR).max(text + 1);
    let opens = (near..first).find(|at| says_so(&blocks[*at]));
    let is_talk = opens.is_some() || signed.iter().all(|(_, signed)| signed.is_said);
    let names: HashSet<&String> = signed.iter().map(|(_, signed)| &signed.name).collect();
    (is_talk && names.len() >= LEAST).then_some(opens.unwrap_or(first))
}

/// Where names alone are set apart, below a line that says that readers speak: an interview has such names too.
fn announced(blocks: &[String]) -> Option<usize> {
    let text = blocks.iter().position(|block| is_paragraph(block))?;
    let opens = |&at: &usize| {
        let mut near = blocks[at + 1..].iter().take(NEAR);
        says_so(&blocks[at]) && near.any(|block| named(block).is_some())
    };
    let opens = (text + 1..blocks.len()).find(opens)?;
    let names: HashSet<&str> = blocks[opens..].iter().filter_map(|block| named(block)).collect();
    (names.len() >= LEAST).then_some(opens)
}

fn is_paragraph(block: &str) -> bool {
    block.split_whitespace().count() > PARAGRAPH
}

/// Whether a line says that readers speak, or may.
fn says_so(block: &str) -> bool {
    let line = plain(block.trim_start_matches(['#', ' '])).0.replace("**", "");
    matches!(Is::of(line.trim()), Is::Talk | Is::End)
}

/// The name that is set apart at the beginning of a block.
fn named(block: &str) -> Option<&str> {
    let (name, _) = block.strip_prefix("**")?.split_once("**")?;
    let is_sentence = name.ends_with(['.', '?', '!']) || name.contains(char::is_numeric);
    let words = name.split_whitespace().count();
    (!is_sentence && (1..=NAME).contains(&words)).then_some(name)
}

/// What a line says of what stands above or below it.
struct Signed {
    name: String,
    /// Whether it says that somebody said it.
    is_said: bool,
}

/// The name beside a day and a time of day, in the first or the last line of a block.
fn signed(block: &str) -> Option<Signed> {
    if block.starts_with(['#', '|', '>', '`', '-', '!']) {
        return None;
    }
    let mut lines = block.split("\\\n");
    [lines.next(), lines.last()].into_iter().flatten().find_map(|line| {
        let line = plain(line).0.to_lowercase();
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_year =
            |word: &&str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let numbers = |word: &str| {
            word.split(|c: char| !c.is_ascii_digit())
                .filter(|n| !n.is_empty())
                .map(str::len)
                .collect::<Vec<_>>()
        };
        let is_time = |word: &&str| word.contains(':') && numbers(word).len() > 1;
        let is_day = |word: &&str| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            is_year(&bare)
                || dates::month(bare).is_some()
                || numbers(word).len() == 3 && !is_time(word)
        };
        if words.len() > LONGEST || !words.iter().any(is_time) || !words.iter().any(is_day) {
            return None;
        }
        let is_name = |word: &&&str| {
            let has_number = word.contains(|c: char| c.is_ascii_digit());
            let bare = word.trim_matches([',', ':']);
            let is_small = BESIDE.contains(&bare) || SAID.contains(&bare);
            !has_number && !is_small && !is_day(word) && word.contains(char::is_alphabetic)
        };
        let is_said = words.iter().any(|word| SAID.contains(&word.trim_matches([',', ':'])));
        let name: Vec<&str> = words.iter().filter(is_name).copied().collect();
        (!name.is_empty() && name.len() <= NAME).then(|| Signed { name: name.join(" "), is_said })
    })
}
