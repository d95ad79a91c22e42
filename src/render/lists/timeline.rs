//! The timeline: events by year and month, and pictures of them.

use std::collections::BTreeMap;

use edtf_core::{DateField, Edtf, SetElement};

use crate::model::archive::{Event, EventId};
use crate::model::date::{DateKind, Day, When, named_by};
use crate::model::site::{Part, encoded, year_group};
use crate::render::chart::{self, Bin, Mark, Tick};
use crate::render::context::Context;
use crate::render::date;
use crate::render::view::{TimelineMonth, TimelineView, TimelineYear};
use crate::render::words::fill;

/// Up to so many events are drawn one by one; more as a density.
const SINGLE: usize = 30;

/// What stands on every page of a group: the pages of a busy year are many, and each would go through all of its events.
#[derive(Debug)]
pub struct Overview {
    svg: String,
    span: Option<(String, String)>,
}

/// The events of a part.
pub fn timeline(cx: Context<'_>, part: &Part) -> TimelineView {
    let events = cx.index.events_by_year(cx.archive);
    let shown = events.part(part);
    // An overview lists no events, and the page of a busy year some: the picture leads to the others.
    let drawn = events.whole(part);
    let (dated, undated): (Vec<EventId>, Vec<EventId>) =
        shown.iter().partition(|&&id| cx.archive.event(id).day().is_some());
    let overview = cx
        .index
        .overviews
        .get(part.group.clone(), || Overview { svg: picture(cx, drawn), span: span(cx, drawn) });
    TimelineView {
        svg: overview.svg.clone(),
        events: drawn.len(),
        span: overview.span.clone(),
        years: years(cx, &dated),
        undated: undated.into_iter().map(|id| cx.event(id)).collect(),
    }
}

/// The first and the last date of some events, in words.
fn span(cx: Context<'_>, ids: &[EventId]) -> Option<(String, String)> {
    let whens = ids.iter().filter_map(|&id| cx.archive.event(id).when.as_deref());
    between(cx, &whens.collect::<Vec<_>>())
}

/// The first and the last of some dates, in words.
pub(super) fn between(cx: Context<'_>, whens: &[&When]) -> Option<(String, String)> {
    let days = || whens.iter();
    let first = days().filter_map(|when| when.earliest).min()?;
    let last = days().filter_map(|when| when.latest).max()?;
    // Months mean little beyond a lifetime, and where no date at the end is as exact they are not known.
    let long = last.year - first.year > 30;
    let words = |end: Day| {
        let border = matches!((end.month, end.day), (1, 1) | (12, 31));
        let exact = |when: &&When| {
            let days = when.earliest.zip(when.latest).filter(|&(a, b)| a == end || b == end);
            let is_year = |(a, b): (Day, Day)| a.year != b.year || b.month - a.month == 11;
            days.is_some_and(|days| !border || !is_year(days))
        };
        if !long && days().any(exact) {
            date::month(cx.words, end.year, end.month)
        } else {
            date::year(cx.words, end.year)
        }
    };
    Some((words(first), words(last)))
}

fn years(cx: Context<'_>, ids: &[EventId]) -> Vec<TimelineYear> {
    let mut years: Vec<TimelineYear> = Vec::new();
    for &id in ids {
        let event = cx.archive.event(id);
        let Some(day) = event.day() else { continue };
        let year_id = year_id(day.year);
        if years.last().is_none_or(|year| year.id != year_id) {
            years.push(TimelineYear {
                name: date::year(cx.words, day.year),
                id: year_id,
                months: Vec::new(),
            });
        }
        let month = month_of(event);
        let Some(year) = years.last_mut() else { continue };
        let (id_of_month, name) = match month {
            Some(month) => (month_id(day.year, month), date::month(cx.words, day.year, month)),
            None => (format!("m{}", year_group(Some(day.year))), year.name.clone()),
        };
        // Events without a month stand together at the first of them, before the months that follow.
        let place =
            year.months.iter().position(|group| group.id == id_of_month).unwrap_or_else(|| {
                year.months.push(TimelineMonth { name, id: id_of_month, events: Vec::new() });
                year.months.len() - 1
            });
        year.months[place].events.push(cx.event(id));
    }
    years
}

fn year_id(year: i64) -> String {
    format!("y{}", year_group(Some(year)))
}

fn month_id(year: i64, month: u8) -> String {
    format!("m{}-{month:02}", year_group(Some(year)))
}

/// The month in which a date begins, where it says one.
fn month_of(event: &Event) -> Option<u8> {
    let date = match &event.when.as_ref()?.edtf {
        Edtf::Date(date) => date,
        Edtf::DateTime(at) => &at.date,
        Edtf::Interval(interval) => {
            named_by(&interval.start).or_else(|| named_by(&interval.end))?
        }
        Edtf::Set(set) => match set.elements.first()? {
            SetElement::Date(date)
            | SetElement::OnOrBefore(date)
            | SetElement::OnOrAfter(date)
            | SetElement::Range(date, _) => date,
        },
    };
    date.month.and_then(DateField::value).filter(|month| (1..=12).contains(month))
}

