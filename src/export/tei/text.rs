//! A text as the blocks of TEI: divisions, paragraphs, verse, lists, quotations, tables.
//!
//! Walks the markup of a body together with what lies over its words: names, places of notes, variants.

mod tags;
mod walk;

use super::apparatus::{Apparatus, Form};
use super::inline::{Element, Ends, Is, element};
use super::{names, notes};
use crate::export::Source;
use crate::model::archive::{DocumentId, Resolved, Words};
use crate::model::body::{Body, Item, Markup, Tag, TextRange};
use walk::{Holds, Walk};

/// A text, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) source: Source<'a>,
    pub(super) id: DocumentId,
    pub(super) words: Words,
    pub(super) body: &'a Body,
}

impl<'a> Scope<'a> {
    /// Where a link leads.
    pub(super) fn leads(&self, link: u32) -> Option<&'a Resolved> {
        self.source.archive.links[self.id.index()].get(self.words)?.get(link as usize)
    }
}

/// What lies over the words of a text.
#[derive(Default)]
pub(super) struct Text<'a> {
    apparatus: Option<&'a Apparatus<'a>>,
    elements: Vec<Element>,
    stops: Vec<Stop>,
}

/// Something that is not markup at a place of a text. At one place, what ends comes before what begins.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Stop {
    at: u32,
    is: Does,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Does {
    /// A name or a lemma ends: the words behind it are not its own.
    Closes(usize),
    /// Words that a note is about end.
    Ends(String),
    /// A variant of words that the text has not, behind those that it has.
    Adds(usize),
    /// Words that a note is about begin.
    Begins(String),
    /// A variant of the division.
    Divides(usize),
    /// A name or a lemma begins.
    Opens(usize),
}

impl<'a> Text<'a> {
    /// All that lies over the words of an article.
    pub(super) fn of(source: Source, id: DocumentId, apparatus: &'a Apparatus<'a>) -> Self {
        let archive = source.archive;
        let mut text = Self { apparatus: Some(apparatus), ..Self::default() };
        for mention in &*archive.mentions[id.index()] {
            let entity = archive.entity(mention.entity);
            if !entity.sensitive {
                let (name, attributes) = names::name(entity);
                let open = format!("<{name}{attributes}>");
                text.covers(mention.range, Is::Name { open, close: format!("</{name}>") });
            }
        }
        for (number, app) in apparatus.apps.iter().enumerate() {
            match app.form {
                Form::Words if app.place.start < app.place.end => {
                    text.covers(app.place, Is::Lemma(number));
                }
                Form::Words => text.stop(app.place.start, Does::Adds(number)),
                Form::Begins | Form::Ends => text.stop(app.place.start, Does::Divides(number)),
                Form::Lines | Form::Verse => {}
            }
        }
        for (at, is_end, id) in notes::anchors(source, id) {
            text.stop(at, if is_end { Does::Ends(id) } else { Does::Begins(id) });
        }
        text.stops.sort_unstable();
        text
    }

    fn covers(&mut self, range: TextRange, is: Is) {
        let number = self.elements.len();
        self.stop(range.start, Does::Opens(number));
        self.stop(range.end, Does::Closes(number));
        self.elements.push(Element { range, is });
    }

    /// Whether a lemma begins or ends among words.
    fn has_lemma(&self, words: TextRange) -> bool {
        let first = self.stops.partition_point(|stop| stop.at < words.start);
        let mut inside = self.stops[first..].iter().take_while(|stop| stop.at <= words.end);
        let is_lemma = |number: usize| matches!(self.elements[number].is, Is::Lemma(_));
        inside.any(|stop| match stop.is {
            Does::Opens(number) => stop.at < words.end && is_lemma(number),
            Does::Closes(number) => stop.at > words.start && is_lemma(number),
            _ => false,
        })
    }

    fn stop(&mut self, at: u32, is: Does) {
        self.stops.push(Stop { at, is });
    }
}

/// A text with what lies over it.
pub(super) fn write(scope: Scope, text: &Text) -> String {
    let ends = Ends::of(&scope.body.items);
    let all = (0, scope.body.items.len(), scope.body.whole());
    Walk::new(scope, text, &ends, all, Holds::Blocks).run()
}

/// Words of a line of a text, without what is not collated: pictures and notes.
pub(super) fn line(scope: Scope, ends: &Ends, range: TextRange) -> String {
    let items = &scope.body.items;
    let is_border = |item: &Item| match &item.is {
        Markup::Open(tag) | Markup::Close(tag) => is_block(tag),
        _ => false,
    };
    let last = items.partition_point(|item| item.at < range.end);
    let begun = items.partition_point(|item| item.at <= range.start).min(last);
    let first = items[..begun].iter().rposition(is_border).map_or(0, |at| at + 1);
    Walk::new(scope, &Text::default(), ends, (first, last, range), Holds::Words).run()
}

/// Whether an element stands in no line.
fn is_block(tag: &Tag) -> bool {
    let is_in_line = matches!(tag, Tag::Link(_) | Tag::Image(_) | Tag::Embed(_) | Tag::Token(_));
    !is_in_line && element(tag).is_none()
}
