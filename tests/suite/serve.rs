//! The preview, over real HTTP: what is saved is what is shown, and nobody else is answered.

use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;
use variorum::disk::read::Setup;
use variorum::disk::watch::Watching;
use variorum::model::archive::Edition;
use variorum::resolve::Options;
use variorum::serve::{Editor, Limits, Port, Running, Said, Terms, start};

mod saves;

/// A preview of an archive in a folder of its own.
pub(crate) struct Preview {
    pub(crate) folder: TempDir,
    running: Running,
    /// What was changed, turn by turn, and how many errors there were.
    turns: Receiver<(Vec<String>, usize)>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

pub(crate) const FILES: &[(&str, &str)] = &[
    ("variorum.yaml", "title: First title\n"),
    (
        "content/articles/a.md",
        "---\ntitle: One\nentities: [Raqqa]\nclaims:\n  - {says: Many left, question: how-many}\n---\nIn Raqqa.\n",
    ),
    ("content/articles/b.md", "---\ntitle: Two\n---\nRaqqa again.\n"),
    ("static/plain.txt", "plain words\n"),
];

impl Preview {
    fn of(files: &[(&str, &str)], watching: Watching, edition: Edition) -> Self {
        Self::within(files, watching, edition, Limits::default())
    }

    pub(crate) fn within(
        files: &[(&str, &str)],
        watching: Watching,
        edition: Edition,
        limits: Limits,
    ) -> Self {
        let folder = TempDir::new().expect("a folder");
        for (path, text) in files {
            write(folder.path(), path, text);
        }
        let (sender, turns) = channel();
        let say = move |said: Said| {
            if let Said::Turn(told) = said {
                let errors = told
                    .faults
                    .iter()
                    .filter(|fault| fault.severity == variorum::diagnostic::Severity::Error);
                // A test that is over listens no more.
                let _ = sender
                    .send((told.changed.iter().map(ToString::to_string).collect(), errors.count()));
            }
        };
        let terms = Terms {
            setup: Setup { root: folder.path().to_owned(), config: None, overrides: Vec::new() },
            options: Options { edition, drafts: false },
            interface: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: Port::Only(0),
            watching,
            editor: Editor::named("code").ok(),
            edit: true,
            limits,
        };
        let running = start(terms, Box::new(say)).expect("a preview starts");
        let preview = Self { folder, running, turns };
        assert_eq!(preview.turn().0, Vec::<String>::new());
        preview
    }

    fn new() -> Self {
        Self::of(FILES, Watching::Told, Edition::Private)
    }

    fn write(&self, path: &str, text: &str) {
        write(self.folder.path(), path, text);
    }

    /// What the next turn was about.
    pub(crate) fn turn(&self) -> (Vec<String>, usize) {
        self.turns.recv_timeout(Duration::from_secs(30)).expect("a turn")
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n"))
    }

    /// The answer to a request, whose head is ended here.
    ///
    /// Who refuses a request before its end closes the connection, and with what is still on its way the system can
    /// throw the answer away: then it is asked for again.
    fn ask(&self, request: &str) -> Answer {
        let answer = (0..10).find_map(|_| {
            let mut stream = self.connect();
            let written = write!(stream, "{request}Connection: close\r\n\r\n");
            let mut answer = Vec::new();
            let read = stream.read_to_end(&mut answer);
            let is_whole = written.is_ok() && read.is_ok();
            (is_whole || answer.starts_with(b"HTTP/1.1 4")).then_some(answer)
        });
        let answer = String::from_utf8_lossy(&answer.expect("an answer")).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let url = self.running.url();
        let host = url.trim_start_matches("http://").trim_end_matches('/');
        let stream = TcpStream::connect(host).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
        stream
    }
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, text).expect("a file");
}

