//! The files of a site that are not pages: for machines, and for the hosts that serve it.

use crate::model::archive::{DocumentId, EntityId};

/// A file for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// The projected text of an article, which `TextPositionSelectors` count in.
    Text(DocumentId),
    /// An article as JSON-LD, with its annotations.
    JsonLd(DocumentId),
    /// What is new, as Atom.
    Atom(Feed),
    /// What is new, as a JSON Feed.
    JsonFeed(Feed),
    /// The pages, for search engines: all of them, or the part with this number, from 1.
    Sitemap(Option<usize>),
    /// What crawlers may do.
    Robots,
    /// What hosts are to say with each file.
    Headers,
    /// Where former addresses lead, for hosts that can answer for them.
    Redirects,
    /// Keeps a host that would take the site for the source of another from leaving files out.
    NoJekyll,
    /// A file of `data/`.
    Set(Dataset),
}

/// What a feed tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feed {
    /// Every reading.
    Readings,
    /// The notes.
    Notes,
    /// The readings that bear a tag: index into [`Site::tags`](crate::model::site::Site::tags).
    Tag(usize),
    /// The readings that name an entity.
    Entity(EntityId),
}

macro_rules! datasets {
    ($(#[doc = $doc:literal] $name:ident = $format:literal, $file:literal;)+) => {
        /// A file that holds one kind of thing of the whole archive.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Dataset {
            $(#[doc = $doc] $name,)+
        }

        impl Dataset {
            /// Each of them, by the name of its format.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// What it is called where a format is asked for.
            pub fn format(self) -> &'static str {
                match self { $(Self::$name => $format,)+ }
            }

            /// The name of its file in `data/`.
            pub fn file(self) -> &'static str {
                match self { $(Self::$name => $file,)+ }
            }

            /// What it is, in a sentence.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => $doc.trim_ascii(),)+ }
            }
        }
    };
}

impl Dataset {
    /// Those that are tables, which the Data Package describes.
    pub const TABLES: [Self; 4] = [Self::Claims, Self::Entities, Self::Events, Self::Mentions];
}

datasets! {
    /// Every annotation, in the W3C Web Annotation Data Model
    Annotations = "annotations", "annotations.jsonld";
    /// Every article with its metadata, as lines of JSON
    Archive = "archive", "archive.jsonl";
    /// The works that were read, for BibTeX and BibLaTeX
    Bibtex = "bibtex", "bibliography.bib";
    /// Every claim with its speaker, basis and relays, as CSV
    Claims = "claims", "claims.csv";
    /// The works that were read, as CSL-JSON for citation processors
    Csl = "csl", "bibliography.json";
    /// What the tables hold, column by column, as a Data Package
    DataPackage = "datapackage", "datapackage.json";
    /// Every entity with its names and dates, as CSV
    Entities = "entities", "entities.csv";
    /// Every event with its dates and reports, as CSV
    Events = "events", "events.csv";
    /// The places that have coordinates, as GeoJSON
    Places = "geojson", "places.geojson";
    /// Who is named with whom, as GraphML for Gephi and the like
    Graph = "graphml", "graph.graphml";
    /// The dated events, as iCalendar
    Calendar = "ics", "events.ics";
    /// Every mention of a name and where it stands, as CSV
    Mentions = "mentions", "mentions.csv";
    /// The works that were read, as RIS for reference managers
    Ris = "ris", "bibliography.ris";
    /// The dated events, as TimelineJS reads them
    Timeline = "timelinejs", "timeline.json";
}
