//! A reading in which protected names are replaced by labels.
//!
//! Every structure is taken apart by name, so that a field that is added later cannot be forgotten here. Does not
//! decide whose names these are.

use std::collections::HashSet;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

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
use crate::model::body::{Body, Link, LinkStyle, Markup, Tag};
use crate::model::date::Dated;
use crate::model::figure::Figure;
use crate::source::Spanned;
use crate::yaml::{Node, Value};

/// Replaces the protected names in everything that a reading says; in its text they were found already.
pub(super) fn redact(reading: &mut Reading, protected: &Protected, found: &[Found<Arc<str>>]) {
    let Reading { document, anchors } = reading;
    let pen = Pen { protected, names: protected.redacted(document), found };
    if let Some(moves) = pen.document(document) {
        for anchoring in anchors {
            if let Anchoring::Found(Anchor { ranges, fidelity: _ }) = anchoring {
                ranges.iter_mut().for_each(|range| *range = moves.range(*range));
            }
        }
    }
}

struct Pen<'a> {
    protected: &'a Protected,
    /// Finds the names in this document.
    names: &'a Finder<Arc<str>>,
    /// Those in its text.
    found: &'a [Found<'a, Arc<str>>],
}

impl<'a> Pen<'a> {
    fn find(&self, text: &str) -> Vec<Found<'a, Arc<str>>> {
        self.protected.find(self.names, text)
    }

    fn text(&self, text: &mut String) -> bool {
        // A value has lines and no blocks, so that a name may go on in the next line.
        let found = self.find(&text.replace('\n', " "));
        for name in found.iter().rev() {
            text.replace_range(name.range.range(), name.value);
        }
        !found.is_empty()
    }

    fn words(&self, text: &mut Spanned<String>) {
        self.text(&mut text.value);
    }

    fn all<'b>(&self, texts: impl IntoIterator<Item = &'b mut Spanned<String>>) {
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
        if self.text(&mut told) || self.tells(id) {
            *id = match fold::slug(&told) {
                slug if self.tells(&slug) => format!("x-{}", fold::short_hash(&slug)),
                slug => slug,
            };
        }
    }

    fn document(&self, document: &mut Document) -> Option<moves::Moves> {
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

    fn article(&self, article: &mut Article) {
        let Article {
            authors,
            outlet,
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

    fn entity(&self, record: &mut EntityRecord) {
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

    fn question(&self, record: &mut QuestionRecord) {
        let QuestionRecord { unit, standing } = record;
        unit.iter_mut().for_each(|unit| _ = self.text(unit));
        if let Some((standing, because)) = standing {
            self.words(standing);
            because.iter_mut().for_each(|because| _ = self.text(because));
        }
    }

    fn annotation(&self, annotation: &mut Annotation) {
        let Annotation { id, span: _, passage, note, detailed, private: _, suggested: _, says } =
            annotation;
        self.id(id);
        if let Some(Passage::Quote(selector)) = passage {
            let Selector { exact, prefix, suffix, nth: _, all: _, fuzzy: _ } = &mut **selector;
            // A hash of the words before would confirm a guess at the name.
            let hash = fold::short_hash(&exact.value);
            if self.text(&mut exact.value) {
                *id = id.replacen(&hash, &fold::short_hash(&exact.value), 1);
            }
            self.all(prefix);
            self.all(suffix);
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
    }

    fn details(&self, details: &mut Details) {
        let Details { reader: _, created, tags, locator, replies } = details;
        self.dates(created);
        self.all(tags);
        locator.iter_mut().for_each(|locator| _ = self.text(locator));
        for Reply { reader: _, note, created, private: _ } in replies {
            self.note(&mut note.body);
            self.dates(created.as_mut());
        }
    }

    fn naming(&self, naming: &mut Naming) {
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

    fn event(&self, report: &mut EventReport) {
        let EventReport { id, title, date, place, who } = report;
        id.iter_mut().for_each(|id| self.id(&mut id.value));
        self.words(title);
        self.dates(date);
        self.all(place);
        self.all(who);
    }

    fn claim(&self, claim: &mut ClaimRecord) {
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
                    self.text(&mut article);
                    self.id(&mut id);
                    to.value = format!("{article}#{id}");
                }
                None => self.id(&mut to.value),
            }
        }
    }

    fn dates<'b>(&self, dates: impl IntoIterator<Item = &'b mut Dated>) {
        for Dated { when: _, words, relative_to: _, basis: _, calendar: _, span: _ } in dates {
            words.iter_mut().for_each(|words| _ = self.text(words));
        }
    }

    fn node(&self, node: &mut Node) {
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

    fn note(&self, body: &mut Body) {
        let found = self.protected.find_in(self.names, body);
        self.body(body, &found);
    }

    fn body(&self, body: &mut Body, found: &[Found<Arc<str>>]) -> Option<moves::Moves> {
        for item in &mut body.items {
            match &mut item.is {
                Markup::Html(html) | Markup::Reading(html) => self.boxed(html),
                Markup::Open(tag) | Markup::Close(tag) => self.tag(tag),
                _ => {}
            }
        }
        for footnote in &mut body.footnotes {
            self.text(&mut footnote.label);
        }
        body.headings.iter_mut().for_each(|heading| self.id(&mut heading.id));
        for paragraph in &mut body.paragraphs {
            paragraph.block.iter_mut().for_each(|block| self.id(block));
        }
        for Link { style, target, fragment, title, text: _, span: _ } in &mut body.links {
            let found = self.find(&percent_decode_str(target).decode_utf8_lossy());
            if let Some(label) = found.first().map(|name| name.value.to_string()) {
                // What is left of the address leads nowhere; the label may have a page.
                *target = label;
                if matches!(style, LinkStyle::Markdown | LinkStyle::Image) {
                    *style = LinkStyle::Wiki;
                }
            }
            if let Some(fragment) = fragment {
                self.text(fragment);
            }
            title.iter_mut().for_each(|title| _ = self.text(title));
        }
        let edits: Vec<_> = found.iter().map(|name| (name.range, &**name.value)).collect();
        (!edits.is_empty()).then(|| moves::replace(body, &edits))
    }

    fn tag(&self, tag: &mut Tag) {
        match tag {
            Tag::CodeBlock(language) => self.boxed(language),
            Tag::Alert(alert) => {
                self.boxed(&mut alert.kind);
                alert.title.iter_mut().for_each(|title| self.boxed(title));
            }
            _ => {}
        }
    }

    fn boxed(&self, text: &mut Box<str>) {
        let mut words = text.to_string();
        if self.text(&mut words) {
            *text = words.into();
        }
    }
}
