//! Folding that keeps a map back to the text.
//!
//! Does not search: [`Folded`] is text in which a plain search finds what a reader would call the same words.

use std::ops::Range;

use icu_casemap::CaseMapper;
use unicode_normalization::char::decompose_compatible;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::chars::{accent, base, beside_number, continues, is_cjk, is_unseen, like, plain};

/// How much is folded away; each level folds what the one before it folds, and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Quotation marks, dashes, white space, ligatures and what is not seen.
    Typography,
    /// Case and accents.
    Case,
    /// All but letters and digits.
    Letters,
}

/// A folded text and where each of its bytes comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The text.
    pub text: String,
    runs: Vec<Run>,
}

/// Bytes of the folded text, from `at` to the next run, that come from the bytes `from..to` of the source: one from
/// each where there are as many, otherwise all together from all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    at: u32,
    from: u32,
    to: u32,
}

impl Folded {
    /// The bytes of the source that some bytes of the folded text come from.
    ///
    /// They may cut a character of which only a part was asked for (half of the `ss` that `ß` becomes).
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            return 0..0;
        }
        let (run, end) = self.run(range.start);
        let start =
            run.from as usize + if run.even(end) { range.start - run.at as usize } else { 0 };
        let (run, end) = self.run(range.end - 1);
        let stop = if run.even(end) {
            run.from as usize + (range.end - run.at as usize)
        } else {
            run.to as usize
        };
        start..stop
    }

    /// The run that holds a byte, and where it ends.
    fn run(&self, at: usize) -> (Run, usize) {
        let after = self.runs.partition_point(|run| run.at as usize <= at);
        let end = self.runs.get(after).map_or(self.text.len(), |run| run.at as usize);
        (self.runs[after.saturating_sub(1)], end)
    }
}

impl Run {
    /// Whether the run, which ends at `end`, has a byte for each byte of the source.
    fn even(self, end: usize) -> bool {
        end - self.at as usize == (self.to - self.from) as usize
    }
}

/// Folds a text to a level.
pub fn fold(text: &str, level: Level) -> Folded {
    let mut folding = Folding {
        source: text,
        level,
        folded: Folded { text: String::with_capacity(text.len()), runs: Vec::new() },
        gap: None,
        last: None,
        hyphen: None,
        soft_hyphen: false,
        buffer: String::new(),
    };
    let mut at = 0;
    while at < text.len() {
        at = folding.step(at);
    }
    folding.folded
}

struct Folding<'a> {
    source: &'a str,
    level: Level,
    folded: Folded,
    /// White space that has not been written yet.
    gap: Option<(usize, usize)>,
    /// The last character of the source that was written.
    last: Option<char>,
    /// The length of the folded text before a hyphen that follows a letter and ends the text so far.
    hyphen: Option<usize>,
    /// Whether a soft hyphen ends the text so far.
    soft_hyphen: bool,
    buffer: String,
}

