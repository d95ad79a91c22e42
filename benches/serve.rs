//! What it takes from a save to the answer with the new page: `cargo bench --bench serve`; `-- --test` tries it with few
//! articles, `-- --soak` saves a thousand times and says what memory and descriptors do, `-- 20000` takes another size,
//! `-- event` only the saves with that word in their names.
//!
//! The archive is on disk and the pages come over HTTP, as an editor and a browser have them. What an editor does before
//! it writes, and what a browser does with a page, is not in it.

#![expect(clippy::print_stdout, reason = "a bench says what it found")]

mod made;

use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use variorum::disk::read::Setup;
use variorum::disk::watch::Watching;
use variorum::model::archive::Edition;
use variorum::resolve::Options;
use variorum::serve::{Limits, Port, Running, Said, Terms, start};

use made::{Random, article};

/// How many articles there are.
const SIZES: [usize; 3] = [1_000, 5_000, 20_000];
/// How often each kind of file is saved.
const TIMES: usize = 15;
/// After so many saves, memory has to stay as it is.
const SOAK: usize = 1_000;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| given.iter().any(|arg| arg == flag);
    let sizes: Vec<usize> = given.iter().filter_map(|arg| arg.parse().ok()).collect();
    let mut words = given.clone();
    words.retain(|arg| !arg.starts_with("--") && arg.parse::<usize>().is_err());
    match () {
        () if has("--soak") => soak(sizes.first().copied().unwrap_or(1_000)),
        () if has("--test") => saves(20, 2, &words),
        () if sizes.is_empty() => SIZES.iter().for_each(|&size| saves(size, TIMES, &words)),
        () => sizes.iter().for_each(|&articles| saves(articles, TIMES, &words)),
    }
}

/// Each kind of file, saved so many times; of those that are named with one of `words`, where there are any.
fn saves(articles: usize, times: usize, words: &[String]) {
    let archive = Archive::new(articles);
    let middle = archive.articles[articles / 2].clone();
    let text = fs::read_to_string(archive.path(&middle)).expect("an article");
    let saves = Saves { archive, middle, text, times, words };
    saves.of_words();
    saves.of_what_is_united();
    saves.of_files();
}

struct Saves<'a> {
    archive: Archive,
    /// The article that is saved, and what it says.
    middle: String,
    text: String,
    times: usize,
    words: &'a [String],
}

impl Saves<'_> {
    /// What changes one page and what shows it.
    fn of_words(&self) {
        self.article("words of an article", |n| format!("{}\nSaved {n}.\n", self.text));
        self.article("a line of front matter", |n| {
            self.before("highlights:", &format!("summary: Saved {n}."))
        });
        self.article("one more note", |n| {
            self.first("highlights:", &format!("{{quote: the, nth: 1, note: Saved {n}.}}"))
        });
        self.article("one more reply", |n| {
            let reply = format!("replies: [{{note: Saved {n}.}}]");
            self.first("highlights:", &format!("{{quote: the, nth: 1, note: A note, {reply}}}"))
        });
    }

    /// What other pages are made of too.
    fn of_what_is_united(&self) {
        let event = |n: usize, who: &str| {
            self.first("events:", &format!("{{title: Saved {n}., date: 1970-01{who}}}"))
        };
        self.article("one more event", |n| event(n, ""));
        self.article("an event of somebody", |n| event(n, &format!(", who: [{}]", self.name(n))));
        let claim = |says: String| self.before("events:", &format!("claims:\n  - {{{says}}}"));
        self.article("one more claim", |n| {
            claim(format!("says: Saved {n}., question: Who left 5?"))
        });
        self.article("another question", |n| claim(format!("says: Many, question: Saved {n}.")));
        self.article("another title", |n| self.titled(n));
        self.article("one more tag", |n| {
            self.text.replacen("tags: [", &format!("tags: [Saved {n}., "), 1)
        });
        let named = |n: usize, name: &str| {
            self.first("entities:", name) + &format!("\n{name}. Saved {n}.\n")
        };
        self.article("one more known name", |n| named(n, &self.name(n)));
        self.article("a new name", |n| named(n, &format!("Zorv {n}")));
        self.article("another day", |n| {
            let (head, rest) = self.text.split_once("published:").expect("a day");
            let rest = rest.split_once('\n').expect("more lines").1;
            let (month, day) = (n % 12 + 1, n % 28 + 1);
            format!("{head}published: 1980-{month:02}-{day:02}\n{rest}\nSaved {n}.\n")
        });
        self.archive.write(&self.middle, &self.text);
    }

    /// What comes, goes, and is made of everything.
    fn of_files(&self) {
        let new = |n: usize| {
            let name = format!("content/articles/n{n:06}.md");
            (name, format!("/articles/n{n:06}.html"), format!("Saved {n}."))
        };
        self.timed("a new article", &|n| {
            let (path, page, words) = new(n);
            self.archive.write(&path, &self.titled(n));
            self.archive.wait_for(&page, &words, true);
        });
        self.timed("an article fewer", &|n| {
            let (path, page, words) = new(n);
            // Without the save before, there is none.
            let _ = fs::remove_file(self.archive.path(&path));
            self.archive.wait_for(&page, &words, false);
        });
        let base = fs::read_to_string("templates/base.html").expect("a template");
        self.saved("a base template", "templates/base.html", &self.page(), &|n| {
            format!("{base}\n<!-- Saved {n}. -->\n")
        });
        let css = "themes/mine/static/assets/variorum.css";
        self.saved("the style sheet", css, "/assets/variorum.css", &|n| {
            format!("/* Saved {n}. */\n")
        });
    }

    fn article(&self, what: &str, text: impl Fn(usize) -> String) {
        self.saved(what, &self.middle, &self.page(), &text);
    }

    fn saved(&self, what: &str, path: &str, page: &str, text: &dyn Fn(usize) -> String) {
        self.timed(what, &|number| {
            self.archive.write(path, &text(number));
            self.archive.wait_for(page, &format!("Saved {number}."), true);
        });
    }

    fn timed(&self, what: &str, save: &dyn Fn(usize)) {
        if !self.words.is_empty() && !self.words.iter().any(|word| what.contains(word.as_str())) {
            return;
        }
        let mut taken: Vec<(Duration, Duration)> = (0..self.times)
            .map(|number| {
                let (start, busy) = (Instant::now(), processor());
                save(number);
                (start.elapsed(), processor().saturating_sub(busy))
            })
            .collect();
        let mut middle = |of: fn(&(Duration, Duration)) -> Duration| {
            taken.sort_by_key(of);
            of(&taken[self.times / 2]).as_secs_f64() * 1e3
        };
        let (busy, waited) = (middle(|taken| taken.1), middle(|taken| taken.0));
        let articles = self.archive.articles.len();
        println!(
            "{articles:>6} articles, {what:<22} {waited:>7.1} ms, of the processor {busy:>7.1} ms"
        );
    }

    fn page(&self) -> String {
        let slug = self.middle.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
        format!("/articles/{}.html", slug.expect("a name"))
    }

    /// The article with more lines before a key.
    fn before(&self, key: &str, lines: &str) -> String {
        self.text.replacen(key, &format!("{lines}\n{key}"), 1)
    }

    /// The article with one more item at the beginning of a list.
    fn first(&self, key: &str, item: &str) -> String {
        self.text.replacen(key, &format!("{key}\n  - {item}"), 1)
    }

    fn titled(&self, number: usize) -> String {
        self.text.replacen("title: \"", &format!("title: \"Saved {number}. "), 1)
    }

    /// A name that another article has.
    fn name(&self, number: usize) -> String {
        let path = &self.archive.articles[number % self.archive.articles.len()];
        let text = fs::read_to_string(self.archive.path(path)).expect("an article");
        let name = text.split("name: ").nth(1).and_then(|rest| rest.split(',').next());
        name.expect("a name").to_owned()
    }
}

