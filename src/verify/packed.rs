//! The files in a ZIP, which documents, tables and books are too: DOCX, XLSX, ODT, EPUB.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::{ZipFile, read_zipfile_from_stream};

/// So many bytes are unpacked of one at the most, with what is packed in it; what is behind them is not looked at.
const MOST: u64 = 64 << 20;

/// Whether bytes are a ZIP.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// How deep files are looked for that are packed in packed ones.
const DEEP: usize = 2;

/// Hands over the name of each file and its bytes, unless they are encrypted; of one that is packed itself, also those of
/// the files in it.
pub(super) fn files(bytes: &[u8], see: &mut dyn FnMut(&str, Option<&[u8]>)) {
    let mut left = MOST;
    unpack_all(bytes, DEEP, &mut left, see);
}

fn unpack_all(
    bytes: &[u8],
    depth: usize,
    left: &mut u64,
    see: &mut dyn FnMut(&str, Option<&[u8]>),
) {
    if let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) {
        for index in 0..archive.len() {
            if let Ok(file) = archive.by_index(index) {
                unpack(file, depth, left, see);
            } else if let Ok(file) = archive.by_index_raw(index)
                && file.encrypted()
                && let Ok(name) = file.name()
            {
                see(&name, None);
            }
        }
        return;
    }
    // The list of files is at the end, and this one has none, or is longer than what is looked at.
    let mut rest = bytes;
    while let Ok(Some(file)) = read_zipfile_from_stream(&mut rest) {
        unpack(file, depth, left, see);
    }
}

fn unpack(
    mut file: ZipFile<impl Read>,
    depth: usize,
    left: &mut u64,
    see: &mut dyn FnMut(&str, Option<&[u8]>),
) {
    let mut unpacked = Vec::new();
    // Of a broken one, what comes before the break.
    _ = (&mut file).take(*left).read_to_end(&mut unpacked);
    *left -= unpacked.len() as u64;
    let Ok(name) = file.name() else { return };
    if depth > 1 && is_packed(&unpacked) {
        see(&name, Some(&[]));
        unpack_all(&unpacked, depth - 1, left, see);
    } else {
        see(&name, Some(&unpacked));
    }
}
