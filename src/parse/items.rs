//! The four lists of an article: highlights, names, events and claims.

use std::collections::BTreeSet;

use super::claims;
use super::fields::{Context, Fields};
use crate::diagnostic::{Code, suggest};
use crate::fold;
use crate::model::annotation::{
    Alias, Annotation, EventReport, Naming, Passage, Reply, Says, Selector,
};
use crate::model::body::Body;
use crate::model::date::Calendar;
use crate::source::{Span, Spanned};
use crate::yaml::{Node, Value};

/// All annotations of an article: marks of the text, highlights, names, events, claims.
pub(super) fn annotations(cx: &mut Context, fields: &mut Fields, body: &Body) -> Vec<Annotation> {
    let mut found = Vec::new();
    for (index, range) in (0u32..).zip(&body.marks) {
        let words = &body.text[range.range()];
        let mut annotation = blank(body.source_span(*range), Says::Highlight(None));
        annotation.passage = Some(Passage::Mark(index));
        annotation.id = format!("h-{}", fold::short_hash(words));
        found.push(annotation);
    }
    for (_, node) in fields.all(&["highlights", "annotations"]) {
        match &node.value {
            Value::Scalar { text, quoted: true } if text.contains('\n') => {
                found.extend(literal(cx, text, node.span));
            }
            _ => found.extend(node.items().iter().map(|item| highlight(cx, item))),
        }
    }
    for (_, node) in fields.all(&["entities"]) {
        found.extend(node.items().iter().map(|item| naming_item(cx, item)));
    }
    for (_, node) in fields.all(&["events"]) {
        found.extend(node.items().iter().filter_map(|item| event(cx, item)));
    }
    for (_, node) in fields.all(&["claims"]) {
        found.extend(node.items().iter().filter_map(|item| claims::claim(cx, item)));
    }
    number_ids(cx, &mut found);
    found
}

fn blank(span: Span, says: Says) -> Annotation {
    Annotation {
        id: String::new(),
        span,
        passage: None,
        note: None,
        reader: None,
        created: None,
        tags: Vec::new(),
        locator: None,
        private: false,
        suggested: false,
        replies: Vec::new(),
        says,
    }
}

/// A bare string: the quote itself.
fn quoted(text: Spanned<String>, says: Says) -> Annotation {
    let mut annotation = blank(text.span, says);
    annotation.passage = Some(Passage::Quote(Selector {
        exact: text,
        prefix: None,
        suffix: None,
        nth: None,
        all: false,
    }));
    annotation
}

/// A block: paragraphs are passages, lines that begin with `-- ` are the note on the passage above.
fn literal(cx: &mut Context, text: &str, span: Span) -> Vec<Annotation> {
    let mut found: Vec<Annotation> = Vec::new();
    let mut from = span.start as usize;
    for paragraph in text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
        let first = paragraph.lines().next().unwrap_or(paragraph);
        let start =
            cx.source.text.get(from..).and_then(|rest| rest.find(first)).map_or(from, |n| from + n);
        let place = Span::new(start, start + first.len());
        from = place.end as usize;
        let (notes, words): (Vec<&str>, Vec<&str>) =
            paragraph.lines().map(str::trim).partition(|line| line.starts_with("-- "));
        if !words.is_empty() {
            found.push(quoted(Spanned::new(words.join(" "), place), Says::Highlight(None)));
        }
        let notes: Vec<&str> = notes.iter().map(|line| line[3..].trim()).collect();
        if let (Some(annotation), false) = (found.last_mut(), notes.is_empty()) {
            annotation.note = Some(cx.note(&notes.join("\n\n"), place));
        }
    }
    found
}

fn highlight(cx: &mut Context, node: &Node) -> Annotation {
    if let Some(text) = node.text() {
        return quoted(text, Says::Highlight(None));
    }
    let mut fields = Fields::new(node, "a highlight");
    let kind = fields.text(cx, &["kind"]);
    common(cx, node, fields, Says::Highlight(kind))
}

fn naming_item(cx: &mut Context, node: &Node) -> Annotation {
    if let Some(name) = node.text() {
        let span = name.span;
        return blank(span, Says::Names(Naming { name: unlink(name), ..Naming::default() }));
    }
    let mut fields = Fields::new(node, "a name");
    let naming = naming(cx, &mut fields).unwrap_or_default();
    common(cx, node, fields, Says::Names(naming))
}

