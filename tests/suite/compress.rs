//! Compressed copies: what is in them is what is in the file, and only what gains by it has some.

use std::io::Read as _;

use variorum::compress::compressed;
use variorum::model::hosting::Encoding;
use variorum::model::site::Output;

fn decoded(output: &Output) -> Vec<u8> {
    let mut bytes = Vec::new();
    match output.url.rsplit('.').next() {
        Some("gz") => _ = flate2::read::GzDecoder::new(&*output.bytes).read_to_end(&mut bytes),
        Some("br") => _ = brotli::BrotliDecompress(&mut &*output.bytes, &mut bytes),
        _ => bytes = zstd::stream::decode_all(&*output.bytes).expect("a frame"),
    }
    bytes
}

#[test]
fn copies_hold_what_the_file_holds() {
    let check = |url: &str, bytes: &[u8], endings: &[&str]| {
        let output = Output { url: url.to_owned(), bytes: bytes.to_vec() };
        let copies = compressed(&output, &Encoding::ALL);
        assert_eq!(copies, compressed(&output, &Encoding::ALL), "{url}");
        let urls: Vec<String> = endings.iter().map(|ending| format!("{url}.{ending}")).collect();
        assert_eq!(copies.iter().map(|copy| &copy.url).collect::<Vec<_>>(), Vec::from_iter(&urls));
        for copy in copies {
            assert!(copy.bytes.len() < bytes.len() && decoded(&copy) == bytes, "{}", copy.url);
        }
    };
    let text = "<p>Words are repeated.</p>\n".repeat(100);
    let noise: Vec<u8> =
        (0..2000_u32).map(|n| blake3::hash(&n.to_le_bytes()).as_bytes()[0]).collect();
    let all = ["gz", "br", "zst"];
    check("articles/a.html", text.as_bytes(), &all);
    check("articles/a.jsonld", text.as_bytes(), &all);
    check("data/bibliography.bib", text.as_bytes(), &all);
    check("data/bibliography.ris", text.as_bytes(), &all);
    check("sitemap.xml", text.as_bytes(), &all);
    check("a.svg", text.as_bytes(), &all);
    check("short.html", b"<p>Words</p>", &[]);
    check("a.txt", &noise, &[]);
    check("a.png", text.as_bytes(), &[]);
    check("_headers", text.as_bytes(), &[]);
}
