//! Which words of lines that correspond differ.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::fold::{Level, fold};
use crate::model::body::TextRange;

/// So many words in common between longer passages that differ are there by chance.
const ISLAND: usize = 2;

/// A passage of more words and signs than this is hardly there twice.
const SHORT: usize = 3;

/// A word or a sign.
pub(super) struct Token {
    pub(super) range: TextRange,
    pub(super) key: String,
    pub(super) is_word: bool,
    /// Where its line begins.
    pub(super) line: u32,
    /// Where the paragraph of its line begins.
    pub(super) paragraph: u32,
    /// What its writer struck out of it, from its beginning on.
    pub(super) struck: TextRange,
}

impl Token {
    /// What it is compared by: what one writer struck out is another word than what stands.
    fn compared(&self) -> (&str, TextRange) {
        (&self.key, self.struck)
    }
}

/// Words of the first that the second has not, and those in their place, by their numbers.
pub(super) struct Change {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
    /// The words of the first before the place where the second has more.
    pub(super) after: Option<Range<usize>>,
}

/// The tokens of a line that begins at `start`.
pub(super) fn tokens(line: &str, start: u32) -> Vec<Token> {
    let tokens = line.split_word_bound_indices().map(|(at, word)| {
        let from = start as usize + at;
        Token {
            range: TextRange::new(from, from + word.len()),
            key: fold(word, Level::Typography).text,
            is_word: word.contains(char::is_alphanumeric),
            line: start,
            paragraph: start,
            struck: TextRange::default(),
        }
    });
    tokens.filter(|token| !token.key.trim().is_empty()).collect()
}

/// Which of several equal ones each passage of a few words is, from 1, in a text that begins at `start`.
pub fn equal(text: &str, start: u32) -> BTreeMap<TextRange, usize> {
    let tokens = tokens(text, start);
    let mut numbers = BTreeMap::new();
    for length in 1..=SHORT {
        let mut equal: BTreeMap<Vec<&str>, Vec<TextRange>> = BTreeMap::new();
        for words in tokens.windows(length) {
            let keys = words.iter().map(|token| token.key.as_str()).collect();
            let (start, end) = (words[0].range.start, words[length - 1].range.end);
            equal.entry(keys).or_default().push(TextRange { start, end });
        }
        let several = equal.into_values().filter(|passages| passages.len() > 1);
        numbers.extend(several.flat_map(|passages| passages.into_iter().zip(1..)));
    }
    numbers
}

/// What is the same in lines that correspond, in order: the numbers of its words in the first and in the second.
pub(super) fn kept(old: &[&Token], new: &[&Token]) -> Vec<(usize, usize)> {
    let texts = Texts { old, new };
    texts.slid(texts.without_islands(&texts.shared()))
}

/// What differs in lines that correspond, in order: all that is not kept.
pub(super) fn changes(old: &[&Token], new: &[&Token], kept: &[(usize, usize)]) -> Vec<Change> {
    let texts = Texts { old, new };
    let end = (old.len(), new.len());
    let mut changes = Vec::new();
    let (mut a, mut b) = (0, 0);
    for (next_a, next_b) in kept.iter().copied().chain([end]) {
        texts.add(a..next_a, b..next_b, &mut changes);
        (a, b) = (next_a + 1, next_b + 1);
    }
    changes
}

/// The tokens of both.
struct Texts<'a> {
    old: &'a [&'a Token],
    new: &'a [&'a Token],
}

