//! The page of an article: its text, the notes beside it, and what is known of it.

use serde::Serialize;

use super::{
    ArticleItem, ClaimView, DateView, DocumentRef, EntityRef, EventView, ReaderView, TagRef,
};
use crate::render::shared::Shared;

/// `article` in article.html.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// The article as lists show it.
    pub item: ArticleItem,
    /// What its language is called.
    pub language_name: String,
    /// Whether its text begins with a letter, which may be set large.
    pub begins_with_letter: bool,
    /// `extra` of its file, with its keys that begin with `x-`: `article.extra.shelf`, `article.extra["x-shelf"]`.
    pub extra: tera::Value,
    /// Where it was: an absolute address.
    pub original: Option<String>,
    /// Saved copies: absolute addresses, or addresses below the root.
    pub archived: Vec<String>,
    /// When it was changed after it was published.
    pub modified: Option<Shared<DateView>>,
    /// When it was saved.
    pub accessed: Option<Shared<DateView>>,
    /// When it was read.
    pub read: Vec<Shared<DateView>>,
    /// As written.
    pub licence: Option<String>,
    /// Admiralty code: `B2`; the words are `t["rating.source.B"]` and `t["rating.item.2"]`.
    pub rating: Option<RatingView>,
    /// Its relations to other articles: `translation_of`, `corrects`, `version_of`, `part_of`.
    pub relations: Vec<RelationView>,
    /// The page of all versions of it, where there are more than two.
    pub witnesses: Option<String>,
    /// The readers who left notes here.
    pub readers: Vec<ReaderView>,
    /// The headings.
    pub toc: Vec<TocView>,
    /// The text, block by block, with the notes that belong beside each.
    pub blocks: Vec<BlockView>,
    /// The notes of its footnotes section, as HTML; empty without footnotes.
    pub footnotes_html: String,
    /// Notes on the whole article.
    pub whole: Vec<NoteView>,
    /// Notes whose passage is not in the text.
    pub unplaced: Vec<NoteView>,
    /// The events that it reports.
    pub events: Vec<EventView>,
    /// The claims in it.
    pub claims: Vec<ClaimView>,
    /// The names in it.
    pub names: Vec<EntityCard>,
    /// The articles that are part of it, by date.
    pub parts: Vec<ArticleItem>,
    /// How many parts are left out.
    pub more_parts: usize,
    /// The links to this page, without those of its parts.
    pub backlinks: Vec<BacklinkView>,
    /// How many links are left out.
    pub more_backlinks: usize,
    /// How to cite it.
    pub cite: CiteView,
    /// `citation_…` for the head: (name, content).
    pub highwire: Vec<(String, String)>,
    /// The `title` of a `COinS` span.
    pub coins: String,
    /// Its data file.
    pub jsonld: Option<String>,
    /// Its text file.
    pub text: Option<String>,
}

/// An Admiralty rating.
#[derive(Debug, Clone, Serialize)]
pub struct RatingView {
    /// `B2`
    pub code: String,
    /// `B`
    pub source: Option<String>,
    /// `2`
    pub item: Option<String>,
}

/// A relation of the front matter.
#[derive(Debug, Clone, Serialize)]
pub struct RelationView {
    /// `translation_of`, `has_translation`, `corrects`, `corrected_by`, `version_of`, `has_version`, `part_of`.
    pub key: &'static str,
    /// The other article.
    pub to: Shared<DocumentRef>,
    /// The page that shows a translation beside its original, or two versions collated.
    pub parallel: Option<String>,
}

/// `parallel` in parallel.html: a translation beside its original, or two versions of one text.
#[derive(Debug, Clone, Serialize)]
pub struct ParallelView {
    /// `translation` or `versions`.
    pub kind: &'static str,
    /// The original, or the version that the other one names.
    pub first: SideView,
    /// The translation, or the other version.
    pub second: SideView,
    /// The texts, part by part.
    pub rows: Vec<RowView>,
    /// The places where versions differ, in the order of the text; nothing for a translation.
    pub variants: Vec<VariantView>,
    /// Whether a version has words that its writer struck out; they are shown in `⟦ ⟧`.
    pub struck: bool,
    /// The page of all versions, where there are more than two.
    pub witnesses: Option<String>,
}

