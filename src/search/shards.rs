//! Cutting the index into files that are small enough to load while somebody types.

use serde_json::{Value, json};

use super::pack;
use super::postings::{Postings, Term};
use super::terms::BEYOND_TEXT;
use super::units::Unit;
use crate::config::Config;
use crate::fold::is_unspaced;
use crate::model::site::Output;

/// The size of a shard of units, in bytes, that it is closed at.
const UNITS: usize = 14_000;

/// The size of a shard of terms.
const TERMS: usize = 12_000;

/// How many shards of terms are loaded for one word that is being typed; beginnings that reach over more have a head.
const SPAN: usize = 2;

/// How many units a head names.
const BEST: usize = 24;

/// From this many units on, a term that is in the text of more than a quarter of them is only kept for names.
const MANY_UNITS: u32 = 400;

/// How many values of each filter are offered.
const VALUES: usize = 100;

/// The file of a shard.
fn output(name: &str, data: &str) -> Output {
    let bytes = format!("variorumSearch(\"{name}\",{data})\n").into_bytes();
    Output { url: format!("search/{name}.js"), bytes }
}

/// Shards of units, filled one after the other.
#[derive(Default)]
pub(super) struct UnitShards {
    open: String,
    in_open: u32,
    /// How many units each has, packed.
    counts: String,
    closed: usize,
}

impl UnitShards {
    pub(super) fn add(&mut self, unit: &Unit, emit: &mut impl FnMut(Output)) {
        if self.in_open > 0 && self.open.len() + unit.shown.len() > UNITS {
            self.finish(emit);
        }
        self.open.push(if self.in_open == 0 { '[' } else { ',' });
        self.open.push('\n');
        self.open.push_str(&unit.shown);
        self.in_open += 1;
    }

    /// Closes the open shard.
    pub(super) fn finish(&mut self, emit: &mut impl FnMut(Output)) {
        if self.in_open > 0 {
            self.open.push(']');
            emit(output(&format!("u{}", self.closed), &self.open));
            pack::write(self.in_open, &mut self.counts);
            self.closed += 1;
        }
        self.open.clear();
        self.in_open = 0;
    }
}

/// Emits everything but the units.
pub(super) fn terms(
    postings: Postings,
    units: &UnitShards,
    config: &Config,
    emit: &mut impl FnMut(Output),
) {
    let total = postings.units();
    let mut terms = postings.sorted();
    let common = drop_common(&mut terms, total);
    emit(output("filters", &filters(&terms, config).to_string()));
    let cuts = cut(&terms);
    for (number, shard) in cuts.windows(2).enumerate() {
        emit(output(&format!("t{number}"), &listed(&terms[shard[0]..shard[1]])));
    }
    let heads = heads(&terms, &cuts);
    let head_cuts = cut(&heads);
    for (number, shard) in head_cuts.windows(2).enumerate() {
        emit(output(&format!("h{number}"), &listed(&heads[shard[0]..shard[1]])));
    }
    let manifest = json!({
        "units": total,
        "counts": units.counts,
        "terms": starts(&terms, &cuts),
        "heads": starts(&heads, &head_cuts),
        "common": common.join(" "),
    });
    emit(output("index", &manifest.to_string()));
}

/// Takes the places in plain text from terms that are in every other text, and returns these terms.
fn drop_common(terms: &mut Vec<(Box<str>, Term)>, units: u32) -> Vec<String> {
    let mut common = Vec::new();
    if units < MANY_UNITS {
        return common;
    }
    terms.retain_mut(|(name, term)| {
        if name.starts_with('!') || term.count <= units / 4 {
            return true;
        }
        let mut kept = Term::default();
        for (unit, score) in pack::pairs(&term.packed).filter(|&(_, score)| score >= BEYOND_TEXT) {
            kept.add(unit, score);
        }
        common.push(name.to_string());
        *term = kept;
        term.count > 0
    });
    common
}

/// Where to cut a list of terms into shards: the indices at which they begin, and its length.
fn cut(terms: &[(Box<str>, Term)]) -> Vec<usize> {
    let mut cuts = vec![0];
    let mut size = 0;
    for (index, (name, term)) in terms.iter().enumerate() {
        let own = name.len() + term.packed.len() + 6;
        if size > 0 && size + own > TERMS {
            cuts.push(index);
            size = 0;
        }
        size += own;
    }
    if !terms.is_empty() {
        cuts.push(terms.len());
    }
    cuts
}

/// Terms and their postings, in turn.
fn listed(terms: &[(Box<str>, Term)]) -> String {
    let mut list = String::from("[");
    for (index, (name, term)) in terms.iter().enumerate() {
        list.push_str(if index == 0 { "" } else { "," });
        list.push_str(&Value::from(&**name).to_string());
        list.push_str(",\"");
        list.push_str(&term.packed);
        list.push('"');
    }
    list.push(']');
    list
}

