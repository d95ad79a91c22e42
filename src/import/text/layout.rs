//! How the lines of a text were set, and the same as Markdown.
//!
//! Where a line was broken because the next word had no room in it, both belong together. All other breaks are meant.

use super::{Is, Line, SENTENCE, WEIGHT, shape};
use crate::fold;
use crate::import::markdown;

/// A narrower column is none.
const NARROWEST: usize = 24;

/// So much room may be left at the end of a line that was broken for the next word.
const RAGGED: usize = 8;

/// Two lines may be as long by chance.
const LEAST: usize = 3;

/// Of fewer lines, only those are full that have no room at all for the next word.
const FEW: usize = 6;

/// So many tenths of the lines of a column are full: all but the last ones of its paragraphs.
const FULL: usize = 7;

/// The lines of verses are not wider, in characters, and those of a page of prose mostly are.
const VERSE: usize = 55;

/// So many lines make a stanza, and so many stanzas that have as many show what they are.
const STANZA: usize = 3;

/// Verses and addresses have shorter lines, in characters; a line that is as long is a paragraph.
const PARAGRAPH: usize = 100;

/// Where so many of so many lines begin with a time, each of them is what was said then.
const TIMED: (usize, usize) = (2, 5);

/// Signs before the items of a list.
const BULLETS: [&str; 5] = ["* ", "- ", "• ", "‣ ", "· "];

/// What stands between two lines of Markdown, the second of which goes on with the first.
const GOES_ON: &str = "\n";

/// The same where the second one begins a line of its own.
const NEW_LINE: &str = "\\\n";

/// The same where it begins a paragraph.
const NEW_PARAGRAPH: &str = "\n\n";

/// How the lines of a text were set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// The width of the column that lines were broken in, in characters.
    column: Option<usize>,
    /// Whether some lines are paragraphs.
    has_prose: bool,
}

impl Layout {
    /// Looks at how the lines of a text end.
    pub(super) fn of(lines: &[Line]) -> Self {
        Self { column: column(lines), has_prose: has_prose(lines) }
    }

    /// Whether lines were broken for want of room.
    pub(super) fn is_column(&self) -> bool {
        self.column.is_some()
    }

    /// Whether a line says all that it has to say: the next one does not go on with it.
    pub(super) fn is_whole(&self, lines: &[Line], at: usize) -> bool {
        let is_set_apart = self.column.is_none() && self.has_prose;
        // The line above the times of a recording is said at none of them.
        let is_timed = |line: &Line| shape::is_timed(line.words);
        let is_above = !lines[at.saturating_sub(1)..=at].iter().any(is_timed);
        let is_last =
            |next: &Line| next.is_empty() || next.is.is_label() || is_above && is_timed(next);
        is_set_apart || lines.get(at + 1).is_none_or(is_last)
    }

    /// Where the paragraph ends that begins at a line.
    pub(super) fn end(&self, lines: &[Line], at: usize) -> usize {
        let goes_on =
            |at: &usize| lines.get(at + 1).is_some_and(|next| self.goes_on(lines[*at], *next));
        (at..lines.len()).find(|at| !goes_on(at)).map_or(lines.len(), |last| last + 1)
    }

    /// Whether a paragraph of sentences begins at a line.
    pub(super) fn is_prose(&self, lines: &[Line], at: usize) -> bool {
        let paragraph = &lines[at..self.end(lines, at)];
        let is_whole = paragraph.last().is_some_and(|line| line.is_ended());
        let words: usize = paragraph.iter().map(|line| line.count()).sum();
        let weight = || paragraph.iter().map(|line| fold::weight(line.words)).sum::<usize>();
        is_whole
            && paragraph.iter().all(|line| line.is == Is::Words)
            && (words >= SENTENCE || weight() >= WEIGHT)
    }

    /// Takes lines that begin a sentence or go on with one for nothing else, whatever their first words are.
    pub(super) fn goes_on_with_sentences(&self, lines: &mut [Line]) {
        for at in 0..lines.len().saturating_sub(1) {
            // `Save`, and below it `what you can`: no button in the middle of a paragraph is meant.
            let is_inside =
                at > 0 && length(lines[at - 1]) > PARAGRAPH && !lines[at - 1].is_ended();
            let goes_on = lines[at + 1].words.starts_with(char::is_lowercase);
            if lines[at].is == Is::Junk && lines[at].count() == 1 && goes_on && !is_inside {
                lines[at].is = Is::Words;
            }
        }
        for at in 1..lines.len() {
            let (last, line) = (lines[at - 1], lines[at]);
            let is_full = || lines.get(at + 1).is_some_and(|next| self.goes_on(line, *next));
            let is_inside =
                !last.is_ended() || line.words.starts_with(char::is_lowercase) || is_full();
            if line.is != Is::Words && last.is == Is::Words && self.goes_on(last, line) && is_inside
            {
                lines[at].is = Is::Words;
            }
        }
    }

