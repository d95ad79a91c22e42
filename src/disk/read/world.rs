//! From files to a world: the ladder of templates, words and static files.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::{Files, Role, is_theme_text, role};
use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic, nearest};
use crate::disk::builtin;
use crate::source::{Source, Span};
use crate::world::{Asset, World};

/// Puts together what was read.
pub(super) fn assemble(files: &Files) -> Checked<World> {
    let config = &files.settings;
    let mut world = World {
        config: config.clone(),
        config_source: Some(Arc::clone(&files.config.source)),
        ..World::default()
    };
    place_builtin(&files.setup.root, config, &mut world);
    let mut diagnostics = files.config.faults.clone();
    for (name, file) in &files.found {
        diagnostics.extend_from_slice(&file.faults);
        world.not_text.extend(file.not_text.clone());
        for role in role(name, config) {
            match (role, &file.text, &file.asset) {
                (Role::Content, Some(source), _) => world.sources.push(Arc::clone(source)),
                (Role::Beside(url), _, Some(asset)) => {
                    let url = url.map(str::to_owned);
                    world.assets.insert(name.clone(), Asset { url, ..asset.clone() });
                }
                (Role::Theme(below), Some(source), _) => place_theme(&mut world, below, source),
                (Role::Own(below), Some(source), _) => place(&mut world, "own", below, source),
                _ => {}
            }
        }
    }
    // Words of the archive win over those of the theme, whose folder comes later in the alphabet.
    let rung = |source: &Source| match &*source.path {
        path if path.starts_with("builtin:") => 0,
        path if path.starts_with("themes/") => 1,
        _ => 2,
    };
    world.words.sort_by_key(|(_, source)| rung(source));
    diagnostics.extend(no_templates(&world, &files.config.source));
    diagnostics.extend(no_theme(files));
    Checked { value: world, diagnostics }
}

/// What is part of the program: the templates, and the theme unless the archive has one of that name.
///
/// Every theme has the options and the static files of the default one below it: templates that it leaves as they are
/// ask for the options, and name the style sheet, the script and the icon. A theme of the program with a sheet of its
/// own has no need of the default's fonts.
fn place_builtin(root: &Path, config: &Config, world: &mut World) {
    for file in builtin::templates() {
        let source = builtin_source(&format!("templates/{}", file.path), &file);
        place(world, "builtin", &file.path, &source);
    }
    let (default, name) = (Config::default().theme.value, &config.theme.value);
    let is_below = has_theme(root, config) || *name == default;
    let own = if is_below { Vec::new() } else { builtin::theme(name) };
    let hides = |path: &str| own.iter().any(|file| file.path == path);
    let without_fonts = hides("static/assets/variorum.css");
    for file in builtin::theme(&default) {
        let is_font = file.path.starts_with("static/assets/fonts/");
        let is_hidden = !is_theme_text(&file.path) && hides(&file.path);
        if !(is_hidden || is_font && without_fonts) {
            place_file(world, &default, file);
        }
    }
    for file in own {
        place_file(world, name, file);
    }
}

/// Puts a file of a theme of the program where it belongs; what is neither text nor a static file is left out.
fn place_file(world: &mut World, theme: &str, file: builtin::Builtin) {
    if is_theme_text(&file.path) {
        let source = builtin_source(&format!("themes/{theme}/{}", file.path), &file);
        return place_theme(world, &file.path, &source);
    }
    let Some(url) = file.path.strip_prefix("static/").map(str::to_owned) else { return };
    let path = format!("builtin:themes/{theme}/{}", file.path);
    let len = file.bytes.len() as u64;
    let asset = Asset { len, stamp: 0, url: Some(url), bytes: Some(file.bytes), dimensions: None };
    world.assets.insert(path, asset);
}

fn builtin_source(path: &str, file: &builtin::Builtin) -> Arc<Source> {
    Arc::new(Source::new(format!("builtin:{path}"), file.text()))
}

fn place_theme(world: &mut World, below: &str, source: &Arc<Source>) {
    if below == "theme.yaml" {
        world.themes.push(Arc::clone(source));
    } else {
        place(world, "theme", below.strip_prefix("templates/").unwrap_or(below), source);
    }
}

