//! Resolving: from what each file says to what they say together.
//!
//! Names are gathered first, then one place (`disclose`) makes the readings that an edition may know, and
//! everything after it sees only those. Gives no addresses, and makes no pages.

mod backlinks;
mod before;
mod bodies;
mod called;
mod circles;
mod claims;
mod common;
mod copies;
mod disclose;
mod doubt;
mod embeds;
mod entities;
mod excerpt;
mod find;
mod inflect;
mod kinds;
mod known;
mod links;
mod mentions;
mod moves;
mod names;
mod normal;
mod order;
mod owners;
mod paths;
mod places;
mod protect;
mod questions;
mod redact;
mod says;
mod secret;
mod sentence;
mod slugs;
mod targets;
mod timeline;
mod together;
mod written;

use std::cmp::Reverse;
use std::sync::Arc;

use before::{Before, Last, Settings};

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
pub use crate::model::archive::Options;
use crate::model::archive::{Archive, DocumentId, Question};
use crate::model::article::Reading;
use crate::model::date::{Dated, Day, When};
pub use before::Memory;
use claims::Claimed;
use links::Linked;
use names::Names;
use protect::Protected;

/// Unites what the files say. `readings` come sorted by path; what has stayed the same is taken over from the turn before.
pub fn resolve(
    readings: &[Arc<Reading>],
    config: &Config,
    options: &Options,
    memory: &mut Memory,
) -> Checked<Archive> {
    let kind = |kind: &str| kind.to_owned();
    resolve_unless(readings, config, *options, &kind, memory, &|| false).unwrap_or_default()
}

/// The same, with what readers call a kind of entity; nothing where it is overtaken, and what is remembered stays as it
/// was.
pub(crate) fn resolve_unless(
    readings: &[Arc<Reading>],
    config: &Config,
    options: Options,
    kind: &dyn Fn(&str) -> String,
    memory: &mut Memory,
    is_overtaken: &(dyn Fn() -> bool + Sync),
) -> Option<Checked<Archive>> {
    let settings = Settings::of(config, options);
    let last = memory.0.take().filter(|last| last.settings == settings);
    let protected = Protected::gather(readings, config, options, kind);
    let made = unite(readings, config, settings, protected, last.as_ref(), is_overtaken);
    let (now, resolved) = made.unzip();
    memory.0 = now.or(last);
    resolved
}

/// What is found step by step, and the archive that comes of it.
fn unite(
    given: &[Arc<Reading>],
    config: &Config,
    settings: Settings,
    protected: Protected,
    last: Option<&Last>,
    is_overtaken: &(dyn Fn() -> bool + Sync),
) -> Option<(Last, Checked<Archive>)> {
    let goes_on = || (!is_overtaken()).then_some(());
    let options = settings.options;
    let disclosed = disclose::disclose(given, &protected, config, options, last);
    let mut before = last.map(|last| Before::new(last, &protected, &disclosed));
    let readings = &disclosed.readings;
    let (names, doubts) = rayon::join(
        || names(readings, &protected, &config.language, before.as_mut()),
        || [copies::find(given), kinds::find(given)].concat(),
    );
    let before = before.as_ref();
    goes_on()?;
    let finder = owners::finder(&names, readings, before);
    let (found, mut faults) =
        mentions::find(&disclosed, &names, &finder, config.mentions, before, is_overtaken)?;
    let articles = before
        .filter(|before| before.same.articles)
        .map_or_else(|| articles(readings), |before| before.last.articles.clone());
    let (timeline, (claimed, linked)) = rayon::join(
        || timeline::unite(readings, &articles, &names, before),
        || {
            let claimed = claims::gather(&disclosed, &articles, &names, before);
            let linked = links::resolve(&disclosed, &names, &claimed, before);
            (claimed, linked)
        },
    );
    goes_on()?;
    let weighed = weighed(&claimed, &linked, readings, &names, before);
    let counted = counted(readings, before);
    let completed = entities::complete(&names, &disclosed, before);
    let told = known::Told {
        readings,
        articles: &articles,
        found: &found,
        timeline: &timeline,
        claimed: &claimed,
    };
    let known = told.of(completed.entities.len(), before);
    let now = Last {
        settings,
        protected,
        disclosed,
        names,
        finder,
        found,
        articles,
        timeline,
        claimed,
        linked,
        weighed,
        completed,
        known,
        counted,
    };
    let archive = archive(&now);
    faults.extend(doubts);
    let diagnostics = diagnostics(&now, &archive, faults);
    Some((now, Checked { value: archive, diagnostics }))
}

