//! Words that are marked in the text itself, without their marks.

use super::splice::spliced;
use crate::model::body::{Body, TextRange};

/// What stands on both sides of marked words.
const SIGN: &str = "==";

/// How far from the words a sign is looked for: there may be other markup between them.
const REACH: usize = 400;

/// The texts that a source may become without the signs around a mark, the likeliest first: other markup may stand
/// between a sign and the words. Which of them is meant is found by reading it.
pub fn unmarked(text: &str, body: &Body, mark: TextRange) -> Vec<String> {
    let place = body.source_span(mark).range();
    let before = &text[text.floor_char_boundary(place.start.saturating_sub(REACH))..place.start];
    let opening = before.rmatch_indices(SIGN).map(|(at, _)| place.start - before.len() + at);
    let after = &text[place.end..text.ceil_char_boundary((place.end + REACH).min(text.len()))];
    let closing: Vec<usize> =
        after.match_indices(SIGN).take(3).map(|(at, _)| place.end + at).collect();
    let without = |start: usize, end: usize| {
        let sign = |at: usize| (at..at + SIGN.len(), String::new());
        spliced(text, vec![sign(start), sign(end)])
    };
    let pairs = opening.take(3).flat_map(|start| closing.iter().map(move |&end| (start, end)));
    pairs.map(|(start, end)| without(start, end)).collect()
}
