//! What is there already, and gets what is new of it.

use std::iter::repeat;

use variorum::disk::originals::Original;
use variorum::disk::{DiskError, replace};
use variorum::fold;
use variorum::import::{self, Highlight, Item, Listed};
use variorum::model::article::Document;
use variorum::source::Source;

use super::super::known::{Known, surname};
use super::super::passages::{
    Entry, added, append, below, entry, in_context, lost, missing, own, passages, unlisted,
};
use super::super::records;
use super::super::report::{Anchored, Outcome, What};
use super::{Archive, Written, not_added};

/// What is said where an article is nothing but its passages.
const BARE: &str = "the article is there without its text; paste it in by hand, or remove the file and import again";

impl Archive {
    /// Adds the passages of an item that an article does not have yet; nothing else of it is touched.
    pub(super) fn merge(
        &mut self,
        at: usize,
        mut item: Item,
        draft: &Written,
        original: Option<&Original>,
    ) -> Result<Outcome, DiskError> {
        let known = &self.there.known[at];
        let before = self.written(known.source.clone());
        let missed = self.take_own(&mut item, draft, known, &before);
        let mut reasons = Vec::new();
        if !item.text.is_empty() {
            if known.is_bare {
                reasons.push(BARE.to_owned());
            } else if !known.has(&draft.reading.document.body.text) {
                let is_version = self.there.is_other_text(at, &item, &draft.reading);
                reasons.push(another_text(is_version, missed));
            }
        }
        let unsaid;
        (item.highlights, unsaid) = missing(item.highlights, &before.reading);
        reasons.extend(without_note(unsaid));
        item.listed = unlisted(item.listed, &before.reading);
        let outcome = |what, item, reasons: Vec<String>| Outcome {
            reason: Some(reasons.join("; ")).filter(|reason| !reason.is_empty()),
            differs: differences(&item, &before.reading.document),
            ..Outcome::new(
                what,
                before.reading.document.is.name(),
                before.source.path.to_string(),
                item,
            )
        };
        let count = item.highlights.len() + item.listed.len();
        if count == 0 {
            return Ok(outcome(What::Same, item, reasons));
        }
        let after = match self.with_passages(known, &before, &mut item) {
            Ok(after) => after,
            Err(why) => return Ok(outcome(What::Same, item, vec![not_added(count, why)])),
        };
        let anchored = Anchored::of(&added(&before.reading, &after.reading));
        let kept = self.keep(original)?;
        self.replace(&before.source, &after.source)?;
        self.there.known[at].source = after.source;
        Ok(Outcome { anchored, kept, ..outcome(What::Merged, item, reasons) })
    }

    /// An article with the passages that an item has more. `Err` says in words why they have to be added by hand.
    fn with_passages(
        &self,
        known: &Known,
        before: &Written,
        item: &mut Item,
    ) -> Result<Written, &'static str> {
        let append = |item: &Item| {
            let entries = passages(&item.highlights)?.into_iter();
            append(&before.source, &before.reading, entries.chain(item.listed.iter().map(entry)))
        };
        let read = |text: String| self.written(Source::new(before.source.path.clone(), text));
        let lost_in = |after: &Written| lost(&added(&before.reading, &after.reading));
        let mut after = read(append(item)?);
        let mut quotes = String::new();
        if known.is_bare {
            // Where the passages are all there is of a text, those that are not found in it get a place below it.
            quotes = below(&after.source.text, &item.highlights, &lost_in(&after));
            if !quotes.is_empty() {
                after = read(after.source.text + &quotes);
            }
        }
        let lost = lost_in(&after);
        if in_context(&mut item.highlights, &lost, &after.reading.document.body)
            && let Ok(text) = append(item)
        {
            after = read(text + &quotes);
        }
        Ok(after)
    }

    /// Takes what a note lists and marks itself, and an article does not; says how much of it is not found there.
    fn take_own(&self, item: &mut Item, draft: &Written, known: &Known, before: &Written) -> usize {
        if item.verbatim.is_none() {
            return 0;
        }
        let (mut listed, mut marked) = own(&draft.source, &draft.reading, &before.reading);
        let missed = if known.has(&draft.reading.document.body.text) {
            0
        } else {
            self.keep_found(before, &mut listed, &mut marked)
        };
        item.listed.extend(listed);
        item.highlights.extend(marked);
        missed
    }

    /// Keeps of what was marked in another text what is found in an article; says how much is not.
    fn keep_found(
        &self,
        before: &Written,
        listed: &mut Vec<Listed>,
        marked: &mut Vec<Highlight>,
    ) -> usize {
        let are_lost = |entries: Vec<Entry>| {
            let text = append(&before.source, &before.reading, entries).ok();
            let after =
                text.map(|text| self.reading(&Source::new(before.source.path.clone(), text)));
            let lost = after.map(|after| lost(&added(&before.reading, &after))).unwrap_or_default();
            lost.into_iter().chain(repeat(false))
        };
        let count = listed.len() + marked.len();
        let mut of_lists = are_lost(listed.iter().map(entry).collect());
        listed.retain(|_| of_lists.next() != Some(true));
        let mut of_marks = are_lost(passages(marked).unwrap_or_default());
        marked.retain(|_| of_marks.next() != Some(true));
        count - listed.len() - marked.len()
    }

    /// Adds what a record says to the one that is there, and does not say it; nothing else of it is touched.
    pub(super) fn unite(
        &mut self,
        at: usize,
        mut item: Item,
        brought: &Document,
    ) -> Result<Outcome, DiskError> {
        let (source, document) = &self.there.records.known[at];
        self.links.known(&item.places, &source.path);
        let united = records::unite(source, document, brought);
        let what = if united.added.is_empty() { What::Same } else { What::Merged };
        let reason = Some(united.left.join("; ")).filter(|left| !left.is_empty());
        let (kind, path) = (document.is.name(), source.path.to_string());
        if what == What::Merged {
            item.pictures.retain(|picture| united.text.contains(&picture.path));
            self.save_pictures(&item, path.rsplit_once('/').map_or("", |(folder, _)| folder))?;
            let before = source.clone();
            let Written { source, reading } = self.written(Source::new(path.clone(), united.text));
            self.replace(&before, &source)?;
            self.there.records.known[at] = (source, reading.document);
        }
        Ok(Outcome { added: united.added, reason, ..Outcome::new(what, kind, path, item) })
    }

    /// Writes a file anew. Links that wait for something else lead from its new text.
    fn replace(&mut self, before: &Source, after: &Source) -> Result<(), DiskError> {
        if !self.dry_run {
            replace::replace(&self.root, before, &after.text)?;
        }
        self.links.changed(after);
        Ok(())
    }
}

