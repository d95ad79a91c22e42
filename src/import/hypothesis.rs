//! Annotations of Hypothesis: what its API answers, what its client exports, and the CSV of its groups.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::identity::Listing;
use super::{Highlight, Imported, Input, Item, Reply, dates, json, parts, rows};

/// The selector that has the number of a page of a book or a PDF.
const PAGE: &str = "PageSelector";

/// Reads the JSON of the API or of the client.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let annotations = json::items(&whole, &["annotations", "rows"]);
    let (mut imported, mut pages) = (Imported::default(), Pages::new());
    let mut answers: BTreeMap<String, Vec<Reply>> = BTreeMap::new();
    let ids: BTreeSet<String> =
        annotations.iter().filter_map(|one| json::text(one, "id")).collect();
    let mut orphans = 0;
    for answer in annotations {
        let asked = BTreeSet::from_iter(json::list(answer, "references"));
        orphans += usize::from(!asked.is_empty() && asked.is_disjoint(&ids));
        for id in asked {
            let reply = json::text(answer, "text");
            let reply = reply.map(|note| Reply { note, private: is_private(answer) });
            answers.entry(id).or_default().extend(reply);
        }
    }
    let own = json::text(&whole, "export_userid");
    let (mut hidden, mut others) = (0, 0);
    for annotation in annotations.iter().filter(|one| json::list(one, "references").is_empty()) {
        if annotation.get("hidden").and_then(Value::as_bool) == Some(true) {
            hidden += 1;
            continue;
        }
        let user = json::text(annotation, "user");
        others += usize::from(own.is_some() && user.is_some() && user != own);
        let mut highlight = highlight(annotation);
        let id = json::text(annotation, "id").unwrap_or_default();
        highlight.replies = answers.remove(&id).unwrap_or_default();
        let url = address(annotation);
        let title = annotation.pointer("/document/title").and_then(json::words);
        place(&mut pages, title.as_deref(), url.as_deref(), highlight);
    }
    imported.items = of_pages(pages);
    for (count, what) in [
        (hidden, "annotations that moderators hid are left out"),
        (others, "annotations of other people are carried without their names"),
        (orphans, "answers are left out whose annotations did not come along"),
    ] {
        imported.left.extend((count > 0).then(|| format!("{what} ({count})")));
    }
    Ok(imported)
}

/// Reads the CSV.
pub(super) fn read_table(input: &Input) -> Result<Imported, String> {
    let (mut imported, mut pages) = (Imported::default(), Pages::new());
    let mut answers = 0;
    for row in rows::read(input.bytes)? {
        let kind = row.get("Type").or_else(|| row.get("Annotation/Reply Type"));
        if kind == Some("Reply") {
            answers += 1;
            continue;
        }
        let page = row.text("Page");
        let title = page.clone().filter(|page| !is_label(page));
        let highlight = Highlight {
            quote: row.text("Quote/description").or(row.text("Quote")).unwrap_or_default(),
            note: row.text("Comment"),
            tags: parts(&row.text("Tags").unwrap_or_default(), ','),
            locator: page.filter(|page| is_label(page)).map(|page| format!("page {page}")),
            created: row.text("Created at").and_then(|day| dates::day(&day)),
            private: row.get("Group").is_some_and(|group| !group.eq_ignore_ascii_case("public")),
            ..Highlight::default()
        };
        place(&mut pages, title.as_deref(), row.text("URL").as_deref(), highlight);
    }
    imported.items = of_pages(pages);
    let told =
        || format!("answers are left out: the table does not say to what they answer ({answers})");
    imported.left.extend((answers > 0).then(told));
    Ok(imported)
}

/// The items of pages. Where nothing that was marked on a page is for everybody, neither is that it was read.
fn of_pages(pages: Pages) -> Vec<Item> {
    let mut items = pages.items();
    for item in &mut items {
        item.private = item.highlights.iter().all(|highlight| highlight.private);
    }
    items
}

/// Whether a cell has the number of a page, and not the name of one.
fn is_label(page: &str) -> bool {
    page.chars().count() <= 8 && !page.contains(char::is_whitespace)
}

fn highlight(annotation: &Value) -> Highlight {
    let targets = json::items(annotation.get("target").unwrap_or(&Value::Null), &[]);
    let selectors = targets
        .iter()
        .filter_map(|target| target.get("selector"))
        .flat_map(|list| json::items(list, &[]));
    let selectors: Vec<&Value> = selectors.collect();
    let page = selectors.iter().find(|one| json::text(one, "type").as_deref() == Some(PAGE));
    let mut highlight = Highlight {
        note: json::text(annotation, "text"),
        tags: json::list(annotation, "tags"),
        locator: page.and_then(|page| json::text(page, "label")).map(|page| format!("page {page}")),
        created: json::text(annotation, "created").and_then(|day| dates::day(&day)),
        ..Highlight::default()
    };
    if let Some(quote) = selectors.into_iter().find(|one| one.get("exact").is_some()) {
        highlight.quote = json::text(quote, "exact").unwrap_or_default();
        highlight.prefix = json::text(quote, "prefix");
        highlight.suffix = json::text(quote, "suffix");
    }
    highlight.private = is_private(annotation);
    highlight.id = own_id(annotation);
    highlight
}

/// The id that an annotation has in its article, where an archive gave it away.
fn own_id(annotation: &Value) -> Option<String> {
    json::text(annotation, "user").filter(|user| user.ends_with("@variorum"))?;
    Some(json::text(annotation, "id")?.rsplit_once('#')?.1.to_owned())
}

/// Whether an annotation or an answer is not for everybody.
fn is_private(said: &Value) -> bool {
    let readers = said.get("permissions").map(|permissions| json::list(permissions, "read"));
    readers.is_some_and(|readers| !readers.iter().any(|who| who == "group:__world__"))
}

/// Where the annotated page is; the fingerprint of a PDF is no address.
fn address(annotation: &Value) -> Option<String> {
    let source = annotation.pointer("/target/0/source").and_then(json::words);
    json::text(annotation, "uri").or(source)
}

/// Pages by their addresses, or by their names where they have none.
pub(super) type Pages = Listing<(Option<String>, Option<String>)>;

/// Puts a highlight to the others of its page.
pub(super) fn place(
    pages: &mut Pages,
    title: Option<&str>,
    url: Option<&str>,
    highlight: Highlight,
) {
    let address = url.filter(|url| url.starts_with("http")).map(str::to_owned);
    let name = title.or(url).unwrap_or_default().to_owned();
    let key = (address.clone(), Some(name.clone()).filter(|_| address.is_none()));
    let new = || {
        let left = url.filter(|_| address.is_none());
        let left = left.map(|url| format!("`{url}` is not an address of the web"));
        let left = left.into_iter().collect();
        Item { title: name, url: address.clone(), left, ..Item::default() }
    };
    pages.item(key, new).highlights.push(highlight);
}
