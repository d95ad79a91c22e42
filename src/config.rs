//! `variorum.yaml`: the settings of an archive.
//!
//! Reads the tree of a YAML file; does not read files or the environment, which is the command line's.

use crate::diagnostic::{Checked, Code, Diagnostic, suggest};
use crate::model::article::Visibility;
use crate::source::{Source, Span, Spanned};
use crate::yaml::{self, Node, Value};

/// The settings of an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// What the archive is called.
    pub title: String,
    /// Where it will be published; ends in `/`. Only feeds, the sitemap, canonical links and the 404 page need it.
    pub base_url: Option<String>,
    /// The language of the interface, and of texts that name none: BCP 47.
    pub language: String,
    /// What it is, in a sentence.
    pub description: String,
    /// The name of the theme.
    pub theme: Spanned<String>,
    /// The archive's own templates: a folder below the root, or nothing for `templates: none`.
    pub templates: Option<String>,
    /// Further folders of `content/` for each kind of document: (`articles`, `entities`, `questions`; folders).
    pub folders: Vec<(String, Vec<String>)>,
    /// Who reads, in the order written.
    pub readers: Vec<Reader>,
    /// What of an article may be published when it does not say.
    pub visibility: Visibility,
    /// Which mentions become links.
    pub mentions: MentionStyle,
    /// Whether feeds are made.
    pub feeds: bool,
    /// Whether a search index is made.
    pub search: bool,
    /// Whether files for machines are made.
    pub data: bool,
    /// Settings of single publishing targets, read by `publish`.
    pub publish: Vec<(Spanned<String>, Node)>,
    /// What only the archive's own templates know.
    pub extra: Vec<(Spanned<String>, Node)>,
}

/// Someone whose notes the archive holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The siglum: one or two letters.
    pub id: String,
    /// The name.
    pub name: String,
    /// A page about them.
    pub url: Option<String>,
    /// A colour, as CSS has it.
    pub colour: Option<String>,
}

/// Which mentions of a name become links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum MentionStyle {
    /// The first one in each section.
    #[default]
    First,
    /// Every one.
    All,
    /// None.
    None,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Reading archive".into(),
            base_url: None,
            language: "en".into(),
            description: String::new(),
            theme: Spanned { value: "variorum".into(), ..Spanned::default() },
            templates: Some("templates".into()),
            folders: Vec::new(),
            readers: Vec::new(),
            visibility: Visibility::default(),
            mentions: MentionStyle::default(),
            feeds: true,
            search: true,
            data: true,
            publish: Vec::new(),
            extra: Vec::new(),
        }
    }
}

/// Every key, in the order of the reference.
const KEYS: &[&str] = &[
    "title",
    "base_url",
    "language",
    "description",
    "theme",
    "templates",
    "folders",
    "readers",
    "visibility",
    "mentions",
    "feeds",
    "search",
    "data",
    "publish",
    "extra",
];

/// Reads the settings; `overrides` come from the environment and the command line, and win.
pub fn read(source: &Source, overrides: &[(String, String)]) -> Checked<Config> {
    let mut reader =
        Settings { source: Some(source), config: Config::default(), found: Vec::new() };
    match yaml::read(&source.text, 0) {
        Ok(Node { value: Value::Null, .. }) => {}
        Ok(node) if matches!(node.value, Value::Map(_)) => {
            for (key, value) in node.entries() {
                reader.set(key, value);
            }
        }
        Ok(node) => reader.fault(
            Code::Config,
            node.span,
            "the settings are not a mapping",
            "write `key: value`, a line each",
        ),
        Err(error) => {
            let help = "quote values that hold `: ` or begin with a sign";
            reader.fault(Code::Yaml, error.span, error.message, help);
        }
    }
    reader.source = None;
    for (key, value) in overrides {
        let value = Value::Scalar { text: value.clone(), quoted: true };
        let key = Spanned { value: key.clone(), ..Spanned::default() };
        reader.set(&key, &Node { value, span: Span::default() });
    }
    Checked { value: reader.config, diagnostics: reader.found }
}

struct Settings<'a> {
    /// Nothing while the overrides are read.
    source: Option<&'a Source>,
    config: Config,
    found: Vec<Diagnostic>,
}

