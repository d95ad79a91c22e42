//! The words that readers and machines get to see of an output, without what is written around them.
//!
//! Reads what Variorum writes and what owners put into `static/`. Judges nothing, and trusts nothing to be well-formed.

use encoding_rs::Encoding;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB};

use super::pictures;
use crate::model::site::{Output, Url};

/// Elements that stand in a line: the words on both sides of their tags belong together.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Headers whose values are words of machines.
const DIRECTIVES: &[&str] = &[
    "access-control-allow-origin",
    "cache-control",
    "content-security-policy",
    "content-type",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
];

/// Markup that is itself written as text, as feeds have it, is read this many levels deep.
const DEEP: usize = 2;

/// Hands over the words of an output, block by block; no run of words goes on from one block to the next.
pub(super) fn blocks(output: &Output, see: &mut dyn FnMut(&str)) {
    if output.bytes.starts_with(b"SQLite format 3\0") {
        return values(&output.bytes, see);
    }
    if let Some(notes) = pictures::notes(&output.bytes) {
        return notes.iter().for_each(|notes| pictures::words(notes, see));
    }
    // Spreadsheets write `Unicode Text`, which is UTF-16.
    let text = match Encoding::for_bom(&output.bytes) {
        Some((encoding, _)) => encoding.decode(&output.bytes).0,
        None => String::from_utf8_lossy(&output.bytes),
    };
    let ending = output.url.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" | "htm" | "xhtml" | "xml" | "svg" | "atom" | "rss" | "graphml" => {
            markup(&text, DEEP, see);
        }
        "json" | "jsonl" | "jsonld" | "geojson" | "webmanifest" => strings(&text, see),
        "js" if has_postings(&output.url) => {
            // After its name, a shard has each term and the packed places of it, in turn.
            literals(&text).skip(1).step_by(2).for_each(|term| see(&unescaped(term)));
        }
        "js" if output.url.starts_with("search/") => strings(&text, see),
        // Fonts and classes are called like people.
        "css" => {
            literals(&text).for_each(&mut *see);
            text.split("/*")
                .skip(1)
                .for_each(|comment| see(comment.split("*/").next().unwrap_or_default()));
        }
        // Long lines are folded: a line end with a space is nothing.
        "ics" => see(&unescaped(&text.replace("\r\n ", ""))),
        "js" | "mjs" => see(&unescaped(&text)),
        // Each line of an article is a block, and no name goes on in the next one; other texts have lines of any kind.
        "txt" if output.url.starts_with("articles/") => see(&text.replace('\n', "\n. ")),
        _ if output.url == "_headers" => {
            text.lines().filter(|line| !is_directive(line)).for_each(see);
        }
        _ => see(&text),
    }
}

/// Whether a line of `_headers` says something to machines alone.
fn is_directive(line: &str) -> bool {
    let name = line.split(':').next().unwrap_or_default().trim();
    DIRECTIVES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Hands over the words in the tables of a database; its bytes where it cannot be opened.
fn values(bytes: &[u8], see: &mut dyn FnMut(&str)) {
    if read(bytes, see).is_err() {
        see(&String::from_utf8_lossy(bytes));
    }
}

fn read(bytes: &[u8], see: &mut dyn FnMut(&str)) -> rusqlite::Result<()> {
    let mut database = Connection::open_in_memory()?;
    database.deserialize_read_exact(MAIN_DB, bytes, bytes.len(), true)?;
    // An index of texts has the words of another table, which is read.
    let named =
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND name <> 'sqlite_schema'";
    let names: Vec<String> = database
        .prepare(named)?
        .query_map((), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for name in names {
        let mut table =
            database.prepare(&format!("SELECT * FROM \"{}\"", name.replace('"', "\"\"")))?;
        let columns = table.column_count();
        let mut rows = table.query(())?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                if let ValueRef::Text(text) = row.get_ref(column)? {
                    words(&String::from_utf8_lossy(text), 0, see);
                }
            }
        }
    }
    Ok(())
}

/// Whether an output has terms, each by itself and in small letters, and where they stand.
pub(super) fn has_postings(url: &Url) -> bool {
    url.starts_with("search/t") || url.starts_with("search/h")
}

fn words(text: &str, depth: usize, see: &mut dyn FnMut(&str)) {
    if depth > 0 && text.contains("</") {
        markup(text, depth - 1, see);
    } else if text.contains('%') && !text.contains(char::is_whitespace) {
        see(&address(text));
    } else {
        see(text);
    }
}

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
            } else if !INLINE.iter().any(|inline| tag.name.eq_ignore_ascii_case(inline)) {
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

/// Hands over the strings of JSON, or of a script that is made of it.
fn strings(text: &str, see: &mut dyn FnMut(&str)) {
    literals(text).for_each(|string| words(&unescaped(string), DEEP, see));
}

/// The strings of JSON as written; the names of fields are not words of anybody.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let inside = &rest[rest.find('"')? + 1..];
            let end = closing(inside);
            rest = inside.get(end + 1..).unwrap_or_default();
            if !rest.trim_start().starts_with(':') {
                return Some(&inside[..end]);
            }
        }
    })
}

/// Where a string ends that has begun.
fn closing(text: &str) -> usize {
    let mut escaped = false;
    let is_end = |byte: u8| {
        let end = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        end
    };
    text.bytes().position(is_end).unwrap_or(text.len())
}

