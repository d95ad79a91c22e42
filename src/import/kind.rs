//! What a file is, by its name and its beginning.

mod instead;

use serde_json::Value;

use super::{json, rows};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The kinds of files that can be imported.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Kind {
            /// Every kind, by the word for it.
            pub const NAMED: &[(&'static str, Self)] = &[$(($name, Self::$variant),)+];
        }
    };
}

kinds! {
    /// Text that was copied or scraped from a page.
    Text = "text",
    /// A saved page.
    Html = "html",
    /// A page that was saved with all its parts as one message.
    Mhtml = "mhtml",
    /// Markdown with front matter: notes of a vault, posts of another generator.
    Markdown = "markdown",
    /// JSON of Hypothesis.
    Hypothesis = "hypothesis",
    /// CSV of Hypothesis.
    HypothesisTable = "hypothesis-csv",
    /// CSV of Readwise.
    Readwise = "readwise",
    /// CSV of Readwise Reader.
    Reader = "reader",
    /// The list of articles of Omnivore, with what lies beside it.
    Omnivore = "omnivore",
    /// CSV of Pocket.
    Pocket = "pocket",
    /// The passages that were marked in Pocket.
    PocketHighlights = "pocket-annotations",
    /// The passages that were marked with the Obsidian Web Clipper.
    Clipper = "clipper",
    /// `My Clippings.txt` of a Kindle.
    Kindle = "kindle",
    /// HTML that the Kindle app makes of what was marked in a book.
    KindleNotebook = "kindle-notebook",
    /// JSON of `KOReader`.
    KoReader = "koreader",
    /// CSL-JSON.
    Csl = "csl-json",
    /// BibTeX or BibLaTeX.
    Bibtex = "bibtex",
    /// RIS, and the lines of MEDLINE that `PubMed` writes.
    Ris = "ris",
    /// CSV of Zotero.
    Zotero = "zotero",
    /// CSV of Goodreads.
    Goodreads = "goodreads",
    /// JSON of wallabag.
    Wallabag = "wallabag",
    /// CSV of Instapaper.
    Instapaper = "instapaper",
    /// CSV of Raindrop.
    Raindrop = "raindrop",
    /// CSV of Matter.
    Matter = "matter",
    /// Bookmarks of browsers, linkding, and the old export of Pocket.
    Bookmarks = "bookmarks",
    /// JSON of Karakeep, which was Hoarder.
    Karakeep = "karakeep",
    /// JSON of Linkwarden.
    Linkwarden = "linkwarden",
    /// JSON of Pinboard.
    Pinboard = "pinboard",
    /// W3C Web Annotations.
    Annotations = "annotations",
}

impl Kind {
    /// Whether it is what a service lists, and not written as HTML or Markdown itself.
    pub(super) fn is_listed(self) -> bool {
        use Kind::{Bookmarks, Html, KindleNotebook, Markdown, Mhtml, Text};
        !matches!(self, Text | Html | Mhtml | Markdown | Bookmarks | KindleNotebook)
    }
}

/// The settings of Hugo, which may be those of Zola, and of Jekyll.
const HUGO: [&str; 8] = [
    "config.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "hugo.json",
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
];
const JEKYLL: [&str; 2] = ["_config.yaml", "_config.yml"];

/// Folders of Jekyll that no text is in.
const TEMPLATES: [&str; 7] =
    ["_data", "_includes", "_layouts", "_plugins", "_sass", "_site", "node_modules"];

/// So much of a file is looked at.
const BEGINNING: usize = 4096;

/// The columns by which tables are known.
const TABLES: [(Kind, &[&str]); 9] = [
    (Kind::Zotero, &["Key", "Item Type", "Publication Year"]),
    (Kind::Goodreads, &["Book Id", "Title", "Exclusive Shelf"]),
    (Kind::Readwise, &["Highlight", "Book Title"]),
    (Kind::Reader, &["Title", "URL", "Seen"]),
    (Kind::HypothesisTable, &["Created at", "URL", "Group"]),
    (Kind::Matter, &["Title", "Publisher", "URL", "In Queue"]),
    (Kind::Instapaper, &["URL", "Title", "Selection", "Folder"]),
    (Kind::Raindrop, &["title", "url", "folder", "highlights"]),
    (Kind::Pocket, &["title", "url", "time_added"]),
];

