//! What is brought along and cannot be written as text: zips, and files that are made to do harm.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use tempfile::TempDir;
use variorum::model::manifest::hex;
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

/// A saved page with pictures: one written into it, one beside it, one on the web, one that is no picture, and one that
/// names a file of the machine.
fn page(pictures: &str) -> String {
    format!(
        "<html lang=en><head><title>The wall</title><link rel=canonical href=https://example.org/wall></head><body>\
         <article><h1>The wall</h1><p>The wall of the old harbour is two metres too low, the council said on Monday. It \
         was built in 1904 and repaired in 1987, and since then the sea has risen by a hand.</p>{pictures}<p>The council \
         will decide in March whether the wall is raised, and who pays for it. Until then the road along the harbour \
         is closed at spring tides.</p></article></body></html>"
    )
}

/// A picture, as far as its first bytes tell.
fn picture(kind: &[u8]) -> Vec<u8> {
    let mut bytes = kind.to_vec();
    bytes.resize(300, 7);
    bytes
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let three = |three: &[u8]| {
        let bits = three.iter().fold(0_usize, |bits, &byte| bits << 8 | usize::from(byte));
        [18, 12, 6, 0].map(|shift| char::from(SIGNS[bits >> shift & 63]))
    };
    assert_eq!(bytes.len() % 3, 0, "no padding is needed");
    bytes.chunks(3).flat_map(three).collect()
}

/// The files below a folder, by their names, with what is in them.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).expect("below").display().to_string();
            found.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
    found
}

