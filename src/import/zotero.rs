//! The CSV of Zotero: a reference a row, under the names that Zotero shows for its fields.

use super::names::turned;
use super::references::{self, Behind, keywords, language, untagged};
use super::{Imported, Input, Item, dates, edtf, parts, rows};

/// Reads the table.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let mut behind = Behind::default();
    for row in rows::read(input.bytes)? {
        let Some(title) = row.text("Title") else {
            behind.untitled += 1;
            continue;
        };
        behind.abstracts += usize::from(row.text("Abstract Note").is_some());
        let authors = parts(&row.text("Author").unwrap_or_default(), ';');
        let notes = ["Notes", "Extra"].into_iter();
        let mut item = Item {
            title: untagged(&title),
            authors: authors.iter().map(|name| turned(name)).collect(),
            outlet: row.text("Publication Title").or_else(|| row.text("Publisher")),
            accessed: row.text("Access Date").and_then(|day| dates::day(&day)),
            language: row.text("Language").and_then(|name| language(&name)),
            tags: keywords(&row.text("Manual Tags").unwrap_or_default()),
            highlights: notes.flat_map(|name| behind.noted(row.text(name))).collect(),
            ..Item::default()
        };
        let date = row.text("Date").or_else(|| row.text("Publication Year"));
        let published = date.as_deref().and_then(edtf::date);
        item.published = references::date(published, date, &mut item, input);
        let url = row.text("Url").filter(|url| url.starts_with("http"));
        references::place(&mut item, url, row.text("DOI").as_deref());
        imported.items.push(item);
    }
    behind.tell(&mut imported);
    Ok(imported)
}
