//! YAML as a tree in which every value has its place.
//!
//! Front matter, configuration, themes and the words of the interface are all read through this tree. It knows
//! nothing of what the keys mean.

use std::collections::BTreeMap;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span as ParserSpan};

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

/// Deeper nesting than this is a mistake or an attack; real front matter has six levels.
const DEEPEST: usize = 48;
/// More values than this, aliases counted as what they stand for, are refused.
const MOST: usize = 1_000_000;

/// Reads the first document of `text`, which begins at byte `base` of its source.
///
/// An empty text is [`Value::Null`]. Text that goes on after the first document is an error.
pub fn read(text: &str, base: u32) -> Result<Node, YamlError> {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        base: base as usize,
        end: text.len(),
        anchors: BTreeMap::new(),
        values: 0,
    };
    let mut root = None;
    loop {
        match reader.next()? {
            None | Some((Event::StreamEnd, _)) => break,
            Some((Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd, _)) => {}
            Some((event, span)) if root.is_none() => root = Some(reader.node(event, span, 0)?),
            Some((_, span)) => {
                let message = "a second document begins here".into();
                return Err(YamlError { message, span: reader.span(span) });
            }
        }
    }
    Ok(root.unwrap_or(Node { value: Value::Null, span: Span::at(reader.base) }))
}

struct Reader<'a> {
    parser: Parser<'a, serde_yaml::granit_parser::StrInput<'a>>,
    base: usize,
    end: usize,
    anchors: BTreeMap<usize, (Node, usize)>,
    values: usize,
}

impl<'a> Reader<'a> {
    /// The next event that bears on a value.
    fn next(&mut self) -> Result<Option<(Event<'a>, ParserSpan)>, YamlError> {
        loop {
            match self.parser.next_event() {
                None => return Ok(None),
                Some(Ok((Event::Anchor(..), _))) => {}
                Some(Ok(event)) => return Ok(Some(event)),
                Some(Err(error)) => {
                    let at = error.marker().byte_offset().unwrap_or(self.end).min(self.end);
                    return Err(Self::fault(error.info(), Span::at(self.base + at)));
                }
            }
        }
    }

    fn fault(message: impl Into<String>, span: Span) -> YamlError {
        YamlError { message: message.into(), span }
    }

    fn span(&self, span: ParserSpan) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span::new(self.base + range.start, self.base + range.end.max(range.start))
    }

    fn node(&mut self, event: Event<'a>, at: ParserSpan, depth: usize) -> Result<Node, YamlError> {
        let span = self.span(at);
        self.count(1, span)?;
        if depth > DEEPEST {
            return Err(Self::fault("values are nested too deeply", span));
        }
        let before = self.values;
        let (node, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => {
                (Node { value: scalar(&text, style), span }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => (self.list(span, depth)?, anchor),
            Event::MappingStart(_, anchor, _) => (self.map(span, depth)?, anchor),
            Event::Alias(id) => {
                let Some((node, size)) = self.anchors.get(&id).cloned() else {
                    return Err(Self::fault("an alias stands inside of what it names", span));
                };
                self.count(size, span)?;
                return Ok(Node { span, ..node });
            }
            Event::UnresolvedAlias(name) => {
                return Err(Self::fault(format!("no anchor `&{name}` stands before this"), span));
            }
            _ => return Err(Self::fault("a value is missing", span)),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), self.values - before + 1));
        }
        Ok(node)
    }

    /// Aliases of aliases grow without end; the sum of what they stand for is counted before it is copied.
    fn count(&mut self, more: usize, span: Span) -> Result<(), YamlError> {
        self.values = self.values.saturating_add(more);
        if self.values > MOST {
            return Err(Self::fault("aliases stand for too many values", span));
        }
        Ok(())
    }

    fn list(&mut self, start: Span, depth: usize) -> Result<Node, YamlError> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                Some((Event::SequenceEnd, end)) => {
                    let span = Span { end: self.span(end).end.max(start.end), ..start };
                    return Ok(Node { value: Value::List(items), span });
                }
                Some((event, span)) => items.push(self.node(event, span, depth + 1)?),
                None => return Err(Self::fault("a list does not end", start)),
            }
        }
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Node, YamlError> {
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        loop {
            let key = match self.next()? {
                Some((Event::MappingEnd, end)) => {
                    let span = Span { end: self.span(end).end.max(start.end), ..start };
                    return Ok(Node { value: Value::Map(entries), span });
                }
                Some((event, span)) => self.node(event, span, depth + 1)?,
                None => return Err(Self::fault("a mapping does not end", start)),
            };
            let Some(name) = key.as_str().map(str::to_owned) else {
                return Err(Self::fault("a key must be a word", key.span));
            };
            if entries.iter().any(|(known, _)| known.value == name) {
                return Err(Self::fault(format!("the key `{name}` stands here twice"), key.span));
            }
            let Some((event, span)) = self.next()? else {
                return Err(Self::fault("a mapping does not end", start));
            };
            entries.push((Spanned::new(name, key.span), self.node(event, span, depth + 1)?));
        }
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    match (style, text) {
        (ScalarStyle::Plain, "" | "~" | "null" | "Null" | "NULL") => Value::Null,
        (ScalarStyle::Plain, "true" | "True" | "TRUE") => Value::Bool(true),
        (ScalarStyle::Plain, "false" | "False" | "FALSE") => Value::Bool(false),
        _ => Value::Scalar { text: text.to_owned(), quoted: style != ScalarStyle::Plain },
    }
}

