//! Resolving: from what each file says to what they say together.
//!
//! Names are gathered first, then one place (`disclose`) makes the readings that an edition may know, and
//! everything after it sees only those. Gives no addresses, and makes no pages.

mod backlinks;
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
mod order;
mod paths;
mod places;
mod protect;
mod questions;
mod redact;
mod targets;
mod timeline;
mod together;

use std::cmp::Reverse;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Checked;
pub use crate::model::archive::Options;
use crate::model::archive::{Archive, DocumentId};
use crate::model::article::Reading;
use crate::model::date::{Dated, When};
use protect::Protected;

/// Unites what the files say. `readings` come sorted by path.
pub fn resolve(readings: &[Arc<Reading>], config: &Config, options: &Options) -> Checked<Archive> {
    let protected = Protected::gather(readings, options.edition);
    let mut disclosed = disclose::disclose(readings, &protected, config, *options);
    let mut diagnostics = std::mem::take(&mut disclosed.diagnostics);
    let (names, faults) = names::gather(&disclosed.readings, &protected, &config.language);
    diagnostics.extend(faults);
    let finder = mentions::finder(&names, &disclosed.readings);
    let found = mentions::find(&disclosed, &names, &finder, config.mentions);
    diagnostics.extend(found.diagnostics);
    let articles = articles(&disclosed.readings);
    let shown = || articles.iter().map(|&id| (id, &*disclosed.readings[id.index()]));
    let (events, faults) = timeline::unite(shown(), &names);
    diagnostics.extend(faults);
    let (claims, questions, faults) = claims::gather(&disclosed, &articles, &names);
    diagnostics.extend(faults);
    let questions = questions::weigh(questions, &claims, &disclosed.readings);
    diagnostics.extend(questions::unanswered(&questions, &disclosed.readings));
    let linked = links::resolve(&disclosed, &names, &questions, &claims);
    diagnostics.extend(linked.diagnostics);
    let mut archive = Archive {
        edition: options.edition,
        entities: Vec::new(),
        articles,
        events,
        claims,
        questions,
        mentions: found.shown,
        withheld: found.withheld,
        links: linked.links,
        backlinks: linked.backlinks,
        relations: linked.relations,
        documents: disclosed.readings,
    };
    archive.entities = entities::complete(&names, &archive, &finder, &mut diagnostics);
    diagnostics.extend(circles::find(&archive));
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    Checked { value: archive, diagnostics }
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
