//! The page of an article: its text, the notes beside it, and what is known of it.

use serde::Serialize;

use super::{
    ArticleItem, ClaimView, DateView, DocumentRef, EntityRef, EventView, ReaderView, TagRef,
};
use crate::render::shared::Shared;

/// `article` in article.html.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// What lists show of it.
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
    /// What it translates, corrects, is another version or a part of: (`translation_of`, `corrects`, `version_of`, `part_of`).
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
    /// What happened, as it reports.
    pub events: Vec<EventView>,
    /// What is claimed in it.
    pub claims: Vec<ClaimView>,
    /// Who and what is named in it.
    pub names: Vec<EntityCard>,
    /// The articles that are part of it, by date.
    pub parts: Vec<ArticleItem>,
    /// How many more are.
    pub more_parts: usize,
    /// What links here, without its parts.
    pub backlinks: Vec<BacklinkView>,
    /// How many more do.
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
    /// Where versions differ, in the order of the text; of a translation nothing.
    pub variants: Vec<VariantView>,
    /// Whether a version has words that its writer struck out: they stand in `⟦ ⟧`.
    pub struck: bool,
    /// The page of all versions, where there are more than two.
    pub witnesses: Option<String>,
}

/// `witnesses` in witnesses.html: three versions of a text or more.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessesView {
    /// The versions, in the order of time.
    pub witnesses: Vec<WitnessView>,
    /// Where they differ from the base text, in the order of that.
    pub units: Vec<UnitView>,
    /// Whether one of them has words that its writer struck out: they stand in `⟦ ⟧`.
    pub struck: bool,
    /// The language of the base text: BCP 47.
    pub language: String,
}

/// A version of a text.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessView {
    /// The letter that it is named by: `A` to `Z`, `AA`.
    pub siglum: String,
    /// What lists show of it.
    pub item: ArticleItem,
    /// When it was changed, else found, else published.
    pub date: Option<Shared<DateView>>,
    /// Whether the others are collated with it.
    pub is_base: bool,
    /// The page that collates it with the base text alone; nothing for versions of versions.
    pub parallel: Option<String>,
}

/// Words of the base text that others have not, or a place where they have more.
#[derive(Debug, Clone, Serialize)]
pub struct UnitView {
    /// The place in the base text.
    pub url: String,
    /// Where it is: `title`, `heading`, `footnote`, `paragraph`, `other`; of what is added, where the words before it are.
    pub at: &'static str,
    /// The number of the footnote or of the paragraph; 0 before the first paragraph.
    pub number: Option<usize>,
    /// The number of the line in a paragraph of several lines, as verse has them; in stanzas it runs on.
    pub line: Option<usize>,
    /// Which of several equal ones the lemma is there, or what is in `after`; nothing where it stands there once.
    pub nth: Option<usize>,
    /// The word behind which others have more, where they add to a line.
    pub after: String,
    /// The words of the base text, with their middle left out where they are many; empty where others only have more.
    pub lemma: String,
    /// What others have in their place.
    pub readings: Vec<ReadingView>,
}

/// What some versions have at a place of the base text.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingView {
    /// The words; empty where they are left out.
    pub words: String,
    /// Whether they are a line that the base text has in another place, or are left out and stand in another one.
    pub is_moved: bool,
    /// `divided` where only these begin a paragraph with the lemma, `joined` where only the base text does; they have no words.
    pub division: Option<&'static str>,
    /// Their language: BCP 47.
    pub language: String,
    /// Who has them.
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
    /// Whether that is of the second version, because only that one has the words.
    pub in_second: bool,
    /// Which of several equal ones the lemma is there, or what is in `after`; nothing where it stands there once.
    pub nth: Option<usize>,
    /// The word of the first version before what only the second has, where it adds to a line.
    pub after: String,
    /// The words of the first version, with their middle left out where they are many; empty where it has none.
    pub lemma: String,
    /// The words of the second version in their place; empty where it has none.
    pub reading: String,
    /// Whether the other version has the same line in another place.
    pub is_moved: bool,
    /// `divided` where only the second version begins a paragraph with the lemma, `joined` where only the first one does.
    pub division: Option<&'static str>,
}

/// One of two texts that stand beside each other.
#[derive(Debug, Clone, Serialize)]
pub struct SideView {
    /// What lists show of it.
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
    /// Whether a translation corresponds only as a whole: the one has more blocks than the other.
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
    /// The quoted words, shortened in the middle, or what is seen on the picture that it is about.
    pub lemma: String,
    /// Whom or what a note on a name or an event is about.
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
