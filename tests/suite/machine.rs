//! Faults of the machine: processes that are killed, two at once, strange surroundings. Every file stays whole.
//!
//! `KILLS` says how often each process is killed; `.ci/run` says 200.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::commands::{archive, run};

const CONFIG: &str =
    "title: T\npublish:\n  disk: {type: directory, path: out/www}\nfeeds: {tags: true}\n";

/// The two states of an archive.
const STATES: [&str; 2] = ["old", "new"];

/// Files of a folder by their names, with their bytes.
type Files = BTreeMap<String, Vec<u8>>;

/// How often each process is killed.
fn kills() -> usize {
    std::env::var("KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(6)
}

/// An archive in one of two states: all of its pages differ, and each state has some of its own.
fn write(folder: &Path, state: &str) {
    let articles = folder.join("content/articles");
    fs::remove_dir_all(&articles).ok();
    fs::create_dir_all(&articles).expect("a folder");
    for number in 0..30 {
        let text = format!(
            "---\ntitle: {state} {number}\ntags: [{state}]\nentities: [Raqqa]\nhighlights: [the bridge]\n---\n\
             In Raqqa, {state}, they crossed the bridge {number} times.\n"
        );
        let name = if number < 20 { format!("a{number}") } else { format!("{state}{number}") };
        fs::write(articles.join(format!("{name}.md")), text).expect("an article");
    }
}

fn start() -> TempDir {
    let folder = archive(&[("variorum.yaml", CONFIG)]);
    write(folder.path(), "old");
    folder
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Every file below a folder.
fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").display().to_string();
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// Numbers that look random and are the same every time.
struct Random(u64);

impl Random {
    fn within(&mut self, length: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let part = u32::try_from(self.0 >> 44).expect("20 bits");
        length * part / (1 << 20)
    }
}

/// What a command makes of both states of an archive, and how long it takes.
fn states(args: &[&str], output: &str) -> ([Files; 2], Duration) {
    let mut took = Duration::ZERO;
    let made = STATES.map(|state| {
        let folder = start();
        write(folder.path(), state);
        let began = Instant::now();
        let (code, text) = run(folder.path(), args);
        assert_eq!(code, 0, "{text}");
        took = took.max(began.elapsed());
        files(&folder.path().join(output))
    });
    (made, took)
}

/// Kills a process somewhere in its life.
fn kill(mut child: Child, after: Duration) {
    std::thread::sleep(after);
    // It may have ended before.
    child.kill().ok();
    child.wait().expect("it ends");
}

/// Kills a command again and again while it goes from one state of an archive to the other. What is left has to be `whole`,
/// also where a killed run follows a killed run, and the next run that may end finishes it.
fn check_killed(args: &[&str], output: &str, whole: fn(&Files, &[Files; 2]) -> bool) {
    let (sites, took) = states(args, output);
    let folder = start();
    assert_eq!(run(folder.path(), args).0, 0);
    let mut random = Random(1);
    for round in 0..kills() {
        let to = (round + 1) % 2;
        write(folder.path(), STATES[to]);
        let child = command(folder.path(), args).spawn().expect("it starts");
        kill(child, random.within(took * 5 / 4));
        let left = files(&folder.path().join(output));
        assert!(whole(&left, &sites), "round {round}: something is neither old nor new");
        if round % 3 == 2 {
            continue;
        }
        let (code, text) = run(folder.path(), args);
        assert_eq!(code, 0, "round {round}: {text}");
        assert!(files(&folder.path().join(output)) == sites[to], "round {round}");
        assert!(!folder.path().join(".public.staging").exists(), "round {round}");
    }
}

#[test]
fn a_build_that_is_killed_leaves_whole_files_and_the_next_one_finishes() {
    check_killed(&["build", "--quiet"], "public", |left, sites| {
        left.iter().all(|(path, bytes)| sites.iter().any(|site| site.get(path) == Some(bytes)))
    });
}

#[test]
fn a_folder_that_is_published_shows_the_old_or_the_new_site() {
    check_killed(&["publish", "disk", "--quiet"], "out/www", |left, sites| sites.contains(left));
}

/// A preview that runs, and what a page of it needs to change a file.
struct Preview {
    child: Child,
    host: String,
    token: String,
}

impl Preview {
    fn start(folder: &Path) -> Self {
        let mut command = command(folder, &["serve", "-p", "0"]);
        let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
        let said = BufReader::new(child.stderr.take().expect("what it says"));
        let line = said.lines().map_while(Result::ok).find_map(|line| {
            Some(line.split_once("Serving http://")?.1.split('/').next()?.to_owned())
        });
        let host = line.expect("it says where");
        let page = ask(&host, &format!("GET /articles/a0.html HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        let token = page.split_once("data-token=\"").expect("a token").1;
        let token = token.split('"').next().expect("its end").to_owned();
        Self { child, host, token }
    }
}

fn ask(host: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(host).expect("a connection");
    let request = request.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = Vec::new();
    // It may be killed before it has answered.
    stream.read_to_end(&mut answer).ok();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn an_edit_that_is_killed_leaves_the_article_as_it_was_or_as_it_should_be() {
    let folder = start();
    let path = folder.path().join("content/articles/a0.md");
    let before = fs::read_to_string(&path).expect("an article");
    let after = before.replace("[the bridge]\n", "\n  - the bridge\n  - note: Whole.\n");
    let after = [after.replace("highlights: \n", "highlights:\n")];
    let mut random = Random(3);
    for round in 0..kills().div_ceil(3) {
        fs::write(&path, &before).expect("an article");
        let Preview { child, host, token } = Preview::start(folder.path());
        let body = r#"{"do":"add","page":"/articles/a0.html","list":"highlights","passage":null,"item":{"note":"Whole."}}"#;
        let request = format!(
            "POST /.variorum/annotations HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nX-Variorum-Token: {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let asks = std::thread::spawn({
            let host = host.clone();
            move || ask(&host, &request)
        });
        kill(child, random.within(Duration::from_millis(40)));
        asks.join().expect("it is asked");
        let now = fs::read_to_string(&path).expect("an article");
        assert!(now == before || after.contains(&now), "round {round}:\n{now}");
    }
    fs::write(&path, &before).expect("an article");
    assert_eq!(
        run(folder.path(), &["check", "--strict", "--quiet"]).0,
        0,
        "nothing else is in the way"
    );
}

#[test]
fn two_builds_at_once_are_one_or_say_so() {
    let ([old, _], _) = states(&["build", "--quiet"], "public");
    for _ in 0..3 {
        let folder = start();
        let both = [(), ()].map(|()| {
            let mut command = command(folder.path(), &["build", "--force"]);
            command.stderr(Stdio::piped()).spawn().expect("it starts")
        });
        let ended = both.map(|child| child.wait_with_output().expect("it ends"));
        let done = ended.iter().filter(|output| output.status.success()).count();
        assert!(done > 0, "{ended:?}");
        for output in &ended {
            let said = String::from_utf8_lossy(&output.stderr);
            let is_told =
                output.status.code() == Some(2) && said.contains("another build is writing");
            assert!(output.status.success() || is_told, "{said}");
        }
        assert!(files(&folder.path().join("public")) == old);
    }
}

/// Without a home, in any time zone and language, in an environment that has nothing, however the files came into their
/// folder, the bytes are the same.
#[test]
fn surroundings_change_nothing() {
    let ([old, _], _) = states(&["build", "--quiet"], "public");
    for environment in [
        &[][..],
        &[("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
        &[("TZ", "nowhere/at-all"), ("LANG", "C"), ("HOME", "/nonexistent"), ("TERM", "dumb")],
        &[("RAYON_NUM_THREADS", "1"), ("LANGUAGE", "ar"), ("XDG_CONFIG_HOME", "\u{1}")],
    ] {
        let folder = start();
        let articles = folder.path().join("content/articles");
        let mut texts: Vec<_> = files(&articles).into_iter().collect();
        texts.rotate_left(environment.len() * 7);
        for (name, text) in texts.iter().rev() {
            fs::remove_file(articles.join(name)).expect("a file");
            fs::write(articles.join(name), text).expect("a file");
        }
        let mut command = command(folder.path(), &["build", "--quiet"]);
        let status =
            command.env_clear().envs(environment.iter().copied()).status().expect("it runs");
        assert!(status.success(), "{environment:?}");
        assert!(files(&folder.path().join("public")) == old, "{environment:?}");
    }
}

/// A build looks at bytes: files of the year 2100 and of 1970 are as good as those of today, also when they changed.
#[test]
fn clocks_that_jump_change_nothing() {
    let (sites, _) = states(&["build", "--quiet"], "public");
    let folder = start();
    let century = Duration::from_hours(100 * 365 * 24);
    let moments = [UNIX_EPOCH, SystemTime::now() + century, UNIX_EPOCH + century / 10];
    for (moment, state) in moments.into_iter().zip([1, 0, 1]) {
        write(folder.path(), STATES[state]);
        for inside in ["content/articles", "public", ".variorum"] {
            set_times(&folder.path().join(inside), moment);
        }
        for again in [false, true] {
            let status = command(folder.path(), &["build", "--quiet"]).status().expect("it runs");
            assert!(status.success(), "{moment:?}");
            let is_new = files(&folder.path().join("public")) == sites[state];
            assert!(is_new, "{moment:?}, again: {again}");
            set_times(&folder.path().join("public"), moment);
        }
    }
}

/// Gives every file of a folder a time of change.
fn set_times(folder: &Path, moment: SystemTime) {
    for entry in WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let file = fs::File::options().append(true).open(entry.path()).expect("a file");
            file.set_modified(moment).expect("a time");
        }
    }
}

/// What a command was asked for and cannot print is no success; a reader that has seen enough is no fault.
#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_printed_is_said() {
    let folder = start();
    for args in
        [&["export", "csl"][..], &["entities"], &["schema", "article"], &["completions", "bash"]]
    {
        let full = fs::File::options().write(true).open("/dev/full").expect("a full disk");
        let mut command = command(folder.path(), args);
        let ended = command.stdout(full).stderr(Stdio::piped()).output().expect("it runs");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.starts_with("error: cannot write to `standard output`"), "{args:?}: {said}");

        let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success() && said.is_empty(), "{args:?}: {said}");
    }
}

/// Where nothing can be written, that is said with the place, and nothing else happens.
#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_written_is_named() {
    let folder = start();
    for output in ["/proc/variorum/public", "/dev/null/public", "/sys/public"] {
        let (code, text) = run(folder.path(), &["build", "--output-dir", output]);
        assert_eq!(code, 2, "{text}");
        assert!(text.starts_with("error: cannot ") && text.contains("public"), "{text}");
    }
    assert!(!folder.path().join("public").exists());
}
