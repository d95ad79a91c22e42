//! Publishing to a folder and to a branch: what arrives, what stays, what is refused. Servers have a test of their own,
//! `.ci/publish.py`.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use variorum::config::{Place, Target};
use variorum::model::manifest::MANIFEST;
use variorum::publish::{self, Built, Surroundings};

use crate::commands::{archive, run};

const CONFIG: &str = "title: T\nbase_url: https://example.org/\npublish:\n  disk: {type: directory, path: out/www}\n  \
                      web: {type: git, remote: site.git, branch: pages, cname: example.org}\n  \
                      thin: {type: git, remote: site.git, branch: thin, history: squash, base_url: https://thin.example.org}\n";

/// Who commits.
const AUTHOR: [&str; 4] = ["-c", "user.name=T", "-c", "user.email=t@example.org"];

fn one() -> TempDir {
    archive(&[
        ("variorum.yaml", CONFIG),
        ("content/articles/a.md", "---\ntitle: A\n---\nOne.\n"),
        ("content/articles/b c.md", "---\ntitle: B\n---\nTwo.\n"),
    ])
}

/// Publishes; how it ends, and the last of what it prints.
fn publish(folder: &Path, args: &[&str]) -> (i32, String) {
    let (code, text) = run(folder, &[&["publish"], args].concat());
    (code, text.split("Published to ").last().unwrap_or_default().to_owned())
}

fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(folder).args(args).output().expect("git runs");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
}

/// Commits all that an archive is made of.
fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "content", "variorum.yaml"]);
    git(folder, &[&AUTHOR[..], &["commit", "--quiet", "-m", message]].concat());
}

#[test]
fn a_folder_is_switched_and_keeps_what_others_put_there() {
    let folder = one();
    let www = folder.path().join("out/www");
    let (code, text) = publish(folder.path(), &["disk", "--dry-run"]);
    assert!(code == 0 && text.contains("+ articles/a.txt"), "{text}");
    assert!(text.contains("Would publish to `disk`: "), "{text}");
    assert!(!folder.path().join("out").exists(), "a dry run changes nothing");
    let (code, text) = publish(folder.path(), &["disk"]);
    assert!(code == 0 && text.contains(" 0 changed, 0 removed. https://example.org/"), "{text}");
    assert!(fs::read_to_string(www.join("articles/a.html")).unwrap().contains("One."));
    fs::create_dir(www.join(".well-known")).unwrap();
    fs::write(www.join(".well-known/key"), "theirs").unwrap();
    fs::write(folder.path().join("content/articles/a.md"), "---\ntitle: A\n---\nThree.\n").unwrap();
    fs::remove_file(folder.path().join("content/articles/b c.md")).unwrap();
    let (code, text) = publish(folder.path(), &["disk"]);
    assert!(code == 0 && text.contains(" 3 removed."), "{text}");
    assert!(fs::read_to_string(www.join("articles/a.html")).unwrap().contains("Three."));
    assert!(!www.join("articles/b-c.html").exists());
    assert_eq!(fs::read_to_string(www.join(".well-known/key")).unwrap(), "theirs");
    assert!(publish(folder.path(), &["disk"]).1.contains("it is as it was built"));
    let beside: Vec<_> = fs::read_dir(folder.path().join("out")).unwrap().flatten().collect();
    assert_eq!(beside.len(), 1, "nothing is left beside it: {beside:?}");
    // A page that is missing there is brought again; one of somebody else is not written over.
    fs::remove_file(www.join("index.html")).unwrap();
    assert!(publish(folder.path(), &["disk"]).1.contains(": 1 new, 0 changed, 0 removed."));
    fs::write(www.join("index.html"), "somebody was here").unwrap();
    assert!(publish(folder.path(), &["disk"]).1.contains(": 0 new, 1 changed, 0 removed."));
    assert!(fs::read_to_string(www.join("index.html")).unwrap().contains("<html"));
    fs::remove_file(www.join(MANIFEST)).unwrap();
    for arguments in [&["disk", "-n"][..], &["disk"]] {
        let (code, text) = publish(folder.path(), arguments);
        assert!(code == 2 && text.contains("it is not Variorum's"), "{text}");
    }
}

#[test]
fn folders_that_are_no_places_for_a_site() {
    for (path, reason) in [
        ("content/site", "the archive's own files are there"),
        ("static", "the archive's own files are there"),
        (".git", "the archive's own files are there"),
        (".variorum/x", "the archive's own files are there"),
        (".", "the archive's own files are there"),
        ("~/www", "no folder is called `~`"),
        ("variorum.yaml", "it is a file"),
    ] {
        let settings = format!("title: T\npublish: {{d: {{type: directory, path: {path:?}}}}}\n");
        let folder = archive(&[("variorum.yaml", &settings), ("content/a.md", "x")]);
        let (code, text) = publish(folder.path(), &[]);
        assert!(code == 2 && text.contains(reason), "{path}: {text}");
        assert!(!folder.path().join(".git").exists() && !folder.path().join("~").exists());
    }
}

