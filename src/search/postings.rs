//! Which terms are in which units.
//!
//! Postings are kept packed, so that those of a large archive are a few bytes each.

use foldhash::HashMap;
use rayon::prelude::*;

use super::pack;
use super::units::Unit;

/// How many tables there are, each filled by one thread at a time.
const TABLES: usize = 8;

/// The postings of all terms.
#[derive(Default)]
pub(super) struct Postings {
    tables: [HashMap<Box<str>, Term>; TABLES],
    units: u32,
}

/// Where a term is.
#[derive(Default)]
pub(super) struct Term {
    /// Units and scores: see [`pack::pairs`].
    pub(super) packed: String,
    /// How many units.
    pub(super) count: u32,
    last: u32,
}

impl Term {
    pub(super) fn add(&mut self, unit: u32, score: u8) {
        pack::write(unit - self.last, &mut self.packed);
        pack::write_small(score, &mut self.packed);
        self.last = unit;
        self.count += 1;
    }
}

impl Postings {
    /// Adds the terms of the next units.
    pub(super) fn add(&mut self, units: &[Unit]) {
        let mut shares: [Vec<(&str, u32, u8)>; TABLES] = Default::default();
        for (unit, number) in units.iter().zip(self.units..) {
            let filters = unit.filters.iter().map(|filter| (filter.as_str(), 0));
            for (term, score) in unit.terms.iter().chain(filters) {
                shares[table_of(term)].push((term, number, score));
            }
        }
        self.tables.par_iter_mut().zip(shares).for_each(|(table, share)| {
            for (term, unit, score) in share {
                enter(table, term, unit, score);
            }
        });
        self.units += u32::try_from(units.len()).unwrap_or(0);
    }

    /// How many units there are.
    pub(super) fn units(&self) -> u32 {
        self.units
    }

    /// All terms, in the order of their code points.
    pub(super) fn sorted(self) -> Vec<(Box<str>, Term)> {
        let mut terms: Vec<(Box<str>, Term)> = self.tables.into_iter().flatten().collect();
        terms.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        terms
    }
}

fn enter(table: &mut HashMap<Box<str>, Term>, term: &str, unit: u32, score: u8) {
    match table.get_mut(term) {
        Some(entry) => entry.add(unit, score),
        None => table.entry(term.into()).or_default().add(unit, score),
    }
}

/// The table that a term stands in: by its last bytes, which differ more than the first.
fn table_of(term: &str) -> usize {
    let sum = term.bytes().rev().take(3).fold(0_usize, |sum, byte| sum * 31 + usize::from(byte));
    sum % TABLES
}
