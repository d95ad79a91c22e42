//! Passages that come to an article: which of them it does not have, and how they were found in it.

use std::collections::{BTreeMap, BTreeSet};

use variorum::import::{self, Highlight};
use variorum::model::annotation::{Anchoring, Annotation, Fidelity, Passage, Says};
use variorum::model::article::Reading;
use variorum::model::body::Body;
use variorum::source::Span;
use variorum::yaml::{self, Node};
use variorum::{edit, fold};

use super::report::Anchored;

/// A text with more highlights in its front matter. `Err` says in words why they have to be added by hand.
pub(super) fn append(
    text: &str,
    front_matter: Span,
    highlights: &[Highlight],
) -> Result<String, &'static str> {
    let list = format!("highlights:\n{}", import::passages(highlights, "  "));
    let list = yaml::read(&list, 0).map_err(|_| "they cannot be written as YAML")?;
    let (mut text, mut span) = (text.to_owned(), front_matter);
    for item in list.get("highlights").map_or(&[][..], Node::items) {
        let changed = edit::add(&text, span, "highlights", item)?;
        let end = span.end as usize + changed.len() - text.len();
        span = match span.end {
            0 => return Err("it has no front matter; give it one with a title"),
            _ => Span::new(span.start as usize, end),
        };
        text = changed;
    }
    Ok(text)
}

/// The words of an annotation that are marked or quoted.
pub(super) fn words<'a>(annotation: &'a Annotation, body: &'a Body) -> Option<&'a str> {
    match annotation.passage.as_ref()? {
        Passage::Quote(selector) => Some(&selector.exact.value),
        Passage::Mark(index) => body.text.get(body.marks.get(*index as usize)?.range()),
    }
}

/// Which of the highlights, in their order, were not found.
pub(super) fn lost(anchors: &[Anchoring]) -> Vec<bool> {
    anchors.iter().map(|anchor| *anchor == Anchoring::Lost).collect()
}

/// Adds the words around those passages that need them; whether there are any.
pub(super) fn in_context(highlights: &mut [Highlight], lost: &[bool]) -> bool {
    let mut any = false;
    for (highlight, lost) in highlights.iter_mut().zip(lost) {
        if *lost && (highlight.prefix.is_some() || highlight.suffix.is_some()) {
            highlight.in_context = true;
            any = true;
        }
    }
    any
}

/// What became of the annotations that a changed article has more: those behind the highlights that it had.
pub(super) fn added(before: &Reading, after: &Reading) -> Vec<Anchoring> {
    let count = |reading: &Reading| {
        let article = reading.document.article();
        article.map_or(0, |article| {
            let is_listed = |a: &&Annotation| {
                matches!(a.says, Says::Highlight(_)) && !matches!(a.passage, Some(Passage::Mark(_)))
            };
            article.annotations.iter().filter(is_listed).count()
        })
    };
    after.anchors[..count(after)].get(count(before)..).unwrap_or_default().to_vec()
}

/// The highlights that an article does not have. A passage that it has is its reader's, whatever note stands there now.
pub(super) fn missing(highlights: Vec<Highlight>, reading: &Reading) -> Vec<Highlight> {
    let Some(article) = reading.document.article() else { return highlights };
    let mut quotes: BTreeMap<String, usize> = BTreeMap::new();
    let mut notes: BTreeSet<String> = BTreeSet::new();
    for annotation in &article.annotations {
        if let Some(words) = words(annotation, &reading.document.body) {
            *quotes.entry(fold::key(words)).or_default() += 1;
        }
        if let Some(note) = &annotation.note {
            notes.insert(fold::key(&note.body.text));
        }
        if let (None, Some(created)) = (&annotation.passage, &annotation.created) {
            notes.extend(created.words.clone());
            notes.extend(created.when.as_ref().map(|when| format!("on {}", when.edtf)));
        }
    }
    let mut is_missing = |highlight: &Highlight| {
        if highlight.quote.trim().is_empty() {
            let note = fold::key(highlight.note.as_deref().unwrap_or_default());
            let on = highlight.created.as_ref().map(|created| format!("on {created}"));
            return !notes.contains(&note) && on.is_none_or(|on| !notes.contains(&on));
        }
        match quotes.get_mut(&fold::key(&highlight.quote)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        }
    };
    highlights.into_iter().filter(|highlight| is_missing(highlight)).collect()
}

impl Anchored {
    /// How the passages of some annotations were found.
    pub(super) fn of(anchors: &[Anchoring]) -> Self {
        let mut anchored = Self::default();
        for anchor in anchors {
            let count = match anchor {
                Anchoring::Whole => continue,
                Anchoring::Lost => &mut anchored.lost,
                Anchoring::Found(anchor) => match anchor.fidelity {
                    Fidelity::Exact => &mut anchored.exact,
                    Fidelity::Folded => &mut anchored.folded,
                    Fidelity::Elided => &mut anchored.elided,
                    Fidelity::Fuzzy => &mut anchored.fuzzy,
                },
            };
            *count += 1;
        }
        anchored
    }
}
