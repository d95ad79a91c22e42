//! Which figures differ, and which may agree. Knows nothing of who gives them.

use std::collections::BTreeMap;

use crate::model::figure::Figure;
use crate::resolve::called::key;

/// From what to what a number can be, twice where it is one of two.
type Spans = [(f64, f64); 2];

/// The numbers of a figure.
#[derive(Debug)]
pub(super) struct Numbers {
    /// Unit and scope.
    counts: (String, String),
    /// From what to what they can be: figures that do not meet here differ.
    allowed: Spans,
    /// From what to what they are likely to be, where they are open to one side: figures that meet here agree.
    meant: Spans,
}

impl Numbers {
    /// The numbers of a figure. "About" a number is within a tenth of it, and about a year within five years; "more than" a
    /// number can be anything above, and is said of what is near it. Who says "over 60" and who says "60" differ, as do those
    /// who say "88 or 91" and "89".
    pub(super) fn new(figure: &Figure, unit: Option<&str>) -> Option<Self> {
        let range = figure.range?;
        let unit = figure.unit.as_deref().or(unit);
        let scope = figure.scope.as_deref().unwrap_or_default();
        let near = |n: f64| if range.is_year(unit) { 5.0 } else { n.abs() * 0.1 };
        let about = |n: f64| if range.approximate { near(n) } else { 0.0 };
        let around = |n: f64| (n - about(n), n + about(n));
        let (low, high) = (range.low.map(|n| around(n).0), range.high.map(|n| around(n).1));
        let above = |n: f64| if range.strict { n.next_up() } else { n };
        let below = |n: f64| if range.strict { n.next_down() } else { n };
        let (allowed, meant) = match (low, high) {
            (Some(low), Some(high)) => ((low, high), (low, high)),
            (Some(low), None) => ((above(low), f64::INFINITY), (above(low), low + near(low))),
            (None, Some(high)) => {
                ((f64::NEG_INFINITY, below(high)), (high - near(high), below(high)))
            }
            (None, None) => return None,
        };
        let either = range.low.zip(range.high).filter(|_| range.either);
        let either = either.map(|(one, other)| [around(one), around(other)]);
        Some(Self {
            counts: (range.counts(unit), key(scope)),
            allowed: either.unwrap_or([allowed; 2]),
            meant: either.unwrap_or([meant; 2]),
        })
    }

    /// Whether who denies this figure denies another one. Of an open one it has to cover where that begins: "at least 34" can
    /// be 60, and is not denied with it.
    pub(super) fn covers(&self, other: &Self) -> bool {
        // "Over 60" begins with 60 as well.
        let said = match other.allowed[0] {
            (low, high) if high == f64::INFINITY => [(low.next_down(), low); 2],
            (low, high) if low == f64::NEG_INFINITY => [(high, high.next_up()); 2],
            _ => other.allowed,
        };
        self.counts == other.counts && meet(self.allowed, said)
    }

    /// Whether both are likely to be one number of the same.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.counts == other.counts && meet(self.meant, other.meant)
    }
}

/// Whether some number lies in one of these and in one of the others.
fn meet(these: Spans, others: Spans) -> bool {
    let meets = |(low, high)| others.iter().any(|&(from, to)| low <= to && from <= high);
    these.into_iter().any(meets)
}

/// Figures, each with what it is of.
type Figures<'a, T> = [(T, &'a Numbers)];

/// Two figures of one unit and scope that differ.
pub(super) fn differing<T: Copy>(figures: &Figures<T>) -> Option<(T, T)> {
    apart(figures).or_else(|| between(figures))
}

