//! How large pictures are: their first bytes say it, and no more of them is read.

use std::fs::File;
use std::io::{BufRead, BufReader, Seek};
use std::path::Path;

use exif::{In, Tag};
use imagesize::{ImageType, reader_size, reader_type};

use crate::world::Dimensions;

/// From this orientation on, the rows of a photograph are the columns of what was seen.
const TURNED: u32 = 5;

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
    // Of other kinds the whole file may be read before it is known that there are no notes.
    if reader_type(&mut *file).ok()? != ImageType::Jpeg {
        return None;
    }
    file.rewind().ok()?;
    let notes = exif::Reader::new().read_from_container(file).ok()?;
    notes.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)
}
