//! `serve`: the preview, until it is ended.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Mutex, PoisonError};

use clap::Args;
use variorum::diagnostic::{Diagnostic, Severity};
use variorum::disk::DiskError;
use variorum::disk::watch::Watching;
use variorum::resolve::Options;
use variorum::serve::{self, Editor, Limits, Port, Said, Terms, Told};
use variorum::world::World;

use super::Common;
use super::build::edition;
use super::print::err;
use super::report::{Report, count, failure, time};

/// Where a preview is, unless the port is taken or another one is asked for.
const PORT: u16 = 1111;

/// Show the site while you write
///
/// Pages follow every change of an article, a template, the theme or a setting. They show your complete edition, and
/// mark what is not public.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The port [default: 1111, or the next free one]
    #[arg(short, long)]
    port: Option<u16>,
    /// The interface; `0.0.0.0` lets other machines see the site, without `--public` also what is private. Pages then
    /// change no files
    #[arg(short, long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    interface: IpAddr,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    open: bool,
    /// Show the public edition, as `build` makes it
    #[arg(long)]
    public: bool,
    /// Include drafts in the public edition; without `--public` they are always shown
    #[arg(long)]
    drafts: bool,
    /// Do not follow changes
    #[arg(long, conflicts_with = "poll")]
    no_watch: bool,
    /// Check the files once a second, if the system does not report changes (network drives, containers)
    #[arg(long)]
    poll: bool,
    /// The editor that opens faults: `code`, `zed`, `idea`, `subl` …, or an address with {file}, {line} and {column}
    /// [default: from `$VISUAL` or `$EDITOR`]
    #[arg(long, value_name = "EDITOR", value_parser = Editor::named)]
    editor: Option<Editor>,
    /// Turn off annotating: pages change no files
    #[arg(long)]
    no_edit: bool,
    /// Let pages change files even if other machines see them
    #[arg(long, conflicts_with = "no_edit")]
    edit: bool,
}

impl Serve {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let watching = match (self.no_watch, self.poll) {
            (true, _) => Watching::Off,
            (_, true) => Watching::Polling,
            _ => Watching::Told,
        };
        let command = || ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok());
        let terms = Terms {
            setup: common.setup()?,
            options: Options { edition: edition(!self.public), drafts: self.drafts },
            interface: self.interface,
            port: self.port.map_or(Port::From(PORT), Port::Only),
            watching,
            edit: !self.no_edit && (self.edit || self.interface.is_loopback()),
            limits: Limits::default(),
            editor: self.editor.or_else(|| Editor::of_command(&command()?)),
        };
        let edits = terms.edit;
        let common = common.clone();
        let said = Mutex::new(BTreeSet::new());
        let say = move |what: Said| match what {
            Said::Turn(told) => {
                said.lock().unwrap_or_else(PoisonError::into_inner).clear();
                turn(&common, told);
            }
            // A page that is open is rendered again and again.
            Said::Page(fault, world) => {
                let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
                if said.insert((fault.message.clone(), fault.help.clone())) {
                    faults(&common, world, vec![fault.clone()]);
                }
            }
            Said::Failed(error) => failure(error),
            Said::Watching(how) => err!("{how}"),
        };
        let running = serve::start(terms, Box::new(say))?;
        err!("Serving {} (Ctrl+C ends it)", running.url());
        if !self.interface.is_loopback() {
            let reads = if self.public { "the public edition" } else { "what is private, too" };
            let changes = if edits {
                "and change articles (without `--edit`, nobody can)"
            } else {
                "and change nothing (`--edit` lets them)"
            };
            let port = running.port();
            err!("Everybody who reaches port {port} of this machine can read {reads}, {changes}");
        }
        if self.open
            && let Err(error) = open::that_detached(running.url())
        {
            err!("No browser could be started ({error}): open {} in one", running.url());
        }
        running.wait();
        Ok(true)
    }
}

fn turn(common: &Common, told: &Told) {
    faults(common, told.world, told.new.to_vec());
    if !common.quiet {
        err!("{}", line(told));
    }
}

/// What was changed, and how long it took until it could be seen.
fn line(told: &Told) -> String {
    let of = |severity| told.faults.iter().filter(|fault| fault.severity == severity).count();
    let changed = match told.changed {
        [] => "Read".to_owned(),
        [one] => format!("{one}:"),
        [first, rest @ ..] => format!("{first} and {}:", count(rest.len(), "more file")),
    };
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    format!(
        "{changed} {} in {}: {}, {}.",
        count(told.articles, "article"),
        time(told.took),
        count(errors, "error"),
        count(warnings, "warning")
    )
}

fn faults(common: &Common, world: &World, faults: Vec<Diagnostic>) {
    Report::new(common, world).draw(faults);
}
