//! The themes that there are, and the files that stand below those of the archive.
//!
//! Reads what `theme` shows and copies; a build reads its theme with the rest of the archive.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::DiskError;
use super::builtin;
use crate::config::Config;
use crate::source::Source;

/// The file with what a theme says of itself.
const SETTINGS: &str = "theme.yaml";

/// A theme, of the archive or of the program.
pub struct Theme {
    /// The name that settings give it.
    pub name: String,
    /// Whether it comes with the program.
    pub is_builtin: bool,
    files: BTreeMap<String, Cow<'static, [u8]>>,
    below: String,
}

impl Theme {
    /// Its `theme.yaml`; an empty one where it has none.
    pub fn settings(&self) -> Source {
        let bytes = self.files.get(SETTINGS).map_or(&b""[..], |bytes| bytes);
        let path = format!("{}themes/{}/{SETTINGS}", self.below, self.name);
        Source::new(path, String::from_utf8_lossy(bytes).into_owned())
    }

    /// The files that it changes or adds, as the archive would name them: `templates/article.html`, `i18n/de.yaml`,
    /// `static/assets/variorum.css`.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(|path| *path != SETTINGS)
    }
}

/// Every theme by name: those of the archive, and those of the program that the archive does not replace.
pub fn themes(root: &Path) -> Result<Vec<Theme>, DiskError> {
    let mut names: BTreeSet<String> = builtin::themes().into_iter().collect();
    let own = root.join("themes");
    if own.is_dir() {
        for entry in fs::read_dir(&own).map_err(|error| DiskError::new("read", &own, &error))? {
            let entry = entry.map_err(|error| DiskError::new("read", &own, &error))?;
            let name = entry.file_name().into_string().ok().filter(|_| entry.path().is_dir());
            names.extend(name.filter(|name| !name.starts_with('.')));
        }
    }
    names.into_iter().map(|name| theme(root, name)).collect()
}

fn theme(root: &Path, name: String) -> Result<Theme, DiskError> {
    let folder = root.join("themes").join(&name);
    if !folder.is_dir() {
        let files = builtin::theme(&name).into_iter().map(|file| (file.path, file.bytes));
        return Ok(Theme {
            is_builtin: true,
            files: files.collect(),
            below: "builtin:".to_owned(),
            name,
        });
    }
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(&folder) {
        let entry = entry.map_err(|error| DiskError::new("read", &folder, &error.into()))?;
        let below = entry.path().strip_prefix(&folder).ok().and_then(Path::to_str);
        if let Some(below) = below.filter(|_| entry.file_type().is_file()) {
            let bytes = fs::read(entry.path())
                .map_err(|error| DiskError::new("read", entry.path(), &error))?;
            files.insert(below.replace('\\', "/"), Cow::Owned(bytes));
        }
    }
    Ok(Theme { is_builtin: false, files, below: String::new(), name })
}

/// The `theme.yaml` of the program's own look, whose options every theme has.
pub fn settings_beneath() -> Source {
    let name = Config::default().theme.value;
    let files = builtin::theme(&name).into_iter();
    let text: String = files.filter(|f| f.path == SETTINGS).map(|file| file.text()).collect();
    Source::new(format!("builtin:themes/{name}/{SETTINGS}"), text)
}

/// Every file that an archive with this theme can replace by one of its own, as the archive would name it.
pub fn beneath(theme: &Theme) -> BTreeMap<String, Cow<'static, [u8]>> {
    let mut files = BTreeMap::new();
    for file in builtin::templates() {
        let is_words = file.path.starts_with("i18n/");
        let path = if is_words { file.path } else { format!("templates/{}", file.path) };
        files.insert(path, file.bytes);
    }
    let default = builtin::theme(&Config::default().theme.value);
    files.extend(default.into_iter().map(|file| (file.path, file.bytes)));
    files.extend(theme.files.iter().map(|(path, bytes)| (path.clone(), bytes.clone())));
    files.remove(SETTINGS);
    files
}
