//! Reading an archive: the only reading there is.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{DiskError, builtin};
use crate::config::{self, Config};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::source::{Source, Span};
use crate::world::{Asset, World};

/// The file with the settings.
pub const CONFIG: &str = "variorum.yaml";

/// A text that is larger is taken for something else; it would be the length of forty novels.
const LARGEST: u64 = 64 << 20;

/// So many bytes tell whether a file is text: others have a zero among them.
const BEGINNING: u64 = 8 << 10;

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

/// What is wrong with the files themselves, whatever they say.
#[derive(Default)]
struct Faults {
    diagnostics: Vec<Diagnostic>,
    /// The files that are not text, so that the faults can be drawn on them.
    not_text: Vec<Arc<Source>>,
}

/// Reads everything that a build depends on.
pub fn read(setup: &Setup) -> Result<Checked<World>, DiskError> {
    let mut faults = Faults::default();
    let config_source = read_config(setup, &mut faults)?;
    let read = config::read(&config_source, &setup.overrides);
    faults.diagnostics.extend(read.diagnostics);
    let config = read.value;

    let mut world = World { config_source: Some(config_source), ..World::default() };
    read_content(&setup.root, &config, &mut world, &mut faults)?;
    read_templates(&setup.root, &config, &mut world, &mut faults)?;
    read_static(&setup.root.join("static"), &setup.root, &mut world, &mut faults)?;
    world.config = config;
    world.not_text = faults.not_text;
    Ok(Checked { value: world, diagnostics: faults.diagnostics })
}

fn read_config(setup: &Setup, faults: &mut Faults) -> Result<Arc<Source>, DiskError> {
    let path = setup.config.clone().unwrap_or_else(|| setup.root.join(CONFIG));
    if !path.is_file() {
        let reason = if path.is_dir() { "it is a folder" } else { "there is no such file" };
        let help =
            "run `variorum init` to begin an archive here, or say where one is with `--root`";
        return Err(DiskError::because("read", &path, reason, help));
    }
    let name = relative(&setup.root, &path);
    Ok(match read_source(&path, &name, faults)? {
        Some(source) => Arc::new(source),
        None => faults.not_text.pop().unwrap_or_else(|| Arc::new(Source::new(name, ""))),
    })
}

fn read_content(
    root: &Path,
    config: &Config,
    world: &mut World,
    faults: &mut Faults,
) -> Result<(), DiskError> {
    let content = root.join("content");
    if !content.is_dir() {
        let help =
            "make the folder `content` and put Markdown files into it, or run `variorum init`";
        return Err(DiskError::because("read", &content, "there is no such folder", help));
    }
    let mut files = walk(&content, root, faults)?;
    files.retain(|(_, name)| !config.ignores(name));
    let (texts, others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(_, name)| is_markdown(name));
    let read: Vec<_> = texts
        .par_iter()
        .map(|(path, name)| {
            let mut found = Faults::default();
            read_source(path, name, &mut found).map(|source| (source, found))
        })
        .collect::<Result<_, _>>()?;
    for (source, found) in read {
        world.sources.extend(source.map(Arc::new));
        faults.diagnostics.extend(found.diagnostics);
        faults.not_text.extend(found.not_text);
    }
    world.sources.sort_by(|a, b| a.path.cmp(&b.path));
    for (path, name) in others {
        world.assets.insert(name, asset(&path, None)?);
    }
    Ok(())
}

fn is_markdown(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"))
}

/// The ladder of templates, words and static files: built in, then the theme's, then the archive's own.
fn read_templates(
    root: &Path,
    config: &Config,
    world: &mut World,
    faults: &mut Faults,
) -> Result<(), DiskError> {
    for file in builtin::templates() {
        place(
            world,
            "builtin",
            &file.path,
            builtin_source(&format!("templates/{}", file.path), &file),
        );
    }
    read_theme(root, config, world, faults)?;
    if let Some(folder) = &config.templates {
        for (path, name) in walk_if_there(&root.join(folder), root, faults)? {
            let below = name.strip_prefix(&format!("{folder}/")).unwrap_or(&name).to_owned();
            if let Some(source) = read_source(&path, &name, faults)? {
                place(world, "own", &below, source);
            }
        }
    }
    for (path, name) in walk_if_there(&root.join("i18n"), root, faults)? {
        if let Some(source) = read_source(&path, &name, faults)? {
            place(world, "own", &name, source);
        }
    }
    Ok(())
}

