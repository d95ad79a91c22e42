//! What was read lately, and what happened: Atom (RFC 4287), JSON Feed 1.1, iCalendar (RFC 5545).

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Source, pretty, room, xml};
use crate::config::Config;
use crate::model::annotation::{Anchoring, Says};
use crate::model::archive::{DocumentId, Target, Words};
use crate::model::data::Feed;
use crate::model::date::{DateKind, Dated, Day};
use crate::model::manifest::hex;

/// Readers of feeds ask for all of it each time.
const LATEST: usize = 50;

/// Something new.
struct Entry<'a> {
    url: String,
    title: &'a str,
    text: String,
    authors: Vec<&'a str>,
    tags: Vec<&'a str>,
    day: Day,
    /// When its text was changed, where that was later.
    modified: Option<Day>,
}

impl Entry<'_> {
    fn updated(&self) -> Day {
        self.modified.unwrap_or(self.day)
    }
}

fn stamp(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// A day that the time stamps of feeds (RFC 3339) know.
fn known(dated: &Dated) -> Option<Day> {
    dated.when.as_ref()?.earliest.filter(|day| (1..=9999).contains(&day.year))
}

/// Whether a date is one day.
fn is_day(dated: &Dated) -> bool {
    dated.when.as_ref().is_some_and(|when| when.earliest.is_some() && when.earliest == when.latest)
}

/// The day an article is stamped with: when it was read, else published.
fn day(source: Source, id: DocumentId) -> Option<Day> {
    let article = source.archive.document(id).document.article()?;
    known(article.read.last().or(article.accessed.as_ref()).or(article.published.as_ref())?)
}

/// What a feed tells of, latest first.
fn entries(source: Source<'_>, feed: Feed) -> Vec<Entry<'_>> {
    let readings = |ids: &mut dyn Iterator<Item = DocumentId>| {
        let latest = latest(ids.filter_map(|id| Some((day(source, id)?, id))));
        latest.into_iter().filter_map(|id| reading(source, id)).collect()
    };
    match feed {
        Feed::Notes => {
            let notes = source.archive.notes().map(|(id, index)| (id, index as usize));
            let dated = notes
                .filter_map(|(id, index)| Some((day_of_note(source, id, index)?, (id, index))));
            latest(dated).into_iter().filter_map(|(id, index)| note(source, id, index)).collect()
        }
        Feed::Readings => readings(&mut source.archive.readings()),
        Feed::Tag(index) => readings(&mut source.site.tags[index].documents.iter().copied()),
        Feed::Entity(id) => {
            let mut naming: Vec<DocumentId> = source
                .archive
                .known
                .mentions
                .of(id)
                .iter()
                .map(|&(document, _)| document)
                .collect();
            naming.dedup();
            readings(&mut naming.into_iter())
        }
    }
}

/// The latest of what has a day; those of one day stay in the order of the archive.
fn latest<T>(dated: impl Iterator<Item = (Day, T)>) -> Vec<T> {
    let mut dated: Vec<(Day, T)> = dated.collect();
    dated.sort_by_key(|&(day, _)| std::cmp::Reverse(day));
    dated.into_iter().take(LATEST).map(|(_, what)| what).collect()
}

/// An article that has a date.
fn reading(source: Source<'_>, id: DocumentId) -> Option<Entry<'_>> {
    let document = &source.archive.document(id).document;
    let article = document.article()?;
    let authors = article.authors.iter();
    let day = day(source, id)?;
    let modified = article.modified.as_deref().filter(|dated| is_day(dated)).and_then(known);
    Some(Entry {
        url: source.page(Target::Document(id)),
        title: &document.title.value,
        text: document.summary.as_ref().map_or(String::new(), |summary| summary.value.clone()),
        authors: authors.map(|author| author.value.as_str()).collect(),
        tags: document.tags.iter().map(|tag| tag.value.as_str()).collect(),
        day,
        modified: modified.filter(|modified| *modified > day),
    })
}

/// The day a note is stamped with: when it was written, else that of its article.
fn day_of_note(source: Source, id: DocumentId, index: usize) -> Option<Day> {
    let reading = source.archive.document(id);
    let said = reading.document.article()?.annotations.get(index)?;
    said.note.as_ref().and(reading.place(index))?;
    said.details().created.as_ref().and_then(known).or_else(|| day(source, id))
}

/// A note of a reader, with the words it is about.
fn note(source: Source<'_>, id: DocumentId, index: usize) -> Option<Entry<'_>> {
    let reading = source.archive.document(id);
    let said = reading.document.article()?.annotations.get(index)?;
    let note = &said.note.as_ref()?.body;
    let place = Words::Note(u32::try_from(index).ok()?);
    let words = source.archive.shown(id, place, note, note.whole());
    let quote = match reading.anchors.get(index) {
        Some(Anchoring::Found(anchor)) => anchor.ranges.first(),
        _ => None,
    };
    let quote = quote.map_or(String::new(), |range| {
        format!("“{}”\n\n", &reading.document.body.text[range.range()])
    });
    // A note on a name is about the one who is called so, also where the name stands nowhere in the text.
    let about = match &said.says {
        Says::Names(naming) if !quote.contains(&naming.name.value) => {
            format!("{}\n\n{quote}", naming.name.value)
        }
        _ => quote,
    };
    let reader = said.details().reader.as_ref().map(|siglum| {
        let known = source.config.readers.iter().find(|reader| reader.id == siglum.value);
        known.map_or(siglum.value.as_str(), |reader| &reader.name)
    });
    Some(Entry {
        url: format!("{}#{}", source.page(Target::Document(id)), reading.place(index)?),
        title: &reading.document.title.value,
        text: format!("{about}{words}"),
        authors: reader.into_iter().collect(),
        tags: said.details().tags.iter().map(|tag| tag.value.as_str()).collect(),
        day: day_of_note(source, id, index)?,
        modified: None,
    })
}

/// What a feed is called, and the page that shows the same; below the root, without its ending.
fn about(source: Source, feed: Feed) -> (String, String) {
    let of = |name: &str| format!("{}: {name}", source.config.title);
    match feed {
        Feed::Readings => (source.config.title.clone(), "feed".to_owned()),
        Feed::Notes => (of(source.wording.notes), "feed-notes".to_owned()),
        Feed::Tag(index) => {
            let tag = &source.site.tags[index];
            (of(&tag.name), format!("tags/{}", tag.slug))
        }
        Feed::Entity(id) => {
            let page = source.site.address(Target::Entity(id)).unwrap_or_default();
            (of(source.name(id)), page.strip_suffix(".html").unwrap_or(page).to_owned())
        }
    }
}

/// The page that shows what a feed tells of.
fn home(source: Source, feed: Feed, name: &str) -> String {
    source.url(&match feed {
        Feed::Readings => String::new(),
        Feed::Notes => "notes.html".to_owned(),
        Feed::Tag(_) | Feed::Entity(_) => format!("{name}.html"),
    })
}

pub(super) fn atom(source: Source, feed: Feed) -> String {
    let entries = entries(source, feed);
    let updated = entries.iter().map(Entry::updated).max();
    let updated = updated.map_or("1970-01-01T00:00:00Z".to_owned(), stamp);
    let (title, name) = about(source, feed);
    let home = xml(&home(source, feed, &name));
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{home}</id>\n<link href=\"{home}\"/>\n<link rel=\"self\" href=\"{}\"/>\n\
         <updated>{updated}</updated>\n<author><name>{}</name></author>\n",
        xml(&source.config.language),
        xml(&title),
        xml(&source.url(&format!("{name}.xml"))),
        xml(&source.config.title),
    );
    for entry in entries {
        let url = xml(&entry.url);
        let _ = write!(
            text,
            "<entry>\n<title>{}</title>\n<id>{url}</id>\n<link href=\"{url}\"/>\n<updated>{}</updated>\n",
            xml(entry.title),
            stamp(entry.updated())
        );
        for author in entry.authors {
            let _ = writeln!(text, "<author><name>{}</name></author>", xml(author));
        }
        for tag in entry.tags {
            let _ = writeln!(text, "<category term=\"{}\"/>", xml(tag));
        }
        let _ = write!(text, "<summary>{}</summary>\n</entry>\n", xml(&entry.text));
    }
    text + "</feed>\n"
}

pub(super) fn json(source: Source, feed: Feed) -> String {
    let item = |entry: Entry| {
        let authors: Vec<Value> = entry.authors.iter().map(|name| json!({"name": name})).collect();
        let mut item = json!({
            "id": entry.url,
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": stamp(entry.day),
            "authors": authors,
            "tags": entry.tags,
        });
        if let Some(modified) = entry.modified {
            item["date_modified"] = json!(stamp(modified));
        }
        item
    };
    let items: Vec<Value> = entries(source, feed).into_iter().map(item).collect();
    let (title, name) = about(source, feed);
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": source.config.description,
        "home_page_url": home(source, feed, &name),
        "feed_url": source.url(&format!("{name}.json")),
        "language": source.config.language,
        "items": items,
    });
    pretty(&feed, 0)
}

/// The events whose days are known, each as a whole-day entry.
pub(super) fn calendar(source: Source) -> String {
    let mut text = room(source.archive.events.len());
    let mut line = |line: &str| folded(line, &mut text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Variorum//Variorum//EN");
    for (event, address) in source.archive.events.iter().zip(&source.site.events) {
        let Some(when) = &event.when else { continue };
        let (Some(first), Some(last)) = (when.earliest, when.latest) else { continue };
        if !(1..=9999).contains(&first.year) || !(1..=9999).contains(&last.year) {
            continue;
        }
        let date = |day: Day| format!("{:04}{:02}{:02}", day.year, day.month, day.day);
        let is_exact = when.kind == DateKind::Exact;
        let about = if is_exact {
            String::new()
        } else {
            format!(" ({})", (source.wording.in_words)(when))
        };
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", uid(source.config, &event.id)));
        line(&format!("DTSTAMP:{}T000000Z", date(first)));
        line(&format!("DTSTART;VALUE=DATE:{}", date(first)));
        line(&format!("DTEND;VALUE=DATE:{}", date(next(last))));
        line(&format!("SUMMARY:{}", escaped(&format!("{}{about}", event.title))));
        if let Some(place) = event.place {
            line(&format!("LOCATION:{}", escaped(&source.archive.entity(place).name)));
        }
        if source.config.base_url.is_some() {
            line(&format!("URL:{}", source.url(address)));
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

/// The identifier of an event, which no other archive gives: a UUID, as RFC 7986 has it, made of the name of both (version 8
/// of RFC 9562), so that a calendar knows the event again.
fn uid(config: &Config, event: &str) -> String {
    let archive = config.base_url.as_ref().unwrap_or(&config.title);
    let hash = blake3::hash(format!("{archive}\n{event}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex(&bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.replace('\n', "\\n").replace(char::is_control, "")
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

/// Adds a line: at most 75 bytes, the rest on lines that begin with a space.
fn folded(line: &str, text: &mut String) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 73 {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}
