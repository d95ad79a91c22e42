//! YAML as a tree in which every value has its place.
//!
//! Front matter, configuration, themes and the words of the interface are all read through this tree. It knows
//! nothing of what the keys mean.

mod fault;
mod intake;
mod lines;
mod mend;
mod scalar;
mod tree;

pub use intake::{Codes, Entry, Intake};
pub use mend::{named, quoted, unlinked};
pub use scalar::{escaped, is_odd, scalar};
pub use tree::read;

use crate::diagnostic::{Code, Diagnostic, conflicts};
use crate::source::{Source, SourcePath, Span, Spanned};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands, in bytes of the source. Quotation marks and brackets belong to it; the header of a block
    /// scalar does not. An item that is nothing but a comment stands where the comment does.
    pub span: Span,
}

/// A YAML value. Scalars keep the words in which they were written: `2017-10` stays `2017-10`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`, unquoted.
    Bool(bool),
    /// A plain or quoted scalar; `quoted` tells a string from what only looks like a number or a date.
    Scalar {
        /// Its words.
        text: String,
        /// Whether it was in quotation marks or a block.
        quoted: bool,
    },
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order written.
    Map(Vec<(Spanned<String>, Node)>),
}

/// Why text is not YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// The fact, in lower case.
    pub message: String,
    /// Where, in bytes of the source.
    pub span: Span,
    /// Another place that has to do with it, and what is there.
    pub other: Option<(Span, &'static str)>,
    /// What to do; the line to paste where it can be told.
    pub help: Option<String>,
    /// What mends it.
    pub remedy: Option<Remedy>,
    /// The next fault of the same kind.
    pub next: Option<Box<YamlError>>,
}

/// A stretch of a text and what should stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// The stretch, in bytes of the source.
    pub at: Span,
    /// What should stand there.
    pub text: String,
}

impl YamlError {
    /// The faults, for a file: the conflicts of versions in it, which are no YAML, or else this one and the next ones.
    pub fn diagnostics(self, source: &Source) -> Vec<Diagnostic> {
        let conflicts = conflicts(source);
        if conflicts.is_empty() { self.told(&source.path) } else { conflicts }
    }

    fn told(mut self, source: &SourcePath) -> Vec<Diagnostic> {
        let next = self.next.take();
        let mut fault = Diagnostic::new(Code::Yaml, self.message).at(source, self.span, "");
        if let Some((span, what)) = self.other {
            fault = fault.at(source, span, what);
        }
        let mut told = vec![Diagnostic { help: self.help, ..fault }];
        told.extend(next.into_iter().flat_map(|next| next.told(source)));
        told
    }
}

impl Node {
    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The words of a scalar.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            _ => None,
        }
    }

    /// A switch: `true` and `false`, and the words that older YAML takes for them.
    pub fn as_bool(&self) -> Option<bool> {
        match self.as_str()?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        }
    }

    /// The items of a list; nothing is no items, and everything else is one.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Null => &[],
            Value::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The entries of a map, in the order written; none for anything else.
    pub fn entries(&self) -> &[(Spanned<String>, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Whether it is a map.
    pub fn is_map(&self) -> bool {
        matches!(self.value, Value::Map(_))
    }

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    /// The keys that lead to the innermost value around a place.
    pub fn keys_to(&self, place: Span) -> Vec<&str> {
        let holds = |node: &Node| node.span.start <= place.start && place.end <= node.span.end;
        let (mut keys, mut node) = (Vec::new(), self);
        loop {
            let inner = match &node.value {
                Value::Map(entries) => {
                    let entry = entries.iter().find(|(_, value)| holds(value));
                    keys.extend(entry.map(|(key, _)| key.value.as_str()));
                    entry.map(|(_, value)| value)
                }
                Value::List(items) => items.iter().find(|item| holds(item)),
                _ => None,
            };
            let Some(inner) = inner else { return keys };
            node = inner;
        }
    }

    /// What it is, in words for messages.
    pub fn what(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "a switch",
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}