impl Node {
    /// Its words, if it is a scalar; `true` and `false` are words too.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            _ => None,
        }
    }

    /// Its words with their place.
    pub fn text(&self) -> Option<Spanned<String>> {
        Some(Spanned::new(self.as_str()?.trim().to_owned(), self.span))
    }

    /// `true` or `false`.
    pub fn as_bool(&self) -> Option<bool> {
        match (&self.value, self.as_str()) {
            (Value::Bool(value), _) => Some(*value),
            (_, Some("yes" | "on")) => Some(true),
            (_, Some("no" | "off")) => Some(false),
            _ => None,
        }
    }

    /// Whether it is nothing.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The entries of a mapping; none for anything else.
    pub fn entries(&self) -> &[(Spanned<String>, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a key, if it is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    /// The items of a list; a single value is a list of one, nothing a list of none.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            Value::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// What it is, for messages.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Value, read};

    /// A tree on one line, with the source words of each scalar's place after `@`.
    fn show(node: &Node, source: &str) -> String {
        let place = &source[node.span.range()];
        match &node.value {
            Value::Null => "~".into(),
            Value::Bool(value) => value.to_string(),
            Value::Scalar { text, .. } if *text == place => text.clone(),
            Value::Scalar { text, .. } => format!("{text}@{place}"),
            Value::List(items) => {
                let items: Vec<_> = items.iter().map(|item| show(item, source)).collect();
                format!("[{}]", items.join("|"))
            }
            Value::Map(entries) => {
                let pair = |(k, v): &(_, _)| {
                    let key: &crate::source::Spanned<String> = k;
                    format!("{}={}", &source[key.span.range()], show(v, source))
                };
                let entries: Vec<_> = entries.iter().map(pair).collect();
                format!("{{{}}}", entries.join("|"))
            }
        }
    }

    #[test]
    fn trees_keep_words_and_places() {
        let bomb = {
            let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
            for n in 1..9 {
                let item = format!("*a{}", n - 1);
                text.extend([&format!("a{n}: &a{n} ["), &[item.as_str(); 10].join(", "), "]\n"]);
            }
            text
        };
        let deep = "[".repeat(5000);
        for (yaml, tree) in [
            ("", "~"),
            (
                "title: The count\ndate: 2017-10\nn: 11_000\nlanguage: no",
                "{title=The count|date=2017-10|n=11_000|language=no}",
            ),
            ("a: \"x y\"\nb: 'z'", "{a=x y@\"x y\"|b=z@'z'}"),
            ("a:\nb: [1, two, ~]\nc: true", "{a=~|b=[1|two|~]|c=true}"),
            (
                "list:\n  - ünï\n  - quote: ‚x‘\n    note: y # why\n",
                "{list=[ünï|{quote=‚x‘|note=y}]}",
            ),
            ("a: &x [1]\nb: *x", "{a=[1]|b=[1]}"),
            ("a: 1\na: 2", "error: the key `a` stands here twice at a"),
            ("a: 1\n---\nb: 2", "error: a second document begins here at "),
            (&bomb, "error: aliases stand for too many values at *a"),
            (&deep, "error: "),
        ] {
            let shown = match read(yaml, 0) {
                Ok(node) => show(&node, yaml),
                Err(e) => {
                    let at: String = yaml[e.span.range()].chars().take(2).collect();
                    format!("error: {} at {at}", e.message)
                }
            };
            if tree.starts_with("error") {
                assert!(shown.starts_with(tree), "{yaml}\n{shown}");
            } else {
                assert_eq!(shown, tree, "{yaml}");
            }
        }
    }
}
