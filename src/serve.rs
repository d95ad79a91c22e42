//! The preview: turns for as long as files change, and pages for whoever asks.
//!
//! A turn is the compile of a build, with the readings of the turn before at hand. Pages are rendered when a browser
//! asks for them, and nothing is written to disk. Does not print: what there is to say goes to whoever started it.

mod answers;
mod asks;
mod connections;
mod editor;
mod edits;
mod events;
mod guard;
mod item;
mod made;
mod near;
mod problems;
mod turn;
mod turns;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

use crate::diagnostic::Diagnostic;
use crate::disk::DiskError;
use crate::disk::read::{Files, Setup};
use crate::disk::watch::{Stop, Watch, Watching};
use crate::model::archive::Edition;
use crate::resolve::Options;
use crate::world::World;
pub use connections::Limits;
pub use editor::Editor;
use edits::Edits;
use problems::Problems;
use turn::Turn;
use turns::Turns;

/// The addresses that are the preview's own; no site has a name that begins with a full stop.
const RESERVED: &str = "/.variorum/";

/// How many pages are rendered and files read at once, at most.
const RENDERING: usize = 16;

/// How many ports after the usual one are tried.
const PORTS: u16 = 100;

/// What is to be previewed, and where.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Where the archive is.
    pub setup: Setup,
    /// Which edition of it.
    pub options: Options,
    /// On which interface to listen.
    pub interface: IpAddr,
    /// On which port.
    pub port: Port,
    /// How to learn of changes.
    pub watching: Watching,
    /// What opens a file at a line.
    pub editor: Option<Editor>,
    /// Whether its pages may change files.
    pub edit: bool,
    /// What clients may take.
    pub limits: Limits,
}

/// A port to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// This one, or the next one that is free.
    From(u16),
    /// This one.
    Only(u16),
}

/// What a preview has to say while it runs.
#[derive(Debug, Clone, Copy)]
pub enum Said<'a> {
    /// A turn is over, and its pages can be seen.
    Turn(&'a Told<'a>),
    /// A page could not be rendered.
    Page(&'a Diagnostic, &'a World),
    /// The machine did not do something; what was there before is still shown.
    Failed(&'a DiskError),
    /// Changes are learnt of in another way than was meant.
    Watching(&'a str),
}

/// What is told of a turn.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The paths of the files that were changed; empty for the first turn.
    pub changed: &'a [&'a str],
    /// From the moment that the change was noticed.
    pub took: Duration,
    /// The inputs as they are now.
    pub world: &'a World,
    /// How many articles there are.
    pub articles: usize,
    /// Every fault.
    pub faults: &'a [Diagnostic],
    /// Those that were not there in the turn before.
    pub new: &'a [Diagnostic],
}

/// Takes what a preview has to say; from any thread.
pub type Say = dyn Fn(Said) + Send + Sync;

/// What everything that answers shares.
struct Preview {
    root: PathBuf,
    /// Tells one run from another, so that a page of an earlier one is recognised.
    run: String,
    interface: IpAddr,
    /// Whether others see it who are to see the public edition only.
    is_shared: bool,
    limits: Limits,
    editor: Option<Editor>,
    /// Nothing where pages may change no files.
    edits: Option<Edits>,
    state: watch::Sender<State>,
    say: Box<Say>,
}

/// What is shown at present.
#[derive(Clone, Default)]
struct State {
    turn: Option<Arc<Turn>>,
    problems: Arc<Problems>,
    /// Whether files have changed since, so that pages are waited for.
    is_pending: bool,
}

/// A preview that runs; it ends when this is dropped.
pub struct Running {
    address: SocketAddr,
    stop: Stop,
    turns: Option<JoinHandle<()>>,
    /// Ends its tasks when it is dropped.
    _runtime: Runtime,
}

/// Starts a preview. Faults of the content do not keep it from starting.
pub fn start(terms: Terms, say: Box<Say>) -> Result<Running, DiskError> {
    let (listener, address) = listen(terms.interface, terms.port)?;
    let mut watch = Watch::new(&terms.setup.root, terms.watching);
    // What is saved while the files are read is told of afterwards.
    let files = Files::read(&terms.setup, |files| watch.cover(files))?;
    let stop = watch.stop();
    let preview = Arc::new(Preview {
        root: terms.setup.root.clone(),
        run: run_name(address),
        interface: terms.interface,
        is_shared: !terms.interface.is_loopback() && terms.options.edition == Edition::Public,
        limits: terms.limits,
        editor: terms.editor,
        edits: terms.edit.then(Edits::new),
        state: watch::Sender::new(State { is_pending: true, ..State::default() }),
        say,
    });
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(RENDERING)
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| refused(address, &error))?;
    let router = answers::router(Arc::clone(&preview));
    let served = runtime.block_on(async { tokio::net::TcpListener::from_std(listener) });
    let served = served.map_err(|error| refused(address, &error))?;
    runtime.spawn(connections::serve(served, router, terms.limits));
    let base = format!("http://{address}/");
    let turns = Turns::new(files, terms.options, base);
    let turns = std::thread::spawn(move || turns.run(&mut watch, &preview));
    Ok(Running { address, stop, turns: Some(turns), _runtime: runtime })
}

impl Running {
    /// The address of the site.
    pub fn url(&self) -> String {
        let host = match self.address.ip() {
            ip if ip.is_unspecified() => "127.0.0.1".to_owned(),
            IpAddr::V6(ip) => format!("[{ip}]"),
            IpAddr::V4(ip) => ip.to_string(),
        };
        format!("http://{host}:{}/", self.address.port())
    }

    /// The port at which it is.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Waits until it is ended from outside.
    pub fn wait(mut self) {
        if let Some(turns) = self.turns.take() {
            // A thread that panicked has said so.
            let _ = turns.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.stop();
        if let Some(turns) = self.turns.take() {
            let _ = turns.join();
        }
    }
}

/// Something that differs between two runs, and needs no clock and no chance: the process and the port.
fn run_name(address: SocketAddr) -> String {
    format!("{:x}-{:x}", std::process::id(), address.port())
}

fn listen(interface: IpAddr, port: Port) -> Result<(TcpListener, SocketAddr), DiskError> {
    let (first, last) = match port {
        Port::From(first) => (first, first.saturating_add(PORTS)),
        Port::Only(port) => (port, port),
    };
    let mut port = first;
    let listener = loop {
        match TcpListener::bind((interface, port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && port < last => port += 1,
            bound => break bound,
        }
    };
    let ready = listener.and_then(|listener| {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    });
    ready.map_err(|error| refused((interface, port).into(), &error))
}

fn refused(address: SocketAddr, error: &io::Error) -> DiskError {
    let path = PathBuf::from(address.to_string());
    let mut refused = DiskError::new("listen on", &path, error);
    refused.help = match error.kind() {
        io::ErrorKind::AddrInUse => Some("name another port with `--port`, or none".to_owned()),
        io::ErrorKind::AddrNotAvailable => {
            Some("name an address of this machine with `--interface`".to_owned())
        }
        io::ErrorKind::PermissionDenied => Some("name a port above 1023 with `--port`".to_owned()),
        _ => None,
    };
    refused
}
