//! Being told what changes: events of the file system as paths below the root of an archive.
//!
//! Reads nothing. Watches the folders that inputs are in and those above them, so that folders made later are seen, and
//! never a folder that Variorum writes to.

mod poll;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::is_at_or_below;
use super::read::{Files, is_hidden_name};

/// An editor that saves needs a few milliseconds from its first to its last change.
const QUIET: Duration = Duration::from_millis(8);
/// After so many changed files it is a program that changes them, and more will follow.
const MANY: usize = 8;
/// How long a program may pause between two files.
const LONG_QUIET: Duration = Duration::from_millis(120);
/// Somebody who never stops writing is not waited for.
const LONGEST: Duration = Duration::from_secs(5);

/// How to learn of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Watching {
    /// The system tells; where it does not, files are looked at.
    #[default]
    Told,
    /// Files are looked at once a second.
    Polling,
    /// Not at all.
    Off,
}

/// The watched folders of an archive.
pub struct Watch {
    root: PathBuf,
    /// The paths below the root that matter: folders, and last the file with the settings.
    inputs: Arc<Mutex<Vec<String>>>,
    watcher: Option<RecommendedWatcher>,
    /// What is watched, by its path below the root: where it really is, and whether with all below it.
    places: BTreeMap<String, (PathBuf, RecursiveMode)>,
    sender: Sender<Told>,
    told: Receiver<Told>,
    pending: BTreeSet<String>,
    /// Files that somebody is writing, where the system tells when that ends.
    written: BTreeSet<String>,
    complaint: Option<String>,
    polls: bool,
}

/// Ends the waiting of a [`Watch`].
#[derive(Debug, Clone)]
pub struct Stop(Sender<Told>);

#[derive(Debug)]
enum Told {
    Event(notify::Result<Event>),
    Seen(Vec<String>),
    Stop,
}

impl Stop {
    /// Ends it.
    pub fn stop(&self) {
        // Nobody waits any more when this fails.
        let _ = self.0.send(Told::Stop);
    }
}

impl Watch {
    /// Begins to watch the archive at `root`; [`Watch::cover`] says what of it.
    pub fn new(root: &Path, watching: Watching) -> Self {
        let (sender, told) = channel();
        let mut watch = Self {
            root: root.to_owned(),
            inputs: Arc::default(),
            watcher: None,
            places: BTreeMap::new(),
            sender,
            told,
            pending: BTreeSet::new(),
            written: BTreeSet::new(),
            complaint: None,
            polls: false,
        };
        match watching {
            Watching::Told => watch.be_told(),
            Watching::Polling => watch.poll(),
            Watching::Off => {}
        }
        watch
    }

    /// What ends the waiting.
    pub fn stop(&self) -> Stop {
        Stop(self.sender.clone())
    }

    /// Watches what these files are read of, wherever it is by now.
    pub fn cover(&mut self, files: &Files) {
        let mut inputs = files.folders();
        inputs.push(files.config_path());
        *self.inputs.lock().unwrap_or_else(PoisonError::into_inner) = inputs;
        self.watch_places();
    }

