//! What a built site consists of: `manifest.sha256`, as `sha256sum --check` reads it.
//!
//! It says which files of a folder or of a host are Variorum's, and what is in them.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::model::site::Url;

/// The file that holds the manifest; it does not name itself.
pub const MANIFEST: &str = "manifest.sha256";

/// Every file of a site with the SHA-256 of its bytes, in hexadecimal digits.
pub type Manifest = BTreeMap<Url, String>;

/// A manifest from its text; lines that are none are left out.
pub fn read(text: &str) -> Manifest {
    let files = text.lines().filter_map(|line| line.split_once("  "));
    files.map(|(hash, url)| (url.to_owned(), hash.to_owned())).collect()
}

/// The text of a manifest.
pub fn write(manifest: &Manifest) -> String {
    manifest.iter().flat_map(|(url, hash)| [hash, "  ", url, "\n"]).collect()
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    hex(Sha256::new_with_prefix(bytes))
}

/// The hash that a hasher arrived at, in hexadecimal digits.
pub fn hex(hasher: Sha256) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digits = |byte: u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    hasher.finalize().iter().flat_map(|&byte| digits(byte)).collect()
}
