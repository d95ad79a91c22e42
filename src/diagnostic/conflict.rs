//! Conflicts of a version control that somebody has to decide: both versions of some lines stand in the file, between
//! `<<<<<<<`, `=======` and `>>>>>>>`.

use super::{Code, Diagnostic};
use crate::source::{Source, Span};

/// The faults of a file in which conflicts are left, each at the line that begins it.
pub fn conflicts(source: &Source) -> Vec<Diagnostic> {
    let message = "an unresolved merge conflict begins here";
    let help = "keep one of the two versions, or what is right of both, and take the lines of `<<<<<<<`, `=======` and `>>>>>>>` out";
    let left = "this line is left of a merge conflict";
    let take_out = "see that the lines around it are as you want them, and take it out";
    let fault = |(span, is_whole)| {
        let (message, help) = if is_whole { (message, help) } else { (left, take_out) };
        Diagnostic::new(Code::MergeConflict, message).at(&source.path, span, "").help(help)
    };
    borders(&source.text).into_iter().map(fault).collect()
}

/// The lines that begin a conflict which has a middle and an end, and first and last lines that are left of one.
/// `=======` by itself underlines a heading.
fn borders(text: &str) -> Vec<(Span, bool)> {
    let mut found = Vec::new();
    let (mut begin, mut is_parted, mut is_quoted) = (None, false, false);
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let words = line.trim_end();
        let span = Span::new(at, at + words.len());
        if is_border(words, "<<<<<<<") {
            let before = begin.replace((span, is_named(words)));
            found.extend(left(before));
            is_parted = false;
        } else if words == "=======" {
            is_parted = true;
        } else if is_border(words, ">>>>>>>") {
            // Mail that was answered seven times is quoted so too.
            is_quoted |= lines.peek().is_some_and(|next| next.starts_with('>'));
            match begin.take() {
                Some((begin, _)) if is_parted => found.push((begin, true)),
                _ => found.extend(left(Some((span, is_named(words) && !is_quoted)))),
            }
        }
        is_quoted = line.starts_with('>');
        at += line.len();
    }
    found.extend(left(begin));
    found
}

/// A line that is left of a conflict: only one with the name of a version is surely of one.
fn left(border: Option<(Span, bool)>) -> Option<(Span, bool)> {
    border.filter(|(_, is_named)| *is_named).map(|(span, _)| (span, false))
}

/// Whether the name of a version stands behind the sign of a line: `HEAD`, `1f3a (what was done)`.
fn is_named(line: &str) -> bool {
    let mut words = line.split_whitespace().skip(1);
    words.next().is_some() && words.next().is_none_or(|word| word.starts_with('('))
}

/// Whether a line is a sign, alone or with the name of a version behind it.
fn is_border(line: &str, sign: &str) -> bool {
    line.strip_prefix(sign).is_some_and(|name| name.is_empty() || name.starts_with(' '))
}
