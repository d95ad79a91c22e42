//! What was read lately, and what happened: Atom (RFC 4287), JSON Feed 1.1, iCalendar (RFC 5545).

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Source, edtf, xml};
use crate::model::archive::{DocumentId, Target};
use crate::model::date::{DateKind, Day};

/// Readers of feeds ask for all of it each time.
const LATEST: usize = 50;

/// The day an article is stamped with: when it was read, else published.
fn day(source: Source, id: DocumentId) -> Option<Day> {
    let article = source.archive.document(id).document.article()?;
    let dates = article.read.last().or(article.accessed.as_ref()).or(article.published.as_ref());
    let day = dates?.when.as_ref()?.earliest?;
    // The time stamps of feeds (RFC 3339) know no other years.
    (1..=9999).contains(&day.year).then_some(day)
}

fn stamp(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// The articles that have a date, latest first.
fn latest(source: Source) -> Vec<(DocumentId, Day)> {
    let dated = source.archive.readings().filter_map(|id| Some((id, day(source, id)?)));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    dated.truncate(LATEST);
    dated
}

pub(super) fn atom(source: Source) -> String {
    let latest = latest(source);
    let updated = latest.iter().map(|(_, day)| *day).max();
    let updated = updated.map_or("1970-01-01T00:00:00Z".to_owned(), stamp);
    let home = xml(&source.url(""));
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{home}</id>\n<link href=\"{home}\"/>\n<link rel=\"self\" href=\"{}\"/>\n\
         <updated>{updated}</updated>\n<author><name>{}</name></author>\n",
        xml(&source.config.language),
        xml(&source.config.title),
        xml(&source.url("feed.xml")),
        xml(&source.config.title),
    );
    for (id, day) in latest {
        let document = &source.archive.document(id).document;
        let page = xml(&source.page(Target::Document(id)));
        let summary = document.summary.as_ref().map_or("", |summary| &summary.value);
        let _ = write!(
            text,
            "<entry>\n<title>{}</title>\n<id>{page}</id>\n<link href=\"{page}\"/>\n<updated>{}</updated>\n",
            xml(&document.title.value),
            stamp(day)
        );
        for author in document.article().into_iter().flat_map(|article| &article.authors) {
            let _ = writeln!(text, "<author><name>{}</name></author>", xml(&author.value));
        }
        let _ = write!(text, "<summary>{}</summary>\n</entry>\n", xml(summary));
    }
    text + "</feed>\n"
}

pub(super) fn json(source: Source) -> String {
    let item = |(id, day): (DocumentId, Day)| {
        let document = &source.archive.document(id).document;
        let url = source.page(Target::Document(id));
        let authors = document.article().into_iter().flat_map(|article| &article.authors);
        let authors: Vec<Value> = authors.map(|author| json!({"name": author.value})).collect();
        let tags: Vec<&str> = document.tags.iter().map(|tag| tag.value.as_str()).collect();
        json!({
            "id": url,
            "url": url,
            "title": document.title.value,
            "content_text": document.summary.as_ref().map_or("", |summary| &summary.value),
            "date_published": stamp(day),
            "authors": authors,
            "tags": tags,
        })
    };
    let items: Vec<Value> = latest(source).into_iter().map(item).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": source.config.title,
        "description": source.config.description,
        "home_page_url": source.url(""),
        "feed_url": source.url("feed.json"),
        "language": source.config.language,
        "items": items,
    });
    format!("{feed:#}\n")
}

/// The events whose days are known, each as a whole-day entry.
pub(super) fn calendar(source: Source) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Variorum//Variorum//EN".to_owned(),
    ];
    for event in &source.archive.events {
        let Some(when) = &event.when else { continue };
        let (Some(first), Some(last)) = (when.earliest, when.latest) else { continue };
        if !(0..=9999).contains(&first.year) || !(0..=9999).contains(&last.year) {
            continue;
        }
        let date = |day: Day| format!("{:04}{:02}{:02}", day.year, day.month, day.day);
        let vague = if when.kind == DateKind::Exact { "" } else { " (EDTF " };
        let about = if vague.is_empty() { String::new() } else { format!("{vague}{})", when.text) };
        lines.push("BEGIN:VEVENT".to_owned());
        lines.push(format!("UID:{}@variorum", escaped(&event.id)));
        lines.push(format!("DTSTAMP:{}T000000Z", date(first)));
        lines.push(format!("DTSTART;VALUE=DATE:{}", date(first)));
        lines.push(format!("DTEND;VALUE=DATE:{}", date(next(last))));
        lines.push(format!("SUMMARY:{}", escaped(&format!("{}{about}", event.title))));
        lines.push("END:VEVENT".to_owned());
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.replace('\r', "").replace('\n', "\\n")
}

/// The end of an entry is the day after its last one.
fn next(day: Day) -> Day {
    let leap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0;
    let length = match day.month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (day.day < length, day.month) {
        (true, _) => Day { day: day.day + 1, ..day },
        (false, 12) => Day { year: day.year + 1, month: 1, day: 1 },
        (false, month) => Day { month: month + 1, day: 1, ..day },
    }
}

/// Lines of at most 75 bytes, the rest on lines that begin with a space.
fn folded(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 4);
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 73 {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text + "\r\n"
}

/// The publication date of an article, for the other files.
pub(super) fn published(source: Source, id: DocumentId) -> String {
    edtf(source.archive.document(id).document.article().and_then(|a| a.published.as_ref()))
}
