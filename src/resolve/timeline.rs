//! Events: the reports of one happening, united.
//!
//! Does not read dates; they come read from each file.

use std::cmp::Reverse;
use std::sync::Arc;

use edtf_core::{Edtf, IntervalEndpoint, Precision};
use foldhash::{HashMap, HashMapExt as _};

use super::before::Before;
use super::called::key;
use super::names::Names;
use super::order;
use crate::diagnostic::{Code, Diagnostic};
use crate::fold;
use crate::model::annotation::{EventReport, Says};
use crate::model::archive::{DocumentId, EntityId, Event, Report};
use crate::model::article::{Document, Reading};
use crate::model::date::{DateKind, Dated, Day, When};
use crate::source::Spanned;

/// A report and where it stands.
struct Item<'a> {
    document: &'a Document,
    id: DocumentId,
    annotation: u32,
    report: &'a EventReport,
    /// What reports of one event have in common.
    alike: &'a str,
}

impl Item<'_> {
    fn report(&self) -> Report {
        // Where it is written is nothing of what is told, and another line above it would change it.
        let date = self.report.date.as_ref().map(Dated::unplaced);
        Report { document: self.id, annotation: self.annotation, date }
    }
}

/// All events, and what is wrong with their reports.
#[derive(Default)]
pub(super) struct Timeline {
    pub(super) events: Vec<Arc<Event>>,
    /// What the reports of each document have in common with others.
    alike: Vec<Arc<[String]>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Unites the reports of the articles, which come in the order in which they are shown.
pub(super) fn unite(
    readings: &[Arc<Reading>],
    articles: &[DocumentId],
    names: &Names,
    before: Option<&Before>,
) -> Arc<Timeline> {
    if let Some(before) = before.filter(|before| before.same.events) {
        return Arc::clone(&before.last.timeline);
    }
    let alike: Vec<Arc<[String]>> = (0..)
        .map(DocumentId)
        .zip(readings)
        .map(|(id, reading)| {
            let was = before.and_then(|before| Some(&before.last.timeline.alike[before.was(id)?]));
            was.map_or_else(|| self::alike(&reading.document), Arc::clone)
        })
        .collect();
    let items = articles
        .iter()
        .flat_map(|&id| items(id, &readings[id.index()].document, &alike[id.index()]));
    let groups = Groups::of(items);
    let mut diagnostics = Vec::new();
    for item in &groups.items {
        diagnostics.extend(order::of_report(item.document, item.report));
    }
    let mut ids = Ids::of(&groups);
    let known = Known::of(before);
    let mut stay: Vec<Option<Arc<Event>>> = vec![None; known.events.len()];
    let mut new = Vec::new();
    for group in groups.iter() {
        let id = ids.next(group);
        let place = place(group, names, &mut diagnostics);
        match known.find(group, &id) {
            Some(at) => stay[at] = Some(Arc::clone(&known.events[at])),
            None => new.push(Arc::new(event(group, id, place, names))),
        }
    }
    let events = merged(&stay.into_iter().flatten().collect::<Vec<_>>(), new);
    Arc::new(Timeline { events, alike, diagnostics })
}

/// All events in order. Those that stay stand as they did, so that only the new ones are sorted.
fn merged(stay: &[Arc<Event>], mut new: Vec<Arc<Event>>) -> Vec<Arc<Event>> {
    new.sort_by(|a, b| compare(a, b));
    let mut events = Vec::with_capacity(stay.len() + new.len());
    let mut rest = stay;
    for event in new {
        let before = rest.partition_point(|other| compare(other, &event).is_le());
        events.extend_from_slice(&rest[..before]);
        events.push(event);
        rest = &rest[before..];
    }
    events.extend_from_slice(rest);
    events
}

/// The events of the turn before, by their first reports.
#[derive(Default)]
struct Known<'a> {
    before: Option<&'a Before<'a>>,
    events: &'a [Arc<Event>],
    by_report: HashMap<(DocumentId, u32), usize>,
}

