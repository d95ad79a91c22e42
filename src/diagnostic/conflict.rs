//! Conflicts of a version control that somebody has to decide: both versions of some lines stand in the file, between
//! `<<<<<<<`, `=======` and `>>>>>>>`.

use super::{Code, Diagnostic};
use crate::source::{Source, Span};

/// The faults of a file in which conflicts are left, each at the line that begins it.
pub fn conflicts(source: &Source) -> Vec<Diagnostic> {
    let message = "an unresolved merge conflict begins here";
    let help = "keep one of the two versions, or what is right of both, and take the lines of `<<<<<<<`, `=======` and `>>>>>>>` out";
    let fault = |span| Diagnostic::new(Code::MergeConflict, message).at(&source.path, span, "");
    beginnings(&source.text).into_iter().map(|span| fault(span).help(help)).collect()
}

/// The lines that begin a conflict which has a middle and an end. `=======` by itself underlines a heading.
fn beginnings(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut begin, mut is_parted) = (None, false);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if is_border(words, "<<<<<<<") {
            (begin, is_parted) = (Some(Span::new(at, at + words.len())), false);
        } else if words == "=======" {
            is_parted = true;
        } else if is_parted && is_border(words, ">>>>>>>") {
            found.extend(begin.take());
        }
        at += line.len();
    }
    found
}

/// Whether a line is a sign, alone or with the name of a version behind it.
fn is_border(line: &str, sign: &str) -> bool {
    line.strip_prefix(sign).is_some_and(|name| name.is_empty() || name.starts_with(' '))
}
