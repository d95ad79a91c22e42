//! A folder of another machine, through the system's `sftp` or `rsync`: keys, agents and known hosts are ssh's.
//!
//! Files arrive under another name and are renamed, so that none is ever half there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use super::program::{complaint, own_folder, run};
use super::{Built, Changes, Host, Surroundings, Under};
use crate::config::Ssh;
use crate::disk::DiskError;
use crate::model::manifest::{self, MANIFEST, Manifest};
use crate::model::site::Url;

/// How many files go at a time, with `sftp` and with `rsync`, which takes longer to begin; after each lot the manifest of
/// the place is brought up to date.
const LOTS: [usize; 2] = [250, 1000];

/// What ssh is asked for beside what its configuration says: to end when nobody answers, and to ask nobody.
const OPTIONS: [&str; 3] = ["BatchMode=yes", "ConnectTimeout=20", "ServerAliveInterval=15"];

/// A folder there.
pub(super) struct Remote<'a> {
    ssh: Ssh,
    config: Option<PathBuf>,
    own: TempDir,
    around: &'a dyn Surroundings,
}

impl<'a> Remote<'a> {
    pub(super) fn new(
        ssh: &Ssh,
        root: &Path,
        around: &'a dyn Surroundings,
    ) -> Result<Self, DiskError> {
        let own = own_folder()?;
        let config = ssh.config.as_ref().map(|config| root.join(config));
        Ok(Self { ssh: ssh.clone(), config, own, around })
    }

    /// What every ssh program is told.
    fn options(&self) -> Vec<String> {
        let mut options: Vec<String> =
            OPTIONS.iter().flat_map(|option| ["-o".to_owned(), (*option).to_owned()]).collect();
        if let Some(config) = &self.config {
            options.extend(["-F".to_owned(), config.display().to_string()]);
        }
        options
    }

    fn sftp(&self, batch: &str) -> Result<Output, DiskError> {
        let mut command = Command::new("sftp");
        command.args(self.options());
        if let Some(port) = self.ssh.port {
            command.arg("-P").arg(port.to_string());
        }
        run(command.args(["-b", "-", &self.ssh.host]), batch.as_bytes())
    }

    /// Runs `rsync` for some files of a folder, named one after the other with a zero byte after each.
    fn rsync(
        &self,
        more: &[&str],
        from: &str,
        to: &str,
        files: &[&str],
    ) -> Result<Output, DiskError> {
        let mut shell = String::from("ssh");
        for option in self.options() {
            shell.extend([" '", &option.replace('\'', "''"), "'"]);
        }
        if let Some(port) = self.ssh.port {
            shell.push_str(&format!(" -p {port}"));
        }
        let list: String = files.iter().flat_map(|file| [*file, "\0"]).collect();
        let mut command = Command::new("rsync");
        command.args(["--compress", "--ignore-times", "--timeout=60", "--protect-args"]);
        command.args(["--chmod=D755,F644", "--from0", "--files-from=-", "--rsh", &shell]);
        run(command.args(more).args([from, to]), list.as_bytes())
    }

    fn there(&self, url: &str) -> String {
        format!("{}/{url}", self.ssh.path)
    }

    fn address(&self) -> String {
        format!("{}:{}/", self.ssh.host, self.ssh.path)
    }

    fn fault(&self, output: &Output) -> DiskError {
        let reason = complaint(output);
        let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
        let help = if has(&["Permission denied (", "Too many authentication"]) {
            format!(
                "see that `ssh {}` logs in without a question: add your key to the agent",
                self.ssh.host
            )
        } else if has(&["Host key verification failed"]) {
            format!("run `ssh {}` once and look at the key of the host", self.ssh.host)
        } else if has(&["Permission denied", "No space left", "Failure", "quota"]) {
            "see that the folder may be written to and that the disk there has room, then publish again".to_owned()
        } else {
            super::again(&reason).to_owned()
        };
        DiskError::because("publish to", Path::new(&self.address()), reason, help)
    }

    /// The manifest that is there; nothing where none is.
    fn fetched(&self) -> Result<String, DiskError> {
        let at = self.own.path().join("there");
        fs::create_dir_all(&at).map_err(|e| DiskError::new("make", &at, &e))?;
        let copy = at.join(MANIFEST);
        fs::remove_file(&copy).ok();
        let output = if self.ssh.uses_rsync {
            self.rsync(&[], &self.address(), &at.display().to_string(), &[MANIFEST])?
        } else {
            // A dash lets a command fail: the first time there is nothing to get.
            let (from, to) = (self.there(MANIFEST), copy.display().to_string());
            self.sftp(&format!("-get {} {}\n", quoted(&from), quoted(&to)))?
        };
        // The first time there is no manifest, and perhaps no folder.
        let missing = String::from_utf8_lossy(&output.stderr).contains("No such file or directory");
        let nothing = self.ssh.uses_rsync && missing;
        if !output.status.success() && !nothing {
            return Err(self.fault(&output));
        }
        Ok(fs::read_to_string(copy).unwrap_or_default())
    }

