//! What an import says: a line for each article, what was cut and what could not be carried, and a table at the end.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use variorum::disk::originals::Kept;
use variorum::import::{Item, UNKNOWN};

use super::super::print::{self, err, out};
use super::super::{Common, Format};

/// So many words of a line that was cut are shown.
const SHOWN: usize = 12;

/// So many lines that were cut are shown without `--verbose`.
const LINES: usize = 8;

/// Said of new articles whose texts are not published.
const EXCERPTS: &str = "Of texts with `visibility: excerpt` only what you quote is published. Where a text is yours or free, make it \
     `full`.";

/// What was done with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// A file was written.
    New,
    /// More is said in a file.
    Merged,
    /// All of it is there already.
    Same,
}

/// How the passages of an article were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Anchored {
    pub(super) exact: usize,
    pub(super) folded: usize,
    pub(super) elided: usize,
    pub(super) fuzzy: usize,
    pub(super) lost: usize,
}

/// What became of an item.
pub(super) struct Outcome {
    pub(super) what: What,
    /// What the file is, as `type` has it.
    pub(super) kind: &'static str,
    pub(super) path: String,
    /// The keys under which a record says more now.
    pub(super) added: Vec<String>,
    /// The keys under which something else is said of an article that is there.
    pub(super) differs: Vec<&'static str>,
    pub(super) anchored: Anchored,
    /// How many suggestions were written into it.
    pub(super) suggested: usize,
    /// Where its original is kept.
    pub(super) kept: Option<Kept>,
    pub(super) item: Item,
    pub(super) reason: Option<String>,
    /// Whether only what is quoted of it is published.
    pub(super) is_excerpt: bool,
    /// The language that its words told, where nothing else did.
    pub(super) tongue: Option<&'static str>,
    /// The file of which it is another version.
    pub(super) version_of: Option<String>,
}

/// What is said, and what is counted.
pub(super) struct Report<'a> {
    common: &'a Common,
    dry_run: bool,
    read: usize,
    /// How many files of each kind there are now, have more, and have all of it already.
    done: BTreeMap<(What, &'static str), usize>,
    refused: usize,
    /// Files of no known kind by how their names end: a folder can have thousands of them.
    unknown: BTreeMap<String, Vec<String>>,
    left: usize,
    pictures: usize,
    originals: BTreeSet<String>,
    anchored: Anchored,
    /// How many new articles are published as excerpts.
    excerpts: usize,
    /// The folder for new articles, where no build looks into it.
    pub(super) unread: Option<String>,
}

impl<'a> Report<'a> {
    pub(super) fn new(common: &'a Common, dry_run: bool) -> Self {
        Self {
            common,
            dry_run,
            read: 0,
            done: BTreeMap::new(),
            refused: 0,
            unknown: BTreeMap::new(),
            left: 0,
            pictures: 0,
            originals: BTreeSet::new(),
            anchored: Anchored::default(),
            excerpts: 0,
            unread: None,
        }
    }

    /// A file was read.
    pub(super) fn read(&mut self) {
        self.read += 1;
    }

    /// A file was not read.
    pub(super) fn refused(&mut self, name: &str, reason: &str) {
        self.refused += 1;
        match self.common.format {
            Format::Json => {
                print::json(&json!({"file": name, "status": "refused", "reason": reason}));
            }
            _ if reason == UNKNOWN && !self.common.verbose => {
                let file = name.rsplit('/').next().unwrap_or(name);
                let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
                self.unknown.entry(ending.to_lowercase()).or_default().push(name.to_owned());
            }
            _ => err!("not read   {name}: {reason}"),
        }
    }

    /// Says which files are of no known kind: alone by its name, many by how they end.
    fn unknown(&self) {
        for (ending, names) in &self.unknown {
            match names.as_slice() {
                [] => {}
                [name] => err!("not read   {name}: {UNKNOWN}"),
                [first, ..] => {
                    let ending = if ending.is_empty() { "" } else { &format!(" `.{ending}`") };
                    err!(
                        "not read   {} files{ending}, {first} among them: they are none of the kinds that are known; \
                         --verbose names them",
                        names.len()
                    );
                }
            }
        }
    }

