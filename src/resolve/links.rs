//! Where links lead.
//!
//! Does not know which files exist beside documents: `plan` checks those. Gives no addresses.

mod faults;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::backlinks::Backlinks;
use super::before::Before;
use super::called::bare;
use super::claims::Claimed;
use super::disclose::Disclosed;
use super::names::Names;
use super::places::{self, Everywhere};
use super::targets::{Hit, Targets};
use super::{circles, embeds, paths};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::archive::{DocumentId, LinkKind, Links, Question, Resolved, Target};
use crate::model::body::{Body, Link, LinkStyle};
use crate::source::Spanned;

/// Where everything leads.
pub(super) struct Linked {
    targets: Arc<Targets>,
    /// What each document links to.
    found: Vec<Arc<Found>>,
    /// The same, without transclusions that lead back to themselves.
    pub(super) links: Vec<Arc<Links>>,
    pub(super) backlinks: Backlinks,
    pub(super) relations: Vec<(DocumentId, LinkKind, DocumentId)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Resolves every link of the texts, notes and replies, and the articles that articles name.
pub(super) fn resolve(
    disclosed: &Disclosed,
    names: &Names,
    claimed: &Claimed,
    before: Option<&Before>,
) -> Linked {
    let same = before.filter(|b| b.same.titles && b.last.claimed.asks_the_same(claimed));
    let targets = same.map_or_else(
        || Arc::new(Targets::gather(disclosed, names, &claimed.questions)),
        |before| Arc::clone(&before.last.linked.targets),
    );
    let places = Everywhere::of(disclosed);
    let questions = &claimed.questions;
    let holders = OnceLock::new();
    let resolver = Resolver { disclosed, targets: &targets, names, questions, places, holders };
    let found: Vec<Arc<Found>> = (0..disclosed.readings.len())
        .into_par_iter()
        .map(|index| {
            let id = DocumentId(u32::try_from(index).unwrap_or(u32::MAX));
            same.and_then(|before| resolver.unchanged(id, before))
                .unwrap_or_else(|| Arc::new(resolver.document(id)))
        })
        .collect();
    let relations: Vec<_> =
        found.iter().flat_map(|found| found.relations.iter().copied()).collect();
    let mut diagnostics: Vec<Diagnostic> =
        found.iter().flat_map(|found| found.diagnostics.iter().cloned()).collect();
    let mut links: Vec<Arc<Links>> = found.iter().map(|found| Arc::clone(&found.links)).collect();
    diagnostics.extend(embeds::refuse(&disclosed.readings, &mut links));
    let backlinks = Backlinks::gather(
        &disclosed.readings,
        &links,
        &relations,
        &claimed.claims,
        |id| targets.of(id),
        before,
        same.is_some(),
    );
    Linked { targets, found, links, backlinks, relations, diagnostics }
}

struct Resolver<'a> {
    disclosed: &'a Disclosed,
    targets: &'a Targets,
    names: &'a Names,
    questions: &'a [Question],
    places: Everywhere<'a>,
    holders: OnceLock<HashMap<&'a str, DocumentId>>,
}

/// What one document links to.
#[derive(Default)]
struct Found {
    links: Arc<Links>,
    relations: Vec<(DocumentId, LinkKind, DocumentId)>,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// What a document linked to before, where neither it nor a document that it leads to is another one now, and
    /// everything is called as it was.
    fn unchanged(&self, id: DocumentId, before: &Before) -> Option<Arc<Found>> {
        let found = &before.last.linked.found.get(before.was(id)?)?;
        let stays = |link: &Resolved| match link {
            Resolved::Page(to, _) => self.record(*to).is_none_or(|record| before.stays(record)),
            Resolved::Passage(of, ..) => before.stays(*of),
            Resolved::External | Resolved::File(_) | Resolved::Generated(_) | Resolved::Broken => {
                true
            }
        };
        // What is said of a broken link can depend on what stands in any document.
        let says = before.same.ids || found.diagnostics.is_empty();
        let all =
            says && before.stays(id) && found.links.iter().flat_map(|(_, links)| links).all(stays);
        all.then(|| Arc::clone(found))
    }

