//! What the files say together.
//!
//! An [`Archive`] is made once by `resolve` and never changed. It holds only what its edition discloses. Its parts are
//! shared, so that the next one takes over those that have stayed the same.

mod asked;
mod known;
mod links;

pub use asked::{first_day, year_of};
pub use known::{Known, Lists};
pub use links::Links;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::annotation::{Alias, Relation, Stance};
use crate::model::article::{LifeDate, Reading, Role};
use crate::model::body::TextRange;
use crate::model::date::{Dated, When};
use crate::source::Spanned;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {
        $($(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        })+
    };
}

ids! {
    /// A place in [`Archive::documents`].
    DocumentId;
    /// A place in [`Archive::entities`].
    EntityId;
    /// A place in [`Archive::events`].
    EventId;
    /// A place in [`Archive::claims`].
    ClaimId;
    /// A place in [`Archive::questions`].
    QuestionId;
}

/// Which edition of the archive this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Edition {
    /// What everybody may see.
    #[default]
    Public,
    /// The reader's own, complete.
    Private,
}

impl Edition {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
        }
    }
}

/// Which archive is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// For whom.
    pub edition: Edition,
    /// Whether drafts are shown. The private edition has them anyway.
    pub drafts: bool,
}

/// All that is known, united.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// Which edition this is.
    pub edition: Edition,
    /// Every document of this edition, by path.
    pub documents: Vec<Arc<Reading>>,
    /// The articles, newest publication first; undated ones last.
    pub articles: Vec<DocumentId>,
    /// The entities, by slug.
    pub entities: Vec<Arc<Entity>>,
    /// Where the entities are named, and what they did.
    pub known: Known,
    /// The events, by date; undated ones last.
    pub events: Vec<Arc<Event>>,
    /// The claims, in the order of the articles and of each article.
    pub claims: Vec<Arc<Claim>>,
    /// The questions, by slug.
    pub questions: Vec<Question>,
    /// Who is named where, for each document, by place. In step with `documents`.
    pub mentions: Vec<Arc<[Mention]>>,
    /// Who is named in withheld words, for each document: (entity, number of the paragraph, how often).
    pub withheld: Vec<Arc<[(EntityId, u32, u32)]>>,
    /// Whom annotations of each document name and its words do not, each once. In step with `documents`.
    pub declared: Vec<Arc<[EntityId]>>,
    /// Who wrote each document. In step with `documents`.
    pub authors: Vec<Arc<[EntityId]>>,
    /// Where links lead, for each document. In step with `documents`.
    pub links: Vec<Arc<Links>>,
    /// The articles that articles translate, correct and are parts of, in the order of `documents`.
    pub relations: Vec<(DocumentId, LinkKind, DocumentId)>,
    /// What links where.
    pub backlinks: Arc<BTreeMap<Target, Vec<Backlink>>>,
    /// How many annotations have a note, in articles that were not taken back.
    pub noted: usize,
    /// How many of them have a passage.
    pub quoted: usize,
}

/// Which words of a document: its text, or those of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Words {
    /// The text of the document.
    Text,
    /// The note of an annotation, by the annotation's index.
    Note(u32),
    /// A reply: the annotation's index and the reply's.
    Reply(u32, u32),
    /// What a claim says, by the annotation's index. It has no links in it.
    Claim(u32),
}

/// Something with an address that links can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An article or a page of the reader's own.
    Document(DocumentId),
    /// An entity, with or without a record.
    Entity(EntityId),
    /// A question, with or without a file.
    Question(QuestionId),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// Out of the archive.
    External,
    /// To a page of the archive, and a place on it.
    Page(Target, Option<Place>),
    /// To words of another document that are put in place: the words, and the fragment that shows them there.
    Passage(DocumentId, TextRange, Option<String>),
    /// To a file beside the document: its path below the root of the archive.
    File(String),
    /// To a page that is generated (`timeline.html`).
    Generated(String),
    /// To nothing; a diagnostic says so.
    Broken,
}

/// A place on a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The fragment that leads there.
    pub id: String,
    /// What it is called in the text of the page: a heading, after those above it that the link names, or a passage.
    pub called: Vec<TextRange>,
}

/// How deep a passage that is put in place may stand in another one.
pub const DEEPEST: u8 = 3;

/// Why something links to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// The text links to it.
    Cites,
    /// A note or reply links to it.
    Annotates,
    /// It is a translation of it.
    Translates,
    /// It corrects it.
    Corrects,
    /// It is another version of it.
    Versions,
    /// It is a part of it.
    PartOf,
    /// The words are put in place there.
    Embeds,
    /// A claim in it supports one here.
    Supports,
    /// A claim in it contradicts one here.
    Contradicts,
}

/// A link as its target sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlink {
    /// Why.
    pub kind: LinkKind,
    /// From where.
    pub from: DocumentId,
    /// In which words.
    pub words: Words,
    /// The sentence around the link, in those words; empty for relations of the front matter.
    pub sentence: TextRange,
    /// The linked words.
    pub link: TextRange,
}

