//! Which part of a long list a page shows, and where the other parts are.

use std::iter;
use std::mem::discriminant;
use std::sync::Arc;

use crate::model::site::{Page, Part, Subject, encoded, numbered};
use crate::render::context::Context;
use crate::render::date;
use crate::render::view::{GroupView, NumberView, PartView};

/// The part that a page shows; nothing where the list is on one page.
pub fn part(cx: Context<'_>, page: &Page) -> Option<PartView> {
    let part = page.subject.part()?;
    let groups = groups(cx, page);
    if groups.is_empty() && part.of <= 1 {
        return None;
    }
    // Kinds of notes are no pages of one list, which is there as a whole.
    let is_cut = !matches!(page.subject, Subject::Notes(_));
    let (before, after) = if is_cut { beside(&groups, part) } else { (None, None) };
    let first = first(&page.url, part);
    let at = |number: usize| encoded(&numbered(&first, number));
    Some(PartView {
        group: part.group.as_deref().map(|group| name(cx, &page.subject, group)),
        groups: groups.iter().map(|group| group.view(part)).collect(),
        whole: part.group.is_none() && part.of <= 1 && after.is_none(),
        number: part.number + 1,
        of: part.of,
        previous: part.number.checked_sub(1).map(at).or(before),
        next: Some(part.number + 1).filter(|&next| next < part.of).map(at).or(after),
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

/// A group of a list.
#[derive(Debug)]
pub struct Group {
    key: String,
    /// How pages of other groups show it.
    view: GroupView,
    /// Its last page.
    last: String,
}

impl Group {
    fn is_of(&self, part: &Part) -> bool {
        part.group.as_ref() == Some(&self.key)
    }

    fn view(&self, part: &Part) -> GroupView {
        GroupView { current: self.is_of(part), ..self.view.clone() }
    }
}

/// The groups of the list that a page is a part of.
fn groups(cx: Context<'_>, page: &Page) -> Arc<Vec<Group>> {
    if !is_index(&page.subject) {
        return Arc::default();
    }
    cx.index.groups.get(discriminant(&page.subject), || all_groups(cx, page))
}

/// The page before a group and the one after it. An overview goes on where the next item stands that it leaves out.
fn beside(groups: &[Group], part: &Part) -> (Option<String>, Option<String>) {
    let first = |group: &Group| group.view.url.clone();
    if let Some(here) = groups.iter().position(|group| group.is_of(part)) {
        let before = here.checked_sub(1).map(|before| groups[before].last.clone());
        return (before, groups.get(here + 1).map(first));
    }
    let mut left = part.items.end;
    let next = groups.iter().find(|group| {
        let is_there = left < group.view.count;
        left = left.saturating_sub(group.view.count);
        is_there
    });
    (None, next.map(first))
}

/// All groups of a list: their first pages, in the order of their names, years newest first.
fn all_groups(cx: Context<'_>, page: &Page) -> Vec<Group> {
    let kind = discriminant(&page.subject);
    let mut groups: Vec<Group> = Vec::new();
    for other in cx.site.pages.iter().filter(|other| discriminant(&other.subject) == kind) {
        let Some(part) = other.subject.part() else { continue };
        let Some(key) = &part.group else { continue };
        if let Some(group) = groups.iter_mut().find(|group| group.is_of(part)) {
            group.view.count += part.items.len();
            continue;
        }
        let first = first(&other.url, part);
        let view = GroupView {
            name: name(cx, &page.subject, key),
            url: encoded(&first),
            count: part.items.len(),
            current: false,
        };
        let last = encoded(&numbered(&first, part.of - 1));
        groups.push(Group { key: key.clone(), view, last });
    }
    let years = |group: &Group| bounds(cx, &page.subject, &group.key);
    match page.subject {
        Subject::Articles(_) | Subject::Log(_) => {
            groups.sort_by_key(|group| std::cmp::Reverse(years(group)));
        }
        Subject::Timeline(_) => groups.sort_by_key(|group| (years(group).is_none(), years(group))),
        Subject::Entities(_) | Subject::Tags(_) => {
            groups.sort_by_cached_key(|group| cx.index.collation.key(&group.key));
        }
        _ => groups.sort_by(|one, other| one.key.cmp(&other.key)),
    }
    groups
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
