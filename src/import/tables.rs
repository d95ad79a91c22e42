//! Lists of what services keep for people, as CSV: each service names its columns in its own way, and that is all that
//! tells them apart.

use std::collections::BTreeSet;

use super::rows::{self, Row};
use super::text::people;
use super::{
    Highlight, Imported, Input, Item, Kind, dates, markdown, not_carried, parts, single_line,
};

/// What the columns of a service are called. An empty name is a column that it does not have.
struct Table {
    kind: Kind,
    title: &'static str,
    author: &'static str,
    outlet: &'static str,
    url: &'static str,
    tags: &'static str,
    between_tags: char,
    saved: &'static str,
    /// A passage.
    passage: &'static str,
    /// Passages, with a line each.
    passages: &'static str,
    note: &'static str,
    folder: &'static str,
}

impl Table {
    /// The columns of which something is made.
    fn carried(&self) -> [&'static str; 10] {
        let Self {
            title, author, outlet, url, tags, saved, passage, passages, note, folder, ..
        } = *self;
        [title, author, outlet, url, tags, saved, passage, passages, note, folder]
    }
}

/// Columns that say nothing to a reader.
const FOR_PROGRAMS: [&str; 4] = ["ID", "id", "File Id", "cursor"];

const NONE: Table = Table {
    kind: Kind::Matter,
    title: "",
    author: "",
    outlet: "",
    url: "",
    tags: "",
    between_tags: ',',
    saved: "",
    passage: "",
    passages: "",
    note: "",
    folder: "",
};

const TABLES: [Table; 5] = [
    Table {
        kind: Kind::Reader,
        title: "Title",
        url: "URL",
        tags: "Document tags",
        saved: "Saved date",
        ..NONE
    },
    Table {
        kind: Kind::Pocket,
        title: "title",
        url: "url",
        tags: "tags",
        between_tags: '|',
        saved: "time_added",
        ..NONE
    },
    Table {
        kind: Kind::Instapaper,
        title: "Title",
        url: "URL",
        tags: "Tags",
        saved: "Timestamp",
        passage: "Selection",
        folder: "Folder",
        ..NONE
    },
    Table {
        kind: Kind::Raindrop,
        title: "title",
        url: "url",
        tags: "tags",
        saved: "created",
        passages: "highlights",
        note: "note",
        folder: "folder",
        ..NONE
    },
    Table {
        kind: Kind::Matter,
        title: "Title",
        author: "Author",
        outlet: "Publisher",
        url: "URL",
        tags: "Tags",
        between_tags: ';',
        ..NONE
    },
];

/// Folders that every list of a service has, and that say nothing of what is in them.
const FOLDERS: [&str; 6] = ["unread", "archive", "starred", "home", "unsorted", "liked"];

/// Reads the table of a service.
pub(super) fn read(kind: Kind, input: &Input) -> Result<Imported, String> {
    let table = TABLES.iter().find(|table| table.kind == kind).unwrap_or(&NONE);
    let mut imported = Imported::default();
    let rows = rows::read(input.bytes)?;
    let (mut fed, mut empty) = (0, 0);
    for row in &rows {
        if kind == Kind::Reader && row.get("Location") == Some("feed") {
            fed += 1;
            continue;
        }
        match item(table, row) {
            Some(item) => imported.items.push(item),
            None => empty += 1,
        }
    }
    for (count, what) in [
        (fed, "entries of feeds are left out"),
        (empty, "rows have neither a title nor an address"),
    ] {
        imported.left.extend((count > 0).then(|| format!("{what} ({count})")));
    }
    let carried = table.carried();
    let is_left = |column: &&str| !carried.contains(column) && !FOR_PROGRAMS.contains(column);
    let left = rows::used(&rows).into_iter().filter(is_left);
    imported.left.extend(not_carried("columns", left));
    Ok(imported)
}

fn item(table: &Table, row: &Row) -> Option<Item> {
    let text = |column: &str| if column.is_empty() { None } else { row.text(column) };
    let url = text(table.url).filter(|url| url.starts_with("http"));
    let title = text(table.title).map(|title| single_line(&title));
    let mut item = Item { title: title.or_else(|| url.clone())?, url, ..Item::default() };
    item.authors = text(table.author).map(|authors| people(&authors)).unwrap_or_default();
    item.outlet = text(table.outlet);
    item.accessed = text(table.saved).and_then(|day| dates::day(&day));
    item.tags = tags(&text(table.tags).unwrap_or_default(), table.between_tags);
    let folder =
        text(table.folder).filter(|folder| !FOLDERS.contains(&folder.to_lowercase().as_str()));
    let is_new = |folder: &String| !item.tags.iter().any(|tag| tag.eq_ignore_ascii_case(folder));
    let folder = folder.filter(is_new);
    item.tags.extend(folder);
    if let Some(note) = text(table.note) {
        item.highlights.push(Highlight { note: Some(note), ..Highlight::default() });
    }
    item.highlights.extend(text(table.passage).map(|words| highlight(&words)));
    marked(&text(table.passages).unwrap_or_default(), &mut item.highlights);
    Some(item)
}

fn highlight(words: &str) -> Highlight {
    Highlight { quote: markdown::plain(words), ..Highlight::default() }
}

/// Passages, a line each. Where they are named as such, so are the notes on them.
fn marked(lines: &str, highlights: &mut Vec<Highlight>) {
    let are_named = lines.lines().any(|line| line.starts_with("Highlight:"));
    let mut is_note = false;
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let note = line.strip_prefix("Note:").map(str::trim).filter(|_| are_named);
        let begins = note.is_some() || !are_named || line.starts_with("Highlight:");
        match (note, highlights.last_mut()) {
            // What has no name goes on with what stands above it.
            (None, Some(last)) if !begins && is_note => {
                let note = last.note.get_or_insert_default();
                note.push_str(if note.is_empty() { "" } else { "\n" });
                note.push_str(line.trim());
            }
            (None, Some(last)) if !begins => last.quote += &format!("\n{}", markdown::plain(line)),
            (Some(note), Some(last)) if last.note.is_none() => {
                last.note = Some(note.to_owned()).filter(|note| !note.is_empty());
                is_note = true;
            }
            _ => {
                highlights.push(highlight(line.trim_start_matches("Highlight:")));
                is_note = false;
            }
        }
    }
}

/// Tags with signs between them, or written as a list of JSON or of Python; each once.
fn tags(text: &str, between: char) -> Vec<String> {
    let list = serde_json::from_str::<Vec<String>>(text).ok();
    let list = list.or_else(|| Some(quoted(text.strip_prefix('[')?.strip_suffix(']')?)));
    let mut tags = list.unwrap_or_else(|| parts(text, between));
    tags.retain(|tag| !tag.is_empty());
    let mut known = BTreeSet::new();
    tags.retain(|tag| known.insert(tag.clone()));
    tags
}

/// The words between quotation marks of a list as Python writes it.
fn quoted(list: &str) -> Vec<String> {
    let (mut words, mut mark) = (Vec::new(), None);
    let mut signs = list.chars();
    while let Some(sign) = signs.next() {
        match (mark, sign, words.last_mut()) {
            (None, '\'' | '"', _) => {
                mark = Some(sign);
                words.push(String::new());
            }
            (Some(open), sign, _) if open == sign => mark = None,
            (Some(_), '\\', Some(word)) => word.extend(signs.next()),
            (Some(_), sign, Some(word)) => word.push(sign),
            _ => {}
        }
    }
    words
}
