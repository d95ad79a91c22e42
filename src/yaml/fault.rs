//! What the parser does not take, said in words and shown where its cause is.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::YamlError;
use crate::source::Span;

/// A bracket that nothing closes.
pub(super) const UNCLOSED: &str = "a bracket is not closed";

pub(super) fn fault(message: &str, span: Span) -> YamlError {
    let message = message.to_owned();
    YamlError { message, span, other: None, help: None, remedy: None, next: None }
}

impl YamlError {
    pub(super) fn with_help(mut self, help: &str) -> Self {
        self.help = Some(help.to_owned());
        self
    }
}

/// What is left of the line that begins at a byte.
pub(super) fn rest_of_line(text: &str, start: usize) -> Span {
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    Span::new(start, start + line.trim_end().len())
}

/// A fault of the parser.
pub(super) fn scan_error(text: &str, error: &ScanError) -> YamlError {
    let mut start = error.marker().byte_offset().unwrap_or(0).min(text.len());
    // A fault at the end of a line is shown on the line.
    while start > 0 && text[start..].trim_start_matches([' ', '\t', '\r']).is_empty() {
        start = text[..start].char_indices().next_back().map_or(0, |(at, _)| at);
    }
    let told = message(error.kind());
    if let Some(tab) = tab(text, start) {
        return fault(message(&ErrorKind::TabInIndentation), Span::new(tab, tab + 1));
    }
    match error.kind() {
        ErrorKind::MappingValueNotAllowed => match joined(text, start) {
            Some(colon) => {
                let message = "there is no space behind this colon, so that it ends no key";
                fault(message, Span::new(colon, colon + 1))
                    .with_help("write `key: value`, with a space")
            }
            None => fault(told, rest_of_line(text, start)),
        },
        _ if told == UNCLOSED => {
            let open = unclosed(&text[..start]).unwrap_or(start);
            fault(told, rest_of_line(text, open))
        }
        _ => fault(told, rest_of_line(text, start)),
    }
}

/// The first tab that indents the line of a fault, or the next one, which was the cause.
fn tab(text: &str, at: usize) -> Option<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let mut line = start;
    for words in text[start..].split_inclusive('\n').take(2) {
        let indent = words.len() - words.trim_start().len();
        if let Some(tab) = words[..indent].find('\t').filter(|_| indent < words.len()) {
            return Some(line + tab);
        }
        line += words.len();
    }
    None
}

/// The colon in the line above a fault after which no space stands: both lines are one key then.
fn joined(text: &str, at: usize) -> Option<usize> {
    let start = text[..at].rfind('\n')?;
    let above = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &text[above..start];
    let colon = line.find(':')?;
    let is_key = line[..colon].trim_start_matches(['-', ' ']).chars().all(char::is_alphanumeric);
    let is_joined = line[colon + 1..].starts_with(|c: char| !c.is_whitespace() && c != '/');
    (is_key && is_joined && !line.contains(": ")).then_some(above + colon)
}

/// The last bracket of a text that is not closed in it.
fn unclosed(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut quote = None;
    for (at, c) in text.char_indices() {
        let begins = || text[..at].ends_with([' ', '[', '{', ',', '\n', '\t']);
        match (c, quote) {
            (c, Some(mark)) => quote = quote.filter(|_| c != mark),
            ('"' | '\'', None) if begins() => quote = Some(c),
            ('[' | '{', None) if begins() => open.push(at),
            (']' | '}', None) => drop(open.pop()),
            _ => {}
        }
    }
    open.pop()
}

fn message(kind: &ErrorKind) -> &'static str {
    use ErrorKind as Is;
    match kind {
        Is::TabInBlockIndentation | Is::TabInIndentation | Is::TabNotAllowed => {
            "a tab stands where YAML takes only spaces"
        }
        Is::UnclosedQuotedScalar | Is::UnexpectedEof => "a quotation mark is not closed",
        Is::InvalidTrailingDoubleQuotedScalar | Is::InvalidTrailingSingleQuotedScalar => {
            "there are words after the closing quotation mark"
        }
        Is::ExpectedBlockSequenceEntry => "this does not belong to the list above",
        Is::InvalidBlockScalarHeader | Is::ZeroBlockScalarIndent => {
            "a value that begins with `>` or `|` is a block and has its words on the next lines"
        }
        Is::MappingValueNotAllowed => "a second `: ` stands where there can be only one",
        Is::SimpleKeyExpected => "this line is neither a `key: value` nor an item of a list",
        Is::ExpectedBlockMappingKey | Is::InvalidIndentation | Is::ExpectedDocumentStart => {
            "this line is not indented like the ones above"
        }
        Is::UnknownAnchor | Is::MissingAnchorOrAliasName => {
            "a value that begins with `*` or `&` refers to another one, and there is none of this name"
        }
        Is::UnexpectedCharacter { .. } => "a value cannot begin with this character",
        Is::UnclosedFlowCollection { .. }
        | Is::UnexpectedEofFlowSequence
        | Is::UnexpectedEofFlowMapping
        | Is::ExpectedFlowMappingSeparator
        | Is::ExpectedFlowSequenceSeparator
        | Is::InvalidColonPlacement
        | Is::InvalidFlowScalarIndent => UNCLOSED,
        Is::MismatchedFlowCollectionEnd { .. } | Is::MisplacedFlowCollectionEnd => {
            "this bracket does not close the one that was opened"
        }
        Is::RecursionLimitExceeded => "lists and maps stand in each other more than 64 deep",
        Is::UnknownQuotedScalarEscape | Is::InvalidQuotedScalarHexEscape => {
            "a backslash in double quotation marks begins an escape, and this is none"
        }
        Is::BlockSequenceEntryNotAllowed => "a list begins on a line of its own",
        _ => "this is not YAML",
    }
}
