//! Reading the keys of a mapping: each value as the type it should have, each fault as a diagnostic.
//!
//! Knows what values look like; what the keys mean is `front_matter`'s, `items`' and `records`' business.

use super::date;
use super::markdown::{self, Place};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, suggest};
use crate::model::annotation::Note;
use crate::model::date::{Basis, Calendar, Dated, When};
use crate::source::{Source, Span, Spanned};
use crate::yaml::{Node, Value};

/// What reading one source needs, and the faults that it finds.
pub(super) struct Context<'a> {
    pub(super) source: &'a Source,
    pub(super) config: &'a Config,
    /// What relative dates count from.
    pub(super) published: Option<When>,
    pub(super) found: Vec<Diagnostic>,
}

impl Context<'_> {
    pub(super) fn fault(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = Diagnostic::new(code, message).at(&self.source.path, span, "");
        self.found.push(diagnostic.help(help));
    }

    fn wrong(&mut self, key: &str, node: &Node, wanted: &str) {
        let message = format!("`{key}` is {}", node.kind());
        self.fault(Code::WrongType, node.span, message, format!("give it {wanted}"));
    }

    /// A reader's words as Markdown.
    pub(super) fn note(&mut self, text: &str, span: Span) -> Note {
        let place = Place { source: &self.source.path, span, verbatim: false };
        let body = markdown::body(text, &place);
        self.found.extend(body.diagnostics);
        Note { body: body.value, span }
    }

    /// A date in any of its forms.
    pub(super) fn dated(&mut self, node: &Node, calendar: Calendar) -> Option<Dated> {
        let empty = Dated {
            when: None,
            words: None,
            relative_to: None,
            basis: Basis::default(),
            calendar,
            span: node.span,
        };
        match &node.value {
            Value::Null => None,
            Value::Map(_) if node.get("text").is_some() || node.get("edtf").is_some() => {
                Some(self.dated_map(node, empty))
            }
            // YAML takes `{1667,1668}` and `[1667,1668]` for its own; the source has what was written.
            Value::Map(_) | Value::List(_) => {
                let written: String = self.source.text[node.span.range()]
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .collect();
                Some(self.dated_words(&written, empty))
            }
            _ => Some(self.dated_words(node.as_str().unwrap_or_default(), empty)),
        }
    }

    fn dated_words(&mut self, written: &str, empty: Dated) -> Dated {
        if let Some(read) = date::read(written) {
            if read.plain {
                let message = format!("`{written}` was read as the date `{}`", read.when.text);
                let help = format!("write `{}` if that is meant", read.when.text);
                self.fault(Code::DateRead, empty.span, message, help);
            }
            return in_calendar(Dated { when: Some(read.when), ..empty });
        }
        let from = Spanned::new("published".to_owned(), empty.span);
        self.relative(Dated { words: Some(written.to_owned()), ..empty }, from, false)
    }

    fn dated_map(&mut self, node: &Node, empty: Dated) -> Dated {
        let mut fields = Fields::new(node, "a date");
        let words = fields.text(self, &["text"]);
        let edtf = fields.text(self, &["edtf"]);
        let relative_to = fields.text(self, &["relative_to"]);
        let basis = fields.text(self, &["basis"]);
        let calendar = fields.text(self, &["calendar"]);
        fields.finish(self);
        let words_basis = ["stated", "inferred", "metadata"];
        let basis = self
            .choice("basis", basis, &words_basis)
            .map_or(Basis::Stated, |n| [Basis::Stated, Basis::Inferred, Basis::Metadata][n]);
        let julian = self.choice("calendar", calendar, &["gregorian", "julian"]) == Some(1);
        let calendar = if julian { Calendar::Julian } else { empty.calendar };
        let mut dated = Dated { basis, calendar, words: words.map(|w| w.value), ..empty };
        if let Some(edtf) = edtf {
            dated.relative_to = relative_to;
            let read = self.dated_words(&edtf.value, Dated { span: edtf.span, ..dated.clone() });
            return Dated { words: dated.words.or(read.words), span: dated.span, ..read };
        }
        match (relative_to, dated.words.as_deref().and_then(date::read)) {
            (Some(from), _) => self.relative(dated, from, true),
            (None, Some(read)) => in_calendar(Dated { when: Some(read.when), ..dated }),
            (None, None) => {
                let from = Spanned::new("published".to_owned(), dated.span);
                self.relative(dated, from, false)
            }
        }
    }

    /// Words that count from another date. `asked`: the reader said so.
    fn relative(&mut self, dated: Dated, from: Spanned<String>, asked: bool) -> Dated {
        let words = dated.words.clone().unwrap_or_default();
        let anchor = (from.value == "published").then(|| self.published.clone()).flatten();
        let when = anchor.as_ref().and_then(|anchor| date::relative(&words, anchor));
        if when.is_none() && (asked || looks_relative(&words)) {
            let message = match &anchor {
                Some(anchor) => format!("`{words}` cannot be counted from `{}`", anchor.text),
                None => format!("`{words}` counts from `{}`, which is not dated", from.value),
            };
            let help = "give the article `published`, or the date itself as `edtf`";
            self.fault(Code::DateRelative, dated.span, message, help);
        } else if when.is_none() {
            let help = "write it as EDTF: `2017-12-27`, `2017-12~`, `2017-10-12/2017-10-15`, or give the words as `text`";
            self.fault(Code::Date, dated.span, format!("`{words}` is not a date"), help);
        }
        let basis = if when.is_some() { Basis::Inferred } else { dated.basis };
        Dated { relative_to: when.is_some().then_some(from), when, basis, ..dated }
    }

    /// The place of a word in a list; another word is a warning.
    pub(super) fn choice(
        &mut self,
        key: &str,
        word: Option<Spanned<String>>,
        words: &[&str],
    ) -> Option<usize> {
        let word = word?;
        let at = words.iter().position(|known| *known == word.value);
        if at.is_none() {
            let message = format!("`{key}` cannot be `{}`", word.value);
            self.fault(Code::UnknownValue, word.span, message, suggest(&word.value, words));
        }
        at
    }
}

