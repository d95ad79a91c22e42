//! The pages of many things: indices, timeline, log, network, map, the home page; and pages of the reader's own.

use serde::Serialize;

use super::{
    ArticleItem, BacklinkView, DateView, DocumentRef, EntityRef, EventView, NoteView, QuestionView,
    TagRef, TocView,
};
use crate::render::shared::Shared;

/// An entity in the index: `entities` in entities.html.
#[derive(Debug, Clone, Serialize)]
pub struct EntityItem {
    /// Name, kind and address.
    pub link: Shared<EntityRef>,
    /// Its name as indexes have it: `Zebari, Hoshyar`.
    pub listed: String,
    /// The letter it stands under.
    pub letter: String,
    /// How often it is named.
    pub mentions: usize,
    /// In how many articles.
    pub articles: usize,
    /// First and last year of the articles that name it.
    pub years: Option<(String, String)>,
    /// The mentions over time.
    pub spark_svg: String,
    /// Its other names, for the filter.
    pub also: String,
}

/// `timeline` in timeline.html.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineView {
    /// The overview.
    pub svg: String,
    /// How many events the overview has: all, or those of the year.
    pub events: usize,
    /// First and last date, in words.
    pub span: Option<(String, String)>,
    /// Year by year, month by month.
    pub years: Vec<TimelineYear>,
    /// Events that nobody dates.
    pub undated: Vec<EventView>,
}

/// The events of a year.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineYear {
    /// `2017`, in words of the site's language where it needs any.
    pub name: String,
    /// `y2017`
    pub id: String,
    /// The months, and the events without one.
    pub months: Vec<TimelineMonth>,
}

/// The events of a month.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineMonth {
    /// `October 2017`, or the year.
    pub name: String,
    /// `m2017-10`
    pub id: String,
    /// The events.
    pub events: Vec<EventView>,
}

/// A source: `outlets` and `authors` in sources.html.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// Who.
    pub link: Shared<EntityRef>,
    /// How many articles.
    pub articles: usize,
    /// The ratings of its articles: (code, how many).
    pub ratings: Vec<(String, usize)>,
    /// Whom it relays, with how many claims.
    pub relays: Vec<(Shared<EntityRef>, usize)>,
    /// How many more it relays.
    pub more_relays: usize,
    /// How many claims its articles report.
    pub claims: usize,
    /// How many of them answer a contested question.
    pub contested: usize,
}

/// A note in the reader's index: `notes` in notes.html.
#[derive(Debug, Clone, Serialize)]
pub struct NoteItem {
    /// The note.
    pub note: NoteView,
    /// Where.
    pub article: Shared<DocumentRef>,
    /// The passage in it, or the article.
    pub url: String,
}

/// A month of the log: `months` in log.html.
#[derive(Debug, Clone, Serialize)]
pub struct LogMonth {
    /// `October 2017`
    pub name: String,
    /// `m2017-10`
    pub id: String,
    /// A heat map of its days.
    pub svg: String,
    /// What was read: (day in words, article).
    pub readings: Vec<(Shared<DateView>, ArticleItem)>,
}

/// `network` in network.html.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkView {
    /// The picture.
    pub svg: String,
    /// The kinds of the names in it, each with its class there: `("person", "k-person")`.
    pub kinds: Vec<(String, String)>,
    /// The same as a table: who, with whom, how often.
    pub rows: Vec<(Shared<EntityRef>, Shared<EntityRef>, u32)>,
}

/// `map` in map.html.
#[derive(Debug, Clone, Serialize)]
pub struct MapView {
    /// The picture.
    pub svg: String,
    /// The same as a list.
    pub places: Vec<PlaceView>,
}

/// A place on the map.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    /// Which.
    pub link: Shared<EntityRef>,
    /// `35.95, 39.01`
    pub coordinates: String,
    /// How far from its coordinates it may lie or reach, in kilometres.
    pub radius_km: Option<f64>,
    /// How often it is named.
    pub mentions: usize,
}

/// `home` in index.html.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// The words of `index.md`.
    pub html: String,
    /// Its title, where it has one of its own.
    pub title: Option<String>,
    /// The articles that were read last: as they say, or else when something was marked in them. Where that is known of
    /// none, those that were published last. At most 8.
    pub recent: Vec<ArticleItem>,
    /// Whether those of `recent` were read.
    pub is_read: bool,
    /// The languages of the articles: (code, its own name).
    pub languages: Vec<(String, String)>,
    /// First and last publication, in words.
    pub span: Option<(String, String)>,
    /// The events by month or year.
    pub density_svg: String,
    /// Who and what occurs most.
    pub frequent: Vec<EntityItem>,
    /// What is contested or denied.
    pub contested: Vec<QuestionView>,
}

/// `own` in page.html.
#[derive(Debug, Clone, Serialize)]
pub struct OwnView {
    /// The words.
    pub html: String,
    /// The headings.
    pub toc: Vec<TocView>,
    /// Its tags.
    pub tags: Vec<Shared<TagRef>>,
    /// `extra` of its file, with the keys that begin with `x-`.
    pub extra: tera::Value,
    /// The links to this page.
    pub backlinks: Vec<BacklinkView>,
    /// How many links are left out.
    pub more_backlinks: usize,
}