/// Puts a template or a words file on its rung of the ladder.
fn place(world: &mut World, rung: &str, below: &str, source: &Arc<Source>) {
    if let Some(file) = below.strip_prefix("i18n/") {
        let language = file.strip_suffix(".yaml").unwrap_or(file).to_owned();
        world.words.push((language, Arc::clone(source)));
    } else {
        world.templates.insert(format!("{rung}/{below}"), Arc::clone(source));
    }
}

/// Whether the archive itself has the theme that its settings name.
fn has_theme(root: &Path, config: &Config) -> bool {
    super::theme_folder(config).is_some_and(|folder| root.join(folder).is_dir())
}

/// The fault of settings that name a folder of templates where there are none.
fn no_templates(world: &World, settings: &Source) -> Option<Diagnostic> {
    let folder = world.config.templates.as_ref()?;
    let is_said = folder.span != Span::default();
    if !is_said || world.templates.keys().any(|name| name.starts_with("own/")) {
        return None;
    }
    let message = format!("there are no templates in `{}/`", folder.value);
    let help = "put them there, or leave this out: `variorum theme eject article.html` copies one";
    Some(Diagnostic::new(Code::Unused, message).help(help).at(&settings.path, folder.span, ""))
}

/// What a theme of the archive is made of.
const PARTS: [&str; 4] = ["theme.yaml", "templates", "static", "i18n"];

/// What goes by another name elsewhere, and what it is here.
const ELSEWHERE: [(&str, &str); 9] = [
    ("theme.yml", "theme.yaml"),
    ("layout", "templates"),
    ("layouts", "templates"),
    ("assets", "static/assets"),
    ("css", "static/assets"),
    ("fonts", "static/assets"),
    ("js", "static/assets"),
    ("locales", "i18n"),
    ("lang", "i18n"),
];

/// The faults of a theme of the archive that has nothing, or that has its files where no theme has them.
///
/// A folder can have more than a theme: only what may be meant for a part that is missing is told of.
fn no_theme(files: &Files) -> Vec<Diagnostic> {
    let folder = super::theme_folder(&files.settings);
    let entries = folder.as_ref().and_then(|f| fs::read_dir(files.setup.root.join(f)).ok());
    let (Some(folder), Some(entries)) = (folder, entries) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let warn = |message: String, help: String| {
        let fault = Diagnostic::new(Code::Unused, message).help(help);
        fault.at(&files.config.source.path, files.settings.theme.span, "")
    };
    let is_missing = |part: &str| !names.iter().any(|name| part.split('/').next() == Some(name));
    let misspelt = names.iter().filter_map(|name| {
        let lower = name.to_lowercase();
        let known = ELSEWHERE.iter().find(|(other, _)| *other == lower).map(|(_, part)| *part);
        let part = known.or_else(|| nearest(name, PARTS[1..].iter().copied()))?;
        is_missing(part).then(|| {
            let message = format!("`{folder}/{name}` is no part of a theme");
            warn(message, format!("did you mean `{folder}/{part}`?"))
        })
    });
    let misspelt: Vec<Diagnostic> = misspelt.collect();
    let below = format!("{folder}/");
    let has_files = files.found.range(below.clone()..).next();
    if !misspelt.is_empty() || has_files.is_some_and(|(path, _)| path.starts_with(&below)) {
        return misspelt;
    }
    let message = format!("there is nothing of a theme in `{folder}/`");
    let help = format!(
        "fetch it if it is a submodule: `git submodule update --init`; a theme has `{}`",
        PARTS.join("`, `")
    );
    vec![warn(message, help)]
}

/// The fault of settings that name a theme which is nowhere.
pub(super) fn unknown_theme(root: &Path, config: &Config, source: &Source) -> Option<Diagnostic> {
    if has_theme(root, config) || !builtin::theme(&config.theme.value).is_empty() {
        return None;
    }
    let mut names = builtin::themes();
    let own = fs::read_dir(root.join("themes")).into_iter().flatten().filter_map(Result::ok);
    names.extend(own.filter_map(|entry| entry.file_name().into_string().ok()));
    names.sort();
    names.dedup();
    let message = format!("there is no theme `{}`", config.theme.value);
    let help = format!("name one of these: `{}`, or make `themes/<name>/`", names.join("`, `"));
    let fault = Diagnostic::new(Code::UnknownTheme, message).help(help);
    Some(fault.at(&source.path, config.theme.span, ""))
}
