//! Notes of Logseq: what a page is stands above it, in lines of `key:: value`, and its text is a list.

use std::collections::BTreeSet;

use crate::yaml;

/// Keys that may have several values, between commas.
const LISTS: [&str; 3] = ["aliases", "author", "tags"];

/// Lines in a list that say something of their item to the program.
const OF_ITEMS: [&str; 4] = ["collapsed", "heading", "id", "logseq.order-list-type"];

/// The front matter in YAML that the properties of a page are, and its text; nothing where it has none.
pub(super) fn cut(text: &str) -> Option<(String, String)> {
    let mut properties: Vec<(&str, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let Some(found) = property(line.trim_end()) else { break };
        properties.push(found);
        at += line.len();
    }
    if properties.is_empty() {
        return None;
    }
    // The name of the file is shortened, and so is the title that is made of it.
    if properties.iter().any(|(key, _)| *key == "full-title") {
        properties.retain(|(key, _)| *key != "title");
    }
    let mut keys = BTreeSet::new();
    let named = properties.iter().map(|(key, value)| (own(key), *value));
    let named = named.filter(|(key, value)| !value.is_empty() && keys.insert(*key));
    let front = named.map(|(key, value)| front_matter(key, value)).collect();
    let is_of_item =
        |line: &&str| property(line.trim()).is_some_and(|(key, _)| OF_ITEMS.contains(&key));
    let lines: Vec<&str> = text[at..].lines().filter(|line| !is_of_item(line)).collect();
    Some((front, lines.join("\n")))
}

/// The key and the value of a line that is a property.
pub(super) fn property(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once("::")?;
    let is_key = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let is_one = key.starts_with(char::is_alphanumeric) && key.chars().all(is_key);
    let ends = value.is_empty() || value.starts_with(' ');
    (is_one && ends).then(|| (key, value.trim()))
}

/// What a key is called in front matter.
fn own(key: &str) -> &str {
    match key {
        "full-title" => "title",
        "alias" => "aliases",
        "authors" => "author",
        key => key,
    }
}

/// A property as a line of front matter. Pages and tags that are its value are so by their names.
fn front_matter(key: &str, value: &str) -> String {
    // Tags stand between commas or only beside each other.
    let value = if key == "tags" { value.replace(" #", ",#") } else { value.to_owned() };
    let values: Vec<&str> = if LISTS.contains(&key) {
        value.split(',').map(bare).collect()
    } else {
        vec![bare(&value)]
    };
    let values: Vec<String> = values
        .into_iter()
        .filter(|value| !value.is_empty())
        .map(|value| yaml::scalar(value, true))
        .collect();
    match values.as_slice() {
        [one] => format!("{key}: {one}\n"),
        several => format!("{key}: [{}]\n", several.join(", ")),
    }
}

/// A name without the signs that make it a tag, a link or a quotation.
fn bare(value: &str) -> &str {
    let value = value.trim();
    let name = value.strip_prefix('#').filter(|rest| !rest.contains(' ') || rest.starts_with("[["));
    let value = name.unwrap_or(value);
    let within = |open: &str, close: &str| value.strip_prefix(open)?.strip_suffix(close);
    let name = within("[[", "]]").filter(|inside| !inside.contains("[["));
    name.or_else(|| within("\"", "\"")).unwrap_or(value).trim()
}
