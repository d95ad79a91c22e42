//! The command line: what is asked for, in which order, and what is said about it.
//!
//! The only place that composes steps with the disk, and the only one that prints.

mod build;
mod change;
mod entities;
mod export;
mod fix;
mod fmt;
mod import;
mod init;
mod links;
mod new;
mod print;
mod progress;
mod publish;
mod rename;
mod report;
mod schema;
mod serve;
mod suggest;
mod theme;
mod tongue;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use variorum::disk::DiskError;
use variorum::disk::read::{self, Setup};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Turns a folder of annotated articles into a site that reads like a critical edition.
#[derive(Debug, Parser)]
#[command(name = "variorum", version, styles = STYLES, infer_subcommands = false)]
#[command(
    after_help = "Begin with `variorum init my-archive`, then `cd my-archive` and `variorum serve --open`."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
struct Common {
    /// The folder of the archive [default: the nearest folder with a `variorum.yaml`, from here upwards]
    #[arg(short, long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The settings file [default: `variorum.yaml` in that folder]
    #[arg(short, long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// How to show faults
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// End in 1 for warnings too, not only for errors
    #[arg(long, global = true)]
    strict: bool,
    /// Say less: only errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more: notes too, and every fault
    #[arg(short, long, global = true)]
    verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
}

/// How faults are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Drawn on the source
    Human,
    /// One line for each fault: <file:line:column>
    Short,
    /// One JSON object on each line
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands; each is described at its own type, where its help comes from.
#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    New(new::New),
    Import(import::Import),
    Build(build::Build),
    Check(build::Check),
    Serve(serve::Serve),
    Fmt(fmt::Fmt),
    Entities(entities::Entities),
    Export(export::Export),
    Publish(publish::Publish),
    Rename(rename::Rename),
    Schema(schema::Schema),
    Suggest(suggest::Suggest),
    Theme(theme::ThemeCommand),
    /// Print the completions of a shell
    #[command(visible_alias = "completion")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Runs the command line: 0 done, 1 the content has errors, 2 the machine or the command line failed.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    choose_colour(cli.common.color);
    let result = match cli.command {
        Command::Init(init) => init.run(&cli.common),
        Command::New(new) => new.run(&cli.common),
        Command::Import(import) => import.run(&cli.common),
        Command::Build(build) => build.run(&cli.common),
        Command::Check(check) => check.run(&cli.common),
        Command::Serve(serve) => serve.run(&cli.common),
        Command::Fmt(fmt) => fmt.run(&cli.common),
        Command::Entities(entities) => entities.run(&cli.common),
        Command::Export(export) => export.run(&cli.common),
        Command::Publish(publish) => publish.run(&cli.common),
        Command::Rename(rename) => rename.run(&cli.common),
        Command::Schema(schema) => {
            schema.run();
            Ok(true)
        }
        Command::Suggest(suggest) => suggest.run(&cli.common),
        Command::Theme(theme) => theme.run(&cli.common),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "variorum", &mut script);
            print::file(&script);
            Ok(true)
        }
    };
    match result.and_then(|done| print::all().map(|()| done)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            report::failure(&error);
            ExitCode::from(2)
        }
    }
}

fn choose_colour(colour: Colour) {
    match colour {
        Colour::Auto => {}
        Colour::Always => anstream::ColorChoice::Always.write_global(),
        Colour::Never => anstream::ColorChoice::Never.write_global(),
    }
}

/// Whether somebody watches: progress bars are for them alone.
fn is_watched(common: &Common) -> bool {
    std::io::stderr().is_terminal() && !common.quiet && common.format == Format::Human
}

/// The file or folder that a path names: from the working folder, as a shell completes it, or else from the root of the archive.
fn place(path: &Path, root: &Path) -> std::io::Result<PathBuf> {
    path.canonicalize().or_else(|error| root.join(path).canonicalize().map_err(|_| error))
}

impl Common {
    /// Where the archive is, and the settings that the environment gives.
    fn setup(&self) -> Result<Setup, DiskError> {
        self.setup_at(None)
    }

    /// The same, with the address that `--base-url` gives.
    fn setup_at(&self, base_url: Option<&str>) -> Result<Setup, DiskError> {
        let here = std::env::current_dir().map_err(|e| DiskError::new("find", ".".as_ref(), &e))?;
        let root = match (&self.root, &self.config) {
            (Some(root), _) => here.join(root),
            (None, Some(config)) => here.join(config).parent().map_or(here.clone(), Path::to_owned),
            (None, None) => read::find_root(&here).unwrap_or_else(|| here.clone()),
        };
        let mut overrides: Vec<(String, String)> = std::env::vars()
            .filter_map(|(key, value)| key.starts_with("VARIORUM_").then_some((key, value)))
            .collect();
        overrides.sort();
        overrides.extend(base_url.map(|url| ("--base-url".to_owned(), url.to_owned())));
        Ok(Setup { root, config: self.config.as_ref().map(|config| here.join(config)), overrides })
    }
}
