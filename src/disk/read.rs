//! Reading an archive: the only reading there is.
//!
//! [`Files`] are the inputs as they were last read, and a [`World`] is put together from them. A preview reads only what
//! was changed again, so that what it shows comes about as in a build.

mod file;
mod picture;
mod world;

pub(in crate::disk) use file::is_hidden_name;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::{DiskError, is_at_or_below};
use crate::config::{self, Config};
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::model::assets::FOLDER;
use crate::source::Source;
use crate::world::World;
pub(super) use file::find;
use file::{File, Found, Wanted};
pub use file::{copied, copied_words};

/// The file with the settings.
pub const CONFIG: &str = "variorum.yaml";

/// Where an archive is and what the command line says about it.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// The folder of the archive.
    pub root: PathBuf,
    /// The file with the settings, when it is not `variorum.yaml` in the root.
    pub config: Option<PathBuf>,
    /// Keys of the settings from the environment and the command line, which win.
    pub overrides: Vec<(String, String)>,
}

/// The nearest folder from `start` upwards that holds a `variorum.yaml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(CONFIG).is_file()).map(Path::to_owned)
}

/// Reads the settings alone, with what is wrong with them.
pub fn settings(setup: &Setup) -> Result<Checked<Config>, DiskError> {
    let (read, settings) = read_config(setup)?;
    Ok(Checked { value: settings, diagnostics: read.faults })
}

/// Reads everything that a build depends on.
pub fn read(setup: &Setup) -> Result<Checked<World>, DiskError> {
    Ok(Files::read(setup, |_| ())?.world())
}

/// The inputs of an archive as they were last read, by their path below its root.
#[derive(Debug)]
pub struct Files {
    setup: Setup,
    config: Settings,
    /// What is built with: the settings of the file, or those that it had before it was at fault.
    settings: Config,
    found: BTreeMap<String, File>,
    /// Whether something could not be read, so that nothing is known of what is there.
    is_doubtful: bool,
}

/// The file with the settings.
#[derive(Debug)]
struct Settings {
    source: Arc<Source>,
    faults: Vec<Diagnostic>,
}

impl Settings {
    fn are_at_fault(&self) -> bool {
        self.faults.iter().any(|fault| fault.severity == Severity::Error)
    }
}

