//! The CSV of Zotero: a reference a row, under the names that Zotero shows for its fields.

use super::names::turned;
use super::references::{self, Behind, keywords, language, untagged};
use super::{Imported, Input, Item, dates, edtf, parts, rows};

/// The columns that are carried, and those of Zotero's own that say nothing of the work.
const CARRIED: [&str; 18] = [
    "Abstract Note",
    "Access Date",
    "Author",
    "DOI",
    "Date",
    "Date Added",
    "Date Modified",
    "Extra",
    "Item Type",
    "Key",
    "Language",
    "Manual Tags",
    "Notes",
    "Publication Title",
    "Publication Year",
    "Publisher",
    "Title",
    "Url",
];

/// Reads the table.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let mut behind = Behind::default();
    let rows = rows::read(input.bytes)?;
    for column in rows::used(&rows) {
        if !CARRIED.contains(&column) {
            behind.leave(column);
        }
    }
    for row in rows {
        let Some(title) = row.text("Title") else {
            behind.untitled += 1;
            continue;
        };
        behind.abstracts += usize::from(row.text("Abstract Note").is_some());
        let authors = parts(&row.text("Author").unwrap_or_default(), ';');
        let mut notes = notes(&row.text("Notes").unwrap_or_default());
        notes.extend(row.text("Extra"));
        let whole = row.text("Publication Title");
        let is_press = whole.is_none();
        let mut item = Item {
            title: untagged(&title),
            authors: authors.iter().map(|name| turned(name)).collect(),
            outlet: whole.or_else(|| row.text("Publisher")),
            is_press,
            accessed: row.text("Access Date").and_then(|day| dates::day(&day)),
            language: row.text("Language").and_then(|name| language(&name)),
            tags: keywords(&row.text("Manual Tags").unwrap_or_default()),
            highlights: notes.into_iter().flat_map(|note| behind.noted(Some(note))).collect(),
            ..Item::default()
        };
        let date = row.text("Date").or_else(|| row.text("Publication Year"));
        let published = date.as_deref().and_then(edtf::date);
        item.published = references::date(published, date, &mut item, input);
        references::place(&mut item, row.text("Url"), row.text("DOI").as_deref());
        imported.items.push(item);
    }
    behind.tell(&mut imported);
    Ok(imported)
}

/// The notes of a cell. They are HTML, and a semicolon stands between one and the next.
fn notes(cell: &str) -> Vec<String> {
    const BETWEEN: &str = ">; <";
    let mut notes: Vec<String> = cell.split(BETWEEN).map(str::to_owned).collect();
    let last = notes.len() - 1;
    notes[..last].iter_mut().for_each(|note| note.push('>'));
    notes[1..].iter_mut().for_each(|note| note.insert(0, '<'));
    notes.retain(|note| !note.is_empty());
    notes
}