/// The events as a picture; empty when none is dated.
fn picture(cx: Context<'_>, ids: &[EventId]) -> String {
    if ids.len() > SINGLE {
        return density(cx, ids);
    }
    let marks: Vec<Mark> = ids.iter().filter_map(|&id| mark(cx, id)).collect();
    let axis = |tick: Tick| {
        let year = date::year(cx.words, tick.year);
        if !tick.monthly {
            return year;
        }
        fill(
            cx.words.get("when.month"),
            &[("month", &short_month(cx, tick.month)), ("year", &year)],
        )
    };
    chart::timeline(cx.words.get("timeline.overview"), &marks, axis)
}

fn mark(cx: Context<'_>, id: EventId) -> Option<Mark> {
    let event = cx.archive.event(id);
    let when: &When = event.when.as_ref()?;
    let kind = date::drawn(when);
    let (first, last) =
        if kind == DateKind::Set { middles(when) } else { (when.earliest, when.latest) };
    Some(Mark {
        first,
        last,
        kind,
        label: event.title.clone(),
        title: format!("{}: {}", cx.when(when).text("short"), event.title),
        href: format!("{}{}", cx.root, encoded(cx.site.events.get(id.index())?)),
    })
}

/// The middles of the first and the last of several dates, of which each is one: `[1509,1510]` does not reach from the
/// beginning of 1509 to the end of 1510.
fn middles(when: &When) -> (Option<Day>, Option<Day>) {
    let middle = |element: &SetElement| {
        let SetElement::Date(date) = element else { return None };
        let bounds = Edtf::Date(*date).bounds();
        let (first, last) = Day::of(bounds.earliest).zip(Day::of(bounds.latest))?;
        Some(Day::from_ordinal(i64::midpoint(first.ordinal(), last.ordinal())))
    };
    match &when.edtf {
        Edtf::Set(set) => set.elements.iter().map(middle).collect::<Option<Vec<Day>>>(),
        _ => None,
    }
    .map_or((when.earliest, when.latest), |days| {
        (days.iter().min().copied(), days.iter().max().copied())
    })
}

/// How many events there are in each month, year, decade or century; empty when none is dated.
pub(super) fn density(cx: Context<'_>, ids: &[EventId]) -> String {
    let mut dated: Vec<(Day, EventId)> =
        ids.iter().filter_map(|&id| cx.archive.event(id).day().map(|day| (day, id))).collect();
    dated.sort();
    let (Some(&(first, _)), Some(&(last, _))) = (dated.first(), dated.last()) else {
        return String::new();
    };
    let unit = Unit::for_span(first, last);
    let mut found: BTreeMap<i64, (usize, EventId)> = BTreeMap::new();
    for &(day, id) in &dated {
        found.entry(unit.bin(day)).or_insert((0, id)).0 += 1;
    }
    let mut bins: Vec<Bin> =
        (unit.bin(first)..=unit.bin(last)).map(|bin| unit.view(cx, bin, found.get(&bin))).collect();
    // The first bar says its year, whatever month it is.
    if let Some(bin) = bins.first_mut() {
        bin.major.get_or_insert_with(|| date::year(cx.words, first.year));
    }
    chart::density(cx.words.get("home.density"), &bins)
}

/// How long a bar of the density is.
#[derive(Clone, Copy)]
enum Unit {
    Month,
    /// So many years.
    Years(i64),
}

impl Unit {
    /// The shortest unit that gives no more bars than fit.
    fn for_span(first: Day, last: Day) -> Self {
        let years = last.year - first.year + 1;
        if years <= 6 {
            return Self::Month;
        }
        let mut unit = 1;
        while years / unit > 120 {
            unit *= 10;
        }
        Self::Years(unit)
    }

    /// The bar that a day belongs to: months and years are numbered through.
    fn bin(self, day: Day) -> i64 {
        match self {
            Self::Month => day.year * 12 + i64::from(day.month) - 1,
            Self::Years(unit) => day.year.div_euclid(unit),
        }
    }

    fn view(self, cx: Context<'_>, bin: i64, found: Option<&(usize, EventId)>) -> Bin {
        let count = found.map_or(0, |(count, _)| *count);
        let (name, minor, major, anchor) = match self {
            Self::Month => {
                let (year, month) =
                    (bin.div_euclid(12), u8::try_from(bin.rem_euclid(12) + 1).unwrap_or(1));
                let major = (month == 1).then(|| date::year(cx.words, year));
                (
                    date::month(cx.words, year, month),
                    short_month(cx, month),
                    major,
                    month_id(year, month),
                )
            }
            Self::Years(unit) => {
                let year = bin * unit;
                let name = date::year(cx.words, year);
                let major = (year % (unit * 10) == 0).then(|| name.clone());
                (name, String::new(), major, year_id(year))
            }
        };
        let href = found.and_then(|(_, id)| self.href(cx, *id, &anchor));
        let events = cx.words.count("count.events", count as u64);
        Bin { count, href, title: format!("{name}: {events}"), minor, major }
    }

    /// The page on which the first event of a bar stands, at its month or year.
    fn href(self, cx: Context<'_>, id: EventId, month: &str) -> Option<String> {
        let (page, event) = cx.site.events.get(id.index())?.split_once('#')?;
        let anchor = match self {
            Self::Month if month_of(cx.archive.event(id)).is_some() => month,
            _ => event,
        };
        Some(format!("{}{}#{}", cx.root, encoded(page), encoded(anchor)))
    }
}

fn short_month(cx: Context<'_>, month: u8) -> String {
    let key = format!("month.short.{month}");
    let long = format!("month.{month}");
    cx.words.get(if cx.words.has(&key) { &key } else { &long }).to_owned()
}
