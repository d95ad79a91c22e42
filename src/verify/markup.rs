//! The words that readers and machines get to see of markup: of its text, comments and attributes.

use markup5ever::data::NAMED_ENTITIES;

use super::blocks::{strings, words};

/// So many bytes have the names of characters at the most, with their signs.
const LONGEST: usize = 40;

/// Elements that stand in a line, of HTML and of TEI: the words on both sides of their tags belong together.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "add",
    "anchor",
    "app",
    "b",
    "bdi",
    "bdo",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "hi",
    "i",
    "ins",
    "kbd",
    "lem",
    "mark",
    "orgName",
    "persName",
    "placeName",
    "q",
    "ref",
    "rs",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
    "var",
    "wbr",
];

/// Hands over the words of markup, block by block.
pub(super) fn markup(text: &str, depth: usize, see: &mut dyn FnMut(&str)) {
    let (mut rest, mut block) = (text, String::new());
    while let Some(at) = rest.find('<') {
        decode(&rest[..at], &mut block);
        rest = &rest[at..];
        if let Some(inside) = rest.strip_prefix("<!--") {
            let (comment, after) = inside.split_once("-->").unwrap_or((inside, ""));
            see(comment);
            rest = after;
        } else if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let (data, after) = inside.split_once("]]>").unwrap_or((inside, ""));
            block.push_str(data);
            rest = after;
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            let tag = tag(rest, see);
            rest = &rest[tag.length..];
            if tag.name.eq_ignore_ascii_case("br") {
                block.push(' ');
            } else if !is_inline(tag.name) {
                words(&block, depth, see);
                block.clear();
            }
            if tag.opens && tag.name.eq_ignore_ascii_case("script") {
                let end = rest.find("</").unwrap_or(rest.len());
                strings(&rest[..end], see);
                rest = &rest[end..];
            }
        } else {
            block.push('<');
            rest = &rest[1..];
        }
    }
    decode(rest, &mut block);
    words(&block, depth, see);
}

/// Whether an element stands in a line. In the files of Word and its like, all do but paragraphs, cells and breaks.
fn is_inline(name: &str) -> bool {
    match name.split_once(':') {
        Some(("w" | "a", name)) => !matches!(name, "p" | "tc" | "tab" | "br"),
        Some(("text", name)) => matches!(name, "span" | "a"),
        _ => INLINE.iter().any(|inline| name.eq_ignore_ascii_case(inline)),
    }
}

struct Tag<'a> {
    name: &'a str,
    /// Whether it begins an element.
    opens: bool,
    length: usize,
}

/// Reads a tag and hands over the values of its attributes.
fn tag<'a>(text: &'a str, see: &mut dyn FnMut(&str)) -> Tag<'a> {
    let bytes = text.as_bytes();
    let start = if text.starts_with("</") { 2 } else { 1 };
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-:!?".contains(byte);
    let mut at = start + bytes[start..].iter().take_while(|byte| is_name(byte)).count();
    let name = &text[start..at];
    let mut attribute = "";
    while at < bytes.len() && bytes[at] != b'>' {
        match bytes[at] {
            quote @ (b'"' | b'\'') => {
                let value = &text[at + 1..];
                let end = value.find(char::from(quote)).unwrap_or(value.len());
                if !is_machinery(attribute) {
                    let mut plain = String::new();
                    decode(&value[..end], &mut plain);
                    words(&plain, 0, see);
                }
                at = (at + end + 2).min(bytes.len());
            }
            byte if byte.is_ascii_alphabetic() => {
                let end = at + bytes[at..].iter().take_while(|byte| is_name(byte)).count();
                attribute = &text[at..end];
                at = end;
            }
            _ => at += 1,
        }
    }
    Tag { name, opens: start == 1, length: (at + 1).min(bytes.len()) }
}

/// Whether an attribute has values that are words of a language of machines, and no words of anybody.
fn is_machinery(attribute: &str) -> bool {
    let known =
        ["class", "rel", "type", "role", "name", "property", "itemprop", "itemtype", "style"];
    known.iter().any(|known| attribute.eq_ignore_ascii_case(known))
}

/// Adds a text in which `&amp;`, `&#39;` and their like are what they stand for.
fn decode(text: &str, plain: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b';');
        let characters = end.and_then(|end| entity(&rest[1..=end]));
        match characters {
            Some([first, second]) => plain.extend(first.into_iter().chain(second)),
            None => plain.push('&'),
        }
        rest = &rest[end.filter(|_| characters.is_some()).map_or(1, |end| end + 1)..];
    }
    plain.push_str(rest);
}

/// One or two characters by the name of their entity, or by number; with the sign that ends it.
fn entity(name: &str) -> Option<[Option<char>; 2]> {
    let Some(number) = name.strip_prefix('#') else {
        let &(first, second) = NAMED_ENTITIES.get(name).filter(|(first, _)| *first != 0)?;
        let second = Some(second).filter(|second| *second != 0);
        return Some([char::from_u32(first), second.and_then(char::from_u32)]);
    };
    let number = number.strip_suffix(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    Some([Some(char::from_u32(code.ok()?)?), None])
}