impl<'a> Known<'a> {
    fn of(before: Option<&'a Before>) -> Self {
        let Some(before) = before.filter(|before| before.same.called) else {
            return Self::default();
        };
        let events = &before.last.timeline.events;
        let first = |event: &Event| event.reports.first().map(|r| (r.document, r.annotation));
        let by_report = (0..).zip(events).filter_map(|(at, event)| Some((first(event)?, at)));
        Self { before: Some(before), events, by_report: by_report.collect() }
    }

    /// Where the event of a group stood, if all documents that report it are the same and no other one did.
    fn find(&self, group: &[Item], id: &str) -> Option<usize> {
        let first = group.first()?;
        let at = *self.by_report.get(&(first.id, first.annotation))?;
        let event = &self.events[at];
        let stays = |(item, report): (&Item, &Report)| {
            (item.id, item.annotation) == (report.document, report.annotation)
                && self.before.is_some_and(|before| before.stays(item.id))
        };
        let is_same = event.id == id
            && event.reports.len() == group.len()
            && group.iter().zip(&event.reports).all(stays);
        is_same.then_some(at)
    }
}

fn compare(a: &Event, b: &Event) -> std::cmp::Ordering {
    let dates = match (&a.when, &b.when) {
        (Some(a), Some(b)) => a.order().cmp(&b.order()),
        // What is undated comes last.
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    dates.then_with(|| (&a.title, &a.id).cmp(&(&b.title, &b.id)))
}

fn items<'a>(
    id: DocumentId,
    document: &'a Document,
    alike: &'a [String],
) -> impl Iterator<Item = Item<'a>> {
    let annotations = document.article().map_or(&[][..], |article| &article.annotations);
    let reports = (0..).zip(annotations).filter_map(|(annotation, item)| match &item.says {
        Says::Event(report) => Some((annotation, &**report)),
        _ => None,
    });
    reports.zip(alike).map(move |((annotation, report), alike)| Item {
        document,
        id,
        annotation,
        report,
        alike,
    })
}

/// Title and date of each report of a document.
fn alike(document: &Document) -> Arc<[String]> {
    let annotations = document.article().map_or(&[][..], |article| &article.annotations);
    let alike = annotations.iter().filter_map(|item| match &item.says {
        Says::Event(report) => {
            Some(format!("{} {}", key(&report.title.value), date_key(report.date.as_ref())))
        }
        _ => None,
    });
    alike.collect()
}

/// Reports of one event: with one id, or with one title and one date.
struct Groups<'a> {
    items: Vec<Item<'a>>,
    /// Where each group ends.
    ends: Vec<usize>,
}

impl<'a> Groups<'a> {
    /// Puts together what is of one event; groups and their reports keep the order of the reports.
    fn of(items: impl Iterator<Item = Item<'a>>) -> Self {
        let mut items: Vec<(usize, Item)> = items.map(|item| (0, item)).collect();
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        let mut by_title: HashMap<&str, usize> = HashMap::with_capacity(items.len());
        let mut have_ids: Vec<bool> = Vec::with_capacity(items.len());
        for (group, item) in &mut items {
            let id = item.report.id.as_ref().map(|id| id.value.as_str());
            let same_title = by_title.get(item.alike).copied();
            let known = match id {
                None => same_title,
                // Reports with ids of their own are of different events, however alike.
                Some(id) => by_id.get(id).copied().or(same_title.filter(|&group| !have_ids[group])),
            };
            *group = known.unwrap_or_else(|| {
                have_ids.push(false);
                have_ids.len() - 1
            });
            if let Some(id) = id {
                by_id.insert(id, *group);
                have_ids[*group] = true;
            }
            if same_title.is_none() {
                by_title.insert(item.alike, *group);
            }
        }
        // Most are told once, and stand where they belong.
        items.sort_by_key(|(group, _)| *group);
        let mut ends = vec![0; have_ids.len()];
        for (at, (group, _)) in items.iter().enumerate() {
            ends[*group] = at + 1;
        }
        Self { items: items.into_iter().map(|(_, item)| item).collect(), ends }
    }

    fn iter(&self) -> impl Iterator<Item = &[Item<'a>]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| &self.items[std::mem::replace(&mut start, end)..end])
    }
}

fn date_key(date: Option<&Dated>) -> String {
    let Some(date) = date else { return String::new() };
    match (&date.when, &date.words) {
        (Some(when), _) => when.text.clone(),
        (None, Some(words)) => fold::key(words),
        (None, None) => String::new(),
    }
}

