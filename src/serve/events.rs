//! What open pages are told: that they are other pages now, that files they show have changed, and what is wrong.
//!
//! Each open page has a stream of its own. What it shows is rendered again after a turn and compared, so that only pages
//! whose bytes are other ones reload.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::answers::{Shows, address, asked, look};
use super::problems::Problems;
use super::turn::Turn;
use super::{Preview, State as Shown};

/// A page that somebody has open.
struct Tab {
    preview: Arc<Preview>,
    state: watch::Receiver<Shown>,
    /// Its address.
    url: String,
    /// What its bytes are recognised by.
    tag: String,
    /// Whether it was made by an earlier run, whose turns were counted for themselves.
    is_old: bool,
    /// The last turn that it knows of.
    turn: u64,
    /// The faults that it shows.
    problems: Option<Arc<Problems>>,
}

/// The stream of a page, which says in its query what it is: `page`, `run`, `turn`, `tag`.
pub(super) async fn events(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let given = asked(&request);
    let text = |key: &str| given.get(key).cloned().unwrap_or_default();
    let tab = Tab {
        state: preview.state.subscribe(),
        url: address(&text("page")).unwrap_or_default(),
        tag: text("tag"),
        is_old: text("run") != preview.run,
        turn: text("turn").parse().unwrap_or_default(),
        problems: None,
        preview,
    };
    let told = stream::unfold(tab, |mut tab| async {
        let event = tab.next().await?;
        Some((Ok::<_, Infallible>(event), tab))
    });
    // A line now and then shows whether somebody still listens.
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    Sse::new(told).keep_alive(alive).into_response()
}

impl Tab {
    /// Waits for a turn that it does not know.
    async fn next(&mut self) -> Option<Event> {
        let (turn, problems) = {
            let (known, shown) = (self.turn, self.problems.clone());
            let is_new = |state: &Shown| {
                let is_other = shown.as_ref().is_none_or(|p| !Arc::ptr_eq(p, &state.problems));
                let turn = state.turn.as_ref();
                !state.is_pending && turn.is_some_and(|turn| turn.number != known || is_other)
            };
            let state = self.state.wait_for(is_new).await.ok()?;
            (state.turn.clone()?, Arc::clone(&state.problems))
        };
        let (preview, url) = (Arc::clone(&self.preview), self.url.clone());
        let (now, shown) = (Arc::clone(&turn), Arc::clone(&problems));
        let looked = tokio::task::spawn_blocking(move || state_of(&preview, &now, &url, &shown));
        let (tag, problems_now) = looked.await.ok()?;
        // The turns of another run were counted for themselves, and such a page is loaded again where it differs.
        let since = if self.is_old { turn.number } else { self.turn };
        let files = turn.changed.iter().filter(|(_, at)| **at > since).map(|(url, _)| url);
        let files: Vec<&String> = files.collect();
        let told = json!({
            "turn": turn.number,
            "run": self.preview.run,
            "reload": tag != self.tag,
            "files": files,
            "problems": problems_now,
        });
        self.turn = turn.number;
        self.tag = tag;
        self.is_old = false;
        self.problems = Some(problems);
        Some(Event::default().data(told.to_string()))
    }
}

/// What a page is recognised by now, and what is wrong.
fn state_of(preview: &Preview, turn: &Turn, url: &str, problems: &Problems) -> (String, Value) {
    let (tag, faults) = match look(turn, url, true) {
        Shows::Page(page, _) => (page.tag.clone(), page.faults.clone()),
        Shows::Bytes(_) | Shows::File(_) => (String::new(), Vec::new()),
    };
    let own = preview.problems(&faults, &turn.read);
    (tag, serde_json::to_value(problems.with(own)).unwrap_or_default())
}
