//! The contract with templates: what each of them is given.
//!
//! Every template gets `site` ([`SiteView`]), `page` ([`PageView`]), `theme` (the options of the theme), `t` (the words
//! of the interface, by key) and the views named beside each struct. A field named `url` is an address below the root
//! of the site, already percent-encoded: templates write `{{ page.root }}{{ x.url }}`. A field that ends in `html` is
//! safe HTML, its links already relative to the page: `{{ x.html | safe }}`. A field named `svg` likewise.

mod article;
mod claim;
mod entity;
mod link;
mod lists;

use std::collections::BTreeMap;

use serde::Serialize;

pub use article::*;
pub use claim::*;
pub use entity::*;
pub use link::*;
pub use lists::*;

/// The archive, in every template.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// `After Raqqa`
    pub title: String,
    /// A sentence.
    pub description: String,
    /// The language of the interface: BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// With `/` at its end.
    pub base_url: Option<String>,
    /// `public` or `private`.
    pub edition: &'static str,
    /// The index pages that exist, in the order of the menu.
    pub nav: Vec<NavView>,
    /// The addresses of the generated pages among them, by key: `site.lists.timeline`.
    pub lists: BTreeMap<&'static str, String>,
    /// The addresses of the files of `assets/`, by their names below it: `site.assets["variorum.css"]`.
    pub assets: BTreeMap<String, String>,
    /// The readers whose notes the archive holds.
    pub readers: Vec<ReaderView>,
    /// How much there is.
    pub counts: Counts,
    /// Whether there is a search page.
    pub search: bool,
    /// Whether there are feeds.
    pub feeds: bool,
    /// `Variorum 0.1.0`
    pub generator: &'static str,
    /// `extra` of the configuration.
    pub extra: tera::Value,
}

/// An entry of the menu.
#[derive(Debug, Clone, Serialize)]
pub struct NavView {
    /// `articles`, `entities`, `timeline`, `claims`, `sources`, `notes`, `tags`, `log`, `network`, `map`, `search`, or
    /// `page` for a page of the reader's own.
    pub key: &'static str,
    /// The title of a page of the reader's own; otherwise templates write `t["nav." ~ key]`.
    pub title: Option<String>,
    /// Its address.
    pub url: String,
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Names with a page.
    pub entities: usize,
    /// Events.
    pub events: usize,
    /// Events whose day is known.
    pub dated_to_the_day: usize,
    /// Claims.
    pub claims: usize,
    /// Questions.
    pub questions: usize,
    /// Questions whose answers differ.
    pub contested: usize,
    /// Annotations with a note.
    pub notes: usize,
    /// Annotations of a passage.
    pub highlights: usize,
    /// Places where somebody or something is named.
    pub mentions: usize,
    /// Tags.
    pub tags: usize,
}

/// The page, in every template.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// Its address.
    pub url: String,
    /// The relative path to the root of the site: nothing, `../`, `../../`; on the 404 page, the path of the base URL.
    pub root: String,
    /// Its title, without that of the site; empty for the first page, whose title is `home.title`, and for the lists, which
    /// are called `t["nav." ~ page.nav]`.
    pub title: String,
    /// For search engines.
    pub description: String,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Absolute; only with a base URL.
    pub canonical: Option<String>,
    /// The absolute address of a picture of what it is about; only with a base URL.
    pub image: Option<String>,
    /// Kept from search engines.
    pub noindex: bool,
    /// The feeds of this page, without their endings; nothing if it has no feeds beside those of the site.
    pub feed: Option<String>,
    /// The entry of the menu that it belongs to, by its key: `page` for every page of the reader's own; also `home`, and
    /// `none` for the 404 page.
    pub nav: &'static str,
    /// The part of a long list that it shows.
    pub part: Option<PartView>,
}

/// Which part of a long list a page shows, and the other parts.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    /// A year or some years, a letter, a kind; nothing for the whole list.
    pub group: Option<String>,
    /// The groups, in order.
    pub groups: Vec<GroupView>,
    /// Whether this page shows all of the list.
    pub whole: bool,
    /// The page of the group, from 1.
    pub number: usize,
    /// How many it has.
    pub of: usize,
    /// The page before; on the first page of a group, the last page of the group before.
    pub previous: Option<String>,
    /// The page after; on the last page of a group, the first page of the next group.
    pub next: Option<String>,
    /// The pages to go to from here: the first and the last, those near this one, and every tenth.
    pub pages: Vec<NumberView>,
}

/// A page of a long list.
#[derive(Debug, Clone, Serialize)]
pub struct NumberView {
    /// From 1.
    pub number: usize,
    /// Its address.
    pub url: String,
}

/// A group of a long list.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// A year or some years, a letter, a kind.
    pub name: String,
    /// Its first page.
    pub url: String,
    /// How many items it has.
    pub count: usize,
    /// Whether this page shows it.
    pub current: bool,
}

/// A reader.
#[derive(Debug, Clone, Serialize)]
pub struct ReaderView {
    /// The siglum.
    pub id: String,
    /// The name.
    pub name: String,
    /// A page about them.
    pub url: Option<String>,
    /// Their colour, as CSS has it. Style attributes are not allowed: write `fill="{{ reader.colour }}"` in an `svg`.
    pub colour: Option<String>,
    /// 1 for the first.
    pub number: usize,
    /// 1 for the first of those who left notes on the page of an article; 0 elsewhere.
    pub place: usize,
}
