//! `theme.yaml`: what a theme says of itself, and the options that an archive can set.
//!
//! Reads the tree of a YAML file; what options do is the business of the theme's templates.

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Spanned};
use crate::yaml::{self, Codes, Entry, Intake, Node, Value};

const KEYS: &[&str] = &["name", "description", "licence", "fonts", "author", "url", "options"];
const OPTION_KEYS: &[&str] = &["type", "default", "values", "help"];

/// What a theme says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Theme {
    /// What it is called.
    pub name: Option<String>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// What may be done with it.
    pub licence: Option<String>,
    /// What an archive can set, in the order written.
    pub options: Vec<ThemeOption>,
}

/// Something that an archive can set under `extra: {theme: …}`.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeOption {
    /// Its key.
    pub name: String,
    /// What it takes.
    pub takes: Takes,
    /// Its value in an archive that does not set it.
    pub default: Node,
    /// What it does.
    pub help: Option<String>,
}

/// What an option takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// `true` or `false`
    Boolean,
    /// A whole number
    Number,
    /// Words
    Text,
    /// One of these words
    Choice(Vec<String>),
}

/// Reads `theme.yaml`.
pub fn read(source: &Source) -> (Theme, Vec<Diagnostic>) {
    let mut theme = Theme::default();
    let node = match yaml::read(&source.text, 0) {
        Ok(node) => node,
        Err(error) => return (theme, error.diagnostics(&source.path)),
    };
    let mut intake = Intake::new(Some(&source.path), &source.text, Codes::CONFIG);
    for (key, node) in intake.map("theme.yaml", &node) {
        match key.value.as_str() {
            "name" => theme.name = intake.text("name", node),
            "description" => theme.description = intake.text("description", node),
            "licence" => theme.licence = intake.text("licence", node),
            "options" => {
                let options = intake.map("options", node).iter();
                theme.options = options.filter_map(|entry| option(&mut intake, entry)).collect();
            }
            name if KEYS.contains(&name) || name.starts_with("x-") => {}
            _ => intake.unknown_name(key, KEYS),
        }
    }
    (theme, intake.diagnostics)
}

/// One option: a map with its default, or only the default.
fn option(intake: &mut Intake, (name, node): &Entry) -> Option<ThemeOption> {
    let Value::Map(entries) = &node.value else {
        return Some(ThemeOption {
            name: name.value.clone(),
            takes: taken(node),
            default: node.clone(),
            help: None,
        });
    };
    for (key, _) in entries.iter().filter(|(key, _)| !OPTION_KEYS.contains(&key.value.as_str())) {
        intake.unknown_name(key, OPTION_KEYS);
    }
    let Some(default) = node.get("default") else {
        let message = format!("the option `{}` has no default", name.value);
        intake.unusable(message, name.span, "write what it is where nobody sets it: `default: …`");
        return None;
    };
    let values = node.get("values").map(|values| intake.strings("values", values));
    let choice = Takes::Choice(values.into_iter().flatten().map(|value| value.value).collect());
    let words = [
        ("boolean", Takes::Boolean),
        ("number", Takes::Number),
        ("text", Takes::Text),
        ("choice", choice),
    ];
    let known: Vec<(&str, usize)> = words.iter().map(|(word, _)| *word).zip(0..).collect();
    let takes = match node.get("type") {
        None => taken(default),
        Some(node) => words[intake.word("type", node, &known)?].1.clone(),
    };
    let option = ThemeOption {
        name: name.value.clone(),
        takes,
        default: default.clone(),
        help: node.get("help").and_then(|help| intake.text("help", help)),
    };
    option.check(intake, default).then_some(option)
}

/// What an option takes that only gives a default.
fn taken(default: &Node) -> Takes {
    match &default.value {
        Value::Bool(_) => Takes::Boolean,
        Value::Scalar { text, quoted: false } if text.parse::<i64>().is_ok() => Takes::Number,
        _ => Takes::Text,
    }
}

impl Theme {
    /// The value of each option: as an archive sets it, else its default. What an archive sets and the theme does not
    /// take is left out and told of.
    pub fn values<'n>(&'n self, set: &'n [Entry], intake: &mut Intake) -> Vec<(&'n str, &'n Node)> {
        let mut values: Vec<(&str, &Node)> =
            self.options.iter().map(|option| (option.name.as_str(), &option.default)).collect();
        let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
        for (key, node) in set {
            let Some(place) = names.iter().position(|name| *name == key.value) else {
                intake.unknown_name(key, &names);
                continue;
            };
            if self.options[place].check(intake, node) {
                values[place].1 = node;
            }
        }
        values
    }
}

impl ThemeOption {
    /// Its default, as it would be written.
    pub fn default_written(&self) -> String {
        match &self.default.value {
            Value::Bool(value) => value.to_string(),
            Value::Scalar { text, .. } => text.clone(),
            Value::Null | Value::List(_) | Value::Map(_) => String::new(),
        }
    }

    /// Whether it takes a value; says so if it does not.
    fn check(&self, intake: &mut Intake, node: &Node) -> bool {
        let fits = match (&self.takes, &node.value) {
            (Takes::Boolean, Value::Bool(_)) | (Takes::Text, Value::Scalar { .. }) => true,
            (Takes::Number, Value::Scalar { text, .. }) => text.parse::<i64>().is_ok(),
            (Takes::Choice(values), Value::Scalar { text, .. }) => values.contains(text),
            _ => false,
        };
        if !fits {
            intake.wrong_type(&self.name, node, &self.takes.to_string());
        }
        fits
    }
}

impl std::fmt::Display for Takes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Boolean => f.write_str("`true` or `false`"),
            Self::Number => f.write_str("a whole number"),
            Self::Text => f.write_str("text"),
            Self::Choice(values) => write!(f, "one of `{}`", values.join("`, `")),
        }
    }
}

/// The options that the settings set for the theme.
pub fn set(extra: &[(Spanned<String>, Node)]) -> &[Entry] {
    let theme = extra.iter().find(|(key, _)| key.value == "theme");
    theme.map_or(&[][..], |(_, node)| node.entries())
}
