//! Where the links of a document lead.

use super::{Resolved, Words};

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
