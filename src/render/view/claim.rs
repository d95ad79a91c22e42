//! Events, claims and the questions that claims answer, wherever they are shown.

use serde::Serialize;

use super::{BacklinkView, DateView, DocumentRef, EntityRef, ReplyView, TagRef};
use crate::render::shared::Shared;

/// An event.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// Its address on the timeline.
    pub id: String,
    /// What happened.
    pub title: String,
    /// When; nothing when no report dates it.
    pub date: Option<Shared<DateView>>,
    /// Where.
    pub place: Option<Shared<EntityRef>>,
    /// Who.
    pub who: Vec<Shared<EntityRef>>,
    /// The reports: all of them on the timeline, some on other pages.
    pub reports: Vec<ReportView>,
    /// How many reports are left out.
    pub more: usize,
    /// Whether they date it differently.
    pub disputed: bool,
    /// Whether all of its reports are proposed by a program.
    pub suggested: bool,
    /// Its address on the timeline: `timeline.html#e-…`.
    pub url: String,
}

/// What one article says of an event.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// The article.
    pub article: Shared<DocumentRef>,
    /// The passage in it, or the article.
    pub url: String,
    /// Its own title for the event, if others use a different one.
    pub title: Option<String>,
    /// The date it gives.
    pub date: Option<Shared<DateView>>,
    /// Whether this date differs from the date of the event.
    pub dates_otherwise: bool,
    /// The quoted words.
    pub quote: Option<String>,
    /// The reader's words, below the part of a picture that they are about.
    pub html: String,
    /// Answers to them.
    pub replies: Vec<ReplyView>,
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
    /// Who says so, without an address if the speaker is only described; nothing for the article's own voice.
    pub speaker: Option<Shared<EntityRef>>,
    /// From basis to article.
    pub chain: Vec<ChainView>,
    /// Whether it has a basis or has been passed on, so that the chain says more than who speaks.
    pub derived: bool,
    /// When it was said.
    pub made: Option<Shared<DateView>>,
    /// The number.
    pub figure: Option<FigureView>,
    /// 1 to 6.
    pub rating: Option<u8>,
    /// Proposed by a program.
    pub suggested: bool,
    /// The claim that takes it back or replaces it.
    pub superseded: Option<SupersededView>,
    /// Its relations to other claims.
    pub relations: Vec<ClaimRelationView>,
    /// The article.
    pub article: Shared<DocumentRef>,
    /// The passage in the article, or the article.
    pub url: String,
    /// The id that it has in the list of claims on the page of its article.
    pub place: String,
    /// The quoted words.
    pub quote: Option<String>,
    /// The reader's words, below the part of a picture that they are about.
    pub html: String,
    /// Answers to them.
    pub replies: Vec<ReplyView>,
}

/// What came of a claim that stands no longer.
#[derive(Debug, Clone, Serialize)]
pub struct SupersededView {
    /// `retracted`: its speaker took it back; `updated`: its speaker says something newer.
    pub how: &'static str,
    /// The number of the newer claim in the ledger.
    pub number: usize,
    /// Where the newer claim is.
    pub url: String,
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
    /// The number of the other claim.
    pub number: usize,
    /// Who makes it; nothing for the article's own voice.
    pub speaker: Option<Shared<EntityRef>>,
    /// How the speaker stands to it, as in a [`ClaimView`].
    pub stance: &'static str,
    /// What it says.
    pub says: String,
    /// Where it is.
    pub url: String,
}

/// A figure.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// As written: `9000..11000`.
    pub written: String,
    /// In the words of the interface: `9,000–11,000`.
    pub words: String,
    /// With what is counted: `9,000–11,000 deaths`, `thousands of people`.
    pub counted: String,
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
    /// `extra` of its file, with the keys that begin with `x-`.
    pub extra: tera::Value,
    /// The tags of its file.
    pub tags: Vec<Shared<TagRef>>,
    /// Why it stands so, as a sentence.
    pub reason: String,
    /// The standing that the reader states, and why, if they say so.
    pub stated: Option<(String, Option<String>)>,
    /// The figures, one plot for each unit and scope.
    pub plots: Vec<PlotView>,
    /// The claims whose figures are on no plot, since they count something else.
    pub unplotted: Vec<ClaimView>,
    /// The claims.
    pub claims: Vec<ClaimView>,
    /// The links to this page.
    pub backlinks: Vec<BacklinkView>,
    /// How many links are left out.
    pub more_backlinks: usize,
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
