//! One file: a document and what its front matter says of it.

use std::borrow::Cow;

use crate::fold;
use crate::model::annotation::{Alias, Anchoring, Annotation, Fidelity, Naming, Passage};
use crate::model::body::Body;
use crate::model::date::Dated;
use crate::source::{SourcePath, Span, Spanned};
use crate::yaml::Node;

/// What one file alone can tell: the document, and where its passages are.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// What became of each of [`Article::annotations`]; empty for other documents.
    pub anchors: Vec<Anchoring>,
}

impl Reading {
    /// The id under which the page of an article has an annotation: that of its passage, else of its note, if any.
    pub fn place(&self, annotation: usize) -> Option<String> {
        let said = self.document.article()?.annotations.get(annotation)?;
        match self.anchors.get(annotation) {
            Some(Anchoring::Found(_) | Anchoring::Pictured(_)) => Some(said.id.clone()),
            _ => said.note.as_ref().map(|_| format!("n-{}", said.id)),
        }
    }

    /// The words that an annotation quotes: those of the text, or the reader's where they are not in the text.
    pub fn quote(&self, annotation: usize) -> Option<String> {
        let said = self.document.article()?.annotations.get(annotation)?;
        let Some(Anchoring::Found(anchor)) = self.anchors.get(annotation) else {
            return said.quoted().map(str::to_owned);
        };
        // Words that are meant wherever they stand are said once.
        let is_all = matches!(&said.passage, Some(Passage::Quote(quote)) if quote.all);
        let places = if is_all && anchor.fidelity != Fidelity::Elided { 1 } else { usize::MAX };
        let parts = anchor.ranges.iter().take(places).map(|&range| self.document.body.line(range));
        Some(parts.collect::<Vec<_>>().join(" … "))
    }

    /// What an annotation is about: the words that it quotes, or what is seen on its picture.
    pub fn lemma(&self, annotation: usize) -> Option<String> {
        let Some(&Anchoring::Pictured(link)) = self.anchors.get(annotation) else {
            return self.quote(annotation);
        };
        let body = &self.document.body;
        Some(body.line(body.links[link as usize].text)).filter(|words| !words.is_empty())
    }
}

/// A file of the archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The file.
    pub source: SourcePath,
    /// Its address below the folder of its kind, without `.html`; sub-folders stay.
    pub slug: String,
    /// Its title; else the first heading of level 1, else the file name.
    pub title: Spanned<String>,
    /// Other titles, for links.
    pub aliases: Vec<Spanned<String>>,
    /// Former addresses, which redirect: `redirect_from` and the aliases that are addresses.
    pub redirect_from: Vec<Spanned<String>>,
    /// Its tags.
    pub tags: Vec<Spanned<String>>,
    /// A plain sentence, the reader's own.
    pub summary: Option<Spanned<String>>,
    /// BCP 47; nothing for the language of the archive.
    pub language: Option<Spanned<String>>,
    /// `ltr` or `rtl`, where the language does not say.
    pub direction: Option<Direction>,
    /// What of it may be published; nothing for the setting of the archive.
    pub visibility: Option<Visibility>,
    /// Left out of a build without `--drafts`.
    pub draft: bool,
    /// Kept from search engines.
    pub noindex: bool,
    /// Replaced by a tombstone.
    pub withdrawn: Option<Withdrawn>,
    /// `extra` and the `x-…` keys, for templates.
    pub extra: Vec<(Spanned<String>, Node)>,
    /// The text.
    pub body: Body,
    /// Where the front matter stands; empty where there is none.
    pub front_matter: Span,
    /// Whether its front matter could not be read, so that it stays private.
    pub unreadable: bool,
    /// What kind of document it is, and what only that kind says.
    pub is: Kind,
}

/// The kinds of documents.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Something that was read.
    Article(Box<Article>),
    /// An authority record.
    Entity(Box<EntityRecord>),
    /// Something that claims answer.
    Question(Box<QuestionRecord>),
    /// A page of the reader's own.
    Page,
}

impl Kind {
    /// The word for it, as `type` has it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Article(_) => "article",
            Self::Entity(_) => "entity",
            Self::Question(_) => "question",
            Self::Page => "page",
        }
    }
}

/// Something that was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// Who wrote it; entities.
    pub authors: Vec<Spanned<String>>,
    /// Who published it; an entity.
    pub outlet: Option<Spanned<String>>,
    /// Whether that is the press of a book or report, and not what it appeared in.
    pub is_press: bool,
    /// Where it was.
    pub url: Option<Spanned<String>>,
    /// Saved copies: addresses or files.
    pub archived: Vec<Spanned<String>>,
    /// When it was published.
    pub published: Option<Dated>,
    /// When it was changed after that.
    pub modified: Option<Box<Dated>>,
    /// When it was saved.
    pub accessed: Option<Dated>,
    /// When it was read.
    pub read: Vec<Dated>,
    /// SPDX id, a name, or `permission: …`.
    pub licence: Option<Spanned<String>>,
    /// Admiralty code, source then item.
    pub rating: Option<Spanned<String>>,
    /// The article that this one translates.
    pub translation_of: Option<Spanned<String>>,
    /// The article that this one corrects.
    pub corrects: Option<Spanned<String>>,
    /// The article that this is another version of.
    pub version_of: Option<Spanned<String>>,
    /// The article that this one is part of.
    pub part_of: Option<Spanned<String>>,
    /// The saved original.
    pub capture: Option<Box<Capture>>,
    /// Names and passages that are not to be suggested again.
    pub rejected: Vec<Spanned<String>>,
    /// Everything that was marked in it: highlights, then names, events and claims, each in the order written.
    pub annotations: Vec<Annotation>,
}

