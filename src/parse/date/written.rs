//! Dates as front matter has them, and what is said of how they were read.

use std::sync::Arc;

use super::calendars::{Reckoned, reckoned};
use super::{Read, calendar, is_relative, nearest, normal, numbers, ranges, read, relative, when};
use crate::diagnostic::{Code, Diagnostic};
use crate::keys;
use crate::model::date::{Basis, Calendar, DateKind, Dated, When};
use crate::source::{Span, Spanned};
use crate::yaml::{Codes, Intake, Node, Value};

const BASES: [(&str, Basis); 3] =
    [("stated", Basis::Stated), ("inferred", Basis::Inferred), ("metadata", Basis::Metadata)];

/// What tells how a date is meant.
#[derive(Clone, Copy)]
pub(in crate::parse) struct Around<'d> {
    /// The dates of the document that it may count from: (key, date).
    pub(in crate::parse) anchors: &'d [(&'static str, Option<Arc<When>>)],
    /// The language of the document.
    pub(in crate::parse) language: &'d str,
}

/// The date that a value gives; nothing for no value.
pub(in crate::parse) fn date(
    intake: &mut Intake,
    key: &str,
    node: &Node,
    around: Around,
) -> Option<Dated> {
    let written = match &node.value {
        Value::Null => return None,
        Value::Map(entries)
            if entries.iter().any(|(key, _)| keys::find(&[keys::DATE], &key.value).is_some()) =>
        {
            return Some(described(intake, key, node, around));
        }
        Value::List(items) if items.len() == 1 && !intake.written(node.span).starts_with('[') => {
            return date(intake, key, &items[0], around);
        }
        // YAML takes the sets `{1667,1668}` and `[1667,1668]` for a map and a list.
        Value::List(_) | Value::Map(_) => intake.written(node.span).replace(['"', '\''], ""),
        _ => node.as_str()?.trim().to_owned(),
    };
    let brackets = matches!(node.value, Value::List(_) | Value::Map(_));
    if brackets && !written.starts_with(['[', '{']) {
        intake.wrong_type(key, node, "a date");
        return None;
    }
    if written.is_empty() {
        return None;
    }
    let mut dated = undated(node.span);
    read_into(intake, &mut dated, key, &written, around);
    let is_other = !matches!(dated.calendar, Calendar::Gregorian | Calendar::Julian);
    if dated.when.is_none() || dated.relative_to.is_some() || is_other {
        dated.words = Some(written);
    }
    Some(dated)
}

/// A date as a map: `text`, `relative_to`, `edtf`, `basis`, `calendar`.
fn described(intake: &mut Intake, key: &str, node: &Node, around: Around) -> Dated {
    let mut dated = undated(node.span);
    let (mut edtf, mut basis, mut calendar_node) = (None, None, None);
    for (name, node) in intake.known(node.entries(), &[keys::DATE]) {
        match name {
            "text" => dated.words = intake.text(name, node),
            "relative_to" => dated.relative_to = intake.string(name, node),
            "edtf" => edtf = date(intake, name, node, Around { anchors: &[], ..around }),
            "basis" => basis = intake.word(name, node, &BASES),
            "calendar" => calendar_node = Some(node),
            _ => {}
        }
    }
    match (edtf, dated.words.clone(), dated.relative_to.clone()) {
        (Some(mut edtf), ..) => {
            if let Some(node) = calendar_node.take() {
                calendar(intake, node, Some(&mut edtf));
            }
            (dated.when, dated.calendar) = (edtf.when, edtf.calendar);
        }
        (None, Some(words), Some(to)) => {
            dated.when = counted(intake, &words, &to, around, node.span);
            dated.basis = basis_of(dated.when.as_deref());
        }
        (None, Some(words), None) => {
            read_into(intake, &mut dated, key, &words, around);
        }
        (None, None, _) => {
            let fault =
                Diagnostic::new(Code::Date, format!("`{key}` has neither words nor a date"));
            intake.fault(fault.help("add `text:` or `edtf:`"), node.span, "");
        }
    }
    if let Some(node) = calendar_node {
        calendar(intake, node, Some(&mut dated));
    }
    dated.basis = basis.unwrap_or(dated.basis);
    dated
}

fn undated(span: Span) -> Dated {
    let (basis, calendar) = (Basis::default(), Calendar::default());
    Dated { when: None, words: None, relative_to: None, basis, calendar, span }
}

/// Words that count from another date of the document.
fn counted(
    intake: &mut Intake,
    words: &str,
    to: &Spanned<String>,
    around: Around,
    span: Span,
) -> Option<Arc<When>> {
    let mut lost = |message: String, help: String, at: Span| {
        intake.fault(Diagnostic::new(Code::DateRelative, message).help(help), at, "");
        None
    };
    let anchor = around.anchors.iter().find(|(key, _)| *key == to.value);
    let Some((key, anchor)) = anchor else {
        let keys: Vec<String> = around.anchors.iter().map(|(key, _)| format!("`{key}`")).collect();
        let help = match keys.as_slice() {
            [] => "write the date as `edtf:`".to_owned(),
            keys => format!("dates here can count from {}", keys.join(", ")),
        };
        return lost(format!("no date can count from `{}`", to.value), help, to.span);
    };
    let Some(anchor) = anchor else {
        let help = format!("add `{key}:` to this file, or `edtf:` beside the words");
        return lost(format!("there is no `{key}` date to count `{words}` from"), help, to.span);
    };
    if let Some(when) = relative(words, anchor) {
        let message =
            format!("`{words}` is read as `{}`, counted from `{key}: {}`", when.text, anchor.text);
        let help = format!("to keep it when `{key}` changes, write `edtf: \"{}\"`", when.text);
        intake.fault(Diagnostic::new(Code::DateRead, message).help(help), span, "");
        return Some(Arc::new(when));
    }
    if let Some(read) = read(words, around.language) {
        report_reading(intake, words, &read, span);
        return Some(Arc::new(read.when));
    }
    let help = "add `edtf:` beside the words, with the date as you read them";
    lost(format!("`{words}` cannot be counted from `{}`", anchor.text), help.into(), span)
}

