//! What somebody brings along: files, folders and zips, as names and bytes.
//!
//! Every size is bounded, links are not followed, and names inside of a zip are never taken for paths of this machine.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use walkdir::WalkDir;
use zip::ZipArchive;

use super::DiskError;
use super::originals::Original;

/// The most bytes of one file, also of one that is unpacked.
pub const LARGEST: u64 = 64 << 20;

/// The most files of one zip.
const MOST_FILES: usize = 100_000;

/// The most bytes that all files of a zip have together.
const MOST_UNPACKED: u64 = 8 << 30;

/// So many times smaller than its contents no honest page becomes; a bomb is a thousand times smaller.
const MOST_PACKED: u64 = 200;

/// Of so many files with one name, one is looked for.
const MOST_NAMESAKES: usize = 100;

/// Below this, a file may be packed as well as it can be.
const SMALL: u64 = 1 << 20;

/// A folder, a zip or a single file.
pub struct Container {
    /// As it was named.
    pub name: String,
    /// The names of its files, sorted, with `/` between their parts.
    pub files: Vec<String>,
    /// What in it is not read, and why.
    pub refused: Vec<(String, String)>,
    from: From,
    /// The one file that it is.
    original: Arc<Original>,
    last_parts: OnceLock<HashMap<String, Vec<usize>>>,
}

enum From {
    /// The files lie below this folder.
    Folder(PathBuf),
    /// There is this one.
    One(PathBuf),
    /// Where each name stands in the zip.
    Zip(Mutex<ZipArchive<BufReader<File>>>, BTreeMap<String, usize>),
    /// What came in by standard input.
    Bytes(Arc<[u8]>),
}

/// What is at a path: a folder with all that is below it, a zip, a file.
pub fn open(path: &Path) -> Result<Container, DiskError> {
    let failed = |error: io::Error| DiskError::new("read", path, &error);
    let about = path.metadata().map_err(failed)?;
    if about.is_dir() {
        return folder(path);
    }
    let name = path.display().to_string();
    if is_zip(path).map_err(failed)? {
        return zip(path, name);
    }
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let original = Arc::new(Original::file(path.to_owned()));
    let from = From::One(path.to_owned());
    Ok(Container {
        name,
        files: vec![file],
        refused: Vec::new(),
        from,
        original,
        last_parts: OnceLock::new(),
    })
}

/// What comes in by standard input, as one file.
pub fn standard_input() -> Result<Container, DiskError> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| DiskError::new("read", Path::new("-"), &error))?;
    let name = "-".to_owned();
    let bytes: Arc<[u8]> = bytes.into();
    let original = Arc::new(Original::bytes(Arc::clone(&bytes)));
    let (files, from) = (vec![name.clone()], From::Bytes(bytes));
    Ok(Container { files, name, refused: Vec::new(), from, original, last_parts: OnceLock::new() })
}

fn is_zip(path: &Path) -> io::Result<bool> {
    let mut first = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut first)?;
    Ok(first == b"PK\x03\x04" || first == b"PK\x05\x06")
}

fn folder(path: &Path) -> Result<Container, DiskError> {
    let (mut files, mut refused) = (Vec::new(), Vec::new());
    let entries = WalkDir::new(path).follow_links(false).sort_by_file_name().min_depth(1);
    let is_shown =
        |entry: &walkdir::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
    for entry in entries.into_iter().filter_entry(is_shown) {
        let entry = entry.map_err(|error| {
            let at = error.path().unwrap_or(path).to_owned();
            let reason = error.io_error().map_or("a loop of folders".to_owned(), super::plain);
            DiskError { doing: "read", path: at, reason, help: None }
        })?;
        let below = entry.path().strip_prefix(path).unwrap_or(entry.path());
        let parts: Vec<_> =
            below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let name = parts.join("/");
        if entry.file_type().is_symlink() {
            refused.push((name, "it is a symbolic link, which is not followed".to_owned()));
        } else if entry.file_type().is_file() {
            files.push(name);
        }
    }
    files.sort();
    let from = From::Folder(path.to_owned());
    let original = Arc::new(Original::file(path.to_owned()));
    Ok(Container {
        name: path.display().to_string(),
        files,
        refused,
        from,
        original,
        last_parts: OnceLock::new(),
    })
}

fn zip(path: &Path, name: String) -> Result<Container, DiskError> {
    let failed = |reason: String| {
        let help = "export it again, or unpack it yourself and import the folder";
        DiskError::because("read", path, reason, help)
    };
    let file = File::open(path).map_err(|error| DiskError::new("read", path, &error))?;
    let mut archive = ZipArchive::new(BufReader::new(file))
        .map_err(|_| failed("it is a broken zip".to_owned()))?;
    if archive.len() > MOST_FILES {
        return Err(failed(format!(
            "it has {} files, and {MOST_FILES} at the most are read",
            archive.len()
        )));
    }
    let (mut at, mut refused, mut total) = (BTreeMap::new(), Vec::new(), 0_u64);
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(index) else {
            refused.push((format!("file {}", index + 1), "it is broken".to_owned()));
            continue;
        };
        let Ok(name) = entry.name().map(|name| name.replace('\\', "/")) else {
            refused.push((format!("file {}", index + 1), "its name cannot be read".to_owned()));
            continue;
        };
        if entry.is_dir() || name.split('/').any(|part| part.starts_with('.') && part != "..") {
            continue;
        }
        let packed = entry.compressed_size().max(1);
        let fault =
            if entry.enclosed_name().is_none() || name.starts_with('/') || name.contains("..") {
                Some("its name leads out of the zip".to_owned())
            } else if entry.is_symlink() {
                Some("it is a symbolic link, which is not followed".to_owned())
            } else if entry.size() > SMALL && entry.size() / packed > MOST_PACKED {
                Some(format!("it would unpack to {} times its size", entry.size() / packed))
            } else {
                None
            };
        total = total.saturating_add(entry.size());
        match fault {
            Some(fault) => refused.push((name, fault)),
            None => _ = at.insert(name, index),
        }
    }
    if total > MOST_UNPACKED {
        return Err(failed(format!("it would unpack to {} GiB", total >> 30)));
    }
    let files = at.keys().cloned().collect();
    let original = Arc::new(Original::file(path.to_owned()));
    let from = From::Zip(Mutex::new(archive), at);
    Ok(Container { name, files, refused, from, original, last_parts: OnceLock::new() })
}

