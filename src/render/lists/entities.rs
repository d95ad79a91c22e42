//! The index of names.

use crate::model::archive::{Archive, DocumentId, Entity, EntityId, first_day};
use crate::model::date::Day;
use crate::model::site::{Part, Subject};
use crate::render::chart;
use crate::render::context::Context;
use crate::render::date;
use crate::render::view::{EntityItem, WithView};

/// How many bars a sparkline has at the most.
const BARS: usize = 12;

/// The names of a part, by name; an overview has those that occur most.
pub fn entities(cx: Context<'_>, part: &Part) -> Vec<EntityItem> {
    if part.group.is_none() && has_groups(cx) {
        let mut items = most_frequent(cx, part.items.len());
        items.sort_by_cached_key(|item| cx.index.collation.key(&item.listed));
        return items;
    }
    cx.index.by_letter(cx.archive).part(part).iter().map(|&id| item(cx, id)).collect()
}

/// The names that occur most, the most frequent first.
pub(super) fn most_frequent(cx: Context<'_>, most: usize) -> Vec<EntityItem> {
    let mut ids: Vec<EntityId> = (0..).map(EntityId).take(cx.archive.entities.len()).collect();
    ids.retain(|&id| !cx.archive.entity(id).sensitive && cx.archive.known.times(id) > 0);
    ids.sort_by_key(|&id| (std::cmp::Reverse(cx.archive.known.times(id)), id));
    ids.truncate(most);
    ids.into_iter().map(|id| item(cx, id)).collect()
}

/// With whom an entity occurs, with bars to compare.
pub fn bars(cx: Context<'_>, id: EntityId) -> Vec<WithView> {
    let shown = |&&(other, _): &&(EntityId, u32)| !cx.archive.entity(other).sensitive;
    let with: Vec<_> = cx.archive.known.with(id).iter().filter(shown).collect();
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

fn item(cx: Context<'_>, id: EntityId) -> EntityItem {
    let entity = cx.archive.entity(id);
    let dated: Vec<Day> = (cx.archive.known.mentions.of(id).iter())
        .filter_map(|&(document, _)| published(cx.archive, document))
        .collect();
    let years = years(cx, id);
    EntityItem {
        link: cx.entity(id),
        listed: entity.sort.clone(),
        letter: cx.index.collation.letter(&entity.sort),
        mentions: cx.archive.known.times(id),
        articles: cx.index.articles[id.index()],
        years,
        spark_svg: cx.index.periods(cx.archive).spark(&dated),
        also: also(entity),
    }
}

/// The first and the last year of the articles that have a name.
fn years(cx: Context<'_>, id: EntityId) -> Option<(String, String)> {
    let documents = cx.archive.known.mentions.of(id).iter();
    let published = |document| cx.source(document).article()?.published.as_ref()?.when.as_deref();
    let dated = || documents.clone().filter_map(|&(document, _)| published(document));
    let first = dated().filter_map(|when| when.earliest.or(when.latest)).min()?;
    let last = dated().filter_map(|when| when.latest.or(when.earliest)).max()?;
    Some((date::year(cx.words, first.year), date::year(cx.words, last.year)))
}

/// The other names, for the filter.
fn also(entity: &Entity) -> String {
    let aliases = entity.aliases.iter().map(|alias| alias.value.value.as_str());
    let own = Some(entity.name.as_str()).filter(|name| *name != entity.sort);
    let names: Vec<&str> = own.into_iter().chain(aliases).collect();
    names.join(" · ")
}

/// The times in which the archive has articles; a sparkline has a bar for each.
#[derive(Debug, Default)]
pub struct Periods {
    /// How many months each is long.
    months: i64,
    /// Their numbers, in order; times without articles are left out, so that one early article does not squeeze the rest.
    found: Vec<i64>,
}

impl Periods {
    /// The times of an archive.
    pub fn of(archive: &Archive) -> Self {
        let days: Vec<Day> = archive.readings().filter_map(|id| published(archive, id)).collect();
        let mut periods = Self { months: 1, found: Vec::new() };
        for months in [1, 3, 12, 60, 120, 1200, i64::MAX] {
            periods = Self { months, found: Vec::new() };
            let mut found: Vec<i64> = days.iter().map(|&day| periods.number(day)).collect();
            found.sort_unstable();
            found.dedup();
            periods.found = found;
            if periods.found.len() <= BARS {
                break;
            }
        }
        periods
    }

    fn number(&self, day: Day) -> i64 {
        (day.year * 12 + i64::from(day.month) - 1).div_euclid(self.months)
    }

    /// The sparkline of some days; empty where there is nothing to compare.
    fn spark(&self, days: &[Day]) -> String {
        if self.found.len() < 2 || days.is_empty() {
            return String::new();
        }
        let mut counts = vec![0; self.found.len()];
        for &day in days {
            if let Ok(place) = self.found.binary_search(&self.number(day)) {
                counts[place] += 1;
            }
        }
        chart::spark(&counts)
    }
}

fn published(archive: &Archive, id: DocumentId) -> Option<Day> {
    let day = first_day(archive.document(id).document.article()?.published.as_ref());
    Some(day).filter(|&day| day != Day::NEVER)
}
