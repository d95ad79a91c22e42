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

/// The page of an MHTML file, and where it was.
pub(super) fn message(bytes: &[u8]) -> Result<(String, Option<String>), String> {
    let message = MessageParser::default().parse(bytes).ok_or("it is not a whole MHTML file")?;
    let pages = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Html(html) => {
            Some((html.to_string(), part.content_location().map(str::to_owned)))
        }
        PartType::Binary(bytes) if part.is_content_type("text", "html") => {
            Some((decode::decode(bytes), part.content_location().map(str::to_owned)))
        }
        _ => None,
    });
    let header = |name: &str| message.header_raw(name).map(|value| value.trim().to_owned());
    // Frames are parts too; the page itself is the first one.
    let (html, location) = pages.into_iter().next().ok_or("there is no page in it")?;
    let url = header("Snapshot-Content-Location").or(location);
    Ok((html, url.filter(|url| url.starts_with("http"))))
}
