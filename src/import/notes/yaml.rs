//! Front matter in YAML, which stays as it is written. What other generators mean by keys that mean something else here, or
//! nothing, is said in the keys that do.

use std::borrow::Cow;

use super::super::references::language;
use super::super::{Item, named};
use super::{is_of_every_site, is_path};
use crate::yaml::{self, Node, Value, scalar};
use crate::{fold, keys};

/// What is nothing that was read, by its `type`.
const RECORDS: [&str; 3] = ["entity", "question", "page"];

/// Keys that say where something was.
const PLACES: [&str; 3] = ["url", "source", "link"];

/// What becomes of a key.
enum Becomes {
    Itself,
    /// The same under another name.
    Key(&'static str),
    /// A line in the place of it and its value.
    Line(String),
    /// Kept behind `x-`.
    Unknown,
}

/// The item that front matter describes.
pub(super) fn kept(front: &str, body: &str) -> Result<Item, String> {
    let tree = yaml::read(front, 0).map_err(|error| {
        let line = front
            .get(..error.span.start as usize)
            .map_or(1, |before| before.matches('\n').count() + 2);
        format!("its front matter is no YAML: {} in line {line}", error.message)
    })?;
    let text = |key: &str| tree.get(key).and_then(Node::as_str).map(str::to_owned);
    // A record has pages about it, and was nowhere itself.
    let is_record = text("type").is_some_and(|kind| RECORDS.contains(&kind.as_str()));
    let url = place(&tree).filter(|_| !is_record).map(|(_, url)| url.as_str());
    let url = url.flatten().filter(|url| url.starts_with("http"));
    let url = url.map(|url| captured(&tree).map_or(url, |(_, page)| page).to_owned());
    let (mut verbatim, unknown) = renamed(front, &tree);
    if !verbatim.is_empty() && !verbatim.ends_with('\n') {
        verbatim.push('\n');
    }
    if tree.get("visibility").is_none() && tree.get("publish").is_none() {
        verbatim += "visibility: excerpt\n";
    }
    let paths =
        ["redirect_from", "aliases", "permalink", "url"].iter().filter_map(|key| tree.get(key));
    let paths = paths.flat_map(Node::items).filter_map(Node::as_str).filter(|path| is_path(path));
    let mut item = Item {
        title: text("title").unwrap_or_default(),
        url,
        slug: text("slug"),
        text: body.trim().to_owned(),
        redirect_from: paths.map(str::to_owned).collect(),
        verbatim: Some(verbatim),
        ..Item::default()
    };
    if !unknown.is_empty() {
        let names = named(unknown);
        item.left.push(format!("these keys mean nothing here and are kept behind `x-`: {names}"));
    }
    Ok(item)
}

/// The key under which front matter says where something was.
fn place(tree: &Node) -> Option<(&str, &Node)> {
    PLACES.iter().find_map(|key| Some((*key, tree.get(key)?)))
}

/// The key that has the address of a capture, and the page that was captured, where front matter does not name captures.
fn captured(tree: &Node) -> Option<(&str, &str)> {
    let says_so = ["archived", "archive"].iter().any(|key| tree.get(key).is_some());
    let (key, url) = place(tree).filter(|_| !says_so)?;
    Some((key, fold::captured(url.as_str()?)?))
}

/// Front matter with its keys as they are meant here, and those that mean nothing.
fn renamed(front: &str, tree: &Node) -> (String, Vec<String>) {
    let (mut made, mut unknown) = (String::with_capacity(front.len()), Vec::new());
    let mut at = 0;
    for (key, value) in tree.entries() {
        let start = key.span.start as usize;
        let (instead, end) = match becomes(&key.value, value, tree) {
            Becomes::Itself => continue,
            Becomes::Key(name) => (name.to_owned(), key.span.end as usize),
            Becomes::Line(line) => (line, value.span.end as usize),
            Becomes::Unknown => {
                unknown.push(key.value.clone());
                ("x-".to_owned(), start)
            }
        };
        made += &front[at..start];
        made += &instead;
        at = end;
    }
    (made + &front[at..], unknown)
}

/// Front matter of a post of Jekyll, whose tags stand between spaces, with a list of them.
pub(super) fn spaced(front: &str) -> Cow<'_, str> {
    let Ok(tree) = yaml::read(front, 0) else { return front.into() };
    let mut made = Cow::Borrowed(front);
    for (key, value) in tree.entries().iter().rev() {
        let is_list = matches!(key.value.as_str(), "tags" | "categories");
        let words = value.as_str().filter(|words| is_list && !words.contains(','));
        let tags: Vec<String> =
            words.unwrap_or_default().split_whitespace().map(|tag| scalar(tag, true)).collect();
        if tags.len() > 1 {
            made.to_mut().replace_range(value.span.range(), &format!("[{}]", tags.join(", ")));
        }
    }
    made
}

