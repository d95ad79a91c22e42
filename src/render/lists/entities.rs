//! The index of names.

use crate::fold;
use crate::model::archive::{DocumentId, Entity, EntityId, first_day};
use crate::model::date::Day;
use crate::model::site::{Part, Subject};
use crate::render::chart;
use crate::render::context::Context;
use crate::render::date;
use crate::render::view::{EntityItem, WithView};

/// How many bars a sparkline has.
const BARS: i64 = 8;

/// The names of a part: by name, but those of an overview by how often they are named.
pub fn entities(cx: Context<'_>, part: &Part) -> Vec<EntityItem> {
    let shown = |id: &EntityId| !cx.archive.entity(*id).sensitive;
    let ids = (0..).map(EntityId).take(cx.archive.entities.len()).filter(shown);
    if part.group.is_none() && has_groups(cx) {
        return most_frequent(cx, part.items.len());
    }
    let name = |id: EntityId| &cx.archive.entity(id).name;
    let group = part.group.as_deref();
    let mut named: Vec<(String, EntityId)> = ids
        .filter(|&id| group.is_none_or(|group| fold::letter(name(id)) == group))
        .map(|id| (fold::key(name(id)), id))
        .collect();
    named.sort();
    let shown = named.into_iter().skip(part.items.start).take(part.items.len());
    let days = span(cx);
    shown.map(|(_, id)| item(cx, id, days)).collect()
}

/// The names that occur most, the most frequent first.
pub(super) fn most_frequent(cx: Context<'_>, most: usize) -> Vec<EntityItem> {
    let mut ids: Vec<EntityId> = (0..).map(EntityId).take(cx.archive.entities.len()).collect();
    ids.retain(|&id| !cx.archive.entity(id).sensitive && times(cx.archive.entity(id)) > 0);
    ids.sort_by_key(|&id| (std::cmp::Reverse(times(cx.archive.entity(id))), id));
    ids.truncate(most);
    let days = span(cx);
    ids.into_iter().map(|id| item(cx, id, days)).collect()
}

/// How often an entity is named, in withheld words too.
pub(super) fn times(entity: &Entity) -> usize {
    entity.mentions.len() + entity.withheld as usize
}

/// With whom an entity occurs, with bars to compare.
pub fn bars(cx: Context<'_>, id: EntityId) -> Vec<WithView> {
    let shown = |&&(other, _): &&(EntityId, u32)| !cx.archive.entity(other).sensitive;
    let with: Vec<_> = cx.archive.entity(id).with.iter().filter(shown).collect();
    let most = with.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let view = |&&(other, count): &&(EntityId, u32)| WithView {
        entity: cx.entity(other),
        count,
        bar_svg: chart::bar(count, most),
    };
    with.iter().map(view).collect()
}

fn has_groups(cx: Context<'_>) -> bool {
    let page = cx.site.page("entities.html").map(|page| &page.subject);
    let total = cx.archive.entities.iter().filter(|entity| !entity.sensitive).count();
    matches!(page, Some(Subject::Entities(part)) if part.of == 1 && part.items.len() < total)
}

fn item(cx: Context<'_>, id: EntityId, days: Option<(Day, Day)>) -> EntityItem {
    let entity = cx.archive.entity(id);
    let dated: Vec<Day> =
        entity.mentions.iter().filter_map(|&(document, _)| published(cx, document)).collect();
    let year = |day: &Day| date::year(cx.words, day.year);
    let years = dated.iter().min().map(year).zip(dated.iter().max().map(year));
    EntityItem {
        link: cx.entity(id),
        letter: fold::letter(&entity.name),
        mentions: times(entity),
        articles: cx.index.articles[id.index()],
        years,
        spark_svg: days.map_or_else(String::new, |span| chart::spark(&counts(&dated, span))),
        also: also(entity),
    }
}

/// The other names, for the filter.
fn also(entity: &Entity) -> String {
    let names: Vec<&str> = entity.aliases.iter().map(|alias| alias.value.value.as_str()).collect();
    names.join(" · ")
}

/// The first and the last publication of the archive, between which the sparklines stand; nothing without two days.
fn span(cx: Context<'_>) -> Option<(Day, Day)> {
    let days = || cx.archive.readings().filter_map(|id| published(cx, id));
    days().min().zip(days().max()).filter(|(first, last)| first < last)
}

fn published(cx: Context<'_>, id: DocumentId) -> Option<Day> {
    let day = first_day(cx.source(id).article()?.published.as_ref());
    Some(day).filter(|&day| day != Day::NEVER)
}

/// How many of the days fall into each part of the span.
fn counts(days: &[Day], (first, last): (Day, Day)) -> Vec<usize> {
    let bars = usize::try_from(BARS).unwrap_or(1);
    let mut counts = vec![0; bars];
    let length = last.ordinal() - first.ordinal() + 1;
    for day in days {
        let place = (day.ordinal() - first.ordinal()).clamp(0, length - 1) * BARS / length;
        counts[usize::try_from(place).unwrap_or(0)] += 1;
    }
    counts
}
