//! Resolving: from what each file says to what they say together.
//!
//! Names are gathered first, then one place (`disclose`) makes the readings that an edition may know, and
//! everything after it sees only those. Gives no addresses, and makes no pages.

mod backlinks;
mod before;
mod called;
mod circles;
mod claims;
mod common;
mod disclose;
mod embeds;
mod entities;
mod excerpt;
mod find;
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
mod slugs;
mod targets;
mod timeline;
mod together;
mod written;

use std::cmp::Reverse;
use std::sync::Arc;

use before::{Before, Last, Settings};

use crate::config::Config;
use crate::diagnostic::Checked;
pub use crate::model::archive::Options;
use crate::model::archive::{Archive, DocumentId};
use crate::model::article::Reading;
use crate::model::date::{Dated, When};
pub use before::Memory;
use names::Names;
use protect::Protected;

/// Unites what the files say. `readings` come sorted by path; what has stayed the same is taken over from the turn before.
pub fn resolve(
    readings: &[Arc<Reading>],
    config: &Config,
    options: &Options,
    memory: &mut Memory,
) -> Checked<Archive> {
    let settings = Settings::of(config, *options);
    let last = memory.0.take().filter(|last| last.settings == settings);
    let protected = Protected::gather(readings, options.edition);
    let disclosed = disclose::disclose(readings, &protected, config, *options, last.as_ref());
    let mut before = last.as_ref().map(|last| Before::new(last, &protected, &disclosed));
    let readings = &disclosed.readings;
    let names = names(readings, &protected, &config.language, before.as_mut());
    let before = before.as_ref();
    let finder = owners::finder(&names, readings, before);
    let (found, undecided) = mentions::find(&disclosed, &names, &finder, config.mentions, before);
    let articles = before
        .filter(|before| before.same.articles)
        .map_or_else(|| articles(readings), |before| before.last.articles.clone());
    let (timeline, claimed) = rayon::join(
        || timeline::unite(readings, &articles, &names, before),
        || claims::gather(&disclosed, &articles, &names, before),
    );
    let linked = links::resolve(&disclosed, &names, &claimed, before);
    let counted = counted(readings, before);
    let completed = entities::complete(&names, readings, before);
    let told = known::Told {
        readings,
        articles: &articles,
        found: &found,
        timeline: &timeline,
        claimed: &claimed,
    };
    let known = told.of(completed.entities.len(), before);
    let archive = Archive {
        edition: options.edition,
        entities: completed.entities.clone(),
        known: known.clone(),
        articles: articles.clone(),
        events: timeline.events.clone(),
        claims: claimed.claims.clone(),
        questions: claimed.questions.clone(),
        mentions: found.iter().map(|found| Arc::clone(&found.shown)).collect(),
        withheld: found.iter().map(|found| Arc::clone(&found.withheld)).collect(),
        links: linked.links.clone(),
        backlinks: Arc::clone(&linked.backlinks.of),
        relations: linked.relations.clone(),
        documents: readings.clone(),
        noted: counted.iter().map(|(noted, _)| noted).sum(),
        quoted: counted.iter().map(|(_, quoted)| quoted).sum(),
    };
    let mut diagnostics = disclosed.diagnostics.clone();
    diagnostics.extend(undecided);
    for step in [
        &names.diagnostics,
        &timeline.diagnostics,
        &claimed.diagnostics,
        &linked.diagnostics,
        &completed.diagnostics,
        &circles::find(&archive),
    ] {
        diagnostics.extend_from_slice(step);
    }
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    memory.0 = Some(Last {
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
        completed,
        known,
        counted,
    });
    Checked { value: archive, diagnostics }
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

/// The articles, newest publication first; undated ones last.
fn articles(readings: &[Arc<Reading>]) -> Vec<DocumentId> {
    let articles = (0..).map(DocumentId).zip(readings).filter_map(|(id, reading)| {
        let article = reading.document.article()?;
        Some((id, article.published.as_ref().and_then(|date: &Dated| date.when.as_ref())))
    });
    let mut articles: Vec<_> = articles.collect();
    articles.sort_by_key(|(_, when)| (when.is_none(), Reverse(when.map(When::order))));
    articles.into_iter().map(|(id, _)| id).collect()
}
