//! The files in a ZIP, which documents, tables and books are too: DOCX, XLSX, ODT, EPUB.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::{ZipFile, read_zipfile_from_stream};

/// So many bytes are unpacked of one at the most; what is behind them is not looked at.
const MOST: u64 = 64 << 20;

/// Whether bytes are a ZIP.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Hands over the name and the bytes of each file.
pub(super) fn files(bytes: &[u8], see: &mut dyn FnMut(&str, &[u8])) {
    let mut left = MOST;
    if let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) {
        for index in 0..archive.len() {
            if let Ok(file) = archive.by_index(index) {
                unpack(file, &mut left, see);
            }
        }
        return;
    }
    // The list of files is at the end, and this one has none, or is longer than what is looked at.
    let mut rest = bytes;
    while let Ok(Some(file)) = read_zipfile_from_stream(&mut rest) {
        unpack(file, &mut left, see);
    }
}

fn unpack(mut file: ZipFile<impl Read>, left: &mut u64, see: &mut dyn FnMut(&str, &[u8])) {
    let mut unpacked = Vec::new();
    // Of a broken one, what comes before the break.
    _ = (&mut file).take(*left).read_to_end(&mut unpacked);
    *left -= unpacked.len() as u64;
    if let Ok(name) = file.name() {
        see(&name, &unpacked);
    }
}
