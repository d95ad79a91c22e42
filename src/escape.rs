//! Text as HTML and XML have it, and as a terminal may.
//!
//! The only place where the signs of markup are escaped, and what a terminal would obey.

use std::borrow::Cow;

/// Adds text between tags.
pub fn text(words: &str, html: &mut String) {
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html_body_text(html, words);
}

/// Adds the value of an attribute in double quotation marks.
pub fn attribute(value: &str, html: &mut String) {
    let special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    let mut rest = value;
    while let Some(at) = rest.as_bytes().iter().position(special) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Text that may stand between tags and in attributes, as a string of its own.
pub fn escaped(words: &str) -> String {
    let mut html = String::with_capacity(words.len() + 8);
    attribute(words, &mut html);
    html
}

/// Text with a picture in place of what a terminal would obey or that shows other words than are there: control
/// characters, and those that turn the direction of what follows. Lines stay lines.
pub fn printable(words: &str) -> Cow<'_, str> {
    pictured(words, |c| is_obeyed(c) && !matches!(c, '\n' | '\t'))
}

/// The same in one line: what a file says begins none of its own.
pub fn printable_line(words: &str) -> Cow<'_, str> {
    pictured(words, |c| is_obeyed(c) && c != '\t')
}

fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn pictured(words: &str, hides: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !words.contains(&hides) {
        return Cow::Borrowed(words);
    }
    let mut pictured = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            c if !hides(c) => pictured.push(c),
            '\0'..='\u{1f}' => pictured.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7f}' => pictured.push('\u{2421}'),
            _ => pictured.push_str(&format!("<U+{:04X}>", u32::from(c))),
        }
    }
    Cow::Owned(pictured)
}
