//! Where the front matter ends and the text begins.

use super::front_matter::Front;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::{self, Entry, Node, Value};

/// The two parts of a file.
pub(super) struct Parts {
    /// What the front matter says.
    pub(super) entries: Vec<Entry>,
    /// Where it stands, without its `---`; empty where there is none.
    pub(super) front_matter: Span,
    /// Where the text stands.
    pub(super) body: Span,
    /// Whether there is front matter that cannot be read.
    pub(super) unreadable: bool,
}

/// Cuts a file at the line `---` that ends its front matter.
pub(super) fn cut(front: &mut Front, text: &str) -> Parts {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut parts = Parts {
        entries: Vec::new(),
        front_matter: Span::at(start),
        body: Span::new(start, text.len()),
        unreadable: false,
    };
    if text[start..].trim().is_empty() {
        let fault = Diagnostic::new(Code::EmptyFile, "this file has no content");
        front.intake.fault(fault.help("write a title and a text, or remove it"), Span::at(0), "");
        return parts;
    }
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_border(line)) else { return parts };
    let begin = start + first.len();
    let mut end = begin;
    for line in lines {
        if is_border(line) {
            parts.front_matter = Span::new(begin, end);
            parts.body = Span::new(end + line.len(), text.len());
            read(front, text, &mut parts);
            return parts;
        }
        end += line.len();
    }
    let message = "the front matter begins here and nothing ends it";
    let fault = Diagnostic::new(Code::FrontMatterOpen, message);
    let help = "put a line `---` between the front matter and the text";
    front.intake.fault(fault.help(help), Span::new(start, start + 3), "");
    parts.unreadable = true;
    parts
}

fn is_border(line: &str) -> bool {
    line.trim_end() == "---"
}

fn read(front: &mut Front, text: &str, parts: &mut Parts) {
    let Span { start, .. } = parts.front_matter;
    let fault = match yaml::read(&text[parts.front_matter.range()], start) {
        Ok(Node { value: Value::Map(entries), .. }) => {
            parts.entries = entries;
            return;
        }
        Ok(Node { value: Value::Null, .. }) => return,
        Ok(node) => {
            let message =
                format!("front matter takes `key: value` lines, and this is {}", node.what());
            let help = "write `key: value` on each line, with a space after the colon";
            Diagnostic::new(Code::Yaml, message).at(front.source, node.span, "").help(help)
        }
        Err(error) => error.diagnostic(front.source),
    };
    front.intake.diagnostics.push(fault);
    parts.unreadable = true;
}
