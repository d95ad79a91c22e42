//! The CSV of Goodreads: a book a row. It has no passages, but what its reader wrote of the whole.

use super::{Highlight, Imported, Input, Item, dates, edtf, page, parts, rows, single_line};

/// Shelves that say how far somebody has come.
const STATES: [&str; 3] = ["currently-reading", "read", "to-read"];

/// Reads the table.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let (mut untitled, mut others) = (0, 0);
    for row in rows::read(input.bytes)? {
        let Some(title) = row.text("Title") else {
            untitled += 1;
            continue;
        };
        // Translators and illustrators are among them.
        others += usize::from(row.text("Additional Authors").is_some());
        let years = ["Original Publication Year", "Year Published"].into_iter();
        let mut tags = parts(&row.text("Bookshelves").unwrap_or_default(), ',');
        tags.retain(|shelf| !STATES.contains(&shelf.as_str()));
        let notes = [("My Review", false), ("Private Notes", true)].into_iter();
        let note = |(column, private)| {
            let note = row.text(column)?;
            let note = if note.contains('<') { page::kept(&note, None).ok() } else { Some(note) };
            Some(Highlight { note, private, ..Highlight::default() })
        };
        imported.items.push(Item {
            title: single_line(&title),
            authors: row.text("Author").map(|name| single_line(&name)).into_iter().collect(),
            outlet: row.text("Publisher"),
            is_press: true,
            published: years.filter_map(|year| row.text(year)).find_map(|year| edtf::date(&year)),
            accessed: row.text("Date Added").and_then(|day| dates::day(&day)),
            highlights: notes.filter_map(note).collect(),
            tags,
            ..Item::default()
        });
    }
    for (count, what) in [
        (untitled, "rows without a title are left out"),
        (others, "additional authors are not carried: the table does not say what they did"),
    ] {
        imported.left.extend((count > 0).then(|| format!("{what} ({count})")));
    }
    Ok(imported)
}
