//! What many pages show: dates, and links to entities, articles and tags.

use serde::Serialize;

use crate::render::shared::Shared;

/// A date.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// As EDTF; nothing when only words are known.
    pub edtf: Option<String>,
    /// In the language of the site: `12 – c. 15 October 2017`.
    pub words: String,
    /// The same, short: `12 – c. 15 Oct 2017`.
    pub short: String,
    /// A value for the `datetime` attribute, where HTML allows one.
    pub datetime: Option<String>,
    /// `exact`, `reduced`, `approximate`, `uncertain`, `interval`, `open-start`, `open-end`, `set`, `words`.
    pub kind: &'static str,
    /// The words of the text.
    pub stated: Option<String>,
    /// `stated`, `inferred` or `metadata`.
    pub basis: &'static str,
    /// The date from which the words count: `published`, `accessed` or `read`.
    pub relative_to: Option<&'static str>,
    /// The same day in the Julian calendar, where it was written so; a month is `words` there too.
    pub julian: Option<String>,
}

/// A link to an entity.
#[derive(Debug, Clone, Serialize)]
pub struct EntityRef {
    /// Its name.
    pub name: String,
    /// Its address; nothing if it has no page.
    pub url: Option<String>,
    /// Its kind.
    pub kind: String,
    /// `card-…` of the names section of an article.
    pub slug: String,
}

/// A link to an article, a page or a question.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentRef {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// `article`, `page`, `entity`, `question`.
    pub kind: &'static str,
    /// The language, where it is not the site's.
    pub language: Option<String>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// A picture of the archive.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView {
    /// Its address.
    pub url: String,
    /// Its width in pixels, where that is known.
    pub width: Option<usize>,
    /// Its height in pixels, where that is known.
    pub height: Option<usize>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleItem {
    /// Title and address.
    pub link: Shared<DocumentRef>,
    /// Who wrote it.
    pub authors: Vec<Shared<EntityRef>>,
    /// Who published it.
    pub outlet: Option<Shared<EntityRef>>,
    /// When.
    pub published: Option<Shared<DateView>>,
    /// The reader's sentence.
    pub summary: Option<String>,
    /// Its tags; in a list, the first 50.
    pub tags: Vec<Shared<TagRef>>,
    /// How many notes.
    pub notes: usize,
    /// How many claims.
    pub claims: usize,
    /// How many events.
    pub events: usize,
    /// `full`, `excerpt` or `private`.
    pub visibility: &'static str,
    /// Shown only in a private edition or with `--drafts`.
    pub draft: bool,
}

/// A link to a tag.
#[derive(Debug, Clone, Serialize)]
pub struct TagRef {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// How many articles and notes bear it.
    pub count: usize,
}
