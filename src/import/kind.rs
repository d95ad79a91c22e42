//! What a file is, by its name and its beginning.

/// The kinds of files that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A saved page.
    Html,
    /// A page that was saved with all its parts as one message.
    Mhtml,
    /// Text that was copied or scraped from a page.
    Text,
}

impl Kind {
    /// Every kind, by the word for it.
    pub const NAMED: [(&'static str, Self); 3] =
        [("html", Self::Html), ("mhtml", Self::Mhtml), ("text", Self::Text)];

    /// The word for it.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// So much of a file is looked at.
const BEGINNING: usize = 4096;

/// The kind of a file; nothing for one of another kind.
pub fn recognise(name: &str, bytes: &[u8]) -> Option<Kind> {
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let is_wide = beginning.starts_with(b"\xff\xfe") || beginning.starts_with(b"\xfe\xff");
    if beginning.contains(&0) && !is_wide {
        return None;
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let start = String::from_utf8_lossy(beginning)
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    match ending.as_str() {
        "mht" | "mhtml" => Some(Kind::Mhtml),
        _ if start.starts_with("from: <saved by") => Some(Kind::Mhtml),
        "html" | "htm" | "xhtml" => Some(Kind::Html),
        _ if start.starts_with("<!doctype html") || start.starts_with("<html") => Some(Kind::Html),
        "txt" | "text" | "" => Some(Kind::Text),
        _ if name == "-" => Some(Kind::Text),
        _ => None,
    }
}

/// Whether a file is read for itself and not together with another of those beside it.
pub fn stands_alone(_name: &str, _names: &[String]) -> bool {
    true
}
