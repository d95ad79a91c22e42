//! `serve` as a command: what it says, whom it answers on which interface, and what it is like after many requests.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tempfile::TempDir;

use crate::commands::archive;

const FILES: &[(&str, &str)] = &[
    ("variorum.yaml", "title: T\n"),
    (
        "content/articles/a.md",
        "---\ntitle: One\nhighlights:\n  - {quote: Words, note: For nobody else, private: true}\n---\nWords of it.\n",
    ),
    ("static/plain.txt", "plain words\n"),
];

/// A preview as a process of its own; it is ended with this.
struct Served {
    folder: TempDir,
    child: Child,
    host: String,
    /// What it said until it could be asked.
    said: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    /// A preview that was started with these arguments and has said `last`.
    fn new(args: &[&str], last: &str) -> Self {
        let folder = archive(FILES);
        let mut child = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(["serve", "-p", "0"])
            .args(args)
            .current_dir(folder.path())
            // Nothing that starts a browser is there.
            .env("PATH", "")
            .env_remove("BROWSER")
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut rest = BufReader::new(child.stderr.take().expect("what it says"));
        let mut said = String::new();
        while !(said.contains("Serving http://") && said.contains(last)) {
            assert_ne!(rest.read_line(&mut said).expect("lines"), 0, "{args:?}: {said}");
        }
        let host = said.split_once("Serving http://").and_then(|(_, rest)| rest.split_once('/'));
        let host = host.expect("an address").0.to_owned();
        // Whoever cannot say what there is to say waits, or ends.
        std::thread::spawn(move || std::io::copy(&mut rest, &mut std::io::sink()));
        Self { folder, child, host, said }
    }

    /// The status and the whole answer.
    fn ask(&self, request: &str) -> (u16, String) {
        ask(&self.host, request)
    }

    /// Memory in MiB and descriptors, where the system says so.
    fn machine(&self) -> (usize, usize) {
        let about = Path::new("/proc").join(self.child.id().to_string());
        let status = fs::read_to_string(about.join("status")).unwrap_or_default();
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let memory = memory.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        let descriptors = fs::read_dir(about.join("fd")).map_or(0, Iterator::count);
        (memory.unwrap_or(0_usize) >> 10, descriptors)
    }
}

fn ask(host: &str, request: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(host).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a timeout");
    let request =
        request.replacen("\r\n", &format!("\r\nHost: {host}\r\nConnection: close\r\n"), 1);
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    (status.unwrap_or_default(), answer)
}

/// A preview that others see changes nothing unless it is asked to, and says so.
#[test]
fn other_machines_only_read() {
    let check = |args: &[&str], last: &str, may_edit: bool| {
        let served = Served::new(args, last);
        let page = served.ask("GET /articles/a.html HTTP/1.1\r\n\r\n");
        assert_eq!(page.0, 200, "{args:?}");
        assert_eq!(page.1.contains("data-token"), may_edit, "{args:?}");
        let token = page.1.split("data-token=\"").nth(1).and_then(|rest| rest.split('"').next());
        let body = r#"{"do":"add","page":"/articles/a.html","list":"highlights","passage":null,"item":{"note":"x"}}"#;
        let change = format!(
            "POST /.variorum/annotations HTTP/1.1\r\nOrigin: http://{}\r\nX-Variorum-Token: {}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            served.host,
            token.unwrap_or_default(),
            body.len()
        );
        let own = served.ask("GET /.variorum/annotations?page=/articles/a.html HTTP/1.1\r\n\r\n");
        assert_eq!((own.0 == 200, own.1.contains("For nobody")), (may_edit, may_edit), "{own:?}");
        assert_eq!(served.ask(&change).0 == 200, may_edit, "{args:?}");
        let file = fs::read_to_string(served.folder.path().join("content/articles/a.md"));
        assert_eq!(file.expect("a file") != FILES[1].1, may_edit, "{args:?}");
        assert_eq!(served.said.contains("Everybody"), args.contains(&"0.0.0.0"), "{args:?}");
    };
    check(&[], "Serving", true);
    check(&["--no-edit"], "Serving", false);
    let reads = "can read what is private, too, and change nothing (`--edit` lets them)";
    check(&["-i", "0.0.0.0"], reads, false);
    let public = "can read the public edition, and change nothing (`--edit` lets them)";
    check(&["-i", "0.0.0.0", "--public"], public, false);
    check(&["-i", "0.0.0.0", "--edit"], "and change articles", true);
}

