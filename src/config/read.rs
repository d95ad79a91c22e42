//! From `variorum.yaml`, and what overrides it, to settings.

use super::{AssetNames, Config, Crawlers, MentionStyle, Reader, targets};
use crate::diagnostic::{Checked, Code, nearest, suggest};
use crate::keys;
use crate::model::article::Visibility;
use crate::model::hosting::Encoding;
use crate::model::site::with_plain_path;
use crate::source::{Source, Span, Spanned};
use crate::yaml::{self, Codes, Entry, Intake, Node, Value};

const VISIBILITIES: [(&str, Visibility); 3] = [
    ("full", Visibility::Full),
    ("excerpt", Visibility::Excerpt),
    ("private", Visibility::Private),
];

const MENTIONS: [(&str, MentionStyle); 3] =
    [("first", MentionStyle::First), ("all", MentionStyle::All), ("none", MentionStyle::None)];

const CRAWLERS: [(&str, Crawlers); 3] =
    [("all", Crawlers::All), ("search", Crawlers::Search), ("none", Crawlers::None)];

const ASSETS: [(&str, AssetNames); 2] =
    [("hashed", AssetNames::Hashed), ("plain", AssetNames::Plain)];

/// The settings in a file, and those that override it, each with its value: `VARIORUM_BASE_URL` of the environment,
/// `--base-url` of the command line.
pub fn read(source: &Source, overrides: &[(String, String)]) -> Checked<Config> {
    let mut config = Config::default();
    let mut intake = Intake::new(Some(&source.path), &source.text, Codes::CONFIG);
    match yaml::read(&source.text, 0) {
        Ok(node) => {
            for (key, node) in intake.map("variorum.yaml", &node) {
                set(&mut config, &mut intake, key, node);
            }
        }
        Err(error) => intake.diagnostics.extend(error.diagnostics(source)),
    }
    let mut diagnostics = intake.diagnostics;
    for (name, value) in overrides {
        let mut intake = Intake::new(None, value, Codes::CONFIG);
        let key = ["VARIORUM_", "--"].iter().find_map(|prefix| name.strip_prefix(prefix));
        let key = key.unwrap_or(name);
        let key = Spanned::new(key.to_lowercase().replace('-', "_"), Span::default());
        set(&mut config, &mut intake, &key, &overriding(value));
        diagnostics.extend(intake.diagnostics.into_iter().map(|mut fault| {
            fault.message = format!("`{name}`: {}", fault.message);
            // Nobody writes a setting of their own into the environment.
            if fault.code == Code::UnknownConfigKey {
                let near = nearest(&key.value, keys::names(&[keys::CONFIG]));
                let near =
                    near.map(|near| format!("did you mean `VARIORUM_{}`?", near.to_uppercase()));
                fault.help = near.or_else(|| Some("unset it: no setting has this name".to_owned()));
            }
            fault
        }));
    }
    Checked { value: config, diagnostics }
}

/// The value of an override: words as they are, so that `--title "a: b"` needs no quotation marks; YAML in brackets.
fn overriding(value: &str) -> Node {
    let bracketed = value.starts_with(['{', '[']);
    let read = bracketed.then(|| yaml::read(value, 0).ok()).flatten();
    read.unwrap_or_else(|| Node {
        value: Value::Scalar { text: value.to_owned(), quoted: false },
        span: Span::new(0, value.len()),
    })
}

