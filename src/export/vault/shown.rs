//! Documents as those who read an edition get them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::export::Source;
use crate::model::archive::{DocumentId, Edition, Resolved, Target, Words};
use crate::model::article::{Document, Kind};
use crate::model::body::{Body, Markup, Tag};

/// A document. In the public edition, links that lead nowhere are their words, as on the pages: what they lead to can be
/// what is withheld, and its name is in them. So are those to somebody who has a label for a name, and no note.
pub(super) fn shown(source: Source<'_>, id: DocumentId) -> Cow<'_, Document> {
    let document = &source.archive.document(id).document;
    let links = source.archive.links.get(id.index()).filter(|_| is_public(source));
    let broken = links.into_iter().flat_map(|links| links.iter()).filter_map(|(words, links)| {
        let numbered = (0..).zip(links).filter(|(_, link)| leads_nowhere(source, link));
        let numbers: BTreeSet<u32> = numbered.map(|(number, _)| number).collect();
        (!numbers.is_empty()).then_some((words, numbers))
    });
    let mut shown = Cow::Borrowed(document);
    for (words, numbers) in broken {
        let Some(body) = body(shown.to_mut(), words) else { continue };
        let is_words = |tag: &Tag| match tag {
            Tag::Link(number) | Tag::Embed(number) => numbers.contains(number),
            _ => false,
        };
        body.items.retain(|item| match &item.is {
            Markup::Open(tag) | Markup::Close(tag) => !is_words(tag),
            _ => true,
        });
    }
    shown
}

fn leads_nowhere(source: Source, link: &Resolved) -> bool {
    match link {
        Resolved::Broken => true,
        Resolved::Page(Target::Entity(id), _) => {
            source.archive.entity(*id).name.contains(['[', ']'])
        }
        _ => false,
    }
}

fn is_public(source: Source) -> bool {
    source.archive.edition == Edition::Public
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
