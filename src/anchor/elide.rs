//! Quotes with words left out: `…`, `...`, `[…]`, and words in square brackets.
//!
//! The parts must all be in the text, in order and not far from each other, and in one way only.

use std::ops::Range;

use super::locate::{KEPT, Needle, Places, find, folded};
use super::text::Text;
use super::{LONG, Outcome, Quote, choose};
use crate::fold::{Level, weight};
use crate::model::body::TextRange;

/// The least weight of a part: shorter ones are in too many places, even beside the others. Digits weigh twice.
const LEAST: usize = 4;

/// The least weight of all parts.
const LEAST_OF_ALL: usize = 10;

/// How many characters may be left out between two parts.
const FARTHEST: usize = 2000;

/// A part of a quote between words that are left out.
struct Part<'a> {
    words: &'a str,
    /// Whether it begins and ends at the border of a word; not where a bracket touches it, as in `[T]he`.
    whole: (bool, bool),
}

impl Part<'_> {
    /// How much it has to find it by: two digits are rarer than two letters.
    fn weight(&self) -> usize {
        weight(self.words) + self.words.chars().filter(|c| c.is_numeric()).count()
    }
}

/// Looks for the parts of quotes that leave words out.
pub(super) fn elided(text: &Text, level: Level, quotes: &[Quote]) -> Vec<Outcome> {
    let parts: Vec<Vec<Part>> = quotes.iter().map(|quote| usable_parts(quote, level)).collect();
    let mut needles = Vec::new();
    for (quote, parts) in quotes.iter().zip(&parts) {
        for (index, part) in parts.iter().enumerate() {
            needles.push(needle(level, quote, part, (index == 0, index + 1 == parts.len())));
        }
    }
    if needles.is_empty() {
        return quotes.iter().map(|_| Outcome::Nowhere(None)).collect();
    }
    let mut places = find(text, level, &needles).into_iter();
    let hay = &text.folded(level).text;
    let outcome = |(quote, parts): (&Quote, &Vec<Part>)| {
        let places: Vec<Places> = places.by_ref().take(parts.len()).collect();
        let chains = chains(hay, &places);
        let total = chains.len();
        choose(quote.selector, chains, total)
    };
    quotes.iter().zip(&parts).map(outcome).collect()
}

fn needle<'a>(
    level: Level,
    quote: &Quote,
    part: &Part<'a>,
    (first, last): (bool, bool),
) -> Needle<'a> {
    let context = |wanted: bool, words: &Option<crate::source::Spanned<String>>| match words {
        Some(words) if wanted => folded(&words.value, level),
        _ => String::new(),
    };
    let short = weight(part.words) < LONG || level == Level::Letters;
    Needle {
        written: part.words,
        exact: folded(part.words, level),
        prefix: context(first, &quote.selector.prefix),
        suffix: context(last, &quote.selector.suffix),
        whole: (short && part.whole.0, short && part.whole.1),
        keep: KEPT,
        nth: 0,
    }
}

/// The parts of a quote, or none if it leaves nothing out or one of them is too short.
fn usable_parts<'a>(quote: &Quote<'a>, level: Level) -> Vec<Part<'a>> {
    let parts = split(&quote.selector.exact.value);
    let least = if level == Level::Letters { LONG } else { LEAST };
    if suffice(&parts, least) { parts } else { Vec::new() }
}

fn suffice(parts: &[Part], least: usize) -> bool {
    let weights = || parts.iter().map(Part::weight);
    weights().all(|one| one >= least) && weights().sum::<usize>() >= LEAST_OF_ALL
}

/// The shortest part of a quote that leaves words out and keeps too few to be looked for.
pub(super) fn too_short(quote: &str) -> Option<&str> {
    let parts = split(quote);
    let is_elided = ["…", "...", ". . ."].iter().any(|sign| quote.contains(sign));
    let shortest = parts.iter().min_by_key(|part| part.weight())?;
    (is_elided && !suffice(&parts, LEAST)).then_some(shortest.words)
}

