//! What a document says to the steps that unite documents, wherever in it that is written.
//!
//! One more line of front matter moves everything below it and says nothing of that anew. Structures are taken apart by
//! name, so that a field that is added later cannot be forgotten here. Compares, and resolves nothing.

use super::written::written;
use crate::model::annotation::{Alias, Annotation, ClaimRecord, EventReport, Naming, Says};
use crate::model::article::{Article, Document};
use crate::model::date::Dated;
use crate::model::figure::Figure;
use crate::source::Spanned;

/// What documents say as they said it in the turn before.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Same {
    /// Who and what is named, and what they are called.
    pub(super) names: bool,
    /// What happened.
    pub(super) events: bool,
    /// When articles were published.
    pub(super) dates: bool,
    /// Who is said to have said what.
    pub(super) claims: bool,
    /// What documents are called.
    pub(super) titles: bool,
    /// The ids under which something stands in articles.
    pub(super) ids: bool,
    /// What records and questions say.
    pub(super) records: bool,
}

impl Same {
    /// The same of everything, or of nothing.
    pub(super) const fn all(same: bool) -> Self {
        Self {
            names: same,
            events: same,
            dates: same,
            claims: same,
            titles: same,
            ids: same,
            records: same,
        }
    }

    /// What both say the same of.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            names: self.names && other.names,
            events: self.events && other.events,
            dates: self.dates && other.dates,
            claims: self.claims && other.claims,
            titles: self.titles && other.titles,
            ids: self.ids && other.ids,
            records: self.records && other.records,
        }
    }

    /// What an archive without a document says the same of as one with it.
    pub(super) fn without(document: &Document) -> Self {
        Self { records: document.article().is_some(), ..Self::all(false) }
    }

    /// What two states of a document say the same of. Records and questions are short and looked at as a whole.
    pub(super) fn of(one: &Document, other: &Document) -> Self {
        if front(one) != front(other) {
            return Self::without(one).and(Self::without(other));
        }
        match (one.article(), other.article()) {
            (Some(article), Some(also)) => {
                let (notes, others) = (&article.annotations, &also.annotations);
                let titles = titles(one) == titles(other);
                let voice = voices(article).eq(voices(also));
                Self {
                    names: names(one, article) == names(other, also),
                    events: numbered(notes, event).eq(numbered(others, event)),
                    dates: date(article.published.as_ref()) == date(also.published.as_ref()),
                    claims: titles && voice && numbered(notes, claim).eq(numbered(others, claim)),
                    titles,
                    ids: notes.iter().map(|a| &a.id).eq(others.iter().map(|a| &a.id)),
                    records: true,
                }
            }
            _ => Self::all(is_strictly_the_same(one, other)),
        }
    }
}

/// Where a document is, and whether it is there.
fn front(document: &Document) -> impl PartialEq + '_ {
    let Document { source, slug, visibility, draft, unreadable, withdrawn, .. } = document;
    (source, slug, *visibility, *draft, *unreadable, withdrawn.is_some())
}

/// Whether two states of a document that is no article differ in the text at the most.
fn is_strictly_the_same(one: &Document, other: &Document) -> bool {
    let head = |document: &'_ Document| {
        let Document { title, aliases, language, summary, .. } = document;
        (title.clone(), aliases.clone(), language.clone(), summary.clone())
    };
    head(one) == head(other) && one.is == other.is
}

/// What a document is called, where it was, and whether it is only a version of what was there.
fn titles(document: &Document) -> impl PartialEq + '_ {
    let called = [&document.title].into_iter().chain(&document.aliases).map(words);
    let url = document.article().and_then(|article| article.url.as_ref());
    let is_version = document.article().is_some_and(|article| article.version_of.is_some());
    (called.collect::<Vec<_>>(), url.map(words), is_version)
}

/// Who an article is of.
fn voices(article: &Article) -> impl Iterator<Item = &str> {
    article.outlet.iter().chain(&article.authors).map(words)
}

fn words(words: &Spanned<String>) -> &str {
    &words.value
}

fn all(list: &[Spanned<String>]) -> Vec<&str> {
    list.iter().map(words).collect()
}

fn date(dated: Option<&Dated>) -> Option<Dated> {
    dated.map(Dated::unplaced)
}

/// Whom a document names, in which language and when.
fn names<'a>(document: &'a Document, article: &'a Article) -> impl PartialEq + 'a {
    let naming = |annotation: &'a Annotation| {
        let Says::Names(naming) = &annotation.says else { return None };
        let Naming { name: _, kind, aliases } = &**naming;
        let aliases: Vec<_> = aliases.iter().map(Alias::unplaced).collect();
        Some((kind.as_ref().map(words), aliases))
    };
    let written = written(document).map(|(hint, name)| (hint, words(name)));
    (
        document.language.as_ref().map(words),
        date(article.published.as_ref()),
        written.collect::<Vec<_>>(),
        article.annotations.iter().filter_map(naming).collect::<Vec<_>>(),
    )
}

/// What annotations say, with their numbers.
fn numbered<'a, T: 'a>(
    annotations: &'a [Annotation],
    says: impl Fn(&'a Annotation) -> Option<T> + 'a,
) -> impl Iterator<Item = (usize, T)> + 'a {
    annotations.iter().enumerate().filter_map(move |(number, said)| Some((number, says(said)?)))
}

fn event(annotation: &Annotation) -> Option<impl PartialEq + '_> {
    let Says::Event(report) = &annotation.says else { return None };
    let EventReport { id, title, date: when, place, who } = &**report;
    Some((
        &annotation.id,
        id.as_ref().map(words),
        words(title),
        date(when.as_ref()),
        place.as_ref().map(words),
        all(who),
    ))
}

fn claim(annotation: &Annotation) -> Option<impl PartialEq + '_> {
    let Says::Claim(record) = &annotation.says else { return None };
    let ClaimRecord {
        id,
        says,
        question,
        by,
        basis,
        via,
        made,
        stance,
        figure,
        rating: _,
        relations,
    } = &**record;
    let figure = figure.as_ref().map(|figure| {
        let Figure { written, counted, range, unit, scope, span: _ } = figure;
        (written, counted, range, unit, scope)
    });
    let names = [id, question, by, basis].map(|name| name.as_ref().map(words));
    let relations: Vec<_> = relations.iter().map(|(kind, to)| (*kind, words(to))).collect();
    let made = date(made.as_ref());
    Some((&annotation.id, words(says), names, all(via), made, *stance, figure, relations))
}
