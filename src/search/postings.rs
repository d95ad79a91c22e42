//! Which terms are in which units.
//!
//! Postings are kept packed, so that those of a large archive are a few bytes each.

use std::collections::HashMap;

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
        let first = self.units;
        self.tables.par_iter_mut().enumerate().for_each(|(number, table)| {
            for (unit, number_of_unit) in units.iter().zip(first..) {
                for (term, score) in unit.terms.iter().filter(|(term, _)| table_of(term) == number)
                {
                    enter(table, term, number_of_unit, score);
                }
                for (facet, value) in &unit.filters {
                    let term = format!("!{facet}:{value}");
                    if table_of(&term) == number {
                        enter(table, &term, number_of_unit, 0);
                    }
                }
            }
        });
        self.units = first + u32::try_from(units.len()).unwrap_or(0);
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