fn set(config: &mut Config, intake: &mut Intake, key: &Spanned<String>, node: &Node) {
    // Settings of one's own, or of another program.
    if key.value.starts_with("x-") {
        return;
    }
    let Some(known) = keys::find(&[keys::CONFIG], &key.value) else {
        return intake.unknown_key(key, &[keys::CONFIG]);
    };
    let name = known.name;
    match name {
        "title" => keep(&mut config.title, intake.text(name, node)),
        "description" => config.description = intake.text(name, node).unwrap_or_default(),
        "base_url" => config.base_url = base_url(intake, node),
        "language" => keep(&mut config.language, language(intake, node)),
        "theme" => keep(&mut config.theme, theme(intake, node)),
        "templates" => templates(config, intake, node),
        "folders" => config.folders = folders(intake, node),
        "ignore" => {
            let paths = intake.strings(name, node);
            let paths = paths.iter().filter_map(|path| inner_path(intake, name, path));
            config.ignore = paths.collect();
        }
        "readers" => config.readers = readers(intake, node),
        "visibility" => {
            keep(&mut config.visibility, intake.word(name, node, &VISIBILITIES));
        }
        "quoted_limit" => keep(&mut config.quoted_limit, per_cent(intake, name, node)),
        "mentions" => keep(&mut config.mentions, intake.word(name, node, &MENTIONS)),
        "feeds" => feeds(config, intake, node),
        "crawlers" => keep(&mut config.crawlers, intake.word(name, node, &CRAWLERS)),
        "assets" => keep(&mut config.assets, intake.word(name, node, &ASSETS)),
        "compress" => config.compress = encodings(intake, name, node),
        "search" => keep(&mut config.search, switch(intake, name, node)),
        "data" => keep(&mut config.data, switch(intake, name, node)),
        "publish" => config.publish = targets::targets(intake, node),
        "extra" => config.extra = intake.map(name, node).to_vec(),
        _ => {}
    }
}

fn keep<T>(setting: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *setting = value;
    }
}

/// A switch; a map of settings turns it on.
fn switch(intake: &mut Intake, name: &str, node: &Node) -> Option<bool> {
    if !node.is_map() {
        return intake.flag(name, node);
    }
    for (key, _) in node.entries() {
        intake.unknown_key(key, &[]);
    }
    Some(true)
}

/// Feeds: a switch, or which there are beside those of the whole archive.
fn feeds(config: &mut Config, intake: &mut Intake, node: &Node) {
    if !node.is_map() {
        return keep(&mut config.feeds, intake.flag("feeds", node));
    }
    config.feeds = true;
    for (key, node) in intake.known(node.entries(), &[keys::FEEDS]) {
        match key {
            "tags" => keep(&mut config.tag_feeds, intake.flag(key, node)),
            "entities" => keep(&mut config.entity_feeds, intake.flag(key, node)),
            _ => {}
        }
    }
}

/// How files are compressed: a list of endings.
fn encodings(intake: &mut Intake, name: &str, node: &Node) -> Vec<Encoding> {
    let mut encodings = Vec::new();
    for written in intake.strings(name, node) {
        let known = Encoding::ALL.into_iter().find(|known| known.ending() == written.value);
        encodings.extend(known);
        if known.is_none() {
            let message = format!("`{name}` cannot have `{}`", written.value);
            let endings = Encoding::ALL.map(Encoding::ending);
            intake.unusable(message, written.span, suggest(&written.value, &endings));
        }
    }
    encodings.sort_unstable();
    encodings.dedup();
    encodings
}

/// A share: `10` and `10 %` are the same.
fn per_cent(intake: &mut Intake, name: &str, node: &Node) -> Option<f64> {
    let share = intake.string(name, node)?;
    let number = share.value.trim_end_matches('%').trim_end().parse().ok();
    let number = number.filter(|number| (0.0..=100.0).contains(number));
    if number.is_none() {
        let message = format!("`{}` is not a share of a text", share.value);
        intake.unusable(message, share.span, "write a number from 0 to 100, which is per cent");
    }
    number
}

pub(super) fn is_web_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    host.is_some_and(|host| {
        host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
            && !host.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'`".contains(c))
    })
}

pub(super) fn base_url(intake: &mut Intake, node: &Node) -> Option<String> {
    let url = intake.string("base_url", node)?;
    if !is_web_address(&url.value) || url.value.contains(['?', '#']) {
        let message = format!("`base_url` is `{}`, which is not the address of a site", url.value);
        intake.unusable(message, url.span, "write it like `https://example.org/archive/`");
        return None;
    }
    Some(format!("{}/", with_plain_path(url.value.trim_end_matches('/'))))
}

fn language(intake: &mut Intake, node: &Node) -> Option<String> {
    let language = intake.string("language", node)?;
    if is_language(&language.value) {
        return Some(language.value);
    }
    let message = format!("`{}` is not a language tag", language.value);
    intake.unusable(message, language.span, "write it like `en`, `pt-BR` or `zh-Hant`");
    None
}

