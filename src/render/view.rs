//! The contract with templates: what each of them is given.
//!
//! Every template gets `site` ([`SiteView`]), `page` ([`PageView`]), `theme` (the options of the theme), `t` (the words
//! of the interface, by key) and the views named beside each struct. A field named `url` is an address below the root
//! of the site, already percent-encoded: templates write `{{ page.root }}{{ x.url }}`. A field that ends in `html` is
//! safe HTML, its links already relative to the page: `{{ x.html | safe }}`. A field named `svg` likewise.

use serde::Serialize;

/// The archive, in every template.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// `After Raqqa`
    pub title: String,
    /// A sentence.
    pub description: String,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// With `/` at its end.
    pub base_url: Option<String>,
    /// `public` or `private`.
    pub edition: &'static str,
    /// The index pages that exist, in the order of the menu.
    pub nav: Vec<NavView>,
    /// Who reads.
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
#[allow(missing_docs)] // the names say it
pub struct Counts {
    pub articles: usize,
    pub entities: usize,
    pub events: usize,
    pub dated_to_the_day: usize,
    pub claims: usize,
    pub questions: usize,
    pub contested: usize,
    pub notes: usize,
    pub highlights: usize,
    pub mentions: usize,
    pub tags: usize,
}

/// The page, in every template.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// Its address.
    pub url: String,
    /// The way to the root of the site: nothing, `../`, `../../`; for the 404 page the path of the base URL.
    pub root: String,
    /// Its title, without the site's; empty for generated pages, whose templates name themselves.
    pub title: String,
    /// For search engines.
    pub description: String,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Absolute; only with a base URL.
    pub canonical: Option<String>,
    /// Kept from search engines.
    pub noindex: bool,
    /// The entry of the menu that it belongs to.
    pub nav: &'static str,
    /// Which part of a long list it shows.
    pub part: Option<PartView>,
}

/// Which part of a long list a page shows, and the other parts.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    /// A year, a letter, a kind; nothing for the whole list.
    pub group: Option<String>,
    /// The groups, in order.
    pub groups: Vec<GroupView>,
    /// The page of the group, from 1.
    pub number: usize,
    /// How many it has.
    pub of: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// A group of a long list.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// A year, a letter, a kind.
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
    /// 1 for the first.
    pub number: usize,
}

/// A date.
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// As EDTF; nothing when only words are known.
    pub edtf: Option<String>,
    /// In the language of the site: `12 – c. 15 October 2017`.
    pub words: String,
    /// The same, short: `12 – c. 15 Oct 2017`.
    pub short: String,
    /// A value for the `datetime` attribute, where HTML allows one.
    pub datetime: Option<String>,
    /// `exact`, `reduced`, `approximate`, `uncertain`, `interval`, `open-start`, `open-end`, `set`, `words`.
    pub kind: &'static str,
    /// The words of the text.
    pub stated: Option<String>,
    /// `stated`, `inferred` or `metadata`.
    pub basis: &'static str,
    /// The same day in the Julian calendar, where it was written so.
    pub julian: Option<String>,
}

/// A link to an entity.
#[derive(Debug, Clone, Serialize)]
pub struct EntityRef {
    /// Its name.
    pub name: String,
    /// Nothing when it has no page.
    pub url: Option<String>,
    /// Its kind.
    pub kind: String,
    /// `card-…` of the names section of an article.
    pub slug: String,
}

/// A link to an article, a page or a question.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentRef {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// `article`, `page`, `entity`, `question`.
    pub kind: &'static str,
    /// The language, where it is not the site's.
    pub language: Option<String>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleItem {
    /// Title and address.
    pub link: DocumentRef,
    /// Who wrote it.
    pub authors: Vec<EntityRef>,
    /// Who published it.
    pub outlet: Option<EntityRef>,
    /// When.
    pub published: Option<DateView>,
    /// The reader's sentence.
    pub summary: Option<String>,
    /// Its tags.
    pub tags: Vec<TagRef>,
    /// How many notes.
    pub notes: usize,
    /// How many claims.
    pub claims: usize,
    /// How many events.
    pub events: usize,
    /// `full`, `excerpt` or `private`.
    pub visibility: &'static str,
    /// Shown only in a private edition or with `--drafts`.
    pub draft: bool,
}

/// A link to a tag.
#[derive(Debug, Clone, Serialize)]
pub struct TagRef {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// How many articles and notes bear it.
    pub count: usize,
}

