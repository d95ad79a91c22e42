//! `==marked words==`, found in the words of a block.

use super::build::Builder;
use super::text::{Leaf, count};
use crate::fold::is_unspaced;
use crate::model::body::TextRange;

/// The sign before and behind marked words.
const SIGN: &str = "==";

/// What marked words may begin with, beside letters and digits.
const OPENING: &str = "\"'“”„‘’‚«»‹›([¿¡…$€£「『（【〈《〔［｛〖￥";

/// What marked words may end with, beside letters and digits.
const CLOSING: &str = "\"'“”‘’«»‹›)].,;:!?…%$€£。、，．：；！？」』）】〉》〕］｝〗％";

impl Builder<'_> {
    /// Takes the signs of marks out of the words, and notes what is marked.
    pub(super) fn find_marks(&mut self, leaf: &Leaf) {
        let begin = self.begin_of(leaf.begin);
        let mut open = None;
        let mut signs = Vec::new();
        for (at, _) in self.body.text[begin..].match_indices(SIGN) {
            let at = begin + at;
            if self.is_closed(at) || self.is_split(leaf, at + 1) {
                continue;
            }
            let before = self.body.text[begin..at].chars().next_back();
            let after = self.body.text[at + SIGN.len()..].chars().next();
            match open {
                Some(start) if closes(before, after) && start + SIGN.len() < at => {
                    signs.extend([start, at]);
                    open = None;
                }
                None if opens(before, after) => open = Some(at),
                _ => {}
            }
        }
        self.squeeze(leaf, &signs, count(SIGN.len()));
        let moved = |(index, sign): (usize, &usize)| sign - index * SIGN.len();
        let places: Vec<usize> = signs.iter().enumerate().map(moved).collect();
        self.body.marks.extend(places.chunks_exact(2).map(|pair| TextRange::new(pair[0], pair[1])));
    }

    /// Whether markup stands at a place.
    fn is_split(&self, leaf: &Leaf, at: usize) -> bool {
        self.body.items[leaf.items..].binary_search_by_key(&count(at), |item| item.at).is_ok()
    }
}

/// Whether `==` between two characters opens a mark: after no letter and before what words begin with.
fn opens(before: Option<char>, after: Option<char>) -> bool {
    !adjoins(before, after) && after.is_some_and(|c| c.is_alphanumeric() || OPENING.contains(c))
}

/// Whether `==` between two characters closes a mark: after what words end with and before no letter.
fn closes(before: Option<char>, after: Option<char>) -> bool {
    !adjoins(after, before) && before.is_some_and(|c| c.is_alphanumeric() || CLOSING.contains(c))
}

/// Whether what stands outside of a sign goes on with what is inside: an equals sign, or a letter, unless one of them is
/// of a script that puts no spaces between words.
fn adjoins(outside: Option<char>, inside: Option<char>) -> bool {
    let is_spaced = |c: char| !is_unspaced(c);
    outside.is_some_and(|c| {
        c == '=' || c.is_alphanumeric() && is_spaced(c) && inside.is_none_or(is_spaced)
    })
}