/// The keys under which lists stand.
const LISTS: [&str; 6] = ["annotations", "items", "rows", "bookmarks", "collections", "documents"];

/// The keys by which the things in a list are known.
const RECORDS: [(Kind, &[&str]); 10] = [
    (Kind::Hypothesis, &["uri", "target"]),
    (Kind::Annotations, &["target", "type"]),
    (Kind::Wallabag, &["is_archived", "content"]),
    (Kind::Omnivore, &["slug", "savedAt"]),
    (Kind::PocketHighlights, &["url", "highlights"]),
    (Kind::KoReader, &["title", "entries"]),
    (Kind::Karakeep, &["content", "createdAt"]),
    (Kind::Linkwarden, &["name", "links"]),
    (Kind::Pinboard, &["href", "extended"]),
    (Kind::Csl, &["title", "type"]),
];

/// Why a file has no kind whose contents say nothing of it.
pub const UNKNOWN: &str = "it is none of the kinds that are known; say with `--from` what it is";

/// The kind of a file; `Err` says in words why it has none.
pub fn recognise(name: &str, bytes: &[u8]) -> Result<Kind, String> {
    kind(name, bytes)?.ok_or_else(|| UNKNOWN.to_owned())
}

fn kind(name: &str, bytes: &[u8]) -> Result<Option<Kind>, String> {
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    instead::file(beginning)?;
    let is_wide = beginning.starts_with(b"\xff\xfe") || beginning.starts_with(b"\xfe\xff");
    if beginning.contains(&0) && !is_wide {
        return Ok(None);
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let start = String::from_utf8_lossy(beginning);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let lower = start.to_ascii_lowercase();
    let listed = table(name, start)?;
    let kind = match ending.as_str() {
        "mht" | "mhtml" => Some(Kind::Mhtml),
        _ if lower.starts_with("from: <saved by") => Some(Kind::Mhtml),
        _ if lower.starts_with("<!doctype netscape-bookmark")
            || lower.contains("<title>pocket export")
            || lower.contains("<title>instapaper: export")
            || lower.contains(" time_added=\"") =>
        {
            Some(Kind::Bookmarks)
        }
        _ if lower.contains("noteheading") && lower.contains("booktitle") => {
            Some(Kind::KindleNotebook)
        }
        // A page of a site that is not made yet.
        "html" | "htm" if start.starts_with("---\n") || start.starts_with("---\r\n") => {
            Some(Kind::Markdown)
        }
        "html" | "htm" | "xhtml" => Some(Kind::Html),
        _ if lower.starts_with("<!doctype html") || lower.starts_with("<html") => Some(Kind::Html),
        "md" | "markdown" => Some(Kind::Markdown),
        "yaml" | "yml" if is_csl(start) => Some(Kind::Csl),
        "bib" | "bibtex" => Some(Kind::Bibtex),
        _ if is_bibtex(start) => Some(Kind::Bibtex),
        "ris" | "nbib" => Some(Kind::Ris),
        _ if lower.starts_with("ty  -") || lower.starts_with("pmid-") => Some(Kind::Ris),
        "json" | "jsonld" => records(bytes)?,
        _ if begins_json(start) && !matches!(ending.as_str(), "txt" | "text") => records(bytes)?,
        "csv" => listed,
        _ if start.contains("\n==========") => Some(Kind::Kindle),
        _ if listed.is_some() => listed,
        _ if start.starts_with("---\n") || start.starts_with("+++\n") => Some(Kind::Markdown),
        "txt" | "text" | "" => Some(Kind::Text),
        _ if name == "-" => Some(Kind::Text),
        _ => None,
    };
    Ok(kind)
}

/// Whether YAML is a list of references, as Pandoc has it.
fn is_csl(start: &str) -> bool {
    let list = start.strip_prefix("---").unwrap_or(start).trim_start();
    let list = list.strip_prefix("references:").unwrap_or(list).trim_start();
    list.starts_with("- ") && list.contains("title:")
}

/// Whether a file begins with an entry of BibTeX, perhaps below comments.
fn is_bibtex(start: &str) -> bool {
    let entry = start.lines().find(|line| !line.trim().is_empty() && !line.starts_with('%'));
    let Some((kind, key)) = entry.and_then(|line| line.strip_prefix('@')?.split_once('{')) else {
        return false;
    };
    let is_key = key.split_once(',').is_some_and(|(key, _)| !key.contains([' ', '}']));
    !kind.is_empty() && kind.trim_end().bytes().all(|b| b.is_ascii_alphabetic()) && is_key
}

/// Whether a file begins as JSON does, and not with words in brackets.
fn begins_json(start: &str) -> bool {
    let inside = start.strip_prefix(['{', '[']).map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with(['{', '[', '"', '}', ']']))
}

