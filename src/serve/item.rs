//! Items of front matter as JSON and back.

use serde_json::{Map, Value as Json, json};

use crate::config::Config;
use crate::edit;
use crate::model::annotation::{Annotation, Passage, Says};
use crate::parse;
use crate::source::{Source, Span, Spanned};
use crate::yaml::{Entry, Node, Value};

/// The keys of what stands inside of items, in the order in which people write them.
const WITHIN: [&str; 6] = ["reader", "note", "value", "unit", "scope", "created"];

/// What the annotations of an article say: the list, the item, and what it is recognised by.
pub(super) fn annotations(source: &Source, config: &Config) -> Vec<Json> {
    let document = parse::parse(source, config).value;
    let Some(article) = document.article() else { return Vec::new() };
    let told = article.annotations.iter().map(|annotation| {
        let marked = match annotation.passage {
            Some(Passage::Mark(mark)) => document.body.marks.get(mark as usize),
            _ => None,
        };
        let item = match marked {
            Some(range) => json!({ "quote": document.body.text[range.range()] }),
            None => edit::item(&source.text, document.front_matter, annotation.span)
                .map_or(Json::Null, |item| json(&item)),
        };
        let seen = blake3::hash(item.to_string().as_bytes()).to_hex()[..16].to_owned();
        json!({
            "id": annotation.id,
            "list": list(annotation),
            "kind": annotation.kind(),
            "marked": marked.is_some(),
            "item": item,
            "seen": seen,
        })
    });
    told.collect()
}

fn list(annotation: &Annotation) -> &'static str {
    match annotation.says {
        Says::Highlight(_) => "highlights",
        Says::Names(_) => "entities",
        Says::Event(_) => "events",
        Says::Claim(_) => "claims",
    }
}

fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(on) => Json::Bool(*on),
        Value::Scalar { text, .. } => Json::String(text.trim().to_owned()),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.value.clone(), json(value)));
            Json::Object(entries.collect())
        }
    }
}

/// The keys that have a value, and their values.
pub(super) fn entries(item: &Map<String, Json>) -> Vec<Entry> {
    let given = values(item)
        .into_iter()
        .filter_map(|(key, value)| Some((Spanned::new(key, Span::default()), value?)));
    given.collect()
}

/// The keys that a record begins with, also those that have no value yet.
pub(super) fn record(item: &Map<String, Json>) -> Vec<Entry> {
    let given =
        |key: &str| item.get(key).filter(|value| says(value)).map_or(&Json::Null, |value| value);
    let keys = ["name", "kind", "aliases", "summary"].into_iter();
    keys.map(|key| (Spanned::new(key.to_owned(), Span::default()), node(given(key)))).collect()
}

/// Keys and their values; nothing for a value that says nothing.
pub(super) fn values(item: &Map<String, Json>) -> Vec<(String, Option<Node>)> {
    item.iter().map(|(key, value)| (key.clone(), says(value).then(|| node(value)))).collect()
}

fn says(value: &Json) -> bool {
    match value {
        Json::Null | Json::Bool(false) => false,
        Json::String(words) => !cleaned(words).is_empty(),
        Json::Array(items) => items.iter().any(says),
        Json::Object(item) => item.values().any(says),
        _ => true,
    }
}

/// A value of front matter.
pub(super) fn node(value: &Json) -> Node {
    let value = match value {
        Json::Null => Value::Null,
        Json::Bool(on) => Value::Bool(*on),
        Json::Number(number) => Value::Scalar { text: number.to_string(), quoted: false },
        Json::String(words) => Value::Scalar { text: cleaned(words), quoted: true },
        Json::Array(items) => {
            Value::List(items.iter().filter(|item| says(item)).map(node).collect())
        }
        Json::Object(item) => {
            let mut entries = entries(item);
            entries.sort_by_key(|(key, _)| WITHIN.iter().position(|known| *known == key.value));
            Value::Map(entries)
        }
    };
    Node { value, span: Span::default() }
}

/// Words without what nobody sees, and with the line ends of YAML.
fn cleaned(words: &str) -> String {
    let words = words.replace("\r\n", "\n");
    let seen = |&c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    words.chars().filter(seen).collect::<String>().trim().to_owned()
}
