//! JSON Schemas of front matter and settings, for editors that complete and check what is typed.
//!
//! Draft 7, which every editor reads. Made of the table that the parser reads by, so it knows the same keys.

use serde_json::{Map, Value, json};

use crate::keys::{self, ARTICLE, COMMON, CONFIG, DATE, ENTITY, Key, QUESTION, Takes};
use crate::yaml;

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Front matter of any kind.
    FrontMatter,
    /// An article.
    Article,
    /// An authority record.
    Entity,
    /// A question.
    Question,
    /// A page of the reader's own.
    Page,
    /// `variorum.yaml`.
    Config,
}

/// The JSON Schema of a subject.
pub fn schema(subject: Subject) -> Value {
    let (title, body) = match subject {
        Subject::FrontMatter => {
            let kinds = [Subject::Article, Subject::Entity, Subject::Question, Subject::Page];
            ("Front matter of Variorum", json!({"anyOf": kinds.map(of)}))
        }
        Subject::Article => ("An article of Variorum", of(subject)),
        Subject::Entity => ("An authority record of Variorum", of(subject)),
        Subject::Question => ("A question of Variorum", of(subject)),
        Subject::Page => ("A page of Variorum", of(subject)),
        Subject::Config => ("The settings of Variorum", of(subject)),
    };
    let mut schema = json!({"$schema": "http://json-schema.org/draft-07/schema#", "title": title});
    merge(&mut schema, body);
    schema
}

fn of(subject: Subject) -> Value {
    match subject {
        Subject::Article => map(&[ARTICLE, COMMON], true),
        Subject::Entity => map(&[ENTITY, COMMON], true),
        Subject::Question => map(&[QUESTION, COMMON], true),
        Subject::Page | Subject::FrontMatter => map(&[COMMON], true),
        Subject::Config => map(&[CONFIG], false),
    }
}

/// A map of the keys of some tables; with `open`, keys that begin with `x-` are the reader's own.
fn map(tables: &[&'static [Key]], open: bool) -> Value {
    let mut properties = Map::new();
    for key in tables.iter().flat_map(|table| table.iter()) {
        for name in std::iter::once(&key.name).chain(key.also) {
            properties.entry(*name).or_insert_with(|| property(key));
        }
    }
    let mut map =
        json!({"type": "object", "properties": properties, "additionalProperties": false});
    if open {
        merge(&mut map, json!({"patternProperties": {"^x-": {}}}));
    }
    map
}

fn property(key: &Key) -> Value {
    let mut property = json!({"description": key.says});
    merge(&mut property, taken(&key.takes));
    if let Ok(example) = yaml::read(key.example, 0) {
        merge(&mut property, json!({"examples": [plain(&example)]}));
    }
    property
}

/// What a key takes. Every key can stand without a value, which says nothing.
fn taken(takes: &Takes) -> Value {
    match takes {
        Takes::Text => text(),
        Takes::Texts => any([text(), list(&text())]),
        Takes::Name => any([text(), list(&list(&text()))]),
        Takes::Names => any([text(), list(&any([text(), list(&any([text(), list(&text())]))]))]),
        Takes::Pattern(pattern) => json!({"type": ["string", "null"], "pattern": pattern}),
        Takes::Word(words) => {
            let words = words.iter().map(|word| json!(word)).chain([Value::Null]);
            json!({"enum": words.collect::<Vec<_>>()})
        }
        Takes::AnyWord(words) => any([json!({"enum": words}), text()]),
        Takes::Flag => json!({"enum": [true, false, "yes", "no", "on", "off", null]}),
        Takes::Whole(least, most) => {
            json!({"type": ["integer", "null"], "minimum": least, "maximum": most})
        }
        Takes::Number(least, most) => {
            json!({"type": ["number", "null"], "minimum": least, "maximum": most})
        }
        Takes::Date => date(),
        Takes::Dates => any([date(), list(&date())]),
        Takes::Map(tables) => any([map(tables, false), json!({"type": "null"})]),
        Takes::TextOrMap(tables) => any([text(), map(tables, false)]),
        Takes::Items(tables) => items(tables),
        Takes::Named(tables) => json!({
            "type": ["object", "null"],
            "additionalProperties": any([text(), map(tables, false)]),
        }),
        Takes::Coordinates => {
            let angle = json!({"type": ["number", "string"]});
            any([
                json!({"type": "array", "items": angle, "minItems": 2, "maxItems": 2}),
                json!({"type": ["string", "object", "null"]}),
            ])
        }
        Takes::Own => json!({"type": ["object", "array", "string", "null"]}),
    }
}

/// The items of a list; words in double brackets are a list of a list to YAML.
fn items(tables: &'static [&'static [Key]]) -> Value {
    let is_passage = keys::find(tables, "quote").is_some();
    let one = any([text(), map(tables, is_passage)]);
    any([one.clone(), list(&any([one, list(&list(&text()))]))])
}

/// A date, a set of dates in brackets, or a map.
fn date() -> Value {
    any([text(), list(&text()), map(&[DATE], false)])
}

/// Text: YAML takes some of it for numbers and switches.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean", "null"]})
}

fn list(of: &Value) -> Value {
    json!({"type": "array", "items": of})
}

fn any<const N: usize>(of: [Value; N]) -> Value {
    json!({"anyOf": Value::Array(of.into())})
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}

/// A YAML value as JSON; numbers as numbers.
fn plain(node: &yaml::Node) -> Value {
    match &node.value {
        yaml::Value::Null => Value::Null,
        yaml::Value::Bool(on) => json!(on),
        yaml::Value::Scalar { text, quoted } => {
            let number = text.parse::<f64>().ok().filter(|_| !quoted);
            match (text.parse::<i64>().ok().filter(|_| !quoted), number) {
                (Some(whole), _) => json!(whole),
                (None, Some(number)) => json!(number),
                _ => json!(text),
            }
        }
        yaml::Value::List(items) => items.iter().map(plain).collect(),
        yaml::Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.value.clone(), plain(value)));
            Value::Object(entries.collect())
        }
    }
}