/// A file at fault is shown as it was; all others as they are.
#[test]
fn the_last_good_page_stays() {
    let preview = Preview::new();
    let shows = |page: &str, words: &str| {
        let answer = preview.get(page);
        assert!(answer.body.contains(words), "{page}: {}", answer.body);
        assert_eq!(answer.status, 200);
    };
    let check = |path: &str, good: &str, bad: &str, page: &str, words: &str| {
        preview.write(path, good);
        assert_eq!(preview.turn(), (vec![path.to_owned()], 0));
        shows(page, words);
        preview.write(path, bad);
        assert_eq!(preview.turn(), (vec![path.to_owned()], 1), "{bad}");
        shows(page, words);
        preview.write("content/articles/b.md", &format!("---\ntitle: B {}\n---\nx\n", path.len()));
        assert_eq!(preview.turn().1, 1);
        shows(page, words);
        shows("/articles/b.html", &format!("B {}", path.len()));
        preview.write(path, good);
        assert_eq!(preview.turn(), (vec![path.to_owned()], 0));
    };
    let article = "---\ntitle: Good\n---\nx\n";
    check("content/articles/a.md", article, "---\ntitle: [\n---\nx\n", "/articles/a.html", "Good");
    check("variorum.yaml", "title: Fine\n", "title: Fine\ncolour: red\n", "/", "Fine");
    let template = "{% extends \"builtin/base.html\" %}{% block main %}MAIN{% endblock %}";
    check("templates/index.html", template, "{% if %}", "/", "MAIN");
}

/// Faults that a template has only when a page is made are found when the page is asked for.
#[test]
fn a_page_that_fails() {
    let preview = Preview::new();
    let template = |main: &str| {
        let text = format!(
            "{{% extends \"builtin/base.html\" %}}{{% block main %}}{main}{{% endblock %}}"
        );
        preview.write("templates/index.html", &text);
        preview.turn();
        preview.get("/")
    };
    assert!(template("GOOD").body.contains("GOOD"));
    let bad = template("{{ nothing.here }}");
    assert_eq!((bad.status, bad.body.contains("GOOD")), (200, true), "{}", bad.body);
    assert!(template("{{ nothing.there }}").body.contains("GOOD"));
    assert!(template("BETTER").body.contains("BETTER"));
    drop(preview);
    let mut files = FILES.to_vec();
    files.push(("templates/index.html", "{{ <b> }}{{ nothing.here }}"));
    files[4].1 = "{{ nothing.here }}";
    let preview = Preview::of(&files, Watching::Told, Edition::Private);
    let bad = preview.get("/");
    assert_eq!(bad.status, 500);
    assert!(bad.body.contains("variable `nothing` is not defined"), "{}", bad.body);
    assert_eq!(preview.get("/articles/a.html").status, 200);
}

#[test]
fn an_archive_with_errors_or_without_anything() {
    let empty = Preview::of(&[FILES[0], ("content/.keep", "")], Watching::Told, Edition::Private);
    assert_eq!(empty.get("/").status, 200);
    empty.write("content/articles/first.md", "---\ntitle: First\n---\nx\n");
    empty.turn();
    assert!(empty.get("/articles/first.html").body.contains("First"));
    let files = [("variorum.yaml", "title: [\n"), ("content/articles/a.md", "---\ntitle: [\n")];
    let faulty = Preview::of(&files, Watching::Told, Edition::Private);
    assert_eq!(faulty.get("/").status, 200);
    faulty.write("variorum.yaml", "title: Mended\n");
    assert_eq!(faulty.turn().1, 1);
    assert!(faulty.get("/").body.contains("Mended"));
}

#[test]
fn where_the_system_does_not_tell_files_are_looked_at() {
    let preview = Preview::of(FILES, Watching::Polling, Edition::Private);
    preview.write("content/articles/a.md", "---\ntitle: Polled for\n---\nx\n");
    assert_eq!(preview.turn().0, ["content/articles/a.md"]);
    assert!(preview.get("/articles/a.html").body.contains("Polled for"));
}

#[test]
fn editions() {
    let draft = ("content/articles/d.md", "---\ntitle: Not yet\ndraft: true\n---\nx\n");
    let files = [FILES, &[draft]].concat();
    let check = |edition: Edition, status: u16| {
        let preview = Preview::of(&files, Watching::Off, edition);
        let answer = preview.get("/articles/d.html");
        assert_eq!(answer.status, status);
        assert_eq!(answer.body.contains("class=\"flag\""), status == 200);
    };
    check(Edition::Private, 200);
    check(Edition::Public, 404);
}