/// `name`, `kind` and `aliases`.
pub(super) fn naming(cx: &mut Context, fields: &mut Fields) -> Option<Naming> {
    let name = fields.text(cx, &["name", "title"]).map(unlink);
    let kind = fields.text(cx, &["kind"]);
    let mut aliases = Vec::new();
    for (_, node) in fields.all(&["aliases"]) {
        for item in node.items() {
            aliases.extend(alias(cx, item));
        }
    }
    Some(Naming { name: name?, kind, aliases })
}

fn alias(cx: &mut Context, node: &Node) -> Option<Alias> {
    if let Some(value) = node.text() {
        return Some(Alias { value, language: None, from: None, to: None });
    }
    let mut fields = Fields::new(node, "an alias");
    let value = fields.text(cx, &["value", "name"]);
    let language = fields.text(cx, &["language", "lang"]).map(|text| text.value);
    let from = fields.dated(cx, &["from"]);
    let to = fields.dated(cx, &["to"]);
    fields.finish(cx);
    Some(Alias { value: value?, language, from, to })
}

/// `[[X]]` and `[[X|text]]` name X.
pub(super) fn unlink(name: Spanned<String>) -> Spanned<String> {
    name.map(|text| match text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        Some(inner) => inner.split('|').next().unwrap_or(inner).trim().to_owned(),
        None => text,
    })
}

fn event(cx: &mut Context, node: &Node) -> Option<Annotation> {
    let blank_event =
        |title| EventReport { id: None, title, date: None, place: None, who: Vec::new() };
    if let Some(title) = node.text() {
        return Some(blank(title.span, Says::Event(blank_event(title))));
    }
    let mut fields = Fields::new(node, "an event");
    let id = fields.text(cx, &["id"]);
    let title = fields.text(cx, &["title", "name"]);
    let calendar = fields.text(cx, &["calendar"]);
    let julian = cx.choice("calendar", calendar, &["gregorian", "julian"]) == Some(1);
    let calendar = if julian { Calendar::Julian } else { Calendar::Gregorian };
    let date = fields.take(&["date", "when"]).and_then(|date| cx.dated(date, calendar));
    let place = fields.text(cx, &["place", "where"]).map(unlink);
    let who = fields.texts(cx, &["who"]).into_iter().map(unlink).collect();
    let Some(title) = title.or_else(|| id.clone()) else {
        missing(
            cx,
            node,
            "an event has no `title`",
            "say what happened in a few words: `title: …`",
        );
        return None;
    };
    let report = EventReport { id: id.clone(), date, place, who, ..blank_event(title) };
    let mut annotation = common(cx, node, fields, Says::Event(report));
    annotation.id = id.map(|id| id.value).unwrap_or_default();
    Some(annotation)
}

pub(super) fn missing(cx: &mut Context, node: &Node, message: &str, help: &str) {
    if !node.is_null() {
        cx.fault(Code::WrongType, node.span, message, help);
    }
}

/// What every item may have, and the end of its keys.
pub(super) fn common(cx: &mut Context, node: &Node, mut fields: Fields, says: Says) -> Annotation {
    let mut annotation = blank(node.span, says);
    annotation.passage = selector(cx, &mut fields).map(Passage::Quote);
    annotation.id = fields.text(cx, &["id"]).map(|id| id.value).unwrap_or_default();
    annotation.note = fields.note(cx, &["note", "comment"]);
    annotation.reader = reader(cx, &mut fields);
    annotation.created = fields.dated(cx, &["created"]);
    annotation.tags = tags(cx, &mut fields);
    annotation.locator = fields.text(cx, &["locator"]).map(|text| text.value);
    annotation.private = fields.switch(cx, &["private"]);
    annotation.suggested = fields.switch(cx, &["suggested"]);
    for (_, node) in fields.all(&["replies"]) {
        annotation.replies.extend(node.items().iter().filter_map(|item| reply(cx, item)));
    }
    fields.own();
    fields.finish(cx);
    annotation
}

