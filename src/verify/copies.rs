//! Where withheld words were copied to, so that they can be taken out there.
//!
//! Looks at what is copied as it is and at what pages are made of beside the articles; judges nothing.

use std::sync::Arc;

use super::runs::Words;
use super::{Place, Withheld};
use crate::source::{Position, Source, Span};
use crate::world::World;

/// Where a text has withheld words as they are read.
pub(super) fn place(withheld: &Withheld, text: &str, leak: Place) -> Option<Span> {
    let words = Words::of(text);
    let found = withheld.among(&words, text).filter(|(_, place)| *place == leak);
    let (run, _) = found.min_by_key(|(run, _)| run.start)?;
    let range = words.range(&run);
    Some(Span::new(range.start, range.end))
}

/// The line and column of it.
pub(super) fn position(withheld: &Withheld, text: &str, leak: Place) -> Option<Position> {
    let place = place(withheld, text, leak)?;
    Some(Source::new("", text).position(place.start))
}

/// The template, setting or file of words that has withheld words.
pub(super) fn source<'w>(
    withheld: &Withheld,
    world: &'w World,
    leak: Place,
) -> Option<(&'w Source, Span)> {
    let words = world.words.iter().map(|(_, source)| source);
    let single = world.config_source.iter().chain(&world.themes);
    let own = single.chain(world.templates.values()).chain(words);
    let mut own = own.map(Arc::as_ref).filter(|source| !source.path.starts_with("builtin:"));
    own.find_map(|source| Some((source, place(withheld, &source.text, leak)?)))
}
