//! Words as a value of one line that everybody who reads YAML takes for these words.

use super::{Value, quoted, read};

/// Words that some reader of YAML takes for a switch or for nothing.
const SWITCHES: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

/// Words on one line: plain where YAML takes them so, else in quotation marks, with escapes for what is not seen.
pub fn scalar(words: &str, in_brackets: bool) -> String {
    if words.trim() != words || words.chars().any(is_odd) {
        return escaped(words);
    }
    if reads_plain(words, in_brackets) { words.to_owned() } else { quoted(words) }
}

/// Words in double quotation marks, with escapes.
pub fn escaped(words: &str) -> String {
    let mut text = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            c if is_odd(c) => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

/// Characters that are not seen, or that end a line for somebody.
pub fn is_odd(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Whether YAML, and everybody who reads it, takes words without quotation marks for these words.
fn reads_plain(words: &str, in_brackets: bool) -> bool {
    let lower = words.to_ascii_lowercase();
    if SWITCHES.contains(&lower.as_str()) || words.parse::<f64>().is_ok() {
        return false;
    }
    let line = if in_brackets { format!("[{words}]") } else { format!("- {words}") };
    let as_meant = Value::Scalar { text: words.to_owned(), quoted: false };
    read(&line, 0).is_ok_and(|list| matches!(list.items(), [item] if item.value == as_meant))
}
