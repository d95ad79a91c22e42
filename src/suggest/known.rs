//! Whom a text names of those whom the archive knows.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Known;
use super::lexicon::Lexicon;
use super::names::key;
use super::runs::Run;
use super::tokens::Text;

/// Where the text names what the archive knows, the longest names first.
pub(super) fn known_mentions(
    text: &Text,
    lexicon: &Lexicon,
    known: &[Known],
    runs: &[Run],
) -> Vec<(Range<usize>, usize)> {
    let mut table: HashMap<String, (usize, bool)> = HashMap::new();
    let mut longest = 0;
    for (index, known) in known.iter().enumerate() {
        for name in std::iter::once(&known.name).chain(&known.aliases) {
            longest = longest.max(name.split([' ', '-']).count());
            let is_capital = name.starts_with(char::is_uppercase);
            table.entry(lexicon.key(std::iter::once(name.as_str()))).or_insert((index, is_capital));
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let sentence = text.sentence_of(at);
        let most = longest.min(sentence.end.saturating_sub(at));
        let hit = (1..=most).rev().find_map(|length| {
            let range = at..at + length;
            let key =
                lexicon.key(std::iter::once(text.words(range.clone()).replace('’', "'").as_str()));
            let &(index, is_capital) = table.get(&key)?;
            let fits = text.tokens[at].is_capital == is_capital || !lexicon.has_case();
            // `Washington` is not named by `Washington Post`.
            let longer = runs.iter().any(|run| {
                length == 1 && run.tokens.len() > 1 && run.tokens.start <= at && at < run.tokens.end
            });
            (fits && !longer).then_some((range, index))
        });
        at += hit.as_ref().map_or(1, |(range, _)| range.len());
        found.extend(hit);
    }
    let surnames = surnames(text, lexicon, known, &found);
    let longer = runs.iter().map(|run| run.tokens.clone()).filter(|tokens| tokens.len() > 1);
    let taken: HashSet<usize> =
        found.iter().map(|(range, _)| range.clone()).chain(longer).flatten().collect();
    for at in (0..text.tokens.len()).filter(|at| !taken.contains(at)) {
        if (text.tokens[at].is_capital || !lexicon.has_case())
            && let Some(&Some(index)) = surnames.get(&key(text, lexicon, at..at + 1))
        {
            found.push((at..at + 1, index));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Who is meant by a surname alone: the one known person with it whose whole name the text has.
fn surnames(
    text: &Text,
    lexicon: &Lexicon,
    known: &[Known],
    found: &[(Range<usize>, usize)],
) -> HashMap<String, Option<usize>> {
    let mut surnames: HashMap<String, Option<usize>> = HashMap::new();
    for (range, index) in found.iter().filter(|(range, _)| range.len() > 1) {
        if matches!(&*known[*index].kind, "" | "person") {
            let last = key(text, lexicon, range.end - 1..range.end);
            let owner = surnames.entry(last).or_insert(Some(*index));
            *owner = owner.filter(|owner| owner == index);
        }
    }
    surnames
}