    /// Lines as Markdown.
    pub(super) fn markdown(&self, lines: &[Line]) -> String {
        let blocks: Vec<&[Line]> =
            lines.split(|line| line.is_empty()).filter(|block| !block.is_empty()).collect();
        let parts = blocks.iter().flat_map(|block| {
            let meant = match self.column {
                Some(_) if blocks.len() > 1 => NEW_LINE,
                None if !has_prose(block) => NEW_LINE,
                _ => NEW_PARAGRAPH,
            };
            self.parts(block).into_iter().map(move |(lines, is_list)| {
                if is_list { Self::list(lines) } else { self.plain(lines, meant) }
            })
        });
        parts.collect::<Vec<_>>().join(NEW_PARAGRAPH)
    }

    /// The lists of a block, and what stands between them.
    fn parts<'l, 't>(&self, block: &'l [Line<'t>]) -> Vec<(&'l [Line<'t>], bool)> {
        let (mut parts, mut plain, mut at) = (Vec::new(), 0, 0);
        while at < block.len() {
            let end = self.list_end(block, at);
            if end > at {
                parts.push((&block[plain..at], false));
                parts.push((&block[at..end], true));
                plain = end;
            }
            at = end.max(at + 1);
        }
        parts.push((&block[plain..], false));
        parts.retain(|(lines, _)| !lines.is_empty());
        parts
    }

    /// Where a list ends that begins at a line, which is the line itself where none begins there. A single item is none.
    fn list_end(&self, block: &[Line], from: usize) -> usize {
        let Some(mut last) = Marker::of(block[from].words) else { return from };
        let (mut end, mut items) = (from + 1, 1);
        for at in from + 1..block.len() {
            match Marker::of(block[at].words) {
                Some(next) if next.follows(last) => {
                    last = next;
                    items += 1;
                }
                None if self.goes_on(block[at - 1], block[at]) => {}
                _ => break,
            }
            end = at + 1;
        }
        if items > 1 { end } else { from }
    }

    fn list(lines: &[Line]) -> String {
        let mut indent = 0;
        let lines = lines.iter().map(|line| {
            let Some(marker) = Marker::of(line.words) else {
                return format!("{:indent$}{}", "", markdown::escaped(line.words));
            };
            let sign = marker.number.map_or("- ".to_owned(), |number| format!("{number}. "));
            indent = sign.len();
            format!("{sign}{}", markdown::escaped(line.words[marker.length..].trim()))
        });
        lines.collect::<Vec<_>>().join(GOES_ON)
    }

    fn plain(&self, lines: &[Line], meant: &str) -> String {
        let mut text = String::new();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                let is_begun = self.is_column() && begins(*line);
                let meant = if is_begun { NEW_PARAGRAPH } else { meant };
                text += if self.goes_on(lines[at - 1], *line) { GOES_ON } else { meant };
            }
            text += &markdown::escaped(line.words);
        }
        text
    }

    /// Whether a line was broken before the next one for want of room.
    fn goes_on(&self, line: Line, next: Line) -> bool {
        let is_full = |column| length(line) + 1 + first(next) + RAGGED > column;
        let is_begun = begins(next) && line.is_ended();
        !line.is_empty() && !next.is_empty() && !is_begun && self.column.is_some_and(is_full)
    }
}

/// What stands before an item of a list.
#[derive(Debug, Clone, Copy)]
struct Marker {
    /// The sign of it, or the one behind the number.
    sign: char,
    number: Option<u32>,
    /// How many bytes it has.
    length: usize,
}