/// What a file is to the archive.
enum Role<'n> {
    /// Markdown below `content/`.
    Content,
    /// Copied as it is: beside an article, or to the address where it always appears.
    Beside(Option<&'n str>),
    /// Of the theme: its path below the theme's folder.
    Theme(&'n str),
    /// A template or words of the archive: its path below the folder of templates, or with `i18n/`.
    Own(&'n str),
}

impl Files {
    /// Reads everything; `begin` is called before, when it is known of which folders.
    pub fn read(setup: &Setup, begin: impl FnOnce(&Self)) -> Result<Self, DiskError> {
        let (config, settings) = read_config(setup)?;
        let mut files = Self {
            setup: setup.clone(),
            config,
            settings,
            found: BTreeMap::new(),
            is_doubtful: false,
        };
        begin(&files);
        files.read_all()?;
        Ok(files)
    }

    /// Reads again what is at or below these paths, and says what is not as it was.
    ///
    /// Settings that cannot be used leave those in force that were there before.
    pub fn read_again(&mut self, paths: &BTreeSet<String>) -> Result<Vec<String>, DiskError> {
        let config = self.config_path();
        let everything = self.is_doubtful
            || self.config.are_at_fault()
            || paths.iter().any(|path| path.is_empty() || *path == config);
        self.is_doubtful = true;
        let changed = if everything { self.read_all_again()? } else { self.read_parts(paths)? };
        self.is_doubtful = false;
        Ok(changed)
    }

    /// The inputs as one value.
    pub fn world(&self) -> Checked<World> {
        world::assemble(self)
    }

    /// The folders that everything is read of, below the root; some may not be there yet.
    pub fn folders(&self) -> Vec<String> {
        let own = self.settings.templates.clone().map(|folder| folder.value);
        let fixed = ["content", "i18n", "static"].map(str::to_owned);
        let mut folders: Vec<String> =
            fixed.into_iter().chain(own).chain(theme_folder(&self.settings)).collect();
        folders.sort();
        folders.dedup_by(|next, before| next.starts_with(&format!("{before}/")) || next == before);
        folders
    }

    /// The path of the file with the settings.
    pub fn config_path(&self) -> String {
        self.config.source.path.to_string()
    }

    fn read_all(&mut self) -> Result<(), DiskError> {
        let content = self.setup.root.join("content");
        if !content.is_dir() {
            let help =
                "make the folder `content` and put Markdown files into it, or run `variorum init`";
            return Err(DiskError::because("read", &content, "there is no such folder", help));
        }
        let folders = self.folders();
        self.found = self.read_below(folders.iter().map(|folder| (folder.as_str(), true)))?;
        Ok(())
    }

    fn read_all_again(&mut self) -> Result<Vec<String>, DiskError> {
        let (config, settings) = read_config(&self.setup)?;
        let mut changed = BTreeSet::new();
        if config.source != self.config.source || config.faults != self.config.faults {
            changed.insert(config.source.path.to_string());
        }
        if !config.are_at_fault() {
            self.settings = settings;
        }
        self.config = config;
        let before = std::mem::take(&mut self.found);
        self.read_all()?;
        differences(&before, &self.found, &mut changed);
        Ok(changed.into_iter().collect())
    }

    fn read_parts(&mut self, paths: &BTreeSet<String>) -> Result<Vec<String>, DiskError> {
        let folders = self.folders();
        let mut parts: BTreeSet<(&str, bool)> = BTreeSet::new();
        for path in paths {
            for folder in &folders {
                if is_at_or_below(folder, path) {
                    parts.insert((folder, true));
                } else if path.strip_prefix(&format!("{folder}/")).is_some_and(is_shown) {
                    parts.insert((path, false));
                }
            }
        }
        if parts.contains(&("content", true)) && !self.setup.root.join("content").is_dir() {
            self.read_all()?;
        }
        let now = self.read_below(parts.iter().copied())?;
        let mut before = BTreeMap::new();
        for (part, _) in &parts {
            let below = format!("{part}/");
            let inside = self.found.range(below.clone()..).map(|(path, _)| path);
            let mut gone: Vec<String> =
                inside.take_while(|path| path.starts_with(&below)).cloned().collect();
            gone.push((*part).to_owned());
            before.extend(gone.into_iter().filter_map(|path| self.found.remove_entry(&path)));
        }
        let mut changed = BTreeSet::new();
        differences(&before, &now, &mut changed);
        self.found.extend(now);
        Ok(changed.into_iter().collect())
    }

    /// The files at or below these parts, each read as what it is to the archive, on all cores.
    fn read_below<'p>(
        &self,
        parts: impl Iterator<Item = (&'p str, bool)>,
    ) -> Result<BTreeMap<String, File>, DiskError> {
        let mut found = Vec::new();
        for (part, is_whole) in parts {
            found.extend(file::find(&self.setup.root, part, is_whole)?);
        }
        let read = |found: &Found| -> Result<Option<(String, File)>, DiskError> {
            let roles = role(&found.name, &self.settings);
            if roles.is_empty() {
                return Ok(None);
            }
            let is_copied = |role: &Role| matches!(role, Role::Beside(_));
            let is_asset =
                |role: &Role| matches!(role, Role::Beside(Some(url)) if url.starts_with(FOLDER));
            let wanted = Wanted {
                text: !roles.iter().all(is_copied),
                asset: roles.iter().any(is_copied),
                bytes: roles.iter().any(is_asset),
            };
            let file = file::read(found, wanted)?;
            Ok(file.map(|file| (found.name.clone(), file)))
        };
        let read: Result<Vec<_>, DiskError> = found.par_iter().map(read).collect();
        Ok(read?.into_iter().flatten().collect())
    }
}

/// What a file is, by its path below the root; nothing for what is no part of the archive.
fn role<'n>(name: &'n str, config: &Config) -> Vec<Role<'n>> {
    let mut roles = Vec::new();
    let below = |folder: &str| name.strip_prefix(folder)?.strip_prefix('/');
    if below("content").is_some() && !config.ignores(name) {
        roles.push(if is_markdown(name) { Role::Content } else { Role::Beside(None) });
    }
    if let Some(url) = below("static") {
        roles.push(Role::Beside(Some(url)));
    }
    if let Some(path) = theme_folder(config).and_then(|folder| below(&folder)) {
        match path.strip_prefix("static/") {
            Some(url) => roles.push(Role::Beside(Some(url))),
            None if is_theme_text(path) => roles.push(Role::Theme(path)),
            None => {}
        }
    }
    if let Some(path) = config.templates.as_ref().and_then(|folder| below(&folder.value)) {
        roles.push(Role::Own(path));
    }
    if below("i18n").is_some() {
        roles.push(Role::Own(name));
    }
    roles
}

fn is_markdown(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"))
}

fn is_theme_text(below: &str) -> bool {
    below == "theme.yaml" || below.starts_with("templates/") || below.starts_with("i18n/")
}

/// Where the archive's own theme of that name would be; nothing for a name that leads elsewhere.
fn theme_folder(config: &Config) -> Option<String> {
    let name = &config.theme.value;
    let is_plain = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
    is_plain.then(|| format!("themes/{name}"))
}

/// Whether no part of a path is hidden.
fn is_shown(below: &str) -> bool {
    !below.split('/').any(file::is_hidden_name)
}

/// The paths of files that are not the same in both, or only in one.
fn differences(
    before: &BTreeMap<String, File>,
    now: &BTreeMap<String, File>,
    into: &mut BTreeSet<String>,
) {
    let changed = now.iter().filter(|(path, file)| before.get(*path) != Some(file));
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    into.extend(changed.map(|(path, _)| path).chain(gone).cloned());
}

/// The file with the settings, and what it says.
fn read_config(setup: &Setup) -> Result<(Settings, Config), DiskError> {
    let path = setup.config.clone().unwrap_or_else(|| setup.root.join(CONFIG));
    if !path.is_file() {
        let reason = if path.is_dir() { "it is a folder" } else { "there is no such file" };
        let help = match setup.config {
            Some(_) => "name a file that is there, or leave out `--config`",
            None => {
                "run `variorum init` to begin an archive here, or say where one is with `--root`"
            }
        };
        return Err(DiskError::because("read", &path, reason, help));
    }
    let name = file::relative(&setup.root, &path);
    let file = file::text(&path, &name).map_err(|e| DiskError::new("read", &path, &e))?;
    let mut faults = file.faults;
    let source = file.text.or(file.not_text);
    let source = source.unwrap_or_else(|| Arc::new(Source::new(name, "")));
    let read = config::read(&source, &setup.overrides);
    faults.extend(read.diagnostics);
    faults.extend(world::unknown_theme(&setup.root, &read.value, &source));
    Ok((Settings { source, faults }, read.value))
}