    /// Something of a file could not be carried.
    pub(super) fn left(&mut self, name: &str, reason: &str) {
        self.left += 1;
        match self.common.format {
            Format::Json => {
                print::json(&json!({"file": name, "status": "left", "reason": reason}));
            }
            _ if self.common.quiet => {}
            _ => out!("left out   {name}: {reason}"),
        }
    }

    /// An item became an article, or part of one, or neither.
    pub(super) fn article(&mut self, from: &str, outcome: &Outcome) {
        *self.done.entry((outcome.what, outcome.kind)).or_default() += 1;
        self.left += usize::from(outcome.reason.is_some());
        self.anchored.add(outcome.anchored);
        self.excerpts += usize::from(outcome.is_excerpt);
        let kept = outcome.kept.iter().filter(|kept| kept.is_new);
        self.originals.extend(kept.map(|kept| kept.path.clone()));
        self.pictures += outcome.pictures();
        match self.common.format {
            Format::Json => print::json(&outcome.json(from)),
            _ if self.common.quiet => {}
            _ => {
                for line in outcome.lines(from, self.common.verbose) {
                    out!("{line}");
                }
            }
        }
    }

    /// How many files something was done with.
    fn all(&self, what: What) -> usize {
        self.done.iter().filter(|((own, _), _)| *own == what).map(|(_, count)| count).sum()
    }

    /// The table at the end; whether everything was read.
    pub(super) fn close(&self) -> bool {
        self.unknown();
        let anchored = self.anchored;
        match self.common.format {
            Format::Json => print::json(&json!({
                "read": self.read, "new": self.all(What::New), "merged": self.all(What::Merged), "skipped": self.all(What::Same),
                "refused": self.refused, "left": self.left, "pictures": self.pictures,
                "originals": self.originals.len(), "passages": anchored.json(),
            })),
            _ if self.common.quiet => {}
            _ => {
                let would = if self.dry_run { " (nothing is written: --dry-run)" } else { "" };
                out!("");
                row(self.read, ["file read", "files read"], "");
                if self.all(What::New) == 0 {
                    out!("{:>5} new articles{would}", 0);
                }
                for (&(what, kind), &count) in &self.done {
                    let [before, after] = what.said(kind);
                    let many = if count == 1 { kind } else { plural(kind) };
                    let would = if what == What::Same { "" } else { would };
                    out!("{count:>5} {before}{many}{after}{would}");
                }
                for (count, words, more) in [
                    (self.pictures, ["picture", "pictures"], would),
                    (self.originals.len(), ["original kept", "originals kept"], would),
                    (self.refused, ["file not read", "files not read"], ""),
                    (self.left, ["thing not carried", "things not carried"], ""),
                ] {
                    if count > 0 {
                        row(count, words, more);
                    }
                }
                if anchored.all() > 0 {
                    let what = if anchored.all() == 1 { "passage" } else { "passages" };
                    out!("{:>5} {what}: {}", anchored.all(), anchored.words());
                }
                if self.excerpts > 0 {
                    out!("");
                    out!("{EXCERPTS}");
                }
                if let Some(folder) = &self.unread {
                    out!("");
                    out!("No build looks into `{folder}`, which is not in `content/`.");
                }
            }
        }
        self.refused == 0
    }
}

/// A line of the table.
fn row(count: usize, [one, several]: [&str; 2], more: &str) {
    let what = if count == 1 { one } else { several };
    out!("{count:>5} {what}{more}");
}

/// Several files of a kind.
fn plural(kind: &str) -> &str {
    match kind {
        "entity" => "entities",
        "question" => "questions",
        "page" => "pages",
        _ => "articles",
    }
}

impl What {
    /// What is said of the files of a kind, before and behind the word for them.
    fn said(self, kind: &str) -> [&'static str; 2] {
        match self {
            Self::New => ["new ", ""],
            Self::Merged if kind == "article" => ["", " with new passages"],
            Self::Merged => ["", " of which more is said"],
            Self::Same => ["", " there already"],
        }
    }
}

