//! Requests of the preview's own pages that change files: annotations of the articles that they show.
//!
//! A request names a page and never a path. It has to come from a page of this run, which has the token, and it changes
//! a file only while that says what the page was made of. Every change can be undone, to the byte.

use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Bytes, HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::time::timeout;

use super::answers::address;
use super::item;
use super::turn::Turn;
use super::{Preview, RESERVED};
use crate::annotate::{Refusal, Wish, annotate};
use crate::disk::DiskError;
use crate::disk::replace;
use crate::edit::{self, Selection};
use crate::fold;
use crate::model::archive::DocumentId;
use crate::model::site::Subject;
use crate::source::{Source, SourcePath};

/// The most that a request may say; nobody writes a note of that length.
const LARGEST: usize = 1 << 20;

/// How many changes can be undone.
const KEPT: usize = 100;

/// What a page has to send along.
const TOKEN: &str = "x-variorum-token";

/// What is said of a page that is not about an article.
const NO_ARTICLE: &str =
    "no article has this page: only articles can be annotated, and its file may be gone";

/// Who may change files, and what was changed.
pub(super) struct Edits {
    token: String,
    /// What can be undone, the last change last. Held while a file is changed: one at a time.
    done: Mutex<Vec<Done>>,
}

/// A change that was made.
struct Done {
    /// Which file.
    path: SourcePath,
    /// Its text before; nothing where there was no file.
    before: Option<String>,
    /// The text after it.
    after: String,
    /// What the page said of it.
    said: String,
}

impl Done {
    /// Keeps a change to be undone; what is said of it.
    fn kept(self, done: &mut Vec<Self>) -> Value {
        let path = SourcePath::clone(&self.path);
        done.push(self);
        if done.len() > KEPT {
            done.remove(0);
        }
        json!({ "path": &*path, "undo": done.len() })
    }
}

impl Edits {
    pub(super) fn new() -> Self {
        // The hashes of the standard library are keyed by the system's source of chance.
        let chance = || RandomState::new().hash_one(RESERVED);
        Self { token: format!("{:016x}{:016x}", chance(), chance()), done: Mutex::default() }
    }

    /// What a page loads to be annotated.
    pub(super) fn script(&self) -> String {
        format!(
            "<link rel=\"stylesheet\" href=\"{RESERVED}annotate.css\">\n\
             <script type=\"module\" src=\"{RESERVED}annotate.js\" data-token=\"{}\"></script>\n",
            self.token
        )
    }

    /// Whether a request comes from a page of this run.
    fn admits(&self, headers: &HeaderMap) -> Result<(), Answer> {
        let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let own = value("host").map(|host| format!("http://{host}"));
        let is_own = value("origin").is_some() && value("origin") == own.as_deref();
        let is_json =
            value("content-type").is_some_and(|kind| kind.starts_with("application/json"));
        match (is_own && value(TOKEN) == Some(&self.token), is_json) {
            (true, true) => Ok(()),
            (true, false) => {
                Err(Answer::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "changes are sent as JSON"))
            }
            _ => Err(Answer::new(
                StatusCode::FORBIDDEN,
                "only a page of this preview may change files; load it again",
            )),
        }
    }
}

/// What a page asks for.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase", deny_unknown_fields)]
enum Asked {
    Add {
        page: String,
        list: String,
        passage: Option<Passage>,
        item: Map<String, Value>,
    },
    Set {
        page: String,
        id: String,
        seen: String,
        item: Map<String, Value>,
    },
    Reply {
        page: String,
        id: String,
        seen: String,
        number: Option<usize>,
        item: Map<String, Value>,
    },
    Remove {
        page: String,
        id: String,
        seen: String,
        number: Option<usize>,
    },
    Reject {
        page: String,
        id: String,
        seen: String,
    },
    Record {
        item: Map<String, Value>,
    },
    Undo {},
}