/// The names of people, where some are described by several keys: `author: {name: Ada Example}`.
fn described(people: &Node) -> Vec<&str> {
    let people = people.items();
    let names: Option<Vec<&str>> =
        people.iter().map(|person| person.get("name").unwrap_or(person).as_str()).collect();
    let is_any = people.iter().any(|person| matches!(person.value, Value::Map(_)));
    names.filter(|_| is_any).unwrap_or_default()
}

fn is_admiralty(rating: &str) -> bool {
    matches!(rating.as_bytes(), [b'A'..=b'F' | b'a'..=b'f', b'1'..=b'6'])
}

/// What a key means here, by its value and by what else there is.
fn becomes(key: &str, value: &Node, tree: &Node) -> Becomes {
    let kind = tree.get("type").and_then(Node::as_str);
    let own = match kind {
        Some("entity") => keys::ENTITY,
        Some("question") => keys::QUESTION,
        _ => keys::ARTICLE,
    };
    let lacks = |keys: &[&str]| keys.iter().all(|key| tree.get(key).is_none());
    let written = value.as_str();
    let is_known = keys::find(&[keys::COMMON, own], key).is_some();
    match key {
        // A post of Jekyll that is not to be published.
        "published" if written == Some("false") && lacks(&["draft"]) => {
            Becomes::Line("draft: true".to_owned())
        }
        "published" if written == Some("true") && lacks(&["draft"]) => {
            Becomes::Line("draft: false".to_owned())
        }
        _ if captured(tree).is_some_and(|(place, _)| place == key) => {
            let page = written.and_then(fold::captured).unwrap_or_default();
            let capture = scalar(written.unwrap_or_default(), false);
            Becomes::Line(format!("url: {}\narchived: {capture}", scalar(page, false)))
        }
        "permalink" | "url" if written.is_some_and(is_of_every_site) => Becomes::Unknown,
        "permalink" if lacks(&["redirect_from", "aliases"]) => {
            // Obsidian Publish writes it without the first stroke.
            let path = written.map(|path| format!("/{}", path.trim_start_matches('/')));
            match path.filter(|path| is_path(path) && !path.contains(['{', ' '])) {
                Some(path) if written == Some(&path) => Becomes::Key("redirect_from"),
                Some(path) => Becomes::Line(format!("redirect_from: {}", scalar(&path, false))),
                None => Becomes::Unknown,
            }
        }
        // A slug is the last part of an address.
        "slug" if written.is_some_and(|slug| slug.trim_matches('/').is_empty()) => Becomes::Unknown,
        "author" | "authors" if !described(value).is_empty() => {
            let names = described(value).into_iter().map(|name| scalar(name, true));
            Becomes::Line(format!("{key}: [{}]", names.collect::<Vec<_>>().join(", ")))
        }
        "author" | "authors" | "source" | "outlet" | "publisher" | "title" | "summary"
            if matches!(value.value, Value::Map(_)) =>
        {
            Becomes::Unknown
        }
        "publisher" if !lacks(&["outlet", "site"]) => Becomes::Unknown,
        // Clippers say so of the site.
        "publisher" if !lacks(&["source"]) => Becomes::Key("outlet"),
        "url" if written.is_some_and(is_path) => {
            let is_only = lacks(&["redirect_from", "aliases", "permalink"]);
            if is_only { Becomes::Key("redirect_from") } else { Becomes::Unknown }
        }
        "url" if written.is_some_and(|url| !url.contains("://")) => Becomes::Unknown,
        _ if value.is_null() && is_known => Becomes::Itself,
        // Stars, ticks and counts of other programs.
        "rating" if !written.is_some_and(is_admiralty) => Becomes::Unknown,
        "read" | "archived" if matches!(value.value, Value::Bool(_)) => Becomes::Unknown,
        "highlights" | "entities" | "events" | "claims"
            if !matches!(value.value, Value::List(_)) =>
        {
            Becomes::Unknown
        }
        "language" | "lang" => match written.and_then(language) {
            Some(code) if written != Some(&code) => Becomes::Line(format!("language: {code}")),
            Some(_) => Becomes::Itself,
            None => Becomes::Unknown,
        },
        "categories" if lacks(&["tags"]) => Becomes::Key("tags"),
        "category" if lacks(&["tags", "categories"]) => Becomes::Key("tags"),
        "type" if !kind.is_some_and(|kind| kind == "article" || RECORDS.contains(&kind)) => {
            Becomes::Unknown
        }
        _ if key.starts_with("x-") || is_known => Becomes::Itself,
        _ => Becomes::Unknown,
    }
}
