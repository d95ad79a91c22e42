//! Where entities are named in the texts of documents.
//!
//! Does not look into notes, and does not say who is named with whom.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::common::is_letter;
use super::disclose::{Disclosed, Withheld};
use super::find::{Finder, normal_name, spellings};
use super::names::{Meaning, Names, ambiguous};
use crate::config::MentionStyle;
use crate::diagnostic::Diagnostic;
use crate::model::annotation::{Alias, Anchoring, Says};
use crate::model::archive::{DocumentId, EntityId, Mention};
use crate::model::article::Reading;
use crate::model::body::{Body, Markup, Tag, TextRange};
use crate::model::date::{Dated, Day};

/// Who can be meant by a string.
#[derive(Default)]
pub(super) struct Owners {
    /// Those who are called so.
    of: Vec<EntityId>,
    /// Where those are called so who are not called so everywhere.
    scopes: Vec<(EntityId, Scope)>,
    /// The string, as the first of them has it.
    words: String,
    /// Which string this is.
    number: usize,
}

impl Owners {
    /// Whom the string means in a document.
    pub(super) fn meaning(&self, names: &Names, document: DocumentId) -> Meaning {
        let fits = |owner: &EntityId| {
            let mut scopes = self.scopes.iter().filter(|(of, _)| of == owner);
            scopes.all(|(_, scope)| scope.fits(names.setting(document)))
        };
        match &self.of[..] {
            [] => Meaning::Nobody,
            &[one] => Meaning::One(one),
            owners => {
                let fitting: Vec<EntityId> = owners.iter().copied().filter(fits).collect();
                names.decide(document, if fitting.is_empty() { owners } else { &fitting })
            }
        }
    }
}

/// The language and the time in which somebody is called something. It decides between several who are.
#[derive(Clone)]
struct Scope {
    language: Option<String>,
    from: Option<Day>,
    to: Option<Day>,
}

impl Scope {
    /// The scope of an alias; nothing for one that holds everywhere.
    fn of(alias: &Alias) -> Option<Self> {
        let when = |date: &Option<Dated>| date.as_ref()?.when.clone();
        let scope = Self {
            language: alias.language.clone(),
            from: when(&alias.from).and_then(|when| when.earliest),
            to: when(&alias.to).and_then(|when| when.latest),
        };
        let is_any = scope.language.is_none() && scope.from.is_none() && scope.to.is_none();
        (!is_any).then_some(scope)
    }

    fn fits(&self, (language, day): (&str, Option<Day>)) -> bool {
        let base = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let spoken = self.language.as_ref().is_none_or(|own| base(own) == base(language));
        let begun = self.from.zip(day).is_none_or(|(from, day)| from <= day);
        spoken && begun && self.to.zip(day).is_none_or(|(to, day)| day <= to)
    }
}

/// Finds everybody by name.
pub(super) fn finder(names: &Names, readings: &[std::sync::Arc<Reading>]) -> Finder<Owners> {
    let mut strings: BTreeMap<String, Owners> = BTreeMap::new();
    for (entity, named) in (0..).map(EntityId).zip(&names.people) {
        let aliases = named.aliases.iter().map(|alias| (&alias.value.value, Scope::of(alias)));
        let written = std::iter::once(&named.name).chain(&named.spellings);
        for (name, scope) in written.map(|name| (name, None)).chain(aliases) {
            let normal = normal_name(name);
            if is_letter(&normal) {
                continue;
            }
            for spelling in spellings(&normal) {
                let owners = strings.entry(spelling).or_default();
                if owners.words.is_empty() {
                    owners.words.clone_from(name);
                }
                if owners.of.last() != Some(&entity) {
                    owners.of.push(entity);
                    owners.scopes.extend(scope.clone().map(|scope| (entity, scope)));
                }
            }
        }
        let record = named.record.and_then(|id| readings[id.index()].document.entity());
        for not in record.iter().flat_map(|record| &record.not) {
            // A string that nobody owns blocks the names inside it.
            for spelling in spellings(&normal_name(&not.value)) {
                strings.entry(spelling).or_default();
            }
        }
    }
    strings.remove("");
    for (number, owners) in strings.values_mut().enumerate() {
        owners.number = number;
    }
    Finder::new(strings)
}

