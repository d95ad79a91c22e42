//! Commands as a person types them: what they print, what they leave, how they end.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

mod faults;

/// Runs `variorum` in a folder with these files; the exit code, and everything it printed without times.
pub(crate) fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(args)
        .current_dir(folder)
        .env_remove("VARIORUM_BASE_URL")
        .env("NO_COLOR", "1")
        .env("RUST_BACKTRACE", "0")
        .output()
        .expect("variorum runs");
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).expect("UTF-8");
    let text = text.replace(&folder.canonicalize().unwrap().display().to_string(), "HERE");
    (output.status.code().expect("an exit code"), without_times(&text))
}

/// `in 12 ms: …` and `in 1.2 s: …` become `in N ms: …`, so that a busy machine prints the same.
fn without_times(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for unit in 1..words.len() {
        let is_time = words[unit].starts_with("ms:") || words[unit].starts_with("s:");
        if is_time && words[unit - 1].parse::<f64>().is_ok() {
            words[unit - 1] = "N";
            words[unit] = if words[unit].starts_with("s:") { "ms:" } else { words[unit] };
        }
    }
    words.join(" ")
}

/// A folder with these files.
pub(crate) fn archive(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The files below a folder, by their paths in it.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    let named = files.map(|entry| {
        let name = entry.path().strip_prefix(folder).expect("a path below it");
        (name.display().to_string(), fs::read(entry.path()).expect("a file"))
    });
    named.collect()
}

const CONFIG: (&str, &str) = ("variorum.yaml", "title: T\n");

/// In an archive with `files`, `args` end in `code` and print each of `expected`.
fn check(files: &[(&str, &str)], args: &[&str], code: i32, expected: &[&str]) {
    let folder = archive(files);
    let (actual, text) = run(folder.path(), args);
    assert_eq!(actual, code, "{args:?}\n{text}");
    for expected in expected {
        assert!(text.contains(expected), "{args:?} does not print\n{expected}\nbut\n{text}");
    }
}

#[test]
fn the_command_line_teaches() {
    let none = &[];
    check(none, &["--version"], 0, &[concat!("variorum ", env!("CARGO_PKG_VERSION"))]);
    check(none, &["--help"], 0, &["variorum init my-archive", "Build the site", "--root"]);
    check(none, &["theme", "show"], 0, &["\nTemplates below it: 404.html, article.html, "]);
    check(none, &["biuld"], 2, &["similar subcommand", "build"]);
    check(none, &["build", "--ouput-dir", "x"], 2, &["--output-dir"]);
    check(none, &["completions", "bash"], 0, &["_variorum"]);
    check(none, &["completion", "zsh"], 0, &["#compdef variorum"]);
}

#[test]
fn a_new_file_goes_where_the_settings_have_its_kind() {
    let files =
        [("variorum.yaml", "title: T\nfolders: {articles: [Clippings], questions: [Open]}\n")];
    check(&files, &["new", "article", "A"], 0, &["HERE/content/Clippings/a.md"]);
    check(&files, &["new", "question", "A"], 0, &["HERE/content/Open/a.md"]);
    check(&files, &["new", "entity", "A"], 0, &["HERE/content/entities/a.md"]);
}

#[test]
fn a_kind_of_ones_own_is_written_like_the_others() {
    let article = "---\nentities: [{name: Mary Rose, kind: ship}]\n---\nThe Mary Rose sank.\n";
    let folder = archive(&[CONFIG, ("content/articles/a.md", article)]);
    assert_eq!(run(folder.path(), &["build"]).0, 0);
    for page in ["entities", "entities/mary-rose", "articles/a"] {
        let html =
            fs::read_to_string(folder.path().join(format!("public/{page}.html"))).expect(page);
        assert!(html.contains(">Ship<"), "{page}\n{html}");
    }
}

#[test]
fn each_step_is_timed_where_that_is_asked_for() {
    let files = [CONFIG, ("content/articles/a.md", "a")];
    let steps = ["read  ", "\nparse ", "\nresolve", "\nrender ", "\n  writing", "\nindex  "];
    check(&files, &["build", "--timings"], 0, &[&steps[..], &["\ndeliver", "Built"]].concat());
    check(&files, &["check", "--timings", "--quiet"], 0, &steps);
    let (_, text) = run(archive(&files).path(), &["build"]);
    assert!(!text.contains("resolve"), "{text}");
}