/// Cuts a quote where words are left out; the parts lose the punctuation there. None if nothing is left out.
fn split(quote: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut whole_start = true;
    while at < quote.len() {
        let Some((len, bracket)) = gap(&quote[at..]) else {
            at += quote[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let touches = |c: Option<char>| bracket && c.is_some_and(char::is_alphanumeric);
        let whole_end = !touches(quote[..at].chars().next_back());
        parts.push(Part { words: &quote[start..at], whole: (whole_start, whole_end) });
        at += len;
        start = at;
        whole_start = !touches(quote[at..].chars().next());
    }
    if start == 0 {
        return Vec::new();
    }
    parts.push(Part { words: &quote[start..], whole: (whole_start, true) });
    trim(parts)
}

/// The parts without the punctuation where words are left out, and without those that are nothing else.
fn trim(mut parts: Vec<Part<'_>>) -> Vec<Part<'_>> {
    let last = parts.len() - 1;
    for (index, part) in parts.iter_mut().enumerate() {
        let outside = |c: char| !c.is_alphanumeric();
        if index > 0 {
            part.words = part.words.trim_start_matches(outside);
        }
        if index < last {
            part.words = part.words.trim_end_matches(outside);
        }
    }
    parts.retain(|part| part.words.contains(char::is_alphanumeric));
    parts
}

/// The length of the sign for words left out that a text begins with, and whether it is a bracket.
fn gap(text: &str) -> Option<(usize, bool)> {
    if let Some(inside) = text.strip_prefix('[') {
        let end = inside.find(['[', ']']).filter(|&end| inside.as_bytes()[end] == b']')?;
        return Some((end + 2, true));
    }
    if text.starts_with('…') {
        return Some(('…'.len_utf8(), false));
    }
    let dots = text.len() - text.trim_start_matches('.').len();
    if dots >= 3 {
        return Some((dots, false));
    }
    text.starts_with(". . .").then_some((". . .".len(), false))
}

/// The ways to take one place of each part, in order and near each other; the first ones.
fn chains(hay: &str, parts: &[Places]) -> Vec<Vec<TextRange>> {
    let mut chains = Vec::new();
    // Of a short part not all places may be known, and then none is the only one.
    if !parts.is_empty() && parts.iter().all(|part| part.found.len() < KEPT) {
        let open = leading_on(hay, parts);
        extend(hay, parts, &open, &mut Vec::new(), &mut chains);
    }
    chains
}

/// For each place of each part, whether the parts after it can follow.
fn leading_on(hay: &str, parts: &[Places]) -> Vec<Vec<bool>> {
    let mut open: Vec<Vec<bool>> = parts.iter().map(|p| vec![true; p.found.len()]).collect();
    for part in (0..parts.len() - 1).rev() {
        for place in 0..parts[part].found.len() {
            let range = &parts[part].found[place].0;
            open[part][place] =
                followers(hay, range, &parts[part + 1]).any(|next| open[part + 1][next]);
        }
    }
    open
}

/// The places of the next part that can follow a place.
fn followers(hay: &str, range: &Range<usize>, next: &Places) -> impl Iterator<Item = usize> {
    let end = range.end;
    let first = next.found.partition_point(|(range, _)| range.start < end);
    let near = move |start: usize| {
        let between = start - end;
        between <= FARTHEST
            || between <= 4 * FARTHEST && hay[end..start].chars().count() <= FARTHEST
    };
    next.found[first..]
        .iter()
        .take_while(move |(range, _)| near(range.start))
        .enumerate()
        .map(move |(n, _)| first + n)
}

fn extend(
    hay: &str,
    parts: &[Places],
    open: &[Vec<bool>],
    chosen: &mut Vec<usize>,
    chains: &mut Vec<Vec<TextRange>>,
) {
    let depth = chosen.len();
    if chains.len() >= KEPT {
        return;
    }
    if depth == parts.len() {
        let ranges = chosen.iter().zip(parts).map(|(&place, part)| part.found[place].1);
        chains.push(ranges.collect());
        return;
    }
    let candidates: Vec<usize> = match chosen.last() {
        None => (0..parts[0].found.len()).collect(),
        Some(&place) => followers(hay, &parts[depth - 1].found[place].0, &parts[depth]).collect(),
    };
    for place in candidates {
        if open[depth][place] {
            chosen.push(place);
            extend(hay, parts, open, chosen, chains);
            chosen.pop();
        }
    }
}
