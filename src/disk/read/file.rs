//! Single files: finding them, reading them, and what is wrong with them whatever they say.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic};
use crate::disk::{DiskError, plain};
use crate::model::picture::is_picture;
use crate::source::{LARGEST, Source, Span};
use crate::world::Asset;

use super::{is_markdown, picture};

/// What is no Markdown is written by hand: settings, words, templates, what a theme says of itself.
const LARGEST_BY_HAND: usize = 1 << 20;

/// So much of a copied file is looked at.
const LOOKED_AT: u64 = 64 << 20;

/// So many bytes tell what a file is.
const BEGINNING: u64 = 8 << 10;

/// A file as it was last read.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct File {
    /// What it says, if it is a text and one that is read.
    pub(super) text: Option<Arc<Source>>,
    /// What it seems to say, if it should be a text and is not; so that the faults can be drawn on it.
    pub(super) not_text: Option<Arc<Source>>,
    /// Its size and time, if it is one that is copied.
    pub(super) asset: Option<Asset>,
    /// What is wrong with it.
    pub(super) faults: Vec<Diagnostic>,
}

/// What a file is read for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// What it says.
    pub(super) text: bool,
    /// That it is there, to be copied.
    pub(super) asset: bool,
    /// And its bytes, since its name will say what is in it.
    pub(super) bytes: bool,
}

/// A file that was found, before it is read.
pub(in crate::disk) struct Found {
    pub(in crate::disk) path: PathBuf,
    pub(in crate::disk) name: String,
    pub(super) is_link: bool,
}

/// Every file at or below `root/part`, by path; hidden ones are passed over, symbolic links are not followed.
///
/// `is_whole`: the part is a folder that everything is looked for in, which may be a link to where its files are.
pub(in crate::disk) fn find(
    root: &Path,
    part: &str,
    is_whole: bool,
) -> Result<Vec<Found>, DiskError> {
    let start = root.join(part);
    let is_link = !is_whole && start.is_symlink();
    if is_link || start.is_file() {
        return Ok(vec![Found { path: start, name: part.to_owned(), is_link }]);
    }
    let mut files = Vec::new();
    if !start.is_dir() {
        return Ok(files);
    }
    let entries = WalkDir::new(&start).follow_links(false).sort_by_file_name().min_depth(1);
    for entry in entries.into_iter().filter_entry(|entry| !is_hidden(entry)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.io_error().is_some_and(is_gone) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(&start).to_owned();
                let reason = error.io_error().map_or("a loop of folders".to_owned(), plain);
                return Err(DiskError { doing: "read", path, reason, help: None });
            }
        };
        let is_link = entry.file_type().is_symlink();
        if is_link || entry.file_type().is_file() {
            let name = relative(root, entry.path());
            files.push(Found { path: entry.into_path(), name, is_link });
        }
    }
    Ok(files)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && is_hidden_name(&entry.file_name().to_string_lossy())
}

/// Names with a dot that hosts ask for by them.
const ASKED_FOR: [&str; 4] = [".well-known", ".htaccess", ".domains", ".nojekyll"];

/// Whether a name is one that systems and programs keep for themselves.
pub(in crate::disk) fn is_hidden_name(name: &str) -> bool {
    name.starts_with('.') && !ASKED_FOR.contains(&name)
}

/// A file can go between being found and being read: editors save beside and rename.
fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A path below the root with `/`, for messages and addresses.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/").replace("//", "/")
}

/// Reads a file as what it is wanted for; nothing if it is not there any more.
pub(super) fn read(found: &Found, wanted: Wanted) -> Result<Option<File>, DiskError> {
    if found.is_link {
        let message = "this is a symbolic link, which is not followed";
        let fault = Diagnostic::new(Code::SymbolicLink, message)
            .at(&found.name.as_str().into(), Span::default(), "")
            .help("put the file itself into the folder");
        return Ok(Some(File { faults: vec![fault], ..File::default() }));
    }
    let read = || -> io::Result<File> {
        let mut file = if wanted.text { text(&found.path, &found.name)? } else { File::default() };
        file.asset = wanted.asset.then(|| asset(&found.path, wanted.bytes)).transpose()?;
        Ok(file)
    };
    match read() {
        Ok(file) => Ok(Some(file)),
        Err(error) if is_gone(&error) => Ok(None),
        Err(error) => Err(DiskError::new("read", &found.path, &error)),
    }
}

fn asset(path: &Path, with_bytes: bool) -> io::Result<Asset> {
    let about = fs::metadata(path)?;
    let changed = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let time = changed.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX));
    let stamp = time ^ about.len().rotate_left(40);
    let bytes = with_bytes.then(|| fs::read(path)).transpose()?.map(Cow::Owned);
    let is_shown = path.to_str().is_some_and(is_picture);
    let dimensions = if is_shown { picture::dimensions(path) } else { None };
    Ok(Asset { len: about.len(), stamp, url: None, bytes, dimensions })
}

/// A text file; faults instead of a text when it is not one.
pub(super) fn text(path: &Path, name: &str) -> io::Result<File> {
    let mut file = File::default();
    let len = fs::metadata(path)?.len();
    let (most, help) = if is_markdown(name) {
        (LARGEST, "split it, or keep it beside the article as a file to link to")
    } else {
        (LARGEST_BY_HAND, "look whether it is the right file, or split it")
    };
    if len > most as u64 {
        let most = most >> 20;
        // Rounded up: what is too large is more than the most.
        let tenths = (len * 10).div_ceil(1 << 20);
        let size = if tenths % 10 == 0 {
            (tenths / 10).to_string()
        } else {
            format!("{}.{}", tenths / 10, tenths % 10)
        };
        let message = format!("this file has {size} MiB, and {most} MiB are read of a text");
        let diagnostic = Diagnostic::new(Code::NotText, message).help(help);
        file.faults.push(diagnostic.at(&name.into(), Span::default(), ""));
        return Ok(file);
    }
    let (text, broken) = match String::from_utf8(fs::read(path)?) {
        Ok(text) => (text, None),
        Err(error) => {
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (text, Some(error.utf8_error().valid_up_to()))
        }
    };
    let unmarked = text.strip_prefix('\u{feff}').map(str::to_owned);
    let mark = if unmarked.is_some() { '\u{feff}'.len_utf8() } else { 0 };
    let source = Arc::new(Source::new(name, unmarked.unwrap_or(text)));
    let Some(at) = broken else {
        file.text = Some(source);
        return Ok(file);
    };
    let span = Span::new(at - mark, at - mark + char::REPLACEMENT_CHARACTER.len_utf8());
    let diagnostic = Diagnostic::new(Code::NotText, "this file is not in UTF-8")
        .at(&source.path, span, "the first byte that is not")
        .help("save it again with the encoding UTF-8");
    file.faults.push(diagnostic);
    file.not_text = Some(source);
    Ok(file)
}

/// What is in a file that is copied.
pub fn copied(path: &Path) -> Result<Vec<u8>, DiskError> {
    fs::read(path).map_err(|e| DiskError::new("read", path, &e))
}

/// What is in a file that is copied, if `is_read` says of its beginning that its words can be read.
pub fn copied_words(path: &Path, is_read: fn(&[u8]) -> bool) -> Result<Vec<u8>, DiskError> {
    let failed = |error: io::Error| DiskError::new("read", path, &error);
    let mut file = fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.by_ref().take(BEGINNING).read_to_end(&mut bytes).map_err(failed)?;
    if !is_read(&bytes) {
        return Ok(Vec::new());
    }
    file.take(LOOKED_AT).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