/// Faults have the words of the files in them; others are only told how many there are.
#[test]
fn other_machines_are_shown_no_passages_of_the_public_edition() {
    let check = |args: &[&str], is_shown: bool| {
        let served = Served::new(args, "Serving");
        let note = "highlights: [For nobody]\nprivate: true\n";
        let text = format!("---\ntitle: One\n{note}---\nWords.\n");
        fs::write(served.folder.path().join("content/articles/a.md"), text).expect("a file");
        let mut stream = TcpStream::connect(&served.host).expect("a connection");
        let request =
            format!("GET /.variorum/events?page=/ HTTP/1.1\r\nHost: {}\r\n\r\n", served.host);
        stream.write_all(request.as_bytes()).expect("a request");
        let mut told = String::new();
        let mut lines = BufReader::new(stream);
        while !told.contains("\"warnings\":1") && !told.contains("\"warnings\":2") {
            assert_ne!(lines.read_line(&mut told).expect("lines"), 0, "{told}");
        }
        assert_eq!(told.contains("For nobody"), is_shown, "{told}");
    };
    check(&["--public"], true);
    check(&["-i", "0.0.0.0", "--public"], false);
}

/// Where no browser can be started, the preview is there all the same.
#[test]
#[cfg(target_os = "linux")]
fn without_a_browser() {
    let served = Served::new(&["--open"], "No browser could be started (");
    assert!(
        served.said.contains(&format!("open http://{}/ in one", served.host)),
        "{}",
        served.said
    );
    assert_eq!(served.ask("GET / HTTP/1.1\r\n\r\n").0, 200);
}

/// Says that something is over when it is dropped.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// 200 readers ask again and again while files change: `REQUESTS=10000`, or a few of them.
#[test]
fn many_readers_while_files_change() {
    const READERS: usize = 200;
    let requests = std::env::var("REQUESTS").ok().and_then(|given| given.parse().ok());
    let requests: usize = requests.unwrap_or(2 * READERS);
    let served = Served::new(&[], "Serving");
    let folder = served.folder.path();
    let (asked, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let others = |path: &str, number: usize| match path {
        "/articles/later.html" => format!("GET {path} HTTP/1.1\r\n\r\n"),
        _ => format!("GET {path}?{number} HTTP/1.1\r\n\r\n"),
    };
    let round = |most: usize| {
        std::thread::scope(|scope| {
            for reader in 0..READERS {
                let (asked, host) = (&asked, &served.host);
                scope.spawn(move || {
                    while asked.fetch_add(1, Ordering::Relaxed) < most {
                        let number = asked.load(Ordering::Relaxed) + reader;
                        let paths =
                            ["/plain.txt", "/assets/variorum.css", "/articles/later.html", "/"];
                        // One in ten is a page, which takes a core.
                        let path = if number % 10 == 0 {
                            paths[2 + number / 10 % 2]
                        } else {
                            paths[number % 2]
                        };
                        let (status, answer) = ask(host, &others(path, number));
                        let may = status == 200 || status == 404 && path == paths[2];
                        assert!(may, "{path}: {status}: {answer}");
                    }
                });
            }
        });
    };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0.. {
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                let later = folder.join("content/articles/later.md");
                let text = format!("---\ntitle: Later {number}\n---\nWords.\n");
                fs::write(&later, text).expect("a file");
                // As editors do: of a file that is cut off while it is sent, no answer can be whole.
                let beside = folder.join("plain.new");
                fs::write(&beside, format!("{number}")).expect("a file");
                fs::rename(&beside, folder.join("static/plain.txt")).expect("a file");
                std::thread::sleep(Duration::from_millis(300));
                if number % 3 == 0 {
                    fs::remove_file(&later).expect("a file");
                }
            }
        });
        // Also where a reader fails, so that the files do not change without an end.
        let over = Over(&is_over);
        round(requests / 2);
        let before = served.machine();
        round(requests);
        drop(over);
        // Connections that are over are given back in a moment.
        let is_back = |_: &usize| served.machine().1 <= 40;
        let waited = (0..600).find(|tick| {
            std::thread::sleep(Duration::from_millis(50));
            is_back(tick)
        });
        let after = served.machine();
        assert!(waited.is_some(), "descriptors are not given back: {after:?}");
        assert!(after.0 <= before.0 + 48, "memory is not given back: {before:?}, {after:?}");
    });
}
