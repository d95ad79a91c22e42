//! `init`: a small archive that teaches.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use variorum::disk::DiskError;

use super::Common;
use super::print::out;

/// Begin an archive: settings, one article, one entity, one question
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder; it is made if needed [default: the one of `--root`, else this one]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Add a workflow that publishes on every push; an existing archive gets only the workflow
    #[arg(long, value_enum, value_name = "HOST")]
    ci: Option<Ci>,
}

/// Whose workflow to write.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Ci {
    /// GitHub Actions, to GitHub Pages
    Github,
    /// GitLab CI, to GitLab Pages
    Gitlab,
    /// Forgejo Actions (Codeberg), to a branch `pages`
    Forgejo,
}

impl Ci {
    /// The file of the workflow, and what is in it.
    fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Github => (".github/workflows/publish.yml", include_str!("init/ci/github.yml")),
            Self::Gitlab => (".gitlab-ci.yml", include_str!("init/ci/gitlab.yml")),
            Self::Forgejo => {
                (".forgejo/workflows/publish.yml", include_str!("init/ci/forgejo.yml"))
            }
        }
    }

    /// What the workflow needs in the settings.
    fn settings(self) -> &'static str {
        match self {
            Self::Github | Self::Gitlab => "",
            Self::Forgejo => "publish:\n  pages: {type: git, remote: origin, branch: pages}\n",
        }
    }
}

/// The files of a new archive.
const FILES: &[(&str, &str)] = &[
    ("variorum.yaml", include_str!("init/variorum.yaml")),
    ("README.md", include_str!("init/README.md")),
    (".gitignore", "/public\n/private\n"),
    ("content/index.md", include_str!("init/content/index.md")),
    ("content/articles/first-reading.md", include_str!("init/content/articles/first-reading.md")),
    ("content/entities/mary-rose.md", include_str!("init/content/entities/mary-rose.md")),
    (
        "content/questions/how-many-aboard.md",
        include_str!("init/content/questions/how-many-aboard.md"),
    ),
];

impl Init {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let here = || PathBuf::from(".");
        let folder = &self.folder.or_else(|| common.root.clone()).unwrap_or_else(here);
        let is_there = folder.join("variorum.yaml").exists();
        let workflow = self.ci.map(Ci::file);
        let settings = self.ci.map_or("", Ci::settings);
        if let Some((path, _)) = workflow.filter(|(path, _)| folder.join(path).exists()) {
            let help = "move it away first, and take over from it what you need";
            let path = folder.join(path);
            return Err(DiskError::because("write", &path, "it is there already", help));
        }
        if let Some((path, text)) = workflow.filter(|_| is_there) {
            super::new::write_new(&folder.join(path), text)?;
            let path = folder.join(path);
            out!("The workflow is in `{}`: look at it, commit and push.", path.display());
            if !settings.is_empty() {
                out!("It needs in variorum.yaml, unless that has it already:");
                settings.lines().for_each(|line| out!("    {line}"));
            }
            return Ok(true);
        }
        if let Some((taken, _)) = FILES.iter().find(|(path, _)| folder.join(path).exists()) {
            let help = "choose an empty folder: `variorum init my-archive`";
            return Err(DiskError::because(
                "begin an archive with",
                &folder.join(taken),
                "it is there already",
                help,
            ));
        }
        for (path, text) in FILES.iter().copied().chain(workflow) {
            match path {
                "variorum.yaml" if !settings.is_empty() => {
                    let text = format!("{text}\n# Where the workflow publishes it.\n{settings}");
                    super::new::write_new(&folder.join(path), &text)?;
                }
                _ => super::new::write_new(&folder.join(path), text)?,
            }
        }
        let place = folder.display();
        out!("A small archive is in `{place}`. Read content/articles/first-reading.md first.");
        let cd = match place.to_string() {
            place if place == "." => String::new(),
            place => format!("cd {} && ", pasted(&place)),
        };
        out!("Then: {cd}variorum serve --open");
        Ok(true)
    }
}

/// A path as a shell takes it.
fn pasted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-~+:@\\".contains(c);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("\"{path}\"") }
}

/// Makes the folders above a file.
pub(super) fn make_folders(path: &std::path::Path) -> Result<(), DiskError> {
    match path.parent() {
        Some(folder) => fs::create_dir_all(folder).map_err(|e| DiskError::new("make", folder, &e)),
        None => Ok(()),
    }
}
