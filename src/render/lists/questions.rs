//! The questions that sources are asked.

use std::cmp::Reverse;

use crate::model::archive::{QuestionId, Standing};
use crate::model::site::Part;
use crate::render::context::Context;

/// The questions of a part of the page of claims, which shares them among its parts.
pub fn questions(cx: Context<'_>, part: &Part) -> Vec<QuestionId> {
    let all = ranked(cx);
    let most = all.len().div_ceil(part.of.max(1));
    all.into_iter().skip(part.number * most).take(most).collect()
}

/// All questions: what is contested before what is denied, what has most accounts before the rest.
pub(super) fn ranked(cx: Context<'_>) -> Vec<QuestionId> {
    let mut ids: Vec<QuestionId> = (0..).map(QuestionId).take(cx.archive.questions.len()).collect();
    ids.sort_by_key(|&id| {
        let question = cx.archive.question(id);
        let settled = !matches!(question.standing, Standing::Contested | Standing::Denied);
        (settled, question.standing, Reverse(question.claims.len()), id)
    });
    ids
}