#[test]
fn a_site_that_would_be_the_same_is_not_made_again() {
    let article = "---\ntitle: A\nhighlights: [not there]\n---\nText.\n";
    let folder = archive(&[CONFIG, ("content/articles/a.md", article)]);
    let path = |below: &str| folder.path().join(below);
    let build = |flags: &[&str]| {
        let (code, text) = run(folder.path(), &[&["build", "--timings"], flags].concat());
        assert_eq!(code, 0, "{text}");
        assert!(text.contains("warning[quote-not-found]") && text.contains("a.md:3:14"), "{text}");
        (text.contains("\nrender"), text)
    };
    let said = |text: &str| text.split("read  ").next().unwrap_or_default().to_owned();
    let (made, first) = build(&[]);
    let (made_again, second) = build(&[]);
    assert!(made && !made_again, "{second}");
    assert_eq!(said(&first), said(&second));
    assert!(second.contains(" 0 written, ") && !second.contains(" 0 unchanged"), "{second}");
    assert!(second.contains("public edition") && second.contains("from 1 article "), "{second}");

    assert!(build(&["--force"]).0, "it was asked for");
    assert!(!build(&[]).0);
    assert!(build(&["--private"]).0, "another edition");
    assert!(build(&["--base-url", "https://example.org"]).0, "another setting");
    assert!(build(&[]).0, "the folder holds a site with another setting");
    fs::write(path("public/index.html"), "other").unwrap();
    assert!(build(&[]).1.contains(" 1 written"), "a file is another one");
    assert_ne!(fs::read_to_string(path("public/index.html")).unwrap(), "other");
    fs::remove_file(path("public/robots.txt")).unwrap();
    assert!(build(&[]).1.contains(" 1 written"), "a file is gone");
    fs::create_dir(path("static")).unwrap();
    fs::write(path("static/x.txt"), "x").unwrap();
    assert!(build(&[]).1.contains(" 1 written"), "a file is new");
    fs::write(path("content/articles/a.md"), article.replace("Text", "Words")).unwrap();
    assert!(build(&[]).0, "an article is another one");
    fs::remove_dir_all(path(".variorum")).unwrap();
    assert!(build(&[]).1.contains(" 0 written"), "nothing is known");
}

#[test]
fn a_vault_is_told_once_what_all_its_notes_have() {
    let notes = [
        ("content/articles/a.md", "---\nup: x\n---\na"),
        ("content/articles/b.md", "---\nup: y\n---\nb"),
    ];
    let template = ("content/templates/note.md", "---\ndate: {{date}}\n---\n");
    let files = [CONFIG, notes[0], notes[1]];
    check(
        &files,
        &["check"],
        0,
        &["a.md:2:1", "note: the same in content/articles/b.md:2:1", "2 warnings"],
    );
    check(&files, &["check", "--verbose"], 0, &["a.md:2:1", "b.md:2:1"]);
    check(&[CONFIG, notes[0], template], &["build"], 1, &["Nothing written from 1 article in"]);
    let ignoring = ("variorum.yaml", "title: T\nignore: templates\n");
    check(&[ignoring, notes[0], template], &["build"], 0, &["0 errors"]);
}

#[test]
fn files_are_named_from_the_working_folder_or_the_root() {
    let archive = archive(&[
        CONFIG,
        ("content/articles/bridge.md", "---\ntitle: The bridge\n---\nAnn Harrow came.\n"),
    ]);
    for (here, paths) in [
        ("", ["content/articles/bridge.md", "./content/articles/bridge.md"]),
        ("content", ["articles/bridge.md", "content/articles/bridge.md"]),
        ("content/articles", ["bridge.md", "../articles/bridge.md"]),
    ] {
        for path in paths {
            let folder = archive.path().join(here);
            let (code, printed) = run(&folder, &["fmt", path]);
            assert_eq!(
                (code, printed.contains("1 stay as they are")),
                (0, true),
                "{path}: {printed}"
            );
            let (code, printed) = run(&folder, &["suggest", path]);
            assert_eq!((code, printed.contains("Ann Harrow")), (0, true), "{path}: {printed}");
        }
    }
    for path in ["articles/bridge.md", "bridge.md"] {
        let (code, printed) = run(archive.path(), &["fmt", path]);
        assert_eq!(code, 2, "{path}: {printed}");
    }
}

#[test]
fn feeds_have_addresses() {
    let files = &[CONFIG, ("content/articles/a.md", "Text.\n")];
    for form in ["atom", "json-feed"] {
        let refused = "nothing says where the archive is published";
        check(files, &["export", form], 2, &[refused, "set `base_url`"]);
        let published = ["export", form, "-u", "https://example.org/"];
        check(files, &published, 0, &["https://example.org/"]);
    }
    check(files, &["export", "ics"], 0, &["BEGIN:VCALENDAR"]);
}

#[test]
fn a_new_archive_builds_without_a_warning() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(folder.path(), &["init", "mine"]).0, 0);
    let mine = folder.path().join("mine");
    let (code, text) = run(&mine, &["build", "--strict"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("0 errors, 0 warnings."), "{text}");
    assert!(
        fs::read_to_string(mine.join("public/articles/first-reading.html"))
            .unwrap()
            .contains("Mary Rose")
    );
    let (code, text) = run(folder.path(), &["-r", "by root", "init"]);
    assert!(code == 0 && text.contains("cd \"by root\" && variorum serve"), "{text}");
    assert!(folder.path().join("by root/variorum.yaml").is_file());
    assert!(!folder.path().join("variorum.yaml").exists());
    let (code, text) = run(folder.path(), &["init", "mine"]);
    assert_eq!((code, text.contains("it is there already")), (2, true));
    let (_, again) = run(&mine, &["build"]);
    assert!(again.contains(" 0 written,"), "{again}");
    for (kind, title, file) in [
        ("article", "It's: a \"test\"", "articles/its-a-test.md"),
        ("entity", "Al-Tanf", "entities/al-tanf.md"),
        ("question", "How many?", "questions/how-many.md"),
    ] {
        assert_eq!(run(&mine, &["new", kind, title]).0, 0);
        assert!(mine.join("content").join(file).is_file(), "{file}");
        assert_eq!(run(&mine, &["new", kind, title]).0, 2);
    }
    let (code, text) = run(&mine, &["check"]);
    assert_eq!(code, 0, "{text}");
}

