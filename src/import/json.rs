//! Values of JSON, of which nothing is certain.

use serde_json::Value;

use super::decode;
use crate::source::{Span, Spanned};
use crate::yaml::{self, Node};

/// An export of 100,000 annotations has half as many, with the commas of its words.
const MOST: usize = 4_000_000;

/// The JSON of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Value, String> {
    let text = decode::decode(bytes);
    // A value takes many times the room of its signs.
    if text.bytes().filter(|&byte| byte == b',').count() > MOST {
        return Err(format!("it has more than {MOST} values"));
    }
    serde_json::from_str(&text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        format!("it is no JSON: the fault is at line {line}, column {column}")
    })
}

/// What YAML says, as JSON would: words, lists, and what has keys.
pub(super) fn of(node: &Node) -> Value {
    match &node.value {
        yaml::Value::List(items) => items.iter().map(of).collect(),
        yaml::Value::Map(entries) => {
            entries.iter().map(|(key, value)| (key.value.clone(), of(value))).collect()
        }
        _ => node.as_str().map_or(Value::Null, Value::from),
    }
}

/// The words of a key; nothing where there are none. Numbers are words too.
pub(super) fn text(value: &Value, key: &str) -> Option<String> {
    words(value.get(key)?)
}

/// The words of a value, or of the first of several.
pub(super) fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => values.first().and_then(words),
        _ => None,
    }
}

/// All words of a key: of a list, or of words with commas.
pub(super) fn list(value: &Value, key: &str) -> Vec<String> {
    match value.get(key) {
        Some(Value::Array(values)) => values.iter().filter_map(words).collect(),
        Some(Value::String(text)) => super::parts(text, ','),
        _ => Vec::new(),
    }
}

/// The items of a list; of a map with one of these keys, that list; of anything else, the one thing.
pub(super) fn items<'v>(value: &'v Value, keys: &[&str]) -> &'v [Value] {
    match value {
        Value::Array(values) => values,
        Value::Object(_) => {
            let inner = keys.iter().find_map(|key| value.get(*key)?.as_array());
            inner.map_or(std::slice::from_ref(value), |values| values)
        }
        _ => &[],
    }
}

/// A value as front matter has it.
pub(super) fn node(value: &Value) -> Node {
    let scalar = |text: String, quoted| yaml::Value::Scalar { text, quoted };
    let value = match value {
        Value::Null => yaml::Value::Null,
        Value::Bool(is) => yaml::Value::Bool(*is),
        Value::Number(number) => scalar(number.to_string(), false),
        Value::String(text) => scalar(text.clone(), true),
        Value::Array(items) => yaml::Value::List(items.iter().map(node).collect()),
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| {
                (Spanned::new(key.clone(), Span::default()), node(value))
            };
            yaml::Value::Map(map.iter().map(entry).collect())
        }
    };
    Node { value, span: Span::default() }
}
