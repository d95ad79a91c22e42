//! Notes and posts that are Markdown already: the Obsidian Web Clipper, Logseq, Notion, and folders of Zola, Hugo, Jekyll and Eleventy.
//!
//! What YAML says stays as it is written; a key that is not known here is kept behind `x-`.

mod koreader;
mod logseq;
mod marked;
mod notion;
mod properties;
mod toml;
mod yaml;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::markdown::plain;
use super::pictures::Pictures;
use super::{Imported, Input, Item, dates, decode, embeds, places, shortcodes, single_line, stem};
use crate::config::is_language;
use crate::yaml::{Node, Value};
pub(super) use notion::titled;

/// The lists of annotations.
const LISTS: [&str; 4] = ["claims", "entities", "events", "highlights"];

/// Reads a note; nothing of a page that only says how a folder is shown, as Zola and Hugo have them.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let text = decode::decode(input.bytes);
    if let Some(items) = koreader::read(&text) {
        return Ok(Imported { items, left: Vec::new() });
    }
    if let Some(imported) = logseq::read(&text) {
        return Ok(imported);
    }
    let mut item = match cut(text.trim_start()) {
        Some(("---", front, body)) if is_front_matter(front) && is_post(input.name) => {
            of_yaml(&yaml::spaced(&unindented(front)), body)?
        }
        Some(("---", front, body)) if is_front_matter(front) => of_yaml(&unindented(front), body)?,
        // A text may begin with a rule.
        Some(("---", ..)) => Item { text: text.trim().to_owned(), ..Item::default() },
        Some((_, front, body)) => toml::translated(front, body)?,
        None => match properties::cut(text.trim_start()) {
            Some((front, body)) => of_yaml(&front, &body)?,
            None => notion::read(input.name, &text)
                .or_else(|| marked::read(None, &text))
                .unwrap_or_else(|| Item { text: text.trim().to_owned(), ..Item::default() }),
        },
    };
    let (name, language) = named(input.name);
    if item.text.is_empty() && stem(input.name).starts_with("_index") {
        return Ok(Imported::default());
    }
    if item.text.is_empty() && item.verbatim.is_none() && item.highlights.is_empty() {
        return Err("there is no text in it".to_owned());
    }
    let (day, rest) = match name.get(..10).and_then(dates::day) {
        Some(day) if day.len() == 10 => (Some(day), name[10..].trim_start_matches(['-', ' ', '_'])),
        _ => (None, name),
    };
    if item.title.is_empty() {
        item.title = heading(&item.text)
            .unwrap_or_else(|| single_line(if rest.is_empty() { name } else { rest }));
        if let Some(front) = item.verbatim.as_mut() {
            let whole = super::write::line("title", &item.title);
            front.insert_str(0, &whole);
        }
    }
    if item.published.is_none() {
        item.published = day;
    }
    // A page in another language is another page.
    let own = if language.is_some() { stem(input.name) } else { rest };
    if language.is_some() {
        // The same page in another language has it too, below a folder of its own.
        item.let_go_of_slug();
    }
    item.language = item.language.take().or(language);
    item.draft |= is_below(input.name, "_drafts");
    add_to_verbatim(&mut item);
    item.places = places::of(input.name, own, &item);
    carry(&mut item, input);
    Ok(Imported { items: vec![item], left: Vec::new() })
}

/// Puts Markdown in the place of shortcodes, and brings the files along that a note names.
fn carry(item: &mut Item, input: &Input) {
    let (text, codes) = shortcodes::translated(&item.text);
    item.text = text;
    if codes > 0 {
        let what = if codes == 1 { "shortcode stands" } else { "shortcodes stand" };
        item.left.push(format!("{codes} {what} in the text as written; nothing here reads them"));
    }
    let mut pictures = Pictures::new(input.images.then_some(&input.within));
    let (text, others) = embeds::carried(&item.text, &mut pictures);
    if let Some(front) = item.verbatim.as_mut() {
        portrait(front, &mut pictures);
        archived(front, &mut pictures);
        annotated(front, &pictures);
    }
    let shown = [item.verbatim.as_deref().unwrap_or_default(), &text].concat();
    let (taken, left) = pictures.close(&shown);
    item.text = text;
    item.pictures = taken;
    item.left.extend(left.into_iter().chain(others));
}

/// Takes the picture that a record has under `image`, which gets its new name there.
fn portrait(front: &mut String, pictures: &mut Pictures) {
    let Ok(tree) = crate::yaml::read(front, 0) else { return };
    let is_record = tree.get("type").and_then(Node::as_str) == Some("entity");
    let Some(image) = tree.get("image").filter(|_| is_record) else { return };
    let address = image.as_str().unwrap_or_default();
    let name = address.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    let address = name.unwrap_or(address);
    if address.is_empty() || address.contains("://") {
        return;
    }
    let before = pictures.left_out();
    match pictures.meet(address, None) {
        Some(path) => front.replace_range(image.span.range(), &path),
        None if pictures.left_out() == before => pictures.miss(address),
        None => {}
    }
}

/// Takes the pictures that a note names under `archived`, which get their new names there.
fn archived(front: &mut String, pictures: &mut Pictures) {
    let Ok(tree) = crate::yaml::read(front, 0) else { return };
    let Some(archived) = tree.get("archived") else { return };
    let named = archived.items().iter().filter_map(|copy| {
        let address = copy.as_str()?;
        let (_, ending) = address.rsplit_once('.').filter(|_| !address.contains("://"))?;
        let is_picture = embeds::ENDINGS.contains(&ending.to_lowercase().as_str());
        Some((copy.span.range(), is_picture.then(|| pictures.meet(address, None))??))
    });
    let named: Vec<(_, String)> = named.collect();
    for (range, path) in named.into_iter().rev() {
        front.replace_range(range, &path);
    }
}

