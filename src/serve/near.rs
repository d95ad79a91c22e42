//! Addresses that are near to one that is not there.

use crate::model::site::{Site, Subject};

/// How many are named.
const NAMED: usize = 5;
/// Below this likeness, a word has nothing to do with another.
const LIKE: f64 = 0.6;

/// The pages whose addresses are most like this one, the nearest first.
pub(super) fn near<'s>(site: &'s Site, wanted: &str) -> Vec<&'s str> {
    let pages = site
        .pages
        .iter()
        .filter(|page| !matches!(page.subject, Subject::Data(_) | Subject::Asset(_)));
    let wanted = stem(wanted);
    let name = last(wanted);
    let liking = pages.filter_map(|page| {
        let url = page.url.as_str();
        let stem = stem(url);
        // The same name in another folder is nearer than another name in the same folder.
        let like = strsim::normalized_damerau_levenshtein(name, last(stem));
        let bonus = if stem.rsplit_once('/').map(|s| s.0) == wanted.rsplit_once('/').map(|s| s.0) {
            0.1
        } else {
            0.0
        };
        (like >= LIKE).then_some((like + bonus, url))
    });
    let mut liking: Vec<_> = liking.collect();
    liking.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    liking.into_iter().take(NAMED).map(|(_, url)| url).collect()
}

fn stem(url: &str) -> &str {
    let url = url.strip_suffix("/index.html").unwrap_or(url).trim_end_matches('/');
    url.strip_suffix(".html").unwrap_or(url)
}

fn last(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or(url)
}
