//! Where the front matter ends and the text begins.

use super::front_matter::{Front, GUARDS, SECRET};
use super::markdown::{self, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::keys;
use crate::source::{Source, Span};
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
pub(super) fn cut(front: &mut Front, source: &Source) -> Parts {
    let text = &source.text;
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
    let Some(first) = lines.next().filter(|line| is_border(line)) else {
        if let Some((place, help)) = misplaced(&text[start..]) {
            let message = "this looks like front matter, and it is read as text here";
            let fault = Diagnostic::new(Code::FrontMatterMisplaced, message).help(help);
            let place = Span::new(start + place.start as usize, start + place.end as usize);
            front.intake.fault(fault, place, "");
            parts.unreadable = true;
        }
        return parts;
    };
    let begin = start + first.len();
    let mut end = begin;
    for line in lines {
        if is_border(line) {
            parts.front_matter = Span::new(begin, end);
            parts.body = Span::new(end + line.len(), text.len());
            read(front, source, &mut parts);
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

/// So many lines may stand before what was meant to be the first.
const BEFORE: usize = 8;

/// Where front matter begins that does not stand where it is looked for, and how to mend it. What it says of the visibility
/// has no effect there, and what was to be withheld would be published.
fn misplaced(text: &str) -> Option<(Span, &'static str)> {
    let mut at = 0;
    let lines = text.split_inclusive(['\n', '\r']).map(|line| {
        at += line.len();
        (at - line.len(), line.trim_matches(is_blank))
    });
    let mut lines = lines.filter(|(_, line)| !line.is_empty());
    let first = lines.by_ref().take(BEFORE).find(|(_, line)| !is_comment(line))?;
    let place = Span::new(first.0, first.0 + text[first.0..].find(['\n', '\r'])?);
    let fence = FENCES.iter().find(|(fence, _)| is_fence(first.1, fence));
    let known: Vec<&str> = [keys::COMMON, keys::ARTICLE, keys::ENTITY, keys::QUESTION]
        .iter()
        .flat_map(|table| table.iter())
        .flat_map(|key| std::iter::once(&key.name).chain(key.also))
        .copied()
        .collect();
    if let Some((_, help)) = fence
        && lines.next().is_some_and(|(_, second)| is_key(second, &known))
    {
        return Some((place, *help));
    }
    let place = unopened(text, &known)?;
    Some((place, "put a line `---` before it and another behind the last key"))
}

/// So many lines front matter has that is looked for where no line opens it.
const LINES: usize = 200;

/// The first line of front matter that no line opens: one of its keys withholds, or `---` stands right behind several. Nothing
/// less is a reason to take words for keys.
fn unopened(text: &str, known: &[&str]) -> Option<Span> {
    let (mut first, mut keys, mut at) = (None, 0, 0);
    for (number, whole) in text.split_inclusive('\n').take(LINES).enumerate() {
        let line = whole.trim_end_matches(is_blank);
        let (is_guard, is_rule) = (is_guard(line), is_rule(line));
        if is_guard || is_key(line, known) {
            keys += 1;
            first = first.or(Some(Span::new(at, at + line.len())));
        }
        if is_guard || is_border(line) && keys > 1 {
            return first;
        }
        let goes_on =
            keys > 0 && (line.is_empty() || line.starts_with([' ', '-', '#']) || is_pair(line));
        if line.is_empty() {
            // A rule behind it ends no keys.
            keys = keys.min(1);
        } else if is_rule || !goes_on && !is_key(line, known) {
            if number >= BEFORE {
                return None;
            }
            (first, keys) = (None, 0);
        }
        at += whole.len();
    }
    None
}

/// Whether a line is a key that withholds, with such a value.
fn is_guard(line: &str) -> bool {
    let is_guard = is_key(line, &GUARDS) || is_key(line, &SECRET);
    is_guard && line.rsplit([':', '=']).next().is_some_and(withholds)
}

/// Whether a line is `key: value` with a word for a key.
fn is_pair(line: &str) -> bool {
    let name = line.split_once(':').map_or("", |(name, _)| name);
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// Whether a line is nothing but a few signs, as people draw a border.
fn is_rule(line: &str) -> bool {
    line.len() > 1 && line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '~'))
}

/// What people and programs put before front matter, and how to mend that.
const FENCES: [(&str, &str); 6] = [
    ("---", "begin the file with a line that is `---` and nothing else"),
    ("+++", "write it in YAML between two lines `---`, or let `variorum import` translate it"),
    ("```", "write it between two lines `---`, without the fence of code"),
    ("—", "write three hyphens (`---`) where a dash stands"),
    ("–", "write three hyphens (`---`) where a dash stands"),
    ("{", "write it in YAML between two lines `---`"),
];

/// Whether a value is one of a key, and not the words of a text that begins with such a word.
fn withholds(value: &str) -> bool {
    let value = value.trim().trim_matches('"').to_lowercase();
    matches!(&*value, "private" | "excerpt" | "true" | "false" | "yes" | "no")
}

fn is_fence(line: &str, fence: &str) -> bool {
    let Some(rest) = line.strip_prefix(fence) else { return false };
    match fence {
        "```" => matches!(rest.trim(), "yaml" | "yml" | "toml"),
        "—" | "–" => rest.trim_start_matches(['—', '–', '-']).is_empty(),
        "{" => rest.is_empty(),
        _ => true,
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn is_comment(line: &str) -> bool {
    line.starts_with("<!--") || line.starts_with("%%")
}

/// Whether a line is `key: value` or `key = value` with one of some keys.
fn is_key(line: &str, keys: &[&str]) -> bool {
    let name = line.split([':', '=']).next().unwrap_or_default();
    let is_pair = name.len() < line.len();
    let name = name.trim().trim_matches('"').to_lowercase();
    is_pair && keys.contains(&&*name)
}

fn read(front: &mut Front, source: &Source, parts: &mut Parts) {
    let Span { start, .. } = parts.front_matter;
    let faults = match yaml::read(&source.text[parts.front_matter.range()], start) {
        Ok(Node { value: Value::Map(mut entries), .. }) => {
            uncomment(front, &mut entries);
            parts.entries = entries;
            return;
        }
        Ok(Node { value: Value::Null, .. }) => return,
        Ok(node) => {
            let message =
                format!("front matter takes `key: value` lines, and this is {}", node.what());
            let help = "write `key: value` on each line, with a space after the colon";
            vec![Diagnostic::new(Code::Yaml, message).at(front.source, node.span, "").help(help)]
        }
        Err(error) => error.diagnostics(source),
    };
    front.intake.diagnostics.extend(faults);
    parts.unreadable = true;
}

/// The keys, of an article and its items, whose texts are Markdown or words of the text: comments in the first are cut
/// where they are read, and in the second there are none.
const AS_WRITTEN: [&str; 6] = ["highlights", "quote", "prefix", "suffix", "note", "replies"];

/// Takes the comments out of plain texts, which no reader of Markdown will see.
fn uncomment(front: &mut Front, entries: &mut [Entry]) {
    for (key, node) in entries.iter_mut() {
        uncomment_value(front, &key.value, node);
    }
}

fn uncomment_value(front: &mut Front, key: &str, node: &mut Node) {
    match &mut node.value {
        Value::Scalar { text, .. } if !AS_WRITTEN.contains(&key) => {
            let place =
                Place { source: front.source, span: node.span, verbatim: false, is_shown: false };
            if let Some(plain) = markdown::uncommented(text, &place) {
                *text = plain.value;
                front.intake.diagnostics.extend(plain.diagnostics);
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| uncomment_value(front, key, item)),
        Value::Map(entries) => uncomment(front, entries),
        Value::Scalar { .. } | Value::Null | Value::Bool(_) => {}
    }
}
