//! Typed values from the nodes of one file, with one way to say what is wrong with them.
//!
//! Does not know what keys mean: the callers ask for what a key is to them.

use std::fmt::Display;
use std::str::FromStr;

use super::{Node, Value, named, quoted, scalar, unlinked};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::keys::{self, Key};
use crate::source::{Change, Edit, SourcePath, Span, Spanned};

/// A key and its value.
pub type Entry = (Spanned<String>, Node);

/// What faults of a kind of file are called.
#[derive(Debug, Clone, Copy)]
pub struct Codes {
    /// A value of another type than the key takes.
    pub wrong_type: Code,
    /// A key that nobody knows.
    pub unknown_key: Code,
    /// A word that the key does not take.
    pub unknown_value: Code,
}

impl Codes {
    /// The codes of front matter.
    pub const CONTENT: Self = Self {
        wrong_type: Code::WrongType,
        unknown_key: Code::UnknownKey,
        unknown_value: Code::UnknownValue,
    };
    /// The codes of `variorum.yaml` and `theme.yaml`.
    pub const CONFIG: Self = Self {
        wrong_type: Code::Config,
        unknown_key: Code::UnknownConfigKey,
        unknown_value: Code::Config,
    };
}

/// Reads values of one file, and keeps what was wrong.
#[derive(Debug)]
pub struct Intake<'a> {
    /// The file; nothing for values that no file holds.
    source: Option<&'a SourcePath>,
    /// Its text, which the places of the nodes are places of.
    text: &'a str,
    codes: Codes,
    /// What was wrong so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Intake<'a> {
    /// For the nodes of a file, or of a text that no file holds.
    pub fn new(source: Option<&'a SourcePath>, text: &'a str, codes: Codes) -> Self {
        Self { source, text, codes, diagnostics: Vec::new() }
    }

    /// Takes back the faults of a kind among those that were noted behind the first so many.
    pub fn take_back(&mut self, first: usize, code: Code) {
        let noted = self.diagnostics.split_off(first);
        self.diagnostics.extend(noted.into_iter().filter(|fault| fault.code != code));
    }

    /// Notes a fault at a place.
    pub fn fault(&mut self, diagnostic: Diagnostic, span: Span, label: &str) {
        self.diagnostics.push(match self.source {
            Some(source) => diagnostic.at(source, span, label),
            None => diagnostic,
        });
    }

    /// The file.
    pub fn source(&self) -> Option<&'a SourcePath> {
        self.source
    }

    /// What stands at a place, as it is written.
    pub fn written(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default().trim()
    }

    /// The lines at a place, trimmed, each with its own place.
    pub fn written_lines(&self, span: Span) -> impl Iterator<Item = Spanned<&'a str>> + use<'a> {
        let text = self.text.get(span.range()).unwrap_or_default();
        let mut start = span.start as usize;
        text.split_inclusive('\n').map(move |line| {
            let words = line.trim();
            let begin = start + line.len() - line.trim_start().len();
            start += line.len();
            Spanned::new(words, Span::new(begin, begin + words.len()))
        })
    }

    /// Says that a value has another type than its key takes.
    pub fn wrong_type(&mut self, key: &str, node: &Node, takes: &str) {
        let message = format!("`{key}` takes {takes}, and this is {}", node.what());
        let mut fault = Diagnostic::new(self.codes.wrong_type, message);
        let example = keys::example(key, |example| match takes {
            "a number" => example.parse::<f64>().is_ok(),
            "a map" => example.starts_with('{'),
            "`true` or `false`" => ["true", "false"].contains(&example),
            _ => !example.starts_with('{'),
        });
        let lines =
            || (takes == "a map").then(|| "write it as lines of the form `key: value`".into());
        fault.help = example.map(|e| format!("write it like `{key}: {e}`")).or_else(lines);
        self.fault(fault, node.span, "");
    }

    /// Says that a value is not one that the key takes.
    pub fn unusable(&mut self, message: impl Display, span: Span, help: impl Into<String>) {
        let fault = Diagnostic::new(self.codes.unknown_value, message.to_string()).help(help);
        self.fault(fault, span, "");
    }

    /// The entries whose keys are in some tables, under the names that these have; the others are faults.
    pub fn known<'n>(
        &mut self,
        entries: &'n [Entry],
        tables: &[&'static [Key]],
    ) -> Vec<(&'static str, &'n Node)> {
        let mut known = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            match keys::find(tables, &key.value) {
                Some(key) => known.push((key.name, node)),
                None => self.unknown_key(key, tables),
            }
        }
        known
    }

    /// Says that nobody knows a key.
    pub fn unknown_key(&mut self, key: &Spanned<String>, tables: &[&'static [Key]]) {
        self.unknown_name(key, &keys::names(tables));
    }

    /// Says that a key is none of these.
    pub fn unknown_name(&mut self, key: &Spanned<String>, known: &[&str]) {
        let name = &key.value;
        let help = match nearest(&key.value, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "remove it: there is nothing to set here".into(),
            None if known.len() > 12 => format!("remove it, or write `x-{name}` if it is your own"),
            None => format!("the keys here are {}", listed(known)),
        };
        self.unknown(key, help);
    }

    /// Says that a key is not known, and what to do.
    pub fn unknown(&mut self, key: &Spanned<String>, help: String) {
        let message = format!("the key `{}` is not known", key.value);
        self.fault(Diagnostic::new(self.codes.unknown_key, message).help(help), key.span, "");
    }

    /// Text. A list or map in brackets was meant as words, `[sic] so`, and is turned back into them.
    pub fn string(&mut self, key: &str, node: &Node) -> Option<Spanned<String>> {
        if let Some(text) = node.as_str() {
            let text = text.trim();
            return (!text.is_empty()).then(|| Spanned::new(text.to_owned(), node.span));
        }
        if node.is_null() {
            return None;
        }
        self.wrong_type(key, node, "text");
        if !self.written(node.span).starts_with(['[', '{']) {
            return None;
        }
        self.turned_back(node, &format!("{key}: "))
    }

    /// What YAML took apart, as it is written, where it stands in brackets or on one line. The fault that was noted
    /// last gets the line to paste, which begins with `before`.
    pub fn turned_back(&mut self, node: &Node, before: &str) -> Option<Spanned<String>> {
        let words = self.written(node.span);
        if !words.starts_with(['[', '{']) && words.contains('\n') {
            return None;
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let paste = format!("put it in quotation marks: `{before}{}`", quoted(&words));
        if let Some(fault) = self.diagnostics.last_mut() {
            fault.help = Some(paste);
            fault.fix = Some(Edit { at: node.span, change: Change::Words(words.clone()) });
        }
        Some(Spanned::new(words, node.span))
    }

    /// Text without its place.
    pub fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        self.string(key, node).map(|text| text.value)
    }

    /// A name in an item, also as a wikilink, `[[name]]`, with or without quotation marks.
    pub fn name(&mut self, key: &str, node: &Node) -> Option<Spanned<String>> {
        self.one_name(key, node, "name one here, and write another item for each of the others")
    }

    /// The name that a file has under a key.
    pub fn own_name(&mut self, key: &str, node: &Node) -> Option<Spanned<String>> {
        self.one_name(key, node, &format!("name one here: a file has one `{key}`"))
    }

    /// One name; where there are several, `help` says what to do.
    fn one_name(&mut self, key: &str, node: &Node, help: &str) -> Option<Spanned<String>> {
        let words = self.written(node.span);
        let linked = unlinked(words);
        if matches!(node.value, Value::List(_)) && linked != words {
            return Some(Spanned::new(linked.to_owned(), node.span));
        }
        if let Value::List(items) = &node.value
            && items.len() > 1
            && items.iter().all(|item| item.as_str().is_some())
        {
            let message = format!("`{key}` takes one, and these are {}", items.len());
            let fault = Diagnostic::new(self.codes.wrong_type, message).help(help);
            self.fault(fault, node.span, "");
            return None;
        }
        let within = match &node.value {
            Value::List(items) if items.len() == 1 => items.first(),
            _ => node.get("name"),
        };
        if let Some(name) = within.filter(|name| name.as_str().is_some()) {
            self.wrong_type(key, node, "a name");
            let name = self.string(key, name)?;
            if let Some(fault) = self.diagnostics.last_mut() {
                let alone = scalar(&name.value, true);
                fault.help = Some(format!("write the name alone: `{key}: {alone}`"));
            }
            return Some(name);
        }
        let name = self.string(key, node)?;
        let name = name.map(|name| named(&name).to_owned());
        (!name.value.is_empty()).then_some(name)
    }

    /// A list of names; one name is a list of one.
    pub fn names(&mut self, key: &str, node: &Node) -> Vec<Spanned<String>> {
        let words = self.written(node.span);
        if unlinked(words) != words {
            return self.name(key, node).into_iter().collect();
        }
        node.items().iter().filter_map(|item| self.name(key, item)).collect()
    }

    /// A list of texts; one text is a list of one.
    pub fn strings(&mut self, key: &str, node: &Node) -> Vec<Spanned<String>> {
        node.items().iter().filter_map(|item| self.string(key, item)).collect()
    }

    /// A list of words, or one text that has commas between them; `#` before a word is left out.
    pub fn tags(&mut self, key: &str, node: &Node) -> Vec<Spanned<String>> {
        let mut tags: Vec<Spanned<String>> = Vec::new();
        for text in self.strings(key, node) {
            // An item of a list can have a comma of its own: `Newton, Isaac`.
            let words: Vec<&str> = match node.value {
                Value::List(_) => vec![&text.value],
                _ => text.value.split(',').collect(),
            };
            let words = words.iter().map(|tag| tag.trim().trim_start_matches('#').trim_start());
            for word in words.filter(|word| !word.is_empty()) {
                if !tags.iter().any(|tag| tag.value == word) {
                    tags.push(Spanned::new(word.to_owned(), text.span));
                }
            }
        }
        tags
    }

    /// A switch; nothing when it is none, and a fault says so.
    pub fn flag(&mut self, key: &str, node: &Node) -> Option<bool> {
        let flag = node.as_bool();
        if flag.is_none() && !node.is_null() {
            self.wrong_type(key, node, "`true` or `false`");
        }
        flag
    }

    /// A switch that keeps something from being published: when it cannot be read, it is on.
    pub fn guard(&mut self, key: &str, node: &Node) -> bool {
        self.flag(key, node).unwrap_or(!node.is_null())
    }

    /// A number.
    pub fn number<T: FromStr>(&mut self, key: &str, node: &Node) -> Option<Spanned<T>> {
        let number = node.as_str().and_then(|text| text.trim().parse().ok());
        if number.is_none() && !node.is_null() {
            self.wrong_type(key, node, "a number");
        }
        number.map(|number| Spanned::new(number, node.span))
    }

    /// One of some words, without regard to case.
    pub fn word<T: Copy>(&mut self, key: &str, node: &Node, words: &[(&str, T)]) -> Option<T> {
        if let Value::List(items) = &node.value
            && let [Some(only)] = items.iter().map(Node::as_str).collect::<Vec<_>>()[..]
            && let Some(&(word, value)) = words.iter().find(|(word, _)| *word == only)
        {
            self.wrong_type(key, node, "one word");
            if let Some(fault) = self.diagnostics.last_mut() {
                fault.help = Some(format!("write `{key}: {word}`"));
            }
            return Some(value);
        }
        let text = self.string(key, node)?;
        let found = words.iter().find(|(word, _)| text.value.eq_ignore_ascii_case(word));
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|&(word, _)| word).collect();
            let message = format!("`{key}` does not take `{}`", text.value);
            self.unusable(message, text.span, format!("it takes {}", listed(&known)));
        }
        found.map(|&(_, value)| value)
    }

    /// The entries of a map; none for nothing, and for anything else, which is a fault.
    pub fn map<'n>(&mut self, key: &str, node: &'n Node) -> &'n [Entry] {
        if !node.is_map() && !node.is_null() {
            self.wrong_type(key, node, "a map");
        }
        node.entries()
    }
}

/// Words in backticks with commas and "or".
fn listed(words: &[&str]) -> String {
    let Some((last, others)) = words.split_last() else { return String::new() };
    let others: Vec<String> = others.iter().map(|word| format!("`{word}`")).collect();
    let comma = if others.is_empty() { "" } else { " or " };
    format!("{}{comma}`{last}`", others.join(", "))
}
