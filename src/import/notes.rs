//! Notes and posts that are Markdown already: the Obsidian Web Clipper, and folders of Zola, Hugo and Jekyll.
//!
//! What YAML says stays as it is written; a key that is not known here is kept behind `x-`.

use super::pictures::Pictures;
use super::{Imported, Input, Item, dates, decode, embeds, single_line, stem};
use crate::keys;
use crate::yaml::{self, Node};

/// Reads a note; nothing of a page that only says how a folder is shown, as Zola and Hugo have them.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let text = decode::decode(input.bytes);
    let mut item = match cut(text.trim_start()) {
        Some(("---", front, body)) => kept(front, body)?,
        Some((_, front, body)) => translated(front, body)?,
        None => Item { text: text.trim().to_owned(), ..Item::default() },
    };
    let name = stem(input.name);
    if item.text.is_empty() && name == "_index" {
        return Ok(Imported::default());
    }
    if item.text.is_empty() && item.verbatim.is_none() {
        return Err("there is no text in it".to_owned());
    }
    let (day, rest) = match name.get(..10).and_then(dates::day) {
        Some(day) if day.len() == 10 => (Some(day), name[10..].trim_start_matches(['-', ' ', '_'])),
        _ => (None, name),
    };
    if item.title.is_empty() {
        let heading = item.text.lines().find_map(|line| line.strip_prefix("# "));
        item.title = single_line(heading.unwrap_or(if rest.is_empty() { name } else { rest }));
        if let Some(front) = item.verbatim.as_mut() {
            let whole = super::write::line("title", &item.title);
            front.insert_str(0, &whole);
        }
    }
    if let Some(front) = item.verbatim.as_mut() {
        let has = |key: &str| {
            front
                .lines()
                .any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')))
        };
        let dated = has("published") || has("date");
        if let (false, Some(day)) = (dated, &day) {
            front.push_str(&format!("published: {day}\n"));
        }
    } else if item.published.is_none() {
        item.published = day;
    }
    let codes = item.text.matches("{{<").count()
        + item.text.matches("{{%").count()
        + item.text.matches("{% ").count();
    if codes > 0 {
        let what = if codes == 1 { "shortcode stands" } else { "shortcodes stand" };
        item.left.push(format!("{codes} {what} in the text as written; nothing here reads them"));
    }
    let mut pictures = Pictures::new(input.images.then_some(&input.within));
    item.text = embeds::carried(&item.text, &mut pictures);
    let (taken, left) = pictures.close(&item.text);
    item.pictures = taken;
    item.left.extend(left);
    Ok(Imported { items: vec![item], left: Vec::new() })
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

/// Front matter in YAML, as it is.
fn kept(front: &str, body: &str) -> Result<Item, String> {
    let tree = yaml::read(front, 0).map_err(|error| {
        let line = front
            .get(..error.span.start as usize)
            .map_or(1, |before| before.matches('\n').count() + 2);
        format!("its front matter is no YAML: {} in line {line}", error.message)
    })?;
    let text = |key: &str| tree.get(key).and_then(Node::as_str).map(str::to_owned);
    let url = ["url", "source", "link"]
        .iter()
        .find_map(|key| text(key))
        .filter(|url| url.starts_with("http"));
    let own = match text("type").as_deref() {
        Some("entity") => keys::ENTITY,
        Some("question") => keys::QUESTION,
        _ => keys::ARTICLE,
    };
    let mut verbatim = String::new();
    let mut at = 0;
    let mut renamed = Vec::new();
    for (key, value) in tree.entries() {
        let is_path = key.value == "url" && value.as_str().is_some_and(|url| !url.contains("://"));
        let is_own = key.value.starts_with("x-")
            || keys::find(&[keys::COMMON, own], &key.value).is_some() && !is_path;
        if !is_own {
            let start = key.span.start as usize;
            verbatim += &format!("{}x-", &front[at..start]);
            at = start;
            renamed.push(key.value.clone());
        }
    }
    verbatim += &front[at..];
    if !verbatim.is_empty() && !verbatim.ends_with('\n') {
        verbatim.push('\n');
    }
    if tree.get("visibility").is_none() && tree.get("publish").is_none() {
        verbatim += "visibility: excerpt\n";
    }
    let mut item = Item {
        title: text("title").unwrap_or_default(),
        url,
        text: body.trim().to_owned(),
        ..Item::default()
    };
    if !renamed.is_empty() {
        item.left.push(format!(
            "these keys mean nothing here and are kept behind `x-`: `{}`",
            renamed.join("`, `")
        ));
    }
    item.verbatim = Some(verbatim);
    Ok(item)
}

/// Front matter in TOML, with the keys of Zola and Hugo.
fn translated(front: &str, body: &str) -> Result<Item, String> {
    let table: toml::Table = front.parse().map_err(|error: toml::de::Error| {
        let line = error
            .span()
            .map_or(1, |span| front[..span.start.min(front.len())].matches('\n').count() + 2);
        format!("its front matter is no TOML: the fault is in line {line}")
    })?;
    let mut item = Item { text: body.trim().to_owned(), ..Item::default() };
    flatten(&table, &mut item);
    Ok(item)
}

fn flatten(table: &toml::Table, item: &mut Item) {
    for (key, value) in table {
        let words = words(value);
        let first = || words.first().cloned();
        match (key.as_str(), value) {
            ("taxonomies" | "params" | "extra", toml::Value::Table(inner)) => flatten(inner, item),
            ("title", _) => item.title = single_line(&first().unwrap_or_default()),
            ("author" | "authors", _) => item.authors.extend(words),
            ("tags", _) => item.tags.extend(words),
            ("date" | "published", _) => item.published = first().and_then(|day| dates::day(&day)),
            ("lastmod" | "updated", _) => item.modified = first().and_then(|day| dates::day(&day)),
            ("description" | "summary", _) => item.summary = first(),
            ("language" | "lang", _) => item.language = first(),
            ("source" | "link" | "canonical" | "canonicalURL", _)
                if words.iter().any(|word| word.starts_with("http")) =>
            {
                item.url = first();
            }
            ("license" | "licence", _) => item.licence = first(),
            ("slug", _) => item.slug = first(),
            ("aliases", _) => item.redirect_from.extend(words),
            ("draft", toml::Value::Boolean(draft)) => item.draft |= *draft,
            (_, toml::Value::Table(_)) => item.left.push(format!("`{key}` is not carried")),
            _ if words.is_empty() => {}
            _ => item.extra.push((key.clone(), words)),
        }
    }
}

fn words(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(values) => values.iter().flat_map(words).collect(),
        toml::Value::Table(_) => Vec::new(),
        other => vec![other.to_string()],
    }
}
