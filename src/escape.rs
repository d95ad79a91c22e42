//! Text as HTML and XML have it.
//!
//! The only place where the signs of markup are escaped.

/// Adds text between tags.
pub fn text(words: &str, html: &mut String) {
    escape(words, html, |c| matches!(c, '&' | '<' | '>'));
}

/// Adds the value of an attribute in double quotation marks.
pub fn attribute(value: &str, html: &mut String) {
    escape(value, html, |c| matches!(c, '&' | '<' | '>' | '"'));
}

/// Text that may stand between tags and in attributes, as a string of its own.
pub fn escaped(words: &str) -> String {
    let mut html = String::with_capacity(words.len() + 8);
    attribute(words, &mut html);
    html
}

fn escape(text: &str, html: &mut String, special: fn(char) -> bool) {
    let mut rest = text;
    while let Some(at) = rest.find(special) {
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
