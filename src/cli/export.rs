//! `export`: the archive in one form for other programs.

mod folder;

use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use variorum::compile::in_words;
use variorum::config::Config;
use variorum::disk::{DiskError, read};
use variorum::export::{self, Form, Wording};
use variorum::model::data::Dataset;
use variorum::model::site::Output;
use variorum::render;
use variorum::resolve::Options;

use super::Common;
use super::build::{compile, edition, has_errors};
use super::print;

use super::report::{Report, Summary};

/// Export the archive for other programs
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The format
    #[arg(value_name = "FORMAT", value_parser = forms())]
    form: Chosen,
    /// Write to this file instead of printing. A vault and TEI need a folder, or a file that ends in `.zip`
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where the site is published, for addresses in the export
    #[arg(short = 'u', long, value_name = "URL")]
    base_url: Option<String>,
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Your complete edition, with everything that is private
    #[arg(long)]
    private: bool,
}

/// What can be exported.
#[derive(Debug, Clone, Copy)]
enum Chosen {
    /// One file.
    File(Form),
    /// A folder of notes.
    Vault,
    /// A folder of texts.
    Tei,
}

/// The forms that are no files of a site, with what they are.
const OTHERS: [(&str, Form, &str); 5] = [
    ("atom", Form::Atom, "The latest readings, as an Atom feed"),
    ("hypothesis", Form::Hypothesis, "Every annotation, in the JSON of Hypothesis"),
    ("json-feed", Form::JsonFeed, "The latest readings, as a JSON Feed"),
    (
        "ndjson",
        Form::Documents,
        "Documents for a search server: Meilisearch, Typesense, OpenSearch",
    ),
    ("sqlite", Form::Sqlite, "Everything as tables of a database, with an index of the texts"),
];

/// The forms that are many files.
const FOLDERS: [(&str, Chosen, &str); 2] = [
    ("tei", Chosen::Tei, "Every text as TEI P5, with the apparatus of its versions"),
    ("vault", Chosen::Vault, "Every file as a note, for Obsidian, with what lies beside it"),
];

/// Every form of one file by its name.
fn named() -> Vec<(&'static str, Form, &'static str)> {
    let sets = Dataset::ALL.iter().map(|&set| (set.format(), Form::Set(set), set.explanation()));
    let mut named: Vec<_> = sets.chain(OTHERS).collect();
    named.sort_unstable_by_key(|&(name, ..)| name);
    named
}

fn forms() -> impl TypedValueParser<Value = Chosen> {
    let values = named().into_iter().map(|(name, _, about)| PossibleValue::new(name).help(about));
    let folders = FOLDERS.map(|(name, _, about)| PossibleValue::new(name).help(about));
    PossibleValuesParser::new(values.chain(folders)).map(|written| {
        let form = named().into_iter().find(|(name, ..)| *name == written);
        let folder = FOLDERS.into_iter().find(|(name, ..)| *name == written);
        let folder = folder.map_or(Chosen::Vault, |(_, folder, _)| folder);
        form.map_or(folder, |(_, form, _)| Chosen::File(form))
    })
}

impl Export {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let start = Instant::now();
        self.printable()?;
        let setup = common.setup_at(self.base_url.as_deref())?;
        let options = Options { edition: edition(self.private), drafts: self.drafts };
        let mut turn = compile(read::read(&setup)?, options, &());
        let (site, config) = (&turn.compiled, &turn.world.config);
        self.addressed(config)?;
        let words = render::words(&turn.world);
        let wording = Wording { in_words: &in_words(&words), notes: words.get("nav.notes") };
        let outputs = match self.form {
            Chosen::Vault => folder::vault(site, config, &setup.root)?,
            Chosen::Tei => export::tei(&site.archive, &site.site, config, wording),
            Chosen::File(form) => {
                let bytes = export::alone(&site.archive, &site.site, config, wording, form);
                let bytes = bytes.map_err(|reason| {
                    DiskError::because("export", Path::new("sqlite"), reason, "try again")
                })?;
                let name = self.output.as_deref().and_then(Path::file_name).unwrap_or_default();
                vec![Output { url: name.to_string_lossy().into_owned(), bytes }]
            }
        };
        // What is given away is looked at like what is published.
        outputs.iter().for_each(|output| turn.look(output));
        let complete = !has_errors(&turn.diagnostics);
        if complete {
            match (&self.output, self.form) {
                (Some(path), Chosen::Vault | Chosen::Tei) => folder::write(path, &outputs)?,
                (Some(path), Chosen::File(_)) => write(path, &outputs[0].bytes)?,
                (None, _) => print::file(&outputs[0].bytes),
            }
        }
        if !complete || self.output.is_some() {
            let verb = if complete { "Exported" } else { "Nothing written from" };
            let summary = Summary {
                verb,
                start,
                made: (&turn.compiled).into(),
                delivered: None,
                timings: None,
            };
            Report::new(common, &turn.world).show(turn.diagnostics, &summary);
        }
        Ok(complete)
    }
}

impl Export {
    /// Refuses a feed of an archive that does not say where it is published: programs know its entries by their addresses.
    fn addressed(&self, config: &Config) -> Result<(), DiskError> {
        let name = match self.form {
            Chosen::File(Form::Atom) if config.base_url.is_none() => "atom",
            Chosen::File(Form::JsonFeed) if config.base_url.is_none() => "json-feed",
            _ => return Ok(()),
        };
        let reason = "nothing says where the archive is published";
        let help = "set `base_url` in `variorum.yaml`, or say it: `--base-url URL`";
        Err(DiskError::because("export", Path::new(name), reason, help))
    }

    /// Refuses to print what nobody can read.
    fn printable(&self) -> Result<(), DiskError> {
        let refuse = |name: &str, reason: &str, help: &str| {
            Err(DiskError::because("print", Path::new(name), reason, help))
        };
        match self.form {
            _ if self.output.is_some() => Ok(()),
            Chosen::Vault | Chosen::Tei => {
                let help = "say where to: `--output FOLDER`, or `--output FILE.zip`";
                let name = if matches!(self.form, Chosen::Tei) { "tei" } else { "vault" };
                refuse(name, "it is many files", help)
            }
            Chosen::File(Form::Sqlite) if io::stdout().is_terminal() => {
                refuse("sqlite", "it is no text", "say where to: `--output FILE`")
            }
            Chosen::File(_) => Ok(()),
        }
    }
}

/// Writes beside and renames, so that the file is never half there.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    super::init::make_folders(path)?;
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    fs::write(&part, bytes).map_err(|e| DiskError::new("write", path, &e))?;
    fs::rename(&part, path).map_err(|e| DiskError::new("write", path, &e))
}
