//! From the events of the YAML parser to a tree.
//!
//! Reads at the level of events, below serde: a third of the cost, exact places, and every scalar as it was written.

use std::collections::BTreeMap;

use serde_yaml::granit_parser::{self, Event, Parser, ScalarStyle};

use super::fault::{UNCLOSED, fault, rest_of_line, scan_error};
use super::lines::joined;
use super::{Node, Value, YamlError, mend};
use crate::source::{Span, Spanned};

/// How deep lists and maps may stand in each other.
const DEEPEST: usize = 64;

/// How many values aliases may repeat. Nobody writes as many; bombs of aliases do.
const MOST_REPEATED: usize = 10_000;

/// So many keys that stand twice are told.
const MOST_TOLD: usize = 50;

/// Reads YAML.
///
/// `text` is a part of a source that begins at byte `base`. An empty text is nothing.
pub fn read(text: &str, base: u32) -> Result<Node, YamlError> {
    build(text)
        .map(|mut node| {
            shift(&mut node, base);
            node
        })
        .map_err(|mut error| {
            if error.help.is_none() {
                let mended = mend::mend(text, error.span.start as usize);
                (error.help, error.remedy) = mended.map_or((None, None), |(h, r)| (Some(h), r));
                if error.message == UNCLOSED {
                    let words = error
                        .help
                        .take()
                        .map(|help| format!("; or, if it is one of the words, {help}"));
                    error.help = Some(format!("close it{}", words.unwrap_or_default()));
                }
            }
            if let Some(remedy) = &mut error.remedy {
                remedy.at = moved(remedy.at, base);
            }
            let mut next = Some(&mut error);
            while let Some(error) = next {
                error.span = moved(error.span, base);
                error.other = error.other.map(|(span, what)| (moved(span, base), what));
                next = error.next.as_deref_mut();
            }
            error
        })
}

/// Where the first fault is, if there is one.
pub(super) fn first_fault(text: &str) -> Option<usize> {
    build(text).err().map(|error| error.span.start as usize)
}

fn moved(span: Span, base: u32) -> Span {
    Span { start: span.start.saturating_add(base), end: span.end.saturating_add(base) }
}

fn shift(node: &mut Node, base: u32) {
    if base == 0 {
        return;
    }
    node.span = moved(node.span, base);
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| shift(item, base)),
        Value::Map(entries) => {
            for (key, value) in entries {
                key.span = moved(key.span, base);
                shift(value, base);
            }
        }
        _ => {}
    }
}

/// A list or map that has begun.
struct Frame {
    start: usize,
    flow: bool,
    anchor: usize,
    is: Unfinished,
}

enum Unfinished {
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>, Option<Spanned<String>>),
}

struct Builder<'a> {
    text: &'a str,
    stack: Vec<Frame>,
    root: Option<Node>,
    anchors: BTreeMap<usize, Node>,
    repeated: usize,
    /// Keys that stand in a map twice.
    twice: Vec<YamlError>,
    /// The end of the last value or key.
    end: usize,
}

fn build(text: &str) -> Result<Node, YamlError> {
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = Builder {
        text,
        stack: Vec::new(),
        root: None,
        anchors: BTreeMap::new(),
        repeated: 0,
        twice: Vec::new(),
        end: 0,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| scan_error(text, &error))?;
        let start = span.start.byte_offset().unwrap_or(0);
        let end = span.end.byte_offset().unwrap_or(start);
        builder.event(event, start, end, span.tag_start().and_then(|mark| mark.byte_offset()))?;
    }
    builder.twice.sort_by_key(|error| error.span);
    builder.twice.truncate(MOST_TOLD);
    let told = builder.twice.into_iter().rev();
    let first = told.reduce(|next, error| YamlError { next: Some(Box::new(next)), ..error });
    if let Some(error) = first {
        return Err(error);
    }
    Ok(builder.root.unwrap_or(Node { value: Value::Null, span: Span::at(0) }))
}