/// What is found, as the steps after this one see it.
fn archive(now: &Last) -> Archive {
    Archive {
        edition: now.settings.options.edition,
        entities: now.completed.entities.clone(),
        known: now.known.clone(),
        articles: now.articles.clone(),
        events: now.timeline.events.clone(),
        claims: now.claimed.claims.clone(),
        questions: now.weighed.clone(),
        mentions: now.found.iter().map(|found| Arc::clone(&found.shown)).collect(),
        withheld: now.found.iter().map(|found| Arc::clone(&found.withheld)).collect(),
        declared: now.found.iter().map(|found| Arc::clone(&found.declared)).collect(),
        authors: now.found.iter().map(|found| Arc::clone(&found.authors)).collect(),
        links: now.linked.links.clone(),
        backlinks: Arc::clone(&now.linked.backlinks.of),
        relations: now.linked.relations.clone(),
        documents: now.disclosed.readings.clone(),
        noted: now.counted.iter().map(|(noted, _)| noted).sum(),
        quoted: now.counted.iter().map(|(_, quoted)| quoted).sum(),
    }
}

/// Everything that is wrong, in order; some of it is known already.
fn diagnostics(now: &Last, archive: &Archive, known: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut diagnostics = known;
    for step in [
        &now.disclosed.diagnostics,
        &now.names.diagnostics,
        &now.timeline.diagnostics,
        &now.claimed.diagnostics,
        &now.linked.diagnostics,
        &now.completed.diagnostics,
        &circles::find(archive),
    ] {
        diagnostics.extend_from_slice(step);
    }
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics
}

/// Everybody who is named; what can be taken over follows from that.
fn names(
    readings: &[Arc<Reading>],
    protected: &Protected,
    language: &str,
    before: Option<&mut Before>,
) -> Arc<Names> {
    let gather = || Arc::new(names::gather(readings, protected, language));
    let Some(before) = before else { return gather() };
    let names = if before.same.names { Arc::clone(&before.last.names) } else { gather() };
    before.compare(&names);
    names
}

/// The questions, with where they stand.
fn weighed(
    claimed: &Arc<Claimed>,
    linked: &Linked,
    readings: &[Arc<Reading>],
    names: &Names,
    before: Option<&Before>,
) -> Vec<Question> {
    let is_same = |last: &&Last| {
        Arc::ptr_eq(&last.claimed, claimed) && last.linked.relations == linked.relations
    };
    match before.map(|before| before.last).filter(is_same) {
        Some(last) => last.weighed.clone(),
        None => questions::weigh(claimed, readings, names, &linked.relations),
    }
}

/// How many annotations of each document have a note, and how many a passage.
fn counted(readings: &[Arc<Reading>], before: Option<&Before>) -> Vec<(usize, usize)> {
    let count = |(id, reading): (DocumentId, &Arc<Reading>)| {
        if let Some(counted) = before.and_then(|before| Some(before.last.counted[before.was(id)?]))
        {
            return counted;
        }
        let document = &reading.document;
        let article = document.article().filter(|_| document.withdrawn.is_none());
        let annotations = article.map_or(&[][..], |article| &article.annotations);
        let noted = annotations.iter().filter(|said| said.note.is_some()).count();
        (noted, annotations.iter().filter(|said| said.passage.is_some()).count())
    };
    (0..).map(DocumentId).zip(readings).map(count).collect()
}

/// The articles, newest publication first; those whose year is not known last.
fn articles(readings: &[Arc<Reading>]) -> Vec<DocumentId> {
    let articles = (0..).map(DocumentId).zip(readings).filter_map(|(id, reading)| {
        let article = reading.document.article()?;
        Some((id, article.published.as_ref().and_then(|date: &Dated| date.when.as_deref())))
    });
    let mut articles: Vec<_> = articles.collect();
    articles.sort_by_key(|(_, when)| {
        let order = when.map(When::order);
        (order.is_none_or(|order| order.0 == Day::NEVER), Reverse(order))
    });
    articles.into_iter().map(|(id, _)| id).collect()
}
