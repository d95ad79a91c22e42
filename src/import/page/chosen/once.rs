//! What stands twice on a page, and is of the text once.

use std::collections::HashMap;

use super::{Block, SAID_ONCE};

/// As many paragraphs in a row that stand a second time are no refrain, and fewer ones are none with as many letters.
const RUN: usize = 3;
const PAIR: usize = 400;

/// Leaves out a paragraph that stands a second time, unless all between the two is of the text, as a refrain has it: pages
/// have teasers of their own text.
pub(super) fn once(blocks: &[Block], kept: &mut [bool]) {
    let mut said: HashMap<&[String], usize> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        if !kept[at] || block.words.len() <= SAID_ONCE {
            continue;
        }
        let before = said.insert(&block.words, at);
        if before.is_some_and(|before| kept[before..at].contains(&false)) {
            kept[at] = false;
        }
    }
}

/// Leaves out a text that stands a second time, for smaller screens: paragraphs that follow each other both times.
pub(super) fn whole(blocks: &[Block], kept: &mut [bool]) {
    let is_said = |at: &usize| kept[*at] && blocks[*at].is_prose();
    let said: Vec<usize> = (0..blocks.len()).filter(is_said).collect();
    let mut firsts: HashMap<&[String], usize> = HashMap::new();
    // For each paragraph, which one it repeats.
    let repeated: Vec<Option<usize>> = said
        .iter()
        .enumerate()
        .map(|(number, at)| {
            let first = *firsts.entry(&blocks[*at].words).or_insert(number);
            (first < number).then_some(first)
        })
        .collect();
    let mut from = 0;
    while from < said.len() {
        let follows = |to: &usize| {
            repeated[*to].is_some() && repeated[*to] == repeated[*to - 1].map(|first| first + 1)
        };
        let count = (from + 1..said.len()).take_while(follows).count();
        let run = &said[from..=from + count];
        let is_long = || run.iter().map(|at| blocks[*at].letters).sum::<usize>() >= PAIR;
        if repeated[from].is_some() && (run.len() >= RUN || run.len() > 1 && is_long()) {
            kept[run[0]..=run[count]].fill(false);
        }
        from += count + 1;
    }
}
