//! Contested figures beside each other.

use crate::fold;
use crate::model::archive::{ClaimId, QuestionId};
use crate::model::figure::{Figure, FigureRange};
use crate::render::chart::Scale;
use crate::render::context::Context;
use crate::render::figure;
use crate::render::view::{PlotRow, PlotView};

/// A figure that has numbers, and whose it is.
type Plotted<'a> = (ClaimId, &'a Figure, FigureRange);

/// The figures of a question, one plot for each unit and scope, in the order in which they first occur; and the claims
/// whose figures are on no plot although there is one.
///
/// Figures that count other things do not stand on one axis; a figure that cannot be read as a number, and one that
/// stands alone, has no plot.
pub fn plots(cx: Context<'_>, id: QuestionId) -> (Vec<PlotView>, Vec<ClaimId>) {
    let mut groups: Vec<(String, Vec<Plotted>)> = Vec::new();
    let mut others = Vec::new();
    let question = cx.archive.question(id);
    for &claim in &question.claims {
        let Some(figure) = figure_of(cx, claim) else { continue };
        let Some(range) = plottable(figure) else {
            others.push(claim);
            continue;
        };
        let counts = range.counts(cx.unit(figure, Some(id)));
        let key = format!("{counts}\n{}", fold::label(figure.scope.as_deref().unwrap_or_default()));
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, figures)) => figures.push((claim, figure, range)),
            None => groups.push((key, vec![(claim, figure, range)])),
        }
    }
    let (drawn, alone): (Vec<_>, Vec<_>) =
        groups.into_iter().map(|(_, figures)| figures).partition(|figures| figures.len() > 1);
    let plots: Vec<PlotView> = drawn.iter().filter_map(|figures| plot(cx, figures, id)).collect();
    others.extend(alone.iter().flatten().map(|&(claim, ..)| claim));
    others.sort_unstable();
    if plots.is_empty() { (plots, Vec::new()) } else { (plots, others) }
}

fn figure_of(cx: Context<'_>, id: ClaimId) -> Option<&Figure> {
    cx.archive.record(cx.archive.claim(id))?.figure.as_ref()
}

/// The numbers of a figure, where it has some.
fn plottable(figure: &Figure) -> Option<FigureRange> {
    figure.range.filter(|range| range.low.is_some() || range.high.is_some())
}

fn plot(cx: Context<'_>, figures: &[Plotted], id: QuestionId) -> Option<PlotView> {
    let ranges: Vec<FigureRange> = figures.iter().map(|&(_, _, range)| range).collect();
    let scale = Scale::new(&ranges)?;
    let &(_, first, range) = figures.first()?;
    let unit = cx.unit(first, Some(id));
    let is_year = range.is_year(unit);
    let number = |n: f64| match (is_year, n.fract() == 0.0) {
        (true, true) => figure::year(cx.words, n),
        // A year has no parts.
        (true, false) => String::new(),
        (false, _) => figure::short(cx.words, n),
    };
    let row =
        |&(claim, _, range): &Plotted| PlotRow { claim: cx.claim(claim), svg: scale.figure(range) };
    Some(PlotView {
        unit: unit.map(str::to_owned),
        scope: first.scope.clone(),
        rows: figures.iter().map(row).collect(),
        axis_svg: scale.axis(number),
    })
}