/// Who is named where.
#[derive(Default)]
pub(super) struct Mentions {
    /// For each document, by place.
    pub(super) shown: Vec<Vec<Mention>>,
    /// In withheld words, for each document: (entity, number of the paragraph from 1 or 0, how often).
    pub(super) withheld: Vec<Vec<(EntityId, u32, u32)>>,
    /// Names that nothing decides.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Finds everybody in every text.
pub(super) fn find(
    disclosed: &Disclosed,
    names: &Names,
    finder: &Finder<Owners>,
    style: MentionStyle,
) -> Mentions {
    let documents = disclosed.readings.par_iter().zip(&disclosed.withheld).enumerate();
    let found: Vec<_> = documents
        .map(|(index, (reading, withheld))| {
            let id = DocumentId(u32::try_from(index).unwrap_or(u32::MAX));
            let (mentions, undecided) = in_document(id, reading, names, finder, style);
            let hidden = withheld.as_ref().map(|w| in_withheld(id, w, names, finder));
            (mentions, undecided, hidden.unwrap_or_default())
        })
        .collect();
    let mut all = Mentions::default();
    let mut warned = HashSet::new();
    for (reading, (mentions, undecided, withheld)) in disclosed.readings.iter().zip(found) {
        for (range, owners) in undecided {
            if warned.insert(owners.number) {
                let document = &reading.document;
                let place = (&document.source, document.body.source_span(range));
                all.diagnostics.push(ambiguous(names, &owners.words, place, &owners.of));
            }
        }
        all.shown.push(mentions);
        all.withheld.push(withheld);
    }
    all
}

fn in_document<'a>(
    id: DocumentId,
    reading: &Reading,
    names: &Names,
    finder: &'a Finder<Owners>,
    style: MentionStyle,
) -> (Vec<Mention>, Vec<(TextRange, &'a Owners)>) {
    let body = &reading.document.body;
    let zones = zones(body);
    let explicit = explicit(id, reading, names);
    let mut undecided = Vec::new();
    let mut found = Vec::new();
    for name in finder.find(&body.text) {
        if touches(&zones.shut, name.range) || touches(&explicit.ranges, name.range) {
            continue;
        }
        match name.value.meaning(names, id) {
            Meaning::One(entity) => found.push((name.range, entity)),
            Meaning::Several(_) => undecided.push((name.range, name.value)),
            Meaning::Nobody => {}
        }
    }
    found.extend(explicit.named);
    found.sort_unstable();
    let is_own = |entity: EntityId| names.person(entity).record == Some(id);
    found.retain(|&(_, entity)| !is_own(entity));
    let mut linker = Linker { style, sections: HashMap::new() };
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

/// How often entities are named in the words that an article withholds, by paragraph.
fn in_withheld(
    id: DocumentId,
    withheld: &Withheld,
    names: &Names,
    finder: &Finder<Owners>,
) -> Vec<(EntityId, u32, u32)> {
    let Some(excerpt) = &withheld.excerpt else { return Vec::new() };
    let body = &withheld.whole.document.body;
    let shut = zones(body).shut;
    let mut counts: BTreeMap<(EntityId, u32), u32> = BTreeMap::new();
    for name in finder.find(&body.text) {
        // Of a name that is cut, what is left is found in the excerpt, or is no name.
        if excerpt.touches(name.range) || touches(&shut, name.range) {
            continue;
        }
        if let Meaning::One(entity) = name.value.meaning(names, id) {
            let paragraph = body.paragraph_at(name.range.start).map_or(0, |index| index + 1);
            let paragraph = u32::try_from(paragraph).unwrap_or(u32::MAX);
            *counts.entry((entity, paragraph)).or_default() += 1;
        }
    }
    counts.into_iter().map(|((entity, paragraph), times)| (entity, paragraph, times)).collect()
}
