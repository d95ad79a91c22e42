//! What the items of all four lists have: a passage, a note, and who recorded it.
//!
//! Does not look for the passage in the text.

use super::front_matter::Front;
use super::markdown::{self, Place};
use super::region;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::fold;
use crate::keys::{self, Key};
use crate::model::annotation::{Annotation, Note, Passage, Reply, Selector};
use crate::model::region::{Rectangle, Region};
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Node, Value};

/// An annotation before it has its id.
pub(super) struct Draft {
    /// The annotation.
    pub(super) annotation: Annotation,
    /// The id that the reader gave it.
    pub(super) given: Option<Spanned<String>>,
    /// The words that make its id when none is given.
    pub(super) words: String,
}

/// The tables of the keys that an item can have.
pub(super) type Tables<'t> = &'t [&'static [Key]];

/// How an item of a list is written.
pub(super) enum Shape<'n> {
    /// As words.
    Words(Spanned<String>),
    /// As a map.
    Map(&'n [Entry]),
    /// As nothing that says anything.
    Nothing,
}

/// How an item is written. Words that YAML took for something else are turned back into words.
pub(super) fn shape<'n>(
    front: &mut Front,
    list: &str,
    node: &'n Node,
    tables: Tables,
) -> Shape<'n> {
    let intake = &mut front.intake;
    match &node.value {
        Value::Null => {
            if node.span.start < node.span.end && intake.written(node.span).starts_with('#') {
                let fault =
                    Diagnostic::new(Code::WrongType, "an item that begins with `#` is a comment");
                intake.fault(fault, node.span, "");
                intake.turned_back(node, "- ");
            }
            Shape::Nothing
        }
        Value::Map(entries) => {
            let known = keys::names(tables);
            let is_known = |(key, _): &Entry| known.contains(&key.value.as_str());
            let meant = |(key, _): &Entry| nearest(&key.value, known.iter().copied()).is_some();
            let looks_like_one =
                |(key, _): &Entry| key.value.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            let is_map = entries.len() > 1 && entries.iter().all(looks_like_one);
            if entries.is_empty() || is_map || entries.iter().any(|e| is_known(e) || meant(e)) {
                return Shape::Map(entries);
            }
            let fault = Diagnostic::new(
                Code::WrongType,
                "YAML reads this item as a key and its value, because of the colon",
            );
            intake.fault(fault, node.span, "");
            turned_back(front, node)
        }
        Value::List(_) => {
            let words = intake.written(node.span);
            let linked = crate::yaml::unlinked(words);
            if linked != words {
                return Shape::Words(Spanned::new(linked.to_owned(), node.span));
            }
            intake.wrong_type(list, node, "words or a map for each item");
            turned_back(front, node)
        }
        _ => front.intake.string(list, node).map_or(Shape::Nothing, Shape::Words),
    }
}

fn turned_back<'n>(front: &mut Front, node: &Node) -> Shape<'n> {
    front.intake.turned_back(node, "- ").map_or(Shape::Nothing, Shape::Words)
}

/// An item that says nothing yet.
pub(super) fn draft(span: Span) -> Draft {
    let annotation = Annotation::highlight(span, None);
    Draft { annotation, given: None, words: String::new() }
}

/// The id that was given, as it stands in addresses; nothing for one without a letter or digit.
pub(super) fn fragment(draft: &Draft) -> Option<Spanned<String>> {
    let id = draft.given.clone().map(|id| id.map(|id| fold::fragment(&id)));
    id.filter(|id| !id.value.is_empty())
}

