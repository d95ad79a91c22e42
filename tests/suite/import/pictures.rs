//! Pictures that come with what is brought along.

use std::fs;

use super::{archive, articles, page, zip};
use crate::commands::{files, run};

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

/// One picture is written into the page, one lies beside it, one is on the web, one is none, and one names a file of the
/// machine.
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
