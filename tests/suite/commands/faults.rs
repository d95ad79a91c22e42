//! How the command line reports what is wrong with an archive.

use std::fs;

use super::{CONFIG, archive, check, run};

#[test]
fn an_archive_that_is_not_there() {
    check(
        &[],
        &["build"],
        2,
        &["cannot read `HERE/variorum.yaml`: there is no such file", "variorum init"],
    );
    check(&[CONFIG], &["build"], 2, &["cannot read `HERE/content`: there is no such folder"]);
    check(
        &[CONFIG, ("content/a.md", "x")],
        &["build", "-o", "content"],
        2,
        &["the archive's own files are there"],
    );
    check(&[], &["new", "article", "A"], 2, &["variorum init"]);
}

#[test]
fn faults_are_all_reported_with_their_place() {
    let files = &[
        CONFIG,
        (
            "content/articles/a.md",
            "---\ntitle: A\ncolour: red\nhighlights:\n  - absent words here\n---\nThe text of the article.\n",
        ),
        ("content/articles/b.md", "---\ntitle: [\n---\nText.\n"),
        ("content/articles/c.md", "---\ntitle: C\nText.\n"),
        ("content/articles/d.md", ""),
    ];
    check(
        files,
        &["check", "--format", "short"],
        1,
        &[
            "content/articles/a.md:3:1: warning[unknown-key]: the key `colour` is not known\n",
            "content/articles/a.md:5:5: warning[quote-not-found]",
            "content/articles/b.md:2:8: error[yaml]: a bracket is not closed\n",
            "content/articles/c.md:1:1: error[front-matter-open]",
            "content/articles/d.md:1:1: warning[empty-file]: this file has no content\n",
            ": 2 errors, 3 warnings.",
        ],
    );
    check(files, &["check", "--format", "json"], 1, &["\"code\":\"unknown-key\"", "\"line\":3"]);
    check(
        files,
        &["check", "--format", "github"],
        1,
        &["::warning file=content/articles/a.md,line=3,col=1,title=unknown-key::"],
    );
    check(
        files,
        &["check", "--format", "sarif"],
        1,
        &["\"version\": \"2.1.0\"", "\"ruleId\": \"unknown-key\""],
    );
    check(
        files,
        &["check"],
        1,
        &["--> content/articles/a.md:3:1", "write it as `x-colour` or under `extra:`"],
    );
}

#[test]
fn the_first_of_many_faults_are_drawn_and_the_others_counted_by_kind() {
    // A warning and an error by turns, and one more kind of each at last.
    let mut files: Vec<(String, String)> = (100..160)
        .map(|number| {
            let key =
                if number % 2 == 0 { format!("own{number}: 1") } else { "title: [".to_owned() };
            (format!("content/articles/{number}.md"), format!("---\n{key}\n---\nText.\n"))
        })
        .collect();
    files.push(("content/articles/200.md".to_owned(), "---\ntitle: Never ended\n".to_owned()));
    files.push(("content/articles/201.md".to_owned(), String::new()));
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let folder = archive(&files.chain([CONFIG]).collect::<Vec<_>>());
    let codes = ["unknown-key", "yaml", "front-matter-open", "empty-file"];
    for (args, shown, rest) in [
        (
            &["check"][..],
            [1, 17, 1, 1],
            "and 13 yaml, 29 unknown-key (all of them with `--verbose`)",
        ),
        (&["check", "-q"], [0, 19, 1, 0], "and 11 yaml (all of them with `--verbose`)"),
        (&["check", "--verbose"], [30, 30, 1, 1], ""),
        (&["check", "--format", "short"], [30, 30, 1, 1], ""),
        (&["check", "--format", "json"], [30, 30, 1, 1], ""),
    ] {
        let (code, text) = run(folder.path(), args);
        let count = |name| {
            text.matches(&format!("[{name}]")).count()
                + text.matches(&format!("\"{name}\"")).count()
        };
        assert_eq!((code, codes.map(count)), (1, shown), "{args:?}\n{text}");
        assert!(text.contains(rest), "{args:?}\n{text}");
        assert!(rest.is_empty() != text.contains("all of them"), "{args:?}\n{text}");
    }
}

#[test]
fn warnings_count_only_when_asked() {
    let files = &[CONFIG, ("content/articles/a.md", "---\ncolour: red\n---\nText.\n")];
    check(files, &["check"], 0, &["0 errors, 1 warning."]);
    check(files, &["check", "--strict"], 1, &["0 errors, 1 warning."]);
    check(files, &["-q", "check"], 0, &[]);
}

#[test]
fn a_build_with_errors_leaves_the_last_good_output() {
    let folder = archive(&[CONFIG, ("content/articles/a.md", "---\ntitle: A\n---\nOne.\n")]);
    let page = folder.path().join("public/articles/a.html");
    assert_eq!(run(folder.path(), &["build"]).0, 0);
    let good = fs::read_to_string(&page).expect("a page");
    assert!(good.contains("One."));
    fs::write(folder.path().join("content/articles/a.md"), "---\ntitle: A\n---\nTwo.\n").unwrap();
    // A front matter that cannot be read is an error, and its text is taken for private.
    fs::write(folder.path().join("content/articles/b.md"), "---\ntitle: [\n---\nThree.\n").unwrap();
    assert_eq!(run(folder.path(), &["build"]).0, 1);
    assert_eq!(fs::read_to_string(&page).unwrap(), good);
    assert_eq!(run(folder.path(), &["build", "--keep-going"]).0, 1);
    assert!(fs::read_to_string(&page).unwrap().contains("Two."));
    assert!(!folder.path().join("public/articles/b.html").exists());
}
