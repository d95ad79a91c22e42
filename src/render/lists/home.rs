//! The home page.

use crate::model::archive::{DocumentId, EventId, QuestionId, Standing, first_day};
use crate::model::date::Day;
use crate::render::context::Context;
use crate::render::languages::own_name;
use crate::render::view::{HomeView, QuestionView};

use super::entities::most_frequent;
use super::questions;
use super::timeline::{between, density};

/// How many articles, names and questions the home page shows.
const RECENT: usize = 8;
const FREQUENT: usize = 12;
const CONTESTED: usize = 4;

/// What the archive is. `html` is the words of the document that introduces it, `question` makes the view of one.
pub fn home(
    cx: Context<'_>,
    introduction: Option<DocumentId>,
    html: String,
    question: impl Fn(QuestionId) -> QuestionView,
) -> HomeView {
    let events: Vec<EventId> = (0..).map(EventId).take(cx.archive.events.len()).collect();
    let in_dispute = |id: &QuestionId| {
        matches!(cx.archive.question(*id).standing, Standing::Contested | Standing::Denied)
    };
    let questions = questions::ranked(cx).into_iter().filter(in_dispute);
    let lately_read = lately_read(cx);
    let is_read = !lately_read.is_empty();
    // The archive has them by publication, the newest first.
    let recent = if is_read { lately_read } else { cx.archive.readings().collect() };
    HomeView {
        html,
        title: introduction.map(|id| cx.source(id).title.value.clone()),
        recent: recent.into_iter().take(RECENT).map(|id| cx.article(id)).collect(),
        is_read,
        languages: languages(cx),
        span: span(cx),
        density_svg: density(cx, &events),
        frequent: most_frequent(cx, FREQUENT),
        contested: questions.take(CONTESTED).map(question).collect(),
    }
}

/// The articles of which a day is known when they were read, those read last first; among those of one day the newest
/// first.
fn lately_read(cx: Context<'_>) -> Vec<DocumentId> {
    let mut ids: Vec<(Day, DocumentId)> =
        cx.archive.readings().filter_map(|id| Some((read(cx, id)?, id))).collect();
    // The sort keeps the order of the archive, which is by publication.
    ids.sort_by_key(|&(day, _)| std::cmp::Reverse(day));
    ids.into_iter().map(|(_, id)| id).collect()
}

/// When an article was read last: as it says, or else when something was marked in it.
fn read(cx: Context<'_>, id: DocumentId) -> Option<Day> {
    let article = cx.source(id).article()?;
    let last = |days: &mut dyn Iterator<Item = Day>| days.filter(|&day| day != Day::NEVER).max();
    let marked = article.annotations.iter().filter_map(|a| a.details().created.as_ref());
    last(&mut article.read.iter().map(|dated| first_day(Some(dated))))
        .or_else(|| last(&mut marked.map(|dated| first_day(Some(dated)))))
}

/// The languages of the articles, most frequent first, each once by its own name.
fn languages(cx: Context<'_>) -> Vec<(String, String)> {
    let mut counts: Vec<(&str, &str, usize)> = Vec::new();
    for id in cx.archive.readings() {
        let language = cx.language(cx.source(id));
        let name = own_name(language);
        match counts.iter_mut().find(|(_, other, _)| *other == name) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((language, name, 1)),
        }
    }
    counts.sort_by_key(|&(language, _, count)| (std::cmp::Reverse(count), language));
    counts.into_iter().map(|(language, name, _)| (language.to_owned(), name.to_owned())).collect()
}

/// The first and the last publication.
fn span(cx: Context<'_>) -> Option<(String, String)> {
    let published = |id| cx.source(id).article()?.published.as_ref()?.when.as_deref();
    between(cx, &cx.archive.readings().filter_map(published).collect::<Vec<_>>())
}
