//! What kind of document a file is, and its address.
//!
//! Whether two files have one address is seen where all of them are known.

use super::front_matter::Front;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::fold;
use crate::keys::{self, Key};
use crate::source::Spanned;
use crate::yaml::Entry;

/// The kinds of documents, before they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Article,
    Entity,
    Question,
    Page,
}

impl Kind {
    /// The keys that documents of this kind have beside those that all have.
    pub(super) fn keys(self) -> &'static [Key] {
        match self {
            Self::Article => keys::ARTICLE,
            Self::Entity => keys::ENTITY,
            Self::Question => keys::QUESTION,
            Self::Page => &[],
        }
    }
}

/// The folders that say what a file is.
const FOLDERS: [(&str, Kind); 3] =
    [("articles", Kind::Article), ("entities", Kind::Entity), ("questions", Kind::Question)];

const TYPES: [(&str, Kind); 4] = [
    ("article", Kind::Article),
    ("entity", Kind::Entity),
    ("question", Kind::Question),
    ("page", Kind::Page),
];

/// What a file is and where its page will be.
pub(super) struct Address {
    pub(super) kind: Kind,
    /// The address below the folder of its kind, without `.html`.
    pub(super) slug: String,
    /// The name of the file, or of the folder that it is the text of.
    pub(super) name: String,
}

impl Address {
    /// From the path of the file, and from `type` and `slug` in its front matter.
    pub(super) fn of(front: &mut Front, entries: &[Entry]) -> Self {
        let source = front.source;
        let path = source.strip_prefix("content/").unwrap_or(source);
        let path = path.strip_suffix(".md").or(path.strip_suffix(".markdown")).unwrap_or(path);
        let (by_folder, below) = by_folder(path, front.config);
        let (mut kind, mut own) = (by_folder, None);
        for (key, value) in entries {
            match key.value.as_str() {
                "type" => kind = front.intake.word("type", value, &TYPES).unwrap_or(kind),
                "slug" => own = front.intake.string("slug", value),
                _ => {}
            }
        }
        let below = if kind == by_folder { below } else { path };
        let parts: Vec<&str> = below.split('/').filter(|part| !part.is_empty()).collect();
        let parts = match parts.as_slice() {
            [folders @ .., "index"] if !folders.is_empty() => folders,
            parts => parts,
        };
        let name = parts.last().copied().unwrap_or(below).to_owned();
        let slug = own.and_then(|own| own_slug(front, &own));
        let slug = slug.unwrap_or_else(|| slug_of_path(parts));
        Self { kind, slug, name }
    }
}

/// The kind by the innermost folder that says one, and the path below that folder.
fn by_folder<'p>(path: &'p str, config: &Config) -> (Kind, &'p str) {
    let mut found = (Kind::Page, path);
    let mut longest = None;
    for (name, kind) in FOLDERS {
        let further = config.folders.iter().filter(|(key, _)| key == name);
        let further = further.flat_map(|(_, folders)| folders.iter().map(String::as_str));
        for folder in further.chain([name]) {
            let below = if folder.is_empty() {
                Some(path)
            } else {
                path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'))
            };
            if let Some(below) =
                below.filter(|_| longest.is_none_or(|length| folder.len() > length))
            {
                longest = Some(folder.len());
                found = (kind, below);
            }
        }
    }
    found
}

/// A part without letters or digits (`🙂`) is the numbers of its signs: `1f642`.
fn slug_of_path(parts: &[&str]) -> String {
    let slug = |part: &&str| match fold::slug(part) {
        slug if slug.is_empty() => {
            let numbers: Vec<_> =
                part.chars().map(|sign| format!("{:x}", u32::from(sign))).collect();
            fold::slug(&numbers.join("-"))
        }
        slug => slug,
    };
    parts.iter().map(slug).collect::<Vec<_>>().join("/")
}

/// The address that a file gives itself, below the folder of its kind.
fn own_slug(front: &mut Front, own: &Spanned<String>) -> Option<String> {
    let path = own.value.strip_suffix(".html").unwrap_or(&own.value);
    let absolute = path.starts_with(['/', '\\']) || path.contains("://");
    let slugs: Vec<String> = path.split('/').map(fold::slug).collect();
    if !absolute && !escapes(path) && slugs.iter().all(|slug| !slug.is_empty()) {
        return Some(slugs.join("/"));
    }
    let message = format!("`{}` cannot be an address", own.value);
    let help = "write words with hyphens, and `/` only between them: `2017/the-count`";
    front.intake.fault(Diagnostic::new(Code::Slug, message).help(help), own.span, "");
    None
}

/// Whether a path leads out of the folder that it begins in.
fn escapes(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| part.trim() == ".." || part.trim() == ".")
}
