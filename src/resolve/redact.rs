//! A reading in which protected names are replaced by labels.
//!
//! Every structure is taken apart by name, so that a field that is added later cannot be forgotten here. Does not
//! decide whose names these are.

mod body;

use std::collections::HashSet;
use std::sync::Arc;

use super::doubt::{Doubts, Search};
use super::find::{Finder, Found};
use super::moves;
use super::normal::normal_name;
use super::protect::Protected;
use crate::fold;
use crate::model::annotation::{
    Alias, Anchor, Anchoring, Annotation, ClaimRecord, Details, EventReport, Naming, Passage,
    Reply, Says, Selector,
};
use crate::model::article::{
    Article, Capture, Document, EntityRecord, Kind, QuestionRecord, Reading, Role, Withdrawn,
};
use crate::model::date::Dated;
use crate::model::figure::Figure;
use crate::source::{Span, Spanned};
use crate::yaml::{Node, Value};

/// Replaces the protected names in everything that a reading says, and tells what is doubtful about that; in its text they
/// were found already.
pub(super) fn redact(
    reading: &mut Reading,
    protected: &Protected,
    found: &[Found<Arc<str>>],
) -> Doubts {
    let Reading { document, anchors } = reading;
    let mut pen = Pen {
        protected,
        names: protected.redacted(document),
        found,
        search: Search::new(protected, document),
        at: document.title.span,
    };
    let seen = named_on_pictures(document);
    if let Some(moves) = pen.document(document) {
        for anchoring in &mut *anchors {
            if let Anchoring::Found(Anchor { ranges, fidelity: _ }) = anchoring {
                ranges.iter_mut().for_each(|range| *range = moves.range(*range));
            }
        }
    }
    let doubts = pen.search.finish();
    hide(document, anchors, &seen);
    doubts
}

/// Who is said to be seen on pictures, by the annotations that say so.
fn named_on_pictures(document: &Document) -> Vec<Option<String>> {
    let annotations = document.article().map_or(&[][..], |article| &article.annotations);
    let name = |said: &Annotation| match (&said.says, &said.passage) {
        (Says::Names(naming), Some(Passage::Picture(_))) => Some(naming.name.value.clone()),
        _ => None,
    };
    annotations.iter().map(name).collect()
}

/// Takes back where on a picture somebody is seen who has lost the name.
fn hide(document: &mut Document, anchors: &mut [Anchoring], seen: &[Option<String>]) {
    let Kind::Article(article) = &mut document.is else { return };
    for ((said, anchoring), before) in article.annotations.iter_mut().zip(anchors).zip(seen) {
        if let (Says::Names(naming), Some(before)) = (&said.says, before)
            && naming.name.value != *before
        {
            said.passage = None;
            *anchoring = Anchoring::Whole;
        }
    }
}

struct Pen<'a> {
    protected: &'a Protected,
    /// Finds the names in this document.
    names: &'a Finder<Arc<str>>,
    /// Those in its text.
    found: &'a [Found<'a, Arc<str>>],
    /// Looks at what is said for what is doubtful.
    search: Search<'a>,
    /// Where that is said whose own place is not known.
    at: Span,
}

