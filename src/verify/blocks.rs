//! The words that readers and machines get to see of an output, without what is written around them.
//!
//! Reads what Variorum writes and what owners put into `static/`. Judges nothing, and trusts nothing to be well-formed.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use memchr::memmem::find;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB};

use super::markup::markup;
use super::{packed, pdf, pictures};
use crate::model::site::Output;

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

/// How a database of SQLite begins.
const DATABASE: &[u8] = b"SQLite format 3\0";

/// How the files begin that Office packs what it encrypts into, and what the encrypted one is called there, in UTF-16.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Whether there are words to hand over of a file that begins so: text has no zero byte, unless it says its encoding.
pub(super) fn is_read(beginning: &[u8]) -> bool {
    !beginning.contains(&0)
        || Encoding::for_bom(beginning).is_some()
        || beginning.starts_with(DATABASE)
        || packed::is_packed(beginning)
        || pdf::is_pdf(beginning)
        || pictures::is_picture(beginning)
        || beginning.starts_with(COMPOUND)
}

/// Whether a file, or one that is packed in it, is encrypted.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    let is_one = |bytes: &[u8]| {
        pdf::is_pdf(bytes) && pdf::is_encrypted(bytes)
            || bytes.starts_with(COMPOUND) && find(bytes, ENCRYPTED).is_some()
    };
    if !packed::is_packed(bytes) {
        return is_one(bytes);
    }
    let mut is_any = false;
    packed::files(bytes, &mut |name, bytes| {
        // OpenDocument packs what it encrypts as if it were plain, and says so in its list of files.
        let says_so =
            |bytes| name == "META-INF/manifest.xml" && find(bytes, b"encryption-data").is_some();
        is_any |= bytes.is_none_or(|bytes| is_one(bytes) || says_so(bytes));
    });
    is_any
}

/// Hands over the words of an output, block by block; no run of words goes on from one block to the next.
pub(super) fn blocks(output: &Output, see: &mut dyn FnMut(&str)) {
    let bytes = &output.bytes;
    let is_packed = packed::is_packed(bytes);
    // A text that only begins like one of these can be read as it is.
    let is_text = if is_packed || pdf::is_pdf(bytes) {
        !bytes.contains(&0) || str::from_utf8(bytes).is_ok()
    } else {
        pictures::is_picture(bytes) && !bytes.contains(&0)
    };
    if is_text {
        see(&text(bytes));
    }
    if is_packed {
        return packed::files(bytes, &mut |name, bytes| {
            see(name);
            file(name, bytes.unwrap_or_default(), see);
        });
    }
    file(&output.url, bytes, see);
}

fn file(url: &str, bytes: &[u8], see: &mut dyn FnMut(&str)) {
    if bytes.starts_with(DATABASE) {
        return values(bytes, see);
    }
    if pdf::is_pdf(bytes) {
        return pdf::words(bytes, see);
    }
    if pictures::is_picture(bytes) {
        return pictures::notes(bytes).iter().for_each(|notes| pictures::words(notes, see));
    }
    if bytes.starts_with(COMPOUND) {
        return;
    }
    let text = text(bytes);
    let ending = url.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" | "htm" | "xhtml" | "xml" | "svg" | "atom" | "rss" | "graphml" | "opf" | "ncx" => {
            markup(&text, DEEP, see);
        }
        "json" | "jsonl" | "jsonld" | "geojson" | "webmanifest" => strings(&text, see),
        "js" if has_postings(url) => {
            // After its name, a shard has each term and the packed places of it, in turn.
            literals(&text).skip(1).step_by(2).for_each(|term| see(&unescaped(term)));
        }
        "js" if url.starts_with("search/") => strings(&text, see),
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
        "csv" | "tsv" => {
            see(&text);
            // The parts of a name have columns of their own.
            text.lines().for_each(|row| see(&row.replace([',', ';', '\t', '"'], " ")));
        }
        // Each line of an article is a block, and no name goes on in the next one; other texts have lines of any kind.
        "txt" if url.starts_with("articles/") => see(&text.replace('\n', "\n. ")),
        _ if url == "_headers" => text.lines().filter(|line| !is_directive(line)).for_each(see),
        _ => see(&text),
    }
}

/// Whether a line of `_headers` says something to machines alone.
fn is_directive(line: &str) -> bool {
    let name = line.split(':').next().unwrap_or_default().trim();
    DIRECTIVES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The letters of a file, in the encoding that it says or seems to have. What has a zero byte is in none.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    // Spreadsheets write `Unicode Text`, which is UTF-16.
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    if bytes.contains(&0) || str::from_utf8(bytes).is_ok() {
        return String::from_utf8_lossy(bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes).0
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
pub(super) fn has_postings(url: &str) -> bool {
    url.starts_with("search/t") || url.starts_with("search/h")
}

/// Hands over words that may be markup, or an address.
pub(super) fn words(text: &str, depth: usize, see: &mut dyn FnMut(&str)) {
    if depth > 0 && text.contains("</") {
        markup(text, depth - 1, see);
    } else if text.contains('%') && !text.contains(char::is_whitespace) {
        see(&address(text));
    } else {
        see(text);
    }
}

/// Hands over the strings of JSON, or of a script that is made of it.
pub(super) fn strings(text: &str, see: &mut dyn FnMut(&str)) {
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
