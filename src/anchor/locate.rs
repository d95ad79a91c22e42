//! Looking for exact words in the folded text, for all quotes of a document in one pass.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::memmem;

use super::guard::Conflict;
use super::text::Text;
use super::{LONG, Missed, Outcome, Quote, SHOWN, Why, choose, guard};
use crate::fold::{Level, fold};
use crate::model::body::TextRange;

/// How many places of one quote are kept; whether there are more is all that matters beyond.
pub(super) const KEPT: usize = 1000;

/// From this many quotes in a text of this many bytes on, one automaton for all is faster than a pass for each: making
/// it costs 75 µs for each quote.
const MANY: usize = 24;
const LARGE: usize = 500_000;

/// Words to look for, folded.
pub(super) struct Needle<'a> {
    /// As the reader wrote them.
    pub(super) written: &'a str,
    /// Folded; empty for a needle that is not looked for at this level.
    pub(super) exact: String,
    /// Words that must stand right before; empty for any.
    pub(super) prefix: String,
    /// Words that must stand right after; empty for any.
    pub(super) suffix: String,
    /// Whether the beginning and the end must be those of a word.
    pub(super) whole: (bool, bool),
    /// How many of the first places are kept.
    pub(super) keep: usize,
    /// The number of a place that is kept, too; 0 for none.
    pub(super) nth: usize,
}

/// Where a needle is.
#[derive(Default)]
pub(super) struct Places {
    /// The first ones that the words around allow: in the folded text, and in the text.
    pub(super) found: Vec<(Range<usize>, TextRange)>,
    /// How many of these there are.
    pub(super) total: usize,
    /// The last of these.
    last: Option<TextRange>,
    /// The first ones that the words around rule out.
    pub(super) ruled_out: Vec<TextRange>,
    /// How many of these there are.
    pub(super) ruled_out_total: usize,
    /// The first one that has the letters of the needle and says something else.
    pub(super) conflict: Option<(TextRange, Conflict)>,
}

/// Looks for quotes as they are.
pub(super) fn exact(text: &Text, level: Level, quotes: &[Quote]) -> Vec<Outcome> {
    let needles: Vec<Needle> = quotes.iter().map(|quote| needle(level, quote)).collect();
    let places = find(text, level, &needles);
    quotes.iter().zip(places).map(|(quote, places)| outcome(quote, places)).collect()
}

/// Looks for short quotes whose words have hyphens of their own: at the end of a line the folded text is without them.
pub(super) fn divided(text: &Text, level: Level, quotes: &[Quote]) -> Vec<Outcome> {
    let needle = |quote| {
        let needle = needle(level, quote);
        Needle { exact: undivided(&needle.exact), ..needle }
    };
    let needles: Vec<Needle> = quotes.iter().map(needle).collect();
    let mut places = find(text, level, &needles);
    for places in &mut places {
        places.found.retain(|(_, place)| is_divided(&text.body.text[place.range()]));
        places.total = places.found.len();
    }
    quotes.iter().zip(places).map(|(quote, places)| outcome(quote, places)).collect()
}

/// Looks for quotes that have superscripts and subscripts as the file has them, with the signs or tags around them.
pub(super) fn scripted(text: &Text, level: Level, quotes: &[Quote]) -> Vec<Outcome> {
    let exact = |quote: &Quote| folded(&unscripted(&quote.selector.exact.value), level);
    let needles: Vec<Needle> =
        quotes.iter().map(|q| Needle { exact: exact(q), ..needle(level, q) }).collect();
    let places = find(text, level, &needles);
    quotes.iter().zip(places).map(|(quote, places)| outcome(quote, places)).collect()
}

/// Words without what makes superscripts and subscripts of them, as in `10^−3^` and `CO<sub>2</sub>`; nothing where there are
/// none.
fn unscripted(words: &str) -> String {
    let tags = ["<sup>", "</sup>", "<sub>", "</sub>"];
    let untagged = tags.iter().fold(words.to_owned(), |words, tag| words.replace(tag, ""));
    let mut plain = String::new();
    for word in untagged.split_inclusive(char::is_whitespace) {
        let mut from = 0;
        let mut signs = word.match_indices(['^', '~']).peekable();
        while let Some((open, sign)) = signs.next() {
            let closes = |&(close, next): &(usize, &str)| next == sign && close > open + 1;
            if let Some((close, _)) = signs.next_if(closes) {
                plain.extend([&word[from..open], &word[open + 1..close]]);
                from = close + 1;
            }
        }
        plain.push_str(&word[from..]);
    }
    if plain.len() < words.len() { plain } else { String::new() }
}

/// Words without the hyphens between their letters; nothing where they have none.
fn undivided(words: &str) -> String {
    let mut joined = String::new();
    let mut from = 0;
    for (at, hyphen) in words.match_indices('-') {
        let rest = &words[at + hyphen.len()..];
        if words[..at].ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic) {
            joined += &words[from..at];
            from = at + hyphen.len();
        }
    }
    if from == 0 { joined } else { joined + &words[from..] }
}

/// Whether a hyphen stands at the end of a line.
fn is_divided(passage: &str) -> bool {
    passage
        .match_indices(['-', '‐'])
        .any(|(at, hyphen)| passage[at + hyphen.len()..].starts_with(char::is_whitespace))
}

