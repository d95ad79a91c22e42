//! Events: the reports of one happening, united.
//!
//! Does not read dates; they come read from each file.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::before::Before;
use super::names::Names;
use super::order;
use crate::diagnostic::{Code, Diagnostic};
use crate::fold;
use crate::model::annotation::{EventReport, Says};
use crate::model::archive::{DocumentId, EntityId, Event, Report};
use crate::model::article::{Document, Reading};
use crate::model::date::Dated;
use crate::source::Spanned;

/// A report and where it stands.
struct Item<'a> {
    document: &'a Document,
    id: DocumentId,
    annotation: u32,
    /// The id of the annotation in its article.
    given: &'a str,
    report: &'a EventReport,
}

impl Item<'_> {
    fn report(&self) -> Report {
        let (document, annotation) = (self.id, self.annotation);
        Report { document, annotation, date: self.report.date.clone() }
    }
}

/// All events, and what is wrong with their reports.
#[derive(Clone, Default)]
pub(super) struct Timeline {
    pub(super) events: Vec<Arc<Event>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Unites the reports of the articles, which come in the order in which they are shown.
pub(super) fn unite<'a>(
    articles: impl Iterator<Item = (DocumentId, &'a Reading)>,
    names: &Names,
) -> Timeline {
    let groups = group(articles.flat_map(|(id, reading)| items(id, &reading.document)));
    let mut diagnostics = Vec::new();
    for item in groups.iter().flatten() {
        diagnostics.extend(order::of_report(item.document, item.report));
    }
    let mut ids = Ids::of(&groups);
    let mut events: Vec<Event> =
        groups.iter().map(|group| event(group, names, &mut ids, &mut diagnostics)).collect();
    events.sort_by(compare);
    Timeline { events: events.into_iter().map(Arc::new).collect(), diagnostics }
}

/// The events of the turn before, of which documents say the same now, with the places that their reports have now.
pub(super) fn again(before: &Before, readings: &[Arc<Reading>]) -> Arc<Timeline> {
    let mut timeline = Arc::clone(&before.last.timeline);
    let mut moved: HashMap<(DocumentId, u32), Report> = HashMap::new();
    for id in before.changed() {
        let reports = |readings: &[Arc<Reading>]| -> Vec<Report> {
            items(id, &readings[id.index()].document).map(|item| item.report()).collect()
        };
        let pairs = reports(&before.last.disclosed.readings).into_iter().zip(reports(readings));
        let pairs = pairs.filter(|(then, now)| then != now);
        moved.extend(pairs.map(|(then, now)| ((id, then.annotation), now)));
    }
    if moved.is_empty() {
        return timeline;
    }
    let now = |report: &Report| moved.get(&(report.document, report.annotation));
    for event in &mut Arc::make_mut(&mut timeline).events {
        if event.reports.iter().any(|report| now(report).is_some()) {
            for report in &mut Arc::make_mut(event).reports {
                if let Some(now) = now(report) {
                    report.clone_from(now);
                }
            }
        }
    }
    timeline
}

fn compare(a: &Event, b: &Event) -> std::cmp::Ordering {
    let dates = match (&a.when, &b.when) {
        (Some(a), Some(b)) => a.order().cmp(&b.order()),
        // What is undated comes last.
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    dates.then_with(|| (&a.title, &a.id).cmp(&(&b.title, &b.id)))
}

fn items(id: DocumentId, document: &Document) -> impl Iterator<Item = Item<'_>> {
    let annotations = document.article().map_or(&[][..], |article| &article.annotations);
    (0..).zip(annotations).filter_map(move |(annotation, item)| match &item.says {
        Says::Event(report) => Some(Item { document, id, annotation, given: &item.id, report }),
        _ => None,
    })
}

/// Reports of one event: with one id, or with one title and one date.
fn group<'a>(items: impl Iterator<Item = Item<'a>>) -> Vec<Vec<Item<'a>>> {
    let mut groups: Vec<Vec<Item>> = Vec::new();
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    let mut by_title: HashMap<(String, String), usize> = HashMap::new();
    for item in items {
        let id = item.report.id.as_ref().map(|id| id.value.as_str());
        let title =
            (super::called::key(&item.report.title.value), date_key(item.report.date.as_ref()));
        let same_title = by_title.get(&title).copied();
        let group = match id {
            None => same_title,
            Some(id) => by_id.get(id).copied().or_else(|| {
                // Reports with ids of their own are of different events, however alike.
                same_title
                    .filter(|&group| groups[group].iter().all(|item| item.report.id.is_none()))
            }),
        };
        let group = group.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(id) = id {
            by_id.insert(id, group);
        }
        by_title.entry(title).or_insert(group);
        groups[group].push(item);
    }
    groups
}

