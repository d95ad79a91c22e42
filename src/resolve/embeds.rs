//! Passages that are put in place, circles of them, and more of them than a page can have.
//!
//! Does not say what a passage is.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::archive::{DEEPEST, DocumentId, Links, Resolved, Words};
use crate::model::article::Reading;
use crate::model::body::{Body, Item, Markup, Tag, TextRange};
use crate::source::Span;

/// How many bytes the texts may have together, with their markup, of which passages stand in a text and in each other: each
/// is gone through for its passage.
const MOST: usize = 64 << 20;

/// What a passage has beside its words: where it is from, and its markup.
const AROUND: usize = 256;

/// A transclusion.
struct Embed {
    document: usize,
    words: Words,
    link: usize,
    /// Where it stands in those words, and whether apart from those that end there.
    at: (u32, bool),
    span: Span,
    /// What it puts in place.
    to: (DocumentId, TextRange),
}

/// Refuses transclusions that lead back to themselves, and those for which a page has no room.
pub(super) fn refuse(readings: &[Arc<Reading>], links: &mut [Arc<Links>]) -> Vec<Diagnostic> {
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
        let first = all.partition_point(|&inner| embeds[inner].at < (range.start, false));
        let last = all.partition_point(|&inner| embeds[inner].at <= (range.end, false));
        &all[first..last.max(first)]
    };
    let circular = circular(&embeds, inside);
    let is_circular: HashSet<usize> = circular.iter().copied().collect();
    let own = |id: DocumentId| {
        let body = &readings[id.index()].document.body;
        AROUND + body.text.len() + body.items.len() * size_of::<Item>()
    };
    let excess = excess(&embeds, &is_circular, inside, own);
    let circular = circular.into_iter().map(|index| (index, fault()));
    let excess = excess.into_iter().map(|(index, size)| (index, too_large(size)));
    let mut diagnostics = Vec::new();
    for (index, fault) in circular.chain(excess) {
        let embed = &embeds[index];
        if let Some(links) = Arc::make_mut(&mut links[embed.document]).get_mut(embed.words) {
            links[embed.link] = Resolved::Broken;
        }
        let fault = fault.help("link to it with `[[…]]` instead of `![[…]]`");
        diagnostics.push(fault.at(&readings[embed.document].document.source, embed.span, ""));
    }
    diagnostics
}

fn gather(readings: &[Arc<Reading>], links: &[Arc<Links>]) -> Vec<Embed> {
    let mut embeds = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        for (words, resolved) in links[document].iter() {
            let Some(body) = reading.document.words(words) else { continue };
            let apart = apart(body);
            let end = body.whole().end;
            for (link, (written, resolved)) in body.links.iter().zip(resolved).enumerate() {
                if let Resolved::Passage(to, range, _) = *resolved {
                    let place = written.text.start;
                    let at = (place, place < end && apart.contains(&link));
                    let span = written.span;
                    embeds.push(Embed { document, words, link, at, span, to: (to, range) });
                }
            }
        }
    }
    embeds
}

/// The transclusions in paragraphs without words: they have the place of the end of the words before them.
fn apart(body: &Body) -> HashSet<usize> {
    let mut apart = HashSet::new();
    let mut has_words = true;
    for item in &body.items {
        match item.is {
            Markup::Open(Tag::Paragraph(paragraph)) => has_words = paragraph.is_some(),
            Markup::Close(Tag::Paragraph(_)) => has_words = true,
            Markup::Open(Tag::Embed(link)) if !has_words => {
                apart.insert(link as usize);
            }
            _ => {}
        }
    }
    apart
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

/// The transclusions for which their text has no room behind the others in it, and how large all of it would be; without
/// those that are `refused`.
fn excess<'a>(
    embeds: &[Embed],
    refused: &HashSet<usize>,
    inside: impl Fn(usize) -> &'a [usize],
    own: impl Fn(DocumentId) -> usize,
) -> Vec<(usize, usize)> {
    type Passage = (DocumentId, TextRange);
    let distinct: HashMap<Passage, usize> =
        embeds.iter().enumerate().map(|(index, embed)| (embed.to, index)).collect();
    let mut sizes: HashMap<Passage, usize> = distinct.keys().map(|to| (*to, own(to.0))).collect();
    for _ in 1..DEEPEST {
        let whole = |(to, &index): (&Passage, &usize)| {
            let inside = inside(index).iter().filter(|inner| !refused.contains(inner));
            let parts = inside.map(|&inner| sizes[&embeds[inner].to]);
            (*to, parts.fold(own(to.0), usize::saturating_add))
        };
        sizes = distinct.iter().map(whole).collect();
    }
    let mut taken: HashMap<(usize, Words), usize> = HashMap::new();
    let mut excess = Vec::new();
    for (index, embed) in embeds.iter().enumerate().filter(|(index, _)| !refused.contains(index)) {
        let taken = taken.entry((embed.document, embed.words)).or_default();
        let with = taken.saturating_add(sizes[&embed.to]);
        if with > MOST {
            excess.push((index, with));
        } else {
            *taken = with;
        }
    }
    excess
}

fn fault() -> Diagnostic {
    Diagnostic::new(Code::TransclusionCycle, "this passage would be put in place of itself")
}

fn too_large(size: usize) -> Diagnostic {
    let message = format!(
        "the passages that are put in place up to this one come from {} MiB of texts, and {} MiB are the most",
        (size >> 20) + 1,
        MOST >> 20
    );
    Diagnostic::new(Code::TransclusionSize, message)
}