/// Reads the keys that every item has into a draft, and hands all to `own`, which reads those of one list.
pub(super) fn read<'n>(
    front: &mut Front,
    entries: &'n [Entry],
    draft: &mut Draft,
    mut own: impl FnMut(&mut Front, &'static str, &'n Node),
    tables: Tables,
) {
    let mut meant = Meant::default();
    let faults = front.intake.diagnostics.len();
    let is_own = |(key, node): &&Entry| !node.is_null() && !key.value.starts_with("x-");
    for (key, node) in entries.iter().filter(is_own) {
        let known = keys::find(tables, &key.value).map(|key| key.name);
        let Some(name) = known.or_else(|| unknown(front, key, node, tables)) else { continue };
        own(front, name, node);
        meant.read(front, name, node);
        let item = &mut draft.annotation;
        match name {
            "id" => draft.given = front.intake.string(name, node),
            "note" => item.note = front.note(name, node).map(Box::new),
            "replies" => item.details_mut().replies = front.replies(node),
            "reader" => item.details_mut().reader = front.reader(node),
            "created" => item.details_mut().created = front.date(name, node),
            "tags" => item.details_mut().tags = front.intake.tags(name, node),
            "locator" => item.details_mut().locator = front.intake.text(name, node),
            "private" => item.private |= known.is_none() || front.intake.guard(name, node),
            "suggested" => item.suggested = front.intake.flag(name, node).unwrap_or(false),
            _ => {}
        }
    }
    // What a program proposes is said to be so by nobody yet: its date need not count before it is accepted.
    if draft.annotation.suggested {
        front.intake.take_back(faults, Code::DateRelative);
    }
    draft.annotation.passage = meant.passage(front);
    draft.words = match &draft.annotation.passage {
        Some(Passage::Quote(selector)) => selector.exact.value.clone(),
        Some(Passage::Picture(region)) => region.to_string(),
        Some(Passage::Mark(_)) | None => std::mem::take(&mut draft.words),
    };
}

/// Says that a key is not one of its list; the key that was meant if that withholds something.
fn unknown(
    front: &mut Front,
    key: &Spanned<String>,
    value: &Node,
    tables: Tables,
) -> Option<&'static str> {
    let Some(list) = keys::list_of(&key.value).filter(|_| key.value != "redact") else {
        return front.unknown_in_item(key, value, tables);
    };
    let own = format!("`x-{}` if it is your own", key.value);
    let help = format!("items of `{list}` have it: move it there, or write {own}");
    front.intake.unknown(key, help);
    None
}

/// What an item says of the passage that it is about.
struct Meant {
    selector: Selector,
    picture: Option<Spanned<String>>,
    part: Option<Spanned<Rectangle>>,
    /// Which of the places of a quote are meant: where that is said first.
    which: Option<Span>,
}

impl Default for Meant {
    fn default() -> Self {
        Self { selector: Selector::of(Spanned::default()), picture: None, part: None, which: None }
    }
}

impl Meant {
    /// Reads a key of the passage.
    fn read(&mut self, front: &mut Front, key: &str, node: &Node) {
        let Self { selector, picture, part, which } = self;
        if matches!(key, "nth" | "all") {
            which.get_or_insert(node.span);
        }
        let intake = &mut front.intake;
        match key {
            "quote" => selector.exact = intake.string("quote", node).unwrap_or_default(),
            "prefix" => selector.prefix = intake.string("prefix", node),
            "suffix" => selector.suffix = intake.string("suffix", node),
            "nth" => {
                selector.nth = intake.number::<u32>("nth", node);
                if selector.nth.as_ref().is_some_and(|nth| nth.value == 0) {
                    intake.unusable(
                        "`nth` counts from 1",
                        node.span,
                        "write `nth: 1` for the first place",
                    );
                    selector.nth = None;
                }
            }
            "all" => selector.all = intake.flag("all", node).unwrap_or(false),
            "fuzzy" => {
                let most = Selector::MOST_FUZZY;
                match intake.number::<u32>("fuzzy", node) {
                    Some(percent) if percent.value <= most => selector.fuzzy = percent.value,
                    Some(percent) => intake.unusable(
                        format!("`fuzzy` is at most {most}, and this is {}", percent.value),
                        node.span,
                        "it is how many letters of a hundred may differ; `fuzzy: 0` allows none",
                    ),
                    None => {}
                }
            }
            "picture" => *picture = intake.string("picture", node),
            "xywh" => {
                // Numbers in brackets are four numbers too.
                let listed = matches!(node.value, Value::List(_)).then(|| {
                    Spanned::new(
                        intake.written(node.span).trim_matches(['[', ']']).to_owned(),
                        node.span,
                    )
                });
                let Some(written) = listed.or_else(|| intake.string("xywh", node)) else { return };
                match region::rectangle(&written.value) {
                    Ok(rectangle) => *part = Some(Spanned::new(rectangle, written.span)),
                    Err(why) => intake.unusable(
                        format!("`{}` is no part of a picture: {why}", written.value),
                        node.span,
                        "write left, top, width and height, as in `percent:25,25,50,50` or in pixels",
                    ),
                }
            }
            _ => {}
        }
    }