impl Marker {
    fn of(line: &str) -> Option<Self> {
        let sign = line.chars().next()?;
        if BULLETS.iter().any(|bullet| line.starts_with(bullet)) {
            return Some(Self { sign, number: None, length: sign.len_utf8() });
        }
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let sign = line[digits..].chars().next().filter(|sign| matches!(sign, '.' | ')'))?;
        let is_apart = line[digits + 1..].starts_with(' ');
        let number = line[..digits].parse().ok().filter(|_| digits < 4 && is_apart)?;
        Some(Self { sign, number: Some(number), length: digits + 1 })
    }

    /// Whether it is the one after another of the same list.
    fn follows(self, last: Self) -> bool {
        self.sign == last.sign && self.number == last.number.map(|number| number + 1)
    }
}

/// Whether a line begins with the number that reports and laws give a paragraph: `1.2 The Commission finds`.
fn begins(line: Line) -> bool {
    let Some((number, rest)) = line.words.split_once(' ') else { return false };
    let parts = number.trim_end_matches('.').split('.');
    let is_part =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    // `1.2 million` goes on.
    let is_sentence = rest.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    is_sentence && parts.clone().count() > 1 && parts.clone().all(is_part)
}

/// The width of the column that lines were broken in, if most of them end because the next word has no room. Printed letters
/// have different widths, and so a full line has not always as many of them.
fn column(lines: &[Line]) -> Option<usize> {
    // What stands above a line that begins something new was not broken, however full it is.
    let is_broken = |pair: &&[Line]| {
        let is_new = begins(pair[1]) || pair.iter().any(|line| line.is.is_label());
        pair.iter().all(|line| !line.is_empty()) && !is_new
    };
    let pairs = || lines.windows(2).filter(is_broken);
    let wide: Vec<&[Line]> = pairs().filter(|pair| length(pair[0]) >= NARROWEST).collect();
    let mut widths: Vec<usize> = wide.iter().map(|pair| length(pair[0])).collect();
    widths.sort_unstable();
    let count = widths.len();
    // A line with an address in it may be wider than the column.
    let column = widths.get(count.saturating_sub(1).min(count * 4 / 5)).copied()?;
    let ragged = if count < FEW { 0 } else { RAGGED };
    let is_full = |pair: &&&[Line]| length(pair[0]) + 1 + first(pair[1]) + ragged > column;
    let told = lines.iter().filter(|line| !line.is_empty()).count();
    let wider = lines.iter().filter(|line| length(**line) > column + column / 3).count();
    let is_mostly_full = wide.iter().filter(is_full).count() * 10 > count * FULL;
    let is_mostly_wide = count * 2 >= pairs().count();
    let is_column = count >= LEAST && is_mostly_full && is_mostly_wide && wider * 10 < told;
    let timed = lines.iter().filter(|line| shape::is_timed(line.words)).count();
    let is_timed = timed * TIMED.1 >= told * TIMED.0;
    (is_column && !is_timed && !is_verse(lines, &wide, column)).then_some(column)
}

/// Whether lines that are about as long as each other are verses: they begin with capitals, and sentences go on without; or they
/// are short, and half of them end with a sign, or each stanza has as many and none ends with a word or two.
fn is_verse(lines: &[Line], pairs: &[&[Line]], column: usize) -> bool {
    let is_capital = |pair: &&&[Line]| {
        pair[1].words.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
    };
    let is_at_sign =
        |pair: &&&[Line]| pair[0].words.ends_with([',', ';', ':', '.', '!', '?', '–', '—']);
    let blocks = lines.split(|line| line.is_empty());
    let stanzas: Vec<&[Line]> = blocks.filter(|block| block.len() >= STANZA).collect();
    let is_like_first = |stanza: &&[Line]| {
        let is_last_full = stanza.last().is_some_and(|last| length(*last) * 2 >= column);
        stanza.len() == stanzas[0].len() && is_last_full
    };
    let is_regular = stanzas.len() >= STANZA && stanzas.iter().all(is_like_first);
    let ends = pairs.iter().filter(is_at_sign).count();
    let capital = pairs.iter().filter(is_capital).count();
    pairs.len() > 2
        && (capital * 5 >= pairs.len() * 4
            || column <= VERSE && (ends * 2 >= pairs.len() || is_regular))
}

fn has_prose(lines: &[Line]) -> bool {
    lines.iter().any(|line| length(*line) > PARAGRAPH)
}

fn length(line: Line) -> usize {
    line.words.chars().count()
}

/// How long the first word of a line is.
fn first(line: Line) -> usize {
    line.words.split(' ').next().map_or(0, |word| word.chars().count())
}
