//! Who is named with whom (GraphML 1.0), and what happened in order (TimelineJS 3).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use super::{Each, Source, pretty, xml};
use crate::escape::escaped;
use crate::model::archive::{EntityId, Event, Target};
use crate::model::date::{DateKind, Day};

/// What is said of entities and of pairs: (id, of what, name, type).
const KEYS: [(&str, &str, &str, &str); 5] = [
    ("label", "node", "label", "string"),
    ("kind", "node", "kind", "string"),
    ("mentions", "node", "mentions", "int"),
    ("url", "node", "url", "string"),
    ("weight", "edge", "weight", "int"),
];

/// Entities, and pairs of them that are named in one paragraph with how often they are.
pub(super) fn graphml(source: Source) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    );
    for (id, of, name, kind) in KEYS {
        let _ = writeln!(
            text,
            "<key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        );
    }
    text.push_str("<graph id=\"entities\" edgedefault=\"undirected\">\n");
    let entities = &source.archive.entities;
    // What an entity is named with is cut off at the most frequent: a pair may be known from one side alone.
    let mut pairs: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (id, entity) in (0..).map(EntityId).zip(entities).filter(|(_, entity)| !entity.sensitive) {
        let index = id.index();
        let _ = writeln!(
            text,
            "<node id=\"n{index}\"><data key=\"label\">{}</data><data key=\"kind\">{}</data>\
             <data key=\"mentions\">{}</data><data key=\"url\">{}</data></node>",
            xml(&entity.name),
            xml(&entity.kind),
            source.archive.known.mentions.of(id).len(),
            xml(&source.page(Target::Entity(id)))
        );
        for &(other, times) in source.archive.known.with(id) {
            let other = other.index();
            if !entities[other].sensitive {
                pairs.insert((index.min(other), index.max(other)), times);
            }
        }
    }
    for (number, ((one, other), times)) in pairs.into_iter().enumerate() {
        let _ = writeln!(
            text,
            "<edge id=\"e{number}\" source=\"n{one}\" target=\"n{other}\"><data key=\"weight\">{times}</data></edge>"
        );
    }
    text + "</graph>\n</graphml>\n"
}

/// The events that have a date.
pub(super) fn timeline(source: Source) -> String {
    #[derive(Serialize)]
    struct Timeline<E> {
        events: E,
        title: Value,
    }
    let events = || source.archive.events.iter().zip(&source.site.events);
    let title = json!({"text": {
        "headline": escaped(&source.config.title),
        "text": escaped(&source.config.description),
    }});
    let slides = Each(|| events().filter_map(|(event, url)| slide(source, event, url)));
    pretty(&Timeline { events: slides, title }, source.archive.events.len())
}

/// An event; nothing without a date.
fn slide(source: Source, event: &Event, url: &str) -> Option<Value> {
    let date = |day: Day| json!({"year": day.year, "month": day.month, "day": day.day});
    let when = event.when.as_ref()?;
    let first = when.earliest.or(when.latest)?;
    let mut start = date(first);
    if when.kind == DateKind::Reduced {
        // A month or a year is one: its first day would say more than is known.
        let known = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts = when.text.trim_start_matches('-').split('-').take_while(known).count();
        let vague = ["day", "month"].iter().take(3_usize.saturating_sub(parts));
        vague.for_each(|part| _ = start.as_object_mut().and_then(|start| start.remove(*part)));
    }
    let is_span = matches!(when.kind, DateKind::Interval | DateKind::Set);
    let last = when.latest.filter(|&last| is_span && last > first);
    let mut slide = json!({
        "start_date": start,
        "text": {"headline": escaped(&event.title), "text": reports(source, event, url)},
        "unique_id": event.id,
    });
    // A year before Christ would be shown with the number that it has in astronomy. Words of the slide stand for both of its dates.
    if when.kind != DateKind::Exact || first.year < 1 {
        slide["display_date"] = Value::from((source.wording.in_words)(when));
    }
    if let Some(last) = last {
        slide["end_date"] = date(last);
    }
    if let Some(place) = event.place {
        slide["group"] = Value::from(source.name(place));
    }
    Some(slide)
}

/// Which articles report an event, with links.
fn reports(source: Source, event: &Event, url: &str) -> String {
    let link = |url: &str, words: &str| match source.config.base_url {
        Some(_) => format!("<a href=\"{}\">{}</a>", escaped(&source.url(url)), escaped(words)),
        None => escaped(words),
    };
    let mut html = String::from("<p>");
    for report in &event.reports {
        html.push_str(&link(&source.page_below(report.document), source.title(report.document)));
        html.push_str("<br>");
    }
    if source.config.base_url.is_some() {
        html.push_str(&link(url, &source.config.title));
    }
    html + "</p>"
}