/// Reads words as a date; those that count from another one count from the publication.
fn read_into(intake: &mut Intake, dated: &mut Dated, key: &str, words: &str, around: Around) {
    let span = dated.span;
    // EDTF has one calendar, and is said to be meant only by its own key.
    let other = reckoned(words, around.language).filter(|_| key != "edtf" || when(words).is_none());
    if let Some(other) = other.filter(|other| when(words).is_some() || other.date().is_none()) {
        intake.fault(of_other(key, words, &other), span, "");
    } else if let Some(read) = read(words, around.language) {
        report_reading(intake, words, &read, span);
        (dated.when, dated.calendar) = (Some(Arc::new(read.when)), read.calendar);
    } else if !around.anchors.is_empty() && is_relative(words) {
        let published = Spanned::new("published".to_owned(), span);
        dated.when = counted(intake, words, &published, around, span);
        dated.relative_to = Some(published);
        dated.basis = basis_of(dated.when.as_deref());
    } else if let Some(forwards) = turned(words) {
        let message = format!("`{words}` ends before it begins, so `{key}` has no date");
        let help = format!("write the earlier date first: `{forwards}`");
        intake.fault(Diagnostic::new(Code::DateOrder, message).help(help), span, "");
    } else if let [Some(one), Some(other)] = numbers::days(words) {
        let message = format!("`{words}` is `{one}` or `{other}`, so `{key}` has no date");
        let help =
            "write the one that is meant, or give the `language` of the text (`en-GB`, `en-US`)";
        intake.fault(Diagnostic::new(Code::Date, message).help(help), span, "");
    } else {
        let message = format!("`{words}` is not a date that can be read, so `{key}` has none");
        let help = nearest::help(words, around.language);
        intake.fault(Diagnostic::new(Code::Date, message).help(help), span, "");
    }
}

/// The date that words give in an article of this language that was published then.
pub fn in_article(words: &str, language: &str, published: Option<Arc<When>>) -> Option<Arc<When>> {
    let mut intake = Intake::new(None, words, Codes::CONTENT);
    let mut dated = undated(Span::default());
    let around = Around { anchors: &[("published", published)], language };
    read_into(&mut intake, &mut dated, "date", words, around);
    dated.when
}

/// Says that words are, or may be, of another calendar and give no date.
fn of_other(key: &str, words: &str, other: &Reckoned) -> Diagnostic {
    let name = other.calendar.name();
    let one_of = |one: &When, other: &When| {
        format!(
            "write `edtf: \"{}\"` or `edtf: \"{}\"`, the one that is meant",
            one.text, other.text
        )
    };
    let (message, help) = match (when(words), other.date(), other.differing()) {
        (Some(when), Some(date), _) => (
            format!("`{words}` is of the Gregorian or the {name} calendar, so `{key}` has no date"),
            one_of(&when, &date),
        ),
        (.., Some([own, given])) => (
            format!(
                "the two dates of `{words}` do not agree, `{}` of the {name} calendar and `{}`, so `{key}` has none",
                own.text, given.text
            ),
            one_of(&own, &given),
        ),
        _ => (
            format!("`{words}` is of the {name} calendar, so `{key}` has no date"),
            "add `edtf:` with the Gregorian date, and keep the words as `text:` beside it".into(),
        ),
    };
    Diagnostic::new(Code::Date, message).help(help)
}

/// Dates from one to another that run backwards, the other way round.
fn turned(words: &str) -> Option<String> {
    let (start, end) = words.trim().split_once('/').unwrap_or_default();
    let turned = format!("{}/{}", end.trim(), start.trim());
    let is_interval = when(&turned).is_some_and(|when| when.kind == DateKind::Interval);
    if is_interval { Some(turned) } else { ranges::turned(&normal(words)) }
}

/// What was counted from another date is a conclusion.
fn basis_of(counted: Option<&When>) -> Basis {
    if counted.is_some() { Basis::Inferred } else { Basis::Stated }
}

/// Says what a plain form was taken for.
fn report_reading(intake: &mut Intake, words: &str, read: &Read, span: Span) {
    if read.plain {
        let message = message(words, &read.when, read.calendar);
        intake.fault(Diagnostic::new(Code::DateRead, message), span, "");
    }
    if let Some(weekday) = relative::other_weekday(words, &read.when) {
        let message = format!("`{}` is a {weekday}, and `{words}` names another", read.when.text);
        let help = "copy the day from the text, or write the right one as `edtf:` and keep the words as `text:` beside it";
        intake.fault(Diagnostic::new(Code::DateOrder, message).help(help), span, "");
    }
}

/// What words were taken for.
pub(super) fn message(words: &str, when: &When, calendar: Calendar) -> String {
    let of = match calendar {
        Calendar::Gregorian => String::new(),
        calendar => format!(", from the {} calendar", calendar.name()),
    };
    format!("`{words}` is read as `{}`{of}", when.text)
}
