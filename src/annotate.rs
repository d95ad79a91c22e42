//! An annotation that was made on a page: the file with it, and proof that it says that and nothing else.
//!
//! `edit` writes it, `parse` and `anchor` read it again. Whatever would be found elsewhere than on the words that were
//! selected, or would change another annotation, or would be a fault, is refused in words.

use crate::anchor;
use crate::cache::read;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::edit::{self, Selection};
use crate::fold;
use crate::model::annotation::{Anchor, Anchoring, Annotation, Fidelity, Passage, Says, Selector};
use crate::model::article::{Kind, Reading};
use crate::model::body::TextRange;
use crate::source::{Source, Span, Spanned};
use crate::yaml::{self, Entry, Node, Value};

/// What is to become of the annotations of an article.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// One more, of a passage or of the whole article.
    Add {
        /// In which list.
        list: String,
        /// The words that it is about.
        passage: Option<Selection>,
        /// What it says.
        entries: Vec<Entry>,
    },
    /// Other values of keys; nothing takes a key away.
    Set(Vec<(String, Option<Node>)>),
    /// An answer to the note.
    Reply(Node),
    /// Other values of keys of an answer, which is counted from 0.
    SetReply(usize, Vec<(String, Option<Node>)>),
    /// One answer less.
    RemoveReply(usize),
    /// One less.
    Remove,
    /// One less that was suggested, and is not to be suggested again.
    Reject,
}

/// Why something is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The fact.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The value that it is about, by the keys that lead to it: `claims.figure.value`.
    pub key: Option<String>,
}

impl From<&str> for Refusal {
    fn from(message: &str) -> Self {
        Self { message: message.to_owned(), help: None, key: None }
    }
}

/// The text of a source with a wish fulfilled; `id` is the annotation that it is about, if it is about one.
pub fn annotate(
    source: &Source,
    config: &Config,
    id: Option<&str>,
    wish: &Wish,
) -> Result<String, Refusal> {
    let before = read(source, config);
    let reading = &before.value;
    let Kind::Article(article) = &reading.document.is else {
        return Err("only articles are annotated".into());
    };
    let own = id.map(|id| article.annotations.iter().position(|item| item.id == id));
    let own = match (own, wish) {
        (Some(Some(own)), _) => Some(own),
        (_, Wish::Add { .. }) => None,
        _ => return Err("this annotation is not in the file any more".into()),
    };
    let (text, ranges) = match (wish, own) {
        (Wish::Add { list, passage, entries }, _) => {
            let ranges = passage.as_ref().map(|words| edit::locate(&reading.document.body, words));
            add(source, reading, list, ranges.transpose()?, entries.clone())?
        }
        (wish, Some(own)) => match (&article.annotations[own].passage, wish) {
            (Some(Passage::Mark(mark)), Wish::Set(values)) => {
                let range = reading.document.body.marks[*mark as usize];
                add(source, reading, "highlights", Some(vec![range]), entries(values))?
            }
            (Some(Passage::Mark(mark)), Wish::Remove) => {
                return unmarked(source, config, &before, *mark as usize);
            }
            (Some(Passage::Mark(_)), _) => {
                return Err("these words are marked in the text itself".into());
            }
            _ => (changed(source, reading, own, wish)?, None),
        },
        _ => return Err("this annotation is not in the file any more".into()),
    };
    let changed = Source::new(source.path.clone(), text);
    let after = read(&changed, config);
    let removed = matches!(wish, Wish::Remove | Wish::Reject);
    if let Some(fault) = new_fault(&before.diagnostics, &after.diagnostics) {
        let key = key_of(fault, &changed, after.value.document.front_matter);
        let (message, help) = (fault.message.clone(), fault.help.clone());
        return Err(Refusal { message, help, key });
    }
    prove(
        &before.value,
        &after.value,
        own.filter(|_| ranges.is_none()),
        removed,
        ranges.as_deref(),
    )?;
    Ok(changed.text)
}

/// The value of the front matter that a fault is about, by its keys.
fn key_of(fault: &Diagnostic, source: &Source, front: Span) -> Option<String> {
    let tree = yaml::read(source.text.get(front.range())?, front.start).ok()?;
    let keys = tree.keys_to(fault.labels.first()?.span);
    (!keys.is_empty()).then(|| keys.join("."))
}

/// The text with another annotation in the place of one of its front matter, or without it.
fn changed(
    source: &Source,
    reading: &Reading,
    own: usize,
    wish: &Wish,
) -> Result<String, &'static str> {
    let (text, front) = (&source.text, reading.document.front_matter);
    let Some(article) = reading.document.article() else {
        return Err("only articles are annotated");
    };
    let at = article.annotations[own].span;
    match wish {
        Wish::Set(values) => edit::set(text, front, at, values),
        Wish::Reply(answer) => edit::reply(text, front, at, answer),
        Wish::SetReply(number, values) => edit::set_reply(text, front, at, *number, values),
        Wish::RemoveReply(number) => edit::remove_reply(text, front, at, *number),
        Wish::Remove | Wish::Add { .. } => edit::remove(text, front, at),
        Wish::Reject => {
            let words = suggested(reading, own);
            let known =
                |rejected: &Spanned<String>| fold::key(&rejected.value) == fold::key(&words);
            let without = edit::remove(text, front, at)?;
            if article.rejected.iter().any(known) {
                return Ok(without);
            }
            let end = (front.end as usize + without.len()).saturating_sub(text.len());
            let front = Span::new(front.start as usize, end);
            edit::add(&without, front, "rejected", &scalar(&words, true))
        }
    }
}

