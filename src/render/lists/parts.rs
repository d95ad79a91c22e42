//! Which part of a long list a page shows, and where the other parts are.

use std::iter;
use std::mem::discriminant;

use crate::model::site::{Page, Part, Subject, encoded, numbered};
use crate::render::context::Context;
use crate::render::date;
use crate::render::view::{GroupView, NumberView, PartView};

/// The part that a page shows; nothing where the list is on one page.
pub fn part(cx: Context<'_>, page: &Page) -> Option<PartView> {
    let part = page.subject.part()?;
    let groups = if is_index(&page.subject) { groups(cx, page, part) } else { Vec::new() };
    if groups.is_empty() && part.of <= 1 {
        return None;
    }
    let first = first(&page.url, part);
    let at = |number: usize| encoded(&numbered(&first, number));
    Some(PartView {
        group: part.group.as_deref().map(|group| name(cx, &page.subject, group)),
        groups,
        number: part.number + 1,
        of: part.of,
        previous: part.number.checked_sub(1).map(at),
        next: Some(part.number + 1).filter(|&next| next < part.of).map(at),
        pages: near(part.number + 1, part.of)
            .map(|number| NumberView { number, url: at(number - 1) })
            .collect(),
    })
}

/// The pages of a list that one of them leads to, from 1: the ends, those beside it, and every tenth, hundredth and so on
/// within five steps, so that a long way has few stations and a page few links.
fn near(current: usize, of: usize) -> impl Iterator<Item = usize> {
    let is_near = move |&number: &usize| {
        let away = number.abs_diff(current);
        let mut steps = iter::successors(Some(10), |step| Some(step * 10)).take_while(|&s| s < of);
        let is_station = |step: usize| number.is_multiple_of(step) && away <= 5 * step;
        number == 1 || number == of || away <= 2 || steps.any(is_station)
    };
    (1..=of).filter(is_near)
}

/// Entities and tags have pages without groups; there are too many of them to look through.
fn is_index(subject: &Subject) -> bool {
    !matches!(subject, Subject::Entity(..) | Subject::Tag(..))
}

/// A group of a list: its key, and how pages show it.
pub type Group = (String, GroupView);

/// The groups of the list that a page is a part of.
fn groups(cx: Context<'_>, page: &Page, current: &Part) -> Vec<GroupView> {
    let kind = discriminant(&page.subject);
    let all = cx.index.groups.get(kind, || all_groups(cx, page));
    let view = |(key, group): &Group| GroupView {
        current: current.group.as_ref() == Some(key),
        ..group.clone()
    };
    all.iter().map(view).collect()
}

/// All groups of a list: their first pages, in the order of their names, years newest first.
fn all_groups(cx: Context<'_>, page: &Page) -> Vec<Group> {
    let kind = discriminant(&page.subject);
    let mut groups: Vec<(&str, GroupView)> = Vec::new();
    for other in cx.site.pages.iter().filter(|other| discriminant(&other.subject) == kind) {
        let Some(part) = other.subject.part() else { continue };
        let Some(group) = part.group.as_deref() else { continue };
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, view)) => view.count += part.items.len(),
            None => groups.push((
                group,
                GroupView {
                    name: name(cx, &page.subject, group),
                    url: encoded(&first(&other.url, part)),
                    count: part.items.len(),
                    current: false,
                },
            )),
        }
    }
    match page.subject {
        Subject::Articles(_) | Subject::Log(_) => {
            groups.sort_by_key(|(group, _)| std::cmp::Reverse(bounds(cx, &page.subject, group)));
        }
        Subject::Timeline(_) => groups.sort_by_key(|(group, _)| {
            let bounds = bounds(cx, &page.subject, group);
            (bounds.is_none(), bounds)
        }),
        Subject::Entities(_) | Subject::Tags(_) => {
            groups.sort_by_cached_key(|&(group, _)| cx.index.collation.key(group));
        }
        _ => groups.sort_by_key(|&(group, _)| group),
    }
    groups.into_iter().map(|(key, view)| (key.to_owned(), view)).collect()
}

/// The first page of the group that a page belongs to.
fn first(url: &str, part: &Part) -> String {
    match part.number {
        0 => url.to_owned(),
        number => {
            let end = format!(".{}.html", number + 1);
            url.strip_suffix(&end).map_or_else(|| url.to_owned(), |name| format!("{name}.html"))
        }
    }
}

/// A group as the page names it.
fn name(cx: Context<'_>, subject: &Subject, group: &str) -> String {
    match subject {
        Subject::Articles(_) | Subject::Timeline(_) | Subject::Log(_) => {
            match bounds(cx, subject, group) {
                Some((first, last)) => date::years(cx.words, first, last),
                None => cx.words.get("timeline.undated").to_owned(),
            }
        }
        Subject::Entities(_) | Subject::Tags(_) if group == "0" => "0–9".to_owned(),
        _ => group.to_owned(),
    }
}

/// The first and the last year of a group of years.
fn bounds(cx: Context<'_>, subject: &Subject, group: &str) -> Option<(i64, i64)> {
    let years = match subject {
        Subject::Articles(_) => cx.index.by_year(cx.archive).years(),
        Subject::Timeline(_) => cx.index.events_by_year(cx.archive).years(),
        Subject::Log(_) => cx.index.readings_by_year(cx.archive).years(),
        _ => return None,
    };
    years.bounds(group)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_pages_to_go_to() {
        let pages = |current, of| super::near(current, of).collect::<Vec<_>>();
        assert_eq!(pages(1, 3), [1, 2, 3]);
        assert_eq!(pages(17, 34), [1, 10, 15, 16, 17, 18, 19, 20, 30, 34]);
        let many = [1, 90, 100, 110, 120, 130, 132, 133, 134, 135, 136, 140, 150, 160, 170, 180];
        assert_eq!(pages(134, 720), [&many[..], &[200, 300, 400, 500, 600, 720]].concat());
    }
}
