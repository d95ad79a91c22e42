//! What to paste where front matter is not YAML.

use crate::source::{Source, Span};

/// The help for a fault of YAML: the line to paste, where quotation marks mend it.
pub(super) fn help(source: &Source, front: Span, fault: Span) -> String {
    let text = &source.text[..front.end as usize];
    let at = (fault.start as usize).min(text.len());
    let upto =
        text.get(..at).map_or(0, |before| before.rfind('\n').map_or(0, |newline| newline + 1));
    let after = |start: usize| text[start..].lines().next().unwrap_or_default();
    // The parser often stops at the line after the one that is wrong.
    let before = text[..upto.saturating_sub(1)].rfind('\n').map_or(0, |newline| newline + 1);
    let lines = [after(upto), after(before)];
    match lines.into_iter().find_map(mended) {
        Some(line) => format!("put the value in quotation marks: `{}`", line.trim()),
        None => "quote values that begin with a sign or hold `: `; indent with spaces".to_owned(),
    }
}

/// A line whose value YAML would read, if quotation marks are what it lacks.
pub(super) fn mended(line: &str) -> Option<String> {
    let indent = line.len() - line.trim_start().len();
    let (mut head, mut value) = line.split_at(indent);
    let whole = value;
    if let Some(item) = value.strip_prefix("- ") {
        (head, value) = line.split_at(line.len() - item.len());
    }
    let key = value.split_once(": ").filter(|(key, _)| {
        !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    });
    if let Some((_, rest)) = key {
        let length = line.len() - rest.len();
        (head, value) = line.split_at(length);
    } else if value == whole {
        return None;
    }
    let value = value.trim();
    let opens = value.starts_with([
        '"', '\'', '[', ']', '{', '}', '>', '|', '@', '`', '%', '&', '*', '!', '#', '?',
    ]);
    let closed = value.len() > 1
        && [('"', '"'), ('\'', '\''), ('[', ']'), ('{', '}')]
            .iter()
            .any(|&(open, close)| value.starts_with(open) && value.ends_with(close));
    let bites =
        (opens && !closed) || value.contains(": ") || value.ends_with(':') || value.contains(" #");
    (bites && !value.is_empty()).then(|| format!("{head}'{}'", value.replace('\'', "''")))
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines() {
        for (line, mended) in [
            ("  - He said: \"no\"", Some("  - 'He said: \"no\"'")),
            ("  - \"no\" he said", Some("  - '\"no\" he said'")),
            ("  - [sic] so", Some("  - '[sic] so'")),
            ("  - # not a comment", Some("  - '# not a comment'")),
            ("      value: > 40000", Some("      value: '> 40000'")),
            ("    note: it's so: no", Some("    note: 'it''s so: no'")),
            ("  - plain words", None),
            ("title: The count", None),
            ("  - [a, b]", None),
        ] {
            assert_eq!(super::mended(line).as_deref(), mended, "{line}");
        }
    }
}
