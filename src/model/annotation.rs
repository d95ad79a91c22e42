//! What a reader wrote about a passage.

mod stance;

use std::hash::Hash;

pub use stance::Stance;

use crate::model::body::{Body, TextRange};
use crate::model::date::Dated;
use crate::model::figure::Figure;
use crate::model::region::{Rectangle, Region};
use crate::source::{Span, Spanned};

/// One item of `highlights`, `entities`, `events` or `claims`, or a `==mark==`.
///
/// Most items are names, which have nothing else: what is large and rare is behind a pointer.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// Its address in the article: given, or a short hash of its folded quote or title with a counter for repeats
    /// (`h-81c2`, `n-…` for names, `e-…`, `c-…`).
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// The passage it is about; nothing for an annotation of the whole article.
    pub passage: Option<Passage>,
    /// The reader's words.
    pub note: Option<Box<Note>>,
    /// What few annotations have; [`Annotation::details`] are there always.
    pub detailed: Option<Box<Details>>,
    /// Never leaves the machine.
    pub private: bool,
    /// Proposed by a program and not yet accepted, so that nobody has read it and it never leaves the machine.
    pub suggested: bool,
    /// What it says.
    pub says: Says,
}

/// Of an annotation: who recorded it when, and what that person added.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Details {
    /// Who recorded it: a key of `readers` in the configuration.
    pub reader: Option<Spanned<String>>,
    /// When it was recorded.
    pub created: Option<Dated>,
    /// Its tags.
    pub tags: Vec<Spanned<String>>,
    /// A page, chapter or Kindle location.
    pub locator: Option<String>,
    /// Answers to the note.
    pub replies: Vec<Reply>,
}

/// The details of an annotation that has none.
static NONE: Details =
    Details { reader: None, created: None, tags: Vec::new(), locator: None, replies: Vec::new() };

impl Details {
    /// Who recorded it, and who replied to it.
    pub fn readers(&self) -> impl Iterator<Item = &str> {
        let replies = self.replies.iter().map(|reply| &reply.reader);
        std::iter::once(&self.reader).chain(replies).flatten().map(|reader| reader.value.as_str())
    }
}

impl Annotation {
    /// A highlight of a passage, of which nothing else is said.
    pub fn highlight(span: Span, passage: Option<Passage>) -> Self {
        Self {
            id: String::new(),
            span,
            passage,
            note: None,
            detailed: None,
            private: false,
            suggested: false,
            says: Says::Highlight(None),
        }
    }

    /// The words that its reader quotes.
    pub fn quoted(&self) -> Option<&str> {
        match self.passage.as_ref()? {
            Passage::Quote(selector) => Some(&selector.exact.value),
            Passage::Mark(_) | Passage::Picture(_) => None,
        }
    }

    /// The part of a picture that it is about, if it is about one.
    pub fn part(&self) -> Option<Rectangle> {
        match &self.passage {
            Some(Passage::Picture(region)) => Some(region.part.as_ref()?.value),
            _ => None,
        }
    }

    /// Who recorded it when, and what that person added.
    pub fn details(&self) -> &Details {
        self.detailed.as_deref().unwrap_or(&NONE)
    }

    /// The details, to be changed.
    pub fn details_mut(&mut self) -> &mut Details {
        self.detailed.get_or_insert_default()
    }

    /// Whether the public edition may have it: its reader does not keep it back, and has read it if a program proposed it.
    pub fn is_public(&self) -> bool {
        !self.private && !self.suggested
    }

    /// What it says besides its note: a name, what happened, what is claimed.
    pub fn states(&self) -> Option<&str> {
        match &self.says {
            Says::Names(naming) => Some(&naming.name.value),
            Says::Event(report) => Some(&report.title.value),
            Says::Claim(claim) => Some(&claim.says.value),
            Says::Highlight(_) => None,
        }
    }

    /// The word that readers sort notes by: the kind of a highlight, else `note`, `name`, `event`, `claim` or `figure`.
    pub fn kind(&self) -> &str {
        match &self.says {
            Says::Highlight(Some(kind)) => &kind.value,
            Says::Highlight(None) => "note",
            Says::Names(_) => "name",
            Says::Event(_) => "event",
            Says::Claim(claim) if claim.figure.is_some() => "figure",
            Says::Claim(_) => "claim",
        }
    }

    /// Whether there are words to show for it, of its reader or of those who answer.
    pub fn has_note(&self) -> bool {
        self.note.is_some() || !self.details().replies.is_empty()
    }

    /// Whether it stands in the index of notes: highlights do, and everything else that has a note.
    pub fn is_indexed(&self) -> bool {
        matches!(self.says, Says::Highlight(_)) || self.has_note()
    }
}

/// A reader's words: Markdown that was parsed like any other text.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The words.
    pub body: Body,
    /// Where they stand.
    pub span: Span,
}

/// An answer to a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// Who answers.
    pub reader: Option<Spanned<String>>,
    /// What.
    pub note: Note,
    /// When.
    pub created: Option<Dated>,
    /// Never leaves the machine.
    pub private: bool,
}

