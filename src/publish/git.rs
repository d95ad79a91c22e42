//! A branch of a repository, through the `git` command.
//!
//! Works in a repository of its own that is thrown away, so that the working tree, the index and the branches of the
//! archive are never touched. A push is all or nothing.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use super::program::{complaint, own_folder, run};
use super::{Built, Changes, Host};
use crate::config::Git;
use crate::disk::DiskError;
use crate::model::manifest::{self, MANIFEST, Manifest};

/// The file that says under which name a host shows the branch.
pub(super) const CNAME: &str = "CNAME";

/// The ref that the new state gets here.
const NEW: &str = "refs/heads/publish";

/// How the subject of what was published here begins.
const PUBLISH: &str = "Publish";

/// What follows the commit where the files were not as it has them.
const DIRTY: &str = "-dirty";

/// A branch.
pub(super) struct Branch {
    git: Git,
    remote: String,
    root: PathBuf,
    own: TempDir,
    /// The commit that the branch is at; nothing where there is no branch yet.
    at: Option<String>,
}

impl Branch {
    pub(super) fn new(git: &Git, root: &Path) -> Result<Self, DiskError> {
        let own = own_folder()?;
        let mut branch = Self {
            remote: git.remote.clone(),
            git: git.clone(),
            root: root.to_owned(),
            own,
            at: None,
        };
        branch.run(["init", "--quiet", "--bare", "."], b"")?;
        if root.join(&git.remote).exists() {
            branch.remote = root.join(&git.remote).display().to_string();
        } else if !git.remote.contains([':', '/']) {
            let asked = ["remote", "get-url", "--push", &git.remote];
            let Some(found) = branch.archive(&asked)? else {
                let reason = format!("there is no remote `{}`", git.remote);
                let help = "write its address: `remote: git@example.org:me/site.git`";
                return Err(DiskError::because("publish to", Path::new(&git.branch), reason, help));
            };
            branch.remote = found;
            // A path is one from the archive, and git is run elsewhere.
            if root.join(&branch.remote).exists() {
                branch.remote = root.join(&branch.remote).display().to_string();
            }
        }
        Ok(branch)
    }

    /// Runs git in the repository of its own; how it ended.
    fn output<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        input: &[u8],
    ) -> Result<Output, DiskError> {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.own.path());
        // What a hook of the archive's own repository says of it is not true here.
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"] {
            command.env_remove(name);
        }
        if !std::io::stdin().is_terminal() {
            command.env("GIT_TERMINAL_PROMPT", "0");
        }
        run(command.args(arguments), input)
    }

    /// Runs git and takes what it prints; that it fails is a fault of the remote.
    fn run<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        input: &[u8],
    ) -> Result<Vec<u8>, DiskError> {
        let output = self.output(arguments, input)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let reason = complaint(&output);
        let help = if reason.contains("rejected") || reason.contains("stale info") {
            "somebody published meanwhile: publish again"
        } else {
            "see that `git push` to this address works; the site is as it was"
        };
        Err(DiskError::because("publish to", Path::new(&self.git.branch), reason, help))
    }

    /// What git says of the archive's own repository; nothing where there is none, or nothing to say.
    fn archive(&self, arguments: &[&str]) -> Result<Option<String>, DiskError> {
        let mut command = Command::new("git");
        let output = run(command.arg("-C").arg(&self.root).args(arguments), b"")?;
        let said = || String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok(output.status.success().then(said))
    }

    /// Every file of the branch: what git says of it, and its path.
    fn files(&self) -> Result<BTreeMap<String, String>, DiskError> {
        let Some(at) = &self.at else { return Ok(BTreeMap::new()) };
        let listed = self.run(["ls-tree", "-r", "-z", at], b"")?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let entry = |line: &str| {
            let (about, path) = line.split_once('\t')?;
            let mut about = about.split(' ');
            let (mode, _, object) = (about.next()?, about.next()?, about.next()?);
            Some((path.to_owned(), format!("{mode} {object}")))
        };
        Ok(listed.split('\0').filter_map(entry).collect())
    }

    /// The words of `git fast-import` that make the new state out of the old one.
    fn stream(&self, site: &Built, changes: &Changes) -> Result<Vec<u8>, DiskError> {
        let mut stream =
            format!("commit {NEW}\ncommitter {} now\n", self.committer()?).into_bytes();
        let message = self.message(site)?;
        stream.extend(format!("data {}\n{message}\n", message.len()).bytes());
        match &self.at {
            Some(at) if self.git.keeps_history => stream.extend(format!("from {at}\n").bytes()),
            _ => {
                for (path, about) in self.files()? {
                    stream.extend(format!("M {about} {path}\n").bytes());
                }
            }
        }
        for url in &changes.gone {
            stream.extend(format!("D {url}\n").bytes());
        }
        let mut file = |path: &str, bytes: &[u8]| {
            stream.extend(format!("M 100644 inline {path}\ndata {}\n", bytes.len()).bytes());
            stream.extend(bytes);
            stream.push(b'\n');
        };
        for url in changes.brought() {
            file(url, &site.read(url)?);
        }
        file(MANIFEST, &site.read(MANIFEST)?);
        stream.extend(b"done\n");
        Ok(stream)
    }

    /// Who publishes: whoever commits to the archive.
    fn committer(&self) -> Result<String, DiskError> {
        let ident = self.archive(&["var", "GIT_COMMITTER_IDENT"])?.unwrap_or_default();
        let known = ident.rfind('>').map(|end| &ident[..=end]);
        Ok(known.unwrap_or("Variorum <variorum@localhost>").to_owned())
    }

    /// What the commit says: which state of the archive it shows, where that is known, and whether the files are not as they
    /// were committed.
    fn message(&self, site: &Built) -> Result<String, DiskError> {
        let Some(commit) = self.archive(&["rev-parse", "--short", "HEAD"])? else {
            return Ok(PUBLISH.to_owned());
        };
        // What was just built is no part of what it was built from, also where no `.gitignore` says so.
        let built = site.root.strip_prefix(&self.root).unwrap_or(&site.root).display();
        let but_built = format!(":(exclude,literal){built}");
        let asked =
            ["--no-optional-locks", "status", "--porcelain", "-unormal", "--", ".", &but_built];
        let differ = self.archive(&asked)?.is_some_and(|files| !files.is_empty());
        Ok(format!("{PUBLISH} {commit}{}", if differ { DIRTY } else { "" }))
    }

    /// The commit of the archive that the branch shows, by what [`Self::message`] said of it.
    fn shown(&self) -> Result<Option<String>, DiskError> {
        let Some(at) = &self.at else { return Ok(None) };
        let commit = self.run(["cat-file", "commit", at], b"")?;
        let commit = String::from_utf8_lossy(&commit);
        let subject = commit.split_once("\n\n").and_then(|(_, said)| said.lines().next());
        let shown = subject.and_then(|subject| subject.strip_prefix(PUBLISH)).map(str::trim);
        let shown = shown.map(|shown| shown.strip_suffix(DIRTY).unwrap_or(shown));
        // What others wrote there must be no option of git.
        let is_commit = |shown: &&str| {
            shown.len() >= 4 && shown.bytes().all(|letter| letter.is_ascii_hexdigit())
        };
        Ok(shown.filter(is_commit).map(str::to_owned))
    }
}

