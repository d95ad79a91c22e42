//! Bytes as text, in whatever encoding they are.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Where a page names its encoding, if it does.
const HEAD: usize = 4096;

/// In UTF-8 so many letters are whole for one that is broken.
const MOST: usize = 8;

/// The text of some bytes, with plain line ends and without a mark at its beginning.
///
/// A mark at the beginning decides; then whether they are UTF-8; then what the text names; then what is likely.
pub(super) fn decode(bytes: &[u8]) -> String {
    let text = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, mark)), _) => {
            encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
        }
        (None, Ok(text)) => text.to_owned(),
        // A few broken letters do not make it something else.
        (None, Err(_)) if is_mostly_utf_8(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        (None, Err(_)) => {
            let encoding = named(bytes).unwrap_or_else(|| likely(bytes));
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
    };
    let text =
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

/// Whether most letters beyond ASCII are whole in UTF-8, as is hardly ever so in other encodings.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > MOST * broken
}

/// The encoding that a page names: `<meta charset=…>`, or `charset=` in a header.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let name = head.split("charset=").nth(1)?.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
    let encoding = Encoding::for_label(&name.as_bytes()[..end.unwrap_or(name.len())])?;
    // A page that names UTF-8 and is not in it is in something else.
    (encoding != UTF_8).then_some(encoding)
}

fn likely(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    #[test]
    fn encodings() {
        for (bytes, text) in [
            (&b"caf\xc3\xa9\r\nx\ry"[..], "café\nx\ny"),
            (b"\xef\xbb\xbfa", "a"),
            (b"\xff\xfea\0b\0", "ab"),
            (b"<meta charset='windows-1251'>\xcf\xf0\xe8", "<meta charset='windows-1251'>При"),
            (b"<meta charset=utf-8>na\xefve caf\xe9", "<meta charset=utf-8>naïve café"),
            (b"a\0b", "ab"),
            (
                b"<meta charset=utf-8>\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc \xc3",
                "<meta charset=utf-8>äöüäöüäöü \u{fffd}",
            ),
        ] {
            assert_eq!(super::decode(bytes), text);
        }
    }
}
