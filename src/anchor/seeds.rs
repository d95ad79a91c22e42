//! Where in a text a quote with a few letters changed can stand at all.
//!
//! Cut into more pieces than letters may differ, a quote has at least one piece that is as printed; and of pairs of
//! pieces at least one pair has no more than one letter wrong. So a passage is only ever near such a pair, and the
//! pieces of all quotes are found in one pass. What is really there is for the caller to see.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::text::Numbered;

/// A quote that is looked for.
pub(super) struct Sought {
    /// Its words, folded.
    pub(super) words: String,
    /// Their characters, numbered like those of the text.
    pub(super) chars: Vec<u32>,
    /// How many of them may differ.
    pub(super) limit: usize,
}

/// A piece of a quote.
struct Piece {
    quote: usize,
    /// Its characters in the quote.
    chars: Range<usize>,
    /// Those of the other piece of its pair.
    partner: Range<usize>,
}

/// How many characters of a window a look at a pair of pieces is worth.
const LOOK: usize = 8;

/// The stretches of a text, in characters and in order, outside of which a quote cannot be.
#[derive(Default)]
pub(super) struct Windows {
    pub(super) ranges: Vec<Range<usize>>,
    /// What it took to find them, in characters.
    total: usize,
}

/// The windows of each quote in the folded text `hay`.
pub(super) fn windows(hay: &str, text: &Numbered, quotes: &[Sought]) -> Vec<Windows> {
    let all = text.chars.len();
    let mut windows: Vec<Windows> = quotes.iter().map(|_| Windows::default()).collect();
    let (words, mut owners) = pieces(quotes);
    let Ok(automaton) = AhoCorasick::new(&words) else {
        windows.iter_mut().for_each(|windows| windows.widen(all));
        return windows;
    };
    for hit in automaton.find_overlapping_iter(hay) {
        let at = text.index(hit.start());
        owners[hit.pattern().as_usize()].retain(|piece| {
            let (quote, windows) = (&quotes[piece.quote], &mut windows[piece.quote]);
            let before = piece.chars.start + quote.limit;
            let after = quote.chars.len() - piece.chars.start + quote.limit;
            let window = at.saturating_sub(before)..all.min(at + after);
            windows.add(window, all, || pair(quote, piece, &text.chars, at))
        });
    }
    windows.iter_mut().for_each(Windows::join);
    windows
}

/// The different pieces, and which quotes have each.
fn pieces(quotes: &[Sought]) -> (Vec<&str>, Vec<Vec<Piece>>) {
    let (mut words, mut owners) = (Vec::new(), Vec::new());
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (index, quote) in quotes.iter().enumerate().filter(|(_, quote)| quote.limit > 0) {
        let count = (quote.limit + 1).next_multiple_of(2);
        let chars = |piece: usize| {
            quote.chars.len() * piece / count..quote.chars.len() * (piece + 1) / count
        };
        let mut starts = quote.words.char_indices().map(|(byte, _)| byte);
        let mut start = starts.next().unwrap_or(0);
        for piece in 0..count {
            let end = starts.nth(chars(piece).len() - 1).unwrap_or(quote.words.len());
            let id = *known.entry(&quote.words[start..end]).or_insert_with_key(|piece| {
                words.push(*piece);
                owners.push(Vec::new());
                words.len() - 1
            });
            owners[id].push(Piece { quote: index, chars: chars(piece), partner: chars(piece ^ 1) });
            start = end;
        }
    }
    (words, owners)
}

/// Whether the other piece of a pair stands beside one that is at a place of the text, with at most one letter wrong.
fn pair(quote: &Sought, piece: &Piece, text: &[u32], at: usize) -> bool {
    let partner = quote.chars[piece.partner.clone()].iter();
    if piece.partner.start < piece.chars.start {
        leads(partner.rev(), text[..at].iter().rev())
    } else {
        leads(partner, text[at + piece.chars.len()..].iter())
    }
}

/// Whether a text begins with a pattern that has at most one letter wrong.
fn leads<'a>(
    mut pattern: impl Iterator<Item = &'a u32> + Clone,
    mut text: impl Iterator<Item = &'a u32> + Clone,
) -> bool {
    loop {
        let (whole, left) = (pattern.clone(), text.clone());
        let Some(c) = pattern.next() else { return true };
        if text.next() != Some(c) {
            let changed = starts(pattern.clone(), text.clone());
            return changed || starts(pattern, left) || starts(whole, text);
        }
    }
}

fn starts<'a>(
    mut pattern: impl Iterator<Item = &'a u32>,
    mut text: impl Iterator<Item = &'a u32>,
) -> bool {
    pattern.all(|c| text.next() == Some(c))
}

impl Windows {
    /// Adds a window of a text of `all` characters if it is worth it; whether more can come.
    fn add(&mut self, window: Range<usize>, all: usize, worth: impl FnOnce() -> bool) -> bool {
        if self.total >= all {
            return false;
        }
        self.total += LOOK;
        if !worth() {
        } else if let Some(last) = self.ranges.last_mut()
            && last.start <= window.start
            && window.start <= last.end
        {
            self.total += window.end.max(last.end) - last.end;
            last.end = last.end.max(window.end);
        } else {
            self.total += window.len();
            self.ranges.push(window);
        }
        if self.total >= all {
            self.widen(all);
        }
        self.total < all
    }

    /// Takes the whole text of `all` characters.
    fn widen(&mut self, all: usize) {
        self.ranges.clear();
        self.ranges.push(0..all);
        self.total = all;
    }

    /// Puts windows in order, and those that touch together.
    fn join(&mut self) {
        self.ranges.sort_unstable_by_key(|window| window.start);
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(self.ranges.len());
        for window in self.ranges.drain(..) {
            match joined.last_mut() {
                Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
                _ => joined.push(window),
            }
        }
        self.ranges = joined;
    }
}