/// A selection as the page sends it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Passage {
    parts: Vec<String>,
    before: String,
    after: String,
    number: usize,
    places: usize,
}

impl From<Passage> for Selection {
    fn from(passage: Passage) -> Self {
        let Passage { parts, before, after, number, places } = passage;
        Self { parts, before, after, number, places }
    }
}

/// Why nothing was changed.
pub(super) struct Answer(StatusCode, Refusal);

impl Answer {
    fn new(status: StatusCode, why: &str) -> Self {
        Self(status, why.into())
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Self(StatusCode::UNPROCESSABLE_ENTITY, refusal)
    }
}

impl From<DiskError> for Answer {
    fn from(error: DiskError) -> Self {
        let refusal = Refusal { message: error.reason, help: error.help, key: None };
        Self(StatusCode::CONFLICT, refusal)
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let Refusal { message, help, key } = self.1;
        said(self.0, &json!({ "error": message, "help": help, "key": key }))
    }
}

pub(super) fn said(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// Changes a file, or says why not.
pub(super) async fn change(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    match changed(preview, request).await {
        Ok(value) => said(StatusCode::OK, &value),
        Err(answer) => answer.into_response(),
    }
}

async fn changed(preview: Arc<Preview>, request: Request) -> Result<Value, Answer> {
    let bad = |error: serde_json::Error| Answer::new(StatusCode::BAD_REQUEST, &error.to_string());
    let ending = || Answer::new(StatusCode::SERVICE_UNAVAILABLE, "the preview is ending");
    let failed = |_| Err(Answer::new(StatusCode::INTERNAL_SERVER_ERROR, "nothing was changed"));
    preview.edits()?.admits(request.headers())?;
    let body = preview.body(request).await?;
    let mut asked: Map<String, Value> = serde_json::from_slice(&body).map_err(bad)?;
    let said = asked.remove("said").as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
    let asked: Asked = serde_json::from_value(Value::Object(asked)).map_err(bad)?;
    let turn = preview.turn().await.ok_or_else(ending)?;
    let work = tokio::task::spawn_blocking(move || preview.fulfil(&turn, asked, said));
    work.await.unwrap_or_else(failed)
}

impl Preview {
    /// Who may change files, where anybody may.
    pub(super) fn edits(&self) -> Result<&Edits, Answer> {
        let none = || Answer::new(StatusCode::FORBIDDEN, "this preview changes no files");
        self.edits.as_ref().ok_or_else(none)
    }

    /// What a request says, when it is said in time.
    pub(super) async fn body(&self, request: Request) -> Result<Bytes, Answer> {
        let too_long =
            || Answer::new(StatusCode::PAYLOAD_TOO_LARGE, "this is too long for an annotation");
        let too_late = |_| Answer::new(StatusCode::REQUEST_TIMEOUT, "this took too long to arrive");
        if request.body().size_hint().lower() > LARGEST as u64 {
            return Err(too_long());
        }
        let body = timeout(self.limits.patience, to_bytes(request.into_body(), LARGEST)).await;
        body.map_err(too_late)?.map_err(|_| too_long())
    }

    /// Does what a page asks for; `said` is what the page says of it.
    fn fulfil(&self, turn: &Turn, asked: Asked, said: String) -> Result<Value, Answer> {
        let mut done = self.edits()?.done.lock().unwrap_or_else(PoisonError::into_inner);
        let (page, own, wish) = match asked {
            Asked::Undo {} => return self.undo(&mut done),
            Asked::Record { item } => return self.record(turn, &item, said, &mut done),
            Asked::Add { page, list, passage, item } => {
                let passage = passage.map(Selection::from);
                (page, None, Wish::Add { list, passage, entries: item::entries(&item) })
            }
            Asked::Set { page, id, seen, item } => {
                (page, Some((id, seen)), Wish::Set(item::values(&item)))
            }
            Asked::Reply { page, id, seen, number, item } => {
                let answer = || Wish::Reply(item::node(&Value::Object(item.clone())));
                let wish = number
                    .map_or_else(answer, |number| Wish::SetReply(number, item::values(&item)));
                (page, Some((id, seen)), wish)
            }
            Asked::Remove { page, id, seen, number } => {
                (page, Some((id, seen)), number.map_or(Wish::Remove, Wish::RemoveReply))
            }
            Asked::Reject { page, id, seen } => (page, Some((id, seen)), Wish::Reject),
        };
        let before = self.source(turn, &page)?;
        if let Some((id, seen)) = &own {
            let now = item::annotations(&before, &turn.made.world.config);
            let is_same = now.iter().any(|now| now["id"] == **id && now["seen"] == **seen);
            if !is_same {
                let why = "this annotation was changed in the file meanwhile; look at it again";
                return Err(Answer::new(StatusCode::CONFLICT, why));
            }
        }
        let id = own.as_ref().map(|(id, _)| id.as_str());
        let after = annotate(&before, &turn.made.world.config, id, &wish)?;
        replace::replace(&self.root, &before, &after)?;
        let Source { path, text, .. } = before;
        Ok(Done { path, before: Some(text), after, said }.kept(&mut done))
    }

    /// Begins a file about a name.
    fn record(
        &self,
        turn: &Turn,
        item: &Map<String, Value>,
        said: String,
        done: &mut Vec<Done>,
    ) -> Result<Value, Answer> {
        let name = item.get("name").and_then(Value::as_str).unwrap_or_default().trim();
        let slug = fold::slug(name);
        if slug.is_empty() {
            return Err("a name has letters or digits".into());
        }
        let archive = turn.archive();
        let known = archive.entities.iter().find(|entity| entity.slug == slug);
        if let Some(record) = known.and_then(|entity| entity.record) {
            let path = &archive.document(record).document.source;
            let why = format!("it has a record already: {path}");
            return Err(Answer::new(StatusCode::CONFLICT, &why));
        }
        let path = SourcePath::from(format!("content/entities/{slug}.md"));
        let after = edit::front_matter(&item::record(item));
        replace::begin(&self.root.join(&*path), after.as_bytes(), "give it another name")?;
        Ok(Done { path, before: None, after, said }.kept(done))
    }

    /// Brings the file that was changed last back to what it was.
    fn undo(&self, done: &mut Vec<Done>) -> Result<Value, Answer> {
        let nothing = || Answer::new(StatusCode::CONFLICT, "there is nothing to undo");
        let last = done.last().ok_or_else(nothing)?;
        let path = SourcePath::clone(&last.path);
        if replace::read(&self.root, &path)?.text != last.after {
            let why = format!("{path} was changed since, and stays as it is");
            return Err(Answer::new(StatusCode::CONFLICT, &why));
        }
        let changed = Source::new(SourcePath::clone(&path), last.after.as_str());
        match &last.before {
            Some(before) => replace::replace(&self.root, &changed, before)?,
            None => replace::unmake(&self.root, &changed)?,
        }
        let undone = done.pop().map(|last| last.said);
        Ok(json!({ "path": &*path, "undo": done.len(), "said": undone }))
    }

    /// The file of the article that a page shows, as it is now.
    pub(super) fn source(&self, turn: &Turn, page: &str) -> Result<Source, Answer> {
        let document = address(page)
            .and_then(|url| article(turn, &url))
            .ok_or_else(|| Answer::from(NO_ARTICLE))?;
        let path = &turn.archive().document(document).document.source;
        Ok(replace::read(&self.root, path)?)
    }
}

impl From<&str> for Answer {
    fn from(why: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, why)
    }
}

/// The article that is at an address.
pub(super) fn article(turn: &Turn, url: &str) -> Option<DocumentId> {
    match turn.site().page(url)?.subject {
        Subject::Article(document) => Some(document),
        _ => None,
    }
}