impl Container {
    /// What one of its files is called in messages.
    pub fn label(&self, file: &str) -> String {
        match self.from {
            From::One(_) | From::Bytes(_) => self.name.clone(),
            From::Folder(_) | From::Zip(..) => {
                format!("{}/{file}", self.name.trim_end_matches('/'))
            }
        }
    }

    /// One of its files as it was brought along; of a zip, the zip.
    pub fn original(&self, file: &str) -> Arc<Original> {
        match &self.from {
            From::Folder(folder) => Arc::new(Original::file(folder.join(file))),
            _ => Arc::clone(&self.original),
        }
    }

    /// The bytes of a file that lies beside one of its files, by its name from there; nothing that leads elsewhere.
    pub fn beside(&self, file: &str, name: &str) -> Option<Vec<u8>> {
        let is_plain =
            |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains('\\');
        if !name.split('/').all(is_plain) {
            return None;
        }
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        match &self.from {
            From::One(path) => {
                // A name alone is one of the current folder.
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
                let at = folder.join(name).canonicalize().ok()?;
                (at.starts_with(&folder) && at.is_file()).then(|| self::file(&at).ok())?
            }
            _ if folder.is_empty() => self.read(name).ok(),
            _ => self.read(&format!("{folder}/{name}")).ok(),
        }
    }

    /// The bytes of a file that a note shows, by what the note calls it: from the folder of the note, from the top, from the
    /// files that a site copies, or by its last parts alone, as vaults find it. Nothing outside of what was brought along.
    pub fn within(&self, file: &str, name: &str) -> Option<Vec<u8>> {
        if let From::One(_) = self.from {
            return self.beside(file, name.trim_start_matches("./"));
        }
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let top = below("", name.trim_start_matches('/'));
        let copied = top.as_ref().map(|name| format!("static/{name}"));
        let here = if name.starts_with('/') { None } else { below(folder, name) };
        for name in [here, top.clone(), copied].into_iter().flatten() {
            if let Ok(bytes) = self.read(&name) {
                return Some(bytes);
            }
        }
        let name = top?;
        let last = name.rsplit('/').next().unwrap_or(&name);
        let named = self.by_last_part().get(last)?;
        let ends = |&&at: &&usize| self.files[at].ends_with(&format!("/{name}"));
        self.read(&self.files[*named.iter().take(MOST_NAMESAKES).find(ends)?]).ok()
    }

    /// The files with each last part of a name, those in the fewest folders first.
    fn by_last_part(&self) -> &HashMap<String, Vec<usize>> {
        self.last_parts.get_or_init(|| {
            let mut parts: HashMap<String, Vec<usize>> = HashMap::new();
            let mut order: Vec<usize> = (0..self.files.len()).collect();
            order.sort_by_key(|&at| self.files[at].matches('/').count());
            for at in order {
                let name = &self.files[at];
                let last = name.rsplit('/').next().unwrap_or(name);
                parts.entry(last.to_owned()).or_default().push(at);
            }
            parts
        })
    }

    /// The bytes of one of its files; `Err` says in words why they are not to be had.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        if self.files.binary_search_by(|file| file.as_str().cmp(name)).is_err() {
            return Err("there is no such file".to_owned());
        }
        match &self.from {
            From::Bytes(bytes) => bounded(&mut &**bytes),
            From::One(path) => file(path),
            From::Folder(folder) => file(&folder.join(name)),
            From::Zip(archive, at) => {
                let mut archive = archive.lock().unwrap_or_else(PoisonError::into_inner);
                let entry = at.get(name).map(|&index| archive.by_index(index));
                match entry {
                    Some(Ok(mut entry)) => bounded(&mut entry),
                    Some(Err(zip::result::ZipError::UnsupportedArchive(why))) => {
                        Err(format!("it cannot be unpacked: {}", why.to_lowercase()))
                    }
                    _ => Err("it is broken".to_owned()),
                }
            }
        }
    }
}

/// A name from a folder, without `.` and `..`; nothing where it leads out at the top.
fn below(folder: &str, name: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn file(path: &Path) -> Result<Vec<u8>, String> {
    bounded(&mut File::open(path).map_err(|error| super::plain(&error))?)
}

/// All bytes, or a word on why not. What a zip says of a size is not believed.
fn bounded(from: &mut dyn Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| super::plain(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("it has more than {} MiB", LARGEST >> 20));
    }
    Ok(bytes)
}
