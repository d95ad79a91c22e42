//! Answers to requests: pages of the turn, files that are copied, and what the preview itself needs.
//!
//! An address is looked up among those of the site and never made into a path, so that nothing else can be asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use mime_guess::Mime;
use percent_encoding::percent_decode_str;
use tower_http::services::ServeFile;

use super::near::near;
use super::problems::Problems;
use super::turn::{Rendered, Turn, tag};
use super::{Preview, RESERVED, Said, State as Shown, asks, edits, events, guard};
use crate::diagnostic::Diagnostic;
use crate::disk::{DiskError, read};
use crate::escape::escaped;
use crate::model::site::{Output, Subject, encoded};
use crate::verify;
use crate::world::World;

/// What pages of the preview load beside their own; nothing of it is in what `build` writes.
const OWN: [(&str, &str); 11] = [
    ("preview.js", include_str!("preview.js")),
    ("preview.css", include_str!("preview.css")),
    ("annotate.js", include_str!("annotate.js")),
    ("marking.js", include_str!("marking.js")),
    ("selection.js", include_str!("selection.js")),
    ("form.js", include_str!("form.js")),
    ("arrows.js", include_str!("arrows.js")),
    ("drawing.js", include_str!("drawing.js")),
    ("page.js", include_str!("page.js")),
    ("talk.js", include_str!("talk.js")),
    ("annotate.css", include_str!("annotate.css")),
];

/// Everything that is answered.
pub(super) fn router(preview: Arc<Preview>) -> Router {
    let mut router = Router::new()
        .route(&format!("{RESERVED}events"), get(events::events))
        .route(&format!("{RESERVED}annotations"), get(asks::look).post(edits::change))
        .route(&format!("{RESERVED}names"), get(asks::names))
        .route(&format!("{RESERVED}known"), get(asks::known))
        .route(&format!("{RESERVED}markdown"), post(asks::markdown))
        .route(&format!("{RESERVED}date"), get(asks::day));
    for (name, text) in OWN {
        let own = move |headers: HeaderMap| async move {
            memory(name, Bytes::from_static(text.as_bytes()), &headers, StatusCode::OK)
        };
        router = router.route(&format!("{RESERVED}{name}"), get(own));
    }
    router
        .fallback(answer)
        .layer(middleware::from_fn_with_state(Arc::clone(&preview), guard::guard))
        .with_state(preview)
}

/// What an address of the site shows.
pub(super) enum Shows<'t> {
    /// A page, and whether it is one that is there.
    Page(Arc<Rendered>, bool),
    /// Bytes that are at hand.
    Bytes(Bytes),
    /// A file of the archive, by its path below the root.
    File(&'t str),
}

/// The address that a request is for: below the root of the site, as the site has it.
pub(super) fn address(path: &str) -> Option<String> {
    let path = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    let is_folder = path.is_empty() || path.ends_with('/');
    Some(if is_folder { format!("{path}index.html") } else { path.into_owned() })
}

/// What the query of a request says, by key.
pub(super) fn asked(request: &Request) -> BTreeMap<String, String> {
    let query = request.uri().query().unwrap_or_default();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    pairs.map(|(key, value)| (key.to_owned(), decoded(value))).collect()
}

/// What is at an address.
pub(super) fn look<'t>(turn: &'t Turn, url: &str, stays: bool) -> Shows<'t> {
    let site = turn.site();
    if let Some(page) = site.page(url) {
        return Shows::Page(turn.page(page, stays), true);
    }
    if let Some(shard) = turn.search(url) {
        return Shows::Page(shard, true);
    }
    if let Some((path, asset)) =
        site.files.get(url).and_then(|path| turn.made.world.assets.get_key_value(path))
    {
        return match &asset.bytes {
            Some(Cow::Borrowed(bytes)) => Shows::Bytes(Bytes::from_static(bytes)),
            Some(Cow::Owned(bytes)) => {
                let shown = turn.shown(url, bytes.clone(), Vec::new());
                let is_whole = shown.faults.is_empty();
                if is_whole { Shows::Bytes(shown.bytes) } else { Shows::Page(shown.into(), true) }
            }
            None => Shows::File(path),
        };
    }
    let missing = site.pages.iter().find(|page| page.subject == Subject::NotFound);
    Shows::Page(missing.map_or_else(Arc::default, |page| turn.page(page, stays)), false)
}