/// `article` in article.html.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// What lists show of it.
    pub item: ArticleItem,
    /// Where it was: an absolute address.
    pub original: Option<String>,
    /// Saved copies: absolute addresses, or addresses below the root.
    pub archived: Vec<String>,
    /// When it was saved.
    pub accessed: Option<DateView>,
    /// When it was read.
    pub read: Vec<DateView>,
    /// As written.
    pub licence: Option<String>,
    /// Admiralty code: `B2`; the words are `t["rating.source.B"]` and `t["rating.item.2"]`.
    pub rating: Option<RatingView>,
    /// What it translates, corrects or is part of: (`translation_of`, `corrects`, `part_of`).
    pub relations: Vec<RelationView>,
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
    /// What links here.
    pub backlinks: Vec<BacklinkView>,
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
    /// `translation_of`, `has_translation`, `corrects`, `corrected_by`, `part_of`, `has_part`.
    pub key: &'static str,
    /// The other article.
    pub to: DocumentRef,
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
    /// `heading`, `paragraph`, `list`, `quote`, `table`, `code`, `figure`, `rule`, `other`.
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
    /// The quoted words, shortened in the middle.
    pub lemma: String,
    /// The reader's words.
    pub html: String,
    /// Answers.
    pub replies: Vec<ReplyView>,
    /// When.
    pub created: Option<DateView>,
    /// Its tags.
    pub tags: Vec<TagRef>,
    /// A page, chapter or location.
    pub locator: Option<String>,
    /// Not in the public edition.
    pub private: bool,
    /// Proposed by a program.
    pub suggested: bool,
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
    pub created: Option<DateView>,
}

/// An entity in the names section of an article, and in popovers.
#[derive(Debug, Clone, Serialize)]
pub struct EntityCard {
    /// Name, kind and address.
    pub link: EntityRef,
    /// A sentence.
    pub summary: Option<String>,
    /// How many articles name it.
    pub articles: usize,
    /// How often it is named.
    pub mentions: usize,
    /// How often it is named on this page.
    pub here: usize,
}

/// A link to this page.
#[derive(Debug, Clone, Serialize)]
pub struct BacklinkView {
    /// `cites`, `annotates`, `translates`, `corrects`, `part_of`, `embeds`.
    pub kind: &'static str,
    /// From where.
    pub from: DocumentRef,
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

/// An event.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// Its address on the timeline.
    pub id: String,
    /// What happened.
    pub title: String,
    /// When; nothing when no report dates it.
    pub date: Option<DateView>,
    /// Where.
    pub place: Option<EntityRef>,
    /// Who.
    pub who: Vec<EntityRef>,
    /// The reports.
    pub reports: Vec<ReportView>,
    /// Whether they date it differently.
    pub disputed: bool,
    /// Its address on the timeline: `timeline.html#e-…`.
    pub url: String,
}

/// What one article says of an event.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// The article.
    pub article: DocumentRef,
    /// The passage in it, or the article.
    pub url: String,
    /// The date it gives.
    pub date: Option<DateView>,
    /// The quoted words.
    pub quote: Option<String>,
    /// The reader's words.
    pub html: String,
}

/// A claim.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimView {
    /// Its address.
    pub id: String,
    /// Its number in the ledger, from 1.
    pub number: usize,
    /// What is said, in the reader's words.
    pub says: String,
    /// What it answers.
    pub question: Option<QuestionRef>,
    /// `asserts`, `denies`, `doubts`, `declines`, `silent`, `retracts`.
    pub stance: &'static str,
    /// Who says so; nothing for the article's own voice.
    pub speaker: Option<EntityRef>,
    /// From basis to article.
    pub chain: Vec<ChainView>,
    /// When it was said.
    pub made: Option<DateView>,
    /// The number.
    pub figure: Option<FigureView>,
    /// 1 to 6.
    pub rating: Option<u8>,
    /// How it stands to others: (`contradicts`, `supports`, `repeats`, `updates` and `contradicted_by` …; the other).
    pub relations: Vec<ClaimRelationView>,
    /// The article.
    pub article: DocumentRef,
    /// The passage in the article, or the article.
    pub url: String,
    /// The quoted words.
    pub quote: Option<String>,
    /// The reader's words.
    pub html: String,
}

/// A station on the way of a claim.
#[derive(Debug, Clone, Serialize)]
pub struct ChainView {
    /// `basis`, `speaker`, `relay`, `article`.
    pub role: &'static str,
    /// Its name.
    pub name: String,
    /// Its address, where it has one.
    pub url: Option<String>,
}

/// A relation between claims.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimRelationView {
    /// `contradicts`, `supports`, `repeats`, `updates`, or the same with `_by`: `contradicts_by`.
    pub key: String,
    /// What the other says.
    pub says: String,
    /// Where it is.
    pub url: String,
}

/// A figure.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// As written.
    pub written: String,
    /// What is counted.
    pub unit: Option<String>,
    /// Of what.
    pub scope: Option<String>,
}

/// A link to a question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionRef {
    /// The question.
    pub title: String,
    /// Its address.
    pub url: String,
    /// `retracted`, `contested`, `denied`, `corroborated`, `single-source`, `several-accounts`, `open`.
    pub standing: &'static str,
}

