//! Front matter in TOML, with the keys of Zola and Hugo.

use super::super::{Item, dates, single_line};
use super::is_of_every_site;

/// The item that front matter in TOML describes.
pub(super) fn translated(front: &str, body: &str) -> Result<Item, String> {
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
            ("tags" | "categories", _) => {
                let new = words.into_iter().filter(|tag| !item.tags.contains(tag));
                let new: Vec<String> = new.collect();
                item.tags.extend(new);
            }
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
            ("url" | "path", toml::Value::String(path))
                if !path.contains(':') && !is_of_every_site(path) =>
            {
                item.redirect_from.push(format!("/{}", path.trim_start_matches('/')));
            }
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
