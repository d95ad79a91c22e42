//! What is wrong with questions.

use std::sync::Arc;

use crate::diagnostic::{Candidates, Code, Diagnostic};
use crate::model::archive::{Claim, Question};
use crate::model::article::Reading;
use crate::resolve::called::{bare, names};
use crate::resolve::claims::record;

/// The questions with a file of their own that no claim answers.
pub(in crate::resolve) fn unanswered<'a>(
    questions: &'a [Question],
    readings: &'a [Arc<Reading>],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let silent = questions.iter().filter(|question| question.claims.is_empty());
    silent.filter_map(|question| {
        let document = &readings[question.record?.index()].document;
        let fault = Diagnostic::new(Code::Unanswered, "no claim answers this question");
        let help = format!("name it under `claims` of an article: `question: {}`", document.slug);
        Some(fault.at(&document.source, document.title.span, "").help(help))
    })
}

/// The questions of claims that have no file and are called almost like one that has one.
pub(in crate::resolve) fn mistaken(
    questions: &[Question],
    claims: &[Claim],
    readings: &[Arc<Reading>],
) -> Vec<Diagnostic> {
    let recorded = || questions.iter().filter_map(|question| question.record);
    let names = recorded().flat_map(|id| names(&readings[id.index()].document));
    let known = Candidates::of(names);
    let is_new =
        |claim: &&Claim| claim.question.is_some_and(|id| questions[id.index()].record.is_none());
    let mistaken = claims.iter().filter(is_new).filter_map(|claim| {
        let words = record(readings, claim)?.question.as_ref()?;
        let near = known.slipped(bare(&words.value))?;
        let message = format!("the question `{}` has no file", words.value);
        let fault = Diagnostic::new(Code::UnknownQuestion, message);
        let source = &readings[claim.document.index()].document.source;
        Some(fault.at(source, words.span, "").help(format!("did you mean `{near}`?")))
    });
    mistaken.collect()
}
