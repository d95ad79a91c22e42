//! Input files and places in them.
//!
//! A [`Source`] is text with a path. It does not read files and does not know what the text means.

use std::fmt;
use std::sync::Arc;

/// The path of an input file below the root of the archive, with `/` between its parts.
///
/// Files that are built into the program begin with `builtin:`.
pub type SourcePath = Arc<str>;

/// The path that `target` means in the source at `from`; nothing where it leads out of its folder of the archive.
///
/// `@/` begins below `content/`, `/` at the root of the site, which is made of `static/`.
pub fn path_from(from: &str, target: &str) -> Option<String> {
    let (root, base, rest) = if let Some(rest) = target.strip_prefix("@/") {
        ("content", "", rest)
    } else if let Some(rest) = target.strip_prefix('/') {
        ("static", "", rest)
    } else {
        let path = from.strip_prefix("content/").unwrap_or(from);
        ("content", path.rsplit_once('/').map_or("", |(folder, _)| folder), target)
    };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(format!("{root}/{}", parts.join("/")))
}

/// A range of bytes in the text of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The empty span at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// As a range that can index a string.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Sources are refused above 4 GiB when they are read; a larger offset can only be a fault of ours.
fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A value and the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where, in the source that it came from.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

/// A line and a column, both counted from 1; the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// A change of one value in the front matter of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where the value stands.
    pub at: Span,
    /// What becomes of it.
    pub change: Change,
}

/// What becomes of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Other words stand in its place.
    Words(String),
    /// A key of the map in which it is the `quote`; a value that stands alone becomes the `quote` of such a map.
    Beside(&'static str, String),
}

/// A text that has more bytes is taken for something else: no novel is as long.
pub const LARGEST: usize = 8 << 20;

/// One input file.
#[derive(Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it is.
    pub path: SourcePath,
    /// What it says, without a byte order mark.
    pub text: String,
    /// The BLAKE3 hash of `text`.
    pub hash: [u8; 32],
}

impl Source {
    /// The source at `path` that says `text`.
    pub fn new(path: impl Into<SourcePath>, text: impl Into<String>) -> Self {
        let text = text.into();
        let hash = *blake3::hash(text.as_bytes()).as_bytes();
        Self { path: path.into(), text, hash }
    }

    /// The line and column of a byte; an offset past the end is the end.
    pub fn position(&self, offset: u32) -> Position {
        self.position_after(&mut (0, Position { line: 1, column: 1 }), offset)
    }

    /// The same, counted on from a byte whose position is known, which this one becomes: many places in the order of the
    /// text are found in one pass.
    pub fn position_after(&self, known: &mut (usize, Position), offset: u32) -> Position {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        if known.0 > offset {
            *known = (0, Position { line: 1, column: 1 });
        }
        let between = &self.text[known.0..offset];
        let Position { line, column } = known.1;
        let position = match between.rfind('\n') {
            None => Position { line, column: column + between.chars().count() },
            Some(newline) => Position {
                line: line + between.bytes().filter(|&byte| byte == b'\n').count(),
                column: between[newline + 1..].chars().count() + 1,
            },
        };
        *known = (offset, position);
        position
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({}, {} bytes)", self.path, self.text.len())
    }
}
