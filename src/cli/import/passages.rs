//! Passages that come to an article: which of them it does not have, and how they were found in it.

use std::collections::{BTreeMap, BTreeSet};

use variorum::import::{self, Highlight, Listed};
use variorum::model::annotation::{Anchoring, Annotation, Fidelity, Passage, Says};
use variorum::model::article::Reading;
use variorum::model::body::{Body, TextRange};
use variorum::source::{Source, Span};
use variorum::yaml::{self, Node, Value};
use variorum::{edit, fold};

use super::report::Anchored;

/// An item of front matter and the list that it stands in.
pub(super) type Entry = (&'static str, Node);

/// Highlights as items. `Err` says in words why they are none.
pub(super) fn passages(highlights: &[Highlight]) -> Result<Vec<Entry>, &'static str> {
    let list = format!("highlights:\n{}", import::passages(highlights, "  "));
    let list = yaml::read(&list, 0).map_err(|_| "they cannot be written as YAML")?;
    let items = list.get("highlights").map_or(&[][..], Node::items);
    Ok(items.iter().map(|item| ("highlights", item.clone())).collect())
}

/// What stood in a list, as somebody would write it there.
pub(super) fn entry(listed: &Listed) -> Entry {
    let item = match &listed.item.value {
        Value::Map(entries) => edit::arranged(listed.list, entries.clone()),
        _ => listed.item.clone(),
    };
    (listed.list, item)
}

/// A text with more items in its front matter. `Err` says in words why they have to be added by hand.
pub(super) fn append(
    source: &Source,
    reading: &Reading,
    entries: impl IntoIterator<Item = Entry>,
) -> Result<String, &'static str> {
    let (mut text, mut span) = (source.text.clone(), reading.document.front_matter);
    let mut lists: Vec<(&str, Vec<Node>)> = Vec::new();
    for (list, item) in entries {
        match lists.last_mut().filter(|(last, _)| *last == list) {
            Some((_, items)) => items.push(item),
            None => lists.push((list, vec![item])),
        }
    }
    let mut add = |list: &str, items: &[Node]| {
        let changed = edit::add_all(&text, span, list, items)?;
        let end = span.end as usize + changed.len() - text.len();
        span = match span.end {
            0 => return Err("it has no front matter; give it one with a title"),
            _ => Span::new(span.start as usize, end),
        };
        text = changed;
        Ok(())
    };
    for (list, items) in lists {
        // What has no place together may have one by one.
        if add(list, &items).is_err() {
            items.iter().try_for_each(|item| add(list, std::slice::from_ref(item)))?;
        }
    }
    Ok(text)
}

/// The words of an annotation that are marked or quoted.
pub(super) fn words<'a>(annotation: &'a Annotation, body: &'a Body) -> Option<&'a str> {
    match annotation.passage.as_ref()? {
        Passage::Quote(selector) => Some(&selector.exact.value),
        Passage::Mark(index) => body.text.get(body.marks.get(*index as usize)?.range()),
        Passage::Picture(_) => None,
    }
}

/// Which of the highlights, in their order, were not found.
pub(super) fn lost(anchors: &[Anchoring]) -> Vec<bool> {
    anchors.iter().map(|anchor| *anchor == Anchoring::Lost).collect()
}

/// What is to stand below an article that is nothing but its passages, so that those that were not found stand somewhere.
pub(super) fn below(text: &str, highlights: &[Highlight], lost: &[bool]) -> String {
    let lost = highlights.iter().zip(lost).filter(|(_, lost)| **lost);
    let quotes = import::quotations(lost.map(|(highlight, _)| highlight.quote.as_str()));
    match text {
        _ if quotes.is_empty() => String::new(),
        _ if text.ends_with("\n\n") => format!("{quotes}\n"),
        _ if text.ends_with('\n') => format!("\n{quotes}\n"),
        _ => format!("\n\n{quotes}\n"),
    }
}

/// So many words on each side of a passage tell it from others.
const BESIDE: usize = 4;

