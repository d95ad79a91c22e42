//! The view of a question: its claims side by side, and where it stands.

use crate::model::annotation::Says;
use crate::model::archive::{ClaimId, QuestionId, Standing, Target};
use crate::model::figure::{Figure, FigureRange};
use crate::render::body;
use crate::render::chart::Scale;
use crate::render::context::{Context, standing};
use crate::render::view::{PlotRow, PlotView, QuestionView};
use crate::render::words::fill;

/// `question` in question.html.
pub(super) fn view(cx: Context, id: QuestionId) -> QuestionView {
    let question = cx.archive.question(id);
    let record = question.record.map(|record| cx.source(record));
    QuestionView {
        link: cx.question(id),
        id: question.slug.clone(),
        summary: record.and_then(|record| record.summary.as_ref()).map(|summary| summary.value.clone()),
        html: question.record.map_or_else(String::new, |record| body::page(cx, record).0),
        reason: reason(cx, id),
        stated: question.stated.as_ref().map(|(is, because)| (is.value.clone(), because.clone())),
        plots: plots(cx, &question.claims),
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

/// The figures of claims, a plot for each unit and scope, in the order of the claims.
pub(super) fn plots(cx: Context, claims: &[ClaimId]) -> Vec<PlotView> {
    type Kind<'a> = (Option<&'a str>, Option<&'a str>);
    let mut kinds: Vec<(Kind, Vec<(ClaimId, FigureRange)>)> = Vec::new();
    for &claim in claims {
        let Some(figure) = figure(cx, claim) else { continue };
        let Some(range) = figure.range else { continue };
        let kind = (figure.unit.as_deref(), figure.scope.as_deref());
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, figures)) => figures.push((claim, range)),
            None => kinds.push((kind, vec![(claim, range)])),
        }
    }
    let plot = |((unit, scope), figures): (Kind, Vec<(ClaimId, FigureRange)>)| {
        let ranges: Vec<FigureRange> = figures.iter().map(|&(_, range)| range).collect();
        let scale = Scale::new(&ranges)?;
        let row = |&(claim, range): &(ClaimId, FigureRange)| PlotRow {
            claim: cx.claim(claim),
            svg: scale.figure(range),
        };
        Some(PlotView {
            unit: unit.map(str::to_owned),
            scope: scope.map(str::to_owned),
            rows: figures.iter().map(row).collect(),
            axis_svg: scale.axis(|n| tick(cx, n)),
        })
    };
    kinds.into_iter().filter_map(plot).collect()
}

/// A number below an axis.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked to be a small whole number
fn tick(cx: Context, n: f64) -> String {
    if n >= 0.0 && n < 1e15 && n.fract() == 0.0 { cx.words.number(n as u64) } else { n.to_string() }
}