    /// Brings files, and with them the manifest that says that they are there.
    fn put(
        &self,
        site: &Built,
        urls: &[&Url],
        made: &mut BTreeSet<String>,
        manifest: &str,
    ) -> Result<(), DiskError> {
        let now = self.own.path().join(MANIFEST);
        fs::write(&now, manifest).map_err(|e| DiskError::new("write", &now, &e))?;
        for url in urls {
            site.read(url)?;
        }
        let outputs = if self.ssh.uses_rsync {
            let files: Vec<&str> = urls.iter().map(|url| url.as_str()).collect();
            let own = format!("{}/", self.own.path().display());
            let site = format!("{}/", site.root.display());
            let first = (!files.is_empty())
                .then(|| self.rsync(&["--mkpath"], &site, &self.address(), &files))
                .transpose()?;
            let went = first.as_ref().is_none_or(|output| output.status.success());
            let last = went.then(|| self.rsync(&["--mkpath"], &own, &self.address(), &[MANIFEST]));
            first.into_iter().chain(last.transpose()?).collect()
        } else {
            let mut batch = String::new();
            for url in urls {
                self.folders(url, made, &mut batch);
                self.placed(&site.root.join(url), url, &mut batch);
            }
            self.folders(MANIFEST, made, &mut batch);
            self.placed(&now, MANIFEST, &mut batch);
            vec![self.sftp(&batch)?]
        };
        match outputs.iter().find(|output| !output.status.success()) {
            Some(failed) => Err(self.fault(failed)),
            None => Ok(()),
        }
    }

    /// The commands that make the folders above a file, each once.
    fn folders(&self, url: &str, made: &mut BTreeSet<String>, batch: &mut String) {
        let path = self.there(url);
        for (at, _) in path.match_indices('/').filter(|&(at, _)| at > 0) {
            if made.insert(path[..at].to_owned()) {
                batch.push_str(&format!("-mkdir {}\n", quoted(&path[..at])));
            }
        }
    }

    /// The commands that bring a file under another name and rename it.
    fn placed(&self, from: &Path, url: &str, batch: &mut String) {
        let to = self.there(url);
        let part = quoted(&format!("{to}.part"));
        let from = quoted(&from.display().to_string());
        batch.push_str(&format!("put {from} {part}\nrename {part} {}\n", quoted(&to)));
    }

    fn remove(&self, site: &Built, gone: &[Url]) -> Result<(), DiskError> {
        let output = if self.ssh.uses_rsync {
            let empty = self.own.path().join("empty");
            fs::create_dir_all(&empty).map_err(|e| DiskError::new("make", &empty, &e))?;
            let files: Vec<&str> = gone.iter().map(String::as_str).collect();
            let from = format!("{}/", empty.display());
            self.rsync(&["--delete-missing-args"], &from, &self.address(), &files)?
        } else {
            let mut batch = String::new();
            let mut folders = BTreeSet::new();
            for url in gone {
                batch.push_str(&format!("-rm {}\n", quoted(&self.there(url))));
                folders.extend(url.match_indices('/').map(|(at, _)| &url[..at]));
            }
            // Innermost first; one that is not empty stays.
            let is_needed = |folder: &str| {
                let inside = format!("{folder}/");
                let next = site.manifest.range(inside.clone()..).next();
                next.is_some_and(|(url, _)| url.starts_with(&inside))
            };
            for folder in folders.iter().rev().filter(|folder| !is_needed(folder)) {
                batch.push_str(&format!("-rmdir {}\n", quoted(&self.there(folder))));
            }
            self.sftp(&batch)?
        };
        if output.status.success() { Ok(()) } else { Err(self.fault(&output)) }
    }
}

/// A word of a batch of sftp.
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}

impl Host for Remote<'_> {
    fn before(&mut self, _: &Built) -> Result<Manifest, DiskError> {
        Ok(manifest::read(&self.fetched()?))
    }

    fn bring(
        &mut self,
        site: &Built,
        before: &Manifest,
        changes: &Changes,
    ) -> Result<(), DiskError> {
        let mut under = Under::way(site, before);
        let mut made = BTreeSet::new();
        for url in before.keys() {
            let path = self.there(url);
            made.extend(path.match_indices('/').map(|(at, _)| path[..at].to_owned()));
        }
        let lot = LOTS[usize::from(self.ssh.uses_rsync)];
        for lot in changes.brought().chunks(lot) {
            under.brought(lot);
            self.put(site, lot, &mut made, &under.manifest())?;
            lot.iter().for_each(|_| self.around.advance());
        }
        for lot in changes.gone.chunks(lot) {
            self.remove(site, lot)?;
            lot.iter().for_each(|_| self.around.advance());
        }
        if changes.is_empty() && !before.is_empty() {
            return Ok(());
        }
        self.put(site, &[], &mut made, &manifest::write(&site.manifest))
    }
}
