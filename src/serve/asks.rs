//! Requests of the preview's own pages that change nothing: what can be annotated and named, and how what is typed reads.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Preview;
use super::answers::{address, asked};
use super::edits::{article, said};
use super::item;
use crate::fold;
use crate::model::archive::{Archive, DocumentId, EntityId, QuestionId, Resolved, Target};
use crate::model::body::{Link, LinkStyle};
use crate::parse::date;
use crate::parse::markdown::{Place, body};
use crate::source::{SourcePath, Span};

/// How many names are offered at once.
const OFFERED: usize = 40;

/// What the annotations of a page say in its file, private ones too, for those who may change them; who they are, and
/// what the last change made to mend.
pub(super) async fn look(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    if let Err(answer) = preview.edits() {
        return answer.into_response();
    }
    let given = asked(&request);
    let Some(turn) = preview.turn().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let page = given.get("page").map_or("", String::as_str);
    let source = match preview.source(&turn, page) {
        Ok(source) => source,
        Err(answer) => return answer.into_response(),
    };
    let config = &turn.made.world.config;
    let readers = config.readers.iter().map(|reader| json!([reader.id, reader.name]));
    let known = json!({
        "annotations": item::annotations(&source, config),
        "readers": readers.collect::<Value>(),
        "new": preview.problems(&turn.new, &turn.read),
    });
    said(StatusCode::OK, &known)
}

/// The entities, questions or tags that have what is typed in their name: what is written, and what is said of it.
pub(super) async fn known(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let given = asked(&request);
    let Some(turn) = preview.turn().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let text = |key: &str| given.get(key).map_or("", String::as_str);
    let typed = fold::key(text("text"));
    let archive = turn.archive();
    let entities = archive.entities.iter().filter(|entity| !entity.sensitive);
    let found = match text("list") {
        "entities" => offered(
            &typed,
            entities,
            |entity| &entity.name,
            |entity| json!([entity.name, entity.kind]),
        ),
        "questions" => offered(
            &typed,
            archive.questions.iter(),
            |asked| &asked.title,
            |asked| json!([asked.slug, asked.title]),
        ),
        "tags" => {
            offered(&typed, turn.site().tags.iter(), |tag| &tag.name, |tag| json!([tag.name]))
        }
        _ => Vec::new(),
    };
    said(StatusCode::OK, &json!(found))
}

/// The first of those that have the key in their name, those before the others whose name begins with it.
fn offered<'a, T: 'a>(
    typed: &str,
    all: impl Iterator<Item = &'a T>,
    name: impl Fn(&'a T) -> &'a str,
    told: impl Fn(&T) -> Value,
) -> Vec<Value> {
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for one in all {
        match fold::key(name(one)).find(typed) {
            Some(0) => first.push(one),
            Some(_) if others.len() < OFFERED => others.push(one),
            _ => {}
        }
        if first.len() == OFFERED {
            break;
        }
    }
    first.into_iter().chain(others).take(OFFERED).map(told).collect()
}

/// How a date is read in the article of a page.
pub(super) async fn day(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let given = asked(&request);
    let Some(turn) = preview.turn().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let text = given.get("text").map_or("", String::as_str).trim();
    let page = given.get("page").and_then(|page| address(page));
    let document = page.and_then(|url| article(&turn, &url));
    let document = document.map(|id| &turn.archive().document(id).document);
    let language = document.and_then(|document| document.language.as_ref());
    let language = language.map_or(&turn.made.world.config.language, |language| &language.value);
    let published = document.and_then(|document| document.article()?.published.as_ref());
    let published = published.and_then(|published| published.when.clone());
    let when = date::in_article(text, language, published);
    let read = when.map(|when| turn.date(&when));
    let told = read.map_or(json!({}), |date| json!({ "edtf": date.edtf, "words": date.words }));
    said(StatusCode::OK, &told)
}

/// The names on the page of an article that have no record: address, name, kind, other names.
pub(super) async fn names(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let given = asked(&request);
    let Some(turn) = preview.turn().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let page = given.get("page").and_then(|page| address(page));
    let Some(document) = page.and_then(|url| article(&turn, &url)) else {
        return said(StatusCode::OK, &json!([]));
    };
    let archive = turn.archive();
    let mentions = archive.mentions.get(document.index()).into_iter().flat_map(|all| &**all);
    let named: BTreeSet<_> = mentions.map(|mention| mention.entity).collect();
    let named = named.into_iter().map(|id| archive.entity(id));
    let bare = named.filter(|entity| entity.record.is_none() && !entity.sensitive);
    let told = bare.map(|entity| {
        let aliases = entity.aliases.iter().map(|alias| alias.value.value.as_str());
        json!([entity.slug, entity.name, entity.kind, aliases.collect::<Vec<_>>()])
    });
    said(StatusCode::OK, &told.collect::<Value>())
}

/// How Markdown of a note is shown, with the same care as on a page.
pub(super) async fn markdown(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let given = asked(&request);
    let text = match preview.body(request).await {
        Ok(bytes) => String::from_utf8(bytes.to_vec()).ok(),
        Err(answer) => return answer.into_response(),
    };
    let (Some(text), Some(turn)) = (text, preview.turn().await) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let url = given.get("page").and_then(|page| address(page)).unwrap_or_default();
    let shown = tokio::task::spawn_blocking(move || {
        let page = turn.site().page(&url)?;
        let path = SourcePath::from(url.as_str());
        let place =
            Place { source: &path, span: Span::new(0, text.len()), verbatim: true, is_shown: true };
        let body = body(&text, &place).value;
        let links: Vec<_> = body.links.iter().map(|link| leads(turn.archive(), link)).collect();
        Some(turn.note(page, &body, &links))
    });
    match shown.await {
        Ok(Some(html)) => said(StatusCode::OK, &json!({ "html": html })),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Where a link of a note leads, as far as its name tells.
fn leads(archive: &Archive, link: &Link) -> Resolved {
    if link.target.contains("://") {
        return Resolved::External;
    }
    if !matches!(link.style, LinkStyle::Wiki | LinkStyle::Embed) {
        return Resolved::Broken;
    }
    let (slug, key) = (fold::slug(&link.target), fold::key(&link.target));
    let is = |own: &str, title: &str| own == slug || fold::key(title) == key;
    let entity = archive.entities.iter().position(|entity| {
        let aliased = || entity.aliases.iter().any(|alias| fold::key(&alias.value.value) == key);
        !entity.sensitive && (is(&entity.slug, &entity.name) || aliased())
    });
    let question = || archive.questions.iter().position(|asked| is(&asked.slug, &asked.title));
    let document = || {
        let documents = &archive.documents;
        documents.iter().position(|found| is(&found.document.slug, &found.document.title.value))
    };
    let id = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let target = entity.map(|index| Target::Entity(EntityId(id(index))));
    let target = target.or_else(|| question().map(|index| Target::Question(QuestionId(id(index)))));
    let target = target.or_else(|| document().map(|index| Target::Document(DocumentId(id(index)))));
    target.map_or(Resolved::Broken, |target| Resolved::Page(target, None))
}
