//! The addresses of the site: every page there will be.
//!
//! A [`Site`] is made by `plan`. It holds no text of pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use crate::model::archive::{
    Archive, DocumentId, EntityId, LinkKind, QuestionId, Resolved, Target, Words,
};
use crate::model::body::LinkStyle;
use crate::model::data::Data;
use crate::model::picture::is_picture;
use crate::source::path_from;

/// How many pages one file of a sitemap may name.
pub const SITEMAP: usize = 50_000;

/// How many places of an entity, and how many links to anything, one page shows.
pub const PLACES: usize = 200;

/// An address below the root of the site: `articles/halley-1715.html`. Unicode, not percent-encoded.
pub type Url = String;

/// Every page, and where everything is.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// The pages, sorted by address.
    pub pages: Vec<Page>,
    /// The addresses of what links can lead to.
    pub addresses: BTreeMap<Target, Url>,
    /// The address of each event on the timeline, with its fragment; in step with `Archive::events`.
    pub events: Vec<Url>,
    /// Files that are copied: address to path below the root of the archive, or `builtin:…`.
    pub files: BTreeMap<Url, String>,
    /// The addresses of the files of `assets/`, by those that they have in `static/`.
    pub assets: BTreeMap<Url, Url>,
    /// Files that wikilinks name from another folder: the path as it was named, and where the file is.
    pub elsewhere: BTreeMap<String, String>,
    /// The text that each article is collated with, of which three or more are witnesses; that text itself too.
    pub bases: BTreeMap<DocumentId, DocumentId>,
    /// The tags of the archive with the articles, pages and notes that bear them, by key.
    pub tags: Vec<Tag>,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// What its spellings have in common: [`crate::fold::label`].
    pub key: String,
    /// As first written.
    pub name: String,
    /// Its address below `tags/`.
    pub slug: String,
    /// The documents that bear it.
    pub documents: Vec<DocumentId>,
    /// The annotations that bear it.
    pub annotations: Vec<(DocumentId, u32)>,
}

impl Tag {
    /// How much bears it.
    pub fn count(&self) -> usize {
        self.documents.len() + self.annotations.len()
    }
}

/// One file of the site that has to be rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub url: Url,
    /// What it shows.
    pub subject: Subject,
}

