//! The page of an entity.

use serde::Serialize;

use super::{
    ArticleItem, BacklinkView, ClaimView, DateView, DocumentRef, EntityCard, EntityRef, EventView,
    ImageView, NoteItem, ReplyView, TagRef,
};
use crate::render::shared::Shared;

/// `entity` in entity.html.
#[derive(Debug, Clone, Serialize)]
pub struct EntityView {
    /// Name, kind, counts, summary.
    pub card: EntityCard,
    /// The words of its record, on the first page.
    pub html: String,
    /// `extra` of its record, with the keys that begin with `x-`.
    pub extra: tera::Value,
    /// Other names.
    pub aliases: Vec<AliasView>,
    /// Identifiers with their address, where the scheme has one.
    pub identifiers: Vec<IdentifierView>,
    /// `born`, `died`, `founded`, `ended`.
    pub dates: Vec<LifeDateView>,
    /// Its offices.
    pub roles: Vec<RoleView>,
    /// The offices that others held there, by date.
    pub offices: Vec<OfficeView>,
    /// What it is part of.
    pub part_of: Option<Shared<EntityRef>>,
    /// What is part of it.
    pub parts: Vec<Shared<EntityRef>>,
    /// The entities that it is easily confused with.
    pub different_from: Vec<Shared<EntityRef>>,
    /// Latitude and longitude, `35.95, 39.01`.
    pub coordinates: Option<String>,
    /// How far from its coordinates it may lie or reach, in kilometres.
    pub radius_km: Option<f64>,
    /// A map of the place.
    pub map_svg: Option<String>,
    /// A picture.
    pub image: Option<ImageView>,
    /// The tags of its record.
    pub tags: Vec<Shared<TagRef>>,
    /// The places where it is named, grouped by article; one page of them.
    pub mentions: Vec<ConcordanceView>,
    /// What readers noted of it, on the first page; what they noted of a picture stands with that.
    pub notes: Vec<NoteItem>,
    /// The pictures on which it is seen, on the first page.
    pub pictures: Vec<PictureView>,
    /// How often it is named in withheld words.
    pub withheld: usize,
    /// The entities that it occurs with.
    pub with: Vec<WithView>,
    /// Its events. These and the lists down to `declared` are on the first page of an entity, and empty on the others.
    pub events: Vec<EventView>,
    /// The claims that it makes.
    pub claims_made: Vec<ClaimView>,
    /// The claims that name it.
    pub claims_about: Vec<ClaimView>,
    /// The claims that rest on it or that it relays.
    pub claims_relayed: Vec<ClaimView>,
    /// What it wrote.
    pub wrote: Vec<ArticleItem>,
    /// What it published.
    pub published: Vec<ArticleItem>,
    /// The articles whose annotations name it, while their words do not.
    pub declared: Vec<ArticleItem>,
    /// The links to this page.
    pub backlinks: Vec<BacklinkView>,
    /// How much the lists above leave out.
    pub more: EntityMore,
}

/// How much the page of an entity leaves out of lists that are long.
#[derive(Debug, Clone, Serialize)]
pub struct EntityMore {
    /// Notes.
    pub notes: usize,
    /// Events.
    pub events: usize,
    /// Claims that it makes.
    pub made: usize,
    /// Claims that name it.
    pub about: usize,
    /// Claims that rest on it or that it relays.
    pub relayed: usize,
    /// Articles that it wrote.
    pub wrote: usize,
    /// Articles that it published.
    pub published: usize,
    /// Articles whose annotations name it.
    pub declared: usize,
}

/// Another name.
#[derive(Debug, Clone, Serialize)]
pub struct AliasView {
    /// The name.
    pub name: String,
    /// The language in which it is one.
    pub language: Option<String>,
    /// The time in which it was a name.
    pub date: Option<Shared<DateView>>,
}

/// An identifier.
#[derive(Debug, Clone, Serialize)]
pub struct IdentifierView {
    /// `Wikidata`
    pub scheme: String,
    /// `Q42`
    pub value: String,
    /// Absolute.
    pub url: Option<String>,
}

/// A date in a life.
#[derive(Debug, Clone, Serialize)]
pub struct LifeDateView {
    /// `born`, `died`, `founded`, `ended`.
    pub key: &'static str,
    /// When.
    pub date: Shared<DateView>,
}

/// An office.
#[derive(Debug, Clone, Serialize)]
pub struct RoleView {
    /// What.
    pub role: String,
    /// Where.
    pub at: Option<Shared<EntityRef>>,
    /// The words, when `at` is no entity.
    pub at_words: Option<String>,
    /// When.
    pub date: Option<Shared<DateView>>,
}

/// An office at an entity.
#[derive(Debug, Clone, Serialize)]
pub struct OfficeView {
    /// Who held it.
    pub who: Shared<EntityRef>,
    /// What.
    pub role: String,
    /// When.
    pub date: Option<Shared<DateView>>,
}

/// With whom an entity occurs.
#[derive(Debug, Clone, Serialize)]
pub struct WithView {
    /// Who.
    pub entity: Shared<EntityRef>,
    /// In how many paragraphs.
    pub count: u32,
    /// The count as a bar, of the greatest count.
    pub bar_svg: String,
}

/// The concordance lines of one article.
#[derive(Debug, Clone, Serialize)]
pub struct ConcordanceView {
    /// The article.
    pub article: Shared<DocumentRef>,
    /// When it was published.
    pub published: Option<Shared<DateView>>,
    /// The lines.
    pub lines: Vec<ConcordanceLine>,
}

/// A mention in its context.
#[derive(Debug, Clone, Serialize)]
pub struct ConcordanceLine {
    /// The words before.
    pub before: String,
    /// The name.
    pub keyword: String,
    /// The words after.
    pub after: String,
    /// The number of the paragraph, from 1.
    pub paragraph: Option<usize>,
    /// The paragraph.
    pub url: String,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// A picture, or a part of one, on which an entity is seen.
#[derive(Debug, Clone, Serialize)]
pub struct PictureView {
    /// The picture or its part.
    pub svg: String,
    /// The note on it.
    pub html: String,
    /// Answers to the note.
    pub replies: Vec<ReplyView>,
    /// The article that shows the picture.
    pub article: Shared<DocumentRef>,
    /// The address of the part in it.
    pub url: String,
}
