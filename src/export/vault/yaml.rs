//! A tree of YAML in block style, as somebody would type it.

use serde::{Serialize, Serializer};

use crate::yaml::{escaped, is_odd, scalar};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Yaml {
    /// Words; of several lines too.
    Words(String),
    /// A number or a switch, which stands as it is.
    Plain(String),
    /// A list.
    List(Vec<Yaml>),
    /// Keys and values.
    Map(Map),
}

/// Keys and values, in their order.
pub(super) type Map = Vec<(&'static str, Yaml)>;

impl Yaml {
    pub(super) fn words(words: &str) -> Self {
        Self::Words(words.to_owned())
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Words(words) | Self::Plain(words) => words.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(pairs) => pairs.is_empty(),
        }
    }
}

impl Serialize for Yaml {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Words(words) => serializer.serialize_str(words),
            // Numbers and switches are written in JSON as in YAML.
            Self::Plain(words) => match serde_json::from_str::<serde_json::Value>(words) {
                Ok(value) => value.serialize(serializer),
                Err(_) => serializer.serialize_str(words),
            },
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(pairs) => {
                serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

/// The text of a map.
pub(super) fn text(map: &Map) -> String {
    let mut out = String::new();
    pairs(map, "", &mut out);
    out
}

fn pairs(map: &Map, indent: &str, out: &mut String) {
    for (number, (key, value)) in map.iter().enumerate() {
        // The first pair of an item stands behind its dash.
        out.push_str(if number == 0 { "" } else { indent });
        out.extend([key, ":"]);
        self::value(value, indent, out);
    }
}

/// A value behind its key.
fn value(value: &Yaml, indent: &str, out: &mut String) {
    let deeper = format!("{indent}  ");
    match value {
        Yaml::Words(words) => out.extend([" ", &self::words(words, &deeper), "\n"]),
        Yaml::Plain(words) => out.extend([" ", words, "\n"]),
        Yaml::List(items) => {
            out.push('\n');
            for item in items {
                out.extend([&deeper, "- "]);
                self::item(item, &format!("{deeper}  "), out);
            }
        }
        Yaml::Map(map) => {
            out.extend(["\n", &deeper]);
            pairs(map, &deeper, out);
        }
    }
}

fn item(value: &Yaml, indent: &str, out: &mut String) {
    match value {
        Yaml::Words(words) => out.extend([&self::words(words, indent), "\n"]),
        Yaml::Plain(words) => out.extend([words, "\n"]),
        Yaml::Map(map) => pairs(map, indent, out),
        // No front matter has a list in a list.
        Yaml::List(_) => out.push_str("[]\n"),
    }
}

/// Words on their line, or below it where they have several.
fn words(words: &str, indent: &str) -> String {
    let is_plain = |line: &str| line.trim_end() == line && !line.chars().any(is_odd);
    if !words.contains('\n') {
        return scalar(words, false);
    }
    if words.starts_with([' ', '\n']) || words.ends_with('\n') || !words.lines().all(is_plain) {
        return escaped(words);
    }
    let lines = words.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("\n{indent}{line}"),
    });
    format!("|-{}", lines.collect::<String>())
}
