//! Clients of the preview that are slow, silent or too many.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use variorum::disk::watch::Watching;
use variorum::model::archive::Edition;
use variorum::serve::Limits;

use crate::serve::{FILES, Preview};

/// Who is slow is cut off, and whoever asks for most connections takes them from nobody else.
#[test]
fn silent_clients_keep_nobody_out() {
    let ends = |mut stream: TcpStream| {
        // Cut off in the middle of what it sends, a client reads an error or the end.
        let mut answer = Vec::new();
        let read = stream.read_to_end(&mut answer);
        let late = |error: &std::io::Error| error.kind() == std::io::ErrorKind::WouldBlock;
        assert!(!read.is_err_and(|error| late(&error)), "it is not cut off");
        String::from_utf8_lossy(&answer).into_owned()
    };
    let starts = [
        ("", ""),
        ("GET / HTT", ""),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nX: ", ""),
        ("GET /plain.txt HTTP/1.1\r\nHost: localhost\r\n\r\n", "200 OK"),
        (
            "POST /.variorum/markdown HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nwords",
            "408 Request Timeout",
        ),
    ];
    let patient = Limits { patience: Duration::from_hours(1), connections: 4 };
    let hasty = Limits { patience: Duration::from_millis(200), connections: 100 };
    for (limits, is_answered) in [(hasty, true), (patient, false)] {
        let preview = Preview::within(FILES, Watching::Off, Edition::Private, limits);
        let open = starts.map(|(start, said)| {
            let mut stream = preview.connect();
            stream.write_all(start.as_bytes()).expect("a start");
            (stream, said)
        });
        // As many as there may be, so that all before them are ended.
        let later = [(); 4].map(|()| {
            let stream = preview.connect();
            assert_eq!(preview.get("/").status, 200);
            stream
        });
        for (stream, said) in open {
            let told = ends(stream);
            assert!(!is_answered || told.contains(said), "{said}: {told}");
        }
        assert_eq!(preview.get("/articles/a.html").status, 200);
        drop(later);
    }
}

/// Who reads nothing of an answer does not get all of it.
#[test]
fn clients_that_stop_reading_are_cut_off() {
    const LARGE: u64 = 64 << 20;
    let limits = Limits { patience: Duration::from_millis(100), connections: 100 };
    let preview = Preview::within(FILES, Watching::Told, Edition::Private, limits);
    let file = fs::File::create(preview.folder.path().join("static/large.bin")).expect("a file");
    file.set_len(LARGE).expect("a large file");
    preview.turn();
    // A busy machine may look at its clock late.
    let is_cut_off = (1..20).any(|attempt| {
        let mut stream = preview.connect();
        write!(stream, "GET /large.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("a request");
        std::thread::sleep(limits.patience * 5 * attempt);
        let read = std::io::copy(&mut stream, &mut std::io::sink());
        read.map_or(true, |read| read < LARGE)
    });
    assert!(is_cut_off, "it is waited for");
}