fn read_theme(
    root: &Path,
    config: &Config,
    world: &mut World,
    faults: &mut Faults,
) -> Result<(), DiskError> {
    let name = &config.theme.value;
    let folder = root.join("themes").join(name);
    let plain = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
    if plain && folder.is_dir() {
        // Templates that the theme leaves as they are name the style sheet, the script and the icon that are built in.
        let default = Config::default().theme.value;
        for file in builtin::theme(&default) {
            place_static(world, &default, file);
        }
        let prefix = format!("themes/{name}/");
        for (path, name) in walk(&folder, root, faults)? {
            let below = name.strip_prefix(&prefix).unwrap_or(&name).to_owned();
            if let Some(url) = below.strip_prefix("static/") {
                world.assets.insert(name.clone(), asset(&path, Some(url.to_owned()))?);
            } else if is_theme_text(&below)
                && let Some(source) = read_source(&path, &name, faults)?
            {
                place_theme(world, &below, source);
            }
        }
        return Ok(());
    }
    let files = builtin::theme(name);
    if files.is_empty() {
        faults.diagnostics.push(unknown_theme(root, config, world));
    }
    for file in files {
        if is_theme_text(&file.path) {
            let source = builtin_source(&format!("themes/{name}/{}", file.path), &file);
            place_theme(world, &file.path, source);
        } else {
            place_static(world, name, file);
        }
    }
    Ok(())
}

/// Puts a built-in file on the lowest rung of the files that are copied, if it is one of them.
fn place_static(world: &mut World, theme: &str, file: builtin::Builtin) {
    let Some(url) = file.path.strip_prefix("static/") else { return };
    let asset = Asset {
        len: file.bytes.len() as u64,
        stamp: 0,
        url: Some(url.to_owned()),
        embedded: Some(file.bytes),
    };
    world.assets.insert(format!("builtin:themes/{theme}/{}", file.path), asset);
}

fn unknown_theme(root: &Path, config: &Config, world: &World) -> Diagnostic {
    let mut names = builtin::themes();
    let own = fs::read_dir(root.join("themes")).into_iter().flatten().filter_map(Result::ok);
    names.extend(own.filter_map(|entry| entry.file_name().into_string().ok()));
    names.sort();
    names.dedup();
    let message = format!("there is no theme `{}`", config.theme.value);
    let diagnostic = Diagnostic::new(Code::UnknownTheme, message)
        .help(format!("name one of these: `{}`, or make `themes/<name>/`", names.join("`, `")));
    match &world.config_source {
        Some(source) => diagnostic.at(&source.path, config.theme.span, ""),
        None => diagnostic,
    }
}

fn is_theme_text(below: &str) -> bool {
    below == "theme.yaml" || below.starts_with("templates/") || below.starts_with("i18n/")
}

fn place_theme(world: &mut World, below: &str, source: Source) {
    if below == "theme.yaml" {
        world.theme = Some(Arc::new(source));
    } else {
        place(world, "theme", below.strip_prefix("templates/").unwrap_or(below), source);
    }
}

/// Puts a template or a words file on its rung of the ladder.
fn place(world: &mut World, rung: &str, below: &str, source: Source) {
    if let Some(file) = below.strip_prefix("i18n/") {
        let language = file.strip_suffix(".yaml").unwrap_or(file).to_owned();
        world.words.push((language, Arc::new(source)));
    } else {
        world.templates.insert(format!("{rung}/{below}"), Arc::new(source));
    }
}

fn builtin_source(path: &str, file: &builtin::Builtin) -> Source {
    Source::new(format!("builtin:{path}"), file.text())
}