/// The words of a quote, to look for at a level.
pub(super) fn needle<'a>(level: Level, quote: &Quote<'a>) -> Needle<'a> {
    let selector = quote.selector;
    let whole = quote.weight < LONG || level == Level::Letters;
    let sought = level < Level::Letters || quote.weight >= LONG;
    Needle {
        written: &selector.exact.value,
        exact: if sought { folded(&selector.exact.value, level) } else { String::new() },
        prefix: selector.prefix.as_ref().map_or_else(String::new, |p| folded(&p.value, level)),
        suffix: selector.suffix.as_ref().map_or_else(String::new, |s| folded(&s.value, level)),
        whole: (whole, whole),
        keep: if selector.all { usize::MAX } else { KEPT },
        nth: selector.nth.as_ref().map_or(0, |nth| nth.value as usize),
    }
}

/// The words of a selector, folded like the text.
pub(super) fn folded(words: &str, level: Level) -> String {
    fold(words, level).text
}

/// What the places of a quote come to.
pub(super) fn outcome(quote: &Quote, places: Places) -> Outcome {
    let found = places.found.into_iter().map(|(_, range)| vec![range]).collect();
    match choose(quote.selector, found, places.total) {
        Outcome::Nowhere(None) if places.ruled_out_total > 0 => Outcome::Nowhere(Some(Missed {
            places: places.ruled_out,
            total: places.ruled_out_total,
            why: Why::Context,
        })),
        Outcome::Nowhere(None) => Outcome::Nowhere(places.conflict.map(Missed::conflict)),
        outcome => outcome,
    }
}

/// Finds every place of every needle; one that is empty is nowhere.
pub(super) fn find(text: &Text, level: Level, needles: &[Needle]) -> Vec<Places> {
    let mut places: Vec<Places> = needles.iter().map(|_| Places::default()).collect();
    let groups = groups(needles);
    let words: Vec<&str> = groups.iter().map(|group| &*needles[group[0]].exact).collect();
    occurrences(&text.folded(level).text, &words, |group, start| {
        note(text, level, needles, &groups[group], start, &mut places);
    });
    places
}

/// The needles that are looked for, those together that only differ in what must stand around them.
fn groups(needles: &[Needle]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known = HashMap::new();
    for (index, needle) in needles.iter().enumerate().filter(|(_, n)| !n.exact.is_empty()) {
        let group = *known.entry((needle.written, needle.whole)).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(index);
    }
    groups
}

/// The kind that the library takes is made in a time that can grow with the square of the longest needle.
fn automaton(needles: &[&str]) -> Result<AhoCorasick, aho_corasick::BuildError> {
    let is_short = needles.iter().all(|needle| needle.len() < 1_000);
    let kind = (!is_short).then_some(AhoCorasickKind::ContiguousNFA);
    AhoCorasick::builder().kind(kind).build(needles)
}

/// Calls back with the needle and the place of each occurrence, overlapping ones too, in order for each needle.
fn occurrences(hay: &str, needles: &[&str], mut found: impl FnMut(usize, usize)) {
    if needles.len() >= MANY
        && hay.len() >= LARGE
        && let Ok(automaton) = automaton(needles)
    {
        for hit in automaton.find_overlapping_iter(hay) {
            found(hit.pattern().as_usize(), hit.start());
        }
        return;
    }
    for (index, needle) in needles.iter().enumerate() {
        let finder = memmem::Finder::new(needle);
        let mut at = 0;
        while let Some(next) = finder.find(&hay.as_bytes()[at..]) {
            found(index, at + next);
            at += next + 1;
        }
    }
}

/// Takes note of an occurrence of a group of needles, if it is a place that could be meant.
fn note(
    text: &Text,
    level: Level,
    needles: &[Needle],
    group: &[usize],
    start: usize,
    places: &mut [Places],
) {
    let hay = &text.folded(level).text;
    let Needle { written, exact, whole, .. } = &needles[group[0]];
    let range = start..start + exact.len();
    let place = text.place(level, range.clone());
    let body = &text.body.text;
    if guard::cuts_number(body, place) || guard::cuts_word(body, place, *whole) {
        return;
    }
    if level == Level::Letters {
        let passage = &body[place.range()];
        let conflict = guard::conflict(text.lexicon(), written, passage, usize::MAX);
        if let Some(conflict) = conflict {
            for &index in group {
                places[index].conflict.get_or_insert_with(|| (place, conflict.clone()));
            }
            return;
        }
    }
    let (before, after) = (hay[..range.start].trim_end(), hay[range.end..].trim_start());
    for &index in group {
        let needle = &needles[index];
        let is_beside =
            before.ends_with(needle.prefix.trim()) && after.starts_with(needle.suffix.trim());
        places[index].add(needle, &range, place, is_beside);
    }
}

impl Places {
    /// Adds a place of a needle, which stands beside the words that must be there or not.
    fn add(&mut self, needle: &Needle, range: &Range<usize>, place: TextRange, is_beside: bool) {
        if !is_beside {
            self.ruled_out_total += 1;
            if self.ruled_out.len() < SHOWN {
                self.ruled_out.push(place);
            }
        } else if self.last != Some(place) {
            self.last = Some(place);
            self.total += 1;
            if self.found.len() < needle.keep || self.total == needle.nth {
                self.found.push((range.clone(), place));
            }
        }
    }
}
