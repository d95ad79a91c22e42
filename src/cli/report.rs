//! Faults in the form that was asked for, and one line that sums up.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use annotate_snippets::{Group, Level, Renderer};
use serde_json::{Value, json};
use variorum::compile::Compiled;
use variorum::diagnostic::{Code, Diagnostic, Severity};
use variorum::disk::DiskError;
use variorum::disk::write::Delivered;
use variorum::draw::drawn;
use variorum::escape::printable;
use variorum::model::archive::Edition;
use variorum::model::site::encoded;
use variorum::source::{Position, SourcePath};
use variorum::world::World;

use super::print::{self, err, out};
use super::{Common, Format};

/// More than this many faults are counted instead of drawn, except the first of each kind.
const DRAWN: usize = 20;
/// How many other places of one fault are named.
const NAMED: usize = 5;

/// Where faults are shown, and how.
pub(super) struct Report<'a> {
    common: &'a Common,
    world: &'a World,
    /// The file and the place that were told last: the next one is counted on from there.
    told: RefCell<Option<(SourcePath, (usize, Position))>>,
}

/// What a turn did.
pub(super) struct Summary {
    pub(super) verb: &'static str,
    pub(super) start: Instant,
    pub(super) made: Made,
    pub(super) delivered: Option<Delivered>,
    /// How long each step took, where that was asked for.
    pub(super) timings: Option<String>,
}

/// What a turn made, in numbers.
pub(super) struct Made {
    pub(super) edition: Edition,
    pub(super) articles: usize,
    /// Pages of HTML.
    pub(super) pages: usize,
}

impl From<&Compiled> for Made {
    fn from(compiled: &Compiled) -> Self {
        let Compiled { archive, site } = compiled;
        let pages = site.pages.iter().filter(|page| page.url.ends_with(".html")).count();
        Self { edition: archive.edition, articles: archive.articles.len(), pages }
    }
}

/// What the machine did not do.
pub(super) fn failure(error: &DiskError) {
    let title = Level::ERROR.primary_title(printable(&error.to_string()).into_owned());
    let group = match &error.help {
        Some(help) => title.element(Level::HELP.message(printable(help))),
        None => Group::with_title(title),
    };
    print::drawing(&Renderer::styled().render(&[group]));
}

/// Says what was done to a file, beside what a machine reads.
pub(super) fn say(common: &Common, change: &str) {
    if !common.quiet {
        change.lines().for_each(|line| err!("{line}"));
        err!("");
    }
}

impl<'a> Report<'a> {
    pub(super) fn new(common: &'a Common, world: &'a World) -> Self {
        Self { common, world, told: RefCell::default() }
    }

    /// Shows what there is to show; whether the content passes.
    pub(super) fn show(&self, diagnostics: Vec<Diagnostic>, summary: &Summary) -> bool {
        let diagnostics = self.draw(diagnostics);
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        if let Some(timings) = &summary.timings {
            timings.lines().for_each(|line| err!("{line}"));
        }
        if !self.common.quiet {
            err!("{}", summary.line(errors, warnings));
        }
        errors == 0 && !(self.common.strict && warnings > 0)
    }