/// A text in which `\n`, `\"`, `\u2019` are what they stand for.
fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let mut chars = rest[at + 1..].chars();
        let escaped = chars.next();
        rest = chars.as_str();
        match escaped {
            Some('n' | 'r' | 't' | 'b' | 'f' | 'N') => plain.push(' '),
            Some('u') => {
                let code = rest.get(..4).and_then(|code| u32::from_str_radix(code, 16).ok());
                rest = if code.is_some() { &rest[4..] } else { rest };
                plain.push(code.and_then(char::from_u32).unwrap_or(' '));
            }
            Some(c) => plain.push(c),
            None => {}
        }
    }
    plain.push_str(rest);
    plain
}

/// Adds a text in which `&amp;`, `&#39;` and their like are what they stand for.
fn decode(text: &str, plain: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        let character = end.and_then(|end| entity(&rest[1..end]));
        plain.push(character.unwrap_or('&'));
        rest = &rest[end.filter(|_| character.is_some()).map_or(1, |end| end + 1)..];
    }
    plain.push_str(rest);
}

fn entity(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    let hexadecimal = number.and_then(|number| number.strip_prefix(['x', 'X']));
    match (name, hexadecimal, number) {
        (_, Some(digits), _) => u32::from_str_radix(digits, 16).ok().and_then(char::from_u32),
        (_, None, Some(digits)) => digits.parse().ok().and_then(char::from_u32),
        ("amp", ..) => Some('&'),
        ("lt", ..) => Some('<'),
        ("gt", ..) => Some('>'),
        ("quot", ..) => Some('"'),
        ("apos", ..) => Some('\''),
        ("nbsp", ..) => Some('\u{a0}'),
        ("shy", ..) => Some('\u{ad}'),
        _ => None,
    }
}

/// An address without its percent signs.
pub(super) fn address(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let coded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(coded.filter(|_| byte == b'%').unwrap_or(byte));
        rest = if byte == b'%' && coded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, MAIN_DB};

    use super::blocks;
    use crate::model::site::Output;

    #[test]
    fn a_database_is_read_as_tables() {
        let mut database = Connection::open_in_memory().expect("a database");
        let long = "one two three four ".repeat(1000);
        let tables = "CREATE TABLE \"search\"\"ed\" (n INTEGER, words TEXT);
            CREATE VIRTUAL TABLE search USING fts5(words, content='search\"ed');";
        database.execute_batch(tables).expect("tables");
        database.execute("INSERT INTO \"search\"\"ed\" VALUES (1, ?1)", [&long]).expect("a row");
        let bytes = database.serialize(MAIN_DB).expect("its bytes").to_vec();
        let mut seen = Vec::new();
        let output = Output { url: String::new(), bytes };
        blocks(&output, &mut |block| seen.push(block.to_owned()));
        assert_eq!(seen, [long], "across the borders of its pages");
    }

    fn check(url: &str, text: &str, expected: &[&str]) {
        let mut seen = Vec::new();
        let output = Output { url: url.into(), bytes: text.into() };
        blocks(&output, &mut |block| {
            if block.contains(char::is_alphanumeric) {
                seen.push(block.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        });
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn what_is_seen_of_an_output() {
        for (url, text, expected) in [
            ("a.html", "<p>One <b>t</b>wo<br>three</p>four", &["One two three", "four"][..]),
            (
                "a.html",
                "a &lt; b &amp;amp; &#39;c&#x27; &no; d & e",
                &["a < b &amp; 'c' &no; d & e"],
            ),
            ("a.html", "<img alt=\"A > b\" class='note' src=x.png>", &["A > b"]),
            (
                "a.html",
                "<a href=\"x.html#:~:text=two%20w%C3%B6rds\">t",
                &["x.html#:~:text=two wörds", "t"],
            ),
            ("a.html", "<!-- said <p> -->x < y <3", &["said <p>", "x < y <3"]),
            (
                "a.html",
                "<script type=\"x\">{\"name\": \"A \\u201cb\\u201d\"}</script>z",
                &["A “b”", "z"],
            ),
            ("a.html", "<p title=\"open", &["open"]),
            ("a.html", "<p", &[]),
            ("a.xml", "<s><![CDATA[<p>one</p>two]]></s>", &["one", "two"]),
            (
                "a.xml",
                "<s>&lt;p&gt;one &lt;i&gt;two&lt;/i&gt;&lt;/p&gt;three</s>",
                &["one two", "three"],
            ),
            (
                "a.json",
                "{\"key\" : [\"a\\nb\", \"c \\\"d\\\\\"], \"e\": \"<p>f</p>g\"}",
                &["a b", "c \"d\\", "f", "g"],
            ),
            ("a.json", "\"open", &["open"]),
            ("search/t0.js", "variorumSearch(\"t0\",[\"ann\",\"ABC\"])", &["ann"]),
            ("search/u0.js", "variorumSearch(\"u0\",[[\"a b\"]])", &["u0", "a b"]),
            ("own.js", "const a = 'it\\'s so';", &["const a = 'it's so';"]),
            ("a.ics", "SUMMARY:one\\, tw\r\n o\\nthree", &["SUMMARY:one, two three"]),
            ("a.txt", "one\ntwo", &["one two"]),
        ] {
            check(url, text, expected);
        }
    }
}