#[test]
fn pictures_that_come_with_a_page() {
    let folder = archive();
    let root = folder.path();
    fs::write(root.join("secret.png"), picture(PNG)).expect("a file");
    let inline = format!("data:image/png;base64,{}", base64(&picture(PNG)));
    let pictures = format!(
        "<figure><img src='{inline}' alt='Low [tide]'><figcaption>The wall in May.</figcaption></figure>\
         <p><img src='./wall_files/The%20wall.jpeg' alt='The wall'></p><p><img src='wall_files/x.png' alt='no picture'></p>\
         <p><img src='https://example.org/far.jpg' alt=far></p><p><img src='../secret.png' alt=secret></p>\
         <p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src='https://example.org/late.jpg' alt=late></p>"
    );
    fs::create_dir_all(root.join("in/wall_files")).expect("folders");
    fs::write(root.join("in/wall.html"), page(&pictures)).expect("a page");
    fs::write(root.join("in/wall_files/The wall.jpeg"), picture(b"\xff\xd8\xff")).expect("a file");
    fs::write(root.join("in/wall_files/x.png"), page("")).expect("a file");
    fs::write(root.join("in/wall_files/frame.html"), page("")).expect("a file");
    let (code, printed) = run(root, &["import", "--images", "in"]);
    assert_eq!(code, 0, "{printed}");
    assert!(printed.contains("images  2 pictures beside it"), "{printed}");
    assert!(printed.contains("only PNG, JPEG, GIF, WebP, AVIF and TIFF are taken"), "{printed}");
    let made = files(&root.join("content/articles"));
    let names: Vec<&str> = made.keys().map(String::as_str).collect();
    let [one, other, "the-wall.md"] = names[..] else { panic!("{names:?}") };
    let text = String::from_utf8(made["the-wall.md"].clone()).expect("a text");
    assert!(other.starts_with("images/the-wall-") && other.ends_with(".jpg"), "{names:?}");
    for expected in [
        &format!("![Low \\[tide\\]]({one} \"The wall in May.\")\n"),
        &format!("![The wall]({other})"),
        "![far](https://example.org/far.jpg)",
        "![late](https://example.org/late.jpg)",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(!text.contains("![secret](im") && !text.contains("x.png)"), "{text}");
    // The same page as a single file, and once more: nothing is written twice.
    let (code, _) = run(root, &["import", "--images", "in/wall.html", "in"]);
    assert_eq!((code, files(&root.join("content/articles"))), (0, made.clone()));
    let other = archive();
    let single = root.join("in/wall.html").display().to_string();
    let (_, printed) = run(other.path(), &["import", "--dry-run", &single]);
    assert!(printed.contains("are left out, and kept with `--images`"), "{printed}");
    run(other.path(), &["import", "--images", &single]);
    assert_eq!(files(&other.path().join("content/articles")), made, "beside a single file too");
}

#[test]
fn pictures_of_records() {
    let record = |image: &str| {
        format!(
            "---\ntitle: Ada Example\ntype: entity\nslug: ada\nkind: person\n{image}visibility: full\n---\n"
        )
    };
    let portrait = picture(PNG);
    let there = record("").replace("kind: person\n", "");
    for (image, expected, pictures) in [
        ("image: portrait.png\n", "image: images/portrait-", 1),
        ("image: \"[[portrait.png]]\"\n", "image: images/portrait-", 1),
        ("image: gone.png # lost\n", "image: gone.png # lost", 0),
        ("image: https://example.org/a.png\n", "image: https://example.org/a.png", 0),
        ("x-image: portrait.png\n", "x-image: portrait.png", 0),
    ] {
        for before in [None, Some(&there)] {
            let folder = archive();
            let root = folder.path();
            for (path, bytes) in [
                ("vault/entities/ada.md", record(image).as_bytes()),
                ("vault/entities/portrait.png", &portrait),
                ("content/entities/ada.md", before.map_or(&[][..], |text| text.as_bytes())),
            ] {
                fs::create_dir_all(root.join(path).parent().expect("a folder")).expect("folders");
                fs::write(root.join(path), bytes).expect("a file");
            }
            if before.is_none() {
                fs::remove_file(root.join("content/entities/ada.md")).expect("a file");
            }
            let (_, printed) = run(root, &["import", "--images", "vault"]);
            let is_missed = printed.contains("not among what came along: `gone.png`");
            assert_eq!(is_missed, image.contains("gone") && before.is_none(), "{printed}");
            let made = files(&root.join("content/entities"));
            let text = String::from_utf8(made["ada.md"].clone()).expect("a text");
            // A record that is there gets what is a key of records.
            let is_added = before.is_none() || !expected.starts_with("x-");
            let expected = expected.trim_end_matches(" # lost");
            assert_eq!(text.contains(expected), is_added, "{image}: {text}");
            assert_eq!(made.len(), 1 + pictures, "{image}: {:?}", made.keys());
            run(root, &["import", "--images", "vault"]);
            assert_eq!(files(&root.join("content/entities")), made, "{image}");
        }
    }
}

#[test]
fn pictures_that_notes_show() {
    let note = "---\ntitle: The wall\narchived: \"Low tide.png\"\nhighlights:\n  - {picture: wall.jpg, note: Torn.}\n  - note: gone.png\nclaims:\n  - says: It ebbs\n    picture: \"Low tide.png\"\n\
                entities:\n  - {name: Ann, picture: gone.png}\nx-own: [{picture: wall.jpg}]\n---\n\n![[Low tide.png|300]] ![The *wall*](../attachments/wall.jpg \"In May\")\n\n\
                ![again](/files/wall.jpg) ![post](/img/post.gif) ![code](x.svg) ![gone](gone.png) [[Low tide]]\n\n![chart](chart.tiff)\n\n\
                ![out](../../secret.png) ![far](https://example.org/far.jpg) `![](../attachments/wall.jpg)`\n\n\
                <figure><a href=\"/files/wall.jpg\"><img src='../attachments/wall.jpg' width=300></a></figure>\n\n\
                [all](../attachments/wall.jpg) [talk](../attachments/talk.pdf)\n";
    let jpeg = picture(b"\xff\xd8\xff");
    let brought: &[(&str, &[u8])] = &[
        ("notes/The wall.md", note.as_bytes()),
        ("deep/down/Low tide.png", &picture(PNG)),
        ("attachments/wall.jpg", &jpeg),
        ("attachments/chart.tiff", &picture(b"II*\0")),
        ("files/wall.jpg", &jpeg),
        ("static/img/post.gif", &picture(b"GIF89a")),
        ("notes/x.svg", b"<svg onload='alert(1)'>a picture that could run a script, and is long enough to be one, so it stays</svg>"),
    ];
    let folder = archive();
    let root = folder.path();
    fs::write(root.join("secret.png"), picture(PNG)).expect("a file");
    for (name, bytes) in brought {
        let at = root.join("vault").join(name);
        fs::create_dir_all(at.parent().expect("a folder")).expect("folders");
        fs::write(at, bytes).expect("a file");
    }
    let (code, printed) = run(root, &["import", "--images", "vault"]);
    assert_eq!(code, 0, "{printed}");
    let expected = "2 pictures are not among what came along: `../../secret.png`, `gone.png`";
    assert!(printed.contains(expected), "{printed}");
    assert!(printed.contains("1 file is not carried: `../attachments/talk.pdf`"), "{printed}");
    assert!(printed.contains("1 picture is left out: only PNG"), "{printed}");
    let made = files(&root.join("content/articles"));
    let names: Vec<&str> = made.keys().map(String::as_str).collect();
    let [chart, low, post, wall, "the-wall.md"] = names[..] else { panic!("{names:?}") };
    let text = String::from_utf8(made["the-wall.md"].clone()).expect("a text");
    for expected in [
        &format!(
            "![]({low}) ![The *wall*]({wall} \"In May\")\n\n![again]({wall}) ![post]({post}) "
        ),
        "![code](x.svg) ![gone](gone.png) [[Low tide]]\n\n",
        &format!("![chart]({chart})\n\n![out](../../secret.png) "),
        &format!("archived: {low}\n"),
        "![far](https://example.org/far.jpg) `![](../attachments/wall.jpg)`",
        &format!("<figure><a href=\"{wall}\"><img src='{wall}' width=300></a></figure>"),
        &format!("[all]({wall}) [talk](../attachments/talk.pdf)"),
        // What is said of a picture is said of it under its new name.
        &format!("  - {{picture: {wall}, note: Torn.}}\n  - note: gone.png\n"),
        &format!("    picture: {low}\n"),
        "picture: gone.png}\nx-own: [{picture: wall.jpg}]\n",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    run(root, &["import", "--images", "vault"]);
    assert_eq!(files(&root.join("content/articles")), made, "importing again changes nothing");
    // From a zip the same; the note alone has only what lies beside it.
    let other = archive();
    zip(&other.path().join("vault.zip"), brought);
    run(other.path(), &["import", "--images", "vault.zip"]);
    assert_eq!(files(&other.path().join("content/articles")), made);
    let alone = archive();
    let path = root.join("vault/notes/The wall.md").display().to_string();
    let (_, printed) = run(alone.path(), &["import", "--dry-run", &path]);
    run(alone.path(), &["import", "--images", &path]);
    assert_eq!(articles(&alone), ["the-wall.md"]);
    assert!(printed.contains("are left out, and kept with `--images`"), "{printed}");
}

#[test]
fn pictures_that_are_parts_of_a_message() {
    let folder = archive();
    let html =
        page("<p><img src='https://example.org/w.png' alt=one><img src='cid:two@x' alt=two></p>");
    let part = |head: &str| {
        format!(
            "------x\r\n{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64(&picture(PNG))
        )
    };
    let message = [
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----x\"\r\n\r\n",
        &format!(
            "------x\r\nContent-Type: text/html\r\nContent-Location: https://example.org/wall\r\n\r\n{html}\r\n"
        ),
        &part("Content-Type: image/png\r\nContent-Location: https://example.org/w.png"),
        &part("Content-Type: image/png\r\nContent-ID: <two@x>"),
        "------x--\r\n",
    ];
    fs::write(folder.path().join("a.mhtml"), message.concat()).expect("a message");
    let (code, printed) = run(folder.path(), &["import", "--images", "a.mhtml"]);
    assert_eq!(code, 0, "{printed}");
    let made = files(&folder.path().join("content/articles"));
    // Two names of the same bytes are two pictures, and both are there.
    let pictures: Vec<_> = made.iter().filter(|(name, _)| name.ends_with(".png")).collect();
    assert_eq!(pictures.len(), 2, "{made:?}");
    assert!(pictures.iter().all(|(_, bytes)| **bytes == picture(PNG)));
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
