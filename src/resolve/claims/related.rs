//! Which claims relations name.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Candidates, Code, Diagnostic};
use crate::fold;
use crate::model::annotation::Says;
use crate::model::archive::{ClaimId, DocumentId};
use crate::model::article::Reading;
use crate::resolve::called::{self, bare, key};
use crate::resolve::disclose::Disclosed;
use crate::source::Spanned;

pub(super) struct Related<'a> {
    pub(super) by_id: BTreeMap<&'a str, Vec<ClaimId>>,
    /// The article of each claim.
    pub(super) documents: Vec<DocumentId>,
    pub(super) readings: &'a [Arc<Reading>],
    /// The articles by the keys of their addresses and titles; few relations name one.
    pub(super) articles: OnceCell<HashMap<String, Vec<DocumentId>>>,
    /// What ids that no claim has are compared with.
    pub(super) likely: OnceCell<Candidates>,
}

impl Related<'_> {
    /// The claim that `id` or `article#id` names for another one, or those between which nothing decides.
    pub(super) fn find(&self, from: ClaimId, to: &str) -> Result<ClaimId, Vec<ClaimId>> {
        let (article, id) = match to.split_once('#') {
            Some((article, id)) if !bare(article).is_empty() => (Some(bare(article)), id),
            Some((_, id)) => (None, id),
            None => (None, to),
        };
        let called = self.by_id.get(&*fold::fragment(id.trim())).map_or(&[][..], Vec::as_slice);
        // A claim stands in no relation to itself.
        let all = || called.iter().filter(|&&claim| claim != from);
        let of = |claim: &&ClaimId| self.documents[claim.index()];
        let among: Vec<ClaimId> = match article {
            Some(article) => {
                let articles = self.articles.get_or_init(|| articles(self.readings));
                let articles = articles.get(&key(article)).map_or(&[][..], Vec::as_slice);
                all().filter(|claim| articles.contains(&of(claim))).copied().collect()
            }
            None => match all().find(|claim| of(claim) == self.documents[from.index()]) {
                Some(own) => vec![*own],
                None => all().copied().collect(),
            },
        };
        if let [one] = among[..] { Ok(one) } else { Err(among) }
    }
}

fn articles(readings: &[Arc<Reading>]) -> HashMap<String, Vec<DocumentId>> {
    let mut articles: HashMap<String, Vec<DocumentId>> = HashMap::new();
    for (id, reading) in (0..).map(DocumentId).zip(readings) {
        if reading.document.article().is_none() {
            continue;
        }
        for name in called::names(&reading.document) {
            let called = articles.entry(key(name)).or_default();
            if called.last() != Some(&id) {
                called.push(id);
            }
        }
    }
    articles
}

/// The ids of claims that this edition withholds: relations to them are no faults.
pub(super) fn withheld(disclosed: &Disclosed) -> HashSet<&str> {
    let parts = disclosed.withheld.iter().flatten().map(|withheld| &withheld.whole);
    let articles = disclosed.absent.iter().chain(parts).filter_map(|r| r.document.article());
    let annotations = articles.flat_map(|article| &article.annotations);
    annotations
        .filter_map(|annotation| match &annotation.says {
            Says::Claim(record) => {
                Some(record.id.as_ref().map_or(annotation.id.as_str(), |id| &id.value))
            }
            _ => None,
        })
        .collect()
}

pub(super) fn unknown(
    to: &Spanned<String>,
    several: &[ClaimId],
    related: &Related,
    readings: &[Arc<Reading>],
) -> Diagnostic {
    let slug = |claim: &ClaimId| {
        let document = related.documents[claim.index()];
        &readings[document.index()].document.slug
    };
    if let Some(first) = several.first() {
        let message = format!("`{}` is the id of {} claims", to.value, several.len());
        let id = to.value.rsplit('#').next().unwrap_or_default();
        let help = format!("say which article is meant, for instance `{}#{id}`", slug(first));
        return Diagnostic::new(Code::UnknownClaim, message).help(help);
    }
    let message = format!("there is no claim `{}`", to.value);
    let id = to.value.rsplit('#').next().unwrap_or_default();
    let likely = related.likely.get_or_init(|| Candidates::of(related.by_id.keys().copied()));
    let help = match likely.nearest(id) {
        Some(near) => match related.by_id[near].first() {
            Some(claim) => format!("did you mean `{}#{near}`?", slug(claim)),
            None => format!("did you mean `{near}`?"),
        },
        None => "give the claim an `id` and name it here".to_owned(),
    };
    Diagnostic::new(Code::UnknownClaim, message).help(help)
}
