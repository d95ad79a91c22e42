//! The CSV of Zotero: a reference a row, under the names that Zotero shows for its fields.

use super::citations::{Behind, address, language, unread, untagged};
use super::{Imported, Input, Item, dates, edtf, parts, rows, turned};

/// Reads the table.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let (mut behind, mut untitled) = (Behind::default(), 0);
    for row in rows::read(input.bytes)? {
        let Some(title) = row.text("Title") else {
            untitled += 1;
            continue;
        };
        behind.abstracts += usize::from(row.text("Abstract Note").is_some());
        let date = row.text("Date").or_else(|| row.text("Publication Year"));
        let published = date.as_deref().and_then(edtf::date);
        let doi = row.text("DOI").map(|doi| address(&doi));
        let authors = parts(&row.text("Author").unwrap_or_default(), ';');
        let notes = ["Notes", "Extra"].into_iter();
        imported.items.push(Item {
            title: untagged(&title),
            authors: authors.iter().map(|name| turned(name)).collect(),
            outlet: row.text("Publication Title").or_else(|| row.text("Publisher")),
            url: row.text("Url").or(doi).filter(|url| url.starts_with("http")),
            left: unread(date, published.as_ref()),
            published,
            accessed: row.text("Access Date").and_then(|day| dates::day(&day)),
            language: row.text("Language").and_then(|name| language(&name)),
            tags: parts(&row.text("Manual Tags").unwrap_or_default(), ';'),
            highlights: notes.flat_map(|name| behind.noted(row.text(name))).collect(),
            ..Item::default()
        });
    }
    let told = || format!("rows without a title are left out ({untitled})");
    imported.left.extend((untitled > 0).then(told));
    behind.tell(&mut imported);
    Ok(imported)
}