impl Texts<'_> {
    /// The tokens that both have in the same order: their numbers in the first and in the second.
    fn shared(&self) -> Vec<(usize, usize)> {
        let [old, new] = [self.old, self.new]
            .map(|tokens| tokens.iter().map(|token| token.compared()).collect::<Vec<_>>());
        let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
        let equal = ops.into_iter().filter(|op| op.tag() == DiffTag::Equal);
        equal.flat_map(|op| op.old_range().zip(op.new_range())).collect()
    }

    /// What is shared without a word or two between longer passages that differ in one line.
    fn without_islands(&self, shared: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let end = (self.old.len(), self.new.len());
        let mut kept: Vec<(usize, usize)> = Vec::with_capacity(shared.len());
        let mut runs = shared.chunk_by(|one, next| (one.0 + 1, one.1 + 1) == *next).peekable();
        while let Some(run) = runs.next() {
            let (first, last) = (run[0], run[run.len() - 1]);
            let next = runs.peek().map_or(end, |next| next[0]);
            let from = kept.last().map_or((0, 0), |kept| (kept.0 + 1, kept.1 + 1));
            let before = self.apart(from.0..first.0, from.1..first.1, first);
            let after = self.apart(last.0 + 1..next.0, last.1 + 1..next.1, last);
            let words = run.iter().filter(|&&(a, _)| self.old[a].is_word).count();
            if words > ISLAND || words >= before.min(after) {
                kept.extend(run);
            }
        }
        kept
    }

    /// How many tokens stand in a gap, in the line of what stands beside it.
    fn apart(&self, old: Range<usize>, new: Range<usize>, beside: (usize, usize)) -> usize {
        let count = |tokens: &[&Token], line: u32| tokens.iter().filter(|t| t.line == line).count();
        let lines = (self.old[beside.0].line, self.new[beside.1].line);
        count(&self.old[old], lines.0).max(count(&self.new[new], lines.1))
    }

    /// What is shared, with words that only one text has moved to the border of a sentence where the words beside them allow it:
    /// `[He came. ]He left` and not `He [came. He ]left`.
    fn slid(&self, mut kept: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        for next in 1..kept.len() {
            let (one, other) = (kept[next - 1], kept[next]);
            let more = (other.0 - one.0 - 1, other.1 - one.1 - 1);
            let (tokens, is_old) = match more {
                (0, 1..) => (self.new, false),
                (1.., 0) => (self.old, true),
                _ => continue,
            };
            let length = more.0.max(more.1);
            let at = |pair: (usize, usize)| if is_old { pair.0 } else { pair.1 };
            let steps = |shared: &mut dyn Iterator<Item = usize>| {
                // Each word that is passed stands at the other end of what is moved too.
                let is_same = |&(step, begin): &(usize, usize)| {
                    let (one, other) = (&tokens[begin], &tokens[begin + length]);
                    step < length && one.compared() == other.compared()
                };
                shared.enumerate().take_while(is_same).count()
            };
            let left = steps(&mut kept[..next].iter().rev().map(|&pair| at(pair)));
            let right = steps(&mut kept[next..].iter().map(|&pair| at(pair) - length));
            let start = at(one) + 1;
            let mut places = (0..=left.max(right)).flat_map(|step| [-signed(step), signed(step)]);
            let place = places.find(|&place| {
                (-signed(left)..=signed(right)).contains(&place)
                    && begins(tokens, start.saturating_add_signed(place))
            });
            let moved = place.unwrap_or(0);
            let by = if moved < 0 { signed(length) } else { -signed(length) };
            let passed = if moved < 0 {
                next - moved.unsigned_abs()..next
            } else {
                next..next + moved.unsigned_abs()
            };
            for pair in &mut kept[passed] {
                let number = if is_old { &mut pair.0 } else { &mut pair.1 };
                *number = number.saturating_add_signed(by);
            }
        }
        kept
    }

    /// Adds what stands between two tokens that are kept, line by line.
    fn add(&self, old: Range<usize>, new: Range<usize>, changes: &mut Vec<Change>) {
        let (firsts, seconds) = (lines(self.old, &old), lines(self.new, &new));
        for at in 0..firsts.len().max(seconds.len()) {
            let part =
                |parts: &[Range<usize>], end: usize| parts.get(at).cloned().unwrap_or(end..end);
            let (old, new) = (part(&firsts, old.end), part(&seconds, new.end));
            let is_alone = firsts.len().max(seconds.len()) == 1;
            let before = changes.last().map_or((0, 0), |last| (last.old.end, last.new.end));
            let (old, new) = if is_alone { self.with_word(old, new, before) } else { (old, new) };
            let after = (old.is_empty() && at == 0).then(|| self.after(&old, &new)).flatten();
            changes.push(Change { old, new, after });
        }
    }

    /// Signs that differ, with the word that they stand at: of a comma alone nobody knows which it is.
    fn with_word(
        &self,
        old: Range<usize>,
        new: Range<usize>,
        before: (usize, usize),
    ) -> (Range<usize>, Range<usize>) {
        if self.old[old.clone()].iter().chain(&self.new[new.clone()]).any(|token| token.is_word) {
            return (old, new);
        }
        let touches = |tokens: &[&Token], end: usize| {
            let pair = end.checked_sub(1).and_then(|at| tokens.get(at..=end));
            pair.is_some_and(|pair| pair[0].range.end == pair[1].range.start)
        };
        let is_behind = !old.is_empty() && touches(self.old, old.start)
            || !new.is_empty() && touches(self.new, new.start);
        let is_before = !old.is_empty() && touches(self.old, old.end)
            || !new.is_empty() && touches(self.new, new.end);
        if is_behind && old.start > before.0 && new.start > before.1 {
            (old.start - 1..old.end, new.start - 1..new.end)
        } else if is_before && old.end < self.old.len() && new.end < self.new.len() {
            (old.start..old.end + 1, new.start..new.end + 1)
        } else {
            (old, new)
        }
    }

    /// The last word of the first before what the second has more in a line, with the signs behind it.
    fn after(&self, old: &Range<usize>, new: &Range<usize>) -> Option<Range<usize>> {
        let (last, before) = (old.start.checked_sub(1)?, new.start.checked_sub(1)?);
        if self.new[before].line != self.new.get(new.start)?.line {
            return None;
        }
        let line = self.old[last].line;
        let back = (0..=last).rev().take_while(|&at| self.old[at].line == line);
        let word = back.take(4).find(|&at| self.old[at].is_word)?;
        Some(word..old.start)
    }
}

/// The parts of a range of tokens that stand in one line each.
fn lines(tokens: &[&Token], range: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    let lines = tokens[range.clone()].chunk_by(|one, next| one.line == next.line);
    let parts = lines.map(|line| {
        start += line.len();
        start - line.len()..start
    });
    parts.collect()
}

/// Whether a token begins a line or a sentence.
fn begins(tokens: &[&Token], at: usize) -> bool {
    let ends = |at: usize| tokens[at].key.ends_with(['.', '!', '?', ':', '。', '！', '？', '؟']);
    let closes = |at: usize| matches!(tokens[at].key.as_str(), "\"" | "'" | ")" | "]");
    let Some(before) = at.checked_sub(1) else { return true };
    tokens.get(at).is_none_or(|token| token.line != tokens[before].line)
        || ends(before)
        || closes(before) && before.checked_sub(1).is_some_and(ends)
}

fn signed(count: usize) -> isize {
    isize::try_from(count).unwrap_or(isize::MAX)
}
