//! Files that are copied: what is noted in pictures, what is packed, and text in other encodings.

use std::io::Write as _;

use variorum::disk::read;
use variorum::resolve::Options;
use variorum::verify;

use super::Archive;

#[test]
fn what_no_page_shows_is_looked_at() {
    let archive = Archive::new(Options::default());
    let jpeg = |marker: u8, note: &[u8]| {
        let length = u16::try_from(note.len() + 2).expect("a short note").to_be_bytes();
        [&[0xff, 0xd8, 0xff, marker], &length[..], note, &[0xff, 0xd9]].concat()
    };
    let png = |kind: &[u8], note: &[u8]| {
        let mut sum = flate2::Crc::new();
        sum.update(&[kind, note].concat());
        let length = u32::try_from(note.len()).expect("a short note").to_be_bytes();
        let sum = sum.sum().to_be_bytes();
        [b"\x89PNG\r\n\x1a\n", &length[..], kind, note, &sum, b"\0\0\0\0IEND\xaeB`\x82"].concat()
    };
    let webp = |kind: &[u8], note: &[u8]| {
        let length = |bytes: &[u8]| u32::try_from(bytes.len()).expect("short").to_le_bytes();
        let pad = &b"\0"[..note.len() % 2];
        let picture =
            [&b"WEBPVP8L\x05\0\0\0\x2f\0\0\0\0\0"[..], kind, &length(note), note, pad].concat();
        [b"RIFF", &length(&picture)[..], &picture].concat()
    };
    let sqlite = |text: &str| {
        let mut database = rusqlite::Connection::open_in_memory().expect("in memory");
        database.execute_batch("CREATE TABLE a (b TEXT)").expect("a table");
        database.execute("INSERT INTO a VALUES (?1)", [text]).expect("a row");
        database.serialize(rusqlite::MAIN_DB).expect("in memory").to_vec()
    };
    let utf_16: Vec<u8> = "\u{1}José O'Neil\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let odd = [&b"x"[..], &utf_16].concat();
    for (url, bytes, is_told) in [
        ("a.jpg", jpeg(0xfe, "taken by José O'Neil".as_bytes()), true),
        ("a.jpg", jpeg(0xe1, "Exif\0\0II*\0Canon\0José O'Neil\0".as_bytes()), true),
        ("a.jpg", jpeg(0xe1, &utf_16), true),
        ("a.jpg", jpeg(0xe1, &odd), true),
        (
            "a.jpg",
            jpeg(0xe1, "x\0<x:xmpmeta><dc:creator>José O&#39;Neil</dc:creator>".as_bytes()),
            true,
        ),
        ("a.txt", [&[0xff, 0xfe], &utf_16[2..]].concat(), true),
        ("a.css", "p::after { content: \"José O'Neil\" }".as_bytes().to_vec(), true),
        ("a.css", "/* by José O'Neil */".as_bytes().to_vec(), true),
        ("a.css", b"p { font: Pep }".to_vec(), false),
        ("a.png", png(b"tEXt", "Author\0José O'Neil".as_bytes()), true),
        ("a.png", png(b"zTXt", &[b"Author\0\0", &*packed("José O'Neil")].concat()), true),
        ("a.png", png(b"iTXt", &[b"Author\0\x01\0x\0\0", &*packed("José O'Neil")].concat()), true),
        ("a.webp", webp(b"XMP ", "<dc:creator>José O'Neil</dc:creator>".as_bytes()), true),
        ("a.webp", webp(b"EXIF", "II*\0José O'Neil\0".as_bytes()), true),
        ("a.webp", webp(b"ALPH", "José O'Neil".as_bytes()), false),
        ("a.txt", b"Jos\xe9 O'Neil, m\xeame".to_vec(), true),
        ("a.bin", b"\0Jos\xe9 O'Neil, m\xeame".to_vec(), false),
        (
            "a.docx",
            zip(
                "word/document.xml",
                "<w:p><w:r><w:t>José </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>O'Neil</w:t></w:r></w:p>",
            ),
            true,
        ),
        (
            "a.docx",
            zip("word/document.xml", "<w:p><w:t>José</w:t></w:p><w:p><w:t>O'Neil</w:t></w:p>"),
            false,
        ),
        ("a.odt", zip("content.xml", "<text:p>José <text:span>O'</text:span>Neil</text:p>"), true),
        ("a.zip", zip("José O'Neil.txt", ""), true),
        ("a.zip", zip("a.txt", "José O'Neil")[..50].to_vec(), true),
        ("a.zip", b"PK\x03\x04".to_vec(), false),
        ("a.sqlite", sqlite("José O'Neil"), true),
        // Three letters among the points of a picture are no name, and an end is no note.
        ("a.jpg", jpeg(0xfe, "\u{1}Pep\u{2}".as_bytes()), false),
        ("a.png", png(b"IDAT", "José O'Neil".as_bytes()), false),
        ("a.jpg", b"\xff\xd8".to_vec(), false),
        ("a.png", b"\x89PNG".to_vec(), false),
    ] {
        check(&archive, url, &bytes, is_told);
    }
}

