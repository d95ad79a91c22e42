//! What tools that save pages write about it.

use mail_parser::{MessageParser, MimeHeaders, PartType};

use super::{dates, decode};

/// The comment of `SingleFile` at the beginning of a page: where the page was, and when it was saved.
pub(super) fn single_file(html: &str) -> (Option<String>, Option<String>) {
    let Some(at) = html.find("SingleFile").filter(|&at| at < 2000) else { return (None, None) };
    let comment = html[at..].split("-->").next().unwrap_or_default();
    let line =
        |key: &str| comment.lines().find_map(|line| line.trim().strip_prefix(key)).map(str::trim);
    let url = line("url:").filter(|url| url.starts_with("http")).map(str::to_owned);
    (url, line("saved date:").and_then(dates::day))
}

/// A page that was saved with all its parts.
pub(super) struct Message<'a> {
    parts: mail_parser::Message<'a>,
    /// The page.
    pub(super) html: String,
    /// Where it was.
    pub(super) url: Option<String>,
    /// When it was saved.
    pub(super) saved: Option<String>,
}

impl<'a> Message<'a> {
    /// Reads an MHTML file.
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, String> {
        let parts = MessageParser::default().parse(bytes).ok_or("it is not a whole MHTML file")?;
        let mut pages = parts.parts.iter().filter_map(|part| match &part.body {
            PartType::Html(html) => {
                Some((html.to_string(), part.content_location().map(str::to_owned)))
            }
            PartType::Binary(bytes) if part.is_content_type("text", "html") => {
                Some((decode::decode(bytes), part.content_location().map(str::to_owned)))
            }
            _ => None,
        });
        // Frames are parts too; the page itself is the first one.
        let (html, location) = pages.next().ok_or("there is no page in it")?;
        let header = |name: &str| parts.header_raw(name).map(|value| value.trim().to_owned());
        let url = header("Snapshot-Content-Location").or(location);
        let url = url.filter(|url| url.starts_with("http"));
        let saved = header("Date").and_then(|date| dates::day(&date));
        Ok(Self { parts, html, url, saved })
    }

    /// The bytes of the part that the page calls by this address.
    pub(super) fn part(&self, address: &str) -> Option<Vec<u8>> {
        let id = address.strip_prefix("cid:");
        let is_it = |part: &&mail_parser::MessagePart| match id {
            Some(id) => part.content_id() == Some(id),
            None => part.content_location() == Some(address),
        };
        self.parts.parts.iter().find(is_it).map(|part| part.contents().to_vec())
    }
}