/// `witnesses` in witnesses.html: three versions of a text or more.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessesView {
    /// The versions, in the order of time.
    pub witnesses: Vec<WitnessView>,
    /// The places where they differ from the base text, in its order.
    pub units: Vec<UnitView>,
    /// Whether a version has words that its writer struck out; they are shown in `⟦ ⟧`.
    pub struck: bool,
    /// The language of the base text: BCP 47.
    pub language: String,
}

/// A version of a text.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessView {
    /// Its letter: `A` to `Z`, `AA`.
    pub siglum: String,
    /// The article as lists show it.
    pub item: ArticleItem,
    /// The day of its last change; without it, the day it was found, or published.
    pub date: Option<Shared<DateView>>,
    /// Whether it is the base text, with which the others are collated.
    pub is_base: bool,
    /// The page that collates it with the base text alone; nothing for versions of versions.
    pub parallel: Option<String>,
}

/// Words of the base text that others have not, or a place where they have more.
#[derive(Debug, Clone, Serialize)]
pub struct UnitView {
    /// The place in the base text.
    pub url: String,
    /// The kind of place: `title`, `heading`, `footnote`, `paragraph`, `other`; for added words, the place of the words
    /// before them.
    pub at: &'static str,
    /// The number of the footnote or of the paragraph; 0 before the first paragraph.
    pub number: Option<usize>,
    /// The number of the line in a paragraph of several lines, as verse has them; in stanzas it runs on.
    pub line: Option<usize>,
    /// If the lemma (or `after`) stands there several times: which one it is, from 1.
    pub nth: Option<usize>,
    /// The word after which others add words, if they add to a line.
    pub after: String,
    /// The words of the base text, shortened in the middle; empty if others only add words.
    pub lemma: String,
    /// The words of others in their place.
    pub readings: Vec<ReadingView>,
}

/// What some versions have at a place of the base text.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingView {
    /// The words; empty if they are left out.
    pub words: String,
    /// Whether this is a line that stands elsewhere in the base text, or a line left out here that stands elsewhere.
    pub is_moved: bool,
    /// `divided` if only these begin a paragraph at the lemma, `joined` if only the base text does. Such readings have
    /// no words.
    pub division: Option<&'static str>,
    /// Their language: BCP 47.
    pub language: String,
    /// The versions that have them.
    pub witnesses: Vec<SiglumView>,
}

/// The letter of a version, where one of its readings is told.
#[derive(Debug, Clone, Serialize)]
pub struct SiglumView {
    /// `B`
    pub siglum: String,
    /// Where the reading stands on the page that collates it with the base text alone.
    pub url: Option<String>,
}

/// Words that one version has and the other has not.
#[derive(Debug, Clone, Serialize)]
pub struct VariantView {
    /// Its address on the page.
    pub id: String,
    /// Where they stand: `title`, `heading`, `footnote`, `paragraph`, `other`.
    pub at: &'static str,
    /// The number of the footnote or of the paragraph.
    pub number: Option<usize>,
    /// The number of the line in a paragraph of several lines, as verse has them; in stanzas it runs on.
    pub line: Option<usize>,
    /// Whether this place is in the second version, because only it has the words.
    pub in_second: bool,
    /// If the lemma (or `after`) stands there several times: which one it is, from 1.
    pub nth: Option<usize>,
    /// The word of the first version after which the second adds words, if it adds to a line.
    pub after: String,
    /// The words of the first version, shortened in the middle; empty if it has none.
    pub lemma: String,
    /// The words of the second version in their place; empty if it has none.
    pub reading: String,
    /// Whether the other version has the same line in another place.
    pub is_moved: bool,
    /// `divided` if only the second version begins a paragraph at the lemma, `joined` if only the first one does.
    pub division: Option<&'static str>,
}

/// One of two texts that stand beside each other.
#[derive(Debug, Clone, Serialize)]
pub struct SideView {
    /// The article as lists show it.
    pub item: ArticleItem,
    /// When it was changed.
    pub modified: Option<Shared<DateView>>,
    /// When it was retrieved.
    pub accessed: Option<Shared<DateView>>,
    /// BCP 47.
    pub language: String,
    /// What the language is called.
    pub language_name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Notes on the whole article, and those on a heading that repeats its title.
    pub whole: Vec<NoteView>,
    /// Notes whose passage is not in the text.
    pub unplaced: Vec<NoteView>,
    /// The notes of its footnotes section, as HTML; empty without footnotes.
    pub footnotes_html: String,
}

