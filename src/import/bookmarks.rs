//! Bookmarks as browsers and services write them: the HTML of Netscape, with its tags, days and notes.

use dom_query::NodeRef;

use super::{Highlight, Imported, Input, Item, dates, decode, page, parts, single_line};

/// The tag by which linkding says that a bookmark is out of the way.
const ARCHIVED: &str = "linkding:bookmarks.archived";

/// Reads bookmarks.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let html = decode::decode(input.bytes);
    let document = page::document(&html)?;
    let mut imported = Imported::default();
    let (mut others, mut described) = (0, 0);
    for node in document.select("a[href], dd").nodes() {
        if node.has_name("dd") {
            if let Some(item) = imported.items.last_mut() {
                let (note, is_described) = note(node);
                item.highlights.extend(note);
                described += usize::from(is_described);
            }
            continue;
        }
        match item(node) {
            Some(item) => imported.items.push(item),
            None => others += 1,
        }
    }
    for (count, what) in [
        (others, "links do not lead to the web"),
        (described, "descriptions beside notes are not carried"),
    ] {
        imported.left.extend((count > 0).then(|| format!("{what} ({count})")));
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

/// The reader's words, and whether the page's own stand before them: linkding has them between marks, behind what the page
/// says of itself.
fn note(words: &NodeRef) -> (Option<Highlight>, bool) {
    let immediate = words.immediate_text();
    let text = immediate.trim();
    let (page, own) = match text.split_once("[linkding-notes]") {
        Some((page, rest)) => (page.trim(), rest.split("[/linkding-notes]").next().unwrap_or(rest)),
        None => ("", text),
    };
    let note = Some(own.trim()).filter(|own| !own.is_empty());
    let note = note.map(|note| Highlight { note: Some(note.to_owned()), ..Highlight::default() });
    (note, !page.is_empty())
}
