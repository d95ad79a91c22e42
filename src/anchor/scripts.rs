//! Quotes with superscripts as signs of their own, `10⁶`, where the text sets digits so: `10<sup>6</sup>`.
//!
//! Does not take a digit that is not set so for such a sign.

use std::ops::Range;

use super::locate::{Needle, find, folded, needle, outcome};
use super::text::Text;
use super::{Outcome, Quote};
use crate::fold::{Folded, Level};
use crate::model::body::{Body, Markup, Tag};

/// What folding puts before a sign beside a number: `10⁶` is `10^6`.
const BESIDE: char = '^';

/// Looks for quotes that have signs for what is markup in the text.
pub(super) fn signed(text: &Text, level: Level, quotes: &[Quote]) -> Vec<Outcome> {
    let words = |quote: &Quote| folded(&quote.selector.exact.value, level);
    let unsigned = |words: String| {
        if words.contains(BESIDE) { words.replace(BESIDE, "") } else { String::new() }
    };
    let needles: Vec<Needle> =
        quotes.iter().map(|q| Needle { exact: unsigned(words(q)), ..needle(level, q) }).collect();
    let mut places = find(text, level, &needles);
    let set = set(text.body);
    for (quote, places) in quotes.iter().zip(&mut places) {
        let words = words(quote);
        places.found.retain(|(range, _)| are_set(text.folded(level), range, &words, &set));
        places.total = places.found.len();
    }
    quotes.iter().zip(places).map(|(quote, places)| outcome(quote, places)).collect()
}

/// Whether what stands for the signs of some words, in a range of the folded text, is set as superscript or subscript.
fn are_set(text: &Folded, range: &Range<usize>, words: &str, set: &[Range<usize>]) -> bool {
    let signs = words.match_indices(BESIDE).enumerate();
    let mut signs = signs.map(|(before, (at, _))| range.start + at - before);
    signs.all(|at| {
        let at = text.source(at..range.end).start;
        set.get(set.partition_point(|script| script.end <= at)).is_some_and(|s| s.contains(&at))
    })
}

/// The superscripts and subscripts of a text, in order.
fn set(body: &Body) -> Vec<Range<usize>> {
    let mut set = Vec::new();
    let mut begun = None;
    for item in &body.items {
        let at = item.at as usize;
        match &item.is {
            Markup::Open(Tag::Superscript | Tag::Subscript) => begun = Some(at),
            Markup::Html(html) if html.starts_with("<sup") || html.starts_with("<sub") => {
                begun = Some(at);
            }
            Markup::Close(Tag::Superscript | Tag::Subscript) => {
                set.extend(begun.take().map(|start| start..at));
            }
            Markup::Html(html) if ["</sup>", "</sub>"].contains(&&**html) => {
                set.extend(begun.take().map(|start| start..at));
            }
            _ => {}
        }
    }
    set
}
