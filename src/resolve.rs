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
use claims::Claimed;
use disclose::Disclosed;
use names::Names;
use protect::Protected;
use timeline::Timeline;

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
    let before = last.as_ref().map(|last| Before::new(last, &protected, &disclosed));
    let before = before.as_ref();
    let readings = &disclosed.readings;
    let names = before.filter(|before| before.same.names).map_or_else(
        || Arc::new(names::gather(readings, &protected, &config.language)),
        |before| Arc::clone(&before.last.names),
    );
    let finder = owners::finder(&names, readings, before);
    let (found, undecided) = mentions::find(&disclosed, &names, &finder, config.mentions, before);
    let reported = before.filter(|before| before.same.events);
    let articles = reported.map_or_else(|| articles(readings), |b| b.last.articles.clone());
    let (timeline, claimed) = united(&disclosed, &articles, &names, before);
    let linked = links::resolve(&disclosed, &names, &claimed, before);
    let counted = counted(readings, before);
    let mut archive = Archive {
        edition: options.edition,
        entities: Vec::new(),
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
    let completed = entities::complete(&names, &archive, &finder, &found, before);
    archive.entities.clone_from(&completed.entities);
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
        counted,
    });
    Checked { value: archive, diagnostics }
}

/// What happened, and what is claimed, by all articles together.
fn united(
    disclosed: &Disclosed,
    articles: &[DocumentId],
    names: &Names,
    before: Option<&Before>,
) -> (Arc<Timeline>, Arc<Claimed>) {
    let readings = &disclosed.readings;
    let shown = || articles.iter().map(|&id| (id, &*readings[id.index()]));
    rayon::join(
        || match before.filter(|before| before.same.events) {
            Some(before) => timeline::again(before, readings),
            None => Arc::new(timeline::unite(shown(), names)),
        },
        || match before.filter(|before| before.same.claims) {
            Some(before) => claims::again(before, readings),
            None => Arc::new(claims::gather(disclosed, articles, names)),
        },
    )
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
