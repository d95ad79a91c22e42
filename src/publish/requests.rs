//! Requests to a host: many at a time, and again where another try may help.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body, Error};

use super::Surroundings;
use crate::disk::DiskError;
use crate::model::site::Url;

/// How many requests are under way at a time.
const AT_A_TIME: usize = 16;
/// How often a request is made before it is given up; between two there is a pause, twice as long each time.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);

/// What makes the requests. A host that leads elsewhere is not followed: what opens one place is not for another.
pub(super) fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(Duration::from_secs(10)))
        .timeout_per_call(Some(Duration::from_mins(1)))
        .max_idle_connections_per_host(AT_A_TIME)
        .build()
        .into()
}

/// Makes a request until it is answered with something that another try would not change. `said` puts an answer into
/// words; `Err` has those of the last one.
pub(super) fn patiently(
    once: impl Fn() -> Result<Response<Body>, Error>,
    said: impl Fn(StatusCode, &[u8]) -> String,
) -> Result<(StatusCode, Vec<u8>), String> {
    let mut pause = PAUSE;
    let mut attempt = 1;
    loop {
        let answer = once().and_then(|mut answer| {
            let body = answer.body_mut().read_to_vec()?;
            Ok((answer.status(), body))
        });
        let reason = match answer {
            Ok((status, body)) => {
                let may_pass = status.is_server_error() || matches!(status.as_u16(), 408 | 429);
                if !may_pass {
                    return Ok((status, body));
                }
                said(status, &body)
            }
            Err(error) => error.to_string(),
        };
        if attempt == TRIES {
            return Err(reason);
        }
        thread::sleep(pause);
        pause *= 2;
        attempt += 1;
    }
}

/// Does something for each address, many at a time; the first fault ends it.
pub(super) fn each(
    urls: &[&Url],
    around: &dyn Surroundings,
    work: &(dyn Fn(&str) -> Result<(), DiskError> + Sync),
) -> Result<(), DiskError> {
    let next = AtomicUsize::new(0);
    let failed: Mutex<Option<DiskError>> = Mutex::new(None);
    let lock = || failed.lock().unwrap_or_else(PoisonError::into_inner);
    thread::scope(|scope| {
        for _ in 0..AT_A_TIME.min(urls.len()) {
            scope.spawn(|| {
                while let Some(url) = urls.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if lock().is_some() {
                        return;
                    }
                    match work(url) {
                        Ok(()) => around.advance(),
                        Err(error) => drop(lock().get_or_insert(error)),
                    }
                }
            });
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}
