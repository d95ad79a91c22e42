//! Who can be meant by a string.
//!
//! Does not look into texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::before::Before;
use super::common::{is_common, is_letter};
use super::find::Finder;
use super::names::{Meaning, Names};
use super::normal::{normal_name, spellings};
use crate::model::annotation::Alias;
use crate::model::archive::{DocumentId, EntityId};
use crate::model::article::Reading;
use crate::model::date::{Dated, Day};

/// A name in capitals that has fewer letters could be an acronym, or a word that is shouted.
const LEAST: usize = 5;

/// Who can be meant by a string.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Owners {
    /// Those who are called so.
    pub(super) of: Vec<EntityId>,
    /// Where those are called so who are not called so everywhere.
    scopes: Vec<(EntityId, Scope)>,
    /// The string, as the first of them has it.
    pub(super) words: String,
    /// Which string this is.
    pub(super) number: usize,
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
#[derive(Debug, Clone, PartialEq)]
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
pub(super) fn finder(
    names: &Arc<Names>,
    readings: &[Arc<Reading>],
    before: Option<&Before>,
) -> Arc<Finder<Owners>> {
    if let Some(before) = before.filter(|before| before.same.sought) {
        return Arc::clone(&before.last.finder);
    }
    let finder = Finder::new(strings(names, readings));
    match before {
        Some(before) if *before.last.finder == finder => Arc::clone(&before.last.finder),
        _ => Arc::new(finder),
    }
}

/// What everybody is called, with who is meant.
fn strings(names: &Names, readings: &[Arc<Reading>]) -> BTreeMap<String, Owners> {
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
    let capitals =
        strings.iter().filter_map(|(name, owners)| Some((in_capitals(name)?, owners.clone())));
    for (name, owners) in capitals.collect::<Vec<_>>() {
        // Who is written so means something else by it.
        strings.entry(name).or_insert(owners);
    }
    for (number, owners) in strings.values_mut().enumerate() {
        owners.number = number;
    }
    strings
}

/// A name as speeches and headlines set it, all in capitals; nothing where that could be an acronym or a common word.
fn in_capitals(name: &str) -> Option<String> {
    let has_letters = name.chars().filter(|c| c.is_alphabetic()).nth(LEAST - 1).is_some();
    let is_mixed = name.contains(char::is_uppercase) && name.contains(char::is_lowercase);
    let is_name = is_mixed && has_letters && !is_common(&name.to_lowercase());
    is_name.then(|| name.to_uppercase())
}