    /// Waits for changes and returns their paths when they have come to an end; nothing when it was stopped.
    ///
    /// `noticed` is called as soon as there is one.
    pub fn wait(&mut self, noticed: impl FnOnce()) -> Option<BTreeSet<String>> {
        while self.pending.is_empty() {
            let told = self.told.recv().ok()?;
            self.take(told)?;
        }
        noticed();
        let first = Instant::now();
        let mut last = first;
        loop {
            let is_over = self.pending.len() <= MANY && self.written.is_empty();
            let quiet = if is_over { QUIET } else { LONG_QUIET };
            let left =
                (last + quiet).min(first + LONGEST).saturating_duration_since(Instant::now());
            match self.told.recv_timeout(left) {
                Ok(told) => {
                    if self.take(told)? {
                        last = Instant::now();
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.written.clear();
                    return Some(std::mem::take(&mut self.pending));
                }
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// Whether something has changed since [`Watch::wait`] returned.
    pub fn is_overtaken(&mut self) -> bool {
        while let Ok(told) = self.told.try_recv() {
            if self.take(told).is_none() {
                // Whoever waits next is to learn of it.
                self.stop().stop();
                return true;
            }
        }
        !self.pending.is_empty()
    }

    /// What there is to say about how changes are learnt of; once.
    pub fn complaint(&mut self) -> Option<String> {
        self.complaint.take()
    }

    /// Notes what was told; whether it matters, or nothing at the end.
    fn take(&mut self, told: Told) -> Option<bool> {
        let before = self.pending.len();
        match told {
            Told::Stop => return None,
            Told::Seen(paths) => self.pending.extend(paths),
            Told::Event(Ok(event)) if event.need_rescan() => {
                self.pending.insert(String::new());
            }
            Told::Event(Ok(event)) if is_change(event.kind) => {
                let names = event.paths.iter().filter_map(|path| self.name(path));
                let names: Vec<String> = names.collect();
                let matters = !names.is_empty();
                for name in names {
                    self.note(name, event.kind);
                }
                return Some(matters);
            }
            Told::Event(Err(error)) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                self.fall_back(&error);
            }
            // A file that went while it was looked at is told of by another event.
            Told::Event(_) => {}
        }
        Some(self.pending.len() > before)
    }

    fn note(&mut self, name: String, kind: EventKind) {
        let above = |place: &String| is_at_or_below(place, &name);
        let gone: Vec<String> = self.places.keys().filter(|place| above(place)).cloned().collect();
        if !gone.is_empty() || self.inputs().iter().any(above) {
            // A folder that was made, moved or removed: what is there now is another one.
            gone.iter().for_each(|place| self.unwatch(place));
            self.watch_places();
        }
        if is_begun(kind) {
            self.written.insert(name.clone());
        } else {
            self.written.remove(&name);
        }
        self.pending.insert(name);
    }

    /// The path below the root, if it is that of an input or of a folder above one.
    fn name(&self, path: &Path) -> Option<String> {
        let places = self.places.iter().filter(|(_, (real, _))| path.starts_with(real));
        let (place, (real, _)) = places.max_by_key(|(_, (real, _))| real.components().count())?;
        let below = path.strip_prefix(real).ok()?;
        let mut name = place.clone();
        for part in below.components() {
            if !name.is_empty() {
                name.push('/');
            }
            name.push_str(&part.as_os_str().to_string_lossy());
        }
        let is_shown = |below: &str| !below.split('/').any(is_hidden_name);
        let matters = |input: &String| {
            let below = name.strip_prefix(input.as_str());
            let below = below.and_then(|below| below.strip_prefix('/'));
            is_at_or_below(input, &name) || below.is_some_and(is_shown)
        };
        (!name.is_empty() && self.inputs().iter().any(matters)).then_some(name)
    }

    fn inputs(&self) -> Vec<String> {
        self.inputs.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Watches every input that is there, and the folders above all of them.
    fn watch_places(&mut self) {
        let mut wanted: BTreeMap<String, RecursiveMode> = BTreeMap::new();
        let inputs = self.inputs();
        for input in &inputs {
            for (at, _) in input.match_indices('/').filter(|(at, _)| *at > 0) {
                wanted.entry(input[..at].to_owned()).or_insert(RecursiveMode::NonRecursive);
            }
            if Some(input) != inputs.last() {
                wanted.insert(input.clone(), RecursiveMode::Recursive);
            }
        }
        wanted.entry(String::new()).or_insert(RecursiveMode::NonRecursive);
        let not_wanted = |(place, (_, mode)): (&String, &(PathBuf, RecursiveMode))| {
            (wanted.get(place) != Some(mode)).then(|| place.clone())
        };
        let gone: Vec<String> = self.places.iter().filter_map(not_wanted).collect();
        for place in gone {
            self.unwatch(&place);
        }
        for (place, mode) in wanted {
            if self.places.contains_key(&place) {
                continue;
            }
            let Ok(real) = self.root.join(&place).canonicalize() else { continue };
            let Some(watcher) = &mut self.watcher else { return };
            match watcher.watch(&real, mode) {
                Ok(()) => _ = self.places.insert(place, (real, mode)),
                // It went again.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                Err(error) => return self.fall_back(&error),
            }
        }
    }

    fn unwatch(&mut self, place: &str) {
        if let (Some((real, _)), Some(watcher)) = (self.places.remove(place), &mut self.watcher) {
            // What is gone is not watched any more.
            let _ = watcher.unwatch(&real);
        }
    }

    fn be_told(&mut self) {
        let sender = self.sender.clone();
        let config = Config::default().with_follow_symlinks(false);
        let tell = move |event| _ = sender.send(Told::Event(event));
        match RecommendedWatcher::new(tell, config) {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => self.fall_back(&error),
        }
    }

    /// Looks at the files once a second for as long as somebody waits.
    fn poll(&mut self) {
        self.polls = true;
        self.watcher = None;
        self.places.clear();
        let (sender, root) = (self.sender.clone(), self.root.clone());
        let wanted = Arc::downgrade(&self.inputs);
        let look = move || {
            let inputs = wanted.upgrade()?;
            let inputs = inputs.lock().unwrap_or_else(PoisonError::into_inner).clone();
            Some(poll::look(&root, &inputs))
        };
        std::thread::spawn(move || {
            let mut seen = look().unwrap_or_default();
            while let Some(now) = look() {
                let changed = poll::differences(&seen, &now);
                if !changed.is_empty() && sender.send(Told::Seen(changed)).is_err() {
                    return;
                }
                seen = now;
                std::thread::sleep(poll::EVERY);
            }
        });
    }

    /// Looks at the files, because the system does not tell of all of them.
    fn fall_back(&mut self, error: &notify::Error) {
        if self.polls {
            return;
        }
        let why = match error.kind {
            ErrorKind::MaxFilesWatch => {
                "the system watches no more folders (`fs.inotify.max_user_watches`)".to_owned()
            }
            _ => format!("the system does not tell of changes ({error})"),
        };
        self.complaint = Some(format!("{why}, so files are looked at once a second"));
        self.poll();
    }
}

/// Whether an event is the beginning of something whose end the system tells too.
fn is_begun(kind: EventKind) -> bool {
    let begins = matches!(
        kind,
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_))
    );
    begins && cfg!(target_os = "linux")
}

/// Whether an event can mean that a file has other content; reading it is not one.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use notify::{Error, ErrorKind};

    use super::{Watch, Watching};

    /// Where the system stops to tell, that is said once, and files are looked at from then on.
    #[test]
    fn falling_back_is_said() {
        let root = PathBuf::from("/nonexistent");
        let mut watch = Watch::new(&root, Watching::Told);
        assert_eq!((watch.complaint(), watch.polls), (None, false));
        for _ in 0..2 {
            watch.fall_back(&Error::new(ErrorKind::MaxFilesWatch));
        }
        let said = "the system watches no more folders (`fs.inotify.max_user_watches`), so files are looked at once a second";
        assert_eq!(watch.complaint().as_deref(), Some(said));
        assert_eq!((watch.complaint(), watch.polls), (None, true));
        let told = super::Told::Seen(vec!["content/a.md".to_owned()]);
        watch.sender.send(told).expect("somebody listens");
        assert_eq!(watch.wait(|| {}), Some(BTreeSet::from(["content/a.md".to_owned()])));
    }
}
