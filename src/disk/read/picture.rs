//! How large pictures are: their first bytes say it, and no more of them is read.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use exif::{In, Tag};
use imagesize::{ImageType, reader_size, reader_type};

use crate::world::Dimensions;

/// From this orientation on, the rows of a photograph are the columns of what was seen.
const TURNED: u32 = 5;

/// So many bytes say that a file is a PNG.
const SIGNATURE: u64 = 8;

/// So many bytes of notes are read, as many as a photograph can have.
const MOST: u32 = 1 << 16;

/// How large a browser shows a picture; nothing for a file that is none, or that is broken. Of drawings in SVG it is not
/// looked for: what they say of their size is a matter of style.
pub(super) fn dimensions(path: &Path) -> Option<Dimensions> {
    let mut file = BufReader::new(File::open(path).ok()?);
    let size = reader_size(&mut file).ok()?;
    let (width, height) = match orientation(&mut file) {
        Some(TURNED..) => (size.height, size.width),
        _ => (size.width, size.height),
    };
    (width > 0 && height > 0).then_some(Dimensions { width, height })
}

/// How a camera was held, where it says so instead of turning the picture.
fn orientation(file: &mut (impl BufRead + Seek)) -> Option<u32> {
    file.rewind().ok()?;
    let kind = reader_type(&mut *file).ok()?;
    file.rewind().ok()?;
    let notes = match kind {
        ImageType::Jpeg => exif::Reader::new().read_from_container(file).ok()?,
        ImageType::Png => exif::Reader::new().read_raw(notes_of_png(file)?).ok()?,
        // Browsers turn no other kind by its notes.
        _ => return None,
    };
    notes.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)
}

/// The notes of a PNG: browsers look no further than to where the picture itself begins.
fn notes_of_png(file: &mut (impl BufRead + Seek)) -> Option<Vec<u8>> {
    file.seek(SeekFrom::Start(SIGNATURE)).ok()?;
    loop {
        let mut head = [0; 8];
        file.read_exact(&mut head).ok()?;
        let [a, b, c, d, kind @ ..] = head;
        let length = u32::from_be_bytes([a, b, c, d]);
        match &kind {
            b"eXIf" if length <= MOST => {
                let mut notes = Vec::new();
                file.take(length.into()).read_to_end(&mut notes).ok()?;
                return Some(notes);
            }
            b"IDAT" | b"eXIf" => return None,
            // Behind each stands its checksum.
            _ => file.seek_relative(i64::from(length) + 4).ok()?,
        }
    }
}
