//! Raw HTML, taken apart: tags, and which of them may stand in a page.
//!
//! Markdown and raw HTML interleave, so no whole document is cleaned here. Instead nothing of what was written is
//! passed on: a tag that is allowed is written anew, from names in these lists and from escaped values, and all text
//! is text. What a browser would make of the source does not matter, because it never sees it.

use pulldown_cmark::{Event, Parser};

use crate::escape;
use crate::model::html::HTML_BLOCKS;

/// Elements that may stand in a line.
const INLINE: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var",
];

/// Those of them in which words stand without a paragraph.
const HOLDS_WORDS: &[&str] = &[
    "caption",
    "dd",
    "dt",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "pre",
    "summary",
    "td",
    "th",
];

/// Elements that are dropped with all that is in them.
const DROPPED: &[&str] = &[
    "applet",
    "canvas",
    "frameset",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// Elements of HTML, of today and of former times, that are in none of these lists. Their tags are left out, unless they are a
/// link, a break or media.
const OTHERS: &[&str] = &[
    "a", "acronym", "area", "audio", "base", "basefont", "bgsound", "big", "blink", "body", "br",
    "button", "center", "col", "colgroup", "command", "datalist", "dialog", "dir", "embed",
    "fieldset", "font", "form", "frame", "head", "hgroup", "hr", "html", "img", "input", "isindex",
    "keygen", "label", "legend", "link", "listing", "main", "map", "marquee", "menu", "menuitem",
    "meta", "meter", "multicol", "nav", "nextid", "nobr", "object", "optgroup", "option", "output",
    "p", "param", "picture", "portal", "progress", "rb", "rtc", "search", "slot", "source",
    "spacer", "strike", "track", "tt", "video", "wbr",
];

/// What an element may stand in directly; others may stand anywhere.
const PARENTS: &[(&str, &[&str])] = &[
    ("caption", &["table"]),
    ("dd", &["dl"]),
    ("dt", &["dl"]),
    ("figcaption", &["figure"]),
    ("li", &["ol", "ul"]),
    ("summary", &["details"]),
    ("tbody", &["table"]),
    ("td", &["tr"]),
    ("tfoot", &["table"]),
    ("th", &["tr"]),
    ("thead", &["table"]),
    ("tr", &["table", "tbody", "tfoot", "thead"]),
];

/// Which open elements end where another begins, innermost first.
const ENDS: &[(&str, &[&str])] = &[
    ("dd", &["dd", "dt"]),
    ("dt", &["dd", "dt"]),
    ("li", &["li"]),
    ("tbody", &["td", "th", "tr", "tbody", "thead", "caption"]),
    ("td", &["td", "th"]),
    ("tfoot", &["td", "th", "tr", "tbody", "thead", "caption"]),
    ("th", &["td", "th"]),
    ("thead", &["caption"]),
    ("tr", &["td", "th", "tr", "caption"]),
];

/// Attributes that an element may have: its own, beside those of every element.
///
/// An `id` is none of them: it would stand twice where two notes have the same, and hide a variable of a script.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("", &["dir", "lang", "title"]),
    ("data", &["value"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["abbr", "colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// A tag as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written<'t> {
    /// The name, in whatever case.
    pub(super) name: &'t str,
    /// What stands between the name and the end.
    pub(super) attributes: &'t str,
    /// Whether it is a closing tag.
    pub(super) closes: bool,
}

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Words, with entities as written.
    Text(&'t str),
    /// A tag.
    Tag(Written<'t>),
    /// A comment or declaration.
    Nothing,
}

/// The first piece of some HTML, which is not empty, and its length.
pub(super) fn piece(html: &str) -> (Piece<'_>, usize) {
    let Some(tag) = html.strip_prefix('<') else {
        let length = html.find('<').unwrap_or(html.len());
        return (Piece::Text(&html[..length]), length);
    };
    let ends = |sign: &str| html.find(sign).map_or(html.len(), |found| found + sign.len());
    if tag.starts_with("!--") {
        let length = html[2..].find("-->").map_or(html.len(), |found| found + 2 + "-->".len());
        return (Piece::Nothing, length);
    }
    if tag.starts_with('!') {
        return (Piece::Nothing, ends(">"));
    }
    if tag.starts_with('?') {
        // A sign of doubt in a transcription, or an instruction that nobody follows here.
        let length = ends("?>");
        return (Piece::Text(&html[..length]), length);
    }
    let closes = tag.starts_with('/');
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let length = html[1..].find('<').map_or(html.len(), |found| found + 1);
        return (Piece::Text(&html[..length]), length);
    }
    let named =
        tag.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(tag.len());
    let (name, rest) = tag.split_at(named);
    let length = attributes_end(rest);
    let attributes = &rest[..length];
    let whole = html.len() - rest.len() + length + usize::from(length < rest.len());
    (Piece::Tag(Written { name, attributes, closes }), whole)
}

/// Where the `>` is that ends a tag, which is none in quotation marks.
fn attributes_end(rest: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    rest.len()
}

impl<'t> Written<'t> {
    /// The attributes: names as written and decoded values.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'t str, String)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let named = rest
                .char_indices()
                .position(|(at, c)| at > 0 && (c.is_ascii_whitespace() || c == '=' || c == '/'));
            let named =
                named.and_then(|nth| rest.char_indices().nth(nth)).map_or(rest.len(), |(at, _)| at);
            let (name, after) = rest.split_at(named);
            if name.is_empty() {
                return None;
            }
            let value = after.trim_start().strip_prefix('=').map(str::trim_start);
            let (value, after) = match value {
                None => ("", after),
                Some(value) => self::value(value),
            };
            rest = after;
            Some((name, decoded(value)))
        })
    }

    /// The value of an attribute, if the tag has it.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes()
            .find(|(written, _)| written.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The tag as it may stand in a page.
    pub(super) fn rebuilt(&self, name: &str) -> Box<str> {
        let allowed = |element: &str| {
            ATTRIBUTES.iter().find(|(name, _)| *name == element).map(|(_, list)| *list)
        };
        let (own, all) = (allowed(name).unwrap_or_default(), allowed("").unwrap_or_default());
        let mut tag = format!("<{name}");
        let mut taken: Vec<&str> = Vec::new();
        for (written, value) in self.attributes() {
            let known = own.iter().chain(all).find(|known| written.eq_ignore_ascii_case(known));
            let Some(known) = known.filter(|known| !taken.contains(known)) else { continue };
            taken.push(known);
            tag.push(' ');
            tag.push_str(known);
            tag.push_str("=\"");
            escape::attribute(&value.replace(char::is_control, ""), &mut tag);
            tag.push('"');
        }
        tag.push('>');
        tag.into()
    }
}

/// A value at the beginning of a text, without its quotation marks, and what follows.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()))
}

