//! Bookmarks as browsers and services write them: the HTML of Netscape, with its tags, days and notes.

use dom_query::{Document, NodeRef};

use super::{Highlight, Imported, Input, Item, dates, decode, page, parts, single_line};

/// The tag by which linkding says that a bookmark is out of the way.
const ARCHIVED: &str = "linkding:bookmarks.archived";

/// Reads bookmarks.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let html = decode::decode(input.bytes);
    page::check(&html)?;
    let document = Document::from(html.as_str());
    let mut imported = Imported::default();
    let mut others = 0;
    for node in document.select("a[href], dd").nodes() {
        if node.has_name("dd") {
            if let Some(item) = imported.items.last_mut() {
                item.highlights.extend(note(node));
            }
            continue;
        }
        match item(node) {
            Some(item) => imported.items.push(item),
            None => others += 1,
        }
    }
    if others > 0 {
        imported.left.push(format!("links do not lead to the web ({others})"));
    }
    Ok(imported)
}

fn item(link: &NodeRef) -> Option<Item> {
    let url = link.attr("href")?.trim().to_string();
    if !url.starts_with("http") {
        return None;
    }
    let title = single_line(&link.text());
    let day = ["add_date", "time_added"].iter().find_map(|name| link.attr(name));
    Some(Item {
        title: if title.is_empty() { url.clone() } else { title },
        accessed: day.and_then(|day| dates::day(&day)),
        tags: parts(&link.attr_or("tags", ""), ',')
            .into_iter()
            .filter(|tag| tag != ARCHIVED)
            .collect(),
        private: &*link.attr_or("private", "0") == "1",
        url: Some(url),
        ..Item::default()
    })
}

/// The reader's words: linkding has them between marks, behind what the page says of itself.
fn note(words: &NodeRef) -> Option<Highlight> {
    let immediate = words.immediate_text();
    let text = immediate.trim();
    let own = text
        .split_once("[linkding-notes]")
        .map(|(_, rest)| rest.split("[/linkding-notes]").next().unwrap_or(rest));
    let note = own.unwrap_or(text).trim();
    (!note.is_empty()).then(|| Highlight { note: Some(note.to_owned()), ..Highlight::default() })
}