async fn answer(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow, "pages can only be read\n").into_response();
    }
    let Some(url) = address(request.uri().path()) else {
        return (StatusCode::BAD_REQUEST, "this address is not in UTF-8\n").into_response();
    };
    let Some(turn) = preview.turn().await else {
        return (StatusCode::SERVICE_UNAVAILABLE, "the preview is ending\n").into_response();
    };
    let asked = Arc::clone(&preview);
    let headers = request.headers().clone();
    // Rendering takes a core, and the tasks that wait must not wait for it.
    let answered = tokio::task::spawn_blocking(move || match look(&turn, &url, false) {
        Shows::Page(page, is_there) => Ok(asked.page(&turn, &url, &page, is_there, &headers)),
        Shows::Bytes(bytes) => Ok(memory(&url, bytes, &headers, StatusCode::OK)),
        Shows::File(path) => {
            let path = asked.root.join(path);
            let leaks = copied(&turn, &url, &path);
            if leaks.is_empty() {
                return Err((path, media_type(&url)));
            }
            let page = Rendered::new(Vec::new(), leaks);
            Ok(asked.page(&turn, &url, &page, true, &headers))
        }
    });
    match answered.await {
        Ok(Ok(response)) => response,
        Ok(Err((path, kind))) => file(&path, &kind, request).await,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The words of a file of the archive that this edition withholds.
fn copied(turn: &Turn, url: &str, path: &Path) -> Vec<Diagnostic> {
    if turn.withholds_nothing() {
        return Vec::new();
    }
    // What cannot be read is not shown either.
    let bytes = read::copied_words(path, verify::is_read).unwrap_or_default();
    turn.leaks(&Output { url: url.to_owned(), bytes })
}

/// A file of the archive; the ranges and conditions of the request are looked after.
async fn file(path: &Path, kind: &Mime, request: Request) -> Response {
    match ServeFile::new_with_mime(path, kind).try_call(request).await {
        Ok(response) => response.map(Body::new),
        // It went since the turn began; another one will follow.
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Bytes that are at hand, or only that they are the same as before.
fn memory(name: &str, bytes: Bytes, headers: &HeaderMap, status: StatusCode) -> Response {
    let kind = media_type(name).to_string();
    let tag = format!("\"{}\"", tag(&bytes));
    tagged(bytes, &kind, &tag, headers, status)
}

fn tagged(
    bytes: Bytes,
    kind: &str,
    tag: &str,
    headers: &HeaderMap,
    status: StatusCode,
) -> Response {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    let is_known = known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag));
    let etag = HeaderValue::from_str(tag).unwrap_or(HeaderValue::from_static("\"\""));
    if is_known && status == StatusCode::OK {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
    }
    let kind = HeaderValue::from_str(kind).unwrap_or(HeaderValue::from_static("text/plain"));
    (status, [(header::CONTENT_TYPE, kind), (header::ETAG, etag)], bytes).into_response()
}

/// The type of a file by its ending. All text of a site is in UTF-8.
fn media_type(name: &str) -> Mime {
    let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("jsonld") => "application/ld+json".parse().ok(),
        Some("geojson") => "application/geo+json".parse().ok(),
        Some("jsonl") => "application/jsonl".parse().ok(),
        _ => mime_guess::from_path(name).first(),
    };
    let kind: Mime = kind.unwrap_or(mime_guess::mime::APPLICATION_OCTET_STREAM);
    let is_text =
        kind.type_() == "text" || matches!(kind.subtype().as_str(), "javascript" | "json");
    let with = is_text && kind.get_param("charset").is_none();
    with.then(|| format!("{kind}; charset=utf-8").parse().ok()).flatten().unwrap_or(kind)
}

impl Preview {
    /// The turn that shows every change so far; nothing when there will be none any more.
    pub(super) async fn turn(&self) -> Option<Arc<Turn>> {
        let mut state = self.state.subscribe();
        let state = state.wait_for(|state| !state.is_pending && state.turn.is_some()).await;
        state.ok()?.turn.clone()
    }

