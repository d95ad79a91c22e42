//! What only one kind of document says: an article, an authority record, a question.

use super::fields::{Context, Fields};
use super::items;
use crate::diagnostic::Code;
use crate::model::annotation::Naming;
use crate::model::article::{
    Article, Capture, EntityRecord, LifeDate, QuestionRecord, Role, Visibility,
};
use crate::model::body::Body;
use crate::model::date::Calendar;
use crate::source::Spanned;
use crate::yaml::Node;

/// Something that was read.
pub(super) fn article(
    cx: &mut Context,
    fields: &mut Fields,
    body: &Body,
    visibility: Option<Visibility>,
) -> Article {
    let published = fields.dated(cx, &["published", "date"]);
    cx.published = published.as_ref().and_then(|dated| dated.when.clone());
    let mut outlet = fields.text(cx, &["outlet", "site"]);
    let mut url = fields.text(cx, &["url", "link"]);
    if let Some(source) = fields.text(cx, &["source"]) {
        let place = if is_url(&source.value) { &mut url } else { &mut outlet };
        place.get_or_insert(source);
    }
    if let Some(wrong) = url.take_if(|url| !is_url(&url.value)) {
        let message = format!("`{}` is not an address of the web", wrong.value);
        cx.fault(Code::UnknownValue, wrong.span, message, "write it whole, from `https://` on");
    }
    let authors = fields.texts(cx, &["author", "authors"]).into_iter().map(items::unlink).collect();
    let read = fields.take(&["read"]).map(Node::items).unwrap_or_default();
    let read = read.iter().filter_map(|node| cx.dated(node, Calendar::default())).collect();
    let article = Article {
        authors,
        outlet: outlet.map(items::unlink),
        url,
        archived: fields.texts(cx, &["archived", "archive"]),
        published,
        accessed: fields.dated(cx, &["accessed", "created", "saved"]),
        read,
        licence: fields.text(cx, &["licence", "license"]),
        rating: rating(cx, fields),
        translation_of: fields.text(cx, &["translation_of"]).map(items::unlink),
        corrects: fields.text(cx, &["corrects"]).map(items::unlink),
        part_of: fields.text(cx, &["part_of"]).map(items::unlink),
        capture: capture(cx, fields),
        annotations: items::annotations(cx, fields, body),
    };
    let full = visibility.unwrap_or(cx.config.visibility) == Visibility::Full;
    if let (Some(url), None, true) = (&article.url, &article.licence, full) {
        let message = "the whole text of a page of the web is published without a licence";
        let help = "say why you may: `licence: CC-BY-4.0` or `licence: \"permission: …\"`; or write `visibility: excerpt`";
        cx.fault(Code::NoLicence, url.span, message, help);
    }
    article
}

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Admiralty code: A to F for the source, 1 to 6 for the item.
fn rating(cx: &mut Context, fields: &mut Fields) -> Option<Spanned<String>> {
    let rating = fields.text(cx, &["rating"])?;
    let code = rating.value.to_uppercase();
    let good = code.len() <= 2
        && code.starts_with(|c: char| ('A'..='F').contains(&c))
        && code[1..].chars().all(|c| ('1'..='6').contains(&c));
    if !good {
        let message = format!("`rating` cannot be `{}`", rating.value);
        let help =
            "use the Admiralty code: A to F for the source, then 1 to 6 for what it says: `B2`";
        cx.fault(Code::UnknownValue, rating.span, message, help);
    }
    good.then(|| Spanned::new(code, rating.span))
}

fn capture(cx: &mut Context, fields: &mut Fields) -> Option<Capture> {
    let node = fields.take(&["capture"])?;
    if let Some(file) = node.text() {
        return Some(Capture { file: Some(file), ..Capture::default() });
    }
    let mut fields = Fields::new(node, "`capture`");
    let word =
        |cx: &mut Context, fields: &mut Fields, key| fields.text(cx, &[key]).map(|text| text.value);
    let capture = Capture {
        file: fields.text(cx, &["file"]),
        sha256: word(cx, &mut fields, "sha256"),
        tool: word(cx, &mut fields, "tool"),
        at: word(cx, &mut fields, "at"),
    };
    fields.finish(cx);
    Some(capture)
}

