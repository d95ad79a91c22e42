//! `theme`: what themes there are, what they can be told, and one file of them to change.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use clap::{Args, Subcommand};
use variorum::config::{Config, theme as settings};
use variorum::diagnostic::{Diagnostic, nearest};
use variorum::disk::DiskError;
use variorum::disk::read;
use variorum::disk::theme::{self, Theme};
use variorum::source::Source;
use variorum::world::World;

use super::Common;
use super::build::has_errors;
use super::new::write_new_bytes;
use super::print::out;
use super::report::Report;

/// List the themes, show the options of one, or copy a template to change it
#[derive(Debug, Args)]
pub(super) struct ThemeCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the themes of the program and of the archive; the one in use has a star
    List,
    /// Show what a theme is, its options and its files
    Show {
        /// The name [default: the theme in use]
        name: Option<String>,
    },
    /// Copy a file of the theme into the archive, where you can change it
    #[command(
        after_help = "To change only a part of a template, extend it instead: write `{% extends \"builtin/article.html\" %}` and one block. docs/templates.md lists the values and blocks."
    )]
    Eject {
        /// A template (`article.html`), words (`i18n/de.yaml`) or a static file (`static/assets/variorum.css`)
        file: String,
    },
}

impl ThemeCommand {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let setup = common.setup()?;
        let root = setup.root.clone();
        let config = match (read::settings(&setup).map(|settings| settings.value), &self.what) {
            // What comes with the program can be looked at without an archive.
            (Err(_), What::List | What::Show { .. }) if setup.config.is_none() => Config::default(),
            (config, _) => config?,
        };
        let themes = theme::themes(&root)?;
        let active = config.theme.value.as_str();
        let faults = match self.what {
            What::List => list(&themes, active),
            What::Show { name } => show(find(&root, &themes, name.as_deref().unwrap_or(active))?),
            What::Eject { file } => {
                let templates = config.templates.as_ref().map(|folder| folder.value.as_str());
                eject(&root, find(&root, &themes, active)?, templates, &file)?;
                Vec::new()
            }
        };
        let mut passes = true;
        for (source, faults) in faults {
            let world = World { themes: vec![source.into()], ..World::default() };
            passes &= !has_errors(&Report::new(common, &world).draw(faults));
        }
        Ok(passes)
    }
}

/// What is wrong with the settings of themes.
type Faults = Vec<(Source, Vec<Diagnostic>)>;

fn list(themes: &[Theme], active: &str) -> Faults {
    let mut faults = Vec::new();
    let wide = themes.iter().map(|theme| theme.name.chars().count()).max().unwrap_or(0);
    for theme in themes {
        let star = if theme.name == active { '*' } else { ' ' };
        let source = theme.settings();
        let (said, wrong) = settings::read(&source);
        faults.push((source, wrong));
        let about = said.description.unwrap_or_default();
        let origin = if theme.is_builtin { "" } else { "(of this archive) " };
        out!("{}", format!("{star} {:wide$}  {origin}{about}", theme.name).trim_end());
    }
    faults
}

fn show(theme: &Theme) -> Faults {
    let source = theme.settings();
    let (said, wrong) = settings::read(&source);
    let said = said.over(settings::read(&theme::settings_beneath()).0);
    let origin = if theme.is_builtin { "comes with Variorum" } else { "of this archive" };
    out!("{}, {origin}", said.name.as_deref().unwrap_or(&theme.name));
    for line in [said.description, said.licence.map(|licence| format!("Licence: {licence}"))] {
        line.into_iter().for_each(|line| out!("{line}"));
    }
    out!("");
    out!("Options, under `extra: {{theme: …}}` in variorum.yaml:");
    for option in &said.options {
        let default = option.default_written();
        out!("  {}: {default}    # {}", option.name, option.takes);
        option.help.iter().for_each(|help| out!("      {help}"));
    }
    out!("");
    out!("Files:");
    theme.files().for_each(|file| out!("  {file}"));
    let own: BTreeSet<_> = theme.files().collect();
    let below = theme::beneath(theme).into_keys().filter(|file| !own.contains(file.as_str()));
    let below = below.filter_map(|file| Some(file.strip_prefix("templates/")?.to_owned()));
    out!("");
    out!("Templates below it: {}", below.collect::<Vec<_>>().join(", "));
    vec![(source, wrong)]
}

fn find<'t>(root: &Path, themes: &'t [Theme], name: &str) -> Result<&'t Theme, DiskError> {
    let names = || themes.iter().map(|theme| theme.name.as_str());
    themes.iter().find(|theme| theme.name == name).ok_or_else(|| {
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the themes are `{}`", names().collect::<Vec<_>>().join("`, `")),
        };
        let path = root.join("themes").join(name);
        DiskError::because("find the theme", &path, "there is no such theme", help)
    })
}

/// Copies a file to where the archive's own would be.
fn eject(root: &Path, theme: &Theme, templates: Option<&str>, file: &str) -> Result<(), DiskError> {
    let files = theme::beneath(theme);
    let file = file.strip_prefix("./").unwrap_or(file);
    let named = [Cow::Borrowed(file), Cow::Owned(format!("templates/{file}"))];
    let found = named.iter().find_map(|name| files.get_key_value(name.as_ref()));
    let Some((path, bytes)) = found else {
        let short = files.keys().map(|path| path.strip_prefix("templates/").unwrap_or(path));
        let help = match nearest(file, short) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`variorum theme show` lists the files of a theme; the templates are those of docs/templates.md".to_owned(),
        };
        return Err(DiskError::because("eject", Path::new(file), "no theme has such a file", help));
    };
    let to = match path.strip_prefix("templates/") {
        None => root.join(path),
        Some(below) => {
            let Some(folder) = templates else {
                let help = "name a folder in variorum.yaml: `templates: templates`";
                let reason = "this archive has no templates of its own (`templates: none`)";
                return Err(DiskError::because("eject", Path::new(file), reason, help));
            };
            root.join(folder).join(below)
        }
    };
    write_new_bytes(&to, bytes, "change it there, or move it away to begin anew")?;
    out!("{}", to.display());
    Ok(())
}
