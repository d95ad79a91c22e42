//! Bringing outputs to a folder: what changed is staged beside it and committed at the end.
//!
//! A commit writes a journal and then renames. A process that is killed leaves every file whole, old or new, and the
//! next delivery to the same folder finishes what the journal says. Files that Variorum did not write are never
//! removed or overwritten unless the delivery is forced.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest as _, Sha256};

use super::DiskError;
use crate::model::manifest::{self, Digest, MANIFEST, Manifest};
use crate::model::site::{Output, Url};
use crate::world::Asset;

/// What a commit is about to do: lines `put path` and `drop path`.
const JOURNAL: &str = "journal";

/// Where to, and how.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The output folder.
    pub output: &'a Path,
    /// The folder of the archive; the inputs in it are out of bounds.
    pub root: &'a Path,
    /// Overwrite and remove what others wrote.
    pub force: bool,
}

/// One delivery of a site to a folder.
#[derive(Debug)]
pub struct Delivery {
    output: PathBuf,
    staging: PathBuf,
    force: bool,
    before: Manifest,
    state: Mutex<State>,
    /// Folders above the output that were made for it, from the top.
    made: Vec<PathBuf>,
    _lock: File,
}

impl Drop for Delivery {
    /// Leaves nothing behind of a delivery that came to nothing.
    fn drop(&mut self) {
        let is_empty = fs::read_dir(&self.staging).is_ok_and(|files| files.count() <= 1);
        if is_empty && fs::remove_file(self.staging.join("lock")).is_ok() {
            fs::remove_dir(&self.staging).ok();
        }
        for folder in self.made.iter().rev() {
            fs::remove_dir(folder).ok();
        }
    }
}

#[derive(Debug, Default)]
struct State {
    /// What the output will hold: the hash of each file, and whether it is staged.
    after: BTreeMap<Url, (Digest, bool)>,
    strangers: BTreeSet<String>,
    /// Folders of the staging folder that have been made: asking the system for each file costs more than the file.
    folders: BTreeSet<PathBuf>,
}

/// What a delivery did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were there already, and were not touched.
    pub unchanged: usize,
    /// Files of an earlier delivery that are gone.
    pub removed: usize,
}

impl Delivery {
    /// Begins a delivery, and finishes one that was killed.
    pub fn begin(terms: Terms<'_>) -> Result<Self, DiskError> {
        let output = absolute(terms.output)?;
        refuse_inputs(&output, &absolute(terms.root)?)?;
        let parent = output.parent().unwrap_or(&output);
        let made = parent.ancestors().take_while(|above| !above.exists()).map(Path::to_owned);
        let mut made: Vec<PathBuf> = made.collect();
        made.reverse();
        fs::create_dir_all(parent).map_err(|e| unwritable(&output, &e))?;
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        let staging = parent.join(format!(".{name}.staging"));
        fs::create_dir_all(&staging).map_err(|e| unwritable(&output, &e))?;
        let lock = lock(&staging)?;
        finish(&staging, &output)?;
        let before = read_record(&output)?;
        let state = Mutex::default();
        Ok(Self { output, staging, force: terms.force, before, state, made, _lock: lock })
    }

    /// Takes a finished file; from any thread.
    pub fn accept(&self, output: &Output) -> Result<(), DiskError> {
        let digest = manifest::digest(&output.bytes);
        let target = self.target(&output.url)?;
        let about = fs::symlink_metadata(&target).ok();
        let same = about
            .as_ref()
            .is_some_and(|about| about.is_file() && about.len() == output.bytes.len() as u64);
        let there = same && fs::read(&target).is_ok_and(|bytes| bytes == output.bytes);
        let written = !there && self.may_write(&output.url, about.as_ref());
        if written {
            let staged = self.stage(&output.url)?;
            fs::write(&staged, &output.bytes).map_err(|e| unwritable(&staged, &e))?;
        }
        self.note(&output.url, digest, written);
        Ok(())
    }

    /// Takes a file that is copied as it is; from any thread.
    pub fn copy(&self, url: &str, from: &Path, asset: &Asset) -> Result<(), DiskError> {
        if let Some(bytes) = &asset.bytes {
            return self.accept(&Output { url: url.to_owned(), bytes: bytes.to_vec() });
        }
        let digest = digest_file(from).map_err(|e| DiskError::new("read", from, &e))?;
        let target = self.target(url)?;
        let about = fs::symlink_metadata(&target).ok();
        let same = about.as_ref().is_some_and(|a| a.is_file() && a.len() == asset.len);
        let there = same && digest_file(&target).is_ok_and(|old| old == digest);
        let written = !there && self.may_write(url, about.as_ref());
        if written {
            let staged = self.stage(url)?;
            fs::copy(from, &staged).map_err(|e| unwritable(&staged, &e))?;
        }
        self.note(url, digest, written);
        Ok(())
    }