/// For each shard but the first, the shortest text that stands between its terms and those before, one on each line.
fn starts(terms: &[(Box<str>, Term)], cuts: &[usize]) -> String {
    let inner = cuts.get(1..cuts.len().saturating_sub(1)).unwrap_or_default();
    let starts = inner.iter().map(|&cut| {
        let (before, name) = (&terms[cut - 1].0, &terms[cut].0);
        let mut ends = name.char_indices().map(|(at, c)| at + c.len_utf8());
        let enough = ends.find(|&end| name[..end] > **before);
        &name[..enough.unwrap_or(name.len())]
    });
    starts.collect::<Vec<_>>().join("\n")
}

/// The best units of each beginning whose terms are in more than [`SPAN`] shards, as postings in the order of merit.
///
/// A beginning has two letters at least, or one character in scripts without spaces, and grows until it is narrow.
fn heads(terms: &[(Box<str>, Term)], cuts: &[usize]) -> Vec<(Box<str>, Term)> {
    let first = terms.partition_point(|(name, _)| name.starts_with('!'));
    let mut heads = Vec::new();
    let mut wide = vec![(0, first..terms.len())];
    while let Some((len, range)) = wide.pop() {
        let prefix = |index: usize| beginning(&terms[index].0, len);
        let mut start = range.start;
        while start < range.end {
            let begin = prefix(start);
            let end = start
                + terms[start..range.end]
                    .partition_point(|(name, _)| beginning(name, len) == begin);
            let shards = shard(cuts, end - 1) - shard(cuts, start);
            if shards >= SPAN && begin.chars().count() == len + 1 {
                wide.push((len + 1, start..end));
                let enough = if begin.starts_with(is_unspaced) { 1 } else { 2 };
                if len + 1 >= enough {
                    heads.push((begin.into(), best(&terms[start..end])));
                }
            }
            start = end;
        }
    }
    heads.sort_unstable_by(|(a, _): &(Box<str>, Term), (b, _)| a.cmp(b));
    heads
}

/// The first `len + 1` characters of a term, or all of it.
fn beginning(term: &str, len: usize) -> &str {
    let end = term.char_indices().nth(len).map_or(term.len(), |(at, c)| at + c.len_utf8());
    &term[..end]
}

/// The shard that holds a term.
fn shard(cuts: &[usize], term: usize) -> usize {
    cuts.partition_point(|&cut| cut <= term)
}

/// The units that terms stand for most, the best first; the score is what the term scored.
fn best(terms: &[(Box<str>, Term)]) -> Term {
    let mut scored: Vec<(u32, u8, u32)> = Vec::new();
    for (_, term) in terms {
        let weight = term.count.ilog2().min(7);
        let merit = |score: u8| 4 * u32::from(score) + weight;
        scored.extend(pack::pairs(&term.packed).map(|(unit, score)| (merit(score), score, unit)));
        if scored.len() > 64 * BEST {
            keep_best(&mut scored);
        }
    }
    keep_best(&mut scored);
    let mut head = Term::default();
    for (_, score, unit) in &scored {
        pack::write(*unit, &mut head.packed);
        pack::write_small(*score, &mut head.packed);
    }
    head
}

/// Keeps the best units, each once.
fn keep_best(scored: &mut Vec<(u32, u8, u32)>) {
    scored.sort_unstable_by_key(|&(merit, _, unit)| (unit, std::cmp::Reverse(merit)));
    scored.dedup_by_key(|&mut (_, _, unit)| unit);
    scored.sort_unstable_by_key(|&(merit, _, unit)| (std::cmp::Reverse(merit), unit));
    scored.truncate(BEST);
}

/// The values of each filter, the most frequent first: `[value, label, count]`.
fn filters(terms: &[(Box<str>, Term)], config: &Config) -> Value {
    let facets = ["kind", "year", "reader", "outlet", "tag"].map(|facet| {
        let prefix = format!("!{facet}:");
        let mut values: Vec<(u32, &str)> = terms
            .iter()
            .filter_map(|(name, term)| Some((term.count, name.strip_prefix(&prefix)?)))
            .collect();
        values.sort_unstable_by_key(|&(count, value)| (std::cmp::Reverse(count), value));
        values.truncate(VALUES);
        let reader = |id: &str| config.readers.iter().find(|reader| reader.id == id);
        let label = |value: &str| match reader(value) {
            Some(reader) if facet == "reader" => reader.name.clone(),
            _ => value.to_owned(),
        };
        let values = values.into_iter().map(|(count, value)| json!([value, label(value), count]));
        json!([facet, values.collect::<Value>()])
    });
    Value::from(facets.to_vec())
}
