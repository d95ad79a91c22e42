//! The archive for machines: feeds, tables, annotations, addresses.
//!
//! Sees only an [`Archive`], which holds only what its edition discloses. Stamps nothing with a clock: feeds bear the
//! dates of the content.

mod annotations;
mod feeds;
mod tables;

use crate::config::Config;
use crate::escape::escaped;
use crate::model::archive::{Archive, DocumentId, Edition, EntityId, Target};
use crate::model::date::Dated;
use crate::model::site::{Data, Site, Subject, encoded};

/// What files are made from.
#[derive(Clone, Copy)]
struct Source<'a> {
    archive: &'a Archive,
    site: &'a Site,
    config: &'a Config,
}

/// The bytes of a file for machines.
pub fn write(archive: &Archive, site: &Site, config: &Config, data: &Data) -> Vec<u8> {
    let source = Source { archive, site, config };
    let text = match data {
        Data::Text(id) => archive.document(*id).document.body.text.clone() + "\n",
        Data::JsonLd(id) => annotations::article(source, *id),
        Data::Atom => feeds::atom(source),
        Data::JsonFeed => feeds::json(source),
        Data::Sitemap => sitemap(source),
        Data::Robots => robots(source),
        Data::Table(name) => table(source, name),
        Data::Search(_) => String::new(),
    };
    text.into_bytes()
}

fn table(source: Source, name: &str) -> String {
    match name {
        "archive.jsonl" => tables::archive(source),
        "annotations.jsonld" => annotations::collection(source),
        "entities.csv" => tables::entities(source),
        "events.csv" => tables::events(source),
        "claims.csv" => tables::claims(source),
        "mentions.csv" => tables::mentions(source),
        "events.ics" => feeds::calendar(source),
        "places.geojson" => tables::places(source),
        _ => String::new(),
    }
}

impl<'a> Source<'a> {
    /// An address, whole where the archive knows where it will be published.
    fn url(self, below: &str) -> String {
        format!("{}{}", self.config.base_url.as_deref().unwrap_or_default(), encoded(below))
    }

    fn page(self, target: Target) -> String {
        self.site.address(target).map(|url| self.url(url)).unwrap_or_default()
    }

    fn name(self, id: EntityId) -> &'a str {
        &self.archive.entity(id).name
    }

    fn title(self, id: DocumentId) -> &'a str {
        &self.archive.document(id).document.title.value
    }
}

/// A date as EDTF; empty without one.
fn edtf(dated: Option<&Dated>) -> String {
    dated.and_then(|dated| dated.when.as_ref()).map(|when| when.text.clone()).unwrap_or_default()
}

/// Text in XML.
fn xml(text: &str) -> String {
    // XML 1.0 has no place for other control characters, not even escaped.
    let has_place = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    escaped(&text.chars().filter(has_place).collect::<String>())
}

/// Every page that search engines may know (sitemaps.org protocol 0.9).
fn sitemap(source: Source) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let hidden = |subject: &Subject| match subject {
        Subject::Data(_) | Subject::Redirect(_) | Subject::NotFound | Subject::Tombstone(_) => true,
        Subject::Article(id) | Subject::Own(id) => source.archive.document(*id).document.noindex,
        _ => false,
    };
    for page in source.site.pages.iter().filter(|page| !hidden(&page.subject)) {
        text.extend(["<url><loc>", &xml(&source.url(&page.url)), "</loc></url>\n"]);
    }
    text + "</urlset>\n"
}

fn robots(source: Source) -> String {
    // The reader's own edition is for nobody else, wherever it ends up.
    if source.archive.edition == Edition::Private {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let has_map = source.site.pages.iter().any(|page| page.url == "sitemap.xml");
    let map =
        if has_map { format!("Sitemap: {}\n", source.url("sitemap.xml")) } else { String::new() };
    format!("User-agent: *\nAllow: /\n{map}")
}
