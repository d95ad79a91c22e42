//! The archive for machines: feeds, tables, annotations, addresses.
//!
//! Sees only an [`Archive`], which holds only what its edition discloses. Stamps nothing with a clock: feeds bear the
//! dates of the content.

mod annotations;
mod bibliography;
mod elsewhere;
mod feeds;
mod graphs;
mod hosts;
pub mod schema;
mod sqlite;
mod tables;
mod tei;
mod vault;

use serde::{Serialize, Serializer};

use crate::config::Config;
use crate::escape::escaped;
use crate::fold;
use crate::model::archive::{Archive, DocumentId, Entity, EntityId, Target};
use crate::model::article::Document;
use crate::model::data::{Data, Dataset, Feed};
use crate::model::date::{Dated, When};
use crate::model::site::{Output, Site, encoded};
use crate::source::Spanned;

/// How a date is said to who reads a file in another program.
pub type InWords<'a> = dyn Fn(&When) -> String + Sync + 'a;

/// What files for machines say to people, in the language of the site.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// How a date is said.
    pub in_words: &'a InWords<'a>,
    /// What the notes of readers are called.
    pub notes: &'a str,
}

/// What files are made from.
#[derive(Clone, Copy)]
struct Source<'a> {
    archive: &'a Archive,
    site: &'a Site,
    config: &'a Config,
    wording: Wording<'a>,
}

/// The bytes of a file for machines.
pub fn write(
    archive: &Archive,
    site: &Site,
    config: &Config,
    wording: Wording,
    data: &Data,
) -> Vec<u8> {
    let source = Source { archive, site, config, wording };
    let text = match *data {
        Data::Text(id) => archive.document(id).document.body.lines().into_owned() + "\n",
        Data::JsonLd(id) => annotations::article(source, id),
        Data::Atom(feed) => feeds::atom(source, feed),
        Data::JsonFeed(feed) => feeds::json(source, feed),
        Data::Sitemap(part) => hosts::sitemap(source, part),
        Data::Robots => hosts::robots(source),
        Data::Headers => hosts::headers(source),
        Data::Redirects => hosts::redirects(source),
        Data::NoJekyll => "\n".to_owned(),
        Data::Set(Dataset::Annotations) => annotations::collection(source),
        Data::Set(set) => dataset(source, set),
    };
    text.into_bytes()
}

/// A form of the whole archive that stands alone, without the pages that a site has beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A file that sites have too.
    Set(Dataset),
    /// A feed of the readings, as Atom.
    Atom,
    /// A feed of the readings, as a JSON Feed.
    JsonFeed,
    /// The annotations as Hypothesis has them.
    Hypothesis,
    /// Documents for a search server.
    Documents,
    /// A database.
    Sqlite,
}

/// The archive in one form. `Err` says in words why there is none, which only a machine without memory is the cause of.
pub fn alone(
    archive: &Archive,
    site: &Site,
    config: &Config,
    wording: Wording,
    form: Form,
) -> Result<Vec<u8>, String> {
    let source = Source { archive, site, config, wording };
    let text = match form {
        Form::Set(set) => dataset(source, set),
        Form::Atom => feeds::atom(source, Feed::Readings),
        Form::JsonFeed => feeds::json(source, Feed::Readings),
        Form::Hypothesis => elsewhere::hypothesis(source),
        Form::Documents => elsewhere::documents(source),
        Form::Sqlite => return sqlite::database(source).map_err(|error| error.to_string()),
    };
    Ok(text.into_bytes())
}

/// The archive as notes, which Obsidian opens and Variorum reads; their addresses are paths below the folder.
pub fn vault(archive: &Archive, site: &Site, config: &Config) -> Vec<Output> {
    // Variorum reads the notes, and reads EDTF in any language.
    let wording = Wording { in_words: &|when: &When| when.text.clone(), notes: "" };
    vault::notes(Source { archive, site, config, wording })
}

/// The texts as TEI P5, a file for each; their addresses are paths below the folder.
pub fn tei(archive: &Archive, site: &Site, config: &Config, wording: Wording) -> Vec<Output> {
    tei::files(Source { archive, site, config, wording })
}

/// What a document says of itself and not of passages, in the one form that front matter has in a vault.
pub fn front_matter(document: &Document) -> String {
    vault::front_matter(document)
}

