//! Claims: who is said to have said what, and how claims stand to one another.
//!
//! Does not weigh them.

mod related;

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::before::Before;
use super::called::{self, bare, key};
use super::disclose::Disclosed;
use super::names::Names;
use super::questions::{mistaken, unanswered};
use crate::diagnostic::{Code, Diagnostic};
use crate::fold;
use crate::model::annotation::{ClaimRecord, Relation, Says};
use crate::model::archive::{
    ChainLink, ChainRole, Claim, ClaimId, DocumentId, Question, QuestionId, Standing, first_day,
};
use crate::model::article::{Article, Document, Reading};
use crate::model::date::Day;
use crate::source::Spanned;
use related::{Related, unknown, withheld};

/// All claims, the questions that they answer, not weighed yet, and what is wrong with them.
#[derive(Default)]
pub(super) struct Claimed {
    pub(super) claims: Vec<Arc<Claim>>,
    pub(super) questions: Vec<Question>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Claimed {
    /// Whether links can lead to the same questions, by the same words.
    pub(super) fn asks_the_same(&self, other: &Self) -> bool {
        fn called(question: &Question) -> (&str, &str, Option<DocumentId>) {
            (&question.slug, &question.title, question.record)
        }
        self.questions.iter().map(called).eq(other.questions.iter().map(called))
    }
}

/// Gathers the claims of the articles, and the questions that they answer.
pub(super) fn gather(
    disclosed: &Disclosed,
    articles: &[DocumentId],
    names: &Names,
    before: Option<&Before>,
) -> Arc<Claimed> {
    if let Some(before) = before.filter(|before| before.same.claims) {
        return Arc::clone(&before.last.claimed);
    }
    let readings = &disclosed.readings;
    let mut questions = Questions::of(readings);
    let mut claims = Vec::new();
    for (document, annotation, id, record) in records(readings, articles) {
        let reading = &readings[document.index()].document;
        let Some(article) = reading.article() else { continue };
        let speaker = record.by.as_ref().and_then(|by| names.find(document, &by.value));
        claims.push(Claim {
            id: id.to_owned(),
            document,
            annotation,
            question: record.question.as_ref().and_then(|words| questions.number(&words.value)),
            speaker,
            chain: chain(document, reading, article, record, names),
            relations: Vec::new(),
            stance: record.stance,
        });
    }
    let mut diagnostics = relate(&mut claims, disclosed);
    let questions = questions.finish(&mut claims, readings);
    diagnostics.extend(unanswered(&questions, readings));
    diagnostics.extend(mistaken(&questions, &claims, readings));
    let claims = claims.into_iter().map(Arc::new).collect();
    Arc::new(Claimed { claims, questions, diagnostics })
}

/// The record of a claim.
pub(super) fn record<'a>(readings: &'a [Arc<Reading>], claim: &Claim) -> Option<&'a ClaimRecord> {
    let article = readings[claim.document.index()].document.article()?;
    match &article.annotations.get(claim.annotation as usize)?.says {
        Says::Claim(record) => Some(record),
        _ => None,
    }
}

fn records<'a>(
    readings: &'a [Arc<Reading>],
    articles: &'a [DocumentId],
) -> impl Iterator<Item = (DocumentId, u32, &'a str, &'a ClaimRecord)> {
    articles.iter().flat_map(move |&document| {
        let article = readings[document.index()].document.article();
        let annotations = article.map_or(&[][..], |article| &article.annotations);
        (0..).zip(annotations).filter_map(move |(index, annotation)| match &annotation.says {
            Says::Claim(record) => {
                let id = record.id.as_ref().map_or(&annotation.id, |id| &id.value);
                Some((document, index, id.as_str(), &**record))
            }
            _ => None,
        })
    })
}

/// Who speaks in an article where it speaks in its own voice: the outlet, or else the author.
fn own_voice(article: &Article) -> Option<&Spanned<String>> {
    article.outlet.as_ref().or(article.authors.first())
}

/// From what the speaker relies on to the article.
fn chain(
    document: DocumentId,
    reading: &Document,
    article: &Article,
    record: &ClaimRecord,
    names: &Names,
) -> Vec<ChainLink> {
    let speaker = record.by.as_ref().or(own_voice(article));
    let stations = (record.basis.iter().map(|basis| (ChainRole::Basis, basis)))
        .chain(speaker.map(|speaker| (ChainRole::Speaker, speaker)))
        .chain(record.via.iter().map(|relay| (ChainRole::Relay, relay)));
    let stations = stations.map(|(role, name)| ChainLink {
        role,
        name: bare(&name.value).to_owned(),
        entity: names.find(document, &name.value),
    });
    let last =
        ChainLink { role: ChainRole::Article, name: reading.title.value.clone(), entity: None };
    stations.chain([last]).collect()
}

/// Questions while claims name them.
#[derive(Default)]
struct Questions {
    questions: Vec<Question>,
    /// By the key of their titles and ids.
    called: HashMap<String, usize>,
}

impl Questions {
    /// The questions that have a file.
    fn of(readings: &[Arc<Reading>]) -> Self {
        let mut questions = Self::default();
        for (id, reading) in (0..).map(DocumentId).zip(readings) {
            let document = &reading.document;
            let Some(record) = document.question() else { continue };
            let index = questions.questions.len();
            questions.questions.push(Question {
                record: Some(id),
                stated: record.standing.clone(),
                ..question(document.slug.clone(), document.title.value.clone())
            });
            for name in called::names(document) {
                questions.called.entry(key(name)).or_insert(index);
            }
        }
        questions
    }

