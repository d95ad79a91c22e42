//! Where entities are named in the texts of documents.
//!
//! Looks into texts and what claims say, not into notes, and does not say who is named with whom.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::before::Before;
use super::disclose::{Disclosed, Withheld};
use super::excerpt::Excerpt;
use super::find::{Finder, Matches, Renamed};
use super::names::{Meaning, Names, ambiguous};
use super::owners::Owners;
use super::together::pairs;
use crate::config::MentionStyle;
use crate::diagnostic::Diagnostic;
use crate::model::annotation::{Anchoring, Says};
use crate::model::archive::{DocumentId, EntityId, Mention};
use crate::model::article::Reading;
use crate::model::body::{Body, Markup, Tag, TextRange};
use crate::source::Spanned;

/// Who is named in a document.
#[derive(Debug, Clone, Default)]
pub(super) struct InDocument {
    /// By place.
    pub(super) shown: Arc<[Mention]>,
    /// In withheld words: (entity, number of the paragraph from 1 or 0, how often).
    pub(super) withheld: Arc<[(EntityId, u32, u32)]>,
    /// Whom its annotations name, of those who are named neither here nor there.
    pub(super) declared: Arc<[EntityId]>,
    /// Who wrote it.
    pub(super) authors: Arc<[EntityId]>,
    /// Who published it, one at the most.
    pub(super) outlet: Vec<EntityId>,
    /// Whom the words of its claims name, by the numbers of annotations.
    about: Vec<(u32, EntityId)>,
    /// Who is named in one paragraph.
    pub(super) pairs: Arc<[(EntityId, EntityId)]>,
    /// Names that nothing decides: where, and which string of the finder.
    undecided: Arc<[(TextRange, u32)]>,
    matches: Arc<Matches>,
    matches_withheld: Option<Arc<Matches>>,
}

impl InDocument {
    /// Whom the words of a claim name.
    pub(super) fn about(&self, annotation: u32) -> impl Iterator<Item = EntityId> + '_ {
        let all = self.about.iter().filter(move |&&(of, _)| of == annotation);
        all.map(|&(_, entity)| entity)
    }
}

/// Finds everybody in every text; nothing where it is overtaken.
pub(super) fn find(
    disclosed: &Disclosed,
    names: &Arc<Names>,
    finder: &Arc<Finder<Owners>>,
    style: MentionStyle,
    before: Option<&Before>,
    is_overtaken: &(dyn Fn() -> bool + Sync),
) -> Option<(Vec<Arc<InDocument>>, Vec<Diagnostic>)> {
    let search =
        Search { names, finder, style, before: before.map(|b| Earlier::new(b, names, finder)) };
    let documents = disclosed.readings.par_iter().zip(&disclosed.withheld).enumerate();
    let found: Option<Vec<Arc<InDocument>>> = documents
        .map(|(index, (reading, withheld))| {
            let id = DocumentId(u32::try_from(index).unwrap_or(u32::MAX));
            if let Some(known) = search.known(id) {
                return Some(known);
            }
            (!is_overtaken()).then(|| search.document(id, reading, withheld.as_deref()))
        })
        .collect();
    let found = found?;
    let mut diagnostics = Vec::new();
    let mut warned = HashSet::new();
    for (reading, found) in disclosed.readings.iter().zip(&found) {
        for &(range, number) in &*found.undecided {
            let owners = finder.value(number);
            if warned.insert(owners.number) {
                let document = &reading.document;
                let place = (&document.source, document.body.source_span(range));
                let readings = &disclosed.readings;
                diagnostics.push(ambiguous(names, readings, &owners.words, place, &owners.of));
            }
        }
    }
    Some((found, diagnostics))
}

/// What was found before, and whether names mean what they meant then.
struct Earlier<'a> {
    before: &'a Before<'a>,
    mean_the_same: bool,
    /// What has become of the names, where it is others that are looked for.
    renamed: Option<Renamed>,
}

impl<'a> Earlier<'a> {
    fn new(before: &'a Before<'a>, names: &Arc<Names>, finder: &Arc<Finder<Owners>>) -> Self {
        let is_same = Arc::ptr_eq(finder, &before.last.finder);
        let is_called = before.same.called;
        Self {
            before,
            mean_the_same: is_same
                && (is_called || names.mean_the_same(&before.last.names, |id| before.then(id))),
            renamed: (!is_same).then(|| finder.since(&before.last.finder)),
        }
    }
}

struct Search<'a> {
    names: &'a Names,
    finder: &'a Finder<Owners>,
    style: MentionStyle,
    before: Option<Earlier<'a>>,
}

