//! A source as what it says: front matter and body. Reads nothing but the text it is given.
//!
//! Does not look for passages in the text, and does not know of other files.

mod address;
mod article;
mod claim;
mod coordinates;
mod cut;
pub mod date;
mod entity;
pub mod figure;
mod front_matter;
mod highlight;
mod ids;
mod item;
mod lists;
pub mod markdown;
mod question;
mod region;

use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic, conflicts};
use crate::model::article::{Document, Kind, Visibility};
use crate::model::body::{Body, NotShown};
use crate::source::{Source, Span, Spanned};
use address::Address;
use cut::cut;
use front_matter::Front;
use markdown::Place;

/// What one file says. Never fails: a file whose front matter cannot be read is a document that stays private.
pub fn parse(source: &Source, config: &Config) -> Checked<Document> {
    read(Front::new(source, config), source)
}

/// The same of a file that is only compared with others: code in it has no classes.
pub fn compared(source: &Source, config: &Config) -> Checked<Document> {
    read(Front { is_shown: false, ..Front::new(source, config) }, source)
}

fn read(mut front: Front, source: &Source) -> Checked<Document> {
    let config = front.config;
    let parts = cut(&mut front, source);
    let is_shown = front.is_shown;
    let place = Place { source: &source.path, span: parts.body, verbatim: true, is_shown };
    let body = markdown::body(&source.text[parts.body.range()], &place);
    front.intake.diagnostics.extend(body.diagnostics);
    front.find_conflicts(source, &body.value);

    let address = Address::of(&mut front, &parts.entries);
    let fields = front.fields(&parts.entries, address.kind.keys());
    let mut document = empty(source, parts.front_matter, body.value);
    if parts.unreadable {
        // What it says of its visibility is among what could not be read.
        document.visibility = Some(Visibility::Private);
        document.unreadable = true;
        document.title = called(&source.text[parts.front_matter.range()], parts.front_matter);
    }
    if front.is_guarded {
        document.visibility = Some(Visibility::Private);
    }
    document.is = match address.kind {
        address::Kind::Article => {
            Kind::Article(Box::new(article::read(&mut front, &fields, &mut document)))
        }
        address::Kind::Entity => {
            Kind::Entity(Box::new(entity::read(&mut front, &fields, &mut document)))
        }
        address::Kind::Question => {
            Kind::Question(Box::new(question::read(&mut front, &fields, &mut document)))
        }
        address::Kind::Page => {
            front_matter::page(&mut front, &fields, &mut document);
            Kind::Page
        }
    };
    document.slug = address.slug;
    if document.title.value.is_empty() {
        document.title = heading(&document.body).unwrap_or(Spanned::new(address.name, Span::at(0)));
    }
    name_entity(&mut document);
    if lacks_licence(&document, config) {
        front.warn_of_licence(&document);
    }
    front.warn_of_media(&document);
    Checked { value: document, diagnostics: front.intake.diagnostics }
}

/// The line that says what a file is called, in front matter that is no YAML: links to it are not broken for that.
fn called(front_matter: &str, place: Span) -> Spanned<String> {
    let mut lines = front_matter.lines();
    let title = lines.find_map(|line| line.strip_prefix("title:").or(line.strip_prefix("name:")));
    let words = title.unwrap_or_default().trim_matches([' ', '\t', '"', '\'']);
    Spanned::new(words.to_owned(), Span::at(place.start as usize))
}

/// A document of which nothing is known but its text.
fn empty(source: &Source, front_matter: Span, body: Body) -> Document {
    Document {
        source: source.path.clone(),
        slug: String::new(),
        title: Spanned::default(),
        aliases: Vec::new(),
        redirect_from: Vec::new(),
        tags: Vec::new(),
        summary: None,
        language: None,
        direction: None,
        visibility: None,
        draft: false,
        noindex: false,
        withdrawn: None,
        extra: Vec::new(),
        body,
        front_matter,
        unreadable: false,
        is: Kind::Page,
    }
}

/// The words of the first heading of the whole text. One of a section (`## Log`) says nothing of the rest.
fn heading(body: &Body) -> Option<Spanned<String>> {
    let range = body.headings.iter().find(|heading| heading.level == 1)?.range;
    let words = body.text.get(range.range())?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then(|| Spanned::new(words, body.source_span(range)))
}

/// An entity has one name: what `name` says, or else its title.
fn name_entity(document: &mut Document) {
    if let Kind::Entity(record) = &mut document.is
        && record.naming.name.value.is_empty()
    {
        record.naming.name = document.title.clone();
    }
}

/// Whether the full text of something that was found elsewhere is about to be published without a licence.
fn lacks_licence(document: &Document, config: &Config) -> bool {
    let Some(article) = document.article() else { return false };
    let full = document.visibility.unwrap_or(config.visibility) == Visibility::Full;
    let kept = document.draft || document.withdrawn.is_some() || document.body.text.is_empty();
    full && !kept && article.url.is_some() && article.licence.is_none()
}

/// All of some media in the texts of a document, and the first of them.
fn not_shown(document: &Document, media: fn(&Body) -> NotShown) -> Option<(u32, Span)> {
    let found: Vec<NotShown> = document.texts().map(|(_, body)| media(body)).collect();
    let first = found.iter().filter_map(|media| media.first).min()?;
    Some((found.iter().map(|media| media.count).sum(), first))
}

impl Front<'_> {
    /// Says which conflicts of versions are left, where the front matter has not said so. Code may show one.
    fn find_conflicts(&mut self, source: &Source, body: &Body) {
        let faults = &mut self.intake.diagnostics;
        let mut conflicts = conflicts(source);
        if conflicts.is_empty() || faults.iter().any(|fault| fault.code == Code::MergeConflict) {
            return;
        }
        let code: Vec<Span> = body.code_blocks().map(|block| body.source_span(block)).collect();
        conflicts.retain(|fault| {
            let start = fault.labels[0].span.start;
            let before = code.partition_point(|block| block.start <= start);
            code[..before].last().is_none_or(|block| block.end <= start)
        });
        faults.extend(conflicts);
    }

    /// Says once for the whole file what is not loaded from elsewhere, and what is not read as a picture.
    fn warn_of_media(&mut self, document: &Document) {
        if let Some((count, first)) = not_shown(document, |body| body.foreign) {
            let message = match count {
                1 => "a picture, frame or script of another host is not loaded".to_owned(),
                _ => format!("{count} pictures, frames or scripts of other hosts are not loaded"),
            };
            let help = "save what is to be seen beside the article and write its path; a link stands there now";
            self.intake.fault(Diagnostic::new(Code::ForeignMedia, message).help(help), first, "");
        }
        if let Some((count, first)) = not_shown(document, |body| body.inlined) {
            let message = match count {
                1 => "a picture is written into the text as `data:` and left out".to_owned(),
                _ => format!("{count} pictures are written into the text as `data:` and left out"),
            };
            let help = "save it as a file beside the article and write its path";
            self.intake.fault(Diagnostic::new(Code::ForeignMedia, message).help(help), first, "");
        }
    }

    fn warn_of_licence(&mut self, document: &Document) {
        let url = document.article().and_then(|article| article.url.as_ref());
        let span = url.map_or(document.front_matter, |url| url.span);
        let message = "the full text is published, and no licence says that it may be";
        let help = "add `licence:`, or `visibility: excerpt` to publish only what is quoted";
        self.intake.fault(Diagnostic::new(Code::NoLicence, message).help(help), span, "");
    }
}