/// Which part of a long list a page shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// The value that all of its items share (a year, a letter, a kind); nothing for the whole list.
    pub group: Option<String>,
    /// The page of the group, from 0.
    pub number: usize,
    /// How many pages the group has.
    pub of: usize,
    /// Which items of the group it shows. Without a group in a list that has groups: which items the overview shows.
    pub items: Range<usize>,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// `index.html`; the document that introduces it, if there is one.
    Home(Option<DocumentId>),
    /// All articles, or those of one year.
    Articles(Part),
    /// An article.
    Article(DocumentId),
    /// A translation beside its original, or two versions of one text.
    Parallel {
        /// Which of the two: how the second article relates to the first.
        kind: LinkKind,
        /// The original, or the version that the other names.
        first: DocumentId,
        /// The translation, or the other version.
        second: DocumentId,
    },
    /// A text of which there are three versions or more, with all of them.
    Witnesses {
        /// The one that is no version of another.
        base: DocumentId,
        /// Its versions, and the versions of those.
        others: Vec<DocumentId>,
    },
    /// All entities, or those of one letter.
    Entities(Part),
    /// An entity and, on further pages, more of its mentions.
    Entity(EntityId, Part),
    /// All events, or those of one year.
    Timeline(Part),
    /// All questions, and the ledger of claims.
    Claims(Part),
    /// A question.
    Question(QuestionId),
    /// Outlets and authors.
    Sources(Part),
    /// All tags, or those of one letter.
    Tags(Part),
    /// A tag: index into [`Site::tags`].
    Tag(usize, Part),
    /// All highlights and notes, or those of one kind.
    Notes(Part),
    /// What was read when.
    Log(Part),
    /// Who is named with whom.
    Network,
    /// Places on an outline of the world.
    Map,
    /// Search.
    Search,
    /// What a host shows for an address that is not there.
    NotFound,
    /// A page of the reader's own.
    Own(DocumentId),
    /// A document that was taken back.
    Tombstone(DocumentId),
    /// A former address: leads to this one.
    Redirect(Url),
    /// A file for machines.
    Data(Data),
    /// A file of `assets/` that names others as the site has them; its path, as in `World::assets`.
    Asset(String),
}

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its address.
    pub url: Url,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Site {
    /// The address of something that links can lead to; nothing for what has no page.
    pub fn address(&self, target: Target) -> Option<&str> {
        self.addresses.get(&target).map(String::as_str)
    }

    /// The page at an address.
    pub fn page(&self, url: &str) -> Option<&Page> {
        let index = self.pages.binary_search_by(|page| page.url.as_str().cmp(url)).ok()?;
        Some(&self.pages[index])
    }

    /// The index in `tags` of a tag, however it is spelled.
    pub fn tag(&self, name: &str) -> Option<usize> {
        let key = crate::fold::label(name);
        self.tags.binary_search_by(|tag| tag.key.cmp(&key)).ok()
    }

    /// The address of a file beside a document, if it is copied; `path` is below the root of the archive.
    pub fn file(&self, path: &str) -> Option<Url> {
        let url = file_address(self.elsewhere.get(path).map_or(path, String::as_str));
        if let Some(asset) = self.assets.get(&url) {
            return Some(asset.clone());
        }
        self.files.contains_key(&url).then_some(url)
    }

    /// The addresses of the pictures of a document: that of its record, then those of its text, each once.
    pub fn pictures(&self, archive: &Archive, id: DocumentId) -> Vec<Url> {
        let document = &archive.document(id).document;
        let own = document.entity().and_then(|record| record.image.as_ref());
        let own = own.and_then(|image| path_from(&document.source, image.value.trim()));
        let resolved = archive.links[id.index()].get(Words::Text).unwrap_or_default();
        let shown = document.body.links.iter().zip(resolved).filter_map(|(link, leads)| {
            let is_put = matches!(link.style, LinkStyle::Image | LinkStyle::Embed);
            let Resolved::File(path) = leads else { return None };
            is_put.then(|| path.clone())
        });
        let mut pictures = Vec::new();
        let mut known = BTreeSet::new();
        for path in own.into_iter().chain(shown).filter(|path| is_picture(path)) {
            let url = self.file(&path);
            pictures.extend(url.filter(|_| known.insert(path)));
        }
        pictures
    }
}

impl Subject {
    /// The file that a page is about, if it is about one: also the record of an entity or of a question.
    pub fn document(&self, archive: &Archive) -> Option<DocumentId> {
        match self {
            Self::Article(id)
            | Self::Parallel { second: id, .. }
            | Self::Witnesses { base: id, .. }
            | Self::Own(id)
            | Self::Tombstone(id) => Some(*id),
            Self::Home(id) => *id,
            Self::Entity(id, _) => archive.entity(*id).record,
            Self::Question(id) => archive.question(*id).record,
            _ => None,
        }
    }

    /// Whether search engines may know it.
    pub fn is_indexed(&self, archive: &Archive) -> bool {
        let is_page = !matches!(
            self,
            Self::Data(_)
                | Self::Asset(_)
                | Self::Redirect(_)
                | Self::NotFound
                | Self::Tombstone(_)
        );
        let others = match self {
            Self::Parallel { first, .. } => std::slice::from_ref(first),
            Self::Witnesses { others, .. } => others,
            _ => &[],
        };
        let mut shown = self.document(archive).into_iter().chain(others.iter().copied());
        is_page && !shown.any(|id| archive.document(id).document.noindex)
    }

    /// Whether it shows what many files say together, and has an address that none of them gives.
    pub fn is_list(&self) -> bool {
        match self {
            Self::Home(_)
            | Self::Articles(_)
            | Self::Entities(_)
            | Self::Timeline(_)
            | Self::Claims(_)
            | Self::Sources(_)
            | Self::Tags(_)
            | Self::Tag(..)
            | Self::Notes(_)
            | Self::Log(_)
            | Self::Network
            | Self::Map
            | Self::Search
            | Self::NotFound => true,
            Self::Article(_)
            | Self::Parallel { .. }
            | Self::Witnesses { .. }
            | Self::Entity(..)
            | Self::Question(_)
            | Self::Own(_)
            | Self::Tombstone(_)
            | Self::Redirect(_)
            | Self::Data(_)
            | Self::Asset(_) => false,
        }
    }

