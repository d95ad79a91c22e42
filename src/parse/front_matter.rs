//! The keys that documents of every kind have, and what all readers of front matter share.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::date::{self, Around};
use crate::config::{Config, is_language};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::keys::{self, Key};
use crate::model::article::{Direction, Document, Visibility, Withdrawn};
use crate::model::date::{Dated, When};
use crate::source::{Source, SourcePath, Spanned};
use crate::yaml::{Codes, Entry, Intake, Node};

/// The front matter of one file while it is read.
pub(super) struct Front<'a> {
    /// Reads values and keeps faults.
    pub(super) intake: Intake<'a>,
    /// The file.
    pub(super) source: &'a SourcePath,
    /// The settings: folders, readers and visibility matter here.
    pub(super) config: &'a Config,
    /// The dates of the document that relative dates count from.
    pub(super) anchors: Vec<(&'static str, Option<Arc<When>>)>,
    /// The language of the document, as a BCP 47 tag.
    pub(super) language: String,
    /// Whether notes in it are to be shown.
    pub(super) is_shown: bool,
    /// Whether a key that is not known was meant to withhold something.
    pub(super) is_guarded: bool,
}

/// A key under the name that this program uses for it, and its value.
#[derive(Clone, Copy)]
pub(super) struct Field<'n> {
    /// The name: `author` also where `authors` is written.
    pub(super) key: &'n str,
    /// The key as it is written.
    pub(super) written: &'n Spanned<String>,
    /// The value.
    pub(super) value: &'n Node,
}

const VISIBILITIES: [(&str, Visibility); 3] = [
    ("full", Visibility::Full),
    ("excerpt", Visibility::Excerpt),
    ("private", Visibility::Private),
];

/// What people write who mean that nobody may see something.
pub(super) const SECRET: [&str; 6] =
    ["private", "secret", "hidden", "unlisted", "unpublished", "confidential"];

/// Keys of a document that withhold it.
pub(super) const GUARDS: [&str; 4] = ["visibility", "draft", "publish", "withdrawn"];

/// Keys that keep a name, or an item, from being published.
const PROTECTS: [&str; 3] = ["redact", "sensitive", "private"];

const DIRECTIONS: [(&str, Option<Direction>); 3] =
    [("ltr", Some(Direction::Ltr)), ("rtl", Some(Direction::Rtl)), ("auto", None)];

impl<'a> Front<'a> {
    pub(super) fn new(source: &'a Source, config: &'a Config) -> Self {
        let intake = Intake::new(Some(&source.path), &source.text, Codes::CONTENT);
        Self {
            intake,
            source: &source.path,
            config,
            anchors: Vec::new(),
            language: config.language.clone(),
            is_shown: true,
            is_guarded: false,
        }
    }

