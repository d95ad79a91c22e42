//! The space at the beginning and the end of the lines of front matter, and the blank lines between them.

use std::collections::{BTreeMap, BTreeSet};

use crate::yaml::{Node, Value};

/// What the lines of front matter are, where they do not begin with a key, an item or a comment.
#[derive(Default)]
struct Lines {
    /// The bytes at which keys of maps begin, outside of brackets.
    keys: BTreeSet<usize>,
    /// Where the lines begin.
    starts: Vec<usize>,
    /// The lines, counted from 0, that go on with what began on another one.
    inside: BTreeMap<usize, Inside>,
}

#[derive(Clone, Copy)]
enum Inside {
    /// Of words whose white space says nothing.
    Words,
    /// Of a list or map in brackets that begins on a line.
    Brackets(usize),
    /// Of a block, whose first line is given and whose white space says something.
    Block(usize),
}

/// A list or map that has begun: its column as it was and as it will be.
#[derive(Clone, Copy)]
struct Open {
    old: usize,
    new: usize,
    is_list: bool,
}

/// Everything indented by two, no space at the end of lines, at most one blank line between two others.
pub(super) fn indented(text: &str, node: &Node) -> String {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let mut lines = Lines { starts: starts.collect(), ..Lines::default() };
    lines.gather(text, node);
    let mut layout =
        Layout { lines, open: Vec::new(), pending: Vec::new(), after: 0, done: String::new() };
    let (mut moved, mut start) = (Vec::new(), 0);
    for (index, whole) in text.split_inclusive('\n').enumerate() {
        let line = whole.trim_end_matches(['\n', '\r']);
        let ending = &whole[line.len()..];
        let old = column(line);
        let new = layout.line(index, line, start, ending, &moved);
        moved.push((old, new));
        start += whole.len();
    }
    layout.flush(None);
    layout.done
}

struct Layout<'t> {
    lines: Lines,
    open: Vec<Open>,
    /// Comments and blank lines whose column the next line decides, with their endings.
    pending: Vec<(&'t str, &'t str)>,
    /// The column of what goes on below the last line that began something.
    after: usize,
    done: String,
}

impl<'t> Layout<'t> {
    /// Writes a line, or keeps it for later; its new column.
    fn line(
        &mut self,
        index: usize,
        line: &'t str,
        start: usize,
        ending: &'t str,
        moved: &[(usize, usize)],
    ) -> usize {
        let words = line.trim_start_matches([' ', '\t']);
        let old = line.len() - words.len();
        match self.lines.inside.get(&index) {
            Some(Inside::Words | Inside::Brackets(_)) if words.is_empty() => {
                self.write(0, "", ending);
                0
            }
            Some(Inside::Words) => {
                self.write(self.after, words.trim_end(), ending);
                self.after
            }
            Some(&Inside::Brackets(first)) => {
                let new = shifted(old, moved[first]);
                self.write(new, words.trim_end(), ending);
                new
            }
            Some(&Inside::Block(first)) => {
                let new = match moved.get(first) {
                    None => self.after,
                    Some(&(from, _)) if words.is_empty() && old <= from => 0,
                    Some(&moved) => shifted(old, moved),
                };
                self.done.extend(std::iter::repeat_n(' ', new));
                self.write(0, words, ending);
                new
            }
            None if words.trim_end().is_empty() || words.starts_with('#') => {
                self.pending.push((line.trim_end(), ending));
                old
            }
            None => self.begins(line, old, start, ending),
        }
    }

    /// A line on which a key, an item or words begin.
    fn begins(&mut self, line: &'t str, old: usize, start: usize, ending: &str) -> usize {
        let before = self.open.clone();
        let (mut at, mut new, mut marks) = (old, None, String::new());
        loop {
            let rest = line[at..].trim_end();
            let is_item = rest == "-" || rest.starts_with("- ");
            let is_key = self.lines.keys.contains(&(start + at));
            let column = if is_item || is_key {
                self.enter(at, is_item)
            } else {
                self.open.last().map_or(0, |open| open.new + 2)
            };
            new.get_or_insert(column);
            if !is_item {
                break;
            }
            let gap = rest[1..].len() - rest[1..].trim_start().len();
            if gap == rest.len() - 1 || rest[1 + gap..].starts_with('#') {
                marks += rest;
                at = line.len();
                break;
            }
            marks += "- ";
            at += 1 + gap;
        }
        let new = new.unwrap_or(old);
        self.after = self.open.last().map_or(0, |open| open.new + 2);
        self.flush(Some((&before, old, new)));
        self.write(new, &format!("{marks}{}", line[at..].trim_end()), ending);
        new
    }