fn event(group: &[Item], id: String, place: Option<EntityId>, names: &Names) -> Event {
    let dates: Vec<&Arc<When>> =
        group.iter().filter_map(|item| item.report.date.as_ref()?.when.as_ref()).collect();
    let disputed = disputed(&dates);
    // Where all can be true, the one that says most; otherwise nothing decides.
    let when =
        if disputed { dates.first() } else { dates.iter().min_by_key(|when| firmness(when)) };
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
        id,
        title: group[0].report.title.value.clone(),
        when: when.map(|when| Arc::clone(when)),
        reports: group.iter().map(Item::report).collect(),
        place,
        who,
        disputed,
    }
}

/// The days that a date can mean.
fn days(when: &When) -> (Day, Day) {
    let first = when.earliest.unwrap_or(Day { year: i64::MIN, month: 1, day: 1 });
    (first, when.latest.unwrap_or(Day::NEVER))
}

/// Whether not all of some dates can be true: of two, the one is not a closer account of the other, nor is it about then.
fn disputed(dates: &[&Arc<When>]) -> bool {
    let (about, firm): (Vec<&When>, Vec<&When>) =
        dates.iter().map(|when| &***when).partition(|when| when.edtf.is_approximate());
    let mut spans: Vec<(Day, Day)> = firm.into_iter().map(days).collect();
    spans.sort_by_key(|&(first, last)| (first, Reverse(last)));
    // In this order each has to hold those after it.
    let is_nested = spans.windows(2).all(|pair| pair[1].1 <= pair[0].1);
    let near = about.into_iter().map(near).chain(spans.pop());
    let in_all = near.reduce(|one, other| (one.0.max(other.0), one.1.min(other.1)));
    !is_nested || in_all.is_some_and(|(first, last)| first > last)
}

/// The days that a date about which something happened can mean: about a year is within five years, as in a figure, and a
/// month and a day likewise.
fn near(when: &When) -> (Day, Day) {
    let (first, last) = days(when);
    let (Some(earliest), Some(latest)) = (when.earliest, when.latest) else { return (first, last) };
    let about = |end: &IntervalEndpoint| match end {
        IntervalEndpoint::Date(date) if date.is_approximate() => Some(date.precision()),
        _ => None,
    };
    let precision = match &when.edtf {
        Edtf::Date(date) => Some(date.precision()),
        Edtf::Interval(interval) => about(&interval.start).or(about(&interval.end)),
        _ => None,
    };
    let unit = match precision {
        Some(Precision::Year) => 365,
        Some(Precision::Month) => 30,
        _ => 1,
    };
    let by = |days: i64, day: Day| Day::from_ordinal(day.ordinal() + days);
    (by(-5 * unit, earliest), by(5 * unit, latest))
}

/// What a date is preferred by: fewer days, and no doubt.
fn firmness(when: &When) -> (i64, DateKind) {
    let (first, last) = days(when);
    let span = match (when.earliest, when.latest) {
        (Some(_), Some(_)) => last.ordinal() - first.ordinal(),
        _ => i64::MAX,
    };
    (span, when.kind)
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

/// The addresses of events: ids that were given, then hashes of what reports of one event have in common. They are long enough
/// that no two are the same, so that an event keeps its own whatever else is told.
struct Ids {
    taken: foldhash::HashSet<String>,
}

impl Ids {
    fn of(groups: &Groups) -> Self {
        let given = groups.iter().filter_map(|group| given(group)).map(str::to_owned);
        Self { taken: given.collect() }
    }

    fn next(&mut self, group: &[Item]) -> String {
        if let Some(id) = given(group) {
            return id.to_owned();
        }
        let made = format!("e-{}", &blake3::hash(group[0].alike.as_bytes()).to_hex()[..8]);
        let mut id = made.clone();
        let mut repeats = 1;
        while !self.taken.insert(id.clone()) {
            repeats += 1;
            id = format!("{made}-{repeats}");
        }
        id
    }
}

fn given<'a>(group: &[Item<'a>]) -> Option<&'a str> {
    group.iter().find_map(|item| item.report.id.as_ref()).map(|id| id.value.as_str())
}