    /// Puts everything in place and removes what an earlier delivery wrote and this one did not.
    pub fn commit(mut self) -> Result<Delivered, DiskError> {
        let state = std::mem::take(self.state.get_mut().unwrap_or_else(PoisonError::into_inner));
        if let Some(stranger) = state.strangers.first() {
            let path = self.output.join(stranger);
            let reason = match state.strangers.len() {
                1 => "it is not Variorum's, and a page wants its place".to_owned(),
                n => {
                    format!("it and {} more are not Variorum's, and pages want their places", n - 1)
                }
            };
            let help = "move it away, choose another folder with `--output-dir`, or use `--force`";
            fs::remove_dir_all(&self.staging).ok();
            return Err(DiskError::because("overwrite", &path, reason, help));
        }
        let gone: Vec<&String> = self
            .before
            .iter()
            .filter(|(path, hash)| !state.after.contains_key(*path) && self.is_ours(path, hash))
            .map(|(path, _)| path)
            .collect();
        let staged = || state.after.iter().filter(|(_, (_, staged))| *staged).map(|(path, _)| path);
        let written = staged().count();
        let delivered =
            Delivered { written, unchanged: state.after.len() - written, removed: gone.len() };
        let hashes = || state.after.iter().map(|(path, (digest, _))| (path, manifest::hex(digest)));
        let before = || self.before.iter().map(|(path, hash)| (path, hash.clone()));
        if written > 0 || !gone.is_empty() || !before().eq(hashes()) {
            let mut journal = String::new();
            gone.iter().for_each(|path| journal.extend(["drop ", path, "\n"]));
            staged().for_each(|path| journal.extend(["put ", path, "\n"]));
            hashes().for_each(|(path, hash)| journal.extend(["have ", &hash, "  ", path, "\n"]));
            let part = self.staging.join("journal.part");
            write_whole(&self.staging.join(JOURNAL), &part, &journal)?;
            finish(&self.staging, &self.output)?;
        }
        fs::remove_dir_all(&self.staging)
            .map_err(|e| DiskError::new("remove", &self.staging, &e))?;
        Ok(delivered)
    }

    /// Leaves the output as it was.
    pub fn abandon(self) -> Result<(), DiskError> {
        fs::remove_dir_all(&self.staging).map_err(|e| DiskError::new("remove", &self.staging, &e))
    }

    /// The file for an address, which must not lead out of the output folder.
    fn target(&self, url: &str) -> Result<PathBuf, DiskError> {
        let path = Path::new(url);
        let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
        if plain && !url.is_empty() && url != MANIFEST {
            return Ok(self.output.join(path));
        }
        let help = "this address leads out of the output folder; give the page another `slug`";
        Err(DiskError::because("write", path, "it is not below the output folder", help))
    }

    fn stage(&self, url: &str) -> Result<PathBuf, DiskError> {
        let staged = self.staging.join("files").join(url);
        let folder = staged.parent().unwrap_or(&staged);
        if !self.state().folders.contains(folder) {
            fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
            self.state().folders.insert(folder.to_owned());
        }
        Ok(staged)
    }

    /// Whether the place of an address is free or ours; a place of others is remembered. `about`: what is there.
    fn may_write(&self, url: &str, about: Option<&Metadata>) -> bool {
        let stranger = !self.force
            && !self.before.contains_key(url)
            && about.is_some_and(|about| !about.is_dir() || !self.holds_ours(url));
        if stranger {
            self.state().strangers.insert(url.to_owned());
        }
        !stranger
    }

    fn holds_ours(&self, folder: &str) -> bool {
        self.before.keys().any(|path| path.strip_prefix(folder).is_some_and(|p| p.starts_with('/')))
    }

    /// A file that somebody has changed since is theirs.
    fn is_ours(&self, path: &str, hash: &str) -> bool {
        self.force
            || digest_file(&self.output.join(path)).is_ok_and(|now| manifest::hex(&now) == hash)
    }