    /// Which part of a long list it shows, if it shows a list that can be long.
    pub fn part(&self) -> Option<&Part> {
        match self {
            Self::Articles(part)
            | Self::Entities(part)
            | Self::Entity(_, part)
            | Self::Timeline(part)
            | Self::Claims(part)
            | Self::Sources(part)
            | Self::Log(part)
            | Self::Tags(part)
            | Self::Tag(_, part)
            | Self::Notes(part) => Some(part),
            _ => None,
        }
    }
}

/// The group of a year in lists: `2017`, `-0043` for 44 BCE, `undated`.
pub fn year_group(year: Option<i64>) -> String {
    match year {
        None => "undated".to_owned(),
        Some(year) if year < 0 => format!("-{:04}", year.unsigned_abs()),
        Some(year) => format!("{year:04}"),
    }
}

/// The address of a further page of a list, counted from 0: `articles.2.html` follows `articles.html`.
///
/// No slug holds a full stop, so that such an address is nobody else's.
pub fn numbered(first: &str, number: usize) -> Url {
    match number {
        0 => first.to_owned(),
        _ => format!("{}.{}.html", first.strip_suffix(".html").unwrap_or(first), number + 1),
    }
}

/// The address of the page that shows an article beside the one that it translates or is another version of, or beside
/// all that are versions of it; nothing for other relations. No slug holds a full stop.
pub fn parallel(second: &str, kind: LinkKind) -> Option<Url> {
    let ending = match kind {
        LinkKind::Translates => "parallel",
        LinkKind::Versions => "versions",
        _ => return None,
    };
    Some(format!("{}.{ending}.html", second.strip_suffix(".html").unwrap_or(second)))
}

/// The address at which a file is copied: its path, without `content/` or `static/`.
pub fn file_address(path: &str) -> Url {
    let below = path.strip_prefix("content/").or_else(|| path.strip_prefix("static/"));
    below.unwrap_or(path).to_owned()
}

/// An address as links have it: what is not a letter of ASCII, a digit or harmless is percent-encoded.
///
/// A `#` begins the fragment and stays.
pub fn encoded(url: &str) -> String {
    let plain = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/' | b'#')
    };
    // Most addresses have nothing to encode, and every link of every page comes through here.
    if url.as_bytes().iter().all(plain) {
        return url.to_owned();
    }
    let mut encoded = String::with_capacity(url.len() + 16);
    for byte in url.bytes() {
        if plain(&byte) {
            encoded.push(byte.into());
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// An address whose path has no letters but those of ASCII: the others are percent-encoded, and its host stays.
pub fn with_plain_path(url: &str) -> String {
    let host = url.find("://").map_or(0, |at| at + "://".len());
    let path = url[host..].find('/').map_or(url.len(), |at| host + at);
    let mut plain = url[..path].to_owned();
    for byte in url[path..].bytes() {
        if byte.is_ascii() {
            plain.push(byte.into());
        } else {
            // Writing to a string cannot fail.
            let _ = write!(plain, "%{byte:02X}");
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{encoded, file_address, numbered, with_plain_path};

    #[test]
    fn paths_are_plain() {
        for (url, plain) in [
            (
                "https://example.org/قراءات/",
                "https://example.org/%D9%82%D8%B1%D8%A7%D8%A1%D8%A7%D8%AA/",
            ),
            ("https://example.org/a%20b/é", "https://example.org/a%20b/%C3%A9"),
            ("https://مثال.example/x", "https://مثال.example/x"),
            ("https://example.org", "https://example.org"),
        ] {
            assert_eq!(with_plain_path(url), plain, "{url}");
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(numbered("articles.html", 0), "articles.html");
        assert_eq!(numbered("entities/al-tanf.html", 1), "entities/al-tanf.2.html");
        assert_eq!(file_address("content/articles/x/map.png"), "articles/x/map.png");
        assert_eq!(file_address("static/map.svg"), "map.svg");
        assert_eq!(encoded("entities/дом.html#p-1"), "entities/%D0%B4%D0%BE%D0%BC.html#p-1");
        assert_eq!(encoded("a b?c%"), "a%20b%3Fc%25");
    }
}