#[test]
fn a_branch_gets_the_site_and_nothing_else_is_touched() {
    let folder = one();
    let at = folder.path();
    git(at, &["init", "--quiet", "--bare", "site.git"]);
    git(at, &["init", "--quiet", "-b", "main"]);
    fs::write(at.join("untracked"), "").unwrap();
    let (code, text) = publish(at, &["web"]);
    assert!(code == 0 && text.contains("https://example.org/"), "{text}");
    let site = at.join("site.git");
    assert_eq!(git(&site, &["show", "pages:CNAME"]), "example.org");
    assert!(git(&site, &["show", "pages:articles/b-c.html"]).contains("Two."));
    assert_eq!(git(&site, &["show", "pages:.nojekyll"]), "");
    let renamed = CONFIG.replace("cname: example.org", "cname: www.example.org");
    assert_ne!(renamed, CONFIG);
    fs::write(at.join("variorum.yaml"), renamed).unwrap();
    assert!(publish(at, &["web"]).1.contains(": 0 new, 1 changed, 0 removed."));
    assert_eq!(git(&site, &["show", "pages:CNAME"]), "www.example.org");
    // The path of a remote is one from the archive.
    git(at, &["remote", "add", "near", "./site.git"]);
    fs::write(at.join("variorum.yaml"), CONFIG.replace("remote: site.git", "remote: near"))
        .unwrap();
    assert_eq!(publish(at, &["web"]).0, 0);
    assert_eq!(git(&site, &["show", "pages:CNAME"]), "example.org");
    fs::write(at.join("variorum.yaml"), CONFIG).unwrap();
    fs::remove_file(at.join("content/articles/b c.md")).unwrap();
    let (code, said) = publish(at, &["web"]);
    assert!(code == 0 && said.contains("stays in the history of the branch"), "{said}");
    assert!(publish(at, &["web"]).1.contains("it is as it was built"));
    assert_eq!(git(&site, &["rev-list", "--count", "pages"]), "4");
    assert!(!git(&site, &["ls-tree", "-r", "pages"]).contains("b-c"));
    let squashed = CONFIG.replacen("branch: pages", "branch: pages, history: squash", 1);
    assert_ne!(squashed, CONFIG);
    fs::write(at.join("variorum.yaml"), squashed).unwrap();
    assert!(publish(at, &["web"]).1.contains("it is as it was built, without its history"));
    assert_eq!(git(&site, &["rev-list", "--count", "pages"]), "1");
    assert!(git(&site, &["ls-tree", "-r", "pages"]).contains("articles/a.html"));
    assert!(publish(at, &["web"]).1.contains("it is as it was built. "));
    fs::write(at.join("variorum.yaml"), CONFIG).unwrap();
    for text in ["One, again.", "One, once more."] {
        fs::write(at.join("content/articles/a.md"), format!("---\ntitle: A\n---\n{text}\n"))
            .unwrap();
        let (code, said) = publish(at, &["thin"]);
        assert!(code == 0 && said.contains("https://thin.example.org/"), "{said}");
        assert!(git(&site, &["show", "thin:articles/a.html"]).contains(text));
        assert_eq!(git(&site, &["rev-list", "--count", "thin"]), "1");
    }
    assert!(git(&site, &["show", "thin:sitemap.xml"]).contains("https://thin.example.org/"));
    assert_eq!(git(at, &["branch", "--list"]), "", "no branch of the archive's own was made");
    assert!(git(at, &["status", "--porcelain"]).contains("?? untracked"));
    // A branch that holds an archive is not taken for a site.
    commit(at, "x");
    git(at, &["push", "--quiet", "site.git", "main:pages", "--force"]);
    let (code, text) = publish(at, &["web"]);
    assert!(code == 2 && text.contains("it holds the archive itself"), "{text}");
    fs::remove_dir_all(&site).unwrap();
    let (code, text) = publish(at, &["web"]);
    assert!(code == 2 && text.contains("there is no remote `site.git`"), "{text}");
}