impl Search<'_> {
    /// Who was named in a document, if neither it nor the names have changed.
    fn known(&self, id: DocumentId) -> Option<Arc<InDocument>> {
        let earlier = self.before.as_ref().filter(|earlier| earlier.mean_the_same)?;
        let was = earlier.before.was(id)?;
        let last = earlier.before.last;
        self.names.names_the_same(id, &last.names, was).then(|| Arc::clone(&last.found[was]))
    }

    /// Who is named in a document; only new names are looked for in one that was there before.
    fn document(
        &self,
        id: DocumentId,
        reading: &Reading,
        withheld: Option<&Withheld>,
    ) -> Arc<InDocument> {
        let earlier = self.before.as_ref().and_then(|earlier| {
            let was = earlier.before.was(id)?;
            Some((earlier, &earlier.before.last.found[was]))
        });
        let renamed = earlier.and_then(|(earlier, _)| earlier.renamed.as_ref());
        let matches = |text: &str, before: Option<&Arc<Matches>>| match (before, renamed) {
            (Some(before), Some(renamed)) => {
                Arc::new(self.finder.search_again(text, before, renamed))
            }
            (Some(before), None) => Arc::clone(before),
            (None, _) => Arc::new(self.finder.search(text)),
        };
        let before = earlier.map(|(_, found)| found);
        let matches_shown =
            matches(&reading.document.body.text, before.map(|found| &found.matches));
        let (shown, undecided) = self.shown(id, reading, &matches_shown);
        let cut = withheld.and_then(|withheld| Some((withheld, withheld.excerpt.as_ref()?)));
        let matches_withheld = cut.map(|(withheld, _)| {
            let before = before.and_then(|found| found.matches_withheld.as_ref());
            matches(&withheld.whole.document.body.text, before)
        });
        let counted = cut.zip(matches_withheld.as_ref()).map(|((withheld, excerpt), matches)| {
            self.withheld(id, &withheld.whole.document.body, excerpt, matches)
        });
        let article = reading.document.article();
        let find = |name: &Spanned<String>| self.names.find(id, &name.value);
        let mut authors: Vec<EntityId> =
            article.map_or(&[][..], |a| &a.authors).iter().filter_map(find).collect();
        authors.sort_unstable();
        authors.dedup();
        let withheld = counted.unwrap_or_default();
        Arc::new(InDocument {
            declared: self.declared(id, reading, &shown, &withheld).into(),
            authors: authors.into(),
            outlet: article.and_then(|a| a.outlet.as_ref()).and_then(find).into_iter().collect(),
            about: self.about(id, reading),
            pairs: pairs(&shown, self.names).into(),
            shown: shown.into(),
            withheld: withheld.into(),
            undecided: undecided.into(),
            matches: matches_shown,
            matches_withheld,
        })
    }

    /// Whom the items of `entities` name, in the order written, without those who are named in the words of the document:
    /// an article can be about France and speak of the French.
    fn declared(
        &self,
        id: DocumentId,
        reading: &Reading,
        shown: &[Mention],
        withheld: &[(EntityId, u32, u32)],
    ) -> Vec<EntityId> {
        let mut named: HashSet<EntityId> = shown.iter().map(|mention| mention.entity).collect();
        named.extend(withheld.iter().map(|&(entity, ..)| entity));
        let annotations = reading.document.article().map_or(&[][..], |a| &a.annotations);
        let namings = annotations.iter().filter_map(|said| match &said.says {
            Says::Names(naming) => self.names.find(id, &naming.name.value),
            _ => None,
        });
        namings.filter(|&entity| named.insert(entity)).collect()
    }

    /// Whom the words of claims name.
    fn about(&self, id: DocumentId, reading: &Reading) -> Vec<(u32, EntityId)> {
        let annotations = reading.document.article().map_or(&[][..], |a| &a.annotations);
        let mut about = Vec::new();
        for (number, annotation) in (0..).zip(annotations) {
            let Says::Claim(claim) = &annotation.says else { continue };
            for name in self.finder.find(&claim.says.value) {
                if let Meaning::One(entity) = name.value.meaning(self.names, id) {
                    about.push((number, entity));
                }
            }
        }
        about.sort_unstable();
        about.dedup();
        about
    }

    fn shown(
        &self,
        id: DocumentId,
        reading: &Reading,
        matches: &Matches,
    ) -> (Vec<Mention>, Vec<(TextRange, u32)>) {
        let (body, names) = (&reading.document.body, self.names);
        let zones = zones(body);
        let explicit = explicit(id, reading, names);
        let mut undecided = Vec::new();
        let mut found = Vec::new();
        for name in self.finder.select(matches) {
            if touches(&zones.shut, name.range) || touches(&explicit.ranges, name.range) {
                continue;
            }
            match name.value.meaning(names, id) {
                Meaning::One(entity) => found.push((name.range, entity)),
                Meaning::Several(_) => undecided.push((name.range, name.number)),
                Meaning::Nobody => {}
            }
        }
        found.extend(explicit.named);
        found.sort_unstable();
        let is_own = |entity: EntityId| names.person(entity).record == Some(id);
        found.retain(|&(_, entity)| !is_own(entity));
        let mut linker = Linker { style: self.style, sections: HashMap::new() };
        let mentions = found.into_iter().map(|(range, entity)| Mention {
            entity,
            range,
            paragraph: body.paragraph_at(range.start).and_then(|index| u32::try_from(index).ok()),
            linked: !names.person(entity).sensitive
                && !touches(&zones.unlinked, range)
                && linker.links(body, range, entity),
        });
        (mentions.collect(), undecided)
    }

    /// How often entities are named in the words that an article withholds, by paragraph.
    fn withheld(
        &self,
        id: DocumentId,
        body: &Body,
        excerpt: &Excerpt,
        matches: &Matches,
    ) -> Vec<(EntityId, u32, u32)> {
        let shut = zones(body).shut;
        let mut counts: BTreeMap<(EntityId, u32), u32> = BTreeMap::new();
        for name in self.finder.select(matches) {
            // Of a name that is cut, what is left is found in the excerpt, or is no name.
            if excerpt.touches(name.range) || touches(&shut, name.range) {
                continue;
            }
            if let Meaning::One(entity) = name.value.meaning(self.names, id) {
                let paragraph = body.paragraph_at(name.range.start).map_or(0, |index| index + 1);
                let paragraph = u32::try_from(paragraph).unwrap_or(u32::MAX);
                *counts.entry((entity, paragraph)).or_default() += 1;
            }
        }
        counts.into_iter().map(|((entity, paragraph), times)| (entity, paragraph, times)).collect()
    }
}

