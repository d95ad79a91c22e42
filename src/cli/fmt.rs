//! `fmt`: front matter in one form, and front matter that YAML cannot read as it was meant.

use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;
use variorum::config::Config;
use variorum::diagnostic::{Checked, Code, Diagnostic};
use variorum::disk::{DiskError, read, replace};
use variorum::edit;
use variorum::escape::printable_line;
use variorum::keys::{self, Key};
use variorum::model::article::{Document, Kind};
use variorum::parse;
use variorum::source::{Source, Span};

use super::Common;
use super::change::told;
use super::print::{self, err, out};
use super::report::{Report, say};

/// Put front matter into one form, and mend what YAML misreads
///
/// Comments, words and their meaning stay. Only space, quotation marks and the order of the top keys change. Keys that
/// blank lines or comments set apart stay where they are.
#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// Files and folders [default: the whole archive]
    paths: Vec<PathBuf>,
    /// Write nothing; end in 1 if a file would change
    #[arg(long)]
    check: bool,
    /// Write nothing; show what would change, and end in 1 if anything would
    #[arg(long)]
    diff: bool,
}

/// What becomes of a file.
struct Formed {
    text: String,
    /// What was mended, each with its line and its change.
    mended: Vec<(usize, String)>,
    /// What nobody but the author can mend.
    faults: Vec<Diagnostic>,
}

impl Fmt {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let setup = common.setup()?;
        let Checked { value: world, diagnostics } = read::read(&setup)?;
        // What is no text has no front matter either.
        let unread: Vec<&Diagnostic> =
            diagnostics.iter().filter(|fault| fault.code == Code::NotText).collect();
        let (chosen, unread) = chosen(&self.paths, &setup.root, &world.sources, &unread)?;
        let (mut changed, mut faults) = (0, unread);
        for source in &chosen {
            let formed = formed(source, &world.config);
            faults.extend(formed.faults);
            for (_, change) in formed.mended.iter().filter(|_| !self.diff) {
                say(common, change);
            }
            if formed.text == source.text {
                continue;
            }
            changed += 1;
            if self.diff {
                let name = printable_line(&source.path);
                let names = (&format!("a/{name}"), &format!("b/{name}"));
                let diff = TextDiff::from_lines(&source.text, &formed.text);
                print::text(&diff.unified_diff().header(names.0, names.1).to_string());
            } else if self.check {
                out!("{}", source.path);
            } else {
                replace::replace(&setup.root, source, &formed.text)?;
            }
        }
        let writes = !self.check && !self.diff;
        let verb = if writes { "Formatted" } else { "Would format" };
        let passes = faults.is_empty() && (writes || changed == 0);
        let rest = chosen.len() - changed;
        Report::new(common, &world).draw(faults);
        if !common.quiet {
            let files = if changed == 1 { "file" } else { "files" };
            err!("{verb} {changed} {files}; {rest} stay as they are.");
        }
        Ok(passes)
    }
}

/// The sources that the paths name; all of them for no path.
fn chosen<'s>(
    paths: &[PathBuf],
    root: &Path,
    sources: &'s [std::sync::Arc<Source>],
    unread: &[&Diagnostic],
) -> Result<(Vec<&'s Source>, Vec<Diagnostic>), DiskError> {
    let file = |fault: &Diagnostic| fault.labels.first().map(|label| label.source.to_string());
    let root = std::fs::canonicalize(root).map_err(|e| DiskError::new("find", root, &e))?;
    let mut places = Vec::new();
    for path in paths {
        let place = super::place(path, &root);
        let place = place.map_err(|error| DiskError::new("find", path, &error))?;
        let is_below = |path: &str| root.join(path).starts_with(&place);
        let is_there = sources.iter().any(|source| is_below(&source.path))
            || unread.iter().filter_map(|fault| file(fault)).any(|path| is_below(&path));
        if !is_there {
            let help = "name Markdown files or folders of `content/`, or leave the paths out";
            return Err(DiskError::because(
                "format",
                path,
                "no file of the archive is there",
                help,
            ));
        }
        places.push(place);
    }
    let is_chosen = |path: &str| {
        let file = root.join(path);
        places.is_empty() || places.iter().any(|place| file.starts_with(place))
    };
    let chosen = sources.iter().map(|source| &**source).filter(|source| is_chosen(&source.path));
    let unread = unread.iter().filter(|fault| file(fault).is_some_and(|path| is_chosen(&path)));
    Ok((chosen.collect(), unread.map(|fault| (*fault).clone()).collect()))
}

/// A source as it should be written.
fn formed(source: &Source, config: &Config) -> Formed {
    let mut formed = Formed { text: source.text.clone(), mended: Vec::new(), faults: Vec::new() };
    let mut document = parse::parse(source, config);
    let front_matter = document.value.front_matter;
    let is_conflict = |fault: &Diagnostic| fault.code == Code::MergeConflict;
    let is_fault = |fault: &Diagnostic| {
        let codes = [Code::Yaml, Code::FrontMatterOpen, Code::FrontMatterMisplaced];
        codes.contains(&fault.code) || is_conflict(fault)
    };
    let is_decided = !document.diagnostics.iter().any(is_conflict);
    if document.value.unreadable || !is_decided {
        let changes = edit::mended(&source.text, front_matter).filter(|_| is_decided);
        let Some(changes) = changes.filter(|changes| !changes.is_empty()) else {
            formed.faults = document.diagnostics.into_iter().filter(is_fault).collect();
            return formed;
        };
        for (after, why) in changes {
            formed.mended.push(told((&source.path, 1), &formed.text, &after, &why));
            formed.text = after;
        }
        document = parse::parse(&Source::new(source.path.clone(), &*formed.text), config);
    }
    // The last place first: the places before it stay where they are.
    let mut wanted: Vec<&Diagnostic> = document.diagnostics.iter().collect();
    wanted.retain(|fault| fault.code == Code::WrongType && fault.fix.is_some());
    wanted.sort_by_key(|fault| std::cmp::Reverse(fault.fix.as_ref().map(|fix| fix.at)));
    let mut end = document.value.front_matter.end as usize;
    let start = document.value.front_matter.start as usize;
    for (fault, fix) in wanted.iter().filter_map(|fault| Some((fault, fault.fix.as_ref()?))) {
        if let Ok(after) = edit::apply(&formed.text, Span::new(start, end), fix) {
            end = end + after.len() - formed.text.len();
            formed.mended.push(told((&source.path, 1), &formed.text, &after, &fault.message));
            formed.text = after;
        }
    }
    formed.mended.sort_by_key(|(line, _)| *line);
    let own = own_keys(&document.value);
    let front_matter = edit::formatted(&formed.text[start..end], own);
    formed.text.replace_range(start..end, &front_matter);
    formed
}

/// The keys that documents of this kind have.
fn own_keys(document: &Document) -> &'static [Key] {
    match document.is {
        Kind::Article(_) => keys::ARTICLE,
        Kind::Entity(_) => keys::ENTITY,
        Kind::Question(_) => keys::QUESTION,
        Kind::Page => &[],
    }
}