/// A question with its claims: `question` in question.html, and an item of claims.html.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    /// Title, address and standing.
    pub link: QuestionRef,
    /// Its address on claims.html.
    pub id: String,
    /// The reader's sentence.
    pub summary: Option<String>,
    /// The words of its file.
    pub html: String,
    /// Why it stands so, as a sentence.
    pub reason: String,
    /// The standing that the reader states, and why.
    pub stated: Option<(String, Option<String>)>,
    /// The figures, one plot for each unit and scope.
    pub plots: Vec<PlotView>,
    /// The claims.
    pub claims: Vec<ClaimView>,
    /// What links here.
    pub backlinks: Vec<BacklinkView>,
}

/// Figures of one unit and scope on one axis.
#[derive(Debug, Clone, Serialize)]
pub struct PlotView {
    /// `deaths`
    pub unit: Option<String>,
    /// `civilians`
    pub scope: Option<String>,
    /// The rows, each with a picture of its figure.
    pub rows: Vec<PlotRow>,
    /// The picture of the axis.
    pub axis_svg: String,
}

/// One figure of a plot.
#[derive(Debug, Clone, Serialize)]
pub struct PlotRow {
    /// The claim.
    pub claim: ClaimView,
    /// The figure on the axis; hidden from screen readers, because the cell beside it says the number.
    pub svg: String,
}

/// `entity` in entity.html.
#[derive(Debug, Clone, Serialize)]
pub struct EntityView {
    /// Name, kind, counts, summary.
    pub card: EntityCard,
    /// The words of its record.
    pub html: String,
    /// Other names: (name, language).
    pub aliases: Vec<(String, Option<String>)>,
    /// Identifiers with their address, where the scheme has one.
    pub identifiers: Vec<IdentifierView>,
    /// `born`, `died`, `founded`, `ended`.
    pub dates: Vec<LifeDateView>,
    /// Its offices.
    pub roles: Vec<RoleView>,
    /// What it is part of.
    pub part_of: Option<EntityRef>,
    /// What is part of it.
    pub parts: Vec<EntityRef>,
    /// What it is easily taken for.
    pub different_from: Vec<EntityRef>,
    /// Latitude and longitude, `35.95, 39.01`.
    pub coordinates: Option<String>,
    /// A map of the place.
    pub map_svg: Option<String>,
    /// A picture.
    pub image: Option<String>,
    /// Where it is named, grouped by article; one page of them.
    pub mentions: Vec<ConcordanceView>,
    /// How often it is named in withheld words.
    pub withheld: usize,
    /// With whom it occurs.
    pub with: Vec<WithView>,
    /// Its events.
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
    /// What links here.
    pub backlinks: Vec<BacklinkView>,
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
    pub date: DateView,
}

/// An office.
#[derive(Debug, Clone, Serialize)]
pub struct RoleView {
    /// What.
    pub role: String,
    /// Where.
    pub at: Option<EntityRef>,
    /// The words, when `at` is no entity.
    pub at_words: Option<String>,
    /// When.
    pub date: Option<DateView>,
}

/// With whom an entity occurs.
#[derive(Debug, Clone, Serialize)]
pub struct WithView {
    /// Who.
    pub entity: EntityRef,
    /// In how many paragraphs.
    pub count: u32,
    /// The count as a bar, of the greatest count.
    pub bar_svg: String,
}

/// The concordance lines of one article.
#[derive(Debug, Clone, Serialize)]
pub struct ConcordanceView {
    /// The article.
    pub article: DocumentRef,
    /// When it was published.
    pub published: Option<DateView>,
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

/// An entity in the index: `entities` in entities.html.
#[derive(Debug, Clone, Serialize)]
pub struct EntityItem {
    /// Name, kind and address.
    pub link: EntityRef,
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
    pub link: EntityRef,
    /// How many articles.
    pub articles: usize,
    /// The ratings of its articles: (code, how many).
    pub ratings: Vec<(String, usize)>,
    /// Whom it relays, with how many claims.
    pub relays: Vec<(EntityRef, usize)>,
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
    pub article: DocumentRef,
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
    pub readings: Vec<(DateView, ArticleItem)>,
}

/// `network` in network.html.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkView {
    /// The picture.
    pub svg: String,
    /// The same as a table: who, with whom, how often.
    pub rows: Vec<(EntityRef, EntityRef, u32)>,
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
    pub link: EntityRef,
    /// `35.95, 39.01`
    pub coordinates: String,
    /// How far it may lie from there.
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
    /// The newest articles.
    pub recent: Vec<ArticleItem>,
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
    pub tags: Vec<TagRef>,
    /// What links here.
    pub backlinks: Vec<BacklinkView>,
}