/// A text with its entities as what they stand for.
pub(super) fn decoded(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = entity(rest).unwrap_or(("&".into(), 1));
        kept.push_str(&character);
        rest = &rest[length..];
    }
    kept + rest
}

/// The entity at the beginning of a text and its length.
pub(super) fn entity(text: &str) -> Option<(String, usize)> {
    // The longest name in HTML has 31 letters.
    let name = text
        .strip_prefix('&')?
        .bytes()
        .take(32)
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#');
    let length = 1 + name.count();
    let whole = text.get(..=length).filter(|whole| whole.ends_with(';'))?;
    // The Markdown parser has the list of names.
    let read = Parser::new(whole).find_map(|event| match event {
        Event::Text(text) if *text != *whole => Some(text.into_string()),
        _ => None,
    });
    read.filter(|read| !read.contains(char::is_control)).map(|read| (read, whole.len()))
}

/// The length of the rest of an element whose content is dropped, its closing tag included.
pub(super) fn dropped(html: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = html[at..].find("</") {
        at += found;
        let tag = &html[at + 2..];
        let same = tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if same && !tag[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return html[at..].find('>').map_or(html.len(), |end| at + end + 1);
        }
        at += 2;
    }
    html.len()
}

/// The name of an element of a list, as the list has it.
pub(super) fn among(list: &[&'static str], name: &str) -> Option<&'static str> {
    list.iter().copied().find(|known| known.eq_ignore_ascii_case(name))
}

/// The element in a line of this name, if it may stand in a page.
pub(super) fn inline(name: &str) -> Option<&'static str> {
    among(INLINE, name)
}

/// The block of this name, if it may stand in a page.
pub(super) fn block(name: &str) -> Option<&'static str> {
    among(HTML_BLOCKS, name)
}

/// The element of this name, if it is dropped with all that is in it.
pub(super) fn drops(name: &str) -> Option<&'static str> {
    among(DROPPED, name)
}

/// Whether HTML has, or had, an element of this name.
pub(super) fn is_element(name: &str) -> bool {
    [INLINE, HTML_BLOCKS, DROPPED, OTHERS].iter().any(|list| among(list, name).is_some())
}

/// Whether words stand in an element without a paragraph.
pub(super) fn holds_words(name: &str) -> bool {
    HOLDS_WORDS.contains(&name)
}

/// Whether an element may stand directly in another, or in none.
pub(super) fn fits(name: &str, parent: Option<&str>) -> bool {
    let needed = PARENTS.iter().find(|(child, _)| *child == name);
    needed.is_none_or(|(_, parents)| parent.is_some_and(|parent| parents.contains(&parent)))
}

/// Whether an open element ends where another begins.
pub(super) fn ends(open: &str, next: &str) -> bool {
    ENDS.iter().any(|(name, ended)| *name == next && ended.contains(&open))
}

/// Whether an element may be left open without being meant as text.
pub(super) fn ends_itself(name: &str) -> bool {
    ENDS.iter().any(|(_, ended)| ended.contains(&name))
}
