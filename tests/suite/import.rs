//! What is brought along and cannot be written as text: zips, and files that are made to do harm.

use std::fs;
use std::io::Write;
use std::path::Path;

use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::commands::run;

/// An archive with one article.
fn archive() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("variorum.yaml"), "title: T\n").expect("settings");
    fs::create_dir_all(folder.path().join("content/articles")).expect("folders");
    folder
}

fn zip(path: &Path, files: &[(&str, &[u8])]) {
    let mut zip = ZipWriter::new(fs::File::create(path).expect("a file"));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file in it");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("a zip");
}

fn articles(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join("content/articles")).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into())
        .collect();
    names.sort();
    names
}

#[test]
fn zips_that_are_made_to_do_harm() {
    let folder = archive();
    let text = b"A Title\n\nA text of some words.\n";
    let bomb = vec![b'a'; 3 << 20];
    zip(
        &folder.path().join("a.zip"),
        &[
            ("../../escaped.txt", text),
            ("/absolute.txt", text),
            ("bomb.txt", &bomb),
            ("fine/text.txt", text),
        ],
    );
    let (code, printed) = run(folder.path(), &["import", "a.zip"]);
    assert_eq!(code, 1, "{printed}");
    for expected in [
        "not read   a.zip/../../escaped.txt: its name leads out of the zip",
        "not read   a.zip//absolute.txt: its name leads out of the zip",
        "not read   a.zip/bomb.txt: it would unpack to",
        "new        content/articles/a-title.md  from a.zip/fine/text.txt",
    ] {
        assert!(printed.contains(expected), "{printed}");
    }
    assert_eq!(articles(&folder), ["a-title.md"]);
    assert!(!folder.path().parent().expect("a folder").join("escaped.txt").exists());
    let bytes = fs::read(folder.path().join("a.zip")).expect("a zip");
    fs::write(folder.path().join("b.zip"), &bytes[..bytes.len() / 2]).expect("half a zip");
    let (code, printed) = run(folder.path(), &["import", "b.zip"]);
    assert_eq!((code, printed.contains("it is a broken zip")), (2, true), "{printed}");
}

#[test]
fn pages_that_are_made_to_do_harm() {
    let folder = archive();
    let deep = |tag: &str, depth: usize| {
        format!(
            "<html><title>Deep</title><body>{}<p>Some words of a page that is deep.</p>",
            tag.repeat(depth)
        )
    };
    let brackets = format!("<title>Brackets</title><p>A text of words {}</p>", "[".repeat(50_000));
    let pages = [
        ("divs.html", deep("<div>", 200_000)),
        ("spans.html", deep("<b><i>", 100_000)),
        ("tables.html", deep("<table><tr><td>", 50_000)),
        ("below.html", deep("<div>", 300)),
        ("open.html", "<".repeat(20_000)),
        ("comment.html", format!("<title>x</title><!--{}", "<div>".repeat(100_000))),
        ("brackets.html", brackets),
        (
            "paragraphs.html",
            format!("<title>Many</title>{}", "<p>words of a paragraph".repeat(4_000)),
        ),
    ];
    fs::create_dir(folder.path().join("in")).expect("a folder");
    for (name, page) in pages {
        fs::write(folder.path().join("in").join(name), page).expect("a page");
    }
    let (code, printed) = run(folder.path(), &["import", "in"]);
    assert_eq!(code, 1, "{printed}");
    for name in ["divs", "spans", "tables"] {
        let expected = format!("not read   in/{name}.html: its elements stand in each other");
        assert!(printed.contains(&expected), "{printed}");
    }
    assert!(
        printed.contains("in/below.html\n") && printed.contains("in/brackets.html"),
        "{printed}"
    );
    assert!(!printed.contains("panicked"), "{printed}");
}
