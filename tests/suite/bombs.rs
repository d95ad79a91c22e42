//! Files that are made to exhaust the machine or to reach out of the archive: each ends within seconds and little memory,
//! and nothing outside of the output is written or read.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::commands::{archive, run};

/// How long a processor may work on a check of any file, without optimisation.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many kibibytes it may take.
const MEMORY: u64 = 1 << 20;

/// Checks an archive of one article, and says what it said.
fn check(what: &str, article: &str) -> String {
    let folder = archive(&[("variorum.yaml", "title: T\n"), ("content/articles/a.md", article)]);
    watched(what, folder.path(), &["check", "--format", "short"])
}

/// What a command says, which has to end well within time and memory.
fn watched(what: &str, folder: &Path, args: &[&str]) -> String {
    let said = folder.join("said");
    let file = || fs::File::options().create(true).append(true).open(&said).expect("a file");
    let mut child = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(args)
        .current_dir(folder)
        .stdout(file())
        .stderr(file())
        .spawn()
        .expect("it starts");
    let mut peak = 0;
    while child.try_wait().expect("it runs").is_none() {
        peak = peak.max(memory(child.id()));
        if worked(child.id()) > PATIENCE {
            child.kill().ok();
            panic!("{what} takes more than {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let status = child.wait().expect("it ends");
    let said = String::from_utf8_lossy(&fs::read(&said).expect("what it said")).into_owned();
    let short = said.get(..600).unwrap_or(&said);
    assert!(status.code().is_some_and(|code| code < 2), "{what}: {status:?}: {short}");
    assert!(peak < MEMORY, "{what} takes {} MiB", peak / 1024);
    said
}

/// The most memory that a process has had, in kibibytes; nothing where the system does not tell.
fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// How long the processors have worked for a process; nothing where the system does not tell.
fn worked(process: u32) -> Duration {
    let about = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let numbers = about.rsplit(") ").next().unwrap_or_default().split(' ');
    let ticks: u64 = numbers.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// What one makes of every number, one after the other.
fn each(numbers: std::ops::Range<usize>, one: impl Fn(usize) -> String) -> String {
    numbers.fold(String::new(), |text, n| text + &one(n))
}

/// A text of Markdown.
fn text(body: &str) -> String {
    format!("---\ntitle: T\nhighlights: [the end]\n---\n{body}\n\nthe end\n")
}

/// An article in which a sentence stands as many times as quotes of it, each with what a number makes of it.
fn quoted(times: usize, key: impl Fn(usize) -> String) -> String {
    let quotes = each(0..times, |n| format!("  - quote: was wholly darkened\n    {}\n", key(n)));
    let sentences = "When on a sudden the Sun was wholly darkened by the Moon.\n\n".repeat(times);
    format!("---\nhighlights:\n{quotes}---\n{sentences}")
}

/// An article with an event and a claim that have a key.
fn said(key: &str) -> String {
    let list = if key.starts_with("date") { "events" } else { "claims" };
    format!("---\n{list}:\n  - title: x\n    says: x\n    {key}\n---\nx\n")
}

/// Checks an article that must come to no harm, and whose faults must fit on lines.
fn try_out(what: &str, article: &str) {
    let said = check(what, article);
    assert!(!said.contains("panicked"), "{what}: {said}");
    let longest = said.lines().map(str::len).max().unwrap_or(0);
    assert!(longest < 5_000, "{what}: a line of {longest} bytes");
}

#[test]
fn nothing_is_nested_or_repeated_until_the_machine_gives_in() {
    let deep = 20_000;
    let bomb = each(1..30, |level| {
        let inner = format!("*a{}, ", level - 1).repeat(9);
        format!("x-{level}: &a{level} [{}]\n", inner.trim_end_matches(", "))
    });
    let into = |to: &str| format!("\n\n![[#{to}]]\n\n").repeat(4_000);
    let blocks = each(0..3_000, |level| format!("{}a:\n", " ".repeat(level)));
    for (what, article) in [
        ("laughs", format!("---\ntitle: T\nx-0: &a0 lol\n{bomb}---\nx\n")),
        ("brackets in YAML", format!("---\ntitle: {}\n---\nx\n", "[".repeat(deep))),
        (
            "braces in YAML",
            format!("---\ntitle: {}{}\n---\nx\n", "{a: ".repeat(deep), "}".repeat(deep)),
        ),
        ("maps in YAML", format!("---\n{blocks}---\nx\n")),
        ("an anchor in itself", "---\ntitle: &a [*a]\n---\nx\n".to_owned()),
        ("keys", format!("---\n{}---\nx\n", each(0..5 * deep, |n| format!("x-{n}: a\n")))),
        (
            "keys that nobody knows",
            format!("---\n{}---\nx\n", each(0..deep, |n| format!("k{n}: a\n"))),
        ),
        ("links that lead to nothing", text(&each(0..deep, |n| format!("[a]({n}) ")))),
        ("quotations", text(&">".repeat(deep))),
        ("lists", text(&"- ".repeat(deep))),
        ("numbers", text(&"1. ".repeat(deep))),
        ("brackets", text(&"[".repeat(deep))),
        ("links in links", text(&format!("{}x{}", "[".repeat(deep), "](a)".repeat(deep)))),
        ("pictures", text(&"![".repeat(deep))),
        ("wikilinks", text(&"[[".repeat(deep))),
        ("embeds", text(&"![[a".repeat(deep))),
        (
            "embeds of themselves",
            format!("---\ntitle: T\n---\n## A\n\n{}", "![[#A]]\n\n".repeat(deep)),
        ),
        ("embeds in embeds", text(&format!("## A\n\na{}## B\n\nb{}## C", into("B"), into("C")))),
        ("stars", text(&"*a ".repeat(deep))),
        ("stars and lines", text(&"**a_ ".repeat(deep))),
        ("tildes", text(&"~~a ".repeat(deep))),
        ("marks", text(&"==a ".repeat(deep))),
        ("ticks", text(&each(1..600, |n| format!("{} a ", "`".repeat(n))))),
        ("dollars", text(&"$a ".repeat(deep))),
        (
            "formulas in formulas",
            text(&format!("${}{}$", "\\frac{".repeat(3_000), "}".repeat(3_000))),
        ),
        ("elements", text(&"<div>".repeat(deep))),
        ("elements in a line", text(&"a<b>".repeat(deep))),
        ("an open tag", text(&"<a href=\"".repeat(deep))),
        ("comments", text(&"<!--".repeat(deep))),
        ("signs of comments", text(&"%% ".repeat(deep + 1))),
        ("footnotes", text(&each(0..2_000, |n| format!("[^{n}]: a[^{}]\n\n", n + 1)))),
        (
            "footnotes that are referred to",
            text(&each(0..5_000, |n| format!("a[^{n}]\n\n[^{n}]: b\n\n"))),
        ),
        (
            "links to headings",
            text(&each(0..5_000, |n| format!("## Heading {n}\n\n[[#HEADING {n}]]\n\n"))),
        ),
        (
            "links to no headings",
            text(&each(0..4_000, |n| format!("## Heading {n}\n\n[[#Headings {n}x]]\n\n"))),
        ),
        ("links to no names", {
            let names = each(0..4_000, |n| format!("  - name: Harrow {n}\n"));
            let links = each(0..4_000, |n| format!("[[Harrows {n}x]]\n\n"));
            format!("---\nentities:\n{names}---\n{links}")
        }),
        ("claims that relate to none", {
            let claim = |n| format!("  - id: claim-{n}\n    says: x\n    supports: claims-{n}x\n");
            format!("---\nclaims:\n{}---\nx\n", each(0..4_000, claim))
        }),
        ("brackets after an address", text(&format!("https://a.b/{}", ")".repeat(20 * deep)))),
        ("references", text(&format!("{}\n\n[a]: b", "[a]".repeat(deep)))),
        (
            "columns",
            text(&format!(
                "|{}\n|{}\n|{}",
                "a|".repeat(3_000),
                "-|".repeat(3_000),
                "b|".repeat(3_000)
            )),
        ),
        ("entities of HTML", text(&"&amp;".repeat(deep))),
        ("accents", text(&format!("a{}", "\u{301}".repeat(deep)))),
        ("directions", text(&"\u{202e}".repeat(deep))),
        ("a date in doubt", said(&format!("date: \"c. {}\"", "?".repeat(20 * deep)))),
        ("a date before dates", said(&format!("date: \"{}\"", "before ".repeat(5 * deep)))),
        ("a figure about figures", said(&format!("figure: \"{}\"", "about ".repeat(5 * deep)))),
        ("a figure of figures", said(&format!("figure: \"{}\"", "million ".repeat(5 * deep)))),
        ("a name", said(&format!("by: \"{}\"", "É".repeat(5 * deep)))),
        ("a speaker", said(&format!("by: {}", "the ".repeat(5 * deep)))),
        ("one long line", text(&"words of a long line ".repeat(100_000))),
        ("one long word", text(&"a".repeat(2_000_000))),
    ] {
        try_out(what, &article);
    }
}

#[test]
fn quotes_of_very_many_places_are_found() {
    for (what, article) in [
        ("quotes of many places", quoted(3_000, |_| "note: x".to_owned())),
        (
            "quotes of many places, but not beside these words",
            quoted(1_500, |n| format!("prefix: the {n}")),
        ),
        (
            "quotes of one place more than there are",
            quoted(2_000, |n| format!("nth: {}", n + 2_001)),
        ),
        ("quotes of every place", quoted(2_000, |_| "all: true".to_owned())),
        ("quotes with a letter wrong", {
            let quotes = each(0..400, |n| format!("  - number {n} was wholy darkened\n"));
            let words = each(0..400, |n| format!("The Sun number {n} was wholly darkened.\n\n"));
            format!("---\nhighlights:\n{quotes}---\n{words}")
        }),
        ("words that are not there", {
            let words = each(0..6_000, |n| format!("  - word{n}x\n"));
            format!("---\nhighlights:\n{words}---\n{}", each(0..6_000, |n| format!("words{n} ")))
        }),
    ] {
        try_out(what, &article);
    }
}

/// Words that stand in one sentence, or paragraph, very many times are read in a time that grows with them.
#[test]
fn sentences_without_an_end_are_read() {
    for (what, part) in [
        ("quotations", "“It is old,” said Ann Harrow, "),
        ("speakers", "said Ann Harrow "),
        ("sources", "40 boats sank, according to the agency, "),
        ("figures", "The mayor said that 40 sank "),
        ("dates", "in 1950 it sank "),
        ("dates that hang on others", "it was built, opened in 1950, "),
        ("capital letters", "Ann Harrow Tarlow "),
        ("titles", "Minister "),
        ("names with letters in brackets", "Ann (AB) "),
        ("questions of one line", "Q. Why? "),
    ] {
        let article = text(&part.repeat(30_000 / part.len()));
        let files = [("variorum.yaml", "title: T\n"), ("content/articles/a.md", &article)];
        watched(what, archive(&files).path(), &["suggest", "a"]);
    }
}

/// 100 MB, of which nothing is on the disk.
fn giant(path: &Path) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::File::create(path).and_then(|file| file.set_len(100 << 20)).expect("a file");
}

#[test]
fn what_is_too_large_is_refused_by_name() {
    let settings = "title: T\ntheme: large\ntemplates: templates\n";
    let files = [
        ("variorum.yaml", settings),
        ("content/articles/a.md", "a"),
        ("themes/large/theme.yaml", "name: T\n"),
    ];
    for (path, most) in [
        ("content/articles/large.md", "8 MiB"),
        ("variorum.yaml", "1 MiB"),
        ("templates/own.html", "1 MiB"),
        ("themes/large/theme.yaml", "1 MiB"),
        ("i18n/en.yaml", "1 MiB"),
    ] {
        let folder = archive(&files);
        giant(&folder.path().join(path));
        let said = watched(path, folder.path(), &["check", "--format", "short"]);
        let fault = format!(
            "{path}:1:1: error[not-text]: this file has 100 MiB, and {most} are read of a text"
        );
        assert!(said.contains(&fault), "{said}");
    }
    let folder = archive(&files);
    for name in ["a.html", "a.mhtml", "a.json", "a.csv", "a.md", "a.txt", "a.bib"] {
        giant(&folder.path().join("in").join(name));
    }
    let said = watched("files to import", folder.path(), &["import", "in"]);
    assert_eq!(said.matches("it has more than 64 MiB").count(), 7, "{said}");
}

/// What a file says leads nowhere out of the output, whatever it is called and wherever it points.
#[test]
fn nothing_leads_out_of_the_archive() {
    let folder = archive(&[
        ("secret.txt", "SECRET words of a file that is not in the archive"),
        ("archive/variorum.yaml", "title: T\n"),
        (
            "archive/content/articles/a.md",
            "---\ntitle: A\nslug: ../../../escaped\naliases: [../../escaped-too.html, /etc/escaped.html]\n\
             redirect_from: [../escaped.html, 'C:\\escaped.html', //example.org/escaped.html, con, old/NUL.txt.html, 'ends. /a']\narchived: ../../../secret.txt\n\
             capture: {file: ../../../secret.txt}\n---\n![a](../../../secret.txt) [b](../../../secret.txt) ![[../../../secret.txt]]\n\
             ![c](/etc/passwd) ![d](file:///etc/passwd) ![e](..%2f..%2f..%2fsecret.txt) ![f](link.png)\n",
        ),
        ("archive/content/articles/CON.md", "a"),
        ("archive/content/articles/nul.txt.md", "a"),
        ("archive/content/articles/same.md", "a"),
        ("archive/content/articles/Same.md", "b"),
        ("archive/content/articles/ends. .md", "a"),
        ("archive/content/articles/a\u{1}b<c>:d|e?f*g\"h.md", "a"),
        ("archive/content/entities/lpt1.md", "---\nname: LPT1\nimage: ../../../secret.txt\n---\n"),
    ]);
    let root = folder.path().join("archive");
    #[cfg(unix)]
    for (to, link) in [
        ("../../../secret.txt", "content/articles/link.md"),
        ("../../../secret.txt", "content/articles/link.png"),
        ("/", "content/articles/everything"),
        ("..", "content/articles/loop"),
        ("../secret.txt", "static"),
    ] {
        std::os::unix::fs::symlink(to, root.join(link)).expect("a link");
    }
    let (code, said) = run(&root, &["build", "--keep-going"]);
    assert!(code < 2, "{said}");
    assert!(
        said.contains("same.html") || said.contains("`articles/same"),
        "both names are named: {said}"
    );
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["archive", "secret.txt"], "nothing is written outside: {said}");
    no_secret(&root.join("public"));
}

/// No file holds the words of the one outside, and none has a name that some system cannot keep.
fn no_secret(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let is_device = ["con", "nul", "aux", "prn", "lpt1"].contains(&stem.as_str());
        assert!(!is_device && !name.ends_with(['.', ' ']), "{name}");
        assert!(!name.contains(['\u{1}', '<', '>', ':', '|', '?', '*', '"', '\\']), "{name}");
        if entry.path().is_dir() {
            no_secret(&entry.path());
        } else {
            let bytes = fs::read(entry.path()).expect("a file");
            assert!(!bytes.windows(6).any(|part| part == b"SECRET"), "{name}");
        }
    }
}

/// What is brought along and has too much of something is refused before it takes the memory of many times its size.
#[test]
fn what_has_too_much_is_not_imported() {
    let folder = archive(&[("variorum.yaml", "title: T\n"), ("content/articles/a.md", "a")]);
    let input = |name: &str, begin: &str, part: &str, times: usize| {
        let path = folder.path().join("in").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, format!("{begin}{}", part.repeat(times))).expect("a file");
        let said = watched(name, folder.path(), &["import", "--dry-run", &format!("in/{name}")]);
        said.rsplit("not read ").next().unwrap_or_default().to_owned()
    };
    let hypothesis = "{\"total\": 1, \"rows\": [{\"uri\": \"https://example.org/\"}";
    for (name, begin, part, times, said) in [
        ("a.html", "<html><body>", "<p>a</p>", 300_000, "it has more than 250000 elements"),
        ("a.csv", "Highlight,Book Title\n", "a,b\n", 200_001, "it has more than 200000 rows"),
        ("a.json", hypothesis, ",[]", 4_000_001, "it has more than 4000000 values"),
        ("a.md", "", "A line of words.\n", 600_000, "would have more than 8 MiB of text"),
        (
            "a.ris",
            "TY  - JOUR\n",
            "N1  - A line of words.\n",
            800_000,
            "it has more than 16 MiB of text",
        ),
    ] {
        assert!(input(name, begin, part, times).contains(said), "{name}");
    }
}

/// What is brought along and has very much of something is read in a time that grows with it.
#[test]
fn what_is_large_is_imported() {
    let page =
        |body: &str| format!("<html><body><article><h1>T</h1>{body}</article></body></html>");
    let words = "<p>When on a sudden the Sun was wholly darkened.</p>".repeat(20);
    let note = |n| format!("<a href=\"#n{n}\">{n}</a> word ");
    for (name, text) in [
        ("notes.html", page(&format!("{words}<p>{}</p>", each(0..10_000, note)))),
        ("inline.html", page(&format!("{words}<p>{}</p>", "<b>a</b> <i>b</i> ".repeat(5_000)))),
        ("line.txt", "words of a long line ".repeat(50_000)),
        ("lines.txt", "A short line\n".repeat(50_000)),
    ] {
        let folder = archive(&[("variorum.yaml", "title: T\n"), (&*format!("in/{name}"), &*text)]);
        let said = watched(name, folder.path(), &["import", "--dry-run", "in"]);
        assert!(said.contains("1 new article"), "{name}: {said}");
    }
}