#[test]
fn a_commit_says_what_the_site_was_made_of() {
    let folder = archive(&[
        ("variorum.yaml", "publish: {web: {type: git, remote: .git}}\n"),
        ("content/articles/a.md", "---\ntitle: A\n---\nOne.\n"),
    ]);
    let at = folder.path();
    let write = |name: &str, text: &str| {
        fs::write(at.join("content/articles").join(name), format!("---\ntitle: A\n---\n{text}\n"))
            .unwrap();
    };
    let publish = |ending: Option<&str>| {
        let (code, said) = publish(at, &[]);
        assert!(code == 0 && said.contains("removed"), "{said}");
        let commit =
            ending.map(|ending| format!(" {}{ending}", git(at, &["rev-parse", "--short", "HEAD"])));
        let expected = format!("Publish{}", commit.unwrap_or_default());
        assert_eq!(git(at, &["log", "-1", "--format=%s", "gh-pages"]), expected);
    };
    git(at, &["init", "--quiet", "-b", "main"]);
    publish(None);
    commit(at, "first");
    write("a.md", "Two.");
    publish(Some("-dirty"));
    commit(at, "second");
    write("b.md", "Three.");
    publish(Some("-dirty"));
    // Neither the site itself nor what is ignored is anything that it was made of.
    commit(at, "third");
    fs::write(at.join(".git/info/exclude"), "draft.md\n").unwrap();
    write("draft.md", "Four.");
    publish(Some(""));
}

#[test]
fn a_clone_that_is_behind_brings_nothing_back() {
    let folder = TempDir::new().unwrap();
    let [one, other, thin] = ["one", "other", "thin"].map(|name| folder.path().join(name));
    let origin = format!("file://{}", folder.path().join("origin").display());
    let write = |at: &Path, name: &str| {
        let path = at.join("content/articles").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("---\ntitle: A\n---\nThis is {name}.\n")).unwrap();
    };
    let is_shown = |page: &str| {
        git(&one, &["fetch", "--quiet"]);
        git(&one, &["ls-tree", "-r", "--name-only", "origin/gh-pages"]).contains(page)
    };
    let check = |at: &Path, args: &[&str], ends: i32, words: &str| {
        let (code, said) = publish(at, args);
        assert!(code == ends && said.contains(words), "{args:?}: {code} {said}");
    };
    git(folder.path(), &["init", "--quiet", "--bare", "-b", "main", "origin"]);
    git(folder.path(), &["init", "--quiet", "-b", "main", "one"]);
    git(&one, &["remote", "add", "origin", &origin]);
    fs::write(one.join("variorum.yaml"), "publish: {web: {type: git, remote: origin}}\n").unwrap();
    write(&one, "a.md");
    write(&one, "b.md");
    commit(&one, "first");
    git(&one, &["push", "--quiet", "-u", "origin", "main"]);
    git(folder.path(), &["clone", "--quiet", &origin, "other"]);
    write(&one, "c.md");
    check(&one, &[], 0, " 0 removed");
    assert!(is_shown("articles/b.html"));
    fs::remove_file(one.join("content/articles/b.md")).unwrap();
    commit(&one, "second");
    git(&one, &["push", "--quiet"]);
    // The files were not all committed before; the commit is known all the same.
    check(&one, &[], 0, " removed");
    let second = git(&one, &["rev-parse", "--short", "HEAD"]);

    let unknown = format!("`{second}`, which this clone does not build on");
    check(&other, &[], 2, &unknown);
    check(&other, &["-n"], 2, "run `git pull` first");
    git(&other, &["fetch", "--quiet"]);
    check(&other, &[], 2, &format!("the newer commit `{second}`, and this clone is behind"));
    write(&other, "d.md");
    commit(&other, "beside");
    check(&other, &[], 2, &unknown);
    assert!(!is_shown("articles/b.html"));
    git(&other, &[&AUTHOR[..], &["rebase", "--quiet", "origin/main"]].concat());
    check(&other, &[], 0, " 0 removed");
    assert!(is_shown("articles/d.html") && !is_shown("articles/b.html"));
    check(&one, &[], 2, "does not build on");
    check(&one, &["--force"], 0, " removed");
    assert!(!is_shown("articles/d.html"));

    // A workflow has one commit, and not the one that is shown.
    git(&other, &["push", "--quiet"]);
    git(folder.path(), &["clone", "--quiet", "--depth=1", &origin, "thin"]);
    check(&thin, &[], 0, " 0 removed");
    git(&thin, &["fetch", "--quiet", "--depth=2"]);
    git(&thin, &["checkout", "--quiet", &second]);
    check(&thin, &[], 2, "this clone is behind");
}

