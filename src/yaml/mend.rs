//! The line to paste for YAML that people write and YAML does not take.
//!
//! A proposal is made only when it has been read again and the fault is gone. Nothing is changed behind anybody's
//! back: what cannot be read stays a fault.

use super::{Node, Remedy, tree};
use crate::source::{Span, Spanned};

/// What to do about the fault at a byte of a text: the line to paste, where quotation marks mend it, and the change
/// that does it.
pub(super) fn mend(text: &str, fault: usize) -> Option<(String, Option<Remedy>)> {
    let fault = fault.min(text.len());
    let start = text[..fault].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let line = text[start..end].trim_end();
    if line.trim_start_matches(' ').starts_with('\t') {
        let blank = &line[..line.len() - line.trim().len()];
        let at = Span::new(start, start + blank.len());
        let remedy = Remedy { at, text: blank.replace('\t', "  ") };
        return Some(("indent with spaces instead of tabs".into(), Some(remedy)));
    }
    let indent = line.len() - line.trim_start().len();
    let dash = indent + line[indent..].len() - line[indent..].trim_start_matches(['-', ' ']).len();
    // `-- note` or `-5` is not an item; its dashes are words.
    let dash = if line[..dash].ends_with(' ') || dash == indent { dash } else { indent };
    let value = key_length(&line[dash..]).map(|length| dash + length);
    if value.is_some_and(|value| fault < start + value) {
        let help = "begin the line in the same column as the other keys, and see that the line above is complete";
        return Some((help.into(), None));
    }
    // What YAML takes for a comment stays one.
    let words = line.find(" #").map_or(line, |comment| line[..comment].trim_end());
    for begin in value.into_iter().chain((dash > indent).then_some(dash)) {
        for until in [words.len(), line.len()].into_iter().filter(|&until| until > begin) {
            let marked = quoted(&line[begin..until]);
            let mended = format!("{}{marked}{}", &line[..begin], &line[until..]);
            let whole = format!("{}{mended}{}", &text[..start], &text[end..]);
            if tree::first_fault(&whole).is_none_or(|fault| fault > start + mended.len()) {
                let help = format!("put it in quotation marks: `{}`", mended.trim_start());
                let at = Span::new(start + begin, start + until);
                return Some((help, Some(Remedy { at, text: marked })));
            }
        }
    }
    block(text, start, indent)
}

/// The block to write for a text of several lines, when the one that begins at `line` is not the first.
fn block(text: &str, line: usize, indent: usize) -> Option<(String, Option<Remedy>)> {
    let lines = text[..line].rmatch_indices('\n').skip(1).map(|(at, _)| at + 1).chain([0]);
    let mut keys = lines.filter_map(|start| {
        let begun = &text[start..];
        let own = begun.len() - begun.trim_start_matches([' ', '-']).len();
        let value = key_length(begun[own..].lines().next()?)?;
        (own < indent).then_some((start + own, value))
    });
    let (key, length) = keys.next()?;
    let (head, value) = text.split_at(key + length);
    let header = format!("|\n{}", " ".repeat(indent));
    let whole = format!("{head}{header}{value}");
    let mended =
        tree::first_fault(&whole).is_none_or(|fault| fault > line + whole.len() - text.len());
    let name = text[key..].split(':').next()?;
    let help = format!("write `{name}: |`, and the text on lines of its own below it");
    let at = Span::at(key + length);
    mended.then_some((help, Some(Remedy { at, text: header })))
}

/// The length of `key: ` at the beginning of a line.
fn key_length(line: &str) -> Option<usize> {
    let colon = line.find(": ")?;
    let key = &line[..colon];
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    (!key.is_empty() && key.chars().all(plain)).then_some(colon + 2)
}

/// The line for a flow map in which commas ended values that go on behind them, and the change that makes it.
pub(super) fn flow_map(
    text: &str,
    entries: &[(Spanned<String>, Node)],
    map: Span,
) -> Option<(String, Remedy)> {
    let mut parts: Vec<(&str, String)> = Vec::new();
    for (key, value) in entries {
        let words = text.get(value.span.range())?;
        let after = text.get(key.span.end as usize..)?.trim_start();
        if value.is_null() && !after.starts_with(':') {
            let (_, before) = parts.last_mut()?;
            let gap = text.get(..key.span.start as usize)?.ends_with(' ');
            *before = format!("{before},{}{}", if gap { " " } else { "" }, key.value);
        } else {
            parts.push((&key.value, words.to_owned()));
        }
    }
    let mended: Vec<String> = parts
        .iter()
        .map(|(key, words)| {
            let marks = words.contains(',') && !words.starts_with(['"', '\'', '[', '{']);
            format!("{key}: {}", if marks { quoted(words) } else { words.clone() })
        })
        .collect();
    let begin = text[..map.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
    let mended = format!("{{{}}}", mended.join(", "));
    let behind = text.get(map.end as usize..)?.lines().next().unwrap_or_default();
    let line = format!("{}{mended}{behind}", &text[begin..map.start as usize]);
    let help = format!("put the value in quotation marks: `{}`", line.trim_start());
    Some((help, Remedy { at: map, text: mended }))
}

/// A text in quotation marks, so that YAML reads it as it is.
pub fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// The name in `[[name]]`, `[[name|words]]` or `[[name#place]]`; any other text as it is.
pub fn unlinked(text: &str) -> &str {
    let text = text.trim();
    let inner = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    match inner.filter(|inner| !inner.contains(['[', ']'])) {
        Some(inner) => inner.split(['|', '#']).next().unwrap_or(inner).trim(),
        None => text,
    }
}

/// A name as it is meant: without the brackets of a link, and without the quotation marks around the whole of it.
pub fn named(text: &str) -> &str {
    let name = unlinked(text);
    let pairs = ["“”", "„“", "„”", "«»", "‘’", "‚‘", "\"\"", "「」", "『』"];
    let inner = pairs.iter().find_map(|pair| {
        let (open, close) = pair.split_at(pair.ceil_char_boundary(1));
        let inner = name.strip_prefix(open)?.strip_suffix(close)?;
        // `‘Alā’` begins with a letter of Arabic, and `“One” and “Two”` are two.
        let is_letter = open == "‘" && !inner.contains(' ');
        let is_whole = !inner.contains(open) && !inner.contains(close);
        (is_whole && !is_letter).then_some(inner.trim())
    });
    inner.filter(|inner| !inner.is_empty()).unwrap_or(name)
}