    /// The question that a claim names by id or in words; it exists from now on.
    fn number(&mut self, words: &str) -> Option<QuestionId> {
        let words = bare(words);
        let slug = fold::slug(words);
        if slug.is_empty() {
            return None;
        }
        let next = self.questions.len();
        let index = *self.called.entry(key(words)).or_insert(next);
        if index == next {
            self.questions.push(question(slug, words.to_owned()));
        } else if let Some(known) = self.questions.get_mut(index)
            && known.record.is_none()
            && known.title == known.slug
        {
            // One claim has the id and this one the words.
            words.clone_into(&mut known.title);
        }
        Some(QuestionId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// The questions by slug, each with its claims.
    fn finish(self, claims: &mut [Claim], readings: &[Arc<Reading>]) -> Vec<Question> {
        let mut order: Vec<usize> = (0..self.questions.len()).collect();
        order.sort_by(|&a, &b| self.questions[a].slug.cmp(&self.questions[b].slug));
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        let mut slots: Vec<_> = self.questions.into_iter().map(Some).collect();
        let mut questions: Vec<Question> =
            order.into_iter().filter_map(|old| slots[old].take()).collect();
        let mut days = vec![Vec::new(); questions.len()];
        for (id, claim) in (0..).map(ClaimId).zip(claims) {
            let Some(question) = &mut claim.question else { continue };
            let index = place[question.index()];
            *question = QuestionId(u32::try_from(index).unwrap_or(u32::MAX));
            let made = record(readings, claim).and_then(|record| record.made.as_ref());
            days[index].push((first_day(made), id));
        }
        for (question, mut days) in questions.iter_mut().zip(days) {
            days.sort_unstable();
            question.claims = days.into_iter().map(|(_, id)| id).collect();
        }
        questions
    }
}

fn question(slug: String, title: String) -> Question {
    Question {
        slug,
        title,
        record: None,
        claims: Vec::new(),
        standing: Standing::Open,
        superseded: BTreeMap::new(),
        because: None,
        dispute: None,
        origin: None,
        stated: None,
    }
}

/// Finds the claims that relations name.
fn relate(claims: &mut [Claim], disclosed: &Disclosed) -> Vec<Diagnostic> {
    let readings = &disclosed.readings;
    let mut by_id: BTreeMap<&str, Vec<ClaimId>> = BTreeMap::new();
    let ids: Vec<String> = claims.iter().map(|claim| claim.id.clone()).collect();
    for (id, name) in (0..).map(ClaimId).zip(&ids) {
        by_id.entry(name).or_default().push(id);
    }
    let documents: Vec<DocumentId> = claims.iter().map(|claim| claim.document).collect();
    let days: Vec<Day> = claims.iter().map(|claim| made(claim, readings)).collect();
    let related =
        Related { by_id, documents, readings, articles: OnceCell::new(), likely: OnceCell::new() };
    let mut hidden = None;
    let mut diagnostics = Vec::new();
    for (own, claim) in (0..).map(ClaimId).zip(claims) {
        let Some(record) = record(readings, claim) else { continue };
        let source = &readings[claim.document.index()].document.source;
        for (relation, to) in &record.relations {
            match related.find(own, &to.value) {
                Ok(other) => {
                    let days = (days[own.index()], days[other.index()]);
                    let outdated = match relation {
                        Relation::Updates => outdated(claim, to, days),
                        _ => None,
                    };
                    let fault = conflict(claim, *relation, other, to).or(outdated);
                    diagnostics.extend(fault.map(|fault| fault.at(source, to.span, "")));
                    claim.relations.push((*relation, other));
                }
                Err(several) if several.is_empty() && names_itself(claim, to) => {
                    let message = format!("`{}` stands in a relation to itself", claim.id);
                    let fault = Diagnostic::new(Code::ClaimConflict, message);
                    let help = "name another claim here, or take the relation out";
                    diagnostics.push(fault.at(source, to.span, "").help(help));
                }
                Err(several) => {
                    let hidden = hidden.get_or_insert_with(|| withheld(disclosed));
                    let id = to.value.rsplit('#').next().unwrap_or_default();
                    if !several.is_empty() || !hidden.contains(id) {
                        let fault = unknown(to, &several, &related, readings);
                        diagnostics.push(fault.at(source, to.span, ""));
                    }
                }
            }
        }
    }
    diagnostics
}

/// A claim that speaks for another one and against it.
fn conflict(
    claim: &Claim,
    relation: Relation,
    other: ClaimId,
    to: &Spanned<String>,
) -> Option<Diagnostic> {
    let side = |relation| match relation {
        Relation::Supports | Relation::Repeats => Some(true),
        Relation::Contradicts => Some(false),
        Relation::Updates => None,
    };
    let mut sides = claim.relations.iter().filter(|(_, o)| *o == other).filter_map(|r| side(r.0));
    let is = side(relation)?;
    sides.find(|known| *known != is)?;
    let message = format!("`{}` speaks for `{}` and against it", claim.id, to.value);
    let fault = Diagnostic::new(Code::ClaimConflict, message);
    Some(fault.help("keep one of the two relations, or make two claims of this one"))
}

/// When a claim was made.
fn made(claim: &Claim, readings: &[Arc<Reading>]) -> Day {
    first_day(record(readings, claim).and_then(|record| record.made.as_ref()))
}

/// A claim that replaces a later one.
fn outdated(claim: &Claim, to: &Spanned<String>, (made, other): (Day, Day)) -> Option<Diagnostic> {
    let is_later = other != Day::NEVER && other > made;
    let fault = || {
        let message = format!("`{}` replaces `{}`, which was made later", claim.id, to.value);
        let help = "write `updates` into the later claim";
        Diagnostic::new(Code::ClaimConflict, message).help(help)
    };
    is_later.then(fault)
}

fn names_itself(claim: &Claim, to: &Spanned<String>) -> bool {
    fold::fragment(to.value.rsplit('#').next().unwrap_or_default().trim()) == claim.id
}
