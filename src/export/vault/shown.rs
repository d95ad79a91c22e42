//! Documents as those who read an edition get them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::export::Source;
use crate::model::annotation::Says;
use crate::model::archive::{
    Claim, ClaimId, DocumentId, Edition, Entity, EntityId, LinkKind, Resolved, Target, Words,
};
use crate::model::article::{Article, Document, EntityRecord, Kind};
use crate::model::body::{Body, Markup, Tag};
use crate::source::{Span, Spanned};

/// What documents are shown from. Claims and records are looked up for the public edition alone.
pub(super) struct Shown<'a> {
    source: Source<'a>,
    claims: BTreeMap<(DocumentId, u32), &'a Claim>,
    records: BTreeMap<DocumentId, &'a Entity>,
}

impl<'a> Shown<'a> {
    pub(super) fn of(source: Source<'a>) -> Self {
        let mut shown = Self { source, claims: BTreeMap::new(), records: BTreeMap::new() };
        if shown.is_public() {
            let claims = source.archive.claims.iter();
            shown.claims.extend(claims.map(|claim| ((claim.document, claim.annotation), &**claim)));
            let entities = source.archive.entities.iter();
            shown.records.extend(entities.filter_map(|entity| Some((entity.record?, &**entity))));
        }
        shown
    }

    /// A document. In the public edition, links that lead nowhere are their words, as on the pages, and what it says of others
    /// is what was found: what they lead to can be what is withheld, and its name is in them.
    pub(super) fn document(&self, id: DocumentId) -> Cow<'a, Document> {
        let document = &self.source.archive.document(id).document;
        if !self.is_public() {
            return Cow::Borrowed(document);
        }
        let mut shown = Cow::Borrowed(document);
        for (words, numbers) in self.broken(id) {
            let Some(body) = body(shown.to_mut(), words) else { continue };
            let leads_nowhere = |tag: &Tag| match tag {
                Tag::Link(number) | Tag::Embed(number) => numbers.contains(number),
                _ => false,
            };
            body.items.retain(|item| match &item.is {
                Markup::Open(tag) | Markup::Close(tag) => !leads_nowhere(tag),
                _ => true,
            });
        }
        match &mut shown.to_mut().is {
            Kind::Article(article) => self.article(id, article),
            Kind::Entity(record) => self.record(id, record),
            Kind::Question(_) | Kind::Page => {}
        }
        shown
    }

    fn is_public(&self) -> bool {
        self.source.archive.edition == Edition::Public
    }

    /// The numbers of links that lead nowhere, by the words that have them.
    fn broken(&self, id: DocumentId) -> impl Iterator<Item = (Words, BTreeSet<u32>)> + use<'a> {
        let source = self.source;
        let links = source.archive.links.get(id.index());
        links.into_iter().flat_map(|links| links.iter()).filter_map(move |(words, links)| {
            let numbered = (0..).zip(links).filter(|(_, link)| leads_nowhere(source, link));
            let numbers: BTreeSet<u32> = numbered.map(|(number, _)| number).collect();
            (!numbers.is_empty()).then_some((words, numbers))
        })
    }

    /// Leaves of an article the other articles and claims that were found.
    fn article(&self, id: DocumentId, article: &mut Article) {
        let found: Vec<LinkKind> = self.source.archive.related(id).map(|(kind, _)| kind).collect();
        for (kind, other) in [
            (LinkKind::Translates, &mut article.translation_of),
            (LinkKind::Corrects, &mut article.corrects),
            (LinkKind::Versions, &mut article.version_of),
            (LinkKind::PartOf, &mut article.part_of),
        ] {
            other.take_if(|_| !found.contains(&kind));
        }
        // What was not wanted is said nowhere.
        article.rejected.clear();
        for (number, annotation) in (0..).zip(&mut article.annotations) {
            if let Says::Claim(record) = &mut annotation.says
                && !record.relations.is_empty()
            {
                let known = self.claims.get(&(id, number));
                let others = known.into_iter().flat_map(|claim| &claim.relations);
                let named = |&(relation, other)| (relation, self.claim(id, other));
                record.relations = others.map(named).collect();
            }
        }
    }

    /// What a claim is called in a document.
    fn claim(&self, from: DocumentId, id: ClaimId) -> Spanned<String> {
        let claim = self.source.archive.claim(id);
        let slug = &self.source.archive.document(claim.document).document.slug;
        let is_own = claim.document == from;
        let called = if is_own { claim.id.clone() } else { format!("{slug}#{}", claim.id) };
        Spanned::new(called, Span::default())
    }

    /// Leaves of a record the other entities that were found and may be named.
    fn record(&self, id: DocumentId, record: &mut EntityRecord) {
        let named = |&id: &EntityId| {
            let other = self.source.archive.entity(id);
            (!other.sensitive).then(|| Spanned::new(other.name.clone(), Span::default()))
        };
        let entity = self.records.get(&id);
        record.part_of = entity.and_then(|entity| named(entity.part_of.as_ref()?));
        let others = entity.into_iter().flat_map(|entity| &entity.different_from);
        record.different_from = others.filter_map(named).collect();
    }
}

/// Whether a link leads nowhere: nothing is there, or it is somebody who has a label for a name, and no note.
fn leads_nowhere(source: Source, link: &Resolved) -> bool {
    match link {
        Resolved::Broken => true,
        Resolved::Page(Target::Entity(id), _) => {
            source.archive.entity(*id).name.contains(['[', ']'])
        }
        _ => false,
    }
}

/// Words of a document that have links.
fn body(document: &mut Document, words: Words) -> Option<&mut Body> {
    let (index, reply) = match words {
        Words::Text => return Some(&mut document.body),
        Words::Note(index) => (index, None),
        Words::Reply(index, reply) => (index, Some(reply)),
        Words::Claim(_) => return None,
    };
    let Kind::Article(article) = &mut document.is else { return None };
    let annotation = article.annotations.get_mut(index as usize)?;
    match reply {
        Some(reply) => {
            Some(&mut annotation.details_mut().replies.get_mut(reply as usize)?.note.body)
        }
        None => Some(&mut annotation.note.as_mut()?.body),
    }
}
