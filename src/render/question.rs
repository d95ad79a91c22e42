//! The view of a question: its claims side by side, and where it stands.

use crate::model::annotation::{Says, Stance};
use crate::model::archive::{ClaimId, QuestionId, Standing, Target};
use crate::model::figure::Figure;
use crate::render::context::{Context, standing};
use crate::render::view::QuestionView;
use crate::render::words::fill;
use crate::render::{body, lists};

/// `question` in question.html.
pub(super) fn view(cx: Context, id: QuestionId) -> QuestionView {
    let question = cx.archive.question(id);
    let record = question.record.map(|record| cx.source(record));
    QuestionView {
        link: cx.question(id),
        id: question.slug.clone(),
        summary: record
            .and_then(|record| record.summary.as_ref())
            .map(|summary| summary.value.clone()),
        html: question.record.map_or_else(String::new, |record| body::page(cx, record).0),
        reason: reason(cx, id),
        stated: question.stated.as_ref().map(|(is, because)| (is.value.clone(), because.clone())),
        plots: lists::plots(cx, id),
        claims: question.claims.iter().map(|&claim| cx.claim(claim)).collect(),
        backlinks: cx.backlinks(Target::Question(id)),
    }
}

/// Why a question stands where it does.
fn reason(cx: Context, id: QuestionId) -> String {
    let question = cx.archive.question(id);
    let state = standing(question.standing);
    let key = format!("reason.{state}");
    let named = question.because.filter(|_| cx.words.has(&key));
    match named {
        Some((one, other)) => {
            // The one that denies comes second.
            let denies = |id| cx.archive.claim(id).stance == Stance::Denies;
            let (one, other) =
                if denies(one) && !denies(other) { (other, one) } else { (one, other) };
            let (a, b) = (account(cx, one), account(cx, other));
            fill(cx.words.get(&key), &[("a", &a), ("b", &b)])
        }
        None if question.standing == Standing::Open && !question.claims.is_empty() => String::new(),
        None => cx.words.get(&format!("standing.about.{state}")).to_owned(),
    }
}

/// Who gives an account, and which figure.
fn account(cx: Context, id: ClaimId) -> String {
    let claim = cx.archive.claim(id);
    let who = match claim.speaker {
        Some(speaker) => cx.archive.entity(speaker).name.clone(),
        None => match cx.outlet(claim.document) {
            Some(outlet) => outlet.name,
            None => format!("“{}”", cx.source(claim.document).title.value),
        },
    };
    match figure(cx, id) {
        Some(figure) => format!("{who} ({})", figure.written),
        None => who,
    }
}

fn figure(cx: Context<'_>, id: ClaimId) -> Option<&Figure> {
    let claim = cx.archive.claim(id);
    match &cx.archive.annotation(claim.document, claim.annotation)?.says {
        Says::Claim(record) => record.figure.as_ref(),
        _ => None,
    }
}
