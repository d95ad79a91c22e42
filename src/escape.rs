//! Text as HTML and XML have it.
//!
//! The only place where the signs of markup are escaped.

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
