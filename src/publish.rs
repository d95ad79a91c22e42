//! Bringing a built site to where readers see it.
//!
//! Takes a folder as a build left it, with its manifest, and a [`Place`]. What is there already is not sent again; what
//! pages show comes before the pages and those before what lists them; what is gone is removed last. Nothing is touched
//! that an earlier publication did not bring. The manifest of a place says what it holds: it goes along with each part
//! of the way, so that one that is cut off is continued where it ended.

mod directory;
mod git;
mod program;
mod requests;
mod s3;
mod ssh;
mod webdav;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::config::{Place, Target};
use crate::disk::DiskError;
use crate::model::hosting::Rank;
use crate::model::manifest::{self, MANIFEST, Manifest};
use crate::model::site::Url;

/// What a manifest says of a file that is on its way.
const UNDER_WAY: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A built site.
#[derive(Debug)]
pub struct Built {
    root: PathBuf,
    /// Its files.
    pub manifest: Manifest,
    /// A file that only the place has: its address, and what is in it.
    own: Option<(Url, Vec<u8>)>,
}

impl Built {
    /// The site that a build wrote to a folder.
    pub fn open(root: &Path) -> Result<Self, DiskError> {
        let path = root.join(MANIFEST);
        let text = fs::read_to_string(&path).map_err(|e| DiskError::new("read", &path, &e))?;
        Ok(Self { root: root.to_owned(), manifest: manifest::read(&text), own: None })
    }

    /// Adds a file that only the place has, unless the site has it itself.
    fn add(&mut self, url: &str, bytes: Vec<u8>) {
        if !self.manifest.contains_key(url) {
            self.manifest.insert(url.to_owned(), manifest::hash(&bytes));
            self.own = Some((url.to_owned(), bytes));
        }
    }

    /// The bytes of a file, which must still be those that were built.
    fn read(&self, url: &str) -> Result<Vec<u8>, DiskError> {
        if let Some((_, bytes)) = self.own.as_ref().filter(|(own, _)| own == url) {
            return Ok(bytes.clone());
        }
        let path = self.root.join(url);
        let bytes = fs::read(&path).map_err(|e| DiskError::new("read", &path, &e))?;
        let is_known = url == MANIFEST || self.manifest.get(url) == Some(&manifest::hash(&bytes));
        if is_known { Ok(bytes) } else { Err(self.changed(url)) }
    }

    fn changed(&self, url: &str) -> DiskError {
        let help =
            "let nothing else write there, and publish again: what was brought already stays";
        DiskError::because("publish", &self.root.join(url), "it changed since it was built", help)
    }
}

/// What to do where a host does not take what is brought, by what it or the network says.
fn again(reason: &str) -> &'static str {
    const UNREACHED: [&str; 6] =
        ["refused", "resolve", "lookup", "not known", "No route", "unreachable"];
    if UNREACHED.iter().any(|words| reason.contains(words)) {
        return "see that the host is spelled right and can be reached, then publish again";
    }
    "publish again: what arrived stays, and the rest follows"
}

/// What a publication will do, in the order in which it does it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The files that are not there.
    pub new: Vec<Url>,
    /// The files that are there and are others.
    pub changed: Vec<Url>,
    /// The files of an earlier publication that are gone.
    pub gone: Vec<Url>,
}

impl Changes {
    /// What makes one state the other.
    pub fn between(before: &Manifest, after: &Manifest) -> Self {
        let mut changes = Self::default();
        for (url, hash) in after {
            match before.get(url) {
                None => changes.new.push(url.clone()),
                Some(old) if old != hash => changes.changed.push(url.clone()),
                Some(_) => {}
            }
        }
        let gone = before.keys().filter(|url| !after.contains_key(*url) && *url != MANIFEST);
        changes.gone = gone.cloned().collect();
        for list in [&mut changes.new, &mut changes.changed, &mut changes.gone] {
            list.sort_by_key(|url| Rank::of(url));
        }
        changes
    }

    /// Whether all is as it should be.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }

    /// What has to be brought: nothing before what it needs.
    fn brought(&self) -> Vec<&Url> {
        let mut brought: Vec<&Url> = self.new.iter().chain(&self.changed).collect();
        brought.sort_by_key(|url| Rank::of(url));
        brought
    }
}

