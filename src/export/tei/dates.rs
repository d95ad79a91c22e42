//! Dates as TEI has them.

use crate::export::{self, Source, xml};
use crate::model::date::{Calendar, DateKind, Dated, Day, When};

/// A date in the words of its reader, or else of the site.
pub(super) fn date(source: Source, r#type: Option<&str>, dated: &Dated) -> String {
    let r#type = r#type.map(|name| format!(" type=\"{name}\"")).unwrap_or_default();
    format!("<date{type}{}>{}</date>", attributes(dated), xml(&source.in_words(dated)))
}

/// What computers read of a date, and the calendar that it was written in.
pub(super) fn attributes(dated: &Dated) -> String {
    let mut attributes = dated.when.as_deref().map(when).unwrap_or_default();
    if let Some(calendar) = id(dated.calendar) {
        attributes += &format!(" calendar=\"#{calendar}\"");
    }
    attributes
}

/// The id of a calendar that is not the civil one.
fn id(calendar: Calendar) -> Option<String> {
    let is_other = calendar != Calendar::Gregorian;
    is_other.then(|| calendar.name().to_lowercase().replace(' ', "-"))
}

/// The calendars that a file names, each with what it is called.
pub(super) fn calendars(parts: &[&str]) -> String {
    let named = Calendar::OTHERS.into_iter().filter_map(|calendar| {
        let id = id(calendar)?;
        let is_named = parts.iter().any(|part| part.contains(&format!(" calendar=\"#{id}\"")));
        let name = calendar.name();
        is_named.then(|| format!("<calendar xml:id=\"{id}\"><p>{name} calendar</p></calendar>\n"))
    });
    let named: String = named.collect();
    if named.is_empty() { named } else { format!("<calendarDesc>\n{named}</calendarDesc>\n") }
}

fn when(when: &When) -> String {
    let ends = when.text.split_once('/').filter(|_| when.kind == DateKind::Interval);
    if let Some((start, end)) = ends
        && let (Some(from), Some(to)) = (plain("from", start), plain("to", end))
    {
        return from + &to;
    }
    let mark = when.text.trim_end_matches(['~', '?', '%']);
    let marks = match &when.text[mark.len()..] {
        "~" => " precision=\"low\"",
        "?" => " cert=\"low\"",
        "%" => " precision=\"low\" cert=\"low\"",
        _ => "",
    };
    if let Some(when) = plain("when", mark) {
        return when + marks;
    }
    let bound = |name, day: Option<Day>| day.map(|day| attribute(name, &day.to_string()));
    let [earliest, latest] = [bound("notBefore", when.earliest), bound("notAfter", when.latest)];
    earliest.unwrap_or_default() + &latest.unwrap_or_default()
}

fn plain(name: &str, date: &str) -> Option<String> {
    export::plain(date).map(|date| attribute(name, date))
}

/// Before our era the two standards count the years differently, and EDTF as ISO does.
fn attribute(name: &str, date: &str) -> String {
    let is_before = date.starts_with('-') || date.starts_with("0000");
    let iso = if is_before { "-iso" } else { "" };
    format!(" {name}{iso}=\"{date}\"")
}
