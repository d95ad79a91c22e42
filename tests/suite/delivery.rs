//! Bringing a site to a folder: what is written, what is left alone, what a killed process leaves behind.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use variorum::disk::DiskError;
use variorum::disk::write::{Delivery, Terms};
use variorum::model::manifest::MANIFEST;
use variorum::model::site::Output;

use crate::commands::{archive, run};

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        fs::create_dir(folder.path().join("content")).expect("content");
        Self(folder)
    }

    fn path(&self, below: &str) -> std::path::PathBuf {
        self.0.path().join(below)
    }

    fn write(&self, below: &str, text: &str) {
        fs::create_dir_all(self.path(below).parent().expect("a parent")).expect("folders");
        fs::write(self.path(below), text).expect("a file");
    }

    fn begin(&self, output: &str, force: bool) -> Result<Delivery, DiskError> {
        Delivery::begin(Terms { output: &self.path(output), root: self.0.path(), force })
    }

    /// Delivers pages and tells what happened: `2 written, 0 unchanged, 0 removed`, or the fault.
    fn deliver(&self, pages: &[(&str, &str)], force: bool) -> String {
        let delivered = self.begin("public", force).and_then(|delivery| {
            for (url, text) in pages {
                delivery.accept(&Output { url: (*url).into(), bytes: text.as_bytes().to_vec() })?;
            }
            delivery.commit()
        });
        match delivered {
            Ok(d) => {
                format!("{} written, {} unchanged, {} removed", d.written, d.unchanged, d.removed)
            }
            Err(error) => error
                .to_string()
                .replace(&self.0.path().canonicalize().unwrap().display().to_string(), ""),
        }
    }

    /// Every file below `public` with its text, hidden ones and the manifest apart.
    fn public(&self) -> String {
        let mut files = Vec::new();
        list(&self.path("public"), "", &mut files);
        files.sort();
        files.join(" ")
    }
}

fn list(folder: &Path, below: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), files);
        } else if !name.starts_with('.') && name != MANIFEST {
            files.push(format!("{name}={}", fs::read_to_string(entry.path()).unwrap_or_default()));
        }
    }
}

#[test]
fn only_what_changed_is_written() {
    let folder = Folder::new();
    let steps: &[(&[(&str, &str)], &str, &str)] = &[
        (
            &[("index.html", "a"), ("x/y.html", "b")],
            "2 written, 0 unchanged, 0 removed",
            "index.html=a x/y.html=b",
        ),
        (
            &[("index.html", "a"), ("x/y.html", "b")],
            "0 written, 2 unchanged, 0 removed",
            "index.html=a x/y.html=b",
        ),
        (
            &[("index.html", "c"), ("x/y.html", "b")],
            "1 written, 1 unchanged, 0 removed",
            "index.html=c x/y.html=b",
        ),
        (&[("index.html", "c")], "0 written, 1 unchanged, 1 removed", "index.html=c"),
        (
            &[("index.html", "c"), ("x", "file")],
            "1 written, 1 unchanged, 0 removed",
            "index.html=c x=file",
        ),
        (
            &[("index.html", "c"), ("x/z.html", "d")],
            "1 written, 1 unchanged, 1 removed",
            "index.html=c x/z.html=d",
        ),
        (
            &[("../out.html", "c")],
            "cannot write `../out.html`: it is not below the output folder",
            "index.html=c x/z.html=d",
        ),
        (
            &[("/etc/x", "c")],
            "cannot write `/etc/x`: it is not below the output folder",
            "index.html=c x/z.html=d",
        ),
    ];
    for (pages, expected, after) in steps {
        assert_eq!(folder.deliver(pages, false), *expected);
        assert_eq!(folder.public(), *after);
    }
    assert!(
        !folder.path(".public.staging").exists() || !folder.path(".public.staging/files").exists()
    );
}

#[test]
fn untouched_files_keep_their_time() {
    let folder = Folder::new();
    folder.deliver(&[("index.html", "a")], false);
    let time = || fs::metadata(folder.path("public/index.html")).unwrap().modified().unwrap();
    let before = time();
    folder.deliver(&[("index.html", "a"), ("new.html", "b")], false);
    assert_eq!(time(), before);
}