/// Two figures of one unit and scope that do not overlap: the one that ends first and the one that begins last.
fn apart<T: Copy>(figures: &Figures<T>) -> Option<(T, T)> {
    let mut ends: BTreeMap<&(String, String), [(f64, T); 2]> = BTreeMap::new();
    for &(of, Numbers { counts, allowed: [(low, _), (_, high)], .. }) in figures {
        let [first_end, last_begin] = ends.entry(counts).or_insert([(*high, of), (*low, of)]);
        if *high < first_end.0 {
            *first_end = (*high, of);
        }
        if *low > last_begin.0 {
            *last_begin = (*low, of);
        }
    }
    let mut differing = figures.iter().filter_map(|(_, figure)| ends.get(&figure.counts));
    differing.find(|[end, begin]| end.0 < begin.0).map(|[end, begin]| (end.1, begin.1))
}

/// Two figures of one unit and scope of which one is one of two numbers, and the other neither. Few are, so that all pairs of
/// them can be compared.
fn between<T: Copy>(figures: &Figures<T>) -> Option<(T, T)> {
    let mut alike: BTreeMap<&(String, String), Vec<(T, Spans)>> = BTreeMap::new();
    for &(of, figure) in figures {
        alike.entry(&figure.counts).or_default().push((of, figure.allowed));
    }
    let mut either = figures.iter().filter(|(_, one)| one.allowed[0] != one.allowed[1]);
    either.find_map(|&(of, one)| {
        let other = alike[&one.counts].iter().find(|(_, other)| !meet(one.allowed, *other));
        other.map(|&(other, _)| (of, other))
    })
}

/// Figures in groups, so that those of two groups do not agree; each in its own order.
pub(super) fn groups<T: Copy + Ord>(figures: &Figures<T>) -> Vec<Vec<T>> {
    let hull = |figure: &Numbers| (figure.meant[0].0, figure.meant[1].1);
    let mut sorted: Vec<&(T, &Numbers)> = figures.iter().collect();
    sorted.sort_by(|(_, one), (_, other)| {
        one.counts.cmp(&other.counts).then(hull(one).0.total_cmp(&hull(other).0))
    });
    let mut last: Option<(&Numbers, f64)> = None;
    let mut groups: Vec<Vec<T>> = Vec::new();
    for &(of, figure) in sorted {
        let (low, high) = hull(figure);
        let joined = last.filter(|(last, end)| last.counts == figure.counts && low <= *end);
        match (joined, groups.last_mut()) {
            (Some(_), Some(group)) => group.push(of),
            _ => groups.push(vec![of]),
        }
        last = Some((figure, joined.map_or(high, |(_, end)| end.max(high))));
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Numbers, differing, groups, meet};

    /// Two that differ, by comparing all pairs.
    fn differ(figures: &[(usize, &Numbers)]) -> bool {
        let pairs =
            figures.iter().flat_map(|one| figures.iter().map(move |other| (one.1, other.1)));
        pairs
            .into_iter()
            .any(|(one, other)| one.counts == other.counts && !meet(one.allowed, other.allowed))
    }

    fn numbers() -> impl Strategy<Value = Numbers> {
        let span =
            || (0u8..9, 0u8..3).prop_map(|(low, more)| (f64::from(low), f64::from(low + more)));
        (span(), span(), any::<bool>(), 0u8..5).prop_map(|(one, other, is_either, unit)| {
            let [one, other] = if one.0 <= other.0 { [one, other] } else { [other, one] };
            let other = (other.0, other.1.max(one.1));
            let allowed = if is_either { [one, other] } else { [(one.0, other.1); 2] };
            let unit = if unit == 0 { "men" } else { "deaths" };
            Numbers { counts: (unit.into(), String::new()), allowed, meant: allowed }
        })
    }

    proptest! {
        #[test]
        fn figures_are_compared_as_pairs_are(numbers in prop::collection::vec(numbers(), 0..7)) {
            let figures: Vec<(usize, &Numbers)> = numbers.iter().enumerate().collect();
            prop_assert_eq!(differing(&figures).is_some(), differ(&figures));
            let groups = groups(&figures);
            for (one, numbers) in &figures {
                for (other, others) in &figures {
                    let together = groups.iter().any(|g| g.contains(one) && g.contains(other));
                    prop_assert!(together || !numbers.agrees(others));
                }
            }
        }
    }
}