/// A person, an organisation, a place, a work, a concept, or what the reader calls it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The name by which it is sorted: as its record has it for indexes, else its name.
    pub sort: String,
    /// Its kind: `person`, `organisation`, `place`, `work`, `concept` or any other word.
    pub kind: String,
    /// The file with its prose.
    pub record: Option<DocumentId>,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// A plain sentence.
    pub summary: Option<String>,
    /// Identifiers: (scheme, value).
    pub identifiers: Vec<(String, String)>,
    /// Latitude and longitude.
    pub coordinates: Option<(f64, f64)>,
    /// How far from there it may lie or reach.
    pub radius_km: Option<f64>,
    /// Birth, death, foundation, end.
    pub dates: Vec<(LifeDate, Dated)>,
    /// What it is part of.
    pub part_of: Option<EntityId>,
    /// Its offices.
    pub roles: Vec<Role>,
    /// What it is easily taken for.
    pub different_from: Vec<EntityId>,
    /// It has no page of its own and is never linked.
    pub sensitive: bool,
}

/// A place where an entity is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Who.
    pub entity: EntityId,
    /// The words.
    pub range: TextRange,
    /// The citable block that holds them: index into the paragraphs of the body.
    pub paragraph: Option<u32>,
    /// Whether it is shown as a link.
    pub linked: bool,
}

/// Something that happened, with all reports of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its address on the timeline: `e-…` or the id that was given.
    pub id: String,
    /// What happened: the title of the first report.
    pub title: String,
    /// When: the date of the first report that has one.
    pub when: Option<Arc<When>>,
    /// The reports, in the order of `articles`.
    pub reports: Vec<Report>,
    /// Where.
    pub place: Option<EntityId>,
    /// Who took part, in all reports together.
    pub who: Vec<EntityId>,
    /// Whether reports date it differently.
    pub disputed: bool,
}

/// What one article says of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The article.
    pub document: DocumentId,
    /// The annotation in it.
    pub annotation: u32,
    /// The date it gives, relative ones resolved.
    pub date: Option<Dated>,
}

/// An attributed assertion.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its address on its article's page: the id that was given, or `c-…`.
    pub id: String,
    /// The article that reports it.
    pub document: DocumentId,
    /// The annotation in it.
    pub annotation: u32,
    /// What it answers.
    pub question: Option<QuestionId>,
    /// The speaker; nothing for the article's own voice.
    pub speaker: Option<EntityId>,
    /// From what the speaker relies on, through the speaker and the relays, to the article.
    pub chain: Vec<ChainLink>,
    /// How it stands to others.
    pub relations: Vec<(Relation, ClaimId)>,
    /// How the speaker stands to it.
    pub stance: Stance,
}

/// One station on the way of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLink {
    /// What it is to the claim.
    pub role: ChainRole,
    /// Its name as written.
    pub name: String,
    /// Who that is, where it is an entity of the archive.
    pub entity: Option<EntityId>,
}

/// What a station is to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChainRole {
    /// What the speaker relies on.
    Basis,
    /// Who says so.
    Speaker,
    /// Who passes it on.
    Relay,
    /// The article of the archive.
    Article,
}

/// What claims answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its address.
    pub slug: String,
    /// The question.
    pub title: String,
    /// The file with its prose.
    pub record: Option<DocumentId>,
    /// The claims, by the day they were made, then in the order of `claims`.
    pub claims: Vec<ClaimId>,
    /// Claims that stand no longer, each with the one that takes it back or replaces it.
    pub superseded: BTreeMap<ClaimId, ClaimId>,
    /// Where it stands, computed. Says nothing of truth.
    pub standing: Standing,
    /// The two claims that decide the standing, where two do.
    pub because: Option<(ClaimId, ClaimId)>,
    /// What the two differ in, where it is contested.
    pub dispute: Option<Dispute>,
    /// The speaker or basis that all accounts go back to, where they have a single source.
    pub origin: Option<ChainLink>,
    /// Where it stands in the reader's opinion, and why.
    pub stated: Option<(Spanned<String>, Option<String>)>,
}

/// What makes two accounts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dispute {
    /// Their figures do not overlap.
    Figures,
    /// One is said to contradict the other.
    Relation,
    /// The second speaker denies what the first one asserts, and has another account.
    Denial,
}

/// Where a question stands; the first that holds, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Every speaker who asserted has retracted.
    Retracted,
    /// Two accounts differ.
    Contested,
    /// Asserted by some and denied by others who give no account of their own.
    Denied,
    /// Two accounts that share no source agree.
    Corroborated,
    /// All accounts go back to one speaker or basis.
    SingleSource,
    /// Several accounts, none of the above.
    SeveralAccounts,
    /// No claim asserts anything.
    Open,
}