/// Gives the pictures of annotations the names that they have in the text now.
fn annotated(front: &mut String, pictures: &Pictures) {
    let Ok(tree) = crate::yaml::read(front, 0) else { return };
    let lists = tree.entries().iter().filter(|(key, _)| LISTS.contains(&key.value.as_str()));
    let items = lists.flat_map(|(_, list)| list.items());
    let named = items.filter_map(|item| {
        let picture = item.get("picture")?;
        Some((picture.span.range(), pictures.meant(picture.as_str()?)?))
    });
    // What is written once can be meant twice.
    let named: BTreeMap<usize, _> = named.map(|(at, path)| (at.start, (at, path))).collect();
    for (range, path) in named.into_values().rev() {
        front.replace_range(range, path);
    }
}

/// The first heading of a text, as it is printed. Code has lines that look like one.
fn heading(text: &str) -> Option<String> {
    let is_fence = |line: &str| line.starts_with("```") || line.starts_with("~~~");
    let mut is_code = false;
    let heading = text.lines().find_map(|line| {
        is_code ^= is_fence(line.trim_start());
        line.strip_prefix("# ").filter(|_| !is_code)
    });
    let printed = heading.map(|heading| single_line(&plain(&uncommented(heading))));
    printed.filter(|words| !words.is_empty())
}

/// Words without the comments of HTML between them.
fn uncommented(words: &str) -> String {
    let mut parts = words.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |words, part| words + part.split_once("-->").map_or("", |(_, rest)| rest))
}

/// Whether a file is a post of Jekyll.
fn is_post(path: &str) -> bool {
    is_below(path, "_posts") || is_below(path, "_drafts")
}

/// Whether a file is in a folder of this name, or below.
fn is_below(path: &str, folder: &str) -> bool {
    path.split('/').rev().skip(1).any(|part| part == folder)
}

/// Whether what stands between two rules says something under keys.
fn is_front_matter(front: &str) -> bool {
    crate::yaml::read(&unindented(front), 0)
        .map_or(true, |front| matches!(front.value, Value::Map(_) | Value::Null))
}

/// Front matter of which every line is indented, without that indent.
fn unindented(front: &str) -> Cow<'_, str> {
    let lines = || front.lines().filter(|line| !line.trim().is_empty());
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let Some(least) = lines().map(indent).min().filter(|&least| least > 0) else {
        return front.into();
    };
    let lines: Vec<&str> =
        front.lines().map(|line| line.get(least..).unwrap_or_default()).collect();
    (lines.join("\n") + "\n").into()
}

/// The item of a note with front matter in YAML.
fn of_yaml(front: &str, body: &str) -> Result<Item, String> {
    let read = crate::yaml::read(front, 0).ok();
    match read.and_then(|front| marked::read(Some(&front), body)) {
        Some(item) => Ok(item),
        None => yaml::kept(front, body),
    }
}

/// The mark, the front matter and the text of a file that has front matter.
fn cut(text: &str) -> Option<(&str, &str, &str)> {
    let mark = text.get(..3).filter(|mark| matches!(*mark, "---" | "+++"))?;
    let (first, rest) = text.split_once('\n')?;
    if first.trim_end() != mark {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == mark {
            return Some((mark, &rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// What a file says of its note: its name, or the one of the folder that is the note, and the language behind it, as Hugo and
/// Zola have them.
fn named(path: &str) -> (&str, Option<String>) {
    let stem = stem(path);
    let (name, language) = match stem.rsplit_once('.') {
        Some((name, language)) if matches!(language.len(), 2 | 5) && is_language(language) => {
            (name, Some(language.to_owned()))
        }
        _ => (stem, None),
    };
    let folder = path.rsplit('/').nth(1);
    match folder.filter(|_| matches!(name, "index" | "_index")) {
        Some(folder) => (folder, language),
        None => (name, language),
    }
}

/// Whether a value is where a page stands on its site.
fn is_path(value: &str) -> bool {
    value.starts_with('/') && !value.starts_with("//") && !value.contains(':')
}

/// Whether a path is one that every site has: its home page, and the page for what is not there.
fn is_of_every_site(path: &str) -> bool {
    matches!(path.trim_matches('/'), "" | "index.html" | "404" | "404.html")
}

/// Adds to front matter that stays as it is written what the name of the file says, and it does not.
fn add_to_verbatim(item: &mut Item) {
    let Some(front) = item.verbatim.as_mut() else { return };
    let lacks = |front: &str, keys: &[&str]| {
        let is_one = |line: &str| {
            keys.iter().any(|key| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')))
        };
        !front.lines().any(is_one)
    };
    let mut add = |keys: &[&str], line: Option<String>| {
        if let Some(line) = line.filter(|_| lacks(front, keys)) {
            front.push_str(&line);
        }
    };
    add(&["published", "date"], item.published.as_ref().map(|day| format!("published: {day}\n")));
    let language = item.language.as_ref();
    add(&["language", "lang"], language.map(|language| format!("language: {language}\n")));
    add(&["draft"], item.draft.then(|| "draft: true\n".to_owned()));
}
