//! How large pictures are shown, by what their first bytes say.

use std::fs;

use variorum::disk::read::{Setup, read};
use variorum::world::Dimensions;

use crate::commands::archive;

/// The beginning of a photograph of 40 by 30 pixels that was taken with the camera held so.
fn jpeg(orientation: Option<u8>) -> Vec<u8> {
    let note = orientation.map(|orientation| {
        let tiff =
            [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", &[orientation][..]].concat();
        [b"\xff\xe1\0\x22Exif\0\0", &*tiff, b"\0\0\0\0\0\0"].concat()
    });
    let frame = b"\xff\xc0\0\x0b\x08\0\x1e\0\x28\x01\x01\x11\0\xff\xda\0\x02";
    [b"\xff\xd8", &*note.unwrap_or_default(), frame].concat()
}

#[test]
fn pictures_say_how_large_they_are() {
    let png = |size: &[u8]| [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", size].concat();
    // An eXIf chunk, before the picture itself or behind it.
    let notes = [
        b"\0\0\0\x1aeXIfMM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
        &b"CRC!"[..],
    ]
    .concat();
    let noted = |before: &[u8], after: &[u8]| {
        let data = b"\0\0\0\0IDATCRC!";
        [&*png(b"\0\0\0\x28\0\0\0\x1e"), b"\x08\x02\0\0\0CRC!", before, data, after].concat()
    };
    let cases: &[(&str, Vec<u8>, Option<(usize, usize)>)] = &[
        ("a.png", png(b"\0\0\0\x28\0\0\0\x1e"), Some((40, 30))),
        ("A.PNG", png(b"\0\0\0\x28\0\0\0\x1e"), Some((40, 30))),
        ("upright.png", noted(&notes, b""), Some((30, 40))),
        // Browsers do not look behind it.
        ("late.png", noted(b"", &notes), Some((40, 30))),
        ("long.png", noted(b"\xff\xff\xff\xffeXIf", b""), Some((40, 30))),
        ("a.gif", b"GIF89a\x28\0\x1e\0\0\0\0".to_vec(), Some((40, 30))),
        (
            "a.webp",
            b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x27\0\0\x1d\0\0".to_vec(),
            Some((40, 30)),
        ),
        ("a.jpg", jpeg(None), Some((40, 30))),
        ("upright.jpg", jpeg(Some(6)), Some((30, 40))),
        ("mirrored.jpg", jpeg(Some(2)), Some((40, 30))),
        ("nonsense.jpg", jpeg(Some(0)), Some((40, 30))),
        // By what it is, as browsers do, and not by its name.
        ("misnamed.png", jpeg(None), Some((40, 30))),
        ("broken.png", b"\x89PNG\r\n\x1a\n".to_vec(), None),
        ("none.png", png(&[0; 8]), None),
        ("empty.jpg", Vec::new(), None),
        ("text.gif", b"No picture.".to_vec(), None),
        ("a.svg", b"<svg width=\"40\" height=\"30\"/>".to_vec(), None),
        // Pages show no such file.
        ("a.bin", png(b"\0\0\0\x28\0\0\0\x1e"), None),
    ];
    let folder = archive(&[("variorum.yaml", "title: T\n"), ("content/a.md", "A.\n")]);
    for (name, bytes, _) in cases {
        fs::write(folder.path().join("content").join(name), bytes).expect("a file");
    }
    let world = read(&Setup { root: folder.path().into(), ..Setup::default() }).expect("a world");
    for (name, _, expected) in cases {
        let dimensions = world.value.assets[&format!("content/{name}")].dimensions;
        let expected = expected.map(|(width, height)| Dimensions { width, height });
        assert_eq!(dimensions, expected, "{name}");
    }
}
