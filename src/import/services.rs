//! Services that keep the texts of articles, or the passages that were marked in them, as JSON: Omnivore, Pocket, the
//! Obsidian Web Clipper, `KOReader`, wallabag.

use serde_json::Value;

use super::text::people;
use super::{Highlight, Imported, Input, Item, dates, decode, json, markdown, page, single_line};

/// What wallabag calls an article whose title it did not find, and what it says where it found no text.
const NO_TITLE: &str = "No title found";
const NO_TEXT: &str = "wallabag can't retrieve contents for this article";

/// Omnivore: the list of articles; texts and highlights lie beside it.
pub(super) fn omnivore(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let mut imported = Imported::default();
    for article in json::items(&whole, &[]) {
        let Some(mut item) = about(article, ["author", "publishedAt", "savedAt"]) else { continue };
        item.tags = json::list(article, "labels");
        item.language = None;
        let slug = json::text(article, "slug").unwrap_or_default();
        if let Some(html) = (input.beside)(&format!("content/{slug}.html")) {
            text(&mut item, &decode::decode(&html));
        }
        if (input.beside)(&format!("content/{slug}.pdf")).is_some() {
            item.left.push(
                "its PDF is left out: put it beside the article, which names it under `archived`"
                    .to_owned(),
            );
        }
        if let Some(notes) = (input.beside)(&format!("highlights/{slug}.md")) {
            quoted(&decode::decode(&notes), &mut item.highlights);
        }
        imported.items.push(item);
    }
    Ok(imported)
}

/// Pocket and the Obsidian Web Clipper: the passages that were marked in each article.
pub(super) fn marked(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let items = json::items(&whole, &[]).iter().filter_map(|article| {
        let mut item = about(article, ["", "", ""])?;
        let highlights = json::items(article.get("highlights")?, &[]).iter().map(|one| {
            // The clipper has them as HTML.
            let clipped =
                || markdown::plain(&page::kept(&json::text(one, "text")?, None).ok()?).into();
            let day = json::text(one, "created_at").or_else(|| json::text(one, "timestamp"));
            let notes = one.get("notes").map_or(&[][..], |notes| json::items(notes, &[]));
            let notes: Vec<String> = notes.iter().filter_map(json::words).collect();
            Highlight {
                quote: json::text(one, "quote").or_else(clipped).unwrap_or_default(),
                note: Some(notes.join("\n\n")).filter(|note| !note.is_empty()),
                created: day.and_then(|day| dates::day(&day)),
                ..Highlight::default()
            }
        });
        item.highlights = highlights.collect();
        Some(item)
    });
    Ok(Imported { items: items.collect(), left: Vec::new() })
}

/// `KOReader`: the passages that were marked in a book, or in each of several.
pub(super) fn koreader(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let items = json::items(&whole, &["documents"]).iter().filter_map(|book| {
        let authors = json::text(book, "author").filter(|author| author != "N/A");
        let highlights = json::items(book.get("entries")?, &[]).iter().map(|one| Highlight {
            quote: json::text(one, "text").unwrap_or_default(),
            note: json::text(one, "note"),
            locator: json::text(one, "page").map(|page| format!("page {page}")),
            created: json::text(one, "time").and_then(|time| dates::day(&time)),
            ..Highlight::default()
        });
        Some(Item {
            title: single_line(&json::text(book, "title")?),
            // Each has a line of its own.
            authors: people(&authors.unwrap_or_default().replace('\n', ", ")),
            highlights: highlights.collect(),
            ..Item::default()
        })
    });
    Ok(Imported { items: items.collect(), left: Vec::new() })
}

/// wallabag: articles with their texts.
pub(super) fn wallabag(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let mut imported = Imported::default();
    for article in json::items(&whole, &["items"]) {
        let Some(mut item) = about(article, ["published_by", "published_at", "created_at"]) else {
            continue;
        };
        item.tags = json::list(article, "tags");
        if let Some(url) = item.url.clone().filter(|_| item.title == NO_TITLE) {
            item.title = url;
        }
        match json::text(article, "content") {
            Some(html) if html.contains(NO_TEXT) => {
                item.left.push("wallabag could not read its text".to_owned());
            }
            Some(html) => text(&mut item, &html),
            None => {}
        }
        let annotations = article.get("annotations").map_or(&[][..], |list| json::items(list, &[]));
        item.highlights = annotations
            .iter()
            .map(|one| Highlight {
                quote: json::text(one, "quote").unwrap_or_default(),
                note: json::text(one, "text"),
                created: json::text(one, "created_at").and_then(|day| dates::day(&day)),
                ..Highlight::default()
            })
            .collect();
        imported.items.push(item);
    }
    Ok(imported)
}

/// What an article of a service is called and where it is from, under these keys for author, publication and saving.
fn about(article: &Value, [author, published, saved]: [&str; 3]) -> Option<Item> {
    let url = json::text(article, "url").filter(|url| url.starts_with("http"));
    let title = json::text(article, "title").or_else(|| url.clone())?;
    let day = |key: &str| json::text(article, key).and_then(|day| dates::day(&day));
    let authors = match article.get(author) {
        Some(Value::String(names)) => people(names),
        _ => json::list(article, author),
    };
    Some(Item {
        title: single_line(&title),
        authors: authors.into_iter().filter(|author| !author.is_empty()).collect(),
        url,
        published: day(published),
        accessed: day(saved),
        language: json::text(article, "language").map(|language| language.replace('_', "-")),
        ..Item::default()
    })
}

/// Gives an article the text that a service kept.
fn text(item: &mut Item, html: &str) {
    match page::kept(html, item.url.as_deref()) {
        Ok(text) => item.text = text,
        Err(reason) => item.left.push(format!("its text is left out: {reason}")),
    }
}

/// The highlights of Omnivore: each a quotation, then a line of labels, then a note. What stands above the first is a
/// note on the whole.
fn quoted(text: &str, highlights: &mut Vec<Highlight>) {
    let (mut is_open, mut is_first, mut is_apart) = (false, false, false);
    for line in text.lines() {
        if let Some(words) = line.strip_prefix('>') {
            if !is_open {
                highlights.push(Highlight::default());
            }
            (is_open, is_first) = (true, true);
            if let Some(highlight) = highlights.last_mut() {
                highlight.quote += &format!("{words}\n");
            }
            continue;
        }
        let line = line.trim();
        if line.is_empty() {
            (is_open, is_apart) = (false, true);
            continue;
        }
        // Only the first line of a passage has the sign.
        if let Some(highlight) = highlights.last_mut().filter(|_| is_open && !line.starts_with('#'))
        {
            highlight.quote += &format!("{line}\n");
            continue;
        }
        is_open = false;
        if highlights.is_empty() {
            highlights.push(Highlight::default());
        }
        let Some(highlight) = highlights.last_mut() else { continue };
        // Labels may be several words; a heading of Markdown has a space behind its sign.
        let labels = line.strip_prefix('#').filter(|rest| !rest.starts_with([' ', '#']));
        if let Some(labels) = labels.filter(|_| is_first) {
            highlight.tags.extend(labels.split(" #").map(single_line));
        } else {
            let note = highlight.note.get_or_insert_default();
            let border = if is_apart { "\n\n" } else { "\n" };
            let border = if note.is_empty() { "" } else { border };
            *note += &format!("{border}{line}");
        }
        (is_first, is_apart) = (false, false);
    }
    for highlight in highlights {
        highlight.quote = markdown::plain(&highlight.quote);
    }
}
