//! The front matter of an article: where the text is from, and what was marked in it.

use super::claim;
use super::front_matter::{Field, Front};
use super::highlight;
use super::ids;
use crate::config::is_language;
use crate::keys;
use crate::model::annotation::Annotation;
use crate::model::article::{Article, Capture, Document};
use crate::model::date::Dated;
use crate::source::Spanned;
use crate::yaml::Node;

/// What the front matter of an article says.
pub(super) fn read(front: &mut Front, fields: &[Field], document: &mut Document) -> Article {
    let mut article = Article::default();
    // Numbers and dates are read as the language of the text has them, wherever it stands in the file.
    let written = fields.iter().find(|field| field.key == "language");
    if let Some(language) =
        written.and_then(|field| field.value.as_str()).filter(|l| is_language(l))
    {
        language.clone_into(&mut front.language);
    }
    for field in fields {
        let Field { key, written, value } = *field;
        let intake = &mut front.intake;
        match key {
            "author" => article.authors = intake.names(key, value),
            "outlet" => {
                article.outlet = intake.names(key, value).into_iter().next();
                article.is_press = written.value == "publisher";
            }
            "url" => article.url = front.addresses(key, value).into_iter().next(),
            "archived" => article.archived = front.addresses_or_files(key, value),
            "published" => article.published = front.date(key, value),
            "modified" => article.modified = front.date(key, value).map(Box::new),
            "accessed" => article.accessed = front.date(key, value),
            "read" => article.read = days(front, value),
            "licence" => article.licence = licence(front, value),
            "rating" => article.rating = rating(front, value),
            "translation_of" => article.translation_of = intake.own_name(key, value),
            "corrects" => article.corrects = intake.own_name(key, value),
            "version_of" => article.version_of = intake.own_name(key, value),
            "part_of" => article.part_of = intake.own_name(key, value),
            "capture" => article.capture = Some(capture(front, value).into()),
            "rejected" => article.rejected = intake.strings(key, value),
            "highlights" | "entities" | "events" | "claims" => {}
            _ => front.common(field, document),
        }
    }
    let of = |dated: Option<&Dated>| dated.and_then(|dated| dated.when.clone());
    front.anchors = vec![
        ("published", of(article.published.as_ref())),
        ("accessed", of(article.accessed.as_ref())),
        ("read", of(article.read.first())),
    ];
    article.annotations = annotations(front, fields, document);
    article
}

/// The four lists and the marks in the text.
fn annotations(front: &mut Front, fields: &[Field], document: &Document) -> Vec<Annotation> {
    let list = |key: &str| fields.iter().find(|field| field.key == key).map(|field| field.value);
    let mut drafts = list("highlights").map_or_else(Vec::new, |node| highlight::read(front, node));
    drafts.extend(highlight::marks(&document.body, &drafts));
    let items = |key| list(key).map(Node::items).unwrap_or_default().iter();
    drafts.extend(items("entities").filter_map(|item| claim::name(front, item)));
    drafts.extend(items("events").filter_map(|item| claim::event(front, item)));
    drafts.extend(items("claims").filter_map(|item| claim::claim(front, item)));
    ids::give(front, drafts)
}

/// One date, or a list of several.
fn days(front: &mut Front, node: &Node) -> Vec<Dated> {
    node.items().iter().filter_map(|item| front.date("read", item)).collect()
}

/// A name, or `permission: …`, which YAML takes for a map.
fn licence(front: &mut Front, node: &Node) -> Option<Spanned<String>> {
    match node.entries() {
        [(key, value)] if key.value == "permission" => {
            let words = front.intake.text("permission", value).unwrap_or_default();
            Some(Spanned::new(format!("permission: {words}"), node.span))
        }
        _ => front.intake.string("licence", node),
    }
}

/// The Admiralty code: a letter for the source, a digit for what it says.
fn rating(front: &mut Front, node: &Node) -> Option<Spanned<String>> {
    let rating = front.intake.string("rating", node)?.map(|code| code.to_uppercase());
    if let [b'A'..=b'F', b'1'..=b'6'] = rating.value.as_bytes() {
        return Some(rating);
    }
    let message = format!("`{}` is not a rating", rating.value);
    let help =
        "write a letter from A to F for the source and a digit from 1 to 6 for what it says: `B2`";
    front.intake.unusable(message, rating.span, help);
    None
}

fn capture(front: &mut Front, node: &Node) -> Capture {
    let mut capture = Capture::default();
    if !node.is_map() {
        capture.file = front.intake.string("capture", node);
        return capture;
    }
    for (key, node) in front.intake.known(node.entries(), &[keys::CAPTURE]) {
        match key {
            "file" => capture.file = front.intake.string(key, node),
            "sha256" => capture.sha256 = front.intake.text(key, node),
            "tool" => capture.tool = front.intake.text(key, node),
            "at" => capture.at = front.intake.text(key, node),
            _ => {}
        }
    }
    capture
}
