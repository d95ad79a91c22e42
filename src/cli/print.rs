//! Printing: the only place where words go out.
//!
//! Nothing of an archive does anything to the terminal it is shown on. A reader that has seen enough is no fault.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;

use serde_json::Value;
use variorum::disk::DiskError;
use variorum::escape::{printable, printable_line};

/// Prints a line that is what the command was asked for.
macro_rules! out {
    ($($words:tt)*) => { $crate::cli::print::line(&format!($($words)*)) };
}

/// Prints a line about what the command does.
macro_rules! err {
    ($($words:tt)*) => { $crate::cli::print::remark(&format!($($words)*)) };
}

pub(super) use {err, out};

/// Why something that a command was asked for did not get out, the first time.
static LOST: Mutex<Option<DiskError>> = Mutex::new(None);

fn kept(printed: &io::Result<()>) {
    if let Err(error) = printed
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        let lost = || DiskError::new("write to", "standard output".as_ref(), error);
        LOST.lock().expect("nobody panics while printing").get_or_insert_with(lost);
    }
}

/// Whether everything that the command was asked for got out: a full disk takes no more lines of a list.
pub(super) fn all() -> Result<(), DiskError> {
    kept(&io::stdout().flush());
    LOST.lock().expect("nobody panics while printing").take().map_or(Ok(()), Err)
}

fn asked(words: &impl Display) {
    kept(&writeln!(anstream::stdout(), "{words}"));
}

/// What `out` does.
pub(super) fn line(words: &str) {
    asked(&printable_line(words));
}

/// What `err` does.
pub(super) fn remark(words: &str) {
    let _ = writeln!(anstream::stderr(), "{}", printable_line(words));
}

/// Prints lines that are what the command was asked for.
pub(super) fn text(lines: &str) {
    asked(&printable(lines.strip_suffix('\n').unwrap_or(lines)));
}

/// Prints a drawing. Its colours are its own: `draw` leaves no escape character in the words.
pub(super) fn drawing(drawing: &str) {
    let parts: Vec<_> = drawing.split('\u{1b}').map(printable).collect();
    let _ = writeln!(anstream::stderr(), "{}", parts.join("\u{1b}"));
}

/// Prints a value on one line; what would not be printable is escaped as JSON has it.
pub(super) fn json(value: &Value) {
    asked(&escaped(&value.to_string()));
}

/// Prints a value on many lines.
pub(super) fn pretty(value: &Value) {
    asked(&escaped(&format!("{value:#}")));
}

fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\n' => escaped.push(c),
            c if printable(c.encode_utf8(&mut [0; 4])).len() == c.len_utf8() => escaped.push(c),
            c => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    escaped
}

/// Prints a file as it is; on a terminal, with what would be obeyed made printable.
pub(super) fn file(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    let shown: Cow<[u8]> = match str::from_utf8(bytes) {
        Ok(text) if out.is_terminal() => Cow::Owned(printable(text).into_owned().into_bytes()),
        _ => Cow::Borrowed(bytes),
    };
    kept(&out.write_all(&shown));
}
