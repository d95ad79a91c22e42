//! Words in angle brackets, which look like tags of HTML.
//!
//! Where they have a line for themselves, `CommonMark` takes `<illegible>` for the beginning of raw HTML, in which nothing is
//! Markdown up to the next blank line. The parser is given a letter for the bracket, so that a paragraph begins there.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::html::{self, Piece, Written};

/// A letter for the parser, as long as the bracket.
const LETTER: &str = "x";

/// A text as the parser is given it, where that differs; `closed` are the names that tags in it close.
pub(super) fn given(text: &str, options: Options, closed: &HashSet<String>) -> Option<String> {
    if !text.lines().any(|line| is_alone(line, closed)) {
        return None;
    }
    let mut given = text.to_owned();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if event == Event::Start(Tag::HtmlBlock) {
            let line = text[range.clone()].lines().next().unwrap_or_default();
            if is_alone(line, closed) {
                let at = range.start + line.find('<').unwrap_or_default();
                given.replace_range(at..=at, LETTER);
            }
        }
    }
    Some(given)
}

/// Whether the words that a line ends with are in angle brackets, and no tag.
fn is_alone(line: &str, closed: &HashSet<String>) -> bool {
    let line = line.trim_end();
    let Some(at) = line.find('<') else { return false };
    match html::piece(&line[at..]) {
        (Piece::Tag(tag), length) => at + length == line.len() && is_words(&tag, closed),
        _ => false,
    }
}

/// Whether what looks like a tag is words in angle brackets, as editors of texts write them: `<illegible>`, or
/// `<unclear>so</unclear>` and `<gap reason="noise"/>` after the guidelines of the TEI. No element has that name. What has a
/// hyphen in it or begins with a capital, as parts of programs do (`<my-note>`, `<Aside>`), is words where it stands alone and
/// no tag among the `closed` ends it. An element is words where what it has for attributes is: `a <b and c> d`.
pub(super) fn is_words(tag: &Written, closed: &HashSet<String>) -> bool {
    let is_markup = tag.closes || tag.attributes.contains('=') || tag.attributes.ends_with('/');
    let is_alone = !is_markup && !closed.contains(&tag.name.to_ascii_lowercase());
    let is_plain = tag.name.starts_with(|c: char| c.is_ascii_lowercase())
        && tag.name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if html::is_element(tag.name) { holds_words(tag) } else { is_plain || is_alone }
}

/// Attributes that stand without a value, of today and of former times.
const SWITCHES: &[&str] = &[
    "allowfullscreen",
    "alt",
    "async",
    "autofocus",
    "autoplay",
    "border",
    "checked",
    "compact",
    "contenteditable",
    "controls",
    "crossorigin",
    "declare",
    "default",
    "defer",
    "disabled",
    "download",
    "draggable",
    "formnovalidate",
    "hidden",
    "inert",
    "ismap",
    "itemscope",
    "loop",
    "multiple",
    "muted",
    "nohref",
    "nomodule",
    "noresize",
    "noshade",
    "novalidate",
    "nowrap",
    "open",
    "playsinline",
    "popover",
    "readonly",
    "required",
    "reversed",
    "scoped",
    "seamless",
    "selected",
    "spellcheck",
    "translate",
    "typemustmatch",
];

/// Whether a tag has no attribute with a value, and one without that needs it.
fn holds_words(tag: &Written) -> bool {
    let is_word = |name: &str| name.chars().all(char::is_alphanumeric);
    !tag.closes
        && !tag.attributes.contains('=')
        && tag.attributes().any(|(name, _)| is_word(name) && html::among(SWITCHES, name).is_none())
}

/// The names that tags in a text close, in small letters.
pub(super) fn closed(text: &str) -> HashSet<String> {
    let tags = text.split("</").skip(1);
    let names = tags.map(|tag| tag.split(|c: char| !is_name(c)).next().unwrap_or_default());
    names.map(str::to_ascii_lowercase).collect()
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}