#[test]
fn what_is_private_is_only_in_the_private_edition() {
    let folder = archive(&[
        CONFIG,
        (
            "content/articles/open.md",
            "---\ntitle: Open\nhighlights:\n  - quote: plain words\n    note: SECRETNOTE\n    private: true\n---\nSome plain words.\n",
        ),
        ("content/articles/draft.md", "---\ntitle: SECRETDRAFT\ndraft: true\n---\nSECRETDRAFT\n"),
        (
            "content/articles/closed.md",
            "---\ntitle: SECRETTITLE\nvisibility: private\n---\nSECRETTEXT\n",
        ),
        (
            "content/articles/part.md",
            "---\ntitle: Part\nvisibility: excerpt\nhighlights:\n  - quoted passage\n---\nSECRETBEFORE quoted passage SECRETAFTER.\n\nSECRETPARAGRAPH\n",
        ),
        (
            "content/questions/secretasked.md",
            "---\ntitle: SECRETQUESTION\nvisibility: private\n---\nSECRETPROSE\n",
        ),
        (
            "content/articles/asking.md",
            "---\ntitle: Asking\nclaims:\n  - says: It was so\n    question: secretasked\n  - says: It was not\n    question: SECRETQUESTION\n---\nIt was so.\n",
        ),
    ]);
    assert_eq!(run(folder.path(), &["build"]).0, 0);
    let public = everything(&folder.path().join("public"));
    assert!(public.contains("quoted passage"));
    assert!(
        !public.contains("SECRET") && !public.contains("secretasked"),
        "{:?}",
        public.split("SECRET").nth(1).map(|s| &s[..20.min(s.len())])
    );
    assert_eq!(run(folder.path(), &["build", "--private"]).0, 0);
    let private = everything(&folder.path().join("private"));
    for word in [
        "SECRETQUESTION",
        "SECRETNOTE",
        "SECRETDRAFT",
        "SECRETTEXT",
        "SECRETBEFORE",
        "SECRETPARAGRAPH",
    ] {
        assert!(private.contains(word), "{word}");
    }
}

/// The names and contents of all files below a folder.
fn everything(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        text.push_str(&entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            text.push_str(&everything(&entry.path()));
        } else {
            text.push_str(&String::from_utf8_lossy(&fs::read(entry.path()).expect("a file")));
        }
    }
    text
}

#[test]
fn what_a_base_template_adds_is_on_every_page() {
    let base = "{% extends \"builtin/base.html\" %}\
        {% block body_class %} mine{% endblock %}\
        {% block head %}<link rel=\"stylesheet\" href=\"mine.css\">{% endblock %}\
        {% block footer %}{{ super() }}<p>Ours</p>{% endblock %}";
    let folder = archive(&[
        CONFIG,
        ("content/articles/a.md", "---\ntitle: A\nentities: [Ada Example]\n---\nAda Example.\n"),
        ("content/articles/b.md", "---\ntitle: B\n---\n**[14.03. 12:58]** A bang.\n"),
        ("content/articles/c.md", "---\ntitle: C\n---\n**Q:** What was heard?\n"),
        ("content/articles/d.md", "---\ntitle: D\n---\nO, what a bang.\n"),
        ("content/about.md", "---\ntitle: About\n---\nx\n"),
        ("templates/base.html", base),
        ("static/.well-known/security.txt", "c"),
        ("static/.env", "c"),
    ]);
    let (code, text) = run(folder.path(), &["build", "--strict"]);
    assert_eq!(code, 0, "{text}");
    let site = folder.path().join("public");
    for page in ["index", "about", "articles/a", "entities/ada-example", "entities", "search"] {
        let html = fs::read_to_string(site.join(format!("{page}.html"))).expect(page);
        let at =
            |words: &str| html.find(words).unwrap_or_else(|| panic!("{page}: {words}\\n{html}"));
        assert!(at("variorum") < at("href=\"mine.css\""), "{page}");
        assert!(at("<p>Ours</p>") < at("</footer>"), "{page}");
        assert!(html[at("<body class")..].lines().next().unwrap().contains(" mine"), "{page}");
    }
    let has_cap = |page: &str| {
        let html = fs::read_to_string(site.join(page)).expect("a page");
        html.lines().find(|line| line.starts_with("<body")).expect("a body").contains(" dropcap")
    };
    for (page, cap) in [("a", true), ("b", false), ("c", false), ("d", true)] {
        assert_eq!(has_cap(&format!("articles/{page}.html")), cap, "only letters are set large");
    }
    assert!(site.join(".well-known/security.txt").is_file());
    assert!(!site.join(".env").exists());
}
