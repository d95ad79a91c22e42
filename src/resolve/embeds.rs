//! Passages that are put in place, and circles of them.
//!
//! Does not say what a passage is.

use std::collections::HashMap;
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
    let mut in_text: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, embed) in embeds.iter().enumerate() {
        if embed.words == Words::Text {
            in_text.entry(embed.document).or_default().push(index);
        }
    }
    let inside = |index: usize| -> Vec<usize> {
        let (document, range) = embeds[index].to;
        let all = in_text.get(&document.index()).map_or(&[][..], Vec::as_slice);
        let held =
            |&inner: &usize| range.start <= embeds[inner].at && embeds[inner].at <= range.end;
        all.iter().copied().filter(held).collect()
    };
    let mut diagnostics = Vec::new();
    for index in circular(embeds.len(), inside) {
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

/// The nodes at which a walk through all of them comes back to a node that it has not left.
///
/// Without recursion: a chain of passages may be as long as the archive.
fn circular(nodes: usize, inside: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; nodes];
    let mut closing = Vec::new();
    for first in 0..nodes {
        if states[first] != State::New {
            continue;
        }
        let mut walk = vec![(first, inside(first))];
        states[first] = State::Open;
        while let Some((node, left)) = walk.last_mut() {
            let node = *node;
            match left.pop() {
                Some(next) if states[next] == State::New => {
                    states[next] = State::Open;
                    walk.push((next, inside(next)));
                }
                Some(next) if states[next] == State::Open => closing.push(node),
                Some(_) => {}
                None => {
                    states[node] = State::Done;
                    walk.pop();
                }
            }
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
