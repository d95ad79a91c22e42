//! `publish`: a build of the public edition, and what is not yet where readers see it.

use std::time::Instant;

use clap::Args;
use variorum::compile::Watch as _;
use variorum::config::{Config, Place, Target};
use variorum::diagnostic::nearest;
use variorum::disk::DiskError;
use variorum::disk::read::{self, CONFIG};
use variorum::publish::{self, Built, Changes, Surroundings};

use super::Common;
use super::build::{Build, edition, has_errors};
use super::print::{err, out};
use super::progress::Progress;
use super::report::time;

/// How many files are named before the rest is counted.
const NAMED: usize = 20;

/// Build the public edition and bring it to a host
#[derive(Debug, Args)]
#[command(
    after_help = "Targets are in `variorum.yaml`:\n\n    publish:\n      web: {type: git, remote: origin, branch: gh-pages}\n\nTypes are directory, git, sftp, rsync, s3 and webdav; docs/publishing.md shows each."
)]
pub(super) struct Publish {
    /// A target of `publish` in `variorum.yaml`; not needed if there is only one
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    /// Only say what would change
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Publish also if the site shows a commit that is not in the history of this clone
    #[arg(short, long)]
    force: bool,
    /// Where readers see the site [default: `base_url` of the target or of the archive]
    #[arg(short = 'u', long, value_name = "URL")]
    base_url: Option<String>,
}

/// What publishing asks for: the environment, and a bar.
struct Around(Progress);

impl Surroundings for Around {
    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn advance(&self) {
        self.0.advance();
    }
}

impl Publish {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let start = Instant::now();
        let setup = common.setup()?;
        let settings = read::settings(&setup)?;
        let (config, sound) = (&settings.value, !has_errors(&settings.diagnostics));
        // Faulty settings are for the build to tell of.
        let target = if sound { Some(self.target(config)?) } else { None };
        let base_url = self.base_url.clone().or_else(|| target?.base_url.clone());
        let is_built = Build::public(base_url.clone()).run(common)?;
        let Some(target) = target.filter(|_| is_built) else {
            err!("Nothing published.");
            return Ok(false);
        };
        let around = Around(Progress::new(common));
        around.0.begin("look", 0);
        let site = Built::open(&setup.root.join(edition(false).name()))?;
        let mut publication = publish::begin(target, &setup.root, site, &around)?;
        if !self.force {
            publication.follows()?;
        }
        let changes = publication.changes.clone();
        if self.dry_run || common.verbose {
            around.0.hide();
            show(&changes, common.verbose);
        }
        let said = summary(&changes, publication.drops_history);
        let address = base_url.or_else(|| config.base_url.clone()).unwrap_or_else(|| at(target));
        if self.dry_run {
            out!("Would publish to `{}`: {said}. {address}", target.name);
            warn_of_history(target, &changes);
            return Ok(true);
        }
        let files = changes.new.len() + changes.changed.len() + changes.gone.len();
        around.0.begin("publish", files);
        publication.run()?;
        drop(publication);
        around.0.end();
        if !common.quiet {
            let taken = time(start.elapsed());
            out!("Published to `{}` in {taken}: {said}. {address}", target.name);
            warn_of_history(target, &changes);
        }
        Ok(true)
    }

    /// The target that is meant.
    fn target<'c>(&self, config: &'c Config) -> Result<&'c Target, DiskError> {
        let names: Vec<&str> = config.publish.iter().map(|target| target.name.as_str()).collect();
        let listed = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let refuse = |path: &str, reason: &str, help: String| {
            Err(DiskError::because("publish to", path.as_ref(), reason, help))
        };
        let undecided = |reason: &str, help: String| {
            Err(DiskError::because("publish by", CONFIG.as_ref(), reason, help))
        };
        match (&self.target, &config.publish[..]) {
            (_, []) => undecided(
                "it names no target",
                "add one: `publish: {web: {type: git, remote: origin, branch: gh-pages}}`".into(),
            ),
            (None, [only]) => Ok(only),
            (None, _) => {
                let help = format!("say which: `variorum publish {}`", names[0]);
                undecided(&format!("it names several targets: {listed}"), help)
            }
            (Some(name), targets) => match targets.iter().find(|target| target.name == *name) {
                Some(target) => Ok(target),
                None => refuse(
                    name,
                    "there is no such target",
                    match nearest(name, names.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("the targets are {listed}"),
                    },
                ),
            },
        }
    }
}

/// Where a target is, when nobody says where readers see it.
fn at(target: &Target) -> String {
    match &target.place {
        Place::Directory { path } => path.clone(),
        Place::Git(git) => format!("{} ({})", git.remote, git.branch),
        Place::Ssh(ssh) => format!("{}:{}", ssh.host, ssh.path),
        Place::S3(s3) => format!("{}/{}", s3.bucket, s3.prefix),
        Place::Webdav(dav) => dav.url.clone(),
    }
}

fn summary(changes: &Changes, drops_history: bool) -> String {
    let Changes { new, changed, gone } = changes;
    let mut said = if changes.is_empty() {
        "it is as it was built".to_owned()
    } else {
        format!("{} new, {} changed, {} removed", new.len(), changed.len(), gone.len())
    };
    if drops_history {
        said += ", without its history";
    }
    said
}

/// Says that what is removed can still be had from a branch that keeps its history.
fn warn_of_history(target: &Target, changes: &Changes) {
    if matches!(&target.place, Place::Git(git) if git.keeps_history) && !changes.gone.is_empty() {
        out!(
            "What was removed stays in the history of the branch. `history: squash` in variorum.yaml drops that."
        );
    }
}

/// The files, in the order in which they will change.
fn show(changes: &Changes, all: bool) {
    for (sign, urls) in [("+", &changes.new), ("~", &changes.changed), ("-", &changes.gone)] {
        let most = if all { usize::MAX } else { NAMED };
        for url in urls.iter().take(most) {
            out!("{sign} {url}");
        }
        if urls.len() > most {
            out!("{sign} and {} more (all of them with `--verbose`)", urls.len() - most);
        }
    }
}