/// What a thousand saves leave behind.
fn soak(articles: usize) {
    let archive = Archive::new(articles);
    let mut random = Random(11);
    let mut after_the_first = (0, 0);
    for number in 0..SOAK {
        let path = &archive.articles[random.below(articles)];
        let text = fs::read_to_string(archive.path(path)).expect("an article");
        let text = text.split("\nSaved ").next().unwrap_or_default().to_owned();
        archive.write(path, &format!("{text}\nSaved {number}.\n"));
        archive.turns.recv_timeout(Duration::from_mins(1)).expect("a turn");
        archive.get("/");
        if number == SOAK / 10 {
            after_the_first = machine();
        }
        if number % (SOAK / 10) == 0 {
            let (memory, descriptors) = machine();
            println!("{number:>5} saves: {memory} MiB, {descriptors} descriptors");
        }
    }
    let (memory, descriptors) = machine();
    println!("{SOAK:>5} saves: {memory} MiB, {descriptors} descriptors");
    assert!(descriptors <= after_the_first.1 + 4, "descriptors are not given back");
    assert!(memory <= after_the_first.0 * 5 / 4 + 16, "memory is not given back");
}

/// Memory in MiB and descriptors of this process, where the system says so.
fn machine() -> (usize, usize) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let memory = memory.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    (memory.unwrap_or_default() >> 10, fs::read_dir("/proc/self/fd").map_or(0, Iterator::count))
}

/// The time that the processor gave to all threads, where the system says so; a busy machine changes it little.
fn processor() -> Duration {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let spent = tasks.filter_map(|task| {
        let stat = fs::read_to_string(task.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(spent.sum())
}

/// An archive on disk with its preview.
struct Archive {
    folder: tempfile::TempDir,
    articles: Vec<String>,
    running: Running,
    turns: Receiver<()>,
}

impl Archive {
    fn new(articles: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| write(&folder.path().join(path), text);
        write("variorum.yaml", "title: Bench\ntheme: mine\n");
        write("themes/mine/static/assets/variorum.css", "p { margin: 0 }\n");
        let mut random = Random(7);
        let paths = (0..articles).map(|number| {
            let (path, text) = article(number, articles, &mut random);
            write(&path, &text);
            path
        });
        let paths: Vec<String> = paths.collect();
        let (sender, turns) = channel();
        let terms = Terms {
            setup: Setup { root: folder.path().to_owned(), config: None, overrides: Vec::new() },
            options: Options { edition: Edition::Private, drafts: false },
            interface: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: Port::Only(0),
            watching: Watching::Told,
            editor: None,
            edit: false,
            limits: Limits::default(),
        };
        let say = move |said: Said| {
            if matches!(said, Said::Turn(_)) {
                // Nobody counts turns any more at the end.
                let _ = sender.send(());
            }
        };
        let start_of_all = Instant::now();
        let running = start(terms, Box::new(say)).expect("a preview");
        turns.recv().expect("the first turn");
        println!(
            "{articles:>6} articles, {:<22} {:>14.1} ms",
            "the start",
            start_of_all.elapsed().as_secs_f64() * 1e3
        );
        Self { folder, articles: paths, running, turns }
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.path(path), text);
    }

    /// Asks for a page until it has these words, or has them no more: a request that comes before the system tells of a
    /// save gets the old one.
    fn wait_for(&self, page: &str, words: &str, has: bool) {
        while self.get(page).contains(words) != has {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn get(&self, page: &str) -> String {
        let url = self.running.url();
        let host = url.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host).expect("a connection");
        write!(stream, "GET {page} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, text).expect("a file");
}
