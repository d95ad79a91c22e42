//! The view of a question: its claims side by side, and where it stands.

use std::collections::BTreeSet;

use crate::model::annotation::Stance;
use crate::model::archive::{ClaimId, Dispute, Question, QuestionId, Standing, Target, Words};
use crate::model::figure::Figure;
use crate::render::context::Context;
use crate::render::view::QuestionView;
use crate::render::words::fill;
use crate::render::{body, lists, page};

/// `question` in question.html.
pub(super) fn view(cx: Context, id: QuestionId) -> QuestionView {
    let record = cx.archive.question(id).record;
    QuestionView {
        html: record.map_or_else(String::new, |record| body::page(cx, record).0),
        ..listed(cx, id)
    }
}

/// A question among others on one page, whose text has no ids there.
pub(super) fn listed(cx: Context, id: QuestionId) -> QuestionView {
    let question = cx.archive.question(id);
    let record = question.record.map(|record| cx.source(record));
    let (plots, unplotted) = lists::plots(cx, id);
    QuestionView {
        link: cx.question(id),
        id: question.slug.clone(),
        summary: record
            .and_then(|record| record.summary.as_ref())
            .map(|summary| summary.value.clone()),
        html: question
            .record
            .map_or_else(String::new, |record| body::note(cx, record, Words::Text)),
        extra: page::map(record.map_or(&[], |record| &record.extra)),
        tags: cx.tags(record.map_or(&[], |record| &record.tags)),
        reason: reason(cx, id),
        stated: question.stated.as_ref().map(|(is, because)| (is.value.clone(), because.clone())),
        plots,
        unplotted: unplotted.into_iter().map(|claim| cx.claim(claim)).collect(),
        claims: question.claims.iter().map(|&claim| cx.claim(claim)).collect(),
        backlinks: cx.backlinks(Target::Question(id), 0),
        more_backlinks: cx.more_backlinks(Target::Question(id)),
    }
}

/// Why a question stands where it does.
fn reason(cx: Context, id: QuestionId) -> String {
    let question = cx.archive.question(id);
    let state = question.standing.name();
    if let Some((one, other)) = question.because
        && let Some(key) = pattern(question).filter(|key| cx.words.has(key))
    {
        let speaker = |id| cx.archive.speaker(cx.archive.claim(id));
        let is_disowned = key == "reason.denied" && speaker(one) == speaker(other);
        let key = if is_disowned { "reason.disowned" } else { key };
        // The one that denies comes second.
        let denies = |id| cx.archive.claim(id).stance == Stance::Denies;
        let (one, other) = if denies(one) && !denies(other) { (other, one) } else { (one, other) };
        let (a, b) = (account(cx, one), account(cx, other));
        return begun(fill(cx.words.get(key), &[("a", &a), ("b", &b)]));
    }
    let asserted = question.claims.iter().map(|&claim| cx.archive.claim(claim));
    let asserted = asserted.filter(|claim| claim.stance == Stance::Asserts);
    let articles: BTreeSet<_> = asserted.map(|claim| claim.document).collect();
    match &question.origin {
        Some(origin) if articles.len() > 1 => {
            let pattern = cx.words.count("reason.one-origin", articles.len() as u64);
            fill(&pattern, &[("name", &cx.words.isolated(&origin.name))])
        }
        _ if question.standing == Standing::Open && !question.claims.is_empty() => String::new(),
        _ => cx.words.get(&format!("standing.about.{state}")).to_owned(),
    }
}

/// A sentence that may begin with a name in small letters: `officials`, `al-Qaeda`.
fn begun(sentence: String) -> String {
    let mut letters = sentence.char_indices();
    let Some((at, first)) = letters.find(|(_, c)| c.is_alphanumeric()) else { return sentence };
    let rest = &sentence[at + first.len_utf8()..];
    format!("{}{}{rest}", &sentence[..at], first.to_uppercase())
}

/// The pattern of the sentence about the two claims that decide.
fn pattern(question: &Question) -> Option<&'static str> {
    match (question.standing, question.dispute) {
        (_, Some(Dispute::Figures)) => Some("reason.apart"),
        (_, Some(Dispute::Relation)) => Some("reason.contradicts"),
        (_, Some(Dispute::Denial)) => Some("reason.rival"),
        (Standing::Denied, None) => Some("reason.denied"),
        (Standing::Corroborated, None) => Some("reason.corroborated"),
        _ => None,
    }
}

/// Who gives an account, and which figure.
fn account(cx: Context, id: ClaimId) -> String {
    let claim = cx.archive.claim(id);
    let who = match cx.archive.speaker(claim) {
        Some(speaker) => speaker.to_owned(),
        None => match cx.outlet(claim.document) {
            Some(outlet) => outlet.text("name").to_owned(),
            None => format!("“{}”", cx.source(claim.document).title.value),
        },
    };
    let who = cx.words.isolated(&who);
    match figure_of(cx, id) {
        Some(figure) => {
            let counted = cx.figure(figure, claim.question).counted;
            format!("{who} ({})", cx.words.isolated(&counted))
        }
        None => who.into_owned(),
    }
}

fn figure_of(cx: Context<'_>, id: ClaimId) -> Option<&Figure> {
    cx.archive.record(cx.archive.claim(id))?.figure.as_ref()
}