/// The saved original of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capture {
    /// The file.
    pub file: Option<Spanned<String>>,
    /// Its SHA-256.
    pub sha256: Option<String>,
    /// What saved it.
    pub tool: Option<String>,
    /// When, as written.
    pub at: Option<String>,
}

/// An authority record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EntityRecord {
    /// Name, kind and aliases.
    pub naming: Naming,
    /// The name as indexes have it: `Zebari, Hoshyar`.
    pub sort: Option<Spanned<String>>,
    /// Strings that look like its name and are not.
    pub not: Vec<Spanned<String>>,
    /// Identifiers: (`wikidata`, `viaf`, `geonames`, `orcid`, `url` or a key of `same_as`; value).
    pub identifiers: Vec<(String, Spanned<String>)>,
    /// Latitude and longitude, in degrees.
    pub coordinates: Option<(f64, f64)>,
    /// How far from there it may lie or reach.
    pub radius_km: Option<f64>,
    /// `born`, `died`, `founded`, `ended`, in this order where given.
    pub dates: Vec<(LifeDate, Dated)>,
    /// The entity that this one is part of.
    pub part_of: Option<Spanned<String>>,
    /// Offices and the like.
    pub roles: Vec<Role>,
    /// Entities that this one is easily taken for.
    pub different_from: Vec<Spanned<String>>,
    /// A picture, a file beside the record.
    pub image: Option<Spanned<String>>,
    /// No page of its own, never linked.
    pub sensitive: bool,
    /// Replaced by a stable label everywhere.
    pub redact: bool,
}

/// A date in the life of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LifeDate {
    /// `born`
    Born,
    /// `died`
    Died,
    /// `founded`
    Founded,
    /// `ended`
    Ended,
}

impl LifeDate {
    /// The key that records have for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Born => "born",
            Self::Died => "died",
            Self::Founded => "founded",
            Self::Ended => "ended",
        }
    }
}

/// An office that somebody held.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// What.
    pub role: String,
    /// Where: the name of an entity.
    pub at: Option<Spanned<String>>,
    /// When.
    pub when: Option<Dated>,
}

/// Something that claims answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct QuestionRecord {
    /// What its figures count.
    pub unit: Option<String>,
    /// The standing that the reader states, and why.
    pub standing: Option<(Spanned<String>, Option<String>)>,
}

/// What of a document may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Visibility {
    /// All of it.
    #[default]
    Full,
    /// The quoted passages, the reader's words and the metadata.
    Excerpt,
    /// Nothing.
    Private,
}

/// Which way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// Why and when a document was taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawn {
    /// When.
    pub date: Option<Dated>,
    /// Why.
    pub reason: Option<String>,
}

impl Document {
    /// What of it may leave the machine, where articles that do not say have `otherwise`. Records and pages are the
    /// reader's own words, which excerpts keep.
    pub fn visible(&self, otherwise: Visibility) -> Visibility {
        let unsaid = if self.article().is_some() { otherwise } else { Visibility::Full };
        self.visibility.unwrap_or(unsaid)
    }

    /// Its DOI, bare: the one that its reader keeps beside its address, or else that of the address.
    pub fn doi(&self) -> Option<Cow<'_, str>> {
        let is_it = |key: &str| matches!(key, "doi" | "x-doi");
        let kept = self.extra.iter().find(|(key, _)| is_it(&key.value));
        let kept = kept.and_then(|(_, doi)| fold::doi(doi.as_str()?));
        kept.or_else(|| fold::doi(&self.article()?.url.as_ref()?.value))
    }

    /// The first heading, by its index, where it says what the title says.
    pub fn repeated_title(&self) -> Option<usize> {
        let first = self.body.headings.first().filter(|heading| heading.level == 1)?;
        let words = self.body.text.get(first.range.range())?;
        (fold::key(words) == fold::key(&self.title.value)).then_some(0)
    }

    /// What it says as an article, if it is one.
    pub fn article(&self) -> Option<&Article> {
        match &self.is {
            Kind::Article(article) => Some(article),
            _ => None,
        }
    }

    /// What it says as an authority record, if it is one.
    pub fn entity(&self) -> Option<&EntityRecord> {
        match &self.is {
            Kind::Entity(record) => Some(record),
            _ => None,
        }
    }

    /// What it says as a question, if it is one.
    pub fn question(&self) -> Option<&QuestionRecord> {
        match &self.is {
            Kind::Question(record) => Some(record),
            _ => None,
        }
    }
}

impl Article {
    /// The date of a version of a text: when it was changed, else found, else published.
    pub fn version_date(&self) -> Option<&Dated> {
        let dates = [self.modified.as_deref(), self.accessed.as_ref(), self.published.as_ref()];
        dates.into_iter().flatten().find(|dated| dated.when.is_some())
    }
}

/// All names of an entity as one file gives them: the main one first.
pub fn names_of(naming: &Naming) -> impl Iterator<Item = &Spanned<String>> {
    std::iter::once(&naming.name).chain(naming.aliases.iter().map(|alias: &Alias| &alias.value))
}
