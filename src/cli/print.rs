//! Printing: the only place where words go out.
//!
//! Nothing of an archive does anything to the terminal it is shown on. A reader that has seen enough is no fault.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use serde_json::Value;
use variorum::disk::DiskError;
use variorum::escape::{printable, printable_line};

/// Prints a line that is what the command was asked for.
macro_rules! out {
    ($($words:tt)*) => { $crate::cli::print::line(&mut anstream::stdout(), &format!($($words)*)) };
}

/// Prints a line about what the command does.
macro_rules! err {
    ($($words:tt)*) => { $crate::cli::print::line(&mut anstream::stderr(), &format!($($words)*)) };
}

pub(super) use {err, out};

/// What `out` and `err` do.
pub(super) fn line(to: &mut impl Write, words: &str) {
    let _ = writeln!(to, "{}", printable_line(words));
}

/// Prints lines that are what the command was asked for.
pub(super) fn text(lines: &str) {
    let lines = lines.strip_suffix('\n').unwrap_or(lines);
    let _ = writeln!(anstream::stdout(), "{}", printable(lines));
}

/// Prints a drawing. Its colours are its own: `draw` leaves no escape character in the words.
pub(super) fn drawing(drawing: &str) {
    let parts: Vec<_> = drawing.split('\u{1b}').map(printable).collect();
    let _ = writeln!(anstream::stderr(), "{}", parts.join("\u{1b}"));
}

/// Prints a value on one line; what would not be printable is escaped as JSON has it.
pub(super) fn json(value: &Value) {
    let _ = writeln!(anstream::stdout(), "{}", escaped(&value.to_string()));
}

/// Prints a value on many lines.
pub(super) fn pretty(value: &Value) {
    let _ = writeln!(anstream::stdout(), "{}", escaped(&format!("{value:#}")));
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
pub(super) fn file(bytes: &[u8]) -> Result<(), DiskError> {
    let mut out = io::stdout().lock();
    let shown: Cow<[u8]> = match str::from_utf8(bytes) {
        Ok(text) if out.is_terminal() => Cow::Owned(printable(text).into_owned().into_bytes()),
        _ => Cow::Borrowed(bytes),
    };
    match out.write_all(&shown).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(DiskError::new("print", "stdout".as_ref(), &error))
        }
        _ => Ok(()),
    }
}
