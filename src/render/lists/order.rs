//! Long lists in the order in which they are shown.

use std::collections::BTreeMap;

use crate::model::site::Part;
use crate::model::years::Years;

/// A list, whole and cut into groups, so that no page has to go through all of it to find its own part.
#[derive(Debug)]
pub struct Order<T> {
    all: Vec<T>,
    groups: BTreeMap<String, Vec<T>>,
    years: Years,
}

impl<T: Copy> Order<T> {
    /// A list in its order; `group` names the group of each.
    pub fn new(all: Vec<T>, group: impl Fn(T) -> String) -> Self {
        let mut groups: BTreeMap<String, Vec<T>> = BTreeMap::new();
        for &item in &all {
            groups.entry(group(item)).or_default().push(item);
        }
        Self { all, groups, years: Years::default() }
    }

    /// A list in its order, in groups of years.
    pub fn by_year(all: Vec<T>, year: impl Fn(T) -> Option<i64>) -> Self {
        let years = Years::of(all.iter().map(|&item| year(item)));
        let order = Self::new(all, |item| years.group(year(item)));
        Self { years, ..order }
    }

    /// The years of its groups.
    pub fn years(&self) -> &Years {
        &self.years
    }

    /// The whole list.
    pub fn all(&self) -> &[T] {
        &self.all
    }

    /// The list that a part is cut from: that of its group, or the whole.
    pub fn whole(&self, part: &Part) -> &[T] {
        match &part.group {
            None => &self.all,
            Some(group) => self.groups.get(group).map_or(&[][..], Vec::as_slice),
        }
    }

    /// The items that a part shows.
    pub fn part(&self, part: &Part) -> &[T] {
        let list = self.whole(part);
        let within = |place: usize| place.min(list.len());
        &list[within(part.items.start)..within(part.items.end)]
    }
}

impl<T> Default for Order<T> {
    fn default() -> Self {
        Self { all: Vec::new(), groups: BTreeMap::new(), years: Years::default() }
    }
}