    /// The list or map that has an item or a key at a column; its new column.
    fn enter(&mut self, at: usize, is_list: bool) -> usize {
        while let Some(open) = self.open.last()
            && (open.old > at || open.old == at && open.is_list && !is_list)
        {
            self.open.pop();
        }
        match self.open.last() {
            Some(open) if open.old == at && open.is_list == is_list => open.new,
            last => {
                let new = last.map_or(0, |open| open.new + 2);
                self.open.push(Open { old: at, new, is_list });
                new
            }
        }
    }

    /// Writes the comments and blank lines that were kept: in the column of the next line, or of the list or map that
    /// they stood in.
    fn flush(&mut self, next: Option<(&[Open], usize, usize)>) {
        let pending = std::mem::take(&mut self.pending);
        let open = next.map_or_else(|| self.open.clone(), |(open, ..)| open.to_vec());
        let mut blank = self.done.is_empty();
        for (index, &(line, ending)) in pending.iter().enumerate() {
            let words = line.trim_start_matches([' ', '\t']);
            if words.is_empty() {
                let is_last = next.is_none() && pending[index..].iter().all(|(l, _)| l.is_empty());
                if !blank && !is_last {
                    self.write(0, "", ending);
                }
                blank = true;
                continue;
            }
            blank = false;
            let old = line.len() - words.len();
            let beside = open.iter().rev().find(|open| open.old == old).map(|open| open.new);
            let new = match next {
                Some((_, column, new)) if column == old => new,
                _ => beside.unwrap_or(old),
            };
            self.write(new, words, ending);
        }
    }

    fn write(&mut self, column: usize, words: &str, ending: &str) {
        if !words.is_empty() {
            self.done.extend(std::iter::repeat_n(' ', column));
        }
        self.done += words;
        self.done += ending;
    }
}

/// A column, moved as a line was moved.
fn shifted(old: usize, (from, to): (usize, usize)) -> usize {
    (old + to).saturating_sub(from)
}

fn column(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Whether a list or map is written in brackets. Others begin where their first item or key does.
pub(super) fn is_in_brackets(text: &str, node: &Node) -> bool {
    let first = match &node.value {
        Value::List(items) => items.first().map(|item| item.span.start),
        Value::Map(entries) => entries.first().map(|(key, _)| key.span.start),
        _ => return false,
    };
    text[node.span.range()].starts_with(['[', '{']) && first != Some(node.span.start)
}

/// Whether text is written as a block.
pub(super) fn is_block(text: &str, node: &Node) -> bool {
    let start = node.span.start as usize;
    let before = text[..start].trim_end();
    let header = before.lines().last().unwrap_or_default();
    let header = header.find(" #").map_or(header, |comment| header[..comment].trim_end());
    let header = header.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
    text[before.len()..start].contains('\n')
        && header.ends_with(['|', '>'])
        && matches!(node.value, Value::Scalar { quoted: true, .. })
}

impl Lines {
    fn gather(&mut self, text: &str, node: &Node) {
        let range = node.span.range();
        let written = &text[range.clone()];
        // What an alias repeats stands elsewhere.
        if written.starts_with('*') {
            return;
        }
        let line = |at: usize| self.starts.partition_point(|&start| start <= at) - 1;
        let (first, last) = (line(range.start), line(range.start + written.trim_end().len()));
        match &node.value {
            _ if is_in_brackets(text, node) => {
                self.inside.extend((first + 1..=last).map(|l| (l, Inside::Brackets(first))));
            }
            Value::List(items) => items.iter().for_each(|item| self.gather(text, item)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    self.keys.insert(key.span.start as usize);
                    self.gather(text, value);
                }
            }
            Value::Scalar { .. } if is_block(text, node) => {
                self.inside.extend((first..=last).map(|l| (l, Inside::Block(first))));
            }
            _ => self.inside.extend((first + 1..=last).map(|l| (l, Inside::Words))),
        }
    }
}
