//! The search index: from an archive to shards that the search page loads as it needs them.
//!
//! Holds nothing that the archive does not disclose. Looking words up is the business of the script in the theme; what
//! both have to agree on is written here.
//!
//! Everything that can be found is a *unit*: a stretch of an article with its title and paragraphs, a note, a name, an
//! event, a claim, a question, a page. Units are numbered from 0. There are four kinds of shards, each a script that
//! calls `variorumSearch(name, data)`, so that they load from `file://` too:
//!
//! - `search/index.js`: how the others are cut;
//! - `search/u….js`: units, as they are shown;
//! - `search/t….js`: terms in order, each with its postings;
//! - `search/h….js`: beginnings that very many terms share, each with its best units, for the first letters typed;
//! - `search/filters.js`: what results can be narrowed by.
//!
//! A term is a word folded to [`Level::Case`](crate::fold::Level::Case); in scripts without spaces, two characters, or
//! the last one of a run. A filter is a term too, `!kind:note`: `!` is not a letter, so that they cannot be confused.

mod pack;
mod postings;
mod shards;
mod terms;
mod texts;
mod units;

use rayon::prelude::*;

use crate::config::Config;
use crate::model::annotation::Stance;
use crate::model::archive::Archive;
use crate::model::date::When;
use crate::model::site::{Output, Site};
use postings::Postings;
use shards::UnitShards;
use units::Unit;

/// How many subjects are indexed at a time; what is in memory besides the postings grows with it.
const AT_A_TIME: usize = 128;

/// How results say what they are, in the language of the site.
pub struct Wording<'a> {
    /// A date.
    pub when: &'a (dyn Fn(&When) -> String + Sync),
    /// The kind of an entity.
    pub kind: &'a (dyn Fn(&str) -> String + Sync),
    /// Who makes a claim, or nobody for the article itself, and how they stand to it: `Ann Author denies`.
    pub says: &'a (dyn Fn(Option<&str>, Stance) -> String + Sync),
}

/// Makes the shards of the index and hands each over as soon as it is complete.
pub fn index(
    archive: &Archive,
    site: &Site,
    config: &Config,
    wording: &Wording,
    mut emit: impl FnMut(Output),
) {
    let subjects = units::subjects(archive, site);
    let mut postings = Postings::default();
    let mut shards = UnitShards::default();
    for some in subjects.chunks(AT_A_TIME) {
        let of = |subject| units::units(subject, archive, site, wording);
        let units: Vec<Unit> = some.par_iter().flat_map_iter(of).collect();
        postings.add(&units);
        for unit in &units {
            shards.add(unit, &mut emit);
        }
    }
    shards.finish(&mut emit);
    shards::terms(postings, &shards, config, &mut emit);
}