/// What publishing asks of those who watch, and of the machine.
pub trait Surroundings: Sync {
    /// A variable of the environment.
    fn variable(&self, name: &str) -> Option<String>;
    /// A file was brought or removed.
    fn advance(&self);
}

/// A place, as far as it is known.
trait Host {
    /// What it holds of earlier publications: hashes, or something else where a file is not what it was.
    fn before(&mut self, site: &Built) -> Result<Manifest, DiskError>;
    /// Whether the changes can be made; a place that somebody else has is not taken.
    fn admits(&self, _: &Changes) -> Result<(), DiskError> {
        Ok(())
    }
    /// Whether what is shown there came before what is brought, as far as the place tells.
    fn follows(&self, _: &Changes) -> Result<(), DiskError> {
        Ok(())
    }
    /// Whether a history is dropped, also where no file changes.
    fn drops_history(&self) -> Result<bool, DiskError> {
        Ok(false)
    }
    /// Does what changes say.
    fn bring(
        &mut self,
        site: &Built,
        before: &Manifest,
        changes: &Changes,
    ) -> Result<(), DiskError>;
}

/// One publication.
pub struct Publication<'a> {
    site: Built,
    host: Box<dyn Host + 'a>,
    before: Manifest,
    /// What there is to do.
    pub changes: Changes,
    /// Whether what the place was before can no longer be had from it.
    pub drops_history: bool,
}

/// Looks at a place and says what is to be done there. `root` is the folder of the archive.
pub fn begin<'a>(
    target: &Target,
    root: &Path,
    mut site: Built,
    around: &'a dyn Surroundings,
) -> Result<Publication<'a>, DiskError> {
    let mut host: Box<dyn Host + 'a> = match &target.place {
        Place::Directory { path } => Box::new(directory::Directory::new(&root.join(path), root)?),
        Place::Git(git) => {
            if let Some(name) = &git.cname {
                site.add(git::CNAME, format!("{name}\n").into_bytes());
            }
            Box::new(git::Branch::new(git, root)?)
        }
        Place::Ssh(ssh) => Box::new(ssh::Remote::new(ssh, root, around)?),
        Place::S3(s3) => Box::new(s3::Bucket::new(s3, around)?),
        Place::Webdav(dav) => Box::new(webdav::Collection::new(dav, around)?),
    };
    let before = host.before(&site)?;
    let changes = Changes::between(&before, &site.manifest);
    host.admits(&changes)?;
    let drops_history = host.drops_history()?;
    Ok(Publication { site, host, before, changes, drops_history })
}

impl Publication<'_> {
    /// Whether the place shows nothing that this archive does not know of.
    pub fn follows(&self) -> Result<(), DiskError> {
        self.host.follows(&self.changes)
    }

    /// Does it, and looks at the place once more.
    pub fn run(&mut self) -> Result<(), DiskError> {
        self.host.bring(&self.site, &self.before, &self.changes)?;
        let after = self.host.before(&self.site)?;
        let left = Changes::between(&after, &self.site.manifest);
        let Some(url) = [&left.new, &left.changed, &left.gone].into_iter().flatten().next() else {
            return Ok(());
        };
        let reason = "after publishing it is not there as it was built";
        let help = "see that nobody else publishes to the same place, and publish again";
        Err(DiskError::because("publish", Path::new(url), reason, help))
    }
}

/// The files of a state and of what was done since, while a publication is under way.
#[derive(Debug, Clone)]
struct Under<'a> {
    site: &'a Built,
    holds: BTreeMap<Url, String>,
}

impl<'a> Under<'a> {
    fn way(site: &'a Built, before: &Manifest) -> Self {
        Self { site, holds: before.clone() }
    }

    fn brought(&mut self, urls: &[&Url]) {
        for &url in urls {
            if let Some(hash) = self.site.manifest.get(url) {
                self.holds.insert(url.clone(), hash.clone());
            }
        }
    }

    /// The manifest as it is now; hashes that are none are left out, so that such a file is brought again.
    fn manifest(&self) -> String {
        manifest::write(&self.holds)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_to_do_depends_on_what_was_reached() {
        for (reason, first) in [
            ("io: Connection refused", "see"),
            ("ssh: Could not resolve hostname nowhere: Name or service not known", "see"),
            ("the server said 500 Internal Server Error", "publish"),
        ] {
            assert_eq!(super::again(reason).split(' ').next(), Some(first), "{reason}");
        }
    }
}
