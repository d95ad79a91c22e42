//! An entity under another id: every place of a file in which it goes by the old one.
//!
//! Names stay: who is named by name or alias is found under any id. Whether all is well afterwards is seen when the
//! archive is resolved again; this module knows one file at a time.

use std::collections::BTreeSet;
use std::ops::Range;

use super::splice::{Splice, spliced};
use crate::fold;
use crate::model::annotation::Says;
use crate::model::archive::{DocumentId, EntityId, Links, Resolved, Target, Words};
use crate::model::article::{Document, Kind};
use crate::model::body::{Link, LinkStyle};
use crate::source::{Span, Spanned};

/// An entity that gets another id.
#[derive(Debug)]
pub struct Renamed<'a> {
    /// Which.
    pub entity: EntityId,
    /// Its record.
    pub record: Option<DocumentId>,
    /// Its id.
    pub from: &'a str,
    /// The id that it gets.
    pub to: &'a str,
    /// The keys ([`fold::key`]) of its names, which find it under any id.
    pub names: BTreeSet<String>,
}

/// A text with another id in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The text.
    pub text: String,
    /// Where the front matter stands in it.
    pub front_matter: Span,
    /// In how many places the id stands.
    pub places: usize,
}

impl Renamed<'_> {
    /// Whether words name the entity by its id and not by a name of it.
    fn is_id(&self, words: &str) -> bool {
        let last = self.from.rsplit('/').next().unwrap_or(self.from);
        let key = fold::key(words);
        let is_like = key == fold::key(self.from) || key == fold::key(last);
        words == self.from || is_like && !self.names.contains(&key)
    }

    /// What becomes of the target of a link to the entity, if it has to become something else.
    fn target(&self, link: &Link) -> Option<String> {
        let target = link.target.as_str();
        let address = format!("entities/{}", self.from);
        match link.style {
            LinkStyle::Markdown => {
                let above = target.strip_suffix(".html")?.strip_suffix(&address)?;
                Some(format!("{above}entities/{}.html", self.to))
            }
            LinkStyle::Wiki | LinkStyle::Embed => {
                let stem = target.strip_suffix(".md").unwrap_or(target);
                let is_address = stem == address;
                let to = if is_address { format!("entities/{}", self.to) } else { self.to.into() };
                (is_address || self.is_id(stem)).then_some(to)
            }
            LinkStyle::Image => None,
        }
    }

    /// Whether a link leads to the entity; one that is never linked is met by its id alone.
    fn is_met(&self, resolved: &Resolved) -> bool {
        match resolved {
            Resolved::Page(target, _) => *target == Target::Entity(self.entity),
            Resolved::Passage(document, ..) => Some(*document) == self.record,
            Resolved::Broken => true,
            Resolved::External | Resolved::File(_) | Resolved::Generated(_) => false,
        }
    }
}

/// A document with the new id wherever it has the old one.
///
/// `links` says where its links lead. `Err` says which place has to be written otherwise first, and in words why.
pub fn rename(
    text: &str,
    document: &Document,
    links: &Links,
    renamed: &Renamed,
) -> Result<Rewritten, Spanned<&'static str>> {
    let mut splices: Vec<Splice> = Vec::new();
    for name in fields(document).into_iter().filter(|name| renamed.is_id(&name.value)) {
        let range = name.span.range();
        let at = text[range.clone()].find(&name.value);
        let at = at.ok_or(Spanned::new("this name is not written out", name.span))?;
        let start = range.start + at;
        splices.push((start..start + name.value.len(), renamed.to.to_owned()));
    }
    for (words, body) in document.texts() {
        let Some(resolved) = links.get(words) else { continue };
        let met = body.links.iter().zip(resolved).filter(|(_, to)| renamed.is_met(to));
        let mut wanted: Vec<(&Link, String)> =
            met.filter_map(|(link, _)| Some((link, renamed.target(link)?))).collect();
        if words != Words::Text {
            // A note has one place for all its links.
            wanted.sort_by_key(|(link, _)| &link.target);
            wanted.dedup_by_key(|(link, _)| &link.target);
        }
        for (link, to) in wanted {
            let there = places(text, link.span, link);
            let meant = body.links.iter().filter(|other| other.target == link.target).count();
            if there.len() != if words == Words::Text { 1 } else { meant } {
                return Err(Spanned::new("this link is not written in a usual way", link.span));
            }
            splices.extend(there.into_iter().map(|place| (place, to.clone())));
        }
    }
    splices.sort_by_key(|(range, _)| range.start);
    splices.dedup();
    let places = splices.len();
    let Span { start, end } = document.front_matter;
    let inside = splices.iter().filter(|(range, _)| range.end <= end as usize);
    let end = inside.fold(end as usize, |end, (range, to)| end + to.len() - range.len());
    let front_matter = Span::new(start as usize, end);
    Ok(Rewritten { text: spliced(text, splices), front_matter, places })
}

/// The fields that name entities.
fn fields(document: &Document) -> Vec<&Spanned<String>> {
    match &document.is {
        Kind::Article(article) => {
            let mut fields: Vec<_> = article.authors.iter().chain(&article.outlet).collect();
            for annotation in &article.annotations {
                match &annotation.says {
                    Says::Highlight(_) => {}
                    Says::Names(naming) => fields.push(&naming.name),
                    Says::Event(event) => fields.extend(event.place.iter().chain(&event.who)),
                    Says::Claim(claim) => {
                        fields.extend(claim.by.iter().chain(&claim.basis).chain(&claim.via));
                    }
                }
            }
            fields
        }
        Kind::Entity(record) => {
            let at = record.roles.iter().filter_map(|role| role.at.as_ref());
            record.part_of.iter().chain(&record.different_from).chain(at).collect()
        }
        Kind::Question(_) | Kind::Page => Vec::new(),
    }
}

/// Where the target of a link stands in the stretch of the source that holds it.
fn places(text: &str, stretch: Span, link: &Link) -> Vec<Range<usize>> {
    let stretch = stretch.range();
    let openings: &[&str] = match link.style {
        LinkStyle::Markdown => &["(", "href=\"", "href='"],
        _ => &["[["],
    };
    let found = text[stretch.clone()].match_indices(&link.target).filter(|(at, target)| {
        let (before, after) =
            (&text[..stretch.start + at], &text[stretch.start + at + target.len()..]);
        let after = after.trim_start();
        openings.iter().any(|opening| before.trim_end().ends_with(opening))
            && after.starts_with([']', '|', '#', ')', '\\', '"', '\'', ' '])
    });
    found.map(|(at, target)| stretch.start + at..stretch.start + at + target.len()).collect()
}