    /// The passage, and what is said of keys that have no effect.
    fn passage(self, front: &mut Front) -> Option<Passage> {
        let Self { selector, picture, part, which } = self;
        let mut unused = |message: &str, help: &str, span| {
            front.intake.fault(Diagnostic::new(Code::Unused, message).help(help), span, "");
        };
        if !selector.exact.value.is_empty() {
            let more = picture.map(|picture| picture.span).or(part.map(|part| part.span));
            if let Some(span) = more {
                let help = "an item is about words or about a picture: take one of them away";
                unused("`picture` and `xywh` have no effect beside `quote`", help, span);
            }
            return Some(Passage::Quote(Box::new(selector)));
        }
        if let Some(part) = selector.prefix.or(selector.suffix) {
            let help = "add `quote:` with the words between them";
            unused("`prefix` and `suffix` have no effect without `quote`", help, part.span);
        }
        if let Some(span) = which {
            let help = "add `quote:` with the words that stand in several places";
            unused("`nth` and `all` have no effect without `quote`", help, span);
        }
        match (picture, part) {
            (Some(picture), part) => Some(Passage::Picture(Box::new(Region { picture, part }))),
            (None, Some(part)) => {
                let help = "add `picture:` with the file, as the text has it";
                unused("`xywh` has no effect without `picture`", help, part.span);
                None
            }
            (None, None) => None,
        }
    }
}

impl Front<'_> {
    /// A note: Markdown in a value.
    pub(super) fn note(&mut self, key: &str, node: &Node) -> Option<Note> {
        let words = self.intake.string(key, node)?;
        Some(self.note_of(&words))
    }

    /// Says that an item says nothing.
    pub(super) fn says_nothing(&mut self, message: &str, help: &str, span: Span) {
        self.intake.fault(Diagnostic::new(Code::Unused, message).help(help), span, "");
    }

    /// A note of these words.
    pub(super) fn note_of(&mut self, words: &Spanned<String>) -> Note {
        let (source, is_shown) = (self.source, self.is_shown);
        let place = Place { source, span: words.span, verbatim: false, is_shown };
        let body = markdown::body(&words.value, &place);
        self.intake.diagnostics.extend(body.diagnostics);
        Note { body: body.value, span: words.span }
    }

    /// A reader, who should be one of those in the configuration.
    pub(super) fn reader(&mut self, node: &Node) -> Option<Spanned<String>> {
        let reader = self.intake.string("reader", node)?;
        let readers = || self.config.readers.iter().map(|reader| reader.id.as_str());
        if readers().any(|id| id == reader.value) {
            return Some(reader);
        }
        let message = format!("`{}` is not one of the readers", reader.value);
        let names: Vec<String> = readers().map(|id| format!("`{id}`")).collect();
        let help = match names.as_slice() {
            [] => "add `readers:` to `variorum.yaml`, with a letter and a name for each".to_owned(),
            names => format!("`variorum.yaml` has {}; add this one there", names.join(", ")),
        };
        self.intake.fault(
            Diagnostic::new(Code::UnknownReader, message).help(help),
            reader.span,
            "",
        );
        Some(reader)
    }

    /// The answers to a note: words, or maps of reader, note, created and private.
    fn replies(&mut self, node: &Node) -> Vec<Reply> {
        node.items().iter().filter_map(|item| self.reply(item)).collect()
    }

    fn reply(&mut self, item: &Node) -> Option<Reply> {
        let entries = match shape(self, "replies", item, &[keys::REPLY]) {
            Shape::Nothing => return None,
            Shape::Words(words) => {
                let note = self.note_of(&words);
                return Some(Reply { reader: None, note, created: None, private: false });
            }
            Shape::Map(entries) => entries,
        };
        let (mut reader, mut note, mut created, mut private) = (None, None, None, false);
        for (key, node) in entries {
            let known = keys::find(&[keys::REPLY], &key.value).map(|key| key.name);
            let meant = known.or_else(|| self.unknown_in_item(key, node, &[keys::REPLY]));
            match meant.unwrap_or_default() {
                "reader" => reader = self.reader(node),
                "note" => note = self.note("note", node),
                "created" => created = self.date("created", node),
                "private" => private |= known.is_none() || self.intake.guard("private", node),
                _ => {}
            }
        }
        Some(Reply { reader, note: note?, created, private })
    }
}
