//! Where the links of a document lead, and what they show.

use std::borrow::Cow;

use super::{Archive, DocumentId, Place, Resolved, Target, Words};
use crate::fold;
use crate::model::body::{Body, Link, LinkStyle, TextRange};

/// Where the links of a document lead, text by text, in the order of [`Words`].
///
/// A list, because most documents have links in one text alone and there are as many lists as documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links(Vec<(Words, Vec<Resolved>)>);

impl Links {
    /// Those of these texts.
    pub fn new(mut texts: Vec<(Words, Vec<Resolved>)>) -> Self {
        texts.sort_by_key(|(words, _)| *words);
        texts.shrink_to_fit();
        Self(texts)
    }

    /// Those of one text, in step with the links of its body.
    pub fn get(&self, words: Words) -> Option<&[Resolved]> {
        let index = self.0.binary_search_by_key(&words, |(words, _)| *words).ok()?;
        Some(&self.0[index].1)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, words: Words) -> Option<&mut [Resolved]> {
        let index = self.0.binary_search_by_key(&words, |(words, _)| *words).ok()?;
        Some(&mut self.0[index].1)
    }

    /// Those of each text that has links.
    pub fn iter(&self) -> impl Iterator<Item = (Words, &[Resolved])> {
        self.0.iter().map(|(words, links)| (*words, links.as_slice()))
    }
}

/// What stands between the title of a page and a place on it.
const WITHIN: &str = " › ";

impl Archive {
    /// What a wikilink shows that only gives an address: the title of what it leads to, and the heading or passage that it
    /// names there. Nothing for a link with words of its own.
    pub fn label<'a>(
        &'a self,
        body: &Body,
        link: &'a Link,
        leads: &Resolved,
    ) -> Option<Cow<'a, str>> {
        let Resolved::Page(target, place) = leads else { return None };
        let shown = body.text.get(link.text.range()).filter(|_| link.style == LinkStyle::Wiki)?;
        let behind = shown.strip_prefix(link.target.as_str())?;
        if !behind.is_empty() && behind.strip_prefix('#') != link.fragment.as_deref() {
            return None;
        }
        let (title, slug, record) = match *target {
            Target::Document(id) => {
                let document = &self.document(id).document;
                (&document.title.value, &document.slug, Some(id))
            }
            Target::Entity(id) => {
                let entity = self.entity(id);
                (&entity.name, &entity.slug, entity.record)
            }
            Target::Question(id) => {
                let question = self.question(id);
                (&question.title, &question.slug, question.record)
            }
        };
        let page = if link.target == *slug && !slug.contains(' ') { title } else { &link.target };
        let place = place.as_ref().zip(record).filter(|_| !behind.is_empty());
        let mut parts: Vec<Cow<str>> = vec![page.into()];
        parts.extend(
            place.into_iter().flat_map(|(place, id)| self.called(id, place)).map(Cow::Owned),
        );
        parts.retain(|part| !part.is_empty());
        match parts.len() {
            0 => None,
            1 => parts.pop().filter(|label| label != shown),
            _ => Some(parts.join(WITHIN).into()),
        }
    }

    /// What a place in a document is called.
    fn called(&self, id: DocumentId, place: &Place) -> impl Iterator<Item = String> {
        let text = &self.document(id).document.body.text;
        place.called.iter().filter_map(|words| text.get(words.range()).map(fold::lemma))
    }

    /// Words of a text of a document as they are shown, with the labels of their links.
    pub fn shown<'a>(
        &self,
        document: DocumentId,
        words: Words,
        body: &'a Body,
        range: TextRange,
    ) -> Cow<'a, str> {
        let written = body.text.get(range.range()).unwrap_or_default();
        let leads = self.links.get(document.index()).and_then(|links| links.get(words));
        let first = body.links.partition_point(|link| link.text.start < range.start);
        let links = body.links.iter().zip(leads.unwrap_or_default()).skip(first);
        let inside = links.take_while(|(link, _)| range.contains(link.text));
        let (mut shown, mut at) = (String::new(), range.start);
        for (link, leads) in inside {
            if let Some(label) = self.label(body, link, leads) {
                shown.push_str(
                    body.text.get(at as usize..link.text.start as usize).unwrap_or_default(),
                );
                shown.push_str(&label);
                at = link.text.end;
            }
        }
        if shown.is_empty() {
            return written.into();
        }
        shown.push_str(body.text.get(at as usize..range.end as usize).unwrap_or_default());
        shown.into()
    }
}
