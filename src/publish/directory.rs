//! A folder of this machine: the new state is made beside it, and both change places at once.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Built, Changes, Host};
use crate::disk::{DiskError, write};
use crate::model::manifest::{self, MANIFEST, Manifest};

/// A folder that is switched.
pub(super) struct Directory {
    path: PathBuf,
    /// Where the next state is made.
    next: PathBuf,
    /// Held while this publication is the only one; nothing before there is a folder for it.
    lock: Option<File>,
}

impl Directory {
    pub(super) fn new(path: &Path, root: &Path) -> Result<Self, DiskError> {
        let help = "publish to a folder that holds nothing but the site";
        let refuse = |reason| Err(DiskError::because("publish to", path, reason, help));
        if path.components().any(|part| part.as_os_str() == "~") {
            let help = "write the whole path: `~` is a word of the shell";
            return Err(DiskError::because("publish to", path, "no folder is called `~`", help));
        }
        // The folder itself may be a link to where it is.
        let path = match path.canonicalize() {
            Ok(real) => real,
            Err(_) => std::path::absolute(path).map_err(|e| DiskError::new("find", path, &e))?,
        };
        let root = root.canonicalize().map_err(|e| DiskError::new("find", root, &e))?;
        if path.exists() && !path.is_dir() {
            return refuse("it is a file");
        }
        if root.starts_with(&path) || write::is_among_inputs(&path, &root) {
            return refuse("the archive's own files are there");
        }
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return refuse("it is the root of the disk");
        };
        let next = parent.join(format!(".{}.next", name.to_string_lossy()));
        let mut directory = Self { path: path.clone(), next, lock: None };
        if parent.is_dir() {
            directory.lock()?;
        }
        Ok(directory)
    }

    /// Sees to it that this publication is the only one.
    fn lock(&mut self) -> Result<(), DiskError> {
        let path = self.next.with_extension("lock");
        let file = File::create(&path).map_err(|e| DiskError::new("write", &path, &e))?;
        if file.try_lock().is_err() {
            let help = "wait until it has ended";
            let reason = "another publication is under way";
            return Err(DiskError::because("publish to", &self.path, reason, help));
        }
        self.lock = Some(file);
        Ok(())
    }

    /// Takes over what is as it should be: a second name for a file where the disk has such, else a copy.
    fn keep(&self, url: &Path) -> io::Result<()> {
        let (from, to) = (self.path.join(url), self.next.join(url));
        fs::create_dir_all(to.parent().unwrap_or(&self.next))?;
        if fs::symlink_metadata(&from)?.is_symlink() {
            return link(&fs::read_link(&from)?, &to);
        }
        fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))
    }

    /// Takes over what others put there.
    fn keep_others(&self, before: &Manifest, site: &Built) -> Result<(), DiskError> {
        for entry in WalkDir::new(&self.path).min_depth(1) {
            let entry = entry.map_err(|e| DiskError::new("read", &self.path, &e.into()))?;
            let Ok(below) = entry.path().strip_prefix(&self.path) else { continue };
            let url = below.to_string_lossy().replace('\\', "/");
            let is_ours =
                url == MANIFEST || before.contains_key(&url) || site.manifest.contains_key(&url);
            if !entry.file_type().is_dir() && !is_ours {
                self.keep(below).map_err(|e| DiskError::new("keep", entry.path(), &e))?;
            }
        }
        Ok(())
    }

    fn switch(&self) -> io::Result<()> {
        if !self.path.exists() {
            return fs::rename(&self.next, &self.path);
        }
        fs::set_permissions(&self.next, fs::metadata(&self.path)?.permissions())?;
        if exchange(&self.next, &self.path).is_err() {
            // A disk that cannot exchange two names leaves a moment in which there is none.
            let old = self.next.with_extension("old");
            fs::remove_dir_all(&old).ok();
            fs::rename(&self.path, &old)?;
            if let Err(error) = fs::rename(&self.next, &self.path) {
                fs::rename(&old, &self.path)?;
                return Err(error);
            }
            return fs::remove_dir_all(&old);
        }
        fs::remove_dir_all(&self.next)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        if self.lock.is_some() {
            fs::remove_file(self.next.with_extension("lock")).ok();
        }
    }
}

impl Host for Directory {
    fn before(&mut self, _: &Built) -> Result<Manifest, DiskError> {
        let path = self.path.join(MANIFEST);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let mut held = manifest::read(&text);
                held.retain(|url, hash| match fs::read(self.path.join(url)) {
                    // Somebody may have changed it since.
                    Ok(bytes) => {
                        *hash = manifest::hash(&bytes);
                        true
                    }
                    Err(_) => false,
                });
                Ok(held)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::new()),
            Err(error) => Err(DiskError::new("read", &path, &error)),
        }
    }

    fn admits(&self, changes: &Changes) -> Result<(), DiskError> {
        let Some(stranger) = changes.new.iter().find(|url| self.path.join(url).exists()) else {
            return Ok(());
        };
        let path = self.path.join(stranger);
        let help = "move it away, or publish to another folder";
        Err(DiskError::because("overwrite", &path, "it is not Variorum's", help))
    }

    fn bring(
        &mut self,
        site: &Built,
        before: &Manifest,
        changes: &Changes,
    ) -> Result<(), DiskError> {
        if changes.is_empty() && self.path.is_dir() {
            return Ok(());
        }
        if self.lock.is_none() {
            let parent = self.next.parent().unwrap_or(&self.next);
            fs::create_dir_all(parent).map_err(|e| DiskError::new("make", parent, &e))?;
            self.lock()?;
        }
        if self.next.exists() {
            fs::remove_dir_all(&self.next).map_err(|e| DiskError::new("remove", &self.next, &e))?;
        }
        fs::create_dir_all(&self.next).map_err(|e| unwritable(&self.next, &e))?;
        let made = self.make(site, before).and_then(|()| {
            self.switch().map_err(|e| {
                let mut fault = DiskError::new("switch", &self.path, &e);
                fault.help = Some(
                    "a folder that is mounted itself cannot be switched: publish to one in it"
                        .into(),
                );
                fault
            })
        });
        if made.is_err() {
            // What was there is as it was; the half that was made would only take room.
            fs::remove_dir_all(&self.next).ok();
        }
        made
    }
}

impl Directory {
    /// Makes the next state beside the one that is seen.
    fn make(&self, site: &Built, before: &Manifest) -> Result<(), DiskError> {
        for (url, hash) in &site.manifest {
            if before.get(url) == Some(hash) && self.keep(Path::new(url)).is_ok() {
                continue;
            }
            self.write(url, &site.read(url)?)?;
        }
        if self.path.is_dir() {
            self.keep_others(before, site)?;
        }
        self.write(MANIFEST, &site.read(MANIFEST)?)
    }

    fn write(&self, url: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let path = self.next.join(url);
        let folder = path.parent().unwrap_or(&self.next);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, bytes))
            .map_err(|e| unwritable(&self.path.join(url), &e))
    }
}

fn unwritable(path: &Path, error: &io::Error) -> DiskError {
    let mut fault = DiskError::new("write", path, error);
    let help = "see that the disk has room and that the folder may be written to; what readers see is as it was";
    fault.help = Some(help.into());
    fault
}

#[cfg(unix)]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(unix))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
fn link(target: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

#[cfg(not(unix))]
fn link(target: &Path, at: &Path) -> io::Result<()> {
    fs::copy(target, at).map(drop)
}
