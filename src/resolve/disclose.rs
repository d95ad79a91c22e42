//! The one place of privacy: what an edition may know.
//!
//! Everything after this step sees only the readings that are made here. Nothing is resolved.

use std::sync::Arc;

use rayon::prelude::*;

use super::Options;
use super::before::Last;
use super::doubt::{self, Doubts};
use super::excerpt::{Excerpt, excerpt};
use super::protect::Protected;
use super::redact::redact;
use super::says::Same;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::annotation::{Anchoring, Annotation, Passage, Says};
use crate::model::archive::Edition;
use crate::model::article::{Article, Document, Kind, Reading, Visibility};
use crate::model::body::{Body, TextRange};

/// What an edition may know.
#[derive(Default)]
pub(super) struct Disclosed {
    /// The documents, by path.
    pub(super) readings: Vec<Arc<Reading>>,
    /// What each of them withholds; in step with `readings`.
    pub(super) withheld: Vec<Option<Arc<Withheld>>>,
    /// What each of them was made of, in the public edition; in step with `readings`.
    whole: Vec<Arc<Reading>>,
    /// The documents that are withheld altogether.
    pub(super) absent: Vec<Arc<Reading>>,
    /// What would tell a protected name.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What a document withholds.
pub(super) struct Withheld {
    /// The document as it is in the archive. Only counts and the absence of faults may be taken from it.
    pub(super) whole: Arc<Reading>,
    /// The words of its text that are not withheld, where some are.
    pub(super) excerpt: Option<Excerpt>,
    /// What is doubtful about redacted names in it.
    doubts: Doubts,
}

/// Makes the readings of an edition; those are taken over that are made of the same as in the turn before.
pub(super) fn disclose(
    readings: &[Arc<Reading>],
    protected: &Protected,
    config: &Config,
    options: Options,
    last: Option<&Last>,
) -> Disclosed {
    if options.edition == Edition::Private {
        let withheld = readings.iter().map(|_| None).collect();
        return Disclosed { readings: readings.to_vec(), withheld, ..Disclosed::default() };
    }
    let last = last.filter(|last| last.protected == *protected);
    let mut disclosed = Disclosed::default();
    let mut whole = Vec::new();
    for reading in readings {
        let document = &reading.document;
        let visibility = document.visible(config.visibility);
        if visibility == Visibility::Private
            || document.draft && !options.drafts
            || protected.is_record(document)
        {
            disclosed.absent.push(reading.clone());
        } else {
            whole.push((reading, visibility));
        }
    }
    let made = whole.par_iter().map(|(reading, visibility)| {
        let known = last.and_then(|last| last.disclosed.made_of(reading));
        known.unwrap_or_else(|| public(reading, *visibility, protected))
    });
    for ((reading, _), (public, withheld)) in whole.iter().zip(made.collect::<Vec<_>>()) {
        if protected.redacts {
            disclosed.diagnostics.extend(told(&public.document, protected));
        }
        if !protected.secrets.is_empty() {
            disclosed.diagnostics.extend(protected.secrets.told(&reading.document));
        }
        disclosed.readings.push(public);
        disclosed.withheld.push(withheld);
        disclosed.whole.push(Arc::clone(reading));
    }
    let withheld = disclosed.withheld.iter().flatten();
    let doubts = withheld.map(|withheld| (&withheld.whole.document.source, &withheld.doubts));
    disclosed.diagnostics.extend(doubt::faults(doubts, readings));
    disclosed
}

impl Disclosed {
    /// What all documents say the same of in both.
    pub(super) fn says_the_same(&self, other: &Self) -> Same {
        let lists = [
            (&self.readings, &other.readings),
            (&self.whole, &other.whole),
            (&self.absent, &other.absent),
        ];
        lists.into_iter().fold(Same::all(true), |same, (one, other)| same.and(says(one, other)))
    }