impl<'a> Pen<'a> {
    fn find(&self, text: &str) -> Vec<Found<'a, Arc<str>>> {
        self.protected.find(self.names, text)
    }

    /// Replaces names in what is no text that anybody reads, or one that is read elsewhere.
    fn silent(&self, text: &mut String) -> bool {
        let found = self.find(&line(text));
        replace(text, &found)
    }

    fn text(&mut self, text: &mut String) -> bool {
        let line = line(text);
        let found = self.find(&line);
        self.search.text(&line, &found, &|_| self.at);
        replace(text, &found)
    }

    fn words(&mut self, text: &mut Spanned<String>) {
        let outer = std::mem::replace(&mut self.at, text.span);
        self.text(&mut text.value);
        self.at = outer;
    }

    fn all<'b>(&mut self, texts: impl IntoIterator<Item = &'b mut Spanned<String>>) {
        texts.into_iter().for_each(|text| self.words(text));
    }

    /// An address or path that tells a name is of no use once the name is replaced in it.
    fn tells(&self, address: &str) -> bool {
        self.protected.told_by(address, self.names).is_some()
    }

    fn address(&self, address: &mut Option<Spanned<String>>) {
        address.take_if(|address| self.tells(&address.value));
    }

    /// An id stays one, and stays the same wherever it is named.
    fn id(&self, id: &mut String) {
        let mut told = id.clone();
        if self.silent(&mut told) || self.tells(id) {
            *id = match fold::slug(&told) {
                slug if self.tells(&slug) => format!("x-{}", fold::short_hash(&slug)),
                slug => slug,
            };
        }
    }

    fn document(&mut self, document: &mut Document) -> Option<moves::Moves> {
        let Document {
            source: _,
            slug: _,
            title,
            aliases,
            redirect_from,
            tags,
            summary,
            language: _,
            direction: _,
            visibility: _,
            draft: _,
            noindex: _,
            withdrawn,
            extra,
            body,
            front_matter: _,
            unreadable: _,
            is,
        } = document;
        self.words(title);
        self.all(aliases);
        redirect_from.retain(|address| !self.tells(&address.value));
        self.all(tags);
        self.all(summary);
        if let Some(Withdrawn { date, reason }) = withdrawn {
            self.dates(date);
            reason.iter_mut().for_each(|reason| _ = self.text(reason));
        }
        for (key, node) in extra {
            self.words(key);
            self.node(node);
        }
        match is {
            Kind::Article(article) => self.article(article),
            Kind::Entity(record) => self.entity(record),
            Kind::Question(record) => self.question(record),
            Kind::Page => {}
        }
        self.body(body, self.found)
    }

    fn article(&mut self, article: &mut Article) {
        let Article {
            authors,
            outlet,
            is_press: _,
            url,
            archived,
            published,
            modified,
            accessed,
            read,
            licence,
            rating: _,
            translation_of,
            corrects,
            version_of,
            part_of,
            capture,
            rejected,
            annotations,
        } = article;
        self.all(authors);
        self.all(outlet);
        self.address(url);
        archived.retain(|address| !self.tells(&address.value));
        self.dates(published.iter_mut().chain(modified.as_deref_mut()).chain(accessed).chain(read));
        self.all(licence);
        // What was not wanted is said nowhere.
        rejected.clear();
        self.all([translation_of, corrects, version_of, part_of].into_iter().flatten());
        if let Some(Capture { file, sha256: _, tool: _, at: _ }) = capture.as_deref_mut() {
            self.address(file);
        }
        let mut ids = HashSet::new();
        for annotation in annotations {
            self.annotation(annotation);
            let first = annotation.id.clone();
            let mut repeats = 0;
            while !ids.insert(annotation.id.clone()) {
                repeats += 1;
                annotation.id = format!("{first}-{repeats}");
            }
        }
    }

    fn entity(&mut self, record: &mut EntityRecord) {
        let EntityRecord {
            naming,
            sort,
            not,
            identifiers,
            coordinates: _,
            radius_km: _,
            dates,
            part_of,
            roles,
            different_from,
            image,
            sensitive: _,
            redact: _,
        } = record;
        self.naming(naming);
        self.all(sort);
        self.all(not);
        identifiers.retain(|(_, value)| !self.tells(&value.value));
        self.dates(dates.iter_mut().map(|(_, date)| date));
        self.all(part_of);
        for Role { role, at, when } in roles {
            self.text(role);
            self.all(at);
            self.dates(when);
        }
        self.all(different_from);
        self.address(image);
    }

    fn question(&mut self, record: &mut QuestionRecord) {
        let QuestionRecord { unit, standing } = record;
        unit.iter_mut().for_each(|unit| _ = self.text(unit));
        if let Some((standing, because)) = standing {
            self.words(standing);
            because.iter_mut().for_each(|because| _ = self.text(because));
        }
    }

    fn annotation(&mut self, annotation: &mut Annotation) {
        let Annotation { id, span, passage, note, detailed, private: _, suggested: _, says } =
            annotation;
        let outer = std::mem::replace(&mut self.at, *span);
        self.id(id);
        if let Some(Passage::Quote(selector)) = passage {
            let Selector { exact, prefix, suffix, nth: _, all: _, fuzzy: _ } = &mut **selector;
            // A hash of the words before would confirm a guess at the name.
            let hash = fold::short_hash(&exact.value);
            if self.silent(&mut exact.value) {
                *id = id.replacen(&hash, &fold::short_hash(&exact.value), 1);
            }
            for words in [prefix, suffix].into_iter().flatten() {
                self.silent(&mut words.value);
            }
        }
        if let Some(note) = note {
            self.note(&mut note.body);
        }
        detailed.iter_mut().for_each(|details| self.details(details));
        match says {
            Says::Highlight(kind) => self.all(kind),
            Says::Names(naming) => self.naming(naming),
            Says::Event(report) => self.event(report),
            Says::Claim(claim) => self.claim(claim),
        }
        self.at = outer;
    }

    fn details(&mut self, details: &mut Details) {
        let Details { reader: _, created, tags, locator, replies } = details;
        self.dates(created);
        self.all(tags);
        locator.iter_mut().for_each(|locator| _ = self.text(locator));
        for Reply { reader: _, note, created, private: _ } in replies {
            self.note(&mut note.body);
            self.dates(created.as_mut());
        }
    }

    fn naming(&mut self, naming: &mut Naming) {
        let Naming { name, kind: _, aliases } = naming;
        self.words(name);
        for Alias { value, language: _, from, to } in aliases.iter_mut() {
            self.words(value);
            self.dates(from.iter_mut().chain(to));
        }
        // All names of a protected person have become one.
        let own = normal_name(&name.value);
        aliases.retain(|alias| normal_name(&alias.value.value) != own);
    }

    fn event(&mut self, report: &mut EventReport) {
        let EventReport { id, title, date, place, who } = report;
        id.iter_mut().for_each(|id| self.id(&mut id.value));
        self.words(title);
        self.dates(date);
        self.all(place);
        self.all(who);
    }

    fn claim(&mut self, claim: &mut ClaimRecord) {
        let ClaimRecord {
            id,
            says,
            question,
            by,
            basis,
            via,
            made,
            stance: _,
            figure,
            rating: _,
            relations,
        } = claim;
        id.iter_mut().for_each(|id| self.id(&mut id.value));
        self.words(says);
        self.all([question, by, basis].into_iter().flatten());
        self.all(via);
        self.dates(made);
        if let Some(Figure { written, counted, range: _, unit, scope, span: _ }) = figure {
            self.text(written);
            counted.iter_mut().chain(unit).chain(scope).for_each(|words| _ = self.text(words));
        }
        for (_, to) in relations {
            match to.value.split_once('#') {
                Some((article, id)) => {
                    let (mut article, mut id) = (article.to_owned(), id.to_owned());
                    self.silent(&mut article);
                    self.id(&mut id);
                    to.value = format!("{article}#{id}");
                }
                None => self.id(&mut to.value),
            }
        }
    }

    fn dates<'b>(&mut self, dates: impl IntoIterator<Item = &'b mut Dated>) {
        for Dated { when: _, words, relative_to: _, basis: _, calendar: _, span: _ } in dates {
            words.iter_mut().for_each(|words| _ = self.text(words));
        }
    }

    fn node(&mut self, node: &mut Node) {
        match &mut node.value {
            Value::Null | Value::Bool(_) => {}
            Value::Scalar { text, quoted: _ } => _ = self.text(text),
            Value::List(nodes) => nodes.iter_mut().for_each(|node| self.node(node)),
            Value::Map(entries) => {
                for (key, node) in entries {
                    self.words(key);
                    self.node(node);
                }
            }
        }
    }
}

/// A value has lines and no blocks, so that a name may go on in the next line.
fn line(text: &str) -> String {
    text.replace('\n', " ")
}

/// Puts labels in place of names; whether there are any.
fn replace(text: &mut String, found: &[Found<Arc<str>>]) -> bool {
    for name in found.iter().rev() {
        text.replace_range(name.range.range(), name.value);
    }
    !found.is_empty()
}