/// The keys under which a reference says what an article does not: neither in other letters nor more exactly.
fn differences(item: &Item, known: &Document) -> Vec<&'static str> {
    let Some(article) = known.article().filter(|_| item.text.is_empty()) else { return Vec::new() };
    if item.verbatim.is_some() {
        return Vec::new();
    }
    let known_authors: Vec<String> =
        article.authors.iter().map(|author| surname(&author.value)).collect();
    let known_outlet = article.outlet.as_ref().map(|outlet| fold::key(&outlet.value));
    let known_tags: Vec<String> = known.tags.iter().map(|tag| fold::key(&tag.value)).collect();
    let known_url = article.url.as_ref().map(|url| url.value.as_str());
    let places = import::addresses(known_url, known.doi().as_deref());
    let known_date = article.published.as_ref().and_then(|date| date.when.as_ref());
    let known_date = known_date.map(|when| unmarked(&when.text)).unwrap_or_default();
    let is_elsewhere = |url: Option<&str>, doi: Option<&str>| {
        import::addresses(url, doi).iter().any(|place| !places.contains(place))
    };
    // Of a DOI the address says nothing more.
    let url = item.url.as_deref().filter(|url| fold::doi(url).is_none());
    let doi = item.doi().or(item.url.as_deref());
    [
        ("title", fold::key(&item.title) != fold::key(&known.title.value)),
        ("author", item.authors.iter().any(|name| !known_authors.contains(&surname(name)))),
        (
            "outlet",
            item.outlet.as_deref().map(fold::key).is_some_and(|name| known_outlet != Some(name)),
        ),
        ("url", is_elsewhere(url, None)),
        ("doi", is_elsewhere(None, doi)),
        (
            "published",
            !known_date.starts_with(&unmarked(item.published.as_deref().unwrap_or_default())),
        ),
        ("tags", item.tags.iter().any(|tag| !known_tags.contains(&fold::key(tag)))),
    ]
    .into_iter()
    .filter_map(|(key, is_other)| is_other.then_some(key))
    .collect()
}

/// A date without the marks of what is not quite known, which not all forms of references have.
fn unmarked(date: &str) -> String {
    date.replace(['~', '?', '%'], "")
}

/// What is said where an article has passages without the notes that come with them now.
fn without_note(notes: usize) -> Option<String> {
    match notes {
        0 => None,
        1 => Some("1 note, since its passage is there already without one".to_owned()),
        _ => Some(format!("{notes} notes, since their passages are there already without one")),
    }
}

/// What is said where an article has another text, which can be another version of it, and in which some passages are not found.
fn another_text(is_version: bool, missed: usize) -> String {
    let mut told = "the article has another text, which stays".to_owned();
    match missed {
        0 => {}
        1 => told += "; 1 passage is not found in it",
        _ => told += &format!("; {missed} passages are not found in it"),
    }
    if is_version {
        told += "; `--versions` keeps it as another version";
    }
    told
}