impl Builder<'_> {
    fn event(
        &mut self,
        event: Event<'_>,
        start: usize,
        end: usize,
        tag: Option<usize>,
    ) -> Result<(), YamlError> {
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                return Err(fault(
                    "a second YAML document begins here",
                    rest_of_line(self.text, start),
                )
                .with_help("remove this line and what follows it"));
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open(start, end > start, anchor, Unfinished::List(Vec::new()));
            }
            Event::MappingStart(_, anchor, _) => {
                self.open(start, end > start, anchor, Unfinished::Map(Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => return self.close(end),
            Event::Scalar(text, style, anchor, name) => {
                let text = joined(text.into_owned(), &self.text[start..end]);
                let core = name.as_ref().is_some_and(|name| name.core_suffix().is_some());
                let node = match tag.filter(|_| !core && style == ScalarStyle::Plain) {
                    // `!important words` is meant as words far more often than as a tag.
                    Some(tag) => scalar(self.text[tag..end].to_owned(), true, tag, end),
                    None if style == ScalarStyle::Plain && !core => self.plain(&text, start, end),
                    None => scalar(text, true, start, end),
                };
                return self.value(node, anchor);
            }
            Event::Alias(anchor) => {
                let mut node = self.anchors.get(&anchor).cloned().ok_or_else(|| {
                    fault("this alias stands inside of what it repeats", Span::new(start, end))
                })?;
                self.repeat(&node, start, end)?;
                node.span = Span::new(start, end);
                return self.value(node, 0);
            }
            _ => {}
        }
        Ok(())
    }

    /// A plain scalar: nothing, a switch, or words.
    fn plain(&self, text: &str, start: usize, end: usize) -> Node {
        let value = match text {
            _ if start == end => Value::Null,
            "~" | "null" | "Null" | "NULL" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::Scalar { text: text.to_owned(), quoted: false },
        };
        let in_list = matches!(self.stack.last(), Some(Frame { is: Unfinished::List(_), .. }));
        let comment = (start == end && in_list).then(|| self.comment_before(start)).flatten();
        Node { value, span: comment.unwrap_or(Span::new(start, end)) }
    }

    /// The comment that stands where an item of a list would, if that is what the item is.
    fn comment_before(&self, start: usize) -> Option<Span> {
        let between = self.text.get(self.end..start)?;
        let line = between.rfind("- #")?;
        let begin = self.end + line + 2;
        Some(rest_of_line(self.text, begin))
    }

    fn open(&mut self, start: usize, flow: bool, anchor: usize, is: Unfinished) {
        self.stack.push(Frame { start, flow, anchor, is });
    }

    fn close(&mut self, end: usize) -> Result<(), YamlError> {
        let Some(frame) = self.stack.pop() else { return Ok(()) };
        // The end of a block is told at the next token; it ends with its last value.
        let end = if frame.flow { end } else { self.end.max(frame.start) };
        let span = Span::new(frame.start, end);
        let value = match frame.is {
            Unfinished::List(items) => Value::List(items),
            Unfinished::Map(entries, _) => {
                if frame.flow {
                    self.refuse_lone_keys(&entries, span)?;
                }
                self.twice.extend(repeated_keys(&entries));
                Value::Map(entries)
            }
        };
        self.value(Node { value, span }, frame.anchor)
    }

    /// `{value: about 11,000, unit: deaths}` has a key `000`, which nobody meant. A map of nothing but such keys is
    /// kept: `{1667, 1668}` is how dates write a set.
    fn refuse_lone_keys(
        &self,
        entries: &[(Spanned<String>, Node)],
        map: Span,
    ) -> Result<(), YamlError> {
        let lone = |(key, value): &&(Spanned<String>, Node)| {
            let after = self.text.get(key.span.end as usize..).unwrap_or_default();
            value.is_null() && !after.trim_start().starts_with(':') && !after.starts_with('"')
        };
        match entries.iter().find(lone) {
            Some((key, _)) if !entries.iter().all(|entry| lone(&entry)) => {
                let message =
                    format!("the comma ends the value, so `{}` is a key without one", key.value);
                let mended = mend::flow_map(self.text, entries, map);
                let (help, remedy) = mended.unzip();
                Err(YamlError { help, remedy, ..fault(&message, key.span) })
            }
            _ => Ok(()),
        }
    }

    /// Puts a finished value where it belongs: into the innermost list or map, or at the root.
    fn value(&mut self, node: Node, anchor: usize) -> Result<(), YamlError> {
        self.end = self.end.max(node.span.end as usize);
        if anchor > 0 {
            self.repeat(&node, node.span.start as usize, node.span.end as usize)?;
            self.anchors.insert(anchor, node.clone());
        }
        match self.stack.last_mut().map(|frame| &mut frame.is) {
            None => self.root = Some(node),
            Some(Unfinished::List(items)) => items.push(node),
            Some(Unfinished::Map(_, key @ None)) => {
                let name = match (&node.value, node.as_str()) {
                    (_, Some(name)) => name.to_owned(),
                    (Value::Null, None) => self.text[node.span.range()].to_owned(),
                    _ => return Err(fault("a key is not a word", node.span)),
                };
                *key = Some(Spanned::new(name, node.span));
            }
            Some(Unfinished::Map(entries, key)) => {
                entries.extend(key.take().map(|key| (key, node)));
            }
        }
        Ok(())
    }

    /// Counts values that are kept twice, and stops when there are too many.
    fn repeat(&mut self, node: &Node, start: usize, end: usize) -> Result<(), YamlError> {
        self.repeated += count(node);
        if self.repeated <= MOST_REPEATED {
            return Ok(());
        }
        let message = format!("aliases repeat more than {MOST_REPEATED} values");
        Err(fault(&message, Span::new(start, end)).with_help("write the values out, without `*`"))
    }
}

/// The faults that keys of a map are which stand in it already.
fn repeated_keys(entries: &[(Spanned<String>, Node)]) -> Vec<YamlError> {
    let mut entries: Vec<&(Spanned<String>, Node)> = entries.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| key);
    let twice = entries.windows(2).filter(|pair| pair[0].0.value == pair[1].0.value);
    let told = twice.map(|pair| {
        let (first, second) = (&pair[0].0, &pair[1].0);
        let message = format!("the key `{}` is here twice", second.value);
        let has_list = pair.iter().any(|(_, value)| matches!(value.value, Value::List(_)));
        let help =
            if has_list { "put the items of both into one list" } else { "keep one of the two" };
        let error = fault(&message, second.span).with_help(help);
        YamlError { other: Some((first.span, "the first one")), ..error }
    });
    told.collect()
}

fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|(_, value)| count(value)).sum(),
        _ => 0,
    }
}

fn scalar(text: String, quoted: bool, start: usize, end: usize) -> Node {
    Node { value: Value::Scalar { text, quoted }, span: Span::new(start, end) }
}
