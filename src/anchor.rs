//! Anchoring: from the quotes of a document to their places in its text.
//!
//! One document at a time, and never a guess: what could be two passages is none. Step 1, the projection of the
//! Markdown, is the parser's ([`Body::text`]); this module does not parse and knows nothing of other documents.

mod elide;
mod fuzzy;
mod guard;
mod lexicon;
mod locate;
mod marks;
mod myers;
mod near;
mod opposed;
mod pictures;
mod report;
mod scripts;
mod seeds;
mod text;

use std::collections::HashMap;

use self::guard::Conflict;
use self::pictures::Pictures;
use self::text::Text;
use crate::diagnostic::{Checked, Diagnostic};
use crate::fold::{Level, weight};
use crate::model::annotation::{Anchor, Anchoring, Annotation, Fidelity, Passage, Selector};
use crate::model::article::{Document, Reading};
use crate::model::body::{Body, TextRange};
use crate::source::Source;

/// The weight (see [`weight`]) from which a quote may be looked for by its letters and digits alone.
const LONG: usize = 12;

/// How many places are shown of a quote that could be any of them, or stands only where it is not meant.
const SHOWN: usize = 5;

/// How many places of an article are marked for quotes with `all`: a few of these could ask for any number.
const MOST: usize = 100_000;

/// Finds the passages that a document's annotations are about.
pub fn anchor(document: Document, source: &Source) -> Checked<Reading> {
    let (anchors, diagnostics) = match document.article() {
        Some(article) => {
            let language = document.language.as_ref().map(|language| &*language.value);
            passages(&article.annotations, &Text::new(&document.body, language), source)
        }
        None => (Vec::new(), Vec::new()),
    };
    Checked { value: Reading { document, anchors }, diagnostics }
}

/// A quote that has not been found yet.
struct Quote<'a> {
    /// The annotations that ask for it, each with its own selector: these say the same at different places of the source.
    asked: Vec<(usize, &'a Selector)>,
    /// The first of these selectors.
    selector: &'a Selector,
    weight: usize,
    /// The first places where its words stand although they are not the ones that were meant.
    missed: Option<Missed>,
}

/// Places that have the words of a quote and are not meant by it.
struct Missed {
    /// The first ones.
    places: Vec<TextRange>,
    /// How many there are.
    total: usize,
    why: Why,
}

enum Why {
    /// `prefix` or `suffix` stand elsewhere.
    Context,
    /// `nth` is higher than their number.
    Nth,
    /// They say something else there.
    Conflict(Conflict),
}

impl Missed {
    /// A place that says something else than the quote.
    fn conflict((place, conflict): (TextRange, Conflict)) -> Self {
        Self { places: vec![place], total: 1, why: Why::Conflict(conflict) }
    }
}

/// What a step found out about a quote.
enum Outcome {
    /// It stands here.
    Here(Vec<TextRange>),
    /// It could be any of these; each begins with its first range.
    Several { places: Vec<TextRange>, total: usize },
    /// It is not there, as far as this step can tell.
    Nowhere(Option<Missed>),
}

fn passages(
    annotations: &[Annotation],
    text: &Text,
    source: &Source,
) -> (Vec<Anchoring>, Vec<Diagnostic>) {
    let mut reporter = report::Reporter::new(text, source);
    let mut anchors = vec![Anchoring::Whole; annotations.len()];
    let mut quotes: Vec<Quote> = Vec::new();
    let mut known = HashMap::new();
    let mut pictures = None;
    for (annotation, item) in annotations.iter().enumerate() {
        match &item.passage {
            None => {}
            Some(Passage::Mark(index)) => anchors[annotation] = mark(text.body, *index),
            Some(Passage::Picture(region)) => {
                let pictures = pictures.get_or_insert_with(|| Pictures::of(text.body));
                anchors[annotation] = match *pictures.meant(&region.picture.value) {
                    [link] => {
                        reporter.undescribed(link);
                        Anchoring::Pictured(link)
                    }
                    [] => {
                        reporter.no_picture(region);
                        Anchoring::Lost
                    }
                    [one, other, ..] => {
                        reporter.several_pictures(region, one, other);
                        Anchoring::Lost
                    }
                };
            }
            Some(Passage::Quote(selector)) => {
                anchors[annotation] = Anchoring::Lost;
                let weight = weight(&selector.exact.value);
                if weight == 0 {
                    reporter.empty(selector);
                    continue;
                }
                let index = *known.entry(selector.asks()).or_insert(quotes.len());
                if index == quotes.len() {
                    quotes.push(Quote { asked: Vec::new(), selector, weight, missed: None });
                }
                quotes[index].asked.push((annotation, selector));
            }
        }
    }
    let mut room = MOST;
    for step in STEPS {
        quotes = take(step, quotes, text, &mut anchors, &mut room, &mut reporter);
    }
    for quote in &quotes {
        reporter.not_found(quote);
    }
    (anchors, reporter.diagnostics)
}

