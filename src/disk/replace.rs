//! Replacing an input file by a changed one: the only writing into an archive that is there already.
//!
//! A file is replaced whole or not at all, and only while it is what was read.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::DiskError;
use crate::source::{Source, SourcePath};

/// What editors put before a text to say that it is UTF-8; a [`Source`] does not have it.
const MARK: &str = "\u{feff}";

/// The file at the path of a source as it is now.
pub fn read(root: &Path, path: &SourcePath) -> Result<Source, DiskError> {
    let file = root.join(&**path);
    let text = fs::read_to_string(&file).map_err(|error| DiskError::new("read", &file, &error))?;
    Ok(Source::new(SourcePath::clone(path), text.strip_prefix(MARK).unwrap_or(&text)))
}

/// Writes another text into the file of a source, below the folder of the archive.
pub fn replace(root: &Path, source: &Source, text: &str) -> Result<(), DiskError> {
    let path = root.join(&*source.path);
    let failed = |doing| {
        let path = path.clone();
        move |error: io::Error| DiskError::new(doing, &path, &error)
    };
    let refuse = |reason, help| Err(DiskError::because("change", &path, reason, help));
    let about = fs::symlink_metadata(&path).map_err(failed("read"))?;
    if !about.is_file() {
        return refuse("it is not a file of its own", "put the file itself into the folder");
    }
    if about.permissions().readonly() {
        return refuse("it may only be read", "make it writable");
    }
    let there = fs::read(&path).map_err(failed("read"))?;
    let marked = there.starts_with(MARK.as_bytes());
    let mark = if marked { MARK } else { "" };
    if there[mark.len()..] != *source.text.as_bytes() {
        return refuse("it has been changed since it was read", "run the command again");
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let part = path.with_file_name(format!(".{name}.part"));
    let written = write_new(&part, &[mark.as_bytes(), text.as_bytes()])
        .and_then(|()| fs::set_permissions(&part, about.permissions()))
        .and_then(|()| fs::rename(&part, &path));
    written.map_err(|error| {
        fs::remove_file(&part).ok();
        failed("change")(error)
    })
}

/// Writes a file that must not be there yet; `help` is for when it is.
pub fn begin(path: &Path, bytes: &[u8], help: &str) -> Result<(), DiskError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| DiskError::new("make", folder, &error))?;
    }
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            DiskError::because("write", path, "it is there already", help)
        }
        _ => DiskError::new("write", path, &error),
    })
}

/// Takes a file away again that was begun, while it is what was written.
pub fn unmake(root: &Path, source: &Source) -> Result<(), DiskError> {
    let path = root.join(&*source.path);
    let failed = |error: io::Error| DiskError::new("remove", &path, &error);
    if fs::read(&path).map_err(failed)? != source.text.as_bytes() {
        let help = "remove it yourself";
        return Err(DiskError::because("remove", &path, "it has been changed since", help));
    }
    fs::remove_file(&path).map_err(failed)
}

/// Writes a file that is new, whatever a killed process left in its place; links there are not followed.
fn write_new(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    for part in parts {
        file.write_all(part)?;
    }
    file.sync_all()
}