    /// Shows a turn from now on.
    pub(super) fn show(&self, turn: Arc<Turn>, problems: Problems) {
        let (turn, problems) = (Some(turn), Arc::new(problems));
        self.state.send_replace(Shown { turn, problems, is_pending: false });
    }

    /// Goes on with what was shown before, and says what the machine did not do.
    pub(super) fn fail(&self, error: &DiskError) {
        self.state.send_modify(|state| {
            state.problems = Arc::new(Problems::failure(error));
            state.is_pending = false;
        });
        (self.say)(Said::Failed(error));
    }

    /// Faults as the panel shows them to those who see this preview.
    pub(super) fn problems(&self, faults: &[Diagnostic], world: &World) -> Problems {
        if self.is_shared {
            return Problems::counted(faults);
        }
        Problems::new(faults, world, &self.root, self.editor.as_ref())
    }

    /// Whether the last change could not be read.
    pub(super) fn has_failed(&self) -> bool {
        self.state.borrow().problems.is_failure()
    }

    fn page(
        &self,
        turn: &Turn,
        url: &str,
        page: &Rendered,
        is_there: bool,
        headers: &HeaderMap,
    ) -> Response {
        for fault in &page.faults {
            (self.say)(Said::Page(fault, &turn.read));
        }
        let kind = media_type(if is_there { url } else { "404.html" });
        let etag = format!("\"{}-{}\"", page.tag, turn.number);
        let has_failed = page.bytes.is_empty() && !page.faults.is_empty();
        if is_there && kind.subtype() != "html" && !has_failed {
            return tagged(page.bytes.clone(), kind.as_ref(), &etag, headers, StatusCode::OK);
        }
        let (mut html, mut status) = (String::from_utf8_lossy(&page.bytes), StatusCode::OK);
        if html.is_empty() {
            html = bare(&self.problems(&page.faults, &turn.read).text()).into();
            status = StatusCode::INTERNAL_SERVER_ERROR;
        }
        if !is_there {
            status = StatusCode::NOT_FOUND;
            html = before(&html, "</main>", &nearby(turn, url)).into();
        }
        let html = before(&html, "</body>", &self.scripts(turn, url, page));
        tagged(html.into(), media_type("404.html").as_ref(), &etag, headers, status)
    }

    /// What keeps a page as it is in the files, and lets an article be annotated.
    fn scripts(&self, turn: &Turn, url: &str, page: &Rendered) -> String {
        let edits = self.edits.as_ref().filter(|_| edits::article(turn, url).is_some());
        format!(
            "<script src=\"{RESERVED}preview.js\" defer data-run=\"{}\" data-turn=\"{}\" data-tag=\"{}\"></script>\n{}",
            self.run,
            turn.number,
            page.tag,
            edits.map_or_else(String::new, edits::Edits::script)
        )
    }
}

/// A text with something put before the last place of a tag, or at its end.
fn before(html: &str, tag: &str, more: &str) -> String {
    let at = html.rfind(tag).unwrap_or(html.len());
    [&html[..at], more, &html[at..]].concat()
}

/// What stands for a page that has never been rendered, or that holds what is withheld.
fn bare(faults: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>This page cannot be shown</title>\n\
         <link rel=\"stylesheet\" href=\"{RESERVED}preview.css\">\n</head>\n\
         <body class=\"bare\">\n<main>\n<h1>This page cannot be shown</h1>\n<pre>{}</pre>\n</main>\n</body>\n</html>\n",
        escaped(faults)
    )
}

/// The addresses that are near to one that is not there.
fn nearby(turn: &Turn, url: &str) -> String {
    let item = |near: &str| {
        let (link, name) = (escaped(&encoded(near)), escaped(near));
        format!("<li><a href=\"/{link}\">{name}</a></li>\n")
    };
    let items: String = near(turn.site(), url).into_iter().map(item).collect();
    if items.is_empty() {
        return String::new();
    }
    format!(
        "<section>\n<h2>Near <code>/{}</code></h2>\n<ul>\n{items}</ul>\n</section>\n",
        escaped(url)
    )
}
