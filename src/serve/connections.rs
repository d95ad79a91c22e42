//! Connections, and how long each may take.
//!
//! Who is too slow to ask or to take an answer is cut off. When there are too many, the one that has asked for nothing
//! for longest gives its place up, so that nobody can lock a reader out. Knows nothing of what is answered.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tokio_io_timeout::TimeoutStream;

/// What clients may take of a preview.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long a request may be on its way, and how long nothing of an answer may be taken.
    pub patience: Duration,
    /// How many connections there are at most.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        // A browser has six connections; systems let a program have 256 files or more.
        Self { patience: Duration::from_secs(20), connections: 240 }
    }
}

/// How long to wait when the system gives no more connections.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers whoever connects, for as long as it is polled.
pub(super) async fn serve(listener: TcpListener, router: Router, limits: Limits) {
    let open = Arc::new(Open::default());
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                open.make_room(limits.connections);
                open.begin(stream, router.clone(), limits);
            }
            Err(error) if is_of_the_client(&error) => {}
            Err(_) => {
                // No descriptors are left; those of the connections are the preview's own to give back.
                open.make_room(0);
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Whether it is a connection that ended before it was one.
fn is_of_the_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// The connections that are open, by when they last asked for something.
#[derive(Default)]
struct Open {
    tasks: Mutex<BTreeMap<u64, AbortHandle>>,
    /// How often something was asked.
    asked: AtomicU64,
}

impl Open {
    fn tasks(&self) -> MutexGuard<'_, BTreeMap<u64, AbortHandle>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> u64 {
        self.asked.fetch_add(1, Ordering::Relaxed)
    }

    /// Ends the connections that have been quiet for longest, until there are fewer; at least one where `most` is 0.
    fn make_room(&self, most: usize) {
        let mut tasks = self.tasks();
        while most == 0 || tasks.len() >= most {
            let Some((_, quiet)) = tasks.pop_first() else { break };
            quiet.abort();
            if most == 0 {
                break;
            }
        }
    }

    fn begin(self: &Arc<Self>, stream: TcpStream, router: Router, limits: Limits) {
        // Held until the task is noted, so that none ends before.
        let mut tasks = self.tasks();
        let place = Place { open: Arc::clone(self), since: AtomicU64::new(self.now()) };
        let since = place.since.load(Ordering::Relaxed);
        let task = tokio::spawn(connection(stream, router, place, limits.patience));
        tasks.insert(since, task.abort_handle());
    }
}

/// The place of a connection among those that are open; it is given back when this is dropped.
struct Place {
    open: Arc<Open>,
    since: AtomicU64,
}

impl Place {
    /// Something is asked.
    fn renew(&self) {
        let mut tasks = self.open.tasks();
        let now = self.open.now();
        if let Some(task) = tasks.remove(&self.since.swap(now, Ordering::Relaxed)) {
            tasks.insert(now, task);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.open.tasks().remove(&self.since.load(Ordering::Relaxed));
    }
}

async fn connection(stream: TcpStream, router: Router, place: Place, patience: Duration) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience));
    let router = TowerToHyperService::new(router);
    let answer = service_fn(|request: Request<Incoming>| {
        place.renew();
        router.call(request)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    // A client that goes, or is too slow, is nothing to tell of.
    let _ = http.serve_connection(TokioIo::new(Box::pin(stream)), answer).await;
}