/// A way to look for quotes, and what finding one by it means.
struct Step {
    find: fn(&Text, Level, &[Quote]) -> Vec<Outcome>,
    level: Level,
    fidelity: Fidelity,
}

/// The ways to look for a quote, the strictest first.
const STEPS: [&Step; 10] = [
    &Step { find: locate::exact, level: Level::Typography, fidelity: Fidelity::Exact },
    &Step { find: locate::exact, level: Level::Case, fidelity: Fidelity::Folded },
    &Step { find: locate::divided, level: Level::Case, fidelity: Fidelity::Folded },
    &Step { find: locate::scripted, level: Level::Case, fidelity: Fidelity::Folded },
    &Step { find: scripts::signed, level: Level::Case, fidelity: Fidelity::Folded },
    &Step { find: locate::exact, level: Level::Letters, fidelity: Fidelity::Folded },
    &Step { find: elide::elided, level: Level::Typography, fidelity: Fidelity::Elided },
    &Step { find: elide::elided, level: Level::Case, fidelity: Fidelity::Elided },
    &Step { find: elide::elided, level: Level::Letters, fidelity: Fidelity::Elided },
    &Step { find: fuzzy::fuzzy, level: Level::Case, fidelity: Fidelity::Fuzzy },
];

/// Takes one step for all quotes together and returns those that are still to be found. There is `room` for so many
/// places of quotes with `all`.
fn take<'a>(
    step: &Step,
    quotes: Vec<Quote<'a>>,
    text: &Text,
    anchors: &mut [Anchoring],
    room: &mut usize,
    reporter: &mut report::Reporter,
) -> Vec<Quote<'a>> {
    if quotes.is_empty() {
        return quotes;
    }
    let outcomes = (step.find)(text, step.level, &quotes);
    let mut left = Vec::new();
    for (mut quote, outcome) in quotes.into_iter().zip(outcomes) {
        match outcome {
            Outcome::Here(ranges) => {
                let anchor = Anchor { ranges, fidelity: step.fidelity };
                // Without `all` they are no more than the parts of the quote.
                let taken = if quote.selector.all { anchor.ranges.len() } else { 0 };
                for &(annotation, selector) in &quote.asked {
                    match room.checked_sub(taken) {
                        Some(left) => {
                            *room = left;
                            if step.fidelity == Fidelity::Fuzzy {
                                reporter.other_letters(selector, &anchor.ranges);
                            }
                            anchors[annotation] = Anchoring::Found(anchor.clone());
                        }
                        None => reporter.too_many(selector, taken),
                    }
                }
            }
            Outcome::Several { places, total } => {
                reporter.ambiguous(&quote, step.level, &places, total);
            }
            Outcome::Nowhere(missed) => {
                quote.missed = quote.missed.or(missed);
                left.push(quote);
            }
        }
    }
    left
}

fn mark(body: &Body, index: u32) -> Anchoring {
    match body.marks.get(index as usize) {
        Some(&range) => Anchoring::Found(Anchor { ranges: vec![range], fidelity: Fidelity::Exact }),
        None => Anchoring::Lost,
    }
}

/// Decides between places, each a list of ranges, by what the reader said. Of `total` ones they are the first, and if the
/// number of one that is asked for is higher than theirs, that one is the last.
fn choose(selector: &Selector, mut places: Vec<Vec<TextRange>>, total: usize) -> Outcome {
    let nth = selector.nth.as_ref().map(|nth| nth.value as usize);
    match (nth, places.len()) {
        (_, 0) => Outcome::Nowhere(None),
        _ if selector.all => Outcome::Here(apart(places)),
        (Some(nth), have) if (1..=total).contains(&nth) => {
            Outcome::Here(places.swap_remove(nth.min(have) - 1))
        }
        (None, 1) => Outcome::Here(places.swap_remove(0)),
        _ => {
            let places = places.iter().filter_map(|ranges| ranges.first().copied()).collect();
            match nth {
                Some(_) => Outcome::Nowhere(Some(Missed { places, total, why: Why::Nth })),
                None => Outcome::Several { places, total },
            }
        }
    }
}

/// The ranges of all places, without those that overlap an earlier one.
fn apart(places: Vec<Vec<TextRange>>) -> Vec<TextRange> {
    let mut ranges: Vec<TextRange> = places.into_iter().flatten().collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut end = 0;
    ranges.retain(|range| {
        let free = range.start >= end;
        end = if free { range.end } else { end };
        free
    });
    ranges
}