    fn document(&self, id: DocumentId) -> Found {
        let reading = &self.disclosed.readings[id.index()];
        let mut found = Found::default();
        let mut all = Vec::new();
        for (words, body) in reading.document.texts() {
            if !body.links.is_empty() {
                let links =
                    body.links.iter().map(|link| self.link(id, body, link, &mut found.diagnostics));
                all.push((words, links.collect()));
            }
        }
        found.links = Arc::new(Links::new(all));
        let Some(article) = reading.document.article() else { return found };
        let relations = [
            ("translation_of", LinkKind::Translates, &article.translation_of),
            ("corrects", LinkKind::Corrects, &article.corrects),
            ("version_of", LinkKind::Versions, &article.version_of),
            ("part_of", LinkKind::PartOf, &article.part_of),
        ];
        for (key, kind, to) in relations {
            let Some(to) = to else { continue };
            if let Some(other) = self.relation(id, key, to, &mut found.diagnostics) {
                found.relations.push((id, kind, other));
            }
        }
        found
    }

    fn link(
        &self,
        from: DocumentId,
        body: &Body,
        link: &Link,
        faults: &mut Vec<Diagnostic>,
    ) -> Resolved {
        let target = link.target.trim();
        if paths::is_address(target) {
            return Resolved::External;
        }
        let source = &self.disclosed.readings[from.index()].document.source;
        let mut fault = |fault: Diagnostic| faults.push(fault.at(source, link.span, ""));
        let hit = match link.style {
            _ if target.is_empty() => Hit::One(self.targets.of(from)),
            LinkStyle::Wiki | LinkStyle::Embed => self.named(from, target),
            LinkStyle::Markdown | LinkStyle::Image => match paths::read(source, target) {
                None => {
                    let message = format!("`{target}` leads out of the archive");
                    let help = faults::outside(target);
                    fault(Diagnostic::new(Code::BrokenLink, message).help(help));
                    return Resolved::Broken;
                }
                Some(path) => match self.at(&path, target, link.style) {
                    Ok(hit) => hit,
                    Err(resolved) => return with_fragment(resolved, link.fragment.as_deref()),
                },
            },
        };
        match hit {
            Hit::One(to) => self.place(from, to, link, &mut fault),
            Hit::Several(several) => {
                fault(self.ambiguous(target, &several));
                self.place(from, several[0], link, &mut fault)
            }
            Hit::Withheld => {
                if shows_target(link, body) && self.targets.is_secret(target) {
                    fault(faults::told(target));
                }
                Resolved::Broken
            }
            Hit::Nothing => {
                if let Some(page) = paths::generated(target) {
                    let generated = Resolved::Generated(page);
                    return with_fragment(generated, link.fragment.as_deref());
                }
                if let Some(file) =
                    paths::file(source, target).filter(|_| link.style != LinkStyle::Markdown)
                {
                    return Resolved::File(file);
                }
                fault(self.broken(from, target));
                Resolved::Broken
            }
        }
    }

    /// What a wikilink names: by its path from here, by a path below `content/`, or by what it is called.
    fn named(&self, from: DocumentId, target: &str) -> Hit {
        let source = &self.disclosed.readings[from.index()].document.source;
        let relative = target.contains('/').then(|| paths::read(source, target)).flatten();
        let relative = relative.and_then(|path| self.targets.path(paths::stem(&path)));
        match relative {
            Some(target) => Hit::One(target),
            None => match self.targets.called(target) {
                // A path in a vault can begin anywhere; its last part is a name.
                Hit::Nothing if target.contains('/') => {
                    self.targets.called(target.rsplit('/').next().unwrap_or(target))
                }
                hit => hit,
            },
        }
    }

