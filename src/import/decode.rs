//! Bytes as text, in whatever encoding they are.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Where a page names its encoding, if it does.
const HEAD: usize = 4096;

/// In UTF-8 so many letters are whole for one that is broken.
const MOST: usize = 8;

/// So many characters that nobody writes tell that a text was read in the wrong encoding.
const FEW: usize = 3;

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
    let text = mended(text);
    let text =
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

/// A text that some script read as Latin-1 and wrote as UTF-8, as it was: `â€™` is an apostrophe. What nobody writes tells
/// it.
fn mended(text: String) -> String {
    let is_control = |c: &char| ('\u{80}'..='\u{9f}').contains(c);
    let signs = text.chars().filter(is_control).take(FEW).count();
    if signs + text.matches("â€").take(FEW).count() < FEW {
        return text;
    }
    let byte = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte) => Some(byte),
        Err(_) => match *WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4])).0 {
            [byte] => Some(byte),
            _ => None,
        },
    };
    let mut made = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\u{c2}'..='\u{df}' => 2,
            '\u{e0}'..='\u{ef}' => 3,
            '\u{f0}'..='\u{f4}' => 4,
            _ => 1,
        };
        let bytes: Vec<u8> = rest.chars().take(length).map_while(byte).collect();
        let (letters, count) = match std::str::from_utf8(&bytes) {
            Ok(letters) if length > 1 && bytes.len() == length => (letters, length),
            _ => (&rest[..first.len_utf8()], 1),
        };
        made += letters;
        rest = rest.char_indices().nth(count).map_or("", |(at, _)| &rest[at..]);
    }
    made
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
                "let\u{e2}\u{80}\u{99}s \u{c3}\u{a9}t\u{c3} \u{e2}\u{80}\u{9c}q\u{e2}\u{80}\u{9d}\u{c2}\u{a0}\u{2019}\u{f0}\u{9f}\u{98}\u{80}".as_bytes(),
                "let’s ét\u{c3} “q”\u{a0}’😀",
            ),
            ("letâ€™s â€œgoâ€\u{9d}, â€™ and café".as_bytes(), "let’s “go”, ’ and café"),
            ("caf\u{c3}\u{a9} \u{e2}\u{80}\u{99}".as_bytes(), "caf\u{c3}\u{a9} \u{e2}\u{80}\u{99}"),
            (
                b"<meta charset=utf-8>\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc \xc3",
                "<meta charset=utf-8>äöüäöüäöü \u{fffd}",
            ),
        ] {
            assert_eq!(super::decode(bytes), text);
        }
    }
}