impl Folding<'_> {
    /// Folds what begins at a byte and returns where it ends.
    fn step(&mut self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let byte = bytes[at];
        let plain = self.plain_run(at);
        if plain > at {
            return plain;
        }
        if byte < 0x80 && bytes.get(at + 1).is_none_or(|&next| next < 0x80) {
            self.ascii(byte, at);
            return at + 1;
        }
        let mut rest = self.source[at..].chars();
        let Some(c) = rest.next() else { return bytes.len() };
        let single = at + c.len_utf8();
        if is_unseen(c) {
            self.soft_hyphen |= c == '\u{AD}' && self.gap.is_none();
            return single;
        }
        if c.is_whitespace() {
            self.widen_gap(at, single);
            return single;
        }
        let (mut end, mut before) = (single, c);
        while let Some(next) = rest.next().filter(|&next| continues(before, next)) {
            end += next.len_utf8();
            before = next;
        }
        self.cluster(c, at, end, end == single);
        end
    }

    /// Folds ASCII words with single spaces between them, which is most of most texts, at one go; returns where they
    /// end, or `at`.
    fn plain_run(&mut self, at: usize) -> usize {
        if self.level == Level::Letters || self.gap.is_some() || self.hyphen.is_some() {
            return at;
        }
        let bytes = &self.source.as_bytes()[at..];
        let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b',' | b'.' | b'\'');
        let mut len = 0;
        loop {
            len += bytes[len..].iter().take_while(|byte| word(byte)).count();
            match bytes[len..] {
                [b' ', next, ..] if len > 0 && word(&next) => len += 1,
                _ => break,
            }
        }
        if bytes.get(len).is_some_and(|byte| !byte.is_ascii()) {
            // What follows may be a mark that goes with the last letter.
            len = len.saturating_sub(1);
            len -= usize::from(bytes[..len].ends_with(b" "));
        }
        let Some(&last) = bytes[..len].last() else { return at };
        let before = self.folded.text.len();
        self.extend_run(before, len, at, at + len);
        self.folded.text.push_str(&self.source[at..at + len]);
        if self.level == Level::Case {
            self.folded.text[before..].make_ascii_lowercase();
        }
        self.written(char::from(last), before + len - 1);
        at + len
    }

    fn ascii(&mut self, byte: u8, at: usize) {
        let c = char::from(byte);
        if c.is_whitespace() {
            self.widen_gap(at, at + 1);
        } else if self.level < Level::Letters || byte.is_ascii_alphanumeric() {
            let folded = match self.level {
                Level::Typography if byte == b'`' => '\'',
                Level::Typography => c,
                _ if byte == b'`' => '\'',
                _ => c.to_ascii_lowercase(),
            };
            self.close_gap(c);
            let before = self.folded.text.len();
            self.extend_run(before, 1, at, at + 1);
            self.folded.text.push(folded);
            self.written(c, before);
        }
    }

    /// Folds a character with the marks that go with it.
    fn cluster(&mut self, c: char, at: usize, end: usize, single: bool) {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        match plain(c).filter(|_| single) {
            Some(plain) => buffer.push(plain),
            None => self.fold_cluster(&self.source[at..end], &mut buffer),
        }
        if self.level == Level::Letters {
            buffer.retain(char::is_alphanumeric);
        }
        if !buffer.is_empty() {
            self.close_gap(c);
            let digit = |c: Option<u8>| c.is_some_and(|c| c.is_ascii_digit());
            let text = &self.folded.text;
            if beside_number(c) && digit(text.bytes().last()) && self.level < Level::Letters {
                buffer.insert(0, '^');
            }
            let before = self.folded.text.len();
            self.extend_run(before, buffer.len(), at, end);
            self.folded.text.push_str(&buffer);
            self.written(c, before);
            if !single {
                self.hyphen = None;
            }
        }
        self.buffer = buffer;
    }

    fn fold_cluster(&self, cluster: &str, buffer: &mut String) {
        if self.level == Level::Typography {
            if is_nfkc_quick(cluster.chars()) == IsNormalized::Yes {
                buffer.push_str(cluster);
            } else {
                buffer.extend(cluster.nfkc());
            }
            return;
        }
        let cases = CaseMapper::new();
        for c in cluster.chars() {
            decompose_compatible(c, |c| match c {
                // The last one divides the thousands of a number.
                c if accent(c) || c == '٬' => {}
                c => {
                    let small = cases.simple_fold(c);
                    match like(small) {
                        Some(letters) => buffer.push_str(letters),
                        None => buffer.push(base(small)),
                    }
                }
            });
        }
        if is_nfkc_quick(buffer.chars()) != IsNormalized::Yes {
            let composed: String = buffer.nfc().collect();
            *buffer = composed;
        }
    }

    fn widen_gap(&mut self, from: usize, to: usize) {
        self.gap = Some((self.gap.map_or(from, |gap| gap.0), to));
    }

    /// Writes the white space before `next`, if it separates anything.
    fn close_gap(&mut self, next: char) {
        let Some((from, to)) = self.gap.take() else { return };
        let Some(last) = self.last else { return };
        if self.level == Level::Letters || is_cjk(last) && is_cjk(next) {
            return;
        }
        // A word that was divided at the end of a line is the same word.
        if next.is_alphabetic() {
            if self.soft_hyphen {
                return;
            }
            if let Some(before) = self.hyphen {
                self.take_back(before);
                return;
            }
        }
        let at = self.folded.text.len();
        self.extend_run(at, 1, from, to);
        self.folded.text.push(' ');
    }

    /// Takes back the hyphen that begins at `before`.
    fn take_back(&mut self, before: usize) {
        let Some(run) = self.folded.runs.last_mut() else { return };
        if run.at as usize == before {
            self.folded.runs.pop();
        } else {
            run.to -= 1;
        }
        self.folded.text.truncate(before);
    }

    /// Takes note that a character was written.
    fn written(&mut self, c: char, before: usize) {
        // A hyphen between spaces is a dash.
        let joined = !self.folded.text[..before].ends_with(' ');
        let divides =
            joined && matches!(c, '-' | '‐') && self.last.is_some_and(char::is_alphabetic);
        self.hyphen = divides.then_some(before);
        self.soft_hyphen = false;
        self.last = Some(c);
    }

    /// Says where the next `len` bytes of the folded text, from `at` on, come from.
    fn extend_run(&mut self, at: usize, len: usize, from: usize, to: usize) {
        let [from, to] = [from, to].map(|offset| u32::try_from(offset).unwrap_or(u32::MAX));
        if let Some(run) = self.folded.runs.last_mut()
            && run.to == from
            && run.even(at)
            && (to - from) as usize == len
        {
            run.to = to;
            return;
        }
        self.folded.runs.push(Run { at: u32::try_from(at).unwrap_or(u32::MAX), from, to });
    }
}