    /// What a path leads to: a target, or something that is resolved by its path alone.
    fn at(&self, path: &paths::Path, target: &str, style: LinkStyle) -> Result<Hit, Resolved> {
        if style == LinkStyle::Image {
            return Err(Resolved::File(path.file()));
        }
        if let Some(page) = paths::generated(target) {
            return Err(Resolved::Generated(page));
        }
        let stem = paths::stem(path);
        if let Some(found) = self
            .targets
            .path(stem)
            .or_else(|| paths::address(target).and_then(|a| self.targets.path(&a)))
        {
            return Ok(Hit::One(found));
        }
        if self.targets.is_withheld(stem) {
            return Ok(Hit::Withheld);
        }
        if paths::is_document(path) {
            return Ok(Hit::Nothing);
        }
        Err(Resolved::File(path.file()))
    }

    fn place(
        &self,
        from: DocumentId,
        to: Target,
        link: &Link,
        fault: &mut impl FnMut(Diagnostic),
    ) -> Resolved {
        let reading = self.record(to).map(|id| (id, &*self.disclosed.readings[id.index()]));
        let Some(fragment) = &link.fragment else {
            return match reading {
                Some((id, _)) if link.style == LinkStyle::Embed && id != from => {
                    Resolved::Passage(id, self.places.shown(id).opening(), None)
                }
                _ => Resolved::Page(to, None),
            };
        };
        let place = match reading {
            Some((id, _)) => self.places.shown(id).find(fragment),
            None => places::section(fragment),
        };
        match (place, reading) {
            (Some((place, Some(words))), Some((id, _))) if link.style == LinkStyle::Embed => {
                Resolved::Passage(id, words, Some(place.id))
            }
            (Some((place, _)), _) => Resolved::Page(to, Some(place)),
            (None, _) => {
                if !reading.is_some_and(|(id, _)| self.places.is_withheld(id, fragment)) {
                    fault(self.no_place(to, fragment, reading.map(|(id, _)| id)));
                }
                Resolved::Page(to, None)
            }
        }
    }

    /// The file of a target, if it has one.
    fn record(&self, target: Target) -> Option<DocumentId> {
        match target {
            Target::Document(id) => Some(id),
            Target::Entity(id) => self.names.person(id).record,
            Target::Question(id) => self.questions[id.index()].record,
        }
    }

    /// The article that a key of another one names.
    fn relation(
        &self,
        from: DocumentId,
        key: &str,
        to: &Spanned<String>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<DocumentId> {
        let name = bare(&to.value);
        let is_address = paths::is_address(name);
        let hit = if is_address { self.targets.was_at(name) } else { self.named(from, name) };
        let hits = match hit {
            Hit::One(target) => vec![target],
            Hit::Several(several) => several,
            Hit::Withheld => return None,
            Hit::Nothing => Vec::new(),
        };
        let other = hits.iter().find_map(|target| match target {
            Target::Document(id) if *id != from => Some(*id),
            _ => None,
        });
        if other.is_none() {
            let source = &self.disclosed.readings[from.index()].document.source;
            let fault = match hits.first() {
                Some(Target::Document(_)) => circles::of_one(name),
                Some(Target::Entity(_)) => faults::no_article(key, name, "an entity"),
                Some(Target::Question(_)) => faults::no_article(key, name, "a question"),
                None if is_address => faults::nowhere(name),
                None => self.broken(from, name),
            };
            faults.push(fault.at(source, to.span, ""));
        }
        other
    }
}

/// Whether the name of what a link leads to is all that it shows.
fn shows_target(link: &Link, body: &Body) -> bool {
    let shown = body.text.get(link.text.range()).unwrap_or_default();
    match link.style {
        LinkStyle::Embed => true,
        LinkStyle::Wiki => shown.split_once('#').map_or(shown, |(name, _)| name) == link.target,
        LinkStyle::Markdown | LinkStyle::Image => false,
    }
}

fn with_fragment(resolved: Resolved, fragment: Option<&str>) -> Resolved {
    match (resolved, fragment) {
        (Resolved::Generated(page), Some(fragment)) => {
            Resolved::Generated(format!("{page}#{fragment}"))
        }
        (resolved, _) => resolved,
    }
}