fn reply(cx: &mut Context, node: &Node) -> Option<Reply> {
    if let Some(text) = node.text() {
        let note = cx.note(&text.value, text.span);
        return Some(Reply { reader: None, note, created: None, private: false });
    }
    let mut fields = Fields::new(node, "a reply");
    let reader = reader(cx, &mut fields);
    let note = fields.note(cx, &["note", "comment"]);
    let created = fields.dated(cx, &["created"]);
    let private = fields.switch(cx, &["private"]);
    fields.finish(cx);
    Some(Reply { reader, note: note?, created, private })
}

fn selector(cx: &mut Context, fields: &mut Fields) -> Option<Selector> {
    let exact = fields.text(cx, &["quote"]);
    let prefix = fields.text(cx, &["prefix"]);
    let suffix = fields.text(cx, &["suffix"]);
    let nth = fields.number(cx, &["nth"]);
    let all = fields.switch(cx, &["all"]);
    let nth = nth.and_then(|n| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        // checked to be a small whole number
        let whole =
            (n.value >= 1.0 && n.value <= 1e6 && n.value.fract() == 0.0).then_some(n.value as u32);
        if whole.is_none() {
            cx.fault(
                Code::UnknownValue,
                n.span,
                "`nth` is not a whole number from 1",
                "count the places from 1",
            );
        }
        whole.map(|value| Spanned::new(value, n.span))
    });
    Some(Selector { exact: exact?, prefix, suffix, nth, all })
}

fn reader(cx: &mut Context, fields: &mut Fields) -> Option<Spanned<String>> {
    let reader = fields.text(cx, &["reader"])?;
    let known: Vec<&str> = cx.config.readers.iter().map(|reader| reader.id.as_str()).collect();
    if !known.contains(&reader.value.as_str()) {
        let message = format!("`{}` is not one of the readers", reader.value);
        let help = if known.is_empty() {
            format!("add `readers: {{{0}: {{name: …}}}}` to `variorum.yaml`", reader.value)
        } else {
            suggest(&reader.value, &known)
        };
        cx.fault(Code::UnknownReader, reader.span, message, help);
    }
    Some(reader)
}

/// A list, or words with commas between them.
pub(super) fn tags(cx: &mut Context, fields: &mut Fields) -> Vec<Spanned<String>> {
    let mut tags: Vec<Spanned<String>> = Vec::new();
    for text in fields.texts(cx, &["tags"]) {
        for tag in text.value.split(',').map(|tag| tag.trim().trim_start_matches('#')) {
            if !tag.is_empty() && !tags.iter().any(|known| known.value == tag) {
                tags.push(Spanned::new(tag.to_owned(), text.span));
            }
        }
    }
    tags
}

/// Gives what has no id one that stays when other things change, and warns of those given twice.
fn number_ids(cx: &mut Context, annotations: &mut [Annotation]) {
    let mut taken = BTreeSet::new();
    for annotation in annotations
        .iter()
        .filter(|a| !a.id.is_empty() && !matches!(a.passage, Some(Passage::Mark(_))))
    {
        if !taken.insert(annotation.id.clone()) {
            let message = format!("the id `{}` stands in this article twice", annotation.id);
            cx.fault(Code::DuplicateId, annotation.span, message, "give one of them another id");
        }
    }
    let mut seen = BTreeSet::new();
    for annotation in annotations {
        let given =
            !annotation.id.is_empty() && !matches!(annotation.passage, Some(Passage::Mark(_)));
        if given && seen.insert(annotation.id.clone()) {
            continue;
        }
        let base =
            if annotation.id.is_empty() { hashed(annotation) } else { annotation.id.clone() };
        let mut id = base.clone();
        let mut count = 1;
        while seen.contains(&id) || taken.contains(&id) {
            count += 1;
            id = format!("{base}-{count}");
        }
        seen.insert(id.clone());
        annotation.id = id;
    }
}

fn hashed(annotation: &Annotation) -> String {
    let (letter, title) = match &annotation.says {
        Says::Highlight(_) => ("h", ""),
        Says::Names(naming) => ("n", naming.name.value.as_str()),
        Says::Event(report) => ("e", report.title.value.as_str()),
        Says::Claim(record) => ("c", record.says.value.as_str()),
    };
    let note = annotation.note.as_ref().map_or("", |note| note.body.text.as_str());
    let words = match &annotation.passage {
        Some(Passage::Quote(selector)) => selector.exact.value.as_str(),
        _ if title.is_empty() => note,
        _ => title,
    };
    format!("{letter}-{}", fold::short_hash(words))
}