/// Adds the words around those passages that need them, as the export has them, else as they stand in the text, where a
/// passage has a paragraph for itself; whether there are any.
pub(super) fn in_context(highlights: &mut [Highlight], lost: &[bool], body: &Body) -> bool {
    let mut alone: BTreeMap<String, TextRange> = BTreeMap::new();
    if lost.contains(&true) {
        let paragraphs = body.paragraphs.iter().map(|paragraph| paragraph.range);
        alone.extend(paragraphs.map(|range| (fold::key(&body.text[range.range()]), range)));
    }
    let mut any = false;
    for (highlight, _) in highlights.iter_mut().zip(lost).filter(|(_, lost)| **lost) {
        if highlight.prefix.is_none()
            && highlight.suffix.is_none()
            && let Some(range) = alone.get(&fold::key(&highlight.quote))
        {
            let before = &body.text[..range.range().start];
            let after = &body.text[range.range().end..];
            let last: Vec<&str> = before.split_whitespace().rev().take(BESIDE).collect();
            let first: Vec<&str> = after.split_whitespace().take(BESIDE).collect();
            highlight.prefix = Some(last.into_iter().rev().collect::<Vec<_>>().join(" "));
            highlight.suffix = Some(first.join(" "));
        }
        let has_context = highlight.prefix.is_some() || highlight.suffix.is_some();
        any |= has_context && !highlight.in_context;
        highlight.in_context |= has_context;
    }
    any
}

/// What became of the items that the lists of a changed article have more.
pub(super) fn added(before: &Reading, after: &Reading) -> Vec<Anchoring> {
    let known = ids(before);
    let added = listed(after).filter(|(said, _)| !known.contains(&*said.id));
    added.map(|(_, anchoring)| anchoring.clone()).collect()
}

/// What an article does not list under the same id.
pub(super) fn unlisted(listed: Vec<Listed>, reading: &Reading) -> Vec<Listed> {
    let known = ids(reading);
    listed.into_iter().filter(|listed| !known.contains(&*listed.id)).collect()
}

/// What a note that is an article already lists or marks, and the article that it is does not list under the same id.
pub(super) fn own(
    source: &Source,
    reading: &Reading,
    before: &Reading,
) -> (Vec<Listed>, Vec<Highlight>) {
    let known = ids(before);
    let is_marked = |said: &&Annotation| matches!(said.passage, Some(Passage::Mark(_)));
    let body = |reading: &Reading, said: &Annotation| {
        words(said, &reading.document.body).map(fold::key).unwrap_or_default()
    };
    let marks: BTreeSet<String> =
        annotations(before).iter().filter(is_marked).map(|said| body(before, said)).collect();
    let front_matter = reading.document.front_matter;
    let written = yaml::read(&source.text[front_matter.range()], front_matter.start).ok();
    let lists = written.iter().flat_map(Node::entries).flat_map(|(_, list)| list.items());
    let items: BTreeMap<u32, &Node> = lists.map(|item| (item.span.start, item)).collect();
    let (mut listed, mut marked) = (Vec::new(), Vec::new());
    for said in annotations(reading) {
        if is_marked(&said) {
            let quote = words(said, &reading.document.body).unwrap_or_default().to_owned();
            marked.push(Highlight { quote, ..Highlight::default() });
            continue;
        }
        let list = match said.says {
            Says::Highlight(_) if marks.contains(&body(reading, said)) => continue,
            Says::Highlight(_) => "highlights",
            Says::Names(_) => "entities",
            Says::Event(_) => "events",
            Says::Claim(_) => "claims",
        };
        let item = items.get(&said.span.start).filter(|_| !known.contains(&*said.id));
        listed.extend(item.map(|&item| Listed { list, id: said.id.clone(), item: item.clone() }));
    }
    (listed, marked)
}

fn ids(reading: &Reading) -> BTreeSet<&str> {
    listed(reading).map(|(said, _)| said.id.as_str()).collect()
}