/// What the public edition withholds is shown nowhere in it, and a page that holds it says where it is from.
#[test]
fn withheld_words_are_shown_on_no_page() {
    const SECRET: &str = "the driver of the second lorry asked not to be named here";
    let article = format!(
        "---\ntitle: One\nhighlights:\n  - {{quote: Words, note: {SECRET}, private: true}}\n---\nWords.\n"
    );
    let page =
        format!("{{% extends \"builtin/base.html\" %}}{{% block main %}}{SECRET}{{% endblock %}}");
    let files = [
        ("variorum.yaml", "title: T\n"),
        ("content/articles/a.md", article.as_str()),
        ("content/articles/b.md", "---\ntitle: Two\n---\nx\n"),
        ("templates/index.html", page.as_str()),
        ("static/copied.txt", SECRET),
        ("static/assets/copied.css", &format!("/* {SECRET} */")),
    ];
    let check = |edition: Edition, expected: u16| {
        let preview = Preview::of(&files, Watching::Told, edition);
        for path in ["/", "/copied.txt", "/assets/copied.css"] {
            let answer = preview.get(path);
            assert_eq!(answer.status, expected, "{path}: {}", answer.body);
            let is_told = answer.body.contains("this note is withheld");
            assert_eq!(is_told, expected == 500, "{path}: {}", answer.body);
        }
        assert_eq!(preview.get("/articles/b.html").status, 200);
        preview.write("static/copied.txt", "plain words");
        preview.turn();
        assert_eq!(preview.get("/copied.txt").status, 200);
    };
    check(Edition::Private, 200);
    check(Edition::Public, 500);
}

/// What a page is, beside its text.
#[test]
fn answers_have_what_browsers_need() {
    let preview = Preview::new();
    let head = |path: &str| preview.get(path).head;
    let check = |path: &str, expected: &[&str]| {
        let head = head(path);
        for expected in expected.iter().chain(&["cache-control: no-store", "etag: \""]) {
            assert!(head.contains(expected), "{path}: {expected}: {head}");
        }
    };
    check("/", &["200 ok", "content-type: text/html; charset=utf-8"]);
    check("/articles/a.html", &["content-security-policy: frame-ancestors 'self'"]);
    check("/assets/variorum.css", &["content-type: text/css; charset=utf-8"]);
    check("/assets/variorum.js", &["content-type: text/javascript; charset=utf-8"]);
    check("/assets/fonts/vr-serif-latin.woff2", &["content-type: font/woff2"]);
    check("/plain.txt", &["content-type: text/plain; charset=utf-8", "accept-ranges: bytes"]);
    check("/data/archive.jsonl", &["content-type: application/jsonl"]);
    check("/search/index.js", &["content-type: text/javascript; charset=utf-8"]);
    check("/.variorum/preview.js", &["content-type: text/javascript; charset=utf-8"]);
    check("/articles/x.html", &["404 not found", "content-type: text/html; charset=utf-8"]);
    for path in ["/articles/a.html", "/plain.txt", "/assets/variorum.css"] {
        let head = head(path);
        let tag = head.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag");
        let again = preview
            .ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: {tag}\r\n"));
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
    }
    let part = preview.ask("GET /plain.txt HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-4\r\n");
    assert_eq!((part.status, part.body.as_str()), (206, "plain"));
    let head = preview.ask("HEAD / HTTP/1.1\r\nHost: localhost\r\n");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    // A page of the preview differs from a built one by one line; that of an article by two more, to be annotated.
    for (path, lines) in [("/", 1), ("/articles/a.html", 3)] {
        let page = preview.get(path).body;
        assert_eq!(page.matches(".variorum/").count(), lines, "{page}");
    }
}

