//! `My Clippings.txt` of a Kindle, in whatever language it speaks.

use super::{Highlight, Imported, Input, Item, dates, decode, single_line};

/// The words for a note, a bookmark and a page; everything else is a highlight at a location.
const NOTES: [&str; 11] = [
    "note",
    "notiz",
    "nota",
    "notitie",
    "anotação",
    "заметка",
    "замет",
    "メモ",
    "笔记",
    "筆記",
    "notatka",
];
const BOOKMARKS: [&str; 11] = [
    "bookmark",
    "lesezeichen",
    "signet",
    "marcador",
    "segnalibro",
    "bladwijzer",
    "закладка",
    "ブックマーク",
    "书签",
    "書籤",
    "zakładka",
];
const PAGES: [&str; 9] =
    ["page", "seite", "página", "pagina", "страниц", "ページ", "页", "頁", "stronie"];

/// What a Kindle writes where a publisher allows no more.
const LIMIT: &str = "<You have reached the clipping limit";

/// A clipping.
struct Clipping {
    highlight: Highlight,
    is_note: bool,
    /// Its first and last location or page.
    range: Option<(u32, u32)>,
}

/// Reads the clippings.
pub(super) fn read(input: &Input) -> Imported {
    let text = decode::decode(input.bytes).replace('\u{feff}', "");
    let mut books: Vec<(String, Vec<Clipping>)> = Vec::new();
    let mut imported = Imported::default();
    let (mut marks, mut limited) = (0, 0);
    for entry in text.split("==========") {
        let mut lines = entry.trim().lines();
        let (Some(book), Some(about)) = (lines.next(), lines.next()) else { continue };
        let words =
            lines.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        let kind = about.split('|').next().unwrap_or_default().to_lowercase();
        if BOOKMARKS.iter().any(|word| kind.contains(word)) {
            marks += 1;
        } else if words.starts_with(LIMIT) {
            limited += 1;
        } else if !words.is_empty() {
            let book = single_line(book);
            let at = books.iter().position(|(name, _)| *name == book).unwrap_or_else(|| {
                books.push((book, Vec::new()));
                books.len() - 1
            });
            books[at].1.push(clipping(about, &kind, words));
        }
    }
    imported.items = books.into_iter().map(|(name, clippings)| item(&name, clippings)).collect();
    for (count, what) in [
        (marks, "bookmarks are left out: they have no words"),
        (limited, "highlights are empty, because the clipping limit of the book was reached"),
    ] {
        imported.left.extend((count > 0).then(|| format!("{what} ({count})")));
    }
    imported
}

fn clipping(about: &str, kind: &str, words: String) -> Clipping {
    let parts: Vec<&str> = about.trim_start_matches('-').split('|').collect();
    let created = parts.iter().rev().find_map(|part| {
        // `Added on Monday, 2 January 2017 10:20:30`: what stands before the date is not of it.
        let digit = part.find(|c: char| c.is_ascii_digit())?;
        let month = part[..digit].split_whitespace().rev().take(1).collect::<Vec<_>>().join(" ");
        let date = format!("{month} {}", &part[digit..]);
        dates::day(&part[digit..]).or_else(|| dates::day(&date)).filter(|day| day.len() == 10)
    });
    let places: Vec<&&str> = parts.iter().take(parts.len().saturating_sub(1).max(1)).collect();
    let is_page = |part: &&&&str| PAGES.iter().any(|word| part.to_lowercase().contains(word));
    let last = places.last().and_then(|part| numbers(part));
    let page = places.iter().find(is_page).and_then(|part| numbers(part));
    let told =
        |(from, to): (u32, u32)| if from == to { from.to_string() } else { format!("{from}-{to}") };
    let locator = page
        .map(|range| format!("page {}", told(range)))
        .or_else(|| last.map(|range| format!("location {}", told(range))));
    let is_note = NOTES.iter().any(|word| kind.contains(word));
    let highlight = if is_note {
        Highlight { note: Some(words), locator, created, ..Highlight::default() }
    } else {
        Highlight { quote: words, locator, created, ..Highlight::default() }
    };
    Clipping { highlight, is_note, range: last.or(page) }
}

/// The first number, and the last of a range: `345-347`, and `1234-47` for `1234-1247`.
fn numbers(part: &str) -> Option<(u32, u32)> {
    let start = part.find(|c: char| c.is_ascii_digit())?;
    let rest = &part[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
    let mut ends = rest[..end].split('-');
    let from = ends.next()?;
    let to = ends.next().filter(|to| !to.is_empty()).unwrap_or(from);
    let to = if to.len() < from.len() {
        format!("{}{to}", &from[..from.len() - to.len()])
    } else {
        to.to_owned()
    };
    Some((from.parse().ok()?, to.parse().ok()?))
}

/// A book with its clippings: notes go to the highlight at their place, and of a highlight that was made longer the last
/// one is kept.
fn item(name: &str, clippings: Vec<Clipping>) -> Item {
    let (title, authors) = named(name);
    let mut kept: Vec<Clipping> = Vec::new();
    let mut notes = Vec::new();
    for clipping in clippings {
        if clipping.is_note {
            notes.push(clipping);
            continue;
        }
        let overlaps = |other: &Clipping| match (other.range, clipping.range) {
            (Some((from, to)), Some((start, end))) => from <= end && start <= to,
            _ => true,
        };
        let (quote, mut is_kept) = (&clipping.highlight.quote, true);
        kept.retain(|other| {
            let is_part = overlaps(other) && quote.contains(&other.highlight.quote);
            is_kept &= !overlaps(other) || is_part || !other.highlight.quote.contains(quote);
            !is_part
        });
        if is_kept {
            kept.push(clipping);
        }
    }
    for note in notes {
        let is_its = |other: &&mut Clipping| match (other.range, note.range) {
            (Some((from, to)), Some((at, _))) => {
                !other.is_note && other.highlight.note.is_none() && (from..=to).contains(&at)
            }
            _ => false,
        };
        match kept.iter_mut().rev().find(is_its) {
            Some(highlight) => highlight.highlight.note = note.highlight.note,
            None => kept.push(note),
        }
    }
    let highlights = kept.into_iter().map(|clipping| clipping.highlight).collect();
    Item { title, authors, highlights, ..Item::default() }
}

/// `Title (Surname, Name; Other)`: the last brackets hold the authors.
fn named(name: &str) -> (String, Vec<String>) {
    let Some((title, authors)) = name.strip_suffix(')').and_then(|name| name.rsplit_once('('))
    else {
        return (name.to_owned(), Vec::new());
    };
    let authors = authors.split(';').map(str::trim).filter(|author| !author.is_empty());
    let turned = authors.map(|author| match author.split_once(", ") {
        Some((last, first)) => format!("{first} {last}"),
        None => author.to_owned(),
    });
    (title.trim().to_owned(), turned.collect())
}