#[test]
fn targets_are_named_and_faults_stop_everything() {
    let folder = one();
    let (code, text) = publish(folder.path(), &[]);
    assert!(
        code == 2 && text.contains("it names several targets: `disk`, `web`, `thin`"),
        "{text}"
    );
    assert!(text.contains("variorum publish disk"), "{text}");
    let (code, text) = publish(folder.path(), &["dsik"]);
    assert!(code == 2 && text.contains("did you mean `disk`?"), "{text}");
    fs::write(folder.path().join("content/articles/c.md"), "---\ntitle: [\n---\n").unwrap();
    let (code, text) = publish(folder.path(), &["disk"]);
    assert!(code == 1 && text.ends_with("Nothing published.\n"), "{text}");
    assert!(!folder.path().join("out").exists());
    let none = archive(&[("variorum.yaml", "title: T\n"), ("content/a.md", "x")]);
    let (code, text) = publish(none.path(), &[]);
    assert!(code == 2 && text.contains("names no target"), "{text}");
}

#[test]
fn nothing_private_is_published() {
    let folder = one();
    let note = "---\ntitle: A\nhighlights:\n  - quote: the words\n    note: SECRETNOTE of the reader\n    private: true\n---\nSee the words.\n";
    fs::write(folder.path().join("content/articles/a.md"), note).unwrap();
    assert_eq!(publish(folder.path(), &["disk"]).0, 0);
    let page = fs::read_to_string(folder.path().join("out/www/articles/a.html")).unwrap();
    assert!(page.contains("the words") && !page.contains("SECRETNOTE"));
    fs::create_dir(folder.path().join("static")).unwrap();
    fs::write(folder.path().join("static/x.txt"), "It says SECRETNOTE of the reader").unwrap();
    let (code, text) = publish(folder.path(), &["disk"]);
    assert!(code == 1 && text.contains("leak") && text.ends_with("Nothing published.\n"), "{text}");
    assert!(!folder.path().join("out/www/x.txt").exists());
}

/// An environment without variables.
struct Nobody;

impl Surroundings for Nobody {
    fn variable(&self, _: &str) -> Option<String> {
        None
    }

    fn advance(&self) {}
}

#[test]
fn a_file_that_changes_meanwhile_leaves_the_place_as_it_was() {
    let folder = one();
    assert_eq!(run(folder.path(), &["build"]).0, 0);
    let place = Place::Directory { path: "out/www".into() };
    let target = Target { name: "disk".into(), base_url: None, place };
    let begin = || {
        let site = Built::open(&folder.path().join("public")).expect("a built site");
        publish::begin(&target, folder.path(), site, &Nobody).map_err(|error| error.to_string())
    };
    begin().expect("a place").run().expect("it is published");
    fs::write(folder.path().join("content/articles/a.md"), "---\ntitle: A\n---\nNew.\n").unwrap();
    assert_eq!(run(folder.path(), &["build"]).0, 0);
    let mut publication = begin().expect("a place");
    fs::write(folder.path().join("public/articles/a.html"), "half a pa").unwrap();
    let error = publication.run().expect_err("it is noticed");
    assert!(error.to_string().contains("it changed since it was built"), "{error}");
    let seen = folder.path().join("out/www/articles/a.html");
    assert!(fs::read_to_string(&seen).unwrap().contains("One."));
    let other = begin().err().expect("one publication at a time");
    assert!(other.contains("another publication is under way"), "{other}");
    drop(publication);
    assert_eq!(run(folder.path(), &["build"]).0, 0);
    begin().expect("a place").run().expect("it is continued");
    assert!(fs::read_to_string(&seen).unwrap().contains("New."));
}

#[test]
fn workflows_are_written_for_hosts() {
    let folder = TempDir::new().unwrap();
    for (host, file) in [
        ("github", ".github/workflows/publish.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("forgejo", ".forgejo/workflows/publish.yml"),
    ] {
        assert_eq!(run(folder.path(), &["init", host, "--ci", host]).0, 0);
        let text = fs::read_to_string(folder.path().join(host).join(file)).expect("a workflow");
        variorum::yaml::read(&text, 0).expect("YAML");
        assert!(text.contains("variorum"));
    }
    git(&folder.path().join("forgejo"), &["init", "--quiet"]);
    let (_, text) = run(folder.path(), &["-r", "forgejo", "publish", "pages", "--dry-run"]);
    assert!(text.contains("remote") && !text.contains("no target"), "{text}");
    let (code, text) = run(folder.path(), &["init", "github", "--ci", "forgejo"]);
    assert!(code == 0 && text.contains("\n      pages: {type: git"), "{text}");
    let (code, text) = run(folder.path(), &["init", "github", "--ci", "gitlab"]);
    assert!(code == 0 && text.contains("The workflow is in `github/.gitlab-ci.yml`"), "{text}");
    let (code, text) = run(folder.path(), &["init", "github", "--ci", "gitlab"]);
    assert!(code == 2 && text.contains("it is there already"), "{text}");
}