fn date_key(date: Option<&Dated>) -> String {
    let Some(date) = date else { return String::new() };
    match (&date.when, &date.words) {
        (Some(when), _) => when.text.clone(),
        (None, Some(words)) => fold::key(words),
        (None, None) => String::new(),
    }
}

fn event(group: &[Item], names: &Names, ids: &mut Ids, diagnostics: &mut Vec<Diagnostic>) -> Event {
    let dates = || group.iter().filter_map(|item| item.report.date.as_ref()?.when.as_ref());
    let bounds: HashSet<_> = dates().map(|when| (when.earliest, when.latest)).collect();
    let mut who: Vec<EntityId> = Vec::new();
    for item in group {
        let named = item.report.who.iter().filter_map(|name| names.find(item.id, &name.value));
        for entity in named {
            if !who.contains(&entity) {
                who.push(entity);
            }
        }
    }
    Event {
        id: ids.next(group),
        title: group[0].report.title.value.clone(),
        when: dates().next().cloned(),
        reports: group.iter().map(Item::report).collect(),
        place: place(group, names, diagnostics),
        who,
        disputed: bounds.len() > 1,
    }
}

/// Where it happened: the first place that is given. A second one is a fault, since an event has one place.
fn place(group: &[Item], names: &Names, diagnostics: &mut Vec<Diagnostic>) -> Option<EntityId> {
    let places = group.iter().filter_map(|item| {
        let name = item.report.place.as_ref()?;
        Some((item.document, name, names.find(item.id, &name.value)?))
    });
    let places: Vec<(&Document, &Spanned<String>, EntityId)> = places.collect();
    let &(first, name, place) = places.first()?;
    if let Some((other, other_name, _)) = places.iter().find(|(.., other)| *other != place) {
        let title = &group[0].report.title.value;
        let message =
            format!("`{title}` happens in `{}` and in `{}`", name.value, other_name.value);
        let fault = Diagnostic::new(Code::EventConflict, message)
            .at(&other.source, other_name.span, "this place is not shown")
            .at(&first.source, name.span, "this one is");
        diagnostics.push(fault.help("give one place, or another `id` if these are two events"));
    }
    Some(place)
}

/// The addresses of events: ids that were given, then those of the first reports.
struct Ids {
    taken: HashSet<String>,
}

impl Ids {
    fn of(groups: &[Vec<Item>]) -> Self {
        let given = groups.iter().filter_map(|group| given(group)).map(str::to_owned);
        Self { taken: given.collect() }
    }

    fn next(&mut self, group: &[Item]) -> String {
        if let Some(id) = given(group) {
            return id.to_owned();
        }
        let first = group[0].given;
        let mut id = first.to_owned();
        let mut repeats = 1;
        while !self.taken.insert(id.clone()) {
            repeats += 1;
            id = format!("{first}-{repeats}");
        }
        id
    }
}

fn given<'a>(group: &[Item<'a>]) -> Option<&'a str> {
    group.iter().find_map(|item| item.report.id.as_ref()).map(|id| id.value.as_str())
}
