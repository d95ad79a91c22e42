//! `new`: the beginning of an article, an entity or a question.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use clap::{Args, ValueEnum};
use variorum::disk::DiskError;
use variorum::disk::read::CONFIG;
use variorum::fold;

use super::Common;

/// Begin an article, an entity or a question
#[derive(Debug, Args)]
pub(super) struct New {
    /// What
    kind: Kind,
    /// Its title or name
    title: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// Something that was read
    Article,
    /// A person, an organisation, a place, a work, a concept
    Entity,
    /// Something that claims answer
    Question,
}

impl New {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let root = common.setup(Vec::new())?.root;
        if !root.join(CONFIG).is_file() && common.config.is_none() {
            let help =
                "run `variorum init` to begin an archive here, or say where one is with `--root`";
            return Err(DiskError::because(
                "read",
                &root.join(CONFIG),
                "there is no such file",
                help,
            ));
        }
        let slug = fold::slug(&self.title);
        if slug.is_empty() {
            let help = "give it a title with letters or digits";
            return Err(DiskError::because(
                "name a file after",
                Path::new(&self.title),
                "no letters",
                help,
            ));
        }
        let (folder, text) = self.beginning();
        let path = root.join("content").join(folder).join(format!("{slug}.md"));
        write_new(&path, &text)?;
        anstream::println!("{}", path.display());
        Ok(true)
    }

    fn beginning(&self) -> (&'static str, String) {
        // Single quotation marks: YAML reads nothing in them but two of themselves.
        let title = format!("'{}'", self.title.replace('\'', "''"));
        match self.kind {
            Kind::Article => {
                let keys = "author:\noutlet:\nurl:\npublished:\nlicence:\nvisibility: excerpt\nhighlights:\nentities:\nevents:\nclaims:\n";
                ("articles", format!("---\ntitle: {title}\n{keys}---\n\nThe text goes here.\n"))
            }
            Kind::Entity => {
                ("entities", format!("---\nname: {title}\nkind: person\naliases:\nsummary:\n---\n"))
            }
            Kind::Question => ("questions", format!("---\ntitle: {title}\nsummary:\nunit:\n---\n")),
        }
    }
}

/// Writes a text file that must not be there yet.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), DiskError> {
    write_new_bytes(path, text.as_bytes(), "choose another title")
}

/// Writes a file that must not be there yet; `help` is for when it is.
pub(super) fn write_new_bytes(path: &Path, bytes: &[u8], help: &str) -> Result<(), DiskError> {
    super::init::make_folders(path)?;
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => DiskError::because("write", path, "it is there already", help),
        _ => DiskError::new("write", path, &error),
    })
}