/// Whether a text has the shape of a BCP 47 language tag. Longer first parts are reserved, and none is registered.
pub fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(part)
}

fn theme(intake: &mut Intake, node: &Node) -> Option<Spanned<String>> {
    let theme = intake.string("theme", node)?;
    if !theme.value.contains(['/', '\\']) && !theme.value.starts_with('.') {
        return Some(theme);
    }
    let message = format!("`{}` is not the name of a theme", theme.value);
    intake.unusable(message, theme.span, "name a folder in `themes/`");
    None
}

fn templates(config: &mut Config, intake: &mut Intake, node: &Node) {
    match intake.string("templates", node) {
        Some(name) if name.value == "none" => config.templates = None,
        Some(name) => {
            if let Some(folder) = inner_path(intake, "templates", &name) {
                config.templates = Some(Spanned::new(folder, name.span));
            }
        }
        None => {}
    }
}

/// A path below the archive, with `/` between its parts.
fn inner_path(intake: &mut Intake, key: &str, path: &Spanned<String>) -> Option<String> {
    let parts: Vec<&str> = path.value.split(['/', '\\']).filter(|part| *part != ".").collect();
    let absolute = path.value.starts_with(['/', '\\']) || path.value.contains(':');
    if absolute || parts.contains(&"..") {
        let message = format!("`{key}` names `{}`, which is not inside the archive", path.value);
        intake.unusable(message, path.span, "write a path below the folder of `variorum.yaml`");
        return None;
    }
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"))
}

fn folders(intake: &mut Intake, node: &Node) -> Vec<(String, Vec<String>)> {
    let mut folders = Vec::new();
    let entries = intake.map("folders", node);
    for (key, node) in intake.known(entries, &[keys::FOLDERS]) {
        let paths = intake.strings(key, node);
        let paths = paths.iter().filter_map(|path| inner_path(intake, "folders", path));
        folders.push((key.to_owned(), paths.collect()));
    }
    folders
}

fn readers(intake: &mut Intake, node: &Node) -> Vec<Reader> {
    let entries = intake.map("readers", node);
    entries.iter().map(|entry| reader(intake, entry)).collect()
}

/// A reader: a map, or only the name.
fn reader(intake: &mut Intake, (id, node): &Entry) -> Reader {
    let name = id.value.clone();
    let mut reader = Reader { id: id.value.clone(), name, url: None, colour: None };
    if !node.is_map() {
        keep(&mut reader.name, intake.text(&id.value, node));
        return reader;
    }
    for (key, node) in intake.known(node.entries(), &[keys::READER]) {
        match key {
            "name" => keep(&mut reader.name, intake.text(key, node)),
            "url" => reader.url = reader_url(intake, node),
            "colour" => reader.colour = colour(intake, node),
            _ => {}
        }
    }
    reader
}

fn reader_url(intake: &mut Intake, node: &Node) -> Option<String> {
    let url = intake.string("url", node)?;
    let outside = url.value.contains(':') && !url.value.starts_with("mailto:");
    if outside && !is_web_address(&url.value) {
        let message = format!("`{}` is not a web address", url.value);
        intake.unusable(message, url.span, "write it with `https://`");
        return None;
    }
    Some(url.value)
}

/// The functions of CSS that make a colour.
const COLOURS: [&str; 9] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"];

/// A colour in CSS, and nothing that could be more than one.
fn colour(intake: &mut Intake, node: &Node) -> Option<String> {
    let colour = intake.string("colour", node)?;
    let harmless = |c: char| c.is_ascii_alphanumeric() || "#()%.,-/ ".contains(c);
    let function = colour.value.split_once('(').map(|(function, _)| function.trim());
    if colour.value.chars().all(harmless) && function.is_none_or(|name| COLOURS.contains(&name)) {
        return Some(colour.value);
    }
    let message = format!("`{}` is not a colour", colour.value);
    intake.unusable(message, colour.span, "write it like `#8a3324`, `teal` or `hsl(10 60% 40%)`");
    None
}
