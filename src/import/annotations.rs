//! Annotations of the W3C model, as JSON-LD: one, a page of them, a collection.

use serde_json::Value;

use super::{Highlight, Imported, Input, dates, hypothesis, json};

/// Reads annotations.
pub(super) fn read(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let page = whole.get("first").filter(|first| first.is_object()).unwrap_or(&whole);
    let mut imported = Imported::default();
    for annotation in json::items(page, &["items", "@graph"]) {
        let target = annotation.get("target").and_then(|target| match target {
            Value::Array(targets) => targets.first(),
            target => Some(target),
        });
        let Some(target) = target else { continue };
        let source = match target {
            Value::String(source) => Some(source.clone()),
            // The page that was read, where the source is a copy of its text.
            target => json::text(target, "scope")
                .or_else(|| json::text(target, "source"))
                .or_else(|| json::text(target.get("source")?, "id")),
        };
        let title = target
            .pointer("/source/title")
            .or_else(|| target.pointer("/source/name"))
            .and_then(json::words);
        let highlight = highlight(annotation, target);
        hypothesis::place(&mut imported.items, title.as_deref(), source.as_deref(), highlight);
    }
    Ok(imported)
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
        let Some(words) = json::text(body, "value") else { continue };
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
