//! The CSV of Readwise: a highlight a row, with the book or the article that it is from.

use super::identity::Listing;
use super::text::people;
use super::{Highlight, Imported, Input, Item, dates, markdown, parts, rows, single_line};

/// Reads the table.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let (mut books, mut coloured, mut pictures) = (Listing::new(), 0, 0);
    for row in rows::read(input.bytes)? {
        let Some(title) = row.text("Book Title").map(|title| single_line(&title)) else {
            imported.left.push("a row without a title is left out".to_owned());
            continue;
        };
        let authors = row.text("Book Author").map(|authors| people(&authors)).unwrap_or_default();
        coloured += usize::from(row.text("Color").is_some());
        let words = row.text("Highlight").unwrap_or_default();
        pictures += words.matches("![").count();
        let quote = markdown::plain(&words);
        let highlight = Highlight {
            quote,
            note: row.text("Note"),
            tags: parts(&row.text("Tags").unwrap_or_default(), ','),
            locator: locator(&row.text("Location Type").unwrap_or_default(), row.text("Location")),
            created: row.text("Highlighted at").and_then(|day| dates::day(&day)),
            ..Highlight::default()
        };
        let new = || {
            let tags = parts(&row.text("Document tags").unwrap_or_default(), ',');
            Item { title: title.clone(), authors: authors.clone(), tags, ..Item::default() }
        };
        books.item((title.clone(), authors.clone()), new).highlights.push(highlight);
    }
    imported.items = books.items();
    for (count, what) in [
        (coloured, "the colours of highlights are not carried"),
        (pictures, "pictures that were marked are not carried"),
    ] {
        imported.left.extend((count > 0).then(|| format!("{what} ({count})")));
    }
    Ok(imported)
}

/// Where a highlight stands; the order of highlights and the second of a recording are not places of a text.
fn locator(kind: &str, place: Option<String>) -> Option<String> {
    let place = place.filter(|place| place != "0")?;
    match kind {
        "page" | "location" => Some(format!("{kind} {place}")),
        "time_offset" | "time" => Some(format!("second {place}")),
        _ => None,
    }
}
