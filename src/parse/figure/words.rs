//! The words and signs around the number of a figure, as `words.txt` has them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::parse::lists::lists;

/// Everything that `words.txt` says.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| read(include_str!("words.txt")));

/// Lists of words, each for what its section says.
#[derive(Default)]
pub(super) struct Words {
    pub(super) about: Vec<String>,
    pub(super) about_after: Vec<String>,
    pub(super) more: Vec<String>,
    pub(super) at_least: Vec<String>,
    pub(super) or_more: Vec<String>,
    pub(super) less: Vec<String>,
    pub(super) at_most: Vec<String>,
    pub(super) or_less: Vec<String>,
    pub(super) several: Vec<String>,
    pub(super) money: Vec<String>,
    pub(super) of: Vec<String>,
    pub(super) no_unit: Vec<String>,
    pub(super) lead: Vec<String>,
    pub(super) in_all: Vec<String>,
    pub(super) either: Vec<String>,
    pub(super) error: Vec<String>,
    pub(super) interval: Vec<String>,
    pub(super) joining: Vec<String>,
    pub(super) ratio: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) per: Vec<String>,
    pub(super) compounds: Vec<Compound>,
    /// What opens ranges, and what stands between their ends.
    pub(super) ranges: Vec<(String, Vec<String>)>,
    /// What parts of a whole are called, and how many it has.
    pub(super) parts: Vec<(String, f64)>,
    /// From what to what sizes go.
    pub(super) sizes: HashMap<String, (f64, f64)>,
    pub(super) times: HashMap<String, f64>,
    pub(super) one: HashMap<String, f64>,
    pub(super) numbers: HashMap<String, f64>,
    /// Shares in per cent, in the order of the file.
    pub(super) shares: Vec<(String, f64)>,
}

/// A unit of which numbers in several parts have one.
pub(super) struct Compound {
    /// What it measures.
    pub(super) name: &'static str,
    /// How many of the least unit it has.
    pub(super) size: f64,
    /// How it is called.
    pub(super) units: Vec<String>,
}

fn read(text: &'static str) -> Words {
    let mut words = Words::default();
    for (list, given, items) in lists(text) {
        let items = items.into_iter();
        let number = |text: &str| -> f64 { text.parse().unwrap_or_default() };
        match list {
            "about" => words.about = items.collect(),
            "about-after" => words.about_after = items.collect(),
            "more" => words.more = items.collect(),
            "at-least" => words.at_least = items.collect(),
            "or-more" => words.or_more = items.collect(),
            "less" => words.less = items.collect(),
            "at-most" => words.at_most = items.collect(),
            "or-less" => words.or_less = items.collect(),
            "several" => words.several = items.collect(),
            "money" => words.money = items.collect(),
            "of" => words.of = items.collect(),
            "no-unit" => words.no_unit = items.collect(),
            "lead" => words.lead = items.collect(),
            "error" => words.error = items.collect(),
            "interval" => words.interval = items.collect(),
            "joining" => words.joining = items.collect(),
            "ratio" => words.ratio = items.collect(),
            "to" => words.to = items.collect(),
            "per" => words.per = items.collect(),
            "compound" => {
                let (name, size) = given.split_once(' ').unwrap_or_default();
                let units = items.collect();
                words.compounds.push(Compound { name, size: number(size), units });
            }
            "either" => words.either = items.collect(),
            "in-all" => words.in_all = items.collect(),
            "range" => words.ranges.push((given.replace('_', " "), items.collect())),
            "size" => {
                let (low, high) = given.split_once(' ').unwrap_or_default();
                words.sizes.extend(items.map(|item| (item, (number(low), number(high)))));
            }
            "parts" => words.parts.extend(items.map(|item| (item, number(given)))),
            "times" => words.times.extend(items.map(|item| (item, number(given)))),
            "one" => words.one.extend(items.map(|item| (item, number(given)))),
            "number" => words.numbers.extend(items.map(|item| (item, number(given)))),
            "share" => {
                let (part, whole) = given.split_once('/').unwrap_or_default();
                let share = 100.0 * number(part) / number(whole);
                words.shares.extend(items.map(|item| (item, share)));
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_line_is_read() {
        let text = include_str!("words.txt");
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let words = &super::WORDS;
        let given = lines.map(|line| line.split(": ").nth(1).expect("items").split(", ").count());
        let lists = [
            &words.about,
            &words.about_after,
            &words.more,
            &words.at_least,
            &words.or_more,
            &words.less,
            &words.at_most,
            &words.or_less,
            &words.several,
            &words.money,
            &words.of,
            &words.no_unit,
            &words.lead,
            &words.in_all,
            &words.either,
            &words.error,
            &words.interval,
            &words.joining,
            &words.ratio,
            &words.to,
            &words.per,
        ];
        let maps = [&words.times, &words.one, &words.numbers];
        let read = lists.iter().map(|list| list.len()).sum::<usize>()
            + maps.iter().map(|map| map.len()).sum::<usize>()
            + words.ranges.iter().map(|(_, between)| between.len()).sum::<usize>()
            + words.compounds.iter().map(|compound| compound.units.len()).sum::<usize>()
            + words.parts.len()
            + words.sizes.len()
            + words.shares.len();
        assert_eq!(read, given.sum::<usize>(), "a line of an unknown list, or a word twice");
        assert!(words.shares.iter().all(|(_, share)| *share > 20.0 && *share < 80.0));
    }
}
