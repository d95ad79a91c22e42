//! `import`: what people have already becomes articles of the archive.
//!
//! Composes: `disk` opens what is brought along, `import` makes articles of it, `parse` and `anchor` look where the
//! passages are, and what is new is written. Files that are there are never overwritten.

mod archive;
mod known;
mod links;
mod names;
mod passages;
mod records;
mod report;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use clap::builder::PossibleValuesParser;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use variorum::disk::DiskError;
use variorum::disk::intake::{self, Container};
use variorum::disk::originals::Original;
use variorum::import::{self, Gathered, Imported, Input, Item, Kind};
use variorum::parse::date;

use super::{Common, is_watched};
use archive::Archive;
use report::Report;

/// So many files are in memory at once.
const TOGETHER: usize = 16;

/// Import saved pages, scraped text, notes and exports of services
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  variorum import page.html notes.txt     saved pages, scraped text
  variorum import readwise-data.csv       an export; its kind is recognised
  variorum import --dry-run export.zip    only say what would be made
  variorum import --images --keep-original saved/
                                          with pictures, and the files themselves
  variorum import --versions saved/       with later captures of known pages
  pbpaste | variorum import -             from standard input

Nothing is overwritten, and importing again adds only what is new. The report names what could not be carried.")]
pub(super) struct Import {
    /// Files, folders and zips; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The kind of the files, if it is not recognised
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::NAMED.iter().map(|(name, _)| *name)))]
    from: Option<String>,
    /// Only say what would be made
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Add to new articles what `suggest` finds, marked `suggested: true`
    #[arg(long)]
    suggest: bool,
    /// Keep the pictures that come with pages and notes; none is fetched from the web
    #[arg(long)]
    images: bool,
    /// Keep the files that new articles are made of in `originals/`, with their SHA-256 in `capture`
    #[arg(long)]
    keep_original: bool,
    /// If an article has the same address and another text, keep the new text as another version
    #[arg(long)]
    versions: bool,
    /// The folder for new articles [default: the first one that the archive has for them]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

/// A file and what came out of it.
struct Read {
    from: From,
    result: Result<Imported, String>,
}

/// Where articles come from.
#[derive(Clone)]
struct From {
    /// What the file is called in messages.
    name: String,
    /// The file as it came, where it is to be kept.
    original: Option<Arc<Original>>,
}

/// Articles to be that have no text, and where each is from.
#[derive(Default)]
struct Later {
    from: Vec<From>,
    gathered: Gathered,
}

impl Import {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let mut archive = Archive::open(common, self.to.as_deref(), self.dry_run)?;
        if self.suggest {
            archive.suggest(common)?;
        }
        if self.keep_original {
            archive.can_keep()?;
        }
        if self.versions {
            archive.keep_versions();
        }
        let mut report = Report::new(common, self.dry_run);
        report.unread = archive.unread().map(str::to_owned);
        let mut later = Later::default();
        for path in &self.paths {
            let container = if path == Path::new("-") {
                intake::standard_input()?
            } else {
                intake::open(path)?
            };
            for (name, reason) in &container.refused {
                report.refused(&container.label(name), reason);
            }
            let language = archive.language().to_owned();
            self.each(common, &container, &language, |read| {
                take(read, &mut archive, &mut report, &mut later)
            })?;
        }
        // What has no text of its own may be about a text that came later in the same run.
        for (from, item) in later.from.iter().zip(later.gathered.items) {
            add(item, from, &mut archive, &mut report)?;
        }
        for (path, lost) in archive.close()? {
            let (links, lead) = if lost == 1 { ("link", "leads") } else { ("links", "lead") };
            let reason = format!("{lost} {links} {lead} to pages that did not come along");
            report.left(&path, &reason);
        }
        Ok(report.close())
    }
}

/// Adds what came out of a file, or keeps it for later.
fn take(
    read: Read,
    archive: &mut Archive,
    report: &mut Report,
    later: &mut Later,
) -> Result<(), DiskError> {
    let imported = match read.result {
        Ok(imported) => imported,
        Err(reason) => {
            report.refused(&read.from.name, &reason);
            return Ok(());
        }
    };
    report.read();
    for reason in &imported.left {
        report.left(&read.from.name, reason);
    }
    for item in imported.items {
        if item.text.is_empty() {
            if later.gathered.add(item) {
                later.from.push(read.from.clone());
            }
        } else {
            add(item, &read.from, archive, report)?;
        }
    }
    Ok(())
}

/// Adds an item to the archive, unless it may be there in a file that cannot be read.
fn add(
    item: Item,
    from: &From,
    archive: &mut Archive,
    report: &mut Report,
) -> Result<(), DiskError> {
    if let Some(path) = archive.unreadable(&item) {
        let title = &item.title;
        let reason = format!(
            "“{title}” seems to be in `{path}`, whose front matter cannot be read; mend that, and import again"
        );
        report.refused(&from.name, &reason);
        return Ok(());
    }
    let outcome = archive.add(item, from.original.as_deref())?;
    report.article(&from.name, &outcome);
    Ok(())
}

impl Import {
    /// Reads the files of a container, a few at a time and on all cores, and hands each on in order.
    fn each(
        &self,
        common: &Common,
        container: &Container,
        language: &str,
        mut take: impl FnMut(Read) -> Result<(), DiskError>,
    ) -> Result<(), DiskError> {
        let alone = |name: &&String| import::stands_alone(name, &container.files);
        let names: Vec<&String> = container.files.iter().filter(alone).collect();
        let bar = if is_watched(common) && names.len() > TOGETHER {
            ProgressBar::new(names.len() as u64)
        } else {
            ProgressBar::hidden()
        };
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        for some in names.chunks(TOGETHER) {
            let read: Vec<Read> =
                some.par_iter().map(|name| self.read(container, name, language)).collect();
            for read in read {
                take(read)?;
            }
            bar.inc(some.len() as u64);
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Reads a file; `language` is that of the archive.
    fn read(&self, container: &Container, file: &str, language: &str) -> Read {
        let original = self.keep_original.then(|| container.original(file));
        let from = From { name: container.label(file), original };
        let bytes = match container.read(file) {
            Ok(bytes) => bytes,
            Err(reason) => return Read { from, result: Err(reason) },
        };
        let forced = Kind::NAMED.iter().find(|(word, _)| self.from.as_deref() == Some(*word));
        let forced = forced.map(|(_, kind)| *kind);
        let kind = match forced.map_or_else(|| import::recognise(file, &bytes), Ok) {
            Ok(kind) => kind,
            Err(reason) => return Read { from, result: Err(reason) },
        };
        let beside = |name: &str| container.beside(file, name);
        let within = |name: &str| container.within(file, name);
        let date = |words: &str, own: Option<&str>| {
            Some(date::read(words, own.unwrap_or(language))?.when.text)
        };
        let (bytes, beside, within, date) = (&bytes[..], &beside, &within, &date);
        let input = Input { name: file, bytes, beside, within, images: self.images, date };
        Read { from, result: import::import(kind, &input) }
    }
}
