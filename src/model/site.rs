//! The addresses of the site: every page there will be.
//!
//! A [`Site`] is made by `plan`. It holds no text of pages.

use std::collections::BTreeMap;

use crate::model::archive::{DocumentId, EntityId, QuestionId, Target};

/// An address below the root of the site: `articles/halley-1715.html`. Unicode, not percent-encoded.
pub type Url = String;

/// Every page, and where everything is.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// The pages, by address.
    pub pages: Vec<Page>,
    /// The addresses of what links can lead to.
    pub addresses: BTreeMap<Target, Url>,
    /// Files that are copied: address to path below the root of the archive, or `builtin:…`.
    pub files: BTreeMap<Url, String>,
    /// The tags of the archive with their articles, pages and notes counted, by folded name.
    pub tags: Vec<Tag>,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// As first written.
    pub name: String,
    /// Its address below `tags/`.
    pub slug: String,
    /// The documents that bear it.
    pub documents: Vec<DocumentId>,
    /// The annotations that bear it.
    pub annotations: Vec<(DocumentId, u32)>,
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
    /// All tags.
    Tags,
    /// A tag: index into [`Site::tags`].
    Tag(usize, Part),
    /// All highlights and notes, or those of one kind.
    Notes(Part),
    /// What was read when.
    Log,
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
}

/// The files for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// The projected text of an article, which TextPositionSelectors count in.
    Text(DocumentId),
    /// An article as JSON-LD, with its annotations.
    JsonLd(DocumentId),
    /// The readings as Atom.
    Atom,
    /// The readings as a JSON Feed.
    JsonFeed,
    /// The pages, for search engines.
    Sitemap,
    /// What crawlers may do.
    Robots,
    /// One of the tables of `data/`, by its file name.
    Table(&'static str),
    /// A shard of the search index, by its name.
    Search(String),
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
}
