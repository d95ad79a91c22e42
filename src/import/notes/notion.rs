//! Pages of Notion: a file has 32 digits behind its title, and what a database says of a page stands in lines of `Key: value` below
//! its heading.

use super::super::references::language;
use super::super::text::people;
use super::super::{Item, dates, parts, single_line, stem};
use super::plain;

/// So many digits tell the pages and tables of Notion apart.
const DIGITS: usize = 32;

/// The name of a property has not more words.
const NAME: usize = 5;

/// The item that a page of Notion is; nothing for another file.
pub(super) fn read(name: &str, text: &str) -> Option<Item> {
    let name = titled(stem(name))?;
    let text = text.trim();
    let heading = text.strip_prefix("# ").map(|text| text.split_once('\n').unwrap_or((text, "")));
    let (title, body) = heading.unwrap_or((name, text));
    let mut item = Item { title: single_line(&plain(title)), ..Item::default() };
    let body = body.trim_start();
    let mut end = 0;
    for line in body.split_inclusive('\n').take_while(|line| !line.trim().is_empty()) {
        end += line.len();
    }
    let (block, rest) = body.split_at(end);
    let properties: Option<Vec<(&str, &str)>> = block.lines().map(property).collect();
    // A paragraph may begin with a word and a colon.
    let properties = properties.filter(|list| list.len() > 1 || list.iter().any(is_usual));
    let text = if properties.is_some() { rest } else { body };
    text.trim().clone_into(&mut item.text);
    properties.into_iter().flatten().for_each(|(key, value)| take(&mut item, key, value));
    Some(item)
}

/// The title in the name of a page or of a table: `The wall 0123456789abcdef0123456789abcdef`.
pub(in crate::import) fn titled(stem: &str) -> Option<&str> {
    let (title, digits) = stem.rsplit_once(' ')?;
    let is_one = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_one.then_some(title)
}

/// A property, if a line is one.
fn property(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(": ")?;
    let is_word = |word: &str| !word.contains(['.', ',', '*', '[', '(', '`', '"', '/']);
    let mut words = key.split(' ');
    let is_name = words.by_ref().take(NAME).all(is_word) && words.next().is_none();
    (is_name && key.starts_with(char::is_alphanumeric)).then_some((key, value.trim()))
}

/// Whether every database has such a property.
fn is_usual(&(key, _): &(&str, &str)) -> bool {
    matches!(&*key.to_lowercase(), "created" | "created time" | "tags" | "url")
}

/// Takes a property; what has no key here is kept under `extra`.
fn take(item: &mut Item, key: &str, value: &str) {
    let day = || dates::day(value);
    match &*key.to_lowercase() {
        "tags" | "tag" | "category" | "categories" => item.tags.extend(parts(value, ',')),
        "author" | "authors" => item.authors.extend(people(value)),
        "publisher" => item.outlet = Some(value.to_owned()),
        "url" | "link" | "source" if item.url.is_none() && value.starts_with("http") => {
            item.url = Some(value.to_owned());
        }
        "date" | "published" if day().is_some() => item.published = day(),
        "created" | "created time" if day().is_some() => item.accessed = day(),
        "language" if language(value).is_some() => item.language = language(value),
        _ => item.extra.push((key.to_owned(), vec![value.to_owned()])),
    }
}