fn table(name: &str, beginning: &str) -> Result<Option<Kind>, String> {
    let columns = rows::columns(beginning);
    instead::table(name, &columns)?;
    let has = |names: &[&str]| names.iter().all(|name| columns.iter().any(|column| column == name));
    Ok(TABLES.iter().find(|(_, names)| has(names)).map(|(kind, _)| *kind))
}

fn records(bytes: &[u8]) -> Result<Option<Kind>, String> {
    let whole = json::read(bytes)?;
    instead::json(&whole)?;
    if whole.get("export_userid").is_some()
        || whole.get("rows").is_some() && whole.get("total").is_some()
    {
        return Ok(Some(Kind::Hypothesis));
    }
    let context = whole.get("@context").map(Value::to_string).unwrap_or_default();
    if context.contains("ns/anno") {
        return Ok(Some(Kind::Annotations));
    }
    let items = json::items(&whole, &LISTS);
    let is_clipped = items.iter().any(|item| item.pointer("/highlights/0/timestamp").is_some());
    if is_clipped {
        return Ok(Some(Kind::Clipper));
    }
    let has = |keys: &[&str]| {
        items.first().is_some_and(|first| keys.iter().all(|key| first.get(*key).is_some()))
    };
    Ok(RECORDS.iter().find(|(_, keys)| has(keys)).map(|(kind, _)| *kind))
}

/// The endings of what pages are shown with, and that is no text.
const PARTS: [&str; 23] = [
    "avif", "bmp", "css", "eot", "gif", "gotmpl", "ico", "jpeg", "jpg", "js", "less", "map", "mjs",
    "otf", "png", "scss", "svg", "tif", "tiff", "ttf", "webp", "woff", "woff2",
];

/// Whether a file is read for itself and not together with another of those beside it.
pub fn stands_alone(name: &str, names: &[String]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if names.len() > 1 && PARTS.iter().any(|part| ending.eq_ignore_ascii_case(part)) {
        return false;
    }
    if is_of_a_generator(name, names) {
        return false;
    }
    let mut at = 0;
    // Browsers put the frames, scripts and pictures of `page.html` into `page_files/`.
    while let Some(end) = name[at..].find("_files/").map(|end| at + end) {
        let page = |ending: &str| names.binary_search(&format!("{}{ending}", &name[..end])).is_ok();
        if [".html", ".htm", ".xhtml"].into_iter().any(page) {
            return false;
        }
        at = end + 1;
    }
    let Some((folder, _)) = name.rsplit_once('/') else { return true };
    let above = match folder.rsplit_once('/') {
        Some((above, "content" | "highlights")) => format!("{above}/metadata_"),
        None if matches!(folder, "content" | "highlights") => "metadata_".to_owned(),
        _ => return true,
    };
    !names.iter().any(|other| other.starts_with(&above) && other.ends_with(".json"))
}

/// Whether a file is what a site is made with: in a folder of Hugo and Zola all that is not below `content/`, in one of
/// Jekyll or Eleventy its templates, and what is no page.
fn is_of_a_generator(name: &str, names: &[String]) -> bool {
    let has = |settings: &[&str]| {
        settings.iter().any(|name| names.binary_search_by(|other| other.as_str().cmp(name)).is_ok())
    };
    let begins = |folder: &str| {
        let at = names.partition_point(|name| name.as_str() < folder);
        names.get(at).is_some_and(|name| name.starts_with(folder))
    };
    if has(&HUGO) || begins("config/_default/") {
        return begins("content/") && !name.starts_with("content/");
    }
    let is_page = || [".md", ".markdown", ".html", ".htm"].iter().any(|end| name.ends_with(end));
    // Eleventy keeps its templates in a folder that Jekyll has too.
    let is_jekyll = has(&JEKYLL) || ["_includes/", "_layouts/", "_posts/"].into_iter().any(begins);
    is_jekyll && (name.split('/').any(|part| TEMPLATES.contains(&part)) || !is_page())
}
