//! Dates from front matter: EDTF, the plain forms that people write, and words that count from another date.
//!
//! Orders and draws nothing: [`When`] does the first, charts do the second.

mod calendars;
mod edtf;
mod feasts;
mod hebrew;
mod julian;
mod named;
mod nearest;
mod numbers;
mod parts;
mod plain;
mod ranges;
mod reigns;
mod relative;
#[cfg(test)]
mod tests;
mod twice;
mod years;

pub use edtf::when;
pub(super) use julian::calendar;
pub use relative::{SOON, relative};

use std::sync::{Arc, LazyLock};

use crate::diagnostic::{Code, Diagnostic};
use crate::fold::base;
use crate::keys;
use crate::model::date::{Basis, Calendar, DateKind, Dated, Day, When};
use crate::parse::lists::Lists;
use crate::source::{Span, Spanned};
use crate::yaml::{Codes, Intake, Node, Value};
use calendars::{Reckoned, reckoned};
use edtf::{bounded, ends};

/// The dates of a document that relative dates may count from: (key, date).
pub(super) type Anchors = [(&'static str, Option<Arc<When>>)];

/// A date that was read from words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The date.
    pub when: When,
    /// Whether the words are a plain form and not EDTF itself; the reader should see what they were taken for.
    pub plain: bool,
    /// The calendar that the words are of; days are Gregorian in any case.
    pub calendar: Calendar,
}

const BASES: [(&str, Basis); 3] =
    [("stated", Basis::Stated), ("inferred", Basis::Inferred), ("metadata", Basis::Metadata)];

/// The date that a value gives; nothing for no value.
pub(super) fn date(
    intake: &mut Intake,
    key: &str,
    node: &Node,
    anchors: &Anchors,
    language: &str,
) -> Option<Dated> {
    let written = match &node.value {
        Value::Null => return None,
        Value::Map(entries)
            if entries.iter().any(|(key, _)| keys::find(&[keys::DATE], &key.value).is_some()) =>
        {
            return Some(described(intake, key, node, anchors, language));
        }
        Value::List(items) if items.len() == 1 && !intake.written(node.span).starts_with('[') => {
            return date(intake, key, &items[0], anchors, language);
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
    read_into(intake, &mut dated, key, &written, (anchors, language));
    let is_other = !matches!(dated.calendar, Calendar::Gregorian | Calendar::Julian);
    if dated.when.is_none() || dated.relative_to.is_some() || is_other {
        dated.words = Some(written);
    }
    Some(dated)
}

/// A date as a map: `text`, `relative_to`, `edtf`, `basis`, `calendar`.
fn described(
    intake: &mut Intake,
    key: &str,
    node: &Node,
    anchors: &Anchors,
    language: &str,
) -> Dated {
    let mut dated = undated(node.span);
    let (mut edtf, mut basis, mut calendar_node) = (None, None, None);
    for (name, node) in intake.known(node.entries(), &[keys::DATE]) {
        match name {
            "text" => dated.words = intake.text(name, node),
            "relative_to" => dated.relative_to = intake.string(name, node),
            "edtf" => edtf = date(intake, name, node, &[], language),
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
            dated.when = counted(intake, &words, &to, (anchors, language), node.span);
            dated.basis = basis_of(dated.when.as_deref());
        }
        (None, Some(words), None) => {
            read_into(intake, &mut dated, key, &words, (anchors, language));
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
    (anchors, language): (&Anchors, &str),
    span: Span,
) -> Option<Arc<When>> {
    let mut lost = |message: String, help: String, at: Span| {
        intake.fault(Diagnostic::new(Code::DateRelative, message).help(help), at, "");
        None
    };
    let anchor = anchors.iter().find(|(key, _)| *key == to.value);
    let Some((key, anchor)) = anchor else {
        let keys: Vec<String> = anchors.iter().map(|(key, _)| format!("`{key}`")).collect();
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
    if let Some(read) = read(words, language) {
        report_reading(intake, words, &read, span);
        return Some(Arc::new(read.when));
    }
    let help = "add `edtf:` beside the words, with the date as you read them";
    lost(format!("`{words}` cannot be counted from `{}`", anchor.text), help.into(), span)
}

/// Reads words as a date; those that count from another one count from the publication.
fn read_into(
    intake: &mut Intake,
    dated: &mut Dated,
    key: &str,
    words: &str,
    (anchors, language): (&Anchors, &str),
) {
    let span = dated.span;
    // EDTF has one calendar, and is said to be meant only by its own key.
    let other = reckoned(words, language).filter(|_| key != "edtf" || when(words).is_none());
    if let Some(other) = other.filter(|other| when(words).is_some() || other.date().is_none()) {
        intake.fault(of_other(key, words, &other), span, "");
    } else if let Some(read) = read(words, language) {
        report_reading(intake, words, &read, span);
        (dated.when, dated.calendar) = (Some(Arc::new(read.when)), read.calendar);
    } else if !anchors.is_empty() && is_relative(words) {
        let published = Spanned::new("published".to_owned(), span);
        dated.when = counted(intake, words, &published, (anchors, language), span);
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
        let help = nearest::help(words, language);
        intake.fault(Diagnostic::new(Code::Date, message).help(help), span, "");
    }
}

/// The date that words give in an article of this language that was published then.
pub fn in_article(words: &str, language: &str, published: Option<Arc<When>>) -> Option<Arc<When>> {
    let mut intake = Intake::new(None, words, Codes::CONTENT);
    let mut dated = undated(Span::default());
    let anchors: &Anchors = &[("published", published)];
    read_into(&mut intake, &mut dated, "date", words, (anchors, language));
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

/// Whether words count from some date.
fn is_relative(words: &str) -> bool {
    when("2017-12-27").is_some_and(|from| relative(words, &from).is_some())
}

/// Says what a plain form was taken for.
fn report_reading(intake: &mut Intake, words: &str, read: &Read, span: Span) {
    if read.plain {
        let message = message(words, &read.when, read.calendar);
        intake.fault(Diagnostic::new(Code::DateRead, message), span, "");
    }
}

/// What words were taken for.
fn message(words: &str, when: &When, calendar: Calendar) -> String {
    let of = match calendar {
        Calendar::Gregorian => String::new(),
        calendar => format!(", from the {} calendar", calendar.name()),
    };
    format!("`{words}` is read as `{}`{of}", when.text)
}

/// How many bytes of words can be a date; sets of days that are written out are longer than anything else.
const LONGEST: usize = 2_000;

/// Reads a date in a text of this language; nothing when the words are none.
pub fn read(words: &str, language: &str) -> Option<Read> {
    let words = words.trim();
    if words.len() > LONGEST {
        return None;
    }
    if let Some(when) = when(words) {
        // Only what follows a `T` is a time, which is left out.
        return Some(Read { when, plain: words.contains('T'), calendar: Calendar::Gregorian });
    }
    if let Some(reckoned) = reckoned(words, language) {
        let calendar = reckoned.calendar;
        return Some(Read { when: reckoned.date()?, plain: true, calendar });
    }
    if let Some((words, calendar)) = julian::styled(words) {
        let words = feasts::in_days(&words, Some(calendar));
        let when = unstyled(&words, language);
        let is_julian = calendar == Calendar::Julian;
        let when = if is_julian { julian::days(when, &words) } else { when };
        return Some(Read { when: when?, plain: true, calendar });
    }
    if feasts::has_julian_easter(&normal(words)) {
        let words = feasts::in_days(&normal(words), Some(Calendar::Julian));
        let when = julian::days(unstyled(&words, language), &words)?;
        return Some(Read { when, plain: true, calendar: Calendar::Julian });
    }
    let when = unstyled(words, language);
    let julian = match &when {
        Some(when) => {
            julian::in_both(when, words, language).or_else(|| julian::in_two_years(when, words))
        }
        None => julian::leap_day_in_two_years(words)
            .or_else(|| julian::leap_day_in_both(words, language))
            .or_else(|| julian::in_brackets(words, language)),
    };
    let calendar = if julian.is_some() { Calendar::Julian } else { Calendar::Gregorian };
    Some(Read { when: julian.or(when)?, plain: true, calendar })
}

/// The date that words are, whatever calendar it is of.
fn unstyled(words: &str, language: &str) -> Option<When> {
    // A set with spaces after its commas, and a day with a time as clippers write it.
    if words.starts_with(['[', '{'])
        && let Some(when) = when(&words.replace(' ', ""))
    {
        return Some(when);
    }
    if let Some((day, time)) = words.split_at_checked(10)
        && time.starts_with(['T', ' '])
        && time.len() > 5
        && time[1..]
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z' | '+' | '-' | ' '))
        && let Some(when) = when(day)
    {
        return Some(when);
    }
    // What an editor supplies stands in square brackets: `3 January [1813]`.
    let supplied = words.contains('[').then(|| words.replace(['[', ']'], ""));
    let words = supplied.as_deref().unwrap_or(words);
    let na = words.split_once(' ').filter(|(first, _)| first.eq_ignore_ascii_case("na"));
    let plain = match (language.get(..2), na) {
        (Some("nl"), Some((_, rest))) => plain::plain(&format!("after {rest}")),
        (Some("pt"), Some((_, rest))) => plain::plain(rest),
        _ => plain::plain(words),
    };
    let plain = plain.or_else(|| numbers::in_language(words, language));
    when(&plain?)
}

/// Words in one form: lower case, single spaces, plain hyphens and digits, one word for a month.
fn normal(words: &str) -> String {
    let words = words.to_lowercase();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_ascii() {
        return words;
    }
    let plain = |c: char| match c {
        '–' | '—' | '‑' | '−' => '-',
        '’' => '\'',
        c => base(c),
    };
    let words: String = words.chars().map(plain).collect();
    let words =
        named::MONTHS_OF_TWO_WORDS.iter().fold(words, |words, (two, one)| words.replace(two, one));
    if words.contains(['/', '(']) { named::with_one_name(&words) } else { words }
}

/// The words around dates.
static WORDS: LazyLock<Lists> = LazyLock::new(|| Lists::read(include_str!("date/words.txt")));

/// A year in EDTF; nothing for one that does not have four digits.
fn year_text(year: i64) -> Option<String> {
    let sign = if year < 0 { "-" } else { "" };
    (year.abs() <= 9999).then(|| format!("{sign}{:04}", year.abs()))
}

fn day_text(day: Day) -> Option<String> {
    Some(format!("{}-{:02}-{:02}", year_text(day.year)?, day.month, day.day))
}