    /// Shows faults in the form that was asked for, each once and in order; gives back all of them.
    pub(super) fn draw(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        diagnostics.dedup();
        let least = match (self.common.quiet, self.common.verbose) {
            (true, _) => Severity::Error,
            (_, true) => Severity::Info,
            _ => Severity::Warning,
        };
        let shown: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.severity <= least).collect();
        match self.common.format {
            Format::Human => self.human(&shown),
            Format::Short => shown.iter().for_each(|d| err!("{}", self.short(d))),
            Format::Json => shown.iter().for_each(|d| print::json(&self.json(d))),
            Format::Github => shown.iter().for_each(|d| out!("{}", self.github(d))),
            Format::Sarif => print::pretty(&self.sarif(&shown)),
        }
        diagnostics
    }

    /// Drawn on the source, or counted by kind where they are too many.
    fn human(&self, shown: &[&Diagnostic]) {
        let renderer = Renderer::styled();
        let gathered = self.gathered(shown);
        let chosen = self.chosen(&gathered);
        let mut rest: BTreeMap<Code, usize> = BTreeMap::new();
        for (index, (diagnostic, others)) in gathered.into_iter().enumerate() {
            if !chosen.contains(&index) {
                *rest.entry(diagnostic.code).or_default() += 1 + others.len();
                continue;
            }
            let note = Some(others).filter(|others| !others.is_empty());
            let drawing = drawn(diagnostic, self.world, note.map(|others| self.also(&others)));
            print::drawing(&renderer.render(&[drawing]));
            err!("");
        }
        if !rest.is_empty() {
            let rest: Vec<_> =
                rest.iter().map(|(code, n)| format!("{n} {}", code.name())).collect();
            err!("and {} (all of them with `--verbose`)", rest.join(", "));
            err!("");
        }
    }

    /// Which faults are drawn: the first of each kind, and others while there is room, errors before warnings.
    fn chosen(&self, gathered: &[(&Diagnostic, Vec<&Diagnostic>)]) -> BTreeSet<usize> {
        let most = if self.common.verbose { usize::MAX } else { DRAWN };
        let mut kinds = BTreeSet::new();
        let (firsts, mut others): (Vec<usize>, Vec<usize>) =
            (0..gathered.len()).partition(|&index| kinds.insert(gathered[index].0.code));
        others.sort_by_key(|&index| gathered[index].0.severity);
        others.truncate(most.saturating_sub(firsts.len()));
        firsts.into_iter().chain(others).collect()
    }

    /// Each fault once, at its first place, with those that say the same of other places: a key that nobody knows stands
    /// in every note of a vault. Errors are not gathered, nor is what shows more than its place.
    fn gathered<'d>(&self, shown: &[&'d Diagnostic]) -> Vec<(&'d Diagnostic, Vec<&'d Diagnostic>)> {
        let mut first: BTreeMap<_, usize> = BTreeMap::new();
        let mut gathered: Vec<(&Diagnostic, Vec<&Diagnostic>)> = Vec::new();
        for &diagnostic in shown {
            let same = (diagnostic.code, &diagnostic.message, &diagnostic.help);
            let is_plain = matches!(&diagnostic.labels[..], [label] if label.text.is_empty());
            let is_alone =
                self.common.verbose || diagnostic.severity == Severity::Error || !is_plain;
            match first.get(&same) {
                Some(&index) if !is_alone => gathered[index].1.push(diagnostic),
                _ => {
                    first.insert(same, gathered.len());
                    gathered.push((diagnostic, Vec::new()));
                }
            }
        }
        gathered
    }

    /// Where else the same fault is: the first places by name.
    fn also(&self, others: &[&Diagnostic]) -> String {
        let named: Vec<String> = others
            .iter()
            .take(NAMED)
            .filter_map(|other| {
                let (path, start, _) = self.place(other)?;
                // A file that could not be read has no lines.
                let lines = self.world.source(&other.labels.first()?.source).is_some();
                let at =
                    if lines { format!(":{}:{}", start.line, start.column) } else { String::new() };
                Some(format!("{path}{at}"))
            })
            .collect();
        let rest = match others.len().saturating_sub(NAMED) {
            0 => String::new(),
            n => format!(" and {n} more (all of them with `--verbose`)"),
        };
        format!("the same in {}{rest}", named.join(", "))
    }

    /// The file and the place of a fault.
    fn place<'d>(&self, diagnostic: &'d Diagnostic) -> Option<(&'d str, Position, Position)> {
        let label = diagnostic.labels.first()?;
        let beginning = (0, Position { line: 1, column: 1 });
        let Some(source) = self.world.source(&label.source) else {
            return Some((&label.source, beginning.1, beginning.1));
        };
        let mut told = self.told.borrow_mut();
        let known = told.take().filter(|(path, _)| *path == label.source);
        let mut known = known.map_or(beginning, |(_, known)| known);
        let start = source.position_after(&mut known, label.span.start);
        *told = Some((label.source.clone(), known));
        let end = source.position_after(&mut known, label.span.end);
        Some((&label.source, start, end))
    }

    fn short(&self, diagnostic: &Diagnostic) -> String {
        let place = self.place(diagnostic).map_or(String::new(), |(path, start, _)| {
            format!("{path}:{}:{}: ", start.line, start.column)
        });
        let level = level(diagnostic.severity);
        format!("{place}{level}[{}]: {}", diagnostic.code.name(), diagnostic.message)
    }

    fn json(&self, diagnostic: &Diagnostic) -> Value {
        let place = self.place(diagnostic).map(|(path, start, end)| {
            json!({
                "file": path, "line": start.line, "column": start.column,
                "end_line": end.line, "end_column": end.column,
            })
        });
        json!({
            "code": diagnostic.code.name(),
            "severity": level(diagnostic.severity),
            "message": diagnostic.message,
            "help": diagnostic.help,
            "place": place,
        })
    }

    /// A workflow command; its values escape `%`, line ends and, in properties, `:` and `,`.
    fn github(&self, diagnostic: &Diagnostic) -> String {
        let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
        let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
        let level = match diagnostic.severity {
            Severity::Info => "notice",
            other => level(other),
        };
        let place = self.place(diagnostic).map_or(String::new(), |(path, start, _)| {
            format!("file={},line={},col={},", property(path), start.line, start.column)
        });
        let help = diagnostic.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
        let message = data(&format!("{}{help}", diagnostic.message));
        format!("::{level} {place}title={}::{message}", property(diagnostic.code.name()))
    }

    fn sarif(&self, shown: &[&Diagnostic]) -> Value {
        let results: Vec<Value> = shown
            .iter()
            .map(|diagnostic| {
                let locations = self.place(diagnostic).map(|(path, start, end)| {
                    json!({"physicalLocation": {
                        "artifactLocation": {"uri": encoded(path)},
                        "region": {
                            "startLine": start.line, "startColumn": start.column,
                            "endLine": end.line, "endColumn": end.column,
                        },
                    }})
                });
                let level = match diagnostic.severity {
                    Severity::Info => "note",
                    other => level(other),
                };
                json!({
                    "ruleId": diagnostic.code.name(),
                    "level": level,
                    "message": {"text": diagnostic.message},
                    "locations": locations.into_iter().collect::<Vec<_>>(),
                })
            })
            .collect();
        let rule = |code: &Code| json!({"id": code.name(), "shortDescription": {"text": code.explanation().trim()}});
        let rules: Vec<Value> = Code::ALL.iter().map(rule).collect();
        let driver =
            json!({"name": "Variorum", "version": env!("CARGO_PKG_VERSION"), "rules": rules});
        json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        })
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

impl Summary {
    fn line(&self, errors: usize, warnings: usize) -> String {
        let articles = count(self.made.articles, "article");
        let did = match self.delivered {
            Some(d) => format!(
                "{} of the {} edition: {} written, {} unchanged, {} removed,",
                count(self.made.pages, "page"),
                self.made.edition.name(),
                d.written,
                d.unchanged,
                d.removed
            ),
            None => String::new(),
        };
        let from = if did.is_empty() { articles } else { format!("{did} from {articles}") };
        let (errors, warnings) = (count(errors, "error"), count(warnings, "warning"));
        format!("{} {from} in {}: {errors}, {warnings}.", self.verb, time(self.start.elapsed()))
    }
}

pub(super) fn count(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

pub(super) fn time(taken: Duration) -> String {
    match taken.as_millis() {
        ms @ 0..1000 => format!("{ms} ms"),
        _ => format!("{:.1} s", taken.as_secs_f64()),
    }
}