impl Settings<'_> {
    fn fault(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = Diagnostic::new(code, message).help(help);
        self.found.push(match self.source {
            Some(source) => diagnostic.at(&source.path, span, ""),
            None => diagnostic,
        });
    }

    fn set(&mut self, key: &Spanned<String>, node: &Node) {
        if node.is_null() {
            return;
        }
        match key.value.as_str() {
            "title" => self.words(key, node, |config, text| config.title = text),
            "description" => self.words(key, node, |config, text| config.description = text),
            "language" => self.words(key, node, |config, text| config.language = text),
            "base_url" => self.base_url(key, node),
            "theme" => {
                let span = node.span;
                self.words(key, node, |config, text| config.theme = Spanned::new(text, span));
            }
            "templates" => self.words(key, node, |config, text| {
                config.templates = (text != "none").then(|| text.trim_matches('/').to_owned());
            }),
            "folders" => self.folders(node),
            "readers" => self.readers(node),
            "visibility" => {
                let words = [
                    ("full", Visibility::Full),
                    ("excerpt", Visibility::Excerpt),
                    ("private", Visibility::Private),
                ];
                self.choice(key, node, &words, |config, choice| config.visibility = choice);
            }
            "mentions" => {
                let words = [
                    ("first", MentionStyle::First),
                    ("all", MentionStyle::All),
                    ("none", MentionStyle::None),
                ];
                self.choice(key, node, &words, |config, choice| config.mentions = choice);
            }
            "feeds" => self.switch(key, node, |config, on| config.feeds = on),
            "search" => self.switch(key, node, |config, on| config.search = on),
            "data" => self.switch(key, node, |config, on| config.data = on),
            "publish" => self.config.publish = node.entries().to_vec(),
            "extra" => self.config.extra = node.entries().to_vec(),
            unknown => {
                let message = format!("`{unknown}` is not a setting");
                self.fault(Code::UnknownConfigKey, key.span, message, suggest(unknown, KEYS));
            }
        }
    }

    fn words(&mut self, key: &Spanned<String>, node: &Node, set: impl FnOnce(&mut Config, String)) {
        match node.as_str() {
            Some(text) => set(&mut self.config, text.trim().to_owned()),
            None => self.wrong(key, node, "text"),
        }
    }

    fn wrong(&mut self, key: &Spanned<String>, node: &Node, wanted: &str) {
        let message = format!("`{}` is {}", key.value, node.kind());
        self.fault(Code::Config, node.span, message, format!("give it {wanted}"));
    }

    fn switch(&mut self, key: &Spanned<String>, node: &Node, set: impl FnOnce(&mut Config, bool)) {
        match node.as_bool() {
            Some(on) => set(&mut self.config, on),
            None => self.wrong(key, node, "`true` or `false`"),
        }
    }

    fn choice<T: Copy>(
        &mut self,
        key: &Spanned<String>,
        node: &Node,
        words: &[(&str, T)],
        set: impl FnOnce(&mut Config, T),
    ) {
        let text = node.as_str().unwrap_or_default();
        if let Some((_, choice)) = words.iter().find(|(word, _)| *word == text) {
            return set(&mut self.config, *choice);
        }
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!("`{}` cannot be `{text}`", key.value);
        self.fault(Code::Config, node.span, message, suggest(text, &names));
    }

    fn base_url(&mut self, key: &Spanned<String>, node: &Node) {
        let Some(text) = node.as_str().map(str::trim) else {
            return self.wrong(key, node, "an address");
        };
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let plain =
            host.is_some_and(|h| !h.is_empty() && !h.contains([' ', '"', '<', '>', '?', '#']));
        if plain {
            self.config.base_url = Some(format!("{}/", text.trim_end_matches('/')));
        } else if !text.is_empty() {
            let message = format!("`base_url` is `{text}`, which is not an address of the web");
            self.fault(
                Code::Config,
                node.span,
                message,
                "write it whole: `https://example.org/archive/`",
            );
        }
    }

    fn folders(&mut self, node: &Node) {
        const KINDS: &[&str] = &["articles", "entities", "questions"];
        for (kind, folders) in node.entries() {
            if KINDS.contains(&kind.value.as_str()) {
                let names = folders.items().iter().filter_map(Node::as_str);
                let names = names.map(|name| name.trim_matches('/').to_owned()).collect();
                self.config.folders.push((kind.value.clone(), names));
            } else {
                let message = format!("`folders` has no kind `{}`", kind.value);
                self.fault(Code::UnknownConfigKey, kind.span, message, suggest(&kind.value, KINDS));
            }
        }
    }

    fn readers(&mut self, node: &Node) {
        for (id, about) in node.entries() {
            let word = |key: &str| about.get(key).and_then(Node::as_str).map(str::to_owned);
            let name = about.as_str().map(str::to_owned).or_else(|| word("name"));
            let reader = Reader {
                name: name.unwrap_or_else(|| id.value.clone()),
                url: word("url")
                    .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
                colour: word("colour").or_else(|| word("color")),
                id: id.value.clone(),
            };
            self.config.readers.push(reader);
            for (key, _) in about.entries() {
                if !["name", "url", "colour", "color"].contains(&key.value.as_str()) {
                    let message = format!("a reader has no `{}`", key.value);
                    let help = suggest(&key.value, &["name", "url", "colour"]);
                    self.fault(Code::UnknownConfigKey, key.span, message, help);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::source::Source;

    #[test]
    fn settings() {
        for (yaml, overrides, expected) in [
            ("", vec![], "Reading archive|None|Some(\"templates\")|"),
            (
                "title: A\nbase_url: https://x.org/a\ntemplates: none",
                vec![],
                "A|Some(\"https://x.org/a/\")|None|",
            ),
            (
                "title: A\nbase_url: https://x.org",
                vec![("base_url", "http://localhost")],
                "A|Some(\"http://localhost/\")|Some(\"templates\")|",
            ),
            (
                "titel: A",
                vec![],
                "Reading archive|None|Some(\"templates\")|unknown-config-key `titel` is not a setting: did you mean `title`?",
            ),
            (
                "title: [a]",
                vec![],
                "Reading archive|None|Some(\"templates\")|config `title` is a list: give it text",
            ),
            (
                "base_url: ftp://x",
                vec![],
                "Reading archive|None|Some(\"templates\")|config `base_url` is `ftp://x`, which is not an address of the web: write it whole: `https://example.org/archive/`",
            ),
            (
                "- a",
                vec![],
                "Reading archive|None|Some(\"templates\")|config the settings are not a mapping: write `key: value`, a line each",
            ),
        ] {
            let overrides: Vec<(String, String)> =
                overrides.into_iter().map(|(k, v): (&str, &str)| (k.into(), v.into())).collect();
            let checked = read(&Source::new("variorum.yaml", yaml), &overrides);
            let faults: Vec<_> = checked
                .diagnostics
                .iter()
                .map(|d| {
                    format!("{} {}: {}", d.code.name(), d.message, d.help.as_deref().unwrap_or(""))
                })
                .collect();
            let c = checked.value;
            assert_eq!(
                format!("{}|{:?}|{:?}|{}", c.title, c.base_url, c.templates, faults.join(";")),
                expected
            );
        }
    }
}
