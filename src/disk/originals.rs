//! What was imported as it came, kept in a folder of its own at the root of an archive.
//!
//! That folder is no input of a site: nothing in it is read for a build, so that nothing in it can be published.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::DiskError;
use crate::fold;
use crate::model::manifest;

/// The folder, below the root of the archive.
pub const FOLDER: &str = "originals";

/// So many digits of the hash tell two files of one name apart.
const DIGITS: usize = 12;

/// The most bytes of a name without them.
const LONGEST: usize = 60;

/// A file as somebody brought it; of what was in a zip, the zip.
pub struct Original {
    is: Is,
    /// The hash of its bytes, once somebody asked.
    sha256: OnceLock<String>,
}

enum Is {
    /// It is here.
    File(PathBuf),
    /// It came in by standard input.
    Bytes(Arc<[u8]>),
}

impl Original {
    /// A file of the machine.
    pub fn file(path: PathBuf) -> Self {
        Self { is: Is::File(path), sha256: OnceLock::new() }
    }

    /// What came in by standard input.
    pub fn bytes(bytes: Arc<[u8]>) -> Self {
        Self { is: Is::Bytes(bytes), sha256: OnceLock::new() }
    }

    fn name(&self) -> String {
        match &self.is {
            Is::File(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            Is::Bytes(_) => "standard-input".to_owned(),
        }
    }

    /// The hash of its bytes. It is large, and many articles are made of it.
    fn sha256(&self) -> Result<&String, DiskError> {
        if let Some(sha256) = self.sha256.get() {
            return Ok(sha256);
        }
        let sha256 = copied(self, &mut io::sink())?;
        Ok(self.sha256.get_or_init(|| sha256))
    }
}

/// An original that is kept.
pub struct Kept {
    /// Where, below the root of the archive, with `/`.
    pub path: String,
    /// The hash of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Whether it was not there before.
    pub is_new: bool,
}

/// Keeps an original under a name that tells its bytes, unless it is there; with `dry_run` says only where it would be.
pub fn keep(root: &Path, original: &Original, dry_run: bool) -> Result<Kept, DiskError> {
    let sha256 = original.sha256()?.clone();
    let path = format!("{FOLDER}/{}", named(&original.name(), &sha256));
    let at = root.join(&path);
    let is_new = !at.try_exists().map_err(|error| DiskError::new("read", &at, &error))?;
    if is_new && !dry_run {
        write(&at, original, &sha256)?;
    }
    Ok(Kept { path, sha256, is_new })
}

/// The name of a file with the beginning of its hash: `page-0123456789ab.html`.
fn named(name: &str, sha256: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut stem = fold::slug(stem);
    while stem.len() > LONGEST {
        stem.pop();
    }
    let is_plain = ending.len() <= 8 && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let ending = if is_plain { ending.to_ascii_lowercase() } else { String::new() };
    let between = if stem.is_empty() { "" } else { "-" };
    let dot = if ending.is_empty() { "" } else { "." };
    format!("{stem}{between}{}{dot}{ending}", &sha256[..DIGITS])
}

/// Writes it beside and renames it, so that it is there whole or not at all.
fn write(at: &Path, original: &Original, sha256: &str) -> Result<(), DiskError> {
    let failed = |error: io::Error| DiskError::new("write", at, &error);
    let folder = at.parent().unwrap_or(at);
    fs::create_dir_all(folder).map_err(failed)?;
    let part = folder.join(format!(".{}.part", &sha256[..DIGITS]));
    fs::remove_file(&part).or_else(absent).map_err(failed)?;
    let file = OpenOptions::new().write(true).create_new(true).open(&part);
    let mut file = file.map_err(failed)?;
    let done = copied(original, &mut file).and_then(|written| {
        if written != sha256 {
            let help = "run the command again";
            let reason = "its original changed while it was read";
            return Err(DiskError::because("keep", at, reason, help));
        }
        file.sync_all().and_then(|()| fs::rename(&part, at)).map_err(failed)
    });
    if done.is_err() {
        // What went wrong first is what is told.
        fs::remove_file(&part).ok();
    }
    done
}

fn absent(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

/// Copies the bytes of an original, a piece at a time; their hash.
fn copied(original: &Original, to: &mut dyn Write) -> Result<String, DiskError> {
    let (path, mut from): (&Path, Box<dyn Read>) = match &original.is {
        Is::File(path) => {
            let file = File::open(path).map_err(|error| DiskError::new("read", path, &error))?;
            (path, Box::new(file))
        }
        Is::Bytes(bytes) => (Path::new("-"), Box::new(&**bytes)),
    };
    let failed = |error: io::Error| DiskError::new("copy", path, &error);
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        let count = from.read(&mut piece).map_err(failed)?;
        if count == 0 {
            break;
        }
        hasher.update(&piece[..count]);
        to.write_all(&piece[..count]).map_err(failed)?;
    }
    Ok(manifest::hex(&hasher.finalize()))
}
