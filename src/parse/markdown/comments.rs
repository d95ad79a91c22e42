//! Cutting `%%…%%` and HTML comments out of Markdown before it is parsed.
//!
//! A comment may hold anything, blank lines and code fences too, and none of it may leave the machine. So comments are
//! gone before the parser sees the text, and a map leads back to the places in the source. Where it is unclear
//! whether something is a comment, it is one. This module knows no Markdown beyond what hides a comment sign: code.

use std::borrow::Cow;
use std::ops::Range;

/// Whether a comment sign inside a code span or a code fence is code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    /// It is, wherever it looks like code.
    Trusted,
    /// It is not: what looked like code was none, and a comment would be shown.
    Distrusted,
}

/// A text without its comments.
pub(super) struct Visible<'t> {
    /// What is left.
    pub(super) text: Cow<'t, str>,
    /// Whether the source holds a comment sign anywhere, in code too.
    pub(super) signs: bool,
    /// Where a comment begins that nothing ends, in the source; all after it is cut.
    pub(super) unclosed: Option<usize>,
    /// From each of these places in `text` on, so many bytes are missing.
    cuts: Vec<(usize, usize)>,
}

impl Visible<'_> {
    /// The place in the source of a place in the text.
    pub(super) fn source(&self, at: usize) -> usize {
        let after = self.cuts.partition_point(|&(place, _)| place <= at);
        at + after.checked_sub(1).map_or(0, |cut| self.cuts[cut].1)
    }

    /// The places inside a range of the text where something was cut.
    pub(super) fn cuts_within(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let first = self.cuts.partition_point(|&(place, _)| place <= start);
        self.cuts[first..].iter().map(|&(place, _)| place).take_while(move |&place| place < end)
    }
}

/// `text` without its comments.
pub(super) fn cut(text: &str, code: Code) -> Visible<'_> {
    if !text.contains("%%") && !text.contains("<!--") {
        return Visible {
            text: Cow::Borrowed(text),
            signs: false,
            unclosed: None,
            cuts: Vec::new(),
        };
    }
    let mut kept = String::with_capacity(text.len());
    let mut cuts = Vec::new();
    let mut unclosed = None;
    let mut from = 0;
    let mut scan = Scan { text, at: 0, fence: None, code, block: 0..0, is_table: false };
    while let Some(start) = scan.next_comment() {
        kept.push_str(&text[from..start]);
        let end = comment_end(text, start);
        unclosed = unclosed.or(end.is_none().then_some(start));
        from = end.unwrap_or(text.len());
        // The words on both sides had a space each; one is enough.
        if text[from..].starts_with(' ') && kept.chars().next_back().is_none_or(char::is_whitespace)
        {
            from += 1;
        }
        scan.at = from;
        cuts.push((kept.len(), from - kept.len()));
    }
    kept.push_str(&text[from..]);
    Visible { text: Cow::Owned(kept), signs: true, unclosed, cuts }
}

/// The byte after the comment that begins at `start`.
fn comment_end(text: &str, start: usize) -> Option<usize> {
    // `<!-->` is a whole comment, so its end may share the hyphens of its beginning.
    let sign = if text[start..].starts_with('%') { "%%" } else { "-->" };
    text[start + 2..].find(sign).map(|found| start + 2 + found + sign.len())
}

/// A walk through a text from comment to comment, around code.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// The sign and length of the fence that is open.
    fence: Option<(u8, usize)>,
    code: Code,
    /// The lines without an empty one that were looked at last.
    block: Range<usize>,
    /// Whether they may be a table, the cells of which end spans of code.
    is_table: bool,
}

impl Scan<'_> {
    /// Where the next comment begins.
    fn next_comment(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            if self.code == Code::Trusted && (self.at == 0 || bytes[self.at - 1] == b'\n') {
                self.line();
                if self.at == bytes.len() {
                    break;
                }
            }
            match bytes[self.at] {
                b'\\' if bytes.get(self.at + 1).is_some_and(u8::is_ascii_punctuation) => {
                    self.at += 2;
                }
                b'`' => self.at = self.after_backticks(),
                b'%' if bytes[self.at..].starts_with(b"%%") => return Some(self.at),
                b'<' if bytes[self.at..].starts_with(b"<!--") => return Some(self.at),
                _ => self.at += 1,
            }
        }
        None
    }

    /// Passes over the lines of a fence, from the beginning of a line.
    fn line(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let line = rest.split_inclusive('\n').next().unwrap_or_default();
            match (self.fence, fence(line)) {
                (None, None) => return,
                (None, Some((sign, length, info))) => {
                    if sign == b'`' && info.contains('`') {
                        return;
                    }
                    self.fence = Some((sign, length));
                }
                (Some((open, least)), Some((sign, length, info)))
                    if open == sign && length >= least && info.trim().is_empty() =>
                {
                    self.fence = None;
                }
                (Some(_), _) if line.is_empty() => return,
                (Some(_), _) => {}
            }
            self.at += line.len();
        }
    }

    /// Finds out whether this place may be in a table: one has a line of nothing but bars and hyphens.
    fn look_at_block(&mut self) {
        if self.block.contains(&self.at) {
            return;
        }
        let start = self.text[..self.at].rfind("\n\n").unwrap_or(0);
        let end = self.text[self.at..].find("\n\n").map_or(self.text.len(), |end| self.at + end);
        let is_border = |line: &str| {
            line.contains('|') && line.contains('-') && !line.contains(char::is_alphabetic)
        };
        self.block = start..end;
        self.is_table = self.text[start..end].lines().any(is_border);
    }

    /// The place after a code span, or after the backticks that begin none.
    ///
    /// A span over several lines or table cells may be none after all, so it hides no comment.
    fn after_backticks(&mut self) -> usize {
        self.look_at_block();
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(|&byte| byte == b'`').count();
        let mut close = length;
        if self.code != Code::Trusted {
            return self.at + length;
        }
        let is_end = |c: char| c == '`' || c == '\n' || c == '|' && self.is_table;
        while let Some(found) = rest[close..].find(is_end) {
            close += found;
            let run = rest[close..].bytes().take_while(|&byte| byte == b'`').count();
            match run {
                0 if rest[..close].ends_with('\\') && rest[close..].starts_with('|') => close += 1,
                0 => break,
                _ if run == length => return self.at + close + run,
                _ => close += run,
            }
        }
        self.at + length
    }
}

/// The sign, the length and the rest of a line that looks like a code fence, whatever list or quotation it is in.
fn fence(line: &str) -> Option<(u8, usize, &str)> {
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    let marker = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if let Some(item) = marker.strip_prefix(['-', '*', '+', '.', ')'])
        && item.starts_with([' ', '\t'])
    {
        rest = item.trim_start_matches([' ', '\t', '>']);
    }
    let sign = *rest.as_bytes().first().filter(|&&byte| byte == b'`' || byte == b'~')?;
    let length = rest.bytes().take_while(|&byte| byte == sign).count();
    (length >= 3).then(|| (sign, length, &rest[length..]))
}