fn dataset(source: Source, set: Dataset) -> String {
    match set {
        Dataset::Annotations => annotations::whole(source),
        Dataset::Archive => tables::archive(source),
        Dataset::Bibtex => bibliography::bibtex(source),
        Dataset::Calendar => feeds::calendar(source),
        Dataset::Claims => tables::claims(source),
        Dataset::Csl => bibliography::csl(source),
        Dataset::DataPackage => tables::package(source),
        Dataset::Entities => tables::entities(source),
        Dataset::Events => tables::events(source),
        Dataset::Graph => graphs::graphml(source),
        Dataset::Mentions => tables::mentions(source),
        Dataset::Places => tables::places(source),
        Dataset::Ris => bibliography::ris(source),
        Dataset::Timeline => graphs::timeline(source),
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

    /// Where a paragraph of a document is; its page, for what stands in none.
    fn paragraph(self, id: DocumentId, number: Option<u32>) -> String {
        let page = self.page(Target::Document(id));
        let paragraphs = &self.archive.document(id).document.body.paragraphs;
        match number {
            Some(number) => format!("{page}#{}", paragraphs[number as usize].id),
            None => page,
        }
    }

    /// The page of a document, below the root.
    fn page_below(self, id: DocumentId) -> String {
        self.site.address(Target::Document(id)).unwrap_or_default().to_owned()
    }

    fn name(self, id: EntityId) -> &'a str {
        &self.archive.entity(id).name
    }

    /// Who an author of a document is, who may be called otherwise there.
    fn author(self, id: DocumentId, written: &str) -> Option<EntityId> {
        let key = fold::label(written);
        self.archive.authors[id.index()].iter().copied().find(|&id| {
            let entity = self.archive.entity(id);
            let aliases = entity.aliases.iter().map(|alias| &alias.value.value);
            std::iter::once(&entity.name).chain(aliases).any(|name| fold::label(name) == key)
        })
    }

    /// The tags of the record of an entity.
    fn tags(self, entity: &Entity) -> &'a [Spanned<String>] {
        entity.record.map_or(&[], |record| &self.archive.document(record).document.tags)
    }

    /// The address of the picture of an entity.
    fn image(self, entity: &Entity) -> Option<String> {
        let pictures = self.site.pictures(self.archive, entity.record?);
        pictures.first().map(|picture| self.url(picture))
    }

    /// A date as its reader wrote it down, or else in the words of the site.
    fn in_words(self, dated: &Dated) -> String {
        let read = || dated.when.as_deref().map(self.wording.in_words);
        dated.words.clone().or_else(read).unwrap_or_default()
    }

    fn title(self, id: DocumentId) -> &'a str {
        &self.archive.document(id).document.title.value
    }
}

/// A list that is written while it is made; of a large archive it is never in memory as a whole.
struct Each<F>(F);

impl<I: IntoIterator<Item: Serialize>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Room for so many entries of a file. A large file moves each time that it has outgrown its room, and is then in memory
/// twice; room that stays empty is no memory yet.
fn room(entries: usize) -> String {
    String::with_capacity(entries * 512)
}

/// A file of JSON for people too, with so many entries.
fn pretty(value: &impl Serialize, entries: usize) -> String {
    let mut text = room(entries).into_bytes();
    // A tree of strings and numbers always has a text, which is one of UTF-8.
    let _ = serde_json::to_writer_pretty(&mut text, value);
    text.push(b'\n');
    String::from_utf8(text).unwrap_or_default()
}

/// A date as EDTF; empty without one.
fn edtf(dated: Option<&Dated>) -> String {
    dated.and_then(|dated| dated.when.as_ref()).map(|when| when.text.clone()).unwrap_or_default()
}

/// The address of the text of a licence, which those of Creative Commons have; nothing for another name.
fn licence_address(written: &str) -> Option<String> {
    if written.contains("://") {
        return Some(written.to_owned());
    }
    let name = written.to_ascii_lowercase();
    let parts: Vec<&str> = name.split(['-', ' ']).collect();
    let is_version = |part: &str| part.parse::<f32>().is_ok_and(|number| number >= 1.0);
    let path = match parts.as_slice() {
        ["cc0", version] if is_version(version) => format!("publicdomain/zero/{version}"),
        ["cc", terms @ .., version] if is_version(version) && terms.starts_with(&["by"]) => {
            format!("licenses/{}/{version}", terms.join("-"))
        }
        _ => return None,
    };
    Some(format!("https://creativecommons.org/{path}/"))
}

/// Text in XML.
fn xml(text: &str) -> String {
    // XML 1.0 has no place for other control characters, nor for two code points, not even escaped.
    let has_place = |c: &char| {
        (!c.is_control() || matches!(c, '\n' | '\t')) && !matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    escaped(&text.chars().filter(has_place).collect::<String>())
}

/// A year, a month or a day of EDTF. Seasons and quarters stand where months do.
fn plain(date: &str) -> Option<&str> {
    let month = date.trim_start_matches('-').split('-').nth(1);
    let is_plain = (4..=11).contains(&date.len())
        && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
        && month.is_none_or(|month| month <= "12");
    is_plain.then_some(date)
}