/// Which words of the text are meant, or which part of a picture in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// Words that have to be found.
    Quote(Box<Selector>),
    /// Words that are marked in the text itself: index into [`Body::marks`].
    Mark(u32),
    /// A picture of the text, or a part of it.
    Picture(Box<Region>),
}

/// A W3C `TextQuoteSelector`, not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// The words, as the reader wrote them.
    pub exact: Spanned<String>,
    /// Words before it.
    pub prefix: Option<Spanned<String>>,
    /// Words after it.
    pub suffix: Option<Spanned<String>>,
    /// Which of several places, counted from 1.
    pub nth: Option<Spanned<u32>>,
    /// Every place.
    pub all: bool,
    /// How many letters of a hundred may differ from the text; 0 for none.
    pub fuzzy: u32,
}

impl Selector {
    /// The most letters of a hundred that may ever differ: with more, other passages become as likely.
    pub const MOST_FUZZY: u32 = 12;

    /// A selector of these words and nothing else.
    pub fn of(exact: Spanned<String>) -> Self {
        let fuzzy = Self::MOST_FUZZY;
        Self { exact, prefix: None, suffix: None, nth: None, all: false, fuzzy }
    }

    /// What it asks for, wherever that is written.
    pub fn asks(&self) -> impl Eq + Hash + use<'_> {
        let exact = self.exact.value.as_str();
        let [prefix, suffix] = [&self.prefix, &self.suffix]
            .map(|words| words.as_ref().map(|words| words.value.as_str()));
        let nth = self.nth.as_ref().map(|nth| nth.value);
        (exact, prefix, suffix, nth, self.all, self.fuzzy)
    }
}

/// The place of a selector in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The places, in order. Several for an elided quote and for `all`.
    pub ranges: Vec<TextRange>,
    /// How they were found.
    pub fidelity: Fidelity,
}

/// How the words of a quote were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fidelity {
    /// As printed, apart from typography.
    Exact,
    /// After folding case, accents and punctuation.
    Folded,
    /// In parts, with words left out between them.
    Elided,
    /// With a few letters changed.
    Fuzzy,
}

/// What became of the passage of an annotation; in step with the annotations of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchoring {
    /// It has no passage.
    Whole,
    /// It stands here.
    Found(Anchor),
    /// It is a picture of the text: index into [`Body::links`].
    Pictured(u32),
    /// It is not in the text; a diagnostic says why.
    Lost,
}

/// What an annotation says.
#[derive(Debug, Clone, PartialEq)]
pub enum Says {
    /// This passage matters.
    Highlight(Option<Spanned<String>>),
    /// This article names, or this passage means, an entity.
    Names(Box<Naming>),
    /// Something happened.
    Event(Box<EventReport>),
    /// Somebody is said to have said something.
    Claim(Box<ClaimRecord>),
}

/// An item of `entities`, or the front matter of an authority record seen as one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Naming {
    /// The name, an alias or an id.
    pub name: Spanned<String>,
    /// `person`, `organisation`, `place`, `work`, `concept` or any other word.
    pub kind: Option<Spanned<String>>,
    /// Other names.
    pub aliases: Vec<Alias>,
}

/// Another name of an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// The name.
    pub value: Spanned<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// From when.
    pub from: Option<Dated>,
    /// Until when.
    pub to: Option<Dated>,
}

impl Alias {
    /// The same, without the places where it is written: what is united of many files stands in none of them.
    #[must_use]
    pub fn unplaced(&self) -> Self {
        let date = |date: &Option<Dated>| date.as_ref().map(Dated::unplaced);
        Self {
            value: Spanned::new(self.value.value.clone(), Span::default()),
            language: self.language.clone(),
            from: date(&self.from),
            to: date(&self.to),
        }
    }
}

/// What one article says of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventReport {
    /// The id that unites reports, where one was given.
    pub id: Option<Spanned<String>>,
    /// What happened.
    pub title: Spanned<String>,
    /// When.
    pub date: Option<Dated>,
    /// Where: the name of an entity.
    pub place: Option<Spanned<String>>,
    /// Who took part: names of entities.
    pub who: Vec<Spanned<String>>,
}

/// What one article reports somebody to have said.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRecord {
    /// The id that relations use, where one was given.
    pub id: Option<Spanned<String>>,
    /// The assertion in the reader's words.
    pub says: Spanned<String>,
    /// What it answers: an id, or the question in words.
    pub question: Option<Spanned<String>>,
    /// The speaker; nothing for the article's own voice.
    pub by: Option<Spanned<String>>,
    /// What the speaker relies on.
    pub basis: Option<Spanned<String>>,
    /// Relays from the speaker to the article, in order.
    pub via: Vec<Spanned<String>>,
    /// When it was said.
    pub made: Option<Dated>,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// The number, if it is about one.
    pub figure: Option<Figure>,
    /// How far the reader trusts it: the item half of the Admiralty code, 1 to 6.
    pub rating: Option<Spanned<u8>>,
    /// Relations to other claims: ids, or `article#id`.
    pub relations: Vec<(Relation, Spanned<String>)>,
}

/// How one claim stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Both cannot be so.
    Contradicts,
    /// This one speaks for that one.
    Supports,
    /// This one is that one again.
    Repeats,
    /// This one replaces that one.
    Updates,
}