fn looks_relative(words: &str) -> bool {
    let any = date::edtf("2001-01-31").and_then(|day| date::relative(words, &day));
    any.is_some()
}

/// A day of the Julian calendar as the Gregorian day that it was; longer dates stay as they are.
fn in_calendar(dated: Dated) -> Dated {
    let Some(when) = dated.when.as_ref().filter(|_| dated.calendar == Calendar::Julian) else {
        return dated;
    };
    let (Some(first), true) = (when.earliest, when.earliest == when.latest) else { return dated };
    let written = when.text.clone();
    let qualifier = written.chars().last().filter(|c| matches!(c, '?' | '~' | '%'));
    let mut text = date::show(date::gregorian(first));
    text.extend(qualifier);
    Dated { when: date::edtf(&text), words: dated.words.or(Some(written)), ..dated }
}

/// The keys of one mapping, taken one after the other.
pub(super) struct Fields<'n> {
    entries: &'n [(Spanned<String>, Node)],
    taken: Vec<bool>,
    asked: Vec<&'static str>,
    what: &'static str,
}

impl<'n> Fields<'n> {
    /// The keys of `node`, which is `what`: `an event`.
    pub(super) fn new(node: &'n Node, what: &'static str) -> Self {
        let entries = node.entries();
        Self { entries, taken: vec![false; entries.len()], asked: Vec::new(), what }
    }

    /// Every value that one of these keys has.
    pub(super) fn all(&mut self, keys: &[&'static str]) -> Vec<&'n (Spanned<String>, Node)> {
        self.asked.extend(keys);
        let mut found = Vec::new();
        for key in keys {
            for (entry, taken) in self.entries.iter().zip(&mut self.taken) {
                if entry.0.value == *key {
                    *taken = true;
                    found.extend((!entry.1.is_null()).then_some(entry));
                }
            }
        }
        found
    }

    /// The value of the first of these keys that has one.
    pub(super) fn take(&mut self, keys: &[&'static str]) -> Option<&'n Node> {
        self.all(keys).first().map(|(_, node)| node)
    }

    pub(super) fn text(
        &mut self,
        cx: &mut Context,
        keys: &[&'static str],
    ) -> Option<Spanned<String>> {
        let node = self.take(keys)?;
        let text = node.text();
        if text.is_none() {
            cx.wrong(keys[0], node, "text; in quotation marks if it has signs that YAML reads");
        }
        text.filter(|text| !text.value.is_empty())
    }

    /// A list of words; a single word is a list of one.
    pub(super) fn texts(
        &mut self,
        cx: &mut Context,
        keys: &[&'static str],
    ) -> Vec<Spanned<String>> {
        let mut texts = Vec::new();
        for (key, node) in self.all(keys) {
            for item in node.items() {
                match item.text() {
                    Some(text) if !text.value.is_empty() => texts.push(text),
                    None if !item.is_null() => cx.wrong(&key.value, item, "text"),
                    _ => {}
                }
            }
        }
        texts
    }

    pub(super) fn switch(&mut self, cx: &mut Context, keys: &[&'static str]) -> bool {
        let Some(node) = self.take(keys) else { return false };
        node.as_bool().unwrap_or_else(|| {
            cx.wrong(keys[0], node, "`true` or `false`");
            false
        })
    }

    pub(super) fn number(
        &mut self,
        cx: &mut Context,
        keys: &[&'static str],
    ) -> Option<Spanned<f64>> {
        let node = self.take(keys)?;
        let number = node.as_str().and_then(|text| text.trim().parse::<f64>().ok());
        if number.is_none() {
            cx.wrong(keys[0], node, "a number");
        }
        number.filter(|n| n.is_finite()).map(|n| Spanned::new(n, node.span))
    }

    pub(super) fn dated(&mut self, cx: &mut Context, keys: &[&'static str]) -> Option<Dated> {
        let node = self.take(keys)?;
        cx.dated(node, Calendar::Gregorian)
    }

    pub(super) fn note(&mut self, cx: &mut Context, keys: &[&'static str]) -> Option<Note> {
        let text = self.text(cx, keys)?;
        Some(cx.note(&text.value, text.span))
    }

    /// Keys that nobody took and that belong to the reader: `x-…`.
    pub(super) fn own(&mut self) -> Vec<(Spanned<String>, Node)> {
        let entries = self.entries.iter().zip(&mut self.taken);
        let own = entries.filter(|(entry, _)| entry.0.value.starts_with("x-"));
        own.map(|(entry, taken)| {
            *taken = true;
            entry.clone()
        })
        .collect()
    }

    /// Warns about the keys that nobody took.
    pub(super) fn finish(self, cx: &mut Context) {
        for ((key, _), taken) in self.entries.iter().zip(&self.taken) {
            if !taken {
                let message = format!("{} has no key `{}`", self.what, key.value);
                let help = match crate::diagnostic::nearest(&key.value, self.asked.iter().copied())
                {
                    Some(known) => {
                        format!("did you mean `{known}`? Keys of your own begin with `x-`")
                    }
                    None => "keys of your own begin with `x-` or stand below `extra`".to_owned(),
                };
                cx.fault(Code::UnknownKey, key.span, message, help);
            }
        }
    }
}
