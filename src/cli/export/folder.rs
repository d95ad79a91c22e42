//! Exports of many files, into a new folder or a zip: a vault with what lies beside its notes, and texts as TEI.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use variorum::compile::Compiled;
use variorum::config::Config;
use variorum::disk::{DiskError, read};
use variorum::export;
use variorum::model::archive::{Archive, Resolved};
use variorum::model::site::Output;
use variorum::source::path_from;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::write as write_file;

/// The notes of an archive, and the files that its public texts refer to.
pub(super) fn vault(
    compiled: &Compiled,
    config: &Config,
    root: &Path,
) -> Result<Vec<Output>, DiskError> {
    let mut files = export::vault(&compiled.archive, &compiled.site, config);
    let named = named(&compiled.archive);
    for path in compiled.site.files.values() {
        // What is at the root of the site is at the top of the vault, where an address that begins there leads too.
        let at_root = || path.strip_prefix("static/").filter(|_| named.contains(path));
        if let Some(below) = path.strip_prefix("content/").or_else(at_root) {
            let bytes = read::copied(&root.join(path))?;
            files.push(Output { url: below.to_owned(), bytes });
        }
    }
    Ok(files)
}

/// The files that texts and records name.
fn named(archive: &Archive) -> BTreeSet<String> {
    let links = archive.links.iter().flat_map(|links| links.iter()).flat_map(|(_, links)| links);
    let files = links.filter_map(|link| match link {
        Resolved::File(path) => Some(path.clone()),
        _ => None,
    });
    let images = archive.documents.iter().filter_map(|reading| {
        let image = reading.document.entity()?.image.as_ref()?;
        path_from(&reading.document.source, image.value.trim())
    });
    files.chain(images).collect()
}

/// Writes all of them, or nothing.
pub(super) fn write(path: &Path, files: &[Output]) -> Result<(), DiskError> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        let packed = zipped(files)
            .map_err(|error| DiskError::because("write", path, error.to_string(), "try again"))?;
        return write_file(path, &packed);
    }
    let is_taken = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken || path.is_file() {
        let help = "name a folder that is not there yet";
        return Err(DiskError::because("write", path, "there is something already", help));
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    for file in files {
        let to = part.join(&file.url);
        super::super::init::make_folders(&to)?;
        fs::write(&to, &file.bytes).map_err(|e| DiskError::new("write", &to, &e))?;
    }
    // An empty folder of this name gives way.
    fs::remove_dir(path).ok();
    fs::rename(part, path).map_err(|e| DiskError::new("write", path, &e))
}

/// A zip of them; the same files give the same bytes.
fn zipped(files: &[Output]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        writer.start_file(&file.url, SimpleFileOptions::DEFAULT)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
