//! What stands above the passages: whose they are.

use super::super::super::names::turned;
use super::super::super::text::people;
use super::super::super::{Highlight, Item, dates, single_line};
use super::passage::{keyed, tagged, unlinked};
use crate::yaml::Node;

/// Keys of front matter that only the program needs.
const OF_PROGRAMS: [&str; 8] = [
    "doc_type",
    "id",
    "kindle-sync",
    "raindrop_id",
    "raindrop_last_update",
    "state",
    "date_archived",
    "category",
];

/// Reads front matter and the lines above the passages into an item, and gives back the words that are neither.
pub(super) fn read(front: Option<&Node>, lines: &[&str], item: &mut Item) -> String {
    for (key, value) in front.map_or(&[][..], Node::entries) {
        let known = if key.value == "kindle-sync" { value.entries() } else { &[] };
        for (key, value) in known {
            told(&key.value, value.as_str().unwrap_or_default(), item);
        }
        if OF_PROGRAMS.contains(&&*key.value) {
            continue;
        }
        let values: Vec<&str> = value.items().iter().filter_map(Node::as_str).collect();
        let values = if values.is_empty() { value.as_str().into_iter().collect() } else { values };
        let is_known =
            !values.is_empty() && values.iter().all(|value| told(&key.value, value, item));
        if !is_known && !values.is_empty() {
            item.extra.push((key.value.clone(), values.into_iter().map(str::to_owned).collect()));
        }
    }
    let mut rest: Vec<&str> = Vec::new();
    let (mut is_of_page, mut is_within) = (false, false);
    for line in lines {
        let words = line.trim().trim_start_matches(['-', '*', ' ']);
        if let Some(heading) = line.strip_prefix('#').filter(|rest| rest.starts_with(['#', ' '])) {
            let name = heading.trim_start_matches('#').trim();
            is_of_page = name.eq_ignore_ascii_case("page notes");
            let is_title = !heading.starts_with('#') && !name.eq_ignore_ascii_case("metadata");
            if is_title && item.title.is_empty() {
                item.title = single_line(&unlinked(name));
            }
            if heading.starts_with('#') && !is_part(name) && !is_of_page {
                is_within = true;
                rest.push(line);
            }
        } else if words.starts_with("![") && words.ends_with(')') || words == "---" {
        } else if is_of_page {
            page_note(words, item);
        } else {
            let is_text = is_within && !line.contains(":: ");
            if is_text || !is_told(words, item) && !is_tags(words) {
                is_within |= !words.is_empty();
                rest.push(line);
            }
        }
    }
    rest.join("\n")
}

/// Whether a heading is one of the program's own.
fn is_part(name: &str) -> bool {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    matches!(&*name, "metadata" | "full document" | "summary")
}

/// A note on the whole, as Hypothesis has them.
fn page_note(words: &str, item: &mut Item) {
    let words = words.split(" — [").next().unwrap_or(words).trim();
    if let Some(("tags", tags)) = keyed(words) {
        item.tags.extend(tagged(tags));
    } else if !words.is_empty() {
        let words = keyed(words).map_or(words, |(_, words)| words);
        let note = Some(words.to_owned());
        item.highlights.push(Highlight { note, ..Highlight::default() });
    }
}

/// Whether a line is nothing but tags, and so those of the program.
fn is_tags(words: &str) -> bool {
    let mut all = words.split_whitespace();
    all.all(|word| word.starts_with('#') || word == "[[Omnivore]]")
}

/// Whether a line says something of the article: `Author: [[Ada Example]]`, `Source URL:: https://…`, `[Read Original](…)`.
fn is_told(words: &str, item: &mut Item) -> bool {
    if words.starts_with("[[Full Document") || words.starts_with("[Read on Omnivore]") {
        return true;
    }
    if let Some(link) = words.strip_prefix("[Read Original](") {
        return told("url", link.trim_end_matches(')'), item);
    }
    if words.starts_with("[Kindle link](") {
        return true;
    }
    let Some((key, value)) = words.split_once(':') else { return false };
    told(key.trim_matches('*'), value.trim_start_matches([':', '*']).trim(), item)
}

/// Whether a key is known, whose value the item has now.
fn told(key: &str, value: &str, item: &mut Item) -> bool {
    let value = value.trim();
    let day = || dates::day(&unlinked(value));
    match key.to_lowercase().replace(['-', '_'], " ").as_str() {
        "title" if value.is_empty() => {}
        // What Readwise calls a note, and with that its file, is shortened.
        "full title" => item.title = single_line(value.trim_matches('"')),
        "title" => item.title = single_line(value.trim_end_matches(" (highlights)")),
        "author" | "authors" => author(value, item),
        "url" | "reference" | "source" | "source url" | "link" if value.starts_with("http") => {
            item.url = item.url.take().or(Some(value.to_owned()));
        }
        "publisher" | "site" | "outlet" => item.outlet = Some(unlinked(value)),
        "published" | "published date" | "date published" => item.published = day(),
        "accessed" | "date saved" | "created" => item.accessed = day(),
        "document note" => {
            let note = Some(value.to_owned()).filter(|note| !note.is_empty());
            item.highlights
                .extend(note.map(|note| Highlight { note: Some(note), ..Highlight::default() }));
        }
        "summary" | "description" => item.summary = Some(value.to_owned()),
        "document tags" | "tags" => {
            let new = tagged(value).into_iter().filter(|tag| !item.tags.contains(tag));
            let new: Vec<String> = new.collect();
            item.tags.extend(new);
        }
        "category" | "asin" | "bookid" | "lastannotateddate" | "bookimageurl"
        | "highlightscount" | "date read" | "type" | "collection" => {}
        _ => return false,
    }
    true
}

/// Authors; who is called like a site is the outlet.
fn author(value: &str, item: &mut Item) {
    let value = unlinked(value);
    let name = value
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]("))
        .map_or(&*value, |(name, _)| name);
    let name = name.trim();
    if name.contains('.') && !name.contains(' ') {
        item.outlet = item.outlet.take().or_else(|| Some(name.to_owned()));
    } else if !name.is_empty() && name != "unknown" {
        // `Example, Ada` is one, of whom the surname stands first.
        let is_one = name.split_once(", ").is_some_and(|(first, rest)| {
            !first.contains(' ') && !rest.contains(',') && !rest.contains(" and ")
        });
        let names = if is_one { vec![turned(name)] } else { people(&name.replace(", and ", ", ")) };
        let new: Vec<String> =
            names.into_iter().filter(|name| !item.authors.contains(name)).collect();
        item.authors.extend(new);
    }
}
