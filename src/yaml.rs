//! YAML as a tree in which every value has its place.
//!
//! Front matter, configuration, themes and the words of the interface are all read through this tree. It knows
//! nothing of what the keys mean.

use crate::source::{Span, Spanned};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands, in bytes of the source.
    pub span: Span,
}

/// A YAML value. Scalars keep the words in which they were written: `2017-10` stays `2017-10`.
#[derive(Debug, Clone, PartialEq)]
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
}
