//! What is public, and so may stand in any output although it is withheld elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::blocks::address;
use super::markup::markup;
use super::parts::{Shown, annotations, comments, marked, quoted, shown, values};
use super::runs::{Runs, Words};
use super::{Place, TITLED, Withheld};
use crate::model::annotation::Passage;
use crate::model::archive::Options;
use crate::model::article::{Document, Reading};
use crate::model::body::{Body, Markup};
use crate::model::hosting::HEADERS;
use crate::source::{Source, Span};
use crate::world::World;

/// Lets go of the interface, the settings, the public texts, the quoted passages and the reader's own words.
pub(super) fn release(
    withheld: &mut Withheld,
    readings: &[Arc<Reading>],
    world: &World,
    options: Options,
) {
    let mut public = Public { held: &withheld.texts, runs: Vec::new() };
    let builtin = world.templates.values().chain(world.words.iter().map(|(_, words)| words));
    for source in builtin.filter(|source| source.path.starts_with("builtin:")) {
        let words = Words::of(&source.text);
        public.free_words(&words.numbers);
        withheld.names.free(&words.numbers);
    }
    let settings = world.config_source.as_ref().map(|source| source.text.as_str());
    settings.into_iter().for_each(|text| public.free(text));
    let headers = HEADERS.map(|(name, value)| format!("{name} {value}"));
    public.free(&headers.join(" "));
    public.free(&world.config.title);
    public.free(&world.config.description);
    let mut runs = public.runs;
    // Most of an archive is public, and each word of it is looked up.
    let held = &withheld.texts;
    runs.par_extend(readings.par_iter().flat_map_iter(|reading| {
        let mut public = Public { held, runs: Vec::new() };
        public.free_reading(reading, world, options);
        public.runs
    }));
    withheld.texts.free(&runs);
    let public = |r: &&Arc<Reading>| shown(&r.document, &world.config, options) != Shown::Nothing;
    for reading in readings.iter().filter(public) {
        let title = &reading.document.title.value;
        let words = Words::of(title);
        for part in words.runs(title, TITLED) {
            withheld.titles.hold(&words.numbers[part], || ());
        }
    }
}

/// The runs of what is withheld that are public elsewhere.
struct Public<'w> {
    held: &'w Runs<Place>,
    runs: Vec<u64>,
}

impl Public<'_> {
    fn free_reading(&mut self, reading: &Reading, world: &World, options: Options) {
        let document = &reading.document;
        let shown = shown(document, &world.config, options);
        if shown == Shown::Nothing {
            return;
        }
        self.free(&document.title.value);
        self.free(&document.slug);
        match shown {
            Shown::All => self.free_body(&document.body),
            Shown::Passages => self.free_passages(reading),
            Shown::Tombstone | Shown::Nothing => {
                let reason = document.withdrawn.as_ref().and_then(|w| w.reason.as_deref());
                return reason.into_iter().for_each(|reason| self.free(reason));
            }
        }
        if let Some(source) = world.source(&document.source) {
            self.free_front_matter(document, source, shown);
        }
    }

    /// What a page shows of a text, and where its links lead: what only looks like a comment, as in code, can reach far.
    fn free_body(&mut self, body: &Body) {
        self.free(&body.text);
        body.titles().for_each(|(title, _)| self.free(title));
        for link in &body.links {
            let fragment = link.fragment.as_deref().unwrap_or_default();
            self.free(&address(&format!("{}#{fragment}", link.target)));
        }
        for item in &body.items {
            if let Markup::Html(html) | Markup::Instead(_, html) | Markup::Reading(html) = &item.is
            {
                markup(html, 0, &mut |words| self.free(words));
            }
        }
    }

    fn free(&mut self, text: &str) {
        self.free_words(&Words::of(text).numbers);
    }

    fn free_words(&mut self, words: &[u64]) {
        self.runs.extend(self.held.among(words));
    }

    fn free_passages(&mut self, reading: &Reading) {
        let words = Words::of(&reading.document.body.text);
        let quoted = marked(&words, &quoted(reading));
        let mut start = 0;
        for passage in quoted.chunk_by(|a, b| a == b) {
            if passage[0] {
                self.free_words(&words.numbers[start..start + passage.len()]);
            }
            start += passage.len();
        }
    }

    /// Front matter is the reader's own, apart from what is private and from the words around a quote.
    fn free_front_matter(&mut self, document: &Document, source: &Source, shown: Shown) {
        let is_within = |comment: &Span| comment.start < document.front_matter.end;
        let mut cuts: BTreeSet<Span> =
            comments(document, source).into_iter().filter(is_within).collect();
        for annotation in annotations(document) {
            if annotation.private || annotation.suggested {
                cuts.insert(annotation.span);
                continue;
            }
            annotation.note.iter().for_each(|note| self.free(&note.body.text));
            for reply in &annotation.details().replies {
                if reply.private {
                    cuts.insert(reply.note.span);
                } else {
                    self.free(&reply.note.body.text);
                }
            }
            if let (Some(Passage::Quote(selector)), Shown::Passages) = (&annotation.passage, shown)
            {
                cuts.extend(
                    [&selector.prefix, &selector.suffix].into_iter().flatten().map(|s| s.span),
                );
            }
        }
        let mut at = document.front_matter.start;
        let end = Span { start: document.front_matter.end, end: document.front_matter.end };
        let mut own = Vec::new();
        for cut in cuts.into_iter().chain([end]) {
            if cut.start > at && cut.start <= end.end {
                own.push(Span { start: at, end: cut.start });
            }
            at = at.max(cut.end);
        }
        own.iter().for_each(|part| self.free(&source.text[part.range()]));
        self.free_escaped(document, source, &own);
    }

    /// Values with escapes say something else than what is written.
    fn free_escaped(&mut self, document: &Document, source: &Source, own: &[Span]) {
        if !source.text[document.front_matter.range()].contains('\\') {
            return;
        }
        for value in values(document, source).into_iter().flatten() {
            let part = own.get(own.partition_point(|part| part.end < value.span.end));
            if part.is_some_and(|part| part.start <= value.span.start) {
                self.free(&value.value);
            }
        }
    }
}