/// The annotations of an article without the marks in its text.
fn listed(reading: &Reading) -> impl Iterator<Item = (&Annotation, &Anchoring)> {
    let all = annotations(reading).iter().zip(&reading.anchors);
    all.filter(|(said, _)| !matches!(said.passage, Some(Passage::Mark(_))))
}

fn annotations(reading: &Reading) -> &[Annotation] {
    reading.document.article().map_or(&[], |article| &article.annotations)
}

/// The highlights that an article does not have, and how many notes are on passages that it has without one. A passage that
/// it has is its reader's, whatever note stands there now.
pub(super) fn missing(highlights: Vec<Highlight>, reading: &Reading) -> (Vec<Highlight>, usize) {
    let Some(article) = reading.document.article() else { return (highlights, 0) };
    let mut quotes: BTreeMap<String, usize> = BTreeMap::new();
    let mut noted: BTreeSet<String> = BTreeSet::new();
    let mut notes: BTreeSet<String> = BTreeSet::new();
    for (annotation, anchoring) in article.annotations.iter().zip(&reading.anchors) {
        for quote in quoted(annotation, anchoring, &reading.document.body) {
            noted.extend(annotation.note.is_some().then(|| quote.clone()));
            *quotes.entry(quote).or_default() += 1;
        }
        let note = annotation.note.as_ref().map(|note| note.body.text.as_str());
        notes.extend(note.map(letters));
        // Where an annotation has but one text, that begins with what it states.
        let stated = annotation.states();
        notes.extend(stated.map(|stated| letters(stated) + &letters(note.unwrap_or_default())));
        if let (None, Some(created)) = (&annotation.passage, &annotation.details().created) {
            notes.extend(created.words.clone());
            notes.extend(created.when.as_ref().map(|when| format!("on {}", when.edtf)));
        }
    }
    let known = ids(reading);
    let mut unsaid = 0;
    let mut is_missing = |highlight: &Highlight| {
        if highlight.id.as_deref().is_some_and(|id| known.contains(id)) {
            return false;
        }
        if highlight.quote.trim().is_empty() {
            let note = highlight.note.as_deref().unwrap_or_default();
            let is_there = [letters(note), letters(&import::plain(note))];
            let is_there = is_there.iter().any(|note| notes.contains(note));
            let on = highlight.created.as_ref().map(|created| format!("on {created}"));
            return !is_there && on.is_none_or(|on| !notes.contains(&on));
        }
        let words = fold::key(&highlight.quote);
        match quotes.get_mut(&words) {
            Some(count) if *count > 0 => {
                *count -= 1;
                unsaid += usize::from(highlight.note.is_some() && !noted.contains(&words));
                false
            }
            _ => true,
        }
    };
    let missing = highlights.into_iter().filter(|highlight| is_missing(highlight)).collect();
    (missing, unsaid)
}

/// The keys under which others can have the words of an annotation: as they are quoted, and as they stand in the text,
/// where of several passages the first is told.
fn quoted(annotation: &Annotation, anchoring: &Anchoring, body: &Body) -> BTreeSet<String> {
    let found = match anchoring {
        Anchoring::Found(anchor) => anchor.ranges.first().map(|range| &body.text[range.range()]),
        _ => None,
    };
    words(annotation, body).into_iter().chain(found).map(fold::key).collect()
}

/// The letters and digits of a note without the numbers of lists, by which it is known in whatever form it is written.
fn letters(note: &str) -> String {
    let unnumbered = |line: &str| {
        let rest = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        fold::key(if rest.starts_with(['.', ')']) { rest } else { line })
    };
    let lines = note.lines().map(unnumbered).collect::<String>();
    lines.chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Anchored {
    /// How the passages of some annotations were found.
    pub(super) fn of(anchors: &[Anchoring]) -> Self {
        let mut anchored = Self::default();
        for anchor in anchors {
            let count = match anchor {
                Anchoring::Whole => continue,
                Anchoring::Pictured(_) => &mut anchored.exact,
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
