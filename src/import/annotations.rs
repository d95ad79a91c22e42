//! Annotations of the W3C model, as JSON-LD: one, a page of them, a collection.
//!
//! Those that Variorum gave away are taken as they stood in front matter, of all others what the model says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::identity::Listing;
use super::{Highlight, Imported, Input, Item, Listed, Reply, dates, hypothesis, json, page};

/// The lists that front matter has.
const LISTS: [&str; 4] = ["highlights", "entities", "events", "claims"];

/// So deep is a talk followed to where it began.
const DEEPEST: usize = 64;

/// Reads annotations.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let page = whole.get("first").filter(|first| first.is_object()).unwrap_or(&whole);
    let annotations = json::items(page, &["items", "@graph"]);
    let replies = Replies::among(annotations);
    let (mut imported, mut pages) = (Imported::default(), hypothesis::Pages::new());
    let (mut own_articles, mut further) = (Listing::new(), 0);
    for annotation in annotations {
        if replies.is_one(annotation) {
            continue;
        }
        let Some(target) = target(annotation) else { continue };
        let highlight =
            Highlight { replies: replies.to(annotation), ..highlight(annotation, target) };
        let source = address(target);
        if let Some(own) = annotation.get("variorum:frontMatter") {
            let item = place(&mut own_articles, own, source);
            if let Some(listed) = listed(annotation, own) {
                item.listed.push(listed);
                continue;
            }
            item.highlights.push(highlight);
            further += others(annotation);
            continue;
        }
        further += others(annotation);
        let title = target
            .pointer("/source/title")
            .or_else(|| target.pointer("/source/name"))
            .and_then(json::words);
        hypothesis::place(&mut pages, title.as_deref(), source.as_deref(), highlight);
    }
    imported.items = own_articles.items();
    imported.items.extend(pages.items());
    let told = || {
        format!("of annotations with several targets only the first is carried ({further} more)")
    };
    imported.left.extend((further > 0).then(told));
    Ok(imported)
}

/// The page that was read.
fn address(target: &Value) -> Option<String> {
    match target {
        Value::String(source) => Some(source.clone()),
        // Where the source is a copy of its text, the scope is the page.
        target => json::text(target, "scope")
            .or_else(|| json::text(target, "source"))
            .or_else(|| json::text(target.get("source")?, "id")),
    }
}

/// The annotations that answer others of the same file, by what they answer to.
struct Replies<'v> {
    to: BTreeMap<&'v str, Vec<&'v Value>>,
    ids: BTreeSet<&'v str>,
}

impl<'v> Replies<'v> {
    fn among(annotations: &'v [Value]) -> Self {
        let known: BTreeMap<&str, &Value> =
            annotations.iter().filter_map(|one| Some((id(one)?, one))).collect();
        let mut replies = Self { to: BTreeMap::new(), ids: BTreeSet::new() };
        for annotation in annotations {
            let Some(mut root) = answered(annotation).filter(|to| known.contains_key(to)) else {
                continue;
            };
            // An answer to an answer is one to what began the talk; a talk in a circle has no beginning.
            for _ in 0..DEEPEST {
                match answered(known[root]).filter(|to| known.contains_key(to)) {
                    Some(further) => root = further,
                    None => break,
                }
            }
            replies.to.entry(root).or_default().push(annotation);
            replies.ids.extend(id(annotation));
        }
        replies
    }

    fn is_one(&self, annotation: &Value) -> bool {
        id(annotation).is_some_and(|id| self.ids.contains(id))
    }

    fn to(&self, annotation: &Value) -> Vec<Reply> {
        let replies = id(annotation).and_then(|id| self.to.get(id));
        let notes =
            replies.into_iter().flatten().filter_map(|reply| highlight(reply, &Value::Null).note);
        notes.map(|note| Reply { note, private: false }).collect()
    }
}

fn id(annotation: &Value) -> Option<&str> {
    annotation.get("id")?.as_str()
}

/// What an annotation is about, or the first of several things.
fn target(annotation: &Value) -> Option<&Value> {
    match annotation.get("target")? {
        Value::Array(targets) => targets.first(),
        target => Some(target),
    }
}

/// How many more things an annotation is about.
fn others(annotation: &Value) -> usize {
    let targets = annotation.get("target").and_then(Value::as_array);
    targets.map_or(0, |targets| targets.len().saturating_sub(1))
}

/// The id that an annotation has as its target.
fn answered(annotation: &Value) -> Option<&str> {
    target(annotation)?.as_str()
}

/// An annotation as it stood in front matter; nothing for one that stood in the text.
fn listed(annotation: &Value, own: &Value) -> Option<Listed> {
    let list = own.get("list")?.as_str()?;
    let list = LISTS.into_iter().find(|known| *known == list)?;
    let item = json::node(own.get("item")?);
    let id = id(annotation)?.rsplit('#').next()?.to_owned();
    Some(Listed { list, id, item })
}

/// The article that Variorum says an annotation is of.
fn place<'i>(
    articles: &'i mut Listing<(Option<String>, String)>,
    own: &Value,
    address: Option<String>,
) -> &'i mut Item {
    let file = json::text(own, "file");
    let title = json::text(own, "title").unwrap_or_else(|| "Untitled".to_owned());
    let key = (file.clone(), title.clone());
    let item = articles.item(key, || Item { title, file, ..Item::default() });
    let url = address.filter(|url| url.starts_with("http"));
    item.url = item.url.take().or(url);
    item.draft |= is_so(own, "draft");
    item.private |= is_so(own, "private");
    item
}

/// Whether it is said under a key that something is so.
fn is_so(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool) == Some(true)
}

fn highlight(annotation: &Value, target: &Value) -> Highlight {
    let mut highlight = Highlight {
        note: json::text(annotation, "bodyValue"),
        created: json::text(annotation, "created").and_then(|day| dates::day(&day)),
        ..Highlight::default()
    };
    if let Some(quote) = target.get("selector").and_then(quote) {
        highlight.quote = json::text(quote, "exact").unwrap_or_default();
        highlight.prefix = json::text(quote, "prefix");
        highlight.suffix = json::text(quote, "suffix");
    }
    for body in annotation.get("body").map_or(&[][..], |body| json::items(body, &[])) {
        // Of several forms of the same, the first is the one to take.
        let body =
            body.get("items").and_then(|forms| json::items(forms, &[]).first()).unwrap_or(body);
        let Some(words) = json::text(body, "value") else { continue };
        let is_page = json::text(body, "format").as_deref() == Some("text/html");
        let words = if is_page { page::kept(&words, None).unwrap_or(words) } else { words };
        if json::text(body, "purpose").as_deref() == Some("tagging") {
            highlight.tags.push(words);
        } else {
            let note = highlight.note.take().map(|note| format!("{note}\n\n{words}"));
            highlight.note = Some(note.unwrap_or(words));
        }
    }
    highlight
}

/// The quote among selectors, also among those that refine another.
fn quote(selector: &Value) -> Option<&Value> {
    let mut selectors = json::items(selector, &[]).iter();
    selectors.find_map(|one| {
        let refined = || {
            one.get("refinedBy").and_then(|inner| {
                json::items(inner, &[]).iter().find(|one| one.get("exact").is_some())
            })
        };
        one.get("exact").is_some().then_some(one).or_else(refined)
    })
}
