//! The groups of a long list that is cut by years.
//!
//! A year with many items is a group of its own. Where years have few, those of a decade, a century or a millennium are one
//! group: of the calendar, so that one more item leaves the addresses of the others as they are.

use std::collections::BTreeMap;

use crate::model::site::year_group;

/// Up to so many items are one group, of however many years.
const FULL: usize = 100;

/// The spans of years that can be a group, longest first.
const SPANS: [i64; 3] = [1000, 100, 10];

/// Which group each year of a list belongs to.
#[derive(Debug, Default)]
pub struct Years {
    groups: BTreeMap<i64, String>,
    /// The first and the last year that a group has items of.
    bounds: BTreeMap<String, (i64, i64)>,
}

impl Years {
    /// The groups of a list whose items are of these years.
    pub fn of(items: impl Iterator<Item = Option<i64>>) -> Self {
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        for year in items.flatten() {
            *counts.entry(year).or_default() += 1;
        }
        let mut years = Self::default();
        years.join(&counts.into_iter().collect::<Vec<_>>(), &SPANS);
        years
    }

    /// The group of a year: `2017`, `1850-1859`, or `undated`.
    pub fn group(&self, year: Option<i64>) -> String {
        let joined = year.and_then(|year| self.groups.get(&year));
        joined.cloned().unwrap_or_else(|| year_group(year))
    }

    /// The first and the last year that a group has items of; nothing for `undated`.
    pub fn bounds(&self, group: &str) -> Option<(i64, i64)> {
        self.bounds.get(group).copied()
    }

    /// Names the groups of years, which come in order, each with its number of items.
    fn join(&mut self, years: &[(i64, usize)], spans: &[i64]) {
        let Some((&span, shorter)) = spans.split_first() else {
            return years.iter().for_each(|&year| self.add(&[year], year_group(Some(year.0))));
        };
        let number = |year: i64| year.div_euclid(span);
        for years in years.chunk_by(|&(one, _), &(other, _)| number(one) == number(other)) {
            if years.len() == 1 || years.iter().map(|&(_, items)| items).sum::<usize>() > FULL {
                self.join(years, shorter);
                continue;
            }
            let first = number(years[0].0).saturating_mul(span);
            let last = first.saturating_add(span - 1);
            let ends = [first, last].map(|year| year_group(Some(year)));
            self.add(years, ends.join("-"));
        }
    }

    fn add(&mut self, years: &[(i64, usize)], group: String) {
        self.groups.extend(years.iter().map(|&(year, _)| (year, group.clone())));
        self.bounds.insert(group, (years[0].0, years[years.len() - 1].0));
    }
}

#[cfg(test)]
mod tests {
    use super::Years;

    /// The groups of a list, each with its number of items, by the years of these and how many each has.
    fn check(years: &[(i64, usize)], expected: &[(&str, usize)]) {
        let items = || years.iter().flat_map(|&(year, items)| std::iter::repeat_n(year, items));
        let known = Years::of(items().map(Some));
        let mut groups: Vec<(String, usize)> = Vec::new();
        for year in items() {
            let group = known.group(Some(year));
            let (first, last) = known.bounds(&group).expect("years");
            assert!((first..=last).contains(&year), "{year} in {group}");
            match groups.last_mut() {
                Some((last, items)) if *last == group => *items += 1,
                _ => groups.push((group, 1)),
            }
        }
        let groups: Vec<(&str, usize)> =
            groups.iter().map(|(group, items)| (group.as_str(), *items)).collect();
        assert_eq!(groups, expected);
    }

    #[test]
    fn sparse_years_stand_together() {
        // Many of each year.
        check(&[(2016, 90), (2017, 150), (2018, 60)], &[("2016", 90), ("2017", 150), ("2018", 60)]);
        // Few of a busy decade, and one far from all others.
        check(&[(1990, 1), (2016, 3), (2017, 198)], &[("1990", 1), ("2016", 3), ("2017", 198)]);
        // Some decades are full, some are not.
        check(
            &[(1957, 40), (1990, 40), (1991, 41), (1999, 20), (2001, 7), (2003, 7)],
            &[("1957", 40), ("1990", 40), ("1991", 41), ("1999", 20), ("2000-2999", 14)],
        );
        check(&[(1851, 60), (1852, 30), (1860, 60)], &[("1850-1859", 90), ("1860", 60)]);
        let quarters: Vec<(i64, usize)> = (0..201).map(|number| (1000 + number * 4, 1)).collect();
        let centuries = ["1000-1099", "1100-1199", "1200-1299", "1300-1399", "1400-1499"];
        let later = ["1500-1599", "1600-1699", "1700-1799"];
        let mut full: Vec<_> = centuries.iter().chain(&later).map(|&group| (group, 25)).collect();
        full.push(("1800", 1));
        check(&quarters, &full);
        // Before the common era, and at its beginning.
        check(
            &[(-43, 1), (-42, 100), (1, 2), (3, 2)],
            &[("-0043", 1), ("-0042", 100), ("0000-0999", 4)],
        );
        check(&[(-43, 1), (-41, 1)], &[("-1000--0001", 2)]);
        check(
            &[(i64::MIN, 1), (i64::MIN + 1, 1), (i64::MAX, 2)],
            &[("-9223372036854775808--9223372036854774809", 2), ("9223372036854775807", 2)],
        );
        assert_eq!(Years::default().group(None), "undated");
    }
}