#[test]
fn what_is_not_there_names_what_is_near() {
    let preview = Preview::new();
    let answer = preview.get("/entities/raqa.html");
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("href=\"/entities/raqqa.html\""), "{}", answer.body);
    let hostile = preview.get("/articles/%3Cscript%3Ea.html");
    assert!(!hostile.body.contains("<script>a"), "{}", hostile.body);
}

/// Only this machine is answered, and only with what the site has.
#[test]
fn hostile_requests_are_refused() {
    let preview = Preview::new();
    fs::write(preview.folder.path().join("secret.txt"), "SECRET").expect("a file");
    std::os::unix::fs::symlink("../secret.txt", preview.folder.path().join("static/link.txt"))
        .expect("a link");
    preview.turn();
    let check = |request: &str, status: u16| {
        let answer = preview.ask(request);
        assert_eq!(answer.status, status, "{request}: {}", answer.body);
        assert!(!answer.body.contains("SECRET"), "{request}");
        assert!(!answer.body.contains("<html"), "{request}");
    };
    let get = |path: &str| {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("SECRET"), "{path}");
    };
    check("GET / HTTP/1.1\r\nHost: example.org\r\n", 421);
    check("GET / HTTP/1.1\r\nHost: localhost.example.org:1111\r\n", 421);
    check("GET / HTTP/1.1\r\n", 400);
    check(
        "GET / HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
        403,
    );
    check("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857600\r\n", 405);
    let long = "HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857600\r\n";
    check(&format!("POST /.variorum/markdown {long}"), 413);
    check(&format!("POST /.variorum/annotations {long}"), 403);
    check("DELETE /plain.txt HTTP/1.1\r\nHost: localhost\r\n", 405);
    check(&format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n", "x".repeat(1 << 20)), 431);
    check("GET /%ff HTTP/1.1\r\nHost: localhost\r\n", 400);
    get("/../secret.txt");
    get("/static/../secret.txt");
    get("/%2e%2e/secret.txt");
    get("/..%2fsecret.txt");
    get("//secret.txt");
    get("/secret.txt");
    get("/link.txt");
    get("/variorum.yaml");
    get("/content/articles/a.md");
}

/// The stream of a page says when it is another one, and what is wrong.
#[test]
fn open_pages_are_told() {
    let preview = Preview::new();
    let page = preview.get("/articles/a.html").body;
    let data = |name: &str| {
        let rest = page.split_once(&format!("data-{name}=\"")).expect("the script has it").1;
        rest.split('"').next().expect("a value").to_owned()
    };
    let mut stream = preview.connect();
    let (run, turn, tag) = (data("run"), data("turn"), data("tag"));
    write!(stream, "GET /.variorum/events?page=%2Farticles%2Fa.html&run={run}&turn={turn}&tag={tag} HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("a request");
    let mut told = |expected: &[&str]| {
        let mut text = String::new();
        while !text.contains("\n\n") {
            let mut bytes = [0; 4096];
            let read = stream.read(&mut bytes).expect("something is told");
            text.push_str(&String::from_utf8_lossy(&bytes[..read]));
            if let Some((_, rest)) = text.split_once("\r\n\r\n") {
                text = rest.to_owned();
            }
        }
        for expected in expected {
            assert!(text.contains(expected), "{expected}: {text}");
        }
    };
    told(&["\"reload\":false", "\"errors\":0"]);
    preview.write("content/articles/b.md", "---\ntitle: Not that page\n---\nRaqqa again.\n");
    told(&["\"reload\":false"]);
    preview.write("content/articles/a.md", "---\ntitle: This page\n---\nx\n");
    told(&["\"reload\":true", "\"files\":[]"]);
    preview.write("static/plain.txt", "other\n");
    told(&["\"reload\":false", "\"files\":[\"plain.txt\"]"]);
    preview.write("content/articles/a.md", "---\ntitle: [<b>\n---\nx\n");
    told(&["\"reload\":false", "\"errors\":1", "vscode://file/", "articles/a.md:2:8"]);
    preview.write("content/articles/a.md", "---\ntitle: This page\n---\nx\n");
    told(&["\"reload\":false", "\"errors\":0"]);
}
