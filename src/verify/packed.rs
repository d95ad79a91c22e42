//! The files in a ZIP, which documents, tables and books are too: DOCX, XLSX, ODT, EPUB.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// So many bytes are unpacked of one at the most; what is behind them is not looked at.
const MOST: u64 = 64 << 20;

/// Whether bytes are a ZIP.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Hands over the name and the bytes of each file.
pub(super) fn files(bytes: &[u8], see: &mut dyn FnMut(&str, &[u8])) {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return };
    let mut left = MOST;
    for index in 0..archive.len() {
        let Ok(mut file) = archive.by_index(index) else { continue };
        let mut unpacked = Vec::new();
        // Of a broken one, what comes before the break.
        _ = (&mut file).take(left).read_to_end(&mut unpacked);
        left -= unpacked.len() as u64;
        if let Ok(name) = file.name() {
            see(&name, &unpacked);
        }
    }
}