/// Decides which mentions are links.
struct Linker {
    style: MentionStyle,
    /// The last section in which each entity was linked.
    sections: HashMap<EntityId, usize>,
}

impl Linker {
    fn links(&mut self, body: &Body, range: TextRange, entity: EntityId) -> bool {
        match self.style {
            MentionStyle::None => false,
            MentionStyle::All => true,
            MentionStyle::First => {
                let section = body.headings.partition_point(|h| h.range.start <= range.start);
                self.sections.insert(entity, section) != Some(section)
            }
        }
    }
}

/// Passages that mean an entity because the article says so.
#[derive(Default)]
struct Explicit {
    named: Vec<(TextRange, EntityId)>,
    /// Their ranges, in order.
    ranges: Vec<TextRange>,
}

fn explicit(id: DocumentId, reading: &Reading, names: &Names) -> Explicit {
    let mut explicit = Explicit::default();
    let Some(article) = reading.document.article() else { return explicit };
    for (annotation, anchoring) in article.annotations.iter().zip(&reading.anchors) {
        if let (Says::Names(naming), Anchoring::Found(anchor)) = (&annotation.says, anchoring)
            && let Some(entity) = names.find(id, &naming.name.value)
        {
            explicit.named.extend(anchor.ranges.iter().map(|&range| (range, entity)));
        }
    }
    explicit.ranges = explicit.named.iter().map(|&(range, _)| range).collect();
    explicit.ranges.sort_unstable();
    explicit
}

/// The parts of a text in which names are something else.
#[derive(Default)]
struct Zones {
    /// Code, headings, alternative texts and formulas: nobody is named there.
    shut: Vec<TextRange>,
    /// Links: who is named there is not linked again.
    unlinked: Vec<TextRange>,
}

fn zones(body: &Body) -> Zones {
    let mut zones = Zones::default();
    let (mut shut, mut link) = (Vec::new(), 0);
    for item in &body.items {
        match &item.is {
            Markup::Open(Tag::Code | Tag::CodeBlock(_) | Tag::Heading(_) | Tag::Image(_)) => {
                shut.push(item.at);
            }
            Markup::Close(Tag::Code | Tag::CodeBlock(_) | Tag::Heading(_) | Tag::Image(_)) => {
                if let (Some(start), true) = (shut.pop(), shut.is_empty()) {
                    zones.shut.push(TextRange { start, end: item.at });
                }
            }
            Markup::Open(Tag::Link(_)) => link = item.at,
            Markup::Close(Tag::Link(_)) => {
                zones.unlinked.push(TextRange { start: link, end: item.at });
            }
            Markup::Instead(len, _) if shut.is_empty() => {
                zones.shut.push(TextRange { start: item.at, end: item.at + len });
            }
            _ => {}
        }
    }
    zones
}

/// Whether a range shares words with one of `ranges`, which are in order.
fn touches(ranges: &[TextRange], range: TextRange) -> bool {
    let reached = ranges.partition_point(|other| other.start < range.end);
    ranges[..reached].last().is_some_and(|last| last.end > range.start)
}