/// An authority record; its name is the title.
pub(super) fn entity(
    cx: &mut Context,
    fields: &mut Fields,
    title: &Spanned<String>,
) -> EntityRecord {
    let read = items::naming(cx, fields);
    let kind =
        read.as_ref().and_then(|naming| naming.kind.clone()).or_else(|| fields.text(cx, &["kind"]));
    let aliases = read.map(|naming| naming.aliases).unwrap_or_default();
    let mut identifiers = Vec::new();
    for scheme in ["wikidata", "viaf", "geonames", "orcid", "url"] {
        identifiers.extend(fields.text(cx, &[scheme]).map(|value| (scheme.to_owned(), value)));
    }
    for (scheme, value) in fields.take(&["same_as"]).map(Node::entries).unwrap_or_default() {
        identifiers.extend(value.text().map(|value| (scheme.value.clone(), value)));
    }
    let mut dates = Vec::new();
    for (key, date) in [
        ("born", LifeDate::Born),
        ("died", LifeDate::Died),
        ("founded", LifeDate::Founded),
        ("ended", LifeDate::Ended),
    ] {
        dates.extend(fields.dated(cx, &[key]).map(|dated| (date, dated)));
    }
    let mut roles = Vec::new();
    for (_, node) in fields.all(&["roles"]) {
        roles.extend(node.items().iter().filter_map(|item| role(cx, item)));
    }
    EntityRecord {
        naming: Naming { name: title.clone(), kind, aliases },
        not: fields.texts(cx, &["not"]),
        identifiers,
        coordinates: coordinates(cx, fields),
        radius_km: fields.number(cx, &["radius_km"]).map(|n| n.value).filter(|km| *km > 0.0),
        dates,
        part_of: fields.text(cx, &["part_of"]).map(items::unlink),
        roles,
        different_from: fields
            .texts(cx, &["different_from"])
            .into_iter()
            .map(items::unlink)
            .collect(),
        image: fields.text(cx, &["image"]),
        sensitive: fields.switch(cx, &["sensitive"]),
        redact: fields.switch(cx, &["redact"]),
    }
}

fn role(cx: &mut Context, node: &Node) -> Option<Role> {
    if let Some(text) = node.text() {
        return Some(Role { role: text.value, at: None, when: None });
    }
    let mut fields = Fields::new(node, "a role");
    let role = fields.text(cx, &["role", "title"]);
    let at = fields.text(cx, &["at"]).map(items::unlink);
    let when = fields.dated(cx, &["when", "date"]);
    fields.finish(cx);
    Some(Role { role: role?.value, at, when })
}

fn coordinates(cx: &mut Context, fields: &mut Fields) -> Option<(f64, f64)> {
    let node = fields.take(&["coordinates"])?;
    let numbers: Vec<f64> = match node.as_str() {
        Some(text) => text.split(',').filter_map(|part| part.trim().parse().ok()).collect(),
        None => node.items().iter().filter_map(|item| item.as_str()?.trim().parse().ok()).collect(),
    };
    match numbers[..] {
        [lat, lon] if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) => {
            Some((lat, lon))
        }
        _ => {
            let message = "`coordinates` are not a latitude and a longitude";
            cx.fault(
                Code::WrongType,
                node.span,
                message,
                "write degrees, north and east positive: `[35.95, 39.01]`",
            );
            None
        }
    }
}

/// Something that claims answer.
pub(super) fn question(cx: &mut Context, fields: &mut Fields) -> QuestionRecord {
    const STANDINGS: [&str; 6] =
        ["retracted", "contested", "denied", "corroborated", "single source", "several accounts"];
    let unit = fields.text(cx, &["unit"]).map(|text| text.value);
    let Some(node) = fields.take(&["standing"]) else {
        return QuestionRecord { unit, standing: None };
    };
    let (is, because) = if let Some(is) = node.text() {
        (Some(is), None)
    } else {
        let mut fields = Fields::new(node, "`standing`");
        let is = fields.text(cx, &["is"]);
        let because = fields.text(cx, &["because"]).map(|text| text.value);
        fields.finish(cx);
        (is, because)
    };
    let known = cx.choice("standing", is.clone(), &STANDINGS).is_some();
    QuestionRecord { unit, standing: is.filter(|_| known).map(|is| (is, because)) }
}