    fn note(&self, url: &str, digest: Digest, staged: bool) {
        self.state().after.insert(url.to_owned(), (digest, staged));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does what the journal of a staging folder says; a staging folder without one is emptied.
fn finish(staging: &Path, output: &Path) -> Result<(), DiskError> {
    let files = staging.join("files");
    let path = staging.join(JOURNAL);
    let Ok(journal) = fs::read_to_string(&path) else {
        fs::remove_dir_all(&files).ok();
        return Ok(());
    };
    // A folder that is new is put in place as a whole: a rename for each file costs as much as writing it.
    if fs::symlink_metadata(output).is_ok() || fs::rename(&files, output).is_err() {
        replace(&files, output, &journal)?;
    }
    let lines = journal.lines().filter_map(|line| line.strip_prefix("have "));
    let record: String = lines.flat_map(|line| [line, "\n"]).collect();
    write_whole(&output.join(MANIFEST), &staging.join("record"), &record)?;
    fs::remove_file(&path).map_err(|e| DiskError::new("remove", &path, &e))?;
    fs::remove_dir_all(&files).ok();
    Ok(())
}

/// Removes and puts in place what the journal says, file by file.
fn replace(files: &Path, output: &Path, journal: &str) -> Result<(), DiskError> {
    fs::create_dir_all(output).map_err(|e| unwritable(output, &e))?;
    let lines = |verb: &'static str| journal.lines().filter_map(move |l| l.strip_prefix(verb));
    for gone in lines("drop ") {
        let gone = output.join(gone);
        match fs::remove_file(&gone) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(DiskError::new("remove", &gone, &error));
            }
            _ => remove_empty_folders(&gone, output),
        }
    }
    let mut made = PathBuf::new();
    for put in lines("put ") {
        let (from, to) = (files.join(put), output.join(put));
        let folder = to.parent().unwrap_or(output);
        // Puts are sorted, so those of one folder follow each other.
        if made != folder {
            fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
            folder.clone_into(&mut made);
        }
        match fs::rename(&from, &to) {
            // Put in place before the process was killed.
            Err(error) if error.kind() == io::ErrorKind::NotFound && !from.exists() => {}
            renamed => renamed.map_err(|e| unwritable(&to, &e))?,
        }
    }
    Ok(())
}

fn remove_empty_folders(file: &Path, output: &Path) {
    let mut folder = file.parent();
    while let Some(empty) = folder.filter(|f| *f != output && f.starts_with(output)) {
        if fs::remove_dir(empty).is_err() {
            return;
        }
        folder = empty.parent();
    }
}

/// Writes elsewhere and renames, so that a file is never half there; `part` is in the staging folder, so that nothing else is
/// ever among the files that readers see.
fn write_whole(path: &Path, part: &Path, text: &str) -> Result<(), DiskError> {
    fs::write(part, text).map_err(|e| unwritable(part, &e))?;
    fs::rename(part, path).map_err(|e| unwritable(path, &e))
}

fn read_record(output: &Path) -> Result<Manifest, DiskError> {
    let path = output.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(DiskError::new("read", &path, &error)),
    };
    Ok(manifest::read(&text))
}

fn digest_file(path: &Path) -> io::Result<Digest> {
    let mut hasher = Sha256::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finalize().into()),
            n => hasher.update(&buffer[..n]),
        }
    }
}

fn lock(staging: &Path) -> Result<File, DiskError> {
    let path = staging.join("lock");
    let file = File::create(&path).map_err(|e| unwritable(&path, &e))?;
    file.try_lock().map_err(|_| {
        let help = "wait until it has ended";
        DiskError::because("write", staging, "another build is writing to the same folder", help)
    })?;
    Ok(file)
}

/// An output folder must not hold inputs, nor lie among them.
fn refuse_inputs(output: &Path, root: &Path) -> Result<(), DiskError> {
    let help = "choose another folder with `--output-dir`, for instance `public`";
    let refuse = |reason: &str| Err(DiskError::because("write", output, reason, help));
    if output.is_file() {
        return refuse("it is a file");
    }
    if let Some(file) = output.ancestors().find(|above| above.is_file()) {
        return refuse(&format!("`{}` is a file", file.display()));
    }
    if root.starts_with(output) {
        return refuse("the archive itself is in it");
    }
    if is_among_inputs(output, root) {
        return refuse("the archive's own files are there");
    }
    Ok(())
}

/// Whether a folder is one of those of an archive, or below one.
pub(crate) fn is_among_inputs(folder: &Path, root: &Path) -> bool {
    const OWN: [&str; 8] =
        ["content", "templates", "themes", "static", "i18n", "originals", ".git", ".variorum"];
    OWN.iter().any(|own| {
        let own = root.join(own);
        // The folder of an archive may be a link to where its files are.
        let real = own.canonicalize().unwrap_or_else(|_| own.clone());
        folder.starts_with(own) || folder.starts_with(real)
    })
}

/// A path with all links of its existing part resolved, so that no link leads into the inputs unseen.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, DiskError> {
    let whole = std::path::absolute(path).map_err(|e| DiskError::new("find", path, &e))?;
    let mut plain = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            _ => plain.push(part),
        }
        if let Ok(real) = plain.canonicalize() {
            plain = real;
        }
    }
    Ok(plain)
}

fn unwritable(path: &Path, error: &io::Error) -> DiskError {
    let mut fault = DiskError::new("write", path, error);
    fault.help = Some("see that the disk has room and that the folder may be written to".into());
    fault
}
