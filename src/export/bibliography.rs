//! The works that were read, for reference managers and citation processors.

use std::collections::BTreeMap;

use super::{Each, Source, pretty, room};
use crate::cite::{Author, InWords, Work};
use crate::model::archive::{DocumentId, EntityId};

/// The works, in the order of lists of articles.
struct Works<'a> {
    source: Source<'a>,
    outlets: BTreeMap<DocumentId, EntityId>,
}

impl<'a> Works<'a> {
    fn new(source: Source<'a>) -> Self {
        let published = source.archive.known.published.iter();
        Self { source, outlets: published.map(|(id, document)| (document, id)).collect() }
    }

    fn all(&self) -> impl Iterator<Item = Work<'a>> {
        self.source.archive.readings().filter_map(|id| self.work(id))
    }

    fn work(&self, id: DocumentId) -> Option<Work<'a>> {
        let Source { config, archive, .. } = self.source;
        let document = &archive.document(id).document;
        let article = document.article()?;
        let is_web = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
        let outlet = self.outlets.get(&id).map(|&id| archive.entity(id).name.clone());
        Some(Work {
            slug: &document.slug,
            title: &document.title.value,
            authors: article.authors.iter().map(|name| self.author(id, &name.value)).collect(),
            outlet: outlet.or_else(|| Some(article.outlet.as_ref()?.value.clone())),
            is_press: article.is_press,
            published: article.published.as_ref(),
            accessed: article.accessed.as_ref(),
            url: article.url.as_ref().map(|url| url.value.as_str()).filter(is_web),
            doi: document.doi(),
            page: config.base_url.as_ref().map(|_| self.source.url(&self.source.page_below(id))),
            archive: &config.title,
            language: document.language.as_ref().map_or(&config.language, |l| &l.value),
            tags: document.tags.iter().map(|tag| tag.value.as_str()).collect(),
            summary: document.summary.as_ref().map(|summary| summary.value.as_str()),
        })
    }

    /// The name of an author as the archive has it, who may be written otherwise here.
    fn author(&self, id: DocumentId, written: &str) -> Author {
        let meant = self.source.author(id, written).map(|id| self.source.archive.entity(id));
        let as_written = || Author::new(written, written, "person");
        meant.map_or_else(as_written, |one| Author::new(&one.name, &one.sort, &one.kind))
    }
}

pub(super) fn bibtex(source: Source) -> String {
    joined(source, "\n", |work, in_words| work.bibtex(in_words))
}

pub(super) fn ris(source: Source) -> String {
    joined(source, "\r\n", |work, in_words| work.ris(in_words))
}

fn joined(source: Source, between: &str, form: impl Fn(&Work, InWords) -> String) -> String {
    let mut text = room(source.archive.articles.len());
    for work in Works::new(source).all() {
        text.push_str(if text.is_empty() { "" } else { between });
        text.push_str(&form(&work, &|dated| source.in_words(dated)));
    }
    text
}

pub(super) fn csl(source: Source) -> String {
    let works = Works::new(source);
    let items = || works.all().map(|work| work.csl(&|dated| source.in_words(dated)));
    pretty(&Each(items), source.archive.articles.len())
}
