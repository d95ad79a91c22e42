//! What of the lines of a page is not of the text.

use super::rules::{self, Is};
use super::shape;
use super::{BESIDE, Line, SENTENCE};

/// A line that stands for itself between others, for example an item of a list of links, has not more words.
const SHORT: usize = 16;

/// A paragraph below a heading that could be a button has at least so many words.
const LONG: usize = 25;

/// So many lines make a stanza.
const STANZA: usize = 3;

/// What readers say of a text has no longer lines.
const SAID: usize = 60;

/// How much has been seen of a text, and what is still to come.
struct Seen {
    /// How many lines of sentences were kept.
    sentences: usize,
    /// How many of them end like one, as a headline and a dateline do not.
    ended: usize,
    /// How many characters were kept.
    kept: usize,
    /// How many characters follow.
    rest: usize,
    /// Where the last line stands that ends the text.
    last_end: Option<usize>,
    /// Where the last sentence stands.
    last_sentence: Option<usize>,
    /// Where the last line stands that is longer than what readers say.
    last_long: Option<usize>,
    /// Where the last line of words stands.
    last_words: Option<usize>,
}

impl Seen {
    fn of(lines: &[Line]) -> Self {
        let last = |is: &dyn Fn(&Line) -> bool| lines.iter().rposition(is);
        Self {
            sentences: 0,
            ended: 0,
            kept: 0,
            rest: lines.iter().map(|line| line.words.len()).sum(),
            last_end: last(&|line| line.is == Is::End),
            last_sentence: last(&|line| is_sentence(*line)),
            last_long: last(&|line| line.count() > SAID),
            last_words: last(&|line| line.is == Is::Words && !line.is_empty()),
        }
    }

    /// Whether the text has begun before a line: a button above it ends nothing.
    fn is_begun(&self, at: usize) -> bool {
        self.sentences > 0 || self.kept > 0 && self.last_sentence < Some(at)
    }

    /// Whether nothing of the text follows a line that says so: where most of it follows, it is a button.
    fn is_over(&self, at: usize) -> bool {
        self.is_begun(at) && self.rest / 2 <= self.kept
    }

    /// Whether all that follows a heading is what readers say of the text.
    fn is_talk(&self, heading: Line, at: usize) -> bool {
        let is_counted = heading.words.contains(char::is_numeric) && self.ended > 1;
        let is_short = self.last_long < Some(at) && self.rest * 2 <= self.kept;
        self.is_begun(at) && (self.last_end > Some(at) || is_counted || is_short)
    }
}

/// Cuts what is not of the text. Where a list of other things was, an empty line of its kind is left.
pub(super) fn cut<'t>(lines: &[Line<'t>], cut: &mut Vec<String>) -> Vec<Line<'t>> {
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut seen = Seen::of(lines);
    let mut at = 0;
    while at < lines.len() {
        let length = foreign(lines, at, &seen);
        let taken = &lines[at..at + length.max(1)];
        seen.rest -= taken.iter().map(|line| line.words.len()).sum::<usize>();
        if length == 0 {
            kept.push(lines[at]);
            seen.sentences += usize::from(is_sentence(lines[at]));
            seen.ended += usize::from(is_sentence(lines[at]) && lines[at].is_ended());
            seen.kept += if lines[at].is == Is::Words { lines[at].words.len() } else { 0 };
        } else {
            let told = taken.iter().filter(|line| !line.is_empty());
            cut.extend(told.map(|line| line.words.to_owned()));
            if !matches!(lines[at].is, Is::Junk | Is::Words) {
                kept.push(Line { words: "", is: Is::More });
            }
        }
        at += taken.len();
    }
    kept
}

