//! Paths and addresses as links write them.
//!
//! Knows no documents.

use crate::model::body::SCHEMES;
use crate::source::{SourcePath, path_from};

/// A path below the root of the archive, without `.` and `..`.
pub(super) struct Path(String);

impl Path {
    /// The path of a file, below the root of the archive.
    pub(super) fn file(&self) -> String {
        self.0.clone()
    }
}

/// The pages that are generated, whatever the archive holds.
const GENERATED: &[&str] = &[
    "404.html",
    "articles.html",
    "claims.html",
    "entities.html",
    "feed.json",
    "feed.xml",
    "index.html",
    "log.html",
    "map.html",
    "network.html",
    "notes.html",
    "search.html",
    "sources.html",
    "tags.html",
    "timeline.html",
];

/// What the addresses of further generated pages begin with.
const GENERATED_BELOW: &[&str] =
    &["articles-", "claims-", "data/", "entities-", "notes-", "sources-", "tags/", "timeline-"];

/// Whether a target is an address on some host and not a path or a name.
///
/// A wikilink is whatever was written, so that only schemes that run nothing make it an address.
pub(super) fn is_address(target: &str) -> bool {
    let is_scheme = |scheme: &str| SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    // A title can hold a colon (`Tel: a story`); an address goes on without a space.
    let goes_on = |(scheme, rest): (&str, &str)| is_scheme(scheme) && !rest.starts_with(' ');
    target.starts_with("//") || target.split_once(':').is_some_and(goes_on)
}

/// The path that a target means in a source; nothing where it leads out of its folder.
pub(super) fn read(source: &SourcePath, target: &str) -> Option<Path> {
    path_from(source, target.split('?').next().unwrap_or(target)).map(Path)
}

/// The path below `content/`, without `.md`.
pub(super) fn stem(path: &Path) -> &str {
    let stem = path.0.strip_prefix("content/").unwrap_or(&path.0);
    stem.strip_suffix(".md").unwrap_or(stem)
}

/// Whether a path is one of a document and not of another file.
pub(super) fn is_document(path: &Path) -> bool {
    let last = path.0.rsplit('/').next().unwrap_or_default();
    path.0.ends_with(".md") || !last.contains('.')
}

/// The address of a page of the site, without `.html`, that a target is written as.
pub(super) fn address(target: &str) -> Option<String> {
    below_root(target).strip_suffix(".html").map(str::to_owned)
}

/// The generated page that a target is written as.
pub(super) fn generated(target: &str) -> Option<String> {
    let page = below_root(target);
    let known = GENERATED.contains(&page)
        || GENERATED_BELOW.iter().any(|begin| page.starts_with(begin) && page.contains('.'));
    (known && !page.ends_with(".md")).then(|| page.to_owned())
}

/// A target without the way up to the root.
fn below_root(target: &str) -> &str {
    let mut page = target.trim_start_matches('/');
    while let Some(rest) = page.strip_prefix("../").or_else(|| page.strip_prefix("./")) {
        page = rest;
    }
    page
}

/// The file that `![[map.svg]]` or `[[letter.pdf]]` means.
pub(super) fn file(source: &SourcePath, target: &str) -> Option<String> {
    let (_, extension) = target.rsplit_once('.')?;
    let is_extension = (2..=10).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && extension != "md";
    is_extension.then(|| read(source, target)).flatten().map(|path| path.file())
}

#[cfg(test)]
mod tests {
    use super::{file, generated, is_address, read};

    #[test]
    fn paths() {
        let source = "content/articles/x/index.md".into();
        for (target, path) in [
            ("map.svg", Some("content/articles/x/map.svg")),
            ("../y.md", Some("content/articles/y.md")),
            ("@/about.md", Some("content/about.md")),
            ("/robots.txt", Some("static/robots.txt")),
            ("../../../secret", None),
            ("a/../../../../b", None),
        ] {
            assert_eq!(read(&source, target).map(|path| path.file()).as_deref(), path, "{target}");
        }
        assert_eq!(file(&source, "map.svg").as_deref(), Some("content/articles/x/map.svg"));
        assert_eq!(file(&source, "U.S. v. Smith"), None);
    }

    #[test]
    fn addresses() {
        assert!(is_address("https://example.org") && is_address("//example.org"));
        assert!(is_address("mailto:a@example.org") && !is_address("Tel: a story"));
        assert!(!is_address("javascript:alert(1)") && !is_address("data:text/html,x"));
        assert_eq!(generated("../timeline.html").as_deref(), Some("timeline.html"));
        assert_eq!(generated("tags/figures.html").as_deref(), Some("tags/figures.html"));
        assert_eq!(generated("notes-on-method.md"), None);
    }
}
