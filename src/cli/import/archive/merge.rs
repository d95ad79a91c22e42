//! What is there already, and gets what is new of it.

use std::iter::repeat;

use variorum::disk::originals::Original;
use variorum::disk::{DiskError, replace};
use variorum::fold;
use variorum::import::{self, Highlight, Item, Listed};
use variorum::model::article::{Document, Reading};
use variorum::source::Source;

use super::super::known::{Known, surname};
use super::super::passages::{
    Entry, added, append, below, entry, in_context, lost, missing, own, passages, unlisted,
};
use super::super::records;
use super::super::report::{Anchored, Outcome, What};
use super::{Archive, not_added};

/// What is said where an article is nothing but its passages.
const BARE: &str = "the article is there without its text; paste it in by hand, or remove the file and import again";

impl Archive {
    /// Adds the passages of an item that an article does not have yet; nothing else of it is touched.
    pub(super) fn merge(
        &mut self,
        at: usize,
        mut item: Item,
        draft: (&Source, &Reading),
        original: Option<&Original>,
    ) -> Result<Outcome, DiskError> {
        let known = &self.there.known[at];
        let before = self.reading(&known.source);
        let path = known.source.path.to_string();
        let missed = self.take_own(&mut item, draft, (known, &before));
        let reason = match item.text.is_empty() {
            false if known.is_bare => Some(BARE.to_owned()),
            false if !known.has(&draft.1.document.body.text) => {
                let is_version = self.there.is_other_text(at, &item, draft.1);
                Some(another_text(is_version, missed))
            }
            _ => None,
        };
        let unsaid;
        (item.highlights, unsaid) = missing(item.highlights, &before);
        let reasons = [reason, without_note(unsaid)].into_iter().flatten().collect::<Vec<_>>();
        let reason = Some(reasons.join("; ")).filter(|reason| !reason.is_empty());
        item.listed = unlisted(item.listed, &before);
        let kind = before.document.is.name();
        let differs = differences(&item, &before.document);
        let same = |item, reason| Outcome {
            reason,
            differs: differs.clone(),
            ..Outcome::new(What::Same, kind, path.clone(), item)
        };
        let count = item.highlights.len() + item.listed.len();
        if count == 0 {
            return Ok(same(item, reason));
        }
        let append = |item: &Item| {
            let passages = passages(&item.highlights)?;
            let entries = passages.into_iter().chain(item.listed.iter().map(entry));
            append(&known.source.text, before.document.front_matter, entries)
        };
        let read = |text: &str| self.reading(&Source::new(known.source.path.clone(), text));
        let mut text = match append(&item) {
            Ok(text) => text,
            Err(why) => return Ok(same(item, Some(not_added(count, why)))),
        };
        let mut more = String::new();
        if known.is_bare {
            // Where the passages are all there is of a text, those that are not found in it get a place below it.
            let missed = lost(&added(&before, &read(&text)));
            more = below(&text, &item.highlights, &missed);
            text += &more;
        }
        if !known.is_bare || !more.is_empty() {
            let after = read(&text);
            let missed = lost(&added(&before, &after));
            if in_context(&mut item.highlights, &missed, &after.document.body)
                && let Ok(better) = append(&item)
            {
                text = better + &more;
            }
        }
        let anchored = Anchored::of(&added(&before, &read(&text)));
        let kept = self.keep(original)?;
        if !self.dry_run {
            replace::replace(&self.root, &known.source, &text)?;
        }
        let source = Source::new(known.source.path.clone(), text);
        self.links.changed(&source);
        self.there.known[at].source = source;
        let what = Outcome::new(What::Merged, kind, path.clone(), item);
        Ok(Outcome { differs, anchored, kept, reason, ..what })
    }

    /// Takes what a note lists and marks itself, and an article does not; says how much of it is not found there.
    fn take_own(
        &self,
        item: &mut Item,
        draft: (&Source, &Reading),
        (known, before): (&Known, &Reading),
    ) -> usize {
        if item.verbatim.is_none() {
            return 0;
        }
        let (mut listed, mut marked) = own(draft.0, draft.1, before);
        let missed = if known.has(&draft.1.document.body.text) {
            0
        } else {
            self.keep_found((&known.source, before), &mut listed, &mut marked)
        };
        item.listed.extend(listed);
        item.highlights.extend(marked);
        missed
    }

    /// Keeps of what was marked in another text what is found in an article; says how much is not.
    fn keep_found(
        &self,
        (source, before): (&Source, &Reading),
        listed: &mut Vec<Listed>,
        marked: &mut Vec<Highlight>,
    ) -> usize {
        let are_lost = |entries: Vec<Entry>| {
            let text = append(&source.text, before.document.front_matter, entries);
            let after = text.map(|text| self.reading(&Source::new(source.path.clone(), text)));
            let lost = after.map(|after| lost(&added(before, &after))).unwrap_or_default();
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
            if !self.dry_run {
                replace::replace(&self.root, source, &united.text)?;
            }
            let source = Source::new(path.clone(), united.text);
            self.links.changed(&source);
            let document = self.reading(&source).document;
            self.there.records.known[at] = (source, document);
        }
        Ok(Outcome { added: united.added, reason, ..Outcome::new(what, kind, path, item) })
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
