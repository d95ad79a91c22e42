//! `theme.yaml`: what a theme says of itself, and the options that an archive can set.
//!
//! Reads the tree of a YAML file; what options do is the business of the theme's templates.

use crate::diagnostic::{Diagnostic, nearest};
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
    /// A number, with decimals or without
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
        Err(error) => return (theme, error.diagnostics(source)),
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
    if takes == Takes::Choice(Vec::new()) {
        let message = format!("the option `{}` has nothing to choose from", name.value);
        intake.unusable(message, name.span, "write what it can be: `values: [one, two]`");
        return None;
    }
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
        Value::Scalar { text, quoted: false } if number(text).is_some() => Takes::Number,
        _ => Takes::Text,
    }
}

/// A number as it is written with digits and a point: `12`, `-1.5`.
pub fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

impl Theme {
    /// With the options of the theme below it, but for those that it has itself.
    #[must_use]
    pub fn over(mut self, below: Self) -> Self {
        let has = |option: &ThemeOption| self.options.iter().any(|own| own.name == option.name);
        let more: Vec<ThemeOption> = below.options.into_iter().filter(|o| !has(o)).collect();
        self.options.extend(more);
        self
    }

    /// The value of each option: as an archive sets it, else its default. What an archive sets and the theme does not
    /// take is left out and told of.
    pub fn values<'n>(
        &'n self,
        set: Option<&'n Node>,
        intake: &mut Intake,
    ) -> Vec<(&'n ThemeOption, &'n Node)> {
        let mut values: Vec<(&ThemeOption, &Node)> =
            self.options.iter().map(|option| (option, &option.default)).collect();
        let names: Vec<&str> = self.options.iter().map(|option| option.name.as_str()).collect();
        if let Some(node) = set.filter(|node| !node.is_map() && !node.is_null()) {
            let message =
                format!("`theme` takes a map of its options, and this is {}", node.what());
            let example = self.options.first().map(ThemeOption::example).unwrap_or_default();
            intake.unusable(message, node.span, format!("write it like `theme: {{{example}}}`"));
        }
        for (key, node) in set.map_or(&[][..], Node::entries) {
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

    /// Its key with a value that it takes.
    fn example(&self) -> String {
        let value = match &self.takes {
            Takes::Boolean => "true",
            Takes::Number => "1.5",
            Takes::Text => "words",
            Takes::Choice(values) => values.first().map_or("", String::as_str),
        };
        format!("{}: {value}", self.name)
    }

    /// What to do about words that it does not take.
    fn help_for(&self, text: &str) -> String {
        let pointed = text.replace(',', ".");
        match &self.takes {
            Takes::Number if number(&pointed).is_some() => {
                format!("write it with a point: `{}: {pointed}`", self.name)
            }
            Takes::Number if text.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("write the number alone, as in `{}`", self.example())
            }
            Takes::Choice(values) => match nearest(text, values.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write it like `{}`", self.example()),
            },
            _ => format!("write it like `{}`", self.example()),
        }
    }

    /// Whether it takes a value; says so if it does not.
    fn check(&self, intake: &mut Intake, node: &Node) -> bool {
        let text = node.as_str().filter(|text| !text.is_empty());
        let fits = match (&self.takes, &node.value) {
            (Takes::Boolean, Value::Bool(_)) | (Takes::Text, Value::Scalar { .. }) => true,
            (Takes::Number, Value::Scalar { text, .. }) => number(text).is_some(),
            (Takes::Choice(values), Value::Scalar { text, .. }) => values.contains(text),
            _ => false,
        };
        if !fits {
            let is = text.map_or(node.what().to_owned(), |text| format!("`{text}`"));
            let message = format!("`{}` takes {}, and this is {is}", self.name, self.takes);
            intake.unusable(message, node.span, self.help_for(text.unwrap_or_default()));
        }
        fits
    }
}

impl std::fmt::Display for Takes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Boolean => f.write_str("`true` or `false`"),
            Self::Number => f.write_str("a number"),
            Self::Text => f.write_str("text"),
            Self::Choice(values) => write!(f, "one of `{}`", values.join("`, `")),
        }
    }
}

/// What the settings set for the theme.
pub fn set(extra: &[(Spanned<String>, Node)]) -> Option<&Node> {
    extra.iter().find(|(key, _)| key.value == "theme").map(|(_, node)| node)
}
