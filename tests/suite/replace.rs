//! Changing an input: whole, and only while it is what was read.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use tempfile::TempDir;
use variorum::disk::replace::replace;
use variorum::source::Source;

/// Replaces `content/a.md`, which was read as `read`, by `new`: what came of it, and what is there then.
fn replaced(folder: &TempDir, read: &str, new: &str) -> (String, String) {
    let source = Source::new("content/a.md", read);
    let outcome = match replace(folder.path(), &source, new) {
        Ok(()) => "done".to_owned(),
        Err(error) => error.reason,
    };
    let there = fs::read_to_string(folder.path().join("content/a.md")).expect("a file");
    (outcome, there)
}

fn folder(text: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    fs::write(folder.path().join("content/a.md"), text).expect("a file");
    folder
}

#[test]
fn a_file_is_replaced_only_while_it_is_what_was_read() {
    for (there, read, outcome, after) in [
        ("old", "old", "done", "new"),
        ("\u{feff}old\r\n", "old\r\n", "done", "\u{feff}new"),
        ("other", "old", "it has been changed since it was read", "other"),
        ("old, and more", "old", "it has been changed since it was read", "old, and more"),
        ("", "old", "it has been changed since it was read", ""),
    ] {
        let folder = folder(there);
        assert_eq!(replaced(&folder, read, "new"), (outcome.into(), after.into()), "{there:?}");
        let names = fs::read_dir(folder.path().join("content")).expect("a folder").count();
        assert_eq!(names, 1, "nothing is left beside the file");
    }
}

#[test]
fn links_are_neither_replaced_nor_followed() {
    let folder = folder("old");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("outside"), "outside").expect("a file");
    symlink(path("outside"), path("content/.a.md.part")).expect("a link");
    fs::set_permissions(path("content/a.md"), fs::Permissions::from_mode(0o640)).expect("a mode");
    assert_eq!(replaced(&folder, "old", "new"), ("done".into(), "new".into()));
    assert_eq!(fs::read_to_string(path("outside")).expect("a file"), "outside");
    let mode = fs::metadata(path("content/a.md")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    fs::remove_file(path("content/a.md")).expect("removed");
    symlink(path("outside"), path("content/a.md")).expect("a link");
    let refused = ("it is not a file of its own".into(), "outside".into());
    assert_eq!(replaced(&folder, "outside", "new"), refused);
}