/// What `suggest` knows a suggestion by: a name, or the words of the passage.
fn suggested(reading: &Reading, own: usize) -> String {
    let annotation = reading.document.article().map(|article| &article.annotations[own]);
    let words = match (annotation.map(|item| (&item.says, &item.passage)), &reading.anchors[own]) {
        (Some((Says::Names(naming), _)), _) => &naming.name.value,
        (_, Anchoring::Found(Anchor { ranges, .. })) if ranges.len() == 1 => {
            &reading.document.body.text[ranges[0].range()]
        }
        (Some((_, Some(Passage::Quote(selector)))), _) => &selector.exact.value,
        (Some((Says::Highlight(_), Some(Passage::Picture(seen)))), _) => &seen.picture.value,
        (Some((Says::Event(event), _)), _) => &event.title.value,
        (Some((Says::Claim(claim), _)), _) => &claim.says.value,
        _ => "",
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without the signs around marked words; nothing else of it is another.
fn unmarked(
    source: &Source,
    config: &Config,
    before: &Checked<Reading>,
    mark: usize,
) -> Result<String, Refusal> {
    let body = &before.value.document.body;
    let mut marks = body.marks.clone();
    let own = marks.remove(mark);
    for text in edit::unmarked(&source.text, body, own) {
        let changed = Source::new(source.path.clone(), text);
        let after = read(&changed, config);
        let now = &after.value.document.body;
        let is_meant = (&now.text, &now.marks, &now.items, &now.headings, &now.footnotes)
            == (&body.text, &marks, &body.items, &body.headings, &body.footnotes)
            && now.links.len() == body.links.len()
            && told(&after.value) == told(&before.value)
            && new_fault(&before.diagnostics, &after.diagnostics).is_none();
        if is_meant {
            return Ok(changed.text);
        }
    }
    Err("take the `==` around these words away in the text: here something else would change"
        .into())
}

/// The text with one more item, and where its passage has to be found.
fn add(
    source: &Source,
    reading: &Reading,
    list: &str,
    ranges: Option<Vec<TextRange>>,
    mut entries: Vec<Entry>,
) -> Result<(String, Option<Vec<TextRange>>), Refusal> {
    let front = reading.document.front_matter;
    let mut wanted = ranges;
    if let Some(ranges) = &wanted {
        if entries.is_empty() && is_highlighted(reading, ranges) {
            return Err("these words are highlighted already".into());
        }
        let selector = selector(source, reading, ranges)?;
        let name = entries.iter().find(|(key, _)| key.value == "name");
        let name = name.and_then(|(_, name)| name.as_str()).map(fold::key);
        // Names are found wherever they stand; only words that mean somebody without naming them need a quote.
        if list == "entities" && name == Some(fold::key(&selector.exact.value)) {
            wanted = None;
        } else {
            entries.extend(quoted(&selector));
        }
    }
    let item = edit::arranged(list, entries);
    let text = edit::add(&source.text, front, list, &item)?;
    Ok((text, Some(wanted.unwrap_or_default())))
}

/// Whether exactly these words are a highlight.
fn is_highlighted(reading: &Reading, wanted: &[TextRange]) -> bool {
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    annotations.iter().zip(&reading.anchors).any(|(annotation, anchoring)| {
        let is_there = |found: &Anchor| *found.ranges == *wanted;
        matches!(annotation.says, Says::Highlight(_))
            && matches!(anchoring, Anchoring::Found(found) if is_there(found))
    })
}

/// The shortest quote that is found on the wanted words, and only there.
fn selector(source: &Source, reading: &Reading, wanted: &[TextRange]) -> Result<Selector, Refusal> {
    let body = &reading.document.body;
    let ways = edit::selectors(body, wanted);
    let mut document = reading.document.clone();
    if let Kind::Article(article) = &mut document.is {
        let quoted = |way: &Selector| {
            Annotation::highlight(Span::default(), Some(Passage::Quote(Box::new(way.clone()))))
        };
        article.annotations = ways.iter().map(quoted).collect();
    }
    let tried = anchor::anchor(document, source).value.anchors;
    let is_found = |found: &Anchoring| match found {
        Anchoring::Found(found) => {
            found.ranges == wanted && matches!(found.fidelity, Fidelity::Exact | Fidelity::Elided)
        }
        _ => false,
    };
    match tried.iter().position(is_found) {
        Some(way) => Ok(ways[way].clone()),
        None => Err(unquotable(&body.text, wanted).into()),
    }
}

/// Why words cannot be quoted.
fn unquotable(text: &str, wanted: &[TextRange]) -> &'static str {
    let cuts = |at: usize| {
        let (mut before, mut after) = (text[..at].chars().rev(), text[at..].chars());
        let sides = [before.next(), after.next()].map(|c| c.unwrap_or(' '));
        let comma = |c: char, next: Option<char>| {
            matches!(c, '.' | ',') && next.is_some_and(|c| c.is_ascii_digit())
        };
        let [left, right] = sides;
        let joined = sides.iter().all(|c| c.is_alphanumeric());
        joined && !fold::is_before_particles(&text[..at], &text[at..])
            || left.is_ascii_digit() && comma(right, after.next())
            || right.is_ascii_digit() && comma(left, before.next())
    };
    let words: String = wanted.iter().map(|range| &text[range.range()]).collect();
    if fold::weight(&words) == 0 {
        "there are no letters or digits in the selection"
    } else if wanted.iter().any(|range| cuts(range.start as usize) || cuts(range.end as usize)) {
        "the selection begins or ends inside of a word or a number; select all of it"
    } else {
        "these words cannot be told from others in the article; select a few more"
    }
}

fn quoted(selector: &Selector) -> Vec<Entry> {
    let text = |key: &str, words: &Spanned<String>| entry(key, &words.value, true);
    let mut entries = vec![text("quote", &selector.exact)];
    entries.extend(selector.prefix.as_ref().map(|words| text("prefix", words)));
    entries.extend(selector.suffix.as_ref().map(|words| text("suffix", words)));
    entries.extend(selector.nth.as_ref().map(|nth| entry("nth", &nth.value.to_string(), false)));
    entries
}

fn entry(key: &str, words: &str, quoted: bool) -> Entry {
    (Spanned::new(key.to_owned(), Span::default()), scalar(words, quoted))
}

fn scalar(words: &str, quoted: bool) -> Node {
    let value = Value::Scalar { text: words.to_owned(), quoted };
    Node { value, span: Span::default() }
}

fn entries(values: &[(String, Option<Node>)]) -> Vec<Entry> {
    let given = values.iter().filter_map(|(key, value)| {
        Some((Spanned::new(key.clone(), Span::default()), value.clone()?))
    });
    given.collect()
}

/// Whether a file says what was meant: one annotation more, less or another, and all others where they were.
fn prove(
    before: &Reading,
    after: &Reading,
    own: Option<usize>,
    removed: bool,
    wanted: Option<&[TextRange]>,
) -> Result<(), Refusal> {
    let broken = Refusal::from("with this change the file would say something else as well");
    if before.document.body.text != after.document.body.text {
        return Err(broken);
    }
    let (mut old, mut new) = (told(before), told(after));
    if let Some(wanted) = wanted {
        let same = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
        if new.len() != old.len() + 1 {
            return Err(broken);
        }
        let added = new.remove(same);
        if !wanted.is_empty() && added.ranges != wanted {
            return Err(broken);
        }
    } else if let Some(own) = own {
        let own = old.iter().position(|told| told.index == own);
        let own = own.ok_or_else(|| broken.clone())?;
        old.remove(own);
        if !removed && own < new.len() {
            new.remove(own);
        }
    }
    if old == new { Ok(()) } else { Err(broken) }
}

/// A fault that the change makes.
fn new_fault<'d>(before: &[Diagnostic], after: &'d [Diagnostic]) -> Option<&'d Diagnostic> {
    let mut known: Vec<&str> = before.iter().map(|fault| &*fault.message).collect();
    let is_new = |fault: &&Diagnostic| match known.iter().position(|said| *said == fault.message) {
        Some(place) => {
            known.swap_remove(place);
            false
        }
        None => fault.severity != Severity::Info,
    };
    after.iter().find(is_new)
}

/// What an annotation says, as far as a change of another one could touch it.
#[derive(Debug)]
struct Told {
    index: usize,
    words: String,
    ranges: Vec<TextRange>,
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words && self.ranges == other.ranges
    }
}

/// What the annotations of the front matter say; those in the text are not written there.
fn told(reading: &Reading) -> Vec<Told> {
    let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
    let listed = annotations.iter().zip(&reading.anchors).enumerate();
    let listed = listed.filter(|(_, (item, _))| !matches!(item.passage, Some(Passage::Mark(_))));
    let told = |(index, (item, anchoring)): (usize, (&Annotation, &Anchoring))| {
        let note = item.note.as_ref().map_or("", |note| &note.body.text);
        let words = match &item.passage {
            Some(Passage::Quote(selector)) => selector.exact.value.clone(),
            Some(Passage::Picture(region)) => region.to_string(),
            _ => String::new(),
        };
        let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = if let Anchoring::Found(found) = anchoring { &found.ranges[..] } else { &[] };
        let words = format!("{} | {} | {}", item.kind(), line(&words), line(note));
        Told { index, words, ranges: found.to_vec() }
    };
    listed.map(told).collect()
}
