//! What is brought along and cannot be written as text: zips, and files that are made to do harm.

use std::fs;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use tempfile::TempDir;
use variorum::model::manifest::hex;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::commands::{files, run};

mod pictures;

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

/// A saved page with these pictures.
fn page(pictures: &str) -> String {
    format!(
        "<html lang=en><head><title>The wall</title><link rel=canonical href=https://example.org/wall></head><body>\
         <article><h1>The wall</h1><p>The wall of the old harbour is two metres too low, the council said on Monday. It \
         was built in 1904 and repaired in 1987, and since then the sea has risen by a hand.</p>{pictures}<p>The council \
         will decide in March whether the wall is raised, and who pays for it. Until then the road along the harbour \
         is closed at spring tides.</p></article></body></html>"
    )
}

#[test]
fn an_archive_that_lost_its_empty_folders() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("variorum.yaml"), "title: T\n").expect("settings");
    fs::write(folder.path().join("a.txt"), "A Title\n\nA text of some words.\n").expect("a text");
    let (code, printed) = run(folder.path(), &["import", "--dry-run", "--suggest", "a.txt"]);
    assert_eq!((code, folder.path().join("content").exists()), (0, false), "{printed}");
    let (code, printed) = run(folder.path(), &["import", "a.txt"]);
    assert_eq!((code, articles(&folder)), (0, vec!["a-title.md".to_owned()]), "{printed}");
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
        ("attributes.html", format!("<title>x</title><p {}>Words", "a b=1 ".repeat(200_000))),
        ("unknown.html", deep("<path>", 100_000)),
        (
            "drawn.html",
            deep("<p><svg><text x='1'>a</text><polygon points='1 1'/></svg></p>", 2_000),
        ),
        ("nested.html", deep("<table><tr><td>", 60)),
        ("below.html", deep("<div>", 300)),
        ("open.html", "<".repeat(20_000)),
        ("comment.html", format!("<title>x</title><!--{}", "<div>".repeat(100_000))),
        ("hidden.html", format!("<textarea><!--</textarea>{}-->", "<div>".repeat(200_000))),
        ("word.html", format!("<title>Word</title><!--{}--><p>Some words.", "<w:x>".repeat(1_000))),
        ("brackets.html", brackets),
        (
            "cells.html",
            deep("<table>", 1) + &"<tr><td rowspan=65535 colspan=65535>a<td>b".repeat(4_000),
        ),
        (
            "notes.html",
            deep(
                "<p class=ltx_note id=a><i class=ltx_note_content><b class=ltx_note_mark>1</b>a</i>b",
                2_000,
            ),
        ),
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
    for name in ["divs", "spans", "tables", "hidden", "unknown"] {
        let expected = format!("not read   in/{name}.html: its elements stand in each other");
        assert!(printed.contains(&expected), "{printed}");
    }
    let expected = "not read   in/attributes.html: an element has more than 2000 attributes";
    assert!(printed.contains(expected), "{printed}");
    assert!(
        ["below", "brackets", "word", "drawn", "nested"]
            .iter()
            .all(|name| printed.contains(&format!("from in/{name}.html"))),
        "{printed}"
    );
    assert!(!printed.contains("panicked"), "{printed}");
}

#[test]
fn originals_are_kept_and_published_nowhere() {
    let folder = archive();
    let root = folder.path();
    let words = "A sentence of the page that is in no article and on no page of a site of mine.";
    let saved = page("").replace("</html>", &format!("<!-- {words} --></html>"));
    fs::create_dir(root.join("in")).expect("a folder");
    fs::write(root.join("in/Wall.HTML"), &saved).expect("a page");
    let list =
        "URL,Title,Selection,Folder\nhttps://example.org/a,One,,\nhttps://example.org/b,Two,,\n";
    zip(&root.join("in/list.zip"), &[("list.csv", list.as_bytes())]);
    let arguments = ["import", "--keep-original", "in/Wall.HTML", "in/list.zip"];
    let (_, printed) = run(root, &[&arguments[..], &["--dry-run"]].concat());
    assert!(printed.contains("2 originals kept (nothing is written"), "{printed}");
    assert!(!root.join("originals").exists());
    let (code, printed) = run(root, &arguments);
    assert_eq!(code, 0, "{printed}");
    let kept = files(&root.join("originals"));
    assert_eq!(kept.len(), 2, "the zip is kept once for both articles: {printed}");
    for (name, bytes) in &kept {
        let hash = hex(&Sha256::digest(bytes));
        let article = if name.starts_with("wall-") { "the-wall.md" } else { "one.md" };
        let text = fs::read_to_string(root.join("content/articles").join(article)).expect("a text");
        let expected = format!("capture:\n  file: ../../originals/{name}\n  sha256: {hash}\n");
        assert!(text.contains(&expected), "{expected}: {text}");
    }
    assert_eq!(kept.values().find(|bytes| bytes.starts_with(b"<html")), Some(&saved.into_bytes()));
    run(root, &arguments);
    assert_eq!(files(&root.join("originals")), kept, "importing again changes nothing");
    // Also where all of the text is published, and in the reader's own edition.
    let path = root.join("content/articles/the-wall.md");
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, text.replace("visibility: excerpt", "visibility: full\nlicence: CC0-1.0"))
        .expect("a text");
    for arguments in [&["build", "--strict"][..], &["build", "--private"]] {
        let (code, printed) = run(root, arguments);
        assert_eq!(code, 0, "{printed}");
    }
    let made = files(&root.join("public")).into_iter().chain(files(&root.join("private")));
    let told = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        text.contains(words) || text.contains("originals/")
    };
    let told: Vec<String> = made.filter(|(_, bytes)| told(bytes)).map(|(name, _)| name).collect();
    assert!(told.is_empty(), "{told:?}");
    let (code, printed) = run(root, &["import", "--keep-original", "--to", "/tmp", "in/Wall.HTML"]);
    assert_eq!((code, printed.contains("it is no archive")), (2, true), "{printed}");
}
