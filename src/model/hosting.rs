//! How hosts are to serve the files of a site, by their addresses.
//!
//! The one source of what `_headers` says and of what is told to stores that keep it with each file.

use crate::model::assets::is_hashed;

/// In which order files are brought to a host: nothing is there before what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Looks, scripts, pictures and data, which pages show.
    Asset,
    /// Pages about one thing.
    Page,
    /// Pages and files that list others.
    Index,
}

impl Rank {
    /// The rank of an address.
    pub fn of(url: &str) -> Self {
        let url = Encoding::ALL.iter().find_map(|encoding| encoding.decoded(url)).unwrap_or(url);
        let at_root = !url.contains('/');
        let lists = at_root || url.starts_with("data/") || url == "search/index.js";
        match url.ends_with(".html") {
            _ if lists => Self::Index,
            true => Self::Page,
            false => Self::Asset,
        }
    }
}

/// How a file can be compressed beside itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// `.gz`: every browser reads it.
    Gzip,
    /// `.br`
    Brotli,
    /// `.zst`
    Zstd,
}

impl Encoding {
    /// Every encoding.
    pub const ALL: [Self; 3] = [Self::Gzip, Self::Brotli, Self::Zstd];

    /// What the name of a compressed file ends in, and what settings call it.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
            Self::Zstd => "zst",
        }
    }

    /// The address of the file that a compressed one is of.
    fn decoded(self, url: &str) -> Option<&str> {
        url.strip_suffix(self.ending())?.strip_suffix('.')
    }
}

/// Whether a file is worth compressing: text that is sent to browsers, and not what hosts read themselves.
pub fn is_compressible(url: &str) -> bool {
    let name = url.rsplit('/').next().unwrap_or(url);
    let media = media_type(url);
    let is_text = ["text/", "application/json", "application/ld+json", "application/geo+json"];
    !name.starts_with(['_', '.'])
        && (is_text.iter().any(|text| media.starts_with(text))
            || media.ends_with("xml")
            || matches!(
                media,
                "application/jsonl"
                    | "application/feed+json"
                    | "application/x-bibtex"
                    | "application/x-research-info-systems"
            ))
}

/// What every page says beside its own policy.
pub const HEADERS: [(&str, &str); 2] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin")];

/// The media types by the ending of a name; those that hosts are seldom told of have a mark.
const TYPES: &[(&str, &str, bool)] = &[
    ("atom", "application/atom+xml", true),
    ("avif", "image/avif", false),
    ("bib", "application/x-bibtex", true),
    ("css", "text/css; charset=utf-8", false),
    ("csv", "text/csv; charset=utf-8", false),
    ("epub", "application/epub+zip", false),
    ("geojson", "application/geo+json", true),
    ("gif", "image/gif", false),
    ("gz", "application/gzip", false),
    ("graphml", "application/graphml+xml", true),
    ("heic", "image/heic", true),
    ("heif", "image/heif", true),
    ("htm", "text/html; charset=utf-8", false),
    ("html", "text/html; charset=utf-8", false),
    ("ico", "image/x-icon", false),
    ("ics", "text/calendar; charset=utf-8", false),
    ("jfif", "image/jpeg", true),
    ("jpeg", "image/jpeg", false),
    ("jpg", "image/jpeg", false),
    ("js", "text/javascript; charset=utf-8", false),
    ("json", "application/json", false),
    ("jsonl", "application/jsonl", true),
    ("jsonld", "application/ld+json", true),
    ("mjs", "text/javascript; charset=utf-8", false),
    ("mp3", "audio/mpeg", false),
    ("mp4", "video/mp4", false),
    ("ogg", "audio/ogg", false),
    ("pdf", "application/pdf", false),
    ("png", "image/png", false),
    ("ris", "application/x-research-info-systems", true),
    ("sha256", "text/plain; charset=utf-8", true),
    ("svg", "image/svg+xml", false),
    ("tif", "image/tiff", false),
    ("tiff", "image/tiff", false),
    ("txt", "text/plain; charset=utf-8", false),
    ("vtt", "text/vtt; charset=utf-8", false),
    ("wav", "audio/wav", false),
    ("webm", "video/webm", false),
    ("webp", "image/webp", false),
    ("woff", "font/woff", false),
    ("woff2", "font/woff2", false),
    ("xml", "application/xml", false),
    ("zip", "application/zip", false),
];

fn known(url: &str) -> Option<&'static (&'static str, &'static str, bool)> {
    let name = url.rsplit('/').next().unwrap_or(url);
    let (_, ending) = name.rsplit_once('.')?;
    TYPES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(ending))
}

/// The media type of a file.
pub fn media_type(url: &str) -> &'static str {
    match url {
        "feed.xml" => "application/atom+xml",
        "feed.json" => "application/feed+json",
        "_headers" | "_redirects" | "CNAME" => "text/plain; charset=utf-8",
        _ => known(url).map_or("application/octet-stream", |&(_, name, _)| name),
    }
}

/// The media type of a file of which a host may not know it.
pub fn rare_type(url: &str) -> Option<&'static str> {
    let is_rare = known(url).is_some_and(|&(.., is_rare)| is_rare);
    (is_rare || matches!(url, "feed.xml" | "feed.json")).then(|| media_type(url))
}

/// How long a file may be kept without asking for it again.
pub fn cache_control(url: &str) -> &'static str {
    if is_hashed(url) {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=0, must-revalidate"
    }
}

#[cfg(test)]
mod tests {
    use super::{Rank, cache_control, media_type};

    #[test]
    fn files_by_their_addresses() {
        let check = |url, rank, media, age: u32| {
            assert_eq!((Rank::of(url), media_type(url)), (rank, media), "{url}");
            assert!(cache_control(url).starts_with(&format!("public, max-age={age}")), "{url}");
        };
        let html = "text/html; charset=utf-8";
        check("index.html", Rank::Index, html, 0);
        check("timeline-2017.html", Rank::Index, html, 0);
        check("articles/a.b.html", Rank::Page, html, 0);
        check("articles/a.jsonld", Rank::Asset, "application/ld+json", 0);
        check("articles/html", Rank::Asset, "application/octet-stream", 0);
        check("data/events.csv", Rank::Index, "text/csv; charset=utf-8", 0);
        check("assets/fonts/a.WOFF2", Rank::Asset, "font/woff2", 0);
        check("assets/fonts/a.01234567.woff2", Rank::Asset, "font/woff2", 31_536_000);
        check("search/index.js", Rank::Index, "text/javascript; charset=utf-8", 0);
        check("index.html.br", Rank::Index, "application/octet-stream", 0);
        check("articles/a.html.gz", Rank::Page, "application/gzip", 0);
        check("feed.json", Rank::Index, "application/feed+json", 0);
    }
}
