//! The file system: the only modules that know it.
//!
//! [`read`] makes a [`World`](crate::world::World); [`write`](mod@write) brings outputs to a folder;
//! [`replace`](mod@replace) changes an input; [`last`](mod@last) knows what the last delivery was made of, and [`answers`] which links led nowhere; [`intake`] opens
//! what somebody brings along, and [`originals`] keeps it as it came. None of them knows what the files mean.

pub mod answers;
mod builtin;
pub mod intake;
pub mod last;
pub mod originals;
pub mod read;
pub mod replace;
pub mod theme;
pub mod watch;
pub mod write;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Something the machine did not do.
#[derive(Debug)]
pub struct DiskError {
    /// What was being done: `read`, `write`.
    pub doing: &'static str,
    /// To which file or folder.
    pub path: PathBuf,
    /// What the machine said, or what is the case.
    pub reason: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl DiskError {
    /// The machine's own words about `path`.
    pub fn new(doing: &'static str, path: &Path, error: &io::Error) -> Self {
        Self { doing, path: path.to_owned(), reason: plain(error), help: None }
    }

    /// What is the case with `path`, and what to do.
    pub fn because(
        doing: &'static str,
        path: &Path,
        reason: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { doing, path: path.to_owned(), reason: reason.into(), help: Some(help.into()) }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.doing, self.path.display(), self.reason)
    }
}

impl std::error::Error for DiskError {}

/// Whether a path is that of a folder or of something in it.
fn is_at_or_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The machine's words without its number, in lower case like all messages.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