fn read_static(
    folder: &Path,
    root: &Path,
    world: &mut World,
    faults: &mut Faults,
) -> Result<(), DiskError> {
    for (path, name) in walk_if_there(folder, root, faults)? {
        let url = name.strip_prefix("static/").map(str::to_owned);
        world.assets.insert(name, asset(&path, url)?);
    }
    Ok(())
}

fn asset(path: &Path, url: Option<String>) -> Result<Asset, DiskError> {
    let about = fs::metadata(path).map_err(|error| DiskError::new("read", path, &error))?;
    let changed = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let time = changed.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX));
    Ok(Asset { len: about.len(), stamp: time ^ about.len().rotate_left(40), url, embedded: None })
}

fn walk_if_there(
    folder: &Path,
    root: &Path,
    faults: &mut Faults,
) -> Result<Vec<(PathBuf, String)>, DiskError> {
    if folder.is_dir() { walk(folder, root, faults) } else { Ok(Vec::new()) }
}

/// Every file below `folder` with its path below `root`, sorted; hidden ones and symbolic links are passed over.
fn walk(
    folder: &Path,
    root: &Path,
    faults: &mut Faults,
) -> Result<Vec<(PathBuf, String)>, DiskError> {
    let mut files = Vec::new();
    let entries = WalkDir::new(folder).follow_links(false).sort_by_file_name().min_depth(1);
    for entry in entries.into_iter().filter_entry(|entry| !is_hidden(entry)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            let reason = error.io_error().map_or("a loop of folders".to_owned(), super::plain);
            DiskError { doing: "read", path, reason, help: None }
        })?;
        let name = relative(root, entry.path());
        if entry.file_type().is_symlink() {
            let message = "this is a symbolic link, which is not followed";
            let diagnostic = Diagnostic::new(Code::SymbolicLink, message)
                .at(&name.into(), Span::default(), "")
                .help("put the file itself into the folder");
            faults.diagnostics.push(diagnostic);
        } else if entry.file_type().is_file() {
            files.push((entry.into_path(), name));
        }
    }
    Ok(files)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// A path below the root with `/`, for messages and addresses.
fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/").replace("//", "/")
}

/// What is in a file that is copied, if it is text: without it, nothing is known of what the file says.
pub fn copied_text(path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    let failed = |error: io::Error| DiskError::new("read", path, &error);
    let mut file = fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.by_ref().take(BEGINNING).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.contains(&0) {
        return Ok(None);
    }
    file.take(LARGEST).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Some(bytes))
}

/// A text file; nothing, and a diagnostic, when it is not text.
fn read_source(path: &Path, name: &str, faults: &mut Faults) -> Result<Option<Source>, DiskError> {
    let len = fs::metadata(path).map_err(|error| DiskError::new("read", path, &error))?.len();
    if len > LARGEST {
        let message = format!("this file has {} MiB, which is too much for a text", len >> 20);
        let help = "split it, or keep it beside the article as a file to link to";
        let diagnostic = Diagnostic::new(Code::NotText, message).help(help);
        faults.diagnostics.push(diagnostic.at(&name.into(), Span::default(), ""));
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(|error| DiskError::new("read", path, &error))?;
    let (text, broken) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (text, Some(error.utf8_error().valid_up_to()))
        }
    };
    let unmarked = text.strip_prefix('\u{feff}').map(str::to_owned);
    let mark = if unmarked.is_some() { '\u{feff}'.len_utf8() } else { 0 };
    let source = Source::new(name, unmarked.unwrap_or(text));
    let Some(at) = broken else { return Ok(Some(source)) };
    let span = Span::new(at - mark, at - mark + char::REPLACEMENT_CHARACTER.len_utf8());
    let diagnostic = Diagnostic::new(Code::NotText, "this file is not in UTF-8")
        .at(&source.path, span, "the first byte that is not")
        .help("save it again with the encoding UTF-8");
    faults.diagnostics.push(diagnostic);
    faults.not_text.push(Arc::new(source));
    Ok(None)
}