/// What stands beside each other of two texts.
#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    /// Blocks of the first.
    pub first: Vec<BlockView>,
    /// Blocks of the second.
    pub second: Vec<BlockView>,
    /// Whether a translation corresponds only as a whole, because one text has more blocks than the other.
    pub apart: bool,
    /// Whether two versions have the same words here.
    pub same: bool,
}

/// A heading of the text.
#[derive(Debug, Clone, Serialize)]
pub struct TocView {
    /// Its address.
    pub id: String,
    /// Its words.
    pub title: String,
    /// 2 to 6.
    pub level: u8,
}

/// A block of the text and the notes that belong beside it.
#[derive(Debug, Clone, Serialize)]
pub struct BlockView {
    /// The block, with highlights, claim marks, names and note references in place.
    pub html: String,
    /// The notes, in the order of their references.
    pub notes: Vec<NoteView>,
    /// `title` (repeats the one of the page, and is not seen), `heading`, `paragraph`, `list`, `quote`, `table`, `code`, `figure`, `rule`, `other`.
    pub kind: &'static str,
}

/// A note in the margin.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    /// The id of the annotation: the mark is `#h-81c2`, the note `#n-h-81c2`, the reference `#r-h-81c2`.
    pub id: String,
    /// Its number on the page; nothing for notes without a place.
    pub number: Option<usize>,
    /// `key`, `evidence`, `question`, `doubt`, `context`, `wording`, `gloss`, `todo`, `claim`, `figure`, `event`, a kind
    /// of the reader's own, or `note`.
    pub kind: String,
    /// Whether `t["kind." ~ kind]` exists; the reader's own kinds are shown as they are.
    pub known: bool,
    /// Who wrote it.
    pub reader: Option<ReaderView>,
    /// The quoted words, shortened in the middle, or what is seen on the annotated picture.
    pub lemma: String,
    /// The name or event that the note is about.
    pub about: Option<Shared<EntityRef>>,
    /// The reader's words, below the part of a picture that they are about.
    pub html: String,
    /// Answers.
    pub replies: Vec<ReplyView>,
    /// When.
    pub created: Option<Shared<DateView>>,
    /// Its tags.
    pub tags: Vec<Shared<TagRef>>,
    /// A page, chapter or location.
    pub locator: Option<String>,
    /// Not in the public edition.
    pub private: bool,
    /// Proposed by a program.
    pub suggested: bool,
    /// Whether the words that were quoted differ from the text in a few letters.
    pub fuzzy: bool,
    /// Language and direction of the lemma.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// An answer to a note.
#[derive(Debug, Clone, Serialize)]
pub struct ReplyView {
    /// Who.
    pub reader: Option<ReaderView>,
    /// The words.
    pub html: String,
    /// When.
    pub created: Option<Shared<DateView>>,
}

/// An entity in the names section of an article, and in popovers.
#[derive(Debug, Clone, Serialize)]
pub struct EntityCard {
    /// Name, kind and address.
    pub link: Shared<EntityRef>,
    /// A sentence.
    pub summary: Option<String>,
    /// How many articles name it.
    pub articles: usize,
    /// How often it is named.
    pub mentions: usize,
    /// How often it is named on this page.
    pub here: usize,
    /// Whether a program proposes the name here, and nobody has accepted it.
    pub suggested: bool,
}

/// A link to this page.
#[derive(Debug, Clone, Serialize)]
pub struct BacklinkView {
    /// `cites`, `annotates`, `translates`, `corrects`, `version_of`, `part_of`, `embeds`.
    pub kind: &'static str,
    /// From where.
    pub from: Shared<DocumentRef>,
    /// The place there.
    pub url: String,
    /// The sentence, with the link in `<b>`.
    pub html: String,
}

/// How to cite a page.
#[derive(Debug, Clone, Serialize)]
pub struct CiteView {
    /// As a sentence, with `<cite>`.
    pub html: String,
    /// BibTeX.
    pub bibtex: String,
    /// CSL-JSON.
    pub csl: String,
    /// RIS.
    pub ris: String,
}
