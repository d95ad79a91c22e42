//! What a picture says of itself beside what is seen: comments, and who made it of what, as cameras and editors note it.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use img_parts::Bytes;
use img_parts::jpeg::Jpeg;
use img_parts::png::Png;
use img_parts::webp::WebP;

use super::markup::markup;

/// Shorter runs of letters are rather numbers, or parts of the small picture that a camera adds.
const LEAST: usize = 6;

/// So many zeros stand in a note of a PNG before what is packed.
const FIELDS: usize = 4;

/// How packed data begins.
const ZLIB: &[u8] = &[0x78];

/// A note that is packed is read so far.
const MOST: u64 = 1 << 20;

/// Whether bytes are a picture that can have notes: JPEG, PNG or WebP.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    is_jpeg(bytes) || is_png(bytes) || is_webp(bytes)
}

fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8])
}

fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG")
}

fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..).is_some_and(|rest| rest.starts_with(b"WEBP"))
}

/// The notes of a picture.
pub(super) fn notes(bytes: &[u8]) -> Vec<Bytes> {
    let owned = || Bytes::copy_from_slice(bytes);
    if is_jpeg(bytes) {
        let picture = Jpeg::from_bytes(owned()).ok();
        let segments = picture.iter().flat_map(Jpeg::segments);
        segments.map(|segment| segment.contents().clone()).collect()
    } else if is_png(bytes) {
        let picture = Png::from_bytes(owned()).ok();
        let chunks = picture.iter().flat_map(Png::chunks);
        let notes = chunks.filter(|chunk| chunk.kind() != *b"IDAT");
        let notes = notes.flat_map(|chunk| [chunk.contents().clone(), unpacked(chunk.contents())]);
        notes.collect()
    } else {
        let picture = WebP::from_bytes(owned()).ok();
        let chunks = picture.iter().flat_map(WebP::chunks);
        let notes = chunks.filter(|chunk| matches!(&chunk.id(), b"EXIF" | b"XMP "));
        notes.filter_map(|chunk| chunk.content().data().cloned()).collect()
    }
}

/// What is packed in a note of a PNG, behind some short fields that end in a zero each.
fn unpacked(note: &[u8]) -> Bytes {
    let zeros = note.iter().enumerate().filter(|&(_, &byte)| byte == 0).map(|(at, _)| at + 1);
    let packed =
        zeros.take(FIELDS).map(|start| &note[start..]).filter(|data| data.starts_with(ZLIB));
    let mut text = Vec::new();
    for data in packed {
        _ = ZlibDecoder::new(data).take(MOST).read_to_end(&mut text);
    }
    text.into()
}

/// Hands over the words of a note.
pub(super) fn words(note: &[u8], see: &mut dyn FnMut(&str)) {
    runs(&String::from_utf8_lossy(note), see);
    // Windows writes names in two bytes for each letter, which begin at any place.
    for start in [0, 1] {
        let pairs = note.get(start..).unwrap_or_default().chunks_exact(2);
        let units: Vec<u16> = pairs.map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        runs(&String::from_utf16_lossy(&units), see);
    }
}

/// Hands over the words between what is no text.
fn runs(text: &str, see: &mut dyn FnMut(&str)) {
    let is_none =
        |c: char| c.is_control() && !c.is_whitespace() || c == char::REPLACEMENT_CHARACTER;
    for run in text.split(is_none).filter(|run| run.len() >= LEAST) {
        if run.contains("</") { markup(run, 0, see) } else { see(run) }
    }
}