/// How many lines from this one on are not of the text.
fn foreign(lines: &[Line], at: usize, seen: &Seen) -> usize {
    match lines[at].is {
        Is::End if seen.is_over(at) => lines.len() - at,
        Is::Talk if seen.is_talk(lines[at], at) => lines.len() - at,
        // `8 comments`: above the text it lists nothing.
        Is::Talk if lines[at].words.contains(char::is_numeric) => 1,
        Is::More | Is::Talk if seen.is_begun(at) => match listed(&lines[at + 1..]) {
            // A single word before sentences may be a heading of the text.
            0 if !lines[at].words.contains(' ') && seen.last_words > Some(at) => 0,
            items => 1 + items,
        },
        Is::Junk if is_inside(lines, at, seen) => 0,
        Is::Junk | Is::End | Is::More | Is::Talk => 1,
        _ if seen.sentences == 0 => {
            usize::from(seen.last_sentence > Some(at) && is_counter(lines, at))
        }
        _ => usize::from(seen.last_sentence < Some(at) && shape::is_end_mark(lines[at].words)),
    }
}

/// Whether a line above a text says only how many have read it, beside another one that does, or is a sign between two.
fn is_counter(lines: &[Line], at: usize) -> bool {
    let is_told = |line: &&Line| !line.is_empty();
    let is_beside = || {
        let beside = [lines[..at].iter().rfind(is_told), lines[at + 1..].iter().find(is_told)];
        beside.iter().flatten().any(|line| shape::is_count(line.words))
    };
    shape::is_sign(lines[at].words) || shape::is_count(lines[at].words) && is_beside()
}

/// Whether a word of menus and buttons stands alone in the middle of a text: it answers a short question, or it is the heading of
/// a long paragraph that is not the last one, as who wrote the text is told below a button; or of a poem.
fn is_inside(lines: &[Line], at: usize, seen: &Seen) -> bool {
    let (above, below) = (&lines[..at], &lines[at + 1..]);
    let is_alone =
        [above.last(), below.first()].iter().all(|line| line.is_some_and(|line| line.is_empty()));
    if !is_alone || !rules::is_common(lines[at].words) || !seen.is_begun(at) {
        return false;
    }
    let is_told = |line: &Line| !line.is_empty();
    let Some(last) = above.iter().rfind(|line| is_told(line)) else { return false };
    let Some(begin) = below.iter().position(is_told) else { return false };
    let block: Vec<&Line> = below[begin..].iter().take_while(|line| is_told(line)).collect();
    let is_long = || {
        block.iter().map(|line| line.count()).sum::<usize>() >= LONG
            && block.last().is_some_and(|line| line.is_ended())
            && seen.last_sentence > Some(at + begin + block.len())
    };
    let is_asked = last.words.ends_with(['?', '؟']) && last.count() <= SHORT;
    let is_verse = || block.len() >= STANZA && block.iter().all(|line| line.is == Is::Words);
    let is_heading = || {
        seen.ended > 1 && is_long()
            || is_verse() && last.is_ended() && block.last().is_some_and(|line| line.is_ended())
    };
    last.is == Is::Words && block[0].is == Is::Words && (is_asked || is_heading())
}

/// How many lines a list of other things has.
fn listed(lines: &[Line]) -> usize {
    // A list says of its items who wrote them, and when, or how long ago.
    let is_item = |line: &&Line| {
        let is_counted = line.is == Is::Junk && line.words.contains(char::is_numeric);
        let is_title = line.is == Is::Words && !line.is_ended();
        line.count() <= SHORT && (line.is.is_label() || is_title || is_counted)
    };
    // A list that stands right below its heading ends with its paragraph, also where it has sentences.
    let block = lines.iter().take_while(|line| line.is == Is::Words && !line.is_empty()).count();
    let is_apart = lines.get(block).is_none_or(|line| line.is_empty());
    if is_apart
        && (1..=BESIDE).contains(&block)
        && lines[..block].iter().all(|line| line.count() <= SHORT)
    {
        return block;
    }
    let listed = lines.iter().take_while(is_item).count();
    let is_end = lines
        .get(listed)
        .is_none_or(|line| matches!(line.is, Is::End | Is::More | Is::Talk | Is::Junk));
    // A heading of this name inside a text is followed by the text.
    let junk = lines[..listed].iter().position(|line| line.is == Is::Junk);
    let listed = if is_end { listed } else { junk.unwrap_or(0) };
    // Who wrote the text, and when, may stand below a button.
    let has_title = lines[..listed].iter().any(|line| line.is == Is::Words && !line.is_empty());
    if has_title { listed } else { 0 }
}

fn is_sentence(line: Line) -> bool {
    line.is == Is::Words && line.count() >= SENTENCE
}
