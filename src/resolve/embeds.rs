//! Passages that are put in place, and circles of them.
//!
//! Does not say what a passage is.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::archive::{DocumentId, Links, Resolved, Words};
use crate::model::article::Reading;
use crate::model::body::TextRange;
use crate::source::{SourcePath, Span};

/// A transclusion.
struct Embed {
    document: usize,
    words: Words,
    link: usize,
    /// Where it stands in those words.
    at: u32,
    span: Span,
    /// What it puts in place.
    to: (DocumentId, TextRange),
}

/// Refuses transclusions that lead back to themselves.
pub(super) fn break_cycles(readings: &[Arc<Reading>], links: &mut [Arc<Links>]) -> Vec<Diagnostic> {
    let embeds = gather(readings, links);
    let mut in_text: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, embed) in embeds.iter().enumerate() {
        if embed.words == Words::Text {
            in_text.entry(embed.document).or_default().push(index);
        }
    }
    for inside in in_text.values_mut() {
        inside.sort_by_key(|&index| embeds[index].at);
    }
    let inside = |index: usize| -> &[usize] {
        let (document, range) = embeds[index].to;
        let all = in_text.get(&document.index()).map_or(&[][..], Vec::as_slice);
        let first = all.partition_point(|&inner| embeds[inner].at < range.start);
        let last = all.partition_point(|&inner| embeds[inner].at <= range.end);
        &all[first..last.max(first)]
    };
    let mut diagnostics = Vec::new();
    for index in circular(&embeds, inside) {
        let embed = &embeds[index];
        if let Some(links) = Arc::make_mut(&mut links[embed.document]).get_mut(embed.words) {
            links[embed.link] = Resolved::Broken;
        }
        diagnostics.push(fault(&readings[embed.document].document.source, embed.span));
    }
    diagnostics
}

fn gather(readings: &[Arc<Reading>], links: &[Arc<Links>]) -> Vec<Embed> {
    let mut embeds = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        for (words, resolved) in links[document].iter() {
            let written = reading.document.words(words).map_or(&[][..], |body| &body.links);
            for (link, (written, resolved)) in written.iter().zip(resolved).enumerate() {
                if let Resolved::Passage(to, range, _) = *resolved {
                    let at = written.text.start;
                    let span = written.span;
                    embeds.push(Embed { document, words, link, at, span, to: (to, range) });
                }
            }
        }
    }
    embeds
}

/// The transclusions at which a walk through all of them comes back to one that it has not left.
///
/// Without recursion: a chain of passages may be as long as the archive. A passage is walked through once, however many
/// put it in place.
fn circular<'a>(embeds: &[Embed], inside: impl Fn(usize) -> &'a [usize]) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let all: Vec<usize> = (0..embeds.len()).collect();
    let mut states = vec![State::New; embeds.len()];
    let mut first: HashMap<(DocumentId, TextRange), usize> = HashMap::new();
    let mut closing = Vec::new();
    let mut walk: Vec<(Option<usize>, &[usize])> = vec![(None, &all)];
    while let Some((embed, left)) = walk.last_mut() {
        let embed = *embed;
        let Some((&next, rest)) = left.split_first() else {
            embed.into_iter().for_each(|embed| states[embed] = State::Done);
            walk.pop();
            continue;
        };
        *left = rest;
        match states[next] {
            State::New => {
                let same = *first.entry(embeds[next].to).or_insert(next);
                if same == next {
                    states[next] = State::Open;
                    walk.push((Some(next), inside(next)));
                    continue;
                }
                if states[same] == State::Open {
                    closing.push(next);
                }
                states[next] = State::Done;
            }
            State::Open => closing.extend(embed),
            State::Done => {}
        }
    }
    closing.sort_unstable();
    closing.dedup();
    closing
}

fn fault(source: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TransclusionCycle, "this passage would be put in place of itself")
        .at(source, span, "")
        .help("link to it with `[[…]]` instead of `![[…]]`")
}
