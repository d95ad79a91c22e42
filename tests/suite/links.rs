//! Asking whether links are alive, of a server that is started here.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use variorum::links::{Manners, Verdict, ask, askable};

/// What a server was asked, and when.
type Log = Arc<Mutex<Vec<(String, Instant)>>>;

/// Starts a server; what it answers follows from the path. Gives its address and what it is asked.
fn server() -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let log = Log::default();
    let asked = Arc::clone(&log);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
            let Some(Ok(line)) = lines.next() else { continue };
            let words: Vec<&str> = line.split(' ').collect();
            let name = format!("{} {}", words[0], words[1]);
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let mut asked = asked.lock().expect("a list");
            let before = asked.iter().filter(|(before, _)| *before == name).count();
            asked.push((name, Instant::now()));
            let status = match (words[0], words[1], before) {
                (_, "/busy", 0) => "503 Busy\r\nRetry-After: 0",
                (_, "/there" | "/busy", _) | ("GET", "/no-head", _) => "200 OK",
                (_, "/moved", _) => "302 Found\r\nLocation: /there",
                (_, "/inside", _) => "302 Found\r\nLocation: http://localhost:PORT/secret",
                (_, "/cloud", _) => "302 Found\r\nLocation: http://169.254.169.254/latest/",
                (_, "/mapped", _) => "302 Found\r\nLocation: http://[::ffff:127.0.0.1]:PORT/secret",
                (_, "/own", _) => "302 Found\r\nLocation: http://127.0.0.1:PORT/there",
                (_, "/circle", _) => "302 Found\r\nLocation: /circle",
                (_, "/wall", _) => "403 Forbidden",
                (_, "/throttled", _) => "429 Slowly",
                (_, "/broken", _) => "500 Broken",
                ("HEAD", "/no-head", _) => "405 No",
                _ => "404 Not Found",
            };
            let status = status.replace("PORT", &address.port().to_string());
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .ok();
        }
    });
    (format!("http://{address}"), log)
}

const PAUSE: Duration = Duration::from_millis(20);

fn manners() -> Manners {
    Manners {
        hosts: 4,
        pause: PAUSE,
        tries: 3,
        patience: PAUSE,
        timeout: Duration::from_secs(5),
        local: true,
    }
}

const INSIDE: &str = "leads to an address of a private network, which is not asked for";

#[test]
fn dead_is_told_from_blocked() {
    let (base, log) = server();
    let closed = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port");
    let dead = |why: &str| Verdict::Dead(why.to_owned());
    let blocked = |why: &str| Verdict::Blocked(why.to_owned());
    let expected: BTreeMap<String, Verdict> = [
        ("/there", Verdict::Alive),
        ("/moved", Verdict::Alive),
        ("/no-head", Verdict::Alive),
        ("/busy", Verdict::Alive),
        ("/gone", dead("answers 404")),
        ("/broken", dead("answers 500")),
        ("/circle", dead("leads on and on and never arrives")),
        ("/wall", blocked("answers 403")),
        ("/throttled", blocked("answers 429")),
        ("/own", Verdict::Alive),
        ("/inside", blocked(INSIDE)),
        ("/cloud", blocked(INSIDE)),
        ("/mapped", blocked(INSIDE)),
    ]
    .map(|(path, verdict)| (format!("{base}{path}"), verdict))
    .into_iter()
    .chain([(format!("http://{closed}/"), dead("does not answer"))])
    .collect();
    let urls: Vec<String> = expected.keys().cloned().collect();
    let told = Mutex::new(Vec::new());
    let found = ask(&urls, &manners(), &|url| told.lock().expect("a list").push(url.to_owned()));
    assert_eq!(found, expected);
    let mut told = told.into_inner().expect("a list");
    told.sort();
    assert_eq!(told, urls);
    let log = log.lock().expect("a list");
    let times = |name: &str| log.iter().filter(|(asked, _)| asked == name).count();
    assert_eq!(times("GET /gone"), 1, "what is settled is asked for once");
    assert_eq!(times("GET /throttled"), 3, "what is not, three times");
    assert_eq!(times("GET /there"), 0, "a head is enough");
    assert_eq!(
        times("HEAD /secret") + times("GET /secret"),
        0,
        "nobody leads into a private network"
    );
}

#[test]
fn a_host_is_left_alone_between_requests() {
    let (base, log) = server();
    let urls: Vec<String> = (0..6).map(|n| format!("{base}/there?{n}")).collect();
    ask(&urls, &manners(), &|_| ());
    let log = log.lock().expect("a list");
    assert!(log.len() >= urls.len());
    for pair in log.windows(2) {
        let apart = pair[1].1.duration_since(pair[0].1);
        assert!(apart >= PAUSE * 9 / 10, "{} came {apart:?} after {}", pair[1].0, pair[0].0);
    }
}

#[test]
fn only_pages_of_others_are_asked_for() {
    let check = |written: &str, asked: Option<&str>| {
        assert_eq!(askable(written, false).as_deref(), asked, "{written}");
    };
    check("https://example.org/a#b", Some("https://example.org/a"));
    check(" http://example.org ", Some("http://example.org/"));
    for local in [
        "http://localhost/",
        "http://a.localhost:80/",
        "http://127.1/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/",
        "http://100.100.100.200/latest/",
        "http://0.1.2.3/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "http://0x7f000001/",
    ] {
        check(local, None);
    }
    for other in ["mailto:me@example.org", "ftp://example.org/", "notes.md", "", "file:///etc"] {
        check(other, None);
    }
}