impl Host for Branch {
    fn before(&mut self, site: &Built) -> Result<Manifest, DiskError> {
        let branch = format!("refs/heads/{}", self.git.branch);
        let found = self.run(["ls-remote", &self.remote, &branch], b"")?;
        let found = String::from_utf8_lossy(&found).into_owned();
        self.at = found.split_whitespace().next().map(str::to_owned);
        let Some(at) = self.at.clone() else { return Ok(Manifest::new()) };
        self.run(["fetch", "--quiet", "--depth=1", "--no-tags", &self.remote, &branch], b"")?;
        let shown = self.output(["cat-file", "blob", &format!("{at}:{MANIFEST}")], b"")?;
        let files = self.files()?;
        if !shown.status.success() && files.contains_key("variorum.yaml") {
            let reason = "it holds the archive itself";
            let help = "publish to another branch: `branch: gh-pages`";
            return Err(DiskError::because(
                "publish to",
                Path::new(&self.git.branch),
                reason,
                help,
            ));
        }
        let mut held = manifest::read(&String::from_utf8_lossy(&shown.stdout));
        held.retain(|url, _| files.contains_key(url));
        // The domain is no file of the site, and the manifest there does not have it.
        if site.manifest.contains_key(CNAME) && files.contains_key(CNAME) {
            let bytes = self.run(["cat-file", "blob", &format!("{at}:{CNAME}")], b"")?;
            held.insert(CNAME.to_owned(), manifest::hash(&bytes));
        }
        Ok(held)
    }

    /// A clone that lacks commits would bring back what they withdrew.
    fn follows(&self, changes: &Changes) -> Result<(), DiskError> {
        let Some(shown) = self.shown()?.filter(|_| !changes.is_empty()) else { return Ok(()) };
        let asked = ["rev-parse", "--is-shallow-repository", "HEAD"];
        let Some(said) = self.archive(&asked)? else { return Ok(()) };
        let is_shallow = said.starts_with("true");
        let leads = |from, to| {
            let found = self.archive(&["merge-base", "--is-ancestor", from, to])?;
            Ok::<_, DiskError>(found.is_some())
        };
        if leads(&shown, "HEAD")? {
            return Ok(());
        }
        let (reason, help) = if leads("HEAD", &shown)? {
            let reason = format!("it shows the newer commit `{shown}`, and this clone is behind");
            (reason, "run `git pull` first, or publish the older state with `--force`")
        } else if is_shallow {
            // The history that would tell is not here: workflows fetch a single commit.
            return Ok(());
        } else {
            let reason = format!("it shows commit `{shown}`, which this clone does not build on");
            (reason, "run `git pull` first, or `--force` it where that commit is gone for good")
        };
        Err(DiskError::because("publish to", Path::new(&self.git.branch), reason, help))
    }

    fn drops_history(&self) -> Result<bool, DiskError> {
        let Some(at) = self.at.as_ref().filter(|_| !self.git.keeps_history) else {
            return Ok(false);
        };
        let commit = self.run(["cat-file", "commit", at], b"")?;
        Ok(String::from_utf8_lossy(&commit).lines().any(|line| line.starts_with("parent ")))
    }

    fn bring(&mut self, site: &Built, _: &Manifest, changes: &Changes) -> Result<(), DiskError> {
        if changes.is_empty() && self.at.is_some() && !self.drops_history()? {
            return Ok(());
        }
        let stream = self.stream(site, changes)?;
        self.run(["fast-import", "--quiet", "--done", "--force", "--date-format=now"], &stream)?;
        let to = format!("{NEW}:refs/heads/{}", self.git.branch);
        let old = self.at.as_deref().unwrap_or_default();
        let lease = format!("--force-with-lease=refs/heads/{}:{old}", self.git.branch);
        self.run(["push", "--quiet", &lease, &self.remote, &to], b"")?;
        Ok(())
    }
}