#[test]
fn what_others_wrote_is_left_alone() {
    let folder = Folder::new();
    folder.write("public/index.html", "mine");
    folder.write("public/notes.txt", "mine too");
    let fault = folder.deliver(&[("index.html", "a")], false);
    assert_eq!(
        fault,
        "cannot overwrite `/public/index.html`: it is not Variorum's, and a page wants its place"
    );
    assert_eq!(folder.public(), "index.html=mine notes.txt=mine too");
    assert_eq!(folder.deliver(&[("index.html", "a")], true), "1 written, 0 unchanged, 0 removed");
    assert_eq!(folder.public(), "index.html=a notes.txt=mine too");
    // A page that was changed by hand is no longer ours to remove.
    folder.write("public/index.html", "changed");
    folder.deliver(&[("other.html", "b")], false);
    assert_eq!(folder.public(), "index.html=changed notes.txt=mine too other.html=b");
}

#[test]
fn a_killed_commit_is_finished_by_the_next_delivery() {
    let folder = Folder::new();
    folder.deliver(&[("a.html", "old"), ("b.html", "old"), ("gone.html", "old")], false);
    // What a process leaves that is killed after its journal and its first rename.
    folder.write("public/a.html", "new");
    folder.write(".public.staging/files/b.html", "new");
    let hash = blake3_of("new");
    let journal =
        format!("drop gone.html\nput a.html\nput b.html\nhave {hash} a.html\nhave {hash} b.html\n");
    folder.write(".public.staging/journal", &journal);
    let pages = [("a.html", "new"), ("b.html", "new")];
    assert_eq!(folder.deliver(&pages, false), "0 written, 2 unchanged, 0 removed");
    assert_eq!(folder.public(), "a.html=new b.html=new");
}

#[test]
fn a_process_killed_before_its_journal_leaves_nothing() {
    let folder = Folder::new();
    folder.deliver(&[("a.html", "old")], false);
    folder.write(".public.staging/files/a.html", "half");
    folder.write(".public.staging/files/stray.html", "half");
    assert_eq!(folder.deliver(&[("a.html", "old")], false), "0 written, 1 unchanged, 0 removed");
    assert_eq!(folder.public(), "a.html=old");
}

#[test]
fn an_abandoned_delivery_changes_nothing() {
    let folder = Folder::new();
    folder.deliver(&[("a.html", "old")], false);
    let delivery = folder.begin("public", false).expect("a delivery");
    delivery.accept(&Output { url: "a.html".into(), bytes: b"new".to_vec() }).expect("accepted");
    delivery.abandon().expect("abandoned");
    assert_eq!(folder.public(), "a.html=old");
}

#[test]
fn inputs_are_out_of_bounds() {
    let folder = Folder::new();
    folder.write("file", "");
    for (output, reason) in [
        ("content", "the archive's own files are there"),
        ("content/public", "the archive's own files are there"),
        ("public/../content", "the archive's own files are there"),
        ("", "the archive itself is in it"),
        ("file", "it is a file"),
    ] {
        let fault = folder.begin(output, true).expect_err("refused");
        assert_eq!(fault.reason, reason, "{output}");
        assert!(fault.help.is_some());
    }
}

#[test]
fn two_deliveries_to_one_folder_do_not_mix() {
    let folder = Folder::new();
    let first = folder.begin("public", false).expect("a delivery");
    let second = folder.begin("public", false).expect_err("refused");
    assert_eq!(second.reason, "another build is writing to the same folder");
    first.abandon().expect("abandoned");
}

fn blake3_of(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

#[test]
fn the_manifest_is_one_that_every_system_can_check() {
    let folder = Folder::new();
    folder.deliver(&[("index.html", "abc"), ("x/é y.html", "")], false);
    let manifest = fs::read_to_string(folder.path("public").join(MANIFEST)).expect("a manifest");
    // FIPS 180-2 has the first of these two as its example.
    assert_eq!(
        manifest,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  index.html\n\
         e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  x/é y.html\n"
    );
}

#[test]
fn builds_that_come_to_nothing_leave_nothing() {
    let folder = archive(&[("variorum.yaml", "title: [\n"), ("content/a.md", "x")]);
    for (arguments, code) in [
        (&["build"][..], 1),
        (&["build", "-o", "deep/er/out"], 1),
        (&["-r", "nowhere/at/all", "build"], 2),
    ] {
        let (ended, text) = run(folder.path(), arguments);
        assert_eq!(ended, code, "{text}");
        let there = fs::read_dir(folder.path()).expect("a folder").flatten();
        let mut there: Vec<_> = there.map(|entry| entry.file_name()).collect();
        there.sort();
        assert_eq!(there, ["content", "variorum.yaml"], "{arguments:?}");
    }
}
