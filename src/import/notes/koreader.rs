//! What `KOReader` writes of books as Markdown: a heading for each passage, `### Page 12 @ 05 June 2023 10:15:30 AM`, and
//! behind a rule what its reader said of it.

use super::super::text::people;
use super::super::{Highlight, Item, dates, single_line};

/// What stands around the words of a passage, by how they were marked.
const AROUND: [(&str, &str); 7] = [
    ("**_", "_**"),
    ("**", "**"),
    ("*", "*"),
    ("==", "=="),
    ("++", "++"),
    ("~~", "~~"),
    ("<u>", "</u>"),
];

/// The books of a file; nothing where no heading is one of a passage.
pub(super) fn read(text: &str) -> Option<Vec<Item>> {
    text.lines().find_map(passage)?;
    let mut books: Vec<Item> = Vec::new();
    let mut lines = text.lines().peekable();
    let (mut is_passage, mut is_note) = (false, false);
    while let Some(line) = lines.next() {
        let author = lines.peek().and_then(|next| next.strip_prefix("##### "));
        if let (Some(title), Some(author)) = (line.strip_prefix("# "), author) {
            lines.next();
            let authors = if author == "N/A" { Vec::new() } else { people(author) };
            books.push(Item { title: single_line(title), authors, ..Item::default() });
            is_passage = false;
            continue;
        }
        let book = books.last_mut()?;
        if let Some(highlight) = passage(line) {
            book.highlights.push(highlight);
            (is_passage, is_note) = (true, false);
            continue;
        }
        let is_of_program = line.starts_with("_Generated at: ") || line.contains("](<file://");
        let is_chapter = line.starts_with("## ") && !is_note;
        is_passage &= !is_chapter;
        let Some(highlight) = book.highlights.last_mut().filter(|_| is_passage) else { continue };
        match line {
            _ if is_of_program => {}
            "---" if !is_note => is_note = true,
            _ if is_note => *highlight.note.get_or_insert_default() += &format!("{line}\n"),
            _ => highlight.quote += &format!("{line}\n"),
        }
    }
    for highlight in books.iter_mut().flat_map(|book| &mut book.highlights) {
        highlight.quote = bare(highlight.quote.trim()).to_owned();
        let note = highlight.note.take().map(|note| note.trim().to_owned());
        highlight.note = note.filter(|note| !note.is_empty());
    }
    Some(books)
}

/// The passage that a heading begins.
fn passage(line: &str) -> Option<Highlight> {
    let (page, day) = line.strip_prefix("### Page ")?.split_once(" @ ")?;
    Some(Highlight {
        locator: Some(format!("page {page}")),
        created: Some(dates::day(day)?),
        ..Highlight::default()
    })
}

/// Words without the signs of how they were marked.
fn bare(words: &str) -> &str {
    let inside = |(open, close): (&str, &str)| words.strip_prefix(open)?.strip_suffix(close);
    AROUND.into_iter().find_map(inside).unwrap_or(words)
}
