//! Services that keep lists of links, as JSON: Karakeep, which was Hoarder, Linkwarden, and Pinboard.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Highlight, Imported, Input, Item, dates, json, markdown, single_line};

/// The collection of Linkwarden that says nothing of what is in it.
const UNORGANIZED: &str = "Unorganized";

/// Karakeep: links, and notes of its reader. The names of lists are tags.
pub(super) fn karakeep(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let lists = whole.get("lists").map_or(&[][..], |lists| json::items(lists, &[]));
    // What is in a smart list is told by a search.
    let is_made = |list: &&Value| json::text(list, "type").as_deref() != Some("smart");
    let names = lists.iter().filter(is_made);
    let names: BTreeMap<String, String> = names
        .filter_map(|list| Some((json::text(list, "id")?, json::text(list, "name")?)))
        .collect();
    let mut imported = Imported::default();
    let mut assets = 0;
    for bookmark in json::items(&whole, &["bookmarks"]) {
        let Some(content) = bookmark.get("content").filter(|content| content.is_object()) else {
            assets += 1;
            continue;
        };
        let text = json::text(content, "text").unwrap_or_default();
        let title =
            json::text(bookmark, "title").or_else(|| text.lines().next().map(markdown::plain));
        let listed = json::list(bookmark, "lists");
        let mut tags = json::list(bookmark, "tags");
        tags.extend(listed.iter().filter_map(|id| names.get(id).cloned()));
        let link = Link {
            title,
            url: json::text(content, "url"),
            saved: json::text(bookmark, "createdAt"),
            note: json::text(bookmark, "note"),
            tags,
        };
        imported.items.extend(link.item().map(|item| Item { text, ..item }));
    }
    let told = || format!("pictures and PDFs are not in it, and left out ({assets})");
    imported.left.extend((assets > 0).then(told));
    Ok(imported)
}

/// Linkwarden: the links of all collections, whose names are tags.
pub(super) fn linkwarden(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let mut imported = Imported::default();
    for collection in json::items(&whole, &["collections"]) {
        let name = json::text(collection, "name").filter(|name| name != UNORGANIZED);
        for link in collection.get("links").map_or(&[][..], |links| json::items(links, &[])) {
            let tags = link.get("tags").map_or(&[][..], |tags| json::items(tags, &[]));
            let tags = tags.iter().filter_map(|tag| json::text(tag, "name"));
            let link = Link {
                title: json::text(link, "name"),
                url: json::text(link, "url"),
                saved: json::text(link, "createdAt"),
                note: json::text(link, "description"),
                tags: tags.chain(name.clone()).collect(),
            };
            imported.items.extend(link.item());
        }
    }
    Ok(imported)
}

/// Pinboard: its tags stand between spaces, and what is not shared is private.
pub(super) fn pinboard(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let items = json::items(&whole, &[]).iter().filter_map(|bookmark| {
        let tags = json::text(bookmark, "tags").unwrap_or_default();
        let link = Link {
            title: json::text(bookmark, "description"),
            url: json::text(bookmark, "href"),
            saved: json::text(bookmark, "time"),
            note: json::text(bookmark, "extended"),
            tags: tags.split_whitespace().map(str::to_owned).collect(),
        };
        let private = json::text(bookmark, "shared").as_deref() == Some("no");
        link.item().map(|item| Item { private, ..item })
    });
    Ok(Imported { items: items.collect(), left: Vec::new() })
}

/// What a service knows of a link.
struct Link {
    title: Option<String>,
    url: Option<String>,
    saved: Option<String>,
    note: Option<String>,
    tags: Vec<String>,
}

impl Link {
    fn item(self) -> Option<Item> {
        let Self { title, url, saved, note, mut tags } = self;
        let url = url.filter(|url| url.starts_with("http"));
        let mut known = BTreeSet::new();
        tags.retain(|tag| known.insert(tag.to_lowercase()));
        let note = note.map(|note| Highlight { note: Some(note), ..Highlight::default() });
        Some(Item {
            title: title.map(|title| single_line(&title)).or_else(|| url.clone())?,
            accessed: saved.and_then(|day| dates::day(&day)),
            highlights: note.into_iter().collect(),
            url,
            tags,
            ..Item::default()
        })
    }
}
