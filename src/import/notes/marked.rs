//! Notes in which programs keep what a reader marked elsewhere: the plugins of Readwise, Hypothesis, Omnivore, Raindrop and the
//! Kindle for Obsidian and Logseq, and the notes of Zotero. What stands there is no text of the reader's but passages.

mod head;
mod passage;

use super::super::markdown::plain;
use super::super::{Highlight, Item, single_line};
use crate::yaml::Node;
use passage::Chunk;

/// The least length of a text that came along with the passages of it; what is shorter says something of it.
const TEXT: usize = 1000;

/// The article whose passages a note has; nothing for a note of another kind. `front` is its front matter.
pub(super) fn read(front: Option<&Node>, body: &str) -> Option<Item> {
    let (before, among, after) = parted(body);
    let is_known = is_known(front, &among);
    let chunks = passage::chunks(&among, is_known)?;
    // Without a heading of their own, passages stand at the top.
    let is_headed = is_known || among.first().is_some_and(|line| begins(line));
    if !is_headed && before.iter().filter(|line| has_words(line)).count() > chunks.len() {
        return None;
    }
    let mut item = Item::default();
    let mut rest = head::read(front, &before, &mut item);
    // A note on the whole may have several paragraphs.
    if let Some(Highlight { note: Some(note), .. }) = item.highlights.last_mut() {
        note.push_str("\n\n");
        note.push_str(std::mem::take(&mut rest).trim());
        note.truncate(note.trim_end().len());
    }
    item.highlights.extend(chunks.iter().map(Chunk::highlight));
    let after = after.join("\n");
    let is_text = |words: &str| words.len() >= TEXT;
    for words in [std::mem::take(&mut rest), after] {
        let words = words.trim();
        if is_text(words) && item.text.is_empty() {
            words.clone_into(&mut item.text);
        } else if front.is_some_and(|front| front.get("raindrop_id").is_some()) {
            item.summary = item.summary.take().or_else(|| Some(single_line(&plain(words))));
        } else if words.lines().any(has_words) {
            let note = Some(words.to_owned());
            item.highlights.push(Highlight { note, ..Highlight::default() });
        }
    }
    item.summary = item.summary.take().filter(|summary| !summary.is_empty());
    Some(item)
}

/// Whether a line says something, and is not only a heading, a rule or a picture.
fn has_words(line: &str) -> bool {
    !line.starts_with('#') && plain(line).contains(char::is_alphanumeric)
}

/// Whether a note is said to be one of a program, so that its passages need no links.
fn is_known(front: Option<&Node>, among: &[&str]) -> bool {
    let says = |key: &str| front.and_then(|front| front.get(key));
    says("doc_type").and_then(Node::as_str) == Some("hypothesis-highlights")
        || says("kindle-sync").is_some()
        || among
            .first()
            .is_some_and(|line| line.to_lowercase().contains("first synced by [[readwise"))
}

/// The lines before the passages, those with them, and those after them.
fn parted(body: &str) -> (Vec<&str>, Vec<&str>, Vec<&str>) {
    let lines: Vec<&str> = body.lines().collect();
    let Some(first) = lines.iter().position(|line| begins(line)) else {
        // Zotero begins with the passages; a heading is that of the note.
        let end = lines.iter().position(|line| passage::is_marked(line)).unwrap_or(0);
        let start = lines[..end].iter().rposition(|line| line.is_empty()).map_or(0, |at| at + 1);
        return (lines[..start].to_vec(), lines[start..].to_vec(), Vec::new());
    };
    let level = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
    let own = level(lines[first]);
    // Rules stand between passages too, but none behind the last one.
    let last = lines.iter().rposition(|line| passage::is_marked(line)).unwrap_or(0);
    let ends = |(at, line): (usize, &&str)| {
        let is_rule = line.trim() == "---" && own > 0 && first + at > last;
        (1..=own).contains(&level(line)) && !begins(line) || is_rule
    };
    let end = lines[first..].iter().enumerate().position(ends).map_or(lines.len(), |at| first + at);
    (lines[..first].to_vec(), lines[first..end].to_vec(), lines[end..].to_vec())
}

/// Whether passages begin below a line: `## Highlights`, `## New highlights added July 27, 2023 at 7:45 PM`, and in
/// Logseq the item `Highlights first synced by [[Readwise]]`.
fn begins(line: &str) -> bool {
    let words = line.trim_start_matches(['#', '-', '*', ' ']);
    let is_head = words.len() < line.len();
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_heading = line.starts_with('#') && matches!(words.trim(), "highlights" | "annotations");
    is_head
        && (is_heading
            || words.starts_with("highlights first synced by")
            || words.starts_with("new highlights added"))
}
