//! Links between notes that were imported together: known only when all of them are articles.

use std::collections::HashMap;
use std::path::Path;

use variorum::disk::{DiskError, replace};
use variorum::import::Places;
use variorum::source::{Source, SourcePath};

/// The articles that notes became in this run, and those of them in which links may lead to others.
#[derive(Default)]
pub(super) struct Links {
    places: Places,
    new: Vec<(Source, String)>,
    /// Where each of these stands among them.
    at: HashMap<SourcePath, usize>,
}

impl Links {
    /// A note is an article that was there before.
    pub(super) fn known(&mut self, places: &[String], article: &str) {
        self.places.add(places, article);
    }

    /// A note became an article.
    pub(super) fn add(&mut self, places: &[String], source: &Source) {
        let Some(own) = places.first() else { return };
        self.places.add(places, &source.path);
        if ["](", "]:", "[[", "<"].iter().any(|sign| source.text.contains(sign)) {
            self.at.insert(source.path.clone(), self.new.len());
            self.new.push((Source::clone(source), own.clone()));
        }
    }

    /// An article that a note became has another text now.
    pub(super) fn changed(&mut self, source: &Source) {
        if let Some(&at) = self.at.get(&source.path) {
            self.new[at].0 = Source::clone(source);
        }
    }

    /// Makes links lead to articles; says of each article how many lead to pages that did not come along.
    pub(super) fn close(
        self,
        root: &Path,
        dry_run: bool,
    ) -> Result<Vec<(String, usize)>, DiskError> {
        let mut told = Vec::new();
        for (source, place) in self.new {
            let text = &source.text;
            let begin = text.find("\n---\n").map_or(0, |end| end + "\n---\n".len());
            let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let (linked, lost) = self.places.linked(&place, folder, &text[begin..]);
            if linked != text[begin..] && !dry_run {
                replace::replace(root, &source, &format!("{}{linked}", &text[..begin]))?;
            }
            told.extend((lost > 0).then(|| (source.path.to_string(), lost)));
        }
        Ok(told)
    }
}