impl Outcome {
    /// What became of an item, and nothing more to be said of it.
    pub(super) fn new(what: What, kind: &'static str, path: String, item: Item) -> Self {
        Self {
            what,
            kind,
            path,
            added: Vec::new(),
            differs: Vec::new(),
            anchored: Anchored::default(),
            suggested: 0,
            kept: None,
            item,
            reason: None,
            is_excerpt: false,
            tongue: None,
            version_of: None,
        }
    }

    /// How many pictures came with a new article.
    fn pictures(&self) -> usize {
        if self.what == What::New { self.item.pictures.len() } else { 0 }
    }

    fn lines(&self, from: &str, verbose: bool) -> Vec<String> {
        let what = match self.what {
            What::New => "new",
            What::Merged => "more",
            What::Same => "there",
        };
        let mut lines = vec![format!("{what:<9}  {}  from {from}", self.path)];
        let mut add = |key: &str, words: &str| lines.push(format!("           {key:<6}  {words}"));
        if let Some(base) = &self.version_of {
            add("is", &format!("another version of {base}"));
        }
        if !self.added.is_empty() {
            add("adds", &self.added.join(", "));
        }
        if !self.differs.is_empty() {
            add("differs", &format!("{}; what you have stays", self.differs.join(", ")));
        }
        if self.anchored.all() > 0 {
            add("marks", &format!("{}: {}", self.anchored.all(), self.anchored.words()));
        }
        if self.suggested > 0 {
            let things = if self.suggested == 1 { "thing" } else { "things" };
            add("marks", &format!("{} {things} suggested, to be accepted or not", self.suggested));
        }
        match self.pictures() {
            0 => {}
            1 => add("images", "1 picture beside it"),
            count => add("images", &format!("{count} pictures beside it")),
        }
        if let Some(tongue) = self.tongue {
            add("guess", &format!("language: {tongue}, by its words"));
        }
        if let Some(kept) = &self.kept {
            add("kept", &kept.path);
        }
        if let Some(reason) = &self.reason {
            add("left", reason);
        }
        if self.what == What::Same {
            return lines;
        }
        let most = if verbose { usize::MAX } else { LINES };
        for line in self.item.cut.iter().take(most) {
            add("cut", &shortened(line));
        }
        if self.item.cut.len() > most {
            add("cut", &format!("{} more lines, shown with --verbose", self.item.cut.len() - most));
        }
        for reason in self.item.left.iter().filter(|_| self.what == What::New) {
            add("lacks", reason);
        }
        lines
    }

    fn json(&self, from: &str) -> Value {
        let status = match self.what {
            What::New => "new",
            What::Merged => "merged",
            What::Same => "skipped",
        };
        json!({
            "file": from, "status": status, "type": self.kind, "path": self.path, "added": self.added, "differs": self.differs, "title": self.item.title,
            "passages": self.anchored.json(), "suggested": self.suggested, "cut": self.item.cut, "left": self.item.left,
            "version_of": self.version_of, "pictures": self.pictures(), "language": self.item.language, "original": self.kept.as_ref().map(|kept| &kept.path), "reason": self.reason,
        })
    }
}

impl Anchored {
    fn add(&mut self, other: Self) {
        self.exact += other.exact;
        self.folded += other.folded;
        self.elided += other.elided;
        self.fuzzy += other.fuzzy;
        self.lost += other.lost;
    }

    fn counts(self) -> [(&'static str, usize); 5] {
        [
            ("exact", self.exact),
            ("folded", self.folded),
            ("elided", self.elided),
            ("fuzzy", self.fuzzy),
            ("not found", self.lost),
        ]
    }

    fn all(self) -> usize {
        self.counts().iter().map(|(_, count)| count).sum()
    }

    fn words(self) -> String {
        let counts = self.counts();
        let told = counts.iter().filter(|(_, count)| *count > 0);
        told.map(|(word, count)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
    }

    fn json(self) -> Value {
        self.counts().iter().map(|(word, count)| ((*word).to_owned(), json!(count))).collect()
    }
}

/// The first words of a line.
fn shortened(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let more = if words.len() > SHOWN { " …" } else { "" };
    format!("“{}{more}”", words[..words.len().min(SHOWN)].join(" "))
}