    /// What was made of a reading.
    fn made_of(&self, reading: &Arc<Reading>) -> Option<(Arc<Reading>, Option<Arc<Withheld>>)> {
        let path = &reading.document.source;
        let at = self.whole.binary_search_by(|whole| whole.document.source.cmp(path)).ok()?;
        Arc::ptr_eq(&self.whole[at], reading)
            .then(|| (self.readings[at].clone(), self.withheld[at].clone()))
    }
}

/// What the documents of two lists say the same of; both are sorted by path.
fn says(one: &[Arc<Reading>], other: &[Arc<Reading>]) -> Same {
    let mut others = other.iter().peekable();
    let mut same = Same::all(true);
    for reading in one {
        let (document, path) = (&reading.document, &reading.document.source);
        while let Some(new) = others.next_if(|other| other.document.source < *path) {
            same = same.and(Same::without(&new.document));
        }
        same = same.and(match others.next_if(|other| other.document.source == *path) {
            Some(other) if Arc::ptr_eq(reading, other) => continue,
            Some(other) => Same::of(document, &other.document),
            None => Same::without(document),
        });
    }
    others.fold(same, |same, new| same.and(Same::without(&new.document)))
}

fn public(
    reading: &Arc<Reading>,
    visibility: Visibility,
    protected: &Protected,
) -> (Arc<Reading>, Option<Arc<Withheld>>) {
    let document = &reading.document;
    let has_private = document.article().is_some_and(|article| {
        let private = |item: &Annotation| {
            !item.is_public() || item.details().replies.iter().any(|r| r.private)
        };
        article.annotations.iter().any(|item| private(item) || protected.secrets.asks(item))
    });
    let cuts = visibility == Visibility::Excerpt && document.article().is_some();
    let withdrawn = document.withdrawn.is_some();
    if !(has_private || cuts || withdrawn || protected.redacts) {
        return (reading.clone(), None);
    }
    let mut public = Reading::clone(reading);
    drop_private(&mut public, protected);
    let mut kept = None;
    if withdrawn {
        take_back(&mut public);
    } else if cuts {
        kept = Some(cut(&mut public));
    }
    let mut doubts = Doubts::default();
    if protected.redacts {
        let found = protected.find_in(protected.redacted(document), &public.document.body);
        doubts = redact(&mut public, protected, &found);
    }
    let withheld = Withheld { whole: reading.clone(), excerpt: kept, doubts };
    (Arc::new(public), Some(Arc::new(withheld)))
}

fn drop_private(reading: &mut Reading, protected: &Protected) {
    let Kind::Article(article) = &mut reading.document.is else { return };
    let mut anchors = std::mem::take(&mut reading.anchors).into_iter();
    article.annotations.retain_mut(|annotation| {
        let anchor = anchors.next().unwrap_or(Anchoring::Whole);
        if let Some(details) = &mut annotation.detailed {
            details.replies.retain(|reply| !reply.private);
        }
        if protected.secrets.asks(annotation)
            && let Says::Claim(claim) = &mut annotation.says
        {
            claim.question = None;
        }
        if annotation.is_public() {
            reading.anchors.push(anchor);
        }
        annotation.is_public()
    });
}

/// A document that was taken back keeps its address and title, so that links to it are not broken.
fn take_back(reading: &mut Reading) {
    let document = &mut reading.document;
    document.body = Body::default();
    document.summary = None;
    document.tags.clear();
    document.extra.clear();
    reading.anchors.clear();
    match &mut document.is {
        Kind::Article(article) => **article = Article::default(),
        Kind::Entity(_) | Kind::Question(_) | Kind::Page => {}
    }
}

/// Leaves of an article the quoted passages, the reader's words and the metadata.
fn cut(reading: &mut Reading) -> Excerpt {
    let passages = reading.anchors.iter().flat_map(ranges).copied().collect();
    let (body, excerpt) = excerpt(&reading.document.body, passages);
    for anchoring in &mut reading.anchors {
        let Anchoring::Found(anchor) = anchoring else { continue };
        let mut ranges: Vec<_> =
            anchor.ranges.iter().flat_map(|&range| excerpt.ranges(range)).collect();
        ranges.dedup();
        if ranges.is_empty() {
            *anchoring = Anchoring::Lost;
        } else {
            anchor.ranges = ranges;
        }
    }
    reading.document.body = Body { marks: marks(&reading.document.body, &excerpt), ..body };
    if let Kind::Article(article) = &mut reading.document.is {
        withhold_copies(article);
        article.annotations.iter_mut().for_each(withhold_context);
        // A picture is no quoted passage, and what is said of it is said of the article.
        for (annotation, anchoring) in article.annotations.iter_mut().zip(&mut reading.anchors) {
            if let Some(Passage::Picture(_)) = annotation.passage {
                annotation.passage = None;
                *anchoring = Anchoring::Whole;
            }
        }
    }
    excerpt
}

fn ranges(anchoring: &Anchoring) -> &[TextRange] {
    match anchoring {
        Anchoring::Found(anchor) => &anchor.ranges,
        Anchoring::Pictured(_) | Anchoring::Whole | Anchoring::Lost => &[],
    }
}

/// Marks stay in step with the annotations that name them; a mark that is not kept is empty.
fn marks(whole: &Body, excerpt: &Excerpt) -> Vec<TextRange> {
    let kept = |mark: &TextRange| excerpt.ranges(*mark).next().unwrap_or_default();
    whole.marks.iter().map(kept).collect()
}

/// A saved copy beside the article is the text itself.
fn withhold_copies(article: &mut Article) {
    article.archived.retain(|copy| copy.value.contains("://"));
    if let Some(capture) = &mut article.capture {
        capture.file = None;
    }
}

/// The words around a quote are of the withheld text, and the rank of a passage counts withheld ones.
fn withhold_context(annotation: &mut Annotation) {
    if let Some(Passage::Quote(selector)) = &mut annotation.passage {
        selector.prefix = None;
        selector.suffix = None;
        selector.nth = None;
    }
}

/// The error that the address of a document tells a name that is replaced in its text.
fn told(document: &Document, protected: &Protected) -> Option<Diagnostic> {
    let name = protected.told_by(&document.slug, protected.redacted(document))?;
    let message = format!("the address of this page tells `{name}`, which is redacted");
    let help = "give the page another address with `slug`";
    let at = document.title.span;
    Some(Diagnostic::new(Code::Leak, message).at(&document.source, at, "").help(help))
}