#[test]
fn what_hides_a_name_is_looked_through() {
    let archive = Archive::new(Options::default());
    let inner = zip("a.txt", "José O'Neil");
    for (url, bytes, is_told) in [
        ("a.zip", zip("b.zip", &inner), true),
        ("a.zip", zip("b.docx", zip("word/document.xml", "<w:t>José O'Neil</w:t>")), true),
        ("a.zip", zip("b.zip", zip("José O'Neil.txt", "")), true),
        ("a.zip", zip("b.zip", zip("c.zip", &inner)), false),
        ("a.pdf", "%PDF-1.4\n1 0 obj << /Author (Jos\\351 O'Neil) >> endobj".into(), true),
        ("a.pdf", pdf("BT [(Jos\\351) -300 (O'N) 20 (eil)] TJ ET"), true),
        ("a.pdf", pdf("BT (Jos\\351) Tj ET BT (Neil) Tj ET"), false),
        ("a.zip", zip("a.pdf", pdf("BT (Jos\\351 O'Neil) Tj ET")), true),
        ("a.txt", "by J o s é  O ' N e i l, in May".into(), true),
        ("a.txt", "J-O-S-É O'-N-E-I-L".into(), true),
        ("a.txt", "J o s e b O N e i l".into(), false),
        ("a.txt", "P e p, a p p e p".into(), false),
        ("a.txt", "Jo\u{ad}sé O'\u{200b}Neil".into(), true),
        ("a.txt", "J\u{43e}sé O'Neil".into(), true),
        ("a.txt", "J\u{41e}SÉ O'NEIL".into(), true),
        ("a.txt", "José O'Ne\u{456}l".into(), true),
        // A word of two scripts does not make names of what is none.
        ("a.txt", "10 μm, Lange Gasse, m\u{435}me".into(), false),
        ("a.txt", "Рер".into(), false),
        ("a.html", "<p>Jos&eacute; O&rsquo;N&shy;eil".into(), true),
        ("a.html", "<p>Jos&eacut; O'Neil".into(), false),
    ] {
        check(&archive, url, &bytes, is_told);
    }
}

#[test]
fn what_is_encrypted_is_said_to_be() {
    // What is said of a file in a ZIP is written before it and once more in the list at the end.
    let locked = |name| {
        let mut bytes = zip(name, "word");
        let listed = bytes.windows(4).position(|sign| sign == b"PK\x01\x02").expect("a list");
        bytes[6] |= 1;
        bytes[listed + 8] |= 1;
        bytes
    };
    let office = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &name].concat()
    };
    for (url, bytes, is_told) in [
        ("a.zip", zip("a.txt", "word"), false),
        ("a.zip", locked("a.txt"), true),
        ("a.zip", zip("b.zip", locked("a.txt")), true),
        ("a.zip", zip("a.pdf", "%PDF-1.4\ntrailer << /Encrypt 5 0 R >>"), true),
        ("a.odt", zip("META-INF/manifest.xml", "<manifest:encryption-data/>"), true),
        ("a.epub", zip("META-INF/encryption.xml", "<encryption/>"), false),
        ("a.docx", office("EncryptedPackage"), true),
        ("a.doc", office("WordDocument"), false),
        ("a.pdf", b"%PDF-1.4\ntrailer << /Encrypt 5 0 R >>".to_vec(), true),
        ("a.pdf", pdf("BT (/Encrypt) Tj ET"), false),
        ("a.txt", b"/Encrypt".to_vec(), false),
    ] {
        let told = verify::encrypted(url, &copied(url, &bytes));
        assert_eq!(told.is_some(), is_told, "{url}: {:?}", String::from_utf8_lossy(&bytes));
    }
    let archive = Archive::new(Options::default());
    check(&archive, "a.zip", &locked("José O'Neil.txt"), true);
}

/// Whether a copied file with these bytes is told of.
fn check(archive: &Archive, url: &str, bytes: &[u8], is_told: bool) {
    let faults = archive.faults(url, copied(url, bytes));
    assert_eq!(!faults.is_empty(), is_told, "{:?}: {faults:?}", String::from_utf8_lossy(bytes));
}

/// What is looked at of a copied file with these bytes.
fn copied(url: &str, bytes: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(url);
    std::fs::write(&path, bytes).expect("a file");
    read::copied_words(&path, verify::is_read).expect("it is there")
}

fn packed(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(text.as_bytes()).expect("in memory");
    packed.finish().expect("in memory")
}

fn zip(name: &str, bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
    zip.write_all(bytes.as_ref()).expect("in memory");
    zip.finish().expect("in memory").into_inner()
}

/// A page of a PDF.
fn pdf(page: &str) -> Vec<u8> {
    let head = "%PDF-1.4\n1 0 obj << /Filter /FlateDecode >> stream\n";
    [head.as_bytes(), &packed(page), b"\nendstream endobj"].concat()
}
