//! One tag between braces: what it is called, and what it is given.

use std::collections::HashMap;
use std::ops::Range;

/// So many are read in one text.
const MOST: usize = 2000;

/// A tag has not more bytes, one that ends another not more either, and what stands between two not more.
const LONGEST: usize = 4000;
const LONGEST_END: usize = 100;
const LONGEST_BODY: usize = 64 << 10;

/// A tag as written.
pub(super) struct Tag {
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    pub(super) name: String,
    /// Whether it ends what another one began.
    pub(super) is_end: bool,
    /// Whether it is written so that it is shown and does nothing: `{{</* figure */>}}`.
    pub(super) is_shown: bool,
    /// The address in it, where it is a variable of Liquid: `{{ "/wall/" | relative_url }}`.
    pub(super) address: Option<String>,
    /// What it is given, by name or without one.
    given: Vec<(Option<String>, String)>,
    /// Whether it stands between `{%` and `%}`.
    is_block: bool,
}

impl Tag {
    /// The tag at a place of a text, if it has not more bytes.
    fn read_within(text: &str, start: usize, longest: usize) -> Option<Self> {
        let rest = &text[start..text.floor_char_boundary(start + longest)];
        let marks = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")];
        let (open, close) = marks.into_iter().find(|(open, _)| rest.starts_with(open))?;
        let end = find_unquoted(&rest[open.len()..], close)?;
        let whole = start..start + open.len() + end + close.len();
        let inner = rest[open.len()..open.len() + end].trim_matches(['-', ' ', '\t', '\n', '\r']);
        let is_shown = inner.starts_with("/*");
        let is_variable = open == "{{";
        let is_hugo = open.starts_with("{{") && !is_variable;
        let (is_end, inner) = match inner.strip_prefix('/').filter(|_| is_hugo && !is_shown) {
            Some(inner) => (true, inner.trim()),
            None => (false, inner.trim_end_matches('/').trim_end()),
        };
        let length = inner.find(|c: char| c.is_whitespace() || matches!(c, '(' | '|'));
        let (name, given) = inner.split_at(length.unwrap_or(inner.len()));
        let (is_end, name) = match name.strip_prefix("end").filter(|_| open == "{%") {
            Some(name) => (true, name),
            None => (is_end, name),
        };
        let is_variable = is_variable && !given.starts_with('(');
        let address =
            (is_variable && inner.contains("_url")).then(|| first_quoted(inner)).flatten();
        let is_known = !is_variable || address.is_some() || name.starts_with("site.");
        let given = given.trim().trim_start_matches('(').trim_end_matches(')');
        let name = name.to_lowercase();
        let given = pieces(given);
        let is_block = open == "{%";
        let tag = Self { range: whole, name, is_end, is_shown, address, given, is_block };
        is_known.then_some(tag)
    }

    /// What it is given under the first of some names.
    pub(super) fn get(&self, names: &[&str]) -> Option<&str> {
        let find = |name: &&str| {
            self.given.iter().find(|(own, _)| own.as_deref() == Some(*name)).map(|(_, value)| value)
        };
        names.iter().find_map(find).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// What it is given without a name.
    pub(super) fn value(&self, at: usize) -> Option<&str> {
        let bare = self.given.iter().filter(|(name, _)| name.is_none());
        bare.map(|(_, value)| value.as_str()).nth(at)
    }
}

/// Reads the tags of one text, and stops where there are too many for anybody to have written them.
#[derive(Default)]
pub(super) struct Reader {
    read: usize,
    /// Up to where nothing ends what a tag of some name began.
    unended: HashMap<String, usize>,
}

impl Reader {
    /// The tag at a place of a text.
    pub(super) fn read(&mut self, text: &str, start: usize) -> Option<Tag> {
        if self.read == MOST || !text[start..].starts_with("{{") && !text[start..].starts_with("{%")
        {
            return None;
        }
        self.read += 1;
        Tag::read_within(text, start, LONGEST)
    }

    /// What stands between a tag and its end, and where that ends.
    pub(super) fn body<'t>(&mut self, text: &'t str, tag: &Tag) -> Option<(&'t str, usize)> {
        let from = tag.range.end;
        if self.unended.get(&tag.name).is_some_and(|last| from < *last) {
            return None;
        }
        let last = text.floor_char_boundary(from + LONGEST_BODY);
        let mut at = from;
        while let Some(start) = text[at..last].find('{').map(|start| at + start) {
            at = start + 1;
            let end = Tag::read_within(text, start, LONGEST_END).filter(|end| end.is_end);
            let Some(end) = end.filter(|end| end.is_block == tag.is_block) else { continue };
            if end.name == tag.name || tag.is_block && end.name.is_empty() {
                return Some((&text[from..start], end.range.end));
            }
        }
        self.unended.insert(tag.name.clone(), last);
        None
    }
}

/// Where a mark stands outside of quotation marks.
fn find_unquoted(text: &str, mark: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            None if text[at..].starts_with(mark) => return Some(at),
            None if matches!(c, '"' | '`') => quote = Some(c),
            Some(open) if c == open => quote = None,
            _ => {}
        }
    }
    // A quotation mark that nothing ends is a letter.
    text.find(mark)
}

fn first_quoted(text: &str) -> Option<String> {
    let at = text.find(['"', '\''])?;
    let (quote, rest) = text[at..].split_at(1);
    rest.split_once(quote).map(|(inner, _)| inner.to_owned())
}

/// The parts of what a tag is given: `src="a.png" 300`, `id="x", autoplay=true`.
fn pieces(given: &str) -> Vec<(Option<String>, String)> {
    let mut pieces = Vec::new();
    let mut rest = given.trim_start();
    while !rest.is_empty() {
        let named = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
        let (name, value) = match named.map(|at| rest.split_at(at)) {
            Some((name, after)) if after.trim_start().starts_with('=') && !name.is_empty() => {
                (Some(name.to_lowercase()), after.trim_start()[1..].trim_start())
            }
            _ => (None, rest),
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
        let (value, after) = if let Some(quote) = quote {
            let inner = &value[1..];
            let end = inner.find(quote).unwrap_or(inner.len());
            (&inner[..end], inner.get(end + 1..).unwrap_or_default())
        } else {
            let end = value.find(|c: char| c.is_whitespace() || c == ',');
            value.split_at(end.unwrap_or(value.len()))
        };
        pieces.push((name, value.to_owned()));
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    }
    pieces
}
