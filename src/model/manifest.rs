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

/// A manifest from its text; lines that are none, or that name what is not below the root of a site, are left out.
pub fn read(text: &str) -> Manifest {
    let files = text.lines().filter_map(|line| line.split_once("  "));
    let is_below = |url: &str| {
        let mut parts = url.split('/');
        parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']))
    };
    let files = files.filter(|(_, url)| is_below(url) && *url != MANIFEST);
    files.map(|(hash, url)| (url.to_owned(), hash.to_owned())).collect()
}

/// The text of a manifest.
pub fn write(manifest: &Manifest) -> String {
    manifest.iter().flat_map(|(url, hash)| [hash, "  ", url, "\n"]).collect()
}

/// A SHA-256.
pub type Digest = [u8; 32];

/// The SHA-256 of bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    hex(&digest(bytes))
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digits = |byte: u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    let mut text = String::with_capacity(2 * bytes.len());
    text.extend(bytes.iter().flat_map(|&byte| digits(byte)));
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_manifest_of_others_leads_nowhere_else() {
        let text = "a  x/y z.html\nb  ../z\nc  /etc/passwd\nd  x//y\n\ne  manifest.sha256\nf  x/../../y\ng  C:\\x\n";
        let read = super::read(text);
        assert_eq!(super::write(&read), "a  x/y z.html\n");
    }
}