    /// The keys that have a value, under the names that this program uses. Of two keys with one name, the one that
    /// is written with that name has an effect. A key that is neither in `own` nor one that every document has is a
    /// fault.
    pub(super) fn fields<'n>(
        &mut self,
        entries: &'n [Entry],
        own: &'static [Key],
    ) -> Vec<Field<'n>> {
        let mut fields: Vec<Field<'n>> = Vec::with_capacity(entries.len());
        let mut at: BTreeMap<&str, usize> = BTreeMap::new();
        for (written, value) in entries {
            if value.is_null() {
                self.nothing(written, value);
                continue;
            }
            let key = canonical(&written.value, value, own);
            let Some(key) = key.or_else(|| self.unknown(written, value, own)) else { continue };
            let field = Field { key, written, value };
            let Some(other) = at.get(key).map(|&at| &mut fields[at]) else {
                at.insert(key, fields.len());
                fields.push(field);
                continue;
            };
            let mut unused = field;
            if field.written.value == field.key {
                unused = std::mem::replace(other, field);
            }
            let message = format!(
                "`{}` has no effect beside `{}`",
                unused.written.value, other.written.value
            );
            let fault = Diagnostic::new(Code::Unused, message).help("keep one of the two");
            self.intake.fault(fault, unused.written.span, "");
        }
        fields
    }

    /// Says of what is written like a name that YAML takes it for nothing.
    fn nothing(&mut self, key: &Spanned<String>, value: &Node) {
        if self.intake.written(value.span) == "Null" {
            let message = format!("`{}` has no value, since YAML takes `Null` for none", key.value);
            let help = format!("put it in quotation marks: `{}: \"Null\"`", key.value);
            let fault = Diagnostic::new(Code::WrongType, message).help(help);
            self.intake.fault(fault, value.span, "");
        }
    }

    /// Addresses of the web, and nothing that could run.
    pub(super) fn addresses(&mut self, key: &str, node: &Node) -> Vec<Spanned<String>> {
        let mut addresses = self.intake.strings(key, node);
        addresses.retain(|address| self.is_usable(address));
        addresses
    }

    /// Addresses of the web, or files beside the document.
    pub(super) fn addresses_or_files(&mut self, key: &str, node: &Node) -> Vec<Spanned<String>> {
        let mut places = self.intake.strings(key, node);
        places.retain(|place| {
            let is_file = !place.value.contains(':');
            is_file || self.is_usable(place)
        });
        places
    }

    /// Whether a text is one address of the web. What is none is a fault.
    fn is_usable(&mut self, address: &Spanned<String>) -> bool {
        let (what, help) = match &*address.value {
            text if !is_address(text) => {
                ("not an address of the web", "write it whole, from `https://` on")
            }
            text if text.contains(" http") => ("more than one address", "keep one of them"),
            _ => return true,
        };
        self.intake.unusable(format!("`{}` is {what}", address.value), address.span, help);
        false
    }

    /// A date of the document.
    pub(super) fn date(&mut self, key: &str, node: &Node) -> Option<Dated> {
        let around = Around { anchors: &self.anchors, language: &self.language };
        date::date(&mut self.intake, key, node, around)
    }

    /// Reads a key that every document has.
    pub(super) fn common(&mut self, field: &Field, document: &mut Document) {
        let Field { key, written, value } = *field;
        let intake = &mut self.intake;
        match key {
            "title" => document.title = intake.string(key, value).unwrap_or_default(),
            "aliases" => self.aliases(value, document),
            "redirect_from" => {
                // Whether they can be addresses is asked where all addresses are given.
                document.redirect_from.extend(intake.strings(key, value));
            }
            "tags" => document.tags = intake.tags(key, value),
            "summary" => document.summary = intake.string(key, value),
            "language" => document.language = self.language(value),
            "dir" => document.direction = intake.word(key, value, &DIRECTIONS).flatten(),
            "visibility" => {
                let word = intake.word(key, value, &VISIBILITIES);
                if let (None, Some(fault)) = (word, intake.diagnostics.last_mut()) {
                    // A word that nobody knows was meant to withhold something.
                    let help = fault.help.take().unwrap_or_default();
                    fault.help = Some(format!("{help}; until then this file stays private"));
                }
                withhold(document, word.unwrap_or(Visibility::Private));
            }
            "publish" => {
                let published = intake.flag(key, value).unwrap_or(false);
                document.visibility =
                    document.visibility.max((!published).then_some(Visibility::Private));
            }
            "draft" => document.draft = intake.guard(key, value),
            "noindex" => document.noindex = intake.guard(key, value),
            "withdrawn" => document.withdrawn = self.withdrawn(value),
            "extra" => document.extra.extend(intake.map(key, value).iter().cloned()),
            _ if written.value.starts_with("x-") => {
                document.extra.push((written.clone(), value.clone()));
            }
            // `slug` and `type` have been read for the address.
            _ => {}
        }
    }

    /// Says that a key of a document is not known. What was meant to withhold it does, and what was meant to protect a
    /// name is the key that was meant.
    fn unknown(
        &mut self,
        key: &Spanned<String>,
        value: &Node,
        own: &'static [Key],
    ) -> Option<&'static str> {
        const STAYS: &str = "until then this file stays private";
        let tables = [own, keys::COMMON];
        let near = nearest(&key.value, keys::names(&tables).into_iter().chain(SECRET));
        let guards = value.as_bool() != Some(false);
        let (mut meant, name) = (None, &key.value);
        let others =
            [("article", keys::ARTICLE), ("entity", keys::ENTITY), ("question", keys::QUESTION)];
        let other = others.iter().find(|(_, table)| keys::find(&[table], name).is_some());
        let help = match near {
            // It is no slip of another key.
            _ if other.is_some() => {
                let kind = other.map_or("", |(kind, _)| kind);
                format!("only a file of the type `{kind}` has it; what is your own is `x-{name}`")
            }
            Some(near) if guards && SECRET.contains(&near) => {
                self.is_guarded = true;
                format!("write `visibility: private`; {STAYS}")
            }
            Some(near) if guards && GUARDS.contains(&near) => {
                self.is_guarded = true;
                format!("did you mean `{near}`? {STAYS}")
            }
            Some(near) if PROTECTS.contains(&near) => {
                meant = keys::find(&tables, near).map(|key| key.name);
                format!("write `{near}: true`; until then it is read so")
            }
            _ if name == "calendar" => {
                "write it with the date that it is of: `{text: 3 January 1813, calendar: julian}`"
                    .into()
            }
            Some(near) if !SECRET.contains(&near) => format!("did you mean `{near}`?"),
            _ => format!("if it is your own, write it as `x-{name}` or under `extra:`"),
        };
        self.intake.unknown(key, help);
        meant
    }

    /// Says that a key of an item is not known; the key of the item that was meant if one was that withholds.
    pub(super) fn unknown_in_item(
        &mut self,
        key: &Spanned<String>,
        value: &Node,
        tables: &[&'static [Key]],
    ) -> Option<&'static str> {
        if key.value == "relative_to" {
            let help = "write it with the words that count: `date: {text: Wednesday, relative_to: published}`";
            self.intake.unknown(key, help.to_owned());
            return None;
        }
        let known = keys::names(tables).into_iter().chain(SECRET).chain(PROTECTS).chain(GUARDS);
        let near = nearest(&key.value, known).unwrap_or_default();
        let withholds =
            SECRET.contains(&near) || PROTECTS.contains(&near) || GUARDS.contains(&near);
        if !withholds || value.as_bool() == Some(near == "publish") {
            self.intake.unknown_key(key, tables);
            return None;
        }
        if near == "redact" || near == "sensitive" {
            // The name would stay in the text.
            let fault =
                Diagnostic::new(Code::Leak, format!("no item can have the key `{}`", key.value));
            let help =
                format!("write `{near}: true` into a record of the name, a file of `entities/`");
            self.intake.fault(fault.help(help), key.span, "");
        } else {
            let help = "write `private: true`; until then it is read so";
            self.intake.unknown(key, help.to_owned());
        }
        Some("private")
    }

    /// Other titles; those that look like addresses are former addresses.
    fn aliases(&mut self, value: &Node, document: &mut Document) {
        for alias in self.intake.strings("aliases", value) {
            if alias.value.contains('/') || is_page(&alias.value) {
                document.redirect_from.push(alias);
            } else {
                document.aliases.push(alias);
            }
        }
    }

    fn language(&mut self, value: &Node) -> Option<Spanned<String>> {
        let language = self.intake.string("language", value)?;
        if is_language(&language.value) {
            return Some(language);
        }
        let message = format!("`{}` is not a language tag", language.value);
        self.intake.unusable(message, language.span, "write it like `en`, `pt-BR` or `zh-Hant`");
        None
    }

    /// `true`, a reason, or a map of date and reason.
    fn withdrawn(&mut self, value: &Node) -> Option<Withdrawn> {
        let mut withdrawn = Withdrawn { date: None, reason: None };
        if let Some(on) = value.as_bool() {
            return on.then_some(withdrawn);
        }
        if !value.is_map() {
            withdrawn.reason = self.intake.text("withdrawn", value);
            return Some(withdrawn);
        }
        for (key, node) in self.intake.known(value.entries(), &[keys::WITHDRAWN]) {
            match key {
                "date" => withdrawn.date = self.date(key, node),
                "reason" => withdrawn.reason = self.intake.text(key, node),
                _ => {}
            }
        }
        Some(withdrawn)
    }
}

/// Of two things said of the visibility, the stricter holds.
fn withhold(document: &mut Document, visibility: Visibility) {
    document.visibility = document.visibility.max(Some(visibility));
}

/// Reads the keys of a page of the reader's own.
pub(super) fn page(front: &mut Front, fields: &[Field], document: &mut Document) {
    for field in fields {
        front.common(field, document);
    }
}

/// The name that this program uses for a key. `source` is an address or an outlet.
fn canonical<'n>(key: &'n str, value: &Node, own: &'static [Key]) -> Option<&'n str> {
    if key.starts_with("x-") {
        return Some(key);
    }
    let name = keys::find(&[own, keys::COMMON], key)?.name;
    if name == "source" {
        let first = value.items().first().and_then(Node::as_str).unwrap_or_default();
        return Some(if is_address(first) { "url" } else { "outlet" });
    }
    Some(name)
}

/// Whether a text is the name of a page.
pub(super) fn is_page(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("html"))
}

/// Whether a text is a web address.
fn is_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}
